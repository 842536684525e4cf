"""The journal: every action is one transaction and one entry; undo, redo, history and replay read it.

Undo takes back the same person's newest action that is not undone, and is an entry itself. A row that
somebody else changed since is never overwritten: the undo is refused.
"""

import contextlib
from collections.abc import Iterator
from typing import Any, NamedTuple

import orjson

from workbench.errors import ConflictError
from workbench.store import names
from workbench.store.action import (
    CONTENT,
    Action,
    Record,
    bulk_insert,
    delete_content,
    read_content,
    read_row,
    unpack_content,
    write_row,
)
from workbench.store.codec import pack
from workbench.store.database import IntegrityError, Store
from workbench.store.tables import LAYER_KINDS

# Rows that others may lean on as soon as they are there: undo leaves them, though not what became of them.
LASTING = frozenset({"annotator", "property"})


class Entry(NamedTuple):
    """One action as the history shows it."""

    id: int
    at: str
    actor: str
    kind: str
    words: str
    undoes: int | None
    redoes: int | None
    undone_by: int | None


class Change(NamedTuple):
    """One touched row, before and after, as JSON; ``kind`` is its table, or ``content`` for an imported layer."""

    kind: str
    target: str
    article: str | None
    before: str | None
    after: str | None


class Reversal(NamedTuple):
    """What an undo or redo did: the words of the action, and the articles that it touched."""

    words: str
    articles: tuple[str, ...]
    entry: int


