"""What the menu of the list says of filters: build one, those that are saved, save, rename, delete."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QMenu

from workbench.window.filters.saved import LONGEST, SavedFilters
from workbench.window.sheets.note import note, tell
from workbench.window.sheets.sheet import Sheet

if TYPE_CHECKING:
    from workbench.window.frame import Frame


def extend(frame: "Frame", menu: QMenu) -> None:
    """Put the entries behind those of the chips."""
    session = frame.session
    if session is None:
        return
    from workbench.window.filters.sheet import ask_for_filter

    saved = SavedFilters(frame.settings, session.project.address)
    conditions = frame.articles.conditions
    kept = tuple(condition for condition in conditions if condition.is_kept)
    menu.addSeparator()
    menu.addAction("Filter…").triggered.connect(lambda: ask_for_filter(frame))
    named = saved.all()
    for name, known in named.items():
        entry = menu.addAction(_shown(name))
        entry.setCheckable(True)
        entry.setChecked(set(known) == set(conditions))
        entry.triggered.connect(lambda on, known=known: frame.articles.set_conditions(known if on else ()))
    if conditions:
        menu.addAction("Clear the filter").triggered.connect(lambda: frame.articles.set_conditions(()))
    menu.addSeparator()
    save = menu.addAction("Save this filter…")
    save.setEnabled(bool(kept))
    save.triggered.connect(lambda: _ask(frame, "Save the filter", "", lambda name: saved.save(name, kept)))
    for words, does in (("Rename a filter", partial(_rename, frame, saved)), ("Delete a filter", saved.delete)):
        several = menu.addMenu(words)
        several.setEnabled(bool(named))
        for name in named:
            several.addAction(_shown(name)).triggered.connect(lambda _=False, does=does, name=name: does(name))


def _shown(name: str) -> str:
    return name.replace("&", "&&")


def _rename(frame: "Frame", saved: SavedFilters, name: str) -> None:
    _ask(frame, "Rename the filter", name, lambda new: saved.rename(name, new))


def _ask(frame: "Frame", title: str, name: str, does: Callable[[str], object]) -> None:
    sheet = NameSheet(frame, title, name)
    if sheet.exec() == Sheet.DialogCode.Accepted:
        does(sheet.chosen)
        frame.say(f"The filter is called “{sheet.chosen}”. It stands in the menu above the list.")
    sheet.deleteLater()


class NameSheet(Sheet):
    """Asks what a filter is to be called."""

    def __init__(self, frame: "Frame", title: str, name: str) -> None:
        super().__init__(frame, frame.theme, title)
        assert frame.session is not None
        self.setMinimumWidth(420)
        self._own = name
        self._taken = SavedFilters(frame.settings, frame.session.project.address).all()
        self.name = QLineEdit(name, self)
        self.name.setMaxLength(LONGEST)
        self.name.setPlaceholderText("Begun, without quotes, Northwire")
        self.name.setAccessibleName("name of the filter")
        self.name.selectAll()
        self.name.textChanged.connect(self._changed)
        self.note = note("")
        self.body.addWidget(self.name)
        self.body.addWidget(self.note)
        self.add_button("Cancel", self.reject, keys=("Esc",))
        self.save_button = self.add_button("Save", self.accept, filled=True, keys=("↵",))
        self._changed()
        self.name.setFocus()

    @property
    def chosen(self) -> str:
        """The name, blanks at its ends left out."""
        return " ".join(self.name.text().split())

    def _changed(self) -> None:
        self.save_button.setEnabled(bool(self.chosen))
        replaces = self.chosen in self._taken and self.chosen != self._own
        tell(self.note, f"This takes the place of the filter “{self.chosen}”." if replaces else " ", wrong=False)
