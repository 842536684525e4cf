"""Finding in the article that is shown: what was found, which place is the present one, and the way on."""

from bisect import bisect_left
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from workbench.errors import SearchError, as_sentence, capitalised
from workbench.model.find import Search, find
from workbench.model.span import Extent
from workbench.window.finding.bar import FindBar

if TYPE_CHECKING:
    from workbench.window.frame import Frame

_PAUSE = 800  # milliseconds without a key until it is said what is wrong: half an expression is no mistake


class Finder:
    """Between the bar and the view. The present place is the view's selection, so that a label's key tags it."""

    def __init__(self, frame: "Frame", bar: FindBar) -> None:
        self.frame = frame
        self.bar = bar
        self.found: list[Extent] = []
        self.current: int | None = None
        self._from = 0  # where the caret was as the search began
        self._wrong = ""  # what is wrong with the expression, said when somebody stops typing
        self._later = QTimer(bar)
        self._later.setSingleShot(True)
        self._later.setInterval(_PAUSE)
        self._later.timeout.connect(lambda: frame.say(self._wrong))
        bar.changed.connect(self.look)
        bar.stepped.connect(self.step)

    @property
    def is_open(self) -> bool:
        """Whether the bar is shown."""
        return not self.bar.isHidden()

    def open(self) -> None:
        """Show the bar; what is selected in the article is looked for."""
        view = self.frame.view
        selected = view.selection()
        self._from = selected[0] if selected else view.caret()
        self.bar.show()
        if selected is not None and not (self.is_found(selected) and self.bar.line.text()):
            words = " ".join(view.text[selected[0] : selected[1]].split())
            self.bar.line.setText(words[:200])
        self.bar.line.setFocus()
        self.bar.line.selectAll()
        self.look()

    def is_found(self, extent: Extent) -> bool:
        """Whether an extent is one of the places."""
        at = bisect_left(self.found, extent)
        return at < len(self.found) and self.found[at] == extent

    def close(self) -> None:
        """Send the bar away; what was found last stays selected."""
        self._take_back()
        self.bar.hide()
        self.found, self.current = [], None
        self.frame.view.set_found([], None)
        self.frame.view.setFocus()

    def look(self, go: bool = True) -> None:
        """Find the words anew; with ``go`` the first place from where one was comes into view."""
        search = self.bar.search()
        self.found, self.current = [], None
        self._take_back()
        try:
            self.found = find(search, self.frame.view.text) if search.words else []
        except SearchError as error:
            self._wrong = as_sentence(error)
            self.bar.show_trouble(capitalised(error.short), self._wrong)
            self._later.start()
            self.frame.view.set_found([], None)
            return
        if go and not self.found and search.words:
            self.frame.view.select_extent(self._from, self._from)  # what was found before is not what is meant now
        if self.found and go:
            self._go(bisect_left(self.found, (self._from, 0)) % len(self.found))
        else:
            self._show()

    def _take_back(self) -> None:
        """What was wrong is no longer, or something else is."""
        self._later.stop()
        if self._wrong and self.frame.message.text() == self._wrong:
            self.frame.say("")
        self._wrong = ""

    def step(self, by: int) -> None:
        """Go to the next place, or the one before, from where the caret is now; round at the ends."""
        if self._wrong:
            self.frame.say(self._wrong)  # who presses Enter has done with typing
        if not self.found:
            return
        here = self.frame.view.selection() or (self.frame.view.caret(),) * 2
        if by > 0:
            at = bisect_left(self.found, (here[0], here[1] + 1 if here[1] > here[0] else 0))
        else:
            at = bisect_left(self.found, (here[0], 0)) - 1
        self._from = self.found[at % len(self.found)][0]
        self._go(at % len(self.found))

    def _go(self, at: int) -> None:
        self.current = at
        start, end = self.found[at]
        view = self.frame.view
        view.reveal(start, end)
        view.select_extent(start, end)
        self._show()

    def _show(self) -> None:
        self.frame.view.set_found(self.found, self.current)
        self.bar.show_count(self.current, len(self.found), bool(self.bar.line.text()))

    def article_shown(self) -> None:
        """Another article is shown: what is looked for there is found, too."""
        self._from = 0
        self.look(go=False)

    def search(self) -> Search:
        """What is being looked for."""
        return self.bar.search()
