"""What the page of progress says in sentences: the figure that matters comes first."""

import datetime
from collections.abc import Sequence

from workbench.project.progress import DAYS, Person, Progress
from workbench.project.progress_table import pace_words
from workbench.words import number

_FEW = 0.05


def heading(found: Progress) -> str:
    """How many articles are read, and when the last one would be."""
    counts = found.counts
    if not counts.articles:
        return "No articles yet"
    if counts.finished == counts.articles:
        gold = "all of them gold" if counts.gold == counts.articles else f"{counts.gold:,} of them gold"
        return f"All {number(counts.articles, 'article')} read, {gold}"
    read = f"{counts.finished:,} of {number(counts.articles, 'article')} read"
    if found.ends is None:
        return read
    return f"{read}; at this pace the last is read on {long_date(found.ends, found.workdays[-1])}"


def below_heading(found: Progress) -> str:
    """By how many people, and how fast."""
    if not found.counts.finished:
        return "The figures come with the first article that somebody says is done."
    readers = round(found.readers, 1)
    by = "1 person" if readers == 1 else f"{readers:g} people on average"
    if not found.paced:
        return f"What is read was read by {by}. It came in by import, so there is no pace to tell yet."
    if found.pace < _FEW:
        return f"What is read was read by {by}. Nothing was finished in the last {DAYS} working days."
    return f"What is read was read by {by}. {pace_words(found)}."


def curve_title(found: Progress) -> str:
    """How far the gold lies behind the reading."""
    points = found.points
    if not points:
        return "Reading and gold"
    last = points[-1]
    if not last.gold:
        return "Nothing is gold yet"
    if last.gold == last.read:
        return "All that is read is gold"
    then = next(point.day for point in points if point.read >= last.gold)
    days = _workdays_between(then, found.workdays[-1])
    return f"Gold follows reading by {number(days, 'working day')}" if days else "Gold follows reading on the same day"


def people_title(people: Sequence[Person], goal: float) -> str:
    """Who is below the goal of agreement, of those of whom it can be told."""
    told = [person for person in people if person.agreement is not None]
    if not told:
        return number(len(people), "annotator") if people else "Nobody has worked here yet"
    below = sum(person.agreement < goal for person in told if person.agreement is not None)
    if not below:
        return f"Nobody is below the goal of {goal:.2f} for agreement with the gold"
    verb = "is" if below == 1 else "are"
    return f"{below} of {len(told)} {verb} below the goal of {goal:.2f} for agreement with the gold"


def duration(seconds: float | None) -> str:
    """Minutes and seconds, as a person says them."""
    if seconds is None:
        return "–"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest:02} s" if minutes else f"{rest} s"


def seen(person: Person, now: datetime.datetime) -> str:
    """When somebody was seen last: a time today, yesterday, or a date; who was not has layers that were imported."""
    if person.seen is None:
        return "imported" if person.done else "–"
    moment = datetime.datetime.fromisoformat(person.seen).astimezone(now.tzinfo)
    days = (now.date() - moment.date()).days
    if days <= 0:
        return f"{moment:%H:%M}"
    return "yesterday" if days == 1 else long_date(moment.date(), now.date())


def why_unseen(person: Person) -> str | None:
    """What there is to say of somebody who was never seen; None of everybody else."""
    if person.seen is not None:
        return None
    if person.done:
        return "What is counted as read came in by import. Nobody has worked on an article here under this name."
    return "Nobody has worked on an article here under this name."


def long_date(day: datetime.date, today: datetime.date) -> str:
    """Day and month, and the year where it is another one."""
    return f"{day.day} {day:%B}" + (f" {day.year}" if day.year != today.year else "")


def short_date(day: datetime.date) -> str:
    """Day and the month in three letters."""
    return f"{day.day} {day:%b}"


def _workdays_between(first: datetime.date, last: datetime.date) -> int:
    days = (last - first).days
    return sum((first + datetime.timedelta(days=at)).weekday() < 5 for at in range(1, days + 1))
