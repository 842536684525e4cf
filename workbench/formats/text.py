"""Plain text: one file is one article, its name without the ending is the key."""

from collections.abc import Iterator
from pathlib import Path

from workbench.errors import FormatError, TextError
from workbench.formats.base import MAX_LINE, Format, Found, ReadOptions, Refusal, Where
from workbench.formats.decode import decode
from workbench.model.article import Article, check_key, check_text
from workbench.model.layer import Labelled


def read(path: Path, options: ReadOptions) -> Iterator[Found | Refusal]:
    """The article in ``path``; its text is exactly what was decoded."""
    where = Where(str(path))
    if path.stat().st_size > MAX_LINE:
        yield Refusal(where, f"the file has more than {MAX_LINE >> 20} MB; cut it into articles first")
        return
    try:
        text, guess = decode(path.read_bytes(), path.name, options.encoding)
        check_key(path.stem)
        check_text(text)
    except (FormatError, TextError) as error:
        yield Refusal(where, str(error))
        return
    if guess:
        options.encodings[str(path)] = guess
    yield Found(Labelled(Article(path.stem, text)), where)


FORMAT = Format("text", "Plain text, an article a file", (".txt", ".text"), read=read)
