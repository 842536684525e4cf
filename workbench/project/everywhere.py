"""The same text everywhere: where words are found that an annotator has not tagged so yet."""

from collections.abc import Iterable, Iterator

from workbench.model.find import Search
from workbench.model.span import Extent
from workbench.project.facade import Project
from workbench.project.searching import Hit


def like(text: str) -> Search:
    """The search for what a span quotes: whole words, blanks and quotation marks folded, blanks at its ends left out.

    A text with a capital is a name, as a rule, or begins a sentence: it is looked for as it is written. One without
    may stand at the beginning of a sentence elsewhere, so that its case does not matter.
    """
    words = text.strip()
    return Search(words, whole=True, case=any(sign.isupper() or sign.istitle() for sign in words), folded=True)


def untagged(project: Project, annotator: str, label: str, hits: Iterable[Hit]) -> Iterator[Hit]:
    """Of what a search found, the places that the annotator's own layer has not under that label already.

    Exactly those extents count: one that is part of a longer span, or has another label, is not left out.
    """
    for hit in hits:
        tagged = _tagged(project, annotator, label, hit.article)
        left = [place for place in zip(hit.extents, hit.snippets) if place[0] not in tagged]
        if left:
            yield hit._replace(extents=[extent for extent, _ in left], snippets=[words for _, words in left])


def _tagged(project: Project, annotator: str, label: str, article: str) -> set[Extent]:
    sql = (
        'SELECT s."start", s."end" FROM "span" s JOIN "layer" l ON l."id" = s."layer"'
        ' JOIN "annotator" p ON p."id" = l."annotator"'
        ' WHERE l."article" = ? AND p."name" = ? AND s."label" = ? AND s."parts" = \'\''
    )
    return {(start, end) for start, end in project.store.rows(sql, (article, annotator, label))}
