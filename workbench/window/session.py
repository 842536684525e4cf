"""What is being worked on, without widgets: project, annotator, article; every edit goes through here.

Views listen to its signals and refresh only what changed. ``saved_at`` is true: it follows commits, nothing else.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from workbench.errors import capitalised
from workbench.project import Reversal
from workbench.window.edits.article import ArticleEdits
from workbench.window.edits.links import LinkEdits
from workbench.window.edits.remarks import RemarkEdits
from workbench.window.edits.spans import SpanEdits
from workbench.window.key_words import then
from workbench.window.undisturbed import undisturbed
from workbench.words import as_shown

if TYPE_CHECKING:
    from workbench.model.problem import Fix
    from workbench.project.scheme_change import Done as Changed
    from workbench.project.scheme_change import Step


class Session(SpanEdits, LinkEdits, RemarkEdits, ArticleEdits):
    """One annotator on one project. Edits that fail say so by ``failed`` and change nothing."""

    def mend(self, fix: "Fix") -> None:
        """Carry out what mends a problem; one action, like any other."""
        span = self.span(fix.span)
        if span is None:
            return
        if fix.parts is not None:
            self.move(span, fix.parts)
        elif fix.attributes is not None:
            self.change(span, attributes=fix.attributes)
        elif fix.relation is not None:
            self.relate(fix.relation, span.id, fix.target)
        elif fix.entity is not None:
            entity = fix.entity
            self.about_entities(lambda work: work.assign([span.id], entity))

    def change_scheme(self, step: "Step") -> "Changed | None":
        """Change the scheme of the project, and carry along what everybody has tagged."""
        from workbench.project.scheme_change import carry_out

        with undisturbed():
            done = self._do(lambda: carry_out(self.project, step, self.annotator))
            if done is None:
                return None
            self.follow_scheme()
        if done.changed:
            self._committed()
            self.layer_changed.emit()
            self.said.emit(f"{capitalised(done.words)}.{self._brings_back}")
        return done

    def reload_article(self) -> None:
        """What is known about the article was corrected: the list shows it anew. Its text is the same."""
        if self.article is not None:
            self.article = self.project.article(self.article.key)
            self._committed()
            self.reload_rows()
            self.row_changed.emit("")

    def article_removed(self, place: int | None) -> None:
        """The shown article went, which stood at ``place``: show the one that stands there now."""
        self._committed()
        self.reload_rows()
        self.row_changed.emit("")
        self._open_near(place or 0)

    def undo(self, follow: bool = True) -> None:
        """Take one's newest action back; with ``follow`` the article opens in which that was."""
        self._reverse(self.labelling.undo, "undo", "Undone", then(self.key_of("edit.redo"), "does it again"), follow)

    def redo(self, follow: bool = True) -> None:
        """Do again what was undone last; with ``follow`` the article opens in which that is."""
        self._reverse(self.labelling.redo, "redo", "Done again", "", follow)

    def _reverse(self, work: Callable[[], Reversal | None], name: str, verb: str, more: str, follow: bool) -> None:
        """Take back or do again, and show what that left."""
        from workbench.window.turning import show_reversed

        before = self.place() or 0
        with undisturbed():
            done = self._do(work, f"Nothing to {name}.")
            if done is None:
                return
            self._committed()
            where = show_reversed(self, done, before, follow)
        self.said.emit(f"{verb}{where}: {as_shown(done.words, self._text_of(done))}.{more}")

    def _text_of(self, done: Reversal) -> str:
        """The text of the one article in which something was taken back or done again, where it is shown."""
        if self.article is None or any(change.kind == "article" for change in done.changes):
            return ""
        return self.article.text if set(done.articles) == {self.listing.id_of(self.article.key)} else ""
