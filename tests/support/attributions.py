"""Pieces of articles in which is marked what is said, who says it, and the cue; and what a proposal got right."""

from pathlib import Path
from typing import NamedTuple

from workbench.model.quotes import MARKS
from workbench.model.scheme import Scheme
from workbench.model.scheme_file import read_scheme
from workbench.model.span import Extent, Parts

_OPENING, _CLOSING = {"{": "content", "<": "speaker", "|": "cue"}, {"}": "content", ">": "speaker", "|": "cue"}


class Marked(NamedTuple):
    """A text, and in it what belongs together."""

    text: str
    content: Parts
    speaker: Extent | None
    cue: Extent


def read_marked(line: str) -> Marked:
    """A line of the samples: {content}, <speaker>, |cue|."""
    text, begun, found = "", {}, {"content": [], "speaker": [], "cue": []}
    for sign in line.replace("¶", "\n").replace("~", "\u00a0"):
        if sign in _CLOSING and _CLOSING[sign] in begun:
            found[_CLOSING[sign]].append((begun.pop(_CLOSING[sign]), len(text)))
        elif sign in _OPENING:
            begun[_OPENING[sign]] = len(text)
        else:
            text += sign
    speakers = found["speaker"]
    return Marked(text, tuple(found["content"]), speakers[0] if speakers else None, found["cue"][0])


def samples() -> list[Marked]:
    """The marked lines beside the tests of the model."""
    path = Path(__file__).parents[1] / "model" / "attribution_samples.txt"
    lines = path.read_text("utf-8").splitlines()
    return [read_marked(line) for line in lines if line.strip() and not line.startswith("#")]


def bare(text: str, parts: Parts) -> Parts:
    """The parts without white space and punctuation at their ends; quotation marks count as such."""
    outer = MARKS | set(" .,;:!?…\u00a0\n\t—–-")
    found: list[Extent] = []
    for start, end in parts:
        while start < end and text[start] in outer:
            start += 1
        while end > start and text[end - 1] in outer:
            end -= 1
        found.append((start, end))
    return tuple(found)


def without_article(text: str, extent: Extent | None) -> Extent | None:
    """A speaker without “the” or “a” before it: whether that belongs to a name is a matter of taste."""
    if extent is None:
        return None
    start, end = extent
    first = text[start:end].split()[0] if text[start:end].split() else ""
    return (start + len(first) + 1, end) if first.lower() in ("the", "a", "an") and len(first) < end - start else extent


SCHEME = """
name = "sayings"
version = "1"

[[label]]
name = "saying"
key = "1"
letter = "S"
colour = "quote"
snap = "quote"
parts = true

[[label.attribute]]
name = "form"
kind = "choice"
values = [{ name = "direct", letter = "d" }, { name = "indirect", letter = "i" }, { name = "mixed", letter = "m" }]
default = "from-marks"

[[label.attribute]]
name = "source"
kind = "choice"
values = [{ name = "by name" }, { name = "by role" }, { name = "nobody" }]

[[label]]
name = "voice"
key = "2"
letter = "V"
colour = "actor"

[[label]]
name = "crowd"
key = "3"
letter = "C"
colour = "event"

[[label]]
name = "hint"
key = "4"
letter = "H"
colour = "other"

[[relation]]
name = "said by"
from = ["saying"]
to = ["voice", "crowd"]
at_most = 1

[[relation]]
name = "told by"
from = ["saying"]
to = ["hint"]
at_most = 1

[[attribution]]
label = "saying"
speaker = "said by"
cue = "told by"
status = "source"
"""


def write_scheme(folder: Path) -> Path:
    """A scheme with one attribution, none of whose names anything knows, as a file."""
    path = folder / "sayings.toml"
    path.write_text(SCHEME, encoding="utf-8")
    return path


def attribution_scheme(parts: bool = True) -> Scheme:
    """The same scheme, read; with or without parts for what is said."""
    return read_scheme(SCHEME if parts else SCHEME.replace("parts = true", "parts = false"), "sayings.toml")
