"""The table of annotators: how many each has read, the last days, time an article, agreement, when seen last."""

import datetime
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from workbench.project.progress import Person
from workbench.window.look.small import initials
from workbench.window.look.theme import Theme, figures_font, ui_font
from workbench.window.progress.words import duration, seen, why_unseen

Index = QModelIndex | QPersistentModelIndex
ROW = 41  # pixels
_HEADS = (
    "Annotator",
    "Read",
    "Last ten working days",
    "Median time an article",
    "Agreement with gold, F1",
    "Last seen",
)
_WIDTHS = (190, 260, 160, 150, 190, 120)
_NAME, _READ, _DAYS, _TIME, _AGREEMENT, _SEEN = range(6)


class PeopleModel(QAbstractTableModel):
    """One row a person; the words are what a screen reader reads."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.people: tuple[Person, ...] = ()
        self.articles = 0
        self.goal = 0.0
        self.now = datetime.datetime.now().astimezone()

    def show(self, people: Sequence[Person], articles: int, goal: float) -> None:
        """Show other figures."""
        self.beginResetModel()
        self.people, self.articles, self.goal = tuple(people), articles, goal
        self.now = datetime.datetime.now().astimezone()
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self.people)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(_HEADS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return _HEADS[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        person = self.people[index.row()]
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == _AGREEMENT and person.compared:
            return f"Label and edges the same, in {person.compared:,} articles that are gold"
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == _SEEN:
            return why_unseen(person)
        return self.words(person, index.column()) if role == Qt.ItemDataRole.DisplayRole else None

    def words(self, person: Person, column: int) -> str:
        """What a cell says."""
        if column == _READ:
            return f"{person.done:,} of {self.articles:,}"
        if column == _DAYS:
            return ", ".join(map(str, person.days))
        if column == _AGREEMENT:
            if person.agreement is None:
                return "–"
            return f"{person.agreement:.2f}" + (f", below {self.goal:.2f}" if self.is_below(person) else "")
        return {_NAME: person.name, _TIME: duration(person.seconds), _SEEN: seen(person, self.now)}[column]

    def is_below(self, person: Person) -> bool:
        """Whether somebody agrees less with the gold than was agreed on."""
        return person.agreement is not None and person.agreement < self.goal


class PeopleDelegate(QStyledItemDelegate):
    """Paints initials, bars, and what is below the goal."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, PeopleModel)
        person, box = model.people[index.row()], option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self.theme.b)
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        column = index.column()
        if column == _NAME:
            self._paint_name(painter, box, person)
        elif column == _READ:
            self._paint_read(painter, box, person, model)
        elif column == _DAYS:
            self._paint_days(painter, box, person)
        elif column == _AGREEMENT and model.is_below(person):
            self._paint_below(painter, box, f"{person.agreement:.2f}", f"below {model.goal:.2f}")
        else:
            self._say(painter, box, model.words(person, column))
        painter.restore()

    def _say(self, painter: QPainter, box: QRect, words: str) -> None:
        painter.setPen(self.theme.t1)
        painter.setFont(figures_font(13))
        cut = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, box.width() - 8)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, cut)

    def _paint_name(self, painter: QPainter, box: QRect, person: Person) -> None:
        disc = QRectF(box.left(), box.center().y() - 12, 24, 24)
        painter.setPen(self.theme.bs if self.theme.name == "hc" else Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.well)
        painter.drawEllipse(disc)
        painter.setPen(self.theme.t2)
        painter.setFont(ui_font(10, 600))
        painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, initials(person.name))
        self._say(painter, box.adjusted(34, 0, 0, 0), person.name)

    def _paint_read(self, painter: QPainter, box: QRect, person: Person, model: PeopleModel) -> None:
        words = model.words(person, _READ)
        trough = QRectF(box.left(), box.center().y() - 2, min(150, box.width() - 100), 5)
        painter.setPen(self.theme.bs if self.theme.name == "hc" else Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.well)
        painter.drawRoundedRect(trough, 2.5, 2.5)
        share = person.done / max(1, model.articles)
        if share:
            painter.setBrush(self.theme.accent)
            painter.drawRoundedRect(QRectF(trough.left(), trough.top(), max(5, trough.width() * share), 5), 2.5, 2.5)
        self._say(painter, box.adjusted(int(trough.width()) + 10, 0, 0, 0), words)

    def _paint_days(self, painter: QPainter, box: QRect, person: Person) -> None:
        most = max(1, *person.days)
        painter.setPen(Qt.PenStyle.NoPen)
        bottom = box.center().y() + 11
        for at, count in enumerate(person.days):
            painter.setBrush(self.theme.accent if at == len(person.days) - 1 else self.theme.bs)
            height = max(1.0, 22 * count / most)
            painter.drawRoundedRect(QRectF(box.left() + at * 11, bottom - height, 8, height), 1.5, 1.5)

    def _paint_below(self, painter: QPainter, box: QRect, figure: str, words: str) -> None:
        painter.setPen(self.theme.t1)
        painter.setFont(figures_font(13, 600))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, figure)
        painter.setPen(self.theme.warn)
        painter.setFont(ui_font(11))
        painter.drawText(box.adjusted(38, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)


class People(QTableView):
    """As high as its rows: the page scrolls, not the table."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("peopleTable")
        self.figures = PeopleModel(self)
        self.delegate = PeopleDelegate(theme, self)
        self.setModel(self.figures)
        self.setItemDelegate(self.delegate)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setMinimumSectionSize(60)
        self.setAccessibleName("annotators")

    def show_people(self, people: Sequence[Person], articles: int, goal: float) -> None:
        """Show other figures."""
        self.figures.show(people, articles, goal)
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + ROW * len(people) + 2)
        self.fit()

    def fit(self) -> None:
        """Share the width as the columns need it."""
        total = sum(_WIDTHS)
        for column, width in enumerate(_WIDTHS[:-1]):
            self.horizontalHeader().resizeSection(column, int(max(self.width(), 620) * width / total))

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of ``theme``."""
        self.delegate.theme = theme
        self.viewport().update()
