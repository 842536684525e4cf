"""The sample project: articles that ship with the program, two annotators' layers and their gold."""

import hashlib
import json
from pathlib import Path

from workbench.places import annotations, data_folder, resource
from workbench.project.exporting import ExportOptions, export
from workbench.project.facade import Project
from workbench.project.importing import import_paths

LAYERS = "layers.jsonl"
# Whose layer, and which article, a first look shows.
ANNOTATOR, FIRST = "ines", "ferry-strike-wire"
# What stands in ``annotations/``, and how the program wrote it.
EXPORTS: dict[str, ExportOptions] = {
    LAYERS: ExportOptions("jsonl", "all", "all"),
    "gold.jsonl": ExportOptions("jsonl"),
    "gold.conll": ExportOptions("conll"),
    "gold.conll2003": ExportOptions("conll2003", overlap="longest", sentences="none"),
}


def make_sample(path: Path) -> Project:
    """Make the sample project at ``path``: the articles first, then everybody's layers and the gold."""
    project = Project.create(path, "news", "sample")
    import_paths(project, "sample", [resource("samples")])
    import_paths(project, "sample", [annotations() / LAYERS])
    return project


def sample_project() -> Path:
    """The sample project of this person, made where it is missing."""
    path = data_folder() / "sample.workbench"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        make_sample(path).close()
    return path


def export_annotations(project: Project, folder: Path) -> None:
    """Write the folder ``annotations/`` anew from a project, with the manifest of hashes."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, options in EXPORTS.items():
        export(project, options, folder / name)
    files = {
        path.name: {"sha256": hashlib.sha256(path.read_bytes()).hexdigest(), "bytes": path.stat().st_size}
        for path in sorted(folder.iterdir())
        if path.is_file() and path.name not in ("manifest.json", "README.md")
    }
    scheme = {"name": project.scheme.name, "version": project.scheme.version}
    manifest = {"scheme": scheme, "files": files}
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
