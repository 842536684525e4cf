"""Changing a project's scheme while people work: what a step touches, and the step itself, in one transaction.

It is the scheme of the project, so everybody's layers and the gold are carried along, imported ones, too. Whoever
acts can undo it: all that it touched comes back as it was. Nothing is stored that the new scheme forbids: a step
that would leave such spans behind is refused.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

import orjson

from workbench.errors import SchemeError
from workbench.model.scheme import Scheme
from workbench.model.scheme_comments import with_comments
from workbench.model.scheme_edit import counted_up, edited
from workbench.model.scheme_file import read_scheme
from workbench.model.scheme_write import write_scheme
from workbench.project.facade import Project, check_name
from workbench.project.scheme_carry import Going, Touched, touched, without, write
from workbench.project.scheme_fit import check_fits
from workbench.project.scheme_going import Leaving, Pair, pairs, same_relations
from workbench.project.scheme_steps import Merge, Moves, Remove, Rename, Replace, Split, Step, moves_of, words_of
from workbench.project.scheme_versions import schemes_called
from workbench.store.action import Action
from workbench.store.codec import pack
from workbench.store.database import Store
from workbench.words import number

__all__ = ["Done", "Effect", "Merge", "Remove", "Rename", "Replace", "Split", "Step", "carry_out", "preview", "source"]


class Effect(NamedTuple):
    """What a step touches: how many spans, of which some go or become one with another; and what else.

    ``taken`` counts all that would not be there afterwards: spans, relations, entities and rows that lose a value.
    """

    spans: int
    gone: int
    united: int
    relations: int
    entities: int
    articles: int
    notes: tuple[str, ...] = ()
    taken: int = 0

    @property
    def sentence(self) -> str:
        """It in one sentence, with the notes."""
        if not self.articles:
            return " ".join(("Touches no span.", *self.notes))
        things = [(self.spans, "span"), (self.relations, "relation")]
        told = [number(count, noun) for count, noun in things if count]
        if self.entities:
            told.append(number(self.entities, "entity", "entities"))
        what = f"{', '.join(told)} in " if told else ""
        return " ".join((f"Touches {what}{number(self.articles, 'article')}.", *self.notes))


class Done(NamedTuple):
    """A step that was committed, in words, with the version that the scheme has now."""

    words: str
    effect: Effect
    version: str
    changed: bool = True


class _Plan(NamedTuple):
    moves: Moves
    found: Touched
    pairs: list[Pair]
    doubled: dict[str, str]  # relations, with the ids of their layers

    @property
    def effect(self) -> Effect:
        spans, relations, entities = self.found.spans, self.found.relations, self.found.entities
        gone, links, meant = (_size(group.going) for group in (spans, relations, entities))
        taken = gone + len(self.pairs) + links + len(self.doubled) + meant + self._lost
        articles = set(self.found.layers.values())
        counts = (spans.size, gone, len(self.pairs), relations.size, entities.size, len(articles))
        return Effect(*counts, tuple(self._notes()), taken)

    @property
    def _lost(self) -> int:
        """How many rows lose a value; what a split takes from a span is said by its new label."""
        if self.moves.split:
            return 0
        return self.found.spans.lost + self.found.entities.lost + self.found.relations.lost + self.found.articles.lost

    def _notes(self) -> Iterable[str]:
        if gone := _size(self.found.spans.going):
            verb = "goes" if gone == 1 else "go"
            yield f"{number(gone, 'span')} {verb}, with relations and comments."
        for size, told in (
            (links := _size(self.found.relations.going), number(links, "relation")),
            (meant := _size(self.found.entities.going), number(meant, "entity", "entities")),
        ):
            if size:
                yield f"{told} {'goes' if size == 1 else 'go'}."
        if self.pairs:
            into = next(iter(self.moves.labels.values()))
            stand = "span stands" if len(self.pairs) == 1 else "spans stand"
            yield f"{len(self.pairs):,} {stand} where {into} stands already: they become one."
        if self.doubled:
            yield f"{number(len(self.doubled), 'relation')} would be doubled and become one with the other."
        if lost := self._lost:
            yield f"{lost:,} lose{'s' if lost == 1 else ''} a value that the scheme has no place for then."
        for kind in self.moves.before.relations:
            if kind.name not in {*self.moves.relations, *(item.name for item in self.moves.after.relations)}:
                yield f"The relation {kind.name} goes, since nothing is left that it could link."


def preview(project: Project, step: Step) -> Effect:
    """What a step would touch, without doing it; SchemeError where it can't be done."""
    with project.store.snapshot():
        return _plan(project.store, project.scheme, step).effect


