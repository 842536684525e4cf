"""What a scheme consists of: labels, attributes with their values, relations, rules, attributions."""

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

from workbench.errors import SchemeError

AttributeKind = Literal["choice", "choices", "flag", "text", "number"]
Snap = Literal["word", "quote", "sentence", "line", "character"]
Overlap = Literal["free", "no-crossing", "no-self", "none"]


def spoken(name: str) -> str:
    """A name of the scheme as sentences say it."""
    return name.replace("_", " ")


def with_article(name: str) -> str:
    """The name of a part after ``a`` or ``an``, by its first letter."""
    return f"an {name}" if name[:1].lower() in "aeiou" else f"a {name}"


class Value(NamedTuple):
    """One value of a choice, with the letter that sets it, and what it means in a sentence."""

    name: str
    letter: str | None = None
    means: str = ""


class When(NamedTuple):
    """A condition on another attribute of the same span, entity or relation: it has one of these values."""

    attribute: str
    values: tuple[Any, ...]

    def holds(self, attributes: Mapping[str, Any]) -> bool:
        """Whether ``attributes`` fulfil it; of several chosen values one is enough."""
        value = attributes.get(self.attribute)
        return any(item in self.values for item in value) if isinstance(value, (list, tuple)) else value in self.values


class AttributeType(NamedTuple):
    """``default`` is a value, or the name of a proposal (see ``model.proposals``).

    A flag that is ``unsure`` says that the annotator doubts the span: tags and lists put a question mark. Where
    ``when`` is given, nobody is asked for the attribute until it holds. One that is ``off`` may be stored, but the
    window offers it only where it has a value already.
    """

    name: str
    kind: AttributeKind
    values: tuple[Value, ...] = ()
    default: Any = None
    required: bool = False
    unsure: bool = False
    when: When | None = None
    off: bool = False

    def is_asked(self, attributes: Mapping[str, Any]) -> bool:
        """Whether somebody who has set ``attributes`` is asked for this one, too."""
        return not self.off and (self.when is None or self.when.holds(attributes))

    def is_missing(self, attributes: Mapping[str, Any]) -> bool:
        """Whether it is required, asked for, and has no value."""
        return self.required and attributes.get(self.name) is None and self.is_asked(attributes)

    def check(self, value: object) -> None:
        """Raise SchemeError where ``value`` is none of this attribute."""
        names = [item.name for item in self.values]
        match self.kind:
            case "choice":
                fits = value in names if isinstance(value, str) else False
            case "choices":
                fits = isinstance(value, (list, tuple)) and all(item in names for item in value)
            case "flag":
                fits = isinstance(value, bool)
            case "text":
                fits = isinstance(value, str)
            case "number":
                fits = isinstance(value, (int, float)) and not isinstance(value, bool)
        if not fits:
            wanted = f"one of {', '.join(names)}" if names else f"a {self.kind}"
            raise SchemeError(f"the attribute “{self.name}” can't be {value!r}; it takes {wanted}")


class Label(NamedTuple):
    """``key`` is the digit that tags it, ``letter`` stands in its tag, ``colour`` is a token or ``#RRGGBB``.

    Where mentions belong to an ``entity``, ``entity_attributes`` are said of that, once for all of them. A label that
    is ``off`` may be stored, but the window does not offer it.
    """

    name: str
    key: str
    letter: str
    colour: str
    snap: Snap = "word"
    overlap: Overlap = "free"
    parts: bool = False
    entity: bool = False
    guideline: str = ""
    attributes: tuple[AttributeType, ...] = ()
    entity_attributes: tuple[AttributeType, ...] = ()
    off: bool = False

    @property
    def doubt(self) -> AttributeType | None:
        """The flag that says that a span of this label is doubtful, where it has one."""
        return next((attribute for attribute in self.attributes if attribute.unsure), None)

    @property
    def snaps_to_quotes(self) -> bool:
        """Whether a selection that is tagged goes to the nearest quotation marks."""
        return self.snap == "quote"

    def can_have(self, name: str, value: object) -> bool:
        """Whether a span of this label may have that value of that attribute."""
        found = next((attribute for attribute in self.attributes if attribute.name == name), None)
        if found is None:
            return False
        try:
            found.check(value)
        except SchemeError:
            return False
        return True


class RelationType(NamedTuple):
    """A relation from a span of one of ``sources`` to one of ``targets``.

    One that is ``required`` is not missed where ``unless`` holds of the span that it would lead from.
    """

    name: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    at_most: int | None = None
    required: bool = False
    attributes: tuple[AttributeType, ...] = ()
    unless: When | None = None

    def is_needed(self, label: str, attributes: Mapping[str, Any]) -> bool:
        """Whether a span of ``label`` with ``attributes`` must have it."""
        return self.required and label in self.sources and not (self.unless and self.unless.holds(attributes))


class Rule(NamedTuple):
    """A rule out of ``model.rules`` by name; what it finds is a problem to look at, never a wall.

    It looks at spans of ``labels`` (none named: of all); what it holds them against are spans of ``others``.
    """

    name: str
    level: Literal["warning", "error"] = "warning"
    labels: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


class Attribution(NamedTuple):
    """What belongs together when somebody is quoted, so that one gesture can propose all of it.

    Spans of ``label`` hold what was said; the relation ``speaker`` leads from there to who said it, ``cue`` to the word
    that tells so. ``status`` is the attribute that says whether the speaker is named; its values are known by their
    place: the first means named, the second not named, the third that nobody is told of.
    """

    label: str
    speaker: str
    cue: str | None = None
    status: str | None = None
