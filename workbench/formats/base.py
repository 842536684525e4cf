"""What a format is: a reader and a writer as functions, and what it can't hold as data."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Literal

from workbench.model.layer import Labelled
from workbench.model.scheme import Scheme

Feature = Literal[
    "parts", "overlaps", "relations", "attributes", "entities", "comments", "decisions", "article attributes", "meta",
    "articles without a layer",
]  # fmt: skip
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
    start: int | None = None
    end: int | None = None


@dataclass(slots=True)
class WriteOptions:
    """``lose`` is told each loss as it happens."""

    scheme: Scheme
    lose: Callable[[Loss], None]
    overlap: Literal["error", "longest", "priority"] = "error"
    sentences: Literal["split", "none"] = "split"


# Writers may need to look twice, so they get something that starts the stream anew.
Source = Callable[[], Iterator[Labelled]]
Reader = Callable[[Path, ReadOptions], Iterable[Found | Refusal]]
Writer = Callable[[Source, BinaryIO, WriteOptions], None]


@dataclass(frozen=True, slots=True)
class Format:
    """``cannot_hold`` says of each feature that gets lost what becomes of it; empty means lossless.

    ``passes`` is how often the writer goes through its source, so that progress can be told.
    """

    name: str
    title: str
    endings: tuple[str, ...]
    read: Reader | None = None
    write: Writer | None = None
    cannot_hold: Mapping[Feature, str] = field(default_factory=dict)
    options: tuple[str, ...] = ()
    passes: int = 1


def features_lost(item: Labelled, cannot_hold: Mapping[Feature, str]) -> Iterator[Loss]:
    """What of ``item`` falls under the features that a format leaves out as a whole."""
    layer = item.layer
    key, name = item.article.key, layer.annotator if layer else ""
    if layer is None:
        if "articles without a layer" in cannot_hold:
            yield Loss(key, name, "article", "", cannot_hold["articles without a layer"])
        return
    if "meta" in cannot_hold and (known := [field for field, value in item.article.meta._asdict().items() if value]):
        yield Loss(key, name, "meta", "", f"{cannot_hold['meta']} ({', '.join(known)})")
    for span in layer.spans:
        if "parts" in cannot_hold and len(span.parts) > 1:
            yield Loss(key, name, "span", span.id, cannot_hold["parts"], span.start, span.end)
        if "attributes" in cannot_hold and span.attributes:
            names = ", ".join(span.attributes)
            yield Loss(key, name, "attributes", span.id, f"{cannot_hold['attributes']} ({names})", span.start, span.end)
    if "relations" in cannot_hold:
        yield from (Loss(key, name, "relation", found.id, cannot_hold["relations"]) for found in layer.relations)
    if "entities" in cannot_hold:
        yield from (Loss(key, name, "entity", found.id, cannot_hold["entities"]) for found in layer.entities)
    if "comments" in cannot_hold:
        yield from (Loss(key, name, "comment", found.id, cannot_hold["comments"]) for found in layer.comments)
    if "decisions" in cannot_hold and layer.decisions:
        yield Loss(key, name, "decisions", "", f"{cannot_hold['decisions']} ({len(layer.decisions)})")
    if "article attributes" in cannot_hold and layer.attributes:
        yield Loss(key, name, "article attributes", "", cannot_hold["article attributes"])
