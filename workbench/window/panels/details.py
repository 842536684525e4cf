"""Below the values of a span: the comment on it, and its history."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from workbench.model.layer import Comment, Layer
from workbench.window.look.small import plain_label
from workbench.window.look.theme import Theme
from workbench.window.panels.remark import Remark
from workbench.window.panels.span_history import SpanHistory


class Details(QWidget):
    """One's own comment to write, those of others and resolved ones to read, and what happened to the span."""

    remark_asked = Signal(str, str)  # the span's id, the words
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._span: str | None = None
        self.remark = Remark(theme, "Note for the reviewer", "comment on this span", self)
        self.remark.asked.connect(self._ask)
        self.remark.left.connect(self.left)
        self.others = plain_label(px=12)
        self.others.setObjectName("quiet")
        self.others.setWordWrap(True)
        self.history = SpanHistory(theme, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.others)
        column.addWidget(self.remark)
        column.addWidget(self.history)

    def _ask(self, words: str) -> None:
        if self._span is not None:
            self.remark_asked.emit(self._span, words)

    def show_span(self, span: str | None, layer: Layer) -> None:
        """Show what is said of a span; None puts it away."""
        if span != self._span:
            self.remark.commit()
            self.remark.show_other()
        self._span = span
        said = [comment for comment in layer.comments if comment.span == span] if span is not None else []
        mine = [comment.text for comment in said if comment.by == layer.annotator and not comment.resolved]
        self.remark.show_text(mine[-1] if mine else "")
        others = [_told(comment) for comment in said if comment.by != layer.annotator or comment.resolved]
        self.others.setText("\n".join(others))
        self.others.setVisible(bool(others))
        self.history.show_span(span, layer.annotator)

    def commit(self) -> None:
        """Ask for what was written and not yet asked for."""
        self.remark.commit()

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of ``theme``."""
        self.remark.set_theme(theme)
        self.history.set_theme(theme)


def _told(comment: Comment) -> str:
    resolved = f" (resolved by {comment.resolved.by})" if comment.resolved else ""
    return f"{comment.by}: {comment.text}{resolved}"
