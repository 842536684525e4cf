"""Edits of what spans have to do with each other: relations, who says what, whom they mean."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from workbench.model.relation import Relation
from workbench.model.span import Parts, Span
from workbench.window.edits.edit import Edit
from workbench.window.shown import taken

if TYPE_CHECKING:
    from workbench.project.entities import DoneEntities
    from workbench.project.labelling import Labelling


class LinkEdits(Edit):
    """The part of the session that links spans, and says which entities they mean."""

    def relate(self, kind: str, source: str, target: str | None) -> None:
        """Let a span lead to another one, instead of the one before where only one may be; or to none."""
        done = self._do(lambda: self.labelling.set_relation(kind, source, target))
        if done is None:
            return
        if not done.changed:
            self.said.emit(f"{self.worded(done.words)}.")
            return
        self._drop_relations(done.removed)
        if target is not None:
            self.layer.relations.append(Relation(done.id, kind, source, target))
        said = f"Set the {kind}.{self._undoes}" if target else f"Removed the {kind}.{self._brings_back}"
        self._edited(set(), [], said)

    def unrelate(self, relation: str) -> None:
        """Remove a relation."""
        done = self._do(lambda: self.labelling.unrelate(relation))
        if done is not None:
            self._drop_relations((relation,))
            self._edited(set(), [], f"{self.worded(done.words)}.{self._brings_back}")

    def attribute(
        self, label: str, content: Parts, speaker: tuple[int, int] | None, cue: tuple[int, int] | None
    ) -> Span | None:
        """Tag what is said, who says it and the word that tells so, linked, as one action; gives the first of them."""
        if self.article is None:
            return None
        key = self.article.key
        done = self._do(lambda: self.labelling.attribute(key, label, content, speaker, cue))
        if done is None:
            return None
        if not done.changed:
            self.said.emit(f"{self.worded(done.words)}.")
            return done.content
        self._held.take({span.id: span for span in done.spans})
        self._drop_relations(done.removed)
        self.layer.relations = [*self.layer.relations, *done.relations]
        self._edited(done.changed_ids, done.spans, f"{self.worded(done.words)}.{self._undoes}")
        return done.content

    def about_entities(self, work: "Callable[[Labelling], DoneEntities]") -> "DoneEntities | None":
        """Carry out what says something of entities, and show what became of them and of their mentions."""
        done = self._do(lambda: work(self.labelling))
        if done is None:
            return None
        sentence = f"{self.worded(done.words)}."
        if not done.changed:
            self.said.emit(sentence)
            return done
        gone, came = self._held.take({span.id: span for span in done.spans})
        self.layer.entities = taken(self.layer.entities, done.entities)
        self._edited(gone, came, f"{sentence}{self._undoes}")
        return done
