"""A search as a compiled expression; the only module that knows the package regex.

It is several times faster than ``re`` where case does not matter, and it can be told to give up. It takes a
moment to load, so nobody pays for it before the first search.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from workbench.errors import SearchError
from workbench.model.alike import BLANKS, GROUP_OF, LINE_ENDS

# Seconds that an expression of a user's may take for one text: some, more for a long one, and at most.
PATIENCE, PATIENCE_EACH, MOST_PATIENCE = 0.25, 2e-6, 2.0
LONGEST = 2_000  # code points of words: longer ones take too long to compile
_RUN = re.compile(f"[{BLANKS}{LINE_ENDS}]+")
# The same in the words of regex, where \R is a line end, CRLF one: short, since it stands for every blank.
_BLANK = r"[\h\x1c-\x1f]"
_ANY = r"[\s\x1c-\x1f]"
# Taken whole or not at all: given back bit by bit, long runs would be looked at again and again.
_ONE_RUN = rf"(?:{_BLANK}++(?:\R{_BLANK}*+)?+|\R{_BLANK}*+)"
_ANY_RUN = f"{_ANY}++"
_ALPHANUMERIC = "[0-9A-Za-z]"


@lru_cache(maxsize=32)
def compiled_words(words: str, case: bool, folded: bool, whole: bool) -> Any:
    """What finds ``words``; with ``whole`` it leaves out most of what is no whole word, not all."""
    import regex

    if len(words) > LONGEST:
        raise SearchError(f"the words have {len(words):,} characters, more than {LONGEST:,}; look for a part of them")
    source = _folded(words) if folded else re.escape(words)
    if whole:
        # No token has a border between two of these. The rest is asked of the tokens themselves.
        head = f"(?<!{_ALPHANUMERIC})" if re.match(_ALPHANUMERIC, words) else ""
        tail = f"(?!{_ALPHANUMERIC})" if re.match(_ALPHANUMERIC, words[-1:]) else ""
        source = f"{head}{source}{tail}"
    return regex.compile(source, _flags(case))


def _folded(words: str) -> str:
    parts: list[str] = []
    for piece, blank in _pieces(words):
        if not blank:
            parts.append("".join(_sign(sign) for sign in piece))
            continue
        one, before = (_ONE_RUN, _BLANK) if _line_ends(piece) < 2 else (_ANY_RUN, _ANY)
        parts.append(one if parts else f"(?<!{before}){one}")
    return "".join(parts)


def _pieces(words: str) -> Iterator[tuple[str, bool]]:
    """``words`` cut into runs of blanks (True) and what stands between them (False)."""
    at = 0
    for match in _RUN.finditer(words):
        if match.start() > at:
            yield words[at : match.start()], False
        yield match.group(), True
        at = match.end()
    if at < len(words):
        yield words[at:], False


def _sign(sign: str) -> str:
    group = GROUP_OF.get(sign)
    return f"[{re.escape(group)}]" if group else re.escape(sign)


def _line_ends(run: str) -> int:
    return sum(sign in LINE_ENDS for sign in run.replace("\r\n", "\n"))


def patience(length: int) -> float:
    """How many seconds an expression may take for so many code points: until then nobody can cancel it."""
    return min(PATIENCE + PATIENCE_EACH * length, MOST_PATIENCE)


@lru_cache(maxsize=32)
def compiled_expression(expression: str, case: bool) -> Any:
    """A user's expression; SearchError says what is wrong with it and where."""
    import regex

    # WORD makes a line end of each of CRLF, CR and LF, as they are in an article.
    flags = _flags(case) | regex.MULTILINE | regex.WORD
    try:
        regex.compile(expression, flags)  # first as it is, for the places of its errors
        return regex.compile(_plain_borders(expression), flags)
    except regex.error as error:
        where = "" if error.pos is None else f" at character {error.pos + 1}"
        short = error.msg if error.pos is None else f"character {error.pos + 1}: {error.msg}"
        raise SearchError(f"the expression can't be read{where}: {error.msg}; correct it there", short) from None
    except (RecursionError, OverflowError, MemoryError):
        raise SearchError(
            "the expression is nested too deeply or too long; make it simpler", "too long or too deep"
        ) from None


_ESCAPES = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)  # and sets, in which they mean other things
_BORDERS = {r"\b": r"(?:(?<=\w)(?!\w)|(?<!\w)(?=\w))", r"\B": r"(?:(?<=\w)(?=\w)|(?<!\w)(?!\w))"}


def _plain_borders(expression: str) -> str:
    """WORD takes an apostrophe for a part of a word; what people know as ``\\b`` does not."""
    return _ESCAPES.sub(lambda match: _BORDERS.get(match.group(), match.group()), expression)


def _flags(case: bool) -> int:
    import regex

    return int(regex.VERSION0 if case else regex.VERSION0 | regex.IGNORECASE)
