"""The one table of actions: menus, keys, buttons and the help page come from it.

An action is a function that takes the frame, put into the table by ``@action``. A plain key (a letter or digit
without Ctrl) acts only while the article has focus, so the view handles it; the menu shows it as text.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from workbench.window.frame import Frame

Run = Callable[["Frame"], None]
When = Callable[["Frame"], bool]

MENUS = ("File", "Edit", "Article", "Label", "Review", "View", "Help")


class Action(NamedTuple):
    """One thing that the window can do. ``keys`` are in Qt's portable notation, the first one is shown."""

    id: str
    text: str
    menu: str
    run: Run
    keys: tuple[str, ...] = ()
    plain: bool = False
    when: When = lambda frame: True
    separated: bool = False  # a line above it in the menu


ACTIONS: dict[str, Action] = {}


def action(
    id: str, text: str, keys: str = "", plain: bool = False, when: When | None = None, separated: bool = False
) -> Callable[[Run], Run]:
    """Put the decorated function into the table; ``id`` is ``menu.what``, several ``keys`` stand apart by blanks."""

    def register(run: Run) -> Run:
        menu = id.split(".")[0].capitalize()
        assert menu in MENUS and id not in ACTIONS, id
        ACTIONS[id] = Action(id, text, menu, run, tuple(keys.split()), plain, when or (lambda frame: True), separated)
        return run

    return register


def has_project(frame: "Frame") -> bool:
    """Whether a project is open."""
    return frame.session is not None


def has_article(frame: "Frame") -> bool:
    """Whether an article is shown."""
    return frame.session is not None and frame.session.article is not None


def has_span(frame: "Frame") -> bool:
    """Whether a span of one's own is selected."""
    return has_article(frame) and frame.mode == "annotate" and frame.view.selected_span is not None


def may_tag(frame: "Frame") -> bool:
    """Whether an article is shown for tagging."""
    return has_article(frame) and frame.mode == "annotate"


def may_filter(frame: "Frame") -> bool:
    """Whether the list of articles is there to be filtered."""
    return frame.session is not None and frame.mode == "annotate"


def has_dispute(frame: "Frame") -> bool:
    """Whether a dispute is in front of the reviewer."""
    return frame.mode == "review" and frame.review.current is not None
