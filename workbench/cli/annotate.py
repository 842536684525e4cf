"""The command annotate: JSON lines in, one JSON line out after each commit."""

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, BinaryIO, TextIO

import orjson

from workbench.cli.common import Commands
from workbench.errors import FormatError, WorkbenchError
from workbench.project import Project
from workbench.project.labelling import Labelling

Line = Mapping[str, Any]
_MAX_LINE = 10 << 20


def add_commands(commands: Commands, common: argparse.ArgumentParser, acting: argparse.ArgumentParser) -> None:
    """Tell the parser about it."""
    parser = commands.add_parser("annotate", parents=[common, acting], help="JSON lines in, one JSON line out for each")
    parser.add_argument("project", metavar="PROJECT")
    parser.add_argument(
        "--annotator", required=True, metavar="NAME", help="whose layer, and who acts: --as can only be the same"
    )
    parser.set_defaults(run=_annotate)


def _annotate(options: argparse.Namespace) -> int:
    if options.actor not in (None, options.annotator):
        raise WorkbenchError(
            f"{options.actor!r} can't write in the layer of {options.annotator!r}; give both the same name, or no --as"
        )
    if sys.stdin is None:
        raise WorkbenchError("standard input is closed; the lines come from there")
    with Project.open(options.project, write=True, actor=options.annotator) as project:
        serve(Labelling(project, options.annotator), sys.stdin.buffer, sys.stdout)
    return 0


def serve(labelling: Labelling, lines: BinaryIO, out: TextIO) -> None:
    """Answer each line after its action is committed; a refused line changes nothing."""
    known = labelling.annotator in labelling.project.annotators()
    for raw in _whole_lines(lines):
        if not raw.strip():
            continue
        try:
            reply = {"ok": True, **_answer(labelling, _parse(raw))}
            if not known and labelling.annotator in labelling.project.annotators():
                known, reply["annotator_new"] = True, labelling.annotator
        except WorkbenchError as error:
            reply = {"ok": False, "error": str(error)}
        out.write(orjson.dumps(reply).decode() + "\n")
        out.flush()


def _whole_lines(lines: BinaryIO) -> Iterator[bytes]:
    """Each line. One that is too long comes cut, for ``_parse`` to refuse, and the rest of it is passed over."""
    try:
        while raw := lines.readline(_MAX_LINE + 1):
            rest = raw
            while len(rest) > _MAX_LINE and not rest.endswith(b"\n"):
                rest = lines.readline(_MAX_LINE + 1)
            yield raw
    except OSError as error:
        raise WorkbenchError(f"standard input can't be read: {error.strerror or error}; give a file") from None


def _parse(raw: bytes) -> Line:
    if len(raw) > _MAX_LINE:
        raise FormatError(f"the line has more than {_MAX_LINE >> 20} MB; cut it into several")
    try:
        line = orjson.loads(raw)
    except orjson.JSONDecodeError as error:
        raise FormatError(f"this is not JSON: {str(error).split(': line')[0]}") from None
    if not isinstance(line, dict):
        raise FormatError("a line is an object: {...}")
    return line


def _answer(labelling: Labelling, line: Line) -> dict[str, Any]:
    for needed, allowed, handler in _SHAPES:
        if needed <= line.keys():
            if unknown := sorted(line.keys() - allowed):
                raise FormatError(
                    f"the key {unknown[0]!r} means nothing here; "
                    f"a line with {' and '.join(sorted(needed))} has {', '.join(sorted(allowed))}"
                )
            return handler(labelling, line)
    raise FormatError("a line names an article, a span, a relation, undo or redo; see the README for the shapes")


def _true(line: Line, key: str) -> bool:
    if line[key] is not True:
        raise FormatError(f"“{key}” can only be true")
    return True


def _add(labelling: Labelling, line: Line) -> dict[str, Any]:
    if "label" not in line:
        raise FormatError("a new span needs a label")
    done = labelling.add(line["article"], _pairs(line), line["label"], _object(line, "attributes"))
    return {"span": done.id, "article": done.article, "done": done.words}


def _pairs(line: Line) -> Iterable[Any]:
    if "parts" in line:
        if "start" in line or "end" in line:
            raise FormatError("give start and end, or parts, not both")
        if not isinstance(line["parts"], list):
            raise FormatError("“parts” is a list of pairs [start, end]")
        pairs: list[Any] = line["parts"]
        return pairs
    if "start" not in line or "end" not in line:
        raise FormatError("a span needs start and end, or parts")
    return [[line["start"], line["end"]]]


