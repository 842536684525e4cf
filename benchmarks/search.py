"""Searching in a project of 100,000 articles of 2 KB, and in one article of 5 MB: how long hands wait for it.

    python benchmarks/search.py [--articles 100000] [--json FILE]

The texts have 40,000 made-up words, as often as words of a language are; some stand in quotation marks or have an ’s.
CPU time, user and system; medians, the 95th percentile as a note. Beside it stands what bare FTS5 does on the same
texts: the same kind of index, asked for numbers alone, and an index of words.
"""

import argparse
import json
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import cache
from itertools import accumulate, islice
from pathlib import Path
from typing import Any

from common import ROOT, Line, clock, in_child, median, percentile, show, write_json
from list import build

SEED = 20250401
SYLLABLES = """ba be bo ca ce co da de di do fa fe fi ga ge go ha he ho ja
ka ke ki la le li lo ma me mi na ne ni no pa pe
pi po ra re ri ro sa se si so ta te ti to tu va ve vi wa we za an en in on ar er or al el st tr ch sh th ion ent
ment ness ly ed""".split()  # noqa: SIM905  shorter to read than a list
COMMON = """the of to and a in that said is was for on with he as at it by from his be has have are an not who will
their which this were had its after but been would people first government over police other when about than last
minister president state party city country""".split()  # noqa: SIM905
RARE, RARE_EVERY = "Zeppelinfeld", 5000
# What is looked for: in half of the articles; in a few; two words that are common by themselves; nowhere.
ASKED = {
    "a common word": "government",
    "a rare word": RARE,
    "a phrase": "police minister",
    "a word that is nowhere": "qwertz",
}
INDEXES = {
    "trigram": "content='', columnsize=0, detail=none, tokenize='trigram'",
    "words": "content='', columnsize=0, detail=none, tokenize='unicode61 remove_diacritics 0'",
    "words with places": "content='', tokenize='unicode61 remove_diacritics 0'",
}
SHOWN = 100  # articles that a first page shows
RUNS = 15
HITS = 10_000  # in the article of 5 MB


@cache
def _words() -> tuple[list[str], list[float]]:
    chance = random.Random(SEED)
    words = dict.fromkeys(COMMON)
    while len(words) < 40_000:
        words["".join(chance.choices(SYLLABLES, k=chance.choice((2, 2, 3, 3, 3, 4, 4))))] = None
    return list(words), list(accumulate(1 / (place + 8) for place in range(len(words))))


