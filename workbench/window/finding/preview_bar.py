"""The bar below suggested spans: what is suggested, how alike it has to be, and what can be done with it."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QToolButton, QWidget

from workbench.model.scheme import Label
from workbench.window.finding.options import Options
from workbench.window.look.elided import Elided
from workbench.window.look.icons import icon
from workbench.window.look.small import LetterBadge, plain_tip
from workbench.window.look.theme import Theme
from workbench.window.sheets.sheet import CapButton
from workbench.words import cut, number, with_article

_HEIGHT = 44
_SENTENCE, _ALL, _WITH_OPTIONS = 110, 820, 700  # pixels: of the sentence, of a bar that has room for all
Caps = Sequence[str]


class PreviewBar(QFrame):
    """Says what is wanted; it tags nothing itself."""

    changed = Signal()
    take_all_asked = Signal()
    take_asked = Signal()
    refuse_asked = Signal()
    project_asked = Signal()
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setObjectName("findBar")
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.badge = LetterBadge(theme)
        self.badge.setParent(self)
        self.said = Elided(13)
        self.said.setMinimumWidth(_SENTENCE)
        self.options = Options(self, regex=False)
        self.take_all, self.take, self.refuse = (CapButton(text, theme) for text in ("Take all", "Take", "Skip"))
        self.project = QPushButton("All articles…", self)
        self.close_button = QToolButton(self)
        self.close_button.setObjectName("small")
        self.close_button.setAutoRaise(True)
        self.close_button.setIconSize(QSize(14, 14))
        self._place()
        self._connect()
        self.set_theme(theme)

    def _place(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 10, 0)
        row.setSpacing(8)
        row.addWidget(self.badge)
        row.addWidget(self.said, 1)
        for part in (self.options, self.take_all, self.take, self.refuse, self.project, self.close_button):
            row.addWidget(part)

    def _connect(self) -> None:
        self.options.changed.connect(self.changed)
        self.take_all.clicked.connect(self.take_all_asked)
        self.take.clicked.connect(self.take_asked)
        self.refuse.clicked.connect(self.refuse_asked)
        self.project.clicked.connect(self.project_asked)
        self.close_button.clicked.connect(self.closed)
        self.project.setToolTip("Look for the same words in the other articles, too")
        self.close_button.setAccessibleName("leave the suggestions")
        self.close_button.setToolTip("Leave the rest untagged (Esc)")

    def show_state(self, label: Label, words: str, left: int, held: int, at: int | None) -> None:
        """Say how many places could get ``label``, how many of them have it, and which one is the present one."""
        self.badge.set_label(label)
        quoted = f"“{cut(words, 20)}”"
        if not left:
            sentence = f"No further {quoted}"
        elif at is None:
            sentence = f"{left:,} × {quoted}"
        else:
            sentence = f"{at + 1:,} of {left:,} × {quoted}"
        tagged = f"; {number(held, 'place')} tagged already" if held else ""
        whole = f"{sentence}, to be tagged as {with_article(label.name)}{tagged}"
        self.said.setText(sentence)
        self.said.setToolTip(plain_tip(whole))
        self.setAccessibleName(whole)
        self.take_all.set_words(f"Take all {left:,}" if left > 1 else "Take all")
        for button in (self.take_all, self.take, self.refuse):
            button.setEnabled(left > 0)

    def show_keys(self, take_all: Caps, take: Caps, refuse: Caps) -> None:
        """Show the keys that hold, as caps."""
        for button, does, caps in (
            (self.take_all, "Tag all that is suggested, as one action", take_all),
            (self.take, "Tag this one, and go to the next", take),
            (self.refuse, "Leave this one out, and go to the next", refuse),
        ):
            button.set_words(button.text(), tuple(caps))
            button.setToolTip(does)
            button.setAccessibleDescription(does)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What has no room goes, first the way to the other articles: from there the search of all is a key away."""
        super().resizeEvent(event)
        self.project.setVisible(self.width() >= _ALL)
        self.options.setVisible(self.width() >= _WITH_OPTIONS)

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of ``theme``."""
        self.theme = theme
        for part in (self.badge, self.take_all, self.take, self.refuse):
            part.set_theme(theme)
        self.close_button.setIcon(icon("close", theme.t1, 14))
