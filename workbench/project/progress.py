"""How far the work is: articles by state and by day, everybody's pace, time and agreement with the gold.

Nothing of this is counted as people work: it is read out of the layers and the journal when somebody asks.
"""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from statistics import median
from typing import NamedTuple

from workbench.model.layer import GOLD
from workbench.project.facade import Project

DAYS = 10  # working days that a pace is taken from
_IDLE = 120  # seconds after an action that still count as work, when nothing follows sooner
_WEEKEND = 5  # the first weekday that is no working day unless somebody works on it

Date = datetime.date
_DONE = '"state":"done"'  # how the journal tells of a layer that it is done


class Counts(NamedTuple):
    """Every article counts once, where it has come furthest."""

    gold: int = 0
    read: int = 0  # somebody is done, the gold is not
    being_read: int = 0
    to_do: int = 0

    @property
    def articles(self) -> int:
        """All of them."""
        return sum(self)

    @property
    def finished(self) -> int:
        """Those that somebody has read to the end."""
        return self.gold + self.read


class Point(NamedTuple):
    """So many articles were read, and gold, at the end of a day."""

    day: Date
    read: int
    gold: int


class Person(NamedTuple):
    """One annotator. ``days`` counts finished articles on each of the last ``DAYS`` working days, today last.

    ``seconds`` is the median working time an article; ``agreement`` is F1 against the gold of ``compared`` articles,
    a span counting as the same where label and parts are. Both are None where there is nothing to tell it from.
    """

    name: str
    done: int
    days: tuple[int, ...]
    seconds: float | None
    agreement: float | None
    compared: int
    seen: str | None  # UTC, ISO 8601
    article: str | None  # the key of the article of that moment


class Progress(NamedTuple):
    """All figures at one moment. ``pace`` is in articles a working day, ``ends`` the day when all would be read.

    ``paced`` counts the working days that the pace is taken from: fewer than ``DAYS`` where the work began later,
    none where nothing was finished here. What came in by import is read, but is no work of the day on which it came.
    """

    counts: Counts
    points: tuple[Point, ...]
    people: tuple[Person, ...]
    pace: float
    ends: Date | None
    readers: float  # that an article which was read has, on average
    workdays: tuple[Date, ...]
    paced: int = DAYS


def progress(project: Project, today: Date | None = None) -> Progress:
    """Work the figures out, as of ``today`` in the computer's own time zone."""
    day = today or datetime.datetime.now().astimezone().date()
    with project.store.snapshot():
        finished = sorted(_finished(project), key=lambda one: one.at)
        counts = _counts(project)
        points = tuple(_points(finished))
        first = {one.article: one for one in reversed(finished)}  # who finished an article first
        worked = Counter(one.day for one in first.values() if not one.imported)
        workdays = _workdays(day, {one.day for one in finished if not one.imported})
        people = tuple(_people(project, finished, workdays))
    paced = sum(day >= min(worked) for day in workdays) if worked else 0  # only the days since the work began
    pace = sum(worked[day] for day in workdays) / max(1, paced)
    readers = Counter(one.article for one in finished if one.annotator != GOLD)
    ends = _ends(day, counts.articles - counts.finished, pace)
    average = sum(readers.values()) / max(1, len(readers))
    return Progress(counts, points, people, pace, ends, average, workdays, paced)


class _Finished(NamedTuple):
    article: str
    annotator: str
    at: str  # UTC, ISO 8601
    day: Date
    imported: bool


def local_date(at: str) -> Date:
    """The day, here, of a moment in the journal."""
    return datetime.datetime.fromisoformat(at).astimezone().date()


def _finished(project: Project) -> Iterator[_Finished]:
    """Each layer that is done, with the day when that was said last, or on which it came in so."""
    said = project.store.holds('c."after"')
    sql = (
        'SELECT l."article", p."name", MAX(e."at"), MAX(CASE WHEN c."kind" = \'layer\' THEN e."at" END)'
        ' FROM "layer" l JOIN "annotator" p ON p."id" = l."annotator"'
        ' JOIN "change" c ON c."target" = l."id" JOIN "entry" e ON e."id" = c."entry"'
        f" WHERE l.\"state\" = 'done' AND (c.\"kind\" = 'content' OR (c.\"kind\" = 'layer' AND {said}))"
        ' GROUP BY l."id", l."article", p."name"'
    )
    days: dict[str, Date] = {}
    for article, name, at, here in project.store.each(sql, (_DONE,)):
        if at not in days:
            days[at] = local_date(at)
        yield _Finished(article, name, at, days[at], here != at)


def _counts(project: Project) -> Counts:
    sql = (
        'SELECT MAX(CASE WHEN p."name" = ? AND l."state" = \'done\' THEN 3 WHEN l."state" = \'done\' THEN 2'
        ' WHEN l."state" = \'in_progress\' AND p."name" <> ? THEN 1 ELSE 0 END)'
        ' FROM "article" a LEFT JOIN "layer" l ON l."article" = a."id"'
        ' LEFT JOIN "annotator" p ON p."id" = l."annotator" GROUP BY a."id"'
    )
    found = Counter(furthest or 0 for (furthest,) in project.store.each(sql, (GOLD, GOLD)))
    return Counts(found[3], found[2], found[1], found[0])


