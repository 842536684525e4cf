"""Spans near a stretch of text, and the labels that may not overlap: as a look at every one tells them."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from workbench.errors import SchemeError
from workbench.model.nearby import Nearby
from workbench.model.scheme import Label, Overlap, Scheme
from workbench.model.span import Span

EXTENTS = st.tuples(st.integers(0, 60), st.sampled_from([1, 2, 3, 7, 8, 60])).map(lambda pair: (pair[0], sum(pair)))
RULES: tuple[Overlap, ...] = ("free", "no-crossing", "no-self", "none")


@given(st.lists(EXTENTS, max_size=30), st.integers(0, 30), EXTENTS)
def test_those_that_touch_are_found(extents: list[tuple[int, int]], later: int, place: tuple[int, int]) -> None:
    spans = [Span(f"s{at}", "event", (extent,)) for at, extent in enumerate(extents)]
    near = Nearby(spans[later:])
    for span in spans[:later]:
        near.add(span)
    start, end = place
    wanted = {span for span in spans if span.start < end and span.end > start}
    found = list(near.touching(start, end))
    assert set(found) == wanted and len(found) == len(wanted)


def excluded(scheme: Scheme, one: Span, other: Span) -> bool:
    try:
        scheme.check_overlap(one, [other])
    except SchemeError:
        return True
    return False


def test_rivals_are_the_labels_whose_overlap_can_be_excluded() -> None:
    places = [((0, 4), (2, 6)), ((2, 6), (0, 4)), ((0, 6), (2, 4)), ((2, 4), (0, 6)), ((0, 4), (0, 4))]
    for one, other in itertools.product(RULES, RULES):
        labels = [Label("a", "1", "A", "event", overlap=one), Label("b", "2", "B", "actor", overlap=other)]
        scheme = Scheme("s", "1", labels)
        for label in ("a", "b"):
            wanted = {
                rival
                for rival in ("a", "b")
                for mine, its in places
                if excluded(scheme, Span("m", label, (mine,)), Span("i", rival, (its,)))
            }
            assert set(scheme.rivals(label)) == wanted, (one, other, label)
