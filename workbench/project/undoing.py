"""Undo and redo of a person's actions, under the scheme that the project has by then.

A scheme may have changed since, by a step of somebody else's: what the present one forbids does not come back. And a
step of the scheme itself is not taken back once something was tagged that only the scheme since then allows.
"""

from collections.abc import Callable, Sequence

from workbench.errors import ConflictError, SchemeError, WorkbenchError
from workbench.project.facade import Project
from workbench.project.scheme_fit import check_fits
from workbench.store.journal import Reversal

_FEW = 200  # layers that are looked at by themselves


def undo(project: Project, actor: str) -> Reversal | None:
    """Take back the newest action of ``actor``; None where there is none. Raises ConflictError."""
    return _turn(project, lambda: project.journal.undo(actor))


def redo(project: Project, actor: str) -> Reversal | None:
    """Do the action again that ``actor`` undid last; None where there is none. Raises ConflictError."""
    return _turn(project, lambda: project.journal.redo(actor))


def _turn(project: Project, turn: Callable[[], Reversal | None]) -> Reversal | None:
    try:
        with project.store.transaction():
            project.follow_scheme()
            done = turn()
            if done is not None:
                _check(project, done)
    except WorkbenchError:
        project.forget_scheme()  # that of an undo which was taken back itself
        raise
    return done


def _check(project: Project, done: Reversal) -> None:
    """ConflictError where what came back is not what the scheme allows."""
    if touches_scheme(done):
        project.forget_scheme()
        _fits(project, None)
    elif _scheme_changed_since(project, done):
        layers = _layers(project, done.articles)
        _fits(project, layers if len(layers) <= _FEW else None)


def touches_scheme(done: Reversal) -> bool:
    """Whether an undo or redo brought another scheme back."""
    return any(change.kind == "property" and change.target == "scheme" for change in done.changes)


def _fits(project: Project, layers: Sequence[str] | None) -> None:
    try:
        check_fits(project.store, project.scheme, layers)
    except SchemeError as error:
        raise ConflictError(f"the scheme has changed since: {error}; look at workbench history to decide") from None


def _layers(project: Project, articles: Sequence[str]) -> list[str]:
    return [id for (id,) in project.store.rows_in('SELECT "id" FROM "layer" WHERE "article" IN', articles)]


def _scheme_changed_since(project: Project, done: Reversal) -> bool:
    """Whether the scheme is another one than when the action was done that was turned."""
    sql = 'SELECT "undoes", "redoes" FROM "entry" WHERE "id" = ?'
    row = project.store.row(sql, (done.entry,))
    turned = (row[0] or row[1]) if row else None
    newest = 'SELECT MAX("entry") FROM "change" WHERE "target" = ? AND "kind" = ?'
    last = project.store.row(newest, ("scheme", "property"))
    return bool(turned and last and last[0] and last[0] > turned)
