"""The list of articles: a filter line and chips above, rows of what passes, progress below."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListView, QMenu, QVBoxLayout, QWidget

from workbench.model.condition import Condition
from workbench.project import ArticleRow, Counts
from workbench.project.listing import CHIPS, Chip, Listing
from workbench.window.key_words import no_articles
from workbench.window.look.rows import ROW, types
from workbench.window.look.small import IconButton, hairline, nothing_label, plain_label
from workbench.window.look.theme import Theme
from workbench.window.panels.article_rows import ArticleDelegate, ArticleModel, ArticleRows
from workbench.window.panels.filter_line import FilterLine
from workbench.window.panels.list_foot import ListFoot
from workbench.window.panels.state_chips import CHIP_WORDS, StateChips

if TYPE_CHECKING:
    from workbench.window.filters.chips import FilterChips

_NO_COUNTS = Counts(0, 0, 0, 0, 0)


class ArticleList(QFrame):
    """The dock's content; ``chosen`` names the article to open, and whether it gets the focus."""

    chosen = Signal(str, bool)
    menu_asked = Signal(str, QPoint)  # for the article with that key, where on the screen
    refiltered = Signal()  # the list shows other articles now
    failed = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.listing: Listing | None = None
        self.model = ArticleModel()
        self.delegate = ArticleDelegate(theme)
        self.count = plain_label(px=12)
        self.count.setObjectName("quiet")
        self.options = IconButton("sliders", theme, self)
        self.filter = FilterLine(theme, self)
        self.list = ArticleRows(self.model, self.delegate, "articles", self)
        self.list.setAccessibleDescription("Typing filters, Enter opens")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.empty = nothing_label(14)
        self.chips = StateChips(self)
        self.foot = ListFoot(self)
        self.conditions_shown: FilterChips | None = None  # made with the first condition
        self.more_menu: Callable[[QMenu], object] = lambda menu: None  # what else the menu of the list has
        self.pass_label: str | None = None  # the label for which the numbers below count articles
        self._import_key = self._flag_key = ""
        self._counted = (_NO_COUNTS, 0)  # what the numbers say
        self._place()
        self._connect()

    def _connect(self) -> None:
        self.filter.textChanged.connect(self._refilter)
        self.chips.chosen.connect(self.show_chip)
        self.list.clicked.connect(self._clicked)
        self.list.entered_on.connect(self._enter)
        self.list.menu_asked.connect(self._ask_menu)
        self.options.clicked.connect(self._show_options)
        self.model.unreadable.connect(self.failed)

    # How it is built

    def _place(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        top = QVBoxLayout()
        top.setContentsMargins(10, 4, 10, 9)
        top.setSpacing(6)
        top.addLayout(self._head())
        top.addWidget(self.filter)
        top.addLayout(self.chips.row)
        self._top = top
        box.addLayout(top)
        box.addWidget(hairline(self))
        box.addWidget(self.empty, 1)
        box.addWidget(self.list, 1)
        box.addWidget(self.foot)
        self.empty.hide()

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(4, 0, 0, 0)
        head.setSpacing(6)
        head.addWidget(plain_label("Articles", weight=600))
        head.addWidget(self.count)
        head.addStretch(1)
        self.options.setObjectName("small")
        self.options.setAccessibleName("list options")
        self.options.setToolTip("Which articles the list shows")
        head.addWidget(self.options)
        return head

    # What it shows

    @property
    def chip(self) -> Chip:
        """Which articles are shown, by their state."""
        return self.listing.chip if self.listing is not None else "all"

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """What articles must be to be shown, besides chip and words."""
        return self.listing.conditions if self.listing is not None else ()

    def set_conditions(self, conditions: Iterable[Condition]) -> None:
        """Show the articles that meet all of these."""
        self._filter(self.chip, tuple(conditions))

    def show_among(self, name: str, ids: Iterable[str]) -> None:
        """Show only articles that were found elsewhere, by their ids; ``name`` says which ones they are."""
        self.filter.clear()
        self._filter("all", (Condition("among", name, ids=frozenset(ids)),))

    def set_pass(self, label: str | None) -> None:
        """Let the numbers below count the articles that are complete for a label; None: those that are done."""
        if label != self.pass_label:
            self.pass_label = label
            self._show_counts()

    def set_listing(self, listing: Listing | None, current: str | None = None) -> None:
        """Show a listing, unfiltered, and one of its articles as the current one."""
        self.listing = None
        self.filter.clear()
        self.listing = listing
        self.chips.third = "flagged"
        self.model.set_listing(listing)
        self.set_current(current)
        self._show_counts()

    def show_all(self) -> None:
        """Show what there is after a reload."""
        self.model.show_all()
        self.set_current(self.delegate.current)
        self._show_counts()

    def follow(self, changes: list[tuple[int, bool]]) -> None:
        """Let rows go or come in, as ``Listing.settle`` gives them."""
        if changes:
            self.model.follow(changes)
            self._show_counts()

    def row_changed(self, key: str) -> None:
        """Show what became of one article."""
        at = self.listing.place(key) if self.listing is not None else None
        if at is not None:
            self.list.update(self.model.index(at))  # told of a change, Qt's list lays out and paints every row anew
        if self.listing is not None and self._counts() != self._counted:
            self._show_counts()

    def set_current(self, key: str | None) -> None:
        """Mark an article as the one that is shown."""
        old, self.delegate.current = self.list.currentIndex(), key
        at = self.listing.place(key) if self.listing is not None and key is not None else None
        index = QModelIndex() if at is None else self.model.index(at)
        self.list.setCurrentIndex(index)
        if at is not None:
            self.list.scrollTo(index)
        for changed in (old, index):
            if changed.isValid():
                self.list.update(changed)

    def show_chip(self, chip: Chip) -> None:
        """Show the articles of one state: all, open, begun, done or flagged."""
        self.chips.make_room(chip, self.chip)
        self._filter(chip)

    def _refilter(self) -> None:
        self._filter(self.chip)

    def _filter(self, chip: Chip, conditions: tuple[Condition, ...] | None = None) -> None:
        if self.listing is None:
            return
        if conditions is None:
            conditions = self.conditions
        from workbench.errors import WorkbenchError, as_sentence

        try:
            self.listing.filter(self.filter.text(), chip, conditions)
        except WorkbenchError as error:
            self.failed.emit(as_sentence(error))
        self.show_all()
        if not self.list.currentIndex().isValid():
            self.list.scrollToTop()
        self.refiltered.emit()

    def _counts(self) -> tuple[Counts, int]:
        """What there is by state, and how many articles are finished: done, or complete for the label of the pass."""
        if self.listing is None:
            return _NO_COUNTS, 0
        counts, label = self.listing.counts(), self.pass_label
        return counts, counts.done if label is None else self.listing.count_complete(label)

    def _show_counts(self) -> None:
        listing = self.listing
        counts, finished = self._counted = self._counts()
        shown = len(listing) if listing is not None else 0
        filtered = listing is not None and listing.filtered
        self.count.setText(f"{shown:,} of {counts.all:,}" if filtered else f"{counts.all:,}")
        self.chips.show_counts(counts, self.chip)
        self.foot.show_share(finished, counts.all, self.pass_label)
        self._show_conditions()
        self._show_empty(counts.all, shown)

    def _show_conditions(self) -> None:
        if self.conditions_shown is None:
            if not self.conditions:
                return
            from workbench.window.filters.chips import FilterChips

            self.conditions_shown = FilterChips(self.theme, self)
            self.conditions_shown.taken_out.connect(
                lambda gone: self.set_conditions(item for item in self.conditions if item != gone)
            )
            self._top.addWidget(self.conditions_shown)
        self.conditions_shown.show_conditions(self.conditions)

    def _show_empty(self, total: int, shown: int) -> None:
        said = ""
        if not total:
            said = no_articles(self._import_key)
        elif not shown:
            from workbench.window.filters.words import nothing_found

            said = nothing_found(self.filter.text().strip(), self.chip, self.conditions, self._flag_key)
        self.empty.setText(said)
        self.empty.setVisible(not shown)
        self.list.setVisible(bool(shown))

    # The menu

    def _show_options(self) -> None:
        menu = self.options_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.options.mapToGlobal(self.options.rect().bottomLeft()))

    def options_menu(self) -> QMenu:
        """A menu of what the list can show, with counts and a tick."""
        from PySide6.QtGui import QActionGroup

        menu = QMenu(self)
        group = QActionGroup(menu)
        counts = self.listing.counts() if self.listing is not None else _NO_COUNTS
        for chip in CHIPS:
            act = menu.addAction(f"{CHIP_WORDS[chip]}\t{getattr(counts, chip):,}")
            act.setCheckable(True)
            act.setChecked(chip == self.chip)
            act.triggered.connect(lambda _=False, chosen=chip: self.show_chip(chosen))
            group.addAction(act)
        self.more_menu(menu)
        return menu

    # Hands

    def _clicked(self, index: QModelIndex) -> None:
        row: ArticleRow | None = index.data(ROW)
        if row is not None:
            self.chosen.emit(row.key, False)

    def _ask_menu(self, index: QModelIndex, at: QPoint) -> None:
        row: ArticleRow | None = index.data(ROW)
        if row is not None:
            self.menu_asked.emit(row.key, at)

    def _enter(self) -> None:
        self._open(self.list.currentIndex().row())

    def _open(self, at: int) -> None:
        row = self.model.row(at)
        if row is not None:
            self.chosen.emit(row.key, True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Typing filters, Esc clears words, then conditions; arrows go from the filter line into the list."""
        if event.key() == Qt.Key.Key_Escape and (self.filter.text() or self.conditions):
            self.clear_filter()
        elif event.key() == Qt.Key.Key_Down and self.filter.hasFocus():
            self._into_list()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.filter.hasFocus():
            self._open(0)
        elif types(event) and event.text() != "/":  # which the window knows, wherever it is typed
            self.filter.setFocus()
            self.filter.insert(event.text())
        else:
            super().keyPressEvent(event)

    def clear_filter(self) -> None:
        """Words go first, then conditions."""
        if self.filter.text():
            self.filter.clear()
        else:
            self.set_conditions(())

    def _into_list(self) -> None:
        self.list.setFocus()
        if not self.list.currentIndex().isValid() and self.model.rowCount():
            self.list.setCurrentIndex(self.model.index(0))

    # How it looks

    def set_density(self, name: str) -> None:
        """Rows as high as the density says: comfortable, standard or compact."""
        self.delegate.set_density(name)
        self.list.doItemsLayout()
        if self.list.currentIndex().isValid():
            self.list.scrollTo(self.list.currentIndex(), QListView.ScrollHint.PositionAtCenter)

    def show_beginnings(self) -> None:
        """From now on rows without a title show how their texts begin."""
        self.delegate.beginnings = True
        self.list.viewport().update()

    def show_keys(self, filter: str, bring: str, flag: str) -> None:
        """Show the keys that lead to the filter line, that import, and that flag an article."""
        self.filter.key, self._import_key, self._flag_key = filter, bring, flag
        self.filter.update()
        self._show_counts()

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of ``theme``."""
        self.theme = theme
        self.options.set_theme(theme)
        self.filter.set_theme(theme)
        self.list.set_theme(theme)
        if self.conditions_shown is not None:
            self.conditions_shown.set_theme(theme)
