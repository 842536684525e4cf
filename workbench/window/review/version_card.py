"""One annotator's version on the card: the stretch in its surroundings, values, relations."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from workbench.model.offsets import Utf16Map
from workbench.model.span import Span
from workbench.window.panels.span_list import one_line
from workbench.window.small import Themed, paint_key_cap
from workbench.window.theme import Theme, article_font, ui_font

_AROUND = 40  # characters of the article shown before and after a version


class VersionCard(Themed, QAbstractButton):
    """One annotator's version: the stretch in its surroundings, values, relations; one of them has the frame."""

    def __init__(self, number: int, name: str, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.number = number
        self.name = name
        self.framed = False
        self.before, self.quote, self.after = "", "", ""
        self.colour = ""
        self.rows: list[tuple[str, str, bool]] = []
        self.setMinimumSize(260, 120)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_version(self, text: str, span: Span, colour: str, rows: list[tuple[str, str, bool]]) -> None:
        """Show a span in the words round it. A row is name, value, whether it differs."""
        self.setEnabled(True)
        self.colour, self.rows = colour, rows
        self.before, self.after = _words_before(text, span.start), _words_after(text, span.end)
        quoted = one_line(text[span.start : span.end])
        self.quote = quoted if len(quoted) < 240 else f"{quoted[:140]} … {quoted[-80:]}"
        self._say()

    def show_nothing(self, instead: str) -> None:
        """Show that this annotator has no such span, and what there is ``instead``."""
        self.setEnabled(False)
        self.before, self.quote, self.after, self.rows = instead, "", "", []
        self._say()

    def show_values(self, rows: list[tuple[str, str, bool]]) -> None:
        """Show what an annotator says of the article as a whole; rows as above."""
        self.setEnabled(True)
        self.before, self.quote, self.after = "", "", ""
        self.rows = rows
        self._say()

    def _say(self) -> None:
        self.setAccessibleName(f"{self.number}, {self.name}: {self.quote or self.before}")
        self.setAccessibleDescription(", ".join(f"{name} {value}" for name, value, _ in self.rows))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, 150)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self.theme
        painter.setPen(QPen(theme.accent if self.framed else theme.bs, 2 if self.framed else 1))
        painter.setBrush(theme.raised if self.isEnabled() else theme.panel)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        if self.isEnabled():
            paint_key_cap(painter, theme, str(self.number), QRectF(14, 12, 18, 18))
        painter.setPen(theme.t1)
        painter.setFont(ui_font(13, 500))
        painter.drawText(QRectF(40, 12, self.width() - 54, 18), Qt.AlignmentFlag.AlignVCenter, self.name)
        bottom = self.height() - 12 - 21 * len(self.rows) if self.quote else 44
        self._paint_excerpt(painter, QRectF(14, 38, self.width() - 28, (bottom if self.rows else self.height()) - 44))
        self._paint_rows(painter, bottom)

    def _paint_excerpt(self, painter: QPainter, box: QRectF) -> None:
        layout = QTextLayout(self.before + self.quote + self.after, article_font(15))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        theme = self.theme
        quiet, marked = QTextCharFormat(), QTextCharFormat()
        quiet.setForeground(theme.t2)
        marked.setForeground(theme.ink)
        if self.colour and self.quote:
            colours = theme.label(self.colour)
            marked.setBackground(colours.fill_sel)
            marked.setFontUnderline(True)
            marked.setUnderlineColor(colours.line)
        begin, length = _units(self.before), _units(self.quote)
        layout.setFormats(
            [_range(0, begin, quiet), _range(begin, length, marked), _range(begin + length, _units(self.after), quiet)]
        )
        layout.beginLayout()
        y = 0.0
        while (line := layout.createLine()).isValid() and y + 20 < box.height():
            line.setLineWidth(box.width())
            line.setPosition(QPointF(0, y))
            y += 21
        layout.endLayout()
        painter.setClipRect(box)
        layout.draw(painter, box.topLeft())
        painter.setClipping(False)

    def _paint_rows(self, painter: QPainter, top: float) -> None:
        theme = self.theme
        for at, (name, value, differs) in enumerate(self.rows):
            y = top + 21 * at
            painter.setFont(ui_font(12))
            painter.setPen(theme.t2)
            painter.drawText(QRectF(14, y, 70, 20), Qt.AlignmentFlag.AlignVCenter, name.capitalize())
            painter.setPen(theme.t1)
            font = ui_font(12, 600 if differs else 400)
            painter.setFont(font)
            shown = QFontMetrics(font).elidedText(value, Qt.TextElideMode.ElideRight, self.width() - 150)
            painter.drawText(QRectF(84, y, self.width() - 98, 20), Qt.AlignmentFlag.AlignVCenter, shown)
            if differs:
                painter.setFont(ui_font(11))
                painter.setPen(theme.t2)
                x = 84 + QFontMetrics(font).horizontalAdvance(shown) + 8
                painter.drawText(QRectF(x, y, 60, 20), Qt.AlignmentFlag.AlignVCenter, "differs")


def _words_before(text: str, start: int) -> str:
    """The end of the line before ``start``, from a whole word on."""
    line = text[max(0, start - _AROUND) : start].rsplit("\n", 1)
    if len(line) > 1 or start <= _AROUND:
        return line[-1].lstrip()
    return f"… {line[0].partition(' ')[2].lstrip()}"


def _words_after(text: str, end: int) -> str:
    """The rest of the line after ``end``, as far as it goes with whole words."""
    line = text[end : end + _AROUND].split("\n", 1)
    if len(line) > 1 or end + _AROUND >= len(text):
        return line[0].rstrip()
    return f"{line[0].rpartition(' ')[0]} …"


def _units(text: str) -> int:
    """Length as Qt counts it."""
    return Utf16Map(text).units


def _range(start: int, length: int, style: QTextCharFormat) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length, made.format = start, length, style
    return made
