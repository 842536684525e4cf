"""How many mentions mean nobody yet, counted as spans come and go: nobody looks at the others."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from workbench.model.span import Span

if TYPE_CHECKING:
    from workbench.window.frame import Frame
    from workbench.window.session import Session


class Unassigned(QObject):
    """Keeps the number beside the panel's tab right, whether the panel is seen or not."""

    def __init__(self, frame: "Frame") -> None:
        super().__init__(frame)
        self.frame = frame
        self._session: Session | None = None
        self._labels: frozenset[str] = frozenset()
        self._open: set[str] = set()

    def use(self, session: "Session") -> None:
        """Count the mentions of a session's layer."""
        if session is self._session:
            return
        self._session = session
        self._labels = frozenset(label.name for label in session.scheme.labels if label.entity)
        session.article_changed.connect(self._count)
        session.spans_changed.connect(self._follow)
        self.frame.panels.set_offered("entities", bool(self._labels))
        self._count()

    def _is_open(self, span: Span) -> bool:
        return span.entity is None and span.label in self._labels

    def _count(self) -> None:
        if self._session is not None and self._labels:
            self._open = {span.id for span in self._session.layer.spans if self._is_open(span)}
            self.frame.panels.set_count("entities", len(self._open))

    def _follow(self, gone: set[str], came: list[Span]) -> None:
        if self._labels:
            self._open -= gone
            self._open.update(span.id for span in came if self._is_open(span))
            self.frame.panels.set_count("entities", len(self._open))
