"""The journal: every action is one transaction and one entry; undo, redo, history and replay read it.

Undo takes back the same person's newest action that is not undone, and is an entry itself. A row that
somebody else changed since is never overwritten: the undo is refused.
"""

import contextlib
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from workbench.errors import ConflictError
from workbench.store import names
from workbench.store.action import (
    CONTENT,
    Action,
    Change,
    bulk_insert,
    delete_content,
    read_content,
    read_row,
    unpack_content,
    write_row,
)
from workbench.store.change import ALONE, first_differing, holding, load, runs, write_run
from workbench.store.codec import pack
from workbench.store.column import COLUMN, write_columns
from workbench.store.database import IntegrityError, Store

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


class Reversal(NamedTuple):
    """What an undo or redo did: the words of the action, the articles that it touched, and each row as it went."""

    words: str
    articles: tuple[str, ...]
    entry: int
    changes: tuple[Change, ...] = ()


class Journal:
    """Writes actions, takes them back and tells them."""

    def __init__(self, store: Store, begun: Callable[[], None] | None = None) -> None:
        self.store = store
        self._begun = begun  # is called first in the transaction of every action, and may refuse it

    @contextlib.contextmanager
    def action(self, actor: str, kind: str, words: str = "") -> Iterator[Action]:
        """One transaction, one entry. Nothing is written where the action changed nothing.

        ProjectError where ``actor`` goes by another name by now.
        """
        with self.store.transaction():
            names.check_present(self.store, actor)
            if self._begun is not None:
                self._begun()
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
        # From the newest entries back: to look for the highest number, or for who was undone, goes through them all.
        own = 'SELECT "id" FROM "entry" WHERE "actor" = ? AND "undoes" IS NULL AND "redoes" IS NULL'
        newest = self.store.row(f'{own} ORDER BY "id" DESC LIMIT 1', (actor,))
        undone = self.store.row(
            'SELECT u."undoes" FROM "entry" u JOIN "entry" e ON e."id" = u."undoes" AND e."undone_by" = u."id"'
            ' WHERE u."actor" = ? AND u."id" > ? AND e."actor" = ? ORDER BY u."id" DESC LIMIT 1',
            (actor, newest[0] if newest else 0, actor),
        )
        return self._one('"id" = ?', undone) if undone else None

    def undo(self, actor: str) -> Reversal | None:
        """Take back the newest action of ``actor``; None where there is none. Raises ConflictError."""
        if self.can_undo(actor) is None:
            return None
        with self.store.transaction():  # asked again inside: on a server the same person may be at it elsewhere
            entry = self.can_undo(actor)
            if entry is None:
                return None
            changes = [change for change in self._turned(entry.id) if not _lasts(change)]
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
            return self._reverse(actor, entry, self._turned(entry.undone_by), "redo", entry.undone_by)

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
        for run in runs(changes):
            if run[0].kind not in ALONE:
                action.changes += self._apply_run(run, entry)
                continue
            (change,) = run
            if _renames(change):
                names.check_free(self.store, _names_of(change)[1])
            action.changes.append(self._apply(change, entry))
            if _renames(change):
                names.sweep(action, *_names_of(change))
        done = tuple(action.changes)
        undoes, redoes = (entry.id, None) if kind == "undo" else (None, entry.id)
        action.flush(undoes, redoes)
        assert action.entry is not None
        id = action.entry
        self.store.execute(
            'UPDATE "entry" SET "undone_by" = ? WHERE "id" = ?', (id if kind == "undo" else None, entry.id)
        )
        articles = tuple(dict.fromkeys(change.article for change in changes if change.article))
        return Reversal(entry.words, articles, id, done)

    def _apply_run(self, run: list[Change], entry: Entry) -> list[Change]:
        """Carry turned changes out where the rows still are as the action left them; gives what was done."""
        if run[0].kind == COLUMN:
            if (other := write_columns(self.store, run)) is not None:
                raise self._conflict(entry, other)
            return run
        differing = first_differing(self.store, run)
        if differing is not None:
            raise self._conflict(entry, differing)
        if run[0].kind == "layer":
            run = self._layers_after(run)
        for part in runs(run):  # what becomes of a layer may be another deed than was noted
            write_run(self.store, part)
        return run

    def _layers_after(self, run: list[Change]) -> list[Change]:
        """A layer in which others worked meanwhile neither goes away nor becomes untouched again."""
        held = holding(self.store, [change.target for change in run if _leaves_untouched(change)])
        kept = [_kept(change) if change.target in held else change for change in run]
        return [change for change in kept if load(change.after) != load(change.before)]

    def _apply(self, change: Change, entry: Entry) -> Change:
        """Carry one turned change out, of a row that others follow."""
        if change.kind == CONTENT:
            return self._apply_content(change, entry)
        before, after = load(change.before), load(change.after)
        if read_row(self.store, change.kind, change.target) != before:
            raise self._conflict(entry, change)
        write_row(self.store, change.kind, change.target, before, after)
        return change

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
        if change is not None and change.kind not in (CONTENT, COLUMN):
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
        return list(map(Change._make, self.store.rows(sql, (entry,))))

    def _turned(self, entry: int) -> list[Change]:
        """What would take an entry's changes back, the last one first."""
        backwards = 'SELECT "kind", "target", "article", "after", "before" FROM "change"'
        sql = f'{backwards} WHERE "entry" = ? ORDER BY "seq" DESC'
        return list(map(Change._make, self.store.rows(sql, (entry,))))

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
    return change.kind in LASTING and change.after is None  # turned round already


def _leaves_untouched(change: Change) -> bool:
    after = load(change.after)
    return change.before is not None and (after is None or after["state"] == "untouched")


def _kept(change: Change) -> Change:
    """The change of a layer that stays, and is worked on."""
    record = load(change.after or change.before)
    assert record is not None
    return change._replace(after=pack({**record, "state": "in_progress"}))


def _renames(change: Change) -> bool:
    return change.kind == "annotator" and change.before is not None and change.after is not None


def _names_of(change: Change) -> tuple[str, str]:
    """The name before and after."""
    before, after = load(change.before), load(change.after)
    assert before is not None and after is not None
    return before["name"], after["name"]


def _renamed(change: Change, became: dict[str, str]) -> Change:
    before, after = (_side(change.kind, text, became) for text in (change.before, change.after))
    return change._replace(before=before, after=after)


def _side(kind: str, text: str | None, became: dict[str, str]) -> str | None:
    if text is None or kind not in (CONTENT, "decision", "comment", "resolved"):
        return text
    if kind == CONTENT:
        return names.renamed_content(unpack_content(text), became).pack()
    return pack(names.renamed(kind, load(text), became))


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
            elif kind == COLUMN:
                write_columns(target, [Change(kind, id, None, before, after)])
            else:
                known, wanted = load(before), load(after)
                write_row(target, kind, id, known, wanted)
    return count
