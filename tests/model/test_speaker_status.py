"""Whether a speaker is named: by the capital of its chief word, and by the place of the scheme's value."""

import pytest
from support.attributions import attribution_scheme
from support.build import where_of

from workbench.model.speaker_status import NAMED, UNKNOWN, UNNAMED, status_of, status_value

TEXT = (
    "Officials said so. The harbour master agreed. Mayor Ada Dorn left, and she said no. A spokesman for Halden Bank "
    "spoke. Pell laughed. The Bank of Orsava paid Pell. Bakers walked out. The bakers came back. 市长说。"
)


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("Officials", UNNAMED), ("The harbour master", UNNAMED), ("Mayor Ada Dorn", NAMED), ("she", NAMED),
        ("A spokesman for Halden Bank", UNNAMED), ("Pell", NAMED), ("Bank of Orsava", NAMED), ("Bakers", UNNAMED),
        ("市长", NAMED),
    ],
)  # fmt: skip
def test_named_or_only_described(words: str, status: int) -> None:
    assert status_of(TEXT, where_of(TEXT, words)) == status


@pytest.mark.parametrize(
    ("words", "others", "status"),
    [
        ("The harbour master", ["Mayor Ada Dorn"], NAMED), ("The harbour master", ["Officials"], UNNAMED),
        ("she", ["The harbour master"], UNNAMED), ("she", ["The harbour master", "Pell"], NAMED),
        ("Pell", ["The harbour master"], NAMED), ("市长", ["Officials"], NAMED),
    ],
)  # fmt: skip
def test_who_is_named_elsewhere_is_named(words: str, others: list[str], status: int) -> None:
    assert status_of(TEXT, where_of(TEXT, words), [where_of(TEXT, other) for other in others]) == status


def test_nobody_is_unknown_and_the_value_is_known_by_its_place() -> None:
    assert status_of(TEXT, None) == UNKNOWN
    scheme = attribution_scheme()
    label, attribution = scheme.labels[0], scheme.attributions[0]
    values = [status_value(label, attribution, status) for status in (NAMED, UNNAMED, UNKNOWN)]
    assert values == ["by name", "by role", "nobody"]
    assert status_value(label, attribution._replace(status=None), NAMED) is None
