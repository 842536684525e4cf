"""How words mention somebody: by a name, by a description or by a pronoun; told from the words alone."""

import re

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
_ENDS = ".!?…:;。！？"
_DASHES = "—–-"
_BETWEEN = " \t\u00a0\"'“”„«»‘’‚‹›([*•" + _DASHES


def kind_of(text: str, start: int, end: int) -> str | None:
    """``name``, ``nominal`` or ``pronoun``; None where the script tells no name from other words."""
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
        return _kind_elsewhere(text, chief)
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


def _kind_elsewhere(text: str, word: str) -> str:
    """What a word is that has its capital from the start of a sentence, by how the article writes it elsewhere."""
    inside = capital = 0
    for match in re.finditer(rf"(?i)(?<!\w){re.escape(word)}(?!\w)", text):
        if match.group().islower():
            inside += 1
        elif not _begins_sentence(text, match.start()) and not _all_capitals(text, match.start()):
            capital += 1
    if inside or capital:
        return "name" if capital > inside else "nominal"
    return "nominal" if word.endswith("s") and not word.isupper() else "name"
