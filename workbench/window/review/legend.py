"""The card at the article's right margin that says which lane below the text is whose."""

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from workbench.window.article.view import ArticleView
from workbench.window.look.fill import fill
from workbench.window.look.small import Themed, paint_key_cap
from workbench.window.look.theme import Theme, ui_font
from workbench.window.review.version_card import paint_lanes

_WIDTH, _ROW, _GAP, _LEAST = 176, 24, 14, 136  # pixels
MOST = 4  # lanes; of more people the lanes show versions


class LanesLegend(Themed, QWidget):
    """Stands over the right margin of the article where the margin has room for it."""

    def __init__(self, view: ArticleView, theme: Theme) -> None:
        super().__init__(view)
        self.theme = theme
        self.view = view
        self.names: tuple[str, ...] = ()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._place)
        self.hide()
        view.installEventFilter(self)

    def show_names(self, names: tuple[str, ...]) -> None:
        """Name the people whose lanes are shown, in their order; none hides the card."""
        self.names = names
        said = ", ".join(f"lane {number} {name}" for number, name in enumerate(names, 1))
        self.setAccessibleName(f"Lanes below the text: {said}" if len(names) <= MOST else "A lane a version")
        self._place()
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep to the margin when the article gets another width."""
        if event.type() == QEvent.Type.Resize:
            self._soon.start()  # the viewport and the column have their widths only after this
        return False

    def _place(self) -> None:
        margin = self.view.right_margin()
        width = min(_WIDTH, margin - 2 * _GAP)
        rows = len(self.names) if len(self.names) <= MOST else 1
        self.setGeometry(self.view.viewport().width() - _GAP - width, _GAP, width, 36 + _ROW * (rows + 1) + 8)
        self.setVisible(bool(self.names) and width >= _LEAST - 2 * _GAP)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self.theme
        painter.setPen(QPen(theme.b, 1))
        painter.setBrush(theme.raised)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        painter.setPen(theme.t2)
        painter.setFont(ui_font(11))
        painter.drawText(QRectF(12, 10, self.width() - 20, 16), Qt.AlignmentFlag.AlignVCenter, "Lanes below the text")
        y = 34.0
        if len(self.names) > MOST:
            self._words(painter, "one a version", 12, y)
            y += _ROW
        else:
            for lane, name in enumerate(self.names):
                paint_lanes(painter, theme, QPointF(12, y + _ROW / 2), lane, len(self.names))
                paint_key_cap(painter, theme, str(lane + 1), QRectF(47, y + 3, 18, 18))
                self._words(painter, name, 74, y)
                y += _ROW
        fill(painter, QRectF(12, y + 5, 26, 12), theme.well)
        fill(painter, QRectF(12, y + 17, 26, 2), theme.t2)
        self._words(painter, "gold", 47, y)

    def _words(self, painter: QPainter, text: str, x: float, y: float) -> None:
        font = ui_font(12)
        painter.setPen(self.theme.t1)
        painter.setFont(font)
        room = self.width() - x - 10
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(room))
        painter.drawText(QRectF(x, y, room, _ROW), Qt.AlignmentFlag.AlignVCenter, shown)
