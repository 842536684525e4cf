"""The chips over the list of articles: all, to do, and a third one, each with its count."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget

from workbench.project import Counts
from workbench.project.listing import Chip

CHIP_WORDS: dict[Chip, str] = {"all": "All", "open": "To do", "begun": "Begun", "done": "Done", "flagged": "Flagged"}


def short_number(count: int) -> str:
    """A count for where there is little room."""
    return f"{count:,}" if count < 10_000 else f"{count // 1000}k"


class StateChips(QButtonGroup):
    """Three buttons in a ``row``; the third stands for flagged articles, or for what was chosen in the menu."""

    chosen = Signal(str)  # a chip

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.third: Chip = "flagged"
        self.row = QHBoxLayout()
        self.row.setSpacing(4)
        for at in range(3):
            chip = QToolButton(parent)
            chip.setObjectName("chip")
            chip.setCheckable(True)
            chip.setChecked(at == 0)
            self.addButton(chip, at)
            self.row.addWidget(chip)
        self.row.addStretch(1)
        self.idClicked.connect(lambda at: self.chosen.emit(self._shown()[at]))

    def _shown(self) -> tuple[Chip, Chip, Chip]:
        return ("all", "open", self.third)

    def make_room(self, chip: Chip, before: Chip) -> None:
        """Let the third chip stand for one that has no button; it goes back when that is left."""
        if chip in ("begun", "done", "flagged"):
            self.third = chip
        elif before not in ("all", "open"):
            self.third = "flagged"

    def show_counts(self, counts: Counts, chosen: Chip) -> None:
        """Show how many articles there are of each state, and which state is shown."""
        for button, chip in zip(self.buttons(), self._shown()):
            count, words = getattr(counts, chip), CHIP_WORDS[chip]
            button.setText(words if chip == "all" else f"{words} {short_number(count)}")
            button.setAccessibleName(f"{words}, {count:,} articles")
            button.setToolTip(f"{words}: {count:,} of {counts.all:,} articles")
            button.setChecked(chip == chosen)
