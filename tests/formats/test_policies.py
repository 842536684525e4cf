"""Policies for losses: whatever is chosen, a span is in the output as it is, or it is in the losses."""

import io
from collections.abc import Callable
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.build import layer, span
from support.texts import extents, full_texts

from workbench.errors import FormatError
from workbench.formats import format_named, formats
from workbench.formats.base import Choices, Format, Line, Loss, Option, WriteOptions
from workbench.formats.kinds import KINDS, fate_of, policy_for
from workbench.model.article import Article
from workbench.model.layer import Labelled
from workbench.model.span import Span
from workbench.schemes import load_scheme

NEWS = load_scheme("news")
FLAT, WIDE = format_named("conll2003"), format_named("conll")
LABELS = ("event", "actor", "quote")
WRITERS = [known for known in formats().values() if known.write]
OPTIONS = [(known, option) for known in WRITERS for option in known.options]
Run = tuple[str, int, int]


def looked_at(known: Format, item: Labelled, **chosen: object) -> tuple[list[Line], list[Loss], list[Loss]]:
    """The lines of an item, what gets lost and what is spared."""
    assert known.lines is not None
    lost: list[Loss] = []
    spared: list[Loss] = []
    options = WriteOptions(NEWS, lost.append, spared.append, **chosen)  # type: ignore[arg-type]
    return list(known.lines(item, options)), lost, spared


def runs(lines: list[Line], column: int) -> list[Run]:
    """Label, start and end of each run of tags in a column, under both ways of tagging; a blank line ends a run."""
    found: list[Run] = []
    begun: Run | None = None
    for line in lines:
        cells = line.text.replace("\t", " ").split(" ")
        tag = cells[column] if line.start is not None else "O"
        if begun and tag[:2] not in ("I-", "E-"):
            found.append(begun)
            begun = None
        if line.start is None or line.end is None or tag == "O":
            continue
        start = begun[1] if begun else line.start
        assert begun is not None or tag[0] in "BS"
        begun = (tag[2:], start, line.end)
        if tag[0] in "SE":
            found.append(begun)
            begun = None
    return found + ([begun] if begun else [])


def article(text: str, *spans: Span) -> Labelled:
    mine = layer("gold", *spans)
    mine.sort()
    return Labelled(Article("k", text), mine)


@st.composite
def spans_in(draw: st.DrawFn, length: int) -> list[Span]:
    """Spans of one and of several parts."""
    found = []
    for at, (start, end) in enumerate(sorted(draw(st.sets(extents(length), max_size=6)))):
        parts = ((start, end),)
        if end - start > 2 and draw(st.booleans()):
            cut = draw(st.integers(start + 1, end - 2))
            parts = ((start, cut), (cut + 1, end))
        found.append(Span(str(at), LABELS[at % 3], parts))
    return found


@given(
    st.data(),
    full_texts,
    st.sampled_from(["longest", "priority"]),
    st.sampled_from(["split", "none"]),
    st.sampled_from(["split", "widen"]),
    st.sampled_from(["leave", "each"]),
    st.sampled_from(["iob2", "bioes"]),
)
def test_in_one_column_a_span_is_as_it_is_or_among_the_losses(
    data: st.DataObject, text: str, overlap: str, sentences: str, edges: str, parts: str, tags: str
) -> None:
    spans = data.draw(spans_in(len(text)))
    chosen = {"overlap": overlap, "sentences": sentences, "edges": edges, "parts": parts, "tags": tags}
    lines, lost, spared = looked_at(FLAT, article(text, *spans), **chosen)
    held = runs(lines, 3)
    ids = {loss.id for loss in lost}
    for item in spans:
        whole = len(item.parts) == 1 and (item.label, item.start, item.end) in held
        assert whole or item.id in ids, item
    # Nothing is tagged that nobody tagged: each run lies over its span, whose edges only widening may move out.
    for label, start, end in held:
        assert any(item.label == label and item.start < end and start < item.end for item in spans)
    assert all(loss.kind in ("sentence ends", "edges") for loss in spared)
    if edges == "widen":
        assert all(loss.kind != "edges" for loss in spared)


@given(st.data(), full_texts, st.sampled_from(["leave", "each"]), st.sampled_from(["iob2", "bioes"]))
def test_with_a_column_a_label_every_part_is_there(data: st.DataObject, text: str, parts: str, tags: str) -> None:
    spans = data.draw(spans_in(len(text)))
    lines, lost, _ = looked_at(WIDE, article(text, *spans), parts=parts, tags=tags)
    names = lines[0].text.removeprefix("# global.columns = ").split(" ")
    held = {run for column in range(3, len(names)) for run in runs([i for i in lines if i.text], column)}
    ids = {loss.id for loss in lost}
    for item in spans:
        assert (len(item.parts) == 1 and (item.label, item.start, item.end) in held) or item.id in ids
        for start, end in item.parts if parts == "each" else ():
            blank = text[start:end].strip() != text[start:end]
            assert blank or (item.label, start, end) in held


def test_an_edge_inside_a_word_splits_it_or_moves() -> None:
    item = article("anti-war talks", span("1", "event", 5, 14))
    lines, lost, spared = looked_at(FLAT, item)
    assert [line.text.split(" ")[0] for line in lines[2:-1]] == ["anti-", "war", "talks"]
    assert (lost, [loss.kind for loss in spared]) == ([], ["edges"])
    lines, lost, spared = looked_at(FLAT, item, edges="widen")
    assert [line.text for line in lines[2:-1]] == ["anti-war -X- O B-event", "talks -X- O I-event"]
    assert ([loss.kind for loss in lost], spared) == (["edges"], [])
    assert (lost[0].start, lost[0].end) == (5, 14)


