"""Bytes to text: a byte-order mark, else UTF-8, else a detected encoding, which is reported."""

import codecs
import io
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from workbench.errors import FormatError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 1 << 20  # bytes that the detector looks at


def decode(data: bytes, name: str, encoding: str | None = None) -> tuple[str, str | None]:
    """The text exactly as it stands in ``data``, and the encoding where it had to be guessed.

    A byte-order mark is taken off. Raises FormatError naming the file ``name`` and the byte.
    """
    body, known = _without_mark(data)
    if encoding is not None:
        return _strict(body, _exact(encoding, known), name), None
    if known:
        return _strict(body, known, name), None
    try:
        return data.decode(), None
    except UnicodeDecodeError:
        guess = detect(data[:_SAMPLE], name)
        return _strict(data, guess, name), guess


def _without_mark(data: bytes) -> tuple[bytes, str | None]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :], encoding
    return data, None


def _exact(encoding: str, known: str | None) -> str:
    """A given encoding that leaves the order of bytes to a mark: the mark is off by now, so what it said."""
    try:
        name = codecs.lookup(encoding).name
    except LookupError:
        return encoding
    little = {"utf-16": "utf-16-le", "utf-32": "utf-32-le", "utf-8-sig": "utf-8"}.get(name)
    if little is None:
        return encoding
    return known if known and known.startswith(name.removesuffix("-sig")) else little


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except LookupError:
        raise FormatError(f"there is no encoding {encoding!r}; try utf-8, cp1252 or latin-1") from None
    except UnicodeDecodeError as error:
        raise FormatError(
            f"{name} is not {encoding}: byte {error.start} fits no character; give its --encoding"
        ) from None
    except UnicodeError:
        raise FormatError(f"{name} can't be read as {encoding}; give its --encoding") from None


def detect(sample: bytes, name: str) -> str:
    """The most likely encoding of ``sample``; FormatError where none fits.

    A sample of full length was probably cut, so it is cut again where a character ends.
    """
    from charset_normalizer import from_bytes

    matches = next(filter(None, map(from_bytes, _cuts(sample))), None)
    best = matches.best() if matches else None
    if matches is None or best is None:
        raise FormatError(f"{name} is in no encoding that can be recognised; give its --encoding")
    if any(
        match.encoding == "cp1252" and (match.chaos, match.coherence) == (best.chaos, best.coherence)
        for match in matches
    ):
        return "cp1252"  # as likely as any other, and far more common
    # Western and Central European code pages often give the same text; then the common one is meant.
    try:
        if sample.decode("cp1252") == sample.decode(best.encoding, "replace"):
            return "cp1252"
    except UnicodeDecodeError:
        pass
    return best.encoding


def _cuts(sample: bytes) -> Iterator[bytes]:
    """The sample up to its last line end or blank: but for UTF-16 and UTF-32 these are inside no character.

    Where that does not help it is tried whole, and with a few bytes less: no character has more than four.
    """
    if len(sample) < _SAMPLE:
        yield sample
        return
    half = len(sample) // 2
    at = -1 if b"\0" in sample else max(sample.rfind(b"\n", half), sample.rfind(b" ", half))
    if at >= 0:
        yield sample[: at + 1]
    else:
        yield from (sample[: len(sample) - less] for less in range(4))


def open_text(path: Path, encoding: str | None) -> tuple[TextIO, str | None]:
    """A file as a stream of text whose line ends stay as they are, and the encoding where it was guessed."""
    guess = None
    with path.open("rb") as file:
        head = file.read(_SAMPLE)
    _, known = _without_mark(head)
    used = _exact(encoding, known) if encoding else known
    if used is None:
        used = "utf-8" if _is_utf8(path) else (guess := detect(head, path.name))
    file = path.open("rb")
    if known:
        file.seek(len(head) - len(_without_mark(head)[0]))
    try:
        return io.TextIOWrapper(file, encoding=used, newline=""), guess
    except LookupError:
        file.close()
        raise FormatError(f"there is no encoding {used!r}; try utf-8, cp1252 or latin-1") from None


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_SAMPLE):
                decoder.decode(chunk)
        decoder.decode(b"", True)
    except UnicodeDecodeError:
        return False
    return True
