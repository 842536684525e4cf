"""Known errors as sentences."""

import pytest

from workbench.errors import ProjectError, as_sentence


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("the disk is full", "The disk is full."),
        ("strikes.jsonl: the disk is full; make room", "strikes.jsonl: the disk is full; make room."),
        ("in/port: there is no such folder.", "in/port: there is no such folder."),
        ("done. More follows", "Done. More follows."),
        ("what now?", "What now?"),
        ("élan", "Élan."),
        ("", "."),
    ],
)
def test_a_sentence_has_a_capital_unless_it_begins_with_a_name(text: str, sentence: str) -> None:
    assert as_sentence(ProjectError(text)) == sentence
