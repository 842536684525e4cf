"""The two docks: dragged by their heads, hidden, remembered; in a narrow window the inspector lies over the text."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QObject, QPoint, QPointF, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QDockWidget, QFrame, QMainWindow, QVBoxLayout, QWidget

from workbench.window.action import MODES
from workbench.window.bars.header import NARROW

if TYPE_CHECKING:
    from workbench.window.shell import Shell

LEFT, LEFT_NARROW, RIGHT = 272, 232, 308  # pixels
LEAST_LEFT, LEAST_RIGHT = 200, 296
_HEAD = 36  # pixels of a panel's upper edge by which its dock is dragged
_MOUSE = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.MouseButtonRelease)
_VERSION = 1  # of what is remembered about docks


class _Handle(QWidget):
    """What Qt takes for the title: a line that can't be seen. Its height counts by its hint."""

    def sizeHint(self) -> QSize:
        return QSize(1, 1)


class Dock(QDockWidget):
    """A dock without a title of its own: the head line of the panel inside is what one drags it by."""

    def __init__(self, name: str, title: str, window: QMainWindow) -> None:
        super().__init__(title, window)
        self.setObjectName(name)
        self.setTitleBarWidget(_Handle(self))
        self.setFeatures(QDockWidget.DockWidgetFeature.DockWidgetMovable)
        self.wide = 0  # its width in a wide window
        self.settled = True  # whether its width is one that somebody wants
        self._held = False

    def event(self, event: QEvent) -> bool:
        """What no control in the head line has a use for is as good as on a title."""
        if event.type() in _MOUSE and isinstance(event, QMouseEvent):
            at = event.position()
            if event.type() == QEvent.Type.MouseButtonPress:
                self._held = 0 <= at.y() < _HEAD and event.button() == Qt.MouseButton.LeftButton
            if self._held:
                self._held = event.type() != QEvent.Type.MouseButtonRelease
                above = QPointF(at.x(), min(at.y(), 0.0) if at.y() < 0 else max(0.0, at.y() - _HEAD))
                event = QMouseEvent(
                    event.type(), above, event.globalPosition(), event.button(), event.buttons(), event.modifiers()
                )
        elif (
            event.type() == QEvent.Type.Resize and self.isVisible() and self.settled and self.window().width() >= NARROW
        ):
            self.wide = self.width()
        return super().event(event)


def _is_seen(dock: Dock) -> bool:
    # Of two docks that share a place, Qt moves the one behind out of the window and calls it visible all the same.
    return dock.isVisible() and not dock.visibleRegion().isEmpty()


