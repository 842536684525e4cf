"""Linking by keys: where the selected span leads, the likeliest target chosen already, all others a letter away."""

from collections.abc import Callable
from string import ascii_lowercase
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from workbench.errors import capitalised
from workbench.model.link_targets import again_second, likeliest_first, proposed, roles, targets
from workbench.model.scheme import RelationType, Scheme
from workbench.model.scheme_parts import spoken
from workbench.model.span import Span
from workbench.window.action import ACTIONS, LINK
from workbench.window.article.hands import keys
from workbench.window.article.marks.links import Offer
from workbench.window.key_words import then
from workbench.window.look.announce import announce
from workbench.words import cut, in_quotes, listed, with_article

if TYPE_CHECKING:
    from workbench.window.frame import Frame

Deed = Callable[[], object]
_OWN = ("label.link", "edit.back")  # actions of the mode that are about the link
_NO = Qt.KeyboardModifier.NoModifier


class Role(NamedTuple):
    """A relation that may be made, and the spans that it may lead to, in text order."""

    kind: RelationType
    targets: tuple[Span, ...]
    again: bool  # the span has such a one already, and keeps it

    @property
    def words(self) -> str:
        """What the target would be to the span."""
        return f"{'another' if self.again else 'its'} {spoken(self.kind.name)}"


