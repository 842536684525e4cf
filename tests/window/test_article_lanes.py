"""Lanes nest like brackets; tags make way for each other."""

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from workbench.model.span import Span
from workbench.window.article.marks.intervals import SpanIndex, rank
from workbench.window.article.marks.lanes import FAR, HIDDEN, LANES, Lanes, Tag, place_tags
from workbench.window.frame import Frame

EXTENTS = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 40)), max_size=25)


def spans_of(extents: list[tuple[int, int]]) -> list[Span]:
    return [Span(f"s{number}", "L", ((start, start + length),)) for number, (start, length) in enumerate(extents)]


def overlap(first: Span, second: Span) -> bool:
    return first.start < second.end and second.start < first.end


def lanes_at_once(spans: list[Span]) -> dict[str, int]:
    """The rule in its plainest form, for comparison."""
    lanes: dict[str, int] = {}
    for span in sorted(spans, key=rank):
        taken = {lanes[other.id] for other in spans if other.id in lanes and overlap(span, other)} - {HIDDEN}
        lanes[span.id] = min(set(range(HIDDEN + 1)) - taken)
    return lanes


@given(EXTENTS, st.randoms())
def test_lanes_are_the_same_whichever_is_asked_for_first(extents: list[tuple[int, int]], random) -> None:
    spans = spans_of(extents)
    wanted = lanes_at_once(spans)
    lanes = Lanes(SpanIndex(spans))
    random.shuffle(spans)
    assert {span.id: lanes.lane(span) for span in spans} == wanted


@given(EXTENTS)
def test_spans_that_overlap_never_share_a_lane_and_the_inner_is_nearer(
    extents: list[tuple[int, int]],
) -> None:
    spans = spans_of(extents)
    lanes = Lanes(SpanIndex(spans))
    for first, second in combinations(spans, 2):
        mine, its = lanes.lane(first), lanes.lane(second)
        if overlap(first, second) and HIDDEN not in (mine, its):
            assert mine != its
    for span in spans:
        within = [other for other in spans if rank(other) < rank(span) and overlap(span, other)]
        if not within:
            assert lanes.lane(span) == 0


@given(EXTENTS, EXTENTS, st.sets(st.integers(0, 24)))
def test_a_change_moves_only_what_it_must(
    before: list[tuple[int, int]], new: list[tuple[int, int]], gone: set[int]
) -> None:
    spans = spans_of(before)
    index = SpanIndex(spans)
    lanes = Lanes(index)
    old = {span.id: lanes.lane(span) for span in spans}
    removed = [span for number, span in enumerate(spans) if number in gone]
    added = [Span(f"n{span.id}", "L", span.parts) for span in spans_of(new)]
    for span in removed:
        index.remove(span.id)
    for span in added:
        index.add(span)
    moved = {span.id for span in lanes.change(removed, added)}
    wanted = lanes_at_once(list(index))
    assert {span.id: lanes.lane(span) for span in index} == wanted
    assert moved & old.keys() == {id_ for id_, lane in wanted.items() if id_ in old and old[id_] != lane}


@given(EXTENTS, st.integers(0, 100), st.integers(0, 100))
def test_the_index_finds_what_a_scan_finds(extents: list[tuple[int, int]], first: int, second: int) -> None:
    start, end = sorted((first, second))
    spans = spans_of(extents)
    index = SpanIndex(spans)
    found = {span.id for span in index.touching(start, end)}
    assert found == {span.id for span in spans if span.start < end and start < span.end}
    assert [span.id for span in index] == [span.id for span in sorted(spans, key=lambda span: span.order)]
    covering = [span for span in spans if span.covers(start)]
    assert index.at(start) == min(covering, key=rank, default=None)


@given(EXTENTS)
def test_out_leads_to_a_span_round_this_one_and_in_to_one_inside(extents: list[tuple[int, int]]) -> None:
    index = SpanIndex(spans_of(extents))
    for span in index:
        outer = index.around(span)
        if outer is not None:
            assert outer.start <= span.start
            assert outer.end >= span.end
            assert index.inside(outer) is not None


@given(EXTENTS)
def test_walking_visits_every_span_both_ways(extents: list[tuple[int, int]]) -> None:
    index = SpanIndex(spans_of(extents))
    place: Span | None = index.after(0)
    forwards = []
    while place is not None:
        forwards.append(place)
        place = index.after(place)
    assert forwards == list(index)
    assert all(index.before(second) == first for first, second in pairwise(forwards))


def placed(*tags: Tag, right: float = 640) -> list[tuple[str, float, float, int]]:
    return [(place.id, place.x, place.value, place.more) for place in place_tags(tags, right, 2)]


def test_a_value_goes_where_the_next_tag_would_be_covered() -> None:
    near = placed(Tag("a", 0, 13, 30), Tag("b", 40, 13, 30))
    far = placed(Tag("a", 0, 13, 30), Tag("b", 45, 13, 30))
    assert near == [("a", 0, 0, 0), ("b", 40, 30, 0)]
    assert far == [("a", 0, 30, 0), ("b", 45, 30, 0)]


