"""Turns what a database raises into a sentence with its cause."""

import os
from pathlib import Path

from workbench.errors import ProjectError

# What to do about a damaged file: whatever else is tried on it can make it worse.
INSTEAD = "copy it aside as it is, then go on with an earlier copy of yours, or ask for help with this one"


def explain(error: Exception, path: Path | None) -> ProjectError:
    """The known error behind ``error``; ``path`` is the project's file, or None for a server."""
    said = str(error).lower()
    name = path.name if path else "the database server"
    if "disk is full" in said or "no space" in said or _full(path):
        sentence = f"{name} was not changed: the disk is full; make room and try again"
    elif "locked" in said or "lock timeout" in said:
        sentence = f"{name} is being written by another program; try again in a moment"
    elif "readonly" in said or "read-only" in said:
        sentence = f"{name} is read-only; change its rights or copy it to a place where you may write"
    elif "malformed" in said or "not a database" in said or "corrupt" in said:
        sentence = f"{name} is damaged; {INSTEAD}"
    elif "unable to open" in said:
        sentence = f"{name} can't be opened; look at the rights of the file and of its folder"
    elif path is None and ("connection" in said or "could not" in said or "server" in said):
        sentence = f"the database server does not answer: {str(error).splitlines()[0]}; check its address and try again"
    else:
        sentence = (
            f"{name} could not be read or written: {str(error).splitlines()[0] if said else type(error).__name__}"
        )
    return ProjectError(sentence)


def _full(path: Path | None) -> bool:
    """SQLite says "unable to open" too when it has no room for its log, so look."""
    if path is None or not os.path.isdir(path.parent):  # noqa: PTH112  a cheap look, on an error path
        return False
    import shutil  # only wanted here, and slow to come

    return shutil.disk_usage(path.parent).free < 64 * 1024
