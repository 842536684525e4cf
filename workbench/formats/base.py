"""What a format is: a reader and a writer as functions, and what it can't hold as data."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Literal, NamedTuple

from workbench.errors import FormatError
from workbench.model.layer import Labelled
from workbench.model.scheme import Label, Scheme
from workbench.model.span import Span

Feature = Literal[
    "parts", "overlaps", "relations", "attributes", "entities", "comments", "decisions", "article attributes", "meta",
    "articles without a layer",
]  # fmt: skip
# What losses are grouped by: the features, and what happens to spans at their edges.
Kind = Feature | Literal["sentence ends", "edges", "white space"]
MAX_LINE = 100 << 20  # bytes of one line or record


@dataclass(frozen=True, slots=True)
class Where:
    """A place in an input: the file, and the line from 1 where there are lines."""

    file: str
    line: int | None = None

    def __str__(self) -> str:
        return self.file if self.line is None else f"{self.file}, line {self.line}"


@dataclass(frozen=True, slots=True)
class Found:
    """One record that was read, and where; ``item.layer`` is None where the record has no layer."""

    item: Labelled
    where: Where


@dataclass(frozen=True, slots=True)
class Refusal:
    """One record that can't be read, and why."""

    where: Where
    reason: str

    def __str__(self) -> str:
        return f"{self.where}: {self.reason}"


@dataclass(slots=True)
class ReadOptions:
    """``encodings`` collects, by file, the encodings that were guessed rather than known."""

    encoding: str | None = None
    text_column: str | None = None
    encodings: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Loss:
    """One thing that a format drops, flattens or moves; ``start`` and ``end`` are code points."""

    article: str
    layer: str
    what: str
    id: str
    reason: str
    kind: Kind
    start: int | None = None
    end: int | None = None


class Choice(NamedTuple):
    """One value of an option: what it is called, and in one sentence what it does.

    ``fate`` is what to call it where it is the policy for a loss, if that is something else.
    """

    value: str
    title: str
    sentence: str = ""
    fate: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """Something that a format lets people choose; the first of its choices is what holds unless said otherwise.

    ``name`` is a field of ``Choices``. An option with a ``kind`` is the policy for that kind of loss. ``proposed``
    is what to offer where the losses can be seen before anything is written. ``form`` says that it shapes the whole
    output, whether anything gets lost or not.
    """

    name: str
    title: str
    choices: tuple[Choice, ...]
    kind: Kind | None = None
    proposed: str = ""
    form: bool = False

    def choice(self, value: str) -> Choice:
        """The choice with that value; FormatError lists those that there are."""
        for choice in self.choices:
            if choice.value == value:
                return choice
        raise FormatError(f"{self.name} can't be {value!r}; it is {' or '.join(known.value for known in self.choices)}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """Every option of every format; a format reads those that it names. ``labels`` None means all of the scheme."""

    overlap: Literal["error", "longest", "priority"] = "error"
    sentences: Literal["split", "none"] = "split"
    parts: Literal["leave", "each"] = "leave"
    edges: Literal["split", "widen"] = "split"
    tags: Literal["iob2", "bioes"] = "iob2"
    labels: tuple[str, ...] | None = None


def refuse(sentence: str) -> None:
    """Write nothing."""
    raise FormatError(sentence)


def _ignore(loss: Loss) -> None:
    """Of interest to nobody."""


@dataclass(frozen=True, slots=True)
class WriteOptions(Choices):
    """``lose`` is told each loss as it happens; ``spare`` what the chosen policy keeps whole and another would not.

    ``refuse`` is told why nothing can be written; where it returns, the writer goes on as if it could.
    """

    scheme: Scheme
    lose: Callable[[Loss], None]
    spare: Callable[[Loss], None] = _ignore
    refuse: Callable[[str], None] = refuse

    def chosen_labels(self) -> list[Label]:
        """The labels that are wanted, in the scheme's order."""
        return [label for label in self.scheme.labels if self.labels is None or label.name in self.labels]


class Line(NamedTuple):
    """A line of an output, and the stretch of the article that it tells, where it tells one."""

    text: str
    start: int | None = None
    end: int | None = None


# Writers may need to look twice, so they get something that starts the stream anew.
Source = Callable[[], Iterator[Labelled]]
Reader = Callable[[Path, ReadOptions], Iterable[Found | Refusal]]
Writer = Callable[[Source, BinaryIO, WriteOptions], None]
Liner = Callable[[Labelled, WriteOptions], Iterator[Line]]


@dataclass(frozen=True, slots=True)
class Format:
    """``cannot_hold`` says of each feature that gets lost what becomes of it; empty means lossless.

    ``summary`` says in a few words what it is good for. ``passes`` is how often the writer goes through its source,
    so that progress can be told. ``lines`` gives an item's lines with their places, for a look before writing.
    """

    name: str
    title: str
    endings: tuple[str, ...]
    read: Reader | None = None
    write: Writer | None = None
    cannot_hold: Mapping[Feature, str] = field(default_factory=dict)
    options: tuple[Option, ...] = ()
    passes: int = 1
    summary: str = ""
    lines: Liner | None = None


def features_lost(item: Labelled, cannot_hold: Mapping[Feature, str]) -> Iterator[Loss]:
    """What of ``item`` falls under the features that a format leaves out as a whole."""
    layer = item.layer
    key, name = item.article.key, layer.annotator if layer else ""

    def lost(feature: Feature, what: str, id: str = "", more: str = "", span: Span | None = None) -> Loss:
        reason = cannot_hold[feature] + (f" ({more})" if more else "")
        return Loss(key, name, what, id, reason, feature, span.start if span else None, span.end if span else None)

    if layer is None:
        if "articles without a layer" in cannot_hold:
            yield lost("articles without a layer", "article")
        return
    if "meta" in cannot_hold and (known := [field for field, value in item.article.meta._asdict().items() if value]):
        yield lost("meta", "meta", more=", ".join(known))
    for span in layer.spans:
        if "parts" in cannot_hold and len(span.parts) > 1:
            yield lost("parts", "span", span.id, span=span)
        if "attributes" in cannot_hold and span.attributes:
            yield lost("attributes", "attributes", span.id, ", ".join(span.attributes), span)
    if "relations" in cannot_hold:
        yield from (lost("relations", "relation", found.id) for found in layer.relations)
    if "entities" in cannot_hold:
        yield from (lost("entities", "entity", found.id) for found in layer.entities)
    if "comments" in cannot_hold:
        yield from (lost("comments", "comment", found.id) for found in layer.comments)
    if "decisions" in cannot_hold and layer.decisions:
        yield lost("decisions", "decisions", more=str(len(layer.decisions)))
    if "article attributes" in cannot_hold and layer.attributes:
        yield lost("article attributes", "article attributes")
