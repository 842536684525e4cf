"""Tagging: the labels of the scheme come first in this menu, put there by the menus."""

from typing import TYPE_CHECKING

from workbench.window.action import LINK, action, has_span, may_tag

if TYPE_CHECKING:
    from workbench.window.frame import Frame


@action("label.tag", "Tag", "1-9", plain=True, when=may_tag, hands=True)
def tag(frame: "Frame", digit: int) -> None:
    """Tag the selection or the word at the caret, or change the selected span's label."""
    frame.tagging.tag_by_key(str(digit), keep=False)


@action("label.beside", "Tag beside", "Alt+1-9", plain=True, when=may_tag, hands=True)
def beside(frame: "Frame", digit: int) -> None:
    """Tag the same extent once more, with another label."""
    frame.tagging.tag_by_key(str(digit), keep=True)


@action("label.remove", "Remove span", "Del Backspace", plain=True, when=has_span, separated=True)
def remove(frame: "Frame") -> None:
    """Remove the selected span with its relations."""
    frame.tagging.remove()


@action("label.edges", "Move the edges", "E", plain=True, when=has_span, submenu="Edges and parts", whole=True)
def edges(frame: "Frame") -> None:
    """Arrows move the end of the selected span, with Shift its start, with Ctrl by words, until they are kept."""
    frame.tagging.edging.begin()


@action(
    "label.part", "Add the selection to the span", "P", plain=True, when=may_tag, submenu="Edges and parts", whole=True,
)  # fmt: skip
def part(frame: "Frame") -> None:
    """The selected words become a part of the span that was selected last; so does what is selected with Ctrl."""
    frame.tagging.edging.add_selected()


def has_parts(frame: "Frame") -> bool:
    """Whether a span of several parts is selected."""
    span = frame.view.selected_span if has_span(frame) else None
    return span is not None and len(span.parts) > 1


@action(
    "label.remove_part", "Remove this part of the span", "Shift+P", plain=True, when=has_parts,
    submenu="Edges and parts", whole=True,
)  # fmt: skip
def remove_part(frame: "Frame") -> None:
    """The part at the caret goes out of the selected span, which keeps its others."""
    frame.tagging.edging.remove_part()


@action("label.link", "Add a relation", "L", plain=True, when=has_span, submenu="Relation", whole=True)
def link(frame: "Frame") -> None:
    """Choose where the selected span leads, what it must lead to first; again: as another relation."""
    frame.tagging.spelled.linking.begin()


def is_linking(frame: "Frame") -> bool:
    """Whether a target is being chosen."""
    return frame.tagging.is_linking


@action(
    "label.link_take", "Confirm this target", "Return", plain=True, when=is_linking, mode=LINK, submenu="Relation",
)  # fmt: skip
def link_take(frame: "Frame") -> None:
    """Let the selected span lead to the target that is chosen."""
    frame.tagging.spelled.linking.take()


@action(
    "label.link_next", "Next target", "Right J", plain=True, when=is_linking, mode=LINK, submenu="Relation",
    repeats=True,
)  # fmt: skip
def link_next(frame: "Frame") -> None:
    """The next possible target in text order."""
    frame.tagging.spelled.linking.step(1)


@action(
    "label.link_previous", "Previous target", "Left K", plain=True, when=is_linking, mode=LINK, submenu="Relation",
    repeats=True,
)  # fmt: skip
def link_previous(frame: "Frame") -> None:
    """The possible target before in text order."""
    frame.tagging.spelled.linking.step(-1)


@action("label.link_list", "Choose from a list…", when=has_span, submenu="Relation")
def link_list(frame: "Frame") -> None:
    """Open the list of spans that the selected one may lead to, the nearest first."""
    if not frame.docks.inspector_seen():
        frame.show_inspector(True)
    if not frame.inspector.add_relation():
        frame.say("Spans of this label lead to no other ones in this scheme.")


def has_attribution(frame: "Frame") -> bool:
    """Whether the scheme says who speaks, and an article is shown for tagging."""
    return may_tag(frame) and frame.session is not None and bool(frame.session.scheme.attributions)


@action("label.attribute", "Propose who says what", "Q", plain=True, when=has_attribution)
def attribute(frame: "Frame") -> None:
    """Suggest what is said, who says it and the cue together, for the cue at the caret or the selected quote."""
    frame.tagging.attributing.begin()


@action("label.note", "Ask in the margin note", "A", plain=True, when=has_span)
def note(frame: "Frame") -> None:
    """The margin note asks for each value of the selected span in turn; again: for the next one."""
    frame.tagging.spelled.note.again()


def _may_mean(frame: "Frame") -> bool:
    span = frame.view.selected_span if has_span(frame) else None
    return span is not None and frame.session is not None and frame.session.scheme.label(span.label).entity


@action("label.entity", "Name the entity…", when=_may_mean)
def entity(frame: "Frame") -> None:
    """Say who or what the selected mention means: somebody of this article, of the project, or somebody new."""
    span = frame.view.selected_span
    if span is not None:
        frame.tagging.meaning.name_entity(span.id)


@action("label.comment", "Comment on this span", "C", plain=True, when=may_tag)
def comment(frame: "Frame") -> None:
    """Write a note on the selected span, or on the article where none is selected."""
    if not frame.docks.inspector_seen():
        frame.show_inspector(True)
    frame.inspector.comment()


