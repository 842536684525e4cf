"""The panel of entities: name one once, then Enter down the rest."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from workbench.window.entities.deeds import Deeds
from workbench.window.entities.ledger import Ledger, Row
from workbench.window.entities.naming import Naming
from workbench.window.entities.rows import Hint, LedgerDelegate, LedgerModel, LedgerRows
from workbench.window.look.small import IconButton, nothing_label, plain_label
from workbench.window.look.theme import Theme
from workbench.window.panels.lower import LowerPanel
from workbench.words import cut, in_quotes

if TYPE_CHECKING:
    from workbench.window.frame import Frame
    from workbench.window.session import Session

_HEIGHTS = {"comfortable": 28, "standard": 26, "compact": 24}
_ALL = "all labels"
_AHEAD = 2  # rows that are in view below the current one
Key = tuple[str, str]


class EntitiesPanel(LowerPanel):
    """The entities of the shown article with their mentions, and the mentions of nobody yet."""

    def __init__(self, frame: "Frame") -> None:
        super().__init__(frame.panels.stack)
        self.frame = frame
        self.theme = frame.theme
        self.model = LedgerModel()
        self.delegate = LedgerDelegate(frame.theme)
        self.only: str | None = None  # the label that is shown alone
        self.opened: set[str] = self.delegate.opened
        self.wanted: Key | None = None  # the row that is to be the current one after what happens now
        self._session: Session | None = None
        self._is_old = True
        self._has_marked = False
        self.list = LedgerRows(self.model, self.delegate, "entities of this article", self)
        self.naming = Naming(frame.theme, self)
        self.hint = Hint(frame.theme, self)
        self.count = plain_label(px=12)
        self.empty = nothing_label(6)
        self.choice = IconButton("chevron-down", frame.theme, self, 14)
        self.deeds = Deeds(self)
        self._place()
        self._connect()

    def _place(self) -> None:
        self.choice.setObjectName("order")
        self.choice.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        head = QHBoxLayout()
        head.setContentsMargins(14, 6, 8, 6)
        head.setSpacing(6)
        head.addWidget(plain_label("Entities", weight=600))
        head.addWidget(self.count)
        head.addStretch(1)
        head.addWidget(self.choice)
        listed = QWidget(self)
        rows = QVBoxLayout(listed)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.empty, 1)
        rows.addWidget(self.list, 1)
        rows.addWidget(self.hint)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(listed)
        self.stack.addWidget(self.naming)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.stack, 1)

    def _connect(self) -> None:
        self.list.taken.connect(self._enter)
        self.list.removal_asked.connect(self.deeds.remove)
        self.list.rename_asked.connect(self.deeds.rename)
        self.list.typed.connect(self.deeds.type)
        self.list.turned.connect(self._turn)
        self.list.menu_asked.connect(self._show_menu)
        self.list.pressed_on.connect(self._press)
        self.list.focused.connect(lambda _: self._focus_changed())
        self.list.selectionModel().currentChanged.connect(lambda *_: self._step())
        self.naming.left.connect(self.deeds.leave)
        self.naming.chosen.connect(self.deeds.take_offer)
        self.choice.clicked.connect(self._offer_labels)

    # What is shown

    @property
    def ledger(self) -> Ledger | None:
        """What is listed."""
        return self.model.ledger

    @property
    def row(self) -> Row | None:
        """The current row."""
        at = self.list.currentIndex().row()
        return self.model.rows[at] if 0 <= at < len(self.model.rows) else None

    def refresh(self) -> None:
        """Show what there is now, where anything has changed; else only which span is selected."""
        session = self.frame.session
        if session is not self._session:
            self._session, self.only = session, None
            self.opened.clear()
            if session is not None:
                session.article_changed.connect(self._forget)
                session.layer_changed.connect(self._note)
                session.scheme_leaves.connect(self._leave_scheme)
            self._is_old = True
        if self._is_old:
            self._is_old = False
            self._show()
        self._follow_selection()

    def _note(self) -> None:
        """Something in the layer changed; others may have heard of it first, and have asked for a refresh already."""
        self._is_old = True
        if self.isVisible() and not self.frame.tagging.is_holding:
            self.refresh()

    def _leave_scheme(self) -> None:
        """The label that is shown alone may go; the layer is read anew next."""
        self.only = None

    def _forget(self) -> None:
        """Another article is shown."""
        self.opened.clear()
        self.wanted = None
        self.deeds.leave()
        self._note()

    def _show(self) -> None:
        session, height = self.frame.session, _HEIGHTS[self.frame.settings.get("density", "comfortable")]
        if height != self.delegate.height:
            self.delegate.set_height(height)
            self.list.doItemsLayout()
        text = session.article.text if session is not None and session.article is not None else ""
        ledger = Ledger(session.scheme, text, session.layer, self.only) if session is not None else None
        self.model.ledger = ledger
        self.delegate.scheme = ledger.scheme if ledger is not None else None
        self.show_rows()
        self.count.setText(_counts(ledger) if ledger is not None else "")
        self.choice.setVisible(ledger is not None and len(ledger.labels) > 1)
        self.choice.setText(self.only or _ALL)
        self.choice.setAccessibleName(f"whose mentions are listed: {self.only or _ALL}")
        self._say_nothing(ledger)

    def show_rows(self) -> None:
        """List the rows anew; the current one stays that, or it is the one that is wanted."""
        row, at, scrolled = self.row, self.list.currentIndex().row(), self.list.verticalScrollBar().value()
        wanted, self.wanted = self.wanted or (row.key if row is not None else None), None
        self.model.show(self.ledger.rows(self.opened) if self.ledger is not None else ())
        self.list.updateGeometries()
        self.list.verticalScrollBar().setValue(scrolled)
        place = self.model.place(wanted)
        if place is None and self.model.rows and row is not None:
            place = min(at, len(self.model.rows) - 1)
        if place is not None:
            self.list.scrollTo(self.model.index(min(place + _AHEAD, len(self.model.rows) - 1)))
            self.list.setCurrentIndex(self.model.index(place))
        self._show_hint()

    def _say_nothing(self, ledger: Ledger | None) -> None:
        """Why there is nothing to list, where there is not."""
        words = ""
        if ledger is not None and not self.model.rows and ledger.text:
            names = " or ".join(label.name for label in ledger.labels if not label.off)
            words = f"Nothing to name yet. Tag words as {names}: they come here." if names else _NO_LABELS
        self.empty.setText(words)
        self.empty.setVisible(not self.model.rows)
        self.list.setVisible(bool(self.model.rows))
        self.hint.setVisible(bool(self.model.rows))

    def _show_hint(self) -> None:
        if self.list.hasFocus():
            self.hint.show_hints(*self.deeds.hints(self.row))
            return
        key = self.frame.keymap.shown("view.next_pane")  # elsewhere the same keys do other things
        self.hint.show_hints(("", f"Click a row{f', or {key} comes here' if key else ''}: its keys hold then."))

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of ``theme``."""
        self.theme = theme
        for part in (self.list, self.naming, self.hint, self.choice):
            part.set_theme(theme)

    # Hands

    def _focus_changed(self) -> None:
        self._mark()
        self._show_hint()

    def _step(self) -> None:
        """Keys and clicks that come to a row show it in the article."""
        self._show_hint()
        row = self.row
        if row is None or not self.list.hasFocus() or self.ledger is None:
            return
        if row.span is not None:
            self.frame.view.select_span(row.span.id)
        elif row.entity is not None and self.ledger.mentions[row.entity.id]:
            self.frame.view.select_span(self.ledger.mentions[row.entity.id][0].id)
        self._mark()

    def _follow_selection(self) -> None:
        """Whichever span is selected in the article is the current row, unless somebody is at work here."""
        span = self.frame.view.selected_span
        if span is None or self.isAncestorOf(self.frame.focusWidget()) or self.stack.currentIndex():
            return
        place = self.model.place(("span", span.id))
        if place is None and span.entity is not None:
            place = self.model.place(("entity", span.entity))
        if place is not None and place != self.list.currentIndex().row():
            self.list.setCurrentIndex(self.model.index(place))

    def _enter(self, alike: bool) -> None:
        row = self.row
        if row is None:
            return
        if row.kind == "open":
            self.deeds.take(row, alike)
        elif row.kind == "mention" and row.span is not None:
            self.frame.view.select_span(row.span.id)
            self.frame.view.setFocus()
        elif row.entity is not None:
            self._turn(row.entity.id not in self.opened)

    def _press(self, at: int) -> None:
        """A click on an entity opens or closes it; on a mention it shows where that is."""
        row = self.model.rows[at] if at < len(self.model.rows) else None
        if row is not None and row.kind == "entity" and row.entity is not None:
            self._turn(row.entity.id not in self.opened)

    def _turn(self, opened: bool) -> None:
        """Show the mentions of the current entity, or hide them; from a mention one goes back to its entity."""
        row = self.row
        if row is None or row.entity is None:
            return
        if row.kind == "mention" and not opened:
            self.wanted = ("entity", row.entity.id)
        elif (row.entity.id in self.opened) == opened or not row.size:
            return
        (self.opened.add if opened else self.opened.discard)(row.entity.id)
        self.show_rows()

    def _mark(self) -> None:
        """Frame the mentions of the current entity in the article while one walks here; a search goes before."""
        row = self.row if self.list.hasFocus() else None
        entity = row.entity.id if row is not None and row.entity is not None else None
        mentions = self.ledger.mentions.get(entity, []) if self.ledger is not None and entity is not None else []
        extents = [part for span in mentions for part in span.parts]
        if (extents or self._has_marked) and not self.frame.finds:
            self._has_marked = bool(extents)
            self.frame.view.set_found(extents)

    def _offer_labels(self) -> None:
        from PySide6.QtWidgets import QMenu

        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        labels = self.ledger.labels if self.ledger is not None else []
        for name in (None, *(label.name for label in labels)):
            action = menu.addAction((name or _ALL).capitalize())
            action.setCheckable(True)
            action.setChecked(name == self.only)
            action.triggered.connect(lambda _=False, name=name: self.show_only(name))
        menu.popup(self.choice.mapToGlobal(self.choice.rect().bottomLeft()))

    def show_only(self, label: str | None) -> None:
        """List what is of one label, or of all."""
        self.only = label
        self._show()

    def _show_menu(self, at: QPoint) -> None:
        from PySide6.QtWidgets import QMenu

        entries = self.deeds.entries(self.row)
        if not entries:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, run in entries:
            menu.addAction(words).triggered.connect(lambda _=False, run=run: run())
        menu.popup(at)

    def ask_for(self, span: str, words: str = "") -> None:
        """Ask who is meant by a span, and give the keyboard back to the article then."""
        self.refresh()
        place = self.model.place(("span", span))
        held = self.frame.session.span(span) if self.frame.session is not None else None
        if place is None and held is not None and held.entity is not None:
            self.opened.add(held.entity)
            self.show_rows()
            place = self.model.place(("span", span))
        if place is None and self.only is not None:
            self.show_only(None)
            place = self.model.place(("span", span))
        if place is not None:
            self.list.setCurrentIndex(self.model.index(place))
            self.deeds.ask(words, to_article=True)


_NO_LABELS = "No label of this scheme has entities."


def make(frame: "Frame") -> EntitiesPanel:
    """The panel of a window."""
    return EntitiesPanel(frame)


def _counts(ledger: Ledger) -> str:
    known, left = f"{len(ledger.entities):,}", len(ledger.open)
    return f"{known} · {left:,} to name" if left else known


def question(words: str) -> str:
    """What is asked about a mention."""
    return f"Who or what is {in_quotes(cut(words))}?"
