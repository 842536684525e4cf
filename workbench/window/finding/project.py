"""Finding in all articles: the panel in the place of the list, the search as a job, and tagging what is ticked."""

import sys
from typing import TYPE_CHECKING

from workbench.errors import WorkbenchError, as_sentence
from workbench.jobs import Cancelled, Report
from workbench.model.find import Search
from workbench.model.snap import snap
from workbench.model.span import NO_ATTRIBUTES, Attributes, Parts
from workbench.window.finding.panel import FindPanel
from workbench.window.finding.results import Found
from workbench.words import number

if TYPE_CHECKING:
    from workbench.window.frame import Frame

MOST = 1000  # places that are shown
AT_ONCE = 3000  # articles that a search puts into the index, about a second's work; with more it does without


class ProjectFinder:
    """Between the panel and the project."""

    def __init__(self, frame: "Frame") -> None:
        self.frame = frame
        self.panel = FindPanel(frame.theme, frame.left_stack)
        frame.left_stack.addWidget(self.panel)
        self.attributes: Attributes = NO_ATTRIBUTES
        self.panel.asked.connect(self.look)
        self.panel.chosen.connect(self._go)
        self.panel.tag_asked.connect(self.tag)
        self.panel.closed.connect(self.close)

    @property
    def is_open(self) -> bool:
        """Whether the panel is shown."""
        return self.frame.left_stack.currentWidget() is self.panel

    def open(
        self, search: Search | None = None, label: str | None = None, attributes: Attributes = NO_ATTRIBUTES
    ) -> None:
        """Show the panel; a search that is given is carried out at once."""
        frame, view = self.frame, self.frame.view
        self.attributes = attributes
        self.dress()
        frame.docks.show_list(True)
        frame.left_stack.setCurrentWidget(self.panel)
        if search is None and (extent := view.selection()) is not None:
            words = " ".join(view.text[extent[0] : extent[1]].split())
            search = self.panel.options.search(words[:200])
        self.panel.show_search(search or self.panel.search(), label)
        self.panel.line.setFocus()
        self.panel.line.selectAll()
        if search is not None and search.words:
            self.look()

    def close(self) -> None:
        """Show the list again."""
        frame = self.frame
        if self.is_open:
            frame.left_stack.setCurrentWidget(frame.review.queue if frame.mode == "review" else frame.articles)
            frame.view.setFocus()

    def dress(self) -> None:
        """Offer the labels of the project."""
        session = self.frame.session
        if session is not None:
            self.panel.show_labels(session.scheme.offered, self.frame.mode == "annotate")

    def let_go(self) -> None:
        """The project goes, and what was found in it."""
        self.panel.show_found([], "")
        self.close()

    # Looking

    def look(self) -> None:
        """Carry the search out; long ones can be cancelled."""
        from workbench.window.runner import run_job

        search, session = self.panel.search(), self.frame.session
        if session is None or not search.words.strip():
            self.panel.show_found([], "")
            return
        from workbench.project.searching import not_indexed

        scans = search.regex or not_indexed(session.project) > AT_ONCE
        try:
            rows = run_job(
                self.frame, "Looking through all articles", lambda report: self._found(search, report, not scans)
            )
        except Cancelled:
            return
        except WorkbenchError as error:
            self.panel.show_found([], as_sentence(error))
            return
        self.panel.show_found(rows, self._sentence(rows, search))

    def _found(self, search: Search, report: Report, index: bool) -> list[Found]:
        from workbench.project.everywhere import untagged
        from workbench.project.searching import search as search_project

        session = self.frame.session
        assert session is not None
        most = MOST if self.panel.wanted is None else sys.maxsize
        hits = search_project(session.project, search, report, most, index)
        if self.panel.wanted is not None:  # what has the label already is no news, however much of it there is
            hits = untagged(session.project, session.annotator, self.panel.wanted, hits)
        rows: list[Found] = []
        left = MOST
        for hit in hits:
            places = list(zip(hit.extents, hit.snippets))[:left]
            left -= len(places)
            rows.append(Found(hit.key, hit.title, places=len(places)))
            rows += [Found(hit.key, hit.title, extent, words) for extent, words in places]
            if not left:
                break
        return rows

    def make_index(self) -> None:
        """Put all articles into the full-text index; it can be cancelled, and goes on where it was the next time."""
        from workbench.project.searching import make_index
        from workbench.window.runner import run_job

        session = self.frame.session
        if session is None:
            return
        project = session.project
        try:
            count = run_job(self.frame, "Indexing the articles", lambda report: make_index(project, report))
        except Cancelled:
            return
        except WorkbenchError as error:
            self.frame.fail(as_sentence(error))
            return
        self.frame.say(f"Indexed {number(count, 'article')}. Searches look at the index now.")

    def _sentence(self, rows: list[Found], search: Search) -> str:
        heads = [row for row in rows if row.extent is None]
        count = len(rows) - len(heads)
        if not rows:
            further = "further " if self.panel.wanted is not None else ""
            return f"No article has a {further}“{search.words}”." if further else f"No article has “{search.words}”."
        first = "the first " if count >= MOST else ""
        return f"{first}{number(count, 'place')} in {number(len(heads), 'article')}".capitalize()

    def _go(self, key: str, start: int, end: int, take_focus: bool) -> None:
        """Show a place in its article."""
        frame = self.frame
        session = frame.session
        if session is None:
            return
        if session.article is None or session.article.key != key:
            frame.walk.go_to(key, take_focus=False)
        if session.article is not None and session.article.key == key:
            frame.view.reveal(start, end)
            frame.view.select_extent(start, end)
            if take_focus:
                frame.view.setFocus()

    # Tagging

    def tag(self, label: str) -> None:
        """Tag what is ticked, one action over all articles; what has the label already is passed over."""
        frame, session = self.frame, self.frame.session
        if session is None or not frame.typed.may_leave():
            return
        rule = session.scheme.label(label).snap
        places: dict[str, list[Parts]] = {}
        for key, extents in self.panel.model.taken().items():
            text = session.project.article(key).text
            snapped = (snap(rule, text, start, end) for start, end in extents)
            places[key] = [(extent,) for extent in dict.fromkeys(snapped) if extent is not None]
        attributes = self.attributes if label == self.panel.wanted else NO_ATTRIBUTES
        if session.tag_many(label, places, attributes) is not None:
            self.close()
