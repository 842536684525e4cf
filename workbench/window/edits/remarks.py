"""Comments on spans and articles, left and resolved."""

from workbench.model.layer import Comment, Resolved
from workbench.window.edits.edit import Edit


class RemarkEdits(Edit):
    """The part of the session that remarks on things."""

    def comment(self, words: str, span: str | None = None) -> None:
        """Leave one's own remark on a span, else on the article; without words it is taken away."""
        if self.article is None:
            return
        key = None if span is not None else self.article.key
        done = self._do(lambda: self.labelling.set_comment(words, key, span))
        if done is None or not done.changed:
            return
        self.layer.comments = [item for item in self.layer.comments if item.id != done.id]
        if words.strip():
            self.layer.comments.append(Comment(done.id, words.strip(), self.annotator, done.at, span))
        if self.layer.state == "untouched":
            self.layer.state = "in_progress"
        self._committed()
        self._note_row()
        self.layer_changed.emit()
        self.said.emit(f"{self.worded(done.words)}.{self._undoes}")

    def set_resolved(self, comment: str, resolved: bool) -> None:
        """Say that a comment, in whatever article, needs no more attention, or that it does."""
        done = self._do(lambda: self.labelling.set_resolved(comment, resolved))
        if done is None:
            return
        if not done.changed:
            self.said.emit("The comment is resolved already." if resolved else "The comment is open already.")
            return
        mark = Resolved(self.annotator, done.at) if resolved else None
        said = self.layer.comments
        self.layer.comments = [item._replace(resolved=mark) if item.id == comment else item for item in said]
        words = "Resolved the comment" if resolved else "The comment is open again"
        self._noted(done.article, f"{words}.{self._undoes}")
