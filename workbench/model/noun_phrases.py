"""Who speaks: the noun phrase before or behind a cue, by plain rules, without what is said of it behind a comma."""

from workbench.model import english
from workbench.model.clauses import Item, clause_start, finite
from workbench.model.cue_words import verb
from workbench.model.span import Extent

Run = tuple[int, int]  # items from the first up to before the second

_LOW = frozenset(("of", "de", "von", "van", "der", "al", "el", "bin", "la", "le", "du", "'s", "&"))
# What has “of” behind it in the names of offices and bodies.
_HEADS = english.words(
    "academy agency archbishop association bank bishop board bureau cabinet centre center chairman chamber chief "
    "chiefs church city club college command commission committee confederation congress council court department "
    "director duke embassy faculty federation governor guild head house institute king league library lord master "
    "mayor minister ministry museum office order parliament port president prince princess queen republic school "
    "secretary senate society speaker sultan superintendent tower town trust union university"
)
_LIMITING = frozenset(("for", "from", "at", "with", "to", "than", "near", "by"))  # a source close to the mayor
_APPOSED = frozenset(("a", "an", "the", "who", "which", "whose", "whom", "one", "then", "now", "formerly", "aged"))


def extent_of(items: list[Item], run: Run) -> Extent:
    """Where the items of a run stand in the text."""
    return items[run[0]].start, items[run[1] - 1].end


def skip_helpers(items: list[Item], cue: int) -> int:
    """The place behind the subject of the verb at ``cue``: adverbs and auxiliaries between them are stepped over."""
    at = cue
    while at > 0:
        item = items[at - 1]
        if item.word == "to" and at > 1:
            at -= 2 if _governs(items, at - 2) else 1  # refused to say; prompted Kim to say
        elif item.word in english.AUXILIARIES or english.is_adverb(item.word):
            at -= 1
        elif item.word == "," and _lone_adverb(items, at - 1):
            at -= 3  # Dorn, however, said
        else:
            break
    return at


def _governs(items: list[Item], at: int) -> bool:
    """Whether the word before “to” is a verb or the like: “refused to say”, “wants to say”, “is ready to say”."""
    item = items[at]
    return not item.is_name and not item.is_mark and (
        finite(items, at) or item.word.endswith(("s", "ed", "ing")) or item.word in ("able", "ready", "quick", "keen")
    )  # fmt: skip


def _lone_adverb(items: list[Item], comma: int) -> bool:
    return (
        comma > 2 and english.is_adverb(items[comma - 1].word) and items[comma - 2].word == ","
        and not items[comma - 3].is_border
    )  # fmt: skip


def before(items: list[Item], end: int) -> Run | None:
    """The noun phrase that ends before the item ``end``: the subject of a verb there."""
    low = clause_start(items, end)
    run = _subject(items, low, end)
    if run is None:
        return None
    if low > 0 and items[low - 1].word == "," and items[run[0]].word in ("a", "an", "the", "one"):
        # “Ada Dorn, a nurse from Leeds said” and “Ada Dorn, the mayor said” lack the second comma.
        further = clause_start(items, low - 1)
        named = _subject(items, further, low - 1)
        if named and items[run[0]].word != "the" and items[named[1] - 1].is_name and _is_bare(items, further, low - 1):
            return clean(items, named)
    return clean(items, run)


def across_commas(items: list[Item], comma: int) -> Run | None:
    """The subject in “Ada Dorn, the mayor, said”, where ``comma`` is the second comma; None where there is none."""
    low = comma
    for _ in range(4):
        low = clause_start(items, low)
        if low < 2 or items[low - 1].word != ",":
            return None
        further = clause_start(items, low - 1)
        inner = items[low]
        apposed = inner.word in _APPOSED or inner.word.isdigit() or inner.is_name or inner.word in english.POSSESSIVES
        if _is_bare(items, further, low - 1) and (apposed or not items[further].is_name):
            run = _subject(items, further, low - 1)
            first, name = clean(items, run) if run else None, clean(items, (low, comma))
            # “its secretary, Moses Tarrant, said”: the name says more than what it is told of.
            named = first and name and not _is_named(items, *first) and _is_named(items, *name)
            return name if named else first
        low -= 1
    return None


def is_description(items: list[Item], start: int, end: int) -> bool:
    """Whether the items tell what somebody is, without a name: “its secretary”."""
    return _is_bare(items, start, end) and not _is_named(items, start, end)


def _is_bare(items: list[Item], start: int, end: int) -> bool:
    """Whether the items may be nothing but a noun phrase: no verb, no preposition or quotation at their start."""
    return (
        start < end
        and items[start].word not in english.PREPOSITIONS
        and not (english.is_adverb(items[start].word) and end - start < 3)
        and items[start].word not in english.SUBORDINATING - {"that"}
        and not any(items[at].is_quotation or finite(items, at) for at in range(start, end))
        and not (start + 1 == end and english.time_words([items[start].word], 0))
    )


