"""Going from article to article, and what is done with a whole one: done, flag, comment, facts, removal."""

from workbench.window.action import action, has_article, has_project, may_filter, may_tag
from workbench.window.frame import Frame


@action("article.next", "Next article", "Ctrl+PgDown", when=has_project, repeats=True)
def next_article(frame: Frame) -> None:
    """The next one in the list."""
    frame.walk.step(1)


@action("article.previous", "Previous article", "Ctrl+PgUp", when=has_project, repeats=True)
def previous_article(frame: Frame) -> None:
    """The one before in the list."""
    frame.walk.step(-1)


@action("article.done_next", "Done, open the next open one", "Ctrl+Return Ctrl+Enter", when=has_article, separated=True)
def done_next(frame: Frame) -> None:
    """Finish this article and go on."""
    frame.walk.finish(go_on=True)


def is_done(frame: Frame) -> bool:
    """Whether the shown article is done by who works."""
    return may_tag(frame) and frame.session is not None and frame.session.layer.state == "done"


@action(
    "article.done", "Done, stay here", "Ctrl+Shift+Return Ctrl+Shift+Enter", when=may_tag, checked=is_done, row=True
)
def done(frame: Frame) -> None:
    """Finish this article and stay; where it is done, take it up again."""
    frame.walk.finish(go_on=False)


@action("article.reopen", "Reopen this article", when=is_done, row=True)
def reopen(frame: Frame) -> None:
    """Take a finished article up again."""
    if is_done(frame):
        frame.walk.finish(go_on=False)


@action(
    "article.flag",
    "Flag this article",
    "F",
    plain=True,
    when=may_tag,
    mode="annotate",
    checked=lambda frame: frame.session is not None and frame.session.flagged,
    row=True,
)
def flag(frame: Frame) -> None:
    """Put one's own bookmark on this article, or take it away; the list shows it and can show flagged ones alone."""
    session = frame.session
    if session is not None and session.article is not None:
        session.set_flagged(not session.flagged)
        frame.update_actions()


@action("article.comment", "Comment on the article", when=may_tag, row=True)
def comment(frame: Frame) -> None:
    """Write a note on the article as a whole."""
    if not frame.docks.inspector_seen():
        frame.show_inspector(True)
    frame.view.select_span(None)
    frame.inspector.comment()


@action("article.facts", "About this article…", when=has_article, separated=True, row=True)
def about(frame: Frame) -> None:
    """Title, source, link, date and language to correct; key, length and layers to read."""
    from workbench.window.sheets.article_facts import show_facts

    show_facts(frame)


@action("article.remove", "Remove article…", when=may_tag, row=True)
def remove(frame: Frame) -> None:
    """Count what would go with the article, and remove it where that is wanted."""
    from workbench.window.sheets.article_facts import remove_article

    remove_article(frame)


@action(
    "article.filter", "Filter the list", "/", plain=True, when=may_filter, separated=True, anywhere=True,
    mode="annotate",
)  # fmt: skip
def filter_list(frame: Frame) -> None:
    """Put the caret into the filter line."""
    frame.focus_filter()
