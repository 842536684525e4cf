"""How much the program costs above what SQLite and JSON cost by themselves.

    python benchmarks/store.py [--articles 10000] [--json FILE]

Each measure stands beside a *floor*: a plain script of ``json`` and ``sqlite3``, below, that does the same
work on the same rows with no checks, no options and no structure. Read the column ``ratio``: it hardly
depends on the machine, while seconds do. Times are CPU seconds, user and system; program and floor take
turns in processes of their own, and the round with the middle ratio counts. The time of one label is that of the
clock, with the disk's part in it, since that is what the annotator waits for.

The floors are held to their word: both sides must leave equal tables, and export equal bytes.
"""

import json
import random
import shutil
import sqlite3
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from hashlib import blake2b, sha256
from pathlib import Path
from typing import Any

from common import (
    Line,
    clock,
    in_child,
    measured,
    median,
    peak_memory,
    percentile,
    read_options,
    run_part,
    show,
    write_json,
)

SEED = 20250314
SPANS = 20
SIZE = 4096  # characters of an article
ROUNDS = 3
LABELS = 500
ANNOTATOR = "ann"
BATCH = 200
ROWS = ("annotator", "text", "article", "layer", "intake", "span", "entry", "change")
PRAGMAS = ("foreign_keys = 1", "trusted_schema = 0", "cell_size_check = 1", "journal_mode = WAL", "synchronous = FULL")

Rows = dict[str, list[tuple[Any, ...]]]  # by table

# The corpus


def write_corpus(path: Path, articles: int) -> None:
    """News-like articles in the native JSONL, each with one annotator's layer; the same bytes every time."""
    chance = random.Random(SEED)
    words = _words(chance)
    sentences = [_sentence(chance, words) for _ in range(4000)]
    with path.open("w", encoding="utf-8", newline="\n") as out:
        for number in range(articles):
            text = _text(chance, sentences, number)
            out.write(_write(_record(chance, number, text)) + "\n")


def _words(chance: random.Random) -> list[str]:
    heads = [*"bcdfghlmnprstvw", "st", "tr", "pl", "gr", "sh"]
    tails = [*"aeioué", "ar", "en", "ing", "ock", "ell", "ame", "and", "ore", "ist", "ent", "ough", "ait", "ünd"]
    syllables = [head + tail for head in heads for tail in tails]
    return ["".join(chance.choices(syllables, k=chance.choice((1, 2, 2, 3)))) for _ in range(5000)]


def _sentence(chance: random.Random, words: list[str]) -> str:
    said = " ".join(chance.choices(words, k=chance.randint(7, 24)))
    match chance.randrange(8):
        case 0:
            return f"“{said.capitalize()},” said {chance.choice(words).title()}\u00a0{chance.choice(words).title()}."
        case 1:
            share = f"{chance.randint(2, 900)}\u00a0per cent"
            return f"{said.capitalize()} — {share}, the union’s {chance.choice(words)} said."
        case _:
            return f"{said.capitalize()}."


def _text(chance: random.Random, sentences: list[str], number: int) -> str:
    parts = [f"Report {number}: {chance.choice(sentences)[:60]}"]
    size = len(parts[0])
    while size < SIZE:
        paragraph = " ".join(chance.choices(sentences, k=chance.randint(1, 4)))
        parts.append(paragraph)
        size += len(paragraph) + 2
    return "\n\n".join(parts)[:SIZE].rstrip()


def _record(chance: random.Random, number: int, text: str) -> dict[str, Any]:
    spans = [_span(chance, text, f"{number:06d}{at:026d}") for at in range(SPANS)]
    one_each = {(span["start"], span["end"], span["label"]): span for span in spans}
    spans = sorted(one_each.values(), key=lambda span: (span["start"], -span["end"], span["label"], span["id"]))
    day = f"2025-{number % 12 + 1:02d}-{number % 28 + 1:02d}"
    meta = {"title": text[:40], "source": "Northwire", "url": None, "published": day, "language": "en"}
    digest = sha256(text.encode()).hexdigest()
    return _layout(f"article-{number:06d}", text, digest, 1, meta, "in_progress", "{}", 0, spans)


def _span(chance: random.Random, text: str, id: str) -> dict[str, Any]:
    start = text.index(" ", chance.randrange(len(text) - 300)) + 1
    end = text.index(" ", start + chance.randint(1, 80))
    label = chance.choice(("event", "actor", "quote", "boilerplate"))
    attributes = {"type": chance.choice(("direct", "indirect", "mixed"))} if label == "quote" else {}
    return {
        "id": id, "label": label, "start": start, "end": end, "parts": [[start, end]],
        "text": text[start:end], "attributes": attributes, "entity": None,
    }  # fmt: skip


