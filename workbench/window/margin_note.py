"""The margin note: asks for the next open value of a span, takes a letter for an answer, and is in nobody's way.

What it asks holds at once; it is painted a moment later, after the article, so that it costs a key nothing.
"""

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent

from workbench.model.asking import (
    Answer,
    answers,
    asked_in_turn,
    beginning_with,
    can_be_chosen,
    is_typed,
    next_open,
)
from workbench.model.scheme import AttributeType, Label
from workbench.model.span import Span
from workbench.window.article.hands import keys
from workbench.window.article.note_card import AIR, Asked, Asking, Choice, NoteCard, NoteStrip, widest
from workbench.window.keymap import caps
from workbench.window.look.announce import announce
from workbench.words import cut

if TYPE_CHECKING:
    from workbench.window.frame import Frame

Deed = Callable[[], object]
_LATER = 40  # milliseconds, as the inspector
_LEAST, _GAP, _NEAR = 88, 22, 6  # pixels: of a margin with room for it, from the column to its words, at least so
_NARROW = 800  # of a view whose column is narrow already
_LINES = 7  # of values that are found by typing
_OWN = ("label.note", "edit.back")  # actions that are about the note: the next value, one step back
_NO = Qt.KeyboardModifier.NoModifier


class MarginNote(QObject):
    """Asks about one span at a time. Any key that is no answer closes it and does its own work."""

    def __init__(self, frame: "Frame") -> None:
        super().__init__(frame)
        self.frame = frame
        self.view = frame.view
        self.attribute: AttributeType | None = None  # what is asked for
        self._span = ""
        self._proposed: set[str] = set()  # values that nobody has said yet
        self._settled: set[str] = set()
        self._in_turn = False  # all attributes are asked for, one after the other
        self._typed = ""
        self._busy = False  # while a value of its own is being set
        self._card: NoteCard | None = None
        self._strip: NoteStrip | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_LATER)
        self._later.timeout.connect(self._show)
        self.view.span_selected.connect(self._selected)
        self.view.focus_left.connect(self.close)
        self.view.verticalScrollBar().valueChanged.connect(self._place)
        self.view.restyled.connect(self._redo)
        frame.keymap.changed.connect(self.close)

    # What is asked

    @property
    def is_open(self) -> bool:
        """Whether something is asked."""
        return self.attribute is not None

    def ask(self, span: Span, proposed: Collection[str]) -> None:
        """After tagging: ask for the first open attribute; ``proposed`` names the values that are guesses."""
        self._begin(span, proposed, in_turn=False)
        self._go_on(required=False)

    def again(self) -> None:
        """Ask for all attributes of the selected span in turn; where one is asked for already, for the next one."""
        span = self.view.selected_span
        if span is None or self.frame.session is None or not self.frame.typed.may_leave():
            return
        if self.attribute is None:
            self._begin(span, (), in_turn=True)
            if not asked_in_turn(self._label(span), span.attributes):
                self.frame.say(f"The scheme asks for no values of {span.label}.")
        else:
            self._in_turn = True
            self._settled.add(self.attribute.name)
        self._go_on(required=False)

    def _begin(self, span: Span, proposed: Collection[str], in_turn: bool) -> None:
        self._span, self._in_turn = span.id, in_turn
        self._proposed, self._settled = set(proposed), set()

    def _label(self, span: Span) -> Label:
        assert self.frame.session is not None
        return self.frame.session.scheme.label(span.label)

    def _present(self) -> Span | None:
        return self.frame.session.span(self._span) if self.frame.session is not None else None

    def _go_on(self, required: bool) -> None:
        """Ask for the next attribute; close where none is left."""
        span = self._present()
        if span is None:
            self.close()
            return
        label, values = self._label(span), span.attributes
        if self._in_turn:
            left = [item for item in asked_in_turn(label, values) if item.name not in self._settled]
            self.attribute = left[0] if left else None
        else:
            self.attribute = next_open(label, values, self._proposed, self._settled, required)
        self._typed = ""
        self._show_soon()

    def close(self) -> bool:
        """Ask nothing any more; whether something was asked."""
        if self.attribute is None or self._busy:
            return False
        self.attribute = None
        self._show_soon()
        return True

    def _selected(self, id: object) -> None:
        if id != self._span:
            self.close()

    # Answers

    def deed(self, event: QKeyEvent) -> Deed | None:
        """What a key press answers; None where it is no answer. One that is really pressed closes the note then."""
        attribute = self.attribute
        if attribute is None or event.key() in keys.HELD:
            return None
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == _NO and self.frame.keymap.plain_keys:
            deed = self._typing(event) if is_typed(attribute) else self._letter(event, attribute)
            if deed is not None:
                return (lambda: None) if event.isAutoRepeat() else deed
        if event.type() == QEvent.Type.KeyPress and not self.frame.keymap.means(event, self.frame.mode, *_OWN):
            self.close()
        return None

    def _letter(self, event: QKeyEvent, attribute: AttributeType) -> Deed | None:
        if not can_be_chosen(attribute):
            return self.write if event.key() in keys.ENTER else None
        pressed = {event.text().lower(), keys.letter(event)} - {""}
        found = next((item for item in answers(attribute) if item.letter in pressed), None)
        return (lambda: self.choose(found.value)) if found is not None else None

    def _typing(self, event: QKeyEvent) -> Deed | None:
        """Letters go on with a value that begins so; the first one may be any value's, or a key with its own work."""
        if event.key() in keys.ENTER:
            first = self._first()
            return (lambda: self.choose(first.value)) if first is not None else None
        if event.key() == Qt.Key.Key_Backspace and self._typed:
            return lambda: self._type(self._typed[:-1])
        typed = event.text()
        if len(typed) != 1 or not typed.isprintable() or keys.digit(event) or not (self._typed + typed).strip():
            return None
        if not self._matches(self._typed + typed):
            return (lambda: None) if self._typed else None  # a slip of the finger is no command
        return lambda: self._type(self._typed + typed)

    def _matches(self, typed: str) -> list[Answer]:
        assert self.attribute is not None
        found = beginning_with(answers(self.attribute), typed) if typed.strip() else answers(self.attribute)
        held = self._held()
        return found if typed else sorted(found, key=lambda item: item.value != held)

    def _first(self) -> Answer | None:
        """What Enter takes: the first that begins as typed, or the guess."""
        found = self._matches(self._typed)
        return found[0] if found and (self._typed or found[0].value == self._held()) else None

    def _held(self) -> object:
        span = self._present()
        return span.attributes.get(self.attribute.name) if span is not None and self.attribute is not None else None

    def _type(self, typed: str) -> None:
        self._typed = typed
        self._show_soon()

    def choose(self, value: object) -> None:
        """Set the value that was asked for, and go on to what is required, or was only proposed."""
        span, session, attribute = self._present(), self.frame.session, self.attribute
        if span is None or session is None or attribute is None or not self.frame.typed.may_leave():
            self.close()
            return
        several = attribute.kind == "choices"
        self._busy = True
        try:
            done = session.change(span, attributes={attribute.name: _toggled(span, attribute, value)})
        finally:
            self._busy = False
        if done is None:
            self.close()
        elif several:
            self._show_soon()  # there may be more of them
        else:
            self._settled.add(attribute.name)
            self._go_on(required=True)

    def write(self) -> None:
        """Go to the field of a value that has to be written."""
        attribute = self.attribute
        self.close()
        if not self.frame.docks.inspector_seen():
            self.frame.show_inspector(True)
        form = self.frame.inspector.form
        if attribute is not None and form is not None:
            form.fields[attribute.name].setFocus(Qt.FocusReason.ShortcutFocusReason)

    # What is seen

    def _show_soon(self) -> None:
        if not self._later.isActive():
            self._later.start()

    @property
    def shown(self) -> Asking | None:
        """The card or the strip, brought up to date; None while nothing is asked."""
        self.catch_up()
        return next((part for part in (self._card, self._strip) if part is not None and not part.isHidden()), None)

    def catch_up(self) -> None:
        """Show now what is asked, or that nothing is."""
        if self._later.isActive():
            self._later.stop()
            self._show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In a window of another size there is another margin."""
        if event.type() == QEvent.Type.Resize:
            self._show_soon()
        return False

    def _redo(self) -> None:
        if self.attribute is not None:
            self._show()

    def _show(self) -> None:
        span, attribute = self._present(), self.attribute
        self.view.removeEventFilter(self)
        if span is None or attribute is None:
            for part in (self._card, self._strip):
                if part is not None:
                    part.hide()
            return
        self.view.installEventFilter(self)
        asked = self._asked(span, attribute)
        announce(self.view, f"{asked.question} {', '.join(f'{item.cap} {item.words}' for item in asked.choices)}")
        if self.view.right_margin() >= _LEAST and self.view.width() >= _NARROW:
            self._show_card(asked)
        else:
            self._show_strip(asked)

    def _asked(self, span: Span, attribute: AttributeType) -> Asked:
        label = self._label(span)
        question = f"{label.name.capitalize()} {attribute.name.replace('_', ' ')}?"
        held = span.attributes.get(attribute.name)
        said = held if isinstance(held, (list, tuple)) else (held,)
        signs = self.frame.keymap.plain_keys
        if not can_be_chosen(attribute):
            enter = caps("Return")[0] if signs else ""
            return Asked(label, question, (Choice(None, "write it", enter),), beside=self._beside(span))
        if is_typed(attribute):
            found, first = self._matches(self._typed), self._first() if signs else None
            lines = tuple(Choice(item.value, item.words, "", item == first, item.means) for item in found[:_LINES])
            more, enter = len(found) - len(lines), caps("Return")[0] if first is not None else ""
            return Asked(label, question, lines, self._typed, more, enter, self._beside(span))
        lines = tuple(
            Choice(item.value, item.words, item.letter.upper() if signs else "", item.value in said, item.means)
            for item in answers(attribute)
        )
        return Asked(label, question, lines, beside=self._beside(span))

    def _beside(self, span: Span) -> str:
        """Where the span leads to, for the strip."""
        found = [item for item in self.view.relations_of(span.id) if item.source == span.id]
        ends = [(item.type, self.view.span(item.target)) for item in found[:2]]
        return ", ".join(f"{kind}: {cut(end.shown(self.view.text, 60), 30)}" for kind, end in ends if end)

    def _show_card(self, asked: Asked) -> None:
        if self._strip is not None:
            self._strip.hide()
        if self._card is None:
            self._card = NoteCard(self.frame.theme, self.view)
            self._card.chosen.connect(self._clicked)
        card = self._card
        card.theme = self.frame.theme
        margin = self.view.right_margin()
        card.fit(margin - self._gap(margin, asked) + AIR)
        card.show_asked(asked)
        card.show()
        self._place()

    @staticmethod
    def _gap(margin: int, asked: Asked) -> int:
        """Less of it where the words need the room."""
        return max(_NEAR, min(_GAP, margin - max(76, widest(asked))))

    def _place(self) -> None:
        """Level with the first line of the span, as long as that is in view."""
        card, span = self._card, self._present()
        if card is None or card.isHidden() or span is None or card.asked is None:
            return
        view = self.view
        margin = view.right_margin()
        top = round(view.tag_line(span.start))
        lowest = view.viewport().height() - card.height() - 4
        card.move(view.viewport().width() - margin + self._gap(margin, card.asked) - AIR, max(4, min(top, lowest)))

    def _show_strip(self, asked: Asked) -> None:
        if self._card is not None:
            self._card.hide()
        if self._strip is None:
            page = self.frame.labels.parentWidget()
            assert page is not None
            self._strip = NoteStrip(self.frame.theme, page)
            self._strip.chosen.connect(self._clicked)
            column = page.layout()
            column.insertWidget(column.indexOf(self.frame.labels), self._strip)  # type: ignore[union-attr]  # a box
        self._strip.theme = self.frame.theme
        self._strip.show_asked(asked)
        self._strip.show()

    def _clicked(self, value: object) -> None:
        if self.attribute is not None and not can_be_chosen(self.attribute):
            self.write()
        else:
            self.choose(value)


def _toggled(span: Span, attribute: AttributeType, value: object) -> object:
    """The value, or of several the ones that are chosen then."""
    if attribute.kind != "choices":
        return value
    held = list(span.attributes.get(attribute.name) or ())
    chosen = [item.name for item in attribute.values if (item.name in held) != (item.name == value)]
    return chosen or None
