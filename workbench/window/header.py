"""The header in one row: menus, modes, project and position, saved state, person."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QMenu, QMenuBar, QToolButton, QWidget

from workbench.window.action import MENUS
from workbench.window.small import ArrowButton, PersonButton, SavedState, plain_label
from workbench.window.theme import Theme

NARROW = 1180  # below this width the menus are behind one button

MODES = (("annotate", "Annotate"), ("review", "Review"))


class Header(QFrame):
    """Shows where one is; says which mode, step or person is asked for."""

    mode_chosen = Signal(str)
    step_asked = Signal(int)
    person_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("header")
        self.setFixedHeight(41)
        self.menus = QMenuBar()
        self.menus.setNativeMenuBar(True)
        self.menu_of: dict[str, QMenu] = {name: self.menus.addMenu(f"&{name}") for name in MENUS}
        self.menu_button = QToolButton()
        self.menu_button.setText("☰")
        self.menu_button.setAutoRaise(True)
        self.menu_button.setAccessibleName("menu")
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.modes = self._modes()
        self.project = plain_label(weight=400)
        self.previous, self.next = ArrowButton(True, theme), ArrowButton(False, theme)
        self.position = plain_label(weight=500)
        self.saved = SavedState(theme)
        self.person = PersonButton(theme)
        self.previous.clicked.connect(lambda: self.step_asked.emit(-1))
        self.next.clicked.connect(lambda: self.step_asked.emit(1))
        self.person.clicked.connect(self.person_asked)
        self._place()
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
        in_middle: tuple[QWidget, ...] = (self.project, self.previous, self.position, self.next)
        for widget in at_left:
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        for widget in in_middle:
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.saved)
        row.addSpacing(8)
        row.addWidget(self.person)
        for painted in (self.saved, self.person):
            painted.setFixedHeight(40)

    def set_mode(self, mode: str) -> None:
        """Mark a mode as the present one."""
        self._buttons[mode].setChecked(True)

    def set_project(self, name: str | None) -> None:
        """Show the name of the project; without one, only menus are left."""
        self.project.setText(f"{name}  /" if name else "")
        for widget in self._with_project():
            widget.setVisible(name is not None)

    def _with_project(self) -> tuple[QWidget, ...]:
        return (self.modes, self.project, self.previous, self.position, self.next, self.saved, self.person)

    def set_position(self, at: int | None, of: int) -> None:
        """Show which of how many articles this is; ``at`` counts from 0."""
        self.position.setText(f"{at + 1:,} / {of:,}" if at is not None else f"– / {of:,}")
        self.previous.setEnabled(at is not None and at > 0)
        self.next.setEnabled(of > 0 and (at is None or at < of - 1))

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of ``theme``."""
        for widget in (self.previous, self.next, self.saved, self.person):
            widget.set_theme(theme)

    def set_narrow(self, narrow: bool) -> None:
        """Put the menus behind one button where there is little room."""
        self.menus.setVisible(not narrow)
        self.menu_button.setVisible(narrow)
