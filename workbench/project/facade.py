"""A project: one database of articles, layers and their journal, under one scheme."""

import uuid
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import unquote, urlsplit

import orjson

from workbench.errors import ConflictError, ProjectError
from workbench.model.article import Article
from workbench.model.layer import GOLD, RESERVED_NAMES, Labelled, Layer
from workbench.model.scheme import Scheme
from workbench.model.scheme_file import read_scheme
from workbench.project.ids import annotator_id
from workbench.store import articles as stored
from workbench.store.action import Action
from workbench.store.codec import pack
from workbench.store.database import Store
from workbench.store.errors import INSTEAD
from workbench.store.journal import Entry, Journal
from workbench.store.listing import ArticleRow, article_rows
from workbench.store.opening import create, open_store

if TYPE_CHECKING:
    from workbench.store.check import Finding

# The database that the store opens on a server where the URL names none.
_DATABASE = "workbench"
_SCHEME = ("scheme", "property")  # what a change of the scheme is a change of


class Project:
    """An open project. What changes it lives beside: labelling, importing, reviewing; each action is one entry."""

    def __init__(self, store: Store, where: str) -> None:
        self.store = store
        self.where = where
        self.journal = Journal(store, self._check_scheme)
        self._scheme: Scheme | None = None
        self._scheme_entry: int | None = None  # that wrote it, where others may write another one

    @classmethod
    def create(cls, where: str | Path, scheme: str | Path = "news", actor: str = "cli") -> "Project":
        """Make a new project with a scheme that ships or a TOML file; raises ProjectError or SchemeError."""
        from workbench.schemes import load_with_guidelines

        known, guidelines = load_with_guidelines(scheme)
        project = cls(create(where, actor), str(where))
        try:
            with project.journal.action(actor, "new", f"made the project with the scheme {known.name}") as action:
                action.insert("property", None, "project", uuid.uuid4().hex)
                action.insert("property", None, "scheme", known.source)
                action.insert("property", None, "guidelines", pack(guidelines))
        except BaseException:
            project.close()
            raise
        return project

    @classmethod
    def open(cls, where: str | Path, write: bool = False, actor: str = "cli") -> "Project":
        """Open a project, for reading only or as its one writer; raises ProjectError with the cause."""
        return cls(open_store(where, write, actor), str(where))

    def close(self) -> None:
        """Let go of the file."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def name(self) -> str:
        """What to call it: the file's name without its ending, or the name of the database; never a password."""
        if self.store.is_sqlite:
            return Path(self.where).stem
        return unquote(urlsplit(self.where).path.strip("/")) or _DATABASE

    @cached_property
    def address(self) -> str:
        """Where it is, as it may be remembered: the file's real path, or the server's URL without a password."""
        if self.store.is_sqlite:
            return str(Path(self.where).resolve())
        kind, mark, rest = self.where.partition("://")
        rest, query, options = rest.partition("?")
        place, slash, path = rest.partition("/")
        user, at, host = place.rpartition("@")
        kept = "&".join(option for option in options.split("&") if "password" not in option.partition("=")[0])
        return f"{kind}{mark}{user.partition(':')[0]}{at}{host}{slash}{path}{query if kept else ''}{kept}"

    @property
    def scheme(self) -> Scheme:
        """The scheme, with its guidelines in Markdown."""
        if self._scheme is None:
            self._scheme_entry = self._newest_scheme()
            self._scheme = self._read_scheme()
        return self._scheme

    def forget_scheme(self) -> None:
        """Read the scheme anew when it is asked for next."""
        self._scheme = None

    def follow_scheme(self) -> bool:
        """On a server, forget the scheme where it was changed elsewhere; whether it was."""
        if self._scheme is None or self._newest_scheme() == self._scheme_entry:
            return False
        self.forget_scheme()
        return True

    def _newest_scheme(self) -> int | None:
        """The entry that changed the scheme last; a file has one writer, which knows what it did itself."""
        if self.store.is_sqlite:
            return None
        row = self.store.row('SELECT MAX("entry") FROM "change" WHERE "target" = ? AND "kind" = ?', _SCHEME)
        return row[0] if row else None

    def _check_scheme(self) -> None:
        """ConflictError where an action was thought out under a scheme that is another one by now."""
        if self.follow_scheme():
            raise ConflictError("somebody changed the scheme meanwhile; look at it, and try again")

    def _read_scheme(self) -> Scheme:
        facts = dict(self.store.rows('SELECT "id", "value" FROM "property"'))
        if "scheme" not in facts:
            raise ProjectError(f"{self.name} has no scheme and can't be worked on; {INSTEAD}")
        try:
            guidelines = orjson.loads(facts.get("guidelines", "{}"))
        except orjson.JSONDecodeError:
            guidelines = None
        if not isinstance(guidelines, dict):
            raise ProjectError(f"the guidelines of the scheme in {self.name} are damaged; {INSTEAD}")
        return read_scheme(facts["scheme"], "scheme.toml", guidelines)

    # Articles and layers

    def article_id(self, key: str) -> str:
        """The id of the article with that key; ProjectError where there is none."""
        found = stored.article_id(self.store, key)
        if found is None:
            raise ProjectError(f"there is no article {key!r}; workbench status --json lists the keys of all articles")
        return found

    def article(self, key: str) -> Article:
        """An article with its text."""
        return stored.read_article(self.store, self.article_id(key))

    def layer(self, key: str, annotator: str) -> Layer:
        """The layer of an annotator on an article, empty where nothing was done yet."""
        return stored.read_layer(self.store, self.article_id(key), annotator)

    def lean_layer(self, key: str, annotator: str) -> Layer:
        """The same in a fraction of the time and the memory, for whoever looks at few of its spans at a time."""
        return stored.read_layer(self.store, self.article_id(key), annotator, lean=True)

    def layers(self, key: str) -> list[Layer]:
        """All layers of an article: gold first, then by name."""
        return stored.read_layers(self.store, self.article_id(key))

    def article_keys(self) -> list[tuple[str, str]]:
        """Id and key of every article, in the order in which they came in."""
        return [
            (id, key) for id, key in self.store.rows('SELECT "id", "key" FROM "article" ORDER BY "position", "key"')
        ]

    def article_rows(self, annotator: str) -> list[ArticleRow]:
        """All articles as a list shows them, with the state of one annotator's layer; a window takes a ``Listing``."""
        return article_rows(self.store, annotator)

    def stream(self, layers: str = "all", only_done: bool = False) -> Iterator[Labelled]:
        """Articles by key with their layers; see ``store.articles.stream``."""
        return stored.stream(self.store, layers, only_done)

    def annotators(self) -> list[str]:
        """Names of everybody who is known here, gold left out; they stay known when their last action is undone."""
        return sorted(name for name in stored.annotator_names(self.store).values() if name != GOLD)

    def annotator_id(self, action: Action, name: str) -> str:
        """The id of an annotator, who is made known by ``action`` where the name is new."""
        row = self.store.row('SELECT "id" FROM "annotator" WHERE "name" = ?', (name,))
        if row:
            return str(row[0])
        if (former := self.renamed(name)) is not None:  # the same person, in a file from before
            return self.annotator_id(action, former)
        id = annotator_id(name)
        if action.get("annotator", id) is not None:
            id = uuid.uuid4().hex
        action.insert("annotator", None, id, name)
        return id

    def renamed(self, name: str) -> str | None:
        """What somebody is called now who had that name; None where it is the name of somebody, or was nobody's."""
        from workbench.store import names

        if names.in_use(self.store, name):
            return None
        present = names.present(self.store, name)
        return present if present != name else None

    # What is there, and is it sound

    def status(self) -> dict[str, Any]:
        """Counts of articles, layers by annotator and state, spans by label, disputes left."""
        layers: dict[str, dict[str, int]] = {}
        sql = (
            'SELECT p."name", l."state", COUNT(*) FROM "layer" l JOIN "annotator" p ON p."id" = l."annotator"'
            ' GROUP BY p."name", l."state"'
        )
        for name, state, count in self.store.rows(sql):
            layers.setdefault(name, {"untouched": 0, "in_progress": 0, "done": 0, "spans": 0})[state] = count
        spans = 'SELECT p."name", s."label", COUNT(*) FROM "span" s JOIN "layer" l ON l."id" = s."layer"'
        spans += ' JOIN "annotator" p ON p."id" = l."annotator" GROUP BY p."name", s."label"'
        labels: dict[str, dict[str, int]] = {}
        for name, label, count in self.store.rows(spans):
            labels.setdefault(name, {})[label] = count
            layers[name]["spans"] += count
        last = self.journal.last()
        gold = layers.pop(GOLD, {"untouched": 0, "in_progress": 0, "done": 0, "spans": 0})
        row = self.store.row(
            'SELECT COALESCE(SUM(l."unresolved"), 0) FROM "layer" l JOIN "annotator" p ON p."id" = l."annotator"'
            ' WHERE p."name" = ?',
            (GOLD,),
        )
        return {
            "project": self.name,
            "scheme": {"name": self.scheme.name, "version": self.scheme.version},
            "articles": stored.count(self.store, "article"),
            "annotators": dict(sorted(layers.items())),
            "gold": {**gold, "unresolved": int(row[0]) if row else 0},
            "labels": {name: dict(sorted(labels[name].items())) for name in sorted(labels)},
            "entries": stored.count(self.store, "entry"),
            "last": last.at if last else None,
        }

    def check(self) -> "list[Finding]":
        """Everything that is wrong with the file, its references, offsets and gold."""
        from workbench.store.check import check

        return list(check(self.store, self.scheme))

    def history(self, key: str | None = None) -> Iterator[Entry]:
        """Journal entries, oldest first; with ``key`` those that touched that article."""
        return self.journal.entries(article=self.article_id(key) if key is not None else None)


def check_name(name: str) -> str:
    """A name under which somebody may work; ProjectError for reserved and empty ones."""
    if not name.strip() or name in RESERVED_NAMES:
        raise ProjectError(f"nobody can work under the name {name!r}; choose another")
    if len(name) > 100 or not name.isprintable():
        raise ProjectError("a name has at most 100 characters, none of them invisible; choose another")
    return name
