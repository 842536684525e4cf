"""One annotator on one project, and how an action of theirs is carried out: what every part of labelling stands on."""

import contextlib
from collections.abc import Iterator

from workbench.model.scheme import Scheme
from workbench.project.facade import Project, check_name
from workbench.project.layer_edit import LayerEdit


class AtWork:
    """One annotator at work. ``annotator`` owns the layer and acts."""

    def __init__(self, project: Project, annotator: str) -> None:
        self.project = project
        self.annotator = check_name(annotator)

    @property
    def scheme(self) -> Scheme:
        """The project's scheme as it is by now."""
        return self.project.scheme

    @contextlib.contextmanager
    def _edit(self, kind: str) -> Iterator[LayerEdit]:
        with self.project.journal.action(self.annotator, kind) as action:
            yield LayerEdit(self.project, action)
