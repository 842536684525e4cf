"""The review page's mind: which dispute is in front, what a decision does, where to go next."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from workbench.errors import WorkbenchError
from workbench.model.layer import GOLD, Layer
from workbench.project.reviewing import Dispute, adjudicate, decide, disputes
from workbench.review.units import voters
from workbench.window.review.card import Card
from workbench.window.review.queue import Queue
from workbench.window.theme import Theme

if TYPE_CHECKING:
    from workbench.window.frame import Frame


class Review(QObject):
    """Drives queue, card and view while the frame is in Review. Its keys act while the article has the focus."""

    def __init__(self, frame: "Frame") -> None:
        super().__init__(frame)
        self.frame = frame
        self.disputes: list[Dispute] = []
        self.layers: list[Layer] = []
        self.gold = Layer(GOLD)
        self.at = 0
        self.queue = Queue(frame.theme)
        self.card = Card(frame.theme)
        self.card.setFixedHeight(270)
        self.card.hide()
        self.queue.chosen.connect(self.go)
        self.card.taken.connect(self.take)
        self.card.rejected.connect(self.reject)
        frame.view.installEventFilter(self)

    @property
    def current(self) -> Dispute | None:
        """The dispute on the card."""
        return self.disputes[self.at] if self.at < len(self.disputes) else None

    @property
    def key(self) -> str:
        """The article under review."""
        session = self.frame.session
        return session.article.key if session and session.article else ""

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of ``theme``."""
        self.queue.set_theme(theme)
        self.card.set_theme(theme)

    def show(self) -> None:
        """Show the article with its gold and everybody's lanes; the first undecided dispute in front."""
        self.load()
        self.at = next((at for at, dispute in enumerate(self.disputes) if dispute.decision is None), 0)
        self._show_current()

    def load(self) -> None:
        """Read layers and disputes anew."""
        session = self.frame.session
        if session is None or session.article is None:
            self.disputes, self.layers = [], []
            return
        self.layers = session.project.layers(self.key)
        self.disputes = disputes(session.project, self.key)
        gold = self.gold = next((layer for layer in self.layers if layer.is_gold), Layer(GOLD))
        done = voters(self.layers)
        by_rule = sum(
            decision.rule not in (None, "import") for decision in gold.decisions if decision.outcome == "agreed"
        )
        self.queue.set_scheme(session.scheme)
        self.queue.show_disputes(session.article.text, self.disputes, by_rule, self._empty_words(done, gold))
        self.frame.view.show_article(session.article.text, gold.spans)
        open_units = {dispute.unit.key for dispute in self.disputes if dispute.decision is None}
        lanes = [
            (layer.annotator, [span for span in layer.spans if (span.parts, span.label) in open_units])
            for layer in done
        ]
        self.frame.view.set_lanes_only(lanes)

    def _empty_words(self, done: list[Layer], gold: Layer) -> str:
        if len(done) < 2:
            who = f"{done[0].annotator} is" if done else "Nobody is"
            return f"{who} done with this article. Review needs two readers who are."
        if not gold.spans:
            return "Nothing is gold yet. “Merge what all agree on” in the menu Review starts."
        agreed = f"Everyone agrees here. {len(gold.spans):,} spans are gold."
        return f"{agreed} Ctrl+Enter opens the next article with disputes."

    def _show_current(self) -> None:
        frame, dispute = self.frame, self.current
        self.card.setVisible(dispute is not None)
        frame.update_actions()
        if dispute is None or frame.session is None or frame.session.article is None:
            frame.view.set_band(None)
            return
        self.queue.select(self.at)
        self.card.show_dispute(dispute, frame.session.scheme, frame.session.article.text, self.layers)
        start, end = dispute.unit.parts[0][0], dispute.unit.parts[-1][1]
        frame.view.set_band((start, end))
        frame.view.reveal(start, end)

    def go(self, at: int) -> None:
        """Put a dispute in front."""
        self.at = at
        self._show_current()
        self.frame.view.setFocus()

    def step(self, by: int) -> None:
        """The next dispute or the one before, decided ones too."""
        if self.disputes:
            self.go((self.at + by) % len(self.disputes))

    def take_framed(self) -> None:
        """Take the version in the frame."""
        self.card.take_number(self.card.framed + 1)

    def take(self, name: str) -> None:
        """Make a person's version gold and go on."""
        self._decide(name, f"Took {name}’s version. Ctrl+Z undoes it.")

    def reject(self) -> None:
        """Decide that no version is right, and go on."""
        self._decide(None, "Rejected. Ctrl+Z undoes it.")

    def _decide(self, take: str | None, sentence: str) -> None:
        dispute, session = self.current, self.frame.session
        if dispute is None or session is None:
            return
        try:
            decide(session.project, session.annotator, self.key, dispute.unit, take)
        except WorkbenchError as error:
            self.frame.fail(str(error))
            return
        self.frame.committed(sentence)
        after = self.at
        self.load()
        order = [*range(after + 1, len(self.disputes)), *range(after)]
        self.at = next(
            (at for at in order if self.disputes[at].decision is None), min(after, max(0, len(self.disputes) - 1))
        )
        self._show_current()

    def merge(self) -> None:
        """Let the unanimous rule make gold of what all agree on, in all articles."""
        session = self.frame.session
        if session is None:
            return
        report = self.frame.transfer.run_job(
            "Merging", lambda tell: adjudicate(session.project, session.annotator, report=tell)
        )
        if report is not None:
            self.frame.committed(
                f"{report.spans:,} spans are gold, {report.open:,} disputes left "
                f"in {len(report.open_articles):,} articles."
            )
            self.frame.reload()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Digits, R, J, K, arrows and Enter decide while the article has the focus in Review."""
        if self.frame.mode != "review" or self.current is None or not isinstance(event, QKeyEvent):
            return False
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if modifiers != Qt.KeyboardModifier.NoModifier:
            return False
        act = self._act(event.key())
        if act is None:
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
        elif event.type() == QEvent.Type.KeyPress:
            act()
        return True

    def _act(self, key: int) -> Callable[[], None] | None:
        digit = key - int(Qt.Key.Key_0)
        if 1 <= digit <= 9:
            return lambda: self.card.take_number(digit)
        return {
            Qt.Key.Key_R: self.reject,
            Qt.Key.Key_J: lambda: self.step(1),
            Qt.Key.Key_K: lambda: self.step(-1),
            Qt.Key.Key_Left: lambda: self.card.step_frame(-1),
            Qt.Key.Key_Right: lambda: self.card.step_frame(1),
            Qt.Key.Key_Return: self.take_framed,
            Qt.Key.Key_Enter: self.take_framed,
        }.get(Qt.Key(key))
