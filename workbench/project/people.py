"""Who works in a project: how far each person is, and a person's new name.

A layer belongs to the id of its annotator, so it stays theirs under any name. Decisions, their sources and
comments say names, as the native format does: a rename writes the new name into all of them, and the journal
tells each of these rows. The journal's actors follow, so that everybody undoes the own actions under the
present name. Words that earlier entries were told in stay as they were.
"""

from typing import NamedTuple

from workbench.errors import ProjectError
from workbench.model.layer import GOLD
from workbench.project.facade import Project, check_name
from workbench.store import names
from workbench.store.action import Action, Record


class Person(NamedTuple):
    """An annotator: in how many articles begun and done, with how many spans in all."""

    name: str
    begun: int = 0
    done: int = 0
    spans: int = 0


def people(project: Project) -> list[Person]:
    """Everybody who is known here, by name; the gold is nobody."""
    sql = (
        'SELECT p."name", l."state", COUNT(*), SUM((SELECT COUNT(*) FROM "span" s WHERE s."layer" = l."id"))'
        ' FROM "annotator" p LEFT JOIN "layer" l ON l."annotator" = p."id" GROUP BY p."name", l."state"'
    )
    found: dict[str, Person] = {}
    for name, state, layers, spans in project.store.rows(sql):
        if name == GOLD:
            continue
        known = found.get(name, Person(name))
        found[name] = Person(
            name,
            known.begun + (layers if state == "in_progress" else 0),
            known.done + (layers if state == "done" else 0),
            known.spans + int(spans or 0),
        )
    return [found[name] for name in sorted(found, key=lambda name: (name.casefold(), name))]


def rename(project: Project, actor: str, old: str, new: str) -> str:
    """Give a person another name: one action; gives it in words.

    ProjectError where nobody has the old name, or where the new one is reserved or stands for somebody already.
    """
    check_name(new)
    if old in (GOLD, names.IMPORTED):
        raise ProjectError(f"{old!r} is nobody's name; choose a person")
    if new == old:
        return f"left the name {old} as it was"
    if new == names.IMPORTED:
        raise ProjectError(f"{new!r} stands for gold that came in without a source; choose another name")
    words = f"renamed {old} to {new}"
    with project.journal.action(actor, "rename", words) as action:
        row = _person(project, action, old)
        if names.in_use(project.store, new):
            raise ProjectError(f"{new!r} is taken already; choose another name")
        action.update("annotator", None, row, name=new)
        names.sweep(action, old, new)
    return words


def _person(project: Project, action: Action, name: str) -> Record:
    """The row of a person, made for somebody who has decided or commented, and has no layer yet."""
    if not names.in_use(project.store, name):
        raise ProjectError(f"nobody called {name!r} works here; workbench status lists everybody")
    row = action.get("annotator", project.annotator_id(action, name))
    assert row is not None
    return row


def present_name(project: Project, name: str) -> str:
    """What a person who once had that name is called now; ``name`` itself where it still stands for somebody."""
    return project.renamed(name) or name
