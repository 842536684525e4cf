"""Menus and shortcuts out of the table of actions."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMenu

from workbench.model.scheme import Label, Scheme
from workbench.window.action import ACTIONS, Action, When

if TYPE_CHECKING:
    from workbench.window.frame import Frame

# Actions of the nine digits that stand for the labels of the scheme: in the menu, each label is an entry.
_OVER_LABELS = {
    "article.complete": "Complete for", "article.pass": "Pass", "label.beside": "Tag beside", "view.only": "Show only",
    "view.dim": "Dim", "view.hide": "Hide",
}  # fmt: skip

_MOST_LABELS = 9  # that stand in the menu themselves: a screen of 768 pixels holds no more
_MORE = "More labels"

# What the entry of a label does there, and whether it is ticked.
_DEEDS: "dict[str, Callable[[Frame, str], object]]" = {
    "label.tag": lambda frame, label: frame.tagging.tag(label, False),
    "label.beside": lambda frame, label: frame.tagging.tag(label, True),
    "view.only": lambda frame, label: frame.tagging.show_only(None if frame.tagging.only == label else label),
    "view.dim": lambda frame, label: frame.tagging.looks.toggle(label, "dimmed"),
    "view.hide": lambda frame, label: frame.tagging.looks.toggle(label, "hidden"),
    "article.complete": lambda frame, label: frame.passes.toggle(label),
    "article.pass": lambda frame, label: frame.passes.choose(label),
}
_TICKED: "dict[str, Callable[[Frame, str], bool]]" = {
    "view.only": lambda frame, label: frame.tagging.only == label,
    "view.dim": lambda frame, label: frame.tagging.looks.look(label) == "dimmed",
    "view.hide": lambda frame, label: frame.tagging.looks.look(label) == "hidden",
    "article.complete": lambda frame, label: frame.session is not None and label in frame.session.layer.complete,
    "article.pass": lambda frame, label: frame.passes.label == label,
}


class Letters(QObject):
    """A letter typed in an open menu goes to the next entry that begins with it; Enter chooses that."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take letters that a menu has no use for."""
        if isinstance(watched, QMenu) and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            typed = event.text().lower()
            is_plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
            if is_plain and typed.isalnum():
                return _go_to_letter(watched, typed)
        return False


def _go_to_letter(menu: QMenu, letter: str) -> bool:
    entries = [entry for entry in menu.actions() if entry.isVisible() and not entry.isSeparator()]
    if any(f"&{letter}" in entry.text().lower().replace("&&", "") for entry in entries):
        return False  # it is marked in the menu, which knows what to do
    now = entries.index(menu.activeAction()) + 1 if menu.activeAction() in entries else 0
    for entry in [*entries[now:], *entries[:now]]:
        if entry.isEnabled() and entry.text().lower().startswith(letter):
            menu.setActiveAction(entry)
            return True
    return False