class Linking(QObject):
    """Holds from L until a target is confirmed or something else is done."""

    def __init__(self, frame: "Frame") -> None:
        super().__init__(frame)
        self.frame = frame
        self.view = frame.view
        self.roles: list[Role] = []
        self.chosen: Span | None = None
        self._source: Span | None = None
        self._at = 0
        self._letters: dict[str, str] = {}  # ids by letter
        self.view.span_selected.connect(self._selected)
        self.view.focus_left.connect(self.leave)
        self.view.target_clicked.connect(self.choose)
        self.view.verticalScrollBar().valueChanged.connect(self._scrolled)

    @property
    def is_open(self) -> bool:
        """Whether a target is being chosen."""
        return self._source is not None

    @property
    def role(self) -> Role:
        """What is being made."""
        return self.roles[self._at]

    @property
    def _scheme(self) -> Scheme:
        assert self.frame.session is not None
        return self.frame.session.scheme

    # Beginning and ending

    def begin(self) -> None:
        """Choose a target for the selected span; while one is chosen, for its next role."""
        if self._source is not None:
            self._go_to((self._at + 1) % len(self.roles))
            return
        span, session = self.view.selected_span, self.frame.session
        if span is None or session is None or not self.frame.typed.may_leave():
            return
        layer = session.layer
        kinds = roles(session.scheme, span, layer.relations)
        fitting = {kind.name: tuple(targets(kind, span, layer.spans, layer.relations)) for kind in kinds}
        held = {item.type for item in layer.relations if item.source == span.id}
        self.roles = [
            Role(kind, fitting[kind.name], kind.name in held and kind.at_most != 1)
            for kind in again_second([kind for kind in kinds if fitting[kind.name]], span, layer.relations)
        ]
        if not self.roles:
            self.frame.say(self._nothing(span, kinds))
            return
        self._source = span
        self.view.setFocus()
        self._go_to(0)

    def _nothing(self, span: Span, kinds: list[RelationType]) -> str:
        if kinds:
            wanted = " or ".join(dict.fromkeys(label for kind in kinds for label in kind.targets))
            return f"There is no {wanted} yet that this {span.label} could lead to. Tag one first."
        if any(span.label in kind.sources for kind in self._scheme.relations):
            return f"This {span.label} has all relations that it may have."
        return "Spans of this label lead to no other ones in this scheme."

    def leave(self) -> bool:
        """Link nothing; whether a target was being chosen."""
        if self._source is None:
            return False
        self._source = self.chosen = None
        self._letters = {}
        self.view.offer_links(None)
        self.frame.say("")
        return True

    def _selected(self, id: object) -> None:
        if self._source is not None and id != self._source.id:
            self.leave()

    # Choosing

    def _go_to(self, at: int) -> None:
        """Go over to another role, its likeliest target chosen."""
        assert self._source is not None and self.frame.session is not None
        self._at = at
        kind, found, _ = self.role
        from workbench.model.link_hints import prefers  # reads English, which nothing else here needs

        hint = prefers(self._scheme, kind, self.view.text, self._source, self.frame.session.layer.spans)
        self.chosen = proposed(self._scheme, kind, self.view.text, self._source, found, hint)
        self._show(reveal=True)

    def step(self, by: int) -> None:
        """Choose the next target in text order, or the one before; round at the ends."""
        source, found = self._source, self.role.targets
        if source is None:
            return
        if self.chosen is not None:
            at = (found.index(self.chosen) + by) % len(found)
        else:
            behind = next((at for at, span in enumerate(found) if span.start > source.start), 0)
            at = behind if by > 0 else behind - 1
        self.chosen = found[at]
        self._show(reveal=True)

    def take(self) -> None:
        """Make the relation to the target that is chosen."""
        if self.chosen is None:
            self.frame.say(f"Nothing is chosen yet.{self._keys()}")
        else:
            self.choose(self.chosen.id)

    def choose(self, id: str) -> None:
        """Make the relation to a target at once; its label settles the role where that may not be the present one."""
        source, session = self._source, self.frame.session
        if source is None or session is None:
            return
        kind = self._settled().get(id)
        if kind is None:
            self.frame.say(f"{self._why_not(source, id)}{self._keys()}")
            return
        self.leave()
        session.relate(kind, source.id, id)

    def _why_not(self, source: Span, id: str) -> str:
        """Why no relation that is on its way may lead to a span."""
        session = self.frame.session
        span = session.span(id) if session is not None else None
        if session is None or span is None:
            return "There is no such span any more."
        held = [item.type for item in session.layer.relations if (item.source, item.target) == (source.id, id)]
        if held:
            return f"This {span.label} is the {source.label}’s {listed([spoken(kind) for kind in held])} already."
        kinds = " or ".join(spoken(role.kind.name) for role in self.roles)
        return f"{capitalised(with_article(span.label))} can’t be the {kinds} of {with_article(source.label)}."

    def _settled(self) -> dict[str, str]:
        """What each target would be, by its id: the present role where it may be that, else the first that it fits."""
        found: dict[str, str] = {}
        for role in (self.role, *self.roles):
            for span in role.targets:
                found.setdefault(span.id, role.kind.name)
        return found

    def deed(self, event: QKeyEvent) -> Deed | None:
        """What a letter on a target does; any key that is not about the link ends it and does its own work."""
        if event.key() in keys.HELD:
            return None
        plain = event.modifiers() == _NO and self.frame.keymap.plain_keys
        id = self._letters.get(keys.letter(event)) if plain else None
        if id is not None:
            return (lambda: None) if event.isAutoRepeat() else lambda: self.choose(id)
        if event.type() == QEvent.Type.KeyPress and not self._is_own(event):
            self.leave()
        return None

    def _is_own(self, event: QKeyEvent) -> bool:
        keymap = self.frame.keymap
        return keymap.find(event, LINK) is not None or keymap.means(event, self.frame.mode, *_OWN)

    # Showing

    def _scrolled(self) -> None:
        if self._source is not None:
            self._show()

    def _show(self, reveal: bool = False) -> None:
        source, chosen = self._source, self.chosen
        assert source is not None
        if reveal and chosen is not None:
            self.view.reveal(chosen.start, chosen.end)
        self._letters = self._letters_of(source)
        lit = frozenset({source.id, *(span.id for role in self.roles for span in role.targets)})
        letters = {id: letter for letter, id in self._letters.items()}
        present = self.role.kind.name
        others = {id: kind for id, kind in self._settled().items() if kind != present}
        self.view.offer_links(
            Offer(present, source.id, letters, lit, chosen.id if chosen is not None else None, others)
        )
        if reveal:
            self._tell(source)

    def _letters_of(self, source: Span) -> dict[str, str]:
        """A letter for each target in view, in text order; where there are too many, for the likeliest ones.

        Those whose label fits other roles only come after all others: their letter settles the role.
        """
        if not self.frame.keymap.plain_keys:
            return {}
        own = {key.lower() for id, action in ACTIONS.items() if action.mode == LINK for key in self._keys_of(id)}
        free = [letter for letter in ascii_lowercase if letter not in own | {k.lower() for k in self._keys_of(_OWN[0])}]
        first, last = self.view.seen()
        fitting = set(self.role.kind.targets)
        elsewhere = {span.id: span for role in self.roles for span in role.targets if span.label not in fitting}
        lettered: list[str] = []
        for found in (self.role.targets, elsewhere.values()):
            seen = [span for span in found if first <= span.start < last]
            near = likeliest_first(self.view.text, source, seen)[: len(free) - len(lettered)]
            lettered += [span.id for span in sorted(near, key=lambda span: span.order)]
        return dict(zip(free, lettered))

    def _keys_of(self, id: str) -> tuple[str, ...]:
        return self.frame.keymap.keys_of(id)

    def _tell(self, source: Span) -> None:
        """Say what is being made, and spell the keys out."""
        role = self.role.words
        words = in_quotes(cut(self.chosen.shown(self.view.text), 30)) if self.chosen is not None else "nothing yet"
        self.frame.say(f"Link {with_article(source.label)} to {role}: {words}.{self._keys()}")
        announce(self.view, f"{role.removeprefix('its ')}: {words}")

    def _keys(self) -> str:
        shown = self.frame.keymap.shown
        before, after = ("".join(self.frame.keymap.caps(f"label.link_{way}")) for way in ("previous", "next"))
        said = then(shown("label.link_take"), "confirms") if self.chosen is not None else ""
        said += f" {before} {after} and the letters go to others." if before and after else ""
        other = self.roles[(self._at + 1) % len(self.roles)].words
        return said + (then(shown("label.link"), f"links {other} instead") if len(self.roles) > 1 else "")
