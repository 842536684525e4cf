"""One annotator's version on the card: the stretch in its surroundings, what only it has, values, relations."""

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from workbench.model.offsets import Utf16Map
from workbench.model.scheme import Label
from workbench.model.span import Span
from workbench.review.differences import Piece, pieces
from workbench.window.look.fill import fill
from workbench.window.look.icons import paint_letter
from workbench.window.look.small import Themed, initials, paint_key_cap
from workbench.window.look.theme import Theme, article_font, ui_font
from workbench.window.panels.fields import shown_name

_PITCH, _ROW, _HEAD, _SIDE = 25, 22, 40, 14  # pixels
_NAMES = (66, 110)  # pixels of the column of names, at least and at most
# Characters of a piece, and of the article before and after; tried until the excerpt fits.
_LENGTHS = ((240, 40), (120, 30), (80, 16), (60, 0), (40, 0))
_VCENTER = Qt.AlignmentFlag.AlignVCenter

Row = tuple[str, str, bool]  # name, value, whether it differs from what most say


class Version(NamedTuple):
    """What somebody has at the disputed place. Without a ``span`` there is only the ``note``."""

    text: str = ""  # of the article
    span: Span | None = None
    all: tuple[Span, ...] = ()  # everybody's versions, this one among them
    label: Label | None = None
    rows: tuple[Row, ...] = ()
    note: str = ""
    takable: bool = True
    lane: int | None = None  # which of the lanes below the text is this person's
    lanes: int = 0


