"""The lower part of the right dock: one panel of several, chosen by tabs, each made when it is first looked at."""

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from workbench.window.look.theme import Theme
from workbench.window.panels.span_list import SpanList

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.model.layer import Layer
    from workbench.window.frame import Frame


def _open_comments(layer: "Layer") -> int:
    return sum(comment.resolved is None for comment in layer.comments)


class Panel(NamedTuple):
    """``module`` has a function ``make(frame)`` that gives a ``LowerPanel``; the spans are there from the start.

    ``counted`` gives how many there are in a layer, where the tab says so.
    """

    id: str
    title: str
    module: str = ""
    counted: "Callable[[Layer], int] | None" = None


# A further panel is one line here.
PANELS: tuple[Panel, ...] = (
    Panel("spans", "Spans"),
    Panel("entities", "Entities", "workbench.window.entities.panel"),
    Panel("problems", "Problems", "workbench.window.problems.panel"),
    Panel("guide", "Guide", "workbench.window.guide.panel"),
    Panel("notes", "Notes", "workbench.window.notes.panel", _open_comments),
)


class LowerPanel(QFrame):
    """What a panel beside the spans is. It is told when anything that it may show has changed, while it is seen."""

    def refresh(self) -> None:
        """Show what the window's session holds now: another article, another layer, another selected span."""

    def let_go(self) -> None:
        """The project goes: nothing is read from it any more."""

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of ``theme``."""


class Lower(QFrame):
    """The tabs and the panel that was chosen; the spans are shown first."""

    shown = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.frame: Frame | None = None  # whose session the panels show; it is told after all parts are there
        self._made: dict[str, LowerPanel] = {}
        self.tabs = QTabBar(self)
        self.tabs.setObjectName("lowerTabs")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setAccessibleName("panels beside the article")
        for panel in PANELS:
            self.tabs.addTab(panel.title)
        self.tabs.setVisible(len(PANELS) > 1)
        self.stack = QStackedWidget(self)
        self.spans = SpanList(theme, self.stack)
        self.stack.addWidget(self.spans)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self.stack, 1)
        self.tabs.currentChanged.connect(self._choose)

    @property
    def current(self) -> str:
        """The id of the panel that is shown."""
        return PANELS[self.tabs.currentIndex()].id

    def panel(self, id: str) -> LowerPanel:
        """A panel beside the spans, made now where it was not there yet."""
        if id not in self._made:
            known = next(panel for panel in PANELS if panel.id == id)
            made: LowerPanel = import_module(known.module).make(self.frame)
            self._made[id] = made
            self.stack.addWidget(made)
        return self._made[id]

    def show_panel(self, id: str) -> None:
        """Bring a panel to the front."""
        self.tabs.setCurrentIndex([panel.id for panel in PANELS].index(id))

    def set_count(self, id: str, count: int) -> None:
        """Say beside a tab's name how many there are; none is not said."""
        at = [panel.id for panel in PANELS].index(id)
        title = f"{PANELS[at].title} {count:,}" if count else PANELS[at].title
        if self.tabs.tabText(at) != title:
            self.tabs.setTabText(at, title)

    def set_offered(self, id: str, offered: bool) -> None:
        """Show a tab, or none where the scheme has no use for its panel."""
        at = [panel.id for panel in PANELS].index(id)
        if self.tabs.isTabVisible(at) != offered:
            if self.current == id:
                self.show_panel("spans")
            self.tabs.setTabVisible(at, offered)
        self.tabs.setVisible(sum(self.tabs.isTabVisible(at) for at in range(len(PANELS))) > 1)

    def refresh(self) -> None:
        """Let the panel in front show what there is now. The spans are kept in step by themselves."""
        session = self.frame.session if self.frame is not None else None
        for panel in PANELS:
            if panel.counted is not None:
                self.set_count(panel.id, panel.counted(session.layer) if session is not None else 0)
        if self.current != "spans" and self.isVisible():
            self.panel(self.current).refresh()

    def let_go(self) -> None:
        """The project goes: no panel reads from it any more."""
        for panel in self._made.values():
            panel.let_go()

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of ``theme``."""
        for panel in self._made.values():
            panel.set_theme(theme)

    def _choose(self) -> None:
        id = self.current
        self.stack.setCurrentWidget(self.spans if id == "spans" else self.panel(id))
        self.refresh()
        self.shown.emit(id)
