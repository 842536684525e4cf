"""What the scheme says about a label, to read: a sheet over the article."""

import re
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextBlockFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextBrowser, QWidget

from workbench.model.scheme import Label
from workbench.window.sheets.sheet import Sheet

if TYPE_CHECKING:
    from workbench.window.frame import Frame

_INDENT = 20  # pixels of a list
_HEADING = re.compile(r"#{1,6} +\S")


class Reading(QTextBrowser):
    """Markdown to read. It follows no link, reads no markup of HTML and loads nothing."""

    def __init__(self, markdown: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reading")
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.document().setDocumentMargin(0)
        self.document().setIndentWidth(_INDENT)
        self.show_markdown(markdown)

    def show_markdown(self, markdown: str) -> None:
        """Show another text from its beginning."""
        self.document().setMarkdown(
            markdown,
            QTextDocument.MarkdownFeature.MarkdownDialectCommonMark | QTextDocument.MarkdownFeature.MarkdownNoHTML,
        )
        self._space()

    def show_place(self, position: int) -> None:
        """Scroll until a place is in view, with some lines above it; nothing moves where it is already."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(position)
        box = self.cursorRect(cursor)
        if box.top() < 0 or box.bottom() > self.viewport().height():
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + box.top() - self.viewport().height() // 4)

    def _space(self) -> None:
        """Give lines and paragraphs room; Markdown's own import leaves none."""
        cursor = QTextCursor(self.document())
        while True:
            block = QTextBlockFormat()
            is_head, in_list = cursor.blockFormat().headingLevel() > 0, cursor.currentList() is not None
            block.setTopMargin(14 if is_head and not cursor.atStart() else 0)
            block.setBottomMargin(4 if in_list or is_head else 10)
            block.setLineHeight(130, int(QTextBlockFormat.LineHeightTypes.ProportionalHeight.value))
            cursor.mergeBlockFormat(block)
            if not cursor.movePosition(QTextCursor.MoveOperation.NextBlock):
                break
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def go_to(self, section: int) -> None:
        """Bring the heading of that number to the top."""
        self.moveCursor(QTextCursor.MoveOperation.Start)
        block = self.document().begin()
        number = -1
        while block.isValid():
            number += block.blockFormat().headingLevel() > 0
            if number == section > 0:
                self.setTextCursor(QTextCursor(self.document().lastBlock()))  # so that it comes up from below
                self.setTextCursor(QTextCursor(block))
                return
            block = block.next()

    def loadResource(self, type: int, name: QUrl | str) -> Any:
        """Nothing: a guideline's pictures might be anywhere."""
        return None


def label_at(frame: "Frame") -> Label | None:
    """The label that a guideline is asked for: of the selected span, the one at the caret, or the armed one."""
    if frame.session is None:
        return None
    span = frame.view.selected_span or frame.view.span_at_caret()
    name = span.label if span is not None else frame.tagging.armed
    return frame.session.scheme.label(name) if name is not None else None


def headings(markdown: str) -> list[str]:
    """The headings of a guideline in their order."""
    return [line.lstrip("#").strip() for line in markdown.splitlines() if _HEADING.match(line)]


def show_guideline(frame: "Frame", label: Label | None = None, section: int = 0) -> None:
    """Show the guideline of a label: that at the caret where none is named, all of them where none is there.

    It is opened at the heading of number ``section``; beside the article, where there is room for panels.
    """
    session = frame.session
    if session is None:
        return
    if frame.mode == "annotate":
        _show_beside(frame, label, section)
        return
    label = label or label_at(frame)
    asked = [label] if label is not None else list(session.scheme.labels)
    texts = [item.guideline.strip() for item in asked if item.guideline.strip()]
    if not texts:
        whom = label.name if label is not None else "any label"
        frame.say(f"The scheme {session.scheme.name} has no guideline for {whom}.")
        return
    title = f"Guideline: {label.name}" if label is not None else "Guidelines"
    sheet = Sheet(frame, frame.theme, title, f"scheme {session.scheme.name} {session.scheme.version}")
    sheet.resize(640, min(600, frame.height() - 60))
    text = Reading("\n\n---\n\n".join(texts), sheet)
    text.setAccessibleName(title)
    sheet.body.setContentsMargins(22, 14, 10, 14)
    sheet.body.addWidget(text)
    sheet.add_button("Close", sheet.accept, filled=True, keys=("Esc",))
    text.go_to(section)
    text.setFocus()
    sheet.exec()
    sheet.deleteLater()


def _show_beside(frame: "Frame", label: Label | None, section: int) -> None:
    from workbench.window.guide.panel import GuidePanel

    frame.show_panel("guide")
    panel = frame.panels.panel("guide")
    assert isinstance(panel, GuidePanel)
    panel.show_label(label, section)
    panel.text.setFocus()
