"""A process killed at any moment: every answered action is there, an import is there whole or not at all.

``WORKBENCH_KILLS=100 WORKBENCH_KILL_ARTICLES=4000`` makes it a long test, ``WORKBENCH_SEED`` repeats one.
"""

import json
import os
import random
import threading
from pathlib import Path
from time import monotonic
from typing import IO, Any

import pytest
from support.build import jsonl, record
from support.command import joined, running

from workbench.project import Project
from workbench.project.importing import import_paths

KILLS = int(os.environ.get("WORKBENCH_KILLS", "8"))
ARTICLES = int(os.environ.get("WORKBENCH_KILL_ARTICLES", "400" if KILLS < 50 else "4000"))
SEED = int(os.environ.get("WORKBENCH_SEED", random.SystemRandom().randrange(10**6)))
pytestmark = pytest.mark.timeout(60 + 30 * KILLS)
OLD = b"what was there before"
TEXT = "One two three four five six seven eight nine ten. " * 40


@pytest.fixture
def chance() -> random.Random:
    print(f"WORKBENCH_SEED={SEED}")
    return random.Random(SEED)


def run_until(seconds: float, *arguments: object, stdin: bytes = b"") -> list[dict[str, Any]]:
    """Start a command, kill it so many seconds after its first answer (without input: after its start); its answers."""
    with running(*arguments) as (process, lines, out):
        writer = threading.Thread(target=_feed, args=(lines, stdin))
        writer.start()
        answers = [first] if (first := out.readline() if stdin else b"") else []
        timer = threading.Timer(seconds, process.kill)
        timer.start()
        answers += out.readlines()
        process.wait()
        timer.cancel()
        writer.join()
    # The last line may have been cut; then its action was not answered.
    return [json.loads(line) for line in answers if line.endswith(b"\n")]


def _feed(lines: IO[bytes], data: bytes) -> None:
    try:
        lines.write(data)
        lines.close()
    except OSError:
        pass  # it was killed


def test_every_answered_action_is_there(tmp_path: Path, chance: random.Random) -> None:
    place = tmp_path / "p.workbench"
    with Project.create(place) as project:
        import_paths(project, "importer", [jsonl(tmp_path / "in.jsonl", [record("k", TEXT)])])
    answered: set[str] = set()
    for number in range(KILLS):
        lines = [{"article": "k", "start": at, "end": at + 2 + number, "label": "event"} for at in range(1500)]
        answers = run_until(chance.uniform(0, 0.25), "annotate", place, "--annotator", "ann", stdin=joined(lines))
        answered |= {answer["span"] for answer in answers if answer["ok"]}
        with Project.open(place, write=True) as project:
            there = {span.id for span in project.layer("k", "ann").spans}
            assert answered <= there
            assert len(there) <= len(answered) + number + 1, "at most one action a kill was done and not answered"
            assert project.check() == []
    assert answered


def test_an_import_is_there_whole_or_not_at_all(tmp_path: Path, chance: random.Random) -> None:
    records = [
        record(f"a{at}", f"{at} {TEXT}", "ann", [(f"s{at}-{i}", "event", 5 * i, 5 * i + 4) for i in range(20)])
        for at in range(ARTICLES)
    ]
    source = jsonl(tmp_path / "in.jsonl", records)
    longest = 0.3 + ARTICLES / 1000
    whole = 0
    for number in range(KILLS):
        place = tmp_path / f"p{number}.workbench"
        Project.create(place).close()
        run_until(chance.uniform(0.1, longest), "import", place, source, "--json")
        with Project.open(place, write=True) as project:
            found = project.status()
            assert found["articles"] in (0, ARTICLES)
            assert found["annotators"].get("ann", {"spans": 0})["spans"] == 20 * found["articles"]
            assert found["entries"] == (2 if found["articles"] else 1)
            assert project.check() == []
            whole += found["articles"] > 0
            if number == 0 and not found["articles"]:
                assert import_paths(project, "importer", [source]).articles == ARTICLES
    print(f"{whole} of {KILLS} imports had ended before they were killed")


def test_an_export_leaves_the_old_file_or_the_whole_new_one(tmp_path: Path, chance: random.Random) -> None:
    place, out, whole = tmp_path / "p.workbench", tmp_path / "out" / "a.jsonl", tmp_path / "whole.jsonl"
    out.parent.mkdir()
    records = [record(f"a{at}", f"{at} {TEXT * 5}", "ann", [(f"s{at}", "event", 0, 3)]) for at in range(ARTICLES)]
    with Project.create(place) as project:
        import_paths(project, "importer", [jsonl(tmp_path / "in.jsonl", records)])
    arguments = ("export", place, "--format", "jsonl", "--layer", "all", "--articles", "all", "--json", "--to")
    with running(*arguments, whole) as (process, _, _):
        started = monotonic()
        process.wait()
        longest = monotonic() - started
    killed = 0
    for number in range(KILLS):
        out.write_bytes(OLD)
        if number % 2:
            run_until(chance.uniform(0.4, 1.2) * longest, *arguments, out)
        else:
            _kill_while_writing(arguments, out)
        assert out.read_bytes() in (OLD, whole.read_bytes())
        killed += out.read_bytes() == OLD
        for left in out.parent.glob(".*"):
            left.unlink()
    assert killed


def _kill_while_writing(arguments: tuple[object, ...], out: Path) -> None:
    """Kill an export as soon as anything beside its file, or in it, has changed."""
    with running(*arguments, out) as (process, _, _):
        while process.poll() is None and list(out.parent.iterdir()) == [out] and out.stat().st_size == len(OLD):
            pass
        process.kill()
        process.wait()
