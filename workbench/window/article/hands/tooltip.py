"""What a span is, in the words of a tool tip: HTML that holds the article's characters as they are."""

from collections.abc import Iterable
from html import escape

from workbench.model.span import Span
from workbench.window.article.marks.tags import said
from workbench.words import in_quotes

_QUOTE_SHOWN = 160
_LONGEST_WORD = 24
_LINE_SHOWN = 240


def tip_of(span: Span, text: str, told: Iterable[str] = (), suggested: bool = False) -> str:
    """Label, attributes and quoted text of a span, and what else is told of it, a line each."""
    quote = span.shown(text)
    if len(quote) > _QUOTE_SHOWN:
        quote = _cut_at_a_word(quote, _QUOTE_SHOWN - 1) + "…"
    lines = [f"<b>{escape(span.label)}</b>{', suggested' if suggested else ''}"]
    lines += [_line(f"{name}: {said(value)}") for name, value in span.attributes.items()]
    lines.append(escape(in_quotes(quote)))
    lines += [_line(line) for line in told]
    return "<br>".join(lines)


def _line(words: str) -> str:
    words = " ".join(words.split())
    return escape(words if len(words) <= _LINE_SHOWN else _cut_at_a_word(words, _LINE_SHOWN - 1) + "…")


def _cut_at_a_word(text: str, longest: int) -> str:
    """The start of a text, up to the end of a word where one ends near enough; scripts without spaces go on."""
    start = text[:longest]
    if text[longest : longest + 1].isspace():
        return start.rstrip()
    words = start.rsplit(None, 1)
    return words[0] if len(words) == 2 and len(words[1]) <= _LONGEST_WORD else start
