"""Texts and keys are taken as they are, or refused with the place of what is wrong."""

import pytest
from hypothesis import given
from support.texts import texts

from workbench.errors import TextError
from workbench.model.article import Article, check_key, check_text


@given(texts.map(lambda text: text.replace("\0", "")))
def test_any_other_text_is_fine(text: str) -> None:
    check_text(text)
    assert Article("k", text).text == text


@pytest.mark.parametrize(
    ("text", "word"), [("ab\0", "NUL character at 2"), ("a\ud83d", "D83D at 1"), ("\udc00", "DC00 at 0")]
)
def test_nul_and_lone_surrogates_are_refused(text: str, word: str) -> None:
    with pytest.raises(TextError, match=word):
        check_text(text)


@pytest.mark.parametrize("key", ["", "k" * 501, "a\0b", "\ud800"])
def test_keys_that_name_nothing_are_refused(key: str) -> None:
    with pytest.raises(TextError):
        check_key(key)


def test_the_digest_is_of_utf8() -> None:
    assert Article("k", "é").sha256 == "4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c"
