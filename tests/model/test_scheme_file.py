"""A wrong scheme file is refused with its name and the line."""

from pathlib import Path

import pytest

from workbench.errors import SchemeError
from workbench.model.scheme_file import read_scheme
from workbench.schemes import load_scheme, load_with_guidelines

HEAD = 'name = "s"\nversion = "1"\n'
LABEL = '[[label]]\nname = "a"\n'


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
    with pytest.raises(SchemeError, match="claims, news"):
        load_scheme(tmp_path / "missing.toml")
    (tmp_path / "latin.toml").write_bytes(b'name = "caf\xe9"')
    with pytest.raises(SchemeError, match="UTF-8"):
        load_scheme(tmp_path / "latin.toml")
