"""Small widgets that several panels use: key caps, saved state, person, chips of labels."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QLabel, QLineEdit, QSizePolicy, QToolButton, QWidget

from workbench.model.scheme import Label
from workbench.window.key_words import behind
from workbench.window.look.icons import chevron, paint_icon, paint_letter
from workbench.window.look.theme import Theme, figures_font, ui_font

_LONGEST_NAME = 160  # pixels of a person's name in the header


def plain_label(text: str = "", px: int = 13, weight: int = 400) -> QLabel:
    """A label that never reads its text as markup."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setFont(ui_font(px, weight))
    return label


def nothing_label(top: int) -> QLabel:
    """What a panel says in the place of its list where that is empty, ``top`` pixels below its head."""
    label = plain_label()
    label.setObjectName("quiet")
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignTop)
    label.setContentsMargins(14, top, 14, 0)
    return label


def plain_tip(text: str) -> str:
    """A tool tip that shows a text as it is, whatever markup it holds."""
    from html import escape  # brings a table of all entities along

    return f"<qt>{escape(text)}</qt>" if text else ""


def hairline(parent: QWidget | None = None) -> QFrame:
    """A one-pixel line between two regions."""
    line = QFrame(parent)
    line.setObjectName("hairline")
    line.setFixedHeight(1)
    return line


class BeginningLine(QLineEdit):
    """A field that shows how its text begins, also where Qt selects all of it as the focus comes."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """What gets selected is selected from its end, so that the caret and the view are at the beginning."""
        super().focusInEvent(event)
        if self.hasSelectedText() and self.selectedText() == self.text():
            self.select_all()

    def setText(self, text: str | None) -> None:
        """Show another text from its beginning."""
        super().setText(text or "")
        self.setCursorPosition(0)

    def select_all(self) -> None:
        """Select all, with the beginning in view."""
        length = len(self.text().encode("utf-16-le")) // 2
        self.setSelection(length, -length)


class Themed:
    """A painter's widget that reads its colours from the theme."""

    theme: Theme

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of ``theme``."""
        self.theme = theme
        self.update()  # type: ignore[attr-defined]


def paint_key_cap(painter: QPainter, theme: Theme, text: str, box: QRectF) -> None:
    """A key as it is printed on keyboards."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.bs, 1))
    painter.setBrush(theme.raised)
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    painter.setPen(theme.t2)
    painter.setFont(ui_font(11, 500))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


def cap_width(text: str) -> float:
    """How wide a key cap is."""
    return max(18.0, QFontMetrics(ui_font(11, 500)).horizontalAdvance(text) + 10.0)


def paint_caps(painter: QPainter, theme: Theme, caps: Sequence[str], right: float, middle: float) -> float:
    """The caps of one key, ending at ``right``; gives where they begin."""
    for cap in reversed(caps):
        width = cap_width(cap)
        paint_key_cap(painter, theme, cap, QRectF(round(right - width), middle - 9, width, 18))
        right -= width + 4
    return right + 4 if caps else right


