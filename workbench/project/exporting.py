"""Writing a project out in a format: aside first, then renamed; what the format can't hold is listed."""

import contextlib
import os
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, Literal

import orjson

from workbench.errors import FormatError
from workbench.formats import format_named
from workbench.formats.base import Loss, WriteOptions
from workbench.jobs import Report, silent
from workbench.model.layer import GOLD, Labelled
from workbench.project.facade import Project
from workbench.store.articles import count
from workbench.store.errors import explain_os


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """``layer`` is ``gold``, ``all`` or an annotator's name; ``articles`` are the done layers, or all."""

    format: str
    layer: str = GOLD
    articles: Literal["done", "all"] = "done"
    overlap: Literal["error", "longest", "priority"] = "error"
    sentences: Literal["split", "none"] = "split"


@dataclass(slots=True)
class ExportReport:
    """What was written, and what the format could not hold."""

    articles: int = 0
    layers: int = 0
    spans: int = 0
    relations: int = 0
    losses: list[Loss] = field(default_factory=list)
    losses_file: str | None = None

    def counts(self) -> dict[str, int]:
        """How many losses there are of each kind."""
        return dict(sorted(Counter(loss.what for loss in self.losses).items()))


def export(project: Project, options: ExportOptions, to: Path, report: Report = silent) -> ExportReport:
    """Write into the file ``to``; the list of losses goes beside it as ``NAME.losses.jsonl``."""
    result = ExportReport()
    with _aside(to) as out:
        _write(project, options, out, result, report)
    beside = to.with_name(to.name + ".losses.jsonl")
    if result.losses:
        with _aside(beside) as out:
            out.writelines(orjson.dumps(_loss_record(loss), option=orjson.OPT_APPEND_NEWLINE) for loss in result.losses)
        result.losses_file = str(beside)
    else:
        beside.unlink(missing_ok=True)  # a list from an earlier run would be wrong now
    return result


def export_to(project: Project, options: ExportOptions, out: BinaryIO, report: Report = silent) -> ExportReport:
    """Write into an open stream; losses are in the report only."""
    result = ExportReport()
    _write(project, options, out, result, report)
    return result


def _loss_record(loss: Loss) -> dict[str, Any]:
    record = asdict(loss)
    return {("span" if name == "id" else name): value for name, value in record.items()}


def _write(project: Project, options: ExportOptions, out: BinaryIO, result: ExportReport, report: Report) -> None:
    known = format_named(options.format)
    if known.write is None:
        raise FormatError(f"{known.name} can only be read; workbench formats lists those that can be written")
    if options.layer not in (GOLD, "all") and options.layer not in project.annotators():
        names = ", ".join(project.annotators()) or "nobody yet"
        raise FormatError(f"nobody called {options.layer!r} works here; there is {names}")
    total = count(project.store, "article")

    def source() -> Iterator[Labelled]:
        """The same stream each time that a writer asks; what is written is counted in the last one."""
        result.articles = result.layers = result.spans = result.relations = 0
        last = None
        for item in project.stream(options.layer, options.articles == "done"):
            if item.article.key != last:
                last = item.article.key
                result.articles += 1
                report(result.articles, total)
            if item.layer is not None:
                result.layers += 1
                result.spans += len(item.layer.spans)
                result.relations += len(item.layer.relations)
            yield item

    with project.store.snapshot():
        known.write(source, out, WriteOptions(project.scheme, result.losses.append, options.overlap, options.sentences))


@contextlib.contextmanager
def _aside(to: Path) -> Iterator[BinaryIO]:
    """A file beside ``to`` that takes its place when all went well, and leaves no trace otherwise."""
    try:
        handle, name = tempfile.mkstemp(prefix=f".{to.name}.", suffix=".part", dir=to.parent or Path())
    except OSError as error:
        raise explain_os(error, str(to)) from None
    try:
        with os.fdopen(handle, "wb", buffering=1 << 18) as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        mask = os.umask(0)
        os.umask(mask)
        Path(name).chmod(0o666 & ~mask)
        Path(name).replace(to)
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        raise explain_os(error, str(to)) from None
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
