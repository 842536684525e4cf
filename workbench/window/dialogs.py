"""The questions that the window asks: names, files, formats; and what it tells at length."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QInputDialog,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from workbench import __version__
from workbench.formats import formats
from workbench.project.exporting import ExportOptions
from workbench.window.action import ACTIONS, MENUS
from workbench.window.small import plain_label

if TYPE_CHECKING:
    from workbench.window.frame import Frame

# What the article takes from the hands without a menu entry.
_HANDS = {
    "Article": (("Space", "peek: the bare text while it is held"), ("Esc", "let go of the selection")),
    "Label": (("Alt+digit", "tag beside, keeping the label that is there"),),
    "Review": (("1 to 9", "take that version"), ("Left, Right", "frame another version")),
}
_PROJECTS = "Projects (*.workbench)"


def ask_new(parent: QWidget) -> str | None:
    """Where to make a project."""
    where, _ = QFileDialog.getSaveFileName(parent, "New project", "articles.workbench", _PROJECTS)
    return (where if where.lower().endswith(".workbench") else f"{where}.workbench") if where else None


def ask_open(parent: QWidget) -> str | None:
    """Which project to open."""
    where, _ = QFileDialog.getOpenFileName(parent, "Open project", "", f"{_PROJECTS};;All files (*)")
    return where or None


def ask_import(parent: QWidget) -> list[str]:
    """Which files to import."""
    endings = " ".join(f"*{ending}" for known in formats().values() if known.read for ending in known.endings)
    paths, _ = QFileDialog.getOpenFileNames(parent, "Import articles", "", f"Articles ({endings});;All files (*)")
    return paths


def ask_name(frame: "Frame") -> str | None:
    """Who is working: somebody known, or a new name."""
    assert frame.session is not None
    present = frame.session.annotator
    names = sorted({*frame.session.project.annotators(), present})
    name, ok = QInputDialog.getItem(
        frame, "Who is working", "Your name (each person has a layer of their own):", names, names.index(present), True
    )
    return name.strip() or None if ok else None


class ExportDialog(QDialog):
    """Format, layer, articles, place."""

    def __init__(self, frame: "Frame") -> None:
        super().__init__(frame)
        assert frame.session is not None
        self.setWindowTitle("Export")
        self.setMinimumWidth(520)
        self.name = frame.session.project.name
        self.formats = [known for known in formats().values() if known.write]
        self.format = QComboBox()
        for known in self.formats:
            self.format.addItem(known.title)
        self.format.setCurrentIndex(next(at for at, known in enumerate(self.formats) if not known.cannot_hold))
        self.layer = QComboBox()
        for text, value in [
            ("Gold", "gold"),
            ("All layers", "all"),
            *((name, name) for name in frame.session.project.annotators()),
        ]:
            self.layer.addItem(text, value)
        self.articles = QComboBox()
        self.articles.addItem("Done", "done")
        self.articles.addItem("All", "all")
        self.overlap = QComboBox()
        for text, value in (
            ("refuse to write", "error"),
            ("keep the longest", "longest"),
            ("keep the first label", "priority"),
        ):
            self.overlap.addItem(text, value)
        self.place = QLineEdit(str(Path.cwd() / f"{self.name}-gold.jsonl"))
        self.losses = plain_label(px=12)
        self.losses.setWordWrap(True)
        self.losses.setObjectName("quiet")
        form = QFormLayout()
        form.setHorizontalSpacing(14)
        form.setVerticalSpacing(10)
        for text, field in (
            ("&Format", self.format), ("&Layer", self.layer), ("&Articles", self.articles),
            ("&Overlaps", self.overlap), ("&To", self.place),
        ):  # fmt: skip
            form.addRow(text, field)
        self.overlap_label = form.labelForField(self.overlap)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        write = buttons.addButton("Write", QDialogButtonBox.ButtonRole.AcceptRole)
        write.setDefault(True)
        buttons.accepted.connect(self._write)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 18, 20, 18)
        box.setSpacing(14)
        box.addLayout(form)
        box.addWidget(self.losses)
        box.addWidget(buttons)
        self.format.currentIndexChanged.connect(self._format_changed)
        self._format_changed()

    def _format_changed(self) -> None:
        known = self.formats[self.format.currentIndex()]
        one_column = "overlap" in known.options
        self.overlap.setVisible(one_column)
        self.overlap_label.setVisible(one_column)
        place = Path(self.place.text().strip() or f"{self.name}-gold")
        if place.name:
            self.place.setText(str(place.with_suffix(known.endings[0])))
        lost = ", ".join(known.cannot_hold)
        self.losses.setText(
            f"It can't hold: {lost}. Each loss is listed beside the file." if lost else "Nothing gets lost."
        )

    def _write(self) -> None:
        """Close with yes, unless a file is there that shall stay."""
        place = Path(self.place.text().strip())
        if not place.name:
            self.place.setFocus()
        elif not place.exists() or ask_overwrite(self, place):
            self.accept()

    def options(self) -> ExportOptions:
        """What was chosen."""
        known = self.formats[self.format.currentIndex()]
        return ExportOptions(
            known.name, self.layer.currentData(), self.articles.currentData(), self.overlap.currentData()
        )


def ask_export(frame: "Frame") -> tuple[ExportOptions, Path] | None:
    """What to write, and where."""
    dialog = ExportDialog(frame)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return None
    return dialog.options(), Path(dialog.place.text().strip())


def ask_overwrite(parent: QWidget, place: Path) -> bool:
    """Whether a file that is there goes."""
    box = QMessageBox(parent)
    box.setWindowTitle("Overwrite?")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(f"{place.name} is there already. The new export would take its place.")
    over = box.addButton("Overwrite", QMessageBox.ButtonRole.AcceptRole)
    box.addButton(QMessageBox.StandardButton.Cancel)
    box.exec()
    return box.clickedButton() is over


def show_keys(frame: "Frame") -> None:
    """All actions with their keys."""
    lines: list[str] = []
    for menu in MENUS:
        lines += [menu, *(f"    {keys:<22}{what}" for keys, what in _HANDS.get(menu, ()))]
        if menu == "Label" and frame.session is not None:
            lines += [f"    {label.key:<22}{label.name}" for label in frame.session.scheme.labels]
        lines += [
            f"    {' or '.join(item.keys):<22}{item.text}"
            for item in ACTIONS.values()
            if item.menu == menu and item.keys
        ]
    show_text(frame, "Keys", "\n".join(lines))


def show_text(parent: QWidget, title: str, text: str) -> None:
    """A text to read and copy."""
    dialog = QDialog(parent)
    dialog.setWindowTitle(title)
    dialog.resize(620, 560)
    view = QPlainTextEdit(text)
    view.setReadOnly(True)
    view.setProperty("input", True)
    view.setStyleSheet("font-family: 'JetBrains Mono', 'DejaVu Sans Mono', monospace; font-size: 12px")
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    buttons.rejected.connect(dialog.reject)
    box = QVBoxLayout(dialog)
    box.setContentsMargins(18, 18, 18, 14)
    box.addWidget(view)
    box.addWidget(buttons)
    dialog.exec()


def show_about(parent: QWidget) -> None:
    """Version and licence."""
    box = QMessageBox(parent)
    box.setWindowTitle("About")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(f"Workbench {__version__}\nAnnotates news articles. Free under the MIT licence.")
    box.exec()


def show_error(parent: QWidget | None, sentence: str, details: str = "") -> None:
    """A sentence, and details to copy."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle("Workbench")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(sentence)
    if details:
        box.setDetailedText(details)
    box.exec()


def ask_done(parent: QWidget, sentences: list[str]) -> bool:
    """Whether an article with problems is done all the same."""
    box = QMessageBox(parent)
    box.setWindowTitle("Done?")
    box.setTextFormat(Qt.TextFormat.PlainText)
    count = len(sentences)
    box.setText(
        f"{count} {'thing is' if count == 1 else 'things are'} missing or doubtful. The article is done all the same?"
    )
    box.setInformativeText("\n".join(sentences[:6]) + ("\n…" if count > 6 else ""))
    done = box.addButton("It is done", QMessageBox.ButtonRole.AcceptRole)
    box.addButton("Look at them", QMessageBox.ButtonRole.RejectRole)
    box.exec()
    return box.clickedButton() is done
