"""The focus ring: one for the application, two pixels wide and two off the control that the keys go to."""

import contextlib

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, SignalInstance
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QMenu,
    QMenuBar,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from workbench.window.article.view import ArticleView
from workbench.window.look.rows import RowList
from workbench.window.sheets.message import theme_of

_OFF, _WIDE, _RADIUS = 2, 2.0, 10.0  # pixels
_OUT = _OFF + int(_WIDE)
_BAR = 5  # from a row's left edge: beside the bar that the current row has there
SHOWS_FOCUS = "showsFocus"  # a property of controls that show where the keys go in their own way
_FOLLOWED = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.ParentChange)
_ALWAYS = (QLineEdit, QTextEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox, QAbstractItemView)
_NEVER = (ArticleView, QMenu, QMenuBar)  # which show where the keys go by themselves


class FocusRing(QObject):
    """Follows the focus of ``app``. Fields and lists always have the ring, everything else after a key."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.target: QWidget | None = None
        self.ring: _Ring | None = None
        self._watched: list[QWidget] = []
        self._signals: list[SignalInstance] = []
        app.focusChanged.connect(self._focus_changed)
        self._focus_changed(None, QApplication.focusWidget())

    def _focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        self._let_go()
        shows_itself = new is None or isinstance(new, _NEVER) or bool(new.property(SHOWS_FOCUS))
        if new is None or shows_itself or new.window().windowType() == Qt.WindowType.Popup:
            return
        self.target = _control(new)
        self._watch(new)
        by_mouse = QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton
        if isinstance(self.target, _ALWAYS) or not by_mouse:
            self._show()

    def _let_go(self) -> None:
        for widget in self._watched:
            if isValid(widget):
                widget.removeEventFilter(self)
        for signal in self._signals:
            with contextlib.suppress(RuntimeError):  # its list went already
                signal.disconnect(self._place)
        self._watched, self._signals, self.target = [], [], None
        self._hide()

    def _watch(self, widget: QWidget) -> None:
        """The control and all that it lies in: where one of them goes, the ring goes, too."""
        within: QWidget | None = widget
        while within is not None:
            within.installEventFilter(self)
            self._watched.append(within)
            within = None if within.isWindow() else within.parentWidget()
        if isinstance(widget, QAbstractItemView):  # the ring is round a row, which moves
            self._signals = [widget.selectionModel().currentChanged, widget.verticalScrollBar().valueChanged]
            if isinstance(widget, RowList):
                self._signals.append(widget.laid_out)
            for signal in self._signals:
                signal.connect(self._place)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move with the control; a key pressed in it brings the ring."""
        kind = event.type()
        if kind in _FOLLOWED:
            if self.ring is not None and self.ring.isVisible():
                self._place()
        elif kind == QEvent.Type.KeyPress and self.target is not None and self.ring is None:
            self._show()
        return False

    def _show(self) -> None:
        assert self.target is not None
        ring = self.ring = _Ring(self.target.window())
        ring.destroyed.connect(self._gone)
        self._place()

    def _gone(self, ring: QObject) -> None:
        if self.ring is not None and not isValid(self.ring):
            self.ring = None

    def _hide(self) -> None:
        ring, self.ring = self.ring, None
        if ring is not None and isValid(ring):
            ring.hide()
            ring.deleteLater()

    def _place(self, *_: object) -> None:
        if self.ring is None or not isValid(self.ring) or self.target is None or not isValid(self.target):
            return
        where, seen = ring_box(self.target)
        if not self.target.isVisible() or seen.isEmpty():
            self.ring.setGeometry(QRect())
            return
        self.ring.setGeometry(where)
        if seen.contains(where):
            self.ring.clearMask()
        else:
            self.ring.setMask(QRegion(seen.intersected(where).translated(-where.topLeft())))
        self.ring.show()
        self.ring.raise_()


class _Ring(QWidget):
    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("focusRing")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme_of(self).accent, _WIDE))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        half = _WIDE / 2
        radius = min(_RADIUS, self.height() / 4)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), radius, radius)


_ring: FocusRing | None = None


def start_ring() -> FocusRing:
    """The application's one ring, begun where it is not there yet."""
    global _ring
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    if _ring is None or not isValid(_ring) or _ring.parent() is not app:
        _ring = FocusRing(app)
    return _ring


def ring_box(control: QWidget) -> tuple[QRect, QRect]:
    """Where the ring of a control goes in its window, and what of the window the control may be seen in."""
    window = control.window()
    seen = window.rect()
    within: QWidget | None = control.parentWidget()
    if isinstance(control, QAbstractItemView):
        within = control.viewport()
        row = control.visualRect(control.currentIndex()) if control.currentIndex().isValid() else within.rect()
        where = QRect(within.mapTo(window, row.topLeft()), row.size()).adjusted(_BAR, 1, -1, -1)
    else:
        where = QRect(control.mapTo(window, QPoint(0, 0)), control.size()).adjusted(-_OUT, -_OUT, _OUT, _OUT)
    while within is not None and within is not window:
        if isinstance(area := within.parentWidget(), QAbstractScrollArea) and area.viewport() is within:
            seen = seen.intersected(QRect(within.mapTo(window, QPoint(0, 0)), within.size()))
        within = within.parentWidget()
    return where, seen


def _control(widget: QWidget) -> QWidget:
    """The control that a widget is the inside of, or itself."""
    parent = widget.parentWidget()
    return parent if isinstance(parent, (QComboBox, QAbstractSpinBox)) else widget
