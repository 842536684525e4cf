"""What commands share: who acts, answers as text or JSON, progress on a terminal."""

import argparse
import json
import sys
from typing import Any, TextIO

import orjson

from workbench.jobs import Report
from workbench.project.facade import check_name
from workbench.settings import Settings

Commands = Any  # argparse keeps the type of its sub-parsers to itself


def actor(options: argparse.Namespace) -> str:
    """Who acts: ``--as``, else the name in the settings, else ``cli``."""
    return check_name(options.actor or Settings().name or "cli")


def answer(options: argparse.Namespace, record: dict[str, Any], lines: list[str]) -> None:
    """One JSON object, or lines for people."""
    if options.json:
        sys.stdout.write(_dumped(record) + "\n")
    else:
        sys.stdout.write("".join(f"{line}\n" for line in lines))
    sys.stdout.flush()


def _dumped(record: dict[str, Any]) -> str:
    try:
        return orjson.dumps(record, default=str).decode()
    except TypeError:  # the name of a file that is no text; the standard library escapes it
        return json.dumps(record, default=str, separators=(",", ":"))


def progress(what: str, stream: TextIO | None = None) -> Report:
    """A report that rewrites one line of a terminal, and says nothing elsewhere."""
    stream = stream or sys.stderr
    if not stream.isatty():
        return lambda done, total: None

    def report(done: int, total: int) -> None:
        end = "\n" if done == total else ""
        stream.write(f"\r{what} {done:,} of {total:,}{end}")
        stream.flush()

    return report


def number(count: int, one: str, many: str | None = None) -> str:
    """A count with its noun."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
