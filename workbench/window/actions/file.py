"""Projects, people, import and export."""

from workbench.window.action import action, has_project
from workbench.window.frame import Frame


@action("file.new", "New project…", "Ctrl+N")
def new(frame: Frame) -> None:
    """Ask where, and make one."""
    from workbench.window import dialogs

    if where := dialogs.ask_new(frame):
        frame.projects.make(where)


@action("file.open", "Open project…", "Ctrl+O")
def open_project(frame: Frame) -> None:
    """Ask which, and open it."""
    from workbench.window import dialogs

    if where := dialogs.ask_open(frame):
        frame.projects.open(where)


@action("file.sample", "Open the sample")
def sample(frame: Frame) -> None:
    """Open the project with the sample articles."""
    frame.projects.open_sample()


@action("file.import", "Import articles…", "Ctrl+Shift+O", when=has_project, separated=True)
def bring_in(frame: Frame) -> None:
    """Ask which files, and import them."""
    from workbench.window import dialogs

    if paths := dialogs.ask_import(frame):
        frame.transfer.bring_in(paths)


@action("file.export", "Export…", "Ctrl+Shift+E", when=has_project)
def export(frame: Frame) -> None:
    """Ask for format and place, and write."""
    from workbench.window import dialogs

    if chosen := dialogs.ask_export(frame):
        frame.transfer.export(*chosen)


@action("file.person", "Who is working…", when=has_project, separated=True)
def person(frame: Frame) -> None:
    """Ask for a name, and show that annotator's layers."""
    from workbench.window import dialogs

    if name := dialogs.ask_name(frame):
        frame.projects.work_as(name)


@action("file.saved", "Is it saved", "Ctrl+S", when=has_project)
def saved(frame: Frame) -> None:
    """Answer the habit: everything is saved already."""
    assert frame.session is not None
    frame.say(frame.session.saved_sentence())


@action("file.quit", "Quit", "Ctrl+Q", separated=True)
def leave(frame: Frame) -> None:
    """Close the window."""
    frame.close()
