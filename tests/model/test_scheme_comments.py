"""Comments of a scheme survive its being written anew."""

import pytest
from hypothesis import given, settings
from support.schemes import schemes, told

from workbench.model.scheme import Scheme
from workbench.model.scheme_comments import with_comments
from workbench.model.scheme_edit import Place, merge_labels, move_value, remove_label, rename_label, split_label
from workbench.model.scheme_file import read_scheme
from workbench.model.scheme_write import write_scheme
from workbench.schemes import load_with_guidelines, shipped

OLD = '''# Who says what.

# The name is used in file names.
name = "small"
version = "1"  # counted up # by the program

# Those who speak.
[[label]]
name = "person"  # one, not several
overlap = 'free'# no "#" here
[[label.attribute]]
name = "sort"
kind = "choice"
required = false  # perhaps later
values = [  # as many as needed
    # seldom
    "a#b",
    { name = "pro", means = "he # she" },  # he, she
    "it",
]
# What they say.
[[label]]
name = "said"
guideline = """
# No comment
said # neither
"""  # short
[[label.attribute]]
name = "sort"
kind = "text"  # of the saying

[[relation]]
name = "by"
from = ["said"]
to = [
    "person",
]  # who says it
# The end.
'''
NEW = """# Who says what.

# The name is used in file names.
name = "small"
version = "1"  # counted up # by the program

# Those who speak.
[[label]]
name = "person"  # one, not several
letter = "P"
colour = "person"
snap = "word"
overlap = "free"  # no "#" here
parts = false
entity = false

# perhaps later
[[label.attribute]]
name = "sort"
kind = "choice"
# seldom
# he, she
values = ["a#b", { name = "pro", means = "he # she" }, "it"]  # as many as needed

# What they say.
[[label]]
"""


def comments(text: str) -> list[str]:
    """All that stands behind a sharp that is no part of a string of ``OLD``."""
    return [
        line.partition("  # ")[2] or line.strip() for line in text.splitlines() if "  # " in line or line[:1] == "#"
    ]


def after(scheme: Scheme) -> str:
    return with_comments(OLD, write_scheme(scheme))


def test_each_comment_stays_where_it_was() -> None:
    scheme = read_scheme(OLD)
    text = after(scheme)
    assert told(read_scheme(text)) == told(scheme)
    assert text.startswith(NEW)
    assert text.endswith('to = ["person"]  # who says it\n\n# The end.\n')
    assert 'said # neither\\n"  # short\n' in text and 'kind = "text"  # of the saying\n' in text


def test_what_gets_another_name_keeps_its_comments() -> None:
    text = after(rename_label(read_scheme(OLD), "person", "human"))
    assert '# Those who speak.\n[[label]]\nname = "human"  # one, not several\n' in text
    assert "# What they say.\n[[label]]\n" in text


def test_what_goes_takes_its_comments_along() -> None:
    scheme = read_scheme(OLD)
    for text in (after(remove_label(scheme, "said")), after(merge_labels(scheme, "said", "person"))):
        assert "# Those who speak.\n[[label]]\n" in text and "# one, not several" in text
        assert "# What they say" not in text and "# of the saying" not in text and text.endswith("\n\n# The end.\n")


def test_what_is_new_has_none() -> None:
    text = after(split_label(read_scheme(OLD), "person", ["group"]))
    assert 'name = "group"\n' in text and text.count("# Those who speak.") == 1


def test_values_on_lines_of_their_own() -> None:
    long = OLD.replace(
        '"it",', '"it", # the rest\n' + "".join(f'    "value {at} of many that are long",\n' for at in range(9))
    )
    scheme = read_scheme(long)
    text = with_comments(long, write_scheme(scheme))
    assert 'values = [  # as many as needed\n    # seldom\n    "a#b",\n' in text
    assert '    { name = "pro", means = "he # she" },  # he, she\n    "it",  # the rest\n    "value 0' in text
    moved = move_value(scheme, Place("label", "person"), "sort", "it", "thing")
    text = with_comments(long, write_scheme(moved))
    assert '    "thing",  # the rest\n' in text


@pytest.mark.parametrize("name", shipped())
def test_the_schemes_that_ship_keep_them_all(name: str) -> None:
    full, guidelines = load_with_guidelines(name)
    named = {label.name: f"guidelines/{label.name}.md" for label in full.labels if label.guideline}
    plain = write_scheme(read_scheme(full.source, "scheme.toml", guidelines), named)
    text = with_comments(full.source, plain)
    assert text.count("#") == full.source.count("#") and comments(plain) == []
    assert sorted(comments(text)) == sorted(
        line.partition("# ")[2] if line[:1] != "#" else line for line in full.source.splitlines() if "# " in line
    )
    assert with_comments(text, plain) == text, "once more changes nothing"


@settings(max_examples=40)
@given(schemes(), schemes())
def test_comments_change_nothing_of_a_scheme(old: Scheme, new: Scheme) -> None:
    lines = write_scheme(old).splitlines()
    commented = "\n".join(f"# {at}\n{line} # “{at}” = [\n" for at, line in enumerate(lines))
    assert told(read_scheme(commented)) == told(old)
    assert told(read_scheme(with_comments(commented, write_scheme(new)))) == told(new)
    text = with_comments(commented, write_scheme(old))
    assert told(read_scheme(text)) == told(old)
    assert text.count("# “") == commented.count("# “")
