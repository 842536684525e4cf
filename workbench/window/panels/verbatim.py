"""Which words of a span are given as they were said, as the window tells it."""

from PySide6.QtWidgets import QLabel

from workbench.model.proposals import tells_verbatim
from workbench.model.quotes import share_verbatim, verbatim
from workbench.model.scheme import Label
from workbench.model.span import Parts, Span
from workbench.words import cut

_SHOWN = 200  # characters of the words
_LONGEST = 20_000  # characters of a span that is looked through whenever it is selected


def in_verbatim_words(text: str, parts: Parts, said: Parts, longest: int = _SHOWN) -> str:
    """The stretches ``said`` of a span over ``parts``, in quotation marks; ``all`` or ``none`` where that says it."""
    share = share_verbatim(text, parts, said)
    if share != "some":
        return share
    words = " … ".join(text[start:end] for start, end in said)
    return f"“{cut(words, longest)}”"


def show_verbatim(line: QLabel, label: Label, span: Span, text: str) -> None:
    """Let a line say which words of a span are verbatim; nothing where marks tell nothing of its label."""
    is_told = tells_verbatim(label) and sum(end - start for start, end in span.parts) <= _LONGEST
    if is_told:
        line.setText(f"Verbatim: {in_verbatim_words(text, span.parts, verbatim(text, span.parts))}")
    line.setVisible(is_told)
