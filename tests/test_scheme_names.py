"""Nothing in the code knows the names of a scheme that ships: labels, attributes, relations."""

import ast
from fnmatch import fnmatch
from functools import cache

from support.command import CHECKOUT

from workbench.schemes import load_scheme, shipped

PACKAGE = CHECKOUT / "workbench"
# Where a string that is a name of a scheme, too, stands for something else; and for what.
FILES, COLOURS = "a key of a file's format, or a column of the database", "a colour of the theme"
PICTURES = "a scheme of its own, for a picture that the program draws"
OTHER_MEANINGS: dict[str, tuple[tuple[str, str], ...]] = {
    "about": (("model/c*.py", "the English word"), ("model/noun_phrases.py", "the English word")),
    "actor": (("cli/parser.py", "who acts, by --as"),),
    "boilerplate": (("window/article/marks/tags.py", COLOURS),),
    "cue": (("model/scheme_*.py", "a role of [[attribution]]"),),
    "date": (("formats/*.py", FILES), ("project/articles.py", "when an article was published")),
    "headline": (
        ("formats/*.py", FILES), ("settings.py", "the setting of larger type"), ("window/page.py", "that setting"),
        ("window/preferences/*.py", "that setting"),
    ),
    "kind": (
        ("cli/scheme.py", "what is renamed"), ("model/scheme_*.py", FILES), ("model/condition.py", FILES),
        ("store/*.py", FILES), ("window/bars/notice.py", "a property of the bar"), ("window/scheme/forms.py", FILES),
    ),
    "mention": (
        ("window/entities/*.py", "a row of the ledger"), ("window/panels/entity_form.py", "the noun"),
        ("project/entities.py", "the noun, in the sentence of a step"),
    ),
    "place": (
        ("settings.py", "where the window was"), ("window/frame.py", "that setting"),
        ("window/shell.py", "that setting"), ("window/finding/*.py", "the noun"),
    ),
    "quote": tuple((path, "a snap rule") for path in (
        "model/scheme_parts.py", "model/snap.py", "window/guide/text.py", "window/scheme/forms.py",
    )),
    "speaker": (("model/scheme_*.py", "a role of [[attribution]]"),),
    "target": (
        ("formats/*.py", FILES), ("store/*.py", FILES), ("project/scheme_*.py", FILES),
        ("project/stepping_back.py", FILES), ("window/panels/relations.py", "the name of a widget"),
    ),
    "time": (("formats/html_meta.py", "an element of HTML"),),
    "type": (
        ("formats/*.py", FILES), ("store/*.py", FILES), ("project/*.py", FILES),
        ("window/article/note_card.py", "the verb, in an empty line"),
    ),
    "unsure": (("model/scheme_*.py", FILES), ("window/scheme/forms.py", FILES), ("window/menus.py", "an action")),
}  # fmt: skip
EVERY_NAME = (
    ("project/scheme_steps.py", COLOURS), ("window/tour/*.py", PICTURES),
    ("window/welcome/tagged_sentence.py", PICTURES),
)  # fmt: skip


def names() -> set[str]:
    """All names in the schemes that ship."""
    found: set[str] = set()
    for scheme in map(load_scheme, shipped()):
        found |= {item.name for item in (*scheme.labels, *scheme.relations, *scheme.article_attributes)}
        found |= {item.name for label in scheme.labels for item in (*label.attributes, *label.entity_attributes)}
    return found


@cache
def strings() -> set[tuple[str, str]]:
    """Every string that stands in the code, with its file."""
    return {
        (path.relative_to(PACKAGE).as_posix(), node.value)
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def test_no_name_of_a_scheme_stands_in_the_code() -> None:
    known, there = names(), strings()
    assert {"event", "claim", "supports", "speaker_status", "sector", "usable"} <= known
    found = {
        (path, name)
        for path, name in there
        if name in known
        and not any(fnmatch(path, pattern) for pattern, _ in (*EVERY_NAME, *OTHER_MEANINGS.get(name, ())))
    }
    assert not found, sorted(found)


def test_what_is_allowed_is_there() -> None:
    there = strings()
    for name, places in OTHER_MEANINGS.items():
        for pattern, _ in places:
            assert any(fnmatch(path, pattern) and value == name for path, value in there), (name, pattern)
