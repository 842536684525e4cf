"""The list of articles in a project of 100,000: how long hands wait for it.

    python benchmarks/list.py [--articles 100000] [--json FILE]

The project has the layers of one annotator (a third of the articles done, a tenth begun, three spans in each of
those), some hundred flags, and titles in Latin letters with accents, Arabic and Chinese; every tenth article has
none. CPU time, user and system, of the real window off-screen, its painting included; the first paint is the median
of three processes, the rest is the 95th percentile of many, or the slowest where that is said.
"""

import argparse
import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from hashlib import blake2b, sha256
from pathlib import Path
from typing import Any

from common import ROOT, Line, in_child, median, percentile, show, write_json

SEED = 20250318
ANNOTATOR = "ann"
BATCH = 5000
# What is typed into the filter, letter by letter: found in all, in many, in some, in none; two words at once.
TYPED = ("northwire", "é", "harbour str", "article-0999", "ميناء", "zeppelin")
WORDS = """harbour strike council vote union ferry night fire talks court pay shift port storm bridge school river
rent mayor cup final rail café élan crisis señal größe åland minister ballot farm wind appeal quay gate
offer""".split()  # noqa: SIM905  shorter to read than a list
OTHER = ("إضراب في ميناء المدينة", "港口罢工进入第三天", "שביתה בנמל")


def build(path: Path, articles: int, make: Callable[[random.Random, int], str] | None = None) -> None:
    """The project, its rows put in as an import puts them; ``make`` writes the text of an article by its number."""
    from workbench.project import Project
    from workbench.project.labelling import Labelling
    from workbench.store.listing import list_many
    from workbench.store.tables import COLUMNS

    chance = random.Random(SEED)
    with Project.create(path) as project:
        Labelling(project, ANNOTATOR)
        with project.journal.action(ANNOTATOR, "import", "brought the articles in") as action:
            person = project.annotator_id(action, ANNOTATOR)
            for first in range(0, articles, BATCH):
                rows = _rows(chance, range(first, min(first + BATCH, articles)), person, make or _text)
                texts = {row[0]: row[1] for row in rows["text"]}
                for kind in ("text", "article", "layer", "span", "flag"):
                    columns = COLUMNS.get(kind, ("id", "content", "length"))
                    project.store.insert_many(kind, columns, rows[kind])
                list_many(project.store, rows["article"], texts)


def _text(chance: random.Random, number: int) -> str:
    return f"Report {number}. " + " ".join(chance.choices(WORDS, k=250)).capitalize() + "."


def _rows(
    chance: random.Random, numbers: range, person: str, make: Callable[[random.Random, int], str]
) -> dict[str, list[tuple[Any, ...]]]:
    rows: dict[str, list[tuple[Any, ...]]] = {kind: [] for kind in ("text", "article", "layer", "span", "flag")}
    for number in numbers:
        text = make(chance, number)
        digest = sha256(text.encode()).hexdigest()
        id = digest[:32]
        title = None if number % 10 == 9 else _title(chance, number)
        day = f"2025-{number % 12 + 1:02d}-{number % 28 + 1:02d}"
        rows["text"].append((digest, text, len(text)))
        rows["article"].append(
            (id, f"article-{number:06d}", digest, 1, number + 1, title, "Northwire", None, day, "en")
        )
        state = "done" if number % 3 == 0 else "in_progress" if number % 10 == 1 else None
        if state is not None:
            layer = _derived("layer", id)
            rows["layer"].append((layer, id, person, state, "{}", 0))
            for at in range(3):
                span = (_derived("span", f"{id}{at}"), layer, "actor", 10 * at, 10 * at + 6, "", "{}", None)
                rows["span"].append(span)
        if number % 317 == 0:
            rows["flag"].append((_derived("flag", id), id, person))
    return rows


def _title(chance: random.Random, number: int) -> str:
    if number % 20 == 0:
        return f"{chance.choice(OTHER)} {number}"
    return " ".join(chance.choices(WORDS, k=chance.randint(5, 9))).capitalize()


def _derived(kind: str, of: str) -> str:
    return blake2b(f"{kind}\x1f{of}".encode(), digest_size=16).hexdigest()


# The parts, each in a process of its own


def first_paint(path: str) -> dict[str, float]:
    """From a project that is open to a list that is painted, and the whole window on the project beside it."""
    from workbench.project import Project
    from workbench.project.listing import Listing
    from workbench.window.look.theme import load_theme
    from workbench.window.panels.article_list import ArticleList

    frame = _frame()
    panel = ArticleList(load_theme("light"))
    panel.resize(272, 860)
    panel.show()
    _paint()
    with Project.open(path, write=True, actor=ANNOTATOR) as project:
        alone = _timed(lambda: panel.set_listing(Listing(project, ANNOTATOR), "article-000000"))
        assert panel.model.rowCount() == project.status()["articles"]
        panel.set_listing(None)
    whole = _timed(lambda: frame.projects.open(path, ANNOTATOR))
    _close(frame)
    return {"list": alone, "window": whole}


