"""Random schemes, as a person could write them."""

from typing import Any

from hypothesis import strategies as st

from workbench.model.scheme import (
    AttributeType,
    Attribution,
    Label,
    RelationType,
    Rule,
    Scheme,
    Value,
    When,
)

# Letters that values may have: no key of the window has them.
LETTERS = "bdhimnprsxyz"
WORDS = st.text("abcdé“\" \\\n\t🙂ß'#=", max_size=12)


def told(scheme: Scheme) -> tuple[Any, ...]:
    """A scheme as plain data, without its source."""
    return (
        scheme.name, scheme.version, scheme.labels, scheme.relations, scheme.article_attributes, scheme.rules,
        scheme.attributions,
    )  # fmt: skip


@st.composite
def attributes(draw: st.DrawFn, doubt: bool = False, conditions: bool = True) -> tuple[AttributeType, ...]:
    """Up to three attributes, of which a later one may depend on an earlier choice."""
    found: list[AttributeType] = []
    for name in draw(st.lists(st.sampled_from(["type", "sort of", "note", "date"]), max_size=3, unique=True)):
        kind = draw(st.sampled_from(["choice", "choices", "flag", "text", "number"]))
        names = draw(st.lists(st.sampled_from(["one", "two", "three x"]), min_size=1, unique=True))
        letters = draw(st.permutations(LETTERS))
        values = tuple(
            Value(one, draw(st.sampled_from([None, letter])), draw(WORDS)) for one, letter in zip(names, letters)
        )
        values = values if kind in ("choice", "choices") else ()
        default = draw(_defaults(kind, [value.name for value in values]))
        unsure = doubt and kind == "flag" and not any(item.unsure for item in found) and draw(st.booleans())
        when = draw(_whens(found)) if conditions else None
        required, off = draw(st.booleans()), draw(st.booleans())
        found.append(AttributeType(name, kind, values, default, required, unsure, when, off))
    return tuple(found)


def _defaults(kind: str, names: list[str]) -> st.SearchStrategy[Any]:
    some: dict[str, st.SearchStrategy[Any]] = {
        "choice": st.sampled_from(names) if names else st.none(),
        "choices": st.lists(st.sampled_from(names), min_size=1, unique=True) if names else st.none(),
        "flag": st.booleans(),
        "text": WORDS,
        "number": st.integers(-5, 10**6) | st.floats(allow_nan=False, allow_infinity=False),
    }
    return st.none() | some[kind]


def _whens(others: list[AttributeType]) -> st.SearchStrategy[When | None]:
    choices = [item for item in others if item.kind in ("choice", "choices")]
    if not choices:
        return st.none()
    return st.none() | st.sampled_from(choices).flatmap(
        lambda item: st.lists(
            st.sampled_from([value.name for value in item.values]), min_size=1, max_size=2, unique=True
        ).map(lambda values: When(item.name, tuple(values)))
    )


@st.composite
def schemes(draw: st.DrawFn, least: int = 1, most: int = 4) -> Scheme:
    """A scheme of ``least`` to ``most`` labels with relations, article attributes, rules and attributions."""
    some = st.sampled_from(["alpha", "beta", "gamma", "delta", "Éta-1"])
    names = draw(st.lists(some, min_size=least, max_size=most, unique=True))
    keys = draw(st.permutations("123456789"))
    labels = [draw(_labels(name, key)) for name, key in zip(names, keys)]
    relations = [draw(_relations(name, labels)) for name in draw(st.lists(st.sampled_from("rst"), unique=True))]
    rules = [Rule("unbalanced-marks", "error", (names[0],))] if draw(st.booleans()) else []
    said = []
    if relations and draw(st.booleans()):
        first = relations[0]
        own = next(label for label in labels if label.name == first.sources[0])
        status = draw(st.sampled_from([None, *(item.name for item in own.attributes)]))
        said.append(Attribution(own.name, first.name, draw(st.sampled_from([None, first.name])), status))
    on_articles = draw(attributes(conditions=False))
    return Scheme("made", draw(st.sampled_from(["1", "2.9", "x"])), labels, relations, on_articles, rules, "", said)


@st.composite
def _labels(draw: st.DrawFn, name: str, key: str) -> Label:
    entity = draw(st.booleans())
    return Label(
        name,
        draw(st.sampled_from(["", key])),
        draw(st.sampled_from(["A", "B", "é"])),
        draw(st.sampled_from(["event", "#12ab34"])),
        draw(st.sampled_from(["word", "quote", "sentence", "line", "character"])),
        draw(st.sampled_from(["free", "no-crossing", "no-self", "none"])),
        draw(st.booleans()),
        entity,
        draw(WORDS),
        draw(attributes(doubt=True)),
        draw(attributes()) if entity else (),
        draw(st.booleans()),
    )


@st.composite
def _relations(draw: st.DrawFn, name: str, labels: list[Label]) -> RelationType:
    ends = st.lists(st.sampled_from([label.name for label in labels]), min_size=1, unique=True).map(tuple)
    sources, targets = draw(ends), draw(ends)
    most = draw(st.sampled_from([None, 1, 2]))
    return RelationType(name, sources, targets, most, draw(st.booleans()), draw(attributes()))
