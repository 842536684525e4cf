"""The conditions that are on, as chips above the list; a click takes one out."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from workbench.model.condition import Condition
from workbench.window.look.small import IconButton, plain_tip
from workbench.window.look.theme import Theme, ui_font

_HIGH, _GAP, _EDGES = 24, 4, 30  # pixels: a chip, between two, beside its words


class FilterChips(QWidget):
    """As many lines of chips as the width asks for; ``taken_out`` gives the condition that shall go."""

    taken_out = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self.conditions: tuple[Condition, ...] = ()
        self.buttons: list[IconButton] = []
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_conditions(self, conditions: Sequence[Condition]) -> None:
        """Show other conditions; without any the chips take no room."""
        if tuple(conditions) == self.conditions:
            return
        self.conditions = tuple(conditions)
        for old in self.buttons:
            old.hide()
            old.deleteLater()
        self.buttons = [self._chip(condition) for condition in self.conditions]
        self._arrange()
        self.setVisible(bool(self.conditions))

    def _chip(self, condition: Condition) -> IconButton:
        chip = IconButton("close", self.theme, self, 10)
        chip.setAutoRaise(False)
        chip.setObjectName("condition")
        chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        chip.setAccessibleName(f"articles {condition.words}; take this out of the filter")
        chip.setToolTip(plain_tip(f"{condition.words}: a click takes it out of the filter"))
        chip.clicked.connect(lambda _=False: self.taken_out.emit(condition))
        chip.show()
        return chip

    def _arrange(self) -> None:
        metrics, x, y = QFontMetrics(ui_font(12)), 0, 0
        for chip, condition in zip(self.buttons, self.conditions):
            words = metrics.elidedText(condition.words, Qt.TextElideMode.ElideRight, self.width() - _EDGES)
            chip.setText(words)
            wide = metrics.horizontalAdvance(words) + _EDGES
            if x and x + wide > self.width():
                x, y = 0, y + _HIGH + _GAP
            chip.setGeometry(x, y, wide, _HIGH)
            x += wide + _GAP
        high = y + _HIGH if self.buttons else 0
        if high != self.height():
            self.setFixedHeight(high)

    def sizeHint(self) -> QSize:
        """Any width will do."""
        return QSize(120, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other chips may fit into a line now."""
        super().resizeEvent(event)
        self._arrange()

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of ``theme``."""
        self.theme = theme
        for chip in self.buttons:
            chip.set_theme(theme)
