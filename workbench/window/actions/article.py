"""Going from article to article, and saying that one is done."""

from workbench.window.action import action, has_article, has_project, may_filter, may_tag
from workbench.window.frame import Frame


@action("article.next", "Next article", "Ctrl+PgDown", when=has_project)
def next_article(frame: Frame) -> None:
    """The next one in the list."""
    frame.walk.step(1)


@action("article.previous", "Previous article", "Ctrl+PgUp", when=has_project)
def previous_article(frame: Frame) -> None:
    """The one before in the list."""
    frame.walk.step(-1)


@action("article.done_next", "Done, open the next open one", "Ctrl+Return Ctrl+Enter", when=has_article, separated=True)
def done_next(frame: Frame) -> None:
    """Finish this article and go on."""
    frame.walk.finish(go_on=True)


@action("article.done", "Done, or take it up again", "Ctrl+Shift+Return Ctrl+Shift+Enter", when=may_tag)
def done(frame: Frame) -> None:
    """Finish this article and stay, or reopen it."""
    frame.walk.finish(go_on=False)


@action("article.filter", "Filter the list", "/", plain=True, when=may_filter, separated=True)
def filter_list(frame: Frame) -> None:
    """Put the caret into the filter line."""
    frame.focus_filter()
