"""Ann and Bob on one article, and what gold makes of it."""

from support.build import TEXT, tag, where_of
from workbench.model.layer import Layer
from workbench.project import Project
from workbench.project.labelling import Labelling
from workbench.review.units import Unit, units

ADA = ("actor", *where_of(TEXT, "Ada Dorn"))
MAYOR = ("actor", *where_of(TEXT, "The mayor"))
DONE = ("quote", *where_of(TEXT, "“I am done,”"))
Extent = tuple[str, int, int]


def tag_as_two(project: Project) -> None:
    """Ann and bob agree on the quote and on Ada, with the relation; only ann has the mayor."""
    for name, spans in (("ann", (DONE, ADA, MAYOR)), ("bob", (DONE, ADA))):
        ids = tag(project, name, "k", *spans, done=False)
        work = Labelling(project, name)
        work.relate("speaker", ids[0], ids[1])
        work.set_done("k", True)


def gold(project: Project) -> Layer:
    return project.layer("k", "gold")


def extents(layer: Layer) -> list[Extent]:
    return [(span.label, span.start, span.end) for span in layer.spans]


def unit(project: Project, extent: Extent) -> Unit:
    layers = [layer for layer in project.layers("k") if not layer.is_gold]
    return next(found for found in units(layers) if (found.label, *found.parts[0]) == extent)
