"""A look at an export before anything is written: what would get lost, and how an article would look."""

import io
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, cast

from workbench.formats.base import Kind, Line, Loss, WriteOptions
from workbench.formats.kinds import KINDS
from workbench.jobs import Report, silent
from workbench.model.layer import Labelled
from workbench.model.span import Span
from workbench.project.export_source import ExportOptions, article_keys, check_options, items, narrowed, writer_named
from workbench.project.exporting import ExportReport, run, write_options
from workbench.project.facade import Project

MOST_DETAILS = 50_000  # losses that are listed one by one; all are counted
MOST_LINES, MOST_CHARACTERS = 3_000, 40_000  # of a preview
_WORDS = 60  # characters of what is quoted
# What stands beside a line of the preview.
_NOTES: dict[Kind, str] = {
    "overlaps": "left out",
    "sentence ends": "cut here",
    "parts": "left out",
    "edges": "edge moved",
    "white space": "edge moved",
}


class Detail(NamedTuple):
    """A loss as people read it: of what kind, in which article and layer, which label, the quoted words, why."""

    kind: Kind
    article: str
    layer: str
    label: str
    words: str
    reason: str


@dataclass(slots=True)
class Plan:
    """What an export would do. ``losses`` counts by kind; ``spared`` what the chosen policies keep whole.

    ``kept`` spans would be there with their place and label; ``refused`` says why nothing could be written.
    """

    options: ExportOptions
    counts: ExportReport = field(default_factory=ExportReport)
    losses: Counter[Kind] = field(default_factory=Counter)
    spared: Counter[Kind] = field(default_factory=Counter)
    details: list[Detail] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    changed: int = 0
    refused: str | None = None

    @property
    def kept(self) -> int:
        """Spans that the format holds as they are."""
        return self.counts.spans - self.changed

    @property
    def lost(self) -> int:
        """All losses."""
        return self.losses.total()

    @property
    def kinds(self) -> list[Kind]:
        """The kinds of loss that are met here, in the order in which they are shown."""
        return [kind for kind in KINDS if self.losses[kind] or self.spared[kind]]


class _Nowhere(io.RawIOBase):
    """Takes what is written and keeps nothing."""

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        return len(cast("bytes", data))


class _Ledger:
    """Notes losses while a writer goes through the articles."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.item: Labelled | None = None
        self.spans: dict[str, Span] = {}
        self.touched: set[str] = set()

    def look(self, item: Labelled) -> None:
        """The article that comes now; a writer that looks twice loses only the second time."""
        self.item = item
        self.spans = {}
        self.touched.clear()

    def lose(self, loss: Loss) -> None:
        """Count it, and quote what gets lost."""
        plan = self.plan
        plan.losses[loss.kind] += 1
        if loss.what == "span" and loss.id not in self.touched:
            self.touched.add(loss.id)
            plan.changed += 1
        if len(plan.details) < MOST_DETAILS and self.item is not None:
            if not self.spans and self.item.layer is not None:
                self.spans = {span.id: span for span in self.item.layer.spans}
            plan.details.append(_detail(self.item, loss, self.spans))

    def spare(self, loss: Loss) -> None:
        """Count what would have been lost."""
        self.plan.spared[loss.kind] += 1

    def refuse(self, sentence: str) -> None:
        """Note the first reason and go on, to see all of it."""
        self.plan.refused = self.plan.refused or sentence


def plan(project: Project, options: ExportOptions, report: Report = silent) -> Plan:
    """Go through everything that would be written, without writing it."""
    made = Plan(options)
    ledger = _Ledger(made)
    told = write_options(project, options, ledger.lose, spare=ledger.spare, refuse=ledger.refuse)
    with project.store.snapshot():
        run(project, options, cast("io.BufferedWriter", _Nowhere()), made.counts, report, told, ledger.look)
        made.keys = article_keys(project, options)
    return made


def _detail(item: Labelled, loss: Loss, spans: Mapping[str, Span]) -> Detail:
    label, words = _told(item, loss, spans)
    short = " ".join(words.split())
    if len(short) > _WORDS:
        short = short[: _WORDS - 1].rstrip() + "…"
    return Detail(loss.kind, loss.article, loss.layer, label, short, loss.reason)


def _told(item: Labelled, loss: Loss, spans: Mapping[str, Span]) -> tuple[str, str]:
    """The label of what gets lost, and the words that it is about."""
    text, layer = item.article.text, item.layer
    if layer is None:
        return "", text[: 2 * _WORDS]
    if loss.what in ("span", "attributes"):
        found = spans[loss.id]
        return found.label, text[found.start : min(found.end, found.start + 4 * _WORDS)]
    for relation in layer.relations if loss.what == "relation" else ():
        if relation.id == loss.id:
            ends = (spans[end].quote(text) for end in (relation.source, relation.target) if end in spans)
            return relation.type, " → ".join(" ".join(words.split())[: _WORDS // 2] for words in ends)
    for entity in layer.entities if loss.what == "entity" else ():
        if entity.id == loss.id:
            return entity.label, entity.name
    for comment in layer.comments if loss.what == "comment" else ():
        if comment.id == loss.id:
            return "", comment.text
    return "", item.article.meta.title or ""


class Shown(NamedTuple):
    """A line of a preview; ``note`` says what gets lost there, ``lost`` that something does."""

    text: str
    lost: bool = False
    note: str = ""


class Preview(NamedTuple):
    """How one article would look; ``cut`` where it is longer than what is shown."""

    key: str
    title: str | None
    lines: list[Shown]
    cut: bool


def preview(project: Project, options: ExportOptions, key: str) -> Preview:
    """One article's lines in the format, bounded, with the places of losses marked."""
    known = check_options(project, options)
    shown: list[Shown] = []
    title = None
    with project.store.snapshot():
        for item in _items_of(project, options, key):
            title = item.article.meta.title
            losses: list[Loss] = []
            told = write_options(project, options, losses.append, refuse=lambda sentence: None)
            if known.lines is not None:
                shown += _marked(list(known.lines(item, told)), losses, item)
            else:
                shown += [Shown(line) for line in _written(item, options, told)]
            if len(shown) > MOST_LINES:
                break
    return _bounded(key, title, shown)


