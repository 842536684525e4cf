"""The line at the window's lower edge: what happened last, and facts that stay in their places."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from workbench.window.look.announce import announce
from workbench.window.look.fill import fill
from workbench.window.look.small import Themed, plain_tip
from workbench.window.look.theme import Theme, figures_font, ui_font

_GAP = 22  # pixels between two facts
_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class Message(Themed, QWidget):
    """One sentence; cut where there is no room, and then whole in its tool tip."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self._text = self._shown = ""
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # so that nothing below it has to be painted
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def text(self) -> str:
        """The whole sentence."""
        return self._text

    def setText(self, text: str) -> None:
        """Say something else."""
        announce(self, text)  # what is said twice has happened twice
        if text == self._text:
            return
        self._text = text
        self.setAccessibleName(text)
        self._note_cut()
        self.update()

    def _note_cut(self) -> None:
        self._shown = QFontMetrics(ui_font(12)).elidedText(self._text, Qt.TextElideMode.ElideRight, self.width())
        self.setToolTip(plain_tip(self._text if self._shown != self._text else ""))

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(40, 26)

    def resizeEvent(self, event: object) -> None:
        """More or less of the sentence can be seen."""
        self._note_cut()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        fill(painter, self.rect(), self.theme.chrome)
        painter.setFont(ui_font(12))
        painter.setPen(self.theme.t1)
        first, dot, rest = self._shown.partition(". ")  # what happened stands out from what can be done
        head = first + dot
        painter.drawText(QRectF(0, 0, self.width(), self.height()), _MIDDLE, head)
        if rest:
            left = QFontMetrics(ui_font(12)).horizontalAdvance(head)
            painter.setPen(self.theme.t2)
            painter.drawText(QRectF(left, 0, self.width() - left, self.height()), _MIDDLE, rest)


class Facts(Themed, QWidget):
    """Facts from the right edge, each in a slot that only grows, so that none jumps when another one changes."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self._facts: tuple[str, ...] = ()
        self._widths: dict[str, int] = {}  # of what was shown last
        self._slots: list[int] = []
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # as the message
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.setMinimumWidth(60)

    def text(self) -> str:
        """All facts in a row."""
        return "     ".join(self._facts)

    def setText(self, text: str) -> None:
        """One fact, or none."""
        self.set_facts((text,) if text else ())

    def set_facts(self, facts: Sequence[str]) -> None:
        """Show these facts."""
        facts = tuple(facts)
        if facts == self._facts:
            return
        widths = [self._width_of(fact) for fact in facts]
        if len(widths) == len(self._slots):
            widths = [max(pair) for pair in zip(widths, self._slots)]
        if widths != self._slots:
            self._slots = widths
            self.updateGeometry()
        self._facts = facts
        self._widths = dict(zip(facts, map(self._width_of, facts)))
        self.setAccessibleName(", ".join(facts))
        self.update()

    def _width_of(self, fact: str) -> int:
        known = self._widths.get(fact)
        return QFontMetrics(figures_font(12)).horizontalAdvance(fact) if known is None else known

    def sizeHint(self) -> QSize:
        """Room for all slots."""
        return QSize(sum(self._slots) + _GAP * max(0, len(self._slots) - 1), 26)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        fill(painter, self.rect(), self.theme.chrome)
        painter.setFont(figures_font(12))
        painter.setPen(self.theme.t2)
        right = self.width()
        for fact, width in zip(reversed(self._facts), reversed(self._slots)):
            if right - width < 0:
                break  # the last ones matter most
            painter.drawText(QRectF(right - width, 0, width + 2, self.height()), _MIDDLE, fact)
            right -= width + _GAP
