"""The command scheme: show it, change it, find what was tagged before a change."""

import argparse
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from workbench.cli.common import Commands, actor, answer
from workbench.errors import SchemeError, WorkbenchError
from workbench.model.scheme import Scheme
from workbench.model.scheme_edit import Place, attributes_at
from workbench.project import Project
from workbench.project.scheme_change import Merge, Remove, Rename, Replace, Split, Step, carry_out, preview, source

_KINDS = ("label", "attribute", "value", "relation")
_OF = (
    "whose: LABEL or RELATION for an attribute, LABEL.ATTRIBUTE for a value; without it the articles' attributes are"
    " meant"
)


def add_commands(commands: Commands, common: argparse.ArgumentParser, acting: argparse.ArgumentParser) -> None:
    """Tell the parser about it."""
    parser = commands.add_parser("scheme", help="show the scheme of a project, or change it with all that was tagged")
    parser.add_argument("project", metavar="PROJECT")
    deeds = parser.add_subparsers(title="what to do", metavar="DEED", required=True)
    show = deeds.add_parser("show", parents=[common], help="the scheme as TOML")
    show.set_defaults(run=_show)
    versions = deeds.add_parser("versions", parents=[common], help="which schemes there were, since when")
    versions.add_argument("--span", metavar="ID", help="only the one under which this span was tagged")
    versions.set_defaults(run=_versions)
    stale = deeds.add_parser(
        "stale", parents=[common], help="articles tagged before the last change of what a label means"
    )
    stale.add_argument("label", metavar="LABEL")
    stale.set_defaults(run=_stale)
    for name, text, more in _DEEDS:
        deed = deeds.add_parser(name, parents=[common, acting], help=text)
        more(deed)
        deed.add_argument("--dry-run", action="store_true", help="say what it would touch, and change nothing")
        deed.add_argument("--yes", action="store_true", help="do it even where it takes away what was tagged")


def _set_arguments(deed: argparse.ArgumentParser) -> None:
    deed.add_argument("file", metavar="FILE", help="a TOML file; guidelines that it names lie beside it")
    deed.set_defaults(run=_set)


def _rename_arguments(deed: argparse.ArgumentParser) -> None:
    _what(deed, "old", "OLD")
    deed.add_argument("new", metavar="NEW")
    deed.set_defaults(run=_step(_renaming))


def _merge_arguments(deed: argparse.ArgumentParser) -> None:
    _what(deed, "old", "OLD")
    deed.add_argument("into", metavar="INTO", help="one that is there already")
    deed.set_defaults(run=_step(_merging))


def _split_arguments(deed: argparse.ArgumentParser) -> None:
    deed.add_argument("label", metavar="LABEL")
    deed.add_argument("--by", required=True, metavar="ATTRIBUTE", help="whose values tell the spans apart")
    deed.add_argument(
        "--into", required=True, nargs="+", metavar="VALUE=LABEL", help="spans with this value get this new label"
    )
    deed.add_argument(
        "--keep", action="store_true", help="let new labels that stand for one value keep the attribute, too"
    )
    deed.set_defaults(run=_step(_splitting))


def _remove_arguments(deed: argparse.ArgumentParser) -> None:
    _what(deed, "name", "NAME")
    deed.set_defaults(run=_step(_removing))


def _what(deed: argparse.ArgumentParser, name: str, shown: str) -> None:
    deed.add_argument("kind", choices=_KINDS)
    deed.add_argument(name, metavar=shown)
    deed.add_argument("--of", metavar="PLACE", help=_OF)


_DEEDS: tuple[tuple[str, str, Callable[[argparse.ArgumentParser], None]], ...] = (
    ("set", "put the scheme of a file in its place", _set_arguments),
    ("rename", "give a label, attribute, value or relation another name", _rename_arguments),
    ("merge", "let one become another that is there already", _merge_arguments),
    ("split", "make new labels out of one, by the value of an attribute", _split_arguments),
    ("remove", "take one away, with all that was tagged with it", _remove_arguments),
)


# Reading


def _show(options: argparse.Namespace) -> int:
    with Project.open(options.project) as project, project.store.snapshot():
        scheme = project.scheme
        sql = 'SELECT "label", COUNT(*) FROM "span" GROUP BY "label" ORDER BY "label"'
        spans = dict(project.store.rows(sql))
    text, guidelines = (scheme.source, source(scheme)[1]) if scheme.source else source(scheme)
    record = {"name": scheme.name, "version": scheme.version, "toml": text, "guidelines": guidelines, "spans": spans}
    answer(options, record, text.rstrip("\n").split("\n"))
    return 0


def _versions(options: argparse.Namespace) -> int:
    from workbench.project.scheme_versions import version_of_span, versions

    with Project.open(options.project) as project, project.store.snapshot():
        found = [version_of_span(project, options.span)] if options.span is not None else versions(project)
    lines = [f"{one.number:>4}  {one.at}  {one.name} {one.version}  {one.who}: {one.words}" for one in found]
    answer(options, {"versions": [one._asdict() for one in found]}, lines)
    return 0


