"""A project of sayings, whose scheme asks for many kinds of values and relations."""

from pathlib import Path

from support.build import bring, record
from workbench.model.layer import Layer
from workbench.model.span import Span
from workbench.project import Project
from workbench.window.frame import Frame

SCHEME = """
name = "sayings"
version = "1"

[[label]]
name = "saying"
key = "1"
letter = "S"
colour = "quote"
snap = "character"
parts = true
[[label.attribute]]
name = "form"
kind = "choice"
values = [{ name = "direct", letter = "d", means = "word for word" }, "indirect", { name = "in parts", letter = "p" }]
default = "direct"
required = true
[[label.attribute]]
name = "source_known"
kind = "flag"
required = true
[[label.attribute]]
name = "reason"
kind = "choice"
values = ["shy", "hidden"]
required = true
when = { source_known = [false] }
[[label.attribute]]
name = "tone"
kind = "choice"
values = ["calm", "loud"]
[[label.attribute]]
name = "themes"
kind = "choices"
values = ["law", "money", "rain"]
[[label.attribute]]
name = "words"
kind = "text"
[[label.attribute]]
name = "old"
kind = "choice"
values = ["yes", "no"]
off = true
[[label.attribute]]
name = "unsure"
kind = "flag"
unsure = true

[[label]]
name = "deed"
key = "2"
letter = "D"
colour = "event"
[[label.attribute]]
name = "type"
kind = "choice"
required = true
values = [
    "agree", "consult", "support", "concede", "cooperate", "aid", "retreat", "accuse", "request", "reject",
    { name = "threaten", means = "say that harm may come" }, "protest", "site notice", "none",
]

[[label]]
name = "person"
key = "3"
letter = "P"
colour = "actor"

[[label]]
name = "spot"
key = "4"
letter = "O"
colour = "place"

[[label]]
name = "hour"
key = "5"
letter = "H"
colour = "time"
off = true

[[relation]]
name = "by"
from = ["saying"]
to = ["person"]
at_most = 1
required = true
unless = { form = ["in parts"] }

[[relation]]
name = "at"
from = ["saying", "deed"]
to = ["spot", "person"]

[[attribution]]
label = "saying"
speaker = "by"
"""
TEXT = (
    "Ann came to the harbour. “We left,” said Bob, who leads the crew, on Monday. Cem wept.\n"
    "The strike hit Dover. “No one asked the harbour master of Dover,” Eve told Finn."
)


def place(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


def open_sayings(frame: Frame, tmp_path: Path, spans: dict[str, str]) -> Frame:
    """Ines on an article with spans: their labels by their words."""
    (tmp_path / "sayings.toml").write_text(SCHEME, encoding="utf-8")
    made = [(f"s{at}", label, *place(words)) for at, (words, label) in enumerate(spans.items())]
    with Project.create(tmp_path / "sayings.workbench", tmp_path / "sayings.toml") as project:
        bring(project, tmp_path, [record("a", TEXT, "ines", made), record("b", "Another one came.\n" * 60)])
    frame.projects.open(str(tmp_path / "sayings.workbench"), "ines")
    assert frame.session is not None
    frame.session.open("a")
    frame.view.setFocus()
    return frame


def stored(frame: Frame) -> Layer:
    """What another reader of the file finds."""
    assert frame.session is not None
    with Project.open(Path(frame.session.project.where)) as reader:
        return reader.layer("a", "ines")


def span_of(layer: Layer, words: str) -> Span:
    return next(span for span in layer.spans if span.parts == (place(words),))


def values(frame: Frame, words: str) -> dict[str, object]:
    return dict(span_of(stored(frame), words).attributes)


def links(frame: Frame) -> list[tuple[str, str, str]]:
    """Relations as their type and the words at both ends."""
    layer = stored(frame)
    words = {span.id: TEXT[span.start : span.end] for span in layer.spans}
    return sorted((item.type, words[item.source], words[item.target]) for item in layer.relations)


def entries(frame: Frame) -> int:
    assert frame.session is not None
    return len(list(frame.session.project.history()))
