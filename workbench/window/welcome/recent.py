"""The projects that were open here: what is remembered of each, and how a list says it."""

import os
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from workbench.settings import Settings
from workbench.words import number

_PATIENCE = 0.4  # seconds that disks have to answer
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


class Recent(NamedTuple):
    """One project that was open here. ``where`` opens it; ``place`` is what may be shown of that."""

    where: str
    name: str
    place: str
    missing: bool = False
    done: int | None = None
    total: int = 0
    opened: datetime | None = None

    @property
    def counted(self) -> str:
        """How far it was; nothing where nobody counted."""
        if self.done is None:
            return ""
        return f"{self.done:,} of {self.total:,} done" if self.total else "no articles yet"

    def lost(self, now: datetime) -> str:
        """What is said where it is gone."""
        return f"not found. It was here {_on(self.opened, now)}" if self.opened else "not found"

    def last(self, now: datetime) -> str:
        """When it was open last."""
        return when(self.opened, now) if self.opened else ""

    def spoken(self, now: datetime) -> str:
        """All of it for who can't see it."""
        state = self.lost(now) if self.missing else self.counted
        last = f"last open {_on(self.opened, now)}" if self.opened and not self.missing else ""
        return ", ".join(part for part in (self.name, self.place, state, last) if part)


def is_server(where: str) -> bool:
    """Whether it is the address of a database on a server."""
    return where.startswith(("postgresql://", "postgres://"))


def shown_place(where: str) -> str:
    """Where a project lies, as it may be shown: the home folder as ``~``, never a password."""
    if is_server(where):
        kind, _, rest = where.partition("://")
        host, slash, path = rest.partition("/")
        user, at, server = host.rpartition("@")
        # What stands behind a question mark may be a password, too.
        return f"{kind}://{user.partition(':')[0]}{at}{server.partition('?')[0]}{slash}{path.partition('?')[0]}"
    home = str(Path.home())
    return f"~{where[len(home) :]}" if where.startswith(home + os.sep) else where


def shown_name(where: str) -> str:
    """What to call a project that is not open."""
    if not is_server(where):
        return Path(where).stem
    try:
        return unquote(urlsplit(where).path.strip("/")) or "workbench"
    except ValueError:  # brackets that don't match
        return "workbench"


def when(then: datetime, now: datetime) -> str:
    """A time as people say it: today with the hour, yesterday, else the day, with the year where it is another."""
    days = (now.date() - then.date()).days
    if days == 0:
        return f"today, {then:%H:%M}"
    if days == 1:
        return "yesterday"
    day = f"{then.day} {_MONTHS[then.month - 1]}"
    return day if then.year == now.year else f"{day} {then.year}"


def _on(then: datetime, now: datetime) -> str:
    """The same inside a sentence."""
    said = when(then, now).partition(",")[0]
    return said if said[0].isalpha() else f"on {said}"


def recent_projects(settings: Settings) -> list[Recent]:
    """The projects that were open here, the last one first. None is opened for it; counts are those remembered."""
    notes, known = settings.get("projects", {}), settings.get("recent", [])
    gone = _gone([where for where in known if not is_server(where)])
    return [_recent(where, notes.get(where, {}), where in gone) for where in known]


def _gone(files: list[str]) -> set[str]:
    """Those that are not there. A disk far away may not answer for minutes: what is on it counts as there."""
    if not files:
        return set()
    import threading

    found: list[str] = []

    def look() -> None:
        for file in files:
            if not os.path.exists(file):  # noqa: PTH110  Path.exists raises for some names
                found.append(file)

    looking = threading.Thread(target=look, daemon=True)
    looking.start()
    looking.join(_PATIENCE)
    return set(found)


def _recent(where: str, note: dict[str, str | int], missing: bool) -> Recent:
    opened = note.get("opened")
    done, total = note.get("done"), note.get("total", 0)
    return Recent(
        where,
        shown_name(where),
        shown_place(where),
        missing,
        done if isinstance(done, int) else None,
        total if isinstance(total, int) else 0,
        datetime.fromisoformat(opened) if isinstance(opened, str) else None,
    )


def note_opened(settings: Settings, where: str) -> None:
    """Put a project first among the recent ones, as open now."""
    settings.remember_project(where)
    _note(settings, where, {"opened": datetime.now().isoformat(timespec="minutes")})


def note_closed(settings: Settings, where: str, done: int, total: int) -> None:
    """Remember how far a project was when it was closed."""
    now = datetime.now().isoformat(timespec="minutes")
    _note(settings, where, {"opened": now, "done": done, "total": total})


def _note(settings: Settings, where: str, more: dict[str, str | int]) -> None:
    known = settings.get("projects", {})
    recent = settings.get("recent", [])
    kept = {name: note for name, note in known.items() if name in recent}
    settings.set("projects", {**kept, where: {**kept.get(where, {}), **more}})


def forget(settings: Settings, where: str) -> None:
    """Leave a project out of the recent ones; the project itself is not touched."""
    settings.set("recent", [item for item in settings.get("recent", []) if item != where])
    settings.set("projects", {name: note for name, note in settings.get("projects", {}).items() if name != where})


def in_words(paths: Sequence[str]) -> str:
    """How many files and folders these are."""
    folders = sum(Path(path).is_dir() for path in paths)
    files = len(paths) - folders
    parts = [number(files, "file")] if files or not folders else []
    if folders:
        parts.append(number(folders, "folder"))
    return " and ".join(parts)
