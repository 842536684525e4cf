"""The comments of a scheme's file carried over to the text that the program writes after a step.

A comment stays with the table, the field or the value that it stands at, or right above, in the old text; what is
gone takes its comments with it, and what got another name keeps them.
"""

import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

_TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"""|\'\'\'.*?\'\'\'|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|(?P<comment>\#[^\n]*)|(?P<open>[\[{])'
    r"|(?P<close>[\]}])|(?P<end>\n)",
    re.DOTALL,
)
_STRING = re.compile(r'"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'')
_T = TypeVar("_T")
_NAMING = ("name", "label")  # fields that tell tables of one kind apart


class _Line:
    """A line of code, or an empty one, with the comments above and behind it; a string may hold line ends."""

    def __init__(self, code: str, depth: int, above: list[str], behind: str) -> None:
        self.code = code.rstrip()
        self.depth = depth  # of the brackets that are open before it
        self.above = above
        self.behind = behind

    @property
    def key(self) -> str:
        """The field that the line begins."""
        return self.code.partition("=")[0].strip()

    @property
    def value(self) -> str:
        """The value of a list that the line holds, by its first string."""
        found = _STRING.search(self.code)
        return found[0] if found else self.code.strip()

    @property
    def said(self) -> list[str]:
        """All its comments."""
        return [*self.above, *filter(None, [self.behind])]

    def take(self, other: "_Line") -> None:
        """Have the comments of another line."""
        self.above, self.behind = [*other.above], other.behind


class _Table:
    """A table with its fields, those of a list with a line for each value, and the tables under it."""

    def __init__(self, kind: str, head: _Line | None = None) -> None:
        self.kind = kind
        self.head = head
        self.name = ""
        self.fields: list[list[_Line]] = []
        self.under: list[_Table] = []
        self.below: list[str] = []  # comments behind everything, in the table of the whole file

    def add(self, line: _Line) -> None:
        """Another line of the table."""
        if line.depth and self.fields:
            self.fields[-1].append(line)
            return
        self.fields.append([line])
        if line.key in _NAMING and not self.name:
            self.name = line.value


def with_comments(old: str, new: str) -> str:
    """``new``, which has no comments, with those of ``old``; ``new`` as it is where they can't be carried over."""
    if "#" not in old:
        return new
    before, after = _read(old), _read(new)
    _carry(before, after)
    text = "\n".join(_written(after)) + "\n"
    return text if _says(text) == _says(new) else new


def _says(text: str) -> object:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None


# Reading


def _lines(text: str) -> Iterator[tuple[str, int, str]]:
    """Code, depth and comment of each line."""
    start = depth = at_start = 0
    comment: re.Match[str] | None = None
    for token in _TOKEN.finditer(f"{text}\n"):
        match token.lastgroup:
            case "comment":
                comment = token
            case "open":
                depth += 1
            case "close":
                depth -= 1
            case "end":
                code = text[start : token.start() if comment is None else comment.start()]
                yield code, at_start, comment[0].rstrip() if comment is not None else ""
                start, at_start, comment = token.end(), depth, None


def _read(text: str) -> _Table:
    whole = table = _Table("")
    above: list[str] = []
    for code, depth, comment in _lines(text.replace("\r\n", "\n")):
        if not code.strip():
            if comment or above:  # a blank line parts comments from what follows them
                above.append(comment)
            continue
        line = _Line(code, depth, above, comment)
        above = []
        if depth == 0 and code.lstrip().startswith("["):
            kind = code.strip().strip("[] ")
            table = _Table(kind, line)
            _over(whole, kind).under.append(table)
        else:
            table.add(line)
    while above and not above[-1]:
        above.pop()
    whole.below = above
    return whole


def _over(whole: _Table, kind: str) -> _Table:
    """The table under which the next one of a kind stands: the last one of the kind before the dot."""
    table = whole
    parts = kind.split(".")
    for end in range(1, len(parts)):
        over = ".".join(parts[:end])
        table = next((item for item in reversed(table.under) if item.kind == over), table)
    return table


# Carrying over


def _carry(old: _Table, new: _Table) -> None:
    if old.head is not None and new.head is not None:
        new.head.take(old.head)
    new.below = old.below
    fields = {field[0].key: field for field in new.fields}
    for field in old.fields:
        if (found := fields.get(field[0].key)) is not None:
            _carry_field(field, found)
        elif new.head is not None:  # what needs not be said is not written: the table keeps what was said of it
            new.head.above += [said for line in field for said in line.said]
    for kind in dict.fromkeys(table.kind for table in old.under):
        olds = [table for table in old.under if table.kind == kind]
        for one, other in _pairs(olds, [table for table in new.under if table.kind == kind], lambda table: table.name):
            _carry(one, other)


def _carry_field(old: list[_Line], new: list[_Line]) -> None:
    new[0].take(old[0])
    if len(old) > 1 and len(new) == 1:  # a list that got short enough for one line
        new[0].above += [said for line in old[1:-1] for said in line.said] + old[-1].above
        new[0].behind = "  ".join(filter(None, [old[0].behind, old[-1].behind]))
    for one, other in _pairs(old[1:], new[1:], lambda line: line.value):
        other.take(one)


def _pairs(old: Sequence[_T], new: Sequence[_T], name: Callable[[_T], str]) -> list[tuple[_T, _T]]:
    """Those of the same name, in their order; one that is left on both sides got another name."""
    left: dict[str, list[_T]] = defaultdict(list)
    for item in new:
        left[name(item)].append(item)
    found, gone = [], []
    for item in old:
        same = left[name(item)]
        if same:
            found.append((item, same.pop(0)))
        else:
            gone.append(item)
    come = [item for items in left.values() for item in items]
    return [*found, *zip(gone, come)] if len(gone) == len(come) == 1 else found


# Writing


def _written(table: _Table) -> Iterator[str]:
    if table.head is not None:
        yield ""
        yield from _line(table.head)
    for field in table.fields:
        for line in field:
            yield from _line(line)
    for under in table.under:
        yield from _written(under)
    if table.head is None and table.below:
        yield from ["", *table.below]


def _line(line: _Line) -> Iterator[str]:
    indent = line.code[: len(line.code) - len(line.code.lstrip())]
    yield from (f"{indent}{comment}" if comment else "" for comment in line.above)
    yield f"{line.code}  {line.behind}" if line.behind else line.code
