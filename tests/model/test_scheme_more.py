"""What a scheme may say beyond labels and attributes: conditions, what is off, entities, attributions, rules."""

import re

import pytest
from support.command import CHECKOUT

from workbench.errors import SchemeError
from workbench.model.proposals import PROPOSALS
from workbench.model.rules import RULES
from workbench.model.scheme import When
from workbench.model.scheme_file import TAKEN_LETTERS, read_scheme
from workbench.model.scheme_reader import _KEYS
from workbench.schemes import load_scheme, load_with_guidelines, shipped

HEAD = 'name = "s"\nversion = "1"\n[[label]]\nname = "a"\n'
CHOICE = '[[label.attribute]]\nname = "t"\nkind = "choice"\nvalues = ["x", "y"]\n'
SECOND = '[[label.attribute]]\nname = "u"\n'
ENTITY = 'entity = true\n[[label.entity_attribute]]\nname = "t"\n'
RELATION = '[[relation]]\nname = "r"\nfrom = ["a"]\nto = ["a"]\n'
SAID = '[[attribution]]\nlabel = "a"\nspeaker = "r"\n'
WRONG = {
    "when: no table": (CHOICE + SECOND + "when = 3\n", 11, "one attribute and its values"),
    "when: empty": (CHOICE + SECOND + "when = {}\n", 11, "one attribute and its values"),
    "when: two": (CHOICE + SECOND + "when = { t = ['x'], v = ['y'] }\n", 11, "one attribute and its values"),
    "when: no value": (CHOICE + SECOND + "when = { t = [] }\n", 11, "must name a value of 't'"),
    "when: no such value": (CHOICE + SECOND + "when = { t = ['z'] }\n", 11, "when.*one of x, y"),
    "when: no such attribute": (CHOICE + SECOND + "when = { v = ['x'] }\n", 11, "no other attribute 'v'"),
    "when: on itself": (CHOICE + "when = { t = ['x'] }\n", 9, "no other attribute 't'"),
    "when: a ring": (CHOICE + "when = { u = 'x' }\n" + SECOND + "when = { t = 'x' }\n", 9, "t waits for u"),
    "when: of another label": (CHOICE + '[[label]]\nname = "b"\n' + SECOND + "when = { t = ['x'] }\n", 13, "no other"),
    "when: of an article": ("[[article_attribute]]\nname = 'x'\nwhen = { y = [1] }\n", 7, "leave it out here"),
    "off: no flag, label": ("off = 1\n", 5, "true or false"),
    "off: no flag, attribute": (SECOND + 'off = "yes"\n', 7, "true or false"),
    "entity attribute: no entity": ("[[label.entity_attribute]]\nname = 't'\n", 5, "entity = true"),
    "entity attribute: no entity, later": (CHOICE + "[[label.entity_attribute]]\nname = 't'\n", 9, "entity = true"),
    "entity attribute: twice": (ENTITY + "[[label.entity_attribute]]\nname = 't'\n", 9, "twice"),
    "entity attribute: when": (ENTITY + "when = { q = [1] }\n", 8, "no other attribute 'q'"),
    "entity attribute: unsure": (ENTITY + 'kind = "flag"\nunsure = true\n', 9, "leave it out here"),
    "entity attribute: kind": (ENTITY + 'kind = "colour"\n', 8, "choice, choices"),
    "entity attribute: a proposal": (
        ENTITY + 'kind = "choice"\nvalues = ["x"]\ndefault = "from-marks"\n', 10, "one of x$"
    ),
    "means: no text": (CHOICE.replace('"x"', '{ name = "x", means = 3 }'), 8, "means.*must be a text"),
    "means: misspelt": (CHOICE.replace('"x"', '{ name = "x", mean = "3" }'), 8, "mean.*means nothing in a value"),
    "value: no name": (CHOICE.replace('"x"', '{ letter = "x" }'), 8, "a value has no name"),
    "unless: no table": (CHOICE + RELATION + "unless = true\n", 13, "one attribute and its values"),
    "unless: no such value": (CHOICE + RELATION + "unless = { t = ['z'] }\n", 13, "unless.*one of x, y"),
    "unless: no such attribute": (CHOICE + RELATION + "unless = { v = ['x'] }\n", 13, "no label that it leads from"),
    "unless: of the other end": (
        '[[label]]\nname = "b"\n' + CHOICE + RELATION.replace('to = ["a"]', 'to = ["b"]') + "unless = { t = ['x'] }\n",
        15,
        "no label that it leads from",
    ),
    "rule: no such label": ("[[rule]]\nname = 'half-pair'\nlabels = ['b']\n", 7, "'b' is none"),
    "rule: no list": ("[[rule]]\nname = 'half-pair'\nlabels = 'a'\n", 7, "must be a list"),
    "rule: no such other": ("[[rule]]\nname = 'inside'\nothers = [1]\n", 7, "1 is none"),
    "rule: others missing": ("[[rule]]\nname = 'inside'\nlabels = ['a']\n", 6, "needs “others”"),
    "rule: the same again": (2 * "[[rule]]\nname = 'half-pair'\nlabels = ['a']\n", 9, "stands twice"),
    "attribution: no label": (RELATION + "[[attribution]]\nspeaker = 'r'\n", 9, "“label” is missing"),
    "attribution: no such label": (RELATION + SAID.replace('"a"', '"b"'), 10, "must be a label"),
    "attribution: no speaker": (RELATION + "[[attribution]]\nlabel = 'a'\n", 9, "speaker.*leads from a"),
    "attribution: no such speaker": (SAID, 7, "speaker.*leads from a"),
    "attribution: no such cue": (RELATION + SAID + "cue = 'q'\n", 12, "cue.*leads from a"),
    "attribution: no such status": (RELATION + SAID + "status = 'q'\n", 12, "must be an attribute of a"),
    "attribution: twice": (RELATION + 2 * SAID, 13, "twice as the label of an attribution"),
    "attribution: something else": (RELATION + SAID + "who = 'q'\n", 12, "means nothing in an attribution"),
}  # fmt: skip