def _items_of(project: Project, options: ExportOptions, key: str) -> Iterator[Labelled]:
    one = ExportOptions(options.format, options.layer, article=key)
    for item in items(project, one):
        left_out = options.articles == "done" and options.article is None
        if left_out and (item.layer is None or item.layer.state != "done"):
            continue
        if item.layer is not None and options.labels is not None:
            item = item._replace(layer=narrowed(item.layer, options.labels))
        yield item


def _written(item: Labelled, options: ExportOptions, told: WriteOptions) -> list[str]:
    out = io.BytesIO()
    write = writer_named(options.format).write
    assert write is not None
    write(lambda: iter([item]), out, told)
    return out.getvalue().decode(errors="replace").rstrip("\n").split("\n")


def _marked(lines: list[Line], losses: list[Loss], item: Labelled) -> list[Shown]:
    """The lines with a mark at each place where a span is not what it was."""
    labels = {span.id: span.label for span in item.layer.spans} if item.layer else {}
    notes: dict[int, list[str]] = {}
    places = [at for at, line in enumerate(lines) if line.start is not None]
    for loss in losses:
        if loss.kind not in _NOTES or loss.start is None or loss.end is None:
            continue
        inside = [at for at in places if loss.start < (lines[at].end or 0) and (lines[at].start or 0) < loss.end]
        if loss.kind == "sentence ends":
            inside = [at for at in inside[1:] if at - 1 not in inside]
        elif loss.kind in ("edges", "white space"):
            inside = inside[:1] + inside[-1:]
        for at in dict.fromkeys(inside):
            first = at == inside[0] or loss.kind == "sentence ends"
            notes.setdefault(at, []).extend([f"{labels.get(loss.id, '')} {_note(loss)}".strip()] if first else [])
    return [Shown(line.text, at in notes, ", ".join(dict.fromkeys(notes.get(at, ())))) for at, line in enumerate(lines)]


def _note(loss: Loss) -> str:
    if loss.kind == "parts" and "each part" in loss.reason:
        return "in parts"
    return "left out" if "left out" in loss.reason else _NOTES[loss.kind]


def _bounded(key: str, title: str | None, shown: list[Shown]) -> Preview:
    kept: list[Shown] = []
    room = MOST_CHARACTERS
    for line in shown[:MOST_LINES]:
        kept.append(line._replace(text=line.text[:room]))
        room -= len(line.text)
        if room <= 0:
            break
    return Preview(key, title, kept, room < 0 or len(kept) < len(shown))
