"""Articles that were tagged before a label meant what it means by now, listed for another look."""

from typing import TYPE_CHECKING

from workbench.project.scheme_versions import changed_meaning, tagged_before
from workbench.words import number

if TYPE_CHECKING:
    from workbench.window.frame import Frame


def show_stale(frame: "Frame") -> None:
    """Show them in the list, whichever label it is about; the words above the list name the labels."""
    session = frame.session
    if session is None:
        return
    project = session.project
    changed = [label.name for label in session.scheme.labels if changed_meaning(project, label.name) is not None]
    if not changed:
        frame.say("No label of this scheme has changed its meaning since the project was made.")
        return
    found = {label: keys for label in changed if (keys := tagged_before(project, label).keys)}
    if not found:
        frame.say(f"Whatever is tagged {' or '.join(changed)} was last looked at when it meant what it means now.")
        return
    ids = {project.article_id(key) for keys in found.values() for key in keys}
    labels = " or ".join(found)
    frame.articles.show_among(f"tagged before {labels} changed", ids)
    verb = "was" if len(ids) == 1 else "were"
    frame.say(f"{number(len(ids), 'article')} {verb} tagged before {labels} changed, and not looked at since.")
