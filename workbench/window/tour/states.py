"""Every state that a span can be drawn in, on one page: a line each, as the tour leaves it in a picture."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from workbench.model.relation import Relation
from workbench.model.scheme import AttributeType, Label, Scheme
from workbench.model.span import Span
from workbench.window.article.view import ArticleView
from workbench.window.look.small import plain_label
from workbench.window.look.theme import Theme

_ATTRIBUTES = (AttributeType("type", "text"), AttributeType("unsure", "flag", unsure=True))
_NAMES = "event actor quote boilerplate place time number topic claim emotion cause other"
_LETTERS = "EAQBPTNOCMUX"
SCHEME = Scheme(
    "states", "1",
    [Label(name, "", letter, name, attributes=_ATTRIBUTES) for name, letter in zip(_NAMES.split(), _LETTERS)],
)  # fmt: skip
_POLICE = "Police closed Quay Road for three hours."
_SPOKEN = "“No,” said Marta Okafor, who leads the union."
_LONGER = (
    "Talks broke down at noon. “We were promised an answer, and at noon the chairman told us that there is none,” "
    "said Marta Okafor of the Harbour Workers’ Union.\nThe chairman, Pavel Lind, could not be reached.\n"
    "The port was quiet in the evening.\n“Nobody wants this strike,” Lind had said."
)
_WIDTH, _LEFT = 830, 250


class State(NamedTuple):
    """A row of the page: its name, what can be seen, the article, and what is done to its view."""

    name: str
    said: str
    text: str
    spans: tuple[Span, ...]
    do: Callable[[ArticleView], object] = lambda view: None
    height: int = 62


def _span(id: str, text: str, words: str, value: str = "", unsure: bool = False) -> Span:
    """A span on these words; its label is its id without the digits."""
    start = text.index(words)
    attributes = {**({"type": value} if value else {}), **({"unsure": True} if unsure else {})}
    return Span(id, id.rstrip("0123456789"), ((start, start + len(words)),), attributes)


def _police(unsure: bool = False) -> tuple[Span, ...]:
    closed = _span("event", _POLICE, "closed Quay Road", "closure", unsure)
    return _span("actor", _POLICE, "Police", "org"), closed


def _suggest(current: str | None) -> Callable[[ArticleView], object]:
    actor = _police()[0]._replace(id="proposed")
    return lambda view: view.set_suggestions([actor], current)


def _find(view: ArticleView) -> None:
    places = [(at, at + 1) for at, letter in enumerate(_POLICE) if letter == "o"]
    view.set_found([*places, (_POLICE.index("three"), _POLICE.index("three") + 5)], len(places))


def _link(selected: str, *ends: tuple[str, str]) -> Callable[[ArticleView], object]:
    relations = [Relation(f"r{at}", "speaker", *pair) for at, pair in enumerate(ends)]

    def link(view: ArticleView) -> None:
        view.set_relations(relations)
        view.select_span(selected, reveal=False)

    return link


def _link_all(view: ArticleView) -> None:
    _link("", ("quote1", "actor1"), ("quote2", "actor2"))(view)
    view.set_all_relations(True)


def _many(text: str) -> tuple[Span, ...]:
    words = ("two", "one two", "one two three", "one two three four", "one two three four five")
    labels = ("actor", "event", "quote", "actor1", "event1")
    inner = [_span(label, text, quoted) for label, quoted in zip(labels, words)]
    return *inner, _span("quote1", text, "one two three four five six"), _span("actor2", text, text)


def states() -> list[State]:
    """The rows of the page."""
    nested = "“Okafor closed the gates, then left.”"
    crossing = "Caldera Terminals said it would sue the union."
    together = "The union and its chair and Okafor agreed."
    many = "one two three four five six seven"
    twelve = "event actor quote boiler place time number topic claim mood cause other"
    spoken = _span("quote", _SPOKEN, "“No,”", "direct"), _span("actor", _SPOKEN, "Marta Okafor", "person")
    longer = (
        _span("quote1", _LONGER, "“We were promised an answer, and at noon the chairman told us that there is none,”"),
        _span("actor1", _LONGER, "Marta Okafor", "person"),
        _span("actor2", _LONGER, "Pavel Lind", "person"),
        _span("quote2", _LONGER, "“Nobody wants this strike,”", "direct"),
    )
    return [
        State("At rest", "Lane, fill, tag: letter and value", _POLICE, _police()),
        State("Hover", "Thicker lane, stronger fill", _POLICE, _police(), lambda view: view._hover(_police()[1])),
        State("Selected", "Edge lines, two handles", _POLICE, _police(), lambda view: view.select_span("event", False)),
        State("Selected by keys", "With a ring in ink", _POLICE, _police(), lambda view: view.select_span("actor")),
        State(
            "Dimmed", "Filtered out: the text stays", _POLICE, _police(),
            lambda view: view.set_dimmed_labels(["actor"]),
        ),
        State("Suggestion, unsure", "Broken lane, hollow letter", _POLICE, _police(True)[1:], _suggest(None)),
        State("Asked about", "The suggestion that Enter takes", _POLICE, _police()[1:], _suggest("proposed")),
        State("Found", "Thin frames, the current one filled", _POLICE, _police(), _find),
        State(
            "Nested", "The shortest is nearest to the text", nested,
            (_span("quote", nested, nested, "direct"), _span("actor", nested, "Okafor", "person"),
             _span("event", nested, "closed the gates", "blockade")),
        ),
        State(
            "Crossing", "Caps tell start and end", crossing,
            (_span("boilerplate", crossing, "Caldera Terminals said it", "a"),
             _span("quote", crossing, "said it would sue the union", "indirect"),
             _span("event", crossing, "sue the union", "court")),
        ),
        State(
            "Tags collide", "Values go first, then letters queue", together,
            (_span("quote", together, together), _span("actor", together, "The union", "org"),
             _span("actor1", together, "The union and its chair and Okafor"),
             _span("actor2", together, "Okafor", "person"), _span("event", together, "agreed", "deal")),
        ),
        State("More than four lanes", "Four are drawn, the rest is counted", many, _many(many)),
        State("Compact", "Two lanes, then a count", many, _many(many), lambda view: view.set_most_lanes(2)),
        State("Relation", "The role stands in the target’s tag", _SPOKEN, spoken, _link("quote", ("quote", "actor"))),
        State(
            "On other lines", "Through the left margin", _LONGER, longer,
            _link("actor2", ("quote1", "actor2"), ("quote2", "actor2")), 300,
        ),
        State(
            "Out of view", "A click on the name goes there", _LONGER, longer, _link("quote1", ("quote1", "actor2")), 112
        ),
        State("All relations", "Of every span, in grey", _LONGER, longer, _link_all, 300),
        State(
            "Twelve labels", "Every tag has its letter", twelve,
            tuple(_span(word, twelve, word)._replace(label=name) for word, name in zip(twelve.split(), _NAMES.split())),
        ),
    ]  # fmt: skip


def states_page(theme: Theme) -> QWidget:
    """The page, dressed in a theme."""
    page = QWidget()
    page.setAutoFillBackground(True)
    palette = page.palette()
    palette.setColor(page.backgroundRole(), theme.paper)
    palette.setColor(page.foregroundRole(), theme.t1)
    page.setPalette(palette)
    rows = QGridLayout(page)
    rows.setContentsMargins(40, 20, 20, 20)
    rows.setSpacing(0)
    rows.setColumnMinimumWidth(0, _LEFT)
    for at, state in enumerate(states()):
        about = plain_label(f"{state.name}\n{state.said}", px=12)
        about.setAlignment(Qt.AlignmentFlag.AlignTop)
        about.setContentsMargins(0, 14, 0, 0)
        rows.addWidget(about, at, 0)
        rows.addWidget(_view(state, theme, page), at, 1)
    page.adjustSize()
    return page


def _view(state: State, theme: Theme, page: QWidget) -> ArticleView:
    view = ArticleView(page)
    view.setFixedSize(_WIDTH, state.height)
    view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    view.set_theme(theme)
    view.set_scheme(SCHEME)
    view.show_article(state.text, state.spans)
    state.do(view)
    return view