class KeyHint(Themed, QWidget):
    """A key cap and what the key does."""

    def __init__(self, keys: tuple[str, ...], text: str, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.keys = keys
        self.text = text
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(f"{'+'.join(keys)}: {text}")

    def sizeHint(self) -> QSize:
        text = QFontMetrics(ui_font(12)).horizontalAdvance(self.text)
        return QSize(int(sum(map(cap_width, self.keys))) + 4 * len(self.keys) + text + 12, 28)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        x = 0.0
        for key in self.keys:
            width = cap_width(key)
            paint_key_cap(painter, self.theme, key, QRectF(x, self.height() / 2 - 9, width, 18))
            x += width + 4
        painter.setPen(self.theme.t2)
        painter.setFont(ui_font(12))
        box = QRectF(x + 4, 0, self.width() - x, self.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text)


class SavedState(Themed, QWidget):
    """What is on the disk, in a slot of one width: saved and when, being saved, or not saved."""

    _GLYPHS = {"saved": "tick", "saving": None, "unsaved": "warn", "error": "warn"}

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        metrics = QFontMetrics(figures_font(12))
        self.setFixedWidth(26 + max(metrics.horizontalAdvance(words) for words in ("Saved 00:00", "Not saved")))
        self._shown = ("", "", "")
        self.show_saved("Saved")

    def show_saved(self, text: str) -> None:
        """A tick and ``text``."""
        self._show("saved", text)

    def show_saving(self) -> None:
        """No tick: it is on its way."""
        self._show("saving", "Saving…")

    def show_unsaved(self, reason: str, error: bool = False) -> None:
        """A triangle: the last change is not on the disk."""
        self._show("error" if error else "unsaved", "Not saved", reason)

    def _show(self, state: str, text: str, reason: str = "") -> None:
        if (state, text, reason) == self._shown:
            return
        self._shown = (state, text, reason)
        self.state = state
        self.text = text
        self.setAccessibleName(text)
        self.setAccessibleDescription(reason)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colour = {"saved": self.theme.ok, "saving": self.theme.t2, "unsaved": self.theme.warn, "error": self.theme.err}[
            self.state
        ]
        font = figures_font(12, 400 if self.state in ("saved", "saving") else 500)
        left = self.width() - 2 - QFontMetrics(font).horizontalAdvance(self.text)
        if glyph := self._GLYPHS[self.state]:
            paint_icon(painter, glyph, colour, QRectF(left - 21, self.height() / 2 - 7, 14, 14))
        painter.setPen(self.theme.t2 if self.state in ("saved", "saving") else colour)
        painter.setFont(font)
        painter.drawText(QRectF(left, 0, self.width(), self.height()), Qt.AlignmentFlag.AlignVCenter, self.text)


def initials(name: str) -> str:
    """The first letters of the first and last word of a name, or the first two of a single word."""
    words = name.split()
    return (words[0][0] + words[-1][0] if len(words) > 1 else "".join(words)[:2]).upper()


class PersonButton(Themed, QAbstractButton):
    """Who is working: initials in a disc, and the name."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self._short = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip("Who is working; click to change")

    def set_name(self, name: str) -> None:
        """Show a name."""
        self.setText(name)
        self.setAccessibleName(f"working as {name}")
        self._fit()

    def set_short(self, short: bool) -> None:
        """The initials alone, where there is little room."""
        self._short = short
        self._fit()

    def _fit(self) -> None:
        width = QFontMetrics(ui_font(13)).horizontalAdvance(self.text()) if not self._short else 0
        self.setFixedWidth(min(width, _LONGEST_NAME) + 38 if width else 26)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        disc = QRectF(0, self.height() / 2 - 13, 26, 26)
        # In high contrast the well is as black as the header.
        painter.setPen(QPen(self.theme.bs, 1) if self.theme.name == "hc" else Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.well)
        painter.drawEllipse(disc)
        painter.setPen(self.theme.t2)
        painter.setFont(ui_font(11, 600))
        painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, initials(self.text()))
        painter.setPen(self.theme.t1)
        if self._short:
            return
        font = ui_font(13)
        painter.setFont(font)
        name = QFontMetrics(font).elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width() - 34)
        painter.drawText(QRectF(34, 0, self.width() - 34, self.height()), Qt.AlignmentFlag.AlignVCenter, name)


class IconButton(Themed, QToolButton):
    """A quiet button with an icon of the set, alone or behind its words.

    The icon is painted: the first QIcon of a program brings the names of all icons that desktops have, which takes
    a hundredth of the start.
    """

    def __init__(self, name: str, theme: Theme, parent: QWidget, side: int = 16) -> None:
        super().__init__(parent)
        self.theme = theme
        self._name, self._side = name, side
        self.setAutoRaise(True)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = self._side
        left = self.width() - side - 4 if self.text() else (self.width() - side) / 2
        painter = QPainter(self)
        paint_icon(painter, self._name, self.theme.t2, QRectF(left, (self.height() - side) / 2, side, side))


class ArrowButton(Themed, QAbstractButton):
    """Previous or next article."""

    def __init__(self, left: bool, theme: Theme) -> None:
        super().__init__()
        self.left = left
        self.theme = theme
        self.setFixedSize(28, 28)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName("previous article" if left else "next article")
        self.show_key("")

    def show_key(self, key: str) -> None:
        """Name the key that does the same."""
        self.setToolTip(behind("Previous article" if self.left else "Next article", key))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() or self.hasFocus():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.theme.hover)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.setPen(QPen(self.theme.t1 if self.isEnabled() else self.theme.t3, 1.6))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(chevron(self.left, QPointF(14, 14)))


class LetterBadge(Themed, QWidget):
    """A label's letter on its colour."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.label: Label | None = None
        self.setFixedSize(18, 18)

    def set_label(self, label: Label | None) -> None:
        """Show another label."""
        self.label = label
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.label is not None:
            paint_letter(QPainter(self), self.theme.label(self.label.colour), self.label.letter, QRectF(self.rect()))
