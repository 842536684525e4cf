"""The header in one row: menus, modes, project and position, saved state, person."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QMenu, QToolButton, QWidget

from workbench.window.action import MENUS
from workbench.window.bars.menu_bar import MenuBar
from workbench.window.bars.place import Place
from workbench.window.look.icons import icon
from workbench.window.look.small import PersonButton, SavedState
from workbench.window.look.theme import Theme

NARROW = 1180  # below this width the menus are behind one button
_AIR = 14  # pixels between the place and its neighbours, at least

_NEED_PROJECT = ("Edit", "Article", "Label", "Review")  # menus in which nothing can be done without one
MODES = (("annotate", "Annotate"), ("review", "Review"), ("progress", "Progress"))


class Header(QFrame):
    """Shows where one is; says which mode, step or person is asked for."""

    mode_chosen = Signal(str)
    step_asked = Signal(int)
    person_asked = Signal()
    settings_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("header")
        self.setFixedHeight(41)
        self.menus = MenuBar(self)
        self.menus.setNativeMenuBar(True)
        self.menu_of: dict[str, QMenu] = {name: self.menus.addMenu(f"&{name}") for name in MENUS}
        self.menu_button = QToolButton()
        self.menu_button.setAutoRaise(True)
        self.menu_button.setFixedSize(30, 30)
        self.menu_button.setAccessibleName("menu")
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.modes = self._modes()
        self.place = Place(theme, self)
        self.project, self.position = self.place.project, self.place.position
        self.previous, self.next = self.place.previous, self.place.next
        self.saved = SavedState(theme)
        self.person = PersonButton(theme)
        self.previous.clicked.connect(lambda: self.step_asked.emit(-1))
        self.next.clicked.connect(lambda: self.step_asked.emit(1))
        self.person.clicked.connect(self.person_asked)
        self.person.setToolTip("Who is working. Each person has a layer of their own; click to change.")
        self.narrow = False
        self._dressed_for: Theme | None = None  # the menu button, which needs no icon before it is seen
        self.settings: QToolButton | None = None
        self._theme = theme
        self._place()
        self._dress_menu_button(theme)
        self.set_narrow(False)

    def _modes(self) -> QFrame:
        frame = QFrame()
        frame.setObjectName("segments")
        row = QHBoxLayout(frame)
        row.setContentsMargins(3, 3, 3, 3)
        row.setSpacing(2)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QToolButton] = {}
        for name, text in MODES:
            button = QToolButton()
            button.setText(text)
            button.setCheckable(True)
            button.setObjectName("segment")
            button.clicked.connect(lambda _=False, mode=name: self.mode_chosen.emit(mode))
            self._group.addButton(button)
            self._buttons[name] = button
            row.addWidget(button)
        return frame

    def _place(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 0, 16, 1)
        row.setSpacing(6)
        at_left: tuple[QWidget, ...] = (self.menu_button, self.menus, self.modes)
        for widget in at_left:
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)  # where the place is put by hand: over the middle of the window
        row.addWidget(self.saved)
        row.addSpacing(12)
        row.addWidget(self.person)
        self.saved.setFixedHeight(40)
        self.person.setFixedHeight(30)

    def set_mode(self, mode: str) -> None:
        """Mark a mode as the present one."""
        self._buttons[mode].setChecked(True)

    def set_project(self, name: str | None) -> None:
        """Show the name of the project; without one, only menus are left."""
        self.place.set_project(name)
        for widget in (self.modes, self.place, self.saved, self.person):
            widget.setVisible(name is not None)
        for menu in _NEED_PROJECT:
            self.menu_of[menu].menuAction().setVisible(name is not None)
        self._show_settings(name is None)

    def _show_settings(self, shown: bool) -> None:
        """Their button, where no project leaves anything else to be shown at the right."""
        if shown and self.settings is None:
            self.settings = QToolButton(self)
            self.settings.setAutoRaise(True)
            self.settings.setFixedSize(30, 30)
            self.settings.setIcon(icon("sliders", self._theme.t1))
            self.settings.setAccessibleName("settings")
            self.settings.setToolTip("Settings")
            self.settings.clicked.connect(self.settings_asked)
            layout = self.layout()
            assert layout is not None
            layout.addWidget(self.settings)
        if self.settings is not None:
            self.settings.setVisible(shown)

    def set_position(self, at: int | None, of: int) -> None:
        """Show which of how many articles this is; ``at`` counts from 0."""
        self.place.set_position(at, of)
        self._put_place()

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of ``theme``."""
        for widget in (self.place, self.saved, self.person):
            widget.set_theme(theme)
        self._dress_menu_button(theme)

    def _dress_menu_button(self, theme: Theme) -> None:
        self._theme = theme
        if self.narrow and self._dressed_for is not theme:
            self._dressed_for = theme
            self.menu_button.setIcon(icon("menu", theme.t1))
        if self.settings is not None:
            self.settings.setIcon(icon("sliders", theme.t1))

    def set_narrow(self, narrow: bool) -> None:
        """Put the menus behind one button where there is little room, and leave names out."""
        self.narrow = narrow
        self.menus.setVisible(not narrow)
        self.menu_button.setVisible(narrow)
        self._dress_menu_button(self._theme)
        self.person.set_short(narrow)
        self._put_place()

    def _put_place(self) -> None:
        """Put the place over the middle of the window, or as near to it as the rest leaves room."""
        layout = self.layout()
        if layout is None or self.place.name is None:
            return
        layout.activate()
        left = self.modes.geometry().right() + _AIR
        right = self.saved.geometry().left() - _AIR
        width = self.place.fit(0 if self.narrow else right - left)
        middle = (self.width() - width) // 2
        self.place.setGeometry(max(left, min(middle, right - width)), 0, width, self.height() - 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The place stays in the middle."""
        super().resizeEvent(event)
        self._put_place()
