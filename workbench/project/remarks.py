"""What an annotator remarks on spans and articles, and what every action answers."""

from typing import NamedTuple

from workbench.errors import ProjectError
from workbench.model.article import check_text
from workbench.model.span import Span
from workbench.project.at_work import AtWork
from workbench.project.layer_edit import LayerEdit
from workbench.store import articles as stored
from workbench.store.action import Record, new_id


class Done(NamedTuple):
    """An action that was committed: the id it made or changed, in which article, and what was done in words.

    ``span`` is the span as it is now, where one was added or changed; ``removed`` are relations that went.
    ``changed`` is False where everything was so already: nothing was written, a done layer is still done.
    ``at`` is when a remark was made. ``gone`` are entities that went with their last mention.
    """

    id: str
    article: str
    words: str
    removed: tuple[str, ...] = ()
    span: Span | None = None
    changed: bool = True
    at: str = ""
    gone: tuple[str, ...] = ()


class Remarks(AtWork):
    """The part of labelling that leaves comments. A comment does not take a finished article up again."""

    def comment(self, text: str, key: str | None = None, span: str | None = None) -> Done:
        """Leave a remark on a span of this layer, or on an article."""
        if not isinstance(text, str) or not text.strip():
            raise ProjectError("a comment needs some text")
        if span is None and key is None:
            raise ProjectError(
                "a comment is on a span or on an article; name the span by its id or the article by its key"
            )
        check_text(text)
        id = new_id()
        with self._edit("comment") as edit:
            article = edit.own("span", span)[1] if span is not None else edit.article(key)[0]
            layer = edit.layer(article, reopen=False)
            edit.action.insert("comment", article, id, layer, span, text, self.annotator, edit.action.at)
            words = edit.action.words = "commented"
            found, _ = edit.key_and_length(article)
        return Done(id, found, words)

    def set_comment(self, text: str | None, key: str | None = None, span: str | None = None) -> Done:
        """The annotator's own remark on a span or an article: put there, reworded, or with no text taken away.

        Of several the newest is meant, of those that are open: what is resolved is answered by a further one. What
        others said, an import brought say, stays as it is.
        """
        wanted = (text or "").strip()
        if (span is None) == (key is None):
            raise ProjectError("a comment is on a span or on an article; name one of the two")
        check_text(wanted)
        with self._edit("comment") as edit:
            article = edit.own("span", span)[1] if span is not None else edit.article(key)[0]
            found, _ = edit.key_and_length(article)
            held = self._own_comment(edit, article, span)
            id, words = held["id"] if held else new_id(), "left the comment as it was"
            if held is None and wanted:
                layer = edit.layer(article, reopen=False)
                edit.action.insert("comment", article, id, layer, span, wanted, self.annotator, edit.action.at)
                words = "commented"
            elif held is not None and not wanted:
                edit.delete_comment(article, id)
                words = "removed the comment"
            elif held is not None and held["text"] != wanted:
                edit.action.update("comment", article, held, text=wanted, at=edit.action.at)
                words = "changed the comment"
            edit.action.words = words
            changed = edit.action.touched
        return Done(id, found, words, changed=changed, at=edit.action.at)

    def set_resolved(self, comment: str, resolved: bool) -> Done:
        """Say that a comment needs no more attention, or that it does. Anybody may, in whosever layer it stands."""
        with self._edit("resolve") as edit:
            sql = 'SELECT c."layer", l."article" FROM "comment" c JOIN "layer" l ON l."id" = c."layer" WHERE c."id" = ?'
            found = edit.store.row(sql, (comment,)) if isinstance(comment, str) else None
            if found is None:
                raise ProjectError(f"there is no comment {comment!r}; it may have been removed")
            layer, article = found
            held, words = edit.action.get("resolved", comment), "left the comment as it was"
            if resolved and held is None:
                edit.action.insert("resolved", article, comment, layer, self.annotator, edit.action.at)
                words = "resolved a comment"
            elif held is not None and not resolved:
                edit.action.delete("resolved", article, held)
                words = "opened a comment again"
            edit.action.words = words
            key, _ = edit.key_and_length(article)
            changed = edit.action.touched
        return Done(comment, key, words, changed=changed, at=edit.action.at)

    def _own_comment(self, edit: LayerEdit, article: str, span: str | None) -> Record | None:
        there = stored.layer_row(edit.store, article, self.annotator)
        if there is None:
            return None
        on, params = ("= ?", (span,)) if span is not None else ("IS NULL", ())
        sql = (
            f'SELECT "id" FROM "comment" WHERE "layer" = ? AND "by" = ? AND "span" {on}'
            ' AND "id" NOT IN (SELECT "id" FROM "resolved" WHERE "layer" = "comment"."layer")'
            ' ORDER BY "at" DESC, "id" DESC'
        )
        row = edit.store.row(sql, (there[0], self.annotator, *params))
        return edit.action.get("comment", row[0]) if row else None
