"""Of a block only the lines are worked out and painted anew whose spans changed, and they look as if all were."""

import random

import pytest
from pytestqt.qtbot import QtBot
from support.lines import on, open_lines, seen

from workbench.model.span import Span
from workbench.window.article.marks.strokes import StrokeMaker
from workbench.window.article.view import ArticleView

LABELS = ("actor", "event", "quote")
LONG = " ".join(f"word{number}" for number in range(240))
TWO = "one two three four\nfive six seven eight"


def test_a_span_that_comes_has_only_its_own_line_made(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    view = open_lines(qtbot, LONG, *(on(LONG, f"word{at}", f"s{at}", "actor") for at in range(100, 230, 10)))
    seen(view)
    made: list[object] = []
    real = StrokeMaker.make
    monkeypatch.setattr(StrokeMaker, "make", lambda maker: made.append(maker._wanted) or real(maker))
    new = on(LONG, "word105", "new", "event")
    view.update_spans((), [new])
    seen(view)
    assert made == [{next(piece.line for piece in view._marks.pieces(0) if piece.span.id == "new")}]


def test_what_comes_before_the_boxes_are_measured_is_there_once(qtbot: QtBot) -> None:
    view = open_lines(qtbot, TWO, on(TWO, "one", "first", "actor"))
    view._restyle()
    view.update_spans((), [on(TWO, "two three", "second", "actor")])
    assert sorted(piece.span.id for piece in view._marks.pieces(0)) == ["first", "second"] and as_made_anew(view)


def as_made_anew(view: ArticleView) -> bool:
    kept = seen(view)
    view._restyle()
    return kept == seen(view)


@pytest.mark.parametrize("seed", range(3))
def test_kept_lines_are_those_that_would_be_made_anew(qtbot: QtBot, seed: int) -> None:
    chance = random.Random(seed)
    view = open_lines(qtbot, f"{LONG}\n{LONG}")
    length, spans = len(view.text), dict[str, Span]()
    for number in range(40):
        gone = chance.sample(sorted(spans), min(len(spans), chance.randrange(3)))
        start = chance.randrange(length - 1)
        end = min(length, start + chance.choice((6, 40, 150, 500)))
        id = chance.choice(gone) if gone and chance.random() < 0.5 else f"s{number}"
        span = Span(id, chance.choice(LABELS), ((start, end),))
        view.update_spans(gone, [span])
        for one in gone:
            del spans[one]
        spans[id] = span
        if chance.random() < 0.5:
            view.select_span(chance.choice(sorted(spans)), reveal=False)
        assert as_made_anew(view), number


def test_who_gave_way_comes_back_in_another_paragraph_too(qtbot: QtBot) -> None:
    first = [on(TWO, words, words, "actor") for words in ("one", "one two", "one two three")]
    second = [on(TWO, words, words, "actor") for words in ("six", "six seven", "six seven e", "six seven eight")]
    outer, hidden = (
        on(TWO, TWO[: TWO.index(" six")], "outer", "event"),
        on(TWO, "five six seven eight", "hidden", "quote"),
    )
    view = open_lines(qtbot, TWO, *first, *second, outer, hidden)
    lane = view._marks.lanes.lane
    assert lane(outer) == 3 and lane(hidden) == 4 and list(view._display.blocks_of(hidden.start, hidden.end)) == [1]
    seen(view)
    view.select_span("hidden", reveal=False)
    assert view._marks.gives_way(outer) and as_made_anew(view)
    view.update_spans(["hidden"], ())
    assert as_made_anew(view)
