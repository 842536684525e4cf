"""Settings survive anything that may stand in their file."""

import json
from pathlib import Path

import pytest

from workbench.settings import Settings


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "settings.json"


GOOD = {
    "name": "Ada",
    "recent": ["/a.workbench", "/b.workbench"],
    "projects": {"/a.workbench": {"opened": "2026-11-03T10:00", "done": 3, "total": 5}, "/b.workbench": {}},
    "last_article": {"/a.workbench": "k"},
    "article_size": 20,
    "article_family": "DejaVu Serif",
    "measure": 72,
    "headline": False,
    "line_numbers": True,
    "paragraph_marks": True,
    "theme": "dark",
    "tags": "letter",
    "inspector": False,
    "place": "AdnQ",
}


def test_what_was_remembered_is_there_again(file: Path) -> None:
    first = Settings(file)
    for name, value in GOOD.items():
        first.set(name, value)
    again = Settings(file)
    assert {name: again.get(name) for name in GOOD} == GOOD
    assert again.name == "Ada"


@pytest.mark.parametrize(
    "content", [b"", b"null", b"[]", b"{", b"\xff", b"[" * 100_000, b'{"name": "\xed\xa0\x80"}', b"0"], ids=repr
)
def test_a_damaged_file_is_as_good_as_none(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    settings = Settings(file)
    assert (settings.name, settings.get("recent", [])) == (None, [])
    settings.remember_project("/a.workbench")
    assert Settings(file).get("recent") == ["/a.workbench"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("name", 1),
        ("name", ["Ada"]),
        ("recent", None),
        ("recent", "/a.workbench"),
        ("recent", [1]),
        ("projects", []),
        ("projects", {"/a.workbench": 3}),
        ("projects", {"/a.workbench": {"done": "3"}}),
        ("projects", {"/a.workbench": {"done": True}}),
        ("projects", {"/a.workbench": {"total": -1}}),
        ("projects", {"/a.workbench": {"opened": "long ago"}}),
        ("projects", {"/a.workbench": {"opened": "2026-11-03T10:00+01:00"}}),
        ("projects", {"/a.workbench": {"opened": None, "done": 1.5}}),
        ("last_article", None),
        ("last_article", []),
        ("last_article", {"/a.workbench": 1}),
        ("article_size", "18"),
        ("article_size", True),
        ("article_size", float("nan")),
        ("article_size", 1e300),
        ("article_size", None),
        ("measure", 44),
        ("measure", 91),
        ("measure", 68.0),
        ("measure", True),
        ("measure", "68"),
        ("article_family", ""),
        ("article_family", 3),
        ("article_family", "a\nb"),
        ("article_family", "a" * 201),
        ("headline", 1),
        ("line_numbers", "on"),
        ("paragraph_marks", None),
        ("theme", ["dark"]),
        ("theme", "pink"),
        ("tags", "none at all"),
        ("tags", {}),
        ("inspector", "yes"),
        ("place", 1),
        ("place", "\u00e9"),
    ],
)
def test_a_damaged_value_is_as_good_as_none_and_the_others_stay(file: Path, name: str, value: object) -> None:
    file.write_text(json.dumps({**GOOD, name: value}))
    settings = Settings(file)
    assert settings.get(name, "default") == "default"
    assert all(settings.get(other) == GOOD[other] for other in GOOD if other != name)
    settings.remember_project("/c.workbench")
    assert settings.get("recent")[0] == "/c.workbench"


def test_a_file_whose_name_is_no_text_can_be_remembered(file: Path) -> None:
    Settings(file).remember_project("/\udcff.workbench")
    assert Settings(file).get("recent") == ["/\udcff.workbench"]


def test_nothing_is_left_in_the_file_of_what_is_forgotten(file: Path) -> None:
    settings = Settings(file)
    settings.set("colour", "red")
    settings.forget("colour")
    assert settings.get("colour", "none") == Settings(file).get("colour", "none") == "none"


def test_what_is_not_written_at_once_is_known_at_once_and_written_by_the_next_that_is(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.json")
    settings.set("name", "ruth")
    for write in (settings.save, lambda: settings.set("theme", "dark"), lambda: settings.forget("theme")):
        key = f"k{len(settings.get('recent', []))}"
        settings.set("recent", [*settings.get("recent", []), key], at_once=False)
        assert settings.get("recent")[-1] == key
        assert key not in (Settings(settings.file).get("recent") or [])
        write()
        assert Settings(settings.file).get("recent")[-1] == key
