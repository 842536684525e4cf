"""The sentences of an import: what files are, what it will come to, what was wrong with a record and what to do."""

import re
from pathlib import Path
from typing import NamedTuple

from workbench.formats import formats
from workbench.formats.base import Refusal
from workbench.project.importing import ImportReport
from workbench.project.inspecting import Inspected
from workbench.project.outlook import Outlook
from workbench.words import number

_ENCODINGS = {
    "utf-8": "UTF-8", "utf-16-le": "UTF-16 LE", "utf-16-be": "UTF-16 BE", "utf-32-le": "UTF-32 LE",
    "utf-32-be": "UTF-32 BE", "cp1252": "Windows 1252, Western", "iso8859-15": "ISO 8859-15, Western",
    "cp1250": "Windows 1250, Central European", "iso8859-2": "ISO 8859-2, Central European",
    "cp1251": "Windows 1251, Cyrillic", "koi8-r": "KOI8-R, Cyrillic", "cp1253": "Windows 1253, Greek",
    "cp1254": "Windows 1254, Turkish", "cp1255": "Windows 1255, Hebrew", "cp1256": "Windows 1256, Arabic",
    "cp1257": "Windows 1257, Baltic", "gb18030": "GB 18030, Chinese", "big5hkscs": "Big5-HKSCS, Chinese",
    "big5": "Big5, Chinese", "cp932": "Shift JIS, Japanese", "euc_jp": "EUC-JP, Japanese",
    "cp949": "Windows 949, Korean", "mac_roman": "Mac, Western", "cp437": "DOS 437, Western",
}  # fmt: skip
# What reasons advise for the command line, as it is said where there are controls.
_INSTEAD = (
    ("give its --encoding", "choose its encoding"),
    ("give the --encoding", "choose the encoding"),
    ("give another --encoding", "choose another encoding"),
    ("say --text-column with one of", "choose as text column one of"),
    ("name one with --format", "choose a format"),
    ("import these under another name with --annotator", "import these as another person’s layer"),
)
_QUOTED = re.compile(r"\b(key|column|encoding|label) '([^']*)'")


class Problem(NamedTuple):
    """One row of the report: where, what is wrong, what can be done."""

    file: str
    line: int | None
    what: str
    do: str


def format_words(name: str | None) -> str:
    """What a format is called in a few words."""
    return formats()[name].title.partition(",")[0].partition(" with ")[0] if name else "not recognised"


def encoding_words(name: str) -> str:
    """What an encoding is called."""
    return _ENCODINGS.get(name) or name.replace("_", "-").upper()


def holds(item: Inspected) -> str:
    """What a file is and how much it holds, in a few words."""
    if item.format is None:
        return (item.reason or "").partition("; ")[0]
    more = "more than " if item.more else ""
    counted = f"{more}{number(item.articles, 'article')}" if item.articles else "nothing to import"
    bare = ", without text" if item.articles == 1 and item.first is not None and not item.first.text.strip() else ""
    wrong = f", {item.refusals:,} refused" if item.refusals else ""
    against = f", {len(item.against):,} in conflict" if item.against else ""
    return f"{format_words(item.format)} · {counted}{bare}{wrong}{against}"


def counted(outlook: Outlook) -> str:
    """What an import will come to."""
    if not (outlook.articles or outlook.present or outlook.same_text or outlook.refusals):
        return "Nothing to import yet."
    parts = [f"{'at least ' if outlook.at_least else ''}{number(outlook.articles, 'new article')}"]
    if outlook.layers:
        parts.append(number(outlook.layers, "layer"))
    if outlook.present:
        parts.append(f"{outlook.present:,} present already")
    if outlook.same_text:
        parts.append(f"{outlook.same_text:,} present under another key")
    if outlook.other_texts:
        parts.append(f"{len(outlook.other_texts):,} with another text under a known key")
    if wrong := outlook.refusals - len(outlook.other_texts):
        parts.append(f"{wrong:,} that can’t be read or taken")
    sentence = ", ".join(parts)
    return f"{_capital(sentence)}."


def leave_out(outlook: Outlook) -> str:
    """What the choice to import the good ones says."""
    return f"&Leave out the {number(outlook.refusals, 'record')} with faults, and import the rest"


def brought(result: ImportReport, undo: str) -> str:
    """What an import did, for the status bar; ``undo`` is the key that takes it back."""
    if not (result.articles or result.layers):
        known = result.present + result.same_text
        return f"Nothing new, {_were_here(known)}." if known else "Nothing new."
    layers = f" and {number(result.layers, 'layer')}" if result.layers else ""
    known = result.present + result.same_text
    here = f", {_were_here(known)}" if known else ""
    back = f" {undo} takes them out again." if undo else ""
    return f"Imported {number(result.articles, 'article')}{layers}{here}.{back}"


def _were_here(count: int) -> str:
    return f"{count:,} {'was' if count == 1 else 'were'} here already"


def problem(refusal: Refusal) -> Problem:
    """A refusal as a row: the last clause of its reason is what to do."""
    reason = refusal.reason
    for old, new in _INSTEAD:
        reason = reason.replace(old, new)
    reason = _QUOTED.sub(r"\1 “\2”", reason)
    what, _, do = reason.rpartition("; ")
    if not what:
        what, do = do, "correct it there, and import it again"
    return Problem(refusal.where.file, refusal.where.line, _capital(what), _capital(do))


def problems(result: ImportReport, passed_over: list[Inspected]) -> list[Problem]:
    """All rows of the report: what was refused, what was passed over, which encodings were guessed."""
    rows = [problem(refusal) for refusal in result.refused]
    if result.refused_more:
        rows.append(
            Problem("", None, f"{result.refused_more:,} more were refused", "Mend these first, then look again")
        )
    rows += [_passed_over(item) for item in passed_over]
    rows += [
        Problem(
            file, None, f"The file does not say its encoding; it was read as {encoding_words(encoding)}",
            "Look at its letters; if they are wrong, undo and choose another encoding",
        )
        for file, encoding in result.encodings.items()
    ]  # fmt: skip
    return rows


def _passed_over(item: Inspected) -> Problem:
    what, _, do = (item.reason or "").rpartition("; ")
    return Problem(item.path, None, f"Passed over: {what or do}", _capital(do) if what else "")


def _capital(words: str) -> str:
    if words.partition(" ")[0].endswith(":"):  # it begins with a key, which stays as it is
        return words
    return words[:1].upper() + words[1:]


def file_name(path: str) -> str:
    """The name alone, as far as it can be shown."""
    return Path(path).name.encode(errors="replace").decode()
