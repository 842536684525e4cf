"""The list of actions with their keys."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from workbench.window.action import ACTIONS, MENUS, Action
from workbench.window.keymap import Keymap, caps, spoken
from workbench.window.look.even_list import Index
from workbench.window.look.fill import fill
from workbench.window.look.rows import ROW, RowModel
from workbench.window.look.small import paint_caps
from workbench.window.look.theme import Theme, ui_font

_HIGH = 32  # pixels
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Actions(RowModel[Action]):
    """Actions in the order of the menus."""

    def __init__(self, keymap: Keymap) -> None:
        super().__init__()
        self.keymap = keymap

    def title(self, row: Action) -> str:
        """The action's name."""
        return row.full_name

    def spoken(self, row: Action) -> str:
        """The row in words."""
        changed = ", changed" if self.keymap.is_changed(row.id) else ""
        return f"{row.full_name}, {row.menu}, {in_words(self.keymap, row)}{changed}"


def in_words(keymap: Keymap, action: Action) -> str:
    """The keys of an action."""
    return " or ".join(spoken(key) for key in keymap.shown_keys(action.id)) or "no key"


class ActionPainter(QStyledItemDelegate):
    """Name, menu, keys; a dot at what was changed."""

    def __init__(self, theme: Theme, keymap: Keymap, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self.keymap = keymap

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The same for every row."""
        return QSize(200, _HIGH)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One row."""
        action: Action = index.data(ROW)
        view, theme, box = option.widget, self.theme, QRectF(option.rect)
        painter.save()
        if isinstance(view, QListView) and view.currentIndex() == index:
            fill(painter, option.rect, theme.sel)
            fill(painter, QRectF(box.left(), box.top(), 3, box.height()), theme.accent if view.hasFocus() else theme.bs)
        if self.keymap.is_changed(action.id):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.t1, 1))
            painter.setBrush(theme.t1)
            painter.drawEllipse(QRectF(box.left() + 10, box.center().y() - 2, 4, 4))
        right, keys = box.right() - 14, self.keymap.shown_keys(action.id)
        for number, key in enumerate(reversed(keys)):
            if number:
                painter.setPen(theme.t2)
                painter.setFont(ui_font(12))
                painter.drawText(QRectF(right - 30, box.top(), 24, box.height()), _RIGHT, "or")
                right -= 30
            right = paint_caps(painter, theme, caps(key), right, box.center().y()) - 2
        painter.setFont(ui_font(12))
        painter.setPen(theme.t2)
        if not keys:
            painter.drawText(QRectF(right - 60, box.top(), 60, box.height()), _RIGHT, "–")
        painter.drawText(QRectF(box.left() + 22, box.top(), 64, box.height()), _LEFT, action.menu)
        painter.setFont(ui_font(13, 600 if self.keymap.is_changed(action.id) else 400))
        painter.setPen(theme.t1)
        place = QRectF(box.left() + 92, box.top(), right - box.left() - 104, box.height())
        name = painter.fontMetrics().elidedText(action.full_name, Qt.TextElideMode.ElideRight, int(place.width()))
        painter.drawText(place, _LEFT, name)
        painter.restore()


class KeyList(QListView):
    """The actions that pass a filter."""

    def __init__(self, theme: Theme, keymap: Keymap, parent: QWidget) -> None:
        super().__init__(parent)
        self.keymap = keymap
        self.setObjectName("keyList")
        self.setAccessibleName("actions and their keys")
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.rows = Actions(keymap)
        self.setModel(self.rows)
        self._painter = ActionPainter(theme, keymap, self)
        self.setItemDelegate(self._painter)

    @property
    def action(self) -> Action | None:
        """The chosen one."""
        at = self.currentIndex().row()
        return self.rows.rows[at] if 0 <= at < len(self.rows.rows) else None

    def show_actions(self, words: str) -> None:
        """Show those that have all the words in their name, menu or keys."""
        wanted = words.lower().split()
        ordered = sorted(ACTIONS.values(), key=lambda action: MENUS.index(action.menu))
        passing = [action for action in ordered if all(word in self._text(action) for word in wanted)]
        self.rows.show(passing)
        if passing:
            self.setCurrentIndex(self.rows.index(0))

    def _text(self, action: Action) -> str:
        return f"{action.menu} {action.full_name} {in_words(self.keymap, action)}".lower()

    def keyboardSearch(self, search: str) -> None:
        """None: there is a filter line."""

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of ``theme``."""
        self._painter.theme = theme
        self.viewport().update()
