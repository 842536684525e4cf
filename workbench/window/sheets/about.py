"""What this program is: version, licence, and where its things lie, to copy into a question or a report."""

import platform
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QGridLayout

from workbench import __version__
from workbench.places import data_folder
from workbench.window.look.small import plain_label
from workbench.window.sheets.message import Message, text_to_copy
from workbench.window.welcome.recent import shown_place

if TYPE_CHECKING:
    from workbench.window.frame import Frame


class About(Message):
    """Facts that somebody who helps will ask for."""

    def __init__(self, frame: "Frame") -> None:
        super().__init__(
            frame, "Workbench", "Annotates news articles, reviews what several people did, exports gold.", warning=False
        )
        self.subtitle.setText(f"version {__version__}")
        self.facts = _facts(frame)
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for row, (name, value) in enumerate(self.facts):
            label = plain_label(name)
            label.setObjectName("quiet")
            grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(text_to_copy(value), row, 1)
        self.below.addLayout(grid)
        self.add_copy("&Copy", lambda: "\n".join(f"{name}: {value}" for name, value in self.facts))
        self.add_button("Close", self.accept, filled=True, keys=("↵",)).setFocus()


def _facts(frame: "Frame") -> list[tuple[str, str]]:
    facts = [
        ("Version", f"{__version__}, Python {platform.python_version()}, Qt {qVersion()}, {platform.system()}"),
        ("Licence", "MIT: free to use, change and pass on"),
    ]
    if frame.session is not None:
        facts.append(("Project", shown_place(frame.session.project.address)))
    facts.append(("Settings", shown_place(str(frame.settings.file))))
    facts.append(("Sample", shown_place(str(data_folder() / "sample.workbench"))))
    return facts
