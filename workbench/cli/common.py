"""What commands share: who acts, answers as text or JSON, progress on a terminal."""

import argparse
import contextlib
import json
import sys
from collections.abc import Iterator
from typing import Any

import orjson

from workbench.jobs import Report, silent
from workbench.project.facade import check_name
from workbench.settings import Settings

Commands = Any  # argparse keeps the type of its sub-parsers to itself


def actor(options: argparse.Namespace) -> str:
    """Who acts: ``--as``, else the name in the settings, else ``cli``."""
    given: str | None = options.actor
    return check_name(given if given is not None else Settings().name or "cli")


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


@contextlib.contextmanager
def progress(what: str) -> Iterator[Report]:
    """A report that rewrites one line of a terminal, which ends with the work; it says nothing elsewhere."""
    if not sys.stderr.isatty():
        yield silent
        return
    begun = False

    def report(done: int, total: int) -> None:
        nonlocal begun
        begun = True
        sys.stderr.write(f"\r{what} {done:,} of {total:,}")
        sys.stderr.flush()

    try:
        yield report
    finally:
        if begun:
            sys.stderr.write("\n")
