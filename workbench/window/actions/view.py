"""Modes, docks, size and colours."""

from functools import partial

from PySide6.QtCore import Qt

from workbench.settings import MEASURES
from workbench.window.action import action, has_article, has_project, may_tag
from workbench.window.frame import Frame
from workbench.window.page import USUAL_MEASURE
from workbench.window.panels.lower import PANELS


@action("view.annotate", "Annotate", "Ctrl+1", when=has_project, checked=lambda frame: frame.mode == "annotate")
def annotate(frame: Frame) -> None:
    """Tag articles."""
    frame.set_mode("annotate")


@action("view.review", "Review", "Ctrl+2", when=has_project, checked=lambda frame: frame.mode == "review")
def review(frame: Frame) -> None:
    """Adjudicate what annotators did."""
    frame.set_mode("review")


@action("view.progress", "Progress", "Ctrl+4", when=has_project, checked=lambda frame: frame.mode == "progress")
def progress(frame: Frame) -> None:
    """How far everybody is."""
    frame.set_mode("progress")


@action(
    "view.list", "List of articles", "Ctrl+B", when=has_project, separated=True,
    checked=lambda frame: frame.docks.list_seen(),
)  # fmt: skip
def left_list(frame: Frame) -> None:
    """Show or hide it, on whichever side it stands."""
    frame.docks.show_list(not frame.docks.list_seen())


@action("view.inspector", "Inspector", "Ctrl+I", when=may_tag, checked=lambda frame: frame.docks.inspector_seen())
def inspector(frame: Frame) -> None:
    """Show or hide the inspector, which belongs to one's own spans."""
    frame.show_inspector(not frame.docks.inspector_seen())


def _is_shown(frame: Frame, id: str) -> bool:
    return frame.panels.current == id


def _has_entities(frame: Frame) -> bool:
    return may_tag(frame) and frame.session is not None and any(label.entity for label in frame.session.scheme.labels)


def _register_panels() -> None:
    """An entry for each panel of the right dock's lower part."""
    for panel in PANELS:
        shown, when = partial(_is_shown, id=panel.id), _has_entities if panel.id == "entities" else may_tag
        register = action(f"view.panel_{panel.id}", panel.title, submenu="Panels", when=when, checked=shown)
        register(partial(Frame.show_panel, id=panel.id))


_register_panels()


@action("view.swap", "List on the right", when=has_project, checked=lambda frame: frame.docks.is_swapped)
def swap(frame: Frame) -> None:
    """The list at the right and the inspector at the left, or back."""
    frame.docks.swap()


@action("view.reset", "Reset the window")
def reset(frame: Frame) -> None:
    """Panels, their widths, the density and the page as at the first start."""
    frame.reset_window()


@action("view.larger", "Larger text", "Ctrl++ Ctrl+=", separated=True, repeats=True)
def larger(frame: Frame) -> None:
    """One size up."""
    frame.set_article_size(frame.article_size + 1)


@action("view.smaller", "Smaller text", "Ctrl+-", repeats=True)
def smaller(frame: Frame) -> None:
    """One size down."""
    frame.set_article_size(frame.article_size - 1)


@action("view.size", "Normal text size", "Ctrl+0")
def normal_size(frame: Frame) -> None:
    """The size that we start with."""
    frame.set_article_size(frame.normal_size)


def _measures(frame: Frame) -> int:
    return frame.page.measure or USUAL_MEASURE


@action("view.wider", "Wider column", submenu="Text", repeats=True, when=lambda frame: _measures(frame) < MEASURES[1])
def wider(frame: Frame) -> None:
    """Room for two characters more in a line."""
    frame.page.widen(1)


@action(
    "view.narrower", "Narrower column", submenu="Text", repeats=True,
    when=lambda frame: _measures(frame) > MEASURES[0],
)  # fmt: skip
def narrower(frame: Frame) -> None:
    """Room for two characters fewer."""
    frame.page.widen(-1)


@action("view.usual_column", "Usual column", submenu="Text", when=lambda frame: frame.page.measure is not None)
def usual_column(frame: Frame) -> None:
    """As wide as at the first start."""
    frame.page.set_measure(None)


@action(
    "view.line_numbers", "Line numbers", submenu="Text", alone=True, separated=True,
    checked=lambda frame: frame.page.line_numbers,
)  # fmt: skip
def line_numbers(frame: Frame) -> None:
    """Number the article's lines in the margin, or not."""
    frame.page.set_line_numbers(not frame.page.line_numbers)


@action("view.marks", "Paragraph marks", submenu="Text", alone=True, checked=lambda frame: frame.page.paragraph_marks)
def paragraph_marks(frame: Frame) -> None:
    """Mark line ends, no-break blanks, tabs, or not."""
    frame.page.set_paragraph_marks(not frame.page.paragraph_marks)


