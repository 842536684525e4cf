"""Many spans in little memory: columns of numbers, out of which a span is made whenever somebody asks for it.

A span as an object takes 350 bytes, most of which nobody looks at: an article that is open shows some twenty.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, MutableSequence, Sequence
from itertools import compress
from operator import eq
from typing import NamedTuple, overload

from workbench.model.span import Attributes, Parts, Span

_ROW_BITS = 28  # of a number in the table of ids: more spans than that are no layer
_KEPT = 1000  # objects
_ROW = (1 << _ROW_BITS) - 1
_HASH = (1 << 34) - 1
# As by the name, which would take half as long again.
_new: Callable[[type[Span], tuple[str, str, Parts, Attributes, str | None]], Span] = tuple.__new__


class Kind(NamedTuple):
    """What many spans have in common; ``parts`` where there are several, which few have."""

    label: str
    attributes: Attributes
    entity: str | None
    parts: Parts | None = None


class Columns:
    """Spans in text order that never change: a row each, and what they have in common by its number."""

    def __init__(
        self, ids: list[str], starts: "array[int]", ends: "array[int]", kinds: "array[int]", known: Sequence[Kind]
    ) -> None:
        """The rows come by their starts; those that start at the same place are put into order here."""
        self.starts, self.ends = starts, ends
        self._kinds, self._known = kinds, known
        done = 0
        for first in compress(range(len(starts)), map(eq, starts, starts[1:])):
            if first >= done:
                done = bisect_right(starts, starts[first], first)
                self._put_in_order(ids, first, done)
        width = len(ids[0]) if ids else 0
        # Ids of one length stand in one text, which takes a third of what they would.
        self._width = width if all(map(width.__eq__, map(len, ids))) else 0
        self._ids: Sequence[str] = "".join(ids) if self._width else ids
        self._made: dict[int, Span] = {}  # those asked for last: what is in view is asked for many times
        self._table: array[int] | None = None  # made when an id is first looked for

    def _put_in_order(self, ids: list[str], first: int, done: int) -> None:
        """Put rows with the same start into text order: the longer first, then by label and id."""
        ends, kinds, known = self.ends, self._kinds, self._known
        if done - first == 2 and ends[first] != ends[first + 1]:  # most of them
            if ends[first] < ends[first + 1]:
                after = first + 1
                ids[first], ids[after] = ids[after], ids[first]
                ends[first], ends[after] = ends[after], ends[first]
                kinds[first], kinds[after] = kinds[after], kinds[first]
            return
        order = sorted(range(first, done), key=lambda row: (-ends[row], known[kinds[row]].label, ids[row]))
        ids[first:done] = [ids[row] for row in order]
        ends[first:done] = array("q", [ends[row] for row in order])
        kinds[first:done] = array("i", [kinds[row] for row in order])

    def __len__(self) -> int:
        return len(self.starts)

    def id(self, row: int) -> str:
        """The id of a row's span."""
        width = self._width
        return self._ids[row * width : row * width + width] if width else self._ids[row]  # type: ignore[return-value]

    def span(self, row: int) -> Span:
        """The span of a row."""
        made = self._made.get(row)
        if made is None:
            label, attributes, entity, parts = self._known[self._kinds[row]]
            made = Span(self.id(row), label, parts or ((self.starts[row], self.ends[row]),), attributes, entity)
            if len(self._made) >= _KEPT:
                self._made.clear()
            self._made[row] = made
        return made

    def ids(self) -> Iterable[str]:
        """The ids, row by row."""
        width = self._width
        if not width:
            return self._ids
        return (self._ids[at : at + width] for at in range(0, len(self._ids), width))  # type: ignore[misc]

    def ids_of(self, wanted: Callable[[Kind], bool]) -> set[str]:
        """The ids of the spans of wanted kinds; no span is made for it."""
        kinds = {number for number, kind in enumerate(self._known) if wanted(kind)}
        return {id for id, kind in zip(self.ids(), self._kinds) if kind in kinds} if kinds else set()

    def __iter__(self) -> Iterator[Span]:
        """All spans, row by row; faster than one by one."""
        known, span = self._known, Span
        for id, start, end, kind in zip(self.ids(), self.starts, self.ends, self._kinds):
            label, attributes, entity, parts = known[kind]
            yield _new(span, (id, label, parts or ((start, end),), attributes, entity))

    def find(self, id: str) -> int | None:
        """The row of the span with that id."""
        if self._table is None:
            # Each id's hash and, below it, its row: an eighth of what a dictionary takes.
            found = sorted([(hash(id) & _HASH) << _ROW_BITS | row for row, id in enumerate(self.ids())])
            self._table = array("q", found)
        table, wanted = self._table, hash(id) & _HASH
        at = bisect_left(table, wanted << _ROW_BITS)
        while at < len(table) and table[at] >> _ROW_BITS == wanted:
            if self.id(table[at] & _ROW) == id:
                return table[at] & _ROW
            at += 1
        return None


