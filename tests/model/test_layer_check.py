"""A whole layer is refused where it holds what the scheme forbids."""

import pytest
from support.build import layer, span

from workbench.errors import SchemeError
from workbench.model.layer_check import check_layer
from workbench.model.relation import Relation
from workbench.model.scheme_file import read_scheme
from workbench.model.span import Span
from workbench.schemes import load_scheme

NEWS = load_scheme("news")
SPANS = (span("q", "quote", 0, 9), span("a", "actor", 11, 14), span("b", "actor", 15, 18), span("r", "quote", 20, 29))


def test_a_relation_begins_at_a_span_no_more_often_than_the_scheme_says() -> None:
    first, second, other = (
        Relation(str(at), "speaker", *ends) for at, ends in enumerate((("q", "a"), ("q", "b"), ("r", "b")))
    )
    check_layer(NEWS, layer("ann", *SPANS, relations=[first, other]))
    with pytest.raises(SchemeError, match="span q: a quote has at most 1 speaker"):
        check_layer(NEWS, layer("ann", *SPANS, relations=[first, other, second]))


def test_a_relation_without_a_limit_may_begin_anywhere_as_often() -> None:
    claims = load_scheme("claims")
    spans = (span("e", "evidence", 0, 3), span("c", "claim", 4, 6), span("d", "claim", 7, 9))
    check_layer(claims, layer("ann", *spans, relations=[Relation(to, "supports", "e", to) for to in "cd"]))


def test_what_stands_in_a_gap_between_parts_overlaps_nothing() -> None:
    scheme = read_scheme(
        'name = "s"\nversion = "1"\n[[label]]\nname = "quote"\nparts = true\noverlap = "none"\n'
        '[[label]]\nname = "actor"\n'
    )
    quote = Span("q", "quote", ((0, 10), (20, 30)))
    check_layer(scheme, layer("ann", quote, span("a", "actor", 12, 15)))
    with pytest.raises(SchemeError, match="may not overlap"):
        check_layer(scheme, layer("ann", quote, span("a", "actor", 12, 21)))


def test_a_name_has_the_right_article_before_it() -> None:
    with pytest.raises(SchemeError, match="span e: an event has one part only"):
        check_layer(NEWS, layer("ann", Span("e", "event", ((0, 3), (5, 8)))))
    with pytest.raises(SchemeError, match="an agent leads from event"):
        NEWS.check_relation("agent", "actor", "actor")
