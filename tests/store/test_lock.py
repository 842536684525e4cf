"""One writer at a time: a second one waits and is then told who it is, readers go on, a dead holder holds nothing."""

import errno
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from support.build import TEXT, bring, record
from support.command import environment
from support.postgres import Server

from workbench.errors import ProjectError
from workbench.project import Project
from workbench.project.labelling import Labelling
from workbench.store import lock

HOLDER = """
import sys, time
from workbench.project import Project
project = Project.open(sys.argv[1], write=True, actor="bob")
print("held", flush=True)
time.sleep(60)
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "p.workbench"
    Project.create(path).close()
    return path


def test_a_second_writer_waits_and_is_refused(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "PATIENCE", 0.2)
    with Project.open(file, write=True, actor="bob"):
        begun = time.monotonic()
        with pytest.raises(ProjectError, match=r"p\.workbench is being written by bob \(process \d+"):
            Project.open(file, write=True, actor="ann")
        assert 0.2 <= time.monotonic() - begun < 2
    Project.open(file, write=True, actor="ann").close()


def test_a_second_writer_gets_in_as_soon_as_the_first_has_gone(file: Path) -> None:
    first = Project.open(file, write=True, actor="bob")
    timer = threading.Timer(0.2, lambda: first.store._lock.release())  # type: ignore[union-attr]
    timer.start()
    Project.open(file, write=True, actor="ann").close()
    timer.join()
    first.close()


def test_patience_is_five_seconds() -> None:
    assert lock.PATIENCE == 5


def test_readers_see_the_last_commit_while_somebody_writes(file: Path) -> None:
    with Project.open(file, write=True) as writer, writer.store.transaction():
        writer.store.execute('INSERT INTO "annotator" ("id", "name") VALUES (?, ?)', ("x", "ann"))
        with Project.open(file) as reader:
            assert reader.annotators() == []
    with Project.open(file) as reader:
        assert reader.annotators() == ["ann"]


def test_the_lock_of_a_killed_process_is_free(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "PATIENCE", 0.1)
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(file)], stdout=subprocess.PIPE, env=environment()
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(ProjectError, match="bob"):
            Project.open(file, write=True)
        holder.kill()
    Project.open(file, write=True).close()
    assert not file.with_name(file.name + ".lock").exists()


def test_a_lock_file_that_nobody_holds_stops_nobody(file: Path) -> None:
    file.with_name(file.name + ".lock").write_text("{ what is this")
    with Project.open(file, write=True) as project:
        assert project.check() == []


def test_two_writers_on_a_server_queue_up(postgres: Server, tmp_path: Path) -> None:
    place = postgres.place()
    with Project.create(place) as first, Project.open(place, write=True) as second:
        bring(first, tmp_path, [record("k", TEXT)])
        Labelling(first, "ann").add("k", [(0, 3)], "event")
        Labelling(second, "bob").add("k", [(0, 3)], "event")
        assert first.annotators() == ["ann", "bob"]
        assert second.check() == []


def test_another_name_for_the_file_is_the_same_file(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "PATIENCE", 0.1)
    alias = file.with_name("alias.workbench")
    alias.symlink_to(file)
    with Project.open(alias, write=True, actor="bob"), pytest.raises(ProjectError, match="bob"):
        Project.open(file, write=True, actor="ann")
    with Project.open(file, write=True, actor="bob"), pytest.raises(ProjectError, match="bob"):
        Project.open(alias, write=True, actor="ann")
    assert sorted(path.name for path in file.parent.glob("*.workbench*")) == [alias.name, file.name]


def test_a_project_made_through_a_link_is_locked_under_its_own_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "PATIENCE", 0.1)
    alias, file = tmp_path / "alias.workbench", tmp_path / "p.workbench"
    alias.symlink_to(file)
    with Project.create(alias), pytest.raises(ProjectError, match="being written"):
        Project.open(file, write=True)


def test_a_lock_that_can_not_be_written_is_let_go(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int, data: bytes) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr(lock.os, "write", full)
        with pytest.raises(ProjectError, match="disk is full"):
            Project.open(file, write=True)
        with pytest.raises(ProjectError, match="disk is full"):
            Project.create(file.with_name("new.workbench"))
    assert list(file.parent.glob("*.workbench*")) == [file]
    monkeypatch.setattr(lock, "PATIENCE", 0)
    Project.open(file, write=True).close()


@pytest.mark.skipif(os.name == "nt", reason="locks are others there")
def test_a_disk_that_knows_no_locks_is_not_somebody_else(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(handle: int, how: int) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(lock.fcntl, "flock", unknown)
    with pytest.raises(ProjectError, match=r"lock: .*locks"):
        Project.open(file, write=True)
