"""Every format keeps every offset, tells what it can't hold, and reads its own output back; new ones are found here."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from support.build import layer, span
from support.texts import FAMILY, FLAGS

from workbench.errors import FormatError
from workbench.formats import format_named, formats, reader_for
from workbench.formats.base import Feature, Format, Found, Refusal
from workbench.model.article import Article, Meta
from workbench.model.entity import Entity
from workbench.model.layer import Comment, Decision, Labelled, Layer
from workbench.model.relation import Relation
from workbench.model.span import Span

AT = "2025-03-14T18:42:00Z"
SAID = "“We left,” Ada said, “at last.”"
SPEAKER = Relation("r", "speaker", "q", "a")
QUOTE, ACTOR = span("q", "quote", 0, 10), span("a", "actor", 11, 14)


def one(text: str, *spans: Span, **more: object) -> list[Labelled]:
    mine = layer("ann", *spans, **more)
    mine.sort()
    return [Labelled(Article("key", text), mine)]


def gold() -> list[Labelled]:
    decisions = [
        Decision("q", "agreed", "ada", "unanimous", AT, (("ann", "1"), ("bob", "2"))),
        Decision("3", "rejected", "ada", None, AT, (("bob", "3"),), "too long"),
        Decision("3-9", "nothing", "ada", None, AT),
    ]
    return [
        Labelled(Article("key", SAID), layer("gold", QUOTE, decisions=decisions, unresolved=2, state="in_progress"))
    ]


def several() -> list[Labelled]:
    first, second = (
        Article("a", "One two."),
        Article("b", "Three.", Meta("T", "S", "http://x", "2025-01-02", "en"), 2),
    )
    return [
        Labelled(first, layer("ann", span("1", "event", 0, 3))),
        Labelled(first, layer("bob", span("2", "event", 4, 7), state="in_progress")),
        Labelled(second, Layer("ann")),
        Labelled(Article("c", "Nobody was here.")),
    ]


def many() -> list[Labelled]:
    labels = ("event", "actor", "quote", "boilerplate")
    return one("word " * 2000, *(span(f"s{at:04}", labels[at % 4], 5 * at, 5 * at + 4) for at in range(2000)))


CASES: dict[str, Callable[[], list[Labelled]]] = {
    "no article": list,
    "empty text": lambda: one(""),
    "no spans": lambda: one("Plain text. Twice."),
    "emoji": lambda: one(
        f"a {FAMILY} b {FLAGS}.", span("1", "actor", 2, 7), span("2", "event", 8, 9), span("3", "event", 10, 12)
    ),
    "line ends": lambda: one(
        "One\r\ntwo\rthree\u2028four\u0085five", span("1", "event", 0, 8), span("2", "event", 5, 14)
    ),
    "odd blanks": lambda: one("a\u00a0b  c\ufeffd \v e", span("1", "event", 0, 3), span("2", "actor", 5, 8)),
    "right to left": lambda: one("قال عمر: لا. שלום", span("1", "actor", 4, 7), span("2", "quote", 9, 11)),
    "nested": lambda: one(SAID, span("1", "quote", 0, 10), span("2", "event", 1, 8), span("3", "quote", 1, 3)),
    "stacked": lambda: one(SAID, span("1", "quote", 0, 10), span("2", "event", 0, 10), span("3", "actor", 0, 10)),
    "crossing": lambda: one(SAID, span("1", "quote", 0, 10), span("2", "quote", 4, 14), span("3", "event", 8, 19)),
    "inside a word": lambda: one("Hongkongers", span("1", "actor", 0, 8), span("2", "event", 4, 11)),
    "blank edges": lambda: one(" a b ", span("1", "event", 0, 3), span("2", "event", 2, 3)),
    "parts": lambda: one(SAID, Span("q", "quote", ((0, 10), (21, 31)))),
    "attributes": lambda: one(SAID, span("q", "quote", 0, 10, type="direct"), attributes={"usable": False}),
    "relations": lambda: one(SAID, QUOTE, ACTOR, relations=[SPEAKER]),
    "entities": lambda: one(
        SAID,
        Span("a", "actor", ((11, 14),), {}, "e"),
        entities=[Entity("e", "actor", "Ada Dorn", {"type": "PER"}, "Q1")],
    ),
    "comments": lambda: one(
        SAID, ACTOR, comments=[Comment("c", "who?", "bob", AT, "a"), Comment("d", "all fine", "bob", AT)]
    ),
    "gold": gold,
    "several annotators": several,
    "2,000 spans": many,
}
WRITERS = [known for known in formats().values() if known.write]
READERS = [known for known in formats().values() if known.read]
BOTH = [known for known in WRITERS if known.read]


def named(known: Format) -> str:
    return known.name


@pytest.fixture(params=CASES, ids=list(CASES))
def items(request: pytest.FixtureRequest) -> list[Labelled]:
    return CASES[request.param]()


def settings_of(known: Format) -> dict[str, str]:
    """Options with which a format writes anything."""
    return {"overlap": "longest"} if "overlap" in {option.name for option in known.options} else {}


@pytest.mark.parametrize("known", WRITERS, ids=named)
def test_writing_twice_gives_the_same_bytes_and_no_item_is_changed(
    known: Format, items: list[Labelled], write: Callable
) -> None:
    before = repr(items)
    first, second = write(known, items, **settings_of(known)), write(known, items, **settings_of(known))
    assert first == second
    assert repr(items) == before
    first[0].decode()


@pytest.mark.parametrize("known", WRITERS, ids=named)
def test_what_can_not_be_held_is_told_item_by_item(known: Format, items: list[Labelled], write: Callable) -> None:
    _, losses = write(known, items, **settings_of(known))
    told = {(loss.article, loss.layer, loss.what, loss.id) for loss in losses}
    for item in items:
        for what, id in features_of(item, known):
            assert (item.article.key, item.layer.annotator if item.layer else "", what, id) in told
    assert known.cannot_hold or not losses


Things = list[tuple[str, str]]  # what it is, and its id


def features_of(item: Labelled, known: Format) -> Things:
    """Everything in ``item`` that falls under a feature that the format says it can't hold."""
    here = things_of(item)
    return [thing for feature in known.cannot_hold for thing in here[feature]]