def at_work(path: str) -> dict[str, Any]:
    """Filtering, scrolling and going on, by keys in the real window."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    frame = _frame()
    frame.projects.open(path, ANNOTATOR)
    _paint()
    frame.focus_filter()
    answers = {}
    for words in TYPED:
        frame.articles.filter.clear()
        _paint()
        answers[words] = [_timed(lambda letter=letter: frame.articles.filter.insert(letter)) for letter in words]
    frame.articles.filter.clear()
    chips = [_timed(lambda chip=chip: frame.articles.show_chip(chip)) for chip in ("open", "done", "flagged", "all")]
    filters = _filters(frame)
    scroll = frame.articles.list.verticalScrollBar()
    rows = frame.articles.delegate.density.height
    steps = []
    for start in (0, 20_000 * rows, 70_000 * rows):
        scroll.setValue(start)
        _paint()
        steps += [_timed(lambda: scroll.setValue(scroll.value() + 3 * rows)) for _ in range(100)]
    frame.view.setFocus()
    control = Qt.KeyboardModifier.ControlModifier
    going = [_timed(lambda: QTest.keyClick(frame.view, Qt.Key.Key_PageDown, control)) for _ in range(80)]
    assert frame.session is not None and frame.session.article is not None
    shown = frame.session.article.key
    frame.articles.show_chip("open")
    open_ones = [_timed(lambda: QTest.keyClick(frame.view, Qt.Key.Key_PageDown, control)) for _ in range(40)]
    assert frame.session.article.key != shown
    _close(frame)
    return {"filter": answers, "chips": chips, **filters, "scroll": steps, "next": going, "next_open": open_ones}


def _filters(frame: Any) -> dict[str, list[float]]:
    """Each condition alone, then all at once, as a filter is chosen; and a letter typed under them."""
    from workbench.model.condition import Condition

    articles = frame.articles
    several = [Condition("state", "in_progress"), Condition("label", "quote", negated=True)]
    several.append(Condition("source", "Northwire"))
    single = [*several, Condition("label", "actor"), Condition("complete", "quote"), Condition("flagged")]
    single += [Condition("published", "2025-03", "2025-04"), Condition("comments"), Condition("state", "untouched")]
    alone = []
    for condition in single:
        alone.append(_timed(lambda condition=condition: articles.set_conditions([condition])))
        articles.set_conditions([])
    together = [_timed(lambda: articles.set_conditions(several)) for _ in (1, 2, 3) if not articles.set_conditions([])]
    assert len(articles.listing) > 0
    letters = [_timed(lambda letter=letter: articles.filter.insert(letter)) for letter in "harbour"]
    articles.filter.clear()
    articles.set_conditions([])
    return {"conditions": alone, "together": together, "letters": letters}


def _frame() -> Any:
    from workbench.settings import Settings
    from workbench.window.app import application
    from workbench.window.frame import Frame

    application()
    settings = Settings()
    settings.set("name", ANNOTATOR)
    frame = Frame(settings)
    frame.get_ready()
    frame.resize(1440, 900)
    frame.show()
    _paint()
    return frame


def _close(frame: Any) -> None:
    frame.close()
    _paint()


def _paint() -> None:
    from PySide6.QtWidgets import QApplication

    QApplication.processEvents()
    QApplication.processEvents()


def _timed(work: Callable[[], object]) -> float:
    """CPU milliseconds of something, until all that it changed is painted; by a finer clock than whole processes."""
    start = time.process_time()
    work()
    _paint()
    return 1000 * (time.process_time() - start)


def lines(paths: list[dict[str, float]], found: dict[str, Any]) -> list[Line]:
    """The measures with their goals."""
    slowest = {words: max(times) for words, times in found["filter"].items()}
    worst = max(slowest, key=slowest.__getitem__)
    every = [time for times in found["filter"].values() for time in times]
    return [
        Line("first paint of the list", median([item["list"] for item in paths]), "ms", goal=150),
        Line("the whole window on the project", median([item["window"] for item in paths]), "ms"),
        Line("a letter in the filter, slowest", slowest[worst], "ms", goal=100, note=f"in “{worst}”"),
        Line("a letter in the filter, median", median(every), "ms"),
        Line("a chip, slowest", max(found["chips"]), "ms", goal=100),
        Line("a filter of one condition, slowest", max(found["conditions"]), "ms", goal=150),
        Line("begun, without quote, from one source", max(found["together"]), "ms", goal=150),
        Line("a letter under these, slowest", max(found["letters"]), "ms", goal=100),
        Line("three rows further", percentile(found["scroll"], 0.95), "ms", goal=16),
        Line("next article, Ctrl+PgDown", percentile(found["next"], 0.95), "ms", goal=50),
        Line("the same with a chip on", percentile(found["next_open"], 0.95), "ms", goal=50),
    ]


def main() -> None:
    """Measure, print the table, write JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--json", type=Path, default=Path("build/benchmarks/list.json"))
    parser.add_argument("--project", type=Path, help="where the project is kept for the next run")
    parser.add_argument("--part", choices=("first_paint", "at_work", "build"), help=argparse.SUPPRESS)
    parser.add_argument("arguments", nargs="*", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.part == "build":
        build(Path(options.arguments[0]), int(options.arguments[1]))
        print(json.dumps(None))
    elif options.part:
        print(json.dumps({"first_paint": first_paint, "at_work": at_work}[options.part](options.arguments[0])))
    else:
        measure(options.articles, options.project, options.json)


def measure(articles: int, kept: Path | None, to: Path) -> None:
    """Build the project where it is not there yet, and run the parts on it."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"WORKBENCH_HOME": folder, "QT_QPA_PLATFORM": "offscreen"}
        path = kept or Path(folder) / "many.workbench"
        if not path.exists():
            in_child(__file__, "build", str(path), str(articles))
        paints = [in_child(__file__, "first_paint", str(path)) for _ in range(3)]
        found = lines(paints, in_child(__file__, "at_work", str(path)))
    show(f"the list, {articles:,} articles", found)
    write_json(to, found, articles=articles)


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
