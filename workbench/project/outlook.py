"""What an import of several inspected files would come to, held against each other and against the project."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from workbench.formats.base import Refusal, Where
from workbench.project.facade import Project
from workbench.project.import_batch import become_one, known_keys, known_texts, other_text
from workbench.project.importing import MOST_REFUSALS
from workbench.project.inspecting import Inspected, Seen


@dataclass(slots=True)
class Outlook:
    """What an import of several files would come to.

    ``other_texts`` are refused since their key is taken, ``doubled`` since two layers would become one, ``refused``
    for what they are. ``at_least``: some file was not looked at to its end.
    """

    articles: int = 0
    present: int = 0
    same_text: int = 0
    layers: int = 0
    other_texts: list[Refusal] = field(default_factory=list)
    doubled: list[Refusal] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    refused_more: int = 0
    at_least: bool = False

    @property
    def refusals(self) -> int:
        """How many records would be refused, whatever the reason."""
        return len(self.other_texts) + len(self.doubled) + len(self.refused) + self.refused_more

    def against(self) -> dict[str, list[Refusal]]:
        """By file, what stands against its records beside what is wrong with them."""
        found: dict[str, list[Refusal]] = {}
        for refusal in (*self.other_texts, *self.doubled):
            found.setdefault(refusal.where.file, []).append(refusal)
        return found


def outlook(project: Project, items: Sequence[Inspected], layer: str | None = None) -> Outlook:
    """What importing these together would do; ``layer`` overrides whose layers they hold.

    Only one thing is left to the import itself: whether a layer that is there already holds other labels.
    """
    found = Outlook(at_least=any(item.more for item in items))
    for item in items:
        found.refused += item.refused[: MOST_REFUSALS - len(found.refused)]
        found.refused_more += item.refusals
    found.refused_more -= len(found.refused)
    store = project.store
    records = [seen for item in items for seen in item.records]
    keys = {key: digest for key, (_, digest) in known_keys(store, (seen.key for seen in records)).items()}
    texts = set(known_texts(store, {seen.digest for seen in records}))
    places: dict[str, Where] = {}
    for (key, digest), group in groupby(records, lambda seen: (seen.key, seen.digest)):
        kept = _layers(list(group), layer, found)
        if not kept:
            continue
        if keys.get(key, digest) != digest:
            found.other_texts.append(Refusal(kept[0].where, other_text(key, places.get(key))))
            continue
        places.setdefault(key, kept[0].where)
        if key in keys:
            found.present += 1
        elif digest in texts:
            found.same_text += 1
        else:
            found.articles += 1
        keys[key] = digest
        texts.add(digest)
        found.layers += sum(seen.filled for seen in kept)
    return found


def _layers(group: list[Seen], layer: str | None, found: Outlook) -> list[Seen]:
    """The records of one article of which no two would become one layer."""
    names: dict[str, Where] = {}
    kept: list[Seen] = []
    for seen in group:
        if not seen.good:
            continue
        name = (layer or seen.layer) if seen.layer is not None else None
        if name is not None and name in names:
            found.doubled.append(Refusal(seen.where, become_one(seen.key, name, names[name])))
            continue
        if name is not None:
            names[name] = seen.where
        kept.append(seen)
    return kept
