"""What is said of the gold of an article: how much nobody was asked about, where it is from, what comes next."""

from collections.abc import Sequence

from workbench.model.layer import Decision, Layer
from workbench.model.span import Span
from workbench.project.decisions import gold_of
from workbench.review.units import voters as done_layers
from workbench.window.review.words import short
from workbench.words import number

_ALL = {2: "both", 3: "all three", 4: "all four", 5: "all five"}


def agreed(gold: Layer, voters: int) -> str:
    """How many spans became gold without a question; empty where none did."""
    spans = {span.id for span in gold.spans}
    by_rule = [item for item in gold.decisions if item.rule not in (None, "import") and item.target in spans]
    by_rule = list({item.target: item for item in by_rule}.values())  # a span may have been decided more than once
    count = sum(item.outcome == "agreed" for item in by_rule)
    if not by_rule:
        return ""
    later = any(len(item.sources) not in (0, voters) for item in by_rule if item.outcome == "agreed")
    who = "all who were done then" if later else _ALL.get(voters, "all")
    words = f"{number(count, 'span')} agreed by {who} became gold without a question."
    more = len(by_rule) - count
    return f"{words} {more:,} more by the majority." if more else words


def sources(gold: Layer) -> list[tuple[Span, str]]:
    """The gold spans in text order, each with where it is from."""
    decided = {item.target: item for item in gold.decisions}
    return [(span, _source(decided.get(span.id))) for span in gold.spans]


def _source(decision: Decision | None) -> str:
    if decision is None:
        return ""
    if decision.rule == "import":
        return "came in as gold"
    if decision.rule is not None:
        return "agreed by all" if decision.outcome == "agreed" else f"by the rule {decision.rule}"
    if not decision.sources:
        return f"added by {decision.by}"
    return f"{decision.by} took {', '.join(short(name) for name, _ in decision.sources)}"


def note(layers: Sequence[Layer], all_decided: bool, key: str) -> str:
    """Who is not finished yet; and what is next when all is decided. ``key`` opens the next article with disputes."""
    done = done_layers(layers)
    begun = [layer.annotator for layer in layers if not layer.is_gold and layer.state == "in_progress"]
    said = []
    if begun and done:
        verb = "has" if len(begun) == 1 else "have"
        said.append(
            f"{len(begun)} of {len(begun) + len(done)} not finished: {', '.join(begun)} {verb} begun this article."
        )
    if all_decided:
        said.append(f"Everything here is decided. {_and_next(gold_of(layers), key)}")
    return " ".join(said)


def empty(done: Sequence[Layer], gold: Layer, key: str) -> str:
    """Why there is no dispute, and what can be done."""
    if len(done) < 2:
        who = f"Only {done[0].annotator} is" if done else "Nobody is"
        return f"Agreement needs two readers. {who} done with this article; review begins when two are."
    if not gold.spans:
        return "Nothing is gold yet. “Merge what all agree on” in the menu Review starts."
    return f"Everyone agrees here. {_and_next(gold, key)}"


def _and_next(gold: Layer, key: str) -> str:
    words = f"{number(len(gold.spans), 'span')} {'is' if len(gold.spans) == 1 else 'are'} gold."
    return f"{words} {key} opens the next article with disputes." if key else words
