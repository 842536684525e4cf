"""Where one is, in the middle of the header: the project, which of how many articles, and the way to the next."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from workbench.window.look.small import ArrowButton, Themed, plain_label
from workbench.window.look.theme import Theme, figures_font, ui_font

_LONGEST = 240  # pixels of a project's name


class Position(Themed, QWidget):
    """Which of how many; as wide as the largest number needs, so that nothing moves beside it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._at, self._of = "–", "0"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def text(self) -> str:
        """What it says."""
        return f"{self._at} / {self._of}"

    def show_position(self, at: int | None, of: int) -> None:
        """Show the place ``at``, counted from 0."""
        self._at, self._of = (f"{at + 1:,}" if at is not None else "–"), f"{of:,}"
        self.setAccessibleName(f"article {self._at} of {self._of}" if at is not None else f"{self._of} articles")
        self.setFixedWidth(self.sizeHint().width())
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the last article's number."""
        bold, plain = QFontMetrics(figures_font(13, 600)), QFontMetrics(figures_font(13))
        return QSize(bold.horizontalAdvance(self._of) + plain.horizontalAdvance(f" / {self._of}") + 4, 28)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        bold, plain, rest = figures_font(13, 600), figures_font(13), f" / {self._of}"
        width, right = QFontMetrics(bold).horizontalAdvance(self._at), QFontMetrics(plain).horizontalAdvance(rest)
        left = (self.width() - width - right) / 2
        painter.setFont(bold)
        painter.setPen(self.theme.t1)
        painter.drawText(QRectF(left, 0, width + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, self._at)
        painter.setFont(plain)
        painter.setPen(self.theme.t2)
        painter.drawText(QRectF(left + width, 0, right + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, rest)


class Place(QWidget):
    """Project, position and the two arrows in a row."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name: str | None = None
        self.project = plain_label()
        self.project.setObjectName("quiet")
        self.previous, self.next = ArrowButton(True, theme), ArrowButton(False, theme)
        self.position = Position(theme)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for widget in (self.project, self.previous, self.position, self.next):
            row.addWidget(widget)
        row.insertSpacing(1, 8)

    def set_project(self, name: str | None) -> None:
        """Show the name of the project."""
        self.name = name
        self.project.setToolTip("")

    def fit(self, width: int) -> int:
        """Take the name away, or cut it, where ``width`` is too little; gives the width that is wanted."""
        bare = sum(part.sizeHint().width() for part in (self.previous, self.position, self.next)) + 16
        room = min(_LONGEST, width - bare - 12)
        shown = ""
        if self.name and room >= 60:
            metrics = QFontMetrics(ui_font(13))
            shown = metrics.elidedText(self.name, Qt.TextElideMode.ElideRight, room - metrics.horizontalAdvance("  /"))
        text = f"{shown}  /" if shown else ""
        if self.project.text() != text or self.project.isHidden() != (not shown):  # else all of it is laid out anew
            self.project.setText(text)
            self.project.setVisible(bool(shown))
        self.project.setToolTip(_escaped(self.name) if self.name and shown not in ("", self.name) else "")
        return self._row.sizeHint().width()

    def set_position(self, at: int | None, of: int) -> None:
        """Show which of how many articles this is; ``at`` counts from 0."""
        self.position.show_position(at, of)
        self.previous.setEnabled(of > 0 and (at is None or at > 0))
        self.next.setEnabled(of > 0 and (at is None or at < of - 1))

    def show_keys(self, previous: str, following: str) -> None:
        """Name the keys of the arrows."""
        self.previous.show_key(previous)
        self.next.show_key(following)

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of ``theme``."""
        for widget in (self.previous, self.next, self.position):
            widget.set_theme(theme)


def _escaped(text: str) -> str:
    from html import escape

    return escape(text)
