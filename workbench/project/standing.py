"""How an article stands for an annotator: its values, done or not, complete for which labels, flagged."""

from collections.abc import Mapping
from typing import Any

from workbench.model.layer import State
from workbench.model.rules import Problem, problems
from workbench.project.at_work import AtWork
from workbench.project.entities import merged
from workbench.project.ids import flag_id
from workbench.project.remarks import Done
from workbench.project.sentences import set_words
from workbench.store import articles as stored
from workbench.store import codec


class Standing(AtWork):
    """The part of labelling that says something of the article as a whole."""

    def set_article_attributes(self, key: str, attributes: Mapping[str, Any]) -> Done:
        """Set attributes of the article in this layer; None takes one out."""
        self.scheme.check_article_attributes({name: value for name, value in attributes.items() if value is not None})
        words = set_words(list(attributes), attributes, "the article")
        with self._edit("article") as edit:
            article, _ = edit.article(key)
            there = stored.layer_row(edit.store, article, self.annotator)
            before = there[4] if there else "{}"
            after = codec.pack_attributes(merged(codec.unpack_attributes(before), attributes))
            changed = after != before
            id = there[0] if there else ""
            if changed:
                edit.action.words = words
                id = edit.layer(article)
                row = edit.action.get("layer", id)
                assert row is not None
                edit.action.update("layer", article, row, attributes=after)
        return Done(id, key, words if changed else "left the article as it was", changed=changed)

    def set_done(self, key: str, done: bool) -> tuple[State, list[Problem]]:
        """Say that the layer is done, or not; gives the problems that rules find when it is."""
        state: State = "done" if done else "in_progress"
        with self._edit("state") as edit:
            edit.action.words = "said that the article is done" if done else "took the article up again"
            article, _ = edit.article(key)
            row = edit.action.get("layer", edit.layer(article, reopen=False))
            assert row is not None
            edit.action.update("layer", article, row, state=state)
            if done:
                edit.set_complete(article, row["id"], {label.name for label in self.scheme.offered}, set())
        return state, self.problems(key) if done else []

    def set_complete(self, key: str, label: str, complete: bool) -> Done:
        """Say that the article was gone through for one label, or was not; what was tagged stays as it is."""
        name = self.scheme.label(label).name
        with self._edit("pass") as edit:
            article, _ = edit.article(key)
            there = stored.layer_row(edit.store, article, self.annotator)
            held = edit.action.get("pass", there[0]) if there else None
            changed = complete != (held is not None and name in codec.to_complete(tuple(held.values())))
            words = "left the article as it was"
            if changed:
                layer = edit.layer(article, reopen=False)
                edit.set_complete(article, layer, {name} if complete else set(), set() if complete else {name})
                words = f"said that the article is {'' if complete else 'not '}complete for {name}"
            edit.action.words = words
        return Done(article, key, words, changed=changed)

    def set_flagged(self, key: str, flagged: bool) -> Done:
        """Put the annotator's own bookmark on an article, or take it away.

        It is no part of a layer: a done article stays done, nothing of it is exported, nobody else sees it.
        """
        with self._edit("flag") as edit:
            article, _ = edit.article(key)
            known = edit.store.row('SELECT "id" FROM "annotator" WHERE "name" = ?', (self.annotator,))
            row = edit.action.get("flag", flag_id(article, known[0])) if known else None
            words = "left the flag of the article as it was"
            if flagged and row is None:
                annotator = self.project.annotator_id(edit.action, self.annotator)
                edit.action.insert("flag", article, flag_id(article, annotator), article, annotator)
                words = "flagged the article"
            elif not flagged and row is not None:
                edit.action.delete("flag", article, row)
                words = "took the flag off the article"
            edit.action.words = words
            changed = edit.action.touched
            found, _ = edit.key_and_length(article)
        return Done(article, found, words, changed=changed)

    def problems(self, key: str) -> list[Problem]:
        """What the scheme's rules find in this layer."""
        return problems(self.scheme, self.project.article(key).text, self.project.layer(key, self.annotator))
