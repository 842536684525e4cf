"""Commands on the project as a whole: new, status, check, history, progress."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.cli.common import Commands, actor, answer
from workbench.errors import WorkbenchError
from workbench.project import INSTEAD, Project
from workbench.schemes import shipped
from workbench.words import cut, in_quotes, number

if TYPE_CHECKING:
    from workbench.project.problems import Found

_ENDING = ".workbench"


def add_commands(commands: Commands, common: argparse.ArgumentParser, acting: argparse.ArgumentParser) -> None:
    """Tell the parser about them."""
    new = commands.add_parser("new", parents=[common, acting], help="make a project")
    new.add_argument("project", metavar="PROJECT", help="a file to make, or a PostgreSQL URL")
    new.add_argument(
        "--scheme", default="news", metavar="FILE|NAME", help=f"a TOML file, or one of {', '.join(shipped())}"
    )
    new.set_defaults(run=_new)
    for name, run, text in (
        ("status", _status, "what is there and how far it is"),
        ("check", _check, "is everything sound"),
    ):
        parser = commands.add_parser(name, parents=[common], help=text)
        parser.add_argument("project", metavar="PROJECT")
        parser.set_defaults(run=run)
        if name == "check":
            _add_rules(parser)
    history = commands.add_parser("history", parents=[common], help="who did what, when")
    history.add_argument("project", metavar="PROJECT")
    history.add_argument("--article", metavar="KEY", help="only what touched this article")
    history.set_defaults(run=_history)
    progress = commands.add_parser("progress", parents=[common], help="how far everybody is, at which pace")
    progress.add_argument("project", metavar="PROJECT")
    progress.add_argument("--csv", metavar="PATH", help="write the table of annotators there, too")
    progress.set_defaults(run=_progress)


def _add_rules(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--rules",
        action="store_true",
        help="look for what the rules of the scheme find, too, in the layers that are done",
    )
    parser.add_argument("--layer", default="all", metavar="gold|NAME|all", help="with --rules: whose layers; all")
    parser.add_argument(
        "--articles", choices=("done", "all"), default="done", help="with --rules: all looks at unfinished layers, too"
    )


def _new(options: argparse.Namespace) -> int:
    if "://" not in options.project and not options.project.lower().endswith(_ENDING):
        raise WorkbenchError(f"the file of a project ends in {_ENDING}; say workbench new {options.project}{_ENDING}")
    with Project.create(options.project, options.scheme, actor(options)) as project:
        scheme = project.scheme
        record = {"ok": True, "project": options.project, "scheme": {"name": scheme.name, "version": scheme.version}}
        answer(options, record, [f"made {options.project} with the scheme {scheme.name} {scheme.version}"])
    return 0


def _status(options: argparse.Namespace) -> int:
    with Project.open(options.project) as project, project.store.snapshot():
        status = project.status()
        status["keys"] = [key for _, key in project.article_keys()]
    lines = [
        f"{status['project']}: {number(status['articles'], 'article')}, "
        f"scheme {status['scheme']['name']} {status['scheme']['version']}"
    ]
    for name, layer in [*status["annotators"].items(), ("gold", status["gold"])]:
        lines.append(
            f"  {name}: {layer['done']} done, {layer['in_progress']} in progress, {number(layer['spans'], 'span')}"
        )
    if status["gold"]["unresolved"]:
        lines.append(f"  {number(status['gold']['unresolved'], 'dispute')} left")
    answer(options, status, lines)
    return 0


def _check(options: argparse.Namespace) -> int:
    if not options.rules and (options.layer, options.articles) != ("all", "done"):
        raise WorkbenchError("--layer and --articles say where rules look; give --rules with them")
    with Project.open(options.project) as project, project.store.snapshot():
        findings = project.check()
        # What is damaged is no matter of rules, and may not even be readable.
        ruled = list(_ruled(project, options)) if options.rules and not findings else []
    lines = [f"{finding.where}: {finding.sentence}" for finding in findings]
    lines += [_told(item) for item in ruled]
    record = {"ok": not findings and not ruled, "findings": [finding._asdict() for finding in findings]}
    if options.rules:
        record["problems"] = [item.record() for item in ruled]
    answer(options, record, lines or ["everything is sound"])
    if findings:
        found = f"found {number(len(findings), 'fault')} in {options.project}"
        only_index = all(finding.area == "fulltext" for finding in findings)
        print(f"workbench: {found}; {'no content is damaged' if only_index else INSTEAD}", file=sys.stderr)
    elif ruled:
        layers = number(len({(item.article, item.annotator) for item in ruled}), "layer")
        found = f"the rules found {number(len(ruled), 'problem')} in {layers} of {options.project}"
        print(f"workbench: {found}; open the articles to look at them", file=sys.stderr)
    return 1 if findings or ruled else 0


def _ruled(project: Project, options: argparse.Namespace) -> Iterator["Found"]:
    from workbench.project.problems import find_problems

    return find_problems(project, options.layer, options.articles == "done")


def _told(item: "Found") -> str:
    """A problem on one line: article, whose layer, where, and what."""
    span, problem = item.span, item.problem
    where = f" {span.label} {span.start}-{span.end} {in_quotes(cut(item.quote))}" if span else ""
    return f"{item.article}, {item.annotator},{where or ' the article'}: {problem.sentence} ({problem.level})"


def _history(options: argparse.Namespace) -> int:
    with Project.open(options.project) as project, project.store.snapshot():
        entries = list(project.history(options.article))
    lines = [
        f"{entry.id:>6}  {entry.at}  {entry.actor}: {entry.words}{' (undone)' if entry.undone_by else ''}"
        for entry in entries
    ]
    answer(options, {"entries": [entry._asdict() for entry in entries]}, lines)
    return 0


def _progress(options: argparse.Namespace) -> int:
    from workbench.project.progress import DAYS, progress
    from workbench.project.progress_table import as_record, pace_words, save_csv

    with Project.open(options.project) as project:
        found = progress(project)
    if options.csv:
        save_csv(found, Path(options.csv))
    counts = found.counts
    lines = [
        f"{counts.finished:,} of {number(counts.articles, 'article')} read, {counts.gold:,} gold, "
        f"{counts.being_read:,} being read; {pace_words(found)}"
        + (f"; the last is read on {found.ends}" if found.ends else "")
    ]
    recent = "the one working day so far" if found.paced == 1 else f"{found.paced or DAYS} working days"
    for person in found.people:
        time = f", {person.seconds / 60:.1f} min an article" if person.seconds is not None else ""
        agreed = f", F1 {person.agreement:.2f} in {person.compared:,}" if person.agreement is not None else ""
        lines.append(f"  {person.name}: {person.done:,} done, {sum(person.days):,} in {recent}{time}{agreed}")
    answer(options, as_record(found), lines)
    return 0
