"""The bar of labels below the article: tags the selection, or arms a label for the next ones."""

from collections.abc import Callable, Collection, Mapping, Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QMenu, QSizePolicy, QToolButton, QWidget

from workbench.model.scheme import Scheme
from workbench.window.look.small import IconButton, KeyHint
from workbench.window.look.theme import Theme
from workbench.window.panels.label_button import LabelButton

_LEFT, _RIGHT, _GAP, _AIR = 12, 16, 6, 24  # pixels: margins, between two labels, between labels and hints
_MORE = 44  # pixels: the button for labels that have no room, with its gap
_HINTS = (("label.link", "relation"), ("view.peek", "peek text"), ("article.done_next", "done, next"))


class LabelBar(QFrame):
    """``pressed`` names the label whose button was pressed. What has no room goes: hints, air, labels (to a menu)."""

    pressed = Signal(str)
    menu_asked = Signal(str, QPoint)  # of a label's button, where it is to open
    all_asked = Signal()  # no label shall be dimmed or hidden any longer

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("labelBar")
        self.setFixedHeight(48)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.theme = theme
        self.buttons: dict[str, LabelButton] = {}
        self.hints: list[KeyHint] = []
        self._keys_of: Callable[[str], Sequence[str]] | None = None
        self._has_relations = False
        self._armed: str | None = None
        self._pass: str | None = None
        self.more: QToolButton | None = None
        self.sign: IconButton | None = None  # says that not all labels are shown; made when that is so

    def set_scheme(self, scheme: Scheme) -> None:
        """One button a label, then the keys that one needs most."""
        for old in self.buttons.values():
            old.hide()  # it goes a moment later
            old.deleteLater()
        self.buttons = {}
        for label in scheme.offered:
            button = self.buttons[label.name] = LabelButton(label, self.theme)
            button.setParent(self)
            button.clicked.connect(lambda _=False, name=label.name: self._press(name))
            button.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            button.customContextMenuRequested.connect(
                lambda at, name=label.name: self.menu_asked.emit(name, self.buttons[name].mapToGlobal(at))
            )
        self._has_relations = bool(scheme.relations)
        self._show_digits()
        self._make_hints()

    def set_keys(self, keys_of: Callable[[str], Sequence[str]]) -> None:
        """Show the keys that hold: ``keys_of`` gives the caps of an action."""
        self._keys_of = keys_of
        self._show_digits()
        self._make_hints()

    def _show_digits(self) -> None:
        """A label has its key as long as digits tag."""
        on = self._keys_of is None or bool(self._keys_of("label.tag"))
        for button in self.buttons.values():
            button.show_key(button.label.key if on else "")

    def _make_hints(self) -> None:
        for old in self.hints:
            old.hide()  # it goes a moment later
            old.deleteLater()
        self.hints = []
        for id, text in _HINTS:
            caps = tuple(self._keys_of(id)) if self._keys_of is not None else ()
            if id == "article.done_next" and self._pass is not None:
                text = f"{self._pass} complete, next"
            if caps and (id != "label.link" or self._has_relations):
                hint = KeyHint(caps, text, self.theme)
                hint.setParent(self)
                self.hints.append(hint)
        self._arrange()

    def set_pass(self, label: str | None) -> None:
        """Say which label the articles are gone through for; None: for all at once."""
        if label != self._pass:
            self._pass = label
            self._make_hints()

    def show_complete(self, labels: Collection[str]) -> None:
        """Tick the labels that the shown article is complete for."""
        for name, button in self.buttons.items():
            button.set_complete(name in labels)

    def show_looks(self, looks: Mapping[str, str], summary: str) -> None:
        """Mark labels that are dimmed or hidden; the ``summary`` stays until all are shown, and brings them back."""
        for name, button in self.buttons.items():
            button.set_look(looks.get(name, "shown"))
        if self.sign is None:
            if not summary:
                return
            self.sign = self._make_sign()
        self.sign.setText(summary)
        self.sign.setAccessibleName(f"labels: {summary}; show all" if summary else "")
        self.sign.setVisible(bool(summary))
        self._arrange()

    def _make_sign(self) -> IconButton:
        sign = IconButton("close", self.theme, self, 12)
        sign.setObjectName("order")
        sign.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        sign.setToolTip("Show all labels")
        sign.clicked.connect(self.all_asked)
        return sign

    def _arrange(self) -> None:
        """Put everything in its place. The last hint, done and next, is the last one to go."""
        sign = self.sign.sizeHint().width() + _GAP if self.sign is not None and not self.sign.isHidden() else 0
        room = self.width() - _LEFT - _RIGHT - sign
        widths = self._widths(tight=False)
        if _together(widths) > room:
            widths = self._widths(tight=True)
        all_labels = _together(widths)
        right = self.width() - _RIGHT
        taken = all_labels + _AIR
        for hint in reversed(self.hints):
            width = hint.sizeHint().width()
            fits = taken + width <= room
            hint.setVisible(fits)
            taken += width + _GAP if fits else room
            if fits:
                right -= width
                hint.setGeometry(right, 0, width, self.height() - 1)
                right -= _GAP
        x = self._place_labels(widths, room if all_labels <= room else room - _MORE)
        if self.sign is not None and sign:
            size = self.sign.sizeHint()
            self.sign.setGeometry(x, (self.height() - size.height()) // 2, size.width(), size.height())

    def _widths(self, tight: bool) -> dict[str, int]:
        """How wide the labels are, with more or less air in them."""
        for button in self.buttons.values():
            button.set_tight(tight)
        return {name: button.sizeHint().width() for name, button in self.buttons.items()}

    def _place_labels(self, widths: dict[str, int], room: int) -> int:
        """Put the labels, and the button for those that have no room; gives where all that ends."""
        x = _LEFT
        hidden: list[str] = []
        for name, button in self.buttons.items():
            fits = not hidden and x - _LEFT + widths[name] <= room
            button.setVisible(fits)
            if not fits:
                hidden.append(name)
                continue
            size = button.sizeHint()
            button.setGeometry(x, (self.height() - size.height()) // 2, size.width(), size.height())
            x += size.width() + _GAP
        self._show_more(hidden, x)
        return x + (_MORE if hidden else 0)

    def _show_more(self, hidden: list[str], x: int) -> None:
        """The labels that have no room, in a menu with their keys."""
        if self.more is None:
            if not hidden:
                return
            self.more = QToolButton(self)
            self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
            self.more.setMenu(QMenu(self.more))
        self.more.setVisible(bool(hidden))
        self.more.setText(f"+{len(hidden)}")
        self.more.setAccessibleName(f"{len(hidden)} more labels")
        self.more.setToolTip("More labels")
        self.more.setGeometry(x, 10, _MORE - _GAP, 28)
        menu = self.more.menu()
        menu.clear()
        for name in hidden:
            label = self.buttons[name].label
            key = self.buttons[name].key
            entry = menu.addAction(f"{label.name.capitalize()}\t{key}" if key else label.name.capitalize())
            entry.triggered.connect(lambda _=False, name=name: self._press(name))

    def sizeHint(self) -> QSize:
        """Any width will do."""
        return QSize(300, 48)

    def minimumSizeHint(self) -> QSize:
        """Any width will do."""
        return QSize(120, 48)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or less of it has room."""
        super().resizeEvent(event)
        self._arrange()

    def _press(self, name: str) -> None:
        self.buttons[name].setChecked(name == self._armed)  # a press alone arms nothing
        self.pressed.emit(name)

    def arm(self, name: str | None) -> None:
        """Show which label the next selections get."""
        self._armed = name
        for label, button in self.buttons.items():
            button.setChecked(label == name)

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of ``theme``."""
        self.theme = theme
        for button in self.buttons.values():
            button.set_theme(theme)
        for hint in self.hints:
            hint.set_theme(theme)
        if self.sign is not None:
            self.sign.set_theme(theme)


def _together(widths: dict[str, int]) -> int:
    """The width of all labels side by side."""
    return sum(widths.values()) + _GAP * max(0, len(widths) - 1)
