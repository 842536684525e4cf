"""The export dialog: formats at the left, choices and losses in the middle, the preview at the right."""

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from workbench.errors import WorkbenchError, as_sentence
from workbench.formats import formats
from workbench.jobs import Cancelled
from workbench.project.export_look import Plan, plan
from workbench.project.export_source import ExportOptions, Scope, scope_of
from workbench.project.exporting import ExportReport, export
from workbench.window.exporting.choices import ONE, Choices
from workbench.window.exporting.format_list import FormatList
from workbench.window.exporting.loss_list import LossList
from workbench.window.exporting.losses import LossReport
from workbench.window.exporting.memory import Memory
from workbench.window.exporting.place import PlaceField
from workbench.window.exporting.preview import Page, PreviewPane, read_page
from workbench.window.exporting.reader import Reader
from workbench.window.exporting.words import head_of, left_out, nothing_there, subtitle_of, written_sentence
from workbench.window.look.check_box import CheckBox
from workbench.window.look.small import hairline, plain_label
from workbench.window.runner import run_job
from workbench.window.sheets.sheet import Sheet
from workbench.words import number

if TYPE_CHECKING:
    from workbench.window.frame import Frame

_SIZE, _MARGIN = QSize(1100, 752), 40  # pixels; the margin where the window is smaller
_LEFT, _RIGHT = 210, 350
_PATIENCE = 150  # milliseconds before “working out” is said


