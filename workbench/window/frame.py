"""The main window: puts header, docks, article and bars together, and hands what is asked for to the session."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QDockWidget, QFrame, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from workbench.errors import WorkbenchError
from workbench.jobs import Cancelled, Report
from workbench.model.rules import Problem
from workbench.project import Project
from workbench.settings import Settings
from workbench.window import theme
from workbench.window.article.view import ArticleView
from workbench.window.header import NARROW, Header
from workbench.window.panels.article_list import ArticleList
from workbench.window.panels.inspector import Inspector
from workbench.window.panels.label_bar import LabelBar
from workbench.window.panels.span_list import SpanList
from workbench.window.session import Session
from workbench.window.small import hairline, plain_label
from workbench.window.tagging import Tagging

if TYPE_CHECKING:
    from workbench.project.exporting import ExportOptions
    from workbench.project.importing import ImportOptions
    from workbench.window.review.page import Review

# What is not needed for the first sight of an article is imported where it is used: the window opens at once.

T = TypeVar("T")
_TAGS = ("value", "letter", "selected", "none")


class Frame(QMainWindow):
    """One window on one project, or the welcome page."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.settings = settings
        self.session: Session | None = None
        self.mode = "annotate"
        self.article_size = int(settings.get("article_size", 18))
        self.theme = theme.load_theme(self._theme_name())
        self.setWindowTitle("Workbench")
        # Before there are widgets: those that are there already would all be dressed a second time.
        theme.apply(_application(), self.theme)
        self._build()
        self.view.set_theme(self.theme)
        self._review: Review | None = None
        self.tagging = Tagging(self)
        from workbench.window.menus import Menus

        self.menus = Menus(self)
        self._connect()
        self.setAcceptDrops(True)
        self._restore_place()

    # Building

    def _build(self) -> None:
        self.header = Header(self.theme)
        self.setMenuWidget(self.header)
        self.view = ArticleView()
        self.articles = ArticleList(self.theme)
        self.inspector = Inspector(self.theme)
        self.spans = SpanList(self.theme)
        self.labels = LabelBar(self.theme)
        self.bar = plain_label()
        self.bar.setObjectName("bar")
        self.bar.hide()
        self.left_stack = QStackedWidget()
        self.left_stack.setObjectName("left")
        self.left_stack.addWidget(self.articles)
        right = QFrame()
        right.setObjectName("right")
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.inspector)
        column.addWidget(hairline())
        column.addWidget(self.spans, 1)
        self.left = self._dock("articles", "Articles", self.left_stack, Qt.DockWidgetArea.LeftDockWidgetArea, 272)
        self.right = self._dock("inspector", "Inspector", right, Qt.DockWidgetArea.RightDockWidgetArea, 308)
        self.pages = QStackedWidget()
        self.pages.addWidget(self._work_page())
        self.setCentralWidget(self.pages)
        self._build_status()

    def _work_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        self.article_stack = QStackedWidget()
        self.article_stack.addWidget(self.view)
        nothing = plain_label("No articles yet. Drop files here, or import a folder (Ctrl+Shift+O).", px=15)
        nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        nothing.setObjectName("nothing")
        self.article_stack.addWidget(nothing)
        column.addWidget(self.article_stack, 1)
        column.addWidget(self.labels)
        return page

    @property
    def review(self) -> "Review":
        """The review page, built when it is first wanted."""
        if self._review is None:
            from workbench.window.review.page import Review

            self._review = Review(self)
            self.left_stack.addWidget(self._review.queue)
            page = self.pages.widget(0)
            assert page is not None
            page.layout().addWidget(self._review.card)  # type: ignore[union-attr]
        return self._review

    def _dock(self, name: str, title: str, widget: QWidget, area: Qt.DockWidgetArea, width: int) -> QDockWidget:
        dock = QDockWidget(title)
        dock.setObjectName(name)
        dock.setTitleBarWidget(QWidget())  # the panels have head lines of their own
        dock.setWidget(widget)
        dock.setFeatures(QDockWidget.DockWidgetFeature.DockWidgetMovable)
        self.addDockWidget(area, dock)
        self.resizeDocks([dock], [width], Qt.Orientation.Horizontal)
        return dock

    def _build_status(self) -> None:
        bar = self.statusBar()
        bar.setSizeGripEnabled(False)
        bar.setFixedHeight(27)
        bar.setContentsMargins(12, 0, 12, 0)
        self.message = plain_label(px=12)
        self.facts = plain_label(px=12)
        bar.addWidget(self.message, 1)
        bar.addPermanentWidget(self.facts)

    def _connect(self) -> None:
        self.header.mode_chosen.connect(self.set_mode)
        self.header.step_asked.connect(self.step)
        self.header.person_asked.connect(lambda: self.menus.actions["file.person"].trigger())
        self.articles.chosen.connect(self._article_chosen)
        self.view.cursorPositionChanged.connect(self._show_facts)
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._system_theme_changed)

    # The project

    def show_welcome(self) -> None:
        """Show the page that offers projects."""
        from workbench.window.welcome import Welcome

        welcome = Welcome(list(self.settings.get("recent", [])))
        welcome.new_asked.connect(lambda: self.menus.actions["file.new"].trigger())
        welcome.open_asked.connect(lambda: self.menus.actions["file.open"].trigger())
        welcome.sample_asked.connect(lambda: self.open_sample())
        welcome.recent_chosen.connect(self.open)
        if (old := self.pages.widget(1)) is not None:
            self.pages.removeWidget(old)
            old.deleteLater()
        self.pages.addWidget(welcome)
        self.pages.setCurrentIndex(1)
        for dock in (self.left, self.right):
            dock.hide()
        self.header.set_project(None)
        self.statusBar().hide()
        welcome.setFocus()

    def make(self, where: str) -> None:
        """Make a project and open it."""
        self._try(lambda: self._use(Project.create(where, actor=self._name()), where))

    def open(self, where: str, annotator: str | None = None) -> None:
        """Open a project; what is wrong with it is said in a sentence."""
        self._try(lambda: self._use(Project.open(where, write=True, actor=annotator or self._name()), where, annotator))

    def open_sample(self, annotator: str | None = None) -> None:
        """Open the project with the sample articles, made where it is missing."""
        from workbench.project.sample import ANNOTATOR, FIRST, sample_project

        def show() -> None:
            where = str(sample_project())
            seen = where in self.settings.get("last_article", {})
            self.open(where, annotator or ANNOTATOR)
            if self.session is not None and not seen:
                self.session.open(FIRST)

        self._try(show)

    def _name(self) -> str:
        from getpass import getuser

        if self.settings.name:
            return self.settings.name
        try:
            return getuser()
        except (OSError, KeyError, ImportError):
            return "me"

    def _use(self, project: Project, where: str, annotator: str | None = None) -> None:
        self._leave_project()
        session = self.session = Session(project, annotator or self._name(), self)
        self.settings.remember_project(str(Path(where).resolve()) if "://" not in where else where)
        self.tagging.use(session)
        session.article_changed.connect(self._article_changed)
        session.row_changed.connect(self._row_changed)
        session.layer_changed.connect(self._show_facts)
        session.said.connect(self.committed)
        session.failed.connect(self.fail)
        self.menus.set_scheme(session.scheme)
        self.header.set_project(project.name)
        self.header.person.set_name(session.annotator)
        self.header.saved.show_saved("Saved")
        self.setWindowTitle(f"{project.name} – Workbench")
        self.pages.setCurrentIndex(0)
        self.statusBar().show()
        self.left.show()
        self.right.setVisible(self.width() >= NARROW)
        self.articles.set_rows(session.rows, None)
        self._dress_for("annotate")
        self._open_first()

    def _open_first(self) -> None:
        assert self.session is not None
        rows = self.session.rows
        last = self.settings.get("last_article", {}).get(self.session.project.where)
        keys = [row.key for row in rows]
        if keys:
            self.session.open(last if last in keys else next((row.key for row in rows if row.state != "done"), keys[0]))
        else:
            self._article_changed()
        self.view.setFocus()

    def _leave_project(self) -> None:
        if self.session is not None:
            self.tagging.leave()
            self.session.project.close()
            self.session.deleteLater()
            self.session = None

    def work_as(self, name: str) -> None:
        """Show another annotator's layers, and act as them."""
        session = self.session
        if session is None:
            return
        project, where, key = session.project, session.project.where, session.article.key if session.article else None

        def switch() -> None:
            made = Session(project, name, self)
            self.settings.set("name", name)
            made.deleteLater()
            self.session = None
            session.deleteLater()
            self._use(project, where, name)
            if key and self.session is not None:
                self.session.open(key)

        self._try(switch)

    def reload(self) -> None:
        """Read everything that is shown anew."""
        if self.session is not None:
            self.session.reload_rows()
            self._row_changed("")
            self.set_mode(self.mode)

    # Articles

    def _article_chosen(self, key: str, take_focus: bool) -> None:
        if self.session is not None:
            session = self.session
            self._try(lambda: session.open(key))
            if take_focus:
                self.view.setFocus()

    def step(self, by: int) -> None:
        """The next article in the list, or the one before."""
        if self.session is None or not self.session.rows:
            return
        at = self.session.place()
        to = 0 if at is None else at + by
        if 0 <= to < len(self.session.rows):
            self._article_chosen(self.session.rows[to].key, True)

    def finish(self, go_on: bool) -> None:
        """Say that the article is done (or take it up again), and go on to the next open one."""
        session = self.session
        if session is None or session.article is None:
            return
        if self.mode == "review":
            self._next_disputed()
            return
        done = go_on or session.layer.state != "done"
        problems = session.labelling.problems(session.article.key) if done else []
        if problems and not self._done_all_the_same(problems):
            return
        session.set_done(done)
        self.committed("The article is done." if done else "The article is open again.")
        if go_on:
            following = session.next_open()
            if following is None:
                self.say("That was the last one: every article is done.")
            else:
                self._article_chosen(following, True)

    def _done_all_the_same(self, problems: list[Problem]) -> bool:
        from workbench.window import dialogs

        if dialogs.ask_done(self, [problem.sentence for problem in problems]):
            return True
        if problems[0].span:
            self.view.select_span(problems[0].span)
        return False

    def _next_disputed(self) -> None:
        assert self.session is not None
        rows = self.session.rows
        at = self.session.place() or 0
        for row in rows[at + 1 :] + rows[: at + 1]:
            gold = self.session.project.layer(row.key, "gold")
            if gold.unresolved:
                self._article_chosen(row.key, True)
                return
        self.say("No dispute is left in any article.")

    def focus_filter(self) -> None:
        """Put the caret into the filter line of the list."""
        self.left.show()
        self.articles.filter.setFocus()
        self.articles.filter.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A slash that nobody typed into a field goes to the filter, wherever it lies on the keyboard."""
        if event.text() == "/" and self.session is not None and self.mode == "annotate":
            self.focus_filter()
        else:
            super().keyPressEvent(event)

    def _article_changed(self) -> None:
        session = self.session
        if session is None:
            return
        if session.article is not None:
            last = {**self.settings.get("last_article", {}), session.project.where: session.article.key}
            self.settings.set("last_article", last)
        self.article_stack.setCurrentIndex(0 if session.article else 1)
        self.labels.setEnabled(session.article is not None)
        self.articles.set_current(session.article.key if session.article else None)
        self.header.set_position(session.place(), len(session.rows))
        if self.mode == "review":
            self.review.show()
        else:
            self.tagging.show_article()
        self._show_facts()
        self.update_actions()

    def _row_changed(self, key: str) -> None:
        session = self.session
        if session is None:
            return
        at = session.place()
        if key and at is not None and session.rows[at].key == key:
            self.articles.row_changed(session.rows, at)
        else:
            self.articles.set_rows(session.rows, session.article.key if session.article else None)
        self.header.set_position(at, len(session.rows))

    # Tagging

    def tag(self, label: str) -> None:
        """Tag the selection, relabel the selected span, or tag the word at the caret."""
        self.tagging.tag(label, False)

    def remove_span(self) -> None:
        """Remove the selected span."""
        self.tagging.remove()

    def undo(self) -> None:
        """Take one's newest action back."""
        if self.session is not None:
            self.session.undo()
            self._after_undo()

    def redo(self) -> None:
        """Do again what was undone last."""
        if self.session is not None:
            self.session.redo()
            self._after_undo()

    def _after_undo(self) -> None:
        if self.mode == "review":
            self.review.show()

    # Modes and looks

    def set_mode(self, mode: str) -> None:
        """Annotate one's own layer, or review everybody's."""
        self._dress_for(mode)
        if self.session is not None:
            if mode == "annotate":
                self.session.refresh()
            self._article_changed()
        self.view.setFocus()

    def _dress_for(self, mode: str) -> None:
        """Show the panels of a mode."""
        self.mode = mode
        self.header.set_mode(mode)
        reviewing = mode == "review"
        self.left_stack.setCurrentWidget(self.review.queue if reviewing else self.articles)
        self.labels.setVisible(not reviewing)
        self.right.setVisible(not reviewing and self.width() >= NARROW)
        if not reviewing:
            if self._review is not None:
                self._review.card.hide()
            self.view.set_lanes_only([])
            self.view.set_band(None)

    def merge(self) -> None:
        """Let the rule make gold of what all agree on."""
        self.review.merge()

    def next_tags_mode(self) -> None:
        """Show tags in the next way."""
        at = _TAGS.index(self.settings.get("tags", "value"))
        mode = _TAGS[(at + 1) % len(_TAGS)]
        self.settings.set("tags", mode)
        self.view.set_tags_mode(mode)
        self._show_facts()

    def set_article_size(self, px: int) -> None:
        """The size of the article's letters, 13 to 32 px."""
        self.article_size = min(32, max(13, px))
        self.settings.set("article_size", self.article_size)
        self.view.set_article_size(self.article_size)
        self._show_facts()

    def _theme_name(self) -> theme.ThemeName:
        chosen = self.settings.get("theme", "system")
        return chosen if chosen in ("light", "dark", "hc") else theme.system_theme_name()

    def set_theme(self, name: str) -> None:
        """Light, dark, hc, or system."""
        self.settings.set("theme", name)
        self.theme = theme.load_theme(self._theme_name())
        theme.apply(_application(), self.theme)
        for part in (self.header, self.articles, self.inspector, self.spans, self.labels, self.view):
            part.set_theme(self.theme)
        if self._review is not None:
            self._review.set_theme(self.theme)

    def _system_theme_changed(self) -> None:
        if self.settings.get("theme", "system") == "system":
            self.set_theme("system")

    # Jobs

    def run_job(self, title: str, work: Callable[[Report], T]) -> T | None:
        """Run long work; None where it failed or was cancelled, which is said."""
        from workbench.window.runner import run_job

        try:
            return run_job(self, title, work)
        except Cancelled as cancelled:
            self.say(str(cancelled))
        except WorkbenchError as error:
            self.show_error(_sentence(error))
        return None

    def bring_in(self, paths: list[str], options: "ImportOptions | None" = None) -> None:
        """Import files and say what came of it."""
        session = self.session
        if session is None:
            return
        from workbench.project.importing import import_paths

        result = self.run_job(
            "Importing", lambda report: import_paths(session.project, session.annotator, paths, options, report)
        )
        if result is not None:
            present = f", {result.present:,} were here already" if result.present else ""
            guessed = (
                f"; read as {', '.join(sorted(set(result.encodings.values())))}, guessed" if result.encodings else ""
            )
            self.committed(f"Imported {result.articles:,} articles{present}{guessed}. Ctrl+Z takes them out again.")
            empty = session.article is None
            self.reload()
            if empty:
                self._open_first()

    def export(self, options: "ExportOptions", to: Path) -> None:
        """Write a file and say what it could not hold."""
        session = self.session
        if session is None:
            return
        from workbench.project.exporting import export

        result = self.run_job("Exporting", lambda report: export(session.project, options, to, report))
        if result is not None:
            lost = f"; {len(result.losses):,} losses are listed beside it" if result.losses else ""
            self.say(f"Wrote {to}: {result.articles:,} articles, {result.spans:,} spans{lost}.")

    # Words

    def say(self, sentence: str) -> None:
        """A sentence in the status bar."""
        self.message.setText(sentence)

    def committed(self, sentence: str) -> None:
        """A sentence about something that is on the disk now."""
        self.bar.hide()
        self.say(sentence)
        if self.session is not None:
            from datetime import datetime

            self.session.saved_at = self.session.saved_at or datetime.now()
            self.header.saved.show_saved(f"Saved {self.session.saved_at:%H:%M}")

    def fail(self, sentence: str) -> None:
        """What could not be done, in the bar above the article; it goes with the next action."""
        self.bar.setText(sentence[:1].upper() + sentence[1:])
        self.bar.show()

    def _try(self, work: Callable[[], object]) -> None:
        try:
            work()
        except WorkbenchError as error:
            self.show_error(_sentence(error))

    def show_error(self, sentence: str) -> None:
        """A sentence that has to be read before anything else."""
        from workbench.window import dialogs

        dialogs.show_error(self, sentence)

    def update_actions(self) -> None:
        """Grey out what can't be done now."""
        self.menus.update()

    def _show_facts(self) -> None:
        session = self.session
        if session is None or session.article is None:
            self.facts.setText("")
            return
        selected = self.view.selected_span
        at = f"{selected.start:,}–{selected.end:,}" if selected else f"{self.view.caret():,}"
        shown = self.review.gold if self.mode == "review" else session.layer
        spans, relations = len(shown.spans), len(shown.relations)
        tags = {"value": "letter + value", "letter": "letter", "selected": "selected", "none": "none"}[
            self.settings.get("tags", "value")
        ]
        facts = (
            at, f"{spans:,} spans · {relations:,} relations", f"Scheme {session.scheme.name} {session.scheme.version}",
            f"Tags: {tags}", f"{round(100 * self.article_size / 18)} %",
        )  # fmt: skip
        self.facts.setText("     ".join(facts))

    # Dropped files

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files and folders may be dropped."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """A project is opened, anything else imported into the open one."""
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        projects = [path for path in paths if path.endswith(".workbench")]
        if projects:
            self.open(projects[0])
        elif self.session is not None and paths:
            self.bring_in(paths)
        elif paths:
            self.show_error("Articles go into a project. Make one first (Ctrl+N), then drop them again.")

    # The window's place

    def _restore_place(self) -> None:
        self.setMinimumSize(760, 520)
        self.resize(1440, 900)
        if QGuiApplication.platformName() != "offscreen":  # which pretends to be a small screen
            self.resize(self.size().boundedTo(self.screen().availableSize()))
        place = self.settings.get("place")
        if isinstance(place, str):
            self.restoreGeometry(QByteArray.fromBase64(place.encode()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window puts the menus behind one button and the inspector away."""
        super().resizeEvent(event)
        self.header.set_narrow(self.width() < NARROW)
        crossed = (event.oldSize().width() < NARROW) != (self.width() < NARROW)
        if crossed and self.session is not None and self.mode == "annotate":
            self.right.setVisible(self.width() >= NARROW)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Everything is saved already; the window remembers its place."""
        self.settings.set("place", bytes(self.saveGeometry().toBase64().data()).decode())
        self._leave_project()
        super().closeEvent(event)


def _application() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app


def _sentence(error: Exception) -> str:
    text = str(error)
    return text[:1].upper() + text[1:] + ("" if text.endswith(".") else ".")
