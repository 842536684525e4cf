"""Articles and layers on their way into a project."""

from dataclasses import dataclass

from workbench.formats.base import Found, Where
from workbench.model.layer import Layer
from workbench.project.ids import derived, layer_id
from workbench.store import codec
from workbench.store.action import LayerContent


@dataclass(slots=True)
class Group:
    """An article as it came in, with all its records that stood together."""

    key: str
    text: str
    records: list[Found]
    sha256: str = ""
    id: str = ""

    @property
    def where(self) -> Where:
        """Where it began."""
        return self.records[0].where


@dataclass(slots=True)
class Incoming:
    """A layer on its way in, with its rows, and the same packed for the journal."""

    group: Group
    layer: Layer
    where: Where
    id: str
    annotator: str
    content: LayerContent
    packed: str
    intake: str

    @classmethod
    def of(cls, group: Group, layer: Layer, where: Where, annotator: str) -> "Incoming":
        """``intake`` stands for what came in, whatever ids it gets here."""
        id = layer_id(group.id, annotator)
        content = _content(layer, id, group.id, annotator)
        packed = content.pack()
        return cls(group, layer, where, id, annotator, content, packed, derived("intake", packed))

    def renew(self) -> None:
        """Make the rows again, after the layer was changed."""
        self.content = _content(self.layer, self.id, self.group.id, self.annotator)
        self.packed = self.content.pack()


def _content(layer: Layer, id: str, article: str, annotator: str) -> LayerContent:
    """The layer as rows."""
    rows = {
        "entity": [codec.entity_row(entity, id) for entity in layer.entities],
        "span": [codec.span_row(span, id) for span in layer.spans],
        "relation": [codec.relation_row(relation, id) for relation in layer.relations],
        "decision": [
            codec.decision_row(decision, id, derived("decision", id, at, decision.target))
            for at, decision in enumerate(layer.decisions)
        ],
        "comment": [codec.comment_row(comment, id) for comment in layer.comments],
        "resolved": [codec.resolved_row(item.id, item.resolved, id) for item in layer.comments if item.resolved],
        "pass": [codec.pass_row(layer.complete, id)] if layer.complete else [],
    }
    state = "in_progress" if layer.state == "untouched" else layer.state
    attributes = codec.pack_attributes(layer.attributes)
    return LayerContent((id, article, annotator, state, attributes, layer.unresolved), rows)
