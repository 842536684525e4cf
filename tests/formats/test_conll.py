"""CoNLL with a column for each label: every span of one part can be rebuilt exactly from START, END and the columns."""

from collections.abc import Callable, Iterator

from hypothesis import given
from hypothesis import strategies as st
from support.build import layer, span
from support.texts import extents, full_texts

from workbench.formats import format_named
from workbench.model.article import Article
from workbench.model.layer import Labelled
from workbench.model.span import Span

CONLL = format_named("conll")
LABELS = ("event", "actor", "quote", "boilerplate")
Rows = list[list[str]]


def rows_of(data: bytes) -> tuple[list[str], Rows]:
    """The names of the columns, and all rows of the tokens."""
    lines = data.decode().split("\n")
    assert lines[0].startswith("# global.columns = FORM START END ")
    rows = [line.split("\t") for line in lines[1:] if "\t" in line]
    names = lines[0].removeprefix("# global.columns = ").split(" ")
    assert all(len(row) == len(names) for row in rows)
    return names, rows


def rebuilt(names: list[str], rows: Rows) -> Iterator[tuple[str, int, int]]:
    """Label, start and end of each sequence of tags."""
    for column in range(3, len(names)):
        begun: tuple[str, int, int] | None = None
        for row in rows:
            tag = row[column]
            if tag[:2] == "I-":
                assert begun is not None and begun[0] == tag[2:]
                begun = (begun[0], begun[1], int(row[2]))
                continue
            if begun:
                yield begun
            begun = (tag[2:], int(row[1]), int(row[2])) if tag != "O" else None
        if begun:
            yield begun


def written(write: Callable, text: str, *spans: Span) -> tuple[list[str], Rows, set[str]]:
    data, losses = write(CONLL, [Labelled(Article("k", text), layer("gold", *spans))])
    return *rows_of(data), {loss.id for loss in losses if loss.what == "span"}


@given(st.data(), full_texts)
def test_every_span_can_be_rebuilt(write: Callable, data: st.DataObject, text: str) -> None:
    drawn = data.draw(st.sets(st.tuples(st.sampled_from(LABELS), extents(len(text))), max_size=8))
    spans = [span(str(at), label, *where) for at, (label, where) in enumerate(sorted(drawn))]
    names, rows, lost = written(write, text, *spans)
    assert all(text[int(start) : int(end)] == form for form, start, end, *_ in rows)
    assert all(form.split() == [form] and form.splitlines() == [form] for form, *_ in rows)
    found = sorted(rebuilt(names, rows))
    kept = sorted((item.label, item.start, item.end) for item in spans if item.id not in lost)
    assert [item for item in kept if item not in found] == []
    for item in spans:
        blank_edge = text[item.start : item.end].strip() != text[item.start : item.end]
        assert (item.id in lost) == blank_edge


def test_the_head_of_an_article(write: Callable) -> None:
    items = [Labelled(Article("k\n# x", "Go. Come."), layer("gold")), Labelled(Article("empty", ""), layer("ann"))]
    data, _ = write(CONLL, items)
    nothing = "\tO" * 8 + "\n"
    assert data.decode() == (
        "# global.columns = FORM START END EVENT ACTOR QUOTE BOILERPLATE CUE HEADLINE PLACE TIME\n"
        "# newdoc id = k\\n# x\n# layer = gold\n"
        f"Go\t0\t2{nothing}.\t2\t3{nothing}\nCome\t4\t8{nothing}.\t8\t9{nothing}\n"
        "# newdoc id = empty\n# layer = ann\n\n"
    )


def test_no_two_keys_look_the_same(write: Callable) -> None:
    keys = ["a\n", "a\\n", "a\\\n", "a\\\\n"]
    data, _ = write(CONLL, [Labelled(Article(key, "x"), layer("gold")) for key in keys])
    written = [line for line in data.decode().split("\n") if line.startswith("# newdoc id = ")]
    assert len(set(written)) == len(keys)


def test_nesting_within_a_label_takes_a_column_each_the_outermost_first(write: Callable) -> None:
    names, rows, _ = written(
        write, "a b c", span("1", "event", 2, 3), span("2", "event", 0, 5), span("3", "event", 4, 5)
    )
    assert names[3:6] == ["EVENT", "EVENT_2", "ACTOR"]
    assert [row[3:5] for row in rows] == [["B-event", "O"], ["I-event", "B-event"], ["I-event", "B-event"]]


def test_a_token_is_split_where_a_border_falls_inside(write: Callable) -> None:
    _, rows, lost = written(write, "anti-war", span("1", "event", 5, 8))
    assert [row[:4] for row in rows] == [["anti-", "0", "5", "O"], ["war", "5", "8", "B-event"]]
    assert not lost


def test_a_key_in_the_first_column_is_not_taken_for_a_comment(write: Callable) -> None:
    names, rows, _ = written(write, "# newdoc id = x", span("1", "event", 0, 1))
    assert rows[0][0] == "#"
    assert len(names) == len(rows[0])


def test_spans_of_several_parts_are_reported(write: Callable) -> None:
    _, rows, lost = written(write, "a b c", Span("1", "quote", ((0, 1), (4, 5))))
    assert lost == {"1"}
    assert {tag for row in rows for tag in row[3:]} == {"O"}


def test_spans_of_a_label_that_touch_share_a_column(write: Callable) -> None:
    names, rows, _ = written(write, "a b", span("1", "event", 0, 2), span("2", "event", 2, 3))
    assert "EVENT_2" not in names
    assert [row[3] for row in rows] == ["B-event", "B-event"]
