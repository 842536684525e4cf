"""Writing a project out in a format: aside first, then renamed; what the format can't hold is listed."""

import contextlib
import os
import stat
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, BinaryIO

import orjson

from workbench.errors import FormatError, ProjectError, explain_os
from workbench.formats.base import Choices, Loss, WriteOptions
from workbench.jobs import Report, silent
from workbench.model.layer import Labelled
from workbench.project.export_source import ExportOptions, article_count, check_options, items, narrowed
from workbench.project.facade import Project

__all__ = ["ExportOptions", "ExportReport", "export", "export_to", "is_stream", "losses_beside", "run"]


@dataclass(slots=True)
class ExportReport:
    """What was written, and what the format could not hold."""

    articles: int = 0
    layers: int = 0
    spans: int = 0
    relations: int = 0
    other_spans: int = 0  # of labels that were not asked for, so left out
    other_relations: int = 0
    losses: list[Loss] = field(default_factory=list)
    losses_file: str | None = None

    @property
    def kept(self) -> int:
        """Spans that the format holds as they are, neither dropped nor cut."""
        changed = {(loss.article, loss.layer, loss.id) for loss in self.losses if loss.what == "span"}
        return self.spans - len(changed)

    def counts(self) -> dict[str, int]:
        """How many losses there are of each kind."""
        return dict(sorted(Counter(loss.what for loss in self.losses).items()))


def losses_beside(to: Path) -> Path:
    """Where the list of what ``to`` could not hold goes."""
    return to.with_name(to.name + ".losses.jsonl")


def export(
    project: Project, options: ExportOptions, to: Path, report: Report = silent, list_losses: bool = True
) -> ExportReport:
    """Write into the file ``to``; the list of losses goes beside it as ``NAME.losses.jsonl`` where it is wanted.

    A link is followed. A pipe or a device is written as it comes, with the losses in the report only. Where
    nothing may be written, a folder or the project's own file, WorkbenchError is raised before anything is.
    """
    result = ExportReport()
    if is_stream(project, to):
        with _explained(to), to.open("wb") as out:
            _write(project, options, out, result, report)
        return result
    beside = losses_beside(to)
    if is_stream(project, beside):
        raise FormatError(f"{beside} is no file, and a list of losses would go there; name another file to write")
    with _aside(to) as out:
        _write(project, options, out, result, report)
        if result.losses and list_losses:
            _write_losses(result, beside)
    if result.losses_file is None:
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
    return {
        "article": loss.article, "layer": loss.layer, "what": loss.what, "span": loss.id, "reason": loss.reason,
        "start": loss.start, "end": loss.end,
    }  # fmt: skip


def write_options(project: Project, options: Choices, lose: Callable[[Loss], None], **more: Any) -> WriteOptions:
    """What a writer is told: everything that was chosen, under the project's scheme."""
    chosen = {known.name: getattr(options, known.name) for known in fields(Choices)}
    return WriteOptions(project.scheme, lose, **chosen, **more)


def _write(project: Project, options: ExportOptions, out: BinaryIO, result: ExportReport, report: Report) -> None:
    run(project, options, out, result, report, write_options(project, options, result.losses.append))


def run(
    project: Project,
    options: ExportOptions,
    out: BinaryIO,
    result: ExportReport,
    report: Report,
    told: WriteOptions,
    look: Callable[[Labelled], None] | None = None,
) -> None:
    """Have the format write into ``out`` and count what it is given; ``look`` sees each item before it is written."""
    known = check_options(project, options)
    assert known.write is not None
    total = passes = 0

    def source() -> Iterator[Labelled]:
        """The same stream each time that a writer asks; what is written is counted in the last one."""
        nonlocal passes
        passes += 1
        result.articles = result.layers = result.spans = result.relations = 0
        result.other_spans = result.other_relations = 0
        last = None
        for item in items(project, options):
            if item.article.key != last:
                last = item.article.key
                result.articles += 1
                # A writer that looks twice is half way when it has seen all once.
                report(min(total, ((passes - 1) * total + result.articles) // known.passes), total)
            taken = _counted(item, options, result)
            if look is not None:
                look(taken)
            yield taken

    with project.store.snapshot():
        total = article_count(project, options)
        known.write(source, out, told)


def _counted(item: Labelled, options: ExportOptions, result: ExportReport) -> Labelled:
    """The item with the labels that are wanted."""
    layer = item.layer
    if layer is None:
        return item
    taken = layer if options.labels is None else narrowed(layer, options.labels)
    result.layers += 1
    result.spans += len(taken.spans)
    result.relations += len(taken.relations)
    result.other_spans += len(layer.spans) - len(taken.spans)
    result.other_relations += len(layer.relations) - len(taken.relations)
    return item if taken is layer else Labelled(item.article, taken)


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
