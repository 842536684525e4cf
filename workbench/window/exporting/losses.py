"""What gets lost in a format: how many of each kind, what becomes of them, and the choice where there is one."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from workbench.formats import formats
from workbench.formats.base import Format, Kind
from workbench.formats.kinds import KINDS, fate_of, policy_for
from workbench.project.export_look import Plan
from workbench.window.look.icons import paint_icon
from workbench.window.look.small import Themed, hairline, plain_label
from workbench.window.look.theme import Theme, figures_font
from workbench.words import number

_COUNT, _POLICY = 42, 154  # pixels: the columns of counts and of policies


class _Sign(Themed, QWidget):
    """A triangle or a tick; the words beside it say the same."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.name = "warn"
        self.setFixedSize(16, 18)

    def paintEvent(self, event: QPaintEvent) -> None:
        colour = {"warn": self.theme.warn, "tick": self.theme.ok}.get(self.name, self.theme.t2)
        paint_icon(QPainter(self), self.name, colour, QRectF(0, 1, 16, 16))


class LossRow(QWidget):
    """One kind of loss."""

    settled = Signal(str, str)

    def __init__(self, known: Format, kind: Kind, values: dict[str, str]) -> None:
        super().__init__()
        self.known, self.kind = known, kind
        option = policy_for(known, kind)
        self.option = option
        self.count = plain_label()
        self.count.setFont(figures_font(15, 600))
        self.count.setMinimumWidth(_COUNT)
        self.count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self.title = plain_label(KINDS[kind].title, px=13, weight=500)
        self.title.setWordWrap(True)
        self.sentence = plain_label(px=12)
        self.sentence.setObjectName("quiet")
        self.sentence.setWordWrap(True)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self.title)
        words.addWidget(self.sentence)
        row = QHBoxLayout()
        row.setContentsMargins(0, 9, 0, 9)
        row.setSpacing(12)
        row.addWidget(self.count, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self.policy: QComboBox | None = None
        if option is None:
            fate = plain_label(KINDS[kind].fate, px=13)
            fate.setObjectName("quiet")
            fate.setFixedWidth(_POLICY)
            fate.setContentsMargins(9, 0, 0, 0)
            row.addWidget(fate, 0, Qt.AlignmentFlag.AlignTop)
        else:
            self.policy = QComboBox()
            self.policy.setAccessibleName(f"{KINDS[kind].title}: what becomes of them")
            self.policy.setFixedWidth(_POLICY)
            for choice in option.choices:
                self.policy.addItem(choice.fate or choice.title, choice.value)
                self.policy.setItemData(self.policy.count() - 1, choice.sentence, Qt.ItemDataRole.ToolTipRole)
            self.show_value(values[option.name])
            self.policy.currentIndexChanged.connect(self._choose)
            row.addWidget(self.policy, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(hairline())

    def _choose(self) -> None:
        if self.option is not None and self.policy is not None:
            self.settled.emit(self.option.name, self.policy.currentData())

    def show_value(self, value: str) -> None:
        """Show the policy that holds."""
        if self.policy is not None:
            self.policy.blockSignals(True)
            self.policy.setCurrentIndex(self.policy.findData(value))
            self.policy.blockSignals(False)

    def show_count(self, plan: Plan) -> None:
        """Show how many there are, and what becomes of them."""
        lost, spared = plan.losses[self.kind], plan.spared[self.kind]
        self.count.setText(f"{lost or spared:,}")
        self.count.setObjectName("lostCount" if lost else "keptCount")
        self.count.style().polish(self.count)
        value = getattr(plan.options, self.option.name) if self.option else None
        self.sentence.setText(fate_of(self.known, self.kind, value))
        self.setAccessibleName(f"{KINDS[self.kind].title}: {lost or spared:,}")


class LossReport(QWidget):
    """A head line with a sentence, then a row for each kind. ``list_asked`` wants them one by one."""

    settled = Signal(str, str)
    list_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.rows: dict[Kind, LossRow] = {}
        self.sign = _Sign(theme)
        self.head = plain_label(px=13, weight=600)
        self.head.setWordWrap(True)
        self.head.setMinimumHeight(20)
        self.sentence = plain_label(px=12)
        self.sentence.setObjectName("quiet")
        self.sentence.setWordWrap(True)
        self.all = QPushButton()
        self.all.setObjectName("link")
        self.all.setAutoDefault(False)
        self.all.setCursor(Qt.CursorShape.PointingHandCursor)
        self.all.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.all.clicked.connect(lambda: self.list_asked.emit())
        self.all.hide()
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self.head, 1, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self.all, 0, Qt.AlignmentFlag.AlignTop)
        self.column = QVBoxLayout()
        self.column.setSpacing(0)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addLayout(top)
        box.addWidget(self.sentence)
        box.addLayout(self.column)
        box.addStretch(1)

    def _say(self, sign: str, head: str, sentence: str) -> None:
        self.sign.name = sign
        self.sign.update()
        self.head.setText(head)
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))

    def show_work(self, done: int = 0, total: int = 0) -> None:
        """Say that it is being worked out; the rows stay, so that a choice can be changed again."""
        told = f"{done:,} of {total:,} articles looked through. " if total else ""
        self._say("clock", "Working out what gets lost…", f"{told}Nothing has been written yet.")
        self.all.hide()

    def show_trouble(self, head: str, sentence: str) -> None:
        """Say why there is nothing to tell."""
        self._say("warn", head, sentence)
        self.all.hide()
        self._keep_only([])

    def show_plan(self, plan: Plan, known: Format, values: dict[str, str]) -> None:
        """Tell what would get lost."""
        lossless = next(_short(other) for other in formats().values() if other.write and not other.cannot_hold)
        if plan.refused:
            count = plan.losses["overlaps"]
            overlap = f"{number(count, 'span')} overlap{'s' if count == 1 else ''}"
            self._say(
                "warn", f"{known.title} can’t be written while {overlap}",
                "Nothing has been written. Choose what happens to them, or use "
                f"{lossless}, which loses nothing.",
            )  # fmt: skip
        elif plan.lost:
            what = "place and label of " if plan.losses["attributes"] else ""
            as_is = "" if what else " as they are"
            self._say(
                "warn", f"{known.title} keeps {what}{plan.kept:,} of {number(plan.counts.spans, 'span')}{as_is}",
                f"Nothing has been written yet. Choose what happens to each kind of loss, or use {lossless}, "
                "which loses nothing.",
            )  # fmt: skip
        else:
            self._say("tick", "Nothing gets lost", _kept_sentence(plan, known))
        self.all.setText(f"See all {plan.lost:,} losses" if plan.lost != 1 else "See the loss")
        self.all.setAccessibleName(self.all.text())
        self.all.setVisible(bool(plan.lost))
        self._keep_only(plan.kinds if known is self._known else [])
        self._known = known
        for at, kind in enumerate(plan.kinds):
            if kind not in self.rows:
                self.rows[kind] = LossRow(known, kind, values)
                self.rows[kind].settled.connect(self.settled)
                self.column.insertWidget(at, self.rows[kind])
            self.rows[kind].show_count(plan)

    _known: Format | None = None

    def _keep_only(self, kinds: list[Kind]) -> None:
        for kind in [kind for kind in self.rows if kind not in kinds]:
            row = self.rows.pop(kind)
            self.column.removeWidget(row)
            row.hide()
            row.deleteLater()

    def show_value(self, name: str, value: str) -> None:
        """Show an option that was settled elsewhere."""
        for row in self.rows.values():
            if row.option is not None and row.option.name == name:
                row.show_value(value)


def _short(known: Format) -> str:
    return known.title.partition(",")[0]


def _kept_sentence(plan: Plan, known: Format) -> str:
    spans = number(plan.counts.spans, "span")
    if not known.cannot_hold:
        held = f"{spans}, {number(plan.counts.relations, 'relation')}"
        return f"{_short(known)} holds everything: {held}, and all that is noted on them."
    return f"All {spans} are kept as they are. Nothing has been written yet."