def _stale(options: argparse.Namespace) -> int:
    from workbench.project.scheme_versions import tagged_before

    with Project.open(options.project) as project, project.store.snapshot():
        found = tagged_before(project, options.label)
    since = found.since
    if since is None:
        lines = [f"{options.label} has meant the same from the beginning"]
    else:
        lines = [f"{options.label} means what it means since version {since.version} ({since.at}, {since.who})"]
        lines += [f"{key}  {name}" for name, keys in found.articles.items() for key in keys] or ["nothing is older"]
    record = {"label": found.label, "since": since._asdict() if since else None, "articles": found.articles}
    answer(options, record, lines)
    return 0


# Changing


def _step(made: Callable[[argparse.Namespace, Scheme], Step]) -> Callable[[argparse.Namespace], int]:
    return lambda options: _run(options, made)


def _run(options: argparse.Namespace, made: Callable[[argparse.Namespace, Scheme], Step]) -> int:
    name = actor(options)
    if not options.dry_run:
        _look_first(options, made, name)
    with Project.open(options.project, write=True, actor=name) as project:
        done = carry_out(project, made(options, project.scheme), name, options.dry_run)
    effect = done.effect
    record: dict[str, Any] = {
        "ok": True, "dry_run": options.dry_run, "changed": done.changed and not options.dry_run, "words": done.words,
        "version": done.version, **effect._asdict(),
    }  # fmt: skip
    would = "would have " if options.dry_run and done.changed else ""
    lines = [f"{would}{done.words}"]
    if done.changed:
        counted = effect.sentence
        lines.append(counted.replace("Touches", "It would touch", 1) if options.dry_run else _past(counted))
    if done.changed and not options.dry_run:
        lines.append(f"the scheme is version {done.version} now")
    answer(options, record, lines)
    return 0


def _look_first(options: argparse.Namespace, made: Callable[[argparse.Namespace, Scheme], Step], name: str) -> None:
    """Where a step takes away what was tagged, say so before it runs, and do not run it unless somebody says yes.

    The project is closed again before anybody is asked: others may write while they think.
    """
    with Project.open(options.project, write=True, actor=name) as project:
        effect = preview(project, made(options, project.scheme))
    if not effect.taken:
        return
    told = effect.sentence.replace("Touches", "It will touch", 1)
    if options.yes:
        sys.stderr.write(f"{told}\n")
    elif _is_somebody_there():
        sys.stderr.write(f"{told} Undo would bring it back. Go on? [y/N] ")
        sys.stderr.flush()
        if sys.stdin.readline().strip().lower() not in ("y", "yes"):
            raise WorkbenchError("nothing was changed; --dry-run looks without asking")
    else:
        would = effect.sentence.replace("Touches", "this would touch", 1)
        raise WorkbenchError(f"{would} Nothing was changed; say --yes to do it, --dry-run to look at it")


def _is_somebody_there() -> bool:
    return sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()


def _past(sentence: str) -> str:
    return sentence.replace("Touches", "It touched", 1)


def _set(options: argparse.Namespace) -> int:
    from workbench.schemes import load_with_guidelines

    file = Path(options.file)
    if not file.is_file():
        raise WorkbenchError(f"there is no file {options.file}; name a TOML file")
    scheme, guidelines = load_with_guidelines(file)
    words = f"put the scheme {scheme.name} of {file.name} in its place"
    return _run(options, lambda _, __: Replace(scheme.source, guidelines, words))


def _renaming(options: argparse.Namespace, scheme: Scheme) -> Step:
    return Rename(options.kind, options.old, options.new, *_place(options, scheme, options.old))


def _merging(options: argparse.Namespace, scheme: Scheme) -> Step:
    return Merge(options.kind, options.old, options.into, *_place(options, scheme, options.old))


def _removing(options: argparse.Namespace, scheme: Scheme) -> Step:
    return Remove(options.kind, options.name, *_place(options, scheme, options.name))


def _splitting(options: argparse.Namespace, scheme: Scheme) -> Step:
    into: dict[str, str] = {}
    for pair in options.into:
        value, mark, label = pair.rpartition("=")
        if not mark or not value or not label:
            raise WorkbenchError(f"{pair!r} is no VALUE=LABEL; say for example direct=verbatim")
        into[value] = label
    return Split(options.label, options.by, into, options.keep)


def _place(options: argparse.Namespace, scheme: Scheme, name: str) -> tuple[Place, str]:
    """Whose attribute is meant, and for a value which one."""
    if options.kind in ("label", "relation"):
        if options.of is not None:
            raise WorkbenchError(f"a {options.kind} stands by itself; leave --of out")
        return Place("article"), ""
    owner, dot, attribute = (options.of or "").partition(".")
    if options.kind == "value" and not dot:
        owner, attribute = "", owner
        if not attribute:
            raise WorkbenchError("a value belongs to an attribute; name it with --of LABEL.ATTRIBUTE")
    return _owner(scheme, owner, attribute or name), attribute


def _owner(scheme: Scheme, owner: str, attribute: str) -> Place:
    if not owner:
        return Place("article")
    places: list[Place] = []
    if any(label.name == owner for label in scheme.labels):
        places += [Place("label", owner), Place("entity", owner)]
    if any(relation.name == owner for relation in scheme.relations):
        places.append(Place("relation", owner))
    if not places:
        raise SchemeError(f"the scheme {scheme.name} has no label and no relation {owner!r}")
    return next((place for place in places if attribute in _names(scheme, place)), places[0])


def _names(scheme: Scheme, place: Place) -> Iterable[str]:
    return [item.name for item in attributes_at(scheme, place)]
