"""One sentence with its tags, painted as articles are: what the work looks like, in a glance."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from workbench.model.scheme import AttributeType, Label, Scheme
from workbench.model.span import Span
from workbench.window.article.canvas import ArticleCanvas
from workbench.window.article.layout import Column
from workbench.window.look.theme import Theme

_TEXT = "“We will sail on the evening tide,” the harbour master said."
_KIND = (AttributeType("type", "text"),)
_SCHEME = Scheme(
    "welcome",
    "1",
    [Label("quote", "3", "Q", "quote"), Label("event", "1", "E", "event", attributes=_KIND),
     Label("actor", "2", "A", "actor", attributes=_KIND)],
)  # fmt: skip
# Pixels beside and above the text for what fills and tags are wider; lines, and their distance.
_LEFT, _TOP, _LINES, _PITCH = 2, 4, 2, 38


class TaggedSentence(ArticleCanvas):
    """Two lines of text that can only be looked at."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(_TOP)
        self.setAccessibleName(f"An example: {_TEXT} The quote, its event and its actor are tagged.")
        self.set_scheme(_SCHEME)
        self.set_theme(theme)
        self.show_article(_TEXT, [_span("quote", "“We", "tide,”"), _span("event", "We", "sail", "departure"),
                                  _span("actor", "the h", "master", "person")])  # fmt: skip

    def sizeHint(self) -> QSize:
        """Its two lines."""
        return QSize(336, _LINES * _PITCH + _TOP + 4)

    def minimumSizeHint(self) -> QSize:
        """It may be narrower, but not lower."""
        return QSize(200, _LINES * _PITCH + _TOP + 4)

    def _set_column(self) -> None:
        self._layout.column = Column(_LEFT, max(120, self.viewport().width() - 2 * _LEFT), 1.0)


def _span(label: str, first: str, last: str, kind: str | None = None) -> Span:
    start = _TEXT.index(first)
    end = _TEXT.index(last, start) + len(last)
    return Span(label, label, ((start, end),), {"type": kind} if kind else {})
