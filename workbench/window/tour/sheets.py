"""What opens before the window, and what it leaves: the exports, and every dialog."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from workbench.errors import WorkbenchError
from workbench.project.exporting import ExportOptions
from workbench.window.tour.stage import Stage


def export(stage: Stage) -> Iterator[str]:
    """Write the gold in every format."""
    for options, name in (
        (ExportOptions("jsonl"), "gold.jsonl"),
        (ExportOptions("conll"), "gold.conll"),
        (ExportOptions("conll2003", overlap="longest"), "gold.conll2003"),
    ):
        stage.frame.transfer.export(options, stage.folder / name)
        yield stage.frame.message.text()
    stage.shot("exported")


def dialogs(stage: Stage) -> Iterator[str]:
    """Everything that opens before the window: a line each."""
    stage.frame.projects.work_as("ines")
    stage.session().open("ferry-strike-wire")
    stage.frame.set_mode("annotate")
    stage.key(Qt.Key.Key_J)
    for name, id in (
        ("people", "file.person"),
        ("article-facts", "article.facts"),
        ("remove-article", "article.remove"),
        ("scheme", "file.scheme"),
        ("help", "help.keys"),
        ("settings", "view.settings"),
    ):
        stage.sheet(name, stage.does(id))
    stage.sheet("export", stage.does("file.export"), _show_losses)
    stage.sheet("unknown-error", lambda: crash(stage))
    menus, menu_of = stage.frame.menus, stage.frame.header.menu_of
    stage.camera.menus("menu-file", menu_of["File"])
    stage.camera.menus("menu-label", menu_of["Label"])
    stage.camera.menus("menu-view", menu_of["View"], menus.submenus["Theme"])
    yield "people, the article, help, settings, export, an error, menus"


def crash(stage: Stage) -> None:
    """What an error that nobody expected looks like."""
    from workbench.window.crash import Crash

    Crash(stage.frame, "IndexError, in paint.py, line 112, in paint_line\nin view.py, line 87, in paintEvent").open()


def _show_losses(box: QDialog) -> None:
    """Choose a format that loses something, and wait until it is known what."""
    from workbench.window.exporting.sheet import ExportSheet

    assert isinstance(box, ExportSheet)
    box.formats.choose("conll2003")
    for _ in range(200):
        if box.settled:
            return
        QTest.qWait(20)
    raise WorkbenchError("what an export loses was not worked out")
