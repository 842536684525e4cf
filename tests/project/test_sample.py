"""The sample project is there whole or not at all."""

import os
import time
from pathlib import Path

import pytest

from workbench.errors import WorkbenchError
from workbench.project import Project, sample
from workbench.project.sample import make_sample, sample_project


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    """The layers are missing, so that the second import fails; ``undo`` brings them back."""
    with monkeypatch.context() as patch:
        patch.setattr(sample, "annotations", lambda: tmp_path / "nowhere")
        yield patch


def test_a_sample_that_fails_leaves_nothing(home: Path, broken: pytest.MonkeyPatch) -> None:
    with pytest.raises(WorkbenchError):
        sample_project()
    assert list(home.iterdir()) == []
    with pytest.raises(WorkbenchError):
        make_sample(home / "own.workbench")
    assert list(home.iterdir()) == []
    broken.undo()
    made = sample_project()
    assert list(home.iterdir()) == [made]
    with Project.open(made) as project:
        assert project.annotators()


def test_what_a_dead_process_left_is_swept_away(home: Path) -> None:
    old, young = home / f"{sample._ASIDE}old", home / f"{sample._ASIDE}young"
    for folder in (old, young):
        folder.mkdir(parents=True)
        (folder / "sample.workbench").write_bytes(b"half")
    os.utime(old, (time.time() - 3600,) * 2)
    sample_project()
    assert sorted(path.name for path in home.iterdir()) == [young.name, "sample.workbench"]


def test_a_faster_process_is_not_overrun(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def make(path: Path) -> Project:
        (home / "sample.workbench").write_bytes(b"theirs")
        return make_sample(path)

    monkeypatch.setattr(sample, "make_sample", make)
    assert sample_project().read_bytes() == b"theirs"