def test_the_value_of_the_selected_tag_is_cut_where_it_would_reach_the_next_or_the_edge() -> None:
    assert placed(Tag("a", 0, 13, 30, selected=True), Tag("b", 40, 13, 30)) == [("a", 0, 25, 0), ("b", 40, 30, 0)]
    assert placed(Tag("a", 0, 13, 30, selected=True), Tag("b", 10, 13, 30)) == [("a", 0, 0, 0), ("b", 15, 30, 0)]
    assert placed(Tag("a", 20, 13, 30, selected=True), right=50) == [("a", 20, 17, 0)]


def test_tags_leave_the_rings_of_handles_free() -> None:
    tags = [Tag("far", 0, 13, 30), Tag("outer", 30, 13, 30), Tag("own", 47, 13, 30, selected=True)]
    found = place_tags(tags, 640, 2, [(36, 47)])
    assert [(place.id, place.x, place.value) for place in found] == [("far", 0, 0), ("outer", 47, 0), ("own", 62, 30)]
    at_the_edge = place_tags([Tag("own", 637, 13, 30, selected=True)], 640, 2, [(625, 637)])
    assert [(place.x, place.value) for place in at_the_edge] == [(612, 0)]


def test_letters_stand_side_by_side_where_spans_begin_together() -> None:
    assert placed(Tag("outer", 0, 13, 30), Tag("inner", 0, 13, 30)) == [
        ("outer", 0, 0, 0),
        ("inner", 15, 30, 0),
    ]


def test_more_than_four_are_counted() -> None:
    found = placed(*(Tag(str(number), 0, 13) for number in range(6)))
    assert [(id_, x, more) for id_, x, _, more in found] == [
        ("0", 0, 0),
        ("1", 15, 0),
        ("2", 30, 0),
        ("3", 45, 3),
    ]


def test_the_selected_tag_is_always_among_them() -> None:
    found = placed(*(Tag(str(number), 0, 13, 30, selected=number == 5) for number in range(6)))
    assert ("5", 30, 0, 0) in found


@given(
    st.lists(
        st.tuples(st.floats(0, 600), st.sampled_from([0.0, 20.0, 40.0]), st.sampled_from([13.0, 60.0])), max_size=20
    ),
    st.integers(0, 19),
    st.none() | st.floats(0, 590),
)
def test_tags_never_cover_each_other_nor_a_ring(
    wanted: list[tuple[float, float, float]], chosen: int, ring: float | None
) -> None:
    tags = [Tag(str(at), x, letter, value, at == chosen) for at, (x, value, letter) in enumerate(sorted(wanted))]
    rings = [(ring, ring + 12)] if ring is not None else []
    found = [(place, place.x + tags[int(place.id)].letter + place.value) for place in place_tags(tags, 640, 2, rings)]
    for (_, end), (second, _) in pairwise(found):
        assert end <= second.x + 1e-6
    for place, end in found:
        assert end <= 640 + 1e-6
        assert all(end <= low + 1e-6 or place.x >= high - 1e-6 for low, high in rings)


def long_span(id_: str, start: int, end: int) -> Span:
    return Span(id_, "L", ((start, end),))


def test_spans_that_reach_far_take_the_outermost_lanes_and_no_inner_one_is_asked() -> None:
    inner = [long_span(f"s{at:04}", 10 * at, 10 * at + 25) for at in range(5000)]
    index = SpanIndex(inner)
    lanes = Lanes(index)
    assert lanes.lane(inner[7]) != LANES - 1
    whole, most, third = long_span("w", 0, 60_000), long_span("m", 10, 50_000), long_span("t", 20, 40_000)
    for span in (most, whole, third):
        index.add(span)
    assert lanes.change([], [most, whole, third]) is None
    assert [lanes.lane(span) for span in (whole, most, third)] == [LANES - 1, LANES - 2, HIDDEN]
    assert len(lanes._lanes) == 3
    for span in inner[100:110]:
        assert lanes.lane(span) < LANES - 2 or lanes.lane(span) == HIDDEN
    index.remove("w")
    assert lanes.change([whole], []) is None
    assert [lanes.lane(span) for span in (most, third)] == [LANES - 1, LANES - 2]
    assert [span.id for span in index.far(FAR)] == ["m", "t"]


def test_in_an_article_with_many_spans_no_tag_covers_another_whatever_is_selected(working: Frame) -> None:
    view, cut = working.view, 0
    marks = view._marks
    for span in view.spans():
        view.select_span(span.id)
        for block in range(view.document().blockCount()):
            boxes = sorted((tag.line, tag.place.x, tag.place.x + tag.width) for tag in marks.tags(block))
            for (line, _, end), (following, start, _) in pairwise(boxes):
                assert line != following or end <= start
            cut += sum(tag.look.value.endswith("…") for tag in marks.tags(block))
    assert cut > 0
