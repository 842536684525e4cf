"""Keys can be changed, so no sentence, tool tip or empty state has a key written into it."""

import re
from collections.abc import Iterator
from pathlib import Path

from pytestqt.qtbot import QtBot

import workbench.window
from workbench.window.frame import Frame
from workbench.window.key_words import behind, no_articles, then, usual_key

WINDOW = Path(workbench.window.__file__).parent
ABOUT_KEYS = {"keymap.py", "help_page.py", "action.py"}
ROOMS = {"actions", "tour"}  # which are about keys
WRITTEN = re.compile(r"""["'{ (](Ctrl|Alt)\+[A-Z]""")


def test_a_key_is_spoken_of_where_there_is_one() -> None:
    assert then("Ctrl+Z", "undoes it") == " Ctrl+Z undoes it." and then("", "undoes it") == ""
    assert behind("Next article", "Ctrl+PgDn") == "Next article (Ctrl+PgDn)" and behind("Next", "") == "Next"
    assert no_articles() == "No articles yet. Drop files here, or import a folder."
    assert usual_key("edit.undo") == "Ctrl+Z" and usual_key("help.about") == ""


def lines_of_code(path: Path) -> Iterator[str]:
    """The lines of a module without its docstrings and comments."""
    in_words = False
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        marks = line.count('"""')
        if not in_words and not marks:
            yield f"{path.name}:{number}: {line.split('  #')[0].strip()}"
        in_words ^= marks % 2 == 1


def test_no_sentence_has_a_key_in_it() -> None:
    paths = [path for path in WINDOW.rglob("*.py") if path.parent.name not in ROOMS and path.name not in ABOUT_KEYS]
    assert [line for path in sorted(paths) for line in lines_of_code(path) if WRITTEN.search(line)] == []
    assert WRITTEN.search('say("Tagged. Ctrl+Z undoes it.")')


def test_changed_keys_are_shown_everywhere(working: Frame, qtbot: QtBot) -> None:
    keymap = working.keymap
    keymap.set_keys("edit.undo", ["Ctrl+Shift+U"])
    keymap.set_keys("article.next", ["Ctrl+Shift+N"])
    keymap.set_keys("article.flag", ["X"])
    keymap.set_keys("file.import", ["Ctrl+Shift+I"])
    assert working.header.next.toolTip() == "Next article (Ctrl+Shift+N)"
    assert working.nothing.text() == "No articles yet. Drop files here, or import a folder (Ctrl+Shift+I)."
    working.articles.show_chip("flagged")
    assert working.articles.empty.text().startswith("No article is flagged. X flags the one that is open.")
    working.articles.show_chip("all")
    working.view.step_span(1)
    working.tagging.remove()
    assert working.message.text().endswith(". Ctrl+Shift+U brings it back.")
    keymap.set_keys("edit.undo", [])
    assert working.session is not None
    working.session.set_flagged(True)
    assert working.message.text() == "Flagged the article."


def test_without_plain_keys_nobody_is_told_to_press_one(working: Frame) -> None:
    assert all(button.key for button in working.labels.buttons.values())
    wide = next(iter(working.labels.buttons.values())).sizeHint().width()
    working.keymap.set_plain_keys(False)
    first = next(iter(working.labels.buttons.values()))
    assert first.key == "" and first.accessibleName().split(", ")[0] == first.label.name
    assert first.sizeHint().width() < wide
    assert working.spans.empty.text() == "Nothing tagged yet. Select words and choose a label below the text."
    assert working.inspector.empty.text() == "Nothing selected. Click a span, or the list below goes to the next one."
    working.keymap.set_plain_keys(True)
    assert first.key == first.label.key and "press 1 to 6." in working.spans.empty.text()
