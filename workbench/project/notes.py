"""What was noted on spans and articles, with what it is on: everybody's comments, and one annotator's own flags.

All heads are read at once, a few hundredths of a second for 10,000; the words that a comment is on are read a page
at a time, as the rows come into view.
"""

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from workbench.model.layer import Resolved
from workbench.project.facade import Project
from workbench.store import notes as stored
from workbench.store.codec import unpack_parts
from workbench.store.listing import fold

Which = Literal["open", "resolved", "all"]
PAGE = 32  # notes whose words are read at a time
_LONGEST = 200  # code points that are read of what a comment is on


class Note(NamedTuple):
    """A comment, or with ``kind`` flag an article that the annotator has flagged, which is open as long as it is there.

    ``layer`` is in whose layer it stands, ``span`` and ``label`` what it is on; without them it is on the article.
    """

    kind: Literal["comment", "flag"]
    id: str
    article: str  # its id
    key: str
    title: str  # what to call the article
    layer: str
    text: str = ""
    by: str = ""
    at: str = ""
    span: str | None = None
    label: str | None = None
    start: int = 0
    end: int = 0
    resolved: Resolved | None = None
    place: tuple[object, ...] = ()  # by which it is sorted

    def holds(self, words: Sequence[str]) -> bool:
        """Whether it holds all of these words, which are without case."""
        text = fold("\n".join((self.text, self.by, self.label or "", self.title, self.key)))
        return all(word in text for word in words)


def notes(
    project: Project, annotator: str, key: str | None = None, words: str = "", which: Which = "all"
) -> list[Note]:
    """Comments of all articles, or of the one with that key, and the annotator's own flags among them.

    By article, layer and place in the text; what is said of one span in the order of time. ``words``: those that hold
    all of them, whatever their case.
    """
    article = project.article_id(key) if key is not None else None
    found = [_comment(row) for row in stored.comment_rows(project.store, article)]
    flags = [_flag(row, annotator) for row in stored.flag_rows(project.store, annotator)]
    found += [note for note in flags if article in (None, note.article)]
    found.sort(key=lambda note: note.place)
    return chosen(found, words, which)


def chosen(found: Iterable[Note], words: str, which: Which) -> list[Note]:
    """Those that hold all words, and are open, or resolved."""
    wanted = [fold(word) for word in words.split()]
    left = [note for note in found if which in ("all", "resolved" if note.resolved else "open")]
    return [note for note in left if note.holds(wanted)] if wanted else left


def _comment(row: Sequence[object]) -> Note:
    id, article, key, title, beginning, number, layer, span, label, start, end, parts, text, by, at, who, when = row
    first, last = (0, 0)
    if span is not None:
        first, last = unpack_parts(start, end, parts)[0]  # type: ignore[arg-type]
    place = (number, 1, layer, first, last, span or "", at, id)
    resolved = Resolved(who, when) if who is not None else None  # type: ignore[arg-type]
    called = _called(title, beginning, key)
    return Note("comment", id, article, key, called, layer, text, by, at, span, label, first, last, resolved, place)  # type: ignore[arg-type]


def _flag(row: Sequence[object], annotator: str) -> Note:
    id, article, key, title, beginning, number = row
    return Note("flag", id, article, key, _called(title, beginning, key), annotator, place=(number, 0))  # type: ignore[arg-type]


def _called(title: object, beginning: object, key: object) -> str:
    return str(title if title and str(title).strip() else beginning or key)


class NoteList:
    """The notes of a project, as of the last ``reload``; what each comment is on is read when it is asked for."""

    def __init__(self, project: Project, annotator: str, key: str | None = None) -> None:
        self.project = project
        self.annotator = annotator
        self.key = key  # of the article whose notes these are; None: of all
        self.all: list[Note] = []
        self.shown: list[Note] = []
        self._quotes: dict[str, str] = {}
        self._read = 0  # the newest action when it was read
        self.reload()

    def reload(self) -> None:
        """Read anew what there is."""
        self._read = stored.latest(self.project.store)
        self.all = notes(self.project, self.annotator, self.key)
        self.shown = self.all
        self._quotes.clear()

    def is_stale(self) -> bool:
        """Whether somebody noted something since, or changed what a comment is on."""
        return stored.touched_since(self.project.store, self._read)

    def counts(self) -> dict[Which, int]:
        """How many there are, whatever the filter."""
        resolved = sum(note.resolved is not None for note in self.all)
        return {"open": len(self.all) - resolved, "resolved": resolved, "all": len(self.all)}

    def filter(self, words: str, which: Which) -> None:
        """Show those that hold all words, and are open, or resolved."""
        self.shown = chosen(self.all, words, which)

    def quote(self, at: int) -> str:
        """The words that the comment at a place is on; "" where it is on the article."""
        note = self.shown[at]
        if note.span is None:
            return ""
        if note.span not in self._quotes:
            first = at - at % PAGE
            self._read_quotes(self.shown[first : first + PAGE])
        return self._quotes[note.span]

    def _read_quotes(self, page: Iterable[Note]) -> None:
        on = [note for note in page if note.span is not None]
        places = [(note.article, note.start, min(note.end, note.start + _LONGEST)) for note in on]
        for note, words in zip(on, stored.stretches(self.project.store, places)):
            if note.span is not None:
                self._quotes[note.span] = words
