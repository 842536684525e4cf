"""From the import to the first linked spans."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from workbench.errors import WorkbenchError
from workbench.places import resource
from workbench.window.tour.stage import Stage


def load(stage: Stage) -> Iterator[str]:
    """Import the sample articles into a new project, as a person would."""
    where = stage.folder / "story.workbench"
    stage.sheet("new-project", stage.does("file.new"))
    stage.frame.projects.make(str(where))
    stage.shot("empty")
    articles = str(resource("samples"))
    stage.sheet("import", lambda: stage.frame.transfer.ask([articles]))
    stage.frame.transfer.bring_in([articles])
    session = stage.session()
    stage.shot("loaded")
    bad = stage.folder / "broken.jsonl"
    bad.write_text('{"id": "one", "text": "A ferry came."}\n{"id": "two"}\n{"id": 3, "text"\n', encoding="utf-8")
    stage.sheet("import-report", lambda: stage.frame.transfer.bring_in([str(bad)]))
    yield f"{session.listing.total} articles, nothing changed in their texts"


def tag(stage: Stage) -> Iterator[str]:
    """Tag by keys and by the label bar."""
    session, view = stage.session(), stage.frame.view
    session.open("ferry-strike-wire")
    assert session.article is not None
    text = session.article.text
    for words, key in (("Ferry crews", Qt.Key.Key_2), ("walked out", Qt.Key.Key_1), ("the company", Qt.Key.Key_2)):
        start = text.index(words)
        view.select_extent(start, start + len(words))
        stage.key(key)
    opened = text.index("“We asked")
    view.select_extent(opened, text.index("”", text.index("’”") + 1) + 1)
    QTest.mouseClick(stage.frame.labels.buttons["quote"], Qt.MouseButton.LeftButton)
    stage.settle()
    stage.shot("tagged")
    for span in session.layer.spans:
        yield f"{span.label} {span.start}-{span.end} “{span.quote(text)[:50]}”"


def undo(stage: Stage) -> Iterator[str]:
    """Undo and redo by keys."""
    session = stage.session()
    before = len(session.layer.spans)
    stage.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    undone = len(session.layer.spans)
    stage.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    if (undone, len(session.layer.spans)) != (before - 1, before):
        raise WorkbenchError("undo and redo did not do what they say")
    stage.shot("redone")
    stage.sheet("doubts", stage.does("article.done"))
    yield f"{before} spans, {undone} after Ctrl+Z, {len(session.layer.spans)} after Ctrl+Shift+Z"


def link(stage: Stage) -> Iterator[str]:
    """The margin note after tagging, in a wide window and in a narrow one; then the speaker, by keys."""
    session, view = stage.session(), stage.frame.view
    assert session.article is not None
    text = session.article.text
    for words, key in (("Henrik Saal", Qt.Key.Key_2), ("“No passenger,”", Qt.Key.Key_3)):
        start = text.index(words)
        view.select_extent(start, start + len(words))
        stage.key(key)
    QTest.qWait(60)
    stage.shot("margin-note")
    stage.frame.resize(1024, 700)
    QTest.qWait(60)
    stage.shot("margin-note-small")
    stage.frame.resize(1440, 900)
    stage.key(Qt.Key.Key_D)
    stage.key(Qt.Key.Key_L)
    stage.shot("linking")
    stage.key(Qt.Key.Key_Return)
    stage.shot("linked")
    relation = session.layer.relations[-1]
    ends = (session.span(relation.source), session.span(relation.target))
    said = " → ".join(span.quote(text) for span in ends if span is not None)
    yield f"{relation.type}: {said}, four keys after the words were selected"
