"""English words that tell that somebody says something: cue verbs and nouns, with the forms that they take.

Verbs stand here as lemmas; their forms are made by rule, irregular ones are listed. Which verbs introduce what is said
was gathered from what is known of news texts (O’Keefe et al. 2012, Pareti et al. 2013) and of grammar; the lists are
our own.
"""

from functools import cache
from typing import NamedTuple

from workbench.model.english import words

# What follows them is what is said: a clause, with or without “that”, or words in quotation marks.
_SPEAK = words(
    "say add announce argue assert acknowledge admit affirm allege boast caution claim comment complain concede "
    "conclude confess confirm contend counter declare deny disclose emphasise emphasize exclaim explain express "
    "grumble hint imply indicate insist interject joke lament maintain mention murmur mutter note object observe "
    "opine pledge predict proclaim promise protest quip read reaffirm reason recall reckon recount reiterate remark "
    "repeat reply report respond retort reveal scoff shout shrug signal snap speculate state stress suggest "
    "swear testify tweet underline underscore vow warn whisper wonder write yell post estimate demand propose "
    "recommend rule threaten offer ask cry call describe dismiss denounce condemn criticise criticize praise brand "
    "label dub accuse blame urge tell inform advise assure remind notify appeal plead order instruct quote cite"
)
# What somebody holds, feels or foresees; they are taken where nothing of the above is near.
_HOLD = words(
    "believe think expect fear hope consider regard view see feel know understand forecast anticipate doubt find agree "
    "decide"
)
# They have somebody to speak to before what is said.
ADDRESSING = words("tell inform advise assure remind notify warn urge ask accuse order instruct caution promise")
# Their forms in the present are nouns as often as not: “the report”, “fallen objects”.
NOUN_LIKE = words(
    "appeal blame brand call claim comment cry demand doubt estimate fear forecast hint hope label murmur "
    "note object offer order pledge post praise promise protest quote read remark reply report retort rule shout "
    "signal snap state stress threaten view vow"
)
# Two words that make one cue, the first by its lemma.
_PHRASES = {
    ("according", "to"): "according to",
    ("point", "out"): "point out",
    ("call", "for"): "call for",
    ("call", "on"): "call on",
    ("call", "upon"): "call on",
    ("make", "clear"): "make clear",
    ("set", "out"): "set out",
    ("speak", "of"): "speak of",
    ("talk", "of"): "talk of",
    ("tell", "of"): "tell of",
    ("warn", "of"): "warn of",
    ("warn", "about"): "warn of",
    ("complain", "of"): "complain of",
    ("complain", "about"): "complain of",
    ("refer", "to"): "refer to",
    ("allude", "to"): "refer to",
}
_NOUNS = words(
    "admission allegation announcement argument assertion assurance belief claim comment complaint conclusion "
    "declaration demand denial forecast hint insistence message objection pledge prediction promise proposal remark "
    "report statement suggestion testimony threat view vow warning"
)
_IRREGULAR = {
    "say": ("says", "said", "said", "saying"),
    "tell": ("tells", "told", "told", "telling"),
    "write": ("writes", "wrote", "written", "writing"),
    "read": ("reads", "read", "read", "reading"),
    "swear": ("swears", "swore", "sworn", "swearing"),
    "think": ("thinks", "thought", "thought", "thinking"),
    "see": ("sees", "saw", "seen", "seeing"),
    "feel": ("feels", "felt", "felt", "feeling"),
    "know": ("knows", "knew", "known", "knowing"),
    "understand": ("understands", "understood", "understood", "understanding"),
    "find": ("finds", "found", "found", "finding"),
    "speak": ("speaks", "spoke", "spoken", "speaking"),
    "make": ("makes", "made", "made", "making"),
    "set": ("sets", "set", "set", "setting"),
    "forecast": ("forecasts", "forecast", "forecast", "forecasting"),
    "recount": ("recounts", "recounted", "recounted", "recounting"),
}
_DOUBLED = words("quip snap admit refer")  # the last letter is written twice before an ending


class CueForm(NamedTuple):
    """A form of a cue word. ``form`` is base, third, past, participle (both past) or ing; noun for a noun."""

    lemma: str
    form: str


def forms_of(lemma: str) -> tuple[str, str, str, str]:
    """The third person, past, past participle and -ing form of a verb."""
    if lemma in _IRREGULAR:
        return _IRREGULAR[lemma]
    stem = lemma + lemma[-1] if lemma in _DOUBLED else lemma
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return f"{lemma[:-1]}ies", f"{lemma[:-1]}ied", f"{lemma[:-1]}ied", f"{lemma}ing"
    third = f"{lemma}es" if lemma.endswith(("s", "sh", "ch", "x", "z")) else f"{lemma}s"
    if lemma.endswith("ee"):
        return third, f"{lemma}d", f"{lemma}d", f"{lemma}ing"
    if lemma.endswith("e"):
        return third, f"{lemma}d", f"{lemma}d", f"{lemma[:-1]}ing"
    return third, f"{stem}ed", f"{stem}ed", f"{stem}ing"


@cache
def _forms() -> dict[str, CueForm]:
    """Every form of every verb, made when the first one is asked for."""
    found: dict[str, CueForm] = {}
    helpers = {first for first, _ in _PHRASES if first != "according"}
    for lemma in sorted(_SPEAK | _HOLD | helpers):
        names = ("third", "past", "participle", "ing")
        for word, form in ((lemma, "base"), *zip(forms_of(lemma), names)):
            found.setdefault(word, CueForm(lemma, form))
    return found


@cache
def _alone() -> frozenset[str]:
    return _SPEAK | _HOLD


def verb(word: str) -> CueForm | None:
    """The cue verb that a word (in small letters) is a form of."""
    found = _forms().get(word)
    return found if found is not None and found.lemma in _alone() else None


def phrase(first: str, second: str) -> CueForm | None:
    """The cue that two words make, such as “according to” or “points out”."""
    if first == "according":
        return CueForm("according to", "preposition") if second == "to" else None
    found = _forms().get(first)
    lemma = _PHRASES.get((found.lemma, second)) if found is not None else None
    return CueForm(lemma, found.form) if found is not None and lemma is not None else None


def noun(word: str) -> CueForm | None:
    """The cue noun that a word is, in the singular or plural."""
    single = word if word in _NOUNS else word[:-1]
    return CueForm(single, "noun") if single in _NOUNS else None


def speaks(cue: CueForm) -> bool:
    """Whether it tells of speaking or writing, not only of what somebody holds."""
    return cue.lemma not in _HOLD
