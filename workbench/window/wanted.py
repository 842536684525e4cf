"""What the window makes when it is first wanted: keys, menus, the pages of review and progress, problems, finding."""

from typing import TYPE_CHECKING, cast

from workbench.settings import Settings
from workbench.window.session import Session
from workbench.window.shell import Shell

if TYPE_CHECKING:
    from workbench.window.finding.finding import Finding
    from workbench.window.frame import Frame
    from workbench.window.keymap import Keymap
    from workbench.window.menus import Menus
    from workbench.window.panels.inspector import Inspector
    from workbench.window.problems.problems import Problems
    from workbench.window.progress.page import ProgressPage
    from workbench.window.review.page import Review


class Wanted(Shell):
    """The window with what is not needed for the first sight of an article; each is imported where it is made."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self.session: Session | None = None
        self._keymap: Keymap | None = None
        self._menus: Menus | None = None
        self._review: Review | None = None
        self._progress: ProgressPage | None = None
        self._problems: Problems | None = None
        self._finding: Finding | None = None

    @property
    def _frame(self) -> "Frame":
        return cast("Frame", self)  # nothing else is made of this

    @property
    def keymap(self) -> "Keymap":
        """Which key does what; read when a key or a menu first asks."""
        if self._keymap is None:
            from workbench.window.keymap import Keymap

            self._keymap = Keymap(self.settings, self)
        return self._keymap

    @property
    def menus(self) -> "Menus":
        """Menus and keys, built when they are first wanted."""
        if self._menus is None:
            from workbench.window.menus import Menus
            from workbench.window.welcome.recent_menu import add_recent_menu

            self._menus = Menus(self._frame)
            self._menus.set_scheme(self.session.scheme if self.session else None)
            add_recent_menu(self._frame)
        return self._menus

    @property
    def review(self) -> "Review":
        """The review page, built when it is first wanted."""
        if self._review is None:
            from workbench.window.review.page import Review

            self._review = Review(self._frame)
            self.left_stack.addWidget(self._review.queue)
            page = self.pages.widget(0)
            assert page is not None
            page.layout().addWidget(self._review.card)  # type: ignore[union-attr]
        return self._review

    @property
    def problems(self) -> "Problems":
        """What the rules find in the article."""
        if self._problems is None:
            from workbench.window.problems.problems import Problems

            self._problems = Problems(self._frame)
        return self._problems

    @property
    def progress(self) -> "ProgressPage":
        """The page of progress, built when it is first wanted."""
        if self._progress is None:
            from workbench.window.progress.page import ProgressPage

            self._progress = ProgressPage(self._frame)
            self.pages.addWidget(self._progress)
        return self._progress

    @property
    def inspector(self) -> "Inspector":
        """The inspector as it is to be now: after a key it is brought up to date a moment later, or when asked for."""
        if (tagging := getattr(self, "tagging", None)) is not None:  # which listens to it, and so is made after it
            tagging.catch_up()
        return self.inspector_as_seen

    @inspector.setter
    def inspector(self, inspector: "Inspector") -> None:
        self.inspector_as_seen = inspector

    @property
    def finding(self) -> "Finding":
        """Search and suggestions, built when something is first to be found."""
        if self._finding is None:
            from workbench.window.finding.finding import Finding

            self._finding = Finding(self._frame)
        return self._finding

    @property
    def previewing(self) -> bool:
        """Whether suggestions are shown, whose keys go before all others."""
        return self._finding is not None and self._finding.preview.is_open

    @property
    def finds(self) -> bool:
        """Whether a search or suggestions are shown below the text."""
        return self._finding is not None and self._finding.is_open

    @property
    def finds_in_project(self) -> bool:
        """Whether the search of all articles stands in the place of the list."""
        return self._finding is not None and self._finding.project.is_open

    def leave_review(self) -> None:
        """The review page goes, where it was ever there."""
        if self._review is not None:
            self._review.leave()

    def set_theme(self, name: str) -> None:
        """Light, dark, hc, or system."""
        super().set_theme(name)
        if self._review is not None:
            self._review.set_theme(self.theme)
        if self._finding is not None:
            self._finding.set_theme()
        if self._progress is not None:
            self._progress.set_theme(self.theme)
