"""Bytes to text: a byte-order mark, else what the text declares, else UTF-8, else a detected encoding, reported."""

import codecs
import contextlib
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
_ROUGHLY = 0.05  # by how much the detector's measure of mess may differ where it does not tell encodings apart
_SAMPLE = 1 << 20  # bytes that the detector looks at
_TOLD_APART = ("cp1250", "cp1254", "iso8859_2", "iso8859_9")
# What somebody may choose where a guess is wrong.
COMMON = (
    "cp1252", "iso8859-15", "cp1250", "iso8859-2", "cp1251", "koi8-r", "cp1253", "cp1254", "cp1255", "cp1256",
    "gb18030", "big5hkscs", "cp932", "euc_jp", "cp949", "mac_roman", "cp437", "utf-16-le", "utf-16-be",
)  # fmt: skip


def decode(data: bytes, name: str, encoding: str | None = None, declared: str | None = None) -> tuple[str, str | None]:
    """The text exactly as it stands in ``data``, and the encoding where it had to be guessed.

    A byte-order mark is taken off. ``declared`` is what the text itself says; where that does not fit it is as if
    it had said nothing. Raises FormatError naming the file ``name`` and the byte.
    """
    body, known = _without_mark(data)
    if encoding is not None:
        return _strict(body, _exact(encoding, known), name), None
    if known:
        return _strict(body, known, name), None
    if declared and declared != "utf-8":
        with contextlib.suppress(FormatError):
            return _as_declared(data, declared, name)
    try:
        return data.decode(), None
    except UnicodeDecodeError as error:
        if _is_nearly_utf8(data):
            raise _nearly_utf8(name, error.start) from None
        guess = detect(data[:_SAMPLE], name)
        return _strict(data, guess, name), guess


def _as_declared(data: bytes, declared: str, name: str) -> tuple[str, str | None]:
    """As what it declares, unless it is UTF-8 all the same: in any other encoding that would be an odd chance."""
    text = _strict(data, declared, name)
    if not data.isascii():
        with contextlib.suppress(UnicodeDecodeError):
            return data.decode(), "utf-8"
    return text, None


def told_encoding(head: bytes, declared: str | None = None) -> str:
    """The encoding that a file tells by its mark or by what it declares, else UTF-8."""
    return _without_mark(head)[1] or declared or "utf-8"


def _is_nearly_utf8(data: bytes) -> bool:
    """Whether most characters beyond ASCII are UTF-8: any other encoding would turn all of these into garbage."""
    text = codecs.getincrementaldecoder("utf-8")("replace").decode(data[:_SAMPLE])  # which may end in a character
    wrong = text.count("\ufffd")
    return sum(character > "\x7f" for character in text) - wrong > 4 * wrong


def _nearly_utf8(name: str, byte: int) -> FormatError:
    return FormatError(f"{name} is UTF-8 but for byte {byte}, which fits no character; correct it there")


def candidates(sample: bytes, name: str, declared: str | None = None, cut: bool = False) -> list[str]:
    """Encodings in which ``sample`` can be read, the likeliest first; of several that give one text the first.

    ``cut``: it is the beginning of more, and may end inside a character.
    """
    if known := _without_mark(sample)[1]:
        return [known]
    if sample.isascii() and b"\x1b" not in sample:
        return ["utf-8"]
    guess: list[str] = []
    if not _is_text_in(sample, "utf-8", cut):  # else there is nothing to guess
        with contextlib.suppress(FormatError):
            guess.append(detect(sample, name))
    found: dict[str, str] = {}
    for encoding in dict.fromkeys([*filter(None, [declared]), "utf-8", *guess, *COMMON]):
        with contextlib.suppress(UnicodeError, LookupError):
            text = _from_start(sample, encoding, cut)
            if not any(text == other for other in found.values()):
                found[encoding] = text
    return list(found)


def _is_text_in(sample: bytes, encoding: str, cut: bool) -> bool:
    try:
        _from_start(sample, encoding, cut)
    except UnicodeError:
        return False
    return True


def _from_start(sample: bytes, encoding: str, cut: bool) -> str:
    """A sample decoded; where it was cut, its last character need not be whole."""
    return codecs.getincrementaldecoder(encoding)().decode(sample, not cut)


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
    # As likely as any other, and far more common; the detector takes French for Baltic all too readily.
    roughly = 0.0 if best.encoding in _TOLD_APART else _ROUGHLY
    if any(
        match.encoding == "cp1252" and match.coherence >= best.coherence and match.chaos <= best.chaos + roughly
        for match in matches
    ):
        return "cp1252"
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
        wrong = _no_utf8(path)
        if wrong is not None and _is_nearly_utf8(head):
            raise _nearly_utf8(path.name, wrong)
        used = "utf-8" if wrong is None else (guess := detect(head, path.name))
    file = path.open("rb")
    if known:
        file.seek(len(head) - len(_without_mark(head)[0]))
    try:
        return io.TextIOWrapper(file, encoding=used, newline=""), guess
    except LookupError:
        file.close()
        raise FormatError(f"there is no encoding {used!r}; try utf-8, cp1252 or latin-1") from None


def _no_utf8(path: Path) -> int | None:
    """The first byte that is no UTF-8, if there is one."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    read = 0
    try:
        with path.open("rb") as file:
            while chunk := file.read(_SAMPLE):
                waiting = len(decoder.getstate()[0])
                decoder.decode(chunk)
                read += len(chunk)
        waiting = len(decoder.getstate()[0])
        decoder.decode(b"", True)
    except UnicodeDecodeError as error:
        return read - waiting + error.start
    return None
