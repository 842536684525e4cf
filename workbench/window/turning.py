"""After an undo or redo: the list, the article in which it was, and the span that came back."""

from typing import TYPE_CHECKING

from workbench.project import Reversal

if TYPE_CHECKING:
    from workbench.window.session import Session


def show_reversed(session: "Session", done: Reversal, before: int, follow: bool) -> str:
    """Show what an undo or redo left; with ``follow`` in its article. Gives where that was, if elsewhere, in words.

    ``before`` is where the shown article stood in the list, which need not be there any more.
    """
    changes = done.changes
    if session.follow_scheme():
        return ""
    if any(change.kind == "article" for change in changes):
        session.reload_rows()
        session.row_changed.emit("")
    elif len(done.articles) > 1:
        session.rows_changed(done.articles)
    shown = session.article.key if session.article else None
    id = session.listing.id_of(shown) if shown is not None else None
    touched = session.listing.rows_of(done.articles) if len(done.articles) == 1 and done.articles[0] != id else []
    other = touched[0] if touched else None
    if other is not None:
        session.listing.row_changed(other.key)
        if follow:
            session.open(other.key)
        session.row_changed.emit(other.key)
    if other is None or not follow:
        if shown is None or id is not None:
            session.follow(done)
        else:
            session.article_removed(before)
    spans = [change.target for change in changes if change.kind == "span" and change.after is not None]
    if len(spans) == 1 and (follow or other is None):
        session.landed.emit(spans[0])
    return f" in “{other.title or other.key}”" if other else ""