def _is_unsure(frame: "Frame") -> bool:
    return frame.tagging.is_unsure()


def _shows_relations(frame: "Frame") -> bool:
    return frame.view.all_relations


@action("label.unsure", "Unsure on or off", "U", plain=True, when=has_span, checked=_is_unsure)
def unsure(frame: "Frame") -> None:
    """Put a question mark on the selected span, or take it away."""
    frame.tagging.toggle_unsure()


@action("label.guideline", "Guideline for this label", "G", plain=True, when=may_tag)
def guideline(frame: "Frame") -> None:
    """What the scheme says about the label at the caret, or about all of them."""
    from workbench.window.sheets.guideline import show_guideline

    show_guideline(frame)


@action("label.next_problem", "Next problem", "F8", when=may_tag, submenu="Problems", whole=True)
def next_problem(frame: "Frame") -> None:
    """Select the next span that a rule finds fault with, or that lacks what is required."""
    frame.problems.step(1)


@action("label.previous_problem", "Previous problem", "Shift+F8", when=may_tag, submenu="Problems", whole=True)
def previous_problem(frame: "Frame") -> None:
    """The problem before."""
    frame.problems.step(-1)


@action("label.mend", "Mend the problem", "Ctrl+.", when=may_tag, submenu="Problems", whole=True)
def mend(frame: "Frame") -> None:
    """Carry out what obviously mends the problem in hand: one action, undone like any other."""
    frame.problems.mend()


@action("label.stale", "Articles tagged before a change", when=may_tag, separated=True, submenu="Problems", whole=True)
def stale(frame: "Frame") -> None:
    """List those whose spans of a label are older than its guideline or definition, for another look."""
    from workbench.window.stale import show_stale

    show_stale(frame)


@action(
    "label.other_end", "Go to the relation's other end", "Shift+L", plain=True, when=has_span,
    submenu="Relation", whole=True, separated=True,
)  # fmt: skip
def other_end(frame: "Frame") -> None:
    """The span that the selected one leads to, or that leads to it; again: back."""
    frame.tagging.other_end()


@action(
    "label.relations", "Show all relations", "Ctrl+Shift+L", when=may_tag, checked=_shows_relations,
    submenu="Relation", whole=True, alone=True,
)  # fmt: skip
def relations(frame: "Frame") -> None:
    """The lines of every span's relations, or of the selected one's only."""
    frame.view.set_all_relations(not frame.view.all_relations)


@action("label.widen", "Widen selection", "W", plain=True, when=may_tag, repeats=True, submenu="Selection", whole=True)
def widen(frame: "Frame") -> None:
    """Word, phrase, sentence, paragraph."""
    frame.view.widen()


@action("label.narrow", "Narrow it again", "Shift+W", plain=True, when=may_tag, repeats=True, submenu="Selection")
def narrow(frame: "Frame") -> None:
    """Back the way that the selection was widened."""
    frame.view.widen(back=True)


def _step(frame: "Frame", by: int, same_label: bool = False) -> None:
    """Go to the next span or the one before, or say that there is none."""
    view = frame.view
    if view.step_span(by, same_label):
        return
    span, which = view.selected_span, "last" if by > 0 else "first"
    if not view.span_count():
        frame.say("Nothing is tagged in this article yet.")
    elif span is None:
        frame.say(f"No span {'begins after' if by > 0 else 'begins before'} the caret.")
    elif same_label:
        frame.say(f"This is the {which} {span.label}.")
    else:
        shown = " of the labels that are shown in full" if view.quiet_labels else ""
        frame.say(f"This is the {which} span{shown}.")


@action("label.next", "Next span", "J", plain=True, when=may_tag, repeats=True, submenu="Go to", whole=True)
def next_span(frame: "Frame") -> None:
    """The next span in text order."""
    _step(frame, 1)


@action("label.previous", "Previous span", "K", plain=True, when=may_tag, repeats=True, submenu="Go to", whole=True)
def previous_span(frame: "Frame") -> None:
    """The span before in text order."""
    _step(frame, -1)


@action(
    "label.next_same", "Next span of this label", "Shift+J", plain=True, when=may_tag,
    repeats=True, submenu="Go to", whole=True,
)  # fmt: skip
def next_same(frame: "Frame") -> None:
    """The next span with the label of the selected one."""
    _step(frame, 1, same_label=True)


@action(
    "label.previous_same", "Previous span of this label", "Shift+K", plain=True, when=may_tag,
    repeats=True, submenu="Go to", whole=True,
)  # fmt: skip
def previous_same(frame: "Frame") -> None:
    """The span before with the label of the selected one."""
    _step(frame, -1, same_label=True)


@action("label.out", "Span around", "O", plain=True, when=may_tag, repeats=True, submenu="Go to", whole=True)
def out(frame: "Frame") -> None:
    """The span round the selected one or the caret."""
    if not frame.view.step_out():
        chosen = frame.view.selected_span is not None
        frame.say("No span lies round this one." if chosen else "The caret stands in no span.")


@action("label.in", "Span inside", "Shift+O", plain=True, when=has_span, repeats=True, submenu="Go to", whole=True)
def inside(frame: "Frame") -> None:
    """The first span inside the selected one."""
    if not frame.view.step_out(inwards=True):
        frame.say("No span lies inside this one.")
