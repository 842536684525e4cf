"""What is done to an article as a whole: what is known about it is corrected, or it is removed with its labels."""

from collections.abc import Mapping
from typing import NamedTuple

from workbench.errors import FormatError, ProjectError
from workbench.model.article import META_FIELDS, Meta, check_text
from workbench.model.layer import GOLD, State
from workbench.project.facade import Project
from workbench.project.sentences import titled
from workbench.store import articles as stored
from workbench.store.action import Action
from workbench.words import number

# What the fields are called where a person reads of them.
FIELD_WORDS = {"title": "title", "source": "source", "url": "link", "published": "date", "language": "language"}
LONGEST = 2_000  # characters of one field


class LayerFacts(NamedTuple):
    """One layer of an article in numbers."""

    annotator: str
    state: State
    spans: int


class Facts(NamedTuple):
    """What there is to know about an article besides its text."""

    key: str
    length: int
    revision: int
    meta: Meta
    other_keys: tuple[str, ...]
    layers: tuple[LayerFacts, ...]  # gold first, then by name


class Removal(NamedTuple):
    """What goes with an article."""

    key: str
    layers: int
    spans: int
    decisions: int
    comments: int

    def sentence(self) -> str:
        """The count, to be read before anything goes."""
        held = [
            number(count, what)
            for count, what in (
                (self.layers, "layer"), (self.spans, "span"), (self.decisions, "decision"),
                (self.comments, "comment"),
            )
            if count or what in ("layer", "span")
        ]  # fmt: skip
        return f"This removes the article with {_listed(held)}."


def facts(project: Project, key: str) -> Facts:
    """What there is to know about the article with that key."""
    id = project.article_id(key)
    row = project.store.row(
        'SELECT a."key", t."length", a."revision", a."title", a."source", a."url", a."published", a."language"'
        ' FROM "article" a JOIN "text" t ON t."id" = a."text" WHERE a."id" = ?',
        (id,),
    )
    assert row is not None
    others = project.store.rows('SELECT "id" FROM "source" WHERE "article" = ? ORDER BY "id"', (id,))
    sql = (
        'SELECT p."name", l."state", (SELECT COUNT(*) FROM "span" s WHERE s."layer" = l."id") FROM "layer" l'
        ' JOIN "annotator" p ON p."id" = l."annotator" WHERE l."article" = ?'
    )
    layers = [LayerFacts(*found) for found in project.store.rows(sql, (id,))]
    layers.sort(key=lambda layer: (layer.annotator != GOLD, layer.annotator))
    return Facts(row[0], row[1], row[2], Meta(*row[3:]), tuple(other for (other,) in others), tuple(layers))


def set_meta(project: Project, actor: str, key: str, fields: Mapping[str, str | None]) -> str:
    """Correct what is known about an article: one action; gives it in words. A blank value is none."""
    wanted = {name: _checked(name, value) for name, value in fields.items()}
    with project.journal.action(actor, "facts") as action:
        id = project.article_id(key)
        row = action.get("article", id)
        assert row is not None
        changed = {name: value for name, value in wanted.items() if value != row[name]}
        names = [FIELD_WORDS[name] for name in META_FIELDS if name in changed]
        called = titled(changed.get("title") or row["title"], row["key"])
        words = f"changed {_listed(names)} of {called}" if names else f"left {called} as it was"
        action.words = words
        action.update("article", id, row, **changed)
    return words


def _checked(name: str, value: str | None) -> str | None:
    if name not in META_FIELDS:
        raise FormatError(f"an article has no {name!r}; it has {', '.join(META_FIELDS)}")
    if value is None:
        return None
    if not isinstance(value, str):
        raise FormatError(f"the {FIELD_WORDS[name]} is a text, not {value!r}"[:200])
    check_text(value)
    if len(value) > LONGEST:
        raise FormatError(f"the {FIELD_WORDS[name]} has {len(value):,} characters; {LONGEST:,} is the most")
    return value.strip() or None


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def removal(project: Project, key: str) -> Removal:
    """Count what would go with an article."""
    id = project.article_id(key)

    def count(kind: str) -> int:
        sql = f'SELECT COUNT(*) FROM "{kind}" x JOIN "layer" l ON l."id" = x."layer" WHERE l."article" = ?'
        row = project.store.row(sql, (id,))
        return int(row[0]) if row else 0

    layers = project.store.row('SELECT COUNT(*) FROM "layer" WHERE "article" = ?', (id,))
    assert layers is not None
    own_key, _ = stored.key_and_length(project.store, id)
    return Removal(own_key, int(layers[0]), count("span"), count("decision"), count("comment"))


def remove(project: Project, actor: str, key: str, expected: Removal | None = None) -> Removal:
    """Take an article out with everybody's labels: one action, which an undo brings back as it was.

    ProjectError where it holds something else by now than was ``expected``. The text itself stays in the file,
    for the undo.
    """
    with project.journal.action(actor, "remove article") as action:
        counted = removal(project, key)
        if expected is not None and counted != expected:
            raise ProjectError(f"somebody worked on {counted.key} meanwhile; look at the count again")
        id = project.article_id(key)
        row = action.get("article", id)
        action.words = f"removed the article {titled(row['title'] if row else None, counted.key)}"
        _take_out(project, action, id)
    return counted


def _take_out(project: Project, action: Action, article: str) -> None:
    """Row by row, those first that lean on others; the journal turns the order round for an undo."""
    layers = project.store.rows('SELECT "id" FROM "layer" WHERE "article" = ? ORDER BY "id"', (article,))
    for (layer,) in layers:
        _delete_where(project, action, article, "intake", "layer", layer)
        action.take_content(article, layer)
    for kind in ("source", "flag"):
        _delete_where(project, action, article, kind, "article", article)
    row = action.get("article", article)
    assert row is not None
    action.delete("article", article, row)


def _delete_where(project: Project, action: Action, article: str, kind: str, column: str, value: str) -> None:
    found = project.store.rows(f'SELECT "id" FROM "{kind}" WHERE "{column}" = ? ORDER BY "id"', (value,))
    for (id,) in found:
        row = action.get(kind, id)
        assert row is not None
        action.delete(kind, article, row)
