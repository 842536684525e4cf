"""The empty main window: header, docks, bars, how it looks and where it stands; it knows no project."""

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from workbench.errors import capitalised
from workbench.settings import TAGS, Settings
from workbench.window.article.marks.lanes import LANES
from workbench.window.article.strip import Strip
from workbench.window.article.view import ArticleView
from workbench.window.bars.header import NARROW, Header
from workbench.window.bars.notice import Notice, Offer
from workbench.window.bars.status import Facts, Message
from workbench.window.docks import Docks
from workbench.window.key_words import no_articles
from workbench.window.look import theme
from workbench.window.look.small import plain_label
from workbench.window.page import Page
from workbench.window.panels.article_list import ArticleList
from workbench.window.panels.inspector import Inspector
from workbench.window.panels.label_bar import LabelBar
from workbench.window.panels.lower import Lower
from workbench.window.panels.right_split import RightSplit
from workbench.words import as_shown

_COMPACT_LANES = 2


class Shell(QMainWindow):
    """Every lasting widget of the window in its place. The frame brings it to life."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.settings = settings
        self.mode = "annotate"
        self.article_size = int(settings.get("article_size", self.normal_size))
        self.theme = self._chosen_theme()
        self.setWindowTitle("Workbench")
        # Before there are widgets: those that are there already would all be dressed a second time.
        theme.apply(_application(), self.theme)
        self._build()
        self.view.set_theme(self.theme)
        self.page: Page = Page(self)
        self.page.dress()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_theme_changed)
        self._restore_place()

    # Every part is made inside its parent: to take one in later costs Qt a second look at all that it holds.

    def _build(self) -> None:
        self._build_top()
        self.docks = Docks(self)
        self.left, self.right = self.docks.left, self.docks.right
        self.left_stack = QStackedWidget(self.left)
        self.left_stack.setObjectName("left")
        self.articles = ArticleList(self.theme, self.left_stack)
        self.left_stack.addWidget(self.articles)
        self.docks.fill(self.left_stack, self._right_column())
        if (density := self.settings.get("density", "comfortable")) != "comfortable":
            self.articles.set_density(density)
            self.spans.set_density(density)
        self.pages = QStackedWidget(self)
        self.pages.addWidget(self._work_page())
        if density == "compact":
            self.view.set_most_lanes(_COMPACT_LANES)
        self.setCentralWidget(self.pages)
        self._build_status()

    def _build_top(self) -> None:
        top = QWidget(self)
        column = QVBoxLayout(top)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.header = Header(self.theme, top)
        self.bar = Notice(self.theme, top)
        column.addWidget(self.header)
        column.addWidget(self.bar)
        self.setMenuWidget(top)

    def _right_column(self) -> QWidget:
        right = QFrame(self.right)
        right.setObjectName("right")
        split = RightSplit(self.settings, right)
        self.inspector = Inspector(self.theme, split)
        self.panels = Lower(self.theme, split)
        self.spans = self.panels.spans
        split.fill(self.inspector, self.panels)
        self.inspector.next_in_order = self.panels
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(split)
        return right

    def _work_page(self) -> QWidget:
        page = QWidget(self.pages)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.article_stack = QStackedWidget(page)
        self.view = ArticleView(self.article_stack)
        self.article_stack.addWidget(self.view)
        self.nothing = plain_label(no_articles(), px=15)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.setObjectName("nothing")
        self.article_stack.addWidget(self.nothing)
        self.strip = Strip(self.view, self.theme, page)
        self.article_stack.currentChanged.connect(lambda at: self.strip.setVisible(at == 0))
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.article_stack, 1)
        row.addWidget(self.strip)
        column.addLayout(row, 1)
        self.labels = LabelBar(self.theme, page)
        column.addWidget(self.labels)
        return page

    def _build_status(self) -> None:
        bar = self.statusBar()
        bar.setSizeGripEnabled(False)
        bar.setFixedHeight(27)
        bar.setContentsMargins(12, 0, 12, 0)
        self.message = Message(self.theme, bar)
        self.facts = Facts(self.theme, bar)
        bar.addWidget(self.message, 1)
        bar.addPermanentWidget(self.facts)

    # How it looks

    def _chosen_theme(self) -> theme.Theme:
        return theme.load_theme(self._theme_name(), self.settings.get("stronger_edges", False))

    def _theme_name(self) -> theme.ThemeName:
        chosen = self.settings.get("theme", "system")
        return chosen if chosen in ("light", "dark", "hc") else theme.system_theme_name()

    def set_theme(self, name: str) -> None:
        """Light, dark, hc, or system."""
        self.settings.set("theme", name)
        self.theme = self._chosen_theme()
        theme.apply(_application(), self.theme)
        for part in (
            self.header, self.bar, self.articles, self.inspector, self.spans, self.panels, self.labels, self.view,
            self.strip, self.message, self.facts,
        ):  # fmt: skip
            part.set_theme(self.theme)

    def set_stronger_edges(self, stronger: bool) -> None:
        """Draw the edges of controls and regions at 3 to 1 or more; remembered."""
        self.settings.set("stronger_edges", stronger)
        self.set_theme(self.settings.get("theme", "system"))

    def set_density(self, name: str) -> None:
        """Rows, the article's normal size, and in compact the letters of tags only; remembered."""
        was = self.settings.get("density", "comfortable")
        self.settings.set("density", name)
        self.articles.set_density(name)
        self.spans.set_density(name)
        self.view.set_most_lanes(_COMPACT_LANES if name == "compact" else LANES)
        self.set_article_size(self.normal_size)
        if name != was and "compact" in (name, was):
            self._fit_tags(name == "compact")

    def _fit_tags(self, compact: bool) -> None:
        """Compact has no room for values; what was there before comes back, unless something else was chosen."""
        if compact and self.settings.get("tags", "value") == "value":
            self.set_tags_mode("letter")
            self.settings.set("tags_cut", True)
        elif not compact and self.settings.get("tags_cut", False):
            self.set_tags_mode("value")

    def next_tags_mode(self) -> None:
        """Show tags in the next way."""
        at = TAGS.index(self.settings.get("tags", "value"))
        self.set_tags_mode(TAGS[(at + 1) % len(TAGS)])

    def set_tags_mode(self, mode: str) -> None:
        """Show tags with letter and value, letter alone, on the selected span only, or not at all; remembered."""
        self.settings.set("tags", mode)
        self.settings.forget("tags_cut")
        self.view.set_tags_mode(mode)

    @property
    def normal_size(self) -> int:
        """The size of the article's letters that the density has, in pixels."""
        return theme.DENSITIES[self.settings.get("density", "comfortable")]

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

    def fail(self, sentence: str, offer: Offer | None = None, error: bool = False) -> None:
        """What could not be done, in the bar under the header; it goes with the next commit, or when it is closed."""
        self.bar.show_sentence(capitalised(as_shown(sentence)), error, offer)

    def show_error(self, sentence: str) -> None:
        """A sentence that has to be read before anything else."""
        from workbench.window.sheets import dialogs

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
        self.docks.restore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """While Alt is held the menus show their letters."""
        self.header.menus.set_alt_held(event.key() == Qt.Key.Key_Alt)
        super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """And no longer."""
        self.header.menus.set_alt_held(False)
        super().keyReleaseEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window puts the menus behind one button."""
        super().resizeEvent(event)
        if self.header.narrow != (self.width() < NARROW):
            self.header.set_narrow(self.width() < NARROW)
        self.docks.set_narrow(self.width() < NARROW)


def _application() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app
