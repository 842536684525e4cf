"""Writing a project out in a format: aside first, then renamed; what the format can't hold is listed."""

import contextlib
import os
import stat
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, Literal

import orjson

from workbench.errors import FormatError, ProjectError, explain_os
from workbench.formats import format_named
from workbench.formats.base import Loss, WriteOptions
from workbench.jobs import Report, silent
from workbench.model.layer import GOLD, Labelled
from workbench.project.facade import Project
from workbench.store.articles import count


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
    """Write into the file ``to``; the list of losses goes beside it as ``NAME.losses.jsonl``.

    A link is followed. A pipe or a device is written as it comes, with the losses in the report only. Where
    nothing may be written, a folder or the project's own file, WorkbenchError is raised before anything is.
    """
    result = ExportReport()
    if is_stream(project, to):
        with _explained(to), to.open("wb") as out:
            _write(project, options, out, result, report)
        return result
    beside = to.with_name(to.name + ".losses.jsonl")
    if is_stream(project, beside):
        raise FormatError(f"{beside} is no file, and a list of losses would go there; name another file to write")
    with _aside(to) as out:
        _write(project, options, out, result, report)
        if result.losses:
            _write_losses(result, beside)
    if not result.losses:
        with _explained(beside):
            beside.unlink(missing_ok=True)  # a list from an earlier run would be wrong now
    return result


def export_to(project: Project, options: ExportOptions, out: BinaryIO) -> ExportReport:
    """Write into an open stream; losses are in the report only."""
    result = ExportReport()
    _write(project, options, out, result, silent)
    return result


def _write_losses(result: ExportReport, to: Path) -> None:
    with _aside(to) as out:
        out.writelines(orjson.dumps(_loss_record(loss), option=orjson.OPT_APPEND_NEWLINE) for loss in result.losses)
    result.losses_file = str(to)


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
    total = passes = 0

    def source() -> Iterator[Labelled]:
        """The same stream each time that a writer asks; what is written is counted in the last one."""
        nonlocal passes
        passes += 1
        result.articles = result.layers = result.spans = result.relations = 0
        last = None
        for item in project.stream(options.layer, options.articles == "done"):
            if item.article.key != last:
                last = item.article.key
                result.articles += 1
                # A writer that looks twice is half way when it has seen all once.
                report(min(total, ((passes - 1) * total + result.articles) // known.passes), total)
            if item.layer is not None:
                result.layers += 1
                result.spans += len(item.layer.spans)
                result.relations += len(item.layer.relations)
            yield item

    with project.store.snapshot():
        total = _article_count(project, options)
        known.write(source, out, WriteOptions(project.scheme, result.losses.append, options.overlap, options.sentences))


def _article_count(project: Project, options: ExportOptions) -> int:
    """How many articles the stream of these layers gives."""
    if options.layer == "all" and options.articles == "all":
        return count(project.store, "article")
    sql = 'SELECT COUNT(DISTINCT l."article") FROM "layer" l JOIN "annotator" p ON p."id" = l."annotator"'
    wanted = {'p."name"': options.layer, 'l."state"': options.articles}
    asked = {column: value for column, value in wanted.items() if value != "all"}
    row = project.store.row(f"{sql} WHERE {' AND '.join(f'{column} = ?' for column in asked)}", list(asked.values()))
    return int(row[0]) if row else 0


def is_stream(project: Project, to: Path) -> bool:
    """Whether ``to`` is a pipe or a device rather than a file, there or not; refuses what may not be overwritten."""
    try:
        mode = to.stat().st_mode
    except FileNotFoundError:
        mode = stat.S_IFREG
    except OSError as error:
        raise explain_os(error, str(to)) from None
    if stat.S_ISDIR(mode):
        raise FormatError(f"{to} is a folder; name the file to write")
    if stat.S_ISSOCK(mode) or stat.S_ISBLK(mode):
        raise FormatError(f"{to} is no file; name the file to write")
    if to.resolve() in _own_files(project):
        raise ProjectError(f"{to} belongs to the project that is to be exported; name another file")
    return not stat.S_ISREG(mode)


def _own_files(project: Project) -> set[Path]:
    """The project's file and what lies beside it; nothing for a server."""
    own = project.store.path
    if own is None:
        return set()
    names = (own.resolve(), own.parent.resolve() / own.name)  # it may have been opened by a link
    return {Path(f"{name}{ending}") for name in names for ending in ("", "-wal", "-shm", "-journal", ".lock")}


@contextlib.contextmanager
def _explained(to: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise explain_os(error, str(to)) from None


@contextlib.contextmanager
def _aside(to: Path) -> Iterator[BinaryIO]:
    """A file beside ``to`` that takes its place when all went well, and leaves no trace otherwise.

    Where ``to`` is a link, it is what the link leads to that is replaced.
    """
    place = to.resolve()
    with _explained(to):
        handle, name = tempfile.mkstemp(prefix=".export-", suffix=".part", dir=place.parent)
        try:
            with os.fdopen(handle, "wb", buffering=1 << 18) as out:
                yield out
                out.flush()
                os.fsync(out.fileno())
            mask = os.umask(0)
            os.umask(mask)
            Path(name).chmod(0o666 & ~mask)
            Path(name).replace(place)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
