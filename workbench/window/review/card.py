"""The card: what is disputed, one version a person, and what can be decided."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from workbench.model.layer import Layer
from workbench.model.scheme import Scheme
from workbench.model.span import Span
from workbench.project.reviewing import ArticleDispute, Dispute
from workbench.review.differences import Other
from workbench.window.keymap import Keymap
from workbench.window.look.announce import announce
from workbench.window.look.elided import Elided
from workbench.window.look.small import LetterBadge, plain_label
from workbench.window.look.theme import Theme
from workbench.window.review import words
from workbench.window.review.edit import EditPanel
from workbench.window.review.legend import MOST
from workbench.window.review.queue import is_added
from workbench.window.review.reason import ReasonLine
from workbench.window.review.version_card import VersionCard
from workbench.window.review.versions import article_versions, unit_versions
from workbench.window.review.words import Disputed
from workbench.window.sheets.sheet import CapButton

_LEAST, _WANTED, _SHARE = 196, 316, 0.42  # pixels, and how much of the page's height it may take
_AROUND, _REASON = 86, 37  # pixels above and below the versions, and of the line for a reason
_SIDEWAYS = 260  # pixels a version, where there are more than three
_NARROW = 900  # pixels: below, the buttons say less


class Card(QFrame):
    """Below the article in Review; says what was chosen, decides nothing itself."""

    taken = Signal(str)  # the annotator's name
    asked = Signal(str)  # "edit", "reject", "nothing", "reason", "later"

    def __init__(self, theme: Theme, keymap: Keymap) -> None:
        super().__init__()
        self.setObjectName("card")
        self.theme = theme
        self.keymap = keymap
        self.badge = LetterBadge(theme)
        self.question = plain_label(px=13, weight=600)
        self.detail = Elided()
        self.detail.setObjectName("quiet")
        self.legend = plain_label("bold = only here", px=11)
        self.legend.setObjectName("quiet")
        self.left_out = plain_label("left out here", px=11)
        self.left_out.setObjectName("leftOut")
        self.decided = Elided()
        self.reason = ReasonLine(self)
        self.reason.setPlaceholderText("Reason for the decision; Enter keeps it with the decision")
        self.reason.setAccessibleName("reason for the decision")
        self.reason.hide()
        self.versions: list[VersionCard] = []
        self.framed = 0
        self._reject = "Reject all"
        self.edit = EditPanel(theme)
        self._middle = QStackedWidget(self)
        self._scroll = QScrollArea(self._middle)
        self._inside = QWidget(self._scroll)
        self._row = QHBoxLayout(self._inside)
        self._buttons()
        self._place()
        keymap.changed.connect(self._show_keys)
        self._show_keys()

    def _buttons(self) -> None:
        self.take = CapButton("Take", self.theme)
        self.take.setDefault(True)
        self.take.setAutoDefault(False)
        self.take.clicked.connect(self._take_framed)
        self.others = {
            "edit": ("Edit as gold", CapButton("Edit as gold", self.theme)),
            "reject": ("Reject all", CapButton("Reject all", self.theme)),
            "nothing": ("Nothing here", CapButton("Nothing here", self.theme)),
            "reason": ("Reason", CapButton("Reason", self.theme)),
            "later": ("Later", CapButton("Later", self.theme)),
        }
        for name, (_, button) in self.others.items():
            button.setAutoDefault(False)
            button.setFlat(name in ("reason", "later"))
            button.clicked.connect(lambda _=False, name=name: self.asked.emit(name))
        for button in (self.take, *(button for _, button in self.others.values())):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setParent(self)

    @property
    def reject(self) -> CapButton:
        """The button that says that no version is right."""
        return self.others["reject"][1]

    def _place(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(18, 10, 18, 10)
        box.setSpacing(9)
        head = QHBoxLayout()
        head.setSpacing(10)
        for widget in (self.badge, self.question):
            head.addWidget(widget)
        head.addWidget(self.detail, 3)
        head.addWidget(self.decided, 4)
        head.addWidget(self.legend)
        head.addWidget(self.left_out)
        box.addLayout(head)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(12)
        self._scroll.setWidget(self._inside)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._middle.addWidget(self._scroll)
        self._middle.addWidget(self.edit)
        box.addWidget(self._middle, 1)
        box.addWidget(self.reason)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.take)
        for name, (_, button) in self.others.items():
            if name == "reason":
                foot.addStretch(1)
            foot.addWidget(button)
        box.addLayout(foot)

    def event(self, event: QEvent) -> bool:
        """Follow the height of the page that it came into."""
        page = self.parentWidget()
        if event.type() == QEvent.Type.ParentChange and page is not None:
            page.installEventFilter(self)
            self._take_height()
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The page has another height."""
        if event.type() == QEvent.Type.Resize and watched is self.parent():
            self._take_height()
        return False

    def _take_height(self) -> None:
        """What the versions need, within a share of the page; the buttons at the lower edge stay where they are."""
        page = self.parentWidget()
        if page is not None:
            most = min(_WANTED, round(page.height() * _SHARE))
            self.setFixedHeight(max(_LEAST, min(most, self._height_wanted())))

    def _height_wanted(self) -> int:
        if self.is_editing or not self.versions:
            return _WANTED
        count = len(self.versions)
        width = max(180 if count <= 3 else _SIDEWAYS, (self.width() - 36 - 12 * (count - 1)) // count)
        more = (_REASON if not self.reason.isHidden() else 0) + (12 if count > 3 else 0)
        return _AROUND + more + max(card.height_wanted(width) for card in self.versions)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the buttons say less."""
        super().resizeEvent(event)
        if event.oldSize().width() != self.width():
            self._take_height()
        if (event.oldSize().width() < _NARROW) != (self.width() < _NARROW):
            self._name_take()
            self.reject.set_words(self._reject if self.width() >= _NARROW else self._reject.split()[0])

    def _show_keys(self) -> None:
        self._name_take()
        for name, (text, button) in self.others.items():
            button.set_words(button.text() or text, self.keymap.caps(f"review.{name}"))

    # What is shown

    def show_dispute(
        self,
        dispute: Disputed,
        scheme: Scheme,
        text: str,
        layers: Sequence[Layer],
        others: Mapping[str, Other],
        near: int = 0,
    ) -> None:
        """Show the versions of all voters, in the order of their names."""
        self.stop_editing()
        self.badge.setVisible(isinstance(dispute, Dispute))
        self.question.setText(words.question(dispute, others))
        if isinstance(dispute, Dispute):
            fields = self._show_unit(dispute, scheme, text, layers, others)
        else:
            fields = self._show_article(dispute, scheme)
        gold = next((layer.spans for layer in layers if layer.is_gold), [])
        self.detail.setText(words.detail(dispute, others, text, fields, near, gold))
        compared = isinstance(dispute, Dispute) and len({span.parts for span in words.versions_of(dispute, others)}) > 1
        self.legend.setVisible(compared)
        self.left_out.setVisible(compared)
        self._show_decision(dispute)
        first = next((at for at, card in enumerate(self.versions) if card.isEnabled() and not card.version.note), None)
        if first is None:
            first = next((at for at, card in enumerate(self.versions) if card.isEnabled()), 0)
        self.frame(first)
        self._take_height()
        if (page := self.parentWidget()) is not None and (layout := page.layout()) is not None:
            layout.activate()  # so that the article knows what is left to it before it is scrolled
        self._announce()

    def _announce(self) -> None:
        """Tell a screen reader, if there is one, what is asked and what there is to choose."""
        versions = "; ".join(card.accessibleName() for card in self.versions)
        announce(self, f"{self.question.text()} {self.detail.text()}. {versions}")

    def _show_decision(self, dispute: Disputed) -> None:
        decision = dispute.decision
        if decision is None:
            self.decided.setText("")
            self.decided.hide()
            return
        self.decided.show()
        why = f": {decision.reason}" if decision.reason else ""
        self.decided.setText(f"✓ {decision.by} {words.decision_words(dispute, decision)}{why}")

    def _show_unit(
        self, dispute: Dispute, scheme: Scheme, text: str, layers: Sequence[Layer], others: Mapping[str, Other]
    ) -> list[str]:
        """Show a unit's versions; gives the names of what differs among those who have it."""
        voters, spans, added = dispute.voters, dispute.unit.spans, is_added(dispute)
        self.badge.set_label(scheme.label(dispute.unit.label))
        self._make_cards([] if added else list(voters))
        found, fields = unit_versions(dispute, scheme, text, layers, others)
        for at, card in enumerate(self.versions):
            lane = at if len(voters) <= MOST else None
            card.show_version(found[card.name]._replace(lane=lane, lanes=len(voters)))
        self._name_buttons("Reject all" if 1 < len(spans) < len(voters) else "Reject this span", True, not added)
        self.reject.setToolTip("No such span becomes gold; other spans here are decided on their own")
        return fields

    def _show_article(self, dispute: ArticleDispute, scheme: Scheme) -> list[str]:
        self._make_cards(sorted(dispute.versions))
        self._name_buttons("None of these", False, True)
        self.reject.setToolTip("The article gets none of these values in the gold")
        found, fields = article_versions(dispute, scheme)
        for card in self.versions:
            card.show_version(found[card.name])
        return fields

    def _name_buttons(self, reject: str, on_words: bool, versions: bool) -> None:
        self._reject = reject
        self.reject.set_words(reject if self.width() >= _NARROW else reject.split()[0])
        self.others["edit"][1].setVisible(on_words and versions)
        self.others["nothing"][1].setVisible(on_words)
        self.take.setVisible(versions)

    def _make_cards(self, names: list[str]) -> None:
        if [card.name for card in self.versions] == names:
            return
        for card in self.versions:
            self._row.removeWidget(card)
            card.deleteLater()
        self.versions = [VersionCard(at + 1, name, self.theme, self._inside) for at, name in enumerate(names)]
        for card in self.versions:
            card.clicked.connect(lambda _=False, name=card.name: self.taken.emit(name))
            card.setMinimumWidth(_SIDEWAYS if len(names) > 3 else 180)
            self._row.addWidget(card, 1)

    # Choosing

    def frame(self, at: int) -> None:
        """Put the frame round a version; Enter takes it."""
        self.framed = at
        for place, card in enumerate(self.versions):
            card.framed = place == at
            card.update()
        if self.versions:
            card = self.versions[at]
            self._name_take()
            self.take.setEnabled(card.isEnabled())
            self.others["edit"][1].setEnabled(card.isEnabled() and not card.version.note)
            self._scroll.ensureWidgetVisible(card, 20, 0)

    def _name_take(self) -> None:
        if self.is_editing:
            self.take.set_words("Make it gold", ("↵",))
            self.take.setEnabled(True)
        elif self.versions:
            name = self.versions[self.framed].name
            short = name if len(name) <= 18 else f"{name[:16].rstrip()}…"
            caps = self.keymap.caps("review.digit", self.framed + 1) if self.framed < 9 else ()
            self.take.set_words(f"Take {short}’s version" if self.width() >= _NARROW else "Take", caps)

    def step_frame(self, by: int) -> None:
        """Move the frame to the next version that there is."""
        places = [at for at, card in enumerate(self.versions) if card.isEnabled()]
        if self.framed in places:
            self.frame(places[(places.index(self.framed) + by) % len(places)])

    def take_number(self, number: int) -> None:
        """Take the version with that number, counted from 1."""
        if 0 < number <= len(self.versions) and self.versions[number - 1].isEnabled():
            self.taken.emit(self.versions[number - 1].name)

    def _take_framed(self) -> None:
        if self.edit.isVisible():
            self.edit.keep()
        else:
            self.take_number(self.framed + 1)

    # Editing and reasons

    def start_editing(self, span: Span, text: str, scheme: Scheme) -> None:
        """Let the framed version's edges and values be changed."""
        self.edit.show_span(span, text, scheme)
        self._middle.setCurrentWidget(self.edit)
        self._take_height()
        self._name_take()
        for name in ("edit", "reject", "nothing", "later", "reason"):
            self.others[name][1].setEnabled(False)
        self.edit.setFocus()

    def stop_editing(self) -> None:
        """Show the versions again."""
        self._middle.setCurrentWidget(self._scroll)
        self._name_take()
        for _, button in self.others.values():
            button.setEnabled(True)
        self.reason.hide()
        self._take_height()

    def show_pending(self, reason: str) -> None:
        """Show the reason that waits for the decision."""
        if reason:
            self.decided.setText(f"Reason: {reason}")
            self.decided.show()

    @property
    def is_editing(self) -> bool:
        """Whether a version is being changed."""
        return self._middle.currentWidget() is self.edit

    def ask_reason(self, known: str) -> None:
        """Let somebody write why."""
        self.reason.ask(known)
        self._take_height()
        self.reason.setFocus()
        self.reason.selectAll()

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of ``theme``."""
        self.theme = theme
        self.badge.set_theme(theme)
        self.edit.set_theme(theme)
        for button in (self.take, *(button for _, button in self.others.values())):
            button.set_theme(theme)
        for card in self.versions:
            card.set_theme(theme)
