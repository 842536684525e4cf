"""The article view in the real window: how long hands wait for it, and what it holds in memory.

    python benchmarks/view.py [--rounds 40] [--only NAME ...] [--json FILE]

The window is shown off-screen at 1440x900 on a project file, and driven by keys. Times are CPU milliseconds of the
process (user and system, by ``time.process_time``) from the event until everything that it changed is painted: the
commit, the article, the list of spans, the overview, the inspector, both bars. What the window leaves for later (the
history of a span) is told in rows of its own. The first few rounds, in which modules are loaded, don't count.

Memory is the growth of the process's resident set from the window with a tiny article to the same window with a large
one, after a collection of garbage and after the C library gave back its free pages. Beside each stand, as far as there
is such a thing, a bare Qt window and Qt's own QPlainTextEdit, read-only, with the same text and no spans.
"""

import argparse
import json
import os
import random
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from common import ROOT, in_child, machine, median, percentile
from view_corpus import ANNOTATOR, ARTICLES, build
from view_window import HEIGHT, WIDTH, is_painted, memory, paint, plain, press, rest, show, timed, window

WARM = 8  # rounds that don't count
KEYS = ("2", "1", "3")  # actor, event, quote: each has another form in the inspector
Times = dict[str, list[float]]


class Goal(NamedTuple):
    """A row of the table; the goals are for the median and for the 95th percentile."""

    name: str
    part: str
    measure: str
    median: float | None = None
    p95: float | None = None
    unit: str = "ms"


ROWS = (
    Goal("window, start to first paint", "start", "window"),
    Goal("key to label, 1 MB, 10,000 spans", "key 1 MB", "tag", 4, 10),
    Goal("   its history, read later", "key 1 MB", "later"),
    Goal("   another label", "key 1 MB", "relabel"),
    Goal("   undo of that", "key 1 MB", "undo"),
    Goal("   remove", "key 1 MB", "remove"),
    Goal("key to label, 5 MB, 50,000 spans", "key 5 MB", "tag", None, 12),
    Goal("   its history, read later", "key 5 MB", "later"),
    Goal("   another label", "key 5 MB", "relabel"),
    Goal("   undo of that", "key 5 MB", "undo"),
    Goal("   remove", "key 5 MB", "remove"),
    Goal("open, 10 KB", "open 10 KB", "open", 20),
    Goal("open, 1 MB", "open 1 MB", "open", 80),
    Goal("open, 5 MB", "open 5 MB", "open", 250),
    Goal("page down, 1 MB", "move 1 MB", "page", 8),
    Goal("page down, 5 MB", "move 5 MB", "page", 8),
    Goal("   by the scroll bar, 5 MB", "move 5 MB", "bar", 8),
    Goal("width of the window, 1 MB", "move 1 MB", "resize", 12),
    Goal("width of the window, 5 MB", "move 5 MB", "resize", 20),
    Goal("far jump, 5 MB", "move 5 MB", "jump", 16),
    Goal("one line of 1 MB, blanks: open", "open blanks", "open", 100),
    Goal("   add", "key blanks", "tag", 6),
    Goal("one line of 1 MB, no blanks: open", "open solid", "open", 100),
    Goal("   add", "key solid", "tag", 6),
    Goal("10 KB, 5,000 spans: repaint", "dense", "repaint", 16),
    Goal("   the first time", "dense", "first"),
    Goal("   add", "key dense", "tag"),
    Goal("span over all of 5 MB: add", "whole", "tag", 16),
    Goal("memory, 1 MB, 10,000 spans", "memory 1 MB", "memory", 15, unit="MB"),
    Goal("memory, 5 MB, 50,000 spans", "memory 5 MB", "memory", 45, unit="MB"),
    Goal("undo of 10,000 spans", "bulk", "undo", 400),
)
# What is measured of Qt's own widget, by part and measure.
PLAIN = {"open", "page", "resize", "jump", "bar", "memory", "window"}


# The parts, each in a process of its own


