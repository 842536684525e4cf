"""The part of the article view that shows what is not a span of the layer: suggestions, found places, relations."""

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from workbench.model.relation import Relation
from workbench.model.span import Extent, Parts, Span
from workbench.window.article.canvas import ArticleCanvas
from workbench.window.article.marks.found import Found
from workbench.window.article.marks.intervals import rank
from workbench.window.article.marks.links import Links, Offer, other_end
from workbench.window.article.marks.paint import Brush, pieces_of
from workbench.window.article.marks.suggestions import Suggestions

if TYPE_CHECKING:
    from workbench.window.article.marks.relation_lines import Line
    from workbench.window.article.marks.relation_paint import FarEnd

_MANY_BLOCKS = 40


class Overlays(ArticleCanvas):
    """An article with its spans, and with what is proposed, was found, or leads from one span to another."""

    suggestion_clicked = Signal(str)  # its id
    target_clicked = Signal(str)  # any other span than its source while a relation is on its way

    def __init__(self, parent: QWidget | None = None) -> None:
        self._links = Links()
        self._offer: Offer | None = None
        self._all_relations = False
        super().__init__(parent)

    def show_article(self, text: str, spans: Sequence[Span], title: str | None = None) -> None:
        """Show another article from its start; nothing of the old one is kept."""
        self._links = Links()
        self._offer = None
        super().show_article(text, spans, title)

    def update_spans(self, removed: Collection[str], added: Sequence[Span]) -> None:
        """Take spans out and put spans in; suggestions take the lanes that are left."""
        hidden = self._marks.stands_in
        super().update_spans(removed, added)
        self._restyle_round_hidden(hidden)
        if len(self._marks.suggestions.index):
            self._marks.suggestions.lanes.forget()
            self._restyle_marks()
        self._link_up()
        if self._all_relations:  # whose lines may lead elsewhere now, through lines of text without these spans
            self.viewport().update()

    def _restyle_marks(self) -> None:
        """Every box stays; all in view is painted anew."""
        self._marks.drop_look()
        self.viewport().update()

    def select_span(self, id: str | None, reveal: bool = True) -> None:
        """Select a span, or none: the view, which knows what is selected, says how."""

    def _mark_selected(self, span: Span | None, by_keys: bool) -> None:
        """Show which span is selected, and where its relations lead."""
        marks = self._marks
        before = marks.index.get(marks.selected)
        hidden = marks.stands_in
        marks.selected = span.id if span is not None else None
        marks.by_keys = by_keys
        changed = [found for found in (before, span) if found is not None]
        for found in changed:
            marks.drop_look_of(found)
        self._restyle_round_hidden(hidden)
        self._repaint_lines(changed)
        self._link_up()

    def _restyle_round_hidden(self, before: Span | None) -> None:
        """Another span may be drawn in the place of others, or none, than ``before``."""
        for found in filter(None, (before, self._marks.stands_in)):
            self._restyle_around(found)

    def _restyle_around(self, hidden: Span) -> None:
        """Spans give way to one that has no lane of its own, or come back: they may reach further than it does."""
        marks, blocks_of = self._marks, self._display.blocks_of
        if len(blocks_of(hidden.start, hidden.end)) > _MANY_BLOCKS:
            self._restyle_marks()
            return
        touched = [span for span in marks.index.touching(hidden.start, hidden.end) if marks.is_in_last_lane(span)]
        for span in touched:
            marks.drop_look(blocks_of(span.start, span.end))
        self._repaint_spans([hidden, *touched])

    # Suggestions

    def set_suggestions(
        self,
        spans: Sequence[Span],
        current: str | None = None,
        roles: Mapping[str, str] | None = None,
        whole: Parts = (),
    ) -> None:
        """Show spans that are proposed, in the lanes that the real ones leave; their ids must be their own.

        ``roles`` stand in the tags of those, by id, that are something to another one. Under ``whole``, stretches of
        the current one, the line is not broken.
        """
        had_some = len(self._marks.suggestions.index) > 0
        self._marks.suggestions = Suggestions(spans, self._marks.lanes, current, roles, whole)
        if self._hovered is not None and self._marks.get(self._hovered) is None:
            self._hovered = None
        if had_some or spans:
            self._marks.drop_suggested()
            self._restyle_marks()

    def suggestions(self) -> list[Span]:
        """The suggestions in text order."""
        return list(self._marks.suggestions.index)

    @property
    def current_suggestion(self) -> Span | None:
        """The suggestion that is asked about."""
        return self._marks.suggestions.index.get(self._marks.suggestions.current)

    def set_current_suggestion(self, id: str | None, reveal: bool = True) -> None:
        """Put the ring round a suggestion, or round none; with ``reveal`` it comes into view."""
        before = self.current_suggestion
        span = self._marks.suggestions.index.get(id)
        self._marks.suggestions.current = span.id if span is not None else None
        if span is not None and reveal:
            self.reveal(span.start, span.end)
        self._repaint_lines([found for found in (before, span) if found is not None])

    def suggestion_at(self, at: QPointF) -> Span | None:
        """The suggestion under a place of the view."""
        found = self._line_at(at) if len(self._marks.suggestions.index) and not self._bare else None
        if found is None:
            return None
        block, top, line = found
        number = block.blockNumber()
        return self._marks.suggestion_hit(number, line, at.x(), self._below_baseline(at, number, top, line))

    def mark_at(self, at: QPointF) -> Span | None:
        """The span or the suggestion under a place, the shorter where both are."""
        found = (self.suggestion_at(at), self.span_at(at))
        return min((span for span in found if span is not None), key=rank, default=None)

    # Found places

    def set_found(self, extents: Sequence[Extent], current: int | None = None) -> None:
        """Show places that were found, each in a thin frame; ``current`` is the number of the one looked at."""
        before, now = self._marks.found, Found(extents, current)
        self._marks.found = now
        self._marks.drop_found()
        self._repaint_where(lambda first, last: before.are_in(first, last) or now.are_in(first, last))

    # Relations

    def set_relations(self, relations: Sequence[Relation]) -> None:
        """Know the relations of the layer; those of the selected span are shown."""
        if tuple(relations) != self._links.relations:
            self._links = Links(relations)
            self._link_up()
            if self._all_relations:
                self.viewport().update()

    @property
    def all_relations(self) -> bool:
        """Whether the relations of all spans are shown."""
        return self._all_relations

    def set_all_relations(self, shown: bool) -> None:
        """Show the relations of all spans, or of the selected one only."""
        self._all_relations = shown
        self.viewport().update()

    def relations_of(self, id: str | None) -> list[Relation]:
        """The relations of a span, those that lead from it first; both their ends are in the article."""
        if self._offer is not None and id == self._offer.source:
            return [relation] if (relation := self._offer.relation) is not None else []
        get = self._marks.index.get
        return [item for item in self._links.of(id) if get(item.source) and get(item.target)]

    def offer_links(self, offer: Offer | None) -> None:
        """Show where a relation may lead that is on its way, all other spans dimmed; None: it is made, or given up."""
        lit = offer.lit if offer is not None else None
        if lit != self._marks.lit:
            self._marks.lit = lit
            self._restyle_marks()
        self._offer = offer
        self._link_up()

    def _roles(self) -> dict[str, str]:
        if self._offer is not None:
            return self._offer.roles()
        roles: dict[str, str] = {}
        for relation in self.relations_of(self._marks.selected):
            said = roles.get(relation.target)
            if said is None or relation.type not in said.split(", "):
                roles[relation.target] = f"{said}, {relation.type}" if said else relation.type
        return roles

    def _link_up(self) -> None:
        """Write into tags what their spans are in the relations of the selected one."""
        marks, roles = self._marks, self._roles()
        if not roles and not marks.roles:
            return
        for id in {*roles, *marks.roles}:
            if (span := marks.index.get(id)) is not None and roles.get(id) != marks.roles.get(id):
                marks.drop_look(self._display.blocks_of(span.start, span.start + 1))
        marks.roles = roles
        self.viewport().update()

    def _paint_between(self, brush: Brush) -> None:
        if not self._all_relations and not self._marks.roles:
            return
        from workbench.window.article.marks.relation_paint import paint_lines, paint_outline

        theme, selected = self._art.theme, self._marks.selected
        own = self.relations_of(selected)
        tops = self._tops()
        if self._all_relations:
            others = [item for item in self._in_view(tops) if selected not in (item.source, item.target)]
            paint_lines(brush, self._lines(brush, tops, others), theme.bs)
        for id in {other_end(item, selected or "") for item in own} - {selected}:
            for block, top in tops.items():
                for piece in pieces_of(brush, block, id):
                    paint_outline(brush.of(block), top, piece)
        paint_lines(brush, self._lines(brush, tops, own), theme.ink)

    def _paint_last(self, brush: Brush) -> None:
        if self._marks.roles:
            from workbench.window.article.marks.relation_paint import paint_far_end

            for end in self._far_ends(brush):
                paint_far_end(brush, end)

    def _tops(self) -> dict[int, float]:
        """The tops of the blocks in view."""
        return {block.blockNumber(): top for block, top, _ in self._rows(0, self.viewport().height())}

    def _in_view(self, tops: Collection[int]) -> list[Relation]:
        """The relations of the spans in view, each once."""
        marks = self._marks
        seen = {
            relation.id: relation
            for block in tops
            for piece in marks.drawn(block)
            for relation in self._links.of(piece.span.id)
        }
        if not marks.hidden:
            return list(seen.values())
        ends = {id: marks.index.get(id) for item in seen.values() for id in (item.source, item.target)}
        unseen = {id for id, span in ends.items() if span is not None and marks.is_hidden(span)}
        return [item for item in seen.values() if unseen.isdisjoint((item.source, item.target))]

    def _lines(self, brush: Brush, tops: dict[int, float], relations: Sequence[Relation]) -> "list[Line]":
        from workbench.window.article.marks.relation_lines import Router

        return Router(brush, tops, self.viewport().height()).lines(relations)

    def _far_ends(self, brush: Brush) -> "list[FarEnd]":
        from workbench.window.article.marks.relation_paint import far_ends

        lines = self._lines(brush, self._tops(), self.relations_of(self._marks.selected))
        return far_ends(brush, lines, self.text)

    def far_end_at(self, at: QPointF) -> str | None:
        """The span that the words at the view's edge name, out of view at the other end of a relation."""
        if not self._marks.roles or self._bare:
            return None
        ratio = self.viewport().devicePixelRatioF()
        ends = self._far_ends(Brush(QPainter(), self._marks, self._art, ratio, None, unit=self._layout.column.unit))
        return next((end.id for end in ends if end.box.contains(at)), None)

    def _target_at(self, at: QPointF) -> Span | None:
        """The span under a place while a relation is on its way: one that is lit before one that is dimmed."""
        if self._offer is None:
            return None
        source = self._offer.source
        found = (self.span_at(at), self.span_at(at, dimmed=True))
        return next((span for span in found if span is not None and span.id != source), None)

    def take_click(self, at: QPointF) -> bool:
        """Whether a click is no selection: words at the edge lead there, a suggestion or a target is told of."""
        if (target := self._target_at(at)) is not None:
            self.target_clicked.emit(target.id)
            return True
        if (far := self.far_end_at(at)) is not None:
            self.select_span(far)
            return True
        suggestion = self.suggestion_at(at)
        if suggestion is not None and self.mark_at(at) == suggestion:
            self.suggestion_clicked.emit(suggestion.id)
            return True
        return False

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """What stands at the view's edge stays there."""
        super().scrollContentsBy(dx, dy)
        if self._marks.roles or self._all_relations:
            self.viewport().update()
