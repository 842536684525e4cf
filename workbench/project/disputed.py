"""Where disputes are open: the next article that needs a person."""

from workbench.model.layer import GOLD
from workbench.project.facade import Project
from workbench.project.reviewing import article_dispute, disputes

# Articles that two or more are done with, but for those whose gold says that nothing is open and is newer than
# any change to their layers. Whether something is open in the others, only their content can tell.
_DOUBTFUL = """
SELECT a."position", a."key" FROM "article" a
JOIN "layer" l ON l."article" = a."id" AND l."state" = 'done'
JOIN "annotator" p ON p."id" = l."annotator" AND p."name" <> ?
LEFT JOIN "layer" g ON g."article" = a."id" AND g."annotator" = (SELECT "id" FROM "annotator" WHERE "name" = ?)
GROUP BY a."id", a."position", a."key", g."id", g."state", g."unresolved"
HAVING COUNT(*) >= 2 AND (
  g."id" IS NULL OR g."state" <> 'done' OR g."unresolved" > 0
  OR MAX((SELECT MAX(c."entry") FROM "change" c WHERE c."target" = l."id"))
   > (SELECT MAX(c."entry") FROM "change" c WHERE c."target" = g."id")
)
"""


def next_disputed(project: Project, after: str) -> str | None:
    """The key of the next article with an open dispute, in the order of the list and going round.

    ``after`` is the key of the article to begin behind; it comes last itself. None where no dispute is open.
    """
    here = project.store.row('SELECT "position", "key" FROM "article" WHERE "id" = ?', (project.article_id(after),))
    assert here is not None
    rows = sorted(project.store.rows(_DOUBTFUL, (GOLD, GOLD)))
    order = [row for row in rows if row > here] + [row for row in rows if row <= here]
    return next((key for _, key in order if has_open(project, key)), None)


def has_open(project: Project, key: str) -> bool:
    """Whether an article has a dispute that nobody has decided yet."""
    layers = project.layers(key)
    of_article = article_dispute(project, key, layers)
    if of_article is not None and of_article.decision is None:
        return True
    return any(dispute.decision is None for dispute in disputes(project, key, layers))
