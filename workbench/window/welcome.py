"""What the window shows while no project is open: the recent ones, new, open, the sample."""

from pathlib import Path
from urllib.parse import urlsplit

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from workbench.window.small import plain_label


class Welcome(QFrame):
    """Says what was chosen; 1 to 9 open a recent project, 0 the sample."""

    new_asked = Signal()
    open_asked = Signal()
    sample_asked = Signal()
    recent_chosen = Signal(str)

    def __init__(self, recent: list[str]) -> None:
        super().__init__()
        self.setObjectName("welcome")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.recent = recent
        outer = QHBoxLayout(self)
        outer.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(8)
        outer.addLayout(column)
        outer.addStretch(1)
        column.addStretch(2)
        column.addWidget(plain_label("Workbench", px=27, weight=600))
        tagline = plain_label("Annotate news articles, review what several people did, export gold.")
        tagline.setObjectName("quiet")
        column.addWidget(tagline)
        column.addSpacing(18)
        column.addLayout(self._buttons())
        if recent:
            column.addSpacing(18)
            column.addWidget(plain_label("Recent projects", px=12, weight=600))
            for at, where in enumerate(recent):
                column.addWidget(self._recent(at, where))
        column.addStretch(3)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        for text, signal, default in (
            ("New project…   Ctrl+N", self.new_asked, True),
            ("Open…   Ctrl+O", self.open_asked, False),
            ("The sample   0", self.sample_asked, False),
        ):
            button = QPushButton(text)
            button.setDefault(default)
            button.clicked.connect(signal)
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _recent(self, at: int, where: str) -> QWidget:
        path = Path(where)
        parts = urlsplit(where)
        on_server = bool(parts.netloc or "://" in where)  # whose address may hold a password
        name, place = (parts.path.strip("/"), parts.hostname or "") if on_server else (path.stem, str(path.parent))
        button = QPushButton(f"{at + 1}   {name}   –   {place}")
        button.setFlat(True)
        button.setStyleSheet("text-align: left")
        button.setEnabled(on_server or path.exists())
        button.clicked.connect(lambda: self.recent_chosen.emit(where))
        return button

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits choose."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        digit = event.key() - int(Qt.Key.Key_0) if plain else -1
        if digit == 0:
            self.sample_asked.emit()
        elif 1 <= digit <= len(self.recent):
            self.recent_chosen.emit(self.recent[digit - 1])
        else:
            super().keyPressEvent(event)
