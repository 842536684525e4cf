"""The sample project gives, byte for byte, what stands in ``annotations/`` with its manifest."""

import hashlib
import json
from pathlib import Path

import pytest

from workbench.places import annotations, data_folder
from workbench.project.sample import EXPORTS, export_annotations, make_sample, sample_project


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the sample project writes."""
    folder = tmp_path_factory.mktemp("annotations")
    with make_sample(folder / "s.workbench") as project:
        assert project.check() == []
        export_annotations(project, folder / "out")
    return folder / "out"


def test_the_exports_are_those_that_ship(written: Path) -> None:
    shipped = {path.name: path.read_bytes() for path in annotations().iterdir() if path.name != "README.md"}
    assert {path.name for path in written.iterdir()} == set(shipped)
    for name, data in shipped.items():
        assert (written / name).read_bytes() == data, name


def test_the_manifest_tells_each_file(written: Path) -> None:
    manifest = json.loads((annotations() / "manifest.json").read_text())
    assert set(EXPORTS) <= set(manifest["files"])
    for name, known in manifest["files"].items():
        data = (annotations() / name).read_bytes()
        assert (hashlib.sha256(data).hexdigest(), len(data)) == (known["sha256"], known["bytes"])


def test_the_sample_project_of_a_person_is_made_once(home: Path) -> None:
    path = sample_project()
    assert path.parent == data_folder() == home
    before = path.stat().st_mtime_ns
    assert sample_project() == path
    assert path.stat().st_mtime_ns == before


def test_the_rules_find_nothing_in_gold_that_is_done(tmp_path: Path) -> None:
    from workbench.project.problems import find_problems

    with make_sample(tmp_path / "s.workbench") as project:
        gold = [labelled.layer for labelled in project.stream("gold", only_done=True)]
        assert [found.record() for found in find_problems(project, "gold")] == []
    layers = [layer for layer in gold if layer is not None]
    assert len(layers) > 10
    for layer in layers:
        assert all(span.attributes["type"] for span in layer.spans if span.label == "event")
        assert all(span.entity for span in layer.spans if span.label == "actor")
        assert layer.entities and "quote" in layer.complete
