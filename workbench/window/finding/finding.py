"""Finding and tagging what was found, bound to the window: the two bars below the text, and the panel at its side."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from workbench.model.find import Search
from workbench.model.span import NO_ATTRIBUTES, Attributes, Extent
from workbench.window.finding.bar import FindBar
from workbench.window.finding.finder import Finder
from workbench.window.finding.preview import Preview
from workbench.window.finding.preview_bar import PreviewBar
from workbench.window.finding.project import ProjectFinder

if TYPE_CHECKING:
    from workbench.window.frame import Frame


class Finding:
    """Made when something is first to be found. One bar at most is shown."""

    def __init__(self, frame: "Frame") -> None:
        self.frame = frame
        page = frame.labels.parentWidget()
        assert page is not None
        self.finder = Finder(frame, FindBar(frame.theme, page))
        self.preview = Preview(frame, PreviewBar(frame.theme, page))
        self.project = ProjectFinder(frame)
        for bar in (self.finder.bar, self.preview.bar):
            bar.hide()
            _put_above(page, bar, frame.labels)
        self.finder.bar.tag_asked.connect(self.tag_found)
        self.finder.bar.all_asked.connect(lambda: self.find_all(self.finder.search()))
        self.finder.bar.closed.connect(self.finder.close)
        self.preview.bar.project_asked.connect(self._suggest_in_project)
        frame.keymap.changed.connect(self.show_keys)
        frame.view.suggestion_clicked.connect(self.preview.choose)
        self.show_keys()

    # What is asked for

    def find(self) -> None:
        """Find words in the article that is shown."""
        if self.preview.is_open:
            self.preview.close()
        self._dress()
        self.finder.open()

    def step(self, by: int) -> None:
        """Go to the next place of what was looked for last, or the one before."""
        if not self.finder.bar.line.text():
            self.find()
            return
        if not self.finder.found:
            self.finder.look(go=False)
        self.finder.step(by)

    def find_all(self, search: Search | None = None) -> None:
        """Find words in all articles: those of a search, else what is selected."""
        self.project.open(search)

    def tag_found(self, label: str) -> None:
        """Suggest a label for everything that the bar has found."""
        search = self.finder.search()
        self.finder.close()
        self.suggest(label, search)

    def tag_everywhere(self) -> None:
        """Suggest the label of the span that is selected, or at the caret, wherever its words stand.

        For selected words that are no span it is the label used last; digits change it.
        """
        frame, view = self.frame, self.frame.view
        extent = view.selection()
        span = view.selected_span or (view.span_at_caret() if extent is None else None)
        if span is not None and len(span.parts) == 1:
            self.suggest_words(span.label, span.parts[0], span.attributes)
        elif span is not None:
            frame.say("This span has several parts. Select the words of one of them, and ask again.")
        elif (words := extent or view.word_at_caret()) is not None:
            self.suggest_words(frame.tagging.label_in_hand(), words)
        else:
            frame.say("No word at the caret. Select a span or some words to tag everywhere.")

    def suggest_words(self, label: str, extent: Extent, attributes: Attributes = NO_ATTRIBUTES) -> None:
        """Suggest a label wherever the words of an extent stand."""
        from workbench.project.everywhere import like

        self.suggest(label, like(self.frame.view.text[extent[0] : extent[1]]), attributes)

    def suggest(self, label: str, search: Search, attributes: Attributes = NO_ATTRIBUTES) -> None:
        """Suggest a label wherever a search finds something."""
        if self.finder.is_open:
            self.finder.close()
        self._dress()
        self.preview.open(label, search, attributes)
        self.frame.update_actions()

    def _suggest_in_project(self) -> None:
        preview = self.preview
        label, search, attributes = preview.label, preview.wanted, preview.attributes
        preview.close()
        self.project.open(search, label, attributes)

    # What follows the window

    def article_shown(self) -> None:
        """Another article is shown, or the same one anew, or none."""
        frame = self.frame
        if self.preview.is_open:
            self.preview.close()
        self._dress()
        if frame.session is None or frame.session.article is None:
            if self.finder.is_open:
                self.finder.close()
        elif self.finder.is_open:
            self.finder.article_shown()

    def layer_changed(self) -> None:
        """Something was tagged, or taken back."""
        if self.preview.is_open:
            self.preview.refresh()

    def let_go(self) -> None:
        """The project goes."""
        if self.preview.is_open:
            self.preview.close()
        if self.finder.is_open:
            self.finder.close()
        self.project.let_go()

    @property
    def is_open(self) -> bool:
        """Whether one of the bars is shown."""
        return self.preview.is_open or self.finder.is_open

    def back(self) -> None:
        """One step back: the bar that is shown goes."""
        (self.preview if self.preview.is_open else self.finder).close()

    def _dress(self) -> None:
        session = self.frame.session
        if session is not None:
            may_tag = self.frame.mode == "annotate"
            self.finder.bar.show_labels(session.scheme.offered, may_tag)
            self.project.dress()

    def show_keys(self) -> None:
        """Show the keys that hold."""
        shown = self.frame.keymap.shown
        self.finder.bar.show_keys(shown("edit.find_next"), shown("edit.find_previous"), shown("edit.find_all"))
        caps = self.frame.keymap.caps
        self.preview.bar.show_keys(caps("label.take_all"), caps("label.take"), caps("label.skip"))

    def set_theme(self) -> None:
        """Use the window's colours."""
        for part in (self.finder.bar, self.preview.bar, self.project.panel):
            part.set_theme(self.frame.theme)


def _put_above(page: QWidget, bar: QWidget, below: QWidget) -> None:
    column = page.layout()
    assert column is not None
    column.insertWidget(column.indexOf(below), bar)  # type: ignore[attr-defined]  # a box