def _plan(store: Store, scheme: Scheme, step: Step) -> _Plan:
    moves = moves_of(scheme, step)
    merging = pairs(store, moves.labels) if isinstance(step, Merge) else []
    doubled = same_relations(store, moves.relations) if isinstance(step, Merge) else {}
    return _Plan(moves, touched(store, moves), merging, doubled)


def carry_out(project: Project, step: Step, actor: str, dry: bool = False) -> Done:
    """Do a step: one transaction, one entry in the journal. With ``dry`` it is done and taken back at once.

    SchemeError where it can't be done, or where something stored would be forbidden afterwards.
    """
    check_name(actor)
    try:
        with project.journal.action(actor, "scheme", words_of(step)) as action:
            done = _done(project, action, step)
            if dry:
                raise _DryRun(done)
    except _DryRun as run:
        return run.done
    finally:
        project.forget_scheme()
    return done


class _DryRun(Exception):
    """Takes the transaction back after everything was tried."""

    def __init__(self, done: Done) -> None:
        super().__init__()
        self.done = done


def _done(project: Project, action: Action, step: Step) -> Done:
    plan = _plan(project.store, project.scheme, step)
    after = plan.moves.after
    text, guidelines, version = _written(project, step, after)
    if text is None:
        return Done("left the scheme as it was", plan.effect, version, changed=False)
    _carry(action, plan)
    _put(action, "scheme", text)
    _put(action, "guidelines", pack(guidelines))
    _check_fits(project.store, read_scheme(text, "scheme.toml", guidelines), step)
    return Done(action.words, plan.effect, version)


def _check_fits(store: Store, after: Scheme, step: Step) -> None:
    try:
        check_fits(store, after)
    except SchemeError as error:
        if not isinstance(step, Replace):
            raise
        raise SchemeError(f"{error}; rename, merge or remove it first: what was tagged comes along then") from None


def _carry(action: Action, plan: _Plan) -> None:
    leaving = Leaving(action, plan.moves.after)
    found = plan.found
    # What is united is looked at under the new scheme, which knows relation types by the names they have by now.
    leaving.unite(plan.pairs)
    leaving.drop_spans(_ids(found.spans.going))
    leaving.drop_relations([*_ids(found.relations.going), *plan.doubled])
    leaving.drop_entities(_ids(found.entities.going))
    leaving.drop_passes(_ids(found.passes_gone))
    spans = without(found.spans, {pair.old: pair.layer for pair in plan.pairs})
    write(action, found._replace(spans=spans, relations=without(found.relations, plan.doubled)))


def _size(going: Iterable[Going]) -> int:
    return sum(one.size for one in going)


def _ids(going: Iterable[Going]) -> list[str]:
    return [id for one in going for id in orjson.loads(one.ids)]


# The scheme's own text


def source(scheme: Scheme) -> tuple[str, dict[str, str]]:
    """A scheme as TOML, and its guidelines by the names that this uses: one for each label that has one."""
    named = {label.name: f"guidelines/{label.name}.md" for label in scheme.labels if label.guideline}
    texts = {named[label.name]: label.guideline for label in scheme.labels if label.guideline}
    return write_scheme(scheme, named), texts


def _written(project: Project, step: Step, after: Scheme) -> tuple[str | None, dict[str, str], str]:
    """Text, guidelines and version of the scheme after a step; no text where it is the same scheme as before."""
    before = project.scheme
    if isinstance(step, Replace) and source(edited(after, version=before.version)) == source(before):
        return None, {}, before.version
    version = _free(project, after, after.version if after.version != before.version else counted_up(before.version))
    if isinstance(step, Replace):  # as somebody wrote it, with its comments
        own = _VERSION.sub(rf"\g<1>{pack(version)}", step.source, count=1)
        if source(read_scheme(own, "scheme.toml", step.guidelines)) == source(edited(after, version=version)):
            return own, dict(step.guidelines), version
    text, guidelines = source(edited(after, version=version))
    return with_comments(before.source, text), guidelines, version


def _free(project: Project, after: Scheme, version: str) -> str:
    """That version, or the next one after it that the project never had for another scheme of this name."""
    while any(
        source(one) != source(edited(after, version=version)) for one in schemes_called(project, after.name, version)
    ):
        version = counted_up(version)
    return version


_VERSION = re.compile(r"^(version\s*=\s*)(\"[^\"]*\"|'[^']*')", re.MULTILINE)


def _put(action: Action, property: str, value: str) -> None:
    row = action.get("property", property)
    if row is None:
        action.insert("property", None, property, value)
    else:
        action.update("property", None, row, value=value)
