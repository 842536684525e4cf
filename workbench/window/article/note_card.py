"""The margin note as it is seen: a question and a line a value right of the column, or a strip below the article."""

from typing import NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from workbench.model.scheme import Label
from workbench.window.look.direction import paint_words
from workbench.window.look.fill import fill
from workbench.window.look.icons import paint_letter
from workbench.window.look.small import cap_width, paint_key_cap, plain_tip
from workbench.window.look.theme import Theme, ui_font

STRIP = 40  # pixels high
WIDEST = 150  # of the note in the margin
AIR = 3  # of it left and right of what it says
_LINE, _BEHIND_CAP, _BETWEEN = 22, 6, 14
_SIDE = 14  # of the strip


class Choice(NamedTuple):
    """A value that the note offers: its words behind the cap of its key; the guess and what is chosen are bold."""

    value: object
    words: str
    cap: str = ""
    bold: bool = False
    means: str = ""


class Asked(NamedTuple):
    """All that the note shows. ``typed`` is what was typed of a value, None where each has a letter.

    ``enter`` is the cap of the key that takes the first choice, where it would.
    """

    label: Label
    question: str
    choices: tuple[Choice, ...]
    typed: str | None = None
    more: int = 0  # values for which there is no line
    enter: str = ""
    beside: str = ""  # what else is known of the span, where there is room


class _Place(NamedTuple):
    """Where a choice stands, and where its words begin."""

    box: QRect
    words: QRect
    choice: Choice


