"""Values and titles in the journal's sentences: short, on one line, quoted where they are no bare words."""

import pytest

from workbench.project.sentences import titled, value_words


@pytest.mark.parametrize(
    "value, words",
    [
        ("direct", "direct"),
        ("no_one", "no_one"),
        ("two words", "“two words”"),
        ("2024-03", "“2024-03”"),
        ("a “b”\n c", "“a ‘b’ c”"),
        (True, "yes"),
        (False, "no"),
        (3, "3"),
        (None, "nothing"),
        ([], "nothing"),
        (["law", "sea"], "law, sea"),
        (["a", "b", "c", "d", "e"], "a, b, c and 2 more"),
    ],
)
def test_values(value: object, words: str) -> None:
    assert value_words(value) == words


def test_what_is_long_is_cut() -> None:
    assert len(value_words("word " * 400)) <= 42 and value_words("word " * 400).endswith("…”")
    assert len(titled("word " * 400, "k")) <= 42


def test_an_article_is_called_by_its_title_else_by_its_key() -> None:
    assert titled("Ferry strike", "w1") == "“Ferry strike”"
    assert titled(None, "w1") == titled("  ", "w1") == "w1"