def _layout(
    key: str, text: str, digest: str, revision: int, meta: dict[str, Any], state: str, attributes: str, unresolved: int,
    spans: list[dict[str, Any]],
) -> dict[str, Any]:  # fmt: skip
    """A line of the native format."""
    return {
        "format": "workbench/1", "id": key, "revision": revision,
        "text": text, "sha256": digest, "offsets": "codepoint",
        "meta": meta, "scheme": {"name": "news", "version": "2"}, "layer": ANNOTATOR, "state": state,
        "complete": [], "attributes": json.loads(attributes), "spans": spans,
        "entities": [], "relations": [], "decisions": [], "comments": [], "unresolved": unresolved,
    }  # fmt: skip


# The floors


def connect(project: Path) -> sqlite3.Connection:
    """The file as the program opens it."""
    db = sqlite3.connect(project, isolation_level=None)
    for pragma in PRAGMAS:
        db.execute(f"PRAGMA {pragma}")
    return db


def _derived(*parts: str) -> str:
    return blake2b("\x1f".join(parts).encode(), digest_size=16).hexdigest()


# Made once: ``json.dumps`` with options makes an encoder at every call.
_write = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode
_pack = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"), sort_keys=True).encode


def floor_import(corpus: Path, project: Path) -> None:
    """Every row that the program writes, by ``json`` and ``sqlite3`` alone, in one transaction."""
    db = connect(project)
    db.execute("BEGIN IMMEDIATE")
    sql = "INSERT INTO entry (at, actor, kind, words) VALUES ('', ?, 'import', '') RETURNING id"
    (entry,) = db.execute(sql, (ANNOTATOR,)).fetchone()
    person = _derived("annotator", ANNOTATOR)
    rows: Rows = {table: [] for table in ROWS}
    rows["annotator"].append((person, ANNOTATOR))
    rows["change"].append((entry, 0, "annotator", person, None, None, _pack({"id": person, "name": ANNOTATOR})))
    with corpus.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            _floor_rows(json.loads(line), rows, entry, number, person)
            if not number % BATCH:
                _flush(db, rows)
    _flush(db, rows)
    db.execute("COMMIT")
    db.close()


def _flush(db: sqlite3.Connection, rows: Rows) -> None:
    for table, found in rows.items():
        if found:
            db.executemany(f"INSERT INTO {table} VALUES ({','.join('?' * len(found[0]))})", found)
            found.clear()


def _floor_rows(data: dict[str, Any], rows: Rows, entry: int, number: int, person: str) -> None:
    text, meta = data["text"], data["meta"]
    digest = sha256(text.encode()).hexdigest()
    id = digest[:32]
    layer = _derived("layer", id, person)
    article = {"id": id, "key": data["id"], "text": digest, "revision": data["revision"], "position": number, **meta}
    spans = [
        (
            span["id"], layer, span["label"], span["start"], span["end"], "",
            _pack(span["attributes"]), span["entity"],
        )
        for span in data["spans"]
    ]  # fmt: skip
    own = (layer, id, person, data["state"], _pack(data["attributes"]), data["unresolved"])
    content = _write({"layer": own, "span": sorted(spans)})
    intake = (_derived("intake", content), layer)
    rows["text"].append((digest, text, len(text)))
    rows["article"].append(tuple(article.values()))
    rows["layer"].append(own)
    rows["span"] += spans
    rows["intake"].append(intake)
    changes = (
        ("article", id, _pack(article)),
        ("content", layer, content),
        ("intake", intake[0], _pack({"id": intake[0], "layer": layer})),
    )
    for seq, (kind, target, after) in enumerate(changes, 3 * number):
        rows["change"].append((entry, seq, kind, target, id, None, after))


def floor_export(project: Path, to: Path) -> None:
    """The same lines from the same rows."""
    db = connect(project)
    sql = (
        "SELECT a.key, t.content, t.id, a.revision, a.title, a.source, a.url, a.published, a.language,"
        " l.state, l.attributes, l.unresolved, l.id"
        " FROM article a JOIN text t ON t.id = a.text JOIN layer l ON l.article = a.id ORDER BY a.key"
    )
    of_layer = (
        'SELECT id, label, start, "end", attributes, entity FROM span WHERE layer = ?'
        ' ORDER BY start, "end" DESC, label, id'
    )
    names = ("title", "source", "url", "published", "language")
    with to.open("w", encoding="utf-8", newline="\n") as out:
        for key, text, digest, revision, *rest in db.execute(sql):
            meta, (state, attributes, unresolved, layer) = dict(zip(names, rest)), rest[5:]
            spans = [
                {
                    "id": id, "label": label, "start": start, "end": end, "parts": [[start, end]],
                    "text": text[start:end], "attributes": json.loads(held), "entity": entity,
                }
                for id, label, start, end, held, entity in db.execute(of_layer, (layer,))
            ]  # fmt: skip
            record = _layout(key, text, digest, revision, meta, state, attributes, unresolved, spans)
            out.write(_write(record) + "\n")
    db.close()


