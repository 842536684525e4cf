"""The one table of actions: menus, keys, buttons, palette, settings and the help page come from it.

An action is a function that takes the frame, put into the table by ``@action``. A plain key (a letter or digit
without Ctrl) acts only while the article has focus: the view asks the frame's keymap what it means; the menu shows
it as text. Keys can be changed in the settings, so whatever shows one asks ``frame.keymap``.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from workbench.window.frame import Frame

Run = Callable[..., None]  # takes the frame; where its key is "1-9", the digit too
When = Callable[["Frame"], bool]

MENUS = ("File", "Edit", "Article", "Label", "Review", "View", "Help")
MODES = ("annotate", "review")
# While suggestions are shown, plain keys of this layer go before those of the mode.
PREVIEW = "preview"
# While the target of a relation is chosen, plain keys of this layer do.
LINK = "link"
LAYERS = (LINK, PREVIEW)
DIGITS = "1-9"  # stands for nine keys, matched by their place


class Action(NamedTuple):
    """One thing that the window can do. ``keys`` are in Qt's portable notation, the first one is shown.

    ``mode`` says where plain keys hold: in one of MODES, in one of LAYERS before those of the mode, or in any of MODES.
    One of the hands (``hands``) has no entry in a menu of its own: it is held down, or needs a place or a number that
    only hands give. ``repeats``: a held key may do it again and again.
    """

    id: str
    text: str
    menu: str
    run: Run
    keys: tuple[str, ...] = ()
    plain: bool = False
    when: When = lambda frame: True
    separated: bool = False  # a line above it in the menu
    mode: str = "any"
    checked: When | None = None
    submenu: str = ""
    hands: bool = False
    repeats: bool = False
    anywhere: bool = False  # a plain key that holds wherever no field or list has a use for it
    row: bool = False  # in the menu of an article's row in the list, too
    alone: bool = False  # what is ticked in its submenu is no choice among the others there
    whole: bool = False  # its text needs no name of a submenu before it
    says: "Callable[[Frame], str] | None" = None  # its text as things are now

    @property
    def takes_digit(self) -> bool:
        """Whether one of nine is meant."""
        return any(key.endswith(DIGITS) for key in self.keys)

    def words(self, frame: "Frame") -> str:
        """Its text as things are now."""
        return self.says(frame) if self.says is not None else self.text

    @property
    def full_name(self) -> str:
        """Its name where the submenu does not stand above it; the dots of a dialog are left out."""
        text = self.text.rstrip("…")
        return f"{self.submenu}: {text[:1].lower()}{text[1:]}" if self.submenu and not self.whole else text

    @property
    def modes(self) -> tuple[str, ...]:
        """Where its plain keys hold."""
        return MODES if self.mode == "any" or not self.plain else (self.mode,)


ACTIONS: dict[str, Action] = {}


def action(
    id: str,
    text: str,
    keys: str = "",
    plain: bool = False,
    when: When | None = None,
    separated: bool = False,
    mode: str = "",
    checked: When | None = None,
    **more: Any,
) -> Callable[[Run], Run]:
    """Put the decorated function into the table; ``id`` is ``menu.what``, several ``keys`` stand apart by blanks.

    Without a ``mode`` plain keys of the menus Label and Review hold in their own mode, all others in any.
    ``more``: ``submenu``, ``hands``, ``repeats``, ``anywhere``, ``row``, ``alone``, ``whole``, ``says``.
    """

    def register(run: Run) -> Run:
        menu = id.split(".")[0].capitalize()
        assert menu in MENUS and id not in ACTIONS, id
        own = {"Label": "annotate", "Review": "review"}.get(menu, "any") if plain else "any"
        ACTIONS[id] = Action(
            id, text, menu, run, tuple(keys.split()), plain, when or (lambda frame: True), separated,
            mode or own, checked, **more,
        )  # fmt: skip
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
