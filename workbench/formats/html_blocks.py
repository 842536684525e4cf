"""The visible text of a page as blocks: one a line, in the order in which they stand, boilerplate and all.

Events of a parser go in, so depth costs nothing. What a browser hides by its own rules, by an attribute or by an
inline style is left out; style sheets are not read. Buttons are text; what can be chosen or typed in is not.
"""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

_LINE, _PARAGRAPH = 1, 2  # what parts two blocks: a line end, a blank line
_BLANKS = re.compile(r"[ \t\n\f\r]+")  # a no-break space is none: it is kept
_UNSEEN = frozenset({
    "annotation", "area", "audio", "canvas", "datalist", "embed", "frameset", "head", "iframe", "input", "map",
    "meter", "noembed", "noframes", "noscript", "object", "progress", "rp", "script", "select", "style", "svg",
    "template", "textarea", "title", "video",
})  # fmt: skip
_PARAGRAPHS = frozenset({
    "address", "article", "aside", "blockquote", "details", "dialog", "dir", "dl", "fieldset", "figure", "footer",
    "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "listing", "main", "menu", "nav", "ol", "p",
    "pre", "search", "section", "table", "ul", "xmp",
})  # fmt: skip
_LINES = frozenset({
    "body", "caption", "center", "dd", "div", "dt", "figcaption", "html", "legend", "li", "optgroup", "option",
    "summary", "tbody", "tfoot", "thead", "tr",
})  # fmt: skip
_BREAKS = dict.fromkeys(_LINES, _LINE) | dict.fromkeys(_PARAGRAPHS, _PARAGRAPH)
_ITEMS = frozenset({"li", "dt", "dd"})  # a line each, even where each holds a paragraph
_ROOMY = frozenset({"article", "main", "section", "table", "td", "th"})  # but not what stands in one of these
_PRE = frozenset({"pre", "listing", "xmp"})
_HIDING_STYLE = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))\b", re.IGNORECASE)
_KINDS = {
    "nav": "navigation", "header": "header", "footer": "footer", "aside": "aside", "figcaption": "caption",
    "caption": "caption", "form": "form", "button": "button", "h1": "heading", "h2": "heading", "h3": "heading",
    "h4": "heading", "h5": "heading", "h6": "heading", "li": "item", "dt": "item", "dd": "item", "tr": "row",
    "pre": "preformatted", "blockquote": "quotation",
}  # fmt: skip
_ROLES = {
    "navigation": "navigation", "banner": "header", "contentinfo": "footer", "complementary": "aside",
    "search": "form", "heading": "heading",
}  # fmt: skip
# The kinds of whole regions: what stands in them is of that kind whatever else it is.
_REGIONS = frozenset({"navigation", "header", "footer", "aside", "caption", "form"})
_QUOTES = (("“", "”"), ("‘", "’"))


class Block(NamedTuple):
    """One block of visible text. ``apart``: a blank line stands before it."""

    kind: str
    text: str
    apart: bool = False


def join(blocks: Iterable[Block]) -> str:
    """The text of a page: a line a block, paragraphs and sections apart."""
    parts: list[str] = []
    for block in blocks:
        if parts:
            parts.append("\n\n" if block.apart else "\n")
        parts.append(block.text)
    return "".join(parts)


class _Open(NamedTuple):
    """An element that is open, and what holds inside it."""

    tag: str
    kind: str
    tight: bool  # paragraphs in it are lines
    inside: bool  # in an article, where a header belongs to the text