def antecedent(items: list[Item], relative: int) -> Run | None:
    """What “who” or “which” at ``relative`` stands for: the noun phrase right before it."""
    end = relative - 1 if relative and items[relative - 1].word == "," else relative
    low = clause_start(items, end)
    start = max((at + 1 for at in range(low, end) if _divides(items, at)), default=low)
    while start < end and (items[start].word in english.CONJUNCTIONS or items[start].word in english.PREPOSITIONS):
        start += 1
    return clean(items, (start, end)) if start < end else None


def _divides(items: list[Item], at: int) -> bool:
    word = items[at].word
    leads = word.endswith("ing") and (at == 0 or items[at - 1].is_border)  # “, infuriating Orsava, which”
    return leads or finite(items, at) or (word in english.PREPOSITIONS and not items[at].is_name) or word == "to"


def main_subject(items: list[Item], end: int) -> Run | None:
    """The subject of the sentence's first verb before the item ``end``."""
    start = 0
    while start < end:
        stop = next((at for at in range(start, end) if items[at].is_border), end)
        if leads_in(items, start) and stop < end:
            start = stop + 1
            continue
        known = next((at for at in range(start, stop) if finite(items, at) or _is_cue(items, at)), None)
        if known is not None and known > start:
            return before(items, skip_helpers(items, known))
        if known is None and stop < end and _is_bare(items, start, stop):
            return clean(items, (start, stop))  # “Ada Dorn, the mayor, went”
        start = stop + 1
    return None


def _is_cue(items: list[Item], at: int) -> bool:
    form = verb(items[at].word)
    return form is not None and form.form in ("third", "past") and items[at - 1].word not in english.DETERMINERS


def leads_in(items: list[Item], start: int) -> bool:
    """Whether what begins here only leads to the main clause: “In Leeds, …”, “Asked about it, …”."""
    word = items[start].word
    return (
        word in english.PREPOSITIONS
        or word in english.SUBORDINATING
        or (english.is_adverb(word) and word not in ("all", "both", "first", "second"))
        or word.endswith("ing")
        or word == "asked"
        or bool(english.time_words([item.word for item in items[start : start + 2]], 0))
    )


def _subject(items: list[Item], low: int, end: int) -> Run | None:
    """The noun phrase at the end of a stretch that may have other things before it."""
    start = low
    held = [at for at in range(low, end) if finite(items, at) and not (at > low and items[at - 1].word == "who")]
    if held:
        start = next((at + 1 for at in range(held[-1], end) if _joins(items[at])), held[-1] + 1)
    start = _after_lead(items, start, end)
    return (start, end) if start < end else None


def _joins(item: Item) -> bool:
    return item.word in english.CONJUNCTIONS or item.word in english.SUBORDINATING


def _after_lead(items: list[Item], start: int, end: int) -> int:
    """Behind conjunctions, adverbs, times and a preposition with what belongs to it."""
    words = [item.word for item in items]
    while start < end:
        word = words[start]
        if count := english.time_words(words, start):
            start += count
            if start < end and words[start] == "'s":
                start += 1  # Thursday's missile launch is no speaker, but what follows may be
        elif word in english.PREPOSITIONS and word != "as" and not _tells_number(items, start):
            start = _behind_preposition(items, start, end)
        elif _is_before_phrase(items, start, end):
            start += 1
        else:
            break
    return start


def _is_before_phrase(items: list[Item], at: int, end: int) -> bool:
    """Whether a single word or mark belongs to what comes before the phrase."""
    word = items[at].word
    if items[at].is_mark:
        return word not in ("(", "#", "@")
    if word in english.SUBORDINATING:
        return not _is_that_noun(items, at, end)
    if english.is_adverb(word):
        return not (word in ("all", "both") and at + 1 < end)
    return word in english.CONJUNCTIONS or word in english.RELATIVE


def _tells_number(items: list[Item], at: int) -> bool:
    """Whether it is “about” or “over” before a number."""
    follower = items[at + 1].word if at + 1 < len(items) else ""
    numbered = follower[:1].isdigit() or follower in ("a", "two", "half")
    return numbered and items[at].word in ("about", "around", "over", "under")


def _is_that_noun(items: list[Item], at: int, end: int) -> bool:
    """Whether “that” belongs to a noun: “that man said”; it stands alone or before one word in small letters."""
    return items[at].word == "that" and at + 2 == end and not items[at + 1].is_name and items[at + 1].word not in (
        english.PRONOUNS
    )  # fmt: skip


def _behind_preposition(items: list[Item], start: int, end: int) -> int:
    """Behind “on Monday”, “in Leeds”, “at a meeting”: the last phrase of the stretch is the subject."""
    words = [item.word for item in items]
    at = start + 1
    if words[start] == "with":
        return at
    if count := english.time_words(words, at):
        return at + count
    for place in range(end - 1, at, -1):
        if words[place] in english.DETERMINERS or words[place] in english.PRONOUNS:
            return place
    if at < end and not items[at].is_name:
        while at < end and not items[at].is_name:
            at += 1
        return at if at < end else end - 1
    return at + 1 if at + 1 < end else start + 1


