"""The words of a span in the article's font: six lines at most, all of them on hover."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from workbench.window.look.direction import is_right_to_left
from workbench.window.look.fill import fill
from workbench.window.look.small import Themed
from workbench.window.look.theme import Theme, article_font

LINES, _PITCH, _LEFT = 6, 21, 11  # at most so many, pixels from one to the next, pixels for the bar
_SHOWN, _HOVER = 600, 1500  # code points that are laid out, and that a tool tip shows


class Quote(Themed, QWidget):
    """A quoted stretch behind a bar in its label's colour."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.text = ""
        self._colour = ""
        self._lines: list[str] = []
        self._laid_out = (0, "")
        # Its height is set by hand: one that followed from the width would be asked for a dozen times in a layout.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(_PITCH)

    def show_quote(self, text: str, colour: str) -> None:
        """Show ``text``, on lines as they fit, as said of a label with that colour."""
        self._colour = colour
        if text != self.text:
            self.text = text
            cut = f"{text[:_HOVER]} …" if len(text) > _HOVER else text
            from html import escape

            self.setToolTip(f"<p>{escape(cut)}</p>")
            self.setAccessibleName(cut)
            self._lay_out()
        self.update()

    def lines(self) -> list[str]:
        """The lines as they are shown; the last one ends in an ellipsis where more follows."""
        self._lay_out()
        return list(self._lines)

    def _lay_out(self) -> None:
        width = self.width() - _LEFT
        if self._laid_out == (width, self.text):
            return
        self._laid_out = (width, self.text)
        self._lines = _broken(self.text[:_SHOWN], width, len(self.text) > _SHOWN)
        self.setFixedHeight(_PITCH * max(1, len(self._lines)))  # six at most

    def sizeHint(self) -> QSize:
        return QSize(120, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rtl = is_right_to_left(self.text)
        bar = self.width() - 2 if rtl else 0
        fill(painter, QRectF(bar, 1, 2, self.height() - 2), self.theme.label(self._colour).line)
        painter.setFont(article_font(15))
        painter.setPen(self.theme.t2)
        option = QTextOption(Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft)
        option.setTextDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        left = 0 if rtl else _LEFT
        for at, line in enumerate(self.lines()):
            layout = QTextLayout(line, article_font(15))
            layout.setTextOption(option)
            layout.beginLayout()
            laid = layout.createLine()
            laid.setLineWidth(self.width() - _LEFT)
            layout.endLayout()
            layout.draw(painter, QPointF(left, at * _PITCH + (_PITCH - laid.height()) / 2))


def _broken(text: str, width: int, more: bool) -> list[str]:
    """The text cut into lines of that width; the sixth says that more follows."""
    if width <= 0 or not text:
        return []
    layout = QTextLayout(text, article_font(15))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    units = text.encode("utf-16-le", "surrogatepass")  # Qt counts these
    lines: list[str] = []
    layout.beginLayout()
    while len(lines) < LINES:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        start, length = line.textStart(), line.textLength()
        if len(lines) == LINES - 1 and (2 * (start + length) < len(units) or more):
            rest = units[2 * start : 2 * (start + 200)].decode("utf-16-le", "replace")
            metrics = QFontMetricsF(article_font(15))
            if 2 * (start + 200) >= len(units) and not more and metrics.horizontalAdvance(rest) <= width:
                lines.append(rest)
            else:
                lines.append(metrics.elidedText(f"{rest} …", Qt.TextElideMode.ElideRight, width))
            break
        lines.append(units[2 * start : 2 * (start + length)].decode("utf-16-le", "replace").rstrip())
    layout.endLayout()
    return lines