class Docks(QObject):
    """Where the panels are. ``left`` holds the list, ``right`` inspector and spans."""

    def __init__(self, window: "Shell") -> None:
        super().__init__(window)
        self.window = window
        window.setAnimated(False)
        self.left = Dock("articles", "Articles", window)
        self.right = Dock("inspector", "Inspector", window)
        self._overlay: QFrame | None = None
        self._column: QWidget | None = None  # what the right dock holds, or the overlay
        self._narrow = False
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._bring_forward)

    def fill(self, left: QWidget, right: QWidget) -> None:
        """Put the panels in."""
        self._column = right
        left.setMinimumWidth(LEAST_LEFT)
        right.setMinimumWidth(LEAST_RIGHT)
        self.left.setWidget(left)
        self.right.setWidget(right)
        self._place()

    def _place(self) -> None:
        for dock, area, width in (
            (self.left, Qt.DockWidgetArea.LeftDockWidgetArea, LEFT_NARROW if self._narrow else LEFT),
            (self.right, Qt.DockWidgetArea.RightDockWidgetArea, RIGHT),
        ):
            self.window.addDockWidget(area, dock)
            self.window.resizeDocks([dock], [width], Qt.Orientation.Horizontal)

    @property
    def is_swapped(self) -> bool:
        """Whether the list stands at the right."""
        return self.window.dockWidgetArea(self.left) == Qt.DockWidgetArea.RightDockWidgetArea

    def swap(self) -> None:
        """Let each dock go to the other side, as the mouse does by dragging."""
        left, right = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea
        places = (left, right) if self.is_swapped else (right, left)
        seen = self.left.isVisible(), self.right.isVisible()
        for dock, place, shown in zip((self.left, self.right), places, seen):
            dock.settled = False  # the widths on the way are nobody's wish
            self.window.addDockWidget(place, dock)
            dock.setVisible(shown)
        QTimer.singleShot(0, self, self._fit)

    # What is seen

    def show_for(self, mode: str | None) -> None:
        """Show what belongs to a mode, as far as it was not sent away; pages without an article have no docks."""
        settings = self.window.settings
        wanted = settings.get("inspector", True) and self.window.width() >= NARROW
        self.left.setVisible(mode in MODES and settings.get("list", True))
        self.show_overlay(False)
        self.right.setVisible(mode == "annotate" and wanted)

    def show_list(self, shown: bool) -> None:
        """Show the list or send it away; remembered."""
        self.window.settings.set("list", shown)
        self.left.setVisible(shown)
        if shown:
            self.left.raise_()

    def list_seen(self) -> bool:
        """Whether the list can be seen: one dropped on the inspector may lie behind it."""
        return _is_seen(self.left)

    def _bring_forward(self, _before: QWidget | None, now: QWidget | None) -> None:
        for dock in (self.left, self.right):
            if now is not None and dock.isAncestorOf(now) and not _is_seen(dock):
                dock.raise_()

    def inspector_seen(self) -> bool:
        """Whether the inspector can be seen, in its dock or over the text."""
        return _is_seen(self.right) or (self._overlay is not None and self._overlay.isVisible())

    def show_inspector(self, shown: bool) -> None:
        """Show it or send it away; remembered where it has a place of its own."""
        if self.window.width() < NARROW:
            self.show_overlay(shown)
        else:
            self.window.settings.set("inspector", shown)
            self.right.setVisible(shown)
            if shown:
                self.right.raise_()

    def show_overlay(self, shown: bool) -> None:
        """Lay the inspector over the right margin of the article, or take it back into its dock."""
        assert self._column is not None
        if shown == (self._overlay is not None and self._overlay.isVisible()):
            return
        if shown:
            overlay = self._overlay = self._overlay or self._make_overlay()
            overlay.layout().addWidget(self._column)  # type: ignore[union-attr]
            self._column.show()
            self.fit_overlay()
            overlay.show()
            overlay.raise_()
            self.window.view.cover_right(overlay.width())
        else:
            assert self._overlay is not None
            had_focus = self._overlay.isAncestorOf(self.window.focusWidget() or self.window)
            self._overlay.hide()
            self.window.view.cover_right(0)
            self.right.setWidget(self._column)
            if had_focus:
                self.window.view.setFocus()

    def _make_overlay(self) -> QFrame:
        overlay = QFrame(self.window.article_stack)
        overlay.setObjectName("overlay")
        column = QVBoxLayout(overlay)
        column.setContentsMargins(1, 0, 0, 0)
        self.window.article_stack.installEventFilter(self)
        overlay.installEventFilter(self)
        return overlay

    def fit_overlay(self) -> None:
        """Keep it at the right edge of the text, beside the scroll bar."""
        if self._overlay is not None:
            stack, text = self.window.article_stack, self.window.view.viewport()
            edge = text.mapTo(stack, QPoint(text.width(), 0)).x()
            self._overlay.setGeometry(max(0, edge - RIGHT), 0, min(RIGHT, edge), stack.height())
            if self._overlay.isVisible():
                self.window.view.cover_right(self._overlay.width())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The overlay follows the article's size; Esc inside it closes it."""
        if event.type() == QEvent.Type.Resize and watched is self.window.article_stack:
            self.fit_overlay()
        elif watched is self._overlay and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() != Qt.Key.Key_Escape:
                return False
            self.show_overlay(False)
            return True
        return False

    def set_narrow(self, narrow: bool) -> None:
        """A narrow window has a narrow list."""
        if narrow != self._narrow:
            self._narrow = narrow
            self.left.settled = self.right.settled = False
            QTimer.singleShot(0, self, self._fit)  # after the window has laid itself out

    def _fit(self) -> None:
        widths = [LEFT_NARROW if self._narrow else self.left.wide or LEFT, self.right.wide or RIGHT]
        self.window.resizeDocks([self.left, self.right], widths, Qt.Orientation.Horizontal)
        self.left.settled = self.right.settled = not self._narrow

    # What is remembered

    def remember(self) -> None:
        """Note where the docks are."""
        self.show_overlay(False)
        state = self.window.saveState(_VERSION).toBase64().data()
        self.window.settings.set("docks", bytes(state).decode())
        self.window.settings.set("dock_widths", [self.left.wide, self.right.wide])  # for when a narrow one is widened

    def restore(self) -> None:
        """Put the docks where they were."""
        state = self.window.settings.get("docks")
        if isinstance(state, str):
            self.window.restoreState(QByteArray.fromBase64(state.encode()), _VERSION)
        self.left.wide, self.right.wide = self.window.settings.get("dock_widths", [0, 0])

    def reset(self, mode: str | None) -> None:
        """Put everything where it was at the first start."""
        self.show_overlay(False)
        for name in ("docks", "dock_widths", "list", "inspector"):
            self.window.settings.forget(name)
        for dock in (self.left, self.right):
            dock.setFloating(False)
            dock.show()
        self._place()
        self.left.wide = self.right.wide = 0
        self.show_for(mode)
        QTimer.singleShot(0, self, self._fit)
