"""Where what is said begins and ends in the sentence of its cue."""

from unicodedata import category

from workbench.model import english
from workbench.model.clauses import Item, clause_start, finite
from workbench.model.cue_words import ADDRESSING, verb
from workbench.model.cues import Cue
from workbench.model.noun_phrases import across_commas, before, skip_helpers
from workbench.model.span import Extent, Parts

_PHRASES = english.words("in on at to during after before via through from by with")
# What they say begins with “to”.
_WILLING = english.words(
    "vow promise pledge threaten offer ask urge agree decide hope expect swear claim demand tell order instruct plead "
    "warn advise propose estimate believe think know understand"
)
_URGING = frozenset(("urge", "ask", "order", "instruct"))
# What is said of something with them is in the marks, where there are marks: “called the plan ‘a joke’”.
NAMING = english.words(
    "call describe brand label dub dismiss denounce condemn criticise criticize praise accuse blame consider regard "
    "view see"
)
_CLOSE = NAMING | {"express"}  # nothing tells how or when between them and what they say
_NO_MANNER = english.words("all both there here only first")  # adverbs that begin what is said
_KEPT = frozenset("?!…")


def parts_of(items: list[Item], start: int, end: int) -> Parts:
    """The items as one part of the text, without white space and marks at their ends; nothing without a word."""
    while start < end and items[start].is_mark and items[start].word not in ("(", "#", "@", "$", "€", "£"):
        start += 1
    while start < end and _is_punctuation(items[end - 1]) and not _closes(items, start, end - 1):
        end -= 1
    return ((items[start].start, items[end - 1].end),) if start < end else ()


def _is_punctuation(item: Item) -> bool:
    """Whether it is a mark other than a picture or the sign of a currency."""
    return item.is_mark and category(item.shown[0]).startswith("P")


def _closes(items: list[Item], start: int, at: int) -> bool:
    """Whether a mark at the end belongs to what is before it."""
    item = items[at]
    if item.word in (")", "]"):
        return any(other.word in ("(", "[") for other in items[start:at])
    return item.word[0] in _KEPT or item.word in ("%", "°")


def quotations(items: list[Item]) -> list[Parts]:
    """Each quotation of the sentence alone."""
    return [((item.start, item.end),) for item in items if item.is_quotation]


# Its beginning


def content_start(items: list[Item], cue: Cue) -> int | None:
    """The item with which begins what is said behind a cue; None where nothing is."""
    at = cue.end
    if (that := _that(items, cue)) is not None:
        return that + 1
    for _ in range(5):
        if at >= len(items):
            return None
        item = items[at]
        if item.is_quotation:
            return at
        if item.is_mark:
            return _behind_mark(items, at)
        step = at if cue.lemma in _CLOSE else _step_over(items, at, cue)
        if step == at:
            return at
        at = step
    return at if at < len(items) and not items[at].is_mark else None


def _behind_mark(items: list[Item], at: int) -> int | None:
    item, follower = items[at], items[at + 1] if at + 1 < len(items) else None
    if item.word in ("(", "@", "#", "$", "€", "£", "…"):
        return at
    if follower is None:
        return None
    if item.word == ":" or (item.word in (",", "—", "–", "--") and follower.is_quotation):
        return at + 1
    return None


def _that(items: list[Item], cue: Cue) -> int | None:
    """The “that” with which what is said begins, if only how, when and to whom stands before it."""
    for at in range(cue.end, min(len(items), cue.end + 14)):
        item = items[at]
        if item.word == "that":
            return at if _leads_to(items, cue, at) else None
        if item.is_quotation or item.word == ":" or (finite(items, at) and items[at - 1].word != "that"):
            return None
    return None


