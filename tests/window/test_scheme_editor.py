"""The editor of the scheme: each change is one step, told first; the window behind it follows at once."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFormLayout, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from workbench.model.scheme_edit import Place
from workbench.project.scheme_change import Rename
from workbench.window.frame import Frame
from workbench.window.look.check_box import CheckBox
from workbench.window.scheme.deeds import DeedSheet, ask_split
from workbench.window.scheme.editor import SchemeSheet
from workbench.window.scheme.fields import OneOf
from workbench.window.scheme.forms import AttributeForm, LabelForm, RulesForm
from workbench.window.scheme.parts import Part, parts_of

MORE = ("cue", "headline")  # labels at the end of the bar


@pytest.fixture
def sheet(working: Frame, qtbot: QtBot) -> Iterator[SchemeSheet]:
    """The editor over the wire story, the quote in front."""
    made = SchemeSheet(working)
    made.show()
    qtbot.waitExposed(made)
    choose(made, Part("label", "quote"))
    yield made
    made.reject()
    made.deleteLater()


def choose(sheet: SchemeSheet, part: Part) -> None:
    sheet.list.setCurrentRow(next(at for at in range(sheet.list.count()) if sheet.list.part(at) == part))


def asked(sheet: SchemeSheet, button: str) -> DeedSheet:
    """What a press of that button asks."""
    QTest.mouseClick(sheet.deeds[button], Qt.MouseButton.LeftButton)
    assert sheet.deed is not None
    return sheet.deed


def answer(deed: DeedSheet) -> None:
    deed.work_out()
    QTest.keyClick(deed, Qt.Key.Key_Return)
    QApplication.processEvents()


def comments(frame: Frame) -> list[str]:
    """What stands behind fields in the text of the scheme, sorted."""
    assert frame.session is not None
    lines = frame.session.scheme.source.splitlines()
    return sorted(line.rpartition("# ")[2] for line in lines if "  # " in line and line[:1] != "#")


def bar(frame: Frame) -> list[str]:
    return list(frame.labels.buttons)


def test_all_parts_are_listed(sheet: SchemeSheet) -> None:
    shown = [sheet.list.part(at) for at in range(sheet.list.count())]
    assert shown == list(parts_of(sheet.scheme))
    assert sheet.list.item(1).data(Qt.ItemDataRole.AccessibleTextRole) == "event, label"
    for part in shown:
        if part.kind != "heading":
            choose(sheet, part)
            assert sheet.form is not None
            assert sheet._step() is None  # what was only shown changes nothing


def test_a_rename_says_what_it_touches_and_the_window_follows(sheet: SchemeSheet, working: Frame, qtbot: QtBot) -> None:
    session = working.session
    assert session is not None
    span = next(span for span in session.layer.spans if span.label == "quote")
    working.view.select_span(span.id)
    deed = asked(sheet, "rename")
    field = deed.findChild(QLineEdit)
    assert field is not None and not deed.button.isEnabled()
    field.selectAll()
    QTest.keyClicks(field, "quotation")
    deed.work_out()
    count = session.project.status()["labels"]["ines"]["quote"]
    assert deed.effect.text().startswith("Touches ") and "Undo brings everything back." in deed.effect.text()
    assert count and session.scheme.version == "2"
    answer(deed)
    assert session.scheme.version == "3"
    assert bar(working) == ["event", "actor", "quotation", "boilerplate", *MORE]
    assert sheet.list.current == Part("label", "quotation")
    assert sheet.subtitle.text() == "news 3"
    assert working.view.selected_span is not None and working.view.selected_span.label == "quotation"
    assert session.layer.spans and all(item.label != "quote" for item in session.layer.spans)
    assert "Renamed the label quote to quotation" in sheet.line.text()
    sheet.activateWindow()
    qtbot.waitUntil(sheet.isActiveWindow)
    QTest.keyClick(sheet.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert bar(working) == ["event", "actor", "quote", "boilerplate", *MORE]
    assert working.view.selected_span is not None and working.view.selected_span.label == "quote"


def test_a_name_that_can_not_be_is_told_at_once(sheet: SchemeSheet) -> None:
    deed = asked(sheet, "rename")
    field = deed.findChild(QLineEdit)
    assert field is not None
    field.setText("actor")
    deed.work_out()
    assert "already" in deed.trouble.text() and not deed.button.isEnabled()
    deed.reject()


def test_split_and_merge(sheet: SchemeSheet, working: Frame) -> None:
    deed = asked(sheet, "split")
    fields = {field.accessibleName(): field for field in deed.findChildren(QLineEdit)}
    fields["new label of direct"].setText("verbatim")
    keep = deed.findChild(CheckBox)
    assert keep is not None and "Keep type" in keep.text() and not keep.isChecked()
    answer(deed)
    assert Part("attribute", "type", Place("label", "verbatim")) not in list(parts_of(sheet.scheme))
    working.undo()
    choose(sheet, Part("label", "quote"))
    deed = asked(sheet, "split")
    fields = {field.accessibleName(): field for field in deed.findChildren(QLineEdit)}
    fields["new label of direct"].setText("verbatim")
    keep = deed.findChild(CheckBox)
    assert keep is not None
    keep.click()
    answer(deed)
    assert Part("attribute", "type", Place("label", "verbatim")) in list(parts_of(sheet.scheme))
    assert bar(working) == ["event", "actor", "quote", "verbatim", "boilerplate", *MORE]
    choose(sheet, Part("label", "verbatim"))
    deed = asked(sheet, "merge")
    box = deed.findChild(OneOf)
    assert box is not None
    box.choose("quote")
    answer(deed)
    assert bar(working) == ["event", "actor", "quote", "boilerplate", *MORE]
    assert sheet.list.current == Part("label", "quote")
    assert working.session is not None and working.session.project.check() == []


def test_a_split_by_many_values_keeps_its_buttons_in_view(sheet: SchemeSheet, working: Frame) -> None:
    assert working.session is not None
    deed = ask_split(working, working.theme, working.session.project, "event")
    deed.show()
    QApplication.processEvents()
    assert deed.height() <= 600 and deed.minimumSizeHint().height() < 400
    assert deed.rect().contains(QRect(deed.button.mapTo(deed, QPoint(0, 0)), deed.button.size()))
    assert deed.fields.verticalScrollBar().maximum() > 0 and deed.rows.rowCount() > 12
    last = deed.rows.itemAt(deed.rows.rowCount() - 2, QFormLayout.ItemRole.FieldRole).widget()
    assert last.accessibleName() == "new label of none"
    deed.fields.ensureWidgetVisible(last)
    assert deed.fields.viewport().rect().contains(last.mapTo(deed.fields.viewport(), last.rect().center()))
    deed.reject()
    deed.deleteLater()


def test_remove(sheet: SchemeSheet, working: Frame) -> None:
    working.tagging.arm("boilerplate")
    choose(sheet, Part("label", "boilerplate"))
    answer(asked(sheet, "remove"))
    assert bar(working) == ["event", "actor", "quote", *MORE]
    assert working.tagging.armed is None


def test_a_form_is_applied_as_one_step(sheet: SchemeSheet, working: Frame) -> None:
    form, before = sheet.form, comments(working)
    assert isinstance(form, LabelForm) and not sheet.apply.isEnabled()
    form.hues.setFocus()
    QTest.keyClick(form.hues, Qt.Key.Key_Right)
    form.key.choose("9")
    form.guideline.setPlainText("Only what is said aloud.")
    assert sheet.told.text().startswith("Touches no span.")
    QTest.mouseClick(sheet.apply, Qt.MouseButton.LeftButton)
    assert working.session is not None
    label = working.session.scheme.label("quote")
    assert (label.colour, label.key, label.guideline) == ("boilerplate", "9", "Only what is said aloud.")
    assert len(before) > 20 and comments(working) == before, "as they were written by hand"
    assert working.labels.buttons["quote"].key == "9"
    assert not sheet.apply.isEnabled()
    working.undo()
    assert working.session.scheme.label("quote").key == "3"


def test_what_stands_in_a_form_that_is_left_is_applied(sheet: SchemeSheet, working: Frame) -> None:
    assert working.session is not None and isinstance(sheet.form, LabelForm)
    sheet.form.guideline.setPlainText("Only what is said aloud.")
    choose(sheet, Part("label", "event"))
    assert working.session.scheme.label("quote").guideline == "Only what is said aloud."
    assert sheet.list.current == Part("label", "event") and sheet.name.text() == "event"
    assert isinstance(sheet.form, LabelForm)
    sheet.form.letter.setText("X")
    QTest.keyClick(sheet.form.letter, Qt.Key.Key_Return)
    assert sheet.isVisible() and working.session.scheme.label("event").letter == "X"
    assert isinstance(sheet.form, LabelForm)
    sheet.form.letter.setText("Y")
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible() and working.session.scheme.label("event").letter == "Y"
    assert working.session.scheme.version == "5"


def test_what_means_nothing_is_told(sheet: SchemeSheet) -> None:
    form = sheet.form
    assert isinstance(form, LabelForm)
    form.key.choose("1")
    assert sheet.told.text() == "'1' stands twice as the key of a label."
    assert not sheet.apply.isEnabled()
    QTest.mouseClick(sheet.reset, Qt.MouseButton.LeftButton)
    assert sheet.told.text() == "" and isinstance(sheet.form, LabelForm) and sheet.form.key.chosen == "3"


def test_values(sheet: SchemeSheet, working: Frame) -> None:
    part = Part("attribute", "type", Place("label", "quote"))
    choose(sheet, part)
    form = sheet.form
    assert isinstance(form, AttributeForm)
    form.values.add("scare")
    form.required.setChecked(False)
    QTest.mouseClick(sheet.apply, Qt.MouseButton.LeftButton)
    assert working.session is not None
    attribute = working.session.scheme.label("quote").attributes[0]
    assert [value.name for value in attribute.values] == ["direct", "indirect", "mixed", "scare"]
    assert not attribute.required
    assert sheet.list.current == part and isinstance(sheet.form, AttributeForm)
    sheet.form.values.setCurrentCell(0, 0)
    sheet.values_menu.aboutToShow.emit()
    next(action for action in sheet.values_menu.actions() if action.text().startswith("Rename")).trigger()
    assert sheet.deed is not None
    field = sheet.deed.findChild(QLineEdit)
    assert field is not None
    field.setText("verbatim")
    answer(sheet.deed)
    values = {span.attributes.get("type") for span in working.session.layer.spans if span.label == "quote"}
    assert "verbatim" in values and "direct" not in values


def test_rules_and_relations(sheet: SchemeSheet, working: Frame) -> None:
    choose(sheet, Part("rules", "Rules"))
    assert isinstance(sheet.form, RulesForm)
    looks = {name: level.accessibleDescription() for name, level in sheet.form.levels.items()}
    assert looks["half-pair"] == "looks at quote" and looks["inside"] == "looks at event, held against boilerplate"
    assert looks["inside"] in [label.text() for label in sheet.form.findChildren(QLabel) if label.isVisible()]
    sheet.form.levels["unbalanced-marks"].choose("error")
    QTest.mouseClick(sheet.apply, Qt.MouseButton.LeftButton)
    assert working.session is not None
    assert ("unbalanced-marks", "error") in [(rule.name, rule.level) for rule in working.session.scheme.rules]


def test_a_new_label_is_added_and_in_front(sheet: SchemeSheet, working: Frame) -> None:
    sheet.add_menu.aboutToShow.emit()
    next(action for action in sheet.add_menu.actions() if action.text() == "Label…").trigger()
    assert sheet.deed is not None
    field = sheet.deed.findChild(QLineEdit)
    assert field is not None
    QTest.keyClicks(field, "weapon")
    answer(sheet.deed)
    assert sheet.list.current == Part("label", "weapon")
    assert bar(working)[-1] == "weapon"
    assert working.labels.buttons["weapon"].key == "9"


def test_the_scheme_changes_under_a_review(working: Frame) -> None:
    working.set_mode("review")
    assert working.session is not None
    assert working.session.change_scheme(Rename("label", "actor", "person")) is not None
    assert working.review.queue.delegate.scheme is working.session.scheme
    working.undo()
    assert working.session.scheme.label("actor").name == "actor"


def test_it_is_in_the_menu(working: Frame, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    monkeypatch.setattr(SchemeSheet, "exec", lambda self: seen.append(self.windowTitle()))
    working.menus.actions["file.scheme"].trigger()
    assert seen == ["Scheme"]
