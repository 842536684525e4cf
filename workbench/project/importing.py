"""Bringing files into a project: all or nothing, in one action; every refused record is named.

Records are read as a stream and written in batches, so memory stays flat. An article that is there already
is counted, not doubled; a layer's content that came in before is no change, whatever happened to it since.
"""

import os
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
_TELL_EVERY = 200  # records


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


@dataclass(frozen=True, slots=True)
class FileOptions:
    """How one file is to be read; None leaves it to what holds for all."""

    format: str | None = None
    encoding: str | None = None
    text_column: str | None = None


_AS_ALL = FileOptions()


@dataclass(slots=True)
class ImportOptions:
    """``layer`` overrides the layer that the input names: an annotator, or ``gold``.

    ``files`` says, by path, how single files differ from the rest. ``expected`` is how many records there are,
    where that is known: progress counts these then, else files.
    """

    format: str | None = None
    encoding: str | None = None
    text_column: str | None = None
    layer: str | None = None
    good_ones: bool = False
    files: Mapping[str, FileOptions] = field(default_factory=dict)
    expected: int = 0

    def of(self, path: Path) -> FileOptions:
        """What was said of one file."""
        return self.files.get(str(path), _AS_ALL)

    def for_reading(self, path: Path, encodings: dict[str, str]) -> ReadOptions:
        """How to read one file; encodings that had to be guessed go into ``encodings``."""
        own = self.of(path)
        return ReadOptions(own.encoding or self.encoding, own.text_column or self.text_column, encodings)


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
    files = list(find_files([Path(path) for path in paths], options, result))
    with project.journal.action(actor, "import") as action:
        importer = _Import(project, action, options, result)
        importer.run(files, report)
        if result.refused and not options.good_ones:
            raise ImportRefused(result)
        action.words = _in_words(result)
    return result


def _in_words(result: ImportReport) -> str:
    counts = [(result.articles, "article"), (result.layers, "layer")]
    there = [f"{count} {noun}{'' if count == 1 else 's'}" for count, noun in counts if count]
    return f"imported {' and '.join(there) or 'nothing new'}"


def find_files(paths: Sequence[Path], options: ImportOptions, result: ImportReport) -> Iterator[tuple[Path, Format]]:
    """Each file with the format that reads it; what is not to be read is noted in ``result``."""
    chosen = _reading(options.format)
    for path in paths:
        try:
            mode = path.stat().st_mode
        except FileNotFoundError:
            result.refuse(Refusal(Where(str(path)), "there is no such file; check the name"))
            continue
        except OSError as error:
            result.refuse(unread(path, error))
            continue
        known = _reading(options.of(path).format) or chosen or reader_for(path)
        if stat.S_ISDIR(mode):
            yield from _in_folder(path, chosen, result)
        elif not stat.S_ISREG(mode):
            result.refuse(Refusal(Where(str(path)), "this is no file; save what it gives as one, and import that"))
        elif known is None:
            result.refuse(Refusal(Where(str(path)), "no format has this ending; name one with --format"))
        else:
            yield path, known


def _reading(name: str | None) -> Format | None:
    """The format of that name, if one is named; FormatError where it can't be read."""
    known = format_named(name) if name else None
    if known and known.read is None:
        raise FormatError(f"{known.name} can only be written; give a format that can be read")
    return known


def _in_folder(folder: Path, chosen: Format | None, result: ImportReport) -> Iterator[tuple[Path, Format]]:
    """The files below a folder, hidden ones left out. Those that are not to be read are passed over and listed."""
    found: list[Path] = []
    for root, folders, names in os.walk(folder, onerror=lambda error: result.refuse(unread(error.filename, error))):
        parts = _of_pages(names)
        found += [Path(root, name) for name in folders if name in parts]
        folders[:] = [name for name in folders if not name.startswith(".") and name not in parts]
        links = [name for name in folders if Path(root, name).is_symlink()]  # which are not walked into
        found += [Path(root, name) for name in (*names, *links) if not name.startswith(".")]
    for file in sorted(found):
        known = reader_for(file)
        try:
            wanted = known is not None and chosen in (None, known) and file.is_file()
        except OSError as error:
            result.refuse(unread(file, error))
            continue
        if known and wanted:
            yield file, known
        else:
            result.skipped.append(str(file))


def _of_pages(names: list[str]) -> set[str]:
    """Folders that browsers put beside a page that they save: pictures, scripts, frames with advertisements."""
    endings = format_named("html").endings
    pages = [Path(name).stem for name in names if name.lower().endswith(endings)]
    return {f"{page}{mark}" for page in pages for mark in ("_files", ".files", "_fichiers", "-Dateien", "_archivos")}


def unread(path: Path | str, error: OSError) -> Refusal:
    """A file that the system does not let one read."""
    return Refusal(Where(str(path)), f"it can't be read: {error.strerror or error}")


class _Import:
    """One import on its way: groups records by article, fills batches, hands them on."""

    def __init__(self, project: Project, action: Action, options: ImportOptions, result: ImportReport) -> None:
        self.options = options
        self.result = result
        self.batch = Batch(project, action, options.layer, result)

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
        seen = 0
        for number, (path, known) in enumerate(files):
            self._tell(report, seen, number, len(files))
            assert known.read is not None
            reading = self.options.for_reading(path, self.result.encodings)
            try:
                for count, found in enumerate(known.read(path, reading), 1):
                    if isinstance(found, Found):
                        yield found
                    else:
                        self.result.refuse(found)
                    seen += 1
                    if not count % _TELL_EVERY:
                        self._tell(report, seen, number, len(files))
            except FormatError as error:
                self.result.refuse(Refusal(Where(str(path)), str(error).removeprefix(f"{path}, ")))
            except OSError as error:
                self.result.refuse(unread(path, error))
        self._tell(report, self.options.expected, len(files), len(files))

    def _tell(self, report: Report, seen: int, number: int, files: int) -> None:
        """Records where their number is known, else files."""
        expected = self.options.expected
        if expected:
            report(min(seen, expected), expected)
        else:
            report(number, files)