def things_of(item: Labelled) -> dict[Feature, Things]:
    """What ``item`` has of each feature; an article without a layer has nothing else that could get lost."""
    mine = item.layer or Layer("")
    return {
        "parts": [("span", found.id) for found in mine.spans if len(found.parts) > 1],
        "attributes": [("attributes", found.id) for found in mine.spans if found.attributes],
        "relations": [("relation", found.id) for found in mine.relations],
        "overlaps": [("span", found.id) for found in outdone(mine.spans)],
        "entities": [("entity", found.id) for found in mine.entities],
        "comments": [("comment", found.id) for found in mine.comments],
        "decisions": [("decisions", "")] if mine.decisions else [],
        "article attributes": [("article attributes", "")] if mine.attributes else [],
        "meta": [("meta", "")] if item.layer and any(item.article.meta) else [],
        "articles without a layer": [] if item.layer else [("article", "")],
    }


def outdone(spans: list[Span]) -> list[Span]:
    """Those of one part that a longer one overlaps, the longest being kept first."""
    if all(one.end <= other.start for one, other in pairwise(sorted(spans, key=lambda item: item.order))):
        return []
    kept: list[Span] = []
    lost: list[Span] = []
    for item in sorted(spans, key=lambda span: (-span.length, span.order)):
        if len(item.parts) == 1:
            meets = any(other.start < item.end and item.start < other.end for other in kept)
            (lost if meets else kept).append(item)
    return lost


@pytest.mark.parametrize("known", WRITERS, ids=named)
def test_there_is_a_case_for_everything_that_can_not_be_held(known: Format) -> None:
    there = {
        feature for make in CASES.values() for item in make() for feature, things in things_of(item).items() if things
    }
    assert set(known.cannot_hold) <= there


@pytest.mark.parametrize("known", WRITERS, ids=named)
def test_a_loss_names_something_that_is_there(known: Format, items: list[Labelled], write: Callable) -> None:
    _, losses = write(known, items, **settings_of(known))
    there = {
        (item.article.key, item.layer.annotator, found.id): found
        for item in items
        if item.layer
        for found in item.layer.spans
    }
    for loss in losses:
        assert loss.reason
        if loss.what == "span":
            found = there[loss.article, loss.layer, loss.id]
            assert (loss.start, loss.end) == (found.start, found.end)


@pytest.mark.parametrize("known", BOTH, ids=named)
def test_what_it_writes_it_reads_back(known: Format, items: list[Labelled], write: Callable, read: Callable) -> None:
    data, losses = write(known, items, **settings_of(known))
    found = read(known, data)
    assert [item for item in found if isinstance(item, Refusal)] == []
    again = [item.item for item in found]
    if not known.cannot_hold:
        assert again == items
    kept = {(item.article.key, span.parts, span.label) for item in again if item.layer for span in item.layer.spans}
    lost = {(loss.article, loss.id) for loss in losses}
    for item in items:
        for mine in item.layer.spans if item.layer else ():
            assert (item.article.key, mine.parts, mine.label) in kept or (item.article.key, mine.id) in lost
    assert write(known, again, **settings_of(known))[0] == data


@pytest.mark.parametrize("known", READERS, ids=named)
@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n",
        b"\0",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"\xed\xa0\x80",
        b"{",
        b"[" * 5000,
        b'"' * 99,
        b"a,b\n1",
        b"\x1f\x8b\x08",
        b"PK\x03\x04",
    ],
)
def test_damaged_input_is_refused_and_breaks_nothing(known: Format, data: bytes, read: Callable) -> None:
    try:
        found = read(known, data)
    except FormatError as error:
        assert str(error)
        return
    for item in found:
        assert isinstance(item, Found) or item.reason


@pytest.mark.parametrize("known", formats().values(), ids=named)
def test_it_says_what_it_is(known: Format) -> None:
    assert known.read or known.write
    assert known.title
    assert known.summary or not known.write
    assert all(ending.startswith(".") for ending in known.endings)
    assert all(known.cannot_hold.values())
    assert format_named(known.name) is known


def test_every_ending_is_read_by_one_format() -> None:
    endings = [ending for known in READERS for ending in known.endings]
    assert len(set(endings)) == len(endings)
    assert {ending: reader_for(Path(f"x{ending.upper()}")) for ending in endings} == {
        ending: known for known in READERS for ending in known.endings
    }
    assert reader_for(Path("x.unknown")) is None


def test_an_unknown_format_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(FormatError, match="jsonl"):
        format_named("pdf")
