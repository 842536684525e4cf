"""The list of recent projects: name and place, how far it was, when it was open last, and the key that opens it."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    QSizeF,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QFrame, QListView, QSizePolicy, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from workbench.window.article.hands.keys import digit
from workbench.window.look.fill import fill
from workbench.window.look.small import paint_key_cap
from workbench.window.look.theme import Theme, ui_font
from workbench.window.welcome.recent import Recent

ROW, SIDE = 58, 18  # pixels: the height of a row, and how far its frame reaches beyond the text
_ROOMY = 520  # pixels of width from which there is room for how far it was
_CAP, _GAP, _EDGE = 18, 14, 2
_LEFT, _MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignCenter
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
_Index = QModelIndex | QPersistentModelIndex
_RECENT = Qt.ItemDataRole.UserRole


class _Model(QAbstractListModel):
    def __init__(self, rows: Sequence[Recent], now: datetime, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows = list(rows)
        self.now = now

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            hint = "Delete forgets it" if row.missing else f"key {index.row() + 1}"
            return f"{row.spoken(self.now)}, {hint}"
        return row if role == _RECENT else None

    def drop(self, at: int) -> None:
        """Leave a row out."""
        self.beginRemoveRows(QModelIndex(), at, at)
        del self.rows[at]
        self.endRemoveRows()


class RecentList(QListView):
    """Enter or a click opens a project, Delete or the cross forgets one; digits are left to the page."""

    chosen = Signal(str)
    forgotten = Signal(str)

    def __init__(self, rows: Sequence[Recent], theme: Theme, now: datetime, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("recentList")
        self.setProperty("showsFocus", True)  # by the frame round the current row
        self.theme = theme
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName("Recent projects")
        self.setModel(_Model(rows, now, self))
        self.setItemDelegate(_Delegate(self))
        self._fit()
        if rows:
            self.setCurrentIndex(self.model().index(0, 0))

    def rows(self) -> list[Recent]:
        """What is listed."""
        return list(self._model().rows)

    def _model(self) -> _Model:
        model = self.model()
        assert isinstance(model, _Model)
        return model

    def _fit(self) -> None:
        self.setMaximumHeight(len(self._model().rows) * ROW)

    def sizeHint(self) -> QSize:
        """All rows."""
        return QSize(640, len(self._model().rows) * ROW)

    def minimumSizeHint(self) -> QSize:
        """It scrolls where there is little room."""
        return QSize(300, min(2, len(self._model().rows)) * ROW)

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of ``theme``."""
        self.theme = theme
        self.viewport().update()

    def choose(self, at: int) -> None:
        """Open the project in that row."""
        rows = self._model().rows
        if 0 <= at < len(rows):
            self.chosen.emit(rows[at].where)

    def forget(self, at: int) -> None:
        """Leave a project that is gone out of the list."""
        rows = self._model().rows
        if 0 <= at < len(rows) and rows[at].missing:
            where = rows[at].where
            self._model().drop(at)
            self._fit()
            self.updateGeometry()
            self.forgotten.emit(where)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move, Enter opens, Delete forgets what is gone."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.choose(self.currentIndex().row())
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.forget(self.currentIndex().row())
        elif digit(event):
            event.ignore()  # the list would search for it
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens, the cross forgets."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            return
        row: Recent = index.data(_RECENT)
        if row.missing and cap_box(QRectF(self.visualRect(index))).adjusted(-6, -6, 6, 6).contains(event.position()):
            self.forget(index.row())
        else:
            self.choose(index.row())

    def viewportEvent(self, event: QEvent) -> bool:
        """What lies under the pointer can be pressed."""
        if event.type() == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            there = self.indexAt(event.position().toPoint()).isValid()
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if there else Qt.CursorShape.ArrowCursor)
        return super().viewportEvent(event)


def cap_box(row: QRectF) -> QRectF:
    """Where in a row the key stands, or the cross."""
    return QRectF(row.right() - SIDE - _CAP, row.center().y() - _CAP / 2, _CAP, _CAP)


