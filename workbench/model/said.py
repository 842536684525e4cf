"""What is said in a sentence and who says it, read off one cue: alternatives, the likeliest first."""

from typing import NamedTuple

from workbench.model import english, noun_phrases
from workbench.model.clauses import Item, Sentence, clause_start, finite
from workbench.model.content import NAMING, content_end, content_start, parts_of, quotations, two_parts
from workbench.model.cues import Cue
from workbench.model.noun_phrases import Run
from workbench.model.span import Parts


class Reading(NamedTuple):
    """Runs of items that may speak, and parts of the text that may be said."""

    speakers: list[Run]
    contents: list[Parts]


class _Frame(NamedTuple):
    """How a sentence is built round its cue: who speaks, where what stands before ends, where the cue's clause ends."""

    speakers: list[Run]
    left: int
    right: int
    inverted: bool = False


def read(sentence: Sentence, cue: Cue, cues: list[Cue]) -> Reading:
    """Read a sentence round one of its cues."""
    items = sentence.items
    match cue.form.form:
        case "noun":
            return _of_noun(items, cue, cues)
        case "preposition":
            return _of_according(sentence, cue, cues)
    if (agent := _agent(items, cue)) is not None:
        return _passive(sentence, cue, cues, agent)
    frame = _frame(items, cue, cues)
    return Reading(_known(items, frame.speakers), _contents(sentence, cue, cues, frame))


def _known(items: list[Item], runs: list[Run]) -> list[Run]:
    """The runs, each once, and behind the first one its name without what stands before that."""
    found = list(dict.fromkeys(runs))
    if found:
        start, end = found[0]
        first = next((at for at in range(end - 1, start - 1, -1) if not items[at].is_name), start - 1) + 1
        if start < first < end:
            found.insert(1, (first, end))
        elif first == start and end - start > 2:
            found.insert(1, (end - 2, end))  # the name behind a title
    return found


# The cue's subject


def _frame(items: list[Item], cue: Cue, cues: list[Cue]) -> _Frame:
    subject_end = noun_phrases.skip_helpers(items, cue.start)
    previous = items[subject_end - 1] if subject_end else None
    finite_form = cue.form.form in ("third", "past")
    behind_comma = finite_form and previous is not None and previous.word == ","
    if behind_comma and (run := noun_phrases.across_commas(items, subject_end - 1)):
        return _Frame([run], _left_of_apposed(items, run), cue.end)
    if finite_form and subject_end == cue.start and (run := _inverted(items, cue)) is not None:
        return _Frame([run], subject_end, run[1], True)
    if previous is None:
        return _Frame([], 0, cue.end)
    if previous.word in english.RELATIVE or (previous.word == "that" and finite_form):
        run = noun_phrases.antecedent(items, subject_end - 1)
        return _Frame(_some(run), 0, cue.end)
    if previous.is_border or previous.word in _LINKS or (cue.form.form == "ing" and not _has_own(items, subject_end)):
        return _Frame(_shared(items, cue, cues, subject_end), 0, cue.end)
    run = noun_phrases.before(items, subject_end)
    return _Frame(_some(run), _left_of(items, run, subject_end), cue.end)


_WHEN = english.words("when as after before while because")
_LINKS = english.CONJUNCTIONS | english.SUBORDINATING | frozenset(("without", "by", "in", "for", "then", "to", "than"))


def _some(run: Run | None) -> list[Run]:
    return [run] if run is not None else []


def _left_of(items: list[Item], run: Run | None, end: int) -> int:
    """Where what stands before the cue's own clause ends."""
    return clause_start(items, run[0] if run is not None else end)


def _left_of_apposed(items: list[Item], run: Run) -> int:
    """The same where a name stands behind a comma: “the line’s director, Henrik Saal, told”."""
    low = clause_start(items, run[0])
    further = clause_start(items, low - 1) if low > 1 and items[low - 1].word == "," else low
    described = further < low - 1 and noun_phrases.is_description(items, further, low - 1)
    return further if described else low


def _has_own(items: list[Item], end: int) -> bool:
    """Whether a verb in -ing has a subject of its own: “with the ministry calling for calm”, “he is saying”."""
    low = clause_start(items, end)
    return end < len(items) and (
        items[end].word in english.BEING or (low < end and items[low].word in ("with", "after", "and", "as"))
    )


def _shared(items: list[Item], cue: Cue, cues: list[Cue], end: int) -> list[Run]:
    """The subject of a verb that shares it with one before: “voted against it and said”, “…, adding that”."""
    low = clause_start(items, end - 1)
    own = next((at for at in range(low, end - 1) if finite(items, at)), None)
    if own is not None and items[low].word in english.CONJUNCTIONS | english.SUBORDINATING:
        return _some(noun_phrases.before(items, noun_phrases.skip_helpers(items, own)))
    for earlier in reversed([other for other in cues if other.end <= cue.start]):
        if earlier.form.form in ("third", "past", "ing", "participle"):
            frame = _frame(items, earlier, cues)
            if frame.speakers:
                return frame.speakers
    return _some(noun_phrases.main_subject(items, end))


