"""The queue: the disputes of the article that is shown, decided ones with their outcome; or its gold, to look at."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QMenu, QPushButton, QStyleOptionViewItem, QVBoxLayout

from workbench.model.scheme import Scheme
from workbench.model.span import Span
from workbench.project.reviewing import ArticleDispute, Dispute
from workbench.window.look.even_list import Index
from workbench.window.look.fill import fill
from workbench.window.look.icons import paint_tick
from workbench.window.look.rows import ROW, LabelDelegate, RowList, RowModel, paint_left, paint_right
from workbench.window.look.small import nothing_label, plain_label
from workbench.window.look.theme import Theme, ui_font
from workbench.window.panels.span_list import one_line
from workbench.window.review.segments import Segments
from workbench.window.review.words import ADDED, Disputed, outcome_words, reason_words
from workbench.words import number

ORDERS = {"text": "in text order", "hardest": "hardest first"}
Reasons = Callable[[Disputed], str]


class DisputeModel(RowModel[Disputed]):
    """The dispute about the article, then the others in their order."""

    text = ""

    def __init__(self) -> None:
        super().__init__()
        self.reason: Reasons = reason_words
        self.later: frozenset[int] = frozenset()  # of which disputes, by their ids as objects
        self.near: frozenset[int] = frozenset()  # those at the place of the one that is in front

    def title(self, dispute: Disputed) -> str:
        """The disputed words."""
        return title_of(dispute, self.text)

    def state(self, dispute: Disputed) -> str:
        """What was decided, what is open, or that it is for later."""
        return "later" if id(dispute) in self.later else outcome_words(dispute)

    def spoken(self, dispute: Disputed) -> str:
        """With label, reason and outcome."""
        label = f"{dispute.unit.label} " if isinstance(dispute, Dispute) else ""
        near = ", at the same place" if id(dispute) in self.near else ""
        return f"{label}{self.title(dispute)}, {self.reason(dispute)}, {self.state(dispute)}{near}"


def title_of(dispute: Disputed, text: str) -> str:
    """The disputed words."""
    if isinstance(dispute, ArticleDispute):
        return "Article"
    return one_line(Span("", dispute.unit.label, dispute.unit.parts).shown(text, 200))


class DisputeDelegate(LabelDelegate):
    """Paints a row: letter, quoted text, reason and outcome."""

    def __init__(self, theme: Theme, model: DisputeModel) -> None:
        super().__init__(theme, 48)
        self.model = model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        dispute: Disputed = index.data(ROW)
        theme, rect = self.theme, option.rect
        if id(dispute) in self.model.near:
            fill(painter, rect, theme.hover)
        selected = self.paint_ground(painter, option, index)
        if isinstance(dispute, Dispute):
            self.paint_label(painter, dispute.unit.label, rect, 8)
        above = QRect(rect.left() + 40, rect.top() + 6, rect.width() - 54, 18)
        below = QRect(rect.left() + 40, rect.top() + 25, rect.width() - 54, 17)
        quiet = dispute.decision is not None and not selected
        font = ui_font(13, 500 if selected else 400)
        paint_left(painter, index.data(), above, font, theme.t2 if quiet else theme.t1)
        room = paint_right(painter, self.model.state(dispute), below, ui_font(12), theme.t2)
        if dispute.decision is not None:
            paint_tick(painter, theme.ok, QPointF(below.right() - room - 12, below.center().y() + 0.5))
            room += 22
        left = below.adjusted(0, 0, -room - 8, 0)
        paint_left(painter, self.model.reason(dispute), left, ui_font(12), theme.t2)


class GoldModel(RowModel[tuple[Span, str]]):
    """The gold spans in text order, each with where it is from."""

    text = ""

    def title(self, row: tuple[Span, str]) -> str:
        """The span's words."""
        return one_line(row[0].shown(self.text, 200))

    def spoken(self, row: tuple[Span, str]) -> str:
        """With label and where it is from."""
        return f"{row[0].label} {self.title(row)}, {row[1]}"


