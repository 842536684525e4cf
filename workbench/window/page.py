"""The page that the article is set on: family, measure, headline, line numbers, paragraph marks; remembered."""

from typing import TYPE_CHECKING

from workbench.settings import MEASURES

if TYPE_CHECKING:
    from workbench.window.shell import Shell

USUAL_MEASURE = 68  # characters that the usual column has room for, about
_STEP = 2


class Page:
    """Sets the article's type and what stands round it, at once and for the next start."""

    def __init__(self, shell: "Shell") -> None:
        self._shell = shell
        self._settings = shell.settings

    def dress(self) -> None:
        """Set the view as it is remembered."""
        view = self._shell.view
        if self.family or self.measure is not None:
            view.set_type(self.family, self.measure)
        view.set_headline(self.headline)
        view.set_margin(self.line_numbers, self.paragraph_marks)

    @property
    def family(self) -> str:
        """The family of the article's letters; empty for the usual one."""
        found: str = self._settings.get("article_family", "")
        return found

    @property
    def measure(self) -> int | None:
        """The characters that a line has room for; None for the usual column, which gives way in a narrow window."""
        found: int | None = self._settings.get("measure")
        return found

    @property
    def headline(self) -> bool:
        """Whether the article's title stands in larger letters."""
        return bool(self._settings.get("headline", True))

    @property
    def line_numbers(self) -> bool:
        """Whether lines have numbers."""
        return bool(self._settings.get("line_numbers", False))

    @property
    def paragraph_marks(self) -> bool:
        """Whether line ends and blanks that don't break have marks."""
        return bool(self._settings.get("paragraph_marks", False))

    def set_family(self, family: str) -> None:
        """Set the article in a family; in the usual one where it is empty."""
        self._keep("article_family", family, "")

    def set_measure(self, characters: int | None) -> None:
        """Give lines room for so many characters."""
        if characters is not None:
            characters = min(MEASURES[1], max(MEASURES[0], characters))
        self._keep("measure", characters, None)

    def widen(self, by: int) -> None:
        """One step wider (1) or narrower (-1)."""
        self.set_measure((self.measure or USUAL_MEASURE) + by * _STEP)

    def set_headline(self, shown: bool) -> None:
        """Draw the article's title in larger letters, or as all text."""
        self._keep("headline", shown, True)

    def set_line_numbers(self, shown: bool) -> None:
        """Number the lines of the article."""
        self._keep("line_numbers", shown, False)

    def set_paragraph_marks(self, shown: bool) -> None:
        """Mark line ends, no-break blanks, tabs, and characters without width."""
        self._keep("paragraph_marks", shown, False)

    def reset(self) -> None:
        """Everything as at the first start."""
        for name in ("article_family", "measure", "headline", "line_numbers", "paragraph_marks"):
            self._settings.forget(name)
        self._dress_anew()

    def _keep(self, name: str, value: object, usual: object) -> None:
        if value == usual:
            self._settings.forget(name)
        else:
            self._settings.set(name, value)
        self._dress_anew()

    def _dress_anew(self) -> None:
        self._shell.view.set_type(self.family, self.measure)
        self._shell.view.set_headline(self.headline)
        self._shell.view.set_margin(self.line_numbers, self.paragraph_marks)
