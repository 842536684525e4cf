"""Short ways to fill a project and to tell all that is in it."""

import io
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from workbench.model.layer import Layer
from workbench.model.span import Span
from workbench.project import Project
from workbench.project.exporting import ExportOptions, export_to
from workbench.project.importing import ImportOptions, ImportReport, import_paths
from workbench.project.labelling import Labelling

TEXT = "The mayor, Ada Dorn, resigned on Friday. “I am done,” she said, “with this.” Updated at 18:42."


def jsonl(path: Path, records: Iterable[dict[str, Any]]) -> Path:
    """A JSONL file of these records."""
    path.write_bytes(b"".join(json.dumps(record).encode() + b"\n" for record in records))
    return path


def bring(
    project: Project, folder: Path, records: Iterable[dict[str, Any]], actor: str = "importer", **options: Any
) -> ImportReport:
    """Import these records."""
    return import_paths(project, actor, [jsonl(folder / "input.jsonl", records)], ImportOptions(**options))


def record(
    key: object, text: str, layer: str | None = None, spans: Iterable[tuple[Any, ...]] = (), **more: Any
) -> dict[str, Any]:
    """A record of the native format; ``spans`` are (id, label, start, end) or (id, label, parts)."""
    listed = [
        {"id": id, "label": label, "start": where[0], "end": where[1]}
        if len(where) == 2
        else {"id": id, "label": label, "parts": where[0]}
        for id, label, *where in spans
    ]
    return {"id": key, "text": text, **({"layer": layer, "spans": listed} if layer else {}), **more}


def tag(project: Project, annotator: str, key: str, *spans: tuple[str, int, int], done: bool = True) -> list[str]:
    """Tag (label, start, end) in the layer of an annotator, say that it is done, and give the ids."""
    work = Labelling(project, annotator)
    ids = [work.add(key, [(start, end)], label).id for label, start, end in spans]
    if done:
        work.set_done(key, True)
    return ids


def everything(project: Project, format: str = "jsonl", layer: str = "all", articles: Any = "all") -> bytes:
    """All layers of all articles as the native format tells them."""
    out = io.BytesIO()
    export_to(project, ExportOptions(format, layer, articles), out)
    return out.getvalue()


def layer(annotator: str, *spans: Span, state: Any = "done", **more: Any) -> Layer:
    """A layer of these spans."""
    return Layer(annotator, state, spans=list(spans), **more)


def span(id: str, label: str, start: int, end: int, **attributes: Any) -> Span:
    """A span of one part."""
    return Span(id, label, ((start, end),), attributes)


def where_of(text: str, words: str, after: int = 0) -> tuple[int, int]:
    """Start and end of these words in a text."""
    start = text.index(words, after)
    return start, start + len(words)
