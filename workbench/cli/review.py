"""The command adjudicate."""

import argparse
from dataclasses import asdict

from workbench.cli.common import Commands, actor, answer, progress
from workbench.project import Project
from workbench.project.reviewing import adjudicate
from workbench.review.merge import STRATEGIES
from workbench.words import number


def add_commands(commands: Commands, common: argparse.ArgumentParser, acting: argparse.ArgumentParser) -> None:
    """Tell the parser about it."""
    parser = commands.add_parser("adjudicate", parents=[common, acting], help="make gold of what annotators agree on")
    parser.add_argument("project", metavar="PROJECT")
    parser.add_argument("--strategy", choices=list(STRATEGIES), default="unanimous")
    parser.set_defaults(run=_adjudicate)


def _adjudicate(options: argparse.Namespace) -> int:
    name = actor(options)
    with Project.open(options.project, write=True, actor=name) as project, progress("adjudicating") as told:
        report = adjudicate(project, name, options.strategy, told)
    lines = [
        f"gold of {number(report.articles, 'article')}: {number(report.spans, 'span')}, "
        f"{number(report.relations, 'relation')}; "
        f"{number(report.open, 'dispute')} left in {number(len(report.open_articles), 'article')}"
    ]
    if report.waiting:
        lines.append(f"{number(report.waiting, 'article')} waiting for a second annotator to be done")
    answer(options, {"ok": True, "strategy": options.strategy, **asdict(report)}, lines)
    return 0
