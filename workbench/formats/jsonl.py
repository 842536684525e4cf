"""The native JSONL, ``workbench/1``: one line an article and layer, lossless both ways."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

import orjson

from workbench.errors import FormatError, TextError, WorkbenchError
from workbench.formats.base import MAX_LINE, Format, Found, ReadOptions, Refusal, Source, Where, WriteOptions
from workbench.formats.jsonl_layer import LARGEST, layer_of, only, text_of
from workbench.model.article import META_FIELDS, NO_META, Article, Meta, check_key, check_text
from workbench.model.layer import Comment, Labelled, Layer
from workbench.model.scheme import clean
from workbench.model.span import Attributes, Span

NAME = "workbench/1"
_KEYS = frozenset(
    (
        "format", "id", "revision", "text", "sha256", "offsets", "meta", "scheme", "layer", "state", "complete",
        "attributes", "spans", "entities", "relations", "decisions", "comments", "unresolved",
    )
)  # fmt: skip
_OF_A_LAYER = ("complete", "attributes", "spans", "entities", "relations", "decisions", "comments", "unresolved")
_PIECE = 1 << 20  # bytes
# Line ends to ``str.splitlines`` that JSON leaves as they are.
_BREAKS = ((b"\xc2\x85", b"\\u0085"), (b"\xe2\x80\xa8", b"\\u2028"), (b"\xe2\x80\xa9", b"\\u2029"))


def read(path: Path, options: ReadOptions) -> Iterator[Found | Refusal]:
    """One record a line; blank lines are passed over. A wrong line is refused by itself."""
    with path.open("rb") as file:
        number = 0
        while line := file.readline(MAX_LINE + 1):
            number += 1
            where = Where(str(path), number)
            if len(line) > MAX_LINE:
                yield Refusal(where, f"the line has more than {MAX_LINE >> 20} MB; cut it into articles first")
                _skip_line(file, line)
                continue
            if number == 1:
                line = line.removeprefix(b"\xef\xbb\xbf")
            if not line.strip():
                continue
            try:
                yield Found(_item(_parse(line)), where)
            except WorkbenchError as error:
                yield Refusal(where, str(error))


def _skip_line(file: BinaryIO, read: bytes) -> None:
    """Go to the end of a line of which ``read`` was read, and hold a piece of it at a time."""
    while read and not read.endswith(b"\n"):
        read = file.readline(_PIECE)


def _parse(line: bytes) -> dict[str, Any]:
    try:
        data = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise FormatError(_why_not_json(line, error)) from None
    if not isinstance(data, dict):
        raise FormatError(f"the line holds {type(data).__name__}, not an object; write {{...}}")
    return data


def _why_not_json(line: bytes, error: orjson.JSONDecodeError) -> str:
    """The standard library takes lone surrogates, so it can tell them from broken JSON."""
    import json

    try:
        line.decode()
    except UnicodeDecodeError as wrong:
        return f"byte {wrong.start} of the line is not UTF-8; save the file as UTF-8"
    try:
        data = json.loads(line)
    except (ValueError, RecursionError):
        return f"this is not JSON: {str(error).split(': line')[0]} at character {error.pos}"
    try:
        if isinstance(data, dict):
            for value in data.values():
                if isinstance(value, str):
                    check_text(value)
    except TextError as wrong_text:
        return str(wrong_text)
    return f"this is not JSON: {str(error).split(': line')[0]}"


def _item(data: dict[str, Any]) -> Labelled:
    only(data, _KEYS, "a record")
    key = data.get("id")
    if type(key) is int:
        key = str(key)
    if not isinstance(key, str):
        raise FormatError(
            f"“id” must be a text or a whole number, not {key!r}" if key is not None else "there is no “id”"
        )
    check_key(key)
    text = data.get("text")
    if not isinstance(text, str):
        raise FormatError(f"{key}: there is no “text”" if text is None else f"{key}: “text” must be a text")
    check_text(text)
    article = Article(key, text, _meta(data.get("meta")), _revision(data.get("revision", 1)))
    _check_header(data, article)
    name = data.get("layer")
    if name is None:
        for held in _OF_A_LAYER:
            if data.get(held):
                raise FormatError(f"{key}: “{held}” is given but no “layer”; name the annotator, or gold")
        if data.get("state") not in (None, "untouched"):
            raise FormatError(f"{key}: “state” is given but no “layer”; name the annotator, or gold")
        return Labelled(article)
    return Labelled(article, layer_of(data, name, article))


def _check_header(data: Mapping[str, Any], article: Article) -> None:
    if data.get("format", NAME) != NAME:
        raise FormatError(f"{article.key}: the format {data['format']!r} is not known; this program reads {NAME}")
    if data.get("offsets", "codepoint") != "codepoint":
        raise FormatError(f"{article.key}: offsets in {data['offsets']!r} can't be read here; write code points")
    if data.get("sha256", article.sha256) != article.sha256:
        raise FormatError(
            f"{article.key}: the text is not the one that “sha256” was made of; it was changed on its way"
        )
    scheme = data.get("scheme")
    if scheme is not None:
        only(scheme, frozenset(("name", "version")), "a scheme")


def _revision(value: object) -> int:
    if type(value) is not int or not 1 <= value <= LARGEST:
        raise FormatError(f"“revision” must be a whole number from 1 to {LARGEST}, not {value!r}")
    return value


def _meta(data: object) -> Meta:
    if data is None:
        return NO_META
    only(data, frozenset(META_FIELDS), "meta")
    assert isinstance(data, dict)
    return Meta(**{name: text_of(value, f"meta {name}", optional=True) for name, value in data.items()})


def write(source: Source, out: BinaryIO, options: WriteOptions) -> None:
    """One line a record, keys in their order, no blanks, LF."""
    scheme = {"name": options.scheme.name, "version": options.scheme.version}
    last: Article | None = None
    head: dict[str, Any] = {}
    for item in source():
        if item.article is not last:
            last = item.article
            head = _head(last, scheme)
        out.write(_line(head, item))


def _head(article: Article, scheme: dict[str, str]) -> dict[str, Any]:
    meta = article.meta
    return {
        "format": NAME,
        "id": article.key,
        "revision": article.revision,
        "text": article.text,
        "sha256": article.sha256,
        "offsets": "codepoint",
        "meta": {name: getattr(meta, name) for name in META_FIELDS},
        "scheme": scheme,
    }


def _line(head: dict[str, Any], item: Labelled) -> bytes:
    layer = item.layer or Layer("")
    text = item.article.text
    record = {
        **head,
        "layer": layer.annotator or None,
        "state": layer.state,
        "complete": layer.complete,
        "attributes": _attributes(layer.attributes),
        "spans": [_span(span, text) for span in layer.spans],
        "entities": [
            {
                "id": entity.id, "label": entity.label, "name": entity.name,
                "attributes": _attributes(entity.attributes), "external_id": entity.external_id,
            }
            for entity in layer.entities
        ],
        "relations": [
            {
                "id": relation.id, "type": relation.type, "from": relation.source, "to": relation.target,
                "attributes": _attributes(relation.attributes),
            }
            for relation in layer.relations
        ],
        "decisions": [
            {
                "target": decision.target, "outcome": decision.outcome, "by": decision.by, "rule": decision.rule,
                "at": decision.at, "sources": decision.sources, "reason": decision.reason,
            }
            for decision in layer.decisions
        ],
        "comments": [_comment(comment) for comment in layer.comments],
        "unresolved": layer.unresolved,
    }  # fmt: skip
    line = orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE)
    for raw, escaped in _BREAKS:
        if raw in line:
            line = line.replace(raw, escaped)
    return line


def _span(span: Span, text: str) -> dict[str, Any]:
    parts = span.parts
    start, end = parts[0][0], parts[-1][1]
    return {
        "id": span.id,
        "label": span.label,
        "start": start,
        "end": end,
        "parts": parts,
        "text": text[start:end] if len(parts) == 1 else span.quote(text),
        "attributes": _attributes(span.attributes),
        "entity": span.entity,
    }


def _comment(comment: Comment) -> dict[str, Any]:
    """An open one looks as it did before comments could be resolved."""
    told: dict[str, Any] = {
        "id": comment.id, "span": comment.span, "by": comment.by, "at": comment.at, "text": comment.text,
    }  # fmt: skip
    if comment.resolved is not None:
        told["resolved"] = comment.resolved._asdict()
    return told


def _attributes(attributes: Attributes) -> Attributes:
    return clean(attributes) if attributes else attributes


FORMAT = Format("jsonl", "JSONL, native", (".jsonl",), read=read, write=write, summary="everything, lossless")
