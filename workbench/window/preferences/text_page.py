"""The page of settings about the article's text: family, size, column, what stands round it; with a specimen."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from workbench.settings import ARTICLE_SIZES, MEASURES
from workbench.window.look.small import plain_label
from workbench.window.look.theme import SERIF, article_font
from workbench.window.page import USUAL_MEASURE
from workbench.window.preferences.choice import Choice
from workbench.window.preferences.stepper import Stepper

if TYPE_CHECKING:
    from workbench.window.frame import Frame

_SWITCH = (("on", "Shown"), ("off", "Hidden"))
_HEADLINE = (("on", "Larger"), ("off", "As all text"))
_SPECIMEN = "“We are out,” she said. 3,000 people wait."


class TextPage(QWidget):
    """What is chosen holds at once, in the article behind the sheet too."""

    def __init__(self, frame: "Frame", parent: QWidget) -> None:
        super().__init__(parent)
        self.frame, self.page = frame, frame.page
        self._filled = False
        self._build()
        self.refresh()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        form = QFormLayout()
        form.setHorizontalSpacing(18)
        form.setVerticalSpacing(9)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint)
        self.family = QComboBox(self)
        self.family.setEditable(True)
        self.family.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.family.setMinimumWidth(280)
        self.family.setAccessibleName("font of the article")
        self.family.addItem("")
        self.family.activated.connect(lambda _: self.take_family())
        line = self.family.lineEdit()
        assert line is not None
        line.editingFinished.connect(self.take_family)
        line.textEdited.connect(lambda _: self._say(""))
        self.trouble = plain_label("", px=12)
        self.trouble.setObjectName("quiet")
        self.trouble.setParent(self)
        self.trouble.hide()
        self.letters = Stepper("letters", "smaller", "larger", ARTICLE_SIZES, self._set_size, self)
        self.measure = Stepper("column", "narrower", "wider", MEASURES, self._set_measure, self, step=2)
        self.measure.said.setMinimumWidth(96)
        self.headline = Choice("headline", _HEADLINE, "on", lambda on: self.page.set_headline(on == "on"), self)
        self.numbers = Choice("line numbers", _SWITCH, "off", lambda on: self.page.set_line_numbers(on == "on"), self)
        self.marks = Choice("paragraph marks", _SWITCH, "off", self._set_marks, self)
        for name, field in (
            ("&Font", self.family), ("", self.trouble), ("&Article size", self.letters), ("&Column", self.measure),
            ("&Headline", self.headline), ("Line &numbers", self.numbers), ("&Paragraph marks", self.marks),
        ):  # fmt: skip
            form.addRow(name, field)
        column.addLayout(form)
        self.specimen = QLabel(_SPECIMEN, self)
        self.specimen.setTextFormat(Qt.TextFormat.PlainText)
        self.specimen.setMinimumHeight(44)
        self.specimen.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.usual = QPushButton("&Usual text", self)
        self.usual.setAutoDefault(False)
        self.usual.clicked.connect(self.reset)
        row = QHBoxLayout()
        row.setSpacing(18)
        row.addWidget(self.specimen, 1)
        row.addWidget(self.usual)
        column.addSpacing(6)
        column.addLayout(row)
        column.addStretch(1)

    def showEvent(self, event: QShowEvent) -> None:
        """Read the list of families when it is first wanted, which takes a while; the size may be another by now."""
        super().showEvent(event)
        if not self._filled:
            self._filled = True
            self.family.addItems([name for name in QFontDatabase.families() if not QFontDatabase.isPrivateFamily(name)])
        self.refresh()

    def refresh(self) -> None:
        """Show what holds."""
        page = self.page
        self.family.setItemText(0, _usual())
        at = self.family.findText(page.family, Qt.MatchFlag.MatchFixedString) if page.family else 0
        if at >= 0:
            self.family.setCurrentIndex(at)
        else:
            self.family.setEditText(page.family)  # chosen where it was installed
        self.letters.show_value(self.frame.article_size, f"{self.frame.article_size} px")
        said = f"{page.measure} characters" if page.measure is not None else "usual"
        self.measure.show_value(page.measure or USUAL_MEASURE, said)
        for choice, on in (
            (self.headline, page.headline), (self.numbers, page.line_numbers), (self.marks, page.paragraph_marks),
        ):  # fmt: skip
            choice.show_chosen("on" if on else "off")
        self.specimen.setFont(article_font(self.frame.article_size, family=page.family))

    def take_family(self) -> None:
        """Set the article in the family that is named, where there is one of that name."""
        typed = self.family.currentText().strip()
        if not typed or typed.lower() in (_usual().lower(), "usual"):
            if self.page.family or not typed:
                self._set_family("")
        elif typed.lower() == self.page.family.lower():
            pass  # what was refused stays said until something else is typed
        elif (at := self.family.findText(typed, Qt.MatchFlag.MatchFixedString)) > 0:
            self._set_family(self.family.itemText(at))
        else:
            self._say(f"No font on this computer is called “{typed[:60]}”. The article keeps its own.")
            self.refresh()

    def _set_family(self, family: str) -> None:
        self.page.set_family(family)
        self._say("")
        self.refresh()

    def _say(self, sentence: str) -> None:
        self.trouble.setText(sentence)
        self.trouble.setVisible(bool(sentence))
        self.trouble.setAccessibleName(sentence)

    def _set_size(self, px: int) -> None:
        self.frame.set_article_size(px)
        self.refresh()

    def _set_measure(self, characters: int) -> None:
        self.page.set_measure(characters)
        self.refresh()

    def _set_marks(self, on: str) -> None:
        self.page.set_paragraph_marks(on == "on")

    def reset(self) -> None:
        """Everything on this page as at the first start."""
        self.page.reset()
        self.frame.set_article_size(self.frame.normal_size)
        self._say("")
        self.refresh()


def _usual() -> str:
    """How the usual family is called here: the first of those that are installed."""
    found = next((name for name in SERIF if QFontDatabase.hasFamily(name)), "")
    return f"Usual ({found})" if found else "Usual"
