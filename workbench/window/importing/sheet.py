"""The sheet that says what files hold before they are imported, and lets one choose how they are read."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from workbench.errors import WorkbenchError, as_sentence
from workbench.formats import formats
from workbench.jobs import Cancelled, Report, silent
from workbench.model.layer import GOLD
from workbench.project.importing import FileOptions, ImportOptions
from workbench.project.inspecting import Inspected, inspect_file, inspect_paths
from workbench.project.outlook import Outlook, outlook
from workbench.window.importing.details import Details
from workbench.window.importing.files import FileList
from workbench.window.importing.words import counted, leave_out
from workbench.window.look.check_box import CheckBox
from workbench.window.look.rows import ROW
from workbench.window.look.small import plain_label
from workbench.window.sheets.sheet import Sheet
from workbench.words import number

if TYPE_CHECKING:
    from workbench.window.frame import Frame

T = TypeVar("T")
_SIZE, _MARGIN, _LIST, _NAMES = (1060, 720), 40, 320, 380
_FOLDER = "import_folder"
# What is over at once is done at once; a job of its own would make the sheet flicker.
_QUICK_BYTES, _QUICK_RECORDS = 1 << 20, 20_000


class ImportSheet(Sheet):
    """Holds the files that were looked at. Accepted: import ``paths()`` with ``options()``."""

    def __init__(self, frame: "Frame") -> None:
        super().__init__(frame, frame.theme, "Import articles")
        assert frame.session is not None
        self.frame = frame
        self.project = frame.session.project
        self.annotator = frame.session.annotator
        self.outlook = Outlook()
        self.more_passed_over = 0
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptDrops(True)
        self.resize(min(_SIZE[0], frame.width() - _MARGIN), min(_SIZE[1], frame.height() - _MARGIN))
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        self.pages = QStackedWidget(self)
        self.pages.addWidget(self._empty())
        self.pages.addWidget(self._files())
        self.body.addWidget(self.pages, 1)
        self.body.addWidget(self._sum())
        self._foot_buttons()
        self._refresh()

    # Parts

    def _empty(self) -> QWidget:
        page = QFrame(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(22, 22, 22, 22)
        field = QFrame(page)
        field.setObjectName("importDrop")
        inside = QVBoxLayout(field)
        inside.addStretch(1)
        endings = ", ".join(ending[1:] for known in formats().values() if known.read for ending in known.endings)
        for text, px, quiet in (("Drop files or a folder here", 15, False), (endings, 12, True)):
            label = plain_label(text, px=px, weight=400 if quiet else 600)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setObjectName("quiet" if quiet else "")
            inside.addWidget(label)
        inside.addStretch(1)
        column.addWidget(field)
        return page

    def _files(self) -> QWidget:
        page = QFrame(self)
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.list = FileList(self.theme, page)
        self.list.setFixedWidth(_LIST)
        self.details = Details(self.theme, page)
        self.list.selectionModel().currentChanged.connect(self._show)
        self.list.taken_out.connect(self._take_out)
        self.details.options_chosen.connect(self._read_again)
        row.addWidget(self.list)
        row.addWidget(self.details, 1)
        return page

    def _sum(self) -> QFrame:
        """What it will come to, and the choices that hold for all files."""
        self.sum = QFrame(self)
        self.sum.setObjectName("importSum")
        column = QVBoxLayout(self.sum)
        column.setContentsMargins(22, 12, 18, 12)
        column.setSpacing(8)
        self.counts = plain_label(weight=600)
        self.counts.setWordWrap(True)
        self.good_ones = CheckBox(self.theme, "", self.sum)
        self.good_ones.toggled.connect(self._enable)
        column.addWidget(self.counts)
        column.addWidget(self.good_ones)
        column.addWidget(self._whose())
        return self.sum

    def _whose(self) -> QFrame:
        self.whose = QFrame(self.sum)
        row = QHBoxLayout(self.whose)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(plain_label("Whose layers"))
        self._layer_group = QButtonGroup(self)
        self.layer_buttons: dict[str, QToolButton] = {}
        for name, text, does in (
            ("said", "as they &say", "layers keep the names that the files give"),
            (
                "mine",
                f"&mine ({self.annotator.replace('&', '&&')})",
                "all layers become those of the present annotator",
            ),
            ("gold", "&gold", "all layers become the gold"),
        ):
            button = QToolButton(self.whose)
            button.setText(text)
            button.setCheckable(True)
            button.setChecked(name == "said")
            button.setProperty("choice", True)
            button.setAccessibleName(f"whose layers: {text.replace('&', '')}")
            button.setAccessibleDescription(does)
            button.clicked.connect(self._weigh_anew)
            self._layer_group.addButton(button)
            self.layer_buttons[name] = button
            row.addWidget(button)
        self.names = plain_label(px=12)
        self.names.setObjectName("quiet")
        row.addWidget(self.names)
        row.addStretch(1)
        return self.whose

    def _foot_buttons(self) -> None:
        self.add_files = QPushButton("Add &files…", self)
        self.add_folder = QPushButton("Add fol&der…", self)
        self.leave_out = QPushButton("Take file o&ut", self)
        self.leave_out.setToolTip("Del in the list does the same")
        for button, does in (
            (self.add_files, self._ask_files),
            (self.add_folder, self._ask_folder),
            (self.leave_out, self._take_out),
        ):
            button.setAutoDefault(False)
            button.clicked.connect(does)
            self.foot_left.addWidget(button)
        self.cancel = self.add_button("Cancel", self.reject, keys=("Esc",))
        self.bring = self.add_button("Import", self.accept, filled=True, keys=("↵",))

    # Files

    def add(self, paths: Sequence[str]) -> bool:
        """Look at these files and folders, and list them; False where that was cancelled."""
        known = {Path(item.path) for item in self._items()}

        def look(report: Report) -> tuple[list[Inspected], int]:
            return inspect_paths(self.project, paths, report)

        found = self._run("Looking at the files", look)
        if found is None:
            return False
        items, more = found
        self.more_passed_over += more
        # What is to be imported stands before what is passed over.
        items = [*self._items(), *(item for item in items if Path(item.path) not in known)]
        items.sort(key=lambda item: item.format is None)
        at = next((at for at, item in enumerate(items) if Path(item.path) not in known), 0)
        self.list.files.show(items)
        self._weigh()
        if items:
            self.list.setCurrentIndex(self.list.files.index(at))
            self.list.setFocus()
        return True

    def _items(self) -> Sequence[Inspected]:
        return self.list.files.rows

    def _current(self) -> int | None:
        index = self.list.currentIndex()
        return index.row() if index.isValid() and index.row() < len(self._items()) else None

    def _show(self, index: QModelIndex) -> None:
        self.details.show_item(index.data(ROW) if index.isValid() else None)

    def _take_out(self) -> None:
        at = self._current()
        if at is None:
            return
        self.list.files.take(at)
        self._weigh()
        if self._items():
            index = self.list.files.index(min(at, len(self._items()) - 1))
            self.list.setCurrentIndex(index)
            self._show(index)
            self.list.setFocus()

    def _read_again(self, options: FileOptions) -> None:
        """Read the chosen file with other options; the text shows at once."""
        at = self._current()
        if at is None:
            return
        path, scheme = Path(self._items()[at].path), self.project.scheme
        again = self._run(
            "Reading the file",
            lambda report: inspect_file(scheme, path, options, lambda records: report(records, 0)),
            _is_small(path),
        )
        if again is not None:
            self.list.files.replace(at, again)
            self._weigh()
        self.details.show_item(self._items()[at])

    def _ask_files(self) -> None:
        endings = " ".join(f"*{ending}" for known in formats().values() if known.read for ending in known.endings)
        where = self.frame.settings.get(_FOLDER, "")
        paths, _ = QFileDialog.getOpenFileNames(self, "Add files", where, f"Articles ({endings});;All files (*)")
        if paths:
            self.frame.settings.set(_FOLDER, str(Path(paths[0]).parent))
            self.add(paths)

    def _ask_folder(self) -> None:
        if folder := QFileDialog.getExistingDirectory(self, "Add a folder", self.frame.settings.get(_FOLDER, "")):
            self.frame.settings.set(_FOLDER, folder)
            self.add([folder])

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """More files and folders may be dropped."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """They are looked at as if they had been there from the start."""
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        if paths:
            self.add(paths)

    def _run(self, title: str, work: Callable[[Report], T], quick: bool = False) -> T | None:
        from workbench.window.runner import run_job

        try:
            return work(silent) if quick else run_job(self if self.isVisible() else self.frame, title, work)
        except Cancelled:
            return None
        except WorkbenchError as error:
            self.frame.show_error(as_sentence(error))
            return None

    # What it comes to

    def _weigh(self) -> None:
        """Find out what an import would do, and say it."""
        items, layer = [item for item in self._items() if item.format], self._layer()
        quick = sum(len(item.records) for item in items) <= _QUICK_RECORDS
        found = self._run("Comparing with the project", lambda report: outlook(self.project, items, layer), quick)
        if found is not None:
            self.outlook = found
            against = found.against()
            for item in items:
                item.against = against.get(item.path, [])
            self.list.viewport().update()
            self._refresh()

    def _weigh_anew(self) -> None:
        """The same for other layers; what stands against the chosen file may have changed."""
        self._weigh()
        self._show(self.list.currentIndex())

    def _layer(self) -> str | None:
        if self.layer_buttons["gold"].isChecked():
            return GOLD
        return self.annotator if self.layer_buttons["mine"].isChecked() else None

    def _refresh(self) -> None:
        items, found = self._items(), self.outlook
        self.pages.setCurrentIndex(1 if items else 0)
        self.sum.setVisible(bool(items))
        over = sum(item.format is None for item in items) + self.more_passed_over
        self.subtitle.setText(number(len(items) + self.more_passed_over, "file") if items else "")
        passed = f" {number(over, 'file')} passed over." if over else ""
        self.counts.setText(f"{counted(found)}{passed}")
        self.good_ones.setVisible(found.refusals > 0)
        self.good_ones.setText(leave_out(found))
        names = {name for item in items for name in item.layers}
        self.whose.setVisible(bool(names))
        said = f"The files say: {', '.join(sorted(names)[:6])}{' …' if len(names) > 6 else ''}"
        self.names.setText(self.names.fontMetrics().elidedText(said, Qt.TextElideMode.ElideRight, _NAMES))
        self.leave_out.setVisible(bool(items))
        self._enable()

    def _enable(self) -> None:
        found, items = self.outlook, self._items()
        new = found.articles + found.layers
        good = not found.refusals or self.good_ones.isChecked()
        if found.articles or not found.layers:
            words = f"Import {number(found.articles, 'article')}" if found.articles else "Import"
        else:
            words = f"Import {number(found.layers, 'layer')}"
        self.bring.set_words(words)
        self.bring.setEnabled(bool(new) and good)
        self.bring.setDefault(bool(items))
        self.add_files.setDefault(not items)

    # The answer

    def paths(self) -> list[str]:
        """The files to import; those without a format are left alone."""
        return [item.path for item in self._items() if item.format]

    def passed_over(self) -> list[Inspected]:
        """The files that are not imported."""
        return [item for item in self._items() if not item.format]

    def options(self) -> ImportOptions:
        """How to import them."""
        items = [item for item in self._items() if item.format]
        files = {item.path: item.for_import() for item in items}
        # Where a file was looked at in part nobody knows how many there are.
        known = not any(item.more for item in items)
        expected = sum(item.read for item in items) if known else 0
        return ImportOptions(layer=self._layer(), good_ones=self.good_ones.isChecked(), files=files, expected=expected)


def _is_small(path: Path) -> bool:
    try:
        return path.stat().st_size <= _QUICK_BYTES
    except OSError:
        return True  # which is said at once
