"""What the window does about entities beside the ledger: asks who is meant, sets what is said of them, counts."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from workbench.model.span import Span
from workbench.model.spans import Kind, ids_of

if TYPE_CHECKING:
    from workbench.window.frame import Frame
    from workbench.window.session import Session

_LATER = 40  # milliseconds after a key: a tab that is named anew lays itself out anew


class Meaning(QObject):
    """Hears what the inspector asks for, and keeps the number of mentions that mean nobody beside the panel's tab.

    They are counted as spans come and go: nobody looks at the others.
    """

    def __init__(self, frame: "Frame") -> None:
        super().__init__(frame)
        self.frame = frame
        self._session: Session | None = None
        self._labels: frozenset[str] = frozenset()
        self._open: set[str] = set()
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(_LATER)
        self._late.timeout.connect(self._tell)
        frame.inspector.entity_asked.connect(self.name_entity)
        frame.inspector.entity_value_chosen.connect(self._set_value)

    def name_entity(self, span: str, words: str = "") -> None:
        """Ask in the ledger who is meant by a span; ``words`` of a name are typed already."""
        from workbench.window.entities.panel import EntitiesPanel

        self.frame.show_panel("entities")
        panel = self.frame.panels.panel("entities")
        assert isinstance(panel, EntitiesPanel)
        panel.ask_for(span, words)

    def _set_value(self, entity: str, name: str, value: object) -> None:
        """Set what is said of an entity, once for all its mentions; without a name its id outside."""
        session = self.frame.session
        if session is not None:
            outside = value if isinstance(value, str) else None
            change: dict[str, Any] = {"attributes": {name: value}} if name else {"external_id": outside}
            session.about_entities(lambda work: work.change_entity(entity, **change))

    def use(self, session: "Session | None") -> None:
        """Count the mentions of a session's layer."""
        if session is None or session is self._session:
            return
        self._session = session
        session.article_changed.connect(self._count)
        session.spans_changed.connect(self._follow)
        session.scheme_followed.connect(self._count_by_scheme)
        self._count_by_scheme()

    def _count_by_scheme(self) -> None:
        if self._session is not None:
            self._labels = frozenset(label.name for label in self._session.scheme.labels if label.entity)
            self.frame.panels.set_offered("entities", bool(self._labels))
            self._count()

    def _is_open(self, span: Span | Kind) -> bool:
        return span.entity is None and span.label in self._labels

    def _count(self) -> None:
        if self._session is not None and self._labels:
            self._open = ids_of(self._session.layer.spans, self._is_open)
            self._tell()

    def _follow(self, gone: set[str], came: list[Span]) -> None:
        if self._labels:
            self._open -= gone
            self._open.update(span.id for span in came if self._is_open(span))
            self._late.start()

    def _tell(self) -> None:
        self._late.stop()
        self.frame.panels.set_count("entities", len(self._open))
