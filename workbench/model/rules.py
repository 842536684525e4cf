"""What may be doubtful in a layer: rules that a scheme switches on by name, and what it calls required.

Rules find problems; they never refuse. A new rule is one function in ``RULES``; which labels it looks at is the
scheme's matter (``Rule.labels`` and ``Rule.others``).
"""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from workbench.model.layer import Layer
from workbench.model.problem import Finding, Fix, Look, Problem
from workbench.model.required import what_is_missing
from workbench.model.rules_of_marks import continued_quote, half_pair, unbalanced_marks
from workbench.model.rules_of_places import inside, no_entity, target_inside

if TYPE_CHECKING:
    from workbench.model.scheme import Rule, Scheme

__all__ = ["NEED_OTHERS", "RULES", "Fix", "Problem", "problems"]

RULES: dict[str, Callable[[Look, "Rule"], Iterator[Finding]]] = {
    "continued-quote": continued_quote,
    "half-pair": half_pair,
    "inside": inside,
    "no-entity": no_entity,
    "speaker-inside": target_inside,
    "unbalanced-marks": unbalanced_marks,
}
# These say nothing without labels to hold the others against.
NEED_OTHERS = frozenset({"inside"})


def problems(scheme: "Scheme", text: str, layer: Layer) -> list[Problem]:
    """Everything in ``layer`` that the scheme calls missing or doubtful, in text order; of the article first."""
    look = Look(scheme, text, layer)
    found = list(what_is_missing(look))
    for rule in scheme.rules:
        found += [
            Problem(rule.name, rule.level, span.id, sentence, fix)
            for span, sentence, fix in RULES[rule.name](look, rule)
        ]
    place = {span.id: span.order for span in layer.spans}
    return sorted(found, key=lambda problem: place.get(problem.span or "", (-1, 0, "", "")))
