"""How one article would look in the file, with the places of losses marked; a pager over the articles."""

from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetricsF, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QFrame, QHBoxLayout, QTextEdit, QVBoxLayout, QWidget

from workbench.jobs import Report
from workbench.project import Project
from workbench.project.export_look import Preview, preview
from workbench.project.export_source import ExportOptions, article_keys
from workbench.window.look.small import ArrowButton, plain_label
from workbench.window.look.theme import Theme, mono_font

_LINE = 19  # pixels
_STOPS = (14, 20, 26, 37, 48, 59, 70, 81)  # characters: where the columns of a table stand


class Page(NamedTuple):
    """One article of those that would be written, and where it stands among them."""

    at: int
    total: int
    seen: Preview | None


def read_page(project: Project, report: Report, options: ExportOptions, key: str | None, step: int = 0) -> Page:
    """The page of the article with that key, or so many steps from it; the first one where it is not among them."""
    keys = article_keys(project, options)
    at = keys.index(key) + step if key in keys else 0
    report(0, 0)
    if not keys:
        return Page(0, 0, None)
    at = max(0, min(at, len(keys) - 1))
    return Page(at, len(keys), preview(project, options, keys[at]))


class PreviewPane(QWidget):
    """The right column of the dialog."""

    step_asked = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.key: str | None = None
        title = plain_label("Preview", px=13, weight=600)
        self.back, self.on = ArrowButton(True, theme), ArrowButton(False, theme)
        for button, step in ((self.back, -1), (self.on, 1)):
            button.setToolTip("Previous article" if step < 0 else "Next article")
            button.clicked.connect(lambda _=False, by=step: self.step_asked.emit(by))
        self.place = plain_label(px=12)
        self.place.setObjectName("quiet")
        self.which = plain_label(px=12)
        self.which.setObjectName("quiet")
        self.text = QTextEdit()
        self.text.setObjectName("exportText")
        self.text.setAccessibleName("Preview of one article")
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setFont(mono_font())
        self.text.document().setDefaultFont(mono_font())
        self.text.document().setDocumentMargin(0)
        head = QHBoxLayout()
        head.setSpacing(2)
        head.addWidget(title)
        head.addStretch(1)
        head.addWidget(self.back)
        head.addWidget(self.place)
        head.addWidget(self.on)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 6, 4, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.which)
        column.addWidget(self.text, 1)
        self.show_page(Page(0, 0, None))

    def show_page(self, page: Page) -> None:
        """Show an article's lines."""
        seen = page.seen
        self.key = seen.key if seen else None
        self.place.setText(f"{page.at + 1:,} of {page.total:,}" if page.total else "no article")
        self.back.setEnabled(page.at > 0)
        self.on.setEnabled(page.at + 1 < page.total)
        name = " ".join((seen.title or seen.key).split()) if seen else ""
        metrics = self.which.fontMetrics()
        self.which.setText(metrics.elidedText(name, Qt.TextElideMode.ElideRight, max(60, self.width() - 30)))
        self.which.setVisible(bool(name))
        self.text.clear()
        if seen is not None:
            self._fill(seen)

    def _fill(self, seen: Preview) -> None:
        tabbed = len(seen.lines) > 1
        advance = QFontMetricsF(mono_font()).horizontalAdvance("0")
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.NoWrap if tabbed else QTextOption.WrapMode.WrapAnywhere)
        self.text.document().setDefaultTextOption(option)
        plain, marked, cut = QTextCharFormat(), QTextCharFormat(), QTextCharFormat()
        plain.setForeground(self.theme.t1)
        marked.setForeground(self.theme.warn)
        marked.setBackground(self.theme.warnbg)
        cut.setForeground(self.theme.t2)
        block = QTextBlockFormat()
        block.setTabPositions([QTextOption.Tab(stop * advance, QTextOption.TabType.LeftTab) for stop in _STOPS])
        block.setLineHeight(_LINE, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        cursor = QTextCursor(self.text.document())
        cursor.beginEditBlock()
        cursor.setBlockFormat(block)
        for at, line in enumerate(seen.lines):
            if at:
                cursor.insertBlock(block)
            words = f"{line.text}   {line.note}" if line.note else line.text
            cursor.insertText(words, marked if line.lost else plain)
        if seen.cut:
            cursor.insertBlock(block)
            cursor.insertText("… the file goes on", cut)
        cursor.endEditBlock()
        self.text.moveCursor(QTextCursor.MoveOperation.Start)
