"""Reading one layer out of a record of the native JSONL, with every field checked."""

import re
from collections.abc import Mapping
from typing import Any

from workbench.errors import FormatError, TextError
from workbench.model.article import Article, check_text
from workbench.model.attributes import check_attributes
from workbench.model.entity import Entity, check_entity
from workbench.model.layer import GOLD, OUTCOMES, RESERVED_NAMES, STATES, Comment, Decision, Layer, Resolved
from workbench.model.relation import Relation
from workbench.model.span import NO_ATTRIBUTES, Attributes, Span, check_parts

LARGEST = 2**31 - 1  # of a whole number in any database
_SPAN_KEYS = frozenset(("id", "label", "start", "end", "parts", "text", "attributes", "entity"))
_ENTITY_KEYS = frozenset(("id", "label", "name", "attributes", "external_id"))
_RELATION_KEYS = frozenset(("id", "type", "from", "to", "attributes"))
_DECISION_KEYS = frozenset(("target", "outcome", "by", "rule", "at", "sources", "reason"))
_COMMENT_KEYS = frozenset(("id", "span", "by", "at", "text", "resolved"))
_RESOLVED_KEYS = frozenset(("by", "at"))
_AT = re.compile(r"\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?")


def only(data: object, keys: frozenset[str], what: str) -> None:
    """FormatError where ``data`` is no object or has a key that is not known."""
    if not isinstance(data, Mapping):
        raise FormatError(f"{what} must be an object, not {data!r}"[:200])
    if not data.keys() <= keys:
        unknown = sorted(set(data) - keys)[0]
        raise FormatError(f"the key {unknown!r} of {what} is not known; take it out")


def text_of(value: object, what: str, optional: bool = False) -> str | None:
    """A text that can be stored, or None where that is allowed."""
    if value is None and optional:
        return None
    if not isinstance(value, str):
        raise FormatError(f"{what} must be a text, not {value!r}"[:200])
    check_text(value)
    return value


def _need(data: Mapping[str, Any], key: str, what: str) -> str:
    value = text_of(data.get(key), f"“{key}” of {what}")
    if not value:
        raise FormatError(f"“{key}” of {what} is empty")
    return value


def _id(data: Mapping[str, Any], what: str) -> str:
    """The id as a text, or empty where there is none: the importer then makes one."""
    value = data.get("id", "")
    if type(value) is int:
        value = str(value)
    if not isinstance(value, str) or len(value) > 500:
        raise FormatError(f"“id” of {what} must be a text of at most 500 characters")
    check_text(value)
    return value


def _attributes(data: Mapping[str, Any], what: str) -> Attributes:
    value = data.get("attributes")
    return check_attributes(value, what) if value else NO_ATTRIBUTES


def _list(data: Mapping[str, Any], key: str) -> list[Any]:
    value = data.get(key)
    if value is None:
        return []
    if not isinstance(value, list):
        raise FormatError(f"“{key}” must be a list")
    return value


def layer_of(data: Mapping[str, Any], name: object, article: Article) -> Layer:
    """The layer that the record ``data`` describes. Raises FormatError or TextError."""
    annotator = text_of(name, "“layer”")
    if not annotator or (annotator in RESERVED_NAMES and annotator != GOLD):
        raise FormatError(f"“layer” can't be {annotator!r}; name an annotator, or gold")
    state = data.get("state", "in_progress")
    if state not in STATES:
        raise FormatError(f"“state” can't be {state!r}; it is one of {', '.join(STATES)}")
    unresolved = data.get("unresolved", 0)
    if type(unresolved) is not int or not 0 <= unresolved <= LARGEST:
        raise FormatError("“unresolved” must be a whole number from 0 on, and no larger than a database can count")
    layer = Layer(annotator, state, _attributes(data, "the article"), unresolved=unresolved)
    layer.complete = _complete(_list(data, "complete"))
    layer.spans = [_span(item, article.text) for item in _list(data, "spans")]
    layer.entities = [_entity(item) for item in _list(data, "entities")]
    layer.relations = [_relation(item) for item in _list(data, "relations")]
    layer.decisions = [_decision(item) for item in _list(data, "decisions")]
    layer.comments = [_comment(item) for item in _list(data, "comments")]
    _check_references(layer)
    return layer


def _complete(names: list[Any]) -> list[str]:
    """The labels for which the layer is complete, in their order."""
    for name in names:
        text_of(name, "a label in “complete”")
    if len(set(names)) < len(names):
        raise FormatError("“complete” names a label twice; keep one")
    return sorted(names)


