"""Where the file goes: the line in the foot, and what name is proposed."""

from pathlib import Path

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from workbench.formats import formats
from workbench.window.look.icons import icon
from workbench.window.look.theme import Theme


class PlaceField(QWidget):
    """A path to type, or to browse for; its ending follows the format until it is a name of one's own."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.endings = {ending for known in formats().values() if known.write for ending in known.endings}
        self.ending = ""
        self.stem = ""  # of the name that was proposed
        self.folder = Path.cwd()  # where a name without a folder goes
        self.line = QLineEdit()
        self.line.setAccessibleName("File to write")
        self.line.setObjectName("exportPlace")
        self.sign = QAction(icon("folder", theme.t2), "", self.line)
        self.line.addAction(self.sign, QLineEdit.ActionPosition.LeadingPosition)
        words = QLabel("&To")
        words.setObjectName("quiet")
        words.setBuddy(self.line)
        self.browse = QPushButton("&Browse…")
        self.browse.setAutoDefault(False)
        self.browse.clicked.connect(self.ask)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(words)
        row.addWidget(self.line, 1)
        row.addWidget(self.browse)

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of ``theme``."""
        self.sign.setIcon(icon("folder", theme.t2))

    @property
    def path(self) -> Path | None:
        """The file to write; None where none is named."""
        words = self.line.text().strip()
        if not words:
            return None
        place = Path(words).expanduser() if words.startswith(("~/", "~\\")) else Path(words)
        return self.folder / place

    def propose(self, folder: Path, stem: str, ending: str) -> None:
        """Put a name there, unless somebody typed one of their own; its ending follows the format all the same."""
        place = self.path
        self.folder = folder
        if place is None or not place.name:
            place = folder / f"{stem}{ending}"
        elif place.stem == self.stem and place.suffix in self.endings:
            place = place.with_name(f"{stem}{ending}")
        elif place.suffix in self.endings:
            place = place.with_suffix(ending)
        self.stem, self.ending = stem, ending
        self.show_path(place)

    def show_path(self, place: Path) -> None:
        """Show a path, the home folder as a tilde."""
        try:
            self.line.setText(str(Path("~") / place.relative_to(Path.home())))
        except (ValueError, RuntimeError):
            self.line.setText(str(place))

    def ask(self) -> None:
        """Ask the system's dialog; whether a file that is there goes is asked when it is written."""
        start = str(self.path or Path.home())
        found, _ = QFileDialog.getSaveFileName(
            self, "Export to", start, options=QFileDialog.Option.DontConfirmOverwrite
        )
        if found:
            place = Path(found)
            self.show_path(place if place.suffix else place.with_suffix(self.ending))
