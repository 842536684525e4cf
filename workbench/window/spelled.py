"""What comes after a deed, with keys that are spelled out while they hold: the margin note, the link, a warning."""

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeyEvent

from workbench.model.link_targets import unfit
from workbench.model.scheme_parts import spoken
from workbench.model.span import Span
from workbench.window.linking import Linking
from workbench.window.margin_note import MarginNote
from workbench.words import listed, number

if TYPE_CHECKING:
    from workbench.window.frame import Frame
    from workbench.window.session import Session


class Spelled:
    """Made when the hands first tag or link. Its keys go before all others; every other key ends it."""

    def __init__(self, frame: "Frame") -> None:
        self.frame = frame
        self.note = MarginNote(frame)
        self.linking = Linking(frame)
        self._warned: tuple[str, str] | None = None  # the span and the label of which it was said what it costs
        frame.view.span_selected.connect(lambda _: self._forget())

    def deed(self, event: QKeyEvent) -> Callable[[], object] | None:
        """What a key does that is spelled out now; None where it is any other."""
        if self.linking.is_open:
            return self.linking.deed(event)
        return self.note.deed(event) if self.note.is_open else None

    def leave(self) -> bool:
        """One step back; whether there was one."""
        return self.note.close() or self.linking.leave()

    def acted(self) -> None:
        """The layer changed: what was asked or said for the next action is over."""
        self._warned = None
        self.note.close()
        self.linking.leave()

    def _forget(self) -> None:
        self._warned = None

    def after_tagging(self, made: Span, before: Span | None) -> None:
        """Ask for what is open of a new span, or of one that was relabelled; what it had before is no guess."""
        if self.frame.settings.get("margin_note", True):
            known = before.attributes if before is not None else {}
            self.note.ask(made, {name for name, value in made.attributes.items() if known.get(name) != value})

    # Relabelling

    def relabel(self, session: "Session", span: Span, label: str) -> Span | None:
        """The span under another label; where that costs relations it is said first, and done when asked again."""
        lost = self._lost_by(session, span, label) if (span.id, label) != self._warned else []
        if not lost:
            return session.change(span, label=label)
        self.acted()
        self._warned = span.id, label
        digit = session.scheme.label(label).key
        key = self.frame.keymap.shown("label.tag", int(digit)) if digit.isdigit() else ""
        drops = listed([*lost, *session.lost_values(span, label)])
        self.frame.say(f"Relabelling as {label} drops {drops}. {key or 'Choosing it'} again does it.")
        return None

    def put_back(self, session: "Session", id: str, entry: int) -> None:
        """Give a span back what it had before an entry of its history; what that costs is said first, as above."""
        span, was = session.span(id), session.span_before(id, entry)
        if span is None:
            return
        asked, lost = (id, f"before {entry}"), list[str]()
        if was is not None and was.label != span.label and asked != self._warned:
            lost = self._lost_by(session, span, was.label)
        if lost and was is not None:
            self.acted()
            self._warned = asked
            self.frame.say(f"As {was.label} it would lose {listed(lost)}. Pressing again puts it back all the same.")
        else:
            session.put_back(id, entry)

    def _lost_by(self, session: "Session", span: Span, label: str) -> list[str]:
        """The relations that a span would lose under another label, counted in words; none where it keeps all."""
        touching = self.frame.view.relations_of(span.id)  # which knows them by their ends
        ends = {id: session.span(id) for item in touching for id in (item.source, item.target)}
        labels = {id: found.label for id, found in ends.items() if found is not None}
        counts = Counter(item.type for item in unfit(session.scheme, span, label, labels, touching))
        return [number(count, spoken(kind)) for kind, count in counts.items()]
