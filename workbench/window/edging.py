"""Edges and parts in the window: what the hands ask for is asked of the session, and said."""

import sys
from typing import TYPE_CHECKING

from workbench.errors import capitalised
from workbench.model.span import Parts, Span
from workbench.window.keymap import caps, spoken
from workbench.words import with_article

if TYPE_CHECKING:
    from workbench.window.article.hands.edge_mode import EdgeMode
    from workbench.window.article.hands.key_mode import IsKey
    from workbench.window.frame import Frame

_AS_THEY_WERE = "The edges are as they were."
_BY_WORDS = "Option" if sys.platform == "darwin" else "Ctrl"


class Edging:
    """Acts for the selected span, and for the one that was selected last where words are selected now."""

    def __init__(self, frame: "Frame") -> None:
        self.frame = frame
        self.view = frame.view
        self.mode: EdgeMode | None = None

    def move(self, span: Span, parts: Parts | None) -> None:
        """Give a span other edges; where there can be none they come back."""
        if parts is None:
            self.frame.say(f"Nothing between these edges can be {with_article(span.label)}. {_AS_THEY_WERE}")
        else:
            self._ask(span, parts)

    def _ask(self, span: Span, parts: Parts, said: str = "") -> Span | None:
        session = self.frame.session
        if session is None or not self.frame.typed.may_leave():
            return None
        return session.move(span, parts, said)

    # By keys

    def begin(self) -> None:
        """Let arrows move the edges of the selected span."""
        from workbench.window.article.hands.edge_mode import EdgeMode

        if self.mode is not None or self.view.selected_span is None or not self.frame.typed.may_leave():
            return
        self.view.setFocus()
        self.mode = EdgeMode(self.view, self._means("label.edges"), self._means("edit.back"))
        self.mode.part_changed.connect(self._tell)
        self.mode.ended.connect(self._ended)
        self._tell()

    def _means(self, id: str) -> "IsKey":
        """Whether a key press means an action."""
        return lambda event: self.frame.keymap.means(event, "annotate", id)

    def _tell(self) -> None:
        """Spell the keys out, in what a window of 1024 pixels has room for."""
        mode = self.mode
        if mode is None:
            return
        left, right, up, down = (caps(key)[0] for key in ("Left", "Right", "Up", "Down"))
        count = len(mode.parts)
        which = f"part {mode.part + 1} of {count}" if count > 1 else f"the edges of the {mode.span.label}"
        others = f"; {up} {down} change the part" if count > 1 else ""
        enter = spoken("Return")
        back = self.frame.keymap.shown("edit.back") or spoken("Esc")
        self.frame.say(
            f"Moving {which}. {enter} keeps, {back} restores; {left} {right} move the end, "
            f"Shift the start, {_BY_WORDS} by words{others}."
        )

    def _ended(self, parts: Parts | None) -> None:
        mode, self.mode = self.mode, None
        if mode is not None and parts is not None:
            self._ask(mode.span, parts)
        elif mode is not None:
            self.frame.say(_AS_THEY_WERE)

    def leave(self) -> bool:
        """Put the edges back where they are being moved; whether they were."""
        if self.mode is None:
            return False
        self.mode.leave()
        return True

    # Parts

    def add_selected(self) -> None:
        """Add the selected words to the span that was selected last."""
        extent, span = self.view.selection(), self.view.last_span
        key = self.frame.keymap.shown("label.part")
        press = f", and press {key}" if key else ""
        if span is None:
            self.frame.say(f"There is no span to add to. Select one, then the words{press}.")
        elif extent is None:
            self.frame.say(f"No words are selected. Select those that belong to the {span.label} too{press}.")
        else:
            self.add(span, *extent, self.view.is_exact)

    def add_to_selected(self, start: int, end: int, exact: bool) -> None:
        """Add words to the selected span."""
        if (span := self.view.selected_span) is not None:
            self.add(span, start, end, exact)

    def add(self, span: Span, start: int, end: int, exact: bool) -> None:
        """Add words to a span, by its label's snap rule unless ``exact``; what touches becomes one part."""
        from workbench.model.snap import snap
        from workbench.window.article.hands.edges import joined

        session = self.frame.session
        if session is None:
            return
        label = session.scheme.label(span.label)
        extent = (start, end) if exact else snap(label.snap, self.view.text, start, end)
        if extent is None:
            self.frame.say(f"Nothing here can be a part of {with_article(label.name)}. Select some words.")
            return
        parts = joined((*span.parts, extent))
        if len(parts) > 1 and not label.parts:
            edges = self.frame.keymap.shown("label.edges")
            moves = f" {edges} moves its edges." if edges else ""
            self.frame.say(f"{capitalised(with_article(label.name))} has one part only in this scheme.{moves}")
            return
        if parts == span.parts:
            self.frame.say(f"These words belong to the {label.name} already.")
            return
        more = len(parts) > len(span.parts)
        said = f"Added a part to the {label.name}." if more else f"Widened the {label.name}."
        made = self._ask(span, parts, said)
        if made is not None:
            self.view.select_span(made.id, reveal=False)

    def remove_part(self) -> None:
        """Take the part at the caret out of the selected span."""
        from workbench.window.article.hands.edges import part_at

        span = self.view.selected_span
        if span is not None and len(span.parts) > 1:
            gone = part_at(span.parts, self.view.caret())
            self._ask(span, span.parts[:gone] + span.parts[gone + 1 :], f"Removed a part of the {span.label}.")
