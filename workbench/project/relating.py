"""What an annotator does to relations: spans are linked, linked otherwise, and let go."""

from workbench.model.span import NO_ATTRIBUTES, Attributes
from workbench.project.at_work import AtWork
from workbench.project.remarks import Done
from workbench.store import codec
from workbench.store.action import new_id


class Relating(AtWork):
    """The part of labelling that links spans."""

    def relate(self, kind: str, source: str, target: str, attributes: Attributes = NO_ATTRIBUTES) -> Done:
        """Link two spans of the layer."""
        id = new_id()
        with self._edit("relate") as edit:
            first, article = edit.own("span", source)
            second, _ = edit.own("span", target)
            edit.check_relation(kind, first, second)
            self.scheme.check_relation_attributes(kind, attributes)
            layer = edit.layer(article)
            packed = codec.pack_attributes(attributes)
            edit.action.insert("relation", article, id, layer, kind, source, target, packed)
            words = edit.action.words = f"linked {first['label']} {first['start']}-{first['end']} to its {kind}"
            key, _ = edit.key_and_length(article)
        return Done(id, key, words)

    def set_relation(self, kind: str, source: str, target: str | None) -> Done:
        """Let a span lead to ``target``: in the place of another where the scheme allows one only, else beside it.

        None takes away all of the span's relations of that kind. The id is the new relation's, else the span's.
        """
        id = new_id()
        with self._edit("relate") as edit:
            first, article = edit.own("span", source)
            held = edit.led_to(first["layer"], kind, source)
            alone = target is None or self.scheme.relation(kind).at_most == 1
            gone = tuple(known for known, end in held if alone and end != target)
            is_new = target is not None and target not in [end for _, end in held]
            for known in gone:
                edit.delete("relation", article, known)
            if is_new:
                edit.check_relation(kind, first, edit.own("span", target)[0])
                row = (id, first["layer"], kind, source, target, codec.pack_attributes(NO_ATTRIBUTES))
                edit.action.insert("relation", article, *row)
            if gone or is_new:
                edit.layer(article)
            place = f"{first['label']} {first['start']}-{first['end']}"
            words = f"linked {place} to its {kind}" if is_new else f"removed the {kind} of {place}"
            words = edit.action.words = words if gone or is_new else f"left the {kind} of {place} as it was"
            key, _ = edit.key_and_length(article)
        return Done(id if is_new else source, key, words, gone, changed=bool(gone or is_new))

    def unrelate(self, id: str) -> Done:
        """Take a relation away."""
        with self._edit("unrelate") as edit:
            row, article = edit.own("relation", id)
            words = edit.action.words = f"removed the relation {row['type']}"
            edit.layer(article)
            edit.action.delete("relation", article, row)
            key, _ = edit.key_and_length(article)
        return Done(id, key, words)