class Menus:
    """All menus of the window; greys out what can't be done now, ticks what is on."""

    def __init__(self, frame: "Frame") -> None:
        self.frame = frame
        self.keymap = frame.keymap  # fills the table
        self.actions: dict[str, QAction] = {}
        self.submenus: dict[str, QMenu] = {}
        self._groups: dict[str, QActionGroup] = {}
        self._labels: dict[str, list[QAction]] = {"label.tag": []}
        self._can: dict[str, bool] = {}  # which actions are not greyed out
        self._scheme: Scheme | None = None
        self._chosen = False  # from a menu, not by its key
        self._letters = Letters(frame)
        for name, menu in frame.header.menu_of.items():
            for action in ACTIONS.values():
                if action.menu == name:
                    self._add(menu, action)
            menu.aboutToShow.connect(self.update)
            menu.installEventFilter(self._letters)
            menu.aboutToHide.connect(self._closed)
        self._make_room_for_labels(frame.header.menu_of["Label"])
        behind_button = QMenu(frame)
        for menu in frame.header.menu_of.values():
            behind_button.addMenu(menu)
        behind_button.aboutToHide.connect(self._closed)
        frame.header.menu_button.setMenu(behind_button)
        self.show_keys()
        self.keymap.changed.connect(self._keys_changed)

    def _add(self, menu: QMenu, action: Action) -> None:
        if action.submenu:
            menu = self._submenu(menu, action.submenu)
        if action.id in _OVER_LABELS:
            self._labels[action.id] = []
            self._submenu(menu, _OVER_LABELS[action.id])
        if action.hands:
            return
        if action.separated:
            menu.addSeparator()
        shown = QAction(self.frame)
        shown.setAutoRepeat(action.repeats)  # a key held too long must not finish one article after another
        if action.checked is not None:
            shown.setCheckable(True)
            if action.submenu and not action.alone:
                self._groups.setdefault(action.submenu, QActionGroup(menu)).addAction(shown)
        shown.triggered.connect(lambda: self.run(action))
        menu.addAction(shown)
        self.frame.addAction(shown)
        self.actions[action.id] = shown

    def _submenu(self, menu: QMenu, name: str) -> QMenu:
        if name not in self.submenus:
            self.submenus[name] = menu.addMenu(name)
            self.submenus[name].installEventFilter(self._letters)
        return self.submenus[name]

    def _make_room_for_labels(self, menu: QMenu) -> None:
        """Let those for which the menu has no room stand in a submenu of its own, behind the others."""
        first = menu.actions()[0]
        more = self._submenu(menu, _MORE).menuAction()
        menu.removeAction(more)
        menu.insertAction(first, more)

    def show_keys(self) -> None:
        """Give every entry the keys that hold now."""
        for id, shown in self.actions.items():
            action, keys = ACTIONS[id], self.keymap.keys_of(id)
            self._show_text(action, shown)
            if not action.plain:
                shown.setShortcuts([QKeySequence(key) for key in keys])

    def _show_text(self, action: Action, shown: QAction) -> None:
        """The view handles plain keys; behind a tab the menu shows them without taking them.

        So does it Enter, which Qt would name Return: it is Enter everywhere else in the window.
        """
        is_enter = "Return" in "".join(self.keymap.keys_of(action.id)[:1])
        key = self.keymap.shown(action.id) if action.plain or is_enter else ""
        shown.setText(_with_key(action.words(self.frame), key))

    def _keys_changed(self) -> None:
        self.show_keys()
        self.set_scheme(self._scheme)

    def _closed(self) -> None:
        # A menu closes before what was chosen in it happens, in the same turn of the loop.
        self._chosen = True
        QTimer.singleShot(0, self.frame, self._forget)

    def _forget(self) -> None:
        self._chosen = False

    def run(self, action: Action) -> None:
        """Carry an action out where it can be; what was chosen in a menu acts on the article."""
        self._do(lambda: action.run(self.frame) if action.when(self.frame) else None)

    def _do(self, deed: Callable[[], object]) -> None:
        if self._chosen and self.frame.session is not None:
            self.frame.view.setFocus()
        deed()
        self.update()

    def set_scheme(self, scheme: Scheme | None) -> None:
        """Put the labels of a scheme first in the menu Label, and into the submenus that are about labels."""
        self._scheme = scheme
        menu = self.frame.header.menu_of["Label"]
        first = next(entry for entry in menu.actions() if entry not in self._labels["label.tag"])
        for id, old in self._labels.items():
            for entry in old:
                entry.deleteLater()
            place = self.submenus[_OVER_LABELS[id]] if id in _OVER_LABELS else menu
            self._labels[id] = [self._label_entry(id, label) for label in (scheme.offered if scheme else ())]
            if place is menu:
                menu.insertActions(first, self._labels[id][:_MOST_LABELS])
                self.submenus[_MORE].addActions(self._labels[id][_MOST_LABELS:])
                self.submenus[_MORE].menuAction().setVisible(len(self._labels[id]) > _MOST_LABELS)
            elif others := [entry for entry in place.actions() if entry not in old]:
                place.insertActions(others[0], self._labels[id])
            else:
                place.addActions(self._labels[id])
        self.update()

    def of_spans(self) -> list[QAction]:
        """What the menu Label does with the words or the span that are selected: for the article's own menu."""
        self.update()
        ids = (
            "everywhere", "unsure", "link", "other_end", "comment", "guideline",
            "edges", "part", "remove_part", "remove",
        )  # fmt: skip
        return [*self._labels["label.tag"], *(self.actions[f"label.{id}"] for id in ids)]

    def _label_entry(self, id: str, label: Label) -> QAction:
        digit = int(label.key) if label.key.isdigit() else None
        name = label.name.capitalize().replace("&", "&&")
        shown = QAction(_with_key(name, self.keymap.shown(id, digit) if digit else ""), self.frame)
        shown.setData(label.name)
        shown.setCheckable(id in _TICKED)
        shown.triggered.connect(lambda: self._do(lambda: _DEEDS[id](self.frame, label.name)))
        return shown

    def update(self) -> None:
        """Grey out what can't be done now, and tick what is on."""
        frame = self.frame
        asked: dict[When, bool] = {}  # most of them ask the same
        for id, shown in self.actions.items():
            action = ACTIONS[id]
            can = asked.get(action.when)
            if can is None:
                can = asked[action.when] = action.when(frame)
            if self._can.get(id) != can:
                self._can[id] = can
                shown.setEnabled(can)
            if action.checked is not None:
                shown.setChecked(can and action.checked(frame))
            if action.says is not None:
                self._show_text(action, shown)
        for id, entries in self._labels.items():
            can = ACTIONS[id].when(frame)
            for shown in entries:
                shown.setEnabled(can)
                if shown.isCheckable():
                    shown.setChecked(can and _TICKED[id](frame, shown.data()))


def _with_key(text: str, key: str) -> str:
    return f"{text}\t{key}" if key else text
