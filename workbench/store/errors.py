"""Turns what a database raises into a sentence with its cause."""

import errno
import os
from pathlib import Path

from workbench.errors import ProjectError


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
        sentence = f"{name} is damaged; run workbench check on it and restore a backup"
    elif "unable to open" in said:
        sentence = f"{name} can't be opened; look at the rights of the file and of its folder"
    elif path is None and ("connection" in said or "could not" in said or "server" in said):
        sentence = f"the database server does not answer: {str(error).splitlines()[0]}; check its address and try again"
    else:
        sentence = (
            f"{name} could not be read or written: {str(error).splitlines()[0] if said else type(error).__name__}"
        )
    return ProjectError(sentence)


def explain_os(error: OSError, name: str) -> ProjectError:
    """The known error behind a failed file operation on ``name``."""
    reasons = {
        errno.ENOSPC: "the disk is full; make room and try again",
        errno.EDQUOT: "your quota on this disk is used up; make room and try again",
        errno.EACCES: "you may not write there; choose another place or change the rights",
        errno.EPERM: "you may not write there; choose another place or change the rights",
        errno.EROFS: "the disk is read-only; choose another place",
        errno.ENOENT: "there is no such file or folder; check the name",
        errno.EISDIR: "this is a folder; name a file",
        errno.ENOTDIR: "a part of the path is a file, not a folder; check the name",
        errno.ENAMETOOLONG: "the name is too long; choose a shorter one",
    }
    reason = reasons.get(error.errno or 0, f"{error.strerror or error}; check the name and the rights")
    return ProjectError(f"{name}: {reason}")


def _full(path: Path | None) -> bool:
    """SQLite says "unable to open" too when it has no room for its log, so look."""
    if path is None or not os.path.isdir(path.parent):  # noqa: PTH112  a cheap look, on an error path
        return False
    import shutil  # only wanted here, and slow to come

    return shutil.disk_usage(path.parent).free < 64 * 1024
