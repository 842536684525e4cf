"""Tags as small pictures: a solid square with the label's letter, a value on a pale ground, a role in ink."""

from typing import Literal, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPixmap

from workbench.errors import SchemeError
from workbench.model.scheme import Label, Scheme
from workbench.model.span import Span
from workbench.window.look.theme import LabelColours, Theme, ui_font

_SIDE, _RADIUS, _PADDING = 13, 2.5, 4.0  # in units
_ROLE_GAP = 2.0  # between a tag and the role behind it, in units
_LONGEST = 24
_LEAST_TOLD = 2  # letters of a value that is cut
_MOST_KEPT = 2000
_NO_LABEL = Label(name="", key="", letter="?", colour="other")


def said(value: object) -> str:
    """A value of an attribute in words; nothing where there is none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)


def is_unsure(label: Label, span: Span) -> bool:
    """Whether the annotator said that the span is doubtful."""
    doubt = label.doubt
    return doubt is not None and span.attributes.get(doubt.name) is True


def value_of(label: Label, span: Span) -> str:
    """What tags and lists say of a span besides its label: the value of its first attribute; a ``?`` where unsure."""
    value = _first_value(label, span)
    return f"{value}?" if is_unsure(label, span) else value


def _first_value(label: Label, span: Span) -> str:
    name = next((attribute.name for attribute in label.attributes if not attribute.unsure), None)
    value = span.attributes.get(name) if name is not None else None
    if isinstance(value, bool):
        return str(name) if value else ""
    shown = " ".join(said(value).split())
    return shown if len(shown) <= _LONGEST else shown[: _LONGEST - 1] + "…"


class TagLook(NamedTuple):
    """All that a tag shows. ``hollow`` for what is only suggested, ``dimmed`` for a label that is filtered out."""

    label: str
    letter: str
    value: str = ""
    role: str = ""
    kind: Literal["solid", "hollow", "dimmed", "count"] = "solid"


class TagArt:
    """Draws tags, each one once; knows the label of a span."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self._scheme: Scheme | None = None
        self._unit = 1.0
        self._labels: dict[str, Label] = {}
        self._pixmaps: dict[tuple[TagLook, float], QPixmap] = {}
        self._set_fonts()

    def set_scheme(self, scheme: Scheme) -> None:
        """Use the letters and colours of a scheme."""
        self._scheme = scheme
        self._labels.clear()
        self._pixmaps.clear()

    def set_look(self, theme: Theme, unit: float) -> None:
        """Use other colours or another size."""
        self.theme, self._unit = theme, unit
        self._pixmaps.clear()
        self._set_fonts()

    def _set_fonts(self) -> None:
        size = max(7, round(10 * self._unit))
        self._letter_font, self._value_font = ui_font(size, 600), ui_font(size, 500)
        self._metrics = QFontMetricsF(self._value_font)
        self._advances: dict[str, float] = {}

    def _advance(self, text: str) -> float:
        """The width of a value. Kept by hand: ``lru_cache`` on a method of Qt loads its signatures, for 50 ms."""
        known = self._advances.get(text)
        if known is None:
            if len(self._advances) > 4096:
                self._advances.clear()
            known = self._advances[text] = self._metrics.horizontalAdvance(text)
        return known

    def label(self, name: str) -> Label:
        """The label of that name; one with a question mark where the scheme has none."""
        found = self._labels.get(name)
        if found is None:
            try:
                found = self._scheme.label(name) if self._scheme else _NO_LABEL
            except SchemeError:
                found = _NO_LABEL
            self._labels[name] = found
        return found

    def label_names(self) -> list[str]:
        """The names of the scheme's labels, in its order."""
        return [label.name for label in self._scheme.labels] if self._scheme else []

    def colours(self, label: str) -> LabelColours:
        """The colours of the label of that name."""
        return self.theme.label(self.label(label).colour)

    def is_broken(self, label: str) -> bool:
        """Whether the label's line is drawn broken, so that it differs by form too."""
        return self.label(label).colour == "boilerplate"

    def value(self, span: Span, letters_only: bool) -> str:
        """What a tag says besides the letter; of a doubt it tells even where values have no room."""
        label = self.label(span.label)
        return value_of(label, span) if not letters_only else "?" if is_unsure(label, span) else ""

    def letter_width(self, letter: str) -> float:
        """The width of a letter's square; two letters need more."""
        side = _SIDE * self._unit
        return max(side, self._advance(letter) + 5 * self._unit) if len(letter) > 1 else side

    def value_width(self, value: str) -> float:
        """The width of a value's ground."""
        return self._advance(value) + 2 * _PADDING * self._unit if value else 0.0

    def shortened(self, value: str, room: float) -> str:
        """As much of a value as has room with its ground; nothing where that would tell nothing."""
        if not value or self.value_width(value) <= room:
            return value
        text = room - 2 * _PADDING * self._unit
        cut = self._metrics.elidedText(value, Qt.TextElideMode.ElideRight, text) if text > 0 else ""
        return cut if len(cut) > _LEAST_TOLD else ""

    def role_width(self, role: str) -> float:
        """The width of a role with the gap before it."""
        return self.value_width(role) + _ROLE_GAP * self._unit if role else 0.0

    def pixmap(self, look: TagLook, ratio: float) -> QPixmap:
        """The picture of a tag."""
        found = self._pixmaps.get((look, ratio))
        if found is None:
            if len(self._pixmaps) > _MOST_KEPT:
                self._pixmaps.clear()
            found = self._pixmaps[look, ratio] = self._drawn(look, ratio)
        return found

    def _drawn(self, look: TagLook, ratio: float) -> QPixmap:
        letter, value = self.letter_width(look.letter), self.value_width(look.value)
        height = round(_SIDE * self._unit)
        tag = round(letter + value + 0.5)
        wide = tag + (round(self.role_width(look.role) + 0.5) if look.role else 0)
        pixmap = QPixmap(round(wide * ratio), round(height * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = self.colours(look.label)
        if value:
            self._rounded(painter, QRectF(0, 0, tag, height), colours.tag_bg)
        self._paint_letter(painter, QRectF(0, 0, letter, height), look, colours)
        if value:
            rest = QRectF(letter + _PADDING * self._unit, 0, value, height)
            self._write(painter, self._value_font, colours.tag_text, rest, look.value, centred=False)
        if look.role:
            box = QRectF(tag + _ROLE_GAP * self._unit, 0, self.value_width(look.role), height)
            self._rounded(painter, box, self.theme.ink)
            self._write(painter, self._value_font, self.theme.paper, box, look.role, centred=True)
        painter.end()
        return pixmap

    def _paint_letter(self, painter: QPainter, square: QRectF, look: TagLook, colours: LabelColours) -> None:
        theme = self.theme
        if look.kind in ("hollow", "dimmed"):
            edge, letter = (colours.line, colours.tag_text) if look.kind == "hollow" else (theme.ink, theme.ink)
            wide = max(1.0, self._unit)
            painter.setPen(QPen(edge, wide))
            painter.setBrush(theme.paper)
            inner = square.adjusted(wide / 2, wide / 2, -wide / 2, -wide / 2)
            radius = (_RADIUS - 0.5) * self._unit
            painter.drawRoundedRect(inner, radius, radius)
            self._write(painter, self._letter_font, letter, square, look.letter, centred=True)
            return
        is_count = look.kind == "count"
        solid, on_solid = (theme.ink, theme.paper) if is_count else (colours.line, colours.on_line)
        self._rounded(painter, square, solid)
        font = self._value_font if is_count else self._letter_font
        self._write(painter, font, on_solid, square, look.letter, centred=True)

    def _rounded(self, painter: QPainter, box: QRectF, colour: QColor) -> None:
        path = QPainterPath()
        path.addRoundedRect(box, _RADIUS * self._unit, _RADIUS * self._unit)
        painter.fillPath(path, colour)

    @staticmethod
    def _write(painter: QPainter, font: QFont, colour: QColor, box: QRectF, text: str, centred: bool) -> None:
        metrics = QFontMetricsF(font)
        # Capitals stand in the middle of the box, whatever the font's line height.
        baseline = round(box.top() + (box.height() + metrics.capHeight()) / 2)
        x = box.left() + (box.width() - metrics.horizontalAdvance(text)) / 2 if centred else box.left()
        painter.setFont(font)
        painter.setPen(colour)
        painter.drawText(QPointF(x, baseline), text)
