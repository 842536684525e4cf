"""The empty main window: header, docks, bars, how it looks and where it stands; it knows no project."""

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QApplication, QDockWidget, QFrame, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from workbench.settings import Settings
from workbench.window import theme
from workbench.window.article.view import ArticleView
from workbench.window.header import NARROW, Header
from workbench.window.panels.article_list import ArticleList
from workbench.window.panels.inspector import Inspector
from workbench.window.panels.label_bar import LabelBar
from workbench.window.panels.span_list import SpanList
from workbench.window.small import hairline, plain_label


class Shell(QMainWindow):
    """Every lasting widget of the window in its place. The frame brings it to life."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.settings = settings
        self.mode = "annotate"
        self.article_size = int(settings.get("article_size", 18))
        self.theme = theme.load_theme(self._theme_name())
        self.setWindowTitle("Workbench")
        # Before there are widgets: those that are there already would all be dressed a second time.
        theme.apply(_application(), self.theme)
        self._build()
        self.view.set_theme(self.theme)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_theme_changed)
        self._restore_place()

    # Every part is made inside its parent: to take one in later costs Qt a second look at all that it holds.

    def _build(self) -> None:
        self.header = Header(self.theme, self)
        self.setMenuWidget(self.header)
        self.left = self._dock("articles", "Articles")
        self.left_stack = QStackedWidget(self.left)
        self.left_stack.setObjectName("left")
        self.articles = ArticleList(self.theme, self.left_stack)
        self.left_stack.addWidget(self.articles)
        self._fill_dock(self.left, self.left_stack, Qt.DockWidgetArea.LeftDockWidgetArea, 272)
        self.right = self._dock("inspector", "Inspector")
        self._fill_dock(self.right, self._right_column(), Qt.DockWidgetArea.RightDockWidgetArea, 308)
        self.pages = QStackedWidget(self)
        self.pages.addWidget(self._work_page())
        self.setCentralWidget(self.pages)
        self._build_status()

    def _right_column(self) -> QWidget:
        right = QFrame(self.right)
        right.setObjectName("right")
        self.inspector = Inspector(self.theme, right)
        self.spans = SpanList(self.theme, right)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.inspector)
        column.addWidget(hairline())
        column.addWidget(self.spans, 1)
        return right

    def _work_page(self) -> QWidget:
        page = QWidget(self.pages)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.bar = plain_label()
        self.bar.setObjectName("bar")
        self.bar.hide()
        column.addWidget(self.bar)
        self.article_stack = QStackedWidget(page)
        self.view = ArticleView(self.article_stack)
        self.article_stack.addWidget(self.view)
        nothing = plain_label("No articles yet. Drop files here, or import a folder (Ctrl+Shift+O).", px=15)
        nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        nothing.setObjectName("nothing")
        self.article_stack.addWidget(nothing)
        column.addWidget(self.article_stack, 1)
        self.labels = LabelBar(self.theme, page)
        column.addWidget(self.labels)
        return page

    def _dock(self, name: str, title: str) -> QDockWidget:
        dock = QDockWidget(title, self)
        dock.setObjectName(name)
        dock.setTitleBarWidget(QWidget(dock))  # the panels have head lines of their own
        dock.setFeatures(QDockWidget.DockWidgetFeature.DockWidgetMovable)
        return dock

    def _fill_dock(self, dock: QDockWidget, widget: QWidget, area: Qt.DockWidgetArea, width: int) -> None:
        dock.setWidget(widget)
        self.addDockWidget(area, dock)
        self.resizeDocks([dock], [width], Qt.Orientation.Horizontal)

    def _build_status(self) -> None:
        bar = self.statusBar()
        bar.setSizeGripEnabled(False)
        bar.setFixedHeight(27)
        bar.setContentsMargins(12, 0, 12, 0)
        self.message = plain_label(px=12)
        self.facts = plain_label(px=12)
        bar.addWidget(self.message, 1)
        bar.addPermanentWidget(self.facts)

    # How it looks

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

    def _system_theme_changed(self) -> None:
        if self.settings.get("theme", "system") == "system":
            self.set_theme("system")

    def set_article_size(self, px: int) -> None:
        """The size of the article's letters, 13 to 32 px."""
        self.article_size = min(32, max(13, px))
        self.settings.set("article_size", self.article_size)
        self.view.set_article_size(self.article_size)

    # Words

    def say(self, sentence: str) -> None:
        """A sentence in the status bar."""
        self.message.setText(sentence)

    def fail(self, sentence: str) -> None:
        """What could not be done, in the bar above the article; it goes with the next action."""
        self.bar.setText(sentence[:1].upper() + sentence[1:])
        self.bar.show()

    def show_error(self, sentence: str) -> None:
        """A sentence that has to be read before anything else."""
        from workbench.window import dialogs

        dialogs.show_error(self, sentence)

    # Where it stands

    def _restore_place(self) -> None:
        self.setMinimumSize(760, 520)
        self.resize(1440, 900)
        if QGuiApplication.platformName() != "offscreen":  # which pretends to be a small screen
            self.resize(self.size().boundedTo(self.screen().availableSize()))
        place = self.settings.get("place")
        if isinstance(place, str):
            self.restoreGeometry(QByteArray.fromBase64(place.encode()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window puts the menus behind one button."""
        super().resizeEvent(event)
        self.header.set_narrow(self.width() < NARROW)


def _application() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app