class GoldDelegate(LabelDelegate):
    """Paints a row: letter, quoted text, where it is from."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, 48)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        span, source = index.data(ROW)
        theme, rect = self.theme, option.rect
        self.paint_ground(painter, option, index)
        self.paint_label(painter, span.label, rect, 8)
        above = QRect(rect.left() + 40, rect.top() + 6, rect.width() - 54, 18)
        paint_left(painter, index.data(), above, ui_font(13), theme.t1)
        below = QRect(rect.left() + 40, rect.top() + 25, rect.width() - 54, 17)
        paint_left(painter, source, below, ui_font(12), theme.t2)


class FilterLine(QLineEdit):
    """The words to filter by; Esc takes the filter away."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc and Enter go back to the article."""
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.hide()
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
        else:
            super().keyPressEvent(event)


class Queue(QFrame):
    """The left dock in Review; ``chosen`` gives the place of a dispute, ``gold_chosen`` the id of a gold span."""

    chosen = Signal(int)
    gold_chosen = Signal(str)
    order_chosen = Signal(str)
    refiltered = Signal()  # somebody typed other words to filter by
    left = Signal()  # the filter: the article shall have the focus again

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.model = DisputeModel()
        self.delegate = DisputeDelegate(theme, self.model)
        self.gold_model = GoldModel()
        self.gold_delegate = GoldDelegate(theme)
        self.title = plain_label("Disputes", weight=600)
        self.count = plain_label(px=12)
        self.progress = Segments(theme, self)
        self.order = QPushButton("in text order")
        self.order.setObjectName("order")
        self.order.setFlat(True)
        self.order.setMenu(QMenu(self.order))
        for name, words in ORDERS.items():
            entry = self.order.menu().addAction(words[0].upper() + words[1:])
            entry.setCheckable(True)
            entry.setData(name)
            entry.triggered.connect(lambda _=False, name=name: self.order_chosen.emit(name))
        self.filter = FilterLine(self)
        self.filter.setPlaceholderText("Words, label or reason")
        self.filter.setAccessibleName("filter of the disputes")
        self.filter.setClearButtonEnabled(True)
        self.filter.hide()
        self.filter.textChanged.connect(self._refilter)
        self.filter.left.connect(self._leave_filter)
        self.empty = nothing_label(8)
        self.list = RowList(self.model, self.delegate, "disputes of this article", self)
        self.gold = RowList(self.gold_model, self.gold_delegate, "gold spans of this article", self)
        self.gold.hide()
        self.note = plain_label(px=12)
        self.note.setWordWrap(True)
        self.note.setObjectName("quiet")
        self.foot = plain_label(px=12)
        self.foot.setWordWrap(True)
        self.show_gold = QPushButton("Show")
        self.show_gold.setObjectName("showGold")
        self.show_gold.setFlat(True)
        self.show_gold.setCheckable(True)
        self._filtered = False
        self._connect()
        self._place()

    def _connect(self) -> None:
        for signal in (self.list.clicked, self.list.activated):
            signal.connect(lambda index: self.chosen.emit(index.row()))
        for signal in (self.gold.clicked, self.gold.activated):
            signal.connect(lambda index: self.gold_chosen.emit(index.data(ROW)[0].id))
        self.show_gold.toggled.connect(self._swap)

    def _place(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(14, 5, 8, 6)
        head.setSpacing(6)
        head.addWidget(self.title)
        head.addWidget(self.count)
        head.addStretch(1)
        head.addWidget(self.order)
        box.addLayout(head)
        bar = QHBoxLayout()
        bar.setContentsMargins(14, 0, 14, 10)
        bar.addWidget(self.progress)
        box.addLayout(bar)
        self._line = QHBoxLayout()
        self._line.setContentsMargins(12, 0, 12, 0)
        self._line.addWidget(self.filter)
        box.addLayout(self._line)
        self.note.setContentsMargins(14, 4, 14, 8)
        box.addWidget(self.note)
        box.addWidget(self.empty, 1)
        box.addWidget(self.list, 1)
        box.addWidget(self.gold, 1)
        self._below = QFrame(self)
        self._below.setObjectName("foot")
        foot = QVBoxLayout(self._below)
        foot.setContentsMargins(14, 10, 14, 10)
        foot.setSpacing(4)
        foot.addWidget(self.foot)
        foot.addWidget(self.show_gold, 0, Qt.AlignmentFlag.AlignLeft)
        box.addWidget(self._below)

    def set_scheme(self, scheme: Scheme) -> None:
        """Use the letters and colours of a scheme."""
        self.delegate.scheme = self.gold_delegate.scheme = scheme

    def set_order(self, name: str) -> None:
        """Say which order the disputes are in."""
        self.order.setText(ORDERS[name])
        self.order.setAccessibleName(f"order: {ORDERS[name]}")
        for entry in self.order.menu().actions():
            entry.setChecked(entry.data() == name)

    def show_disputes(
        self,
        text: str,
        disputes: Sequence[Disputed],
        gold: Sequence[tuple[Span, str]] = (),
        agreed: str = "",
        empty: str = "",
        note: str = "",
    ) -> None:
        """Show an article's disputes; ``agreed`` says how much gold nobody was asked about, ``gold`` is all of it."""
        self.model.text = self.gold_model.text = text
        self.model.show(disputes)
        own = [dispute for dispute in disputes if not is_added(dispute)]
        decided = sum(dispute.decision is not None for dispute in own)
        self.progress.show_parts(decided, len(own))
        self.empty.setText(empty)
        self.note.setText(note)
        self.note.setVisible(bool(note))
        self.gold_model.show(gold)
        self.foot.setText(agreed or (f"{number(len(gold), 'span')} of this article are gold." if gold else ""))
        self._below.setVisible(bool(gold))
        self._swap(self.show_gold.isChecked() and bool(gold))
        self._filter(self.filter.text())

    def _swap(self, gold: bool) -> None:
        """Show the gold in the place of the disputes, or the disputes again."""
        if self.show_gold.isChecked() != gold:
            self.show_gold.setChecked(gold)  # which calls this again
            return
        self.show_gold.setText("Back to the disputes" if gold else "Show")
        self.show_gold.setAccessibleName("back to the disputes" if gold else "show the gold spans")
        self.title.setText("Gold" if gold else "Disputes")
        decided, own = self.progress.decided, self.progress.all
        self.count.setText(f"{len(self.gold_model.rows):,}" if gold else f"{decided} of {own}" if own else "")
        self.progress.setVisible(not gold and bool(own))
        self.order.setVisible(not gold and len(self.model.rows) > 1)
        self.gold.setVisible(gold)
        there = bool(self.model.rows)
        self.empty.setVisible(not gold and not there)
        self.list.setVisible(not gold and there)

    def select(self, at: int, near: frozenset[int] = frozenset()) -> None:
        """Mark a dispute as the one on the card, and those at the same place."""
        self.model.near = near
        self.list.setCurrentIndex(self.model.index(at))
        self.list.viewport().update()

    def focus_filter(self) -> None:
        """Let somebody type words to filter by."""
        if self.show_gold.isChecked():
            self._swap(False)
        self.filter.show()
        self._line.setContentsMargins(12, 2, 12, 9)
        self.filter.setFocus()
        self.filter.selectAll()

    def _leave_filter(self) -> None:
        if self.filter.isHidden():
            self._line.setContentsMargins(12, 0, 12, 0)
        self.left.emit()

    def _refilter(self, words: str) -> None:
        self._filter(words)
        self.refiltered.emit()

    def _filter(self, words: str) -> None:
        wanted = words.casefold().split()
        if not (wanted or self._filtered):
            return
        self._filtered = bool(wanted)
        for at, dispute in enumerate(self.model.rows):
            said = self.model.spoken(dispute).casefold() if wanted else ""
            self.list.setRowHidden(at, not all(word in said for word in wanted))

    def is_hidden(self, at: int) -> bool:
        """Whether the filter leaves a dispute out."""
        return self.list.isRowHidden(at)

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of ``theme``."""
        self.list.set_theme(theme)
        self.gold.set_theme(theme)
        self.progress.set_theme(theme)


def is_added(dispute: Disputed) -> bool:
    """Whether it is no dispute of annotators: a reviewer made gold what nobody had."""
    return ADDED in getattr(dispute, "reasons", ())
