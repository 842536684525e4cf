"""What is known about an article: a sheet to correct it, and the question before an article is removed."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QWidget

from workbench.errors import WorkbenchError, as_sentence
from workbench.model.article import META_FIELDS
from workbench.model.layer import GOLD
from workbench.project.articles import Facts, LayerFacts, facts, removal, remove, set_meta
from workbench.window.key_words import then
from workbench.window.look.icons import STATE_WORDS
from workbench.window.look.small import BeginningLine, plain_label
from workbench.window.sheets.message import Message, text_to_copy
from workbench.window.sheets.sheet import Sheet
from workbench.words import number

if TYPE_CHECKING:
    from workbench.window.frame import Frame

_FIELDS = {
    "title": ("&Title", ""),
    "source": ("S&ource", "the paper or agency"),
    "url": ("&Link", "https://"),
    "published": ("&Date", "as the source wrote it, or 2025-03-14"),
    "language": ("Lan&guage", "en"),
}
_MANY = 8  # layers and further keys that are listed


class ArticleFacts(Sheet):
    """Title, source, link, date and language to correct; key, length, sources and layers to read."""

    def __init__(self, frame: "Frame", key: str) -> None:
        super().__init__(frame, frame.theme, "About this article")
        assert frame.session is not None
        self.frame = frame
        self.session = frame.session
        self.facts = facts(self.session.project, key)
        self.setMinimumWidth(560)
        self.fields: dict[str, QLineEdit] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        for name in META_FIELDS:
            self._add_field(grid, name)
        for words, value in _told(self.facts):
            _add_row(grid, words, value)
        self.trouble = plain_label(px=12)
        self.trouble.setObjectName("trouble")
        self.trouble.setWordWrap(True)
        self.trouble.hide()
        self.body.addLayout(grid)
        self.body.addWidget(self.trouble)
        self.body.addStretch(1)
        self.add_button("Cancel", self.reject, keys=("Esc",))
        self.save_button = self.add_button("Save", self.save, filled=True, keys=("↵",))
        self.fields["title"].setFocus()

    def _add_field(self, grid: QGridLayout, name: str) -> None:
        words, hint = _FIELDS[name]
        field = self.fields[name] = BeginningLine(getattr(self.facts.meta, name) or "", self)
        field.setPlaceholderText(hint)
        field.setAccessibleName(words.replace("&", "").lower())
        field.setCursorPosition(0)
        label = plain_label(words)
        label.setBuddy(field)
        row = grid.rowCount()
        grid.addWidget(label, row, 0)
        grid.addWidget(field, row, 1)

    def changed(self) -> dict[str, str]:
        """The fields that say something else now."""
        held = self.facts.meta._asdict()
        return {name: field.text() for name, field in self.fields.items() if field.text().strip() != (held[name] or "")}

    def save(self) -> None:
        """Write what was changed in one action, and close; stay where it is refused."""
        changed = self.changed()
        if not changed:
            self.accept()
            return
        session = self.session
        try:
            words = set_meta(session.project, session.annotator, self.facts.key, changed)
        except WorkbenchError as error:
            self.trouble.setText(as_sentence(error))
            self.trouble.show()
            return
        self.accept()
        session.reload_article()
        undoes = then(self.frame.keymap.shown("edit.undo"), "undoes it")
        self.frame.committed(f"{words[:1].upper()}{words[1:]}.{undoes}")


def _told(known: Facts) -> list[tuple[str, str]]:
    told = [("Key", known.key), ("Length", number(known.length, "character"))]
    if known.revision > 1:
        told.append(("Revision", str(known.revision)))
    if known.other_keys:
        told.append(("Further sources", _listed(list(known.other_keys))))
    told.append(("Layers", _listed([_layer(layer) for layer in known.layers]) if known.layers else "none yet"))
    return told


def _layer(layer: LayerFacts) -> str:
    name = "Gold" if layer.annotator == GOLD else layer.annotator
    return f"{name}: {STATE_WORDS[layer.state]}, {number(layer.spans, 'span')}"


def _listed(lines: list[str]) -> str:
    more = [f"and {len(lines) - _MANY:,} more"] if len(lines) > _MANY else []
    return "\n".join([*lines[:_MANY], *more])


def _add_row(grid: QGridLayout, words: str, value: str) -> None:
    row = grid.rowCount()
    name: QLabel = plain_label(words)
    name.setObjectName("quiet")
    held: QWidget = text_to_copy(value)
    grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
    grid.addWidget(held, row, 1)


def show_facts(frame: "Frame") -> None:
    """Show what is known about the article, to correct it."""
    if frame.session is not None and frame.session.article is not None:
        if not frame.typed.may_leave():
            return
        sheet = ArticleFacts(frame, frame.session.article.key)
        sheet.exec()
        sheet.deleteLater()


def remove_article(frame: "Frame") -> None:
    """Say what would go, and remove the article where that is wanted."""
    session = frame.session
    if session is None or session.article is None or not frame.typed.may_leave():
        return
    key, place = session.article.key, session.place()
    counted = removal(session.project, key)
    title = session.article.meta.title or key
    sheet = RemoveSheet(frame, title, counted.sentence())
    wanted = sheet.exec() == Sheet.DialogCode.Accepted
    sheet.deleteLater()
    if not wanted:
        return
    try:
        remove(session.project, session.annotator, key, counted)
    except WorkbenchError as error:
        frame.saving.refused(error, lambda: _remove_again(frame, key))
        return
    session.article_removed(place)
    back = then(frame.keymap.shown("edit.undo"), "brings it back with all its labels")
    frame.committed(f"Removed “{title[:60]}”.{back}")
    frame.view.setFocus()


def _remove_again(frame: "Frame", key: str) -> None:
    frame.walk.go_to(key)
    if frame.session is not None and frame.session.article is not None and frame.session.article.key == key:
        remove_article(frame)


class RemoveSheet(Message):
    """The count of what goes; nothing goes by Enter alone."""

    def __init__(self, frame: "Frame", title: str, sentence: str) -> None:
        back = then(frame.keymap.shown("edit.undo"), "brings all of it back")
        words = f"“{title[:120]}”\n\n{sentence} Everybody’s labels are counted.{back}"
        super().__init__(frame, "Remove this article?", words)
        self.remove_button = self.add_button("&Remove", self.accept)
        self.keep_button = self.add_button("Keep it", self.reject, filled=True, keys=("Esc",))
        self.keep_button.setFocus()
