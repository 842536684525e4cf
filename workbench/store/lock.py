"""One writer per project file: a lock that the system lets go when the process dies, and that says who holds it."""

import contextlib
import json
import os
import platform
import time
from pathlib import Path
from typing import Any

from workbench.errors import ProjectError, explain_os

PATIENCE = 5.0  # seconds that a second writer waits

if os.name == "nt":
    import msvcrt

    def _try_lock(handle: int) -> bool:
        try:
            os.lseek(handle, 1 << 30, os.SEEK_SET)  # a byte beyond the content, so that others can read who holds it
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        except OSError:
            return False
        return True
else:
    import fcntl

    def _try_lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:  # anything else, such as a disk that knows no locks, is not somebody else's doing
            return False
        return True


class WriteLock:
    """Held from the moment a project is opened for writing until it is closed.

    ``project`` is the path of the file itself, links followed: the lock lies beside it under its name.
    """

    def __init__(self, project: Path) -> None:
        self._project = project
        self._path = project.with_name(project.name + ".lock")
        self._handle: int | None = None

    def acquire(self, who: str) -> None:
        """Take the lock, waiting up to ``PATIENCE`` seconds; ProjectError says who holds it, or why it can't be."""
        until = time.monotonic() + PATIENCE
        while not self._attempt():
            if time.monotonic() >= until:
                raise ProjectError(
                    f"{self._project.name} is being written by {self._holder()}; close it there and try again"
                )
            time.sleep(0.05)
        try:
            self._write_holder(who)
        except OSError as error:
            self.release()
            raise explain_os(error, str(self._path)) from None

    def _attempt(self) -> bool:
        handle = None
        try:
            handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
            if _try_lock(handle) and self._still_ours(handle):
                self._handle, handle = handle, None
                return True
        except OSError as error:
            raise explain_os(error, str(self._path)) from None
        finally:
            if handle is not None:
                os.close(handle)
        return False

    def _still_ours(self, handle: int) -> bool:
        """The last holder removes the file when it lets go; what we locked may be that removed one."""
        try:
            return os.path.samestat(os.fstat(handle), os.stat(self._path))  # noqa: PTH116
        except FileNotFoundError:
            return False

    def _write_holder(self, who: str) -> None:
        assert self._handle is not None
        since = time.strftime("%H:%M")
        holder = {"who": who, "pid": os.getpid(), "host": platform.node(), "since": since}
        os.ftruncate(self._handle, 0)
        os.lseek(self._handle, 0, os.SEEK_SET)
        os.write(self._handle, json.dumps(holder).encode())

    def _holder(self) -> str:
        try:
            known: dict[str, Any] = json.loads(self._path.read_text())
            return f"{known['who']} (process {known['pid']} on {known['host']}, since {known['since']})"
        except (OSError, ValueError, KeyError, TypeError):
            return "another program"

    def release(self) -> None:
        """Let go; the file goes with the lock."""
        if self._handle is None:
            return
        if os.name != "nt":
            with contextlib.suppress(OSError):  # a file that stays there stops nobody
                self._path.unlink()
        os.close(self._handle)
        self._handle = None
