"""How words mention somebody: by a name, by a description or by a pronoun; told from the words alone."""

import re
from collections.abc import Iterator

from workbench.model.english import ARTICLES, PERSONAL, POSSESSIVES, words

# English, German, French, Spanish, Italian, Portuguese, Dutch; Russian, Greek; Arabic, Hebrew; Chinese, Japanese.
_PRONOUNS = PERSONAL | words("""
    ich mich mir wir uns du dich dir ihr euch er ihn ihm sie ihnen es man
    je moi nous tu toi vous il elle ils elles lui leur eux on
    yo nosotros nosotras vosotros usted ustedes él ella ellos ellas
    io noi voi lei loro egli essa essi esse
    eu nós você vocês ele ela eles elas
    ik wij we jij jullie hij zij ze hem haar hen
    я мы ты вы он она оно они его её ему ей им их него неё них
    εγώ εμείς εσύ εσείς αυτός αυτή αυτό αυτοί αυτές
    أنا نحن أنت أنتم هو هي هم هن هما
    אני אנחנו אתה את אתם הוא היא הם הן
    我 我们 我們 你 您 你们 你們 他 她 它 他们 她们 它们 他們 她們 它們 自己
    私 僕 俺 私たち あなた 彼 彼女 彼ら 彼女ら
""")  # fmt: skip
# Behind one of these stands what only says more about the chief word: the Bank *of Orsava*, residents *of the port*.
_BEHIND = words(
    "of in from for at on to by with near against who that which de du des d' von van der zu aus di da do dos della"
)
# These name nobody, even where they begin a sentence.
_COUNTED = words(
    "some many most several others all both none few dozens hundreds thousands millions people police no each every"
)
_ARTICLES = (
    ARTICLES
    | POSSESSIVES
    | words("this that these those der die das den dem ein eine le la les un une el los las il lo gli")
)
_WORD = re.compile(r"\w+(?:['’.&-]\w+)*")
_LONGEST = 1_000  # characters; nobody is mentioned in more, and an article of megabytes may be tagged as a whole
_AROUND = 50_000  # characters before and behind a mention in which the same word is looked for
_ENDS = ".!?…:;。！？"
_DASHES = "—–-"
_BETWEEN = " \t\u00a0\"'“”„«»‘’‚‹›([*•" + _DASHES


def kind_of(text: str, start: int, end: int) -> str | None:
    """``name``, ``nominal`` or ``pronoun``; None where the script tells no name from other words, or it is too long."""
    if end - start > _LONGEST:
        return None
    words = [(match.start(), match.group()) for match in _WORD.finditer(text, start, end)]
    whole = text[start:end].strip()
    if whole.casefold() in _PRONOUNS and not _is_letters(text, start, whole):
        return "pronoun"
    if not words or not any(word.lower() != word.upper() for _, word in words):
        return None
    at, chief = _chief(words)
    if not any(map(str.isupper, chief)) or chief.casefold() in _COUNTED:
        return "nominal"
    if _begins_sentence(text, at) or _all_capitals(text, at):
        return _kind_elsewhere(text, at, chief)
    return "name"


def _is_letters(text: str, start: int, word: str) -> bool:
    """Whether it is an abbreviation that reads like a pronoun: US, IT, WHO; not where all is in capitals."""
    return len(word) > 1 and word.isupper() and not _all_capitals(text, start)


def _chief(words: list[tuple[int, str]]) -> tuple[int, str]:
    """The word that the others belong to: the last before ``of`` and the like, else the last of all."""
    for place, (_, word) in enumerate(words):
        if place and word in _BEHIND and words[place - 1][1].casefold() not in _ARTICLES:
            return words[place - 1]
    return words[-1]


def _begins_sentence(text: str, at: int) -> bool:
    """Or what follows a dash, as behind a dateline."""
    while at > 0 and text[at - 1] in _BETWEEN:
        if text[at - 1] in _DASHES and text[at - 2 : at - 1].isspace():
            return True
        at -= 1
    return at == 0 or text[at - 1] in _ENDS or text[at - 1].isspace()


def _all_capitals(text: str, at: int) -> bool:
    """Whether the line is written in capitals, so that one more says nothing."""
    start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    line = text[start : end if end >= 0 else len(text)]
    return line.isupper() and len(line.split()) > 2


def _kind_elsewhere(text: str, near: int, word: str) -> str:
    """What a word is that has its capital from the start of a sentence, by how the text around writes it elsewhere."""
    low, high = max(0, near - _AROUND), near + _AROUND
    inside = sum(1 for _ in _places(text, word.lower(), low, high))
    capital = sum(
        not _begins_sentence(text, at) and not _all_capitals(text, at)
        for form in {word, word.capitalize(), word.upper()}
        for at in _places(text, form, low, high)
    )
    if inside or capital:
        return "name" if capital > inside else "nominal"
    return "nominal" if word.endswith("s") and not word.isupper() else "name"


def _places(text: str, word: str, low: int, high: int) -> Iterator[int]:
    """Where a whole word stands, written just so."""
    at = text.find(word, low, high)
    while at >= 0:
        end = at + len(word)
        if not _is_word(text[at - 1 : at]) and not _is_word(text[end : end + 1]):
            yield at
        at = text.find(word, end, high)


def _is_word(char: str) -> bool:
    return char.isalnum() or char == "_"