def _inverted(items: list[Item], cue: Cue) -> Run | None:
    """The subject behind the verb: “…,” said Ada Dorn."""
    if cue.start and not (items[cue.start - 1].is_border or items[cue.start - 1].is_quotation):
        return None
    run = noun_phrases.behind(items, cue.end)
    if (
        run is None
        or items[cue.end].word in english.OBJECTS - english.PRONOUNS
        or (run[0] > cue.end + 1 and items[run[0] - 1].word != ",")
    ):
        return None
    ends = (at for at in range(run[1], len(items)) if items[at].is_border or items[at].word in english.CONJUNCTIONS)
    high = next(ends, len(items))
    if any(finite(items, at) for at in range(run[1], high)) and not _relative_first(items, run[1]):
        return None
    follower = items[run[1]] if run[1] < len(items) else None
    if cue.start == 0 and (follower is None or follower.word not in (":", ",")):
        return None
    return None if follower is not None and follower.is_quotation and not items[run[1] - 1].is_name else run


def _relative_first(items: list[Item], at: int) -> bool:
    return at < len(items) and items[at].word in english.RELATIVE


def _agent(items: list[Item], cue: Cue) -> Run | None:
    """The one by whom it is said, in the passive: “was confirmed by the ministry”."""
    if cue.form.form not in ("past", "participle"):
        return None
    for at in range(cue.end, min(cue.end + 3, len(items))):
        if items[at].is_border:
            return None
        if items[at].word == "by":
            return noun_phrases.behind(items, at + 1)
    return None


# What is said


def _contents(sentence: Sentence, cue: Cue, cues: list[Cue], frame: _Frame) -> list[Parts]:
    items = sentence.items
    start = None if frame.inverted else content_start(items, cue)
    before = _before(sentence, frame.left)
    if start is not None and before and _says_little(items, start) and not _says_little(items, 0, frame.left):
        # “told the court in Leeds”; but “told them to go” does say something
        start = start if any(item.word == "to" for item in items[cue.end : start + 4]) else None
    if start is not None and before and items[start].word in _WHEN and items[frame.left - 1].is_quotation:
        start = None  # “…,” he said when he was asked
    found: list[Parts] = []
    if start is not None:
        end = content_end(items, start, cues)
        if frame.speakers and _in_relative(items, frame.speakers[0]):
            end = next((at for at in range(start, end) if items[at].word == ","), end)
        if before and items[start].is_quotation and items[start - 1].word == "," and _goes_on(items, frame):
            found.append((*before[0], (items[start].start, items[start].end)))
        found += _after(items, cue, start, end)
        found += before
    elif before:
        rest = two_parts(items, frame.left, frame.right, cues, frame.inverted)
        found += [(*before[0], rest), *before] if rest is not None else before
        if sentence.after is not None and rest is None and _is_direct(before[0], items, sentence):
            found.insert(0, (*before[0], sentence.after))
    else:
        rest_start = next((at + 1 for at in range(frame.right, len(items)) if items[at].is_border), len(items))
        if parts := parts_of(items, rest_start, content_end(items, rest_start, cues)):
            found.append(parts)
    found += quotations(items)
    return list(dict.fromkeys(found))


def _goes_on(items: list[Item], frame: _Frame) -> bool:
    """Whether what stands before the cue's clause goes on in the marks behind it: “It was, she said, ‘a pity.’”."""
    if items[frame.left - 1].is_quotation:
        return True
    clause = bool(frame.speakers) and frame.speakers[0][0] <= frame.left + 1
    return clause and items[frame.left].word not in english.CONJUNCTIONS and not noun_phrases.leads_in(items, 0)


def _in_relative(items: list[Item], speaker: Run) -> bool:
    """Whether the cue's clause is a relative one, as in “the strike, which the port says costs millions, goes on”."""
    start = clause_start(items, speaker[0])
    return 0 < start < speaker[0] and items[start].word in english.RELATIVE


def _says_little(items: list[Item], start: int, end: int | None = None) -> bool:
    """Whether there is neither a verb nor a quotation, so that nothing may be said there."""
    stop = len(items) if end is None else end
    return not any(items[at].is_quotation or finite(items, at) for at in range(start, stop))


def _is_direct(parts: Parts, items: list[Item], sentence: Sentence) -> bool:
    marked = [(item.start, item.end) for item in items if item.is_quotation]
    return all(part in marked or part == sentence.before for part in parts)