# The parts, each in a process of its own


def new_project(path: Path) -> Path:
    """An empty project in place of whatever was there."""
    from workbench.project import Project

    for file in path.parent.glob(path.name + "*"):
        file.unlink()
    Project.create(path).close()
    return path


def part_corpus(folder: Path, articles: str) -> None:
    write_corpus(folder / "corpus.jsonl", int(articles))


def part_import_floor(folder: Path) -> dict[str, float]:
    return _timed(floor_import, folder / "corpus.jsonl", new_project(folder / "floor.workbench"))


def part_import(folder: Path) -> dict[str, float]:
    from workbench.project import Project
    from workbench.project.importing import import_paths

    def run(corpus: Path, path: Path) -> None:
        with Project.open(path, write=True) as project:
            import_paths(project, ANNOTATOR, [corpus])

    return _timed(run, folder / "corpus.jsonl", new_project(folder / "program.workbench"))


def part_export_floor(folder: Path) -> dict[str, float]:
    return _timed(floor_export, folder / "program.workbench", folder / "floor.jsonl")


def part_export(folder: Path, name: str = "jsonl") -> dict[str, float]:
    from workbench.project import Project
    from workbench.project.exporting import ExportOptions, export

    def run(path: Path, to: Path) -> None:
        with Project.open(path) as project:
            export(project, ExportOptions(name, "all" if name == "jsonl" else ANNOTATOR, "all"), to)

    return _timed(run, folder / "program.workbench", folder / f"program.{name}")


def part_undo(folder: Path) -> dict[str, float]:
    from workbench.project import Project

    def run(path: Path) -> None:
        with Project.open(path, write=True) as project:
            project.journal.undo(ANNOTATOR)

    return _timed(run, Path(shutil.copy(folder / "program.workbench", folder / "undo.workbench")))


def _timed(work: Callable[..., object], *args: Path) -> dict[str, float]:
    with clock() as took:
        work(*args)
    return {"cpu": took.cpu, "wall": took.wall, "memory": peak_memory()}


def part_labels(folder: Path) -> dict[str, list[float]]:
    """Single labels, by turns through the program and as bare rows into a copy of the same project."""
    from workbench.project import Project
    from workbench.project.labelling import Labelling

    copy = Path(shutil.copy(folder / "program.workbench", folder / "copy.workbench"))
    times: dict[str, list[float]] = {"wall": [], "cpu": [], "floor wall": [], "floor cpu": []}
    db = connect(copy)
    with Project.open(folder / "program.workbench", write=True) as project:
        labelling = Labelling(project, ANNOTATOR)
        for key, layer, start in _places(db, LABELS + 20):
            with clock() as took:
                labelling.add(key, [(start, start + 3)], "event")
            with clock() as bare:
                _bare_label(db, layer, start)
            for name, value in zip(times, (took.wall, took.cpu, bare.wall, bare.cpu)):
                times[name].append(value)
    db.close()
    return {name: found[20:] for name, found in times.items()}


