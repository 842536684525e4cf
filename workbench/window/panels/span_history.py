"""What happened to a span: a row that says how much and by whom last, and unfolds to all of it."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from workbench.errors import capitalised
from workbench.window.look.icons import paint_icon
from workbench.window.look.small import Themed, plain_label
from workbench.window.look.theme import Theme, ui_font
from workbench.words import as_shown, number

PAGE = 20  # entries that are read at a time
_SOON = 60  # milliseconds: whoever walks from span to span does not wait for it


class Entry(Protocol):
    """What is shown of an entry of the journal."""

    @property
    def id(self) -> int: ...
    @property
    def at(self) -> str: ...
    @property
    def actor(self) -> str: ...
    @property
    def words(self) -> str: ...
    @property
    def undone_by(self) -> int | None: ...


class Told(Protocol):
    """Some entries, newest first, and how many there are."""

    @property
    def entries(self) -> "tuple[Entry, ...]": ...
    @property
    def total(self) -> int: ...
    @property
    def turnable(self) -> frozenset[int]: ...
    @property
    def under(self) -> str: ...


Tell = Callable[[str, int | None], Told]  # of a span, what is older than an entry


class SpanHistory(Themed, QWidget):
    """The history of the span that is shown. ``tell`` reads it."""

    put_back = Signal(str, int)  # the span as it was before an entry

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.tell: Tell | None = None
        self.me = ""
        self.span: str | None = None
        self.head = FoldButton(theme, "History", self)
        self.head.toggled.connect(self._show_rows)
        self.more = QPushButton("Show earlier changes", self)
        self.more.setFlat(True)
        self.more.clicked.connect(self._show_more)
        self.more.hide()
        self.under = plain_label(px=12)
        self.under.setObjectName("quiet")
        self.under.setWordWrap(True)
        self.under.setContentsMargins(22, 0, 0, 0)  # as the rows below
        self.under.hide()
        self._entries: list[Entry] = []
        self._turnable: frozenset[int] = frozenset()
        self._rows = QVBoxLayout()
        self._rows.setContentsMargins(22, 2, 0, 0)
        self._rows.setSpacing(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.head)
        column.addWidget(self.under)
        column.addLayout(self._rows)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SOON)
        self._timer.timeout.connect(self._refresh_if_seen)

    def show_span(self, span: str | None, me: str) -> None:
        """Tell the history of another span, or of the same one anew, soon."""
        if span != self.span:
            self.head.say("")
            self.under.hide()
            self._entries = []
            self._show_rows()
        self.span, self.me = span, me
        if span is None:
            self._timer.stop()
        else:
            self._timer.start()

    def _refresh_if_seen(self) -> None:
        if self.isVisible():
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """What happened while it was out of sight is read now."""
        super().showEvent(event)
        if self.span is not None:
            self._timer.start()

    def refresh(self) -> None:
        """Read the newest page."""
        if self.span is None or self.tell is None:
            return
        told = self.tell(self.span, None)
        last = f", last by {self._who(told.entries[0])} {moment(told.entries[0].at)}" if told.entries else ""
        self.head.say(f"{number(told.total, 'change')}{last}")
        self.under.setText(f"Tagged under {told.under}; the scheme has changed since")
        self.under.setVisible(bool(told.under))
        self._entries, self._turnable = list(told.entries), told.turnable
        self._total = told.total
        self._show_rows()

    def _who(self, entry: Entry) -> str:
        return "you" if entry.actor == self.me else entry.actor

    def _show_more(self) -> None:
        if self.span is not None and self.tell is not None and self._entries:
            told = self.tell(self.span, self._entries[-1].id)
            self._entries += told.entries
            self._turnable |= told.turnable
            self._show_rows()

    def _show_rows(self) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        unfolded = self.head.isChecked()
        for entry in self._entries if unfolded else ():
            self._rows.addWidget(self._row(entry))
        self.more.setVisible(unfolded and bool(self._entries) and len(self._entries) < self._total)

    def _row(self, entry: Entry) -> QWidget:
        row = QWidget(self)
        beside = QHBoxLayout(row)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(4)
        column = QVBoxLayout()
        column.setSpacing(0)
        beside.addLayout(column, 1)
        undone = " (undone)" if entry.undone_by else ""
        words = plain_label(f"{capitalised(as_shown(entry.words))}{undone}", px=12)
        when = plain_label(f"{self._who(entry)}, {moment(entry.at)}", px=11)
        when.setObjectName("quiet")
        for label in (words, when):
            label.setWordWrap(True)
            column.addWidget(label)
        if entry.id in self._turnable:
            button = TurnButton(self.theme, words.text(), row)
            button.clicked.connect(lambda: self.put_back.emit(self.span, entry.id))
            beside.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def buttons(self) -> list["TurnButton"]:
        """The buttons that put the span back, the newest change first."""
        rows = (self._rows.itemAt(at) for at in range(self._rows.count()))
        widgets = [row.widget() for row in rows if row is not None]
        return [button for widget in widgets if widget is not None for button in widget.findChildren(TurnButton)]

    def shown(self) -> list[str]:
        """What is told of each change that is unfolded."""
        return (
            [f"{as_shown(entry.words)} ({self._who(entry)})" for entry in self._entries]
            if self.head.isChecked()
            else []
        )

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of ``theme``."""
        super().set_theme(theme)
        self.head.set_theme(theme)
        for button in self.buttons():
            button.set_theme(theme)


