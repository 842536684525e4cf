"""Edits of the article as a whole: done, complete for a label, flagged, its values."""

from workbench.model.rules import Problem
from workbench.window.edits.edit import Edit


class ArticleEdits(Edit):
    """The part of the session that says how the article stands."""

    def set_done(self, done: bool) -> list[Problem] | None:
        """Say that the article is done, or not; gives what the rules find, None where it could not be written."""
        if self.article is None:
            return None
        key, before = self.article.key, self.layer.state
        answer = self._do(lambda: self.labelling.set_done(key, done))
        if answer is None:
            return None
        self.layer.state, problems = answer
        if done:
            self._complete_for({label.name for label in self.scheme.offered}.union(self.layer.complete))
        if self.layer.state != before:
            self._committed()
        self._note_row()
        self.layer_changed.emit()
        return problems

    def set_complete(self, label: str, complete: bool) -> bool:
        """Say that the article was gone through for a label, or was not; gives whether that is written now."""
        if self.article is None:
            return False
        key = self.article.key
        done = self._do(lambda: self.labelling.set_complete(key, label, complete))
        if done is None:
            return False
        held = {*self.layer.complete, label} if complete else set(self.layer.complete) - {label}
        self._complete_for(held)
        if not done.changed:
            self.said.emit(f"The article is {'' if complete else 'not '}complete for {label} already.")
            return True
        if self.layer.state == "untouched":
            self.layer.state = "in_progress"
        self._committed()
        self._note_row()
        self.layer_changed.emit()
        self.said.emit(f"The article is {'' if complete else 'no longer '}complete for {label}.{self._undoes}")
        return True

    def _complete_for(self, labels: set[str]) -> None:
        self.listing.complete_changed(self.layer.complete, labels)
        self.layer.complete = sorted(labels)

    def set_flagged(self, flagged: bool) -> None:
        """Put one's own flag on the article, or take it away."""
        if self.article is None:
            return
        key = self.article.key
        done = self._do(lambda: self.labelling.set_flagged(key, flagged))
        if done is None:
            return
        self.flagged = flagged
        if not done.changed:
            self.said.emit("The article is flagged already." if flagged else "The article has no flag.")
            return
        self._committed()
        self._note_row()
        self.layer_changed.emit()
        self.said.emit(f"Flagged the article.{self._undoes}" if flagged else f"Flag removed.{self._brings_back}")

    def take_flag_off(self, key: str) -> None:
        """Take one's own flag off the article with that key, which need not be the shown one."""
        if self.article is not None and self.article.key == key:
            self.set_flagged(False)
            return
        done = self._do(lambda: self.labelling.set_flagged(key, False))
        if done is not None and done.changed:
            self._noted(key, f"Flag removed.{self._brings_back}")

    def set_article_value(self, name: str, value: object) -> None:
        """Set an attribute of the article, or take it out (None)."""
        if self.article is None:
            return
        key = self.article.key
        done = self._do(lambda: self.labelling.set_article_attributes(key, {name: value}))
        if done is None or not done.changed:
            self.layer_changed.emit()  # what is shown is what is stored
            return
        values = {**self.layer.attributes, name: value}
        self.layer.attributes = {known: held for known, held in values.items() if held is not None}
        self._edited(set(), [], f"{self.worded(done.words)}.{self._undoes}")