def _places(db: sqlite3.Connection, wanted: int) -> Iterator[tuple[str, str, int]]:
    """Where labels go: 50 articles in turn, in each another stretch every time."""
    sql = "SELECT a.key, l.id FROM article a JOIN layer l ON l.article = a.id ORDER BY a.id LIMIT 50"
    layers: list[tuple[str, str]] = db.execute(sql).fetchall()
    for number in range(wanted):
        key, layer = layers[number % len(layers)]
        yield key, layer, 7 * (number // len(layers))


def _bare_label(db: sqlite3.Connection, layer: str, start: int) -> None:
    id = f"{random.getrandbits(128):032x}"
    at = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    names = ("id", "layer", "label", "start", "end", "parts", "attributes", "entity")
    span = (id, layer, "event", start, start + 3, "", "{}", None)
    db.execute("BEGIN IMMEDIATE")
    db.execute("INSERT INTO span VALUES (?, ?, ?, ?, ?, ?, ?, ?)", span)
    sql = "INSERT INTO entry (at, actor, kind, words) VALUES (?, ?, 'add', ?) RETURNING id"
    (entry,) = db.execute(sql, (at, ANNOTATOR, f"tagged {start}-{start + 3} as event")).fetchone()
    (article,) = db.execute("SELECT article FROM layer WHERE id = ?", (layer,)).fetchone()
    change = (entry, 0, "span", id, article, None, _pack(dict(zip(names, span))))
    db.execute("INSERT INTO change VALUES (?, ?, ?, ?, ?, ?, ?)", change)
    db.execute("COMMIT")


# Both sides did the same


def check_tables(folder: Path) -> None:
    """Equal rows in both projects: times, words and the changes' order are the only differences."""
    db = sqlite3.connect(folder / "program.workbench")
    db.execute("ATTACH ? AS floor", (str(folder / "floor.workbench"),))
    for table in ROWS:
        columns = {
            "entry": "actor, kind",
            "change": "kind, target, article, before, after",
        }.get(table, "*")
        where = " WHERE kind NOT IN ('property', 'new')" if table in ("entry", "change") else ""
        for one, other in (("main", "floor"), ("floor", "main")):
            select = f"SELECT {columns} FROM {{}}.{table}{where}"
            found = db.execute(f"{select.format(one)} EXCEPT {select.format(other)} LIMIT 1").fetchone()
            if found:
                sys.exit(f"only {one} has this row in {table}: {str(found)[:1000]}")
    db.close()


def check_bytes(folder: Path) -> None:
    """The corpus comes out as it went in, from both sides."""
    wanted = (folder / "corpus.jsonl").read_bytes()
    for name in ("program.jsonl", "floor.jsonl"):
        if (folder / name).read_bytes() != wanted:
            sys.exit(f"{name} is not the corpus that went in")


# The whole


def measure(folder: Path, articles: int) -> Iterator[Line]:
    """All measures, one after the other."""

    def run(part: str, *args: str) -> Any:
        print(f"  {part} {' '.join(args)}".rstrip(), file=sys.stderr)
        return in_child(__file__, part, "--folder", str(folder), *args)

    run("corpus", str(articles))
    imports = [(run("import"), run("import_floor")) for _ in range(ROUNDS)]
    check_tables(folder)
    yield _pair("import, CPU", imports, 2.2, f"{articles:,} articles, {articles * SPANS:,} spans")
    exports = [(run("export"), run("export_floor")) for _ in range(ROUNDS + 2)]
    check_bytes(folder)
    yield _pair("export as JSONL, CPU", exports, 1.5, "every layer, every article")
    for name, pairs in (("import", imports), ("export", exports)):
        yield Line(f"{name}, peak memory", max(own["memory"] for own, _ in pairs), "MB", goal=300)
    conll, undo = run("export", "conll"), run("undo")
    yield from _label_lines(run("labels"))
    yield Line("export as CoNLL, CPU", conll["cpu"], "s", note=f"{articles * SPANS / conll['cpu']:,.0f} spans/s")
    yield Line("undo of the import, CPU", undo["cpu"], "s", note=f"{undo['memory']:.0f} MB")


def _pair(name: str, pairs: Iterable[tuple[dict[str, float], dict[str, float]]], goal: float, note: str) -> Line:
    """Times differ from round to round with the machine; the round with the middle ratio stands for all."""
    rounds = sorted(((own["cpu"], floor["cpu"]) for own, floor in pairs), key=lambda pair: pair[0] / pair[1])
    own, floor = rounds[len(rounds) // 2]
    return Line(name, own, "s", floor, goal, note)


def _label_lines(times: dict[str, list[float]]) -> Iterator[Line]:
    times = {name: [1000 * value for value in found] for name, found in times.items()}
    note = f"{LABELS} labels, each on the disk before the next"
    yield Line("one label, p50", median(times["wall"]), "ms", median(times["floor wall"]), 3, note)
    yield Line("one label, p95", percentile(times["wall"], 0.95), "ms", percentile(times["floor wall"], 0.95))
    # The CPU clock is too coarse for a single label, so the mean.
    yield Line("one label, CPU", sum(times["cpu"]) / LABELS, "ms", sum(times["floor cpu"]) / LABELS)


def main() -> None:
    options = read_options(__doc__, "store", 10_000)
    if options.part:
        run_part(globals(), options)
        return
    lines = measured(measure, options)
    show("What the store costs", lines)
    write_json(options.json, lines, articles=options.articles, spans=options.articles * SPANS)


if __name__ == "__main__":
    main()
