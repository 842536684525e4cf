"""What a search takes for the same: blanks, quotation marks, hyphens; and letters whose case does not matter."""

import re

from workbench.model.quotes import MARKS, SINGLE

# Together they are what ``str.isspace`` takes for blank, and so what no token holds.
BLANKS = (
    "\t \x1c\x1d\x1e\x1f\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
)
LINE_ENDS = "\n\v\f\r\x85\u2028\u2029"
_SINGLE = "".join(sorted(SINGLE)) + "‹›‛ʼ′＇"
_DOUBLE = "".join(sorted(MARKS - SINGLE - set("‹›"))) + "‟″＂"
_HYPHENS = "-\u2010\u2011"
# Each is alike to the others of its group; the first stands for them all.
GROUPS = ("'" + _SINGLE.replace("'", ""), '"' + _DOUBLE.replace('"', ""), _HYPHENS)
GROUP_OF = {sign: group for group in GROUPS for sign in group}
# Letters that expressions take for the same where case does not matter, and ``str.casefold`` does not: every i, and
# capitals that are younger than Python's tables.
_CASES = {
    "\u0130": "i", "\u0131": "i", "\ua7cb": "\u0264", "\ua7d2": "\ua7d3", "\ua7d4": "\ua7d5", "\ua7dc": "\u019b",
    "\ua7dd": "\u0277", "\ua7e2": "\u027c", "\uab6c": "\uab4b", "\uab6d": "\uab4c", "\U0001df95": "ss",
}  # fmt: skip
_REPLACED = (
    *((sign, " ") for sign in BLANKS + LINE_ENDS if sign != " "),
    *((sign, group[0]) for group in GROUPS for sign in group[1:]),
    *_CASES.items(),
)

_ALIKE = re.compile(f"[{BLANKS}{LINE_ENDS}{re.escape(''.join(GROUPS))}]+")
# ASCII letters that have other cases outside of it: the dotless i, the sign of Kelvin, the long s.
# One by one, but for runs of blanks.
_NOT_ITSELF = re.compile(f"[{BLANKS}{LINE_ENDS}]+|[^\x00-\x7f]|[%_\\\\'\"iIkKsS-]")
_RELATED = re.compile("[^\x00-\x7f]|[iIkKsS]")


def fold(text: str) -> str:
    """``text`` with everything that may be alike made the same, for a first look only: its places are others.

    Words that are found in a text are, folded, a part of the folded text. Who changes what this gives has to make
    every full-text index anew.
    """
    for sign, other in _REPLACED:
        if sign in text:
            text = text.replace(sign, other)
    while "  " in text:
        text = text.replace("  ", " ")
    return text.casefold()


def known_pieces(words: str, case: bool) -> list[str]:
    """What of ``words`` is a part, folded, of every folded text in which they are found."""
    if case or words.isascii():
        return [words]
    from unicodedata import category

    # Of a character that is younger than Python's tables nobody knows the case.
    return "".join("\0" if category(sign) == "Cn" else sign for sign in words).split("\0")


def exact_pieces(words: str, case: bool, folded: bool) -> list[str]:
    """What of ``words`` is a part, as it is, of every text in which they are found.

    Without ``case``, of every text of which the capitals of ASCII at least were made small.
    """
    pieces = _ALIKE.split(words) if folded else [words]
    if not case:
        pieces = [part.lower() for piece in pieces for part in _RELATED.split(piece)]
    return [piece for piece in dict.fromkeys(pieces) if piece]


def wildcards(words: str, case: bool, folded: bool) -> str:
    """``words`` as a pattern of SQL's LIKE, ``\\`` its escape: every text in which they are found is like it.

    For a LIKE that knows the case of ASCII alone, or none: ``_`` stands for a character that has others alike.
    """

    def instead(match: re.Match[str]) -> str:
        sign = match.group()
        if folded and sign[0] in BLANKS + LINE_ENDS:
            return "%"
        if (folded and sign in GROUP_OF) or not (case or sign.isascii()) or (sign in "iIkKsS" and not case):
            return "_"
        return f"\\{sign}" if sign in "%_\\" else sign

    return f"%{_NOT_ITSELF.sub(instead, words)}%"