def test_two_spans_in_one_word_meet_when_they_are_widened() -> None:
    item = article("anti-war", span("1", "event", 0, 4), span("2", "actor", 5, 8))
    assert runs(looked_at(FLAT, item)[0], 3) == [("event", 0, 4), ("actor", 5, 8)]
    lines, lost, _ = looked_at(FLAT, item, edges="widen", overlap="longest")
    assert [(loss.id, loss.kind) for loss in lost] == [("1", "overlaps"), ("2", "edges")]
    assert runs(lines, 3) == [("actor", 0, 8)]


def test_tags_that_tell_the_end() -> None:
    item = article("Ada Dorn left. Go now.", span("1", "actor", 0, 8), span("2", "event", 9, 13))
    lines, *_ = looked_at(FLAT, item, tags="bioes")
    assert [line.text.split(" ")[3] for line in lines[2:5]] == ["B-actor", "E-actor", "S-event"]
    over = article("Go. Now.", span("1", "quote", 0, 8))
    tags = [line.text.rpartition(" ")[2] for line in looked_at(FLAT, over, tags="bioes")[0] if line.start is not None]
    assert tags == ["B-quote", "E-quote", "B-quote", "E-quote"]


def test_each_part_is_written_and_the_span_is_still_told() -> None:
    item = article("a b c", Span("1", "quote", ((0, 1), (4, 5))))
    for known, column in ((FLAT, 3), (WIDE, 5)):
        lines, lost, _ = looked_at(known, item, parts="each")
        assert runs(lines, column) == [("quote", 0, 1), ("quote", 4, 5)]
        assert [(loss.kind, loss.start, loss.end) for loss in lost] == [("parts", 0, 5)]
        assert "each part" in lost[0].reason


def test_a_refusal_that_only_notes_sees_everything() -> None:
    item = article("Ada Dorn", span("1", "actor", 0, 8), span("2", "event", 0, 3), span("3", "event", 4, 8))
    with pytest.raises(FormatError, match="--overlap"):
        looked_at(FLAT, item)
    noted: list[str] = []
    _, lost, _ = looked_at(FLAT, item, refuse=noted.append)
    assert len(noted) == 2 and {loss.id for loss in lost} == {"2", "3"}


@pytest.mark.parametrize("known", [known for known in WRITERS if known.lines], ids=lambda known: known.name)
def test_the_lines_are_what_is_written(known: Format, write: Callable) -> None:
    item = article("Ada Dorn left. “Go,” she said.", span("1", "actor", 0, 8), span("2", "quote", 15, 20))
    lines, lost, _ = looked_at(known, item)
    data, losses = write(known, [item])
    assert "".join(f"{line.text}\n" for line in lines) == data.decode()
    assert lost == losses
    for line in lines:
        assert line.start is None or line.text.startswith(item.article.text[line.start : line.end])


@pytest.mark.parametrize(("known", "option"), OPTIONS, ids=lambda item: item.name)
def test_every_option_is_whole(known: Format, option: Option) -> None:
    names = {field.name: field for field in fields(Choices)}
    assert option.name in names
    # The first choice is what holds where nobody chose.
    assert getattr(Choices(), option.name) == option.choices[0].value
    assert option.title
    assert all(choice.title and choice.sentence for choice in option.choices) and len(option.choices) > 1
    assert option.choice(option.choices[-1].value) == option.choices[-1]
    assert not option.proposed or option.choice(option.proposed)
    with pytest.raises(FormatError, match=option.name):
        option.choice("no such thing")
    # Each choice makes a difference somewhere.
    item = article(
        "Ada Dorn left. Hongkongers stay.", span("1", "actor", 0, 13), span("2", "event", 9, 13),
        span("4", "actor", 15, 20), Span("3", "quote", ((22, 23), (27, 31))),
    )  # fmt: skip
    outputs = set()
    for choice in option.choices:
        lines, *_ = looked_at(known, item, **{option.name: choice.value}, refuse=lambda sentence: None)
        outputs.add(("refused" if choice.value == "error" else "", "\n".join(line.text for line in lines)))
    assert len(outputs) == len(option.choices)


def test_options_of_one_name_are_the_same_in_every_format() -> None:
    for _, option in OPTIONS:
        assert all(other == option for _, other in OPTIONS if other.name == option.name)


@pytest.mark.parametrize("known", WRITERS, ids=lambda known: known.name)
def test_every_kind_says_what_becomes_of_it(known: Format) -> None:
    kinds = {*known.cannot_hold, *(option.kind for option in known.options if option.kind)}
    for kind in kinds:
        assert KINDS[kind].title
        option = policy_for(known, kind)
        if option is None:
            assert fate_of(known, kind).endswith(".")
        else:
            assert {fate_of(known, kind, choice.value) for choice in option.choices} == {
                choice.sentence for choice in option.choices
            }


def test_only_the_labels_that_are_wanted_have_columns() -> None:
    out = io.BytesIO()
    assert WIDE.write is not None
    WIDE.write(lambda: iter([article("Ada")]), out, WriteOptions(NEWS, lambda loss: None, labels=("quote", "event")))
    assert out.getvalue().decode().startswith("# global.columns = FORM START END EVENT QUOTE\n")
