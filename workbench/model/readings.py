"""How a mention reads: its words without article, title and possessive; whether they are a pronoun, a name, letters.

For English; of other languages only what is written alike is found.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from workbench.model import english
from workbench.model.scheme_parts import HE, IT, SHE, THEY, WHO

_PRONOUNS = english.PERSONAL | english.words(
    "this that these those which what ones someone somebody everyone everybody anyone anybody nobody both all some "
    "many others another each"
)
_FORMS = {
    form: name
    for name, forms in (
        (HE, "he him his himself"), (SHE, "she her hers herself"), (IT, "it its itself"),
        (THEY, "they them their theirs themselves"), (WHO, "who whom whose which"),
    )
    for form in forms.split()
}  # fmt: skip
_ARTICLES = english.words("the this that these those")
_OPEN = english.POSSESSIVES | english.words(  # begins the mention of somebody new, or of nobody in particular
    "a an another other some any no every each several many few most two three four five six seven eight nine ten"
)
_TITLES = english.words(
    "mr mrs ms miss mx dr prof professor sir dame lord lady rev fr sen rep gov gen col maj capt lt sgt adm judge "
    "justice president vice prime minister chancellor senator representative governor general colonel major captain "
    "king queen prince princess pope bishop mayor councillor chairman chairwoman chair director secretary ambassador "
    "detective inspector officer coach former late foreign defence defense"
)
_DEPARTMENTS = english.words(
    "state defence defense treasury commerce energy labour labor justice health education transport interior finance"
)
# What a thing is whose name begins with somebody else's: Japan is not Japan Airlines.
THINGS = english.words(
    "agency airlines airport airways army association authority bank base basin board bridge broadcasting bureau "
    "center centre channel chronicle church city club college command commission committee company corp "
    "corporation council county court dam day department district embassy federation forces foundation fund "
    "gazette government group guard hall harbour herald hospital house inc industries institute island islands "
    "journal league limited line lines ltd mail market ministry mirror motor motors mountain museum navy news "
    "observer office organisation organization park parliament partners party pass peninsula police port post "
    "power press province radio region republic river road school sea service services society square standard "
    "star state station street studies sun team telegraph times treaty tribune trust tv union united university "
    "valley"
)
BETWEEN = english.words("of for in at from on to with and or the by under against")  # behind it stands another
_SMALL = english.words("of for the and in on at to")
_POSSESSIVE = re.compile(r"(?:'s|(?<=s)')$")
_OUTER = "".join(sorted(".,;:!?\"'()[]{}<>*_…¿¡"))
_LETTERS = re.compile(r"(?:[A-Za-z]\.){2,}")
_ACRONYM = re.compile(r"[A-Z][A-Z0-9&]{1,9}")


class Reading(NamedTuple):
    """``words`` are folded; ``capitals`` says of each whether it has one.

    ``is_open``: it brings somebody new, ``is_definite``: somebody spoken of before. ``is_owned`` by another, as in
    "the country’s capital".
    """

    words: tuple[str, ...] = ()
    capitals: tuple[bool, ...] = ()
    acronym: str = ""
    initials: frozenset[str] = frozenset()
    is_open: bool = False
    is_definite: bool = False
    is_owned: bool = False

    @property
    def is_name(self) -> bool:
        """Whether any word has a capital."""
        return any(self.capitals)

    @property
    def core(self) -> tuple[str, ...]:
        """The words up to the first that leads to something else: of "ministry of defence" the first."""
        return next((self.words[:at] for at, word in enumerate(self.words) if at and word in BETWEEN), self.words)


@lru_cache(maxsize=8192)
def reading(mention: str) -> Reading:
    """How a mention reads; a pronoun has no words that tell anything."""
    tokens = _tokens(mention)
    if not tokens or (len(tokens) == 1 and is_pronoun(tokens[0])):
        return Reading()
    first = tokens[0].lower()
    is_open, is_definite = first in _OPEN, first in _ARTICLES
    if (is_open or is_definite) and len(tokens) > 1:
        tokens = tokens[1:]
    is_owned = any(_POSSESSIVE.search(token) for token in tokens[:-1])
    tokens = _without_titles([_POSSESSIVE.sub("", token) for token in tokens])
    return Reading(
        tuple(token.casefold() for token in tokens), tuple(token[0].isupper() for token in tokens),
        _acronym(tokens), _initials(tokens), is_open, is_definite, is_owned,
    )  # fmt: skip


def readings(mention: str) -> tuple[Reading, ...]:
    """How a mention reads; where it names somebody beside what he is ("the cook, Ada Dorn"), how each half does, too.

    Of "US Secretary of State Antony Blinken" the name behind the office is read once more on its own.
    """
    halves = mention.split(", ")
    if len(halves) != 2:
        name = _behind_office(mention)
        return (reading(mention), reading(name)) if name else (reading(mention),)
    first, second = map(reading, halves)
    return (reading(mention), first, second) if first.is_name != second.is_name else (reading(mention),)


def _behind_office(mention: str) -> str:
    """The name behind what its bearer is, or whose he is, where more than titles stands before; else nothing."""
    words = [word for word in map(_outer, mention.split()) if word]
    at = next((at for at in range(len(words), 0, -1) if not _is_of_name(words[at - 1])), 0)
    name, before = words[at:], words[at - 1].lower() if at > 1 else ""
    if before in BETWEEN and words[at - 2].lower() in _TITLES:
        has_office = len(name) > 2 or (name[:1] and name[0].lower() in _DEPARTMENTS)  # no part of the name
        name = name[1:][-2:] if has_office else []
    elif before in BETWEEN or (before not in _TITLES and len(name) < 2):
        return ""
    is_name = before and len(name) < 5 and not THINGS.intersection(map(str.lower, name))
    pieces = " ".join(name).replace("-", " ").split() if is_name else []
    return " ".join(piece[0].upper() + piece[1:] for piece in pieces)  # Jong-un is all of a name


def _is_of_name(word: str) -> bool:
    is_title = all(piece in _TITLES for piece in word.lower().split("-"))
    return word[0].isupper() and not is_title and not _POSSESSIVE.search(word.replace("’", "'"))


def is_pronoun(mention: str) -> bool:
    """Whether it means whoever was spoken of; letters that are all capitals are none (US, IT)."""
    word = mention.strip()
    return word.lower() in _PRONOUNS and (len(word) == 1 or not word.isupper())


def _tokens(mention: str) -> list[str]:
    plain = "".join("'" if sign in "’‘ʼ`´" else sign for sign in mention)
    plain = _LETTERS.sub(lambda found: found[0].replace(".", "").upper(), plain)
    parts = re.split(r"[\s\-‐‑–—/]+", plain)
    return [token for token in (_outer(part) for part in parts) if token]


def _outer(part: str) -> str:
    """A word without what stands round it; a possessive's mark is kept."""
    stripped = part.strip(_OUTER + "“”„«»‹›")
    return f"{stripped}'" if stripped.endswith("s") and part.endswith("s'") else stripped


