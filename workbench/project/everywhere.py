"""The same text everywhere: where words are found that an annotator has not tagged so yet."""

from collections.abc import Iterator, Sequence

from workbench.jobs import Report, silent
from workbench.model.find import Search, check, find
from workbench.model.span import Extent
from workbench.project.facade import Project
from workbench.project.searching import candidates
from workbench.store import articles as stored


def like(text: str) -> Search:
    """The search for what a span quotes: whole words, blanks and quotation marks folded, blanks at its ends left out.

    A text with a capital is a name, as a rule, or begins a sentence: it is looked for as it is written. One without
    may stand at the beginning of a sentence elsewhere, so that its case does not matter.
    """
    words = text.strip()
    return Search(words, whole=True, case=any(sign.isupper() or sign.istitle() for sign in words), folded=True)


def places(
    project: Project, annotator: str, label: str, search: Search, keys: Sequence[str] | None = None,
    report: Report = silent,
) -> Iterator[tuple[str, list[Extent]]]:  # fmt: skip
    """Articles, by key, and where ``search`` is found in each; None for ``keys`` is all, in the order of the list.

    An extent that the annotator's own layer has under that label already is left out; one that is part of a longer
    span, or has another label, is not. Nothing is widened or trimmed. SearchError at once, as for ``find``.
    """
    check(search)
    return _places(project, annotator, label, search, keys, report)


def _places(
    project: Project, annotator: str, label: str, search: Search, keys: Sequence[str] | None, report: Report
) -> Iterator[tuple[str, list[Extent]]]:
    texts = _all(project, search, report) if keys is None else _named(project, keys, report)
    for article, key, text in texts:
        found = find(search, text)
        if found:
            tagged = _tagged(project, annotator, label, article)
            if left := [extent for extent in found if extent not in tagged]:
                yield key, left


def _all(project: Project, search: Search, report: Report) -> Iterator[tuple[str, str, str]]:
    for candidate, text in candidates(project, search, report):
        yield candidate.article, candidate.key, text


def _named(project: Project, keys: Sequence[str], report: Report) -> Iterator[tuple[str, str, str]]:
    wanted = list(dict.fromkeys(keys))
    for done, key in enumerate(wanted):
        report(done, len(wanted))
        id = project.article_id(key)
        yield id, key, stored.read_article(project.store, id).text
    report(len(wanted), len(wanted))


def _tagged(project: Project, annotator: str, label: str, article: str) -> set[Extent]:
    sql = (
        'SELECT s."start", s."end" FROM "span" s JOIN "layer" l ON l."id" = s."layer"'
        ' JOIN "annotator" p ON p."id" = l."annotator"'
        ' WHERE l."article" = ? AND p."name" = ? AND s."label" = ? AND s."parts" = \'\''
    )
    return {(start, end) for start, end in project.store.rows(sql, (article, annotator, label))}
