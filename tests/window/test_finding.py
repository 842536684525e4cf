"""Finding words in the article by keys, and tagging what was found."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from support.hands import Hands

from workbench.window.finding.bar import FindBar
from workbench.window.frame import Frame

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def bar(hands: Hands) -> FindBar:
    return hands.frame.finding.finder.bar


def selected(hands: Hands) -> str:
    extent = hands.frame.view.selection()
    return hands.frame.view.text[extent[0] : extent[1]] if extent else ""


def find(hands: Hands, words: str) -> None:
    hands.key(Qt.Key.Key_F, CTRL)
    assert bar(hands).line.hasFocus()
    hands.type(words)


def test_typing_finds_and_goes_there(hands: Hands) -> None:
    find(hands, "the ")
    view = hands.frame.view
    places = hands.frame.finding.finder.found
    assert [view.text[start:end].lower() for start, end in places] == ["the "] * view.text.lower().count("the ")
    assert view.selection() == places[0]
    assert bar(hands).count.text() == f"1 of {len(places)}"


def test_enter_goes_on_and_round_and_shift_enter_back(hands: Hands) -> None:
    find(hands, "strike")
    places = hands.frame.finding.finder.found
    assert len(places) > 2
    for at in (*range(1, len(places)), 0):
        hands.key(Qt.Key.Key_Return)
        assert hands.frame.view.selection() == places[at]
    hands.key(Qt.Key.Key_Return, SHIFT)
    assert hands.frame.view.selection() == places[-1]


def test_f3_goes_on_from_the_caret_in_the_article(hands: Hands) -> None:
    find(hands, "strike")
    places = hands.frame.finding.finder.found
    hands.key(Qt.Key.Key_Escape)
    assert hands.frame.view.hasFocus()
    assert bar(hands).isHidden()
    assert hands.frame.view.selection() == places[0]
    hands.frame.view.select_extent(places[1][0] + 1, places[1][0] + 1)
    hands.key(Qt.Key.Key_F3)
    assert hands.frame.view.selection() == places[2]
    hands.key(Qt.Key.Key_F3, SHIFT)
    assert hands.frame.view.selection() == places[1]
    hands.key(Qt.Key.Key_G, CTRL)
    assert hands.frame.view.selection() == places[2]


def test_what_was_found_is_tagged_by_its_label_s_key(hands: Hands) -> None:
    find(hands, "okafor")
    hands.key(Qt.Key.Key_Escape)
    hands.key(Qt.Key.Key_2)
    (span,) = hands.frame.view.spans()
    assert (span.label, span.quote(hands.frame.view.text)) == ("actor", "Okafor")


def test_case_words_expressions_and_folding(hands: Hands) -> None:
    find(hands, "ferry")
    options = bar(hands).options.buttons
    loose = len(hands.frame.finding.finder.found)
    hands.click(options["case"])
    assert len(hands.frame.finding.finder.found) < loose
    hands.click(options["case"])
    bar(hands).line.setText("ferr")
    hands.click(options["whole"])
    assert bar(hands).count.text() == "Nothing found"
    hands.click(options["whole"])
    hands.click(options["regex"])
    bar(hands).line.setText(r"\b[A-Z][a-z]+ Okafor")
    assert selected(hands) == "Marta Okafor"
    bar(hands).line.setText("(unclosed")
    assert bar(hands).count.objectName() == "trouble"
    assert not bar(hands).next.isEnabled()


def test_what_is_wrong_with_an_expression_is_said_after_a_pause_and_taken_back(hands: Hands) -> None:
    find(hands, "x")
    hands.frame.resize(1024, 700)
    hands.click(bar(hands).options.buttons["regex"])
    bar(hands).line.setFocus()
    bar(hands).line.setText("(fer")
    count, message = bar(hands).count, hands.frame.message
    QApplication.processEvents()
    needed = count.fontMetrics().horizontalAdvance(count.text())
    assert count.text().startswith("Character ") and count.width() >= needed
    assert not message.text() and not bar(hands).tag.isVisible()
    hands.qtbot.waitUntil(lambda: message.text().startswith("The expression can't be read at character"))
    hands.type("|str)")
    assert count.text().startswith("1 of ") and not message.text() and bar(hands).tag.isVisible()
    bar(hands).line.setText("(fer")
    hands.key(Qt.Key.Key_Return)
    assert message.text().startswith("The expression can't be read")
    hands.key(Qt.Key.Key_Escape)
    assert not message.text()


def test_marks_of_other_kinds_are_alike(hands: Hands) -> None:
    find(hands, "'Take it or")
    assert selected(hands) == "‘Take it or"
    hands.click(bar(hands).options.buttons["folded"])
    assert bar(hands).count.text() == "Nothing found"


def test_the_selection_is_what_is_looked_for(hands: Hands) -> None:
    view = hands.frame.view
    start = view.text.index("Caldera")
    view.select_extent(start, start + len("Caldera"))
    hands.key(Qt.Key.Key_F, CTRL)
    assert bar(hands).line.text() == "Caldera"
    assert bar(hands).line.selectedText() == "Caldera"
    hands.key(Qt.Key.Key_F, CTRL)
    assert bar(hands).line.text() == "Caldera"


def test_places_are_outlined_and_go_with_the_bar(hands: Hands) -> None:
    view = hands.frame.view
    plain = view.grab().toImage()
    find(hands, "the ")
    view.clear_selection()
    marked = view.grab().toImage()
    assert marked != plain
    hands.key(Qt.Key.Key_Escape)
    view.setFocus()
    QApplication.processEvents()
    assert hands.frame.finding.finder.found == []


def test_another_article_is_searched_without_moving_in_it(hands: Hands) -> None:
    find(hands, "the ")
    hands.key(Qt.Key.Key_PageDown, CTRL)
    view = hands.frame.view
    found = hands.frame.finding.finder.found
    assert [view.text[start:end].lower() for start, end in found] == ["the "] * view.text.lower().count("the ")
    assert view.selection() is None
    assert view.caret() == 0


def test_digits_in_the_line_are_text(hands: Hands) -> None:
    find(hands, "3")
    assert bar(hands).line.text() == "3"
    assert hands.frame.view.spans() == []


def test_all_that_was_found_is_suggested_for_a_label(hands: Hands) -> None:
    find(hands, "crews")
    count = len(hands.frame.finding.finder.found)
    assert count > 1
    action = next(action for action in bar(hands).tag.menu().actions() if action.text() == "As actor")
    action.trigger()
    assert bar(hands).isHidden()
    assert hands.frame.previewing
    assert [span.label for span in hands.frame.view.suggestions()] == ["actor"] * count


def test_in_review_one_finds_and_tags_nothing(hands: Hands) -> None:
    hands.frame.set_mode("review")
    find(hands, "the ")
    assert hands.frame.finding.finder.found
    assert bar(hands).tag.isHidden()


def test_without_an_article_there_is_nothing_to_find(frame: Frame) -> None:
    QTest.keyClick(frame, Qt.Key.Key_F, CTRL)
    assert not frame.finds
