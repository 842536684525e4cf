"""The colours and fonts of the window: tokens by theme, the palette, the style sheet."""

import json
import sys
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from workbench.places import resource
from workbench.window.look.style import FRAME, SCROLL_BARS, STYLE_SHEET

ThemeName = Literal["light", "dark", "hc"]

SERIF = ("Source Serif 4", "Source Serif Pro", "Charis SIL", "Noto Serif", "Georgia", "DejaVu Serif")
SANS = ("Inter", "Hanken Grotesk", "Segoe UI", "SF Pro Text", "Cantarell", "Noto Sans", "DejaVu Sans")
MONO = ("JetBrains Mono", "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", "monospace")
_FONT_FILES = {
    "font_source_serif_pro": ("SourceSerifPro-Regular",),
    "font_hanken_grotesk": ("HankenGrotesk-Regular", "HankenGrotesk-Medium", "HankenGrotesk-SemiBold"),
}
# Which the first sight of an article does without: known to Qt when they are first asked for.
_LATER = {"font_source_serif_pro": ("SourceSerifPro-Semibold",)}
DENSITIES = {"comfortable": 18, "standard": 17, "compact": 15}  # by name: the normal size of the article, in px


class LabelColours(NamedTuple):
    """The colours of one label: lane and solid tag, fills, pale tag, and the letter on the solid."""

    line: QColor
    fill: QColor
    fill_sel: QColor
    tag_bg: QColor
    tag_text: QColor
    on_line: QColor


class Theme:
    """The colour tokens of one theme as attributes (``theme.paper``), and the colours of labels."""

    chrome: QColor
    panel: QColor
    paper: QColor
    raised: QColor
    well: QColor
    sel: QColor
    hover: QColor
    b: QColor
    bs: QColor
    t1: QColor
    t2: QColor
    t3: QColor
    ink: QColor
    accent: QColor
    onacc: QColor
    ok: QColor
    warn: QColor
    err: QColor
    errbg: QColor
    warnbg: QColor
    okbg: QColor
    txsel: QColor
    heat: QColor
    shadow: QColor
    scroll: QColor

    def __init__(self, name: ThemeName, tokens: dict[str, Any], stronger: bool = False) -> None:
        self.name = name
        self.lane = 3 if name == "hc" else 2  # thickness of a span's line, at rest, in units
        labels = tokens["labels"]
        self.tokens: dict[str, str] = {key: value for key, value in tokens.items() if isinstance(value, str)}
        if stronger and name != "hc":  # whose edges are white anyway
            self.tokens["b"] = self.tokens["bs"] = self.tokens["t3"]
        for key, value in self.tokens.items():
            setattr(self, key, _colour(value))
        self._labels = {key: _label_colours(value) for key, value in labels.items()}

    def label(self, colour: str) -> LabelColours:
        """The colours for a label's ``colour``, a token's name or ``#RRGGBB``; grey where it is neither."""
        found = self._labels.get(colour)
        if found is None:
            line = QColor(colour)
            found = self._labels[colour] = self._derived(line if line.isValid() else self.t2)
        return found

    def _derived(self, line: QColor) -> LabelColours:
        """Colours for a hue of the scheme's own, moved towards the ink until each contrast holds."""
        line = _readable(line, self.paper, self.ink, 3.15)
        fill = mixed(self.paper, line, 0.10)
        fill_sel = mixed(self.paper, line, 0.24)
        while contrast(self.ink, fill_sel) < 7 and fill_sel != fill:
            fill_sel = _towards(fill_sel, fill)
        tag_bg = mixed(self.paper, line, 0.18)
        dark, light = QColor("#141518"), QColor("#FFFFFF")
        on_line = max((dark, light), key=lambda colour: contrast(colour, line))
        return LabelColours(line, fill, fill_sel, tag_bg, _readable(line, tag_bg, self.ink, 4.6), on_line)


def _label_colours(values: dict[str, str]) -> LabelColours:
    names = ("line", "fill", "fillSel", "tagBg", "tagText", "onLine")
    return LabelColours(*(QColor(values[name]) for name in names))


def _colour(value: str) -> QColor:
    """A token's colour: ``#RRGGBB`` or ``rgba(r,g,b,alpha)``."""
    if not value.startswith("rgba("):
        return QColor(value)
    red, green, blue, alpha = value[5:-1].split(",")
    colour = QColor(int(red), int(green), int(blue))
    colour.setAlphaF(float(alpha))
    return colour


def mixed(ground: QColor, colour: QColor, share: float) -> QColor:
    """``share`` of ``colour`` over ``ground``, as an opaque colour."""
    parts = zip(ground.getRgb()[:3], colour.getRgb()[:3])  # type: ignore[index]
    return QColor(*(round(below + (above - below) * share) for below, above in parts))


def _towards(colour: QColor, goal: QColor) -> QColor:
    step = mixed(colour, goal, 0.12)
    return goal if step == colour else step


def _readable(colour: QColor, ground: QColor, ink: QColor, ratio: float) -> QColor:
    while contrast(colour, ground) < ratio and colour != ink:
        colour = _towards(colour, ink)
    return colour


