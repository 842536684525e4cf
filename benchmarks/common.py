"""What the benchmarks share: clocks, child processes, and a table with goals."""

import argparse
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


@dataclass(slots=True)
class Clock:
    """What a stretch of work took, in seconds; filled in when the stretch is over."""

    cpu: float = 0.0
    wall: float = 0.0


@contextmanager
def clock() -> Iterator[Clock]:
    """Time a stretch of work: wall, and CPU (user and system, finished children included)."""
    found = Clock()
    cpu, wall = _cpu(), time.perf_counter()
    yield found
    found.cpu, found.wall = _cpu() - cpu, time.perf_counter() - wall


def _cpu() -> float:
    return sum(os.times()[:4])


def peak_memory() -> float:
    """The most memory that this process ever held, in MB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak / 1024


def in_child(script: str, part: str, *args: str) -> Any:
    """Run one part of a benchmark in a process of its own and give what it printed, read as JSON."""
    command = [sys.executable, script, "--part", part, *args]
    path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    done = subprocess.run(
        command, env={**os.environ, "PYTHONPATH": path}, stdout=subprocess.PIPE, check=True, text=True
    )
    return json.loads(done.stdout)


def read_options(told: str | None, name: str, articles: int) -> argparse.Namespace:
    """The command line of a benchmark that makes a corpus of articles, and that of its children."""
    parser = argparse.ArgumentParser(description=(told or "").splitlines()[0])
    parser.add_argument("--articles", type=int, default=articles)
    parser.add_argument("--json", type=Path, default=ROOT / "build" / "benchmarks" / f"{name}.json", metavar="FILE")
    parser.add_argument("--part", help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("rest", nargs="*", help=argparse.SUPPRESS)
    return parser.parse_args()


def run_part(script: Mapping[str, Any], options: argparse.Namespace) -> None:
    """In a child: run the script's function for the part, and print what it gives."""
    print(json.dumps(script[f"part_{options.part}"](options.folder, *options.rest)))


def measured(measure: Callable[[Path, int], Iterator["Line"]], options: argparse.Namespace) -> list["Line"]:
    """All measures, taken in a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="workbench-benchmark-") as folder:
        return list(measure(Path(folder), options.articles))


def median(values: Sequence[float]) -> float:
    """The middle value."""
    return statistics.median(values)


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which ``share`` (0 to 1) of ``values`` lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


@dataclass(frozen=True, slots=True)
class Line:
    """One measure: the program's value, the floor's where there is one, and the goal for what is judged.

    Judged is the ratio to the floor where there is a floor, otherwise the value itself.
    """

    name: str
    value: float
    unit: str
    floor: float | None = None
    goal: float | None = None
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """How many times the floor the value is."""
        return self.value / self.floor if self.floor else None

    @property
    def met(self) -> bool | None:
        """Whether the goal holds; None where there is none."""
        if self.goal is None:
            return None
        return (self.value if self.ratio is None else self.ratio) <= self.goal


def show(title: str, lines: Sequence[Line]) -> None:
    """Print the measures as a table."""
    rows = [("measure", "program", "floor", "ratio", "goal", "", "")]
    rows += [_cells(line) for line in lines]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    print(f"\n{title}\n")
    for row in rows:
        first = row[0].ljust(widths[0])
        middle = (cell.rjust(width) for cell, width in zip(row[1:5], widths[1:5]))
        print("  ".join((first, *middle, row[5].ljust(widths[5]), row[6])).rstrip())
    print()


def _cells(line: Line) -> tuple[str, ...]:
    ratio = "" if line.ratio is None else f"{line.ratio:.2f}x"
    goal = "" if line.goal is None else f"{line.goal:g}x" if line.floor else f"{line.goal:g} {line.unit}"
    verdict = {True: "met", False: "MISSED", None: ""}[line.met]
    floor = "" if line.floor is None else _number(line.floor, line.unit)
    return line.name, _number(line.value, line.unit), floor, ratio, f"<= {goal}" if goal else "", verdict, line.note


def _number(value: float, unit: str) -> str:
    digits = 0 if value >= 100 else 2
    return f"{value:,.{digits}f} {unit}"


def write_json(path: Path, lines: Sequence[Line], **facts: Any) -> None:
    """Keep the measures for a later comparison."""
    path.parent.mkdir(parents=True, exist_ok=True)
    measures = [{**asdict(line), "ratio": line.ratio, "met": line.met} for line in lines]
    path.write_text(json.dumps({**facts, "machine": machine(), "measures": measures}, indent=1) + "\n")


def machine() -> dict[str, Any]:
    """Where the measures were taken."""
    return {"python": platform.python_version(), "system": platform.system(), "cores": os.cpu_count()}
