"""A layer that was worked out beforehand, tagged by keys in a window: what is to be pressed is read off the window."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from workbench.model.asking import answers, beginning_with, can_be_chosen, is_typed
from workbench.model.scheme import AttributeType
from workbench.model.span import Extent, Parts, Span
from workbench.window.entities.panel import EntitiesPanel
from workbench.window.frame import Frame
from workbench.window.panels.fields import Choice
from workbench.window.session import Session

Key = Qt.Key
NO, CTRL, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class Wanted(NamedTuple):
    """A span that is to be made, with whom it means and where it leads to: (relation, what it leads to)."""

    id: str
    label: str
    parts: Parts
    attributes: dict[str, Any]
    entity: str | None
    leads: tuple[tuple[str, str], ...]


def read_wanted(layer: dict[str, Any]) -> dict[str, Wanted]:
    """The spans of a layer by their ids, in text order."""
    found = []
    for span in layer["spans"]:
        leads = tuple((kind, target) for kind, source, target in layer["relations"] if source == span["id"])
        parts = tuple((start, end) for start, end in span["parts"])
        found.append(Wanted(span["id"], span["label"], parts, span["attributes"], span["entity"], leads))
    return {item.id: item for item in sorted(found, key=lambda item: (item.parts[0][0], -item.parts[-1][1], item.id))}


class ByHand:
    """Presses keys where the focus is, counts them, and looks at the window in between as somebody at it would."""

    def __init__(self, frame: Frame, wanted: dict[str, Wanted]) -> None:
        self.frame, self.view = frame, frame.view
        self.wanted = wanted
        self.count = 0

    @property
    def session(self) -> Session:
        """The window's session."""
        assert self.frame.session is not None
        return self.frame.session

    # Keys

    def press(self, key: Key, held: Qt.KeyboardModifier = NO, times: int = 1) -> None:
        """A key, to whatever has the focus."""
        for _ in range(times):
            self.count += 1
            QTest.keyClick(self._focused(), key, held)

    def type(self, letters: str) -> None:
        """A key for each letter."""
        for letter in letters:
            self.count += 1
            QTest.keyClick(self._focused(), letter)

    def _focused(self) -> QWidget:
        focused = QApplication.focusWidget()
        assert focused is not None, "the keyboard leads nowhere"
        return focused

    def put_caret(self, at: int) -> None:
        """As arrows bring it there: no span is selected then."""
        self.view.clear_selection()
        self.view.place_caret(at)

    def select(self, extent: Extent) -> None:
        """As a drag of the mouse, or Shift with arrows."""
        self.view.select_extent(*extent)

    # Looking

    def held(self, wanted: Wanted | str) -> Span | None:
        """The span that was made already with this label over these words."""
        item = self.wanted[wanted] if isinstance(wanted, str) else wanted
        return next((span for span in self.session.layer.spans if (span.label, span.parts) == item[1:3]), None)

    def selected(self) -> Span:
        """The selected span."""
        assert self.view.selected_span is not None
        return self.view.selected_span

    def walk_to(self, span: Span) -> None:
        """Select a span by J and K."""
        while self.selected().id != span.id:
            self.type("k" if self.selected().order > span.order else "j")

    # Tagging

    def tag(self, item: Wanted) -> Span:
        """Select its words, press the digit of its label, answer the margin note."""
        self.select(item.parts[0])
        self.type(self.session.scheme.label(item.label).key)
        for part in item.parts[1:]:
            self.select(part)
            self.type("p")
        self.answer(item)
        return self.selected()

    def answer(self, item: Wanted) -> None:
        """Give the values that are not there: the note asks for what is open, A for all in turn; U is for doubt."""
        note = self.frame.tagging.spelled.note
        for _ in range(20):
            differing = self._differing(item)
            if not differing:
                return
            asked = note.attribute
            if differing[0].unsure:
                self.type("u")
            elif asked is None:
                self.type("a")
            elif self._differs(item, asked):
                if can_be_chosen(asked):
                    self.give(asked, item.attributes[asked.name])
                else:
                    self.write(str(item.attributes[asked.name]))
            elif is_typed(asked):
                self.press(Key.Key_Return)  # what it has; letters would be typed
            else:
                self.type("a")
        raise AssertionError(item)

    def _differs(self, item: Wanted, attribute: AttributeType) -> bool:
        wanted = item.attributes.get(attribute.name)
        return wanted is not None and self.selected().attributes.get(attribute.name) != wanted

    def _differing(self, item: Wanted) -> list[AttributeType]:
        return [kind for kind in self.session.scheme.label(item.label).attributes if self._differs(item, kind)]

    def give(self, attribute: AttributeType, value: object) -> None:
        """The letter of a value, or the beginning of its name and Enter."""
        found = answers(attribute)
        if not is_typed(attribute):
            self.type(next(one.letter for one in found if one.value == value))
            return
        name = str(value)
        for end in range(1, len(name) + 1):
            if beginning_with(found, name[:end])[0].value == value:
                break
        self.type(name[:end])
        self.press(Key.Key_Return)

    def write(self, words: str) -> None:
        """Enter leads from the note to the field, Enter there takes it in, Escape leads back to the article."""
        self.press(Key.Key_Return)
        assert isinstance(self._focused(), QLineEdit)
        self.type(words)
        self.press(Key.Key_Return)
        self.press(Key.Key_Escape)
        assert self.view.hasFocus()

    def link(self, item: Wanted) -> None:
        """Lead the selected span where it is to lead; L again for another role, Enter or a letter for the target."""
        linking = self.frame.tagging.spelled.linking
        for kind, target in item.leads:
            wanted, source = self.held(target), self.selected().id
            assert wanted is not None, (item, target)
            if any(
                (one.type, one.source, one.target) == (kind, source, wanted.id) for one in self.session.layer.relations
            ):
                continue
            self.type("l")
            while linking.role.kind.name != kind:
                self.type("l")
            self._go_to(wanted)
            assert self.selected().id == source and not linking.is_open

    def _go_to(self, wanted: Span) -> None:
        linking = self.frame.tagging.spelled.linking
        letter = next((one for one, id in linking._letters.items() if id == wanted.id), "")
        if linking.chosen is not None and linking.chosen.id == wanted.id:
            self.press(Key.Key_Return)
        elif letter:
            self.type(letter)
        else:
            for _ in linking.role.targets:
                if linking.chosen is not None and linking.chosen.id == wanted.id:
                    break
                self.press(Key.Key_Left)
            self.press(Key.Key_Return)

    # Who says what

    def quote(self, item: Wanted) -> str:
        """Say who says it: Q from the cue, else Q from the words, else digit, letters and L. Tells the way."""
        cue = self.wanted.get(dict(item.leads).get("cue", ""))
        self.count = 0
        if cue is not None and self._propose(item, lambda: self.put_caret(cue.parts[0][0] + 1)):
            return "from the cue"
        if len(item.parts) == 1 and self._propose(item, lambda: self.select(item.parts[0])):
            return "from the words"
        self.tag(item)
        made = self.selected()
        for _, target in item.leads:
            if self.held(target) is None:
                self.tag(self.wanted[target])
        self.walk_to(made)
        self.link(item)
        return "by hand"

    def _propose(self, item: Wanted, begin: Callable[[], None]) -> bool:
        """Press Q, go to what is wanted by arrows, take it; where another speaker is proposed, tag the right one first.

        False where it is not among what is proposed.
        """
        leads = {kind: self.wanted[target] for kind, target in item.leads}
        speaker, cue = (leads[kind].parts[0] if kind in leads else None for kind in ("speaker", "cue"))
        for turn in range(2):
            begin()
            self.type("q")
            if self.frame.tagging.attributing.mode is None:
                return False
            shown = self.frame.tagging.attributing._proposal
            is_right = item.parts in shown.content and shown.cue == cue
            if is_right and speaker in shown.speaker:
                self._step(shown.content.index(item.parts), len(shown.content), Key.Key_Down, Key.Key_Up)
                self._step(shown.speaker.index(speaker), len(shown.speaker), Key.Key_Right, Key.Key_Left)
                self.press(Key.Key_Return)
                self.answer(item)
                return True
            self.press(Key.Key_Escape)
            if not is_right or turn:
                return False
            self.tag(leads["speaker"])
        return False

    def _step(self, at: int, count: int, on: Key, back: Key) -> None:
        """The shorter way round."""
        self.press(*((on,) if at <= count - at else (back,)), times=min(at, count - at))