class VersionCard(Themed, QAbstractButton):
    """One annotator's version; one of them has the frame. Number 0 is nobody's: what is being edited."""

    def __init__(self, number: int, name: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.number = number
        self.name = name
        self.framed = False
        self.version = Version()
        self.setMinimumSize(260, 96)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @property
    def rows(self) -> list[Row]:
        """Name, value and whether it differs, of each attribute and relation."""
        return list(self.version.rows)

    def show_version(self, version: Version) -> None:
        """Show what its annotator has."""
        self.version = version
        self.setEnabled(version.takable)
        self.setToolTip(f"<p>{escape(version.note)}</p>" if version.note and version.span is not None else "")
        said = version.note
        if version.span is not None:
            said = f"{said} {' '.join(version.span.shown(version.text).split())}".strip()
        self.setAccessibleName(f"{self.number}, {self.name}: {said}")
        self.setAccessibleDescription(
            ", ".join(f"{name} {value}{' differs' if differs else ''}" for name, value, differs in version.rows)
        )
        self.update()

    def height_wanted(self, width: int) -> int:
        """The height that all lines and rows take in a card of that width."""
        version, rows = self.version, _ROW * len(self.rows)
        if version.span is None:
            return _HEAD + (40 if version.note else 4) + rows + 10
        excerpt = _Excerpt(version, self.theme, width - 2 * _SIDE, *_LENGTHS[0])
        lines = max(2, excerpt.layout.lineCount())
        return _HEAD + (22 if version.note else 0) + _PITCH * lines + 8 + rows + 10

    def sizeHint(self) -> QSize:
        """Room for three lines of the article and two rows."""
        return QSize(320, 190)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, version = self.theme, self.version
        edge = theme.accent if self.framed else theme.b
        painter.setPen(QPen(edge, 2 if self.framed else 1))
        painter.setBrush(theme.raised if self.isEnabled() else theme.panel)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        self._paint_head(painter)
        rows = self._shown_rows()
        bottom = self.height() - 10 - _ROW * len(rows)
        top = float(_HEAD)
        if version.note:
            painter.setFont(ui_font(12))
            painter.setPen(theme.t2)
            box = QRectF(_SIDE, top, self.width() - 2 * _SIDE, 36 if version.span is None else 18)
            note = version.note
            if version.span is not None:  # one line: what is tagged needs the rest; the tool tip has all of it
                note = painter.fontMetrics().elidedText(note, Qt.TextElideMode.ElideRight, int(box.width()))
            painter.drawText(box, Qt.TextFlag.TextWordWrap, note)
            top += box.height() + 4
        if version.span is not None:
            self._paint_excerpt(painter, QRectF(_SIDE, top, self.width() - 2 * _SIDE, bottom - 8 - top))
        if rows and version.span is not None:
            fill(painter, QRectF(_SIDE, bottom - 5, self.width() - 2 * _SIDE, 1), theme.b)
        self._paint_rows(painter, rows, bottom if version.span is not None else _HEAD + 4)

    def _paint_head(self, painter: QPainter) -> None:
        theme, version, x = self.theme, self.version, 40.0
        if self.isEnabled():
            paint_key_cap(painter, theme, str(self.number), QRectF(_SIDE, 12, 18, 18))
        if self.number:
            self._paint_disc(painter, QRectF(x, 11, 20, 20))
        x = x + 28 if self.number else float(_SIDE)
        font = ui_font(13, 500)
        right = self.width() - _SIDE - (34 if version.lane is not None else 0)
        name = QFontMetrics(font).elidedText(self.name, Qt.TextElideMode.ElideRight, int(right - x - 26))
        painter.setPen(theme.t1 if self.isEnabled() else theme.t2)
        painter.setFont(font)
        painter.drawText(QRectF(x, 11, right - x, 20), _VCENTER, name)
        x += QFontMetrics(font).horizontalAdvance(name) + 10
        if version.label is not None and len({span.label for span in version.all}) > 1:
            paint_letter(painter, theme.label(version.label.colour), version.label.letter, QRectF(x, 13, 16, 16))
        if version.lane is not None:
            paint_lanes(painter, theme, QPointF(self.width() - _SIDE - 26, 21), version.lane, version.lanes)

    def _paint_disc(self, painter: QPainter, disc: QRectF) -> None:
        painter.setPen(QPen(self.theme.b, 1) if self.theme.name == "hc" else Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.well)
        painter.drawEllipse(disc)
        painter.setPen(self.theme.t2)
        painter.setFont(ui_font(11, 600))
        painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, initials(self.name))

    def _shown_rows(self) -> list[Row]:
        """What there is room for; what differs goes before what does not."""
        if self.version.span is None:
            return self.rows
        note = 22 if self.version.note else 0
        room = max(1, (self.height() - _HEAD - note - 2 * _PITCH - 18) // _ROW)
        return self.rows if len(self.rows) <= room else sorted(self.rows, key=lambda row: not row[2])[:room]

    def _paint_excerpt(self, painter: QPainter, box: QRectF) -> None:
        count = max(1, int(box.height() // _PITCH))
        excerpt = None
        for longest, around in _LENGTHS:
            excerpt = _Excerpt(self.version, self.theme, box.width(), longest, around)
            if excerpt.layout.lineCount() <= count:
                break
        assert excerpt is not None
        excerpt.paint(painter, box.topLeft(), count)

    def _paint_rows(self, painter: QPainter, rows: Sequence[Row], top: float) -> None:
        theme, metrics = self.theme, QFontMetrics(ui_font(12))
        names = [shown_name(name) for name, _, _ in rows]
        wide = min(_NAMES[1], max([_NAMES[0], *map(metrics.horizontalAdvance, names)]))
        left = _SIDE + wide + 8
        for at, (_, value, differs) in enumerate(rows):
            y = top + _ROW * at
            painter.setFont(ui_font(12))
            painter.setPen(theme.t2)
            title = metrics.elidedText(names[at], Qt.TextElideMode.ElideRight, wide)
            painter.drawText(QRectF(_SIDE, y, wide + 4, _ROW), _VCENTER, title)
            painter.setPen(theme.t1)
            font = ui_font(12, 600 if differs else 400)
            painter.setFont(font)
            room = self.width() - _SIDE - left - (54 if differs else 0)
            shown = QFontMetrics(font).elidedText(value, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRectF(left, y, room + 4, _ROW), _VCENTER, shown)
            if differs:
                painter.setFont(ui_font(11))
                painter.setPen(theme.t2)
                x = left + QFontMetrics(font).horizontalAdvance(shown) + 8
                painter.drawText(QRectF(x, y, 60, _ROW), _VCENTER, "differs")


class _Excerpt:
    """The words of a version laid out in lines, and what is painted behind them."""

    def __init__(self, version: Version, theme: Theme, width: float, longest: int, around: int) -> None:
        assert version.span is not None
        self.theme = theme
        self.colours = theme.label(version.label.colour if version.label is not None else "")
        self.pieces = _trimmed(pieces(version.text, version.span, version.all, around, longest))
        font = article_font(16)
        self.layout = QTextLayout("".join(piece.text for piece in self.pieces), font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.layout.setTextOption(option)
        self.ranges: list[tuple[Piece, int, int]] = []
        formats = []
        at = 0
        for piece in self.pieces:
            length = Utf16Map(piece.text).units
            self.ranges.append((piece, at, at + length))
            formats.append(_range(at, length, self._format(piece)))
            at += length
        self.layout.setFormats(formats)
        self.layout.beginLayout()
        y = 0.0
        while (line := self.layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, y + (_PITCH - line.height()) / 2))
            y += _PITCH
        self.layout.endLayout()

    def _format(self, piece: Piece) -> QTextCharFormat:
        made = QTextCharFormat()
        made.setForeground(self.theme.ink if piece.kind in ("mine", "only") else self.theme.t2)
        if piece.kind == "only":
            made.setFont(article_font(16, 600))
        return made

    def paint(self, painter: QPainter, at: QPointF, count: int) -> None:
        """Paint ``count`` lines from ``at`` on."""
        painter.save()
        painter.setClipRect(QRectF(at.x() - 3, at.y(), self.layout.boundingRect().width() + 400, count * _PITCH))
        for piece, begin, end in self.ranges:
            for number in range(min(self.layout.lineCount(), count)):
                line = self.layout.lineAt(number)
                first, last = max(begin, line.textStart()), min(end, line.textStart() + line.textLength())
                if first < last:
                    left, right = (float(line.cursorToX(place)[0]) for place in (first, last))  # type: ignore[index]
                    box = QRectF(at.x() + left, at.y() + number * _PITCH + 3, right - left, _PITCH - 5)
                    self._paint_ground(painter, piece, box)
        self.layout.draw(painter, at)
        painter.restore()

    def _paint_ground(self, painter: QPainter, piece: Piece, box: QRectF) -> None:
        if piece.kind in ("mine", "only"):
            fill(painter, box, self.colours.fill_sel if piece.kind == "only" else self.colours.fill)
            fill(painter, QRectF(box.left(), box.bottom() - 1, box.width(), 2), self.colours.line)
        elif piece.kind == "left out":
            pen = QPen(self.theme.t3, 1, Qt.PenStyle.CustomDashLine)
            pen.setDashPattern([3, 2])
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)


def _trimmed(found: list[Piece]) -> list[Piece]:
    """Without white space at the two ends, where it would only push words aside."""
    if found and found[0].kind == "around":
        found[0] = Piece("around", found[0].text.lstrip())
    if found and found[-1].kind == "around":
        found[-1] = Piece("around", found[-1].text.rstrip())
    return [piece for piece in found if piece.text]


def _range(start: int, length: int, style: QTextCharFormat) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length, made.format = start, length, style
    return made


def paint_lanes(painter: QPainter, theme: Theme, at: QPointF, lane: int, lanes: int) -> None:
    """Which of the lanes below the text is meant: a small picture, 26 px wide, round the height of ``at``."""
    top = at.y() - 2 * (lanes - 1) - 1
    for number in range(lanes):
        strong = number == lane
        # Where all lines are white only their form tells them apart.
        width = 26 if strong or theme.name != "hc" else 8
        box = QRectF(at.x(), round(top + 4 * number), width, 2 if strong else 1)
        fill(painter, box, theme.t1 if strong else theme.bs)
