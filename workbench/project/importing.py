"""Bringing files into a project: all or nothing, in one action; every refused record is named.

Records are read as a stream and written in batches, so memory stays flat. An article that is there already
is counted, not doubled; a layer's content that came in before is no change, whatever happened to it since.
"""

import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from workbench.errors import FormatError, WorkbenchError
from workbench.formats import format_named, reader_for
from workbench.formats.base import Format, Found, ReadOptions, Refusal, Where
from workbench.jobs import Report, silent
from workbench.model.layer import GOLD
from workbench.project.facade import Project, check_name
from workbench.project.import_batch import Batch
from workbench.project.incoming import Group
from workbench.store.action import Action

BATCH_CHARACTERS = 2_000_000
BATCH_GROUPS = 200
MOST_REFUSALS = 1000


@dataclass(slots=True)
class ImportReport:
    """What an import did, or why it did nothing; ``refused_more`` counts those that are refused and not listed."""

    articles: int = 0
    present: int = 0
    same_text: int = 0
    layers: int = 0
    layers_present: int = 0
    spans: int = 0
    annotators: list[str] = field(default_factory=list)
    encodings: dict[str, str] = field(default_factory=dict)
    skipped: list[str] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    refused_more: int = 0

    def refuse(self, refusal: Refusal) -> None:
        """Note one more; all are counted, but only so many listed as somebody may want to read."""
        if len(self.refused) < MOST_REFUSALS:
            self.refused.append(refusal)
        else:
            self.refused_more += 1


class ImportRefused(WorkbenchError):
    """Nothing was imported; ``report`` lists the records that were refused."""

    def __init__(self, report: ImportReport) -> None:
        first, count = report.refused[0], len(report.refused) + report.refused_more
        more = f", and {count - 1:,} more" if count > 1 else ""
        super().__init__(f"{first}{more}. Nothing was imported; correct it, or import the rest with --good-ones")
        self.report = report


@dataclass(slots=True)
class ImportOptions:
    """``layer`` overrides the layer that the input names: an annotator, or ``gold``."""

    format: str | None = None
    encoding: str | None = None
    text_column: str | None = None
    layer: str | None = None
    good_ones: bool = False


def import_paths(
    project: Project,
    actor: str,
    paths: Iterable[str | Path],
    options: ImportOptions | None = None,
    report: Report = silent,
) -> ImportReport:
    """Import files and folders. Raises ImportRefused (nothing changed) unless ``good_ones`` is set."""
    options = options or ImportOptions()
    if options.layer is not None and options.layer != GOLD:
        check_name(options.layer)
    result = ImportReport()
    files = list(_files([Path(path) for path in paths], options, result))
    with project.journal.action(actor, "import") as action:
        importer = _Import(project, action, options, result)
        importer.run(files, report)
        if result.refused and not options.good_ones:
            raise ImportRefused(result)
        action.words = f"imported {result.articles} articles and {result.layers} layers"
    return result


def _files(paths: Sequence[Path], options: ImportOptions, result: ImportReport) -> Iterator[tuple[Path, Format]]:
    """Each file with the format that reads it."""
    chosen = format_named(options.format) if options.format else None
    if chosen and chosen.read is None:
        raise FormatError(f"{chosen.name} can only be written; give a format that can be read")
    for path in paths:
        try:
            mode = path.stat().st_mode
        except FileNotFoundError:
            result.refuse(Refusal(Where(str(path)), "there is no such file; check the name"))
            continue
        except OSError as error:
            result.refuse(_unread(path, error))
            continue
        known = chosen or reader_for(path)
        if stat.S_ISDIR(mode):
            yield from _in_folder(path, chosen, result)
        elif not stat.S_ISREG(mode):
            result.refuse(Refusal(Where(str(path)), "this is no file; save what it gives as one, and import that"))
        elif known is None:
            result.refuse(Refusal(Where(str(path)), "no format has this ending; name one with --format"))
        else:
            yield path, known


def _in_folder(folder: Path, chosen: Format | None, result: ImportReport) -> Iterator[tuple[Path, Format]]:
    """The files below a folder, hidden ones left out. Those that are not to be read are passed over and listed."""
    found: list[Path] = []
    for root, folders, names in os.walk(folder, onerror=lambda error: result.refuse(_unread(error.filename, error))):
        folders[:] = [name for name in folders if not name.startswith(".")]
        links = [name for name in folders if Path(root, name).is_symlink()]  # which are not walked into
        found += [Path(root, name) for name in (*names, *links) if not name.startswith(".")]
    for file in sorted(found):
        known = reader_for(file)
        try:
            wanted = known is not None and chosen in (None, known) and file.is_file()
        except OSError as error:
            result.refuse(_unread(file, error))
            continue
        if known and wanted:
            yield file, known
        else:
            result.skipped.append(str(file))


def _unread(path: Path | str, error: OSError) -> Refusal:
    return Refusal(Where(str(path)), f"it can't be read: {error.strerror or error}")


class _Import:
    """One import on its way: groups records by article, fills batches, hands them on."""

    def __init__(self, project: Project, action: Action, options: ImportOptions, result: ImportReport) -> None:
        self.options = options
        self.result = result
        self.batch = Batch(project, action, options.layer, result)
        self.read_options = ReadOptions(options.encoding, options.text_column, result.encodings)

    def run(self, files: list[tuple[Path, Format]], report: Report) -> None:
        groups: list[Group] = []
        size = 0
        for group in self._groups(files, report):
            groups.append(group)
            size += len(group.text) + sum(100 * len(item.item.layer.spans) for item in group.records if item.item.layer)
            if size > BATCH_CHARACTERS or len(groups) >= BATCH_GROUPS:
                self._write(groups)
                groups, size = [], 0
        self._write(groups)

    def _write(self, groups: list[Group]) -> None:
        if groups:
            self.batch.write(groups)
            self.batch.action.flush()

    def _groups(self, files: list[tuple[Path, Format]], report: Report) -> Iterator[Group]:
        """Records that follow each other under one key and text belong together: an article with its layers."""
        for key, records in groupby(
            self._records(files, report), lambda found: (found.item.article.key, found.item.article.text)
        ):
            yield Group(key[0], key[1], list(records))

    def _records(self, files: list[tuple[Path, Format]], report: Report) -> Iterator[Found]:
        for number, (path, known) in enumerate(files):
            report(number, len(files))
            assert known.read is not None
            try:
                for count, found in enumerate(known.read(path, self.read_options), 1):
                    if isinstance(found, Found):
                        yield found
                    else:
                        self.result.refuse(found)
                    if not count % 200:
                        report(number, len(files))
            except FormatError as error:
                self.result.refuse(Refusal(Where(str(path)), str(error).removeprefix(f"{path}, ")))
            except OSError as error:
                self.result.refuse(_unread(path, error))
        report(len(files), len(files))
