"""Tags as small pictures: a solid square with the label's letter, then a value on a pale ground."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPixmap

from workbench.errors import SchemeError
from workbench.model.scheme import Label, Scheme
from workbench.model.span import Span
from workbench.window.look.theme import LabelColours, Theme, ui_font

_SIDE, _RADIUS, _PADDING = 13, 2.5, 4.0  # in units
_LONGEST = 24
_NO_LABEL = Label(name="", key="", letter="?", colour="other")


def said(value: object) -> str:
    """A value of an attribute in words; nothing where there is none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)


def value_of(label: Label, span: Span) -> str:
    """What tags and lists say of a span besides its label: the value of the label's first attribute, in short."""
    if not label.attributes:
        return ""
    name = label.attributes[0].name
    value = span.attributes.get(name)
    if isinstance(value, bool):
        return name if value else ""
    shown = " ".join(said(value).split())
    return shown if len(shown) <= _LONGEST else shown[: _LONGEST - 1] + "…"


class TagArt:
    """Draws tags, each one once; knows the label of a span."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self._scheme: Scheme | None = None
        self._unit = 1.0
        self._labels: dict[str, Label] = {}
        self._pixmaps: dict[tuple[str, str, str, float], QPixmap] = {}
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

    def widths(self, span: Span) -> tuple[float, float]:
        """The widths of a span's letter and of its value."""
        label = self.label(span.label)
        side = _SIDE * self._unit
        value = value_of(label, span)
        letter = max(side, self._advance(label.letter) + 5 * self._unit) if len(label.letter) > 1 else side
        return letter, self._advance(value) + 2 * _PADDING * self._unit if value else 0.0

    def pixmap(self, span: Span, with_value: bool, more: int, ratio: float) -> QPixmap:
        """The picture of a span's tag; ``more`` makes it a count of the tags that found no place."""
        label = self.label(span.label)
        value = value_of(label, span) if with_value else ""
        letter = f"+{more}" if more else label.letter
        key = (label.name, letter, value, ratio)
        found = self._pixmaps.get(key)
        if found is None:
            width, extra = self.widths(span)
            widths = width, extra if value else 0.0
            found = self._pixmaps[key] = self._drawn(label, letter, value, widths, ratio, bool(more))
        return found

    def _drawn(
        self, label: Label, letter: str, value: str, widths: tuple[float, float], ratio: float, is_count: bool
    ) -> QPixmap:
        colours = self.theme.label(label.colour)
        solid, on_solid = (self.theme.ink, self.theme.paper) if is_count else (colours.line, colours.on_line)
        height = round(_SIDE * self._unit)
        wide = round(sum(widths) + 0.5)
        pixmap = QPixmap(round(wide * ratio), round(height * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        square = QRectF(0, 0, widths[0], height)
        if value:
            self._rounded(painter, QRectF(0, 0, wide, height), colours.tag_bg)
        self._rounded(painter, square, solid)
        font = self._value_font if is_count else self._letter_font
        self._write(painter, font, on_solid, square, letter, centred=True)
        if value:
            rest = square.translated(widths[0] + _PADDING * self._unit, 0)
            self._write(painter, self._value_font, colours.tag_text, rest, value, centred=False)
        painter.end()
        return pixmap

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
