"""Fixtures for all tests: a home of its own, projects on both databases, the command line, articles as files."""

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from support.command import CHECKOUT, CommandLine
from support.postgres import NoServerError, Server, server
from support.quick import be_quick

from workbench.places import resource
from workbench.project import Project

settings.register_profile("default", max_examples=40, deadline=None)
settings.register_profile("ci", max_examples=40, deadline=None, derandomize=True, print_blob=True)
settings.register_profile("long", max_examples=1000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "default"))

SHARED = CHECKOUT.parent / "shared" / "articles"


def pytest_collection_finish() -> None:
    """Thousands of collected tests stay to the end: Python need not look for rubbish among them again and again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings and samples of a test stay in its own folder."""
    folder = tmp_path / "home"
    monkeypatch.setenv("WORKBENCH_HOME", str(folder))
    return folder


@pytest.fixture(autouse=True)
def made_quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Projects are made without waiting for the disk, except where that is what the tests are about."""
    be_quick(monkeypatch)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A PostgreSQL server for the session; skips with the reason where there can't be one."""
    try:
        with server() as running:
            yield running
    except NoServerError as reason:
        pytest.skip(f"no PostgreSQL: {reason}")


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a new project can be made: a file, then a PostgreSQL URL."""
    if request.param == "sqlite":
        return str(tmp_path / "place.workbench")
    running: Server = request.getfixturevalue("postgres")
    return running.place()


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """An empty project with the scheme news, open for writing."""
    with Project.create(tmp_path / "p.workbench", "news") as made:
        yield made


@pytest.fixture
def on_both(place: str) -> Iterator[Project]:
    """An empty project with the scheme news, on either database."""
    with Project.create(place, "news") as made:
        yield made


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    """The command line in this process."""
    return CommandLine(capsys, monkeypatch)


@pytest.fixture(scope="session", params=["samples", "real"])
def articles(request: pytest.FixtureRequest) -> list[Path]:
    """Two articles as files: of those that ship, then the real ones that stand beside the checkout."""
    if request.param == "samples":
        return [resource("samples") / name for name in ("ferry-strike-wire.txt", "mayor-resigns-live.txt")]
    found = sorted(SHARED.glob("*.txt"))
    if len(found) != 2:
        pytest.skip(f"the two real articles are not beside the checkout, in {SHARED.parent.name}/{SHARED.name}")
    return found
