"""The figures of everybody's progress as a table, for the command line and for other programs."""

import csv
from pathlib import Path
from typing import Any, TextIO

from workbench.errors import explain_os
from workbench.project.progress import DAYS, Progress
from workbench.words import number

_RISKY = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet takes for the beginning of a formula


def as_record(found: Progress) -> dict[str, Any]:
    """All figures as one JSON object; times are UTC, days ISO dates, the working time in seconds."""
    counts = found.counts
    return {
        "articles": counts.articles,
        "gold": counts.gold,
        "read": counts.read,
        "being_read": counts.being_read,
        "to_do": counts.to_do,
        "pace": round(found.pace, 3),
        "paced": found.paced,
        "ends": found.ends.isoformat() if found.ends else None,
        "readers": round(found.readers, 3),
        "points": [{"day": day.isoformat(), "read": read, "gold": gold} for day, read, gold in found.points],
        "annotators": [
            {
                "name": person.name,
                "done": person.done,
                "days": {day.isoformat(): count for day, count in zip(found.workdays, person.days)},
                "seconds": person.seconds,
                "agreement": person.agreement,
                "compared": person.compared,
                "seen": person.seen,
                "article": person.article,
            }
            for person in found.people
        ],
    }


def pace_words(found: Progress) -> str:
    """How fast it goes, with the number of working days that this is taken from."""
    if found.paced == 1:
        return f"{number(round(found.pace), 'article')} in the one working day so far"
    over = f"the last {DAYS}" if found.paced == DAYS else f"the {found.paced} so far"
    return f"{found.pace:.1f} articles a working day" + (f" over {over}" if found.paced else "")


def write_csv(found: Progress, out: TextIO) -> None:
    """One row an annotator: a spreadsheet can count on with it."""
    writer = csv.writer(out, lineterminator="\n")
    days = [day.isoformat() for day in found.workdays]
    writer.writerow(["annotator", "done", "articles", "median_seconds", "agreement_f1", "compared", "last_seen", *days])
    for person in found.people:
        seconds = "" if person.seconds is None else round(person.seconds)
        agreement = "" if person.agreement is None else f"{person.agreement:.4f}"
        writer.writerow(
            [
                harmless(person.name), person.done, found.counts.articles, seconds, agreement, person.compared,
                person.seen or "", *person.days,
            ]
        )  # fmt: skip


def save_csv(found: Progress, path: Path) -> None:
    """Write the table into a file; ProjectError where that can't be."""
    try:
        with path.open("w", encoding="utf-8", newline="") as out:
            write_csv(found, out)
    except OSError as error:
        raise explain_os(error, str(path)) from None


def harmless(text: str) -> str:
    """A text that no spreadsheet carries out."""
    return f"'{text}" if text.startswith(_RISKY) else text