class Asking(QWidget):
    """Shows what is asked; a click chooses. It never takes the keyboard: keys are the article's.

    It is drawn once: whatever is painted beside it, a line of the article for a key, has Qt paint it again.
    """

    chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self.asked: Asked | None = None
        self._places: list[_Place] = []
        self._hovered: object = None
        self._picture: QPixmap | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.hide()

    def show_asked(self, asked: Asked) -> None:
        """Ask something."""
        self.asked = asked
        caps = [f"{choice.cap} {choice.words}".strip() for choice in asked.choices]
        self.setAccessibleName(f"{asked.question} {', '.join(caps)}")
        self._hovered = None
        self._arrange()
        self._redraw()

    def _redraw(self) -> None:
        self._picture = None
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """What was drawn of it before, or is now."""
        ratio = self.devicePixelRatioF()
        if self._picture is None or self._picture.devicePixelRatio() != ratio:
            self._picture = QPixmap(round(self.width() * ratio), round(self.height() * ratio))
            self._picture.setDevicePixelRatio(ratio)
            painter = QPainter(self._picture)
            self._draw(painter)
            painter.end()
        QPainter(self).drawPixmap(0, 0, self._picture)

    def _draw(self, painter: QPainter) -> None:
        """Draw all of it."""

    def _arrange(self) -> None:
        """Give every choice its place."""

    def choices(self) -> list[str]:
        """The words that are offered, in order."""
        return [place.choice.words for place in self._places]

    def place_of(self, words: str) -> QRect:
        """Where a choice stands."""
        return next(place.box for place in self._places if place.choice.words == words)

    def _at(self, place: QPointF) -> _Place | None:
        return next((found for found in self._places if found.box.contains(place.toPoint())), None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click is an answer."""
        event.accept()  # not the article's
        found = self._at(event.position()) if event.button() == Qt.MouseButton.LeftButton else None
        if found is not None:
            self.chosen.emit(found.choice.value)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """What lies under the pointer can be chosen."""
        found = self._at(event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if found else Qt.CursorShape.ArrowCursor)
        hovered = found.choice.words if found else None
        if hovered != self._hovered:
            self._hovered = hovered
            self._redraw()

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the pointer any more."""
        self._hovered = None
        self._redraw()

    def event(self, event: QEvent) -> bool:
        """The tool tip of a value says what it means, and its words where they are cut."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            found = self._at(QPointF(event.pos()))
            tip = f"{found.choice.words}: {found.choice.means}".removesuffix(": ") if found is not None else ""
            QToolTip.showText(event.globalPos(), plain_tip(tip), self)
            return True
        return super().event(event)

    def _paint_choices(self, painter: QPainter) -> None:
        theme = self.theme
        for box, words, choice in self._places:
            if choice.words == self._hovered:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.hover)
                painter.drawRoundedRect(QRectF(box).adjusted(-3, 0, 3, 0), 4, 4)
            if choice.cap:
                middle = box.center().y() + 0.5
                paint_key_cap(painter, theme, choice.cap, QRectF(box.left(), middle - 9, cap_width(choice.cap), 18))
            font = ui_font(13, 600 if choice.bold else 400)
            paint_words(painter, choice.words, words, font, theme.t1 if choice.bold else theme.t2)

    def _paint_typed(self, painter: QPainter, box: QRect) -> None:
        """The line that shows what was typed, with a caret behind it."""
        asked, theme = self.asked, self.theme
        if asked is None or asked.typed is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.bs, 1))
        painter.setBrush(theme.raised)
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        inner = box.adjusted(6, 0, -6, 0)
        if asked.enter:
            painter.setPen(theme.t2)
            painter.setFont(ui_font(11, 500))
            align = int((Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter).value)
            painter.drawText(inner, align, asked.enter)
        font = ui_font(13)
        paint_words(painter, asked.typed or "type", inner, font, theme.t1 if asked.typed else theme.t3)
        if asked.typed:
            x = inner.left() + min(inner.width(), QFontMetrics(font).horizontalAdvance(asked.typed)) + 1
            fill(painter, QRectF(x, box.top() + 4, 1, box.height() - 8), theme.t1)


def _width(choice: Choice) -> int:
    """How wide a choice wants to be."""
    words = QFontMetrics(ui_font(13, 600)).horizontalAdvance(choice.words) + 2
    return words + (round(cap_width(choice.cap)) + _BEHIND_CAP if choice.cap else 0)


def widest(asked: Asked) -> int:
    """How wide the widest choice wants to be, with the air beside it."""
    return max(map(_width, asked.choices), default=0) + AIR


def _behind(box: QRect, choice: Choice) -> QRect:
    left = round(cap_width(choice.cap)) + _BEHIND_CAP if choice.cap else 0
    return box.adjusted(left, 0, 0, 0)


class NoteCard(Asking):
    """In the margin: the question, below it a line a value."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.room = WIDEST

    def fit(self, room: int) -> None:
        """Use at most so many pixels of the margin."""
        self.room = min(room - 2 * AIR, WIDEST)

    def _arrange(self) -> None:
        asked = self.asked
        assert asked is not None
        metrics = QFontMetrics(ui_font(12))
        wanted = max([_width(choice) for choice in asked.choices] + [metrics.horizontalAdvance(asked.question) + 2, 72])
        width = min(self.room, wanted)
        self._asks = metrics.boundingRect(QRect(AIR, 0, width, 999), _WRAP, asked.question).adjusted(0, 0, 2, 2)
        top = self._asks.bottom() + 4
        self._typed = QRect(AIR, top, width, 24)
        if asked.typed is not None:
            top += 28
        self._places = []
        align = max((round(cap_width(choice.cap)) for choice in asked.choices if choice.cap), default=0)
        for choice in asked.choices:
            box = QRect(AIR, top, width, _LINE)
            left = align + _BEHIND_CAP if align else 0
            self._places.append(_Place(box, box.adjusted(left, 0, 0, 0), choice))
            top += _LINE
        self._more = QRect(AIR + (align + _BEHIND_CAP if align else 0), top, width, _LINE)
        self.resize(width + 2 * AIR, top + (_LINE if asked.more else 0))

    def _draw(self, painter: QPainter) -> None:
        fill(painter, QRectF(self.rect()), self.theme.paper)
        if self.asked is None:
            return
        painter.setFont(ui_font(12))
        painter.setPen(self.theme.t2)
        painter.drawText(self._asks, _WRAP, self.asked.question)
        self._paint_typed(painter, self._typed)
        self._paint_choices(painter)
        if self.asked.more:
            paint_words(painter, f"{self.asked.more} more", self._more, ui_font(12), self.theme.t3)


_WRAP = int((Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop).value)


class NoteStrip(Asking):
    """Above the label bar: letter, question, and the values side by side as far as there is room."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.setFixedHeight(STRIP)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Any width will do."""
        return QSize(300, STRIP)

    def _arrange(self) -> None:
        asked = self.asked
        if asked is None:
            return
        x = _SIDE + 18 + 10
        width = QFontMetrics(ui_font(13)).horizontalAdvance(asked.question)
        self._asks = QRect(x, 0, width + 2, STRIP)
        x += width + _BETWEEN
        self._typed = QRect(x, 8, 110, 24)
        if asked.typed is not None:
            x += 110 + _BETWEEN
        self._places = []
        for choice in asked.choices:
            wide = _width(choice)
            if x + wide > self.width() - _SIDE:
                break
            box = QRect(x, 9, wide, _LINE)
            self._places.append(_Place(box, _behind(box, choice), choice))
            x += wide + _BETWEEN
        self._rest = QRect(x, 0, max(0, self.width() - _SIDE - x), STRIP)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or fewer values have room."""
        self._arrange()
        self._redraw()

    def _draw(self, painter: QPainter) -> None:
        asked, theme = self.asked, self.theme
        if asked is None:
            return
        fill(painter, QRectF(self.rect()), theme.raised)
        fill(painter, QRectF(0, 0, self.width(), 1), theme.b)
        paint_letter(painter, theme.label(asked.label.colour), asked.label.letter, QRectF(_SIDE, STRIP / 2 - 9, 18, 18))
        paint_words(painter, asked.question, self._asks, ui_font(13), theme.t2)
        self._paint_typed(painter, self._typed)
        self._paint_choices(painter)
        left_out = len(asked.choices) - len(self._places) + asked.more
        said = f"{left_out} more" if left_out else asked.beside
        font = ui_font(12)
        taken = QFontMetrics(font).horizontalAdvance(said) + 2
        if said and taken <= self._rest.width():
            box = self._rest.adjusted(0 if left_out else self._rest.width() - taken, 0, 0, 0)
            paint_words(painter, said, box, font, theme.t2)
