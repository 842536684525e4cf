"""The versions that a project's scheme has had, told by the journal: which was in force when a span was tagged."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import orjson

from workbench.errors import ProjectError
from workbench.model.scheme import Label, Scheme
from workbench.model.scheme_file import read_scheme
from workbench.project.facade import Project
from workbench.store.action import CONTENT
from workbench.store.codec import pack
from workbench.store.database import Store


class Version(NamedTuple):
    """The scheme from one entry of the journal on: its number here from 1, who made it so, and its own name."""

    number: int
    entry: int
    at: str
    who: str
    words: str
    name: str
    version: str


class Stale(NamedTuple):
    """What was tagged with a label before the last change of what the label means: articles, by annotator."""

    label: str
    since: Version | None  # None where it never changed
    articles: dict[str, list[str]]

    @property
    def keys(self) -> list[str]:
        """The keys of the articles, each once."""
        return list(dict.fromkeys(key for keys in self.articles.values() for key in keys))


_CHANGES = (
    'SELECT c."entry", c."target", c."after", e."at", e."actor", e."words" FROM "change" c'
    ' JOIN "entry" e ON e."id" = c."entry" WHERE c."target" IN (?, ?) AND c."kind" = ? ORDER BY c."entry", c."seq"'
)


class _Entry(NamedTuple):
    """An entry of the journal that changed the scheme, with its number among these and what was stored then."""

    number: int
    id: int
    at: str
    who: str
    words: str
    facts: Mapping[str, str]

    def read(self) -> tuple[Version, Scheme]:
        scheme = _read(self.facts)
        version = Version(self.number, self.id, self.at, self.who, self.words, scheme.name, scheme.version)
        return version, scheme


def _entries(project: Project) -> list[_Entry]:
    """The entries that changed the scheme, the oldest first; reading what they stored takes a while."""
    found: dict[int, _Entry] = {}
    facts: dict[str, str] = {}
    for entry, target, after, at, who, words in project.store.rows(_CHANGES, ("scheme", "guidelines", "property")):
        facts = {**facts, target: orjson.loads(after)["value"]}
        number = found[entry].number if entry in found else len(found) + 1
        found[entry] = _Entry(number, entry, at, who, words, facts)
    return list(found.values())


def _schemes(project: Project) -> list[tuple[Version, Scheme]]:
    """Every version with the scheme that it was."""
    return [entry.read() for entry in _entries(project)]


def _read(facts: Mapping[str, str]) -> Scheme:
    return _read_texts(facts["scheme"], facts.get("guidelines", "{}"))


@lru_cache(maxsize=32)
def _read_texts(scheme: str, guidelines: str) -> Scheme:
    return read_scheme(scheme, "scheme.toml", orjson.loads(guidelines))


def versions(project: Project) -> list[Version]:
    """The versions of the scheme, the oldest first; an undo makes one, too."""
    return [version for version, _ in _schemes(project)]


def schemes_called(project: Project, name: str, version: str) -> list[Scheme]:
    """Every scheme that the project ever had under that name and version."""
    called = pack(version)[1:-1]
    read = (_read(entry.facts) for entry in _entries(project) if called in entry.facts["scheme"])
    return [scheme for scheme in read if (scheme.name, scheme.version) == (name, version)]


def version_of_span(project: Project, id: str) -> Version:
    """The version that was in force when a span was tagged, or last changed by hand; what a step of the scheme
    carried along is as old as it was. ProjectError where there is no such span.
    """
    return _entry_of_span(project, id, _entries(project)).read()[0]


def older_version_of_span(project: Project, id: str) -> Version | None:
    """The same where it is not the version of by now, else None."""
    entries = _entries(project)
    then = _entry_of_span(project, id, entries) if len(entries) > 1 else entries[-1]
    if then.id == entries[-1].id:
        return None
    version, scheme = then.read()[0], project.scheme
    return None if (version.name, version.version) == (scheme.name, scheme.version) else version


def _entry_of_span(project: Project, id: str, entries: Sequence[_Entry]) -> _Entry:
    """That of the entries which brought the scheme under which a span was tagged."""
    row = project.store.row('SELECT "layer" FROM "span" WHERE "id" = ?', (id,))
    if row is None:
        raise ProjectError(f"there is no span {id!r}; it may have been removed")
    touched = _last_touch(project.store, id, row[0])
    return [entry for entry in entries if entry.id <= touched][-1]


def _last_touch(store: Store, span: str, layer: str) -> int:
    """The newest entry in which a span was changed itself, or came in with its layer."""
    own = store.row('SELECT MAX("entry") FROM "change" WHERE "target" = ? AND "kind" = ?', (span, "span"))
    named = store.holds('"after"')
    sql = f'SELECT MAX("entry") FROM "change" WHERE "target" = ? AND "kind" = ? AND {named}'
    imported = store.row(sql, (layer, CONTENT, pack(span)))
    return max(int((row and row[0]) or 0) for row in (own, imported))


def changed_meaning(project: Project, label: str) -> Version | None:
    """The version since which a label means what it means: its guideline or what may be said of it was another before.

    None where it has been so from the beginning. A new colour or key means nothing, and a new name neither.
    """
    return _since(_told(project, label))


def _told(project: Project, label: str) -> list[tuple[Version, bool]]:
    """Every version, with whether the label meant then what it means now."""
    now = project.scheme.label(label)
    found = _schemes(project)
    told = [(found[-1][0], True)]
    name = label
    for (version, before), (_, after) in reversed(list(pairwise(found))):
        known = _named(after, name)
        was = _former(before, after, known) if known is not None else _named(before, name)
        told.append((version, was is not None and _meaning(was) == _meaning(now)))
        name = was.name if was is not None else name
    return told[::-1]


def _since(told: Sequence[tuple[Version, bool]]) -> Version | None:
    """The first version of the last ones that all mean the same; None where these are all."""
    others = [at for at, (_, is_same) in enumerate(told) if not is_same]
    return told[others[-1] + 1][0] if others else None


def _former(before: Scheme, after: Scheme, label: Label) -> Label | None:
    """What a label was in the version before: the one of its name, else one that means the same and is gone since."""
    same = _named(before, label.name)
    names = {item.name for item in after.labels}
    gone = (item for item in before.labels if item.name not in names and _meaning(item) == _meaning(label))
    return same or next(gone, None)


def _named(scheme: Scheme, name: str) -> Label | None:
    return next((item for item in scheme.labels if item.name == name), None)


def _meaning(label: Label) -> tuple[object, ...]:
    return label.guideline, label.attributes, label.entity_attributes, label.entity, label.parts


# The newest entries in which a span itself, and its whole layer, was looked at.
_LOOKED = (
    'SELECT p."name", a."position", a."key",'
    ' (SELECT MAX(c."entry") FROM "change" c WHERE c."target" = s."id" AND c."kind" = ?) AS "own",'
    ' (SELECT MAX(c."entry") FROM "change" c WHERE c."target" = l."id" AND'
    ' (c."kind" IN (?, ?) OR (c."kind" = ? AND {done}))) AS "all"'
    ' FROM "span" s JOIN "layer" l ON l."id" = s."layer" JOIN "article" a ON a."id" = l."article"'
    ' JOIN "annotator" p ON p."id" = l."annotator" WHERE s."label" = ?'
)


def tagged_before(project: Project, label: str) -> Stale:
    """Articles with spans of a label that were last looked at when the label meant something else than by now.

    Looked at is what was changed, came in, or whose layer was said to be done, or complete. A change of what the
    label means that was taken back asks for no other look, but at what was tagged meanwhile.
    """
    told = _told(project, label)
    since = _since(told)
    articles: dict[str, list[str]] = {}
    if since is not None:
        entries = [version.entry for version, _ in told]
        sql = _LOOKED.format(done=project.store.holds('c."after"'))
        rows = project.store.rows(sql, ("span", CONTENT, "pass", "layer", '"state":"done"', label))
        looked = {(name, at, key, max(own or 0, whole or 0)) for name, at, key, own, whole in rows}
        stale = {
            (name, at, key) for name, at, key, entry in looked if not told[max(0, bisect_right(entries, entry) - 1)][1]
        }
        for name, _, key in sorted(stale):
            articles.setdefault(name, []).append(key)
    return Stale(label, since, articles)
