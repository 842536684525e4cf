"""The articles of the view's benchmark: news-like texts with their spans, and a project that holds them."""

import random
import re
from collections.abc import Callable
from hashlib import blake2b, sha256
from pathlib import Path
from typing import Any, NamedTuple

SEED = 20250318
ANNOTATOR = "ann"
WORDS = """harbour strike council vote union ferry night fire talks court pay shift port storm bridge school river rent
mayor cup final rail café élan crisis minister ballot farm wind appeal quay gate offer the a of in on with after before
said and but for under over between against without officials yesterday spokeswoman negotiations
government""".split()  # noqa: SIM905  shorter to read than a list
ODD = ("🚢", "👩‍👩‍👧", "it’s", "12\u00a0per\u00a0cent", "“no”", "naïve", "𝒞ity")  # one word in a hundred
NAMES = ("Northwire", "Ada Lind", "Mayor Reyes", "the Port Authority", "Dr. Okafor", "UNICEF")
LONG = 20  # every so manieth span is a long one
_WORD = re.compile(r"\S+")


class Sort(NamedTuple):
    """One article of the benchmark: how many characters and spans, and how it is written."""

    characters: int
    spans: int
    write: Callable[[random.Random, int], str]


def paragraphs(chance: random.Random, characters: int) -> str:
    """Paragraphs of two to five sentences, some of which are quoted."""
    found: list[str] = []
    size = 0
    while size < characters:
        paragraph = " ".join(_sentence(chance) for _ in range(chance.randint(2, 5)))
        found.append(paragraph)
        size += len(paragraph) + 1
    return "\n".join(found)[:characters]


def one_line(chance: random.Random, characters: int) -> str:
    """The same without any line end."""
    return paragraphs(chance, characters).replace("\n", " ")


def no_blanks(chance: random.Random, characters: int) -> str:
    """The same on one line and without any blank."""
    return re.sub(r"\s", "", paragraphs(chance, characters * 5 // 4))[:characters]


def _sentence(chance: random.Random) -> str:
    words = [
        chance.choice(ODD) if chance.random() < 0.01 else chance.choice(WORDS) for _ in range(chance.randint(8, 24))
    ]
    if chance.random() < 0.25:
        return f"“{' '.join(words)},” {chance.choice(NAMES)} said."
    if chance.random() < 0.3:
        words[chance.randrange(len(words))] = chance.choice(NAMES)
    return f"{' '.join(words).capitalize()}."


ARTICLES = {
    "tiny": Sort(300, 4, paragraphs),
    "10 KB": Sort(10_000, 100, paragraphs),
    "1 MB": Sort(1_000_000, 10_000, paragraphs),
    "5 MB": Sort(5_000_000, 50_000, paragraphs),
    "blanks": Sort(1_000_000, 10_000, one_line),
    "solid": Sort(1_000_000, 10_000, no_blanks),
    "dense": Sort(10_000, 5_000, paragraphs),
}


def spans_of(chance: random.Random, text: str, count: int) -> list[tuple[str, int, int]]:
    """Label, start and end: one to four words, quotes round actors, one in twenty long."""
    found: dict[tuple[str, int, int], None] = {}
    words = [match.span() for match in _WORD.finditer(text)]
    if len(words) < count // 10:  # a text without blanks: stretches take the place of words
        words = [(at, min(at + 6, len(text))) for at in range(0, len(text), 6)]
    while len(found) < count:
        at = chance.randrange(len(words))
        if len(found) % LONG == LONG - 1:
            label, last = chance.choice(("boilerplate", "event")), at + chance.randint(40, 300)
        elif chance.random() < 0.15:
            label, last = "quote", at + chance.randint(4, 20)
            inner = chance.randint(at, min(last, len(words) - 1))
            found["actor", words[inner][0], words[min(inner + 1, last, len(words) - 1)][1]] = None
        else:
            label, last = chance.choice(("actor", "event")), at + chance.randint(0, 3)
        found[label, words[at][0], words[min(last, len(words) - 1)][1]] = None
    return list(found)[:count]


def build(path: Path) -> None:
    """The project, its rows put in as an import puts them; before each article stands a tiny one."""
    from workbench.project import Project
    from workbench.project.labelling import Labelling
    from workbench.store.listing import list_many
    from workbench.store.tables import COLUMNS

    chance = random.Random(SEED)
    with Project.create(path) as project:
        Labelling(project, ANNOTATOR)
        with project.journal.action(ANNOTATOR, "import", "brought the articles in") as action:
            person = project.annotator_id(action, ANNOTATOR)
            for position, (key, sort) in enumerate(ARTICLES.items()):
                before = ("tiny", sort) if key == "tiny" else (f"before {key}", ARTICLES["tiny"])
                for at, (name, wanted) in enumerate((before, (key, sort))[key == "tiny" :]):
                    rows = _rows(chance, name, wanted, 2 * position + at, person)
                    for kind in ("text", "article", "layer", "span"):
                        columns = COLUMNS.get(kind, ("id", "content", "length"))
                        project.store.insert_many(kind, columns, rows[kind])
                    list_many(project.store, rows["article"], {row[0]: row[1] for row in rows["text"]})


def _rows(chance: random.Random, key: str, sort: Sort, position: int, person: str) -> dict[str, list[tuple[Any, ...]]]:
    text = sort.write(chance, sort.characters)
    digest = sha256(text.encode()).hexdigest()
    id, layer = digest[:32], _derived("layer", key)
    found = sorted(spans_of(chance, text, sort.spans), key=lambda span: span[1])  # as an import brings them
    spans = [
        (
            _derived("span", f"{key}{number}"), layer, label, start, end, "",
            '{"type":"mixed"}' if label == "quote" else "{}", None,
        )
        for number, (label, start, end) in enumerate(found)
    ]  # fmt: skip
    return {
        "text": [(digest, text, len(text))],
        "article": [(id, key, digest, 1, position + 1, f"Report {position}", "Northwire", None, "2025-03-18", "en")],
        "layer": [(layer, id, person, "in_progress", "{}", 0)],
        "span": spans,
    }


def _derived(kind: str, of: str) -> str:
    return blake2b(f"{kind}\x1f{of}".encode(), digest_size=16).hexdigest()
