"""A wrong scheme file is refused with its name and the line."""

from pathlib import Path

import pytest

from workbench.errors import SchemeError
from workbench.model.scheme_file import read_scheme
from workbench.schemes import load_scheme, load_with_guidelines

HEAD = 'name = "s"\nversion = "1"\n'
LABEL = '[[label]]\nname = "a"\n'
OTHER = '[[label]]\nname = "b"\n'
ATTRIBUTE = '[[label.attribute]]\nname = "t"\n'
CHOICE = ATTRIBUTE + 'kind = "choice"\nvalues = ["x", "y"]\n'
RULE = '[[rule]]\nname = "speaker-inside"\n'
UNSURE = 'kind = "flag"\nunsure = true\n'
NO_DOUBT = {"news": ["boilerplate", "cue", "headline", "place", "time"], "claims": ["hedge"]}
SELF = '[[relation]]\nname = "r"\nfrom = ["a"]\nto = ["a"]\n'
USABLE = '[[article_attribute]]\nname = "usable"\n'


@pytest.mark.parametrize(
    ("source", "line", "word"),
    [
        ('name = "s"\nversion = \n', 2, "not TOML"),
        (HEAD, 1, "at least one"),
        ('version = "1"\n' + LABEL, 1, "name"),
        ('name = "s"\n' + LABEL, 1, "version"),
        (HEAD + 'colour = "red"\n' + LABEL, 3, "colour"),
        (HEAD + LABEL + 'shape = "round"\n', 5, "shape"),
        (HEAD + LABEL + 'snap = "letter"\n', 5, "word, quote"),
        (HEAD + LABEL + 'overlap = "some"\n', 5, "free"),
        (HEAD + LABEL + "parts = 1\n", 5, "true or false"),
        (HEAD + '[[label]]\nname = "two words"\n', 4, "one word"),
        (HEAD + "[[label]]\nname = 3\n", 4, "name"),
        (HEAD + LABEL + LABEL, 6, "twice"),
        (HEAD + LABEL + 'key = "1"\n[[label]]\nname = "b"\nkey = "1"\n', 8, "twice"),
        (HEAD + LABEL + '[[label.attribute]]\nname = "t"\nkind = "colour"\n', 7, "choice"),
        (HEAD + LABEL + '[[label.attribute]]\nname = "t"\nkind = "choice"\n', 7, "needs values"),
        (
            HEAD + LABEL + '[[label.attribute]]\nname = "t"\nkind = "choice"\nvalues = [{name="x", letter="j"}]\n',
            8,
            "letter",
        ),
        (HEAD + LABEL + '[[relation]]\nname = "r"\nfrom = ["a"]\nto = ["b"]\n', 8, "labels of this scheme"),
        (HEAD + LABEL + '[[relation]]\nname = "r"\nfrom = ["a"]\nto = ["a"]\nat_most = 0\n', 9, "from 1 on"),
        (HEAD + LABEL + '[[rule]]\nname = "no-such"\n', 6, "speaker-inside"),
        (HEAD + LABEL + '[[rule]]\nname = "speaker-inside"\nlevel = "fatal"\n', 7, "warning or error"),
        ('name = "s"\nversion = "1"\nlabel = 3\n', 3, r"\[\[label\]\]"),
    ],
)
def test_what_is_wrong_and_where(source: str, line: int, word: str) -> None:
    with pytest.raises(SchemeError, match=rf"(?s)^my\.toml, line {line}: .*{word}"):
        read_scheme(source, "my.toml")


@pytest.mark.parametrize(
    ("source", "line", "word"),
    [
        (ATTRIBUTE + 'kind = "flag"\ndefault = "yes"\n', 8, "takes a flag"),
        (ATTRIBUTE + 'kind = "flag"\ndefault = "from-marks"\n', 8, "takes a flag"),
        (ATTRIBUTE + 'kind = "number"\ndefault = "7"\n', 8, "takes a number"),
        (ATTRIBUTE + 'kind = "number"\ndefault = nan\n', 8, "nan"),
        (CHOICE + 'default = "z"\n', 9, "one of x, y, or the proposal from-context"),
        (CHOICE + 'default = "from-mark"\n', 9, "from-marks"),
        (CHOICE + 'default = ["x"]\n', 9, "one of x, y"),
        (CHOICE.replace("choice", "choices") + 'default = "x"\n', 9, "one of x, y"),
        (CHOICE.replace("choice", "choices") + 'default = ["x", "z"]\n', 9, "one of x, y"),
        (USABLE + 'kind = "flag"\ndefault = 1\n', 8, "takes a flag"),
        (CHOICE.replace("label.attribute", "article_attribute") + 'default = "from-marks"\n', 9, "one of x, y"),
        (ATTRIBUTE + CHOICE.replace('"y"', '"x"').replace('"t"', '"u"'), 10, "one name"),
        (ATTRIBUTE + 'kind = "choice"\nvalues = [{name = "x", letter = "4"}]\n', 8, "letter '4'"),
        (ATTRIBUTE + 'kind = "choice"\nvalues = [{name = "x", letter = "q"}]\n', 8, "letter 'q'"),
        (
            ATTRIBUTE + 'kind = "choice"\nvalues = [{name = "x", letter = "d"}, {name = "y", letter = "D"}]\n',
            8,
            "letter",
        ),
        (ATTRIBUTE + CHOICE, 8, "twice"),
        (USABLE + USABLE, 8, "twice"),
        (RULE + RULE, 8, "twice"),
        (ATTRIBUTE + 'kind = "flag"\nunsure = 1\n', 8, "true or false"),
        (ATTRIBUTE + 'kind = "text"\nunsure = true\n', 8, "must be a flag, not a text"),
        (CHOICE + "unsure = true\n", 9, "must be a flag, not a choice"),
        (ATTRIBUTE + UNSURE + ATTRIBUTE.replace('"t"', '"u"') + UNSURE, 12, "one is enough"),
        (USABLE + UNSURE, 8, "leave it out here"),
        (SELF + ATTRIBUTE.replace("label", "relation") + UNSURE, 12, "leave it out here"),
        ('key = "xyz"\n', 5, "from 1 to 9"),
        ('key = "12"\n', 5, "from 1 to 9"),
        ('key = "0"\n', 5, "from 1 to 9"),
        ("key = true\n", 5, "from 1 to 9"),
    ],
)
def test_values_that_fit_nowhere(source: str, line: int, word: str) -> None:
    with pytest.raises(SchemeError, match=rf"(?s)^my\.toml, line {line}: .*{word}"):
        read_scheme(HEAD + LABEL + source, "my.toml")


