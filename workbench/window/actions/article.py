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


def _done_next(frame: Frame) -> str:
    label = frame.passes.label if frame.mode == "annotate" else None
    return f"Complete for {label}, open the next one that is not" if label else "Done, open the next open one"


@action(
    "article.done_next", "Done, open the next open one", "Ctrl+Return Ctrl+Enter", when=has_article, separated=True,
    says=_done_next,
)  # fmt: skip
def done_next(frame: Frame) -> None:
    """Finish this article and go on; in a pass, finish it for the label of the pass."""
    frame.walk.finish(go_on=True)


def is_done(frame: Frame) -> bool:
    """Whether the shown article is done by who works; in a pass, complete for its label."""
    if frame.passes.label is not None:
        return may_tag(frame) and frame.passes.is_complete
    return may_tag(frame) and frame.session is not None and frame.session.layer.state == "done"


def _done(frame: Frame) -> str:
    label = frame.passes.label
    return f"Complete for {label}, stay here" if label else "Done, stay here"


def _reopen(frame: Frame) -> str:
    label = frame.passes.label
    return f"Not complete for {label} yet" if label else "Reopen this article"


@action(
    "article.done", "Done, stay here", "Ctrl+Shift+Return Ctrl+Shift+Enter", when=may_tag, checked=is_done, row=True,
    says=_done,
)  # fmt: skip
def done(frame: Frame) -> None:
    """Finish this article and stay; where it is done, take it up again. In a pass, for the label of the pass."""
    frame.walk.finish(go_on=False)


@action("article.reopen", "Reopen this article", when=is_done, row=True, says=_reopen)
def reopen(frame: Frame) -> None:
    """Take a finished article up again."""
    if is_done(frame):
        frame.walk.finish(go_on=False)


@action("article.complete", "Complete for this label, or no longer", when=may_tag, hands=True)
def complete(frame: Frame) -> None:
    """Say that the article was gone through for the label of the selected span, else for that of the pass."""
    span = frame.view.selected_span
    label = span.label if span is not None else frame.passes.label
    if label is None:
        frame.say("Select a span, or choose a pass in the menu Article: it is complete for its label then.")
    else:
        frame.passes.toggle(label)


@action("article.pass", "Next pass", when=has_project, hands=True)
def next_pass(frame: Frame) -> None:
    """A pass for the next label of the scheme; after the last one articles are done as a whole."""
    assert frame.session is not None
    labels = [None, *(label.name for label in frame.session.scheme.offered)]
    frame.passes.choose(labels[(labels.index(frame.passes.label) + 1) % len(labels)])


@action(
    "article.pass_all", "All labels", when=has_project, checked=lambda frame: frame.passes.label is None,
    submenu="Pass", alone=True, separated=True,
)  # fmt: skip
def no_pass(frame: Frame) -> None:
    """No pass: an article is done for all labels at once."""
    frame.passes.choose(None)


@action(
    "article.pass_dims", "Dim the other labels", when=has_project, checked=lambda frame: frame.passes.dims,
    submenu="Pass", alone=True,
)  # fmt: skip
def dim(frame: Frame) -> None:
    """A pass dims the spans of all other labels, or not."""
    frame.passes.set_dims(not frame.passes.dims)


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


@action("article.conditions", "Filter by state, label, source…", when=may_filter)
def conditions(frame: Frame) -> None:
    """Build a filter of conditions; the menu above the list saves it under a name."""
    from workbench.window.filters.sheet import ask_for_filter

    ask_for_filter(frame)
