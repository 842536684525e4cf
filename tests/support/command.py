"""The command line, in this process or as one of its own."""

import contextlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import pytest

from workbench.cli import run

CHECKOUT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Answer:
    """What a command said, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        """The one object on standard output."""
        assert self.out.count("\n") == 1 and self.out.endswith("\n"), self.out
        found = json.loads(self.out)
        assert isinstance(found, dict)
        return found

    @property
    def lines(self) -> list[dict[str, Any]]:
        """One object for each line on standard output."""
        return [json.loads(line) for line in self.out.splitlines()]

    def refused(self, *words: str, code: int = 1) -> None:
        """Assert that it was refused in one line that holds ``words``; an import lists further records below it."""
        assert self.code == code, (self.code, self.out, self.err)
        first, *more = self.err.splitlines()
        assert first.startswith("workbench: "), self.err
        assert all(line.startswith("  ") for line in more), self.err
        for word in words:
            assert word in self.err, (word, self.err)


class CommandLine:
    """Runs commands in this process."""

    def __init__(self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self._capsys = capsys
        self._monkeypatch = monkeypatch

    def __call__(self, *arguments: object, stdin: bytes | None = b"") -> Answer:
        """Run a command; ``stdin`` is what it reads, None where that is closed."""
        self._capsys.readouterr()
        self._monkeypatch.setattr(sys, "stdin", None if stdin is None else io.TextIOWrapper(io.BytesIO(stdin)))
        try:
            code = run([str(argument) for argument in arguments])
        except SystemExit as ended:
            code = int(ended.code or 0)
        out, err = self._capsys.readouterr()
        return Answer(code, out, err)

    def done(self, *arguments: object, stdin: bytes = b"") -> Answer:
        """Run a command that has to succeed."""
        answer = self(*arguments, stdin=stdin)
        assert answer.code == 0, answer
        return answer

    def annotate(self, project: object, annotator: str, *lines: dict[str, Any] | str | bytes) -> list[dict[str, Any]]:
        """The answers to these lines, one each."""
        answer = self.done("annotate", project, "--annotator", annotator, stdin=joined(lines))
        assert len(answer.lines) == len(lines)
        return answer.lines


def joined(lines: Iterable[dict[str, Any] | str | bytes]) -> bytes:
    """Lines as the command ``annotate`` reads them."""
    return b"".join(
        (line if isinstance(line, bytes) else line.encode() if isinstance(line, str) else json.dumps(line).encode())
        + b"\n"
        for line in lines
    )


def environment() -> dict[str, str]:
    """For a process of its own that finds the package wherever it runs."""
    # Output is buffered as it is for everybody, so that a missing flush shows; and there is no display.
    unwanted = ("PYTHONUNBUFFERED", "DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    kept = {name: value for name, value in os.environ.items() if name not in unwanted}
    return {**kept, "PYTHONPATH": str(CHECKOUT), "PYTHONDONTWRITEBYTECODE": "1"}


def arguments_of(*arguments: object) -> list[str]:
    """The command as a process is started with it."""
    return [sys.executable, "-m", "workbench", *map(str, arguments)]


def process(*arguments: object, stdin: bytes = b"", timeout: float = 60) -> Answer:
    """Run a command as a process of its own."""
    done = subprocess.run(
        arguments_of(*arguments), input=stdin, capture_output=True, timeout=timeout, env=environment(), check=False
    )
    return Answer(done.returncode, done.stdout.decode(), done.stderr.decode())


@contextlib.contextmanager
def running(*arguments: object) -> Iterator[tuple[subprocess.Popen[bytes], IO[bytes], IO[bytes]]]:
    """A command as a process of its own while it runs, what it reads and what it writes."""
    with subprocess.Popen(
        arguments_of(*arguments), stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment()
    ) as started:
        assert started.stdin is not None
        assert started.stdout is not None
        yield started, started.stdin, started.stdout