def part_key(path: str, key: str, rounds: int) -> Times:
    """Labels at places all over an article, each after a jump that does not count."""
    times: Times = {"tag": [], "later": [], "relabel": [], "undo": [], "remove": []}
    with window(path) as frame:
        show(frame, key)
        view, session = frame.view, frame.session
        places = _places(session, rounds + WARM)
        for number, (start, end) in enumerate(places):
            view.select_extent(start, end)
            rest()
            before = len(session.layer.spans)
            own, other = KEYS[number % 3], KEYS[(number + 1) % 3]
            if number == 0:
                assert is_painted(view.viewport(), partial(press, frame, own))
                assert len(session.layer.spans) == before + 1 == _stored(session)
                continue
            found = [timed(partial(press, frame, own)), timed(rest)]
            assert len(session.layer.spans) == before + 1 and view.selected_span is not None
            found += [timed(partial(press, frame, other))]
            rest()
            found += [timed(partial(press, frame, "Ctrl+Z"))]
            rest()
            found += [timed(partial(press, frame, "Delete"))]
            assert len(session.layer.spans) == before
            rest()
            press(frame, "Ctrl+Z")  # so that the article fills up as under somebody's hands
            if number >= WARM:
                for name, time in zip(times, found):
                    times[name].append(time)
        assert len(session.layer.spans) == _stored(session)
    return times


def _stored(session: Any) -> int:
    """How many spans of the article are on the disk."""
    return len(session.project.layer(session.article.key, ANNOTATOR).spans)


def _places(session: Any, wanted: int) -> list[tuple[int, int]]:
    """Words, or stretches where there are none, that are not tagged, spread over the article in no order."""
    from workbench.model.snap import snap

    chance = random.Random(7)
    text = session.article.text
    taken = {part for span in session.layer.spans for part in span.parts}
    found: list[tuple[int, int]] = []
    while len(found) < wanted:
        at = chance.randrange(len(text) - 100)
        word = re.search(r"\b[a-z]{3,9}\b", text[at : at + 100])
        place = (at + word.start(), at + word.end()) if word else (at, at + 5)
        extent = snap("word", text, *place)
        if extent is not None and extent not in taken:
            taken.add(extent)
            found.append(extent)
    return found


