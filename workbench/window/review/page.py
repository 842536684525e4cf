"""The review page's mind: which dispute is in front, in which order, what article and queue show of them."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from workbench.errors import WorkbenchError, as_sentence
from workbench.model.layer import GOLD, Layer
from workbench.project.disputed import next_disputed
from workbench.project.reviewing import ArticleDispute, Dispute, adjudicate, article_dispute, disputes
from workbench.review.differences import Other, others
from workbench.review.units import voters
from workbench.window.look.theme import Theme
from workbench.window.review import gold_words
from workbench.window.review.card import Card
from workbench.window.review.decide import Deciding
from workbench.window.review.legend import LanesLegend
from workbench.window.review.places import Place, at_one_place, hardest_first, lanes_of, place_of, text_order
from workbench.window.review.queue import Queue, is_added
from workbench.window.review.words import Disputed, reason_words
from workbench.words import cut, number

if TYPE_CHECKING:
    from workbench.window.frame import Frame


class Review(QObject):
    """Drives queue, card and view while the frame is in Review."""

    def __init__(self, frame: "Frame") -> None:
        super().__init__(frame)
        self.frame = frame
        self.disputes: list[Disputed] = []
        self.layers: list[Layer] = []
        self.gold = Layer(GOLD)
        self.at = 0
        self._broken = ""  # why this article's layers could not be read
        self._others: dict[Place, dict[str, Other]] = {}
        self._later: dict[tuple[str, str], list[Place]] = {}  # by project and article; for this session
        self.queue = Queue(frame.theme)
        self.card = Card(frame.theme, frame.keymap)
        self.legend = LanesLegend(frame.view, frame.theme)
        self.card.hide()
        self.deciding = Deciding(self)
        self.queue.model.reason = lambda dispute: reason_words(dispute, self.others_of(dispute))
        self.queue.chosen.connect(self.go)
        self.queue.gold_chosen.connect(lambda id: frame.view.select_span(id))
        self.queue.order_chosen.connect(self.set_order)
        self.queue.refiltered.connect(self._keep_in_filter)
        self.queue.left.connect(lambda: frame.view.setFocus())
        self.queue.set_order(self.order)

    @property
    def current(self) -> Disputed | None:
        """The dispute on the card."""
        return self.disputes[self.at] if self.at < len(self.disputes) else None

    @property
    def key(self) -> str:
        """The article under review."""
        session = self.frame.session
        return session.article.key if session and session.article else ""

    @property
    def slot(self) -> tuple[str, str]:
        """The project and the article, for what is remembered in this session."""
        session = self.frame.session
        return (session.project.address if session else "", self.key)

    @property
    def text(self) -> str:
        """The article's text."""
        session = self.frame.session
        return session.article.text if session and session.article else ""

    @property
    def order(self) -> str:
        """``text`` or ``hardest``."""
        found: str = self.frame.settings.get("review_order", "text")
        return found

    def others_of(self, dispute: Disputed) -> dict[str, Other]:
        """What those have at a dispute's place who have not its unit."""
        if not isinstance(dispute, Dispute) or is_added(dispute):
            return {}
        place = dispute.unit.key
        if place not in self._others:
            self._others[place] = others(dispute.unit, voters(self.layers))
        return self._others[place]

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of ``theme``."""
        self.queue.set_theme(theme)
        self.card.set_theme(theme)
        self.legend.set_theme(theme)

    def leave(self) -> None:
        """The page goes; an edit that was not kept goes with it."""
        self.deciding.stop_editing()
        self.card.hide()
        self.legend.show_names(())

    # Reading

    def show(self) -> None:
        """Show the article with its gold and everybody's lanes; the first undecided dispute in front."""
        self.deciding.stop_editing()
        self.load()
        self._show_gold(anew=True)
        self.at = self._front()
        self.show_current()

    def after_undo(self) -> None:
        """Read anew; the dispute whose decision was undone or done again is in front, else the one that was."""
        self.deciding.stop_editing()
        here = self.current
        before = {place_of(dispute): dispute.decision for dispute in self.disputes}
        self.load()
        self._show_gold()
        now = self.places()
        changed = [key for key in now if key in before and self.disputes[now[key]].decision != before[key]]
        stay = now.get(place_of(here), self.at) if here is not None else 0
        front = self.deciding.last_of(changed)
        self.at = now[front] if changed else min(stay, max(0, len(now) - 1))
        self.show_current()

    def load(self, layers: list[Layer] | None = None) -> None:
        """Read layers and disputes anew; ``layers`` are those of the article, where they were read already.

        What can't be read is said, and nothing is there to be decided.
        """
        session = self.frame.session
        self.disputes, self.layers, self.gold = [], [], Layer(GOLD)
        self._broken = ""
        if layers is None:
            self._others.clear()  # else only the gold has changed
        if session is None or session.article is None:
            return
        try:
            layers = session.project.layers(self.key) if layers is None else layers
            of_article = article_dispute(session.project, self.key, layers)
            found = disputes(session.project, self.key, layers)
        except WorkbenchError as error:
            self._broken = as_sentence(error)
            self.frame.fail(self._broken)
            return
        self.layers = layers
        self.gold = next((layer for layer in layers if layer.is_gold), self.gold)
        self.disputes = self._ordered([*([of_article] if of_article else []), *found])

    def _ordered(self, found: list[Disputed]) -> list[Disputed]:
        """In the order that was chosen; those for later come last."""
        later = self._later.get(self.slot, [])
        if self.order == "hardest":
            found = hardest_first(found)
        found.sort(key=lambda item: later.index(place_of(item)) + 1 if place_of(item) in later else 0)
        return found

    def places(self) -> dict[Place, int]:
        """Where each dispute stands in the queue."""
        return {place_of(dispute): at for at, dispute in enumerate(self.disputes)}

    def _first_open(self) -> int | None:
        return next((at for at, dispute in enumerate(self.disputes) if dispute.decision is None), None)

    def _shown(self) -> list[int]:
        """What the filter lets through."""
        return [at for at in range(len(self.disputes)) if not self.queue.is_hidden(at)]

    def _front(self) -> int:
        """Where to begin: the first undecided dispute that the filter shows, else the first that it shows."""
        shown = self._shown()
        undecided = (at for at in shown if self.disputes[at].decision is None)
        return next(undecided, shown[0] if shown else self._first_open() or 0)

    def _keep_in_filter(self) -> None:
        """Where the filter hides the dispute on the card, the first that it shows comes in front."""
        if self.current is None or self.card.is_editing or not self.queue.is_hidden(self.at):
            return
        if self._shown():
            self.at = self._front()
            self.show_current()
        else:
            self.frame.say(f"No dispute has “{cut(self.queue.filter.text())}”. Esc in the filter shows all.")

    # Showing

    def show_anew(self) -> None:
        """Show what was read anew; the article stays where it is scrolled to."""
        self._show_gold()

    def _show_gold(self, anew: bool = False) -> None:
        session, view, gold = self.frame.session, self.frame.view, self.gold
        if session is None or session.article is None:
            self.queue.show_disputes("", [])
            self.legend.show_names(())
            return
        done = voters(self.layers)
        key = self.frame.keymap.shown("article.done_next")
        later = self._later.get(self.slot, [])
        self.queue.set_scheme(session.scheme)
        self.queue.model.later = frozenset(
            id(dispute) for dispute in self.disputes if dispute.decision is None and place_of(dispute) in later
        )
        shown = bool(gold.spans) and len(done) >= 2
        self.queue.show_disputes(
            session.article.text,
            self.disputes,
            gold_words.sources(gold) if shown else [],
            gold_words.agreed(gold, len(done)),
            self._broken or gold_words.empty(done, gold, key),
            gold_words.note(self.layers, bool(self.disputes) and self._first_open() is None, key),
        )
        if anew:
            view.show_article(session.article.text, gold.spans, session.article.meta.title)
        else:
            old, new = {span.id: span for span in view.spans()}, {span.id: span for span in gold.spans}
            view.update_spans(
                {id for id, span in old.items() if new.get(id) != span},
                [span for id, span in new.items() if old.get(id) != span],
            )
        open_units = {place_of(dispute) for dispute in self.disputes if dispute.decision is None}
        view.set_lanes_only(lanes_of(done, open_units))
        self.frame.strip.set_ticks([(unit[0][0][0], unit[0][-1][1]) for unit in open_units if unit is not None])
        names = tuple(layer.annotator for layer in done) if open_units and len(done) > 1 else ()
        self.legend.show_names(names)
        self.frame.show_facts()

    def show_current(self) -> None:
        """Bring card, band and queue to the dispute in front."""
        frame, dispute = self.frame, self.current
        self.card.setVisible(dispute is not None)
        frame.update_actions()
        if dispute is None or frame.session is None or frame.session.article is None:
            frame.view.set_band(None)
            return
        near = [other for other in self.disputes if other is not dispute and at_one_place(dispute, other)]
        self.queue.select(self.at, frozenset(map(id, near)))
        self.card.show_dispute(
            dispute, frame.session.scheme, self.text, self.layers, self.others_of(dispute), len(near)
        )
        self.card.show_pending(self.deciding.pending_reason(dispute))
        if isinstance(dispute, ArticleDispute):
            frame.view.set_band(None)
            return
        start, end = dispute.unit.parts[0][0], dispute.unit.parts[-1][1]
        frame.view.set_band((start, end))
        frame.view.reveal(start, end)
        frame.show_facts()

    # Going

    def go(self, at: int) -> None:
        """Put a dispute in front."""
        if not self.frame.typed.may_leave():
            self.queue.select(self.at)
            return
        self.deciding.stop_editing()
        self.at = at
        self.show_current()
        self.frame.view.setFocus()

    def step(self, by: int, same_label: bool = False) -> None:
        """The next dispute or the one before, decided ones too; of the same label only those that are open."""
        here, count = self.current, len(self.disputes)
        label = here.unit.label if isinstance(here, Dispute) else None
        for far in range(1, count):
            at = (self.at + far * by) % count
            found = self.disputes[at]
            fits = not same_label or (
                found.decision is None and isinstance(found, Dispute) and label in (None, found.unit.label)
            )
            if fits and not self.queue.is_hidden(at):
                self.go(at)
                return
        if same_label:
            self.frame.say(f"No other {label or 'span'} is undecided in this article.")

    def go_on(self, from_place: Place) -> None:
        """After a decision: the next open dispute, else stay."""
        after = self.places().get(from_place, min(self.at, max(0, len(self.disputes) - 1)))
        order = self._open_after(after)
        shown = [at for at in order if not self.queue.is_hidden(at)]
        hidden = self.queue.is_hidden(after)  # what was decided need not pass the filter any more
        self.at = next(iter(shown or (order if hidden else [])), after)
        self.show_current()

    def set_order(self, order: str) -> None:
        """Another order of the queue; remembered."""
        self.frame.settings.set("review_order", order)
        self.queue.set_order(order)
        here = self.current
        self.load()
        self._show_gold()
        if here is not None:
            self.at = self.places().get(place_of(here), 0)
        self.show_current()
        self.frame.update_actions()

    def later(self) -> None:
        """Put the dispute in front at the end of the queue, for this session; one that is there comes back."""
        dispute = self.current
        if dispute is None or self.card.is_editing:
            return
        if dispute.decision is not None:
            self.frame.say("This is decided already.")
            return
        place, aside = place_of(dispute), self._later.setdefault(self.slot, [])
        back = place in aside
        if back:
            aside.remove(place)
        else:
            aside.append(place)
        following = None if back else next((self.disputes[at] for at in self._open_after(self.at)), None)
        self.disputes = self._ordered(sorted(self.disputes, key=text_order))
        self._show_gold()
        self.at = self.places()[place_of(following or dispute)]
        self.show_current()
        self.frame.say("It has its old place again." if back else "Set aside: it comes last, in this session.")

    def _open_after(self, here: int) -> list[int]:
        """The undecided disputes in the order of the queue, going round; that at ``here`` is none of them."""
        order = [*range(here + 1, len(self.disputes)), *range(here)]
        return [at for at in order if self.disputes[at].decision is None]

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
            self.go(self._front())

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
                f"{number(report.spans, 'span')} {'is' if report.spans == 1 else 'are'} gold since all agree, "
                f"{number(report.open, 'dispute')} left in {number(len(report.open_articles), 'article')}."
            )
            self.frame.reload()

    # What the keys do, by the names that the table of actions has for them

    def take_framed(self) -> None:
        """Take the version in the frame."""
        self.card.take_number(self.card.framed + 1)

    def reject(self) -> None:
        """Decide that no version is right, and go on."""
        self.deciding.reject()