class _Delegate(QStyledItemDelegate):
    def __init__(self, view: RecentList) -> None:
        super().__init__(view)
        self.view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(300, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        view, row = self.view, index.data(_RECENT)
        now = view._model().now
        box = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._frame(painter, box, index == view.currentIndex(), option)
        cap = cap_box(box)
        if row.missing:
            _cross(painter, view.theme, cap.center())
        else:
            paint_key_cap(painter, view.theme, str(index.row() + 1), cap)
        last = QRectF(cap.left() - _GAP - 96, box.top(), 96, box.height())
        roomy = box.width() >= _ROOMY
        middle, day = self._progress(painter, row, now, box, last) if roomy else (last.left(), True)
        if day:
            _write(painter, last, row.last(now), 12, view.theme.t2, _RIGHT)
        text = QRectF(box.left() + SIDE, box.top() + 10, middle - box.left() - SIDE - 14, 20)
        _write(painter, text, row.name, 15, view.theme.t2 if row.missing else view.theme.t1, _LEFT, 500)
        lost = row.missing and not roomy
        below, colour = (row.lost(now), view.theme.err) if lost else (row.place, view.theme.t2)
        _write(painter, text.translated(0, 20).adjusted(0, 0, 0, -2), below, 12, colour, _LEFT)
        painter.restore()

    def _frame(self, painter: QPainter, box: QRectF, current: bool, option: QStyleOptionViewItem) -> None:
        theme = self.view.theme
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if not current and not hovered:
            return
        focused = current and self.view.hasFocus()
        wide = _EDGE if focused else 1
        painter.setBrush(theme.raised if current else theme.hover)
        painter.setPen(QPen(theme.accent if focused else theme.bs, wide) if current else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(box.adjusted(wide / 2, wide / 2, -wide / 2, -wide / 2), 10, 10)

    def _progress(self, painter: QPainter, row: Recent, now: datetime, box: QRectF, last: QRectF) -> tuple[float, bool]:
        """The middle of a row, before ``last``; gives its left edge, and whether ``last`` is still free."""
        theme = self.view.theme
        wide = min(190.0, max(96.0, box.width() * 0.3))
        place = QRectF(last.left() - 36 - wide, box.top() + 12, wide, 18)
        if row.missing:
            lost = row.lost(now)
            room = QRectF(place.left(), box.top(), last.left() - 12 - place.left(), box.height())
            fits = QFontMetrics(ui_font(12)).horizontalAdvance(lost) <= room.width()
            if not fits:  # it names the day itself
                room.setRight(last.right())
            _write(painter, room, lost, 12, theme.err, _LEFT)
            return place.left(), fits
        if row.counted:
            _write(painter, place, row.counted, 12, theme.t2, _LEFT)
            if row.total:
                bar = QRectF(place.left(), box.top() + 34, place.width(), 3)
                done = QRectF(bar.topLeft(), QSizeF(bar.width() * min(1, (row.done or 0) / row.total), 3))
                fill(painter, bar, theme.well)
                fill(painter, done, theme.t2)
        return place.left(), True


def _cross(painter: QPainter, theme: Theme, at: QPointF) -> None:
    painter.setPen(QPen(theme.t2, 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    for side in (-1, 1):
        painter.drawLine(at + QPointF(-4 * side, -4), at + QPointF(4 * side, 4))


def _write(
    painter: QPainter, box: QRectF, text: str, px: int, colour: object, where: Qt.AlignmentFlag, weight: int = 400
) -> None:
    font = ui_font(px, weight)
    painter.setFont(font)
    painter.setPen(colour)
    side = Qt.TextElideMode.ElideMiddle if where == _LEFT and weight == 400 else Qt.TextElideMode.ElideRight
    painter.drawText(box, where, QFontMetrics(font).elidedText(text, side, int(box.width())))
