"""The tour drives the whole story and leaves pictures and exports."""

from pathlib import Path

import pytest

from workbench.window.tour import run


def test_the_tour(tmp_path: Path, qapp: object, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path / "tour") == 0
    said = capsys.readouterr().out
    for step in ("load:", "tag:", "undo:", "review:", "export:"):
        assert step in said
    pictures = sorted((tmp_path / "tour").glob("*.png"))
    assert len(pictures) == 22 and all(picture.stat().st_size > 10_000 for picture in pictures)
    assert (tmp_path / "tour" / "gold.jsonl").stat().st_size > 100_000