class Spans(MutableSequence[Span]):
    """A list of spans over columns, in text order until somebody changes it."""

    __hash__ = None  # type: ignore[assignment]  # like a list

    def __init__(self, columns: Columns, rows: Iterable[int] | None = None) -> None:
        self.columns = columns
        # Numbers of rows; from -1 down those of the spans that were put in.
        self._rows = array("i", range(len(columns)) if rows is None else rows)
        self._own: list[Span] = []
        self.is_whole = rows is None  # all of the columns, and nothing else

    def copy(self) -> "Spans":
        """Another list of the same spans."""
        made = Spans(self.columns, self._rows)
        made._own, made.is_whole = self._own.copy(), self.is_whole
        return made

    def _span(self, row: int) -> Span:
        return self.columns.span(row) if row >= 0 else self._own[~row]

    def _number(self, span: Span) -> int:
        self.is_whole = False
        self._own.append(span)
        return -len(self._own)

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, at: int) -> Span: ...
    @overload
    def __getitem__(self, at: slice) -> list[Span]: ...
    def __getitem__(self, at: int | slice) -> Span | list[Span]:
        if isinstance(at, slice):
            return [self._span(row) for row in self._rows[at]]
        return self._span(self._rows[at])

    def __iter__(self) -> Iterator[Span]:
        return iter(self.columns) if self.is_whole else map(self._span, self._rows)

    @overload
    def __setitem__(self, at: int, value: Span) -> None: ...
    @overload
    def __setitem__(self, at: slice, value: Iterable[Span]) -> None: ...
    def __setitem__(self, at: int | slice, value: Span | Iterable[Span]) -> None:
        if isinstance(at, slice):
            self._rows[at] = array("i", [self._number(span) for span in value])  # type: ignore[arg-type]
        else:
            self._rows[at] = self._number(value)  # type: ignore[arg-type]

    def __delitem__(self, at: int | slice) -> None:
        self.is_whole = False
        del self._rows[at]

    def insert(self, at: int, span: Span) -> None:
        """Put a span in before the one that stands at ``at``."""
        self._rows.insert(at, self._number(span))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, (list, Spans)):
            return NotImplemented
        return len(self) == len(other) and all(map(eq, self, other))

    def __repr__(self) -> str:
        return repr(list(self))


class _ById(MutableMapping[str, Span]):
    """The spans of columns by their ids, with what has become of some."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._gone: set[int] = set()  # rows
        self._own: dict[str, Span] = {}

    def _row(self, id: str) -> int | None:
        row = self._columns.find(id)
        return None if row in self._gone else row

    def __getitem__(self, id: str) -> Span:
        if (own := self._own.get(id)) is not None:
            return own
        row = self._row(id)
        if row is None:
            raise KeyError(id)
        return self._columns.span(row)

    def __setitem__(self, id: str, span: Span) -> None:
        if id not in self._own and (row := self._row(id)) is not None:
            self._gone.add(row)
        self._own[id] = span

    def __delitem__(self, id: str) -> None:
        if id in self._own:
            del self._own[id]
        elif (row := self._row(id)) is not None:
            self._gone.add(row)
        else:
            raise KeyError(id)

    def __len__(self) -> int:
        return len(self._columns) - len(self._gone) + len(self._own)

    def __iter__(self) -> Iterator[str]:
        yield from (id for row, id in enumerate(self._columns.ids()) if row not in self._gone)
        yield from self._own

    def each(self) -> Iterator[Span]:
        """The spans in any order."""
        gone = self._gone
        yield from (span for row, span in enumerate(self._columns) if row not in gone) if gone else self._columns
        yield from self._own.values()


def by_id(spans: Iterable[Span]) -> MutableMapping[str, Span]:
    """The spans by their ids; those of whole columns without an object for each."""
    if isinstance(spans, Spans) and spans.is_whole:
        return _ById(spans.columns)
    return {span[0]: span for span in spans}


def ids_of(spans: Iterable[Span], wanted: Callable[[Span | Kind], bool]) -> set[str]:
    """The ids of wanted spans, which are told by label, attributes and entity alone."""
    if isinstance(spans, Spans) and spans.is_whole:
        return spans.columns.ids_of(wanted)
    return {span.id for span in spans if wanted(span)}


def each_of(known: Mapping[str, Span]) -> Iterable[Span]:
    """The spans of what ``by_id`` gives, in any order."""
    return known.each() if isinstance(known, _ById) else known.values()


def places_of(spans: Sequence[Span], wanted: Iterable[str]) -> dict[str, int]:
    """Where the spans with these ids stand; those that are not there are left out."""
    if isinstance(spans, Spans) and spans.is_whole:
        found = ((id, spans.columns.find(id)) for id in wanted)
        return {id: at for id, at in found if at is not None}
    ids = set(wanted)
    return {span.id: at for at, span in enumerate(spans) if span.id in ids} if ids else {}
