"""The command open, as a process of its own: there is one application object a process."""

import subprocess
import sys
from pathlib import Path

import pytest
from support.command import Answer, CommandLine, environment, process

# Runs the command line, and closes the window as soon as it runs.
CLOSING = """
import sys
from PySide6.QtCore import QTimer
from workbench.cli import run
from workbench.window import app

stay = app.stay

def stay_a_moment(frame):
    print(frame.windowTitle(), frame.session.annotator if frame.session else "nobody")
    QTimer.singleShot(0, frame.close)
    return stay(frame)

app.stay = stay_a_moment
sys.exit(run(sys.argv[1:]))
"""


def opened(*arguments: object) -> Answer:
    """What became of a window that was closed at once."""
    done = subprocess.run(
        [sys.executable, "-c", CLOSING, *map(str, arguments)],
        capture_output=True, timeout=60, env={**environment(), "QT_QPA_PLATFORM": "offscreen"}, check=False,
    )  # fmt: skip
    return Answer(done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.mark.parametrize("more", [(), ("--as", "ann")])
def test_open(place: Path, more: tuple[str, ...]) -> None:
    answer = opened("open", place, *more)
    assert answer.code == 0, answer
    assert "Traceback" not in answer.err
    assert answer.out.split()[0] == "p"
    assert not more or answer.out.split()[-1] == "ann"


def test_no_command_opens_the_welcome_page() -> None:
    answer = opened()
    assert (answer.code, answer.out.split()[-1]) == (0, "nobody"), answer


@pytest.mark.skipif(sys.platform != "linux", reason="there is always a display here")
def test_open_without_a_display(place: Path) -> None:
    process("open", place).refused("no display", "workbench tour")
    process("open", "--sample").refused("no display")


def test_open_needs_one_project(cli: CommandLine, place: Path) -> None:
    cli("open", place, "--sample").refused("name a project", code=2)
