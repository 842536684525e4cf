"""Modes, docks, size and colours."""

from PySide6.QtCore import Qt

from workbench.window.action import action, has_project, may_tag
from workbench.window.frame import Frame


@action("view.annotate", "Annotate", "Ctrl+1", when=has_project)
def annotate(frame: Frame) -> None:
    """Tag articles."""
    frame.set_mode("annotate")


@action("view.review", "Review", "Ctrl+2", when=has_project)
def review(frame: Frame) -> None:
    """Adjudicate what annotators did."""
    frame.set_mode("review")


@action("view.list", "List on the left", "Ctrl+B", when=has_project, separated=True)
def left_list(frame: Frame) -> None:
    """Show or hide the list."""
    frame.left.setVisible(not frame.left.isVisible())


@action("view.inspector", "Inspector", "Ctrl+I", when=may_tag)
def inspector(frame: Frame) -> None:
    """Show or hide the inspector, which belongs to one's own spans."""
    frame.show_inspector(not frame.right.isVisible())


@action("view.larger", "Larger text", "Ctrl++ Ctrl+=", separated=True)
def larger(frame: Frame) -> None:
    """One size up."""
    frame.set_article_size(frame.article_size + 1)


@action("view.smaller", "Smaller text", "Ctrl+-")
def smaller(frame: Frame) -> None:
    """One size down."""
    frame.set_article_size(frame.article_size - 1)


@action("view.size", "Normal text size", "Ctrl+0")
def normal_size(frame: Frame) -> None:
    """The size that we start with."""
    frame.set_article_size(18)


@action("view.tags", "Tags: value, letter, selected, none", "V", plain=True, when=has_project)
def tags(frame: Frame) -> None:
    """The next way of showing tags."""
    frame.next_tags_mode()


@action("view.light", "Light", separated=True)
def light(frame: Frame) -> None:
    """Dark on light."""
    frame.set_theme("light")


@action("view.dark", "Dark")
def dark(frame: Frame) -> None:
    """Light on dark."""
    frame.set_theme("dark")


@action("view.contrast", "High contrast")
def contrast(frame: Frame) -> None:
    """White on black."""
    frame.set_theme("hc")


@action("view.system", "As the system")
def system(frame: Frame) -> None:
    """Follow the desktop."""
    frame.set_theme("system")


@action("view.fullscreen", "Full screen", "F11", separated=True)
def fullscreen(frame: Frame) -> None:
    """The window over the whole screen, or back."""
    frame.setWindowState(frame.windowState() ^ Qt.WindowState.WindowFullScreen)  # a maximised one comes back as such
