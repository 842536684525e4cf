"""The page of keys: every action with its keys, filtered by typing; a key is changed by pressing another."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from workbench.window.action import ACTIONS, Action
from workbench.window.keymap import key_of_event, refusal, spoken
from workbench.window.look.rows import types
from workbench.window.look.small import plain_label
from workbench.window.look.theme import Theme
from workbench.window.preferences.choice import Choice
from workbench.window.preferences.key_list import KeyList

if TYPE_CHECKING:
    from workbench.window.frame import Frame


class KeysPage(QWidget):
    """Esc ends the wait for a key; a key that somebody has changes hands only when that is agreed to."""

    def __init__(self, frame: "Frame", parent: QWidget) -> None:
        super().__init__(parent)
        self.frame = frame
        self.keymap = frame.keymap
        self.waiting: Action | None = None  # for its new key
        self._offered: tuple[Action, str] | None = None  # a key that is another's as yet
        self._adding = False  # to the keys that there are
        self._build()
        self.list.installEventFilter(self)
        self.filter.installEventFilter(self)
        self.filter.textChanged.connect(self._show)
        self.list.selectionModel().currentChanged.connect(self._chosen)
        self.list.doubleClicked.connect(self.wait)
        self._show()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        row = QHBoxLayout()
        named = plain_label("Letters, &digits and signs act on the article without Ctrl")
        now = "on" if self.keymap.plain_keys else "off"
        self.plain = Choice("plain keys", (("on", "On"), ("off", "Off")), now, self._set_plain, self)
        named.setBuddy(self.plain)
        row.addWidget(named)
        row.addStretch(1)
        row.addWidget(self.plain)
        column.addLayout(row)
        self.filter = QLineEdit(self)
        self.filter.setPlaceholderText("Filter by name or key")
        self.filter.setAccessibleName("filter of the keys")
        column.addWidget(self.filter)
        self.list = KeyList(self.frame.theme, self.keymap, self)
        column.addWidget(self.list, 1)
        self.said = plain_label(px=13)
        self.said.setParent(self)
        self.said.setWordWrap(True)
        self.said.setMinimumHeight(36)
        self.said.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        column.addWidget(self.said)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.change = self._button(row, "&Change…", self.wait)
        self.add = self._button(row, "&Add a key…", lambda: self.wait(adding=True))
        self.remove = self._button(row, "&Remove", self._remove)
        self.reset = self._button(row, "Re&set", self._reset)
        self.take = self._button(row, "&Take it over", self._take_over)
        row.addStretch(1)
        self.reset_all = self._button(row, "Res&et all", self._reset_all)
        column.addLayout(row)

    def _button(self, row: QHBoxLayout, text: str, does: object) -> QPushButton:
        button = QPushButton(text, self)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: does())  # type: ignore[operator]
        row.addWidget(button)
        return button

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of ``theme``."""
        self.list.set_theme(theme)

    # What is shown

    def _show(self) -> None:
        self.list.show_actions(self.filter.text())
        self._chosen()

    def _chosen(self) -> None:
        """Another row: what was begun with the last one is over."""
        self.waiting, self._offered = None, None
        self._say(self._about())
        self._update_buttons()

    def _about(self) -> str:
        action = self.list.action
        if action is None:
            words = self.filter.text().strip()
            return f"No action has “{words}” in its name or keys." if words else ""
        if action.takes_digit:
            return f"{action.full_name}: the nine digits can’t be changed."
        where = {"annotate": " in Annotate", "review": " in Review"}.get(action.mode, "")
        kind = f"while the article has the focus{where}" if action.plain else "in the whole window"
        return f"{action.full_name}: holds {kind}."

    def _say(self, sentence: str) -> None:
        self.said.setText(sentence)
        self.said.setAccessibleName(sentence)

    def _update_buttons(self) -> None:
        action = self.list.action
        can = action is not None and not action.takes_digit
        for button in (self.change, self.add):
            button.setEnabled(can)
        self.remove.setEnabled(can and action is not None and bool(self.keymap.keys_of(action.id)))
        self.reset.setEnabled(action is not None and self.keymap.is_changed(action.id))
        self.reset_all.setEnabled(any(self.keymap.is_changed(id) for id in ACTIONS))
        self.take.setVisible(self._offered is not None)

    # Changing

    def wait(self, *_: object, adding: bool = False) -> None:
        """Wait for the key that shall do the chosen action."""
        action = self.list.action
        if action is None or action.takes_digit:
            return
        self.list.setFocus()
        self.waiting, self._adding, self._offered = action, adding, None
        kind = "a letter, digit or sign, or Shift with one" if action.plain else "with Ctrl or Alt, or F1 to F12"
        self._say(
            f"Press the {'further' if adding else 'new'} key for “{action.text}”: {kind}. Esc leaves it as it is."
        )
        self._update_buttons()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """While a key is waited for, every key is it; else Enter in the list begins, and arrows leave the filter."""
        if not isinstance(event, QKeyEvent):
            if watched is self.list and event.type() == QEvent.Type.FocusOut and self.waiting is not None:
                self._chosen()
            return super().eventFilter(watched, event)
        press = event.type() == QEvent.Type.KeyPress
        if self.waiting is not None and watched is self.list:
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if press:
                self._pressed(event)
            return True
        if press and watched is self.list and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._offered is not None:
                self._take_over()
            else:
                self.wait()
            return True
        if press and watched is self.list and event.key() == Qt.Key.Key_Delete and self.remove.isEnabled():
            self._remove()
            return True
        if press and watched is self.list and types(event):
            self.filter.setFocus()
            self.filter.insert(event.text())
            return True
        if press and watched is self.filter and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.list.setFocus()
            return True
        return super().eventFilter(watched, event)

    def _pressed(self, event: QKeyEvent) -> None:
        action = self.waiting
        if action is None:
            return
        if event.key() == Qt.Key.Key_Escape and not event.modifiers():
            self._chosen()
            return
        key = key_of_event(event, action.plain)
        if not key:
            if action.plain and event.text():
                self._say(f"“{action.text}” belongs to the article: a letter, digit or sign, or Shift with one.")
            return  # only Shift as yet, or the like
        other = self.keymap.holder(action.id, key)
        if (why := refusal(action, key)) is not None:
            self._say(f"{why} Press another key, or Esc.")
        elif other is not None and other.takes_digit:
            self._say(f"{spoken(key)} belongs to “{other.text}”, which needs all nine. Press another key, or Esc.")
        elif other is not None:
            self.waiting, self._offered = None, (action, key)
            self._say(f"{spoken(key)} belongs to “{other.text}”. Enter takes it over, then that has it no longer.")
            self._update_buttons()
        else:
            self._set(action, key)

    def _take_over(self) -> None:
        if self._offered is not None:
            self._set(*self._offered)

    def _set(self, action: Action, key: str) -> None:
        old = [item for item in self.keymap.keys_of(action.id) if item != key] if self._adding else []
        self.keymap.set_keys(action.id, [*old, key])
        self._after(f"{spoken(key)} is “{action.text}” now.")

    def _remove(self) -> None:
        if (action := self.list.action) is not None:
            self.keymap.set_keys(action.id, [])
            self._after(f"“{action.text}” has no key now. Menu and palette still do it.")

    def _reset(self) -> None:
        if (action := self.list.action) is not None:
            self.keymap.reset(action.id)
            self._after(f"“{action.text}” has its own keys again.")

    def _reset_all(self) -> None:
        self.keymap.reset()
        self._after("All actions have their own keys again.")

    def _set_plain(self, value: str) -> None:
        on = value == "on"
        self.keymap.set_plain_keys(on)
        self._after("" if on else "Letters, digits and signs do nothing in the article. Menus and palette do the same.")

    def _after(self, sentence: str) -> None:
        self.waiting, self._offered = None, None
        self.list.viewport().update()
        self._update_buttons()
        self._say(sentence)