class Journal:
    """Writes actions, takes them back and tells them."""

    def __init__(self, store: Store) -> None:
        self.store = store

    @contextlib.contextmanager
    def action(self, actor: str, kind: str, words: str = "") -> Iterator[Action]:
        """One transaction, one entry. Nothing is written where the action changed nothing.

        ProjectError where ``actor`` goes by another name by now.
        """
        with self.store.transaction():
            names.check_present(self.store, actor)
            action = Action(self.store, actor, kind, words)
            yield action
            if action.touched:
                action.flush()

    def can_undo(self, actor: str) -> Entry | None:
        """The entry that an undo of ``actor`` would take back."""
        return self._one(
            '"actor" = ? AND "undoes" IS NULL AND "redoes" IS NULL AND "undone_by" IS NULL AND "kind" <> '
            "'new'"
            ' ORDER BY "id" DESC',
            (actor,),
        )

    def can_redo(self, actor: str) -> Entry | None:
        """The entry that a redo of ``actor`` would do again: undone last, with no new action since."""
        newest = self.store.row(
            'SELECT COALESCE(MAX("id"), 0) FROM "entry" WHERE "actor" = ? AND "undoes" IS NULL AND "redoes" IS NULL',
            (actor,),
        )
        assert newest is not None
        return self._one('"actor" = ? AND "undone_by" > ? ORDER BY "undone_by" DESC', (actor, newest[0]))

    def undo(self, actor: str) -> Reversal | None:
        """Take back the newest action of ``actor``; None where there is none. Raises ConflictError."""
        if self.can_undo(actor) is None:
            return None
        with self.store.transaction():  # asked again inside: on a server the same person may be at it elsewhere
            entry = self.can_undo(actor)
            if entry is None:
                return None
            changes = [_turned(change) for change in reversed(self.changes(entry.id)) if not _lasts(change)]
            return self._reverse(actor, entry, changes, "undo", entry.id)

    def redo(self, actor: str) -> Reversal | None:
        """Do the action again that ``actor`` undid last; None where there is none. Raises ConflictError."""
        if self.can_redo(actor) is None:
            return None
        with self.store.transaction():
            entry = self.can_redo(actor)
            if entry is None or entry.undone_by is None:
                return None
            # The undo's own entry says what it really did; turned round, that is the redo.
            changes = [_turned(change) for change in reversed(self.changes(entry.undone_by))]
            return self._reverse(actor, entry, changes, "redo", entry.undone_by)

    def _reverse(self, actor: str, entry: Entry, changes: list[Change], kind: str, written: int) -> Reversal:
        """Carry out changes that the entry ``written`` holds turned round, under the names that people have now."""
        try:
            with self.store.transaction():  # taken back by itself, so that the conflict can be looked into
                return self._carry_out(actor, entry, self._under_present_names(changes, written), kind)
        except IntegrityError:
            raise self._conflict(entry, None) from None

    def _under_present_names(self, changes: list[Change], written: int) -> list[Change]:
        if any(_renames(change) for change in changes):
            # Names may stand in more rows than the rename found: they are looked for anew.
            return [change for change in changes if change.kind == "annotator"]
        became = names.since(self.store, written)
        return [_renamed(change, became) for change in changes] if became else changes

    def _carry_out(self, actor: str, entry: Entry, changes: list[Change], kind: str) -> Reversal:
        action = Action(self.store, actor, kind, f"{kind}: {entry.words}")
        for change in changes:
            if _renames(change):
                names.check_free(self.store, _names_of(change)[1])
            done = self._apply(change, entry)
            if done is not None:
                action.changes.append((done.kind, done.target, done.article, done.before, done.after))
            if _renames(change):
                names.sweep(action, *_names_of(change))
        undoes, redoes = (entry.id, None) if kind == "undo" else (None, entry.id)
        action.flush(undoes, redoes)
        assert action.entry is not None
        id = action.entry
        self.store.execute(
            'UPDATE "entry" SET "undone_by" = ? WHERE "id" = ?', (id if kind == "undo" else None, entry.id)
        )
        articles = tuple(dict.fromkeys(change.article for change in changes if change.article))
        return Reversal(entry.words, articles, id)

    def _apply(self, change: Change, entry: Entry) -> Change | None:
        """Carry one turned change out where the row still is as the action left it; gives what was done."""
        if change.kind == CONTENT:
            return self._apply_content(change, entry)
        before = _load(change.before)
        current = read_row(self.store, change.kind, change.target)
        if current != before:
            raise self._conflict(entry, change)
        after = _load(change.after)
        if change.kind == "layer" and current is not None:
            after = self._layer_after(current, after)
            if after == current:
                return None
        write_row(self.store, change.kind, change.target, before, after)
        return Change(change.kind, change.target, change.article, change.before, None if after is None else pack(after))

    def _layer_after(self, current: Record, after: Record | None) -> Record | None:
        """A layer in which others worked meanwhile neither goes away nor becomes untouched again."""
        if (after is not None and after["state"] != "untouched") or not self._holds_anything(current["id"]):
            return after
        return {**(after or current), "state": "in_progress"}

    def _holds_anything(self, layer: str) -> bool:
        kinds = (*LAYER_KINDS, "intake")
        return any(self.store.row(f'SELECT 1 FROM "{kind}" WHERE "layer" = ? LIMIT 1', (layer,)) for kind in kinds)

    def _apply_content(self, change: Change, entry: Entry) -> Change:
        if change.before is not None:
            content = read_content(self.store, change.target)
            if content is None or content.pack() != change.before:
                raise self._conflict(entry, change)
            delete_content(self.store, change.target)
        if change.after is not None:
            bulk_insert(self.store, [unpack_content(change.after)])
        return change

    def _conflict(self, entry: Entry, change: Change | None) -> ConflictError:
        later = None
        if change is not None and change.kind != CONTENT:
            later = self._one(
                '"id" = (SELECT MAX("entry") FROM "change" WHERE "kind" = ? AND "target" = ?)',
                (change.kind, change.target),
            )
        if later is None or later.id <= entry.id or later.actor == entry.actor:
            later = self._later_by_others(entry, change) or later
        words = later.words.replace("“", "‘").replace("”", "’") if later else ""
        who = f"{later.actor}’s later “{words}”" if later else "what others did since"
        return ConflictError(f"this would overwrite {who}; look at workbench history to decide")

    def _later_by_others(self, entry: Entry, change: Change | None) -> Entry | None:
        """The newest entry of somebody else that touched an article of ``entry`` after it."""
        articles = [change.article] if change else sorted({item.article or "" for item in self.changes(entry.id)})[:200]
        marks = ", ".join("?" * len(articles))
        return self._one(
            f'"id" > ? AND "actor" <> ? AND "id" IN (SELECT "entry" FROM "change" WHERE "article" IN ({marks}))'
            ' ORDER BY "id" DESC',
            (entry.id, entry.actor, *articles),
        )

    def _one(self, where: str, params: tuple[Any, ...]) -> Entry | None:
        found = self.store.row(f"{SELECT_ENTRY} WHERE {where} LIMIT 1", params)
        return Entry(*found) if found else None

    def changes(self, entry: int) -> list[Change]:
        """What an entry touched, in order."""
        sql = 'SELECT "kind", "target", "article", "before", "after" FROM "change" WHERE "entry" = ? ORDER BY "seq"'
        return [Change(*row) for row in self.store.rows(sql, (entry,))]

    def entries(self, article: str | None = None) -> Iterator[Entry]:
        """All entries, oldest first; with ``article`` (an id) those that touched it."""
        where = "" if article is None else ' WHERE "id" IN (SELECT "entry" FROM "change" WHERE "article" = ?)'
        for row in self.store.each(f'{SELECT_ENTRY}{where} ORDER BY "id"', () if article is None else (article,)):
            yield Entry(*row)

    def last(self) -> Entry | None:
        """The newest entry."""
        return self._one('"id" > 0 ORDER BY "id" DESC', ())


