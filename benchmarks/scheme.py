"""How much a step of the scheme costs on 200,000 spans, above the bare statement that changes their rows.

    python benchmarks/scheme.py [--articles 10100] [--json FILE]

The spans of the corpus carry one label. It is renamed; split in three by the value of an attribute; and merged into
another one, which some of them carry already and which has no such attribute. Each step is undone, done again and
undone again. Beside it stands one ``UPDATE`` of ``sqlite3`` over the same rows, in a transaction of its own: no
journal, no checks, nothing that could be undone. Times are CPU seconds, user and system, of the step alone.
"""

import json
import random
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import store
from common import (
    Line,
    clock,
    in_child,
    measured,
    median,
    peak_memory,
    read_options,
    run_part,
    show,
    write_json,
)

ROUNDS = 3
GOAL = 4  # CPU seconds
LABEL, OTHER, BY = "quote", "event", "type"
TWICE = 50  # every so many places are tagged with both labels
VALUES = {"direct": "verbatim", "indirect": "reported", "mixed": "both"}
STEPS = ("rename", "split", "merge")
TABLES = ("property", "layer", "span", "relation", "entity", "decision", "comment", "pass")


def write_corpus(path: Path, articles: int) -> None:
    """The corpus of the store, all of its spans with the label that is changed, some with the other one, too."""
    whole = path.with_name("whole.jsonl")
    store.write_corpus(whole, articles)
    chance = random.Random(store.SEED)
    with whole.open(encoding="utf-8") as lines, path.open("w", encoding="utf-8", newline="\n") as out:
        for line in lines:
            record = json.loads(line)
            places = {(span["start"], span["end"]): span for span in record["spans"]}
            record["spans"] = [
                {**span, "label": LABEL, "attributes": {BY: chance.choice(list(VALUES))}} for span in places.values()
            ]
            both = [span for span in places.values() if not chance.randrange(TWICE)]
            record["spans"] += [{**span, "id": f"x{span['id']}", "label": OTHER, "attributes": {}} for span in both]
            out.write(json.dumps(record) + "\n")


def part_corpus(folder: Path, articles: str) -> int:
    """Make the project; gives how many spans it has."""
    from workbench.project import Project
    from workbench.project.importing import import_paths

    write_corpus(folder / "corpus.jsonl", int(articles))
    with Project.open(store.new_project(folder / "start.workbench"), write=True) as project:
        import_paths(project, store.ANNOTATOR, [folder / "corpus.jsonl"])
        row = project.store.row('SELECT COUNT(*) FROM "span"')
    return int(row[0]) if row else 0


def part_steps(folder: Path) -> dict[str, Any]:
    """Every step, its undo and its redo, one after the other on one copy; what an undo leaves is what there was."""
    from workbench.project import Project
    from workbench.project.scheme_change import Merge, Rename, Split, carry_out, preview
    from workbench.project.undoing import redo, undo

    steps = {
        "rename": Rename("label", LABEL, "quotation"),
        "split": Split(LABEL, BY, VALUES),
        "merge": Merge("label", LABEL, OTHER),
    }
    found: dict[str, Any] = {}
    with Project.open(_copy(folder, "steps"), write=True) as project:
        for name, step in steps.items():
            before = _content(project)
            with clock() as asked:
                effect = preview(project, step)
            with clock() as took:
                carry_out(project, step, "lead")
            after = _content(project)
            with clock() as back:
                undo(project, "lead")
            if _content(project) != before:
                sys.exit(f"the undo of the {name} left another content than there was")
            with clock() as again:
                redo(project, "lead")
            if _content(project) != after or after == before:
                sys.exit(f"the redo of the {name} left another content than the step")
            undo(project, "lead")
            found[name] = {"spans": effect.spans, "step": took.cpu, "undo": back.cpu, "redo": again.cpu,
                           "preview": asked.cpu}  # fmt: skip
    return {**found, "memory": peak_memory()}


def part_floor(folder: Path) -> dict[str, float]:
    """The same rows by one statement each."""
    cases = " ".join(f"WHEN '{{\"{BY}\":\"{value}\"}}' THEN '{label}'" for value, label in VALUES.items())
    statements = {
        "rename": f"UPDATE span SET label = 'quotation' WHERE label = '{LABEL}'",
        "split": f"UPDATE span SET label = CASE attributes {cases} END WHERE label = '{LABEL}'",
        "merge": f"UPDATE OR IGNORE span SET label = '{OTHER}' WHERE label = '{LABEL}'",
    }
    found: dict[str, float] = {}
    for name, sql in statements.items():
        db = store.connect(_copy(folder, "floor"))
        with clock() as took:
            db.execute("BEGIN IMMEDIATE")
            db.execute(sql)
            db.execute("COMMIT")
        found[name] = took.cpu
        db.close()
    return found


def _copy(folder: Path, name: str) -> Path:
    for file in folder.glob(f"{name}.workbench*"):
        file.unlink()
    return Path(shutil.copy(folder / "start.workbench", folder / f"{name}.workbench"))


def _content(project: Any) -> str:
    """A digest of every row that is content."""
    from hashlib import sha256

    found = sha256()
    for table in TABLES:
        for row in project.store.each(f'SELECT * FROM "{table}" ORDER BY "id"'):
            found.update(repr(row).encode())
    return found.hexdigest()


def measure(folder: Path, articles: int) -> Iterator[Line]:
    """All measures."""

    def run(part: str, *args: str) -> Any:
        print(f"  {part} {' '.join(args)}".rstrip(), file=sys.stderr)
        return in_child(__file__, part, "--folder", str(folder), *args)

    spans = run("corpus", str(articles))
    floors = [run("floor") for _ in range(ROUNDS)]
    rounds = [run("steps") for _ in range(ROUNDS)]
    yield Line("spans of the project", spans, "")
    for name in STEPS:
        touched = f"{rounds[0][name]['spans']:,} spans in one transaction"
        # Judged by the clock and not by the ratio: the floor keeps nothing that could be undone.
        bare = f"; the bare UPDATE {median([floor[name] for floor in floors]):.2f} s"
        yield Line(f"{name}, CPU", _middle(rounds, name, "step"), "s", goal=GOAL, note=touched + bare)
        yield Line(f"undo of the {name}, CPU", _middle(rounds, name, "undo"), "s", goal=GOAL, note="exactly as it was")
        yield Line(f"redo of the {name}, CPU", _middle(rounds, name, "redo"), "s", goal=GOAL)
        yield Line(f"preview of the {name}, CPU", _middle(rounds, name, "preview"), "s")
    yield Line("peak memory", max(found["memory"] for found in rounds), "MB")


def _middle(rounds: list[dict[str, Any]], name: str, what: str) -> float:
    return median([found[name][what] for found in rounds])


def main() -> None:
    options = read_options(__doc__, "scheme", 10_100)
    if options.part:
        run_part(globals(), options)
        return
    lines = measured(measure, options)
    show("What a step of the scheme costs", lines)
    write_json(options.json, lines, articles=options.articles)


if __name__ == "__main__":
    main()