class Extractor:
    """Takes start, end and data of elements; ``finish`` gives the blocks."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._open = [_Open("", "paragraph", False, False)]
        self._hidden = 0  # depth inside what is not seen
        self._pre = 0
        self._quotes = 0
        self._rows: list[int] = []  # how many blocks there were when each open row began
        self._line: list[str] = []
        self._kind = "paragraph"
        self._apart = False
        self._gap = 0  # what parts the next text from that of the line
        self._blank = True  # the line ends with a blank, or is empty
        self._in_cell = False  # a cell was begun and has no text yet
        self._drop_newline = False  # the first line end in <pre> is none

    # Events

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        if self._hidden or _is_hidden(tag, attributes):
            self._hidden += 1
            return
        if tag in ("br", "hr") and self._pre:
            self._add("\n")
        elif tag == "br":
            self._part(_PARAGRAPH if self._gap else _LINE)
        self._open.append(self._element(tag, attributes))
        self._part_at(tag)
        if tag == "tr":
            self._flush()
            self._rows.append(len(self.blocks))
        elif tag in ("td", "th"):
            self._cell()
        elif tag in _PRE:
            self._flush()
            self._pre += 1
            self._drop_newline = True
        elif tag == "q":
            self._data(_QUOTES[self._quotes % 2][0])
            self._quotes += 1
        elif tag == "button":
            self._data(" ")

    def end(self, tag: str) -> None:
        """An element ends, by its tag or because another could not stand in it."""
        if self._hidden:
            self._hidden -= 1
            return
        if tag == "q" and self._quotes:
            self._quotes -= 1
            self._data(_QUOTES[self._quotes % 2][1])
        elif tag == "button":
            self._data(" ")
        elif tag == "tr" and self._rows:
            self._rows.pop()
            self._in_cell = False
        self._part_at(tag)
        if tag in _PRE and self._pre:
            self._flush()
            self._pre -= 1
        if len(self._open) > 1:
            self._open.pop()

    def data(self, text: str) -> None:
        """Text stands here."""
        if not self._hidden:
            self._data(text)

    def finish(self) -> list[Block]:
        """All blocks, once everything was told."""
        self._flush()
        return self.blocks

    # What holds inside an element

    def _element(self, tag: str, attributes: Mapping[str, str]) -> _Open:
        outer = self._open[-1]
        kind = _ROLES.get(attributes.get("role", "")) or _KINDS.get(tag) or outer.kind
        inside = outer.inside or tag in ("article", "main")
        if outer.kind in _REGIONS or (inside and kind in ("header", "footer")):
            kind = outer.kind
        tight = (outer.tight and tag not in _ROOMY) or tag in _ITEMS
        return _Open(tag, kind, tight, inside)

    # Lines

    def _part_at(self, tag: str) -> None:
        if wanted := _BREAKS.get(tag):
            self._part(_LINE if self._open[-1].tight else wanted)

    def _part(self, gap: int) -> None:
        if not self._in_cell:
            self._gap = max(self._gap, gap)

    def _cell(self) -> None:
        """A cell goes on in the line of its row, as long as that is one line."""
        one_line = self._rows and self._rows[-1] == len(self.blocks)
        if one_line and any(piece.strip() for piece in self._line):
            self._gap = 0
            self._line.append("\t")
            self._blank = True
            self._in_cell = True
        else:
            self._part(_LINE)

    def _data(self, text: str) -> None:
        if self._pre:
            self._add(text[1:] if self._drop_newline and text.startswith("\n") else text)
            self._drop_newline = False
            return
        text = _BLANKS.sub(" ", text)
        if self._blank or self._gap:
            text = text.removeprefix(" ")
        if text:
            self._add(text)

    def _add(self, text: str) -> None:
        if not text:
            return
        if self._gap:
            self._flush()
        if not self._line:
            self._kind = self._open[-1].kind
            self._apart, self._gap = self._gap == _PARAGRAPH, 0
        self._line.append(text)
        self._blank = text.endswith(" ")
        self._in_cell = False

    def _flush(self) -> None:
        """End the line; one that shows nothing is a blank line."""
        text = "".join(self._line)
        text = text.strip("\n") if self._pre else text.strip(" \t")
        if text.strip():
            self.blocks.append(Block(self._kind, text, self._apart and bool(self.blocks)))
        elif self._line:
            self._gap = _PARAGRAPH
        self._line = []
        self._blank = True


def _is_hidden(tag: str, attributes: Mapping[str, str]) -> bool:
    """Whether a browser would not show this element, as far as the page itself says so."""
    if tag in _UNSEEN:
        return True
    if "hidden" in attributes or "popover" in attributes or attributes.get("aria-hidden", "").lower() == "true":
        return True
    return (tag == "dialog" and "open" not in attributes) or bool(_HIDING_STYLE.search(attributes.get("style", "")))