SELECT_ENTRY = 'SELECT "id", "at", "actor", "kind", "words", "undoes", "redoes", "undone_by" FROM "entry"'


def _lasts(change: Change) -> bool:
    return change.kind in LASTING and change.before is None


def _renames(change: Change) -> bool:
    return change.kind == "annotator" and change.before is not None and change.after is not None


def _names_of(change: Change) -> tuple[str, str]:
    """The name before and after."""
    before, after = _load(change.before), _load(change.after)
    assert before is not None and after is not None
    return before["name"], after["name"]


def _renamed(change: Change, became: dict[str, str]) -> Change:
    before, after = (_side(change.kind, text, became) for text in (change.before, change.after))
    return change._replace(before=before, after=after)


def _side(kind: str, text: str | None, became: dict[str, str]) -> str | None:
    if text is None or kind not in (CONTENT, "decision", "comment"):
        return text
    if kind == CONTENT:
        return names.renamed_content(unpack_content(text), became).pack()
    return pack(names.renamed(kind, _load(text), became))


def _turned(change: Change) -> Change:
    return Change(change.kind, change.target, change.article, change.after, change.before)


def _load(text: str | None) -> Record | None:
    if text is None:
        return None
    record: Record = orjson.loads(text)
    return record


def replay(source: Store, target: Store) -> int:
    """Carry every change of one project's journal out in another, empty one; gives the number of entries.

    Afterwards the content of both is the same. Texts come from the source: the journal names them by digest.
    """
    count = 0
    with target.transaction():
        for row in source.each('SELECT "id", "content", "length" FROM "text"'):
            target.insert_many("text", ("id", "content", "length"), [row])
        sql = 'SELECT "kind", "target", "before", "after", "entry" FROM "change" ORDER BY "entry", "seq"'
        entry = None
        for kind, id, before, after, number in source.each(sql):
            count += number != entry
            entry = number
            if kind == CONTENT:
                if before is not None:
                    delete_content(target, id)
                if after is not None:
                    bulk_insert(target, [unpack_content(after)])
            else:
                known, wanted = _load(before), _load(after)
                write_row(target, kind, id, known, wanted)
    return count
