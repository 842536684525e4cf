"""The list of actions with their keys."""

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from workbench.window.action import ACTIONS, MENUS, Action
from workbench.window.keymap import Keymap, caps, spoken
from workbench.window.look.fill import fill
from workbench.window.look.small import paint_caps
from workbench.window.look.theme import Theme, ui_font

Index = QModelIndex | QPersistentModelIndex
_ROW = 32  # pixels
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_OF_ROW = int(Qt.ItemDataRole.UserRole)


class Actions(QAbstractListModel):
    """Actions in the order of the menus."""

    def __init__(self, keymap: Keymap, parent: QWidget) -> None:
        super().__init__(parent)
        self.keymap = keymap
        self.rows: list[Action] = []

    def show(self, rows: list[Action]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """How many actions are shown."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """The action, its name, or what a screen reader says of it."""
        action = self.rows[index.row()]
        if role == _OF_ROW:
            return action
        if role == Qt.ItemDataRole.DisplayRole:
            return full_name(action)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            changed = ", changed" if self.keymap.is_changed(action.id) else ""
            return f"{full_name(action)}, {action.menu}, {in_words(self.keymap, action)}{changed}"
        return None


def full_name(action: Action) -> str:
    """An action's name without the help of a submenu's."""
    text = action.text.rstrip("…")
    return f"{action.submenu}: {text[:1].lower()}{text[1:]}" if action.submenu else text


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
        return QSize(200, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One row."""
        action: Action = index.data(_OF_ROW)
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
        name = painter.fontMetrics().elidedText(full_name(action), Qt.TextElideMode.ElideRight, int(place.width()))
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
        self.rows = Actions(keymap, self)
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
        return f"{action.menu} {full_name(action)} {in_words(self.keymap, action)}".lower()

    def keyboardSearch(self, search: str) -> None:
        """None: there is a filter line."""

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of ``theme``."""
        self._painter.theme = theme
        self.viewport().update()
