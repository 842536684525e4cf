"""The card: what is disputed, one version a person, and what can be decided."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from workbench.model.layer import Layer
from workbench.model.scheme import Scheme
from workbench.model.span import Attributes, Span
from workbench.project.reviewing import ArticleDispute, Dispute
from workbench.review.units import Unit
from workbench.window.article.tags import said
from workbench.window.panels.span_list import one_line
from workbench.window.review.queue import Disputed, reason_words
from workbench.window.review.version_card import VersionCard
from workbench.window.small import LetterBadge, plain_label
from workbench.window.theme import Theme
from workbench.words import with_article


class Card(QFrame):
    """Below the article in Review; says which version is taken, or that all are rejected."""

    taken = Signal(str)  # the annotator's name
    rejected = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("card")
        self.theme = theme
        self.badge = LetterBadge(theme)
        self.question = plain_label(px=13, weight=600)
        self.detail = plain_label(px=12)
        self.detail.setObjectName("quiet")
        self.versions: list[VersionCard] = []
        self.framed = 0
        self._row = QHBoxLayout()
        self._row.setSpacing(12)
        self.take = QPushButton()
        self.take.setDefault(True)
        self.reject = QPushButton("Reject all   R")
        for button in (self.take, self.reject):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.take.clicked.connect(self._take_framed)
        self.reject.clicked.connect(self.rejected)
        box = QVBoxLayout(self)
        box.setContentsMargins(18, 12, 18, 12)
        box.setSpacing(12)
        head = QHBoxLayout()
        head.setSpacing(10)
        for widget in (self.badge, self.question, self.detail):
            head.addWidget(widget)
        head.addStretch(1)
        box.addLayout(head)
        box.addLayout(self._row, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.take)
        buttons.addWidget(self.reject)
        buttons.addStretch(1)
        box.addLayout(buttons)

    def show_dispute(self, dispute: Disputed, scheme: Scheme, text: str, layers: list[Layer]) -> None:
        """Show the versions of all voters, in the order of their names."""
        self.badge.setVisible(isinstance(dispute, Dispute))
        self.question.setText(_question(dispute))
        self.detail.setText(_detail(dispute))
        if isinstance(dispute, Dispute):
            self._show_unit(dispute, scheme, text, layers)
        else:
            self._show_article(dispute, scheme)
        self.frame(next((at for at, card in enumerate(self.versions) if card.isEnabled()), 0))

    def _show_unit(self, dispute: Dispute, scheme: Scheme, text: str, layers: list[Layer]) -> None:
        label, spans = scheme.label(dispute.unit.label), dispute.unit.spans
        self.badge.set_label(label)
        self._make_cards(list(dispute.voters))
        by_name = {layer.annotator: layer for layer in layers}
        names = [item.name for item in label.attributes]
        names += ["entity"] if any(span.entity for span in spans.values()) else []
        names += [item.name for item in scheme.relations if label.name in item.sources]
        values = {name: _values(by_name[name], spans[name], names, text) for name in spans}
        for card in self.versions:
            span = spans.get(card.name)
            if span is not None:
                card.show_version(text, span, label.colour, _rows(names, values, card.name))
            else:
                card.show_nothing(_instead(by_name[card.name], dispute.unit, text))
        self.reject.setText(f"{'Reject all' if len(spans) < len(dispute.voters) else 'Reject this span'}   R")

    def _show_article(self, dispute: ArticleDispute, scheme: Scheme) -> None:
        self._make_cards(sorted(dispute.versions))
        self.reject.setText("None of these   R")
        names = [item.name for item in scheme.article_attributes]
        values = {name: {**dict.fromkeys(names, "none"), **_said(held)} for name, held in dispute.versions.items()}
        names.sort(key=lambda name: len({held[name] for held in values.values()}) == 1)  # what differs comes first
        for card in self.versions:
            card.show_values(_rows(names, values, card.name))

    def _make_cards(self, names: list[str]) -> None:
        if [card.name for card in self.versions] == names:
            return
        for card in self.versions:
            self._row.removeWidget(card)
            card.deleteLater()
        self.versions = [VersionCard(at + 1, name, self.theme) for at, name in enumerate(names)]
        for card in self.versions:
            card.clicked.connect(lambda _=False, name=card.name: self.taken.emit(name))
            self._row.addWidget(card, 1)

    def frame(self, at: int) -> None:
        """Put the frame round a version; Enter takes it."""
        self.framed = at
        for number, card in enumerate(self.versions):
            card.framed = number == at
            card.update()
        if self.versions:
            self.take.setText(f"Take {self.versions[at].name}’s version   {at + 1}")
            self.take.setEnabled(self.versions[at].isEnabled())

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
        self.take_number(self.framed + 1)

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of ``theme``."""
        self.theme = theme
        self.badge.set_theme(theme)
        for card in self.versions:
            card.set_theme(theme)


def _question(dispute: Disputed) -> str:
    if isinstance(dispute, ArticleDispute):
        return "What holds of this article?"
    if "presence" in dispute.reasons:
        return f"Is this {with_article(dispute.unit.label)}?"
    return f"What holds of this {dispute.unit.label}?"


def _detail(dispute: Disputed) -> str:
    if isinstance(dispute, Dispute) and "presence" in dispute.reasons:
        return f"{len(dispute.unit.spans)} of {len(dispute.voters)} tagged exactly this"
    if isinstance(dispute, Dispute) and "overlap" in dispute.reasons:
        return "all tagged this, but it overlaps what somebody took"
    return f"{reason_words(dispute)} differ"


def _rows(names: list[str], values: Mapping[str, Mapping[str, str]], mine: str) -> list[tuple[str, str, bool]]:
    """What the person ``mine`` says under each of ``names``, and whether anybody who is there says another thing."""
    return [
        (name, values[mine][name], any(other[name] != values[mine][name] for other in values.values()))
        for name in names
    ]


def _said(attributes: Attributes) -> dict[str, str]:
    """Values as they are shown."""
    return {name: said(value) for name, value in attributes.items() if value is not None}


def _values(layer: Layer, span: Span, names: list[str], text: str) -> dict[str, str]:
    """What one annotator says of each attribute, of the entity and of each relation, as shown."""
    found = dict.fromkeys(names, "none")
    found.update({name: value for name, value in _said(span.attributes).items() if name in found})
    meant = next((item for item in layer.entities if item.id == span.entity), None)
    if meant is not None:
        more = [*_said(meant.attributes).values(), *([meant.external_id] if meant.external_id else [])]
        found["entity"] = f"{meant.name} ({', '.join(more)})" if more else meant.name
    mine = [item for item in layer.relations if item.source == span.id and item.type in found]
    spans = {item.id: item for item in layer.spans} if mine else {}
    for kind in {item.type for item in mine}:
        targets = sorted((spans[item.target] for item in mine if item.type == kind), key=lambda target: target.order)
        found[kind] = ", ".join(one_line(target.quote(text)) for target in targets)
    return found


def _instead(layer: Layer, unit: Unit, text: str) -> str:
    """What an annotator has where the unit is, in words."""
    start, end = unit.parts[0][0], unit.parts[-1][1]
    near = [span for span in layer.spans if span.start < end and start < span.end]
    if not near:
        return "Nothing tagged here."
    near.sort(key=lambda span: (span.label != unit.label, abs(span.start - start) + abs(span.end - end)))
    quoted = one_line(text[near[0].start : near[0].end])
    return f"Tagged otherwise: {near[0].label} “{quoted if len(quoted) < 160 else quoted[:160] + ' …'}”"
