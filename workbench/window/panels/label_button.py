"""The button of a label in the label bar: its key, its colour, its name, and how its spans are shown."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from workbench.model.scheme import Label
from workbench.window.look.fill import fill
from workbench.window.look.icons import paint_icon
from workbench.window.look.small import Themed, paint_key_cap
from workbench.window.look.theme import Theme, ui_font


class LabelButton(Themed, QAbstractButton):
    """One label of the scheme in the label bar: its key, its colour, its name; on while it is armed."""

    def __init__(self, label: Label, theme: Theme) -> None:
        super().__init__()
        self.label = label
        self.theme = theme
        self.tight = False
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.complete = False
        self.look = "shown"
        self.show_key(label.key)

    def show_key(self, key: str) -> None:
        """Show the key that tags with this label; none where digits are turned off."""
        self.key = key
        self._name_it()
        self.updateGeometry()
        self.update()

    def set_tight(self, tight: bool) -> None:
        """Take no more room than key, colour and name need."""
        self.tight = tight
        self.update()

    def set_complete(self, complete: bool) -> None:
        """Tick the label, or not: whether the shown article is complete for it."""
        if complete != self.complete:
            self.complete = complete
            self._name_it()
            self.update()

    def set_look(self, look: str) -> None:
        """Say whether the article shows the label's spans: they may be dimmed or hidden."""
        if look != self.look:
            self.look = look
            self._name_it()
            self.update()

    def _name_it(self) -> None:
        key, complete = f", key {self.key}" if self.key else "", ", complete" if self.complete else ""
        look = f", {self.look}" if self.look != "shown" else ""
        self.setAccessibleName(f"{self.label.name}{key}{complete}{look}")
        does = "tags the selection; without one, the next selections. A right click shows, dims or hides it"
        self.setToolTip(f"{self.label.name.capitalize()}{look}: {does}")

    def _bar(self) -> int:
        """Where the label's colour begins."""
        return (27 if self.key else 5) if self.tight else (34 if self.key else 10)

    def _behind_bar(self) -> int:
        return 7 if self.tight else 10

    def sizeHint(self) -> QSize:
        width = QFontMetrics(ui_font(13, 500)).horizontalAdvance(self.label.name.capitalize())
        return QSize(width + self._bar() + (20 if self.tight else 24), 32)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self.theme
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self.isChecked() or self.underMouse() or self.hasFocus():
            edge = theme.accent if self.isChecked() or self.hasFocus() else QColor(0, 0, 0, 0)
            painter.setPen(QPen(edge, 1))
            painter.setBrush(theme.sel if self.isChecked() else theme.hover)
            painter.drawRoundedRect(box, 6, 6)
        if self.key:
            cap = 4 if self.tight else 8
            paint_key_cap(painter, theme, self.key, QRectF(cap, self.height() / 2 - 9, 18, 18))
        left = self._bar()
        if self.look == "hidden":
            side = 10 if self.tight else 12
            paint_icon(painter, "eye-off", theme.t2, QRectF(left - 4.5, (self.height() - side) / 2, side, side))
        else:
            colour = theme.label(self.label.colour).line if self.look == "shown" else theme.bs
            fill(painter, QRectF(left, self.height() / 2 - 8, 3, 16), colour)
        painter.setPen(theme.t1 if self.look == "shown" else theme.t2)
        painter.setFont(ui_font(13, 500))
        behind = self._behind_bar()
        text = QRectF(left + behind, 0, self.width() - left - behind, self.height())
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.label.name.capitalize())
        if self.complete:
            paint_icon(painter, "tick", theme.t2, QRectF(self.width() - 11, self.height() / 2 - 5, 9, 9))
