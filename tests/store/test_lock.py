"""One writer at a time: a second one waits and is then told who it is, readers go on, a dead holder holds nothing."""

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
