"""What the export dialog says in words: its head, what is missing, what was written."""

from pathlib import Path

from workbench.model.layer import GOLD
from workbench.project.export_look import Plan
from workbench.project.export_source import ExportOptions
from workbench.project.exporting import ExportReport
from workbench.words import number


def head_of(layer: str) -> str:
    """The dialog's title."""
    return {GOLD: "Export gold", "all": "Export all layers"}.get(layer, f"Export the layer of {layer}")


def subtitle_of(made: Plan, articles: str) -> str:
    """How much there is, whatever labels were chosen."""
    counts = made.counts
    what = "finished article" if articles == "done" else "article"
    spans, relations = counts.spans + counts.other_spans, counts.relations + counts.other_relations
    return f"{number(counts.articles, what)}, {number(spans, 'span')}, {number(relations, 'relation')}"


def nothing_there(options: ExportOptions, articles: str, review_key: str) -> tuple[str, str]:
    """Why there is nothing to write, and what can be done."""
    keys = f" ({review_key})" if review_key else ""
    way = f"Review makes gold{keys}, or export a person’s layer."
    whose = "gold" if options.layer == GOLD else f"layer of {options.layer}"
    if articles == "one":
        return f"This article has no {whose}", way if options.layer == GOLD else "Choose another layer above."
    if options.layer == GOLD:
        return ("No article has finished gold" if articles == "done" else "No article has gold"), way
    if options.layer == "all":
        return "No layer is finished", "Choose “all” to export what is begun, too."
    more = "Choose “all” to export what is begun, or another layer." if articles == "done" else "Choose another layer."
    return f"{options.layer} has {'finished' if articles == 'done' else 'begun'} no article", more


def written_sentence(done: ExportReport, place: Path) -> str:
    """What was written, and what was lost."""
    lost = ""
    if done.losses:
        told = "is" if len(done.losses) == 1 else "are"
        where = f"{told} listed beside it" if done.losses_file else f"{told} not listed"
        lost = f"; {len(done.losses):,} {'loss' if len(done.losses) == 1 else 'losses'} {where}"
    kept = ""
    if done.kept != done.spans:
        kept = f", {f'{done.kept:,}' if done.kept else 'none'} of them as they are"
    return f"Wrote {place}: {number(done.articles, 'article')}, {number(done.spans, 'span')}{kept}{lost}."


def left_out(layer: str, shown: int, total: int) -> str:
    """Why fewer articles can be written than the project has; nothing where it is all of them."""
    if layer == "all" or shown >= total:
        return ""
    whose = "gold" if layer == GOLD else f"a layer of {layer}"
    rest = total - shown
    which = "The other one has none and is" if rest == 1 else f"The other {rest:,} have none and are"
    have = f"{number(total, 'article')} {'has' if shown == 1 else 'have'}"
    return f"{shown:,} of the project’s {have} {whose}. {which} not written."