@action(
    "view.headline", "Headline in larger type", submenu="Text", alone=True, checked=lambda frame: frame.page.headline
)
def headline(frame: Frame) -> None:
    """The article's title where it stands in the text, or as all text."""
    frame.page.set_headline(not frame.page.headline)


@action("view.peek", "Peek: the bare text while it is held", "Space", plain=True, when=has_article, hands=True)
def peek(frame: Frame) -> None:
    """Hide all marks until the key is let go."""
    frame.view.set_bare(True)


@action(
    "view.only", "Show only this label; again: all", "Shift+1-9", plain=True, when=has_article, hands=True,
    submenu="Labels",
)  # fmt: skip
def only(frame: Frame, digit: int) -> None:
    """Dim all other labels, or show all again."""
    frame.tagging.show_only_by_key(str(digit))


def _label_meant(frame: Frame, look: str) -> None:
    """Give the selected span's label a look, or show it again."""
    span = frame.view.selected_span
    if span is None:
        frame.say("Select a span: its label is meant. The label bar and the menu View have all of them.")
    else:
        frame.tagging.looks.toggle(span.label, look)


@action("view.dim", "Dim this label; again: show it", when=has_article, hands=True, submenu="Labels")
def dim(frame: Frame) -> None:
    """Show only grey lines of the selected span's label, or all of it again."""
    _label_meant(frame, "dimmed")


@action("view.hide", "Hide this label; again: show it", when=has_article, hands=True, submenu="Labels")
def hide(frame: Frame) -> None:
    """Show nothing of the selected span's label, or all of it again."""
    _label_meant(frame, "hidden")


@action(
    "view.all_labels", "Show all labels", submenu="Labels", separated=True, alone=True,
    when=lambda frame: has_article(frame) and not frame.tagging.looks.are_all_shown,
)  # fmt: skip
def all_labels(frame: Frame) -> None:
    """Bring back every label that is dimmed or hidden."""
    frame.tagging.looks.show_all()


def _tags(mode: str, text: str) -> None:
    """One way of showing tags, as a choice in a submenu."""

    def is_on(frame: Frame) -> bool:
        return bool(frame.settings.get("tags", "value") == mode)

    @action(f"view.tags_{mode}", text, when=has_project, submenu="Tags", checked=is_on)
    def choose(frame: Frame) -> None:
        frame.set_tags_mode(mode)


_tags("value", "Letter and value")
_tags("letter", "Letter")
_tags("selected", "Selected span only")
_tags("none", "None")


@action("view.tags", "Next way of showing tags", "V", plain=True, when=has_project, separated=True, submenu="Tags")
def tags(frame: Frame) -> None:
    """Letter and value, letter, selected only, none, and round again."""
    frame.next_tags_mode()


def _theme(name: str, text: str) -> None:
    """One theme, as a choice in a submenu."""

    def is_on(frame: Frame) -> bool:
        return bool(frame.settings.get("theme", "system") == name)

    @action(f"view.{'contrast' if name == 'hc' else name}", text, submenu="Theme", checked=is_on)
    def choose(frame: Frame) -> None:
        frame.set_theme(name)


_theme("system", "As the system")
_theme("light", "Light")
_theme("dark", "Dark")
_theme("hc", "High contrast")


def _density(name: str, text: str) -> None:
    """One density, as a choice in a submenu."""

    def is_on(frame: Frame) -> bool:
        return bool(frame.settings.get("density", "comfortable") == name)

    @action(f"view.{name}", text, submenu="Density", checked=is_on)
    def choose(frame: Frame) -> None:
        frame.set_density(name)


_density("comfortable", "Comfortable")
_density("standard", "Standard")
_density("compact", "Compact")


@action("view.next_pane", "Next pane", "F6", when=has_project, separated=True)
def next_pane(frame: Frame) -> None:
    """List, article, inspector, spans, status."""
    from workbench.window.panes import step_pane

    step_pane(frame, 1)


@action("view.previous_pane", "Previous pane", "Shift+F6", when=has_project)
def previous_pane(frame: Frame) -> None:
    """The pane before."""
    from workbench.window.panes import step_pane

    step_pane(frame, -1)


@action("view.fullscreen", "Full screen", "F11", separated=True, checked=lambda frame: frame.isFullScreen())
def fullscreen(frame: Frame) -> None:
    """The window over the whole screen, or back."""
    frame.setWindowState(frame.windowState() ^ Qt.WindowState.WindowFullScreen)  # a maximised one comes back as such


@action("view.palette", "Palette…", "Ctrl+K Ctrl+Shift+P", separated=True)
def palette(frame: Frame) -> None:
    """Everything that can be done, gone to or set, by a few letters of its name."""
    from workbench.window.palette import open_palette

    open_palette(frame)


@action("view.settings", "Settings…", "Ctrl+,")
def settings(frame: Frame) -> None:
    """Who one is, how the window looks, which key does what."""
    from workbench.window.preferences import show_settings

    show_settings(frame)
