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