def _without_titles(tokens: list[str]) -> list[str]:
    """The words behind the titles of a name: the last of them stays in any case, and all where no name follows."""
    at = 0
    while at < len(tokens) - 1 and tokens[at].lower() in _TITLES:
        at += 1
    return tokens[at:] if tokens[at][:1].isupper() and tokens[at].lower() not in _TITLES else tokens


def _acronym(tokens: list[str]) -> str:
    return tokens[0] if len(tokens) == 1 and _ACRONYM.fullmatch(tokens[0]) else ""


def _initials(tokens: list[str]) -> frozenset[str]:
    """What the first letters of a name may be put together to: with its small words, and without them."""
    if len(tokens) < 2 or not any(token[:1].isupper() for token in tokens):
        return frozenset()
    large = [token for token in tokens if token.lower() not in _SMALL]
    return frozenset("".join(token[0] for token in some).upper() for some in (tokens, large) if len(some) > 1)


def name_from(mention: str) -> str:
    """What to call the entity that a mention is the first of: its words, without the article before a name."""
    words = " ".join(mention.split())
    first, _, rest = words.partition(" ")
    return rest if first.lower() in _ARTICLES and rest[:1].isupper() else words


def pronoun_of(mention: str) -> str | None:
    """The pronoun that a mention is a form of; None where it is none that stands for whoever was spoken of."""
    word = mention.strip()
    return _FORMS.get(word.casefold()) if is_pronoun(word) else None


def titles_of(mention: str) -> frozenset[str]:
    """The titles in a mention that is more than a title, in small letters."""
    tokens = _tokens(mention)
    return _TITLES.intersection(token.lower() for token in tokens) if len(tokens) > 1 else frozenset()


def is_somebody(read: Reading) -> bool:
    """Whether it is a name of several words of which the first may stand for the whole."""
    return (
        1 < len(read.words) < 5 and all(read.capitals) and not read.is_owned and not THINGS.intersection(read.words[1:])
    )