def _leads_to(items: list[Item], cue: Cue, that: int) -> bool:
    if that == cue.end:
        follower = items[that + 1] if that + 1 < len(items) else None
        return follower is not None and not follower.is_mark
    first = items[cue.end]
    if first.word == ",":  # said, however, that
        return items[that - 1].word == "," and that - cue.end < 8 and not _takes_ing(items, cue.end + 1)
    return (
        first.word in _PHRASES or english.is_adverb(first.word) or cue.lemma in ADDRESSING
        or bool(english.time_words([item.word for item in items[cue.end : cue.end + 2]], 0))
    )  # fmt: skip


def _step_over(items: list[Item], at: int, cue: Cue) -> int:
    """Behind what stands at ``at``, if that tells how, when or to whom; else ``at``."""
    words = [item.word for item in items]
    if count := english.time_words(words, at):
        return at + count
    word = words[at]
    if word == "to" and (cue.lemma in _WILLING or at + 1 == len(items) or _verb_follows(items, at)):
        return at
    if word in _PHRASES:
        return _behind_phrase(items, at)
    if english.is_adverb(word) and not items[at].is_name and word not in _NO_MANNER:
        return at + 1
    if cue.lemma in ADDRESSING and at == cue.end:
        end = _behind_addressee(items, at)
        # “urged them to go”: they are to do it
        does = "to" in words[end : end + 2] if cue.lemma in _URGING else "against" in words[end : end + 1]
        return at if does else end
    return at


def _verb_follows(items: list[Item], to: int) -> bool:
    """Whether “to” begins an infinitive, as far as small letters without a determiner tell."""
    form = verb(items[to + 1].word)
    return form is not None and form.form == "base"


def _behind_phrase(items: list[Item], at: int) -> int:
    """Behind “in a statement” and the like; ``at`` where a verb follows so that it belongs to what is said."""
    words = [item.word for item in items]
    start = at + 1
    if count := english.time_words(words, start):
        return start + count
    if words[start : start + 1] in (["least"], ["most"]):
        return at
    end = start + (start < len(items) and words[start] in english.DETERMINERS)
    named = end < len(items) and items[end].is_name and end == start
    while end < len(items) and not (items[end].is_border or items[end].is_quotation or words[end] in _STOPS):
        if finite(items, end):
            return at
        if named and not items[end].is_name and words[end] not in ("of", "'s"):
            break
        begins = items[end].is_name and end > start and words[end - 1] not in _BEFORE_NAMES
        if not named and begins:
            break
        end += 1
    return end if end > start or end == len(items) else at


_BEFORE_NAMES = english.DETERMINERS | english.PREPOSITIONS | {"of", "'s"}
_STOPS = (
    english.DETERMINERS | english.PRONOUNS | english.words("that if whether there how why what")
    | (_PHRASES - {"by"}) | {".", "?", "!"}
)  # fmt: skip


def _behind_addressee(items: list[Item], at: int) -> int:
    """Behind the one who is told: “reporters”, “the BBC”, “him”; ``at`` where that is all that follows."""
    words = [item.word for item in items]
    if words[at] in ("that", "of", "to", "if", "whether", "against", "about", "how", "why", "what", "there"):
        return at
    if words[at] in english.OBJECTS:
        return at + 1
    end = at + 1
    if words[at] in english.DETERMINERS:
        end += 1
        while end < len(items) and items[end - 1].is_name and items[end].is_name:
            end += 1
    elif items[at].is_name:
        while end < len(items) and items[end].is_name:
            end += 1
    while end < len(items) and not (items[end].is_mark or items[end].is_quotation or words[end] in _STOPS):
        if finite(items, end) or items[end].is_name or words[end] in english.PREPOSITIONS or words[end] == "of":
            break
        end += 1
    if end < len(items) and finite(items, end):
        return at  # it was the subject of what is said
    return end


# Its end

CLAUSE_LINKS = english.words("and but while whereas although though")


