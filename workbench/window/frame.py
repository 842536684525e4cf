"""The window at work: one project or the welcome page; hands what is asked for to session, tagging and review."""

from collections.abc import Callable

from PySide6.QtCore import QPoint
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from workbench.errors import WorkbenchError, as_sentence
from workbench.settings import Settings
from workbench.window.bars.facts import facts_of
from workbench.window.bars.header import NARROW
from workbench.window.bars.saving import Saving
from workbench.window.filters import entries_of_filters
from workbench.window.modes import Modes
from workbench.window.panes import focus_pane
from workbench.window.passes import Passes
from workbench.window.projects import Projects
from workbench.window.session import Session
from workbench.window.tagging import Tagging
from workbench.window.transfer import Transfer
from workbench.window.typed import Typed
from workbench.window.walk import Walk
from workbench.window.wanted import Wanted

# What is not needed for the first sight of an article is imported where it is used: the window opens at once.
# What is made then stands in ``wanted``.


class Frame(Wanted):
    """One window on one project, or the welcome page."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self._page: QWidget | None = None  # one that belongs to no project
        self.tagging: Tagging = Tagging(self)
        self.transfer = Transfer(self)
        self.projects = Projects(self)
        self.walk = Walk(self)
        self.passes: Passes = Passes(self)
        self.modes = Modes(self)
        self.saving = Saving(self)
        self.typed = Typed(self)
        self._connect()
        self.setAcceptDrops(True)

    def _connect(self) -> None:
        self.panels.frame = self
        self.inspector.hide_button.clicked.connect(lambda: self.show_inspector(False))
        self.header.mode_chosen.connect(self.set_mode)
        self.header.step_asked.connect(self.walk.step)
        self.header.settings_asked.connect(lambda: self.menus.actions["view.settings"].trigger())
        self.header.person_asked.connect(self.show_people)
        self.articles.chosen.connect(self.walk.go_to)
        self.articles.menu_asked.connect(self._show_article_menu)
        self.articles.refiltered.connect(self._show_position)
        self.articles.failed.connect(self.fail)
        # What is spelled out on the screen goes first: letters of the margin note, and of a link's targets.
        self.view.deed_of_key = lambda event: self.tagging.spelled_deed(event) or self.keymap.deed(event, self)
        self.articles.more_menu = entries_of_filters(self)
        self.view.cursorPositionChanged.connect(self.show_facts)
        self.view.size_asked.connect(lambda by: self.set_article_size(self.article_size + by))

    def get_ready(self) -> None:
        """Make what hands want and eyes don't: menus and keys. Left until the window has been painted."""
        self.menus.update()
        self.articles.show_beginnings()
        self.tagging.get_ready()
        self.problems.changed()
        from workbench.window.look.focus import start_ring

        start_ring()

    # The session

    def work_on(self, session: Session | None) -> None:
        """Show what a session works on, in the place of what was shown; None lets go of it."""
        self.inspector.commit()
        if self._finding is not None:
            self._finding.let_go()
        old, self.session = self.session, session
        if old is not None:
            self.tagging.leave()
            old.deleteLater()
        if session is None:
            self.articles.set_listing(None)  # its project is closed next
            return
        session.key_of = lambda id: self.keymap.shown(id)
        self.tagging.use(session)
        session.scheme_leaves.connect(self.modes.leave_scheme)
        session.scheme_followed.connect(self.modes.follow_scheme)
        session.article_changed.connect(self.show_article)
        session.row_changed.connect(self._row_changed)
        session.settled.connect(self.articles.follow)
        session.landed.connect(self.modes.land)
        session.layer_changed.connect(self._layer_changed)
        session.said.connect(self.heard)
        session.failed.connect(self.saving.failed)
        session.unsaved.connect(self.saving.not_saved)
        if self._menus is not None:
            self._menus.set_scheme(session.scheme)
        self.header.set_project(session.project.name)
        self.header.person.set_name(session.annotator)
        self.saving.start()
        self.say("")
        self.setWindowTitle(f"{session.project.name} – Workbench")
        self.pages.setCurrentIndex(0)
        self.articles.set_listing(session.listing)
        self.passes.show()
        self.modes.dress("annotate")
        self.walk.start()

    def show_page(self, page: QWidget) -> None:
        """Show a page that belongs to no project."""
        if self._page is not None:
            self.pages.removeWidget(self._page)
            self._page.deleteLater()
        self._page = page
        self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)
        self.docks.show_for(None)
        self.header.set_project(None)
        self.setWindowTitle("Workbench")
        self.say("")
        self.statusBar().show()
        self.show_facts()
        self.update_actions()
        page.setFocus()

    def reload(self) -> None:
        """Read everything that is shown anew."""
        if self.session is not None:
            self.session.reload_rows()
            self._row_changed("")
            self.modes.show_anew()

    def focus_filter(self) -> None:
        """Put the caret into the filter line of the list."""
        self.left.show()
        self.articles.filter.setFocus()
        self.articles.filter.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What no field or list has a use for: Esc ends in the article, a slash filters wherever it lies."""
        deed = self.keymap.deed(event, self, anywhere=True)
        if deed is not None:
            deed()
        else:
            super().keyPressEvent(event)

    def show_article(self) -> None:
        """Show the session's article, or that there is none."""
        session = self.session
        if session is None:
            return
        if session.article is not None:
            self.walk.remember(session.project.address, session.article.key)
        self.article_stack.setCurrentIndex(0 if session.article else 1)
        if session.article is None:
            from workbench.window.panels.no_articles import offer_import

            offer_import(self)
        elif self.view.focusProxy() is not None:
            self.view.setFocusProxy(None)  # type: ignore[arg-type]  # Qt's way to have none
        self.labels.setEnabled(session.article is not None)
        self.articles.set_current(session.article.key if session.article else None)
        self._show_position()
        if self.mode == "review":
            self.review.show()
        else:
            self.tagging.show_article()
        if self._finding is not None:
            self._finding.article_shown()
        if self._problems is not None:
            self._problems.changed()
        self.show_facts()
        self.update_actions()

    def _layer_changed(self) -> None:
        if self.previewing:
            self.finding.layer_changed()
        if self._problems is not None:
            self._problems.changed()

    def _show_article_menu(self, key: str, at: QPoint) -> None:
        from workbench.window.panels.article_menu import show_menu

        show_menu(self, key, at)

    def _row_changed(self, key: str) -> None:
        if key:
            self.articles.row_changed(key)
        else:
            self.articles.show_all()
            self._show_position()

    def _show_position(self) -> None:
        if self.session is not None:
            self.header.set_position(self.session.place(), len(self.session.listing))

    def undo(self) -> None:
        """Take one's newest action back."""
        self.modes.undo()

    def redo(self) -> None:
        """Do again what was undone last."""
        self.modes.redo()

    def show_people(self) -> None:
        """The menu of people below the header's person."""
        from workbench.window.sheets.people import show_menu

        show_menu(self)

    # Modes and looks

    def set_mode(self, mode: str) -> None:
        """Annotate one's own layer, or review everybody's."""
        self.modes.choose(mode)

    def show_inspector(self, shown: bool) -> None:
        """Show it or send it away; remembered."""
        self.docks.show_inspector(shown)

    def show_panel(self, id: str) -> None:
        """Bring a panel of the right dock to the front, and the dock where it was sent away; gives it the keyboard."""
        if not self.docks.inspector_seen():
            self.docks.show_inspector(True)
        self.panels.show_panel(id)
        panel = self.panels.stack.currentWidget()
        assert panel is not None
        focus_pane(panel)

    def reset_window(self) -> None:
        """Put panels, their widths, the density and the page back to what they were at the first start."""
        self.docks.reset(self.mode if self.session is not None else None)
        self.set_density("comfortable")
        self.page.reset()
        self.say("The window is as it was at the first start.")

    def set_theme(self, name: str) -> None:
        """Light, dark, hc, or system."""
        super().set_theme(name)
        if self._page is not None:
            self._page.set_theme(self.theme)  # type: ignore[attr-defined]  # the welcome page

    def set_article_size(self, px: int) -> None:
        """The size of the article's letters, 13 to 32 px."""
        super().set_article_size(px)
        self.show_facts()

    def set_tags_mode(self, mode: str) -> None:
        """How tags are shown; remembered."""
        super().set_tags_mode(mode)
        self.show_facts()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window puts the inspector away, too."""
        super().resizeEvent(event)
        if (event.oldSize().width() < NARROW) != (self.width() < NARROW):
            self.docks.show_for(self.mode if self.session is not None else None)
            self.show_facts()

    # Words

    def committed(self, sentence: str) -> None:
        """A sentence about something that was committed beside the session: a decision, an import."""
        self.say(sentence)
        self.saving.committed()

    def heard(self, sentence: str) -> None:
        """A sentence of the session's; the time beside the tick is that of the last commit, whatever is said."""
        self.say(sentence)
        self.saving.show()

    def attempt(self, work: Callable[[], object]) -> None:
        """Do something that may fail; what is known to go wrong is said."""
        try:
            work()
        except WorkbenchError as error:
            self.show_error(as_sentence(error))

    def update_actions(self) -> None:
        """Grey out what can't be done now."""
        if self._menus is not None:
            self._menus.update()

    def show_facts(self) -> None:
        """The line at the right of the status bar."""
        self.facts.set_facts(facts_of(self))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files and folders may be dropped; while they hang over the window it says what becomes of them."""
        from workbench.window.drop import guide

        guide(self).hang(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """They went away again."""
        from workbench.window.drop import guide

        guide(self).left()

    def dropEvent(self, event: QDropEvent) -> None:
        """Dropped files are imported, a dropped project is opened."""
        from workbench.window.drop import guide

        guide(self).take(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Everything is saved already; the window remembers its place. Long work that is on its way is waited for."""
        event.ignore()  # and so it stays where something is raised: a window that goes on closing then would crash
        if not self.isEnabled() or not self.typed.may_leave():
            return
        self.settings.set("place", bytes(self.saveGeometry().toBase64().data()).decode())
        self.settings.save()
        self.docks.remember()
        self.projects.close()
        super().closeEvent(event)