def _before(sentence: Sentence, left: int) -> list[Parts]:
    """What is said before the cue's clause: all of it, then what is behind each border, then the sentence before."""
    items = sentence.items
    found: list[Parts] = []
    if left:
        last = items[left - 1]
        words = [at for at in range(left) if not items[at].is_mark]
        only = [at for at in words if not _is_link(items[at])]
        if only and all(items[at].is_quotation for at in only):
            found.append(tuple((items[at].start, items[at].end) for at in only))
        starts = [0, *(at + 1 for at in range(left - 1) if items[at].is_border)]
        found += [parts for start in starts if (parts := parts_of(items, start, left))]
        if last.is_quotation:
            found.append(((last.start, last.end),))
    if sentence.before is not None and not found:
        found.append((sentence.before,))
    return found


def _is_link(item: Item) -> bool:
    return item.word in english.CONJUNCTIONS or english.is_adverb(item.word)


def _after(items: list[Item], cue: Cue, start: int, end: int) -> list[Parts]:
    """What is said behind the cue: up to where its clause probably ends, then to the sentence's end and each border."""
    found: list[Parts] = []
    marked = [at for at in range(start, end) if items[at].is_quotation]
    if marked and cue.lemma in NAMING:
        found.append(tuple((items[at].start, items[at].end) for at in marked[:1]))
    if marked and marked[0] > start and all(_is_link(items[at]) for at in range(start, marked[0])):
        start = marked[0]  # “wrote only ‘No’”
    if marked and marked[0] == start and _stands_alone(items, start, end):
        found.append(((items[start].start, items[start].end),))
    ends = [end, len(items), *(at for at in range(start + 1, len(items)) if items[at].is_border)]
    found += [parts for stop in ends if (parts := parts_of(items, start, stop))]
    return found


def _stands_alone(items: list[Item], at: int, end: int) -> bool:
    """Whether nothing behind a quotation goes on with it."""
    return at + 1 >= end or items[at + 1].is_mark or _is_link(items[at + 1])


# Other cues


def _of_according(sentence: Sentence, cue: Cue, cues: list[Cue]) -> Reading:
    items = sentence.items
    run = noun_phrases.behind(items, cue.end)
    if run is None:
        return Reading([], _before(sentence, cue.start))
    low = clause_start(items, cue.start)
    before = _before(sentence, cue.start)
    high = next((at for at in range(run[1], len(items)) if items[at].is_border), len(items))
    after = parts_of(items, high + 1, content_end(items, high + 1, cues)) if high < len(items) else ()
    leads = all(_is_link(items[at]) or items[at].is_mark for at in range(cue.start))
    if leads:
        contents = [after, *quotations(items)]
    elif after and before and not any(finite(items, at) for at in range(low if low < cue.start else 0, cue.start)):
        contents = [(*before[0], *after), *before]
    elif after and before and (rest := two_parts(items, cue.start, run[1], cues, True)) is not None:
        contents = [(*before[0], rest), *before]
    else:
        contents = before
    return Reading(_known(items, [run]), [parts for parts in contents if parts])


def _of_noun(items: list[Item], cue: Cue, cues: list[Cue]) -> Reading:
    """“the ministry’s claim that …”, “a claim by the ministry that …”."""
    start = cue.end + 1
    runs: list[Run] = []
    at = cue.start
    while at and items[at - 1].word != "'s" and not items[at - 1].is_border and cue.start - at < 3:
        if items[at - 1].word in english.POSSESSIVES:
            runs.append((at - 1, at))
        at -= 1
    if at and items[at - 1].word == "'s":
        runs += _some(noun_phrases.antecedent(items, at - 1))
    runs += _some(noun_phrases.main_subject(items, cue.start))
    end = content_end(items, start, cues)
    return Reading(_known(items, runs), _after(items, cue, start, end))


def _passive(sentence: Sentence, cue: Cue, cues: list[Cue], agent: Run) -> Reading:
    items = sentence.items
    that = next((at for at in range(agent[1], min(agent[1] + 2, len(items))) if items[at].word == "that"), None)
    if that is not None:
        return Reading(_known(items, [agent]), _after(items, cue, that + 1, content_end(items, that + 1, cues)))
    left = noun_phrases.skip_helpers(items, cue.start)
    if left and items[left - 1].word in english.RELATIVE:
        left -= 1
    found = [parts for start in (clause_start(items, left), 0) if (parts := parts_of(items, start, left))]
    return Reading(_known(items, [agent]), [*found, *quotations(items), *_before(sentence, left)])


def beside_colon(items: list[Item], parts: Parts) -> list[Run]:
    """Who stands before a colon and what is said, or behind both as in headlines: “Bridge unsafe: engineer”."""
    for at, item in enumerate(items):
        if item.word == ":" and at:
            if item.end <= parts[0][0]:
                return _some(noun_phrases.before(items, at))
            if item.start >= parts[-1][1]:
                return _some(noun_phrases.behind(items, at + 1))
    return []
