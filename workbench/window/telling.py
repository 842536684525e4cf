"""What is known of a span besides what is drawn: its entity, relations and comments, who changed it last and when."""

from collections.abc import Iterator

from workbench.errors import WorkbenchError
from workbench.model.layer import Layer
from workbench.model.span import Span
from workbench.project.sentences import quotable
from workbench.window.panels.span_history import moment
from workbench.window.shown import Shown
from workbench.words import as_shown, cut


def told_of(session: Shown, span: Span, own: bool) -> list[str]:
    """Lines for the tool tip of a span; relations and the like of one's ``own`` layer only."""
    text = session.article.text if session.article is not None else ""
    lines = list(_of_layer(session.layer, span, text)) if own else []
    return [*lines, *_last_change(session, span)]


def words_for(session: Shown, kind: str, id: str) -> str:
    """What a thing of the shown layer is called: by label and words where that is known; nobody reads ids."""
    span = session.span(id)
    if span is not None and session.article is not None:
        return f"{span.label} “{quotable(span.shown(session.article.text))}”"
    relation = next((item for item in session.layer.relations if item.id == id), None)
    return f"relation {relation.type}" if relation is not None else kind


def _of_layer(layer: Layer, span: Span, text: str) -> Iterator[str]:
    if span.entity is not None:
        yield from (f"entity: {entity.name}" for entity in layer.entities if entity.id == span.entity)
    ends = {id for item in layer.relations if span.id in (item.source, item.target) for id in item[2:4]}
    words = {item.id: cut(item.shown(text)) for item in layer.spans if item.id in ends} if ends else {}
    for item in layer.relations:
        if item.source == span.id and item.target in words:
            yield f"{item.type}: {words[item.target]}"
        elif item.target == span.id and item.source in words:
            yield f"{item.type} of: {words[item.source]}"
    for comment in layer.comments:
        if comment.span == span.id and comment.resolved is None:
            who = "Your comment" if comment.by == layer.annotator else f"Comment by {comment.by}"
            yield f"{who}: {comment.text}"


def _last_change(session: Shown, span: Span) -> Iterator[str]:
    try:
        entries = session.span_history(span.id).entries
    except WorkbenchError:  # a tool tip is no place to say that the database is away
        return
    last = next((entry for entry in entries if not entry.undone_by), None)
    if last is not None:
        who = "you" if last.actor == session.annotator else last.actor
        yield f"Last change by {who}, {moment(last.at)}: {as_shown(last.words)}"