def content_end(items: list[Item], start: int, cues: list[Cue]) -> int:
    """The item before which ends what is said from ``start`` on: the sentence's end, or where another clause begins."""
    by_start = {cue.start: cue for cue in cues}
    for at in range(start + 1, len(items)):
        cue = by_start.get(at)
        if cue is not None and (cut := _cut_before(items, start, cue)) is not None:
            return cut
        if items[at - 1].is_border and items[at].word in ("without", "while") and _takes_ing(items, at):
            return at - 1
    return len(items)


def _takes_ing(items: list[Item], at: int) -> bool:
    return at + 1 < len(items) and items[at + 1].word.endswith("ing")


def _cut_before(items: list[Item], start: int, cue: Cue) -> int | None:
    """Where a later cue's clause begins, if that is not part of what is said."""
    form = cue.form.form
    if form == "preposition":
        return cue.start if cue.start > start else None
    end = skip_helpers(items, cue.start)
    if form == "base" and items[end - 1].word in ("and", "but") and end == cue.start:
        return end - 1 if end - 1 > start else None
    if form not in ("third", "past", "ing"):
        return None
    if end <= start or (form == "ing" and end != cue.start and items[end].word in english.BEING):
        return None
    previous = items[end - 1]
    if form == "ing":
        if previous.word == "and" and items[end - 2].word != ",":
            return end - 1 if end - 1 > start else None
        link = end - 1 if previous.word in ("while", "and") else end
        return link - 1 if link - 1 > start and items[link - 1].word == "," else None
    if previous.word in ("and", "but") and end == cue.start:
        # “… and warned that”; “…, but her deputy disagreed and said”
        low = clause_start(items, end - 1)
        other = low > start and items[low].word in english.CONJUNCTIONS and any(
            finite(items, at) for at in range(low, end - 1)
        )  # fmt: skip
        return low - 1 if other else end - 1 if end - 1 > start else None
    if previous.word == "," and (apposed := across_commas(items, end - 1)) is not None:
        low = clause_start(items, apposed[0])
        joined = low > start and items[low].word in CLAUSE_LINKS
        return low - 1 if joined and items[low - 1].is_mark else low if joined else None
    if previous.is_border:
        return end if _ends_soon(items, cue) and previous.is_quotation else None
    run = before(items, end)
    if run is None:
        return None
    low = clause_start(items, run[0])
    if low <= start:
        return None
    opening = items[low]
    if opening.word in english.RELATIVE:
        return None
    if opening.word in CLAUSE_LINKS and run[0] <= low + 2:
        return low - 1 if items[low - 1].is_mark else low
    if run[0] <= low + 1 and (_ends_soon(items, cue) or items[low - 1].word == ";"):
        return low - 1 if items[low - 1].is_mark else low
    return None


def _ends_soon(items: list[Item], cue: Cue) -> bool:
    """Whether nothing is said behind a cue, so that what it cites stands before it."""
    return content_start(items, cue) is None


# In two parts


def two_parts(items: list[Item], left: int, right: int, cues: list[Cue], inverted: bool) -> Extent | None:
    """What goes on behind the cue's clause with what was said before it, if something does."""
    comma = next((at for at in range(right, len(items)) if items[at].is_border and not items[at].is_quotation), None)
    quoted = next((at for at in range(right, len(items)) if items[at].is_quotation), None)
    if quoted is not None and items[quoted - 1].is_mark:
        return items[quoted].start, items[quoted].end
    if comma is None or comma + 1 >= len(items):
        return None
    if inverted and not _goes_on(items, comma + 1):
        return None
    said = any(item.is_quotation or finite(items, at) for at, item in enumerate(items[:left]))
    if said and not _goes_on(items, comma + 1):
        return None
    parts = parts_of(items, comma + 1, content_end(items, comma + 1, cues))
    return parts[0] if parts else None


def _goes_on(items: list[Item], at: int) -> bool:
    """Whether a clause goes on here: with its verb, or with a noun phrase that says more of it."""
    item = items[at]
    return finite(items, at) or item.word == "not" or item.word in english.POSSESSIVES
