"""A file that is no project is refused with a sentence and left as it is; a project is opened with care."""

import contextlib
import os
import sqlite3
import struct
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.postgres import Server

from workbench.errors import ProjectError, SchemeError
from workbench.project import Project
from workbench.store import opening
from workbench.store.database import Store
from workbench.store.migrations import VERSION


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A project that was closed."""
    path = tmp_path / "p.workbench"
    Project.create(path).close()
    return path


def other_database(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE moz_places (id INTEGER PRIMARY KEY, url TEXT)")
    connection.commit()
    connection.close()


def newer(path: Path) -> None:
    Project.create(path).close()
    data = bytearray(path.read_bytes())
    data[60:64] = struct.pack(">I", VERSION + 1)
    path.write_bytes(data)


def cut(path: Path) -> None:
    Project.create(path).close()
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def scribbled(path: Path) -> None:
    Project.create(path).close()
    data = bytearray(path.read_bytes())
    data[4096:20480] = b"\xa5" * (20480 - 4096)
    path.write_bytes(data)


STRANGERS = {
    "a database of another program": (other_database, "another program"),
    "a text": (lambda path: path.write_text("Dear diary, " * 50), "not a project"),
    "a short text": (lambda path: path.write_text("hi"), "not a project"),
    "an empty file": (lambda path: path.write_bytes(b""), "not a project"),
    "only a header": (lambda path: path.write_bytes(b"SQLite format 3\0"), "not a project"),
    "a newer version": (newer, "newer version"),
    "a cut file": (cut, "damaged"),
    "a scribbled file": (scribbled, "damaged"),
}


@pytest.mark.parametrize("name", STRANGERS)
@pytest.mark.parametrize("write", [False, True])
def test_what_is_no_project_is_refused_and_unchanged(tmp_path: Path, name: str, write: bool) -> None:
    path = tmp_path / "x.workbench"
    make, word = STRANGERS[name]
    make(path)
    before = path.read_bytes()
    with pytest.raises(ProjectError, match=word) as refused:
        Project.open(path, write=write)
    assert "backup" not in str(refused.value), "nothing makes any yet"
    assert "***" not in str(refused.value) and "btree" not in str(refused.value), "words of SQLite's own"
    assert path.read_bytes() == before
    beside = {found.name.removeprefix("x.workbench"): found.stat().st_size for found in tmp_path.glob("x.*")}
    if word == "damaged" and not write:
        # A reader of a project leaves SQLite's two files there, the log empty.
        assert beside.pop("-wal", 0) == 0
        beside.pop("-shm", None)
    assert set(beside) == {""}


def test_a_folder_and_nothing_at_all(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="folder"):
        Project.open(tmp_path, write=True)
    with pytest.raises(ProjectError, match="workbench new"):
        Project.open(tmp_path / "missing.workbench", write=True)
    assert list(tmp_path.iterdir()) == []


def test_a_new_project_takes_nobodys_place(file: Path, tmp_path: Path) -> None:
    before = file.read_bytes()
    with pytest.raises(ProjectError, match="there already"):
        Project.create(file)
    assert file.read_bytes() == before
    with pytest.raises(ProjectError, match="no folder"):
        Project.create(tmp_path / "no" / "p.workbench")


def test_the_file_is_private_and_says_what_it_is(file: Path) -> None:
    assert file.stat().st_mode & 0o077 == 0
    assert file.read_bytes()[68:72] == b"wkb1"


def test_pragmas(file: Path) -> None:
    with Project.open(file, write=True) as project:
        found = {
            name: project.store.row(f"PRAGMA {name}")
            for name in ("journal_mode", "synchronous", "foreign_keys", "trusted_schema")
        }
    assert found == {"journal_mode": ("wal",), "synchronous": (2,), "foreign_keys": (1,), "trusted_schema": (0,)}


def test_reading_changes_no_byte(file: Path) -> None:
    before = file.read_bytes()
    with Project.open(file) as project:
        assert project.check() == []
    assert file.read_bytes() == before


def test_names_that_are_special_in_a_uri(tmp_path: Path) -> None:
    for name in ("a b?mode=ro#x%41.workbench", "né “x”.workbench"):
        Project.create(tmp_path / name).close()
        with Project.open(tmp_path / name, write=True) as project:
            assert project.name == Path(name).stem


def test_a_wrong_scheme_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(SchemeError):
        Project.create(tmp_path / "p.workbench", "no-such-scheme")
    assert list(tmp_path.iterdir()) == []


def test_the_same_on_a_server(postgres: Server) -> None:
    place = postgres.place()
    with pytest.raises(ProjectError, match="holds no project"):
        Project.open(place)
    Project.create(place).close()
    with pytest.raises(ProjectError, match="already"):
        Project.create(place)
    with Project.open(place, write=True) as project:
        assert project.check() == []


def test_a_version_on_a_server_that_is_no_number(postgres: Server) -> None:
    place = postgres.place()
    with Project.create(place) as project, project.store.transaction():
        project.store.execute('UPDATE "property" SET "value" = ? WHERE "id" = ?', ("x", "tables"))
    with pytest.raises(ProjectError, match="'x'"):
        Project.open(place)


def test_a_server_that_is_not_there() -> None:
    with pytest.raises(ProjectError, match="does not answer"):
        Project.open("postgresql://nobody@127.0.0.1:1/none?connect_timeout=2")


@contextlib.contextmanager
def shut(folder: Path) -> Iterator[None]:
    """Nobody may enter the folder meanwhile, whoever runs the tests."""
    folder.chmod(0)
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)
        folder.chmod(0o700)


@pytest.mark.skipif(os.name == "nt", reason="rights are others there")
def test_below_a_folder_that_may_not_be_entered(tmp_path: Path) -> None:
    folder = tmp_path / "shut"
    folder.mkdir()
    with shut(folder):
        for call in (Project.open, Project.create):
            for place in (folder / "p.workbench", folder / "deeper" / "p.workbench"):
                with pytest.raises(ProjectError, match="rights"):
                    call(place)


def test_names_that_no_file_can_have(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "circle").symlink_to("circle")
    (tmp_path / "text").touch()
    names = {
        "": "name a .workbench file",
        ".": "is a folder",
        "n" * 300: "too long",
        "n" * 253: "too long",  # that of the lock beside it is
        "circle": "circle",
        "text/p.workbench": "a part of the path is a file",
        "a\0b": "can't be the name",
        "\ud800": "can't be the name",
    }
    before = sorted(tmp_path.iterdir())
    for name, words in names.items():
        with pytest.raises(ProjectError, match=words):
            Project.create(name)
        with pytest.raises(ProjectError, match="no project" if len(name) == 253 else words):
            Project.open(name)
    assert sorted(tmp_path.iterdir()) == before


def test_a_name_that_is_no_text(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.workbench"))
    try:
        path.touch()
    except OSError:
        pytest.skip("file names are texts here")
    path.unlink()
    Project.create(path).close()
    with Project.open(path, write=True) as project:
        assert project.check() == []


def test_a_project_that_can_not_be_finished_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(store: Store) -> None:
        raise ProjectError("no log here")

    with monkeypatch.context() as patched:
        patched.setattr(opening, "_prepare_writing", refuse)
        with pytest.raises(ProjectError, match="no log here"):
            Project.create(tmp_path / "p.workbench")
    assert list(tmp_path.iterdir()) == []
    Project.create(tmp_path / "p.workbench").close()
