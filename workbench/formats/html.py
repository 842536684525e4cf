"""Web pages: one file is one article, its text what a browser shows of the page, boilerplate and all."""

import codecs
import re
from collections.abc import Iterator
from html.entities import html5
from pathlib import Path
from typing import Any

from workbench.errors import FormatError, TextError
from workbench.formats.base import MAX_LINE, Format, Found, ReadOptions, Refusal, Where
from workbench.formats.decode import decode
from workbench.formats.html_blocks import Block, Extractor, join
from workbench.formats.html_meta import Collector
from workbench.model.article import Article, Meta, check_key, check_text
from workbench.model.layer import Labelled

_HEAD = 4096  # bytes in which a page has to declare its encoding; browsers look at 1024
_DECLARED = re.compile(
    rb"<meta[^>]{0,400}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.\-]+)|\A\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([^\"']+)",
    re.IGNORECASE,
)
# What pages call one encoding while browsers read another, that holds more; the standard of the web says so.
_MEANT = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "tis-620": "cp874", "iso8859-11": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "euc_kr": "cp949", "shift_jis": "cp932", "big5": "big5hkscs",
}  # fmt: skip
_OTHER_LABELS = {
    "ks_c_5601-1987": "cp949", "x-sjis": "cp932", "x-gbk": "gb18030", "x-cp1252": "cp1252", "x-euc-jp": "euc_jp",
    "windows-874": "cp874", "x-mac-roman": "mac_roman", "x-mac-cyrillic": "mac_cyrillic", "unicode-1-1-utf-8": "utf-8",
}  # fmt: skip
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]*;)")
_IN_XML = frozenset({"amp;", "lt;", "gt;", "quot;", "apos;"})
_XML = "{http://www.w3.org/XML/1998/namespace}"  # in XML before the name of the language's attribute
_PROLOG = re.compile(r"\A\s*<\?xml[^>]*\?>")


def read(path: Path, options: ReadOptions) -> Iterator[Found | Refusal]:
    """The article in ``path``: the visible text, and what the page says about itself."""
    where = Where(str(path))
    if path.stat().st_size > MAX_LINE:
        yield Refusal(where, f"the page has more than {MAX_LINE >> 20} MB; save its text alone")
        return
    try:
        data = path.read_bytes()
        page, guess = decode(data, path.name, options.encoding, declared_encoding(data))
        check_key(path.stem)
        check_text(page)
    except (FormatError, TextError) as error:
        yield Refusal(where, str(error))
        return
    blocks, meta = parse(page, strict=path.suffix.lower() == ".xhtml")
    if not blocks:
        yield Refusal(where, "the page shows no text; save it from a browser once everything is on the screen")
        return
    if guess:
        options.encodings[str(path)] = guess
    yield Found(Labelled(Article(path.stem, join(blocks), meta)), where)


def declared_encoding(data: bytes) -> str | None:
    """The encoding that a page declares, as browsers understand its name; None for none, or an unknown one."""
    found = _DECLARED.search(data[:_HEAD])
    if found is None:
        return None
    label = (found[1] or found[2]).decode("ascii", "replace").strip().lower()
    try:
        name = codecs.lookup(_OTHER_LABELS.get(label, label)).name
    except LookupError:
        return None
    # Were it UTF-16, the declaration could not have been read.
    return "utf-8" if name.startswith(("utf-16", "utf-32", "utf-8")) else _MEANT.get(name, name)


class _Target:
    """Hands the events of the parser on."""

    def __init__(self) -> None:
        self.text = Extractor()
        self.about = Collector()

    def start(self, tag: str, attributes: Any) -> None:
        """An element begins."""
        local = tag.rpartition("}")[2].lower()
        known = {name.replace(_XML, "xml:"): attributes[name] for name in attributes}
        self.about.start(local, known)
        self.text.start(local, known)

    def end(self, tag: str) -> None:
        """An element ends."""
        local = tag.rpartition("}")[2].lower()
        self.about.end(local)
        self.text.end(local)

    def data(self, text: str) -> None:
        """Text stands here."""
        self.about.data(text)
        self.text.data(text)

    def close(self) -> tuple[list[Block], Meta]:
        """What was found."""
        return self.text.finish(), self.about.meta()


def parse(page: str, strict: bool = False) -> tuple[list[Block], Meta]:
    """The blocks of a page and what it says about itself. ``strict``: as XML, where it is that."""
    from lxml import etree

    page = page.replace("\r\n", "\n").replace("\r", "\n")
    if strict and "<!ENTITY" not in page:  # a page that declares names of its own is left to the other parser
        try:
            parser = etree.XMLParser(
                target=_Target(), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True
            )
            return _fed(parser, _PROLOG.sub("", _without_names(page)))
        except etree.XMLSyntaxError:
            pass  # most that calls itself XHTML is not
    try:
        return _fed(etree.HTMLParser(target=_Target(), huge_tree=True), page)
    except (etree.XMLSyntaxError, etree.ParserError):  # there is nothing in it
        return [], Meta()


def _fed(parser: Any, page: str) -> tuple[list[Block], Meta]:
    parser.feed(page)
    found: tuple[list[Block], Meta] = parser.close()
    return found


def _without_names(page: str) -> str:
    """The page with the characters that HTML has names for, which XML does not know."""
    return _ENTITY.sub(lambda found: found[0] if found[1] in _IN_XML else html5.get(found[1], found[0]), page)


FORMAT = Format("html", "Web page, an article a file", (".html", ".htm", ".xhtml"), read=read)
