"""Where the cues of a sentence are: verbs, not the nouns that look like them, and “according to”."""

from typing import NamedTuple

from workbench.model import english
from workbench.model.clauses import Item, clause_start, finite
from workbench.model.cue_words import NOUN_LIKE, CueForm, noun, phrase, speaks, verb

_BEFORE_NOUNS = english.DETERMINERS | frozenset(("of", "'s", "no"))


class Cue(NamedTuple):
    """The items from ``start`` up to before ``end``, and which form of which word they are."""

    start: int
    end: int
    form: CueForm

    @property
    def speaks(self) -> bool:
        """Whether it tells of speaking, not only of what somebody holds."""
        return speaks(self.form)

    @property
    def lemma(self) -> str:
        """The word as a dictionary has it."""
        return self.form.lemma


def cues_in(items: list[Item]) -> list[Cue]:
    """The cues of a sentence, in text order."""
    found: list[Cue] = []
    at = 0
    while at < len(items):
        cue = _cue_at(items, at)
        if cue is not None:
            found.append(cue)
        at = cue.end if cue is not None else at + 1
    return found


def _cue_at(items: list[Item], at: int) -> Cue | None:
    word = items[at].word
    after = items[at + 1].word if at + 1 < len(items) else ""
    if (form := phrase(word, after)) is not None and not _is_noun(items, at, form):
        return Cue(at, at + 2, form)
    if (form := verb(word)) is not None and not _is_noun(items, at, form) and not _is_inside_name(items, at):
        return Cue(at, at + 1, form)
    if (form := noun(word)) is not None and after in ("that", ":") and at > 0:
        return Cue(at, at + 1, form)
    return None


def _is_noun(items: list[Item], at: int, form: CueForm) -> bool:
    """Whether a form of a verb is a noun or an adjective here: “the report said”, “reports suggest”, “a stated aim”."""
    before = items[at - 1].word if at else ""
    after = items[at + 1].word if at + 1 < len(items) else ""
    if form.form == "preposition":
        return False
    if before in _BEFORE_NOUNS and before not in ("all", "both", "many", "some", "few", "most", "that", "others"):
        return True
    if form.form in ("base", "third"):
        if form.lemma in NOUN_LIKE and not _has_object(items, at):
            return True
        if (before in english.PREPOSITIONS and before != "to") or _before_verb(items, at):
            return True
        return form.form == "base" and not before
    if form.form in ("past", "participle") and not speaks(form) and _in_passive(items, at):
        return after not in ("that", "to", "as", "by")
    return False


def _has_object(items: list[Item], at: int) -> bool:
    """Whether what follows a word that may be a noun begins a clause or an object, so that it is a verb."""
    before, after = items[at - 1] if at else None, items[at + 1] if at + 1 < len(items) else None
    if after is None:
        return False
    if after.is_mark or after.word in english.PREPOSITIONS:
        return _closes_clause(items, at)
    return (
        after.is_quotation or after.is_name or after.word in ("that", "to", ":")
        or after.word in english.DETERMINERS | english.PRONOUNS
        or (before is not None and (before.word in english.PRONOUNS or before.word == "to"))
    )  # fmt: skip


def _closes_clause(items: list[Item], at: int) -> bool:
    """Whether it is the verb of a short clause behind what is said: “…, the team reports in the Herald”."""
    low = clause_start(items, at)
    opens = 0 < low < at and (items[low].is_name or items[low].word in english.DETERMINERS | english.PRONOUNS)
    rest = range(low, next((place for place in range(at, len(items)) if items[place].is_border), len(items)))
    return opens and not any(finite(items, place) for place in rest) and any(finite(items, x) for x in range(low))


def _in_passive(items: list[Item], at: int) -> bool:
    """Whether a form of “be” stands before, adverbs left out."""
    while at and english.is_adverb(items[at - 1].word):
        at -= 1
    return bool(at) and items[at - 1].word in english.BEING


def _before_verb(items: list[Item], at: int) -> bool:
    """Whether a finite verb follows at once, so that the word is its subject."""
    place = at + 1
    while place < len(items) and english.is_adverb(items[place].word):
        place += 1
    if place >= len(items) or items[place].is_mark or items[place].is_quotation:
        return False
    form = verb(items[place].word)
    return finite(items, place) or (form is not None and form.form in ("past", "base") and not items[place].is_name)


def _is_inside_name(items: list[Item], at: int) -> bool:
    """Whether a word in capitals stands among names: “the Read Trust”."""
    return items[at].is_name and at > 0 and not items[at - 1].is_mark and not items[at - 1].is_quotation
