"""What of a project is written out: which layers of which articles, and which labels of them."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from workbench.errors import FormatError
from workbench.formats import format_named
from workbench.formats.base import Choices, Format
from workbench.model.layer import GOLD, Labelled, Layer
from workbench.project.facade import Project
from workbench.store.articles import count


@dataclass(frozen=True, slots=True)
class ExportOptions(Choices):
    """``layer`` is ``gold``, ``all`` or an annotator's name; ``articles`` are the done layers, or all.

    ``article`` is the key of the only one that is wanted, in whatever state. The choices of the formats are fields,
    too: ``overlap``, ``labels`` and so on.
    """

    format: str
    layer: str = GOLD
    articles: Literal["done", "all"] = "done"
    article: str | None = None


class Scope(NamedTuple):
    """How many articles there are to write."""

    done: int
    all: int


def writer_named(name: str) -> Format:
    """The format of that name; FormatError where it can only be read."""
    known = format_named(name)
    if known.write is None:
        raise FormatError(f"{known.name} can only be read; workbench formats lists those that can be written")
    return known


def check_options(project: Project, options: ExportOptions) -> Format:
    """The format that is asked for; FormatError where something in the options is not there."""
    known = writer_named(options.format)
    if options.layer not in (GOLD, "all") and options.layer not in project.annotators():
        names = ", ".join(project.annotators()) or "nobody yet"
        raise FormatError(f"nobody called {options.layer!r} works here; there is {names}")
    names = ", ".join(label.name for label in project.scheme.labels)
    for label in options.labels or ():
        if all(label != item.name for item in project.scheme.labels):
            raise FormatError(f"the scheme has no label {label!r}; it has {names}")
    if options.labels == ():
        raise FormatError(f"without a label nothing is left to write; choose among {names}")
    return known


def items(project: Project, options: ExportOptions) -> Iterator[Labelled]:
    """Articles by key with the layers that are wanted, as they are stored."""
    if options.article is None:
        yield from project.stream(options.layer, options.articles == "done")
        return
    article = project.article(options.article)
    layers = [layer for layer in project.layers(article.key) if options.layer in ("all", layer.annotator)]
    yield from (Labelled(article, layer) for layer in layers)
    if not layers and options.layer == "all":
        yield Labelled(article)


def narrowed(layer: Layer, labels: Collection[str]) -> Layer:
    """The layer without the spans of other labels, and without what hangs on them."""
    spans = [span for span in layer.spans if span.label in labels]
    if len(spans) == len(layer.spans):
        return layer
    kept = {span.id for span in spans}
    gone = {span.id for span in layer.spans} - kept
    relations = [item for item in layer.relations if item.source in kept and item.target in kept]
    gone |= {item.id for item in layer.relations} - {item.id for item in relations}
    wanted = {span.entity for span in spans}
    return Layer(
        layer.annotator,
        layer.state,
        layer.attributes,
        spans,
        [item for item in layer.entities if item.id in wanted or item.label in labels],
        relations,
        [item for item in layer.decisions if item.target not in gone],
        [item for item in layer.comments if item.span not in gone],
        layer.unresolved,
        [label for label in layer.complete if label in labels],
    )


def article_count(project: Project, options: ExportOptions) -> int:
    """How many articles there are to write."""
    if options.article is not None:
        return 1
    if options.layer == "all" and options.articles == "all":
        return count(project.store, "article")
    sql, values = _chosen('COUNT(DISTINCT l."article")', options)
    row = project.store.row(sql, values)
    return int(row[0]) if row else 0


def article_keys(project: Project, options: ExportOptions) -> list[str]:
    """The keys of the articles to write, in their order."""
    if options.article is not None:
        return [options.article]
    if options.layer == "all" and options.articles == "all":
        return sorted(key for _, key in project.article_keys())
    sql, values = _chosen('DISTINCT a."key"', options, ' JOIN "article" a ON a."id" = l."article"')
    return sorted(key for (key,) in project.store.rows(sql, values))


def scope_of(project: Project, layer: str) -> Scope:
    """How many articles of a layer are finished, and how many there are."""
    done = article_count(project, ExportOptions("", layer))
    return Scope(done, article_count(project, ExportOptions("", layer, "all")))


def _chosen(what: str, options: ExportOptions, more: str = "") -> tuple[str, list[str]]:
    wanted = {'p."name"': options.layer, 'l."state"': options.articles}
    asked = {column: value for column, value in wanted.items() if value != "all"}
    where = " AND ".join(f"{column} = ?" for column in asked)
    sql = f'SELECT {what} FROM "layer" l JOIN "annotator" p ON p."id" = l."annotator"{more} WHERE {where}'
    return sql, list(asked.values())
