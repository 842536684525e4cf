"""The review page's mind: which dispute is in front, what a decision does, where to go next."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from workbench.errors import WorkbenchError, as_sentence
from workbench.model.layer import GOLD, Layer
from workbench.model.span import NO_ATTRIBUTES
from workbench.project.disputed import next_disputed
from workbench.project.reviewing import (
    ArticleDispute,
    Dispute,
    adjudicate,
    article_dispute,
    decide,
    decide_article,
    disputes,
)
from workbench.review.units import UnitKey, voters
from workbench.window.article import keys
from workbench.window.review.card import Card
from workbench.window.review.queue import Disputed, Queue
from workbench.window.theme import Theme

if TYPE_CHECKING:
    from workbench.window.frame import Frame

_IGNORED = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.GroupSwitchModifier


class Review(QObject):
    """Drives queue, card and view while the frame is in Review. Its keys act while the article has the focus."""

    def __init__(self, frame: "Frame") -> None:
        super().__init__(frame)
        self.frame = frame
        self.disputes: list[Disputed] = []
        self.layers: list[Layer] = []
        self.gold = Layer(GOLD)
        self.at = 0
        self._broken = ""  # why this article's layers could not be read
        self.queue = Queue(frame.theme)
        self.card = Card(frame.theme)
        self.card.setFixedHeight(270)
        self.card.hide()
        self.queue.chosen.connect(self.go)
        self.card.taken.connect(self.take)
        self.card.rejected.connect(self.reject)
        frame.view.installEventFilter(self)

    @property
    def current(self) -> Disputed | None:
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
        self._show_gold(anew=True)
        self.at = self._first_open() or 0
        self._show_current()

    def after_undo(self) -> None:
        """Read anew; the dispute whose decision was undone or done again is in front, else the one that was."""
        here = self.current
        before = {_place(dispute): dispute.decision for dispute in self.disputes}
        self.load()
        self._show_gold()
        now = self._places()
        changed = [now[key] for key in now if key in before and self.disputes[now[key]].decision != before[key]]
        stay = now.get(_place(here), self.at) if here is not None else 0
        self.at = changed[0] if changed else min(stay, max(0, len(now) - 1))
        self._show_current()

    def load(self) -> None:
        """Read layers and disputes anew. What can't be read is said, and nothing is there to be decided."""
        session = self.frame.session
        self.disputes, self.layers, self.gold = [], [], Layer(GOLD)
        self._broken = ""
        if session is None or session.article is None:
            return
        try:
            layers = session.project.layers(self.key)
            of_article = article_dispute(session.project, self.key, layers)
            self.disputes = [*([of_article] if of_article else []), *disputes(session.project, self.key, layers)]
        except WorkbenchError as error:
            self._broken = as_sentence(error)
            self.frame.fail(self._broken)
            return
        self.layers = layers
        self.gold = next((layer for layer in layers if layer.is_gold), self.gold)

    def _places(self) -> dict[UnitKey | None, int]:
        """Where each dispute stands in the queue."""
        return {_place(dispute): at for at, dispute in enumerate(self.disputes)}

    def _first_open(self) -> int | None:
        return next((at for at, dispute in enumerate(self.disputes) if dispute.decision is None), None)

    def _show_gold(self, anew: bool = False) -> None:
        """Bring queue and article to what was read; the article stays where it is scrolled to unless ``anew``."""
        session, view, gold = self.frame.session, self.frame.view, self.gold
        if session is None or session.article is None:
            self.queue.show_disputes("", [], 0, "")
            return
        done = voters(self.layers)
        by_rule = sum(
            decision.rule not in (None, "import") for decision in gold.decisions if decision.outcome == "agreed"
        )
        self.queue.set_scheme(session.scheme)
        empty = self._broken or self._empty_words(done, gold)
        self.queue.show_disputes(session.article.text, self.disputes, by_rule, empty)
        if anew:
            view.show_article(session.article.text, gold.spans)
        else:
            old, new = {span.id: span for span in view.spans()}, {span.id: span for span in gold.spans}
            view.update_spans(
                {id for id, span in old.items() if new.get(id) != span},
                [span for id, span in new.items() if old.get(id) != span],
            )
        open_units = {_place(dispute) for dispute in self.disputes if dispute.decision is None}
        lanes = [
            (layer.annotator, [span for span in layer.spans if (span.parts, span.label) in open_units])
            for layer in done
        ]
        view.set_lanes_only(lanes)
        self.frame.show_facts()

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
        if isinstance(dispute, ArticleDispute):
            frame.view.set_band(None)
            return
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
            if isinstance(dispute, Dispute):
                decide(session.project, session.annotator, self.key, dispute.unit, take)
            else:
                values = dispute.versions[take] if take is not None else NO_ATTRIBUTES
                decide_article(session.project, session.annotator, self.key, values)
        except WorkbenchError as error:
            self.frame.fail(as_sentence(error))
            return
        self.frame.committed(sentence)
        self.load()
        self._show_gold()
        after = self._places().get(_place(dispute), min(self.at, max(0, len(self.disputes) - 1)))
        order = [*range(after + 1, len(self.disputes)), *range(after)]
        self.at = next((at for at in order if self.disputes[at].decision is None), after)
        self._show_current()

    def next_disputed(self) -> None:
        """Go to the next article with an open dispute, in this one again where it is the only one."""
        session = self.frame.session
        if session is None or session.article is None:
            return
        try:
            found = next_disputed(session.project, self.key)
        except WorkbenchError as error:
            self.frame.fail(as_sentence(error))
            return
        if found is None:
            self.frame.say("No dispute is left in any article.")
        elif found != self.key:
            self.frame.walk.go_to(found)
        else:
            self.frame.say("The disputes that are left are all in this article.")
            self.go(self._first_open() or 0)

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
                f"{report.spans:,} spans are gold since all agree on them, {report.open:,} disputes left "
                f"in {len(report.open_articles):,} articles."
            )
            self.frame.reload()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Digits, R, J, K, arrows and Enter decide while the article has the focus in Review."""
        if self.frame.mode != "review" or self.current is None or not isinstance(event, QKeyEvent):
            return False
        if event.modifiers() & ~_IGNORED != Qt.KeyboardModifier.NoModifier:
            return False
        walk, act = self._walk(event), self._act(event)
        if walk is None and act is None:
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
        elif event.type() == QEvent.Type.KeyPress:
            if walk is not None:
                walk()
            elif act is not None and not event.isAutoRepeat():  # a key held too long must not decide twice
                act()
        return True

    def _walk(self, event: QKeyEvent) -> Callable[[], None] | None:
        """What a key does that may be held down."""
        return {
            "j": lambda: self.step(1),
            "k": lambda: self.step(-1),
            Qt.Key.Key_Left: lambda: self.card.step_frame(-1),
            Qt.Key.Key_Right: lambda: self.card.step_frame(1),
        }.get(keys.letter(event) or event.key())

    def _act(self, event: QKeyEvent) -> Callable[[], None] | None:
        """What a key decides."""
        digit = keys.digit(event)
        if digit and digit != "0":
            return lambda: self.card.take_number(int(digit))
        if keys.letter(event) == "r":
            return self.reject
        return self.take_framed if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) else None


def _place(dispute: Disputed) -> UnitKey | None:
    """What tells a dispute from the others of its article; None for that about the article itself."""
    return dispute.unit.key if isinstance(dispute, Dispute) else None
