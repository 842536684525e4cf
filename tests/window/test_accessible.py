"""Every control that takes keys has a name and a role, can be reached by Tab, and shows that it has the keys."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenuBar, QScrollArea, QScrollBar, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from workbench.window.article.view import ArticleView
from workbench.window.frame import Frame
from workbench.window.look.focus import SHOWS_FOCUS, start_ring

_NO_ROLES = (QAccessible.Role.NoRole, QAccessible.Role.Client, QAccessible.Role.Pane, QAccessible.Role.Border)


def takes_keys(widget: QWidget) -> bool:
    """Whether Tab may bring the keys to it."""
    return (
        bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        and widget.isEnabled()
        and widget.isVisible()
        and widget.focusProxy() is None
        and not isinstance(widget, (QMenuBar, QScrollBar))
        and widget.objectName() != "qt_spinbox_lineedit"
    )


def controls(window: QWidget) -> list[QWidget]:
    """What takes keys in a window."""
    return [widget for widget in window.findChildren(QWidget) if widget.window() is window and takes_keys(widget)]


def called(widget: QWidget) -> str:
    """For the message of a test that fails."""
    return (
        f"{type(widget).__module__}.{type(widget).__name__} {widget.objectName()!r} in {type(widget.parent()).__name__}"
    )


def nameless(window: QWidget) -> list[str]:
    """The controls that a screen reader could say nothing of."""
    found = []
    for widget in controls(window):
        seen = QAccessible.queryAccessibleInterface(widget)
        if seen is None or not seen.text(QAccessible.Text.Name).strip():
            found.append(f"{called(widget)} has no name")
        elif seen.role() in _NO_ROLES and not isinstance(widget, (ArticleView, QScrollArea)):
            found.append(f"{called(widget)} has the role {seen.role()}")
    return found


def round_by_tab(window: QWidget) -> list[QWidget]:
    """The controls that Tab goes through, from the first one until it comes back."""
    window.activateWindow()
    order: list[QWidget] = []
    first = controls(window)[0]
    first.setFocus(Qt.FocusReason.TabFocusReason)
    for _ in range(400):
        focused = QApplication.focusWidget()
        assert focused is not None
        if order and focused is order[0]:
            return order
        order.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    raise AssertionError(f"Tab does not come round; last at {called(order[-1])}")


def unreached(window: QWidget) -> list[str]:
    """The controls that Tab does not come to; one of a group of choices is enough, arrows do the rest."""
    reached = round_by_tab(window)
    groups = {id(widget.group()) for widget in reached if hasattr(widget, "group") and widget.group() is not None}
    return [
        called(widget)
        for widget in controls(window)
        if widget not in reached
        and not (hasattr(widget, "group") and widget.group() is not None and id(widget.group()) in groups)
        and not isinstance(widget, QTabBar)
    ]


def ringless(window: QWidget) -> list[str]:
    """The controls of which one can't see that they have the keys."""
    ring, found = start_ring(), []
    for widget in controls(window):
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        if QApplication.focusWidget() is not widget or isinstance(widget, ArticleView) or widget.property(SHOWS_FOCUS):
            continue
        if ring.ring is None or not ring.ring.isVisible():
            found.append(called(widget))
    return found


def check(window: QWidget) -> None:
    """All that is asked of a window."""
    assert controls(window)
    assert nameless(window) == []
    assert unreached(window) == []
    assert ringless(window) == []


@pytest.fixture
def tried(working: Frame, qtbot: QtBot) -> Iterator[Frame]:
    start_ring()
    working.activateWindow()
    qtbot.waitUntil(working.isActiveWindow)
    yield working


def test_annotate(tried: Frame, qtbot: QtBot) -> None:
    qtbot.keyClick(tried.view, Qt.Key.Key_J)
    check(tried)


def test_annotate_in_a_small_window(tried: Frame, qtbot: QtBot) -> None:
    tried.resize(1024, 700)
    tried.show_inspector(True)
    qtbot.keyClick(tried.view, Qt.Key.Key_J)
    qtbot.waitUntil(tried.docks.inspector_seen)
    check(tried)


def test_not_saved(tried: Frame) -> None:
    tried.fail("The disk is full; make room and try again.", ("Try again", lambda: None))
    check(tried)


def test_review(tried: Frame, qtbot: QtBot) -> None:
    tried.walk.go_to("lighthouse-rescue")
    tried.set_mode("review")
    check(tried)


def test_welcome(frame: Frame, qtbot: QtBot) -> None:
    frame.activateWindow()
    qtbot.waitUntil(frame.isActiveWindow)
    check(frame)


SHEETS: dict[str, Callable[[Frame], object]] = {
    id: lambda frame, id=id: frame.menus.actions[id].trigger()  # type: ignore[misc]
    for id in (
        "file.new", "file.database", "file.where", "file.import", "file.export", "file.person", "article.facts",
        "article.remove", "help.keys", "help.about", "view.settings",
    )
}  # fmt: skip


@pytest.mark.parametrize("name", SHEETS)
def test_dialogs(tried: Frame, qtbot: QtBot, name: str) -> None:
    seen: list[BaseException | None] = []

    def look() -> None:
        box = QApplication.activeModalWidget() or next(
            (box for box in tried.findChildren(QDialog) if box.isVisible()), None
        )
        if not isinstance(box, QDialog):
            return
        try:
            qtbot.waitUntil(box.isActiveWindow)
            check(box)
            seen.append(None)
        except BaseException as error:  # noqa: BLE001  told by the test itself
            seen.append(error)
        finally:
            box.reject()

    from PySide6.QtCore import QTimer

    QTimer.singleShot(50, look)
    SHEETS[name](tried)
    qtbot.waitUntil(lambda: bool(seen))
    if seen[0] is not None:
        raise seen[0]
