"""Many spans out of columns: what a list of them would be, whatever is done to it."""

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.model.span import NO_ATTRIBUTES, Span, in_text_order
from workbench.model.spans import Columns, Kind, Spans, by_id, each_of, ids_of, places_of

KINDS = (
    Kind("actor", NO_ATTRIBUTES, None),
    Kind("event", NO_ATTRIBUTES, "e"),
    Kind("quote", {"type": "mixed"}, None),
    Kind("quote", NO_ATTRIBUTES, None, ((3, 4), (6, 9))),
)
rows = st.lists(
    st.tuples(st.text("abü", min_size=1, max_size=3), st.integers(0, 6), st.integers(1, 4), st.integers(0, 3)),
    unique_by=lambda row: row[0], max_size=12,
)  # fmt: skip


def made(found: list[tuple[str, int, int, int]]) -> tuple[Spans, list[Span]]:
    """Columns, and the same spans as objects."""
    found = sorted(((id, 3, 6, 3) if kind == 3 else (id, start, length, kind) for id, start, length, kind in found),
                   key=lambda row: row[1])  # fmt: skip
    starts = array("q", [row[1] for row in found])
    ends = array("q", [row[1] + row[2] for row in found])
    plain = [
        Span(id, KINDS[kind].label, KINDS[kind].parts or ((start, start + length),), *KINDS[kind][1:3])
        for id, start, length, kind in found
    ]
    columns = Columns([row[0] for row in found], starts, ends, array("i", [row[3] for row in found]), KINDS)
    return Spans(columns), in_text_order(plain)


@given(rows)
def test_columns_hold_what_a_list_would_in_text_order(found: list[tuple[str, int, int, int]]) -> None:
    spans, plain = made(found)
    assert spans == plain and plain == spans and len(spans) == len(plain) and spans[1:3] == plain[1:3]
    assert list(zip(spans.columns.starts, spans.columns.ends)) == [(span.start, span.end) for span in plain]
    known = by_id(spans)
    assert list(each_of(known)) == plain and list(known) == [span.id for span in plain]
    for span in plain:
        assert known[span.id] == known.get(span.id) == span
    assert known.get("none") is None and spans.columns.find("none") is None
    ids = ["none", *(span.id for span in plain)]
    assert places_of(spans, ids) == places_of(plain, ids) == {span.id: at for at, span in enumerate(plain)}


@given(rows, st.lists(st.tuples(st.sampled_from(["put", "take", "set", "copy"]), st.integers(0, 20)), max_size=12))
def test_a_list_over_columns_changes_as_any_list_does(
    found: list[tuple[str, int, int, int]], changes: list[tuple[str, int]]
) -> None:
    spans, plain = made(found)
    as_read, known, ids = spans.copy(), by_id(spans), {span.id: span for span in plain}
    before = plain.copy()
    for number, (what, at) in enumerate(changes):
        new = Span(f"new {number}", "actor", ((at, at + 1),))
        if what == "put":
            spans.insert(at % (len(plain) + 1), new)
            plain.insert(at % (len(plain) + 1), new)
            known[new.id] = ids[new.id] = new
        elif what == "copy":
            spans = spans.copy()
        elif plain and what == "take":
            gone = plain.pop(at % len(plain))
            assert spans.pop(at % len(spans)) == gone == known.pop(gone.id) == ids.pop(gone.id)
        elif plain:
            old = plain[at % len(plain)]
            changed = old._replace(label="other")
            spans[at % len(plain)] = plain[at % len(plain)] = known[old.id] = ids[old.id] = changed
        assert spans == plain and len(known) == len(ids) and dict(known) == ids
        assert {span.id: span for span in each_of(known)} == ids and list(known) == [span.id for span in each_of(known)]
    assert by_id(spans) == {span.id: span for span in plain}
    assert as_read == before and as_read.is_whole and (not spans.is_whole or spans == before)


@given(rows)
def test_ids_of_wanted_kinds_are_those_of_a_list(found: list[tuple[str, int, int, int]]) -> None:
    spans, plain = made(found)
    wanted = {span.id for span in plain if span.label == "quote" and span.entity is None}
    assert ids_of(spans, lambda span: span.label == "quote" and span.entity is None) == wanted
    del spans[:1]
    left = {span.id for span in plain[1:] if span.entity is not None}
    assert ids_of(spans, lambda span: span.entity is not None) == left


def test_what_is_not_there_is_a_key_error_and_other_types_are_not_equal() -> None:
    spans, _ = made([("a", 0, 2, 0), ("b", 4, 2, 1)])
    known = by_id(spans)
    with pytest.raises(KeyError):
        del known["c"]
    with pytest.raises(KeyError):
        known["c"]
    assert spans not in (("a", "b"), []) and repr(spans) == repr(list(spans))


def test_ids_of_one_length_and_of_several_are_found() -> None:
    for ids in (["aa", "bb", "cc"], ["a", "bb", "ccc"]):
        spans, plain = made([(id, at * 5, 2, 0) for at, id in enumerate(ids)])
        assert [spans.columns.find(id) for id in ids] == [0, 1, 2] and [span.id for span in plain] == ids
        assert spans.columns.find("ab") is None