@pytest.mark.parametrize(("source", "line", "word"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_and_where(source: str, line: int, word: str) -> None:
    with pytest.raises(SchemeError, match=rf"(?s)^my\.toml, line {line}: .*{word}"):
        read_scheme(HEAD + source, "my.toml")


def test_what_may_be_said() -> None:
    scheme = read_scheme(
        HEAD + ENTITY + CHOICE.replace('"x"', '{ name = "x", letter = "x", means = "a cross" }')
        + "off = true\n" + SECOND + "when = { t = 'x' }\n" + RELATION + "required = true\nunless = { t = ['y'] }\n"
        + SAID + "status = 't'\n[[rule]]\nname = 'half-pair'\n[[rule]]\nname = 'half-pair'\nlabels = ['a']\n"
    )  # fmt: skip
    label = scheme.label("a")
    assert label.attributes[0].values[0].means == "a cross" and label.attributes[0].off
    assert label.attributes[1].when == When("t", ("x",))
    assert [attribute.name for attribute in label.entity_attributes] == ["t"]
    assert scheme.relations[0].is_needed("a", {"t": "x"}) and not scheme.relations[0].is_needed("a", {"t": "y"})
    assert scheme.attribution("a") is not None and scheme.attribution("b") is None
    assert [rule.labels for rule in scheme.rules] == [(), ("a",)]


@pytest.mark.parametrize("name", shipped())
def test_a_scheme_that_ships_explains_itself(name: str) -> None:
    scheme, guidelines = load_with_guidelines(name)
    assert (
        len({label.key for label in scheme.labels})
        == len({label.letter for label in scheme.labels})
        == len(scheme.labels)
    )
    for label in scheme.labels:
        page = guidelines.get(label.guideline, label.guideline)
        assert page.startswith("# ") and "## Examples" in page and "## Counter-examples" in page, label.name
        for attribute in (*label.attributes, *label.entity_attributes):
            for value in attribute.values:
                assert value.means, (label.name, attribute.name, value.name)
                assert value.letter is None or value.letter not in TAKEN_LETTERS
                assert value.name.casefold() in page.casefold(), (
                    f"{value.name} is not explained in the page of {label.name}"
                )
            letters = [value.letter for value in attribute.values if value.letter]
            assert not attribute.values or len(letters) == (len(attribute.values) if len(attribute.values) <= 8 else 0)


def test_what_belongs_together_survives_the_reading_of_guidelines() -> None:
    assert load_scheme("news").attribution("quote") is not None
    assert load_scheme("news-lite").attribution("quote") is not None
    assert [label.name for label in load_scheme("news").labels if label.off] == ["place", "time"]


def test_the_scheme_in_the_readme_is_one_and_tells_every_key_rule_and_proposal() -> None:
    readme = (CHECKOUT / "README.md").read_text(encoding="utf-8")
    part = readme[readme.index("### Schemes") : readme.index("### PostgreSQL")]
    source = part.split("```toml\n")[1].split("```")[0]
    scheme = read_scheme(source, "README.md")
    assert scheme.attribution("said") is not None and scheme.label("who").entity_attributes
    keys = {key for kind, held in _KEYS.items() for key in held}
    for word in (*keys, *RULES, *PROPOSALS, *shipped()):
        assert re.search(rf"(?<![\w-]){word}(?![\w-])", part), f"the README does not tell {word!r}"
    assert " ".join(sorted(letter for letter in TAKEN_LETTERS if letter.isalpha())) == " ".join(
        sorted(re.findall(r"`((?:[a-z] )+[a-z])`", part)[0].split())
    )
