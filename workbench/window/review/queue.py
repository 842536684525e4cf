"""The queue: the disputes of the article that is shown, decided ones with their outcome."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QStyleOptionViewItem, QVBoxLayout

from workbench.model.scheme import Scheme
from workbench.project.reviewing import ArticleDispute, Dispute
from workbench.window.icons import paint_tick
from workbench.window.panels.span_list import one_line
from workbench.window.rows import ROW, Index, LabelDelegate, RowList, RowModel, paint_left, paint_right
from workbench.window.small import plain_label
from workbench.window.theme import Theme, ui_font

Disputed = Dispute | ArticleDispute


def reason_words(dispute: Disputed) -> str:
    """Why it needs a person."""
    if isinstance(dispute, ArticleDispute):
        return "attributes"
    if "presence" in dispute.reasons:
        return "missing" if len(dispute.unit.spans) < len(dispute.voters) else "presence"
    return " + ".join(sorted(dispute.reasons))


def outcome_words(dispute: Disputed) -> str:
    """What was decided, or how many have it."""
    decision = dispute.decision
    if decision is None and isinstance(dispute, Dispute):
        return f"{len(dispute.unit.spans)} of {len(dispute.voters)}"
    if decision is None:
        return "undecided"
    if decision.outcome == "rejected":
        return "rejected"
    return f"took {decision.sources[0][0]}" if decision.sources else "decided"


class DisputeModel(RowModel[Disputed]):
    """The dispute about the article, then the others in text order."""

    text = ""

    def title(self, dispute: Disputed) -> str:
        """The disputed words."""
        if isinstance(dispute, ArticleDispute):
            return "Article"
        span = next(iter(dispute.unit.spans.values()))
        return one_line(span.quote(self.text)[:200])

    def spoken(self, dispute: Disputed) -> str:
        """With label, reason and outcome."""
        label = f"{dispute.unit.label} " if isinstance(dispute, Dispute) else ""
        return f"{label}{self.title(dispute)}, {reason_words(dispute)}, {outcome_words(dispute)}"


class DisputeDelegate(LabelDelegate):
    """Paints a row: letter, quoted text, reason and outcome."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, 48)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        dispute: Disputed = index.data(ROW)
        theme, rect = self.theme, option.rect
        selected = self.paint_ground(painter, option, index)
        if isinstance(dispute, Dispute):
            self.paint_label(painter, dispute.unit.label, rect, 8)
        above = QRect(rect.left() + 40, rect.top() + 6, rect.width() - 54, 18)
        below = QRect(rect.left() + 40, rect.top() + 25, rect.width() - 54, 17)
        quiet = dispute.decision is not None and not selected
        font = ui_font(13, 500 if selected else 400)
        paint_left(painter, index.data(), above, font, theme.t2 if quiet else theme.t1)
        paint_left(painter, reason_words(dispute), below, ui_font(12), theme.t2)
        room = paint_right(painter, outcome_words(dispute), below, ui_font(12), theme.t2)
        if dispute.decision is not None:
            paint_tick(painter, theme.ok, QPointF(below.right() - room - 12, below.center().y() + 0.5))


class Queue(QFrame):
    """The left dock in Review; ``chosen`` gives the place of a dispute."""

    chosen = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.model = DisputeModel()
        self.delegate = DisputeDelegate(theme)
        self.count = plain_label(px=12)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.empty = plain_label()
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.list = RowList(self.model, self.delegate, "disputes of this article", self)
        self.list.clicked.connect(lambda index: self.chosen.emit(index.row()))
        self.list.activated.connect(lambda index: self.chosen.emit(index.row()))
        self.foot = plain_label(px=12)
        self.foot.setWordWrap(True)
        self._place()

    def _place(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(14, 10, 14, 8)
        head.setSpacing(6)
        head.addWidget(plain_label("Disputes", weight=600))
        head.addWidget(self.count)
        head.addStretch(1)
        box.addLayout(head)
        bar = QHBoxLayout()
        bar.setContentsMargins(14, 0, 14, 12)
        bar.addWidget(self.progress)
        box.addLayout(bar)
        self.empty.setContentsMargins(14, 8, 14, 0)
        box.addWidget(self.empty, 1)
        box.addWidget(self.list, 1)
        self.foot.setContentsMargins(14, 12, 14, 12)
        self.foot.setObjectName("foot")
        box.addWidget(self.foot)

    def set_scheme(self, scheme: Scheme) -> None:
        """Use the letters and colours of a scheme."""
        self.delegate.scheme = scheme

    def show_disputes(self, text: str, disputes: Sequence[Disputed], agreed: int, empty: str) -> None:
        """Show an article's disputes; ``agreed`` spans became gold by rule."""
        self.model.text = text
        self.model.show(disputes)
        decided = sum(dispute.decision is not None for dispute in disputes)
        self.count.setText(f"{decided} of {len(disputes)}" if disputes else "")
        self.progress.setMaximum(max(1, len(disputes)))
        self.progress.setValue(decided)
        self.progress.setVisible(bool(disputes))
        self.empty.setText(empty)
        self.empty.setVisible(not disputes)
        self.list.setVisible(bool(disputes))
        self.foot.setText(f"{agreed:,} spans that all agree on became gold without a question." if agreed else "")
        self.foot.setVisible(bool(agreed))

    def select(self, at: int) -> None:
        """Mark a dispute as the one on the card."""
        self.list.setCurrentIndex(self.model.index(at))

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of ``theme``."""
        self.list.set_theme(theme)
