"""The list of problems: each with the words it is about, the way there, and a mend where one is obvious."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStyleOptionViewItem, QVBoxLayout

from workbench.errors import capitalised
from workbench.model.problem import Problem
from workbench.model.scheme import Scheme
from workbench.model.span import Span
from workbench.window.key_words import behind
from workbench.window.look.direction import paint_words
from workbench.window.look.even_list import Index
from workbench.window.look.icons import paint_icon
from workbench.window.look.rows import ROW, LabelDelegate, RowList, RowModel
from workbench.window.look.small import nothing_label, plain_label
from workbench.window.look.theme import Theme, ui_font
from workbench.window.panels.lower import LowerPanel
from workbench.window.panels.span_list import one_line

if TYPE_CHECKING:
    from workbench.window.frame import Frame

_HEIGHT = 44  # pixels: two lines


def make(frame: "Frame") -> "ProblemsPanel":
    """The panel for a window."""
    return ProblemsPanel(frame)


class ProblemModel(RowModel[Problem]):
    """The problems in text order, those of the article first."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.spans: dict[str, Span] = {}

    def title(self, row: Problem) -> str:
        """What is wrong."""
        return capitalised(row.sentence)

    def quoted(self, row: Problem) -> str:
        """The words that it is about."""
        span = self.spans.get(row.span or "")
        return one_line(span.shown(self.text, 200)) if span is not None else "the article"

    def spoken(self, row: Problem) -> str:
        """With how bad it is, its words and its mend."""
        mend = f"; can be mended: {row.fix.words}" if row.fix else ""
        return f"{row.level}: {row.sentence}: {self.quoted(row)}{mend}"


class ProblemDelegate(LabelDelegate):
    """Paints two lines: the sentence, and the words with the label's letter."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, ProblemModel)
        problem = model.rows[index.row()]
        theme, box = self.theme, option.rect
        self.paint_ground(painter, option, index)
        bad = problem.level == "error"
        paint_icon(painter, "warn", theme.err if bad else theme.warn, QRectF(box.left() + 14, box.top() + 6, 14, 14))
        upper = QRect(box.left() + 36, box.top() + 3, box.width() - 44, 20)
        paint_words(painter, model.title(problem), upper, ui_font(13), theme.t1)
        span = model.spans.get(problem.span or "")
        lower = QRect(box.left() + 36, box.top() + 22, box.width() - 44, 18)
        if span is not None:
            self.paint_label(painter, span.label, box.adjusted(22, 0, 0, 0), 23)
            lower.setLeft(lower.left() + 22)
        paint_words(painter, model.quoted(problem), lower, ui_font(12), theme.t2)


class ProblemRows(RowList):
    """The rows; Enter goes there, arrows only look."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter gives the keyboard to the article."""
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()


class ProblemsPanel(LowerPanel):
    """In step with the article while it is seen."""

    def __init__(self, frame: "Frame") -> None:
        super().__init__(frame.panels.stack)
        self.setObjectName("problems")
        self.frame = frame
        self.problems = frame.problems
        self.model, self.delegate = ProblemModel(), ProblemDelegate(frame.theme)
        self.empty = nothing_label(10)
        self.list = ProblemRows(self.model, self.delegate, "problems of this article", self)
        self.list.clicked.connect(lambda _: self._leave())
        self.list.left.connect(self._leave)
        self.list.selectionModel().currentChanged.connect(self._look)
        self.mend = QPushButton("Mend", self)
        self.mend.clicked.connect(self._mend)
        self.words = plain_label(px=12)
        self.words.setObjectName("quiet")
        self.words.setWordWrap(True)
        self._place()
        self.problems.found.connect(self._show)
        self.problems.showed.connect(self._mark)

    def _place(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.empty, 1)
        column.addWidget(self.list, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(14, 6, 10, 8)
        foot.setSpacing(8)
        foot.addWidget(self.words, 1)
        foot.addWidget(self.mend)
        column.addLayout(foot)

    @property
    def current(self) -> Problem | None:
        """The problem that is marked."""
        index = self.list.currentIndex()
        return index.data(ROW) if index.isValid() else None

    def refresh(self) -> None:
        """Look now: somebody sees the list."""
        self.problems.catch_up()
        self._show()
        self._mark()

    def _mark(self) -> None:
        """Mark the problem that was shown last, from wherever it was asked for."""
        shown, rows = self.problems.current, self.model.rows
        if self.isVisible() and shown in rows and shown != self.current:
            self.list.setCurrentIndex(self.model.index(rows.index(shown)))

    def _show(self) -> None:
        session = self.frame.session
        if session is None or not self.isVisible():
            return
        scheme: Scheme = session.scheme
        self.delegate.scheme = scheme
        self.model.text = session.article.text if session.article else ""
        self.model.spans = {span.id: span for span in session.layer.spans}
        if self.problems.list != self.model.rows:
            at = self.list.currentIndex().row()
            self.model.show(self.problems.list)
            if at >= 0 and self.model.rows:  # the next one moves up into the place of what was mended
                self.list.setCurrentIndex(self.model.index(min(at, len(self.model.rows) - 1)))
            self._mark()
        self.list.viewport().update()  # the same problem may be about other words by now
        count = len(self.model.rows)
        self.list.setVisible(bool(count))
        self.empty.setVisible(not count)
        self.empty.setText("No rule finds anything here, and nothing that is required is missing.")
        self._show_mend()

    def _show_mend(self) -> None:
        problem = self.current
        fix = problem.fix if problem is not None else None
        self.words.setText(capitalised(fix.words) if fix else "")
        key = self.frame.keymap.shown("label.mend")
        self.mend.setVisible(fix is not None)
        self.mend.setText(behind("Mend", key))

    def _look(self, index: QModelIndex) -> None:
        """Show the marked problem in the article, without leaving the list."""
        problem = index.data(ROW) if index.isValid() else None
        if problem is not None and problem != self.problems.current and self.list.hasFocus():
            self.problems.show(problem)
        self._show_mend()

    def _leave(self) -> None:
        problem = self.current
        if problem is not None:
            self.problems.show(problem)
        self.frame.view.setFocus()

    def _mend(self) -> None:
        problem = self.current
        if problem is not None:
            self.problems.current = problem
            self.frame.view.select_span(problem.span)
            self.problems.mend()

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of ``theme``."""
        self.list.set_theme(theme)