def _object(line: Line, key: str) -> Mapping[str, Any]:
    value = line.get(key, {})
    if not isinstance(value, dict):
        raise FormatError(f"“{key}” is an object")
    return value


def _change(labelling: Labelling, line: Line) -> dict[str, Any]:
    if "remove" in line:
        _true(line, "remove")
        done = labelling.remove(line["span"])
        return {"span": done.id, "article": done.article, "done": done.words, "removed_relations": done.removed}
    if not line.keys() & {"label", "start", "end", "parts", "attributes"}:
        raise FormatError("say what to change: label, start and end, parts, attributes, or remove")
    parts = _pairs(line) if line.keys() & {"start", "end", "parts"} else None
    attributes = _object(line, "attributes") if "attributes" in line else None
    done = labelling.change(line["span"], line.get("label"), parts, attributes)
    return {"span": done.id, "article": done.article, "done": done.words, "removed_relations": done.removed}


def _relate(labelling: Labelling, line: Line) -> dict[str, Any]:
    for end in ("from", "to"):
        if end not in line:
            raise FormatError(f"a relation needs “{end}”, the id of a span")
    done = labelling.relate(line["relate"], line["from"], line["to"], _object(line, "attributes"))
    return {"relation": done.id, "article": done.article, "done": done.words}


def _unrelate(labelling: Labelling, line: Line) -> dict[str, Any]:
    if "remove" not in line:
        raise FormatError("a relation can be removed: say “remove”: true")
    _true(line, "remove")
    done = labelling.unrelate(line["relation"])
    return {"relation": done.id, "article": done.article, "done": done.words}


def _entity(labelling: Labelling, line: Line) -> dict[str, Any]:
    entity = line["entity"]
    if entity is not None and not isinstance(entity, (str, dict)):
        raise FormatError("“entity” is an id, an object with a name, or null")
    done = labelling.set_entity(line["span"], entity)
    return {
        "span": line["span"],
        "entity": done.id if entity is not None else None,
        "article": done.article,
        "done": done.words,
    }


def _comment(labelling: Labelling, line: Line) -> dict[str, Any]:
    if ("span" in line) == ("article" in line):
        raise FormatError("a comment is on a span or on an article; name one of them")
    done = labelling.comment(line["comment"], line.get("article"), line.get("span"))
    return {"comment": done.id, "article": done.article, "done": done.words}


def _done(labelling: Labelling, line: Line) -> dict[str, Any]:
    if not isinstance(line["done"], bool):
        raise FormatError("“done” is true or false")
    state, problems = labelling.set_done(line["article"], line["done"])
    found = [
        {"rule": item.rule, "level": item.level, "span": item.span, "sentence": item.sentence} for item in problems
    ]
    return {"article": line["article"], "state": state, "problems": len(found), "problem_list": found}


def _article_attributes(labelling: Labelling, line: Line) -> dict[str, Any]:
    done = labelling.set_article_attributes(line["article"], _object(line, "attributes"))
    return {"article": done.article, "done": done.words}


def _undo(labelling: Labelling, line: Line) -> dict[str, Any]:
    _true(line, "undo")
    undone = labelling.undo()
    if undone is None:
        raise FormatError("there is nothing to undo")
    return {"undone": undone.words}


def _redo(labelling: Labelling, line: Line) -> dict[str, Any]:
    _true(line, "redo")
    redone = labelling.redo()
    if redone is None:
        raise FormatError("there is nothing to redo")
    return {"redone": redone.words}


_Handler = Callable[[Labelling, Line], dict[str, Any]]
# By the keys that tell a line's meaning, the telling ones first; then all keys that it may have.
_SHAPES: list[tuple[frozenset[str], frozenset[str], _Handler]] = [
    (frozenset(needed.split()), frozenset(f"{needed} {more}".split()), handler)
    for needed, more, handler in (
        ("undo", "", _undo),
        ("redo", "", _redo),
        ("comment", "span article", _comment),
        ("relate", "from to attributes", _relate),
        ("relation", "remove", _unrelate),
        ("span entity", "", _entity),
        ("span", "label start end parts attributes remove", _change),
        ("article done", "", _done),
        ("article label", "start end parts attributes", _add),
        ("article start", "label end parts attributes", _add),
        ("article parts", "label start end attributes", _add),
        ("article attributes", "", _article_attributes),
    )
]