class InTheLedger:
    """Says in the panel of entities who is meant: Enter down the rows, names typed where Enter would be wrong."""

    def __init__(self, hand: ByHand) -> None:
        self.hand = hand
        panel = hand.frame.panels.panel("entities")
        assert isinstance(panel, EntitiesPanel)
        self.panel = panel
        self.made: dict[str, str] = {}  # ids of entities by what they are called in the layer that is wanted
        self._by_words = {item[1:3]: item for item in hand.wanted.values()}

    def open(self) -> None:
        """By the palette: no key leads there."""
        self.hand.press(Key.Key_K, CTRL)
        self.hand.type("Entities")
        self.hand.press(Key.Key_Return)
        assert self.panel.list.hasFocus()

    def name_all(self) -> None:
        """Go down the mentions that mean nobody yet."""
        while self.panel.row is None or self.panel.row.kind != "open":
            self.hand.press(Key.Key_Down)
        while self.panel.ledger.open:
            row = self.panel.row
            assert row is not None and row.span is not None and row.kind == "open"
            self._name(row.span)

    def _name(self, span: Span) -> None:
        ledger, code = self.panel.ledger, self._code(span)
        guess, made = ledger.likeliest(span), self.made.get(code)
        if (guess.entity if guess else None) == made and (guess or ledger.new_name(span)):
            alike = [self._code(other) for other in ledger.alike(span)]
            self.hand.press(Key.Key_Return, SHIFT if len(alike) > 1 and set(alike) == {code} else NO)
        elif guess is None and not ledger.new_name(span):
            self.hand.press(Key.Key_Return)  # it asks
            self._find(made, code)
        else:
            self._find(made, code)
        meant = self.hand.session.span(span.id)
        assert (
            meant is not None and meant.entity is not None and self.made.setdefault(code, meant.entity) == meant.entity
        )

    def _code(self, span: Span) -> str:
        found = self._by_words[span.label, span.parts].entity
        assert found is not None
        return found

    def _find(self, made: str | None, code: str) -> None:
        """Type as much of a name as is needed to see it among the first three, or a new one."""
        naming = self.panel.naming
        name = self.panel.ledger.entity(made).name if made is not None else code
        left = name
        while True:
            listed = naming.model.rows if naming.line.hasFocus() else []
            found = [at for at, offer in enumerate(listed) if offer.entity is not None and offer.entity.id == made]
            if made is not None and found and (found[0] < 3 or not left):
                self.hand.press(Key.Key_Down, times=found[0])
                break
            if not left:
                if listed[0].source != "new":
                    self.hand.press(Key.Key_Up)  # round to the last
                break
            self.hand.type(left[0])
            left = left[1:]
        self.hand.press(Key.Key_Return)

    def say_kinds(self, wanted: dict[str, dict[str, str]]) -> None:
        """Go down the entities; a letter says of what kind each is, the inspector takes what else is said of it."""
        codes = {id: code for code, id in self.made.items()}
        self.hand.press(Key.Key_Home)
        for row in self.panel.model.rows:
            said = wanted.get(codes[row.entity.id]) if row.entity is not None and row.kind == "entity" else None
            if said is not None:
                first = self.hand.session.scheme.label(row.label).entity_attributes[0]
                self.hand.type(next(one.letter for one in answers(first) if one.value == said[first.name]))
                self._inspect({name: value for name, value in said.items() if name != first.name})
            self.hand.press(Key.Key_Down)

    def _inspect(self, values: dict[str, str]) -> None:
        """By F6 and Tab into the fields, where arrows choose a value, or letters write it; by F6 back to the row."""
        if not values:
            return
        form = self.hand.frame.inspector.form
        assert form is not None and form.entity is not None
        self.hand.press(Key.Key_F6, SHIFT)
        for name, value in values.items():
            field = form.entity.fields[name]
            if field.isVisible():
                self._go_to(field)
            else:
                self._go_to(form.entity.more, back=True)
                self.hand.press(Key.Key_Space)
            if isinstance(field, Choice):
                self.hand.press(Key.Key_Down, times=field.box.findText(value) - field.box.currentIndex())
            else:
                self.hand.type(value)
                self.hand.press(Key.Key_Return)
            assert field.value == value
        self.hand.press(Key.Key_F6)
        assert self.panel.list.hasFocus()

    def _go_to(self, widget: QWidget, back: bool = False) -> None:
        """By Tab, or by Shift+Tab, into a field or onto a button."""
        for _ in range(60):
            focus = self.hand.frame.focusWidget()
            if focus is widget or (focus is not None and widget.isAncestorOf(focus)):
                return
            self.hand.press(Key.Key_Backtab if back else Key.Key_Tab, SHIFT if back else NO)
        raise AssertionError("no Tab leads there")


def groups(spans: Iterable[tuple[str, Parts, str | None]]) -> set[frozenset[tuple[str, Parts]]]:
    """Which mentions mean the same, whatever that is called."""
    found: dict[str, set[tuple[str, Parts]]] = {}
    for label, parts, entity in spans:
        if entity is not None:
            found.setdefault(entity, set()).add((label, parts))
    return {frozenset(one) for one in found.values()}