class ExportSheet(Sheet):
    """Writes by itself; ``said`` is then the sentence for the window. It stays open where writing fails."""

    def __init__(self, frame: "Frame") -> None:
        super().__init__(frame, frame.theme, "Export gold")
        assert frame.session is not None
        self.project, self.scheme = frame.session.project, frame.session.scheme
        self.total = frame.session.listing.total
        self.this_one = frame.session.article.key if frame.session.article else None
        self.review_key = frame.keymap.shown("view.review")
        self.memory = Memory(frame.settings)
        writing = [known for known in formats().values() if known.write]
        # What loses nothing comes first.
        self.known = {known.name: known for known in sorted(writing, key=lambda known: bool(known.cannot_hold))}
        self.values = self.memory.values(self.known.values())
        self.plan: Plan | None = None
        self.said = ""
        self.counting = Reader(self.project.where, self)
        self.paging = Reader(self.project.where, self)
        self._make()
        self._connect()
        self._fit(frame.size())
        self.choices.articles[self.memory.articles].setChecked(True)
        self.formats.choose(self.memory.format(self.known))
        self.scope = self._read_scope()
        self.formats.setFocus()

    def _fit(self, room: QSize) -> None:
        self.setMinimumSize(720, 420)
        self.resize(_SIZE.boundedTo(room - QSize(_MARGIN, _MARGIN)).expandedTo(self.minimumSize()))
        self.pages.setFixedWidth(_RIGHT if self.width() >= 1040 else 290)
        self.formats.setFixedWidth(_LEFT if self.width() >= 1040 else 190)
        self.place.line.setFixedWidth(360 if self.width() >= 900 else 240)

    def _make(self) -> None:
        self.formats = FormatList(list(self.known.values()), self.theme)
        self.choices = Choices(self.scheme.labels, self.project.annotators(), self.theme)
        self.others = plain_label(px=12)
        self.others.setObjectName("quiet")
        self.others.setWordWrap(True)
        self.others.hide()
        self.report = LossReport(self.theme)
        self.beside = CheckBox(self.theme, "&Write the list of losses beside the file")
        self.beside.setChecked(self.memory.beside)
        self.pages = PreviewPane(self.theme)
        self.pages.setObjectName("exportPreview")
        self.place = PlaceField(self.theme)
        self.trouble = plain_label()
        self.trouble.setObjectName("exportTrouble")
        self.trouble.setWordWrap(True)
        self.trouble.hide()
        middle = QWidget()
        inside = QVBoxLayout(middle)
        inside.setContentsMargins(22, 18, 22, 10)
        inside.setSpacing(12)
        inside.addWidget(self.choices)
        inside.addWidget(self.others)
        inside.addWidget(hairline())
        inside.addWidget(self.report, 1)
        self.middle = QScrollArea()
        self.middle.setWidgetResizable(True)
        self.middle.setWidget(middle)
        self.middle.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.middle.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.middle, 1)
        column.addWidget(hairline())
        foot = QHBoxLayout()
        foot.setContentsMargins(22, 9, 22, 9)
        foot.addWidget(self.beside)
        foot.addStretch(1)
        column.addLayout(foot)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.formats)
        row.addLayout(column, 1)
        row.addWidget(self.pages)
        self.pages.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        self.body.addLayout(row, 1)
        self.body.addWidget(self.trouble)
        self.foot_left.addWidget(self.place)
        self.cancel = self.add_button("Cancel", self.reject, keys=("Esc",))
        self.write = self.add_button("Write", self._write, filled=True, keys=("↵",))
        self.write.setEnabled(False)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_PATIENCE)

    def _connect(self) -> None:
        self.formats.chosen.connect(lambda _: self._format_changed())
        self.choices.changed.connect(self._choice_changed)
        self.choices.layer_changed.connect(self._layer_changed)
        self.choices.settled.connect(self._settle)
        self.report.settled.connect(self._settle)
        self.report.list_asked.connect(self.show_losses)
        self.pages.step_asked.connect(self._turn)
        self.counting.answered.connect(self._counted)
        self.counting.failed.connect(self._not_counted)
        self.counting.progressed.connect(self.report.show_work)
        self.paging.answered.connect(self._page_came)
        self.paging.failed.connect(lambda _: self.pages.show_page(Page(0, 0, None)))
        self.place.line.textChanged.connect(lambda _: self.trouble.hide())
        self._later.timeout.connect(self.report.show_work)

    # What was chosen

    @property
    def options(self) -> ExportOptions:
        """What was chosen."""
        which = self.choices.article_choice
        known = self.known[self.formats.current]
        chosen = {option.name: self.values[option.name] for option in known.options}
        return ExportOptions(
            known.name,
            self.choices.layer_name,
            "all" if which == ONE else which,  # type: ignore[arg-type]
            self.this_one if which == ONE else None,
            labels=self.choices.chosen_labels,
            **chosen,  # type: ignore[arg-type]
        )

    def _format_changed(self) -> None:
        known = self.known[self.formats.current]
        self.choices.show_options(known, self.values)
        self.beside.setVisible(bool(known.cannot_hold))
        self._order_tabs()
        self._propose()
        self._choice_changed()

    def _layer_changed(self) -> None:
        self.title.setText(head_of(self.choices.layer_name))
        self.setWindowTitle(self.title.text())
        self.scope = self._read_scope()
        self._propose()

    def _settle(self, name: str, value: str) -> None:
        if self.values[name] == value:
            return
        self.values[name] = value
        self.choices.show_value(name, value)
        self.report.show_value(name, value)
        self._choice_changed()

    def _propose(self) -> None:
        known = self.known[self.formats.current]
        layer = self.choices.layer_name
        stem = f"{self.project.name}-{'layers' if layer == 'all' else layer}".replace("/", "-")
        self.place.propose(self.memory.folder(self.project), stem, known.endings[0])

    def _read_scope(self) -> Scope:
        try:
            scope = scope_of(self.project, self.choices.layer_name)
        except WorkbenchError as error:
            self._complain(as_sentence(error))
            scope = Scope(0, 0)
        self.choices.show_scope(scope, self.this_one is not None, self._why_not_all(scope))
        return scope

    def _why_not_all(self, scope: Scope) -> str:
        """Why “all” are fewer than the project has."""
        return left_out(self.choices.layer_name, scope.all, self.total)

    # What would become of it

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to work out what gets lost."""
        super().showEvent(event)
        self._choice_changed()

    def _choice_changed(self) -> None:
        """Work it out anew; until then nothing can be written."""
        self.plan = None
        self.write.setEnabled(False)
        self.write.set_words("Write")
        self.trouble.hide()
        if not self.isVisible():
            return
        options = self.options
        if options.labels == ():
            self._forget()
            self.report.show_trouble("No label is chosen", "Choose at least one label above.")
            self.pages.show_page(Page(0, 0, None))
            return
        self._later.start()
        self.counting.ask(lambda project, report: plan(project, options, report))
        self._ask_page(0)

    @property
    def settled(self) -> bool:
        """Whether everything that is shown belongs to what is chosen."""
        return self.isVisible() and not self.counting.busy and not self.paging.busy

    def _forget(self) -> None:
        self._later.stop()
        self.counting.forget()
        self.paging.forget()
        self.others.hide()
        self.subtitle.clear()

    def _ask_page(self, step: int) -> None:
        options, key = self.options, self.pages.key or self.this_one
        self.paging.ask(lambda project, report: read_page(project, report, options, key, step))

    def _turn(self, step: int) -> None:
        if self.options.labels != ():
            self._ask_page(step)

    def _page_came(self, page: object) -> None:
        assert isinstance(page, Page)
        self.pages.show_page(page)

    def _counted(self, made: object) -> None:
        assert isinstance(made, Plan)
        self._later.stop()
        counts = made.counts
        self.plan = made
        self.subtitle.setText(subtitle_of(made, self.choices.article_choice))
        self._show_others(counts)
        if not counts.articles or (not counts.layers and made.options.layer != "all"):
            self.report.show_trouble(*nothing_there(made.options, self.choices.article_choice, self.review_key))
            self.write.set_words("Write")
            return
        self.report.show_plan(made, self.known[made.options.format], self.values)
        self._order_tabs()
        self.write.set_words(f"Write {number(counts.articles, 'article')}")
        self.write.setAccessibleDescription(self.report.head.text())
        self.write.setEnabled(made.refused is None)

    def _show_others(self, counts: ExportReport) -> None:
        """What is left out because it was not chosen: that is no loss."""
        spans, relations = counts.other_spans, counts.other_relations
        more = f" and {number(relations, 'relation')}" if relations else ""
        self.others.setText(f"As chosen, {number(spans, 'span')} of other labels{more} are left out.")
        self.others.setVisible(bool(spans))

    def _order_tabs(self) -> None:
        """The focus goes as the eye goes; what comes later would else be last."""
        rows = [row.policy for row in self.report.rows.values() if row.policy is not None]
        order = [
            self.formats, *self.choices.fields(), self.report.all, *rows, self.beside, self.pages.back, self.pages.on,
            self.pages.text, self.place.line, self.place.browse, self.cancel, self.write,
        ]  # fmt: skip
        for first, second in pairwise(order):
            QWidget.setTabOrder(first, second)

    def _not_counted(self, sentence: str) -> None:
        self._later.stop()
        self.report.show_trouble("What gets lost could not be worked out", sentence)

    def show_losses(self) -> None:
        """List them one by one."""
        if self.plan is not None:
            shown = LossList(self, self.theme, self.plan.details, self.plan.lost)
            shown.exec()
            shown.deleteLater()

    # Writing

    def _write(self) -> None:
        """Write the file; what goes wrong is said here, and the dialog stays."""
        place, made = self.place.path, self.plan
        if made is None or made.refused is not None:
            return
        if place is None or not place.name:
            self._complain("There is no file to write to yet. Name one, or browse for a place.")
            return
        if not self._may_replace(place):
            return
        self.counting.forget()
        self.paging.forget()
        beside = self.beside.isChecked()
        try:
            done = run_job(self, "Exporting", lambda report: export(self.project, made.options, place, report, beside))
        except Cancelled:
            self._complain("Cancelled. Nothing was written.")
        except WorkbenchError as error:
            self._complain(f"{as_sentence(error)} Nothing was written.")
        else:
            self.said = written_sentence(done, place)
            self.memory.keep(self.options, self.choices.article_choice, self.values, place.parent, beside)
            self.accept()

    def _may_replace(self, place: Path) -> bool:
        from workbench.window.sheets import dialogs

        try:
            if place.is_file():
                return dialogs.ask_overwrite(self, place)
            if not place.parent.is_dir():
                self._complain(f"There is no folder {place.parent}. Make it first, or choose another place.")
                return False
        except (OSError, ValueError):  # what may not be looked at, or can't be a name
            return True  # writing says it better
        return True

    def _complain(self, sentence: str) -> None:
        self.trouble.setText(sentence)
        self.trouble.setAccessibleName(sentence)
        self.trouble.show()
        self.place.line.setFocus()

    def done(self, result: int) -> None:
        """Close; nobody reads on. Writing that is on its way is waited for."""
        if not self.isEnabled():
            return
        self._later.stop()
        super().done(result)
        self.counting.stop()
        self.paging.stop()