WRONG_KIND = '[[ label . "attribute" ]]\nname = "t"\nkind = "colour"\n'
RELATION = '[[relation]]\nname = "r"\nfrom = ["a"]\nto = ["b"]\n'


@pytest.mark.parametrize(
    ("source", "line"),
    [
        (LABEL + ATTRIBUTE + ATTRIBUTE.replace('"t"', '"u"') + OTHER + WRONG_KIND, 13),
        (LABEL + OTHER + ATTRIBUTE + WRONG_KIND.replace('"t"', '"u"'), 11),
        (LABEL + 'attribute = [{ name = "t" }]\n' + OTHER + WRONG_KIND, 10),
        (LABEL + OTHER + 'attribute = [{ name = "t", kind = "colour" }]\n', 5),
        (LABEL + ATTRIBUTE + OTHER + RELATION + WRONG_KIND.replace("label", "relation"), 15),
        (LABEL + OTHER + ATTRIBUTE + ATTRIBUTE, 10),
    ],
)
def test_the_line_of_an_attribute_is_that_of_its_own_table(source: str, line: int) -> None:
    with pytest.raises(SchemeError, match=rf"^my\.toml, line {line}: "):
        read_scheme(HEAD + source, "my.toml")


def test_one_flag_of_each_label_may_say_unsure() -> None:
    scheme = read_scheme(HEAD + LABEL + CHOICE + ATTRIBUTE.replace('"t"', '"doubt"') + UNSURE + OTHER)
    doubt = scheme.label("a").doubt
    assert doubt is not None and doubt.name == "doubt" and scheme.label("b").doubt is None
    for name in ("news", "claims"):
        shipped = load_scheme(name)
        assert [label.name for label in shipped.labels if label.doubt is None] == NO_DOUBT[name]


def test_what_may_stand_twice() -> None:
    scheme = read_scheme(HEAD + LABEL + CHOICE + 'default = "from-marks"\n' + OTHER + CHOICE + 'default = "y"\n')
    assert [label.attributes[0].default for label in scheme.labels] == ["from-marks", "y"]


@pytest.mark.parametrize(
    "source", ["x = " + "[" * 9999, f"x = {'9' * 9999}", f'[[label]]\nname = "a"\nkey = 0x{"f" * 9999}']
)
def test_what_the_reader_of_toml_can_not_explain_is_refused(source: str) -> None:
    with pytest.raises(SchemeError, match=r"^my\.toml"):
        read_scheme(HEAD + source, "my.toml")


@pytest.mark.parametrize(
    "source",
    [
        HEAD + LABEL + "attribute = 3\n",
        HEAD + LABEL + "attribute = [3]\n",
        HEAD + LABEL + 'attribute = [{name = "t", values = 3}]\n',
        HEAD + LABEL + "guideline = 3\n",
        HEAD + LABEL + "guideline = [1]\n",
        HEAD + LABEL + "snap = [1]\n",
        HEAD + LABEL + '[[relation]]\nname = "r"\nfrom = [[1]]\nto = ["a"]\n',
        HEAD + LABEL + '[[rule]]\nname = ["x"]\n',
    ],
)
def test_wrong_kinds_of_values_are_refused_too(source: str) -> None:
    with pytest.raises(SchemeError, match="line"):
        read_scheme(source)


def test_a_file_with_its_guideline(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# How to tag a")
    file = tmp_path / "mine.toml"
    file.write_bytes(b"\xef\xbb\xbf" + (HEAD + LABEL + 'guideline = "a.md"\n').encode())
    scheme, guidelines = load_with_guidelines(file)
    assert scheme.label("a").guideline == "# How to tag a"
    assert guidelines == {"a.md": "# How to tag a"}


def test_a_guideline_outside_the_folder_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("secret")
    (tmp_path / "in").mkdir()
    file = tmp_path / "in" / "mine.toml"
    file.write_text(HEAD + LABEL + 'guideline = "../secret.md"\n')
    assert load_scheme(file).label("a").guideline == "../secret.md"


def test_files_that_are_no_schemes(tmp_path: Path) -> None:
    with pytest.raises(SchemeError, match="claims, news, news-lite"):
        load_scheme(tmp_path / "missing.toml")
    (tmp_path / "latin.toml").write_bytes(b'name = "caf\xe9"')
    with pytest.raises(SchemeError, match="UTF-8"):
        load_scheme(tmp_path / "latin.toml")