def behind(items: list[Item], start: int, stop: int | None = None) -> Run | None:
    """The noun phrase that begins at the item ``start``, up to a border, a verb, or what tells time or place."""
    words = [item.word for item in items]
    high = len(items) if stop is None else stop
    while start < high and english.is_adverb(words[start]):
        start += 1
    if start < high and words[start] in english.PRONOUNS | english.OBJECTS:
        return start, start + 1
    at = start
    while at < high and not _ends_phrase(items, at, start):
        at += 1
    run = clean(items, (start, at)) if at > start else None
    if run and at + 1 < high and items[at].word == "," and not _is_named(items, *run) and items[at + 1].is_name:
        stop = next((place for place in range(at + 1, high) if not items[place].is_name), high)
        if stop - at > 2 and (stop == high or items[stop].is_mark or items[stop].word == "and"):
            return at + 1, stop  # said its secretary, Moses Tarrant
    return run


def _ends_phrase(items: list[Item], at: int, start: int) -> bool:
    item = items[at]
    if item.is_quotation:
        return item.shown in ",.!?" or at == start
    if item.word == "(":
        return not _short_form(items, at)
    if item.word == ")":
        return False
    if item.is_mark:
        return item.word not in ("#", "@", "/")
    return (
        item.word in english.RELATIVE or item.word in english.SUBORDINATING
        or (at > start and finite(items, at))
        or bool(at > start and english.time_words([other.word for other in items[at : at + 2]], 0))
        or (at > start and english.is_adverb(item.word) and not item.is_name)
        or (item.word in english.PREPOSITIONS and not item.is_name and item.word not in _LIMITING)
    )  # fmt: skip


def clean(items: list[Item], run: Run) -> Run | None:
    """A noun phrase without what only tells more of a name, a possessive at its end, and the article before a name.

    What limits a description belongs to it: “a person close to the mayor”.
    """
    start, end = run
    while start < end and items[start].is_mark and items[start].word not in ("#", "@"):
        start += 1
    stop = next((at for at in range(start + 1, end) if _hangs(items, at, start)), end)
    while stop - start > 1 and _is_loose(items[stop - 1]):
        stop -= 1
    if stop - start > 1 and items[start].word in english.ARTICLES and _is_named(items, start + 1, stop):
        start += 1
    return (start, stop) if start < stop else None


def _is_loose(item: Item) -> bool:
    """Whether a phrase can't end with it."""
    return (
        item.word == "'s" or (item.is_mark and item.word != ")") or item.word in english.CONJUNCTIONS
        or (english.is_adverb(item.word) and not item.is_name)
    )  # fmt: skip


def _is_named(items: list[Item], start: int, stop: int) -> bool:
    """Whether the phrase is a name throughout: no word in small letters but those that names have inside."""
    lone = english.DETERMINERS | english.PRONOUNS
    return (
        items[start].is_name
        and items[start].word not in lone
        and all(
            item.is_name or item.is_mark or item.word in _LOW or item.word in ("and", "for")
            for item in items[start:stop]
        )
    )


def _hangs(items: list[Item], at: int, start: int) -> bool:
    """Whether what begins here only tells more of the phrase before."""
    item = items[at]
    if item.word == "(":
        return not _short_form(items, at)
    if item.is_mark and item.is_border:
        return True
    if item.word == "of":
        return _is_person(items, start, at)
    if item.word in english.PREPOSITIONS and not item.is_name:
        if item.word == "for" and items[at - 1].is_name and items[at + 1 : at + 2] and items[at + 1].is_name:
            return False
        return _is_sure_name(items, at - 1) or items[at - 1].word == ")" or _is_adverbial(items, at)
    return item.word == "that" or (item.word in english.RELATIVE and _is_named(items, start, at))


def _is_sure_name(items: list[Item], at: int) -> bool:
    """Whether a word in capitals is a name even where the sentence begins: “Analysts at the bank” are none."""
    return items[at].is_name and not (at == 0 and items[0].word.endswith("s") and not items[0].shown.isupper())


def _is_person(items: list[Item], start: int, end: int) -> bool:
    """Whether a name before “of” probably is a person’s: “Benedikt Oyelaran of the Longmere Survey”."""
    return (
        items[start].word not in english.ARTICLES and end - start > 1
        and _is_named(items, start, end) and items[end - 1].word not in _HEADS
        and not any(item.shown.isupper() for item in items[start:end])
    )  # fmt: skip


def _is_adverbial(items: list[Item], at: int) -> bool:
    """Whether a preposition begins what tells when or how, such as “on Monday” or “in a statement”."""
    words = [item.word for item in items[at + 1 : at + 3]]
    return bool(english.time_words(words, 0)) or items[at].word in ("on", "during", "after", "before", "as")


def _short_form(items: list[Item], at: int) -> bool:
    """Whether a bracket holds the short form of the name before it: “(JCS)”."""
    inside = [item for item in items[at + 1 : at + 3] if item.word != ")"]
    return (
        at + 2 < len(items) and items[at + 2].word == ")" and len(inside) >= 1
        and sum(sign.isupper() for sign in inside[0].shown) > 1 and "-" not in inside[0].shown
    )  # fmt: skip
