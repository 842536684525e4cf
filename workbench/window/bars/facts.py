"""The facts at the right of the status bar: where one is, how much is tagged, scheme, tags, size."""

from typing import TYPE_CHECKING

from workbench import __version__
from workbench.window.bars.header import NARROW
from workbench.words import number

if TYPE_CHECKING:
    from workbench.window.frame import Frame

_TAGS = {"value": "letter + value", "letter": "letter", "selected": "selected", "none": "none"}


def facts_of(frame: "Frame") -> tuple[str, ...]:
    """The facts that there is room for."""
    session = frame.session
    if session is None:
        return (f"Version {__version__}",)
    if frame.mode == "progress":
        return (f"Scheme {session.scheme.name} {session.scheme.version}",)
    if session.article is None:
        return ()
    selected = frame.view.selected_span
    at = f"{selected.start:,}–{selected.end:,}" if selected else f"{frame.view.caret():,}"
    if selected is not None and len(selected.parts) > 1:
        at = f"{at} in {number(len(selected.parts), 'part')}"
    unit = getattr(frame.review.current, "unit", None) if frame.mode == "review" and selected is None else None
    if unit is not None:  # the dispute in front
        at = f"{unit.parts[0][0]:,}–{unit.parts[-1][1]:,}"
    shown = frame.review.gold if frame.mode == "review" else session.layer
    counts = f"{number(len(shown.spans), 'span')} · {number(len(shown.relations), 'relation')}"
    size = f"{round(100 * frame.article_size / frame.normal_size)} %"
    if frame.width() < NARROW:
        return (at, counts, size)
    scheme, tags = session.scheme, _TAGS[frame.settings.get("tags", "value")]
    return (at, counts, f"Scheme {scheme.name} {scheme.version}", f"Tags: {tags}", size)