def contrast(first: QColor, second: QColor) -> float:
    """The contrast of two colours as WCAG 2 counts it, from 1 to 21."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: QColor) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@cache
def _tokens() -> dict[str, dict[str, Any]]:
    tokens: dict[str, dict[str, Any]] = json.loads(resource("tokens.json").read_bytes())
    return tokens


@cache
def load_theme(name: ThemeName, stronger: bool = False) -> Theme:
    """The theme ``light``, ``dark`` or ``hc`` (high contrast); its edges ``stronger``, at 3 to 1 or more."""
    return Theme(name, _tokens()[name], stronger)


def system_theme_name() -> ThemeName:
    """The theme that the desktop asks for."""
    return "dark" if QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark else "light"


def apply(app: QApplication, theme: Theme) -> None:
    """Dress the whole application: a palette for native parts, the style sheet. What is worn already is kept on."""
    app.setPalette(palette(theme))
    app.setFont(ui_font())
    bars = "" if sys.platform == "darwin" else SCROLL_BARS.substitute(theme.tokens)
    families = ", ".join(f'"{family}"' for family in SANS)
    values = {**theme.tokens, "sans": families, "chevron": resource(f"icons/chevron-{theme.name}.svg").as_posix()}
    sheet = STYLE_SHEET.substitute(values) + FRAME.substitute(values) + bars
    if theme.name == "hc":
        from workbench.window.look.style import TICKED

        sheet += TICKED.substitute(values, tick=resource("icons/tick-hc.svg").as_posix())
    if sheet != app.styleSheet():  # to read it takes Qt longer than to build a window's parts
        app.setStyleSheet(sheet)


def palette(theme: Theme) -> QPalette:
    """The theme as a palette, for what no style sheet reaches."""
    made = QPalette()
    roles = {
        QPalette.ColorRole.Window: theme.panel,
        QPalette.ColorRole.WindowText: theme.t1,
        QPalette.ColorRole.Base: theme.raised,
        QPalette.ColorRole.AlternateBase: theme.panel,
        QPalette.ColorRole.Text: theme.t1,
        QPalette.ColorRole.PlaceholderText: theme.t3,
        QPalette.ColorRole.Button: theme.raised,
        QPalette.ColorRole.ButtonText: theme.t1,
        QPalette.ColorRole.BrightText: theme.err,
        QPalette.ColorRole.ToolTipBase: theme.raised,
        QPalette.ColorRole.ToolTipText: theme.t1,
        QPalette.ColorRole.Highlight: theme.accent,
        QPalette.ColorRole.HighlightedText: theme.onacc,
        QPalette.ColorRole.Link: theme.ink,
        QPalette.ColorRole.LinkVisited: theme.ink,
        QPalette.ColorRole.Accent: theme.accent,
        QPalette.ColorRole.Light: theme.raised,
        QPalette.ColorRole.Midlight: theme.b,
        QPalette.ColorRole.Mid: theme.bs,
        QPalette.ColorRole.Dark: theme.bs,
        QPalette.ColorRole.Shadow: theme.t3,
    }
    for role, colour in roles.items():
        made.setColor(role, colour)
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, theme.t3)
    return made


@cache
def load_fonts() -> None:
    """Make the fonts that come as packages known to Qt; where one is missing the fallbacks serve."""
    for package, names in _FONT_FILES.items():
        if package != "font_hanken_grotesk" or not QFontDatabase.hasFamily("Inter"):
            _load(package, names)


def _load(package: str, names: Sequence[str]) -> None:
    spec = find_spec(package)  # finds the folder without importing the package
    if spec is None or spec.origin is None:
        return
    files = Path(spec.origin).parent / "files"
    for name in names:
        file = files / f"{name}.otf"
        if file.is_file():
            QFontDatabase.addApplicationFont(str(file))


@cache
def _load_later() -> None:
    """The weights that few pages have."""
    if not QFontDatabase.hasFamily(SERIF[0]):
        for package, names in _LATER.items():
            _load(package, names)


def _font(families: Sequence[str], px: int, weight: int) -> QFont:
    font = QFont()
    font.setFamilies(list(families))
    font.setPixelSize(px)
    font.setWeight(QFont.Weight(weight))
    return font


@cache
def article_font(px: int = 18, weight: int = 400, family: str = "") -> QFont:
    """The font of articles, of a ``family`` that somebody chose; what it lacks the usual ones have. Shared, too."""
    if weight > 400:
        _load_later()
    font = _font((family, *SERIF) if family else SERIF, px, weight)
    font.setStyleHint(QFont.StyleHint.Serif)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


@cache
def ui_font(px: int = 13, weight: int = 400) -> QFont:
    """The font of the interface; shared, so copy it before you change it."""
    font = _font(SANS, px, weight)
    font.setStyleHint(QFont.StyleHint.SansSerif)
    return font


@cache
def figures_font(px: int = 13, weight: int = 400) -> QFont:
    """The font of numbers that stand in columns or change in their place: all figures are equally wide."""
    font = QFont(ui_font(px, weight))
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


@cache
def mono_font(px: int = 12) -> QFont:
    """The font of previews and code."""
    font = _font(MONO, px, 400)
    font.setStyleHint(QFont.StyleHint.Monospace)
    return font