def news(chance: random.Random, number: int, characters: int = 2000) -> str:
    """A text of sentences and paragraphs."""
    vocabulary, weights = _words()
    words = chance.choices(vocabulary, cum_weights=weights, k=characters // 6)
    for at in range(0, len(words), 15):
        words[at] = words[at].capitalize()
        words[at - 1] += ".\n\n" if at % 60 == 0 else "."
    quoted = chance.randrange(len(words) - 8)
    words[quoted], words[quoted + 7] = f"“{words[quoted]}", f"{words[quoted + 7]},”"
    words[chance.randrange(len(words))] = "city’s"
    if number % RARE_EVERY == RARE_EVERY // 2:
        words[40] = RARE
    return f"Report {number}. " + " ".join(words).replace("\n ", "\n")


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """CPU milliseconds."""
    start = time.process_time()
    done = work()
    return 1000 * (time.process_time() - start), done


def _often(work: Callable[[], Any]) -> dict[str, Any]:
    times = [_timed(work) for _ in range(RUNS)]
    return {"times": [took for took, _ in times], "found": times[0][1]}


# The parts, each in a process of its own


def making(path: str) -> dict[str, Any]:
    """Make the index by the first search, and ask again once an article is new."""
    from workbench.model.find import Search
    from workbench.project import Project
    from workbench.project.searching import not_indexed, search

    before = Path(path).stat().st_size
    with Project.open(path, write=True) as project:
        unindexed = _often(lambda: len(list(search(project, Search(RARE), index=False))))
        missing = not_indexed(project)
        with clock() as whole:
            found = len(list(search(project, Search(RARE))))
        assert found == missing // RARE_EVERY
    return {"making": whole.cpu, "bytes": Path(path).stat().st_size - before, "without": unindexed}


def asking(path: str) -> dict[str, Any]:
    """The first page of each search, from nothing but an open project; then what has no index."""
    from workbench.model.find import Search
    from workbench.project import Project
    from workbench.project.searching import search

    def page(wanted: Search) -> int:
        return len(list(islice(search(project, wanted), SHOWN)))

    with Project.open(path, write=True) as project:
        page(Search("warm"))
        asked = {name: Search(words) for name, words in ASKED.items()}
        asked["a common word, whole"] = Search(ASKED["a common word"], whole=True)
        asked["a rare expression"] = Search("Zeppelinf.ld", regex=True)
        return {name: _often(lambda wanted=wanted: page(wanted)) for name, wanted in asked.items()}


_TEXTS = (
    'SELECT i."number", t."content" FROM "listed" i JOIN "article" a ON a."id" = i."article"'
    ' JOIN "text" t ON t."id" = a."text" ORDER BY i."number"'
)


def raw(path: str) -> dict[str, Any]:
    """Bare FTS5 on the same texts: what an index costs, and what it answers."""
    texts = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    result: dict[str, Any] = {}
    for name, options in INDEXES.items():
        with tempfile.TemporaryDirectory() as folder:
            where = Path(folder) / "raw.db"
            database = sqlite3.connect(where, isolation_level=None)
            database.execute("PRAGMA journal_mode = WAL")
            database.execute(f'CREATE VIRTUAL TABLE "t" USING fts5("x", {options})')
            rows = texts.execute(_TEXTS)
            with clock() as whole:
                for batch in _batches(rows):
                    database.execute("BEGIN")
                    database.executemany('INSERT INTO "t" ("rowid", "x") VALUES (?, ?)', batch)
                    database.execute("COMMIT")
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            answers = {
                asked: _often(lambda words=words, name=name, db=database: len(_raw_page(db, name, words)))
                for asked, words in ASKED.items()
            }
            result[name] = {"making": whole.cpu, "bytes": where.stat().st_size, "answers": answers}
            database.close()
    return result


def _batches(rows: sqlite3.Cursor) -> Iterator[list[Any]]:
    while batch := rows.fetchmany(1000):
        yield batch


def _raw_page(database: sqlite3.Connection, kind: str, words: str) -> list[Any]:
    if kind == "trigram":
        asked = " AND ".join(f'"{words[at : at + 3]}"' for at in range(len(words) - 2))
    elif kind == "words":
        asked = " AND ".join(f'"{word}"' for word in words.split())
    else:
        asked = f'"{words}"'
    sql = 'SELECT "rowid" FROM "t" WHERE "t" MATCH ? ORDER BY "rowid" LIMIT ?'
    return database.execute(sql, (asked, SHOWN)).fetchall()


def finding(_path: str) -> dict[str, Any]:
    """10,000 places in one article of 5 MB."""
    from workbench.model.find import Search, find

    chance = random.Random(SEED)
    words = news(chance, 1, 5_000_000).split(" ")
    for at in chance.sample(range(len(words)), HITS):
        words[at] = "North Korea" + chance.choice(("", "’s", ".", ",”"))
    text = " ".join(words)
    asked = {
        "plain": Search("north korea"), "whole words": Search("north korea", whole=True),
        "case": Search("North Korea", case=True), "an expression": Search(r"north\s+korea\b", regex=True),
    }  # fmt: skip
    found = {name: _often(lambda wanted=wanted: len(find(wanted, text))) for name, wanted in asked.items()}
    assert all(one["found"] == HITS for one in found.values()), found
    return found


def lines(made: dict[str, Any], asked: dict[str, Any], bare: dict[str, Any], found: dict[str, Any]) -> list[Line]:
    """The measures with their goals; bare FTS5 of the same kind is the floor of making, a note elsewhere."""
    trigram = bare["trigram"]
    result = [
        Line("make the index", made["making"], "s", trigram["making"]),
        Line("its size", made["bytes"] / 1e6, "MB", trigram["bytes"] / 1e6),
    ]
    for name in ("words", "words with places"):
        result += [
            Line(f"bare FTS5 of {name}: make", bare[name]["making"], "s"),
            Line(f"bare FTS5 of {name}: size", bare[name]["bytes"] / 1e6, "MB"),
        ]
    goals = {"a common word": 100, "a rare word": 50}
    for name, one in asked.items():
        note = f"p95 {percentile(one['times'], 0.95):.1f}, {one['found']} articles"
        for kind, other in bare.items():
            if name in other["answers"]:
                answer = other["answers"][name]
                note += f"; bare {kind} {median(answer['times']):.2f} ({answer['found']})"
        result.append(Line(f"first {SHOWN}: {name}", median(one["times"]), "ms", goal=goals.get(name), note=note))
    result.append(Line("a rare word without an index, all", median(made["without"]["times"]), "ms"))
    for name, goal in (("plain", 60), ("whole words", 150), ("case", None), ("an expression", None)):
        note = f"p95 {percentile(found[name]['times'], 0.95):.1f}"
        result.append(Line(f"10,000 places in 5 MB, {name}", median(found[name]["times"]), "ms", goal=goal, note=note))
    return result


PARTS = {"making": making, "asking": asking, "raw": raw, "finding": finding}


def main() -> None:
    """Measure, print the table, write JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--json", type=Path, default=Path("build/benchmarks/search.json"))
    parser.add_argument("--part", choices=("build", *PARTS), help=argparse.SUPPRESS)
    parser.add_argument("arguments", nargs="*", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.part == "build":
        build(Path(options.arguments[0]), int(options.arguments[1]), news)
        print(json.dumps(None))
    elif options.part:
        print(json.dumps(PARTS[options.part](options.arguments[0])))
    else:
        with tempfile.TemporaryDirectory() as folder:
            path = str(Path(folder) / "many.workbench")
            in_child(__file__, "build", path, str(options.articles))
            found = lines(*(in_child(__file__, part, path) for part in PARTS))
        show(f"searching, {options.articles:,} articles", found)
        write_json(options.json, found, articles=options.articles)


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
