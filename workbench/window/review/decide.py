"""What the reviewer decides: each is one action, said in words, and then the next dispute is in front."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from workbench.errors import WorkbenchError
from workbench.model.layer import Layer
from workbench.model.span import NO_ATTRIBUTES, Attributes, Span
from workbench.project.deciding import add_gold, decide_edited, decide_nothing, give_reason
from workbench.project.reviewing import ArticleDispute, Dispute, decide, decide_article, place_words
from workbench.window.key_words import then
from workbench.window.review.places import Place, place_of, unit_of
from workbench.window.review.queue import is_added
from workbench.window.review.words import Disputed
from workbench.window.session import Session
from workbench.words import with_article

if TYPE_CHECKING:
    from workbench.window.review.page import Review

_EDITED = "the version that is being edited"  # the id of a span that is shown and not stored

Work = Callable[[Session, str | None], list[Layer]]


class Deciding(QObject):
    """Carries decisions out for the page and tells what was done."""

    def __init__(self, review: "Review") -> None:
        super().__init__(review)
        self.review = review
        self.frame = review.frame
        self.card = review.card
        self._reasons: dict[tuple[tuple[str, str], Place], str] = {}  # of what is not decided yet
        self._fronts: list[Place] = []  # where decisions were made, the newest last
        self.card.taken.connect(self.take)
        self.card.asked.connect(lambda what: getattr(self, what)())
        self.card.edit.changed.connect(self._show_edited)
        self.card.edit.kept.connect(self._keep_edited)
        self.card.edit.left.connect(self.leave_editing)
        self.card.reason.written.connect(self._keep_reason)
        self.card.reason.left.connect(self._leave_reason)

    def last_of(self, places: Sequence[Place]) -> Place:
        """Of these places the one where the last decision was made; the first where none was."""
        return next((place for place in reversed(self._fronts) if place in places), places[0] if places else None)

    # Decisions

    def take(self, name: str) -> None:
        """Make a person's version gold and go on."""
        dispute = self.review.current
        if dispute is not None:
            self._do(dispute, self._taking(dispute, name), f"Took {name}’s version.")

    def _taking(self, dispute: Disputed, name: str) -> Work:
        """How to take a version; where a person has another span in this one's place, that one instead of it."""
        key = self.review.key
        if isinstance(dispute, ArticleDispute):
            values = dispute.versions[name]
            return lambda session, why: decide_article(session.project, session.annotator, key, values, why)
        unit = dispute.unit
        if name in unit.spans:
            return lambda session, why: decide(session.project, session.annotator, key, unit, name, why)
        theirs = unit_of(self.review.others_of(dispute)[name].span, self.review.layers)
        return lambda session, why: decide(session.project, session.annotator, key, theirs, name, why, unit)

    def reject(self) -> None:
        """Decide that no version is right, and go on."""
        dispute, key = self.review.current, self.review.key
        if isinstance(dispute, ArticleDispute):
            self._do(
                dispute,
                lambda session, why: decide_article(session.project, session.annotator, key, NO_ATTRIBUTES, why),
                "Rejected.",
            )
        elif dispute is not None:
            unit = dispute.unit
            self._do(
                dispute,
                lambda session, why: decide(session.project, session.annotator, key, unit, None, why),
                "Removed from the gold." if is_added(dispute) else "Rejected.",
            )

    def nothing(self) -> None:
        """Decide that the words belong to no label, and go on."""
        dispute, key = self.review.current, self.review.key
        if isinstance(dispute, Dispute):
            unit = dispute.unit
            self._do(
                dispute,
                lambda session, why: decide_nothing(session.project, session.annotator, key, unit, why),
                "Nothing here belongs to any label.",
            )

    def _do(self, dispute: Disputed, work: Work, sentence: str) -> None:
        """Carry a decision out, say it, and go on; what is refused is said and nothing has changed."""
        session, review = self.frame.session, self.review
        if session is None or not self.frame.typed.may_leave():
            return
        place = place_of(dispute)
        try:
            layers = work(session, self._reasons.get((review.slot, place)))
        except WorkbenchError as error:
            self._refused(error, lambda: self._do(dispute, work, sentence))
            return
        self._reasons.pop((review.slot, place), None)
        self._fronts.append(place)
        self._committed(sentence)
        self.stop_editing()
        review.load(layers)
        review.show_anew()
        review.go_on(place)

    def _refused(self, error: WorkbenchError, again: Callable[[], object]) -> None:
        """Say that nothing was decided; what tries it again goes back to where it was."""
        slot = self.review.slot

        def back_and_again() -> None:
            if self.frame.mode != "review":
                self.frame.set_mode("review")
            if self.review.slot != slot:
                self.frame.walk.go_to(slot[1])
            if self.review.slot == slot:
                again()

        self.frame.saving.refused(error, back_and_again)

    def _committed(self, sentence: str) -> None:
        self.frame.committed(f"{sentence}{then(self.frame.keymap.shown('edit.undo'), 'undoes it')}")

    def add(self, digit: int) -> None:
        """Make the selected words gold with the label of that digit."""
        session, view = self.frame.session, self.frame.view
        if session is None or session.article is None:
            return
        label = session.scheme.label_of_key(str(digit))
        extent = view.selection()
        if label is None or extent is None:
            self.frame.say(
                f"No label of this scheme has the key {digit}."
                if label is None
                else "Select the words that everybody missed first."
            )
            return
        from workbench.model.proposals import propose
        from workbench.model.snap import snap

        text = session.article.text
        snapped = snap(label.snap, text, *extent)
        if snapped is None:
            self.frame.fail(f"There is nothing here that can be {with_article(label.name)}.")
            return
        self._add(label.name, snapped, propose(label, text, (snapped,)))

    def _add(self, label: str, extent: tuple[int, int], values: Attributes) -> None:
        session, key, here = self.frame.session, self.review.key, self.review.current
        if session is None:
            return
        try:
            layers = add_gold(session.project, session.annotator, key, label, (extent,), values)
        except WorkbenchError as error:
            self._refused(error, lambda: self._add(label, extent, values))
            return
        self.frame.view.clear_selection()
        self._committed(f"Added {with_article(label)} to the gold.")
        self.review.load(layers)
        self.review.show_anew()
        now = self.review.places()
        self.review.at = now.get(place_of(here), 0) if here is not None else 0
        self.review.show_current()

    # Editing a version

    def edit(self) -> None:
        """Let the framed version's edges and values be changed before it becomes gold."""
        dispute, session = self.review.current, self.frame.session
        if not isinstance(dispute, Dispute) or session is None or session.article is None or not self.card.versions:
            return
        name = self.card.versions[self.card.framed].name
        if name not in dispute.unit.spans:
            self.frame.say(f"{name} has no such span. Go to a version that is one with the arrow keys.")
            return
        self.card.start_editing(dispute.unit.spans[name], session.article.text, session.scheme)

    def _show_edited(self, span: Span) -> None:
        view = self.frame.view
        shown = span._replace(id=_EDITED)
        view.update_spans({_EDITED} & {known.id for known in view.spans()}, [shown])
        view.select_span(_EDITED, reveal=False)
        view.reveal(span.start, span.end)

    def _keep_edited(self, span: Span) -> None:
        dispute, key = self.review.current, self.review.key
        if not isinstance(dispute, Dispute):
            return
        unit, name = dispute.unit, self.card.versions[self.card.framed].name
        self._do(
            dispute,
            lambda session, why: decide_edited(
                session.project, session.annotator, key, unit, name, span.parts, span.attributes, why
            ),
            f"Made {name}’s version gold as you edited it.",
        )
        if not self.card.is_editing:
            self.frame.view.setFocus()

    def leave_editing(self) -> None:
        """Back to the versions; nothing was changed."""
        self.stop_editing()
        self.review.show_current()
        self.frame.view.setFocus()

    def stop_editing(self) -> None:
        """Take what is being edited out of the article again."""
        if self.card.is_editing:
            self.frame.view.select_span(None)
            self.frame.view.update_spans({_EDITED}, [])
        self.card.stop_editing()

    # Reasons

    def later(self) -> None:
        """Set the dispute aside."""
        self.review.later()

    def reason(self) -> None:
        """Let the reason be written: that of the decision, or for the one to come."""
        dispute = self.review.current
        if dispute is not None and not self.card.is_editing:
            known = dispute.decision.reason if dispute.decision else self.pending_reason(dispute)
            self.card.ask_reason(known or "")

    def pending_reason(self, dispute: Disputed) -> str:
        """The reason that was written for a dispute that is not decided yet."""
        return self._reasons.get((self.review.slot, place_of(dispute)), "")

    def _keep_reason(self, words: str) -> None:
        dispute, session, review = self.review.current, self.frame.session, self.review
        if dispute is None or session is None:
            return
        place = place_of(dispute)
        if dispute.decision is None:
            self._reasons[review.slot, place] = words
            self.frame.say("The reason is kept with your decision on this." if words else "No reason.")
            self._leave_reason()
            return
        what = place_words(dispute.unit) if isinstance(dispute, Dispute) else "the attributes of the article"
        try:
            layers = give_reason(
                session.project, session.annotator, review.key, dispute.decision.target, what, words or None
            )
        except WorkbenchError as error:
            self._refused(error, lambda: self._keep_reason_at(place, words))
            return
        self._committed("The reason is kept.")
        review.load(layers)
        review.show_anew()
        self._leave_reason()

    def _keep_reason_at(self, place: Place, words: str) -> None:
        if self.card.reason.is_unwritten():
            self.card.reason.commit()  # as it reads by now
            return
        at = self.review.places().get(place)
        if at is not None:
            self.review.go(at)
            self._keep_reason(words)

    def _leave_reason(self) -> None:
        self.card.reason.hide()
        self.frame.saving.show()  # a reason that could not be kept was given up, or kept
        self.review.show_current()
        self.frame.view.setFocus()