class TurnButton(Themed, QAbstractButton):
    """Puts the span back to what it was before a change. It is seen by whoever turns to its row."""

    def __init__(self, theme: Theme, change: str, row: QWidget) -> None:
        super().__init__(row)
        self.theme = theme
        self.setText("Put back")
        self.setAccessibleName(f"put back what was before: {change}")
        self.setToolTip("Give the span back what it had before this change")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        row.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        return QSize(QFontMetrics(ui_font(12, 500)).horizontalAdvance(self.text()) + 12, 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        row = self.parentWidget()
        if not (self.hasFocus() or (row is not None and row.underMouse())):
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.theme.accent if self.hasFocus() else self.theme.bs, 1))
        painter.setBrush(self.theme.hover if self.underMouse() else self.theme.raised)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setFont(ui_font(12, 500))
        painter.setPen(self.theme.t1)
        painter.drawText(QRectF(self.rect()), Qt.AlignmentFlag.AlignCenter, self.text())


class FoldButton(Themed, QAbstractButton):
    """A row with an arrow that unfolds what lies below, its name at the left and a short answer at the right."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.name = name
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.say("")

    def say(self, answer: str) -> None:
        """Show an answer."""
        self.setText(answer)
        self.setAccessibleName(f"{self.name}: {answer}" if answer else self.name)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, 28)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme, height = self.theme, self.height()
        if self.underMouse() or self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.hover)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(-0.5, 0.5, 0.5, -0.5), 6, 6)
        turned = "chevron-down" if self.isChecked() else "chevron-right"
        paint_icon(painter, turned, theme.t2, QRectF(1, height / 2 - 8, 16, 16))
        painter.setFont(ui_font(13))
        painter.setPen(theme.t2)
        taken = 24 + QFontMetrics(ui_font(13)).horizontalAdvance(self.name) + 10
        box = QRectF(24, 0, self.width(), height)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.name)
        painter.setFont(ui_font(12))
        room = self.width() - taken - 4
        said = QFontMetrics(ui_font(12)).elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        box = QRectF(taken, 0, room, height)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, said)


def moment(at: str, now: datetime | None = None) -> str:
    """A time of the journal as a clock on the wall shows it; with the day where that is another."""
    here = datetime.fromisoformat(at.replace("Z", "+00:00")).astimezone()
    today = now or datetime.now().astimezone()
    if here.date() == today.date():
        return f"{here:%H:%M}"
    day = f"{here.day} {here:%b}"
    return f"{day} {here:%H:%M}" if here.year == today.year else f"{day} {here.year}"
