"""The right dock's two parts, one above the other, with a border between them that stays where it was put."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from workbench.settings import Settings

USUAL = 0.63  # of the height, for the upper part: the form of an event fits a window of 900 pixels
_LEAST, _MOST = 0.15, 0.85


class RightSplit(QSplitter):
    """Keeps the share of the upper part, whatever it holds; a share that somebody set is remembered."""

    def __init__(self, settings: Settings, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setObjectName("rightSplit")
        self._settings = settings
        self.setChildrenCollapsible(False)
        self.setHandleWidth(5)
        self.splitterMoved.connect(self._moved)

    def fill(self, upper: QWidget, lower: QWidget) -> None:
        """Take two parts that were made inside it."""
        for part in (upper, lower):
            part.setMinimumHeight(80)
            self.addWidget(part)

    def _share(self) -> float:
        return float(self._settings.get("inspector_share", USUAL))

    def _moved(self) -> None:
        upper, lower = self.sizes()
        share = upper / max(1, upper + lower)
        self._settings.set("inspector_share", round(min(_MOST, max(_LEAST, share)), 3))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the height anew."""
        super().resizeEvent(event)
        if event.oldSize().height() != event.size().height():
            upper = round(event.size().height() * self._share())
            self.setSizes([upper, event.size().height() - upper])
