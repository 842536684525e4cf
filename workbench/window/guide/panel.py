"""The panel beside the article that shows the guideline of the label under work, and searches all of them."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QTextEdit, QVBoxLayout

from workbench.model.scheme import Label, Scheme
from workbench.window.guide.text import found_in, page
from workbench.window.look.small import plain_label
from workbench.window.look.theme import Theme
from workbench.window.panels.filter_line import FilterLine
from workbench.window.panels.lower import LowerPanel
from workbench.window.sheets.guideline import Reading, label_at

if TYPE_CHECKING:
    from workbench.window.frame import Frame

_LATER = 120  # milliseconds after the caret came to rest
_MOST = 400  # places that are marked


def make(frame: "Frame") -> "GuidePanel":
    """The panel for a window."""
    return GuidePanel(frame)


class _Search(FilterLine):
    """Esc clears it first, and leaves it then."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        super().keyPressEvent(event)


class GuidePanel(LowerPanel):
    """Follows the selected span, the span at the caret, or the armed label; a choice holds until that is another."""

    def __init__(self, frame: "Frame") -> None:
        super().__init__(frame.panels.stack)
        self.setObjectName("guide")
        self.frame = frame
        self.theme = frame.theme
        self._scheme: Scheme | None = None
        self._followed = ""
        self._shown = ("", "")  # what is on show: the label, the words that are looked for
        self.labels = QComboBox(self)
        self.labels.setAccessibleName("label whose guideline is shown")
        self.search = _Search(self.theme, self)
        self.search.key = ""
        self.search.setPlaceholderText("Search guidelines")
        self.search.setAccessibleName("search in the guidelines")
        self.search.setAccessibleDescription("Sections that hold all words, of all labels")
        self.count = plain_label(px=12)
        self.count.setObjectName("quiet")
        self.text = Reading("", self)
        self.text.setAccessibleName("guideline")
        self._place()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_LATER)
        self._later.timeout.connect(self.refresh)
        self.labels.activated.connect(self._choose)
        self.search.textChanged.connect(self._show)
        self.search.returnPressed.connect(self.text.setFocus)
        frame.view.cursorPositionChanged.connect(self._follow_caret)
        self.refresh()

    def _place(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 4, 0)
        column.setSpacing(6)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 8, 0)
        row.setSpacing(6)
        row.addWidget(self.labels)
        row.addWidget(self.search, 1)
        column.addLayout(row)
        column.addWidget(self.count)
        column.addWidget(self.text, 1)

    def _follow_caret(self) -> None:
        if self.isVisible():
            self._later.start()

    def refresh(self) -> None:
        """Show the page of the label that is worked with now, if it is another than before."""
        session = self.frame.session
        if session is None:
            return
        if session.scheme is not self._scheme:
            self._use(session.scheme)
        label = label_at(self.frame)
        if label is not None and label.name != self._followed:
            self._followed = label.name
            self.labels.setCurrentIndex(self._place_of(label))
        self._show()

    def _use(self, scheme: Scheme) -> None:
        self._scheme, self._followed, self._shown = scheme, "", ("", "")
        self.labels.clear()
        for label in scheme.labels:
            if not label.off:
                self.labels.addItem(label.name.capitalize(), label.name)

    def _place_of(self, label: Label) -> int:
        at = self.labels.findData(label.name)
        if at < 0:  # one that is off, and was tagged all the same
            self.labels.addItem(label.name.capitalize(), label.name)
            at = self.labels.count() - 1
        return at

    def _choose(self) -> None:
        self.search.clear()
        self._show()

    def show_label(self, label: Label | None, section: int = 0) -> None:
        """Show a label's page from the heading of number ``section``; None is the label under work."""
        self.search.clear()
        if label is not None:
            self.labels.setCurrentIndex(self._place_of(label))
            self._show()
        self.text.go_to(section)

    def _show(self) -> None:
        scheme = self._scheme
        if scheme is None:
            return
        words = self.search.text().split()
        wanted = ("" if words else str(self.labels.currentData() or ""), " ".join(words))
        if wanted == self._shown:
            return
        self._shown = wanted
        if words:
            pages = [(label.name.capitalize(), page(scheme, label)) for label in scheme.labels if not label.off]
            markdown, count = found_in(pages, words)
            self.text.show_markdown(markdown)
            found = f"{count:,} section{'' if count == 1 else 's'}"
            self.count.setText(found if count else f"No guideline has “{' '.join(words)}”. Esc clears the search.")
            self._mark(words)
        else:
            self.text.show_markdown(page(scheme, scheme.label(wanted[0])) if wanted[0] else "")
            self.text.setExtraSelections([])
        self.count.setVisible(bool(words))

    def _mark(self, words: list[str]) -> None:
        """Mark what was looked for, and show the first of it."""
        look = QTextCharFormat()
        look.setBackground(self.theme.txsel)
        marks: list[QTextEdit.ExtraSelection] = []
        for word in words:
            at = self.text.document().find(word, QTextCursor(self.text.document()), QTextDocument.FindFlag(0))
            while not at.isNull() and len(marks) < _MOST:
                mark = QTextEdit.ExtraSelection()
                mark.cursor, mark.format = at, look
                marks.append(mark)
                at = self.text.document().find(word, at, QTextDocument.FindFlag(0))
        self.text.setExtraSelections(marks)
        if marks:
            first = min((mark.cursor for mark in marks), key=QTextCursor.selectionStart)
            self.text.show_place(first.selectionStart())

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of ``theme``."""
        self.theme = theme
        self.search.set_theme(theme)
        self._shown = ("", "")
        self._show()
