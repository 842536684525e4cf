"""The list in the palette: heads of groups, rows with icon, name, detail and keys."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from workbench.window.look.even_list import Index
from workbench.window.look.icons import paint_icon, paint_letter
from workbench.window.look.rows import FLAGS, RowModel
from workbench.window.look.rows import ROW as OF_ROW
from workbench.window.look.small import paint_caps
from workbench.window.look.theme import Theme, ui_font
from workbench.window.palette.search import Row

ROW, HEAD = 38, 34  # pixels
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class Rows(RowModel[Row]):
    """What was found."""

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Heads can't be chosen, and what can't be done neither."""
        item = self.rows[index.row()].item
        return FLAGS if item is not None and not item.why else Qt.ItemFlag.ItemNeverHasChildren

    def title(self, row: Row) -> str:
        """The item's name, or that of the group."""
        return row.item.title if row.item is not None else row.head

    def spoken(self, row: Row) -> str:
        """All that a row shows, in words."""
        return spoken(row)


def spoken(row: Row) -> str:
    """All that a row shows, in words."""
    item = row.item
    if item is None:
        return f"group {row.head}"
    return ", ".join(filter(None, (item.title, item.why or item.detail, "+".join(item.caps))))


class Painter(QStyledItemDelegate):
    """Paints heads and rows."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Heads are lower than rows."""
        return QSize(200, HEAD if index.data(OF_ROW).item is None else ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Icon, name, detail, keys."""
        row: Row = index.data(OF_ROW)
        view, theme, item = option.widget, self.theme, row.item
        box = QRectF(option.rect)
        painter.save()
        if item is None:
            painter.setFont(ui_font(12, 600))
            painter.setPen(theme.t2)
            painter.drawText(box.adjusted(20, 6, -20, 0), _LEFT, row.head)
            painter.restore()
            return
        if isinstance(view, QListView) and view.currentIndex() == index:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(theme.accent if theme.name == "hc" else Qt.PenStyle.NoPen)
            painter.setBrush(theme.sel)
            painter.drawRoundedRect(box.adjusted(6.5, 0.5, -6.5, -0.5), 6, 6)
        ink, quiet = (theme.t1, theme.t2) if not item.why else (theme.t3, theme.t3)
        square = QRectF(box.left() + 20, box.center().y() - 8, 16, 16)
        if item.label is not None:
            paint_letter(painter, theme.label(item.label.colour), item.label.letter, square)
        else:
            paint_icon(painter, item.icon, ink, square)
        right = paint_caps(painter, theme, item.caps, box.right() - 20, box.center().y()) - 10
        left = box.left() + 49
        detail = item.why or item.detail
        room = right - left - (16 + min(180.0, QFontMetricsF(ui_font(12)).horizontalAdvance(detail)) if detail else 0)
        width = paint_name(painter, item.title, row.places, QRectF(left, box.top(), room, box.height()), ink)
        painter.setFont(ui_font(12))
        painter.setPen(quiet)
        place = QRectF(left + width + 11, box.top(), right - left - width - 16, box.height())
        painter.drawText(
            place, _LEFT, painter.fontMetrics().elidedText(detail, Qt.TextElideMode.ElideRight, int(place.width()))
        )
        painter.restore()


def paint_name(painter: QPainter, text: str, places: tuple[int, ...], box: QRectF, colour: QColor) -> float:
    """A name in one line with the meant characters bold and underlined; gives its width."""
    font = QFont(ui_font(13))
    text = QFontMetricsF(ui_font(13, 600 if places else 400)).elidedText(
        text, Qt.TextElideMode.ElideRight, max(20.0, box.width())
    )
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    meant = QTextCharFormat()
    meant.setFontWeight(QFont.Weight.Bold)
    meant.setFontUnderline(True)
    runs = []
    for place in places:
        if place < len(text):
            run = QTextLayout.FormatRange()
            run.start = len(text[:place].encode("utf-16-le")) // 2  # Qt counts in UTF-16
            run.length = len(text[place].encode("utf-16-le")) // 2
            run.format = meant
            runs.append(run)
    layout.setFormats(runs)
    layout.beginLayout()
    line = layout.createLine()
    layout.endLayout()
    painter.setPen(colour)
    layout.draw(painter, QPointF(box.left(), box.center().y() - line.height() / 2))
    return line.naturalTextWidth()


class ResultList(QListView):
    """The rows; the focus stays in the line above, which moves through them."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("paletteList")
        self.setAccessibleName("results")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows = Rows()
        self.setModel(self.rows)
        self.painter_of_rows = Painter(theme, self)
        self.setItemDelegate(self.painter_of_rows)

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of ``theme``."""
        self.painter_of_rows.theme = theme
        self.viewport().update()

    def able(self) -> list[int]:
        """The places of rows that can be chosen."""
        return [at for at, row in enumerate(self.rows.rows) if row.item is not None and not row.item.why]

    def choose(self, at: int) -> None:
        """Put the mark on a row, with the head of its group in view where it is the first."""
        self.doItemsLayout()
        self.setCurrentIndex(self.rows.index(at))
        if at and self.rows.rows[at - 1].item is None:
            self.scrollTo(self.rows.index(at - 1))
        self.scrollTo(self.rows.index(at))

    def step(self, by: int) -> None:
        """Move the mark; a single step goes round, a page stops at the ends."""
        able = self.able()
        if not able:
            return
        here = self.currentIndex().row()
        at = able.index(here) if here in able else -1
        to = (at + by) % len(able) if abs(by) == 1 else min(max(at + by, 0), len(able) - 1)
        self.choose(able[to])

    def height_wanted(self) -> int:
        """Pixels that all rows take."""
        return sum(HEAD if row.item is None else ROW for row in self.rows.rows)
