"""Where a grapheme cluster, what a reader takes for one character, would be cut; after Unicode's annex 29.

The window asks Qt for the same; what has no window asks here.
"""

from functools import cache

_PLAIN_BELOW = "\u0300"  # nothing below joins its neighbours, but for CRLF
_ZWJ = "\u200d"
# Marks that take room of their own and yet, by the annex, begin a cluster.
_ALONE = frozenset(
    "\u102b\u102c\u1038\u1062\u1063\u1064\u1067\u1068\u1069\u106a\u106b\u106c\u106d\u1083\u1087\u1088\u1089\u108a"
    "\u108b\u108c\u108f\u109a\u109b\u109c\u1a61\u1a63\u1a64\uaa7b\uaa7d\U00011720\U00011721"
)
_LEADING = frozenset(  # signs that belong to what follows
    "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\u0d4e\U000110bd\U000110cd\U000111c2\U000111c3"
    "\U0001193f\U00011941\U00011a3a\U00011a84\U00011a85\U00011a86\U00011a87\U00011a88\U00011a89\U00011d46\U00011f02"
)
_TRAILING = frozenset("\u200c\u0e33\u0eb3\uff9e\uff9f\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff")
_LINKING = frozenset("\u094d\u09cd\u0acd\u0b4d\u0c4d\u0d4d")  # what joins two consonants in Indian scripts
_INDIAN = ("\u0900", "\u0d7f")


def cuts_cluster(text: str, at: int) -> bool:
    """Whether ``at`` lies inside a grapheme cluster of ``text``, or between the two characters of a CRLF."""
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    if before < _PLAIN_BELOW and after < _PLAIN_BELOW:
        return after == "\n" and before == "\r"
    return _joined(text, at, _kind(before), _kind(after))


def _joined(text: str, at: int, before: str, after: str) -> bool:
    if before == "control" or after == "control":
        return False
    if after == "trailing" or before == "leading":
        return True
    if after == "flag":
        return before == "flag" and _flags_before(text, at) % 2 == 1
    if after in ("L", "V", "T", "LV", "LVT"):
        return after in _HANGUL.get(before, ())
    if after == "picture":
        return text[at - 1] == _ZWJ and _kind(_base(text, at - 1)) == "picture"
    if after == "consonant":
        return _linked(text, at)
    return False


_HANGUL = {"L": ("L", "V", "LV", "LVT"), "LV": ("V", "T"), "V": ("V", "T"), "LVT": ("T",), "T": ("T",)}


def _flags_before(text: str, at: int) -> int:
    first = at
    while first > 0 and _kind(text[first - 1]) == "flag":
        first -= 1
    return at - first


def _base(text: str, at: int) -> str:
    """The character that what stands before ``at`` is attached to."""
    while at > 0 and _kind(text[at - 1]) == "trailing":
        at -= 1
    return text[at - 1] if at > 0 else "\n"


def _linked(text: str, at: int) -> bool:
    linked = False
    while at > 0 and _kind(text[at - 1]) == "trailing":
        linked = linked or text[at - 1] in _LINKING
        at -= 1
    return linked and at > 0 and _kind(text[at - 1]) == "consonant"


@cache
def _kind(sign: str) -> str:
    """What decides whether a character is joined to its neighbours."""
    from unicodedata import category  # not needed for texts in Latin letters

    found = category(sign)
    if sign in _LEADING:
        return "leading"
    if sign in _ALONE:
        return "other"
    if sign in _TRAILING or sign == _ZWJ or found in ("Mn", "Mc", "Me") or "\U000e0020" <= sign <= "\U000e007f":
        return "trailing"
    if found in ("Cc", "Cf", "Zl", "Zp"):
        return "control"
    if "\U0001f1e6" <= sign <= "\U0001f1ff":
        return "flag"
    if found == "Lo":
        return _letter(sign)
    return "picture" if found in ("So", "Sm") or sign in "‼⁉" else "other"


def _letter(sign: str) -> str:
    code = ord(sign)
    if 0x1100 <= code <= 0x115F or 0xA960 <= code <= 0xA97C:
        return "L"
    if 0x1160 <= code <= 0x11A7 or 0xD7B0 <= code <= 0xD7C6:
        return "V"
    if 0x11A8 <= code <= 0x11FF or 0xD7CB <= code <= 0xD7FB:
        return "T"
    if 0xAC00 <= code <= 0xD7A3:
        return "LVT" if (code - 0xAC00) % 28 else "LV"
    # The blocks of Indian scripts are alike: their consonants stand in the same places.
    if _INDIAN[0] <= sign <= _INDIAN[1] and (0x15 <= code % 0x80 <= 0x39 or 0x58 <= code % 0x80 <= 0x5F):
        return "consonant"
    return "other"
