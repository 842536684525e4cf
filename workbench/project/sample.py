"""The sample project: articles that ship with the program, two annotators' layers and their gold."""

import contextlib
import hashlib
import json
import shutil
import tempfile
import time
from pathlib import Path

from workbench.errors import explain_os
from workbench.places import annotations, data_folder, resource
from workbench.project.exporting import ExportOptions, export
from workbench.project.facade import Project
from workbench.project.importing import import_paths

LAYERS = "layers.jsonl"
# Whose layer, and which article, a first look shows.
ANNOTATOR, FIRST = "ines", "ferry-strike-wire"
# The folder in which the sample is made, and for how many seconds that may take at the very most.
_ASIDE, _LONG_DEAD = ".sample-", 600
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
    try:
        import_paths(project, "sample", [resource("samples")])
        import_paths(project, "sample", [annotations() / LAYERS])
    except BaseException:
        project.close()
        path.unlink(missing_ok=True)
        raise
    return project


def sample_project() -> Path:
    """The sample project of this person, made where it is missing: aside first, so that it is there whole or not."""
    path = data_folder() / "sample.workbench"
    if not path.exists():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            _sweep(path.parent)
            with tempfile.TemporaryDirectory(prefix=_ASIDE, dir=path.parent) as folder:
                made = Path(folder) / path.name
                make_sample(made).close()
                if not path.exists():  # another window may have been faster, and be at work in its own
                    made.rename(path)
        except OSError as error:
            raise explain_os(error, str(path)) from None
    return path


def _sweep(folder: Path) -> None:
    """Remove what making the sample left behind when its process died; younger ones may still be in the making."""
    for left in folder.glob(f"{_ASIDE}*"):
        with contextlib.suppress(OSError):
            if time.time() - left.stat().st_mtime > _LONG_DEAD:
                shutil.rmtree(left, ignore_errors=True)


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
