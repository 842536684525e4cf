"""W goes to what the nearest pair of quotation marks holds, whatever the language."""

import pytest
from support.build import where_of

from workbench.window.article.widen import wider


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("He said “we go now” and left.", "we go now"),
        ("Er sagte „we go now“ und „nein“.", "we go now"),
        ("Ils „we go now” czy „tak”.", "we go now"),
        ("They said ‘we go now’ to the dogs’ owner.", "we go now"),
        ("He said “yes” we go now “no” and left.", "He said “yes” we go now “no” and left."),
    ],
)
def test_the_quotation_round_some_words(text: str, wanted: str) -> None:
    found = wider(text, where_of(text, "go now"), (0, len(text)))
    assert found is not None
    assert text[found[0] : found[1]] == wanted
