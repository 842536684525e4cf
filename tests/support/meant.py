"""A scheme with two labels whose mentions mean entities, and an article full of them."""

from pathlib import Path

from support.build import bring, record, where_of
from workbench.project import Project
from workbench.project.labelling import Labelling

SCHEME = """
name = "cast"
version = "1"

[[label]]
name = "actor"
key = "1"
letter = "A"
colour = "actor"
entity = true

[[label.attribute]]
name = "unsure"
kind = "flag"
unsure = true

[[label.entity_attribute]]
name = "type"
kind = "choice"
values = [{ name = "PER" }, { name = "ORG" }, { name = "GPE" }]
required = true

[[label.entity_attribute]]
name = "sector"
kind = "text"
when = { type = ["ORG"] }

[[label]]
name = "event"
key = "2"
letter = "E"
colour = "event"
entity = true

[[label]]
name = "quote"
key = "3"
letter = "Q"
colour = "quote"
"""
TEXT = (
    "North Korea fired a missile on Friday. The launch was seen by the International Atomic Energy Agency (IAEA), "
    "Minister Ada Dorn said. “It is a threat,” Dorn told the agency. North Korea’s army said nothing. "
    "The IAEA will meet. It hopes that North\u00a0Korea and South Korea talk; the launch worries both."
)
ACTORS = (
    ("North Korea", 0), ("International Atomic Energy Agency", 0), ("IAEA", 0), ("Ada Dorn", 0), ("Dorn", 140),
    ("the agency", 0), ("North Korea", 100), ("IAEA", 200), ("It", 220), ("North\u00a0Korea", 0), ("South Korea", 0),
)  # fmt: skip
EVENTS = (("fired", 0), ("launch", 0), ("launch", 200))


def make_cast(place: str | Path, folder: Path) -> Project:
    """A new project under that scheme, with the articles ``k`` and ``l`` of like words."""
    scheme = folder / "cast.toml"
    scheme.write_text(SCHEME, encoding="utf-8")
    project = Project.create(place, scheme)
    bring(project, folder, [record("k", TEXT), record("l", f"{TEXT} Again.")])
    return project


def mention_all(project: Project, annotator: str = "ann", key: str = "k") -> list[str]:
    """Tag all actors and events of an article; gives the ids in this order."""
    work = Labelling(project, annotator)
    named = [("actor", *item) for item in ACTORS] + [("event", *item) for item in EVENTS]
    return [work.add(key, [where_of(TEXT, words, after)], label).id for label, words, after in named]
