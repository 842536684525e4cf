"""Finding words in the article and in the project, and tagging what was found."""

from workbench.window.action import PREVIEW, action, has_article, has_project, may_tag
from workbench.window.frame import Frame


@action("edit.find", "Find…", "Ctrl+F", when=has_article, separated=True)
def find(frame: Frame) -> None:
    """Find words in the article that is shown."""
    frame.finding.find()


@action("edit.find_next", "Find next", "F3 Ctrl+G", when=has_article, repeats=True)
def find_next(frame: Frame) -> None:
    """The next place of what was looked for last."""
    frame.finding.step(1)


@action("edit.find_previous", "Find previous", "Shift+F3 Ctrl+Shift+G", when=has_article, repeats=True)
def find_previous(frame: Frame) -> None:
    """The place before."""
    frame.finding.step(-1)


@action("edit.find_all", "Find in all articles…", "Ctrl+Shift+F", when=has_project)
def find_all(frame: Frame) -> None:
    """Find words in every article of the project."""
    frame.finding.find_all()


@action("edit.index", "Index the articles for searching", when=has_project)
def index(frame: Frame) -> None:
    """Make the full-text index of all articles, once: in a large project searches are many times quicker with it."""
    frame.finding.project.make_index()


@action("label.everywhere", "Tag the same everywhere", "T", plain=True, when=may_tag, separated=True)
def everywhere(frame: Frame) -> None:
    """Suggest the selected span's label wherever its words stand in the article."""
    frame.finding.tag_everywhere()


def has_suggestions(frame: Frame) -> bool:
    """Whether something is suggested."""
    return frame.previewing


@action(
    "label.take_all", "Take all", "Return", plain=True, when=has_suggestions, mode=PREVIEW,
    submenu="Suggestions",
)  # fmt: skip
def take_all(frame: Frame) -> None:
    """Tag everything that is suggested, as one action."""
    frame.finding.preview.take_all()


@action(
    "label.take", "Take this one", "Space", plain=True, when=has_suggestions, mode=PREVIEW, submenu="Suggestions",
)  # fmt: skip
def take(frame: Frame) -> None:
    """Tag the suggestion in the frame, and go to the next."""
    frame.finding.preview.take()


@action(
    "label.skip", "Skip this one", "Del Backspace", plain=True, when=has_suggestions, mode=PREVIEW,
    submenu="Suggestions", repeats=True,
)  # fmt: skip
def skip(frame: Frame) -> None:
    """Leave the suggestion in the frame out, and go to the next."""
    frame.finding.preview.refuse()


@action(
    "label.next_suggestion", "Next suggestion", "J", plain=True, when=has_suggestions, mode=PREVIEW,
    submenu="Suggestions", repeats=True,
)  # fmt: skip
def next_suggestion(frame: Frame) -> None:
    """The next suggestion in text order."""
    frame.finding.preview.step(1)


@action(
    "label.previous_suggestion", "Previous suggestion", "K", plain=True, when=has_suggestions, mode=PREVIEW,
    submenu="Suggestions", repeats=True,
)  # fmt: skip
def previous_suggestion(frame: Frame) -> None:
    """The suggestion before in text order."""
    frame.finding.preview.step(-1)
