"""Many spans tagged as one action, in one article or in several."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Literal, NamedTuple

from workbench.errors import SchemeError
from workbench.model.nearby import Nearby
from workbench.model.scheme import Label
from workbench.model.span import NO_ATTRIBUTES, Attributes, Extent, IsSaid, Parts, Span, check_parts
from workbench.project.at_work import AtWork
from workbench.project.layer_edit import LayerEdit
from workbench.project.sentences import quotable
from workbench.store import articles as stored
from workbench.store import codec
from workbench.store.action import new_id
from workbench.store.database import quoted
from workbench.store.tables import COLUMNS
from workbench.words import number

Places = Mapping[str, Iterable[Iterable[Extent]]]  # the parts of each span, by the key of its article
# What a span of these parts of a text starts with; the last tells whether somebody says what stands there.
Propose = Callable[[str, Parts, IsSaid], Attributes]
# Why a place was left out: it has the label already, it would overlap what it must not, it has several parts
# and the label takes one, its article is gone.
Reason = Literal["already", "overlap", "parts", "gone"]


class DoneMany(NamedTuple):
    """An action on many places that was committed, in words.

    ``spans`` are those that came, by the keys of their articles. ``skipped`` says how many places were left out and
    why. Where there are no spans, nothing was written.
    """

    words: str
    spans: dict[str, list[Span]]
    skipped: dict[Reason, int]

    @property
    def how_many(self) -> int:
        """How many spans came."""
        return sum(map(len, self.spans.values()))

    @property
    def changed(self) -> bool:
        """Whether anything was written."""
        return bool(self.spans)


class Many(AtWork):
    """The part of labelling that takes many places at once: one transaction, one journal entry."""

    def add_many(self, label: str, places: Places, attributes: Attributes | Propose = NO_ATTRIBUTES) -> DoneMany:
        """Tag many places with a label; ``attributes`` are those of each, or work them out.

        Whoever takes all that a search found wants those that can be had. So a place that has this label already, that
        the scheme does not allow, or whose article is gone is left out and counted, while the others are tagged; of
        places that exclude each other the first in the text is taken. What can be no span of the text at all, or
        attributes that the label can't have, refuse the whole.
        """
        kind = self.scheme.label(label)
        with self._edit("add many") as edit:
            batch = _Batch(edit, kind, attributes, places)
            words = edit.action.words = batch.carry_out()
        return DoneMany(words, batch.spans, dict(batch.skipped))


class _Batch:
    """The places of one action: which of them fit, and their rows."""

    def __init__(self, edit: LayerEdit, kind: Label, attributes: Attributes | Propose, places: Places) -> None:
        self.edit = edit
        self.kind = kind
        self.attributes = attributes
        self.spans: dict[str, list[Span]] = {}
        self.skipped: Counter[Reason] = Counter()
        self._quotes: dict[str, str] = {}  # what was tagged, by how it reads without case
        self._rivals = edit.scheme.rivals(kind.name)
        self._places = {key: [tuple(parts) for parts in listed] for key, listed in places.items()}
        # In the order in which they are used, rows lie side by side in the database.
        self._ids = iter(sorted(new_id() for _ in range(sum(map(len, self._places.values())))))

    def carry_out(self) -> str:
        """Tag what fits; gives what was done in words. Layers come first, so that spans are one stretch of rows."""
        rows: list[tuple[str, Sequence[object]]] = []
        for article, places in self._by_article().items():
            key, text = stored.key_and_text(self.edit.store, article)
            spans = list(self._fitting(article, text, places))
            if spans:
                layer = self.edit.layer(article)
                rows += [(article, codec.span_row(span, layer)) for span in spans]
                self.spans[key] = spans
        self.edit.action.insert_many("span", rows)
        if not rows:
            return f"tagged nothing as {self.kind.name}"
        quotes = list(self._quotes.values())
        what = f"{len(rows):,} × “{quotable(quotes[0])}”" if len(quotes) == 1 else number(len(rows), "span")
        return f"tagged {what} as {self.kind.name}{_in_articles(len(self.spans))}"

    def _by_article(self) -> dict[str, list[Sequence[Extent]]]:
        """Places by the ids of their articles, of which one may have been named by several keys."""
        found: dict[str, list[Sequence[Extent]]] = {}
        for key, places in self._places.items():
            article = stored.article_id(self.edit.store, key)
            if article is None:
                self.skipped["gone"] += len(places)
            else:
                found.setdefault(article, []).extend(places)
        return {article: listed for article, listed in found.items() if listed}

    def _fitting(self, article: str, text: str, places: Sequence[Sequence[Extent]]) -> Iterator[Span]:
        wanted = sorted({check_parts(parts, len(text)) for parts in places})
        taken, near = self._held(article, wanted)
        reporting: Callable[[], Nearby] = cache(lambda: self._reporting(article))
        reasons: Counter[Reason] = Counter({"already": len(places) - len(wanted)})
        for parts in wanted:
            span = Span(next(self._ids), self.kind.name, parts, self._attributes_of(text, parts, reporting))
            reason = self._against(span, taken, near)
            if reason is not None:
                reasons[reason] += 1
                continue
            if near is not None:
                near.add(span)
            quote = " ".join(span.quote(text).split())
            self._quotes.setdefault(quote.casefold(), quote)
            yield span
        self.skipped += reasons  # those that count nothing are dropped

    def _held(self, article: str, wanted: Sequence[Parts]) -> tuple[set[Parts], Nearby | None]:
        """What of the places has the label already; and, where overlaps matter, what spans there are besides."""
        layer = stored.layer_row(self.edit.store, article, self.edit.annotator)
        if layer is None:
            return set(), Nearby() if self._rivals else None
        sql = 'SELECT "start", "end", "parts" FROM "span" WHERE "layer" = ? AND "start" BETWEEN ? AND ? AND "label" = ?'
        same = self.edit.store.rows(sql, (layer[0], wanted[0][0][0], wanted[-1][0][0], self.kind.name))
        taken = {codec.unpack_parts(*row) for row in same}
        return taken, self._spans_of(layer[0], self._rivals) if self._rivals else None

    def _reporting(self, article: str) -> Nearby:
        """The spans of what somebody says."""
        layer = stored.layer_row(self.edit.store, article, self.edit.annotator)
        labels = tuple(item.label for item in self.edit.scheme.attributions)
        return self._spans_of(layer[0], labels) if layer is not None and labels else Nearby()

    def _spans_of(self, layer: str, labels: tuple[str, ...]) -> Nearby:
        marks = ", ".join("?" * len(labels))
        all_of = f'SELECT {quoted(COLUMNS["span"])} FROM "span" WHERE "layer" = ? AND "label" IN ({marks})'
        return Nearby(map(codec.to_span, self.edit.store.rows(all_of, (layer, *labels))))

    def _attributes_of(self, text: str, parts: Parts, reporting: Callable[[], Nearby]) -> Attributes:
        def said() -> bool:
            from workbench.model.contexts import is_said

            return is_said(self.edit.scheme, reporting().touching(parts[0][0], parts[-1][1]), parts)

        values = self.attributes(text, parts, said) if callable(self.attributes) else self.attributes
        self.edit.scheme.check_attributes(self.kind.name, values)
        return values

    def _against(self, span: Span, taken: set[Parts], near: Nearby | None) -> Reason | None:
        """Why a place can't be tagged, if it can't."""
        if span.parts in taken:
            return "already"
        if len(span.parts) > 1 and not self.kind.parts:
            return "parts"
        try:
            if near is not None:
                self.edit.scheme.check_overlap(span, near.touching(span.start, span.end))
        except SchemeError:
            return "overlap"
        return None


def _in_articles(count: int) -> str:
    return f" in {count:,} articles" if count > 1 else ""
