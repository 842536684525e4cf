"""What an import would do, found out by reading the files; the project is looked at and not changed."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import NamedTuple

from workbench.errors import FormatError, WorkbenchError
from workbench.formats import format_named, reader_for
from workbench.formats.base import Format, Found, ReadOptions, Refusal, Where
from workbench.formats.csv_text import peek
from workbench.formats.decode import candidates, told_encoding
from workbench.formats.html import declared_encoding
from workbench.jobs import Report, silent
from workbench.model.article import Meta
from workbench.model.layer_check import check_layer
from workbench.model.scheme import Scheme
from workbench.project.facade import Project, check_name
from workbench.project.importing import MOST_REFUSALS, FileOptions, ImportOptions, ImportReport, find_files, unread

MOST_RECORDS = 20_000  # of one file that are looked at
MOST_SKIPPED = 500  # files that are passed over and listed
PREVIEW = 4000  # characters of an article that are shown
_SAMPLE = 64 << 10  # bytes that tell encodings apart
_TEXTS = ("text", "body", "content", "article", "fulltext", "full_text", "article_text", "story", "texte", "inhalt")
ENCODED = ("text", "html", "csv")  # formats whose files may have any encoding
_NO_FORMAT = "no format has this ending; choose a format"
_NO_FILE = "parts of a saved page, or a link; add it by itself if it holds articles"
# Bounded, since a page may open thousands of tags and close none.
_TAG = re.compile(r"<(?:script|style)\b.{0,4000}?</(?:script|style)>|<[^<>]{0,2000}>", re.DOTALL | re.IGNORECASE)
_ROWS = 50  # of a table that tell which column is the text


class Preview(NamedTuple):
    """The first article of a file: its key, the beginning of its text, what is known about it."""

    key: str
    text: str
    length: int
    meta: Meta


class Seen(NamedTuple):
    """A record that could be read: its article, where it stands, whose layer it holds.

    ``good`` is False where the scheme forbids the layer.
    """

    key: str
    digest: str
    where: Where
    layer: str | None
    filled: bool = False  # whether that layer holds anything
    good: bool = True


@dataclass(slots=True)
class Inspected:
    """One file. ``reason`` says why it is passed over; such a file has no format or nothing that can be read.

    ``encoding`` is what it was read as, ``guessed`` that the file does not tell; ``more`` that only its beginning
    was looked at. ``against`` is for what an outlook finds out.
    """

    path: str
    options: FileOptions
    format: str | None = None
    reason: str | None = None
    encoding: str | None = None
    guessed: bool = False
    columns: list[str] = field(default_factory=list)
    text_column: str | None = None
    column_guessed: bool = False
    first: Preview | None = None
    records: list[Seen] = field(default_factory=list)
    more: bool = False
    refused: list[Refusal] = field(default_factory=list)
    refused_more: int = 0
    against: list[Refusal] = field(default_factory=list)

    @property
    def articles(self) -> int:
        """How many articles it holds."""
        return len({(seen.key, seen.digest) for seen in self.records if seen.good})

    @property
    def layers(self) -> Counter[str]:
        """How many layers of whom it holds."""
        return Counter(seen.layer for seen in self.records if seen.layer is not None and seen.filled and seen.good)

    @property
    def refusals(self) -> int:
        """How many of its records would be refused."""
        return len(self.refused) + self.refused_more

    @property
    def read(self) -> int:
        """How many records it has, good and bad."""
        return sum(seen.good for seen in self.records) + self.refusals

    def for_import(self) -> FileOptions:
        """The options with which an import reads it as it was read here."""
        return FileOptions(self.format, self.options.encoding, self.text_column if self.columns else None)


def inspect_paths(
    project: Project, paths: Iterable[str | Path], report: Report = silent
) -> tuple[list[Inspected], int]:
    """Each file below ``paths``: those to import first, then those passed over; and how many more of these there are.

    To cancel it, ``report`` raises.
    """
    noted = ImportReport()
    files: list[Path] = []
    for path, _ in find_files([Path(path) for path in paths], ImportOptions(), noted):
        if not len(files) % 200:
            report(0, 0)
        files.append(path)
    found: list[Inspected] = []
    for number, path in enumerate(files):
        tell = partial(_tell, report, number, len(files))
        found.append(inspect_file(project.scheme, path, None, tell))
    report(len(files), len(files))
    named = [Inspected(item.where.file, FileOptions(), reason=item.reason) for item in noted.refused]
    named += [
        Inspected(file, FileOptions(), reason=_NO_FORMAT if Path(file).is_file() else _NO_FILE)
        for file in noted.skipped[:MOST_SKIPPED]
    ]
    return found + named, max(0, len(noted.skipped) - MOST_SKIPPED)


def _tell(report: Report, number: int, files: int, records: int) -> None:
    """Of several files, how many; of one, how many records, of which the end is not known."""
    report(*((number, files) if files > 1 else (records, 0)))


def inspect_file(
    scheme: Scheme,
    path: Path,
    options: FileOptions | None = None,
    report: Callable[[int], None] = lambda records: None,
) -> Inspected:
    """Read one file as an import would; ``report`` is told how many records were read, and raises to cancel it."""
    report(0)
    options = options or FileOptions()
    known = format_named(options.format) if options.format else reader_for(path)
    if known is None or known.read is None:
        return Inspected(str(path), options, reason=_NO_FORMAT)
    item = Inspected(str(path), options, known.name, text_column=options.text_column)
    reading = ReadOptions(options.encoding, options.text_column)
    try:
        item.encoding = options.encoding or told_encoding(*_head(path, known))
        if known.name == "csv":
            _choose_column(path, item, reading)
        _read(scheme, known.read(path, reading), item, report)
    except FormatError as error:
        item.refused.append(Refusal(Where(str(path)), str(error).removeprefix(f"{path}, ")))
    except OSError as error:
        item.refused.append(unread(path, error))
    item.encoding, item.guessed = next(((name, True) for name in reading.encodings.values()), (item.encoding, False))
    if not item.articles:
        item.reason = item.refused[0].reason if item.refused else "it holds no article; look into it"
    return item


def encodings_of(path: Path, format: str) -> list[tuple[str, str]]:
    """Encodings in which a file can be read, the likeliest first, each with the words in which it shows."""
    if format not in ENCODED:
        return []
    try:
        head, declared = _head(path, format_named(format))
    except OSError:
        return []
    names = candidates(head, path.name, declared, len(head) == _SAMPLE)
    return [(name, _telling(head, name, format == "html")) for name in names]


def _head(path: Path, known: Format) -> tuple[bytes, str | None]:
    """The beginning of a file, and the encoding that it declares."""
    with path.open("rb") as file:
        head = file.read(_SAMPLE)
    return head, declared_encoding(head) if known.name == "html" else None


def _telling(head: bytes, encoding: str, is_page: bool) -> str:
    """Some words round the first character that is no ASCII."""
    text = head.decode(encoding, "replace")
    if is_page:
        text = _TAG.sub(" ", text)
    at = next((place for place, character in enumerate(text) if character > "\x7f"), 0)
    start, end = max(0, at - 14), at + 22
    words = " ".join(text[start:end].split())
    return f"{'…' if start else ''}{words}{'…' if end < len(text) else ''}"


def _choose_column(path: Path, item: Inspected, reading: ReadOptions) -> None:
    """Which column is the text: the one asked for or called so, else the one with the longest cells."""
    item.columns, rows = peek(path, reading, _ROWS)
    if item.text_column is None and item.columns:
        names = {name.lower(): name for name in reversed(item.columns)}
        called = next((names[name] for name in _TEXTS if name in names), None)
        sizes = {name: sum(len(row[at]) for row in rows) for at, name in enumerate(item.columns)}
        item.text_column = called or max(sizes, key=lambda name: sizes[name])
        item.column_guessed = item.text_column != "text"
    reading.text_column = item.text_column


def _read(scheme: Scheme, found: Iterable[Found | Refusal], item: Inspected, report: Callable[[int], None]) -> None:
    """Note every record, and the first article."""
    for number, record in enumerate(found, 1):
        if number > MOST_RECORDS:
            item.more = True
            return
        if not number % 200:
            report(number)
        if isinstance(record, Refusal):
            _refuse(item, record)
            continue
        article, layer = record.item
        seen = Seen(article.key, article.sha256, record.where, layer.annotator if layer is not None else None)
        try:
            if layer is not None:
                if not layer.is_gold:
                    check_name(layer.annotator)
                check_layer(scheme, layer)
        except WorkbenchError as error:
            _refuse(item, Refusal(record.where, str(error)))
            item.records.append(seen._replace(good=False))
            continue
        if item.first is None:
            item.first = Preview(article.key, article.text[:PREVIEW], len(article.text), article.meta)
        item.records.append(seen._replace(filled=layer is not None and not layer.empty))


def _refuse(item: Inspected, refusal: Refusal) -> None:
    if len(item.refused) < MOST_REFUSALS:
        item.refused.append(refusal)
    else:
        item.refused_more += 1
