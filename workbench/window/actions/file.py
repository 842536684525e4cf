"""Projects, people, import and export."""

import os

from workbench.window.action import action, has_project
from workbench.window.frame import Frame


@action("file.new", "New project…", "Ctrl+N")
def new(frame: Frame) -> None:
    """Ask for name, place, scheme and person, and make one."""
    frame.projects.ask_new()


@action("file.open", "Open project…", "Ctrl+O")
def open_project(frame: Frame) -> None:
    """Ask which, and open it."""
    from workbench.window.sheets import dialogs

    address = frame.session.project.address if frame.session is not None else ""
    if where := dialogs.ask_open(frame, "" if "://" in address else os.path.dirname(address)):  # noqa: PTH120
        frame.projects.choose(where)


@action("file.database", "Open a team’s database…")
def open_database(frame: Frame) -> None:
    """Ask for the address of a server, and open the project there."""
    frame.projects.ask_server()


@action("file.sample", "Open the sample")
def sample(frame: Frame) -> None:
    """Open the project with the sample articles."""
    frame.projects.open_sample()


@action("file.where", "Where it is…", when=has_project, separated=True)
def where_it_is(frame: Frame) -> None:
    """Show where the project lies, to copy or to go there."""
    from workbench.window.sheets.whereabouts import show_place

    show_place(frame)


@action("file.close", "Close project", "Ctrl+W", when=has_project)
def close(frame: Frame) -> None:
    """Let go of the project, and offer others."""
    frame.projects.close_to_welcome()


@action("file.import", "Import articles…", "Ctrl+Shift+O", when=has_project, separated=True)
def bring_in(frame: Frame) -> None:
    """Ask which files and folders, show what is in them, and import them."""
    frame.transfer.ask()


@action("file.export", "Export…", "Ctrl+Shift+E", when=has_project)
def export(frame: Frame) -> None:
    """Choose format and place, see what gets lost, and write."""
    from workbench.window.exporting import ask_export

    ask_export(frame)


@action("file.person", "Who is working…", when=has_project, separated=True)
def person(frame: Frame) -> None:
    """Ask for a name, and show that annotator's layers."""
    from workbench.window.sheets.people import choose_person

    choose_person(frame)


@action("file.scheme", "Scheme…", when=has_project)
def scheme(frame: Frame) -> None:
    """Change labels, attributes and relations, with all that is tagged."""
    from workbench.window.scheme.editor import edit_scheme

    edit_scheme(frame)


@action("file.saved", "Is it saved", "Ctrl+S", when=has_project)
def saved(frame: Frame) -> None:
    """Answer the habit: everything is saved already."""
    frame.say(frame.saving.sentence())


@action("file.quit", "Quit", "Ctrl+Q", separated=True)
def leave(frame: Frame) -> None:
    """Close the window."""
    frame.close()
