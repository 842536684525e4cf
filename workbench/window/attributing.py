"""Who says what, in one gesture: a proposal drawn as suggestions, changed by arrows, taken by Enter as one action."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from workbench.model.attribution import Proposal, propose_attribution
from workbench.model.proposals import propose, tells_verbatim
from workbench.model.quotes import verbatim
from workbench.model.scheme import Attribution, Label
from workbench.model.span import Extent, Parts, Span
from workbench.window.action import PREVIEW
from workbench.window.article.hands.proposal_mode import ProposalMode
from workbench.window.keymap import caps, spoken
from workbench.window.panels.verbatim import in_verbatim_words

if TYPE_CHECKING:
    from workbench.window.article.hands.key_mode import IsKey
    from workbench.window.frame import Frame

_WORDS = 30  # characters of what is said word for word that the status bar shows


class Attributing:
    """Proposes for the selected quote, the selected words, or the cue at the caret."""

    def __init__(self, frame: "Frame") -> None:
        self.frame = frame
        self.view = frame.view
        self.mode: ProposalMode | None = None
        self._attribution: Attribution | None = None
        self._proposal = Proposal((), (), None)
        self._text = ""
        self._content = self._speaker = 0  # which of the alternatives are shown
        self._verbatim: Parts | None = None  # of the words that are shown

    def begin(self) -> None:
        """Propose, or say what is missing."""
        frame, session = self.frame, self.frame.session
        if session is None or session.article is None or self.mode is not None or not frame.typed.may_leave():
            return
        if frame.previewing:
            frame.finding.preview.close()
        attribution = self._wanted()
        at = self._where(attribution)
        proposal = propose_attribution(self.view.text, at, session.layer.spans, session.scheme, attribution)
        if proposal is None:
            self._say_what_is_missing(attribution, at)
            return
        self._attribution, self._proposal, self._text = attribution, proposal, self.view.text
        self._content = self._speaker = 0
        self.view.setFocus()
        self.mode = ProposalMode(self.view, self._means("label.take_all"), self._means("edit.back"))
        self.mode.stepped.connect(self._step)
        self.mode.ended.connect(self._ended)
        self._show()
        whole = [place for place in (*self._parts, self._who, proposal.cue) if place is not None]
        self.view.reveal(min(start for start, _ in whole), max(end for _, end in whole))

    def _wanted(self) -> Attribution:
        """The attribution of the selected span's label, else of the label used last, else the scheme's first."""
        session = self.frame.session
        assert session is not None
        span = self.view.selected_span
        labels = (span.label if span is not None else "", self.frame.tagging.label_in_hand())
        found = (session.scheme.attribution(label) for label in labels)
        return next((item for item in found if item is not None), session.scheme.attributions[0])

    def _where(self, attribution: Attribution) -> int | Parts:
        """The parts of what is said, where that is selected; else the place to look for a cue at."""
        from workbench.model.snap import snap

        session, span, words = self.frame.session, self.view.selected_span, self.view.selection()
        assert session is not None
        if span is not None:
            return span.parts if span.label == attribution.label else span.start
        if words is None or self._is_cue(attribution, words):
            return words[0] if words is not None else self.view.caret()
        snapped = snap(session.scheme.label(attribution.label).snap, self.view.text, *words)
        return (words if self.view.is_exact or snapped is None else snapped,)

    def _is_cue(self, attribution: Attribution, words: Extent) -> bool:
        """Whether the selected words are a cue, as after a double click on it; what is said is elsewhere then."""
        session, text = self.frame.session, self.view.text
        assert session is not None
        found = propose_attribution(text, words[0], session.layer.spans, session.scheme, attribution)
        end = words[0] + len(text[slice(*words)].rstrip())
        return found is not None and found.cue is not None and found.cue[0] <= words[0] and end <= found.cue[1]

    def _say_what_is_missing(self, attribution: Attribution, at: int | Parts) -> None:
        if isinstance(at, int):
            self.frame.say(
                "No word here tells that somebody says something. Put the caret into one, such as “said”, or select "
                f"the {attribution.label} and try again."
            )
        else:
            self.frame.say(
                "Nothing near tells who says this. "
                f"{self._link_key()}links the {attribution.label} to a speaker by hand."
            )

    def _link_key(self) -> str:
        key = self.frame.keymap.shown("label.link")
        return f"{key} " if key else "The inspector "

    def _means(self, id: str) -> "IsKey":
        """Whether a key press means an action."""
        means = self.frame.keymap.means
        return lambda event: means(event, PREVIEW, id) or means(event, "annotate", id)

    # What is shown

    @property
    def _parts(self) -> Parts:
        return self._proposal.content[self._content]

    @property
    def _who(self) -> Extent | None:
        return self._proposal.speaker[self._speaker]

    def _step(self, across: int, along: int) -> None:
        """Another speaker by left and right, another extent by up and down; round at the ends."""
        self._speaker = (self._speaker + across) % len(self._proposal.speaker)
        self._content = (self._content + along) % len(self._proposal.content)
        self._show()

    def _show(self) -> None:
        """Draw the present alternatives, and spell the keys out."""
        attribution, session = self._attribution, self.frame.session
        if attribution is None or session is None:
            return
        scheme, spans = session.scheme, []
        said = self._verbatim = self._word_for_word(scheme.label(attribution.label))
        content = self._held((attribution.label,), self._parts)
        if content is None:
            begins = propose(scheme.label(attribution.label), self._text, self._parts)
            spans.append(Span("?content", attribution.label, self._parts, begins))
        roles: dict[str, str] = {}
        for kind, extent in ((attribution.speaker, self._who), (attribution.cue, self._proposal.cue)):
            if kind is None or extent is None:
                continue
            targets = scheme.relation(kind).targets
            held = self._held(targets, (extent,))
            if content is not None and held is not None and self._is_linked(kind, content, held):
                continue  # it is drawn as what it is
            label = held.label if held is not None else next(
                (name for name in targets if not scheme.label(name).off), targets[0]
            )  # fmt: skip
            values = held.attributes if held is not None else propose(scheme.label(label), self._text, (extent,))
            spans.append(Span(f"?{kind}", label, (extent,), values))
            roles[f"?{kind}"] = kind
        self.view.set_suggestions(spans, "?content", roles, said or ())
        self.frame.say(self._told(attribution))

    def _word_for_word(self, label: Label) -> Parts | None:
        """The stretches that are given as they were said; None where marks tell nothing of the label."""
        return verbatim(self._text, self._parts) if tells_verbatim(label) else None

    def _held(self, labels: Sequence[str], parts: Parts) -> Span | None:
        """The span of the layer that has one of these labels and exactly these parts."""
        near = self.view.spans_touching(parts[0][0], parts[-1][1])
        return next((span for span in near if span.label in labels and span.parts == parts), None)

    def _is_linked(self, kind: str, source: Span, target: Span) -> bool:
        session = self.frame.session
        relations = session.layer.relations if session is not None else []
        return any((item.type, item.source, item.target) == (kind, source.id, target.id) for item in relations)

    def _told(self, attribution: Attribution) -> str:
        left, right, up, down = (caps(key)[0] for key in ("Left", "Right", "Up", "Down"))
        back = self.frame.keymap.shown("edit.back") or spoken("Esc")
        who = f"“{self._text[slice(*self._who)]}”" if self._who is not None else "nobody"
        told = ""
        if self._verbatim is not None:
            words = in_verbatim_words(self._text, self._parts, self._verbatim, _WORDS)
            told = f" Verbatim {'all of it' if words == 'all' else words}."
        sentence = f"Said by {who}?{told} {spoken('Return')} takes it all, {back} leaves it"
        several = self._proposal
        if len(several.speaker) > 1:
            sentence += f"; {left} {right} another speaker"
        if len(several.content) > 1:
            sentence += f"; {up} {down} other words ({self._content + 1} of {len(several.content)})"
        return f"{sentence}."

    # The end

    def _ended(self, taken: bool) -> None:
        self.mode = None
        self.view.set_suggestions([])
        session, attribution = self.frame.session, self._attribution
        if not taken:
            self.frame.say("Nothing was tagged.")
            return
        if session is None or attribution is None or self.view.text is not self._text:
            return
        made = session.attribute(attribution.label, self._parts, self._who, self._proposal.cue)
        if made is not None:
            self.view.select_span(made.id, reveal=False)

    def leave(self) -> None:
        """Nothing is proposed any more."""
        if self.mode is not None:
            self.mode.end(False)
