"""What the palette offers: actions, labels, values, settings, articles, spans and guidelines, as they are now."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from workbench.model.asking import is_shown
from workbench.model.scheme import AttributeType, Label
from workbench.model.span import Span
from workbench.settings import LABEL_LOOKS
from workbench.window import action as table
from workbench.window.action import ACTIONS, Action
from workbench.window.article.marks.tags import value_of

if TYPE_CHECKING:
    from workbench.window.frame import Frame

DO, GO, SET = "Do", "Go to", "Settings"
GROUPS = (DO, GO, SET)

# Why an action can't be done now, by the question that it asks.
_WHY: dict[Callable[["Frame"], bool], str] = {
    table.has_project: "needs an open project",
    table.has_article: "needs an open article",
    table.has_span: "needs a selected span",
    table.may_tag: "in Annotate, with an article open",
    table.may_filter: "in Annotate",
    table.has_dispute: "in Review, with a dispute in front",
}
_ICONS = {
    "file.new": "plus", "file.open": "folder", "file.import": "download", "file.export": "upload",
    "file.person": "person", "edit.undo": "undo", "edit.copy": "copy", "view.palette": "search",
    "view.settings": "sliders", "article.flag": "flag", "article.filter": "search", "article.done": "tick",
    "article.done_next": "tick", "article.next": "chevron-down", "article.previous": "chevron-up",
    "label.remove": "trash", "label.guideline": "guideline", "label.next": "chevron-down",
    "label.previous": "chevron-up", "label.next_same": "chevron-down", "label.previous_same": "chevron-up",
    "review.take": "tick", "review.reject": "close", "review.next": "chevron-down", "review.previous": "chevron-up",
}  # fmt: skip
_ICON_OF_MENU = {
    "File": "file", "Edit": "pencil", "Article": "file", "Label": "pencil", "Review": "merge", "View": "eye",
    "Help": "info",
}  # fmt: skip
# What somebody may type who does not know how it is called here.
_ALSO = {
    "file.person": "change person annotator name user", "file.export": "save as write gold losses",
    "file.saved": "save", "view.settings": "preferences options keys shortcuts",
    "review.merge": "adjudicate agreement", "review.later": "later skip", "review.hardest": "sort order difficult",
    "article.done_next": "finish finished", "article.done": "finish finished",
}  # fmt: skip
_PAGES = ("view.annotate", "view.review", "view.progress")


class Item(NamedTuple):
    """One row. ``id`` is what it is remembered by; ``why`` says what it lacks, and is empty where it can be done."""

    id: str
    group: str
    title: str
    run: Callable[[], object]
    detail: str = ""
    icon: str = "ring"
    caps: tuple[str, ...] = ()
    label: Label | None = None  # shown by its letter in place of an icon
    why: str = ""
    also: str = ""  # other words for it, by which it is found, too


def commands(frame: "Frame") -> Iterator[Item]:
    """Labels, values of the selected span, and every action of the table."""
    yield from _labels(frame)
    yield from _values(frame)
    for action in ACTIONS.values():
        if not action.hands and action.id != "view.palette":
            yield _of_action(frame, action)
    yield from _beside(frame)
    yield from _alone(frame)
    yield from _looks(frame)
    yield from _passes(frame)


def _of_action(frame: "Frame", action: Action) -> Item:
    can = action.when(frame)
    is_setting = (action.checked is not None and action.id not in _PAGES) or action.id == "view.settings"
    detail = action.menu if action.checked is None else ""
    if action.checked is not None and is_setting and can:
        on = action.checked(frame)
        detail = ("on" if on else "off") if not action.submenu or action.alone else "on now" if on else ""
    return Item(
        action.id,
        SET if is_setting else GO if action.id in _PAGES else DO,
        action.words(frame).rstrip("…") if action.says else action.full_name,
        lambda: frame.menus.run(action),
        detail,
        _ICONS.get(action.id, "sliders" if is_setting else _ICON_OF_MENU[action.menu]),
        frame.keymap.caps(action.id),
        why="" if can else _WHY.get(action.when, "not now"),
        also=_ALSO.get(action.id, ""),
    )


def _labels(frame: "Frame") -> Iterator[Item]:
    """Tagging with each label, and what would be tagged."""
    selection, selected = frame.view.selection(), frame.view.selected_span
    what = "the word at the caret"
    if selection is not None:
        what = f"selection of {selection[1] - selection[0]:,} characters"
    elif selected is not None:
        what = "in place of the selected span’s label"
    for label, digit in _keyed_labels(frame):
        caps = frame.keymap.caps("label.tag", digit)
        tag = partial(frame.tagging.tag, label.name, False)
        yield Item(f"tag:{label.name}", DO, f"Tag as {label.name.capitalize()}", tag, what, caps=caps, label=label)


def _beside(frame: "Frame") -> Iterator[Item]:
    """A further label for the selected span."""
    if frame.view.selected_span is None or frame.view.selection() is not None:
        return
    for label, digit in _keyed_labels(frame):
        title, tag = f"Tag beside as {label.name.capitalize()}", partial(frame.tagging.tag, label.name, True)
        caps = frame.keymap.caps("label.beside", digit)
        yield Item(f"beside:{label.name}", DO, title, tag, "the same words once more", caps=caps, label=label)


def _alone(frame: "Frame") -> Iterator[Item]:
    """Showing one label alone."""
    for label, digit in _keyed_labels(frame):
        alone = frame.tagging.only == label.name
        title = "Show all labels" if alone else f"Show only {label.name.capitalize()}"
        show = partial(frame.tagging.show_only, None if alone else label.name)
        detail = "" if alone else "dims the other labels"
        yield Item(f"only:{label.name}", DO, title, show, detail, "eye", frame.keymap.caps("view.only", digit))


def _looks(frame: "Frame") -> Iterator[Item]:
    """Dimming or hiding one label, or showing it again."""
    looks = frame.tagging.looks
    for label, _ in _keyed_labels(frame):
        now, name = looks.look(label.name), label.name.capitalize()
        for look, words in LABEL_LOOKS.items():
            if look != now:
                detail = f"{now} now" if now != "shown" else ""
                choose = partial(looks.choose, label.name, look)
                icon = "eye-off" if look == "hidden" else "eye"
                yield Item(f"look:{look}:{label.name}", DO, f"{words} the label {name}", choose, detail, icon)


def _passes(frame: "Frame") -> Iterator[Item]:
    """What the article is complete for, and going through all articles for one label."""
    session = frame.session
    for label, _ in _keyed_labels(frame):
        name = label.name
        complete = session is not None and name in session.layer.complete
        detail = "it is; takes it back" if complete else ""
        yield Item(f"complete:{name}", DO, f"Complete for {name}", partial(frame.passes.toggle, name), detail, "tick")
        key = frame.keymap.shown("article.done_next")
        detail = "on now" if frame.passes.label == name else f"what {key} finishes" if key else ""
        choose = partial(frame.passes.choose, name)
        title = f"Go through all articles for {name}"
        yield Item(f"pass:{name}", DO, title, choose, detail, "sliders", also="pass complete")


def _keyed_labels(frame: "Frame") -> list[tuple[Label, int | None]]:
    if frame.session is None or not table.may_tag(frame):
        return []
    return [(label, int(label.key) if label.key.isdigit() else None) for label in frame.session.scheme.offered]


def _values(frame: "Frame") -> Iterator[Item]:
    """Values that the selected span may have."""
    session, span = frame.session, frame.view.selected_span
    if session is None or span is None or not table.has_span(frame):
        return
    label = session.scheme.label(span.label)
    for kind in (item for item in label.attributes if is_shown(item, span.attributes)):
        for word, value in _choices(kind):
            now = span.attributes.get(kind.name) == value
            detail = "the selected span has it" if now else "attribute of the selected span"
            title = f"{label.name.capitalize()} {kind.name}: {word}"
            yield Item(
                f"value:{label.name}:{kind.name}:{word}", DO, title, _setter(frame, span, kind.name, value), detail,
                "tick" if now else "ring",
            )  # fmt: skip


def _choices(kind: AttributeType) -> list[tuple[str, Any]]:
    if kind.kind == "choice":
        return [(value.name, value.name) for value in kind.values]
    return [("yes", True), ("no", False)] if kind.kind == "flag" else []


def _setter(frame: "Frame", span: Span, name: str, value: Any) -> Callable[[], object]:
    session = frame.session
    assert session is not None
    return lambda: session.change(span, attributes={name: value})


def toggles(frame: "Frame") -> Iterator[Item]:
    """Settings that stand in no menu."""
    keymap, settings = frame.keymap, frame.settings

    def state(on: bool) -> str:
        return "on" if on else "off"

    yield Item(
        "set:plain_keys", SET, "Letters and digits act on the article",
        lambda: keymap.set_plain_keys(not keymap.plain_keys), state(keymap.plain_keys), "sliders",
    )  # fmt: skip
    edges = bool(settings.get("stronger_edges", False))
    yield Item("set:edges", SET, "Stronger edges", lambda: frame.set_stronger_edges(not edges), state(edges), "sliders")
    note = bool(settings.get("margin_note", True))
    yield Item(
        "set:margin_note", SET, "Margin note asks after tagging", lambda: settings.set("margin_note", not note),
        state(note), "sliders",
    )  # fmt: skip
    for page, title in (("you", "Settings: you"), ("look", "Settings: look"), ("keys", "Settings: keys")):
        yield Item(f"settings:{page}", SET, title, partial(_show_settings, frame, page), "", "sliders")


def _show_settings(frame: "Frame", page: str) -> None:
    from workbench.window.preferences import show_settings

    show_settings(frame, page)


def spans(frame: "Frame") -> Iterator[Item]:
    """The spans of the article in text order."""
    session = frame.session
    if session is None or session.article is None:
        return
    text = session.article.text
    for span in frame.view.spans():
        label = session.scheme.label(span.label)
        quote = " ".join(span.shown(text, 200).split())
        detail = " ".join(filter(None, (span.label, value_of(label, span))))
        yield Item(f"span:{span.id}", GO, quote, partial(_go_to_span, frame, span.id), detail, label=label)


def _go_to_span(frame: "Frame", id: str) -> None:
    frame.view.select_span(id)
    frame.view.setFocus()


def articles(frame: "Frame", words: str, limit: int) -> Iterator[Item]:
    """Articles of the whole project whose title, key or source has the words."""
    session = frame.session
    if session is None:
        return
    for row in session.listing.find(words, limit):
        title = row.title or row.key
        place = session.listing.place(row.key)
        number = f"article {place + 1:,}" if place is not None else ""  # as the header counts; a filter may hide it
        detail = ", ".join(filter(None, (number, row.source or row.beginning)))
        go = partial(frame.walk.go_to, row.key)
        yield Item(f"article:{row.key}", GO, " ".join(title.split()), go, detail, "file")


def guidelines(frame: "Frame") -> Iterator[Item]:
    """Each heading of the scheme's guidelines."""
    from workbench.window.sheets.guideline import headings, show_guideline

    for label in frame.session.scheme.labels if frame.session else ():
        for number, head in enumerate(headings(label.guideline)):
            title = f"Guideline: {head}" if number == 0 else f"Guideline: {label.name}, {head[:1].lower()}{head[1:]}"
            yield Item(
                f"guideline:{label.name}:{number}", GO, title,
                partial(show_guideline, frame, label, number),
                "" if number == 0 else "section", "guideline",
            )  # fmt: skip