def _span(data: Any, text: str) -> Span:
    only(data, _SPAN_KEYS, "a span")
    id = _id(data, "a span")
    start, end = data.get("start"), data.get("end")
    pairs = data.get("parts")
    try:
        if pairs is None:
            parts = check_parts(((start, end),), len(text))
        elif isinstance(pairs, list):
            parts = check_parts(pairs, len(text))
        else:
            raise TextError("“parts” must be a list of pairs")
    except TextError as error:
        raise FormatError(f"span {id or '?'}: {error}") from None
    for given, own, what in ((start, parts[0][0], "start"), (end, parts[-1][1], "end")):
        if given is not None and (type(given) is not int or given != own):
            raise FormatError(f"span {id or '?'}: its {what} {given!r} is not that of its parts, {own}")
    span = Span(id, _need(data, "label", "a span"), parts, _attributes(data, "a span"), _entity_id(data))
    quoted = data.get("text")
    if quoted is not None and quoted != span.quote(text):
        raise FormatError(
            f"span {id or '?'}: its text {repr(quoted)[:150]} is not what stands at "
            f"{span.start}-{span.end}, {repr(span.quote(text))[:150]}"
        )
    return span


def _entity_id(data: Mapping[str, Any]) -> str | None:
    value = data.get("entity")
    if type(value) is int:
        return str(value)
    if value is not None and not isinstance(value, str):
        raise FormatError("“entity” of a span must be the id of an entity")
    return value


def _entity(data: Any) -> Entity:
    what = "an entity"
    only(data, _ENTITY_KEYS, what)
    attributes = data.get("attributes") or NO_ATTRIBUTES
    return check_entity(
        Entity(_id(data, what), _need(data, "label", what), data.get("name", ""), attributes, data.get("external_id"))
    )


def _relation(data: Any) -> Relation:
    only(data, _RELATION_KEYS, "a relation")
    what = "a relation"
    return Relation(
        _id(data, what),
        _need(data, "type", what),
        _need(data, "from", what),
        _need(data, "to", what),
        _attributes(data, what),
    )


def _decision(data: Any) -> Decision:
    only(data, _DECISION_KEYS, "a decision")
    outcome = data.get("outcome")
    if outcome not in OUTCOMES:
        raise FormatError(f"“outcome” can't be {outcome!r}; it is one of {', '.join(OUTCOMES)}")
    sources = _list(data, "sources")
    for pair in sources:
        if not isinstance(pair, list) or len(pair) != 2 or not all(isinstance(part, str) for part in pair):
            raise FormatError(f"a source of a decision is a pair of annotator and span, not {pair!r}"[:200])
    at = _need(data, "at", "a decision")
    if not _AT.fullmatch(at):
        raise FormatError(f"“at” must be a time like 2025-03-14T18:42:00Z, not {at!r}"[:200])
    return Decision(
        _need(data, "target", "a decision"),
        outcome,
        _need(data, "by", "a decision"),
        text_of(data.get("rule"), "“rule”", optional=True),
        at,
        tuple((name, span) for name, span in sources),
        text_of(data.get("reason"), "“reason”", optional=True),
    )


def _comment(data: Any) -> Comment:
    only(data, _COMMENT_KEYS, "a comment")
    what = "a comment"
    span = text_of(data.get("span"), "“span” of a comment", optional=True)
    text, by, at = (_need(data, key, what) for key in ("text", "by", "at"))
    return Comment(_id(data, what), text, by, at, span, _resolved(data.get("resolved")))


def _resolved(data: Any) -> Resolved | None:
    """Who resolved a comment; None where it is open."""
    if data is None:
        return None
    what = "“resolved” of a comment"
    only(data, _RESOLVED_KEYS, what)
    return Resolved(_need(data, "by", what), _need(data, "at", what))


def _check_references(layer: Layer) -> None:
    spans = {span.id for span in layer.spans}
    entities = {entity.id for entity in layer.entities}
    for kind, ids in (
        ("span", [span.id for span in layer.spans]),
        ("entity", [entity.id for entity in layer.entities]),
        ("relation", [relation.id for relation in layer.relations]),
        ("comment", [comment.id for comment in layer.comments]),
    ):
        named = [id for id in ids if id]
        if len(set(named)) < len(named):
            twice = next(id for at, id in enumerate(named) if id in named[:at])
            raise FormatError(f"two of the record's {kind}s have the id {twice!r}")
    for span in layer.spans:
        if span.entity is not None and span.entity not in entities:
            raise FormatError(f"span {span.id}: there is no entity {span.entity!r} in the record")
    for relation in layer.relations:
        for end in (relation.source, relation.target):
            if end not in spans:
                raise FormatError(f"relation {relation.id}: there is no span {end!r} in the record")
    for comment in layer.comments:
        if comment.span is not None and comment.span not in spans:
            raise FormatError(f"a comment is on the span {comment.span!r}, which is not in the record")
    seen: set[tuple[object, str]] = set()
    for span in layer.spans:
        if (span.parts, span.label) in seen:
            raise FormatError(f"the span {span.start}-{span.end} is tagged {span.label} twice")
        seen.add((span.parts, span.label))
    links: set[tuple[str, str, str]] = set()
    for relation in layer.relations:
        link = (relation.type, relation.source, relation.target)
        if link in links:
            raise FormatError(f"the relation {link[0]} from span {link[1]} to span {link[2]} stands twice; keep one")
        links.add(link)
