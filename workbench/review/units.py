"""Aligns the layers of one article into units: the same parts with the same label are one unit."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from workbench.model.layer import Layer
from workbench.model.span import Parts, Span

UnitKey = tuple[Parts, str]


def unit_key(span: Span) -> UnitKey:
    """What makes two annotators' spans the same: parts and label."""
    return (span.parts, span.label)


@dataclass(slots=True)
class Unit:
    """One stretch with one label, and each annotator's span there; ``spans`` is by annotator's name."""

    key: UnitKey
    spans: dict[str, Span]

    @property
    def parts(self) -> Parts:
        """The parts that all its spans have."""
        return self.key[0]

    @property
    def label(self) -> str:
        """The label that all its spans have."""
        return self.key[1]

    @property
    def sources(self) -> tuple[tuple[str, str], ...]:
        """Pairs of annotator and span id, by name."""
        return tuple((name, self.spans[name].id) for name in sorted(self.spans))


def units(layers: Iterable[Layer]) -> list[Unit]:
    """All units of the layers in text order."""
    found: dict[UnitKey, dict[str, Span]] = defaultdict(dict)
    for layer in layers:
        for span in layer.spans:
            found[unit_key(span)][layer.annotator] = span
    order = sorted(found, key=lambda key: (key[0][0][0], -key[0][-1][1], key[1], key[0]))
    return [Unit(key, found[key]) for key in order]


def voters(layers: Sequence[Layer]) -> list[Layer]:
    """The layers that count when gold is made: those of annotators who are done."""
    return [layer for layer in layers if not layer.is_gold and layer.state == "done"]
