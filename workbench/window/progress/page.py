"""The page of progress: how many articles are read and gold, by day and by person, and what waits for somebody."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from workbench.jobs import Cancelled
from workbench.project.progress import Progress, progress
from workbench.project.progress_table import save_csv
from workbench.project.waiting import Waiting, waiting
from workbench.window.look.elided import Elided
from workbench.window.look.focus import SHOWS_FOCUS
from workbench.window.look.small import plain_label
from workbench.window.look.theme import Theme
from workbench.window.progress.curve import Curve
from workbench.window.progress.people import People
from workbench.window.progress.states import States
from workbench.window.progress.waiting import WaitingList
from workbench.window.progress.words import below_heading, curve_title, heading, people_title
from workbench.window.runner import run_job

if TYPE_CHECKING:
    from workbench.window.frame import Frame

_SIDE, _BETWEEN = 28, 14  # pixels
_ROOMY = 900  # pixels of width from which two cards stand side by side
GOAL = 0.7  # of agreement with the gold, unless the settings say another


class Card(QFrame):
    """A heading, a quiet line, and what it is about."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("progressCard")
        self.title, self.line = Elided(15), plain_label(px=12)
        font = self.title.font()
        font.setWeight(font.Weight.DemiBold)
        self.title.setFont(font)
        self.line.setObjectName("quiet")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(20, 15, 20, 15)
        self.column.setSpacing(2)
        self.column.addWidget(self.title)
        self.column.addWidget(self.line)
        self.column.addSpacing(8)


class ProgressPage(QScrollArea):
    """Shows the figures of the moment when it was opened, or brought up to date."""

    def __init__(self, frame: "Frame") -> None:
        super().__init__(frame.pages)
        self.frame = frame
        self.setObjectName("progress")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setProperty(SHOWS_FOCUS, True)  # keys scroll it: a ring round the whole page would say nothing more
        self.found: Progress | None = None
        self._build(frame.theme)

    def _build(self, theme: Theme) -> None:
        body = QWidget(self)
        body.setObjectName("progressBody")
        column = QVBoxLayout(body)
        column.setContentsMargins(_SIDE, 20, _SIDE, 22)
        column.setSpacing(_BETWEEN)
        column.addLayout(self._head())
        curve, states, people, waits = (Card(body) for _ in range(4))
        self.curve_card, self.states_card, self.people_card, self.waiting_card = curve, states, people, waits
        self.curve, self.states = Curve(theme, curve), States(theme, states)
        self.people, self.waiting = People(theme, people), WaitingList(theme, waits)
        self.waiting.chosen.connect(self._go)
        curve.column.addWidget(self.curve, 1)
        states.column.addWidget(self.states)
        states.column.addStretch(1)
        people.column.addWidget(self.people)
        waits.column.addWidget(self.waiting)
        people.line.hide()
        waits.line.hide()
        waits.title.setText("Waiting for someone")
        self.upper = QHBoxLayout()
        self.upper.setSpacing(_BETWEEN)
        self.upper.addWidget(curve, 10)
        self.upper.addWidget(states, 7)
        column.addLayout(self.upper)
        column.addWidget(people)
        column.addWidget(waits)
        column.addStretch(1)
        self.setWidget(body)

    def _head(self) -> QLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(3)
        self.heading, self.below = plain_label(px=20, weight=600), plain_label()
        self.heading.setWordWrap(True)
        self.below.setWordWrap(True)
        self.below.setObjectName("quiet")
        words.addWidget(self.heading)
        words.addWidget(self.below)
        self.renew = QPushButton("Bring up to date", self)
        self.save = QPushButton("Export table…", self)
        self.renew.clicked.connect(self.refresh)
        self.save.clicked.connect(self._save)
        row.addLayout(words, 1)
        row.addWidget(self.renew)
        row.addWidget(self.save)
        return row

    @property
    def goal(self) -> float:
        """The agreement with the gold that the team wants."""
        return float(self.frame.settings.get("agreement_goal", GOAL))

    def refresh(self) -> None:
        """Work all figures out anew."""
        self.frame.attempt(self._refresh)

    def _refresh(self) -> None:
        session = self.frame.session
        if session is None:
            return
        try:
            found = run_job(self.frame, "Counting what was done", lambda report: progress(session.project))
        except Cancelled:
            return
        self.show_figures(found, waiting(session.project, session.annotator))

    def show_figures(self, found: Progress, waits: list[Waiting]) -> None:
        """Show these figures."""
        self.found = found
        self.heading.setText(heading(found))
        self.below.setText(below_heading(found))
        self.curve_card.title.setText(curve_title(found))
        self.curve_card.line.setText("Articles, cumulative")
        self.curve.show_points(found.points, found.workdays[-1])
        self.states_card.title.setText(f"{found.counts.articles:,} articles")
        self.states_card.line.setText("by state")
        self.states.show_counts(found.counts)
        self.people_card.title.setText(people_title(found.people, self.goal))
        self.people.setVisible(bool(found.people))
        self.people.show_people(found.people, found.counts.articles, self.goal)
        self.waiting.show_items(waits)
        self.save.setEnabled(bool(found.people))

    def _save(self) -> None:
        session, found = self.frame.session, self.found
        if session is None or found is None:
            return
        folder = Path(self.frame.settings.get("export_folder", "") or Path.home())
        name = str(folder / f"{session.project.name}-progress.csv")
        where, _ = QFileDialog.getSaveFileName(self, "Save the table", name, "CSV (*.csv)")
        if where:
            self.frame.attempt(lambda: self._write(found, Path(where)))

    def _write(self, found: Progress, path: Path) -> None:
        save_csv(found, path)
        self.frame.say(f"Wrote the table of {len(found.people):,} annotators to {path.name}.")

    def _go(self, item: Waiting) -> None:
        """Go to what waits."""
        frame = self.frame
        frame.set_mode("annotate" if item.kind == "flags" else "review")
        frame.walk.go_to(item.key)

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of ``theme``."""
        for part in (self.curve, self.states, self.people):
            part.set_theme(theme)
        self.waiting.theme = theme
        if self.found is not None and self.frame.session is not None:
            self.waiting.show_items(waiting(self.frame.session.project, self.frame.session.annotator))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow page has its cards one below the other."""
        super().resizeEvent(event)
        wide = event.size().width() >= _ROOMY
        self.upper.setDirection(QHBoxLayout.Direction.LeftToRight if wide else QHBoxLayout.Direction.TopToBottom)
        self.people.fit()