def _points(finished: Sequence[_Finished]) -> Iterator[Point]:
    """The curve: an article is read on the day when its first reader was done, or when its gold came in."""
    read: dict[str, Date] = {}
    gold: dict[str, Date] = {}
    for one in finished:
        read[one.article] = min(read.get(one.article, one.day), one.day)
        if one.annotator == GOLD:
            gold[one.article] = one.day
    reads, golds = Counter(read.values()), Counter(gold.values())
    so_far = gold_so_far = 0
    for day in sorted({*reads, *golds}):
        so_far += reads[day]
        gold_so_far += golds[day]
        yield Point(day, so_far, gold_so_far)


def _workdays(today: Date, worked: set[Date]) -> tuple[Date, ...]:
    """The last working days up to today: Monday to Friday, and whatever other day something was finished on."""
    found: list[Date] = []
    day = today
    while len(found) < DAYS:
        if day.weekday() < _WEEKEND or day in worked:
            found.append(day)
        day -= datetime.timedelta(days=1)
    return tuple(reversed(found))


def _ends(today: Date, left: int, pace: float) -> Date | None:
    """The working day on which the last article would be read; None where nothing is left, or nothing goes on."""
    if not left or pace <= 0 or left / pace > 250 * 20:  # twenty years are no forecast
        return None
    days, day = -(-left // pace), today
    while days > 0:
        day += datetime.timedelta(days=1)
        days -= day.weekday() < _WEEKEND
    return day


def _people(project: Project, finished: Sequence[_Finished], workdays: Sequence[Date]) -> Iterator[Person]:
    done: dict[str, Counter[Date | None]] = defaultdict(Counter)
    for one in finished:
        done[one.annotator][None if one.imported else one.day] += 1
    seconds, seen = _times(project, {(one.annotator, one.article) for one in finished})
    agreed = _agreement(project)
    for name in project.annotators():
        days = done[name]
        f1, compared = agreed.get(name, (None, 0))
        at, article = seen.get(name, (None, None))
        yield Person(
            name, sum(days.values()), tuple(days[day] for day in workdays), seconds.get(name), f1, compared, at, article
        )


# What is done with an open article; the rest of the journal is no reading.
_READING = (
    "add", "add many", "article", "attribute", "change", "change entity", "comment", "entity", "flag", "merge entities",
    "pass", "redo", "relate", "remove", "remove entity", "remove many", "resolve", "state", "undo", "unrelate",
)  # fmt: skip


def _times(
    project: Project, finished: set[tuple[str, str]]
) -> tuple[dict[str, float], dict[str, tuple[str, str | None]]]:
    """Median seconds that each person worked on an article that is done, and when and where each was seen last."""
    marks = ", ".join("?" * len(_READING))
    sql = (
        'SELECT e."actor", e."at", c."article", a."key" FROM "entry" e JOIN "change" c ON c."entry" = e."id"'
        ' AND c."seq" = (SELECT MIN(s."seq") FROM "change" s WHERE s."entry" = e."id" AND s."article" IS NOT NULL)'
        f' LEFT JOIN "article" a ON a."id" = c."article" WHERE e."kind" IN ({marks}) ORDER BY e."id"'
    )
    spent: dict[tuple[str, str], float] = defaultdict(float)
    seen: dict[str, tuple[str, str | None]] = {}
    before: dict[str, tuple[float, str]] = {}
    for actor, at, article, key in project.store.each(sql, _READING):
        moment = datetime.datetime.fromisoformat(at).timestamp()
        last, where = before.get(actor, (0.0, ""))
        if where == article:
            spent[actor, article] += min(moment - last, _IDLE)
        before[actor] = (moment, article)
        seen[actor] = (at, key)
    times: dict[str, list[float]] = defaultdict(list)
    for (actor, article), sum_of in spent.items():
        if sum_of > 0 and (actor, article) in finished:
            times[actor].append(sum_of)
    return {actor: median(all_of) for actor, all_of in times.items()}, seen


def _agreement(project: Project) -> Mapping[str, tuple[float | None, int]]:
    """F1 of everybody's done layers against the gold that is done, with the number of articles."""
    both = (
        ' FROM "layer" l JOIN "annotator" p ON p."id" = l."annotator" AND p."name" <> ?'
        ' JOIN "layer" g ON g."article" = l."article" AND g."state" = \'done\''
        ' JOIN "annotator" q ON q."id" = g."annotator" AND q."name" = ?'
    )
    done, names = ' WHERE l."state" = \'done\' GROUP BY p."name"', (GOLD, GOLD)
    own, theirs = ' JOIN "span" s ON s."layer" = l."id"', ' JOIN "span" t ON t."layer" = g."id"'
    same = ' AND t."start" = s."start" AND t."end" = s."end" AND t."label" = s."label" AND t."parts" = s."parts"'
    rows = project.store.rows
    compared = dict(rows(f'SELECT p."name", COUNT(*){both}{done}', names))
    drawn = Counter(dict(rows(f'SELECT p."name", COUNT(*){both}{own}{done}', names)))
    drawn.update(dict(rows(f'SELECT p."name", COUNT(*){both}{theirs}{done}', names)))
    shared = dict(rows(f'SELECT p."name", COUNT(*){both}{own}{theirs}{same}{done}', names))
    return {
        name: (2 * shared.get(name, 0) / drawn[name] if drawn[name] else None, count)
        for name, count in compared.items()
    }
