"""What the rules of the scheme find in the layers of a project, one layer after the other."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from workbench.errors import ProjectError
from workbench.model.layer import GOLD
from workbench.model.rules import Problem, problems
from workbench.model.span import Span
from workbench.project.facade import Project

_LONGEST = 60  # characters of what is quoted


class Found(NamedTuple):
    """A problem with its place: whose layer of which article, and the span where it is one's."""

    article: str
    annotator: str
    state: str
    span: Span | None
    quote: str
    problem: Problem

    def record(self) -> dict[str, Any]:
        """As the command line tells it."""
        span, problem = self.span, self.problem
        return {
            "article": self.article,
            "annotator": self.annotator,
            "state": self.state,
            "span": span.id if span else None,
            "label": span.label if span else None,
            "start": span.start if span else None,
            "end": span.end if span else None,
            "text": self.quote if span else None,
            "entity": problem.entity,
            "rule": problem.rule,
            "level": problem.level,
            "missing": problem.missing,
            "sentence": problem.sentence,
            "fix": problem.fix.words if problem.fix else None,
        }


def find_problems(project: Project, layers: str = "all", only_done: bool = True) -> Iterator[Found]:
    """Articles by key, the gold first, then by name, each in text order; ``layers`` as in an export.

    ProjectError where nobody of that name works here.
    """
    if layers not in (GOLD, "all") and layers not in project.annotators():
        names = ", ".join(project.annotators()) or "nobody yet"
        raise ProjectError(f"nobody called {layers!r} works here; there is {names}")
    for article, layer in project.stream(layers, only_done):
        if layer is None:
            continue
        spans = {span.id: span for span in layer.spans}
        for problem in problems(project.scheme, article.text, layer):
            span = spans.get(problem.span or "")
            quote = span.beginning(article.text, _LONGEST) if span else ""
            yield Found(article.key, layer.annotator, layer.state, span, quote, problem)
