"""The tour drives the whole story and leaves pictures and exports; it takes away nothing but its own."""

from pathlib import Path

import pytest
from support.command import CommandLine

from workbench.errors import WorkbenchError
from workbench.window.tour import camera
from workbench.window.tour.folder import MARK, make_room


def test_the_tour(tmp_path: Path, qapp: object, cli: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(camera, "THEMES", ("light",))  # the same story in dark would take as long again
    said = cli.done("tour", tmp_path / "tour").out
    for step in ("load:", "tag:", "undo:", "review:", "entities:", "export:"):
        assert step in said
    pictures = sorted((tmp_path / "tour").glob("*.png"))
    assert len(pictures) > 50 and all(picture.stat().st_size > 10_000 for picture in pictures)
    assert (tmp_path / "tour" / "gold.jsonl").stat().st_size > 100_000
    # The next one finds an empty stage.
    (tmp_path / "tour" / "mine.workbench").write_text("mine")
    make_room(tmp_path / "tour")
    assert sorted(path.name for path in (tmp_path / "tour").iterdir()) == [MARK, "mine.workbench"]


@pytest.mark.parametrize("name", ["mine.workbench", "gold.jsonl", "01-front.png", "settings.json"])
def test_a_folder_that_no_tour_made_is_left_as_it_is(tmp_path: Path, cli: CommandLine, name: str) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / name).write_text("mine")
    cli("tour", tmp_path / "own").refused("other files")
    assert [path.name for path in (tmp_path / "own").iterdir()] == [name]


def test_where_there_can_be_no_folder(tmp_path: Path, cli: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("mine")
    cli("tour", tmp_path / "file").refused("is a file")
    cli("tour", tmp_path / "file" / "below").refused("is a file")

    def forbidden(*arguments: object, **options: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "write_text", forbidden)
    with pytest.raises(WorkbenchError, match="rights"):
        make_room(tmp_path / "closed")