def part_open(path: str, key: str, rounds: int) -> Times:
    """Ctrl+PgDown from the tiny article before."""
    times: Times = {"open": [], "plain": []}
    with window(path) as frame:
        for number in range(rounds // 4 + 3):
            show(frame, f"before {key}")
            taken = timed(lambda: press(frame, "Ctrl+PageDown"))
            assert frame.session.article.key == key and len(frame.view.text) == ARTICLES[key].characters
            assert len(frame.view.spans()) == ARTICLES[key].spans == len(frame.spans.model.rows)
            if number >= 2:
                times["open"].append(taken)
        text = frame.view.text
    with plain("A tiny article.") as (_, edit):
        for _ in range(rounds // 4 + 1):
            edit.setPlainText("")
            paint()
            if key != "solid":  # which takes Qt's own widget more than a minute
                times["plain"].append(timed(lambda: edit.setPlainText(text)))
    return times


def part_move(path: str, key: str, rounds: int) -> Times:
    """Pages, widths of the window, and places far away; the same for Qt's own widget."""
    times: Times = {}
    with window(path) as frame:
        show(frame, key)
        text = frame.view.text
        for name, found in _moves(frame, frame.view, frame.view.select_extent, rounds).items():
            times[name] = found
    with plain(text) as (bare, edit):

        def select(start: int, end: int) -> None:
            cursor = edit.textCursor()
            cursor.setPosition(start)
            cursor.setPosition(end, cursor.MoveMode.KeepAnchor)
            edit.setTextCursor(cursor)

        for name, found in _moves(bare, edit, select, rounds).items():
            times[f"plain {name}"] = found
    return times


def _moves(frame: Any, view: Any, select: Callable[[int, int], None], rounds: int) -> Times:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QAbstractSlider

    chance = random.Random(11)
    length = view.document().characterCount()
    spread = [chance.randrange(length - 1000) for _ in range(rounds + WARM)]
    jump = [timed(lambda at=at: select(at, at + 5)) for at in spread]
    select(length // 3, length // 3)
    rest()
    page = [timed(lambda: QTest.keyClick(view, Qt.Key.Key_PageDown)) for _ in range(rounds + WARM)]
    select(length // 2, length // 2)
    rest()
    step, bar = QAbstractSlider.SliderAction.SliderPageStepAdd, view.verticalScrollBar()
    by_bar = [timed(lambda: bar.triggerAction(step)) for _ in range(rounds + WARM)]
    # As a hand drags the window's edge, over the width at which the article's column becomes narrower.
    widths = [WIDTH - 10 * abs(number % 60 - 30) for number in range(2 * rounds + WARM)]
    resize = [timed(lambda width=width: frame.resize(width, HEIGHT)) for width in widths]
    measured = {"jump": jump, "page": page, "bar": by_bar, "resize": resize}
    return {name: found[WARM:] for name, found in measured.items()}


def part_dense(path: str, rounds: int) -> Times:
    """An article with more spans than words, painted once more, and for the first time."""
    with window(path) as frame:
        show(frame, "dense")
        view = frame.view
        view.verticalScrollBar().setValue(10)
        rest()
        repaint = [timed(view.viewport().update) for _ in range(rounds + WARM)]
        first = [timed(view._restyle) for _ in range(rounds + WARM)]
        seen = {piece.span.id for row in view._rows(0, view.viewport().height())
                for piece in view._marks.pieces(row[0].blockNumber())}  # fmt: skip
    return {"repaint": repaint[WARM:], "first": first[WARM:], "spans in view": [len(seen)]}


def part_whole(path: str, rounds: int) -> Times:
    """One span over an article of 5 MB, and taken back again."""
    times = []
    with window(path) as frame:
        show(frame, "5 MB")
        for number in range(rounds // 2 + WARM):
            frame.view.select_extent(0, len(frame.view.text))
            rest()
            times.append(timed(lambda key=KEYS[number % 2]: press(frame, key)))
            assert frame.view.selected_span is not None and frame.view.selected_span.length > 4_900_000
            rest()
            press(frame, "Ctrl+Z")
            rest()
    return {"tag": times[WARM:]}


def part_memory(path: str, key: str) -> Times:
    """What an article adds to a window that showed a tiny one."""
    with window(path) as frame:
        show(frame, f"before {key}")
        before = memory()
        show(frame, key)
        return {"memory": [memory() - before]}


def part_memory_plain(path: str, key: str) -> Times:
    """The same for Qt's own widget."""
    from workbench.project import Project

    with plain("A tiny article.") as (_, edit), Project.open(path) as project:
        before = memory()
        edit.setPlainText(project.article(key).text)
        rest()
        return {"memory": [memory() - before]}


def part_bulk(path: str, rounds: int) -> Times:
    """One action that adds 10,000 spans to an article with as many, and its undo."""
    undo = []
    with window(path) as frame:
        show(frame, "1 MB")
        for _ in range(rounds // 20 + 1):
            before = len(frame.session.layer.spans)
            tag_many(frame.session, _places(frame.session, 10_000))
            rest()
            assert len(frame.session.layer.spans) == before + 10_000
            undo.append(timed(lambda: press(frame, "Ctrl+Z")))
            assert len(frame.session.layer.spans) == before == len(frame.view.spans())
            rest()
    return {"undo": undo}


def tag_many(session: Any, extents: Sequence[tuple[int, int]]) -> None:
    """Tag many places in one action."""
    assert len(session.tag_many("actor", [(extent,) for extent in extents])) == len(extents)


def part_start(path: str, rounds: int) -> Times:
    """A process from its beginning until the window stands there, and that of a bare Qt window."""
    from start import BARE, PROGRAM, cpu_of

    from workbench.settings import Settings

    Settings().set("name", ANNOTATOR)
    cpu_of(BARE), cpu_of(PROGRAM, path)
    runs = [(1000 * cpu_of(PROGRAM, path), 1000 * cpu_of(BARE)) for _ in range(rounds // 8 + 1)]
    return {"window": [run[0] for run in runs], "plain": [run[1] for run in runs]}


# The whole


def run_part(name: str, project: Path, folder: Path, rounds: int) -> Times:
    """What a row's part says, on a copy of the project; ``key 1 MB`` is the part ``key`` on the article ``1 MB``."""
    print(f"  {name}", file=sys.stderr)
    part, _, article = name.partition(" ")
    path = shutil.copy(project, folder / "part.workbench")
    where = [str(path), article] if article else [str(path)]
    if part == "memory":
        runs = [in_child(__file__, part, *where)["memory"][0] for _ in range(1 if rounds < 20 else 3)]
        return {"memory": runs, "plain": in_child(__file__, "memory_plain", *where)["memory"]}
    found: Times = in_child(__file__, part, *where, str(rounds))
    return found


def measure(project: Path, folder: Path, rounds: int, only: Sequence[str]) -> list[dict[str, Any]]:
    """Every wanted row, with what was found."""
    parts: dict[str, Times] = {}
    found = []
    for row in ROWS:
        if only and not any(wanted in row.part for wanted in only):
            continue
        if row.part not in parts:
            parts[row.part] = run_part(row.part, project, folder, rounds)
        times = parts[row.part]
        beside = times.get(f"plain {row.measure}") or (times.get("plain") if row.measure in PLAIN else None)
        found.append(_judged(row, times[row.measure], beside))
    return found


def _judged(row: Goal, values: list[float], beside: list[float] | None) -> dict[str, Any]:
    middle, high = median(values), percentile(values, 0.95)
    goals = [(value, goal) for value, goal in ((middle, row.median), (high, row.p95)) if goal is not None]
    return {
        "name": row.name.strip(), "shown": row.name, "part": row.part, "unit": row.unit, "median": middle, "p95": high,
        "goal_median": row.median, "goal_p95": row.p95, "met": all(a <= b for a, b in goals) if goals else None,
        "plain": median(beside) if beside else None, "rounds": len(values),
    }  # fmt: skip


def table(rows: Sequence[dict[str, Any]]) -> str:
    """The rows as people read them."""
    lines = [f"{'':<36}{'median':>9}{'p95':>9}{'goal':>18}{'':>8}{'plain Qt':>10}"]
    verdicts = {True: "met", False: "MISSED", None: ""}
    for row in rows:
        goals = [f"{word}{row[name]:g}" for word, name in (("", "goal_median"), ("p95 ", "goal_p95")) if row[name]]
        beside = f"{row['plain']:>10,.1f}" if row["plain"] is not None else ""
        goal = "<= " + ", ".join(goals) if goals else ""
        middle, high = f"{row['median']:>9,.1f}", f"{row['p95']:>9,.1f}"
        unit, verdict = row["unit"], verdicts[row["met"]]
        lines.append(f"{row['shown']:<36}{middle}{high} {unit:<3}{goal:>14}{verdict:>8}{beside}")
    return "\n".join(line.rstrip() for line in lines)


def main() -> None:
    """Measure, print the table, write JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=40, help="how often each key is pressed")
    parser.add_argument("--only", nargs="+", default=(), metavar="NAME", help=f"of {', '.join(_names())}")
    parser.add_argument("--json", type=Path, default=Path("build/benchmarks/view.json"))
    parser.add_argument("--project", type=Path, help="where the project is kept for the next run")
    parser.add_argument("--part", help=argparse.SUPPRESS)
    parser.add_argument("rest", nargs="*", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.part:  # a process of this script's own making
        arguments = [int(item) if item.isdigit() else item for item in options.rest]
        print(json.dumps(globals()[f"part_{options.part}"](*arguments)))
        return
    with tempfile.TemporaryDirectory(prefix="workbench-benchmark-") as folder:
        os.environ |= {"WORKBENCH_HOME": folder, "QT_QPA_PLATFORM": "offscreen"}
        project = options.project or Path(folder) / "view.workbench"
        if not project.exists():
            print("  corpus", file=sys.stderr)
            build(project)
        rows = measure(project, Path(folder), options.rounds, options.only)
    print(f"\nthe article view in the real window\n\n{table(rows)}\n")
    options.json.parent.mkdir(parents=True, exist_ok=True)
    record = {"rounds": options.rounds, "machine": machine(), "rows": rows}
    options.json.write_text(json.dumps(record, indent=1) + "\n")


def _names() -> list[str]:
    return list(dict.fromkeys(row.part for row in ROWS))


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
