"""The style sheet of the window, a template that the colour tokens fill."""

from string import Template

# Edges are one pixel, radii and heights those of the tokens; a choice that is on has an ink edge.
STYLE_SHEET = Template("""
QMainWindow, QDialog { background: $panel; color: $t1; }
QMenuBar, QMenu, QPushButton, QToolButton, QLineEdit, QComboBox, QSpinBox, QToolTip, QProgressDialog, QMessageBox {
    font-family: $sans; font-size: 13px;
}
QMainWindow::separator { background: $panel; width: 5px; height: 5px; }
QMainWindow::separator:vertical { border-left: 1px solid $b; }
QMainWindow::separator:horizontal { border-top: 1px solid $b; }
QDockWidget { color: $t1; font-weight: 600; }
QDockWidget::title { background: $panel; padding: 10px 14px; text-align: left; }

QPushButton, QToolButton {
    background: $raised; color: $t1; border: 1px solid $bs; border-radius: 6px;
    padding: 0 12px; min-height: 26px; font-weight: 500;
}
QToolButton { padding: 0 8px; }
QDialogButtonBox, QMessageBox { dialogbuttonbox-buttons-have-icons: 0; }
QPushButton:hover, QToolButton:hover { background: $hover; }
QPushButton:pressed, QToolButton:pressed { background: $sel; }
QPushButton:disabled, QToolButton:disabled { color: $t3; border-color: $b; background: $panel; }
QPushButton:default { background: $accent; color: $onacc; border-color: $accent; }
QPushButton:default:disabled { background: $well; color: $t3; border-color: $b; }
QPushButton:checked, QToolButton:checked { background: $sel; border-color: $accent; color: $t1; }
QPushButton:flat, QToolButton[autoRaise="true"] { background: transparent; border-color: transparent; }
QPushButton:flat:hover, QToolButton[autoRaise="true"]:hover { background: $hover; }
QToolButton[choice="true"] { min-height: 22px; border-radius: 6px; padding: 0 8px; }
QToolButton::menu-indicator { image: none; width: 0; }

QLineEdit, QSpinBox, QComboBox, QTextEdit, QPlainTextEdit[input="true"] {
    background: $raised; color: $t1; border: 1px solid $bs; border-radius: 6px;
    padding: 0 8px; min-height: 26px; selection-background-color: $txsel; selection-color: $ink;
}
QTextEdit, QPlainTextEdit[input="true"] { padding: 4px 8px; }
QLineEdit:focus, QSpinBox:focus, QComboBox:focus, QTextEdit:focus, QPlainTextEdit[input="true"]:focus {
    border-color: $accent;
}
QLineEdit:disabled, QSpinBox:disabled, QComboBox:disabled { color: $t3; background: $panel; }
QComboBox::drop-down { border: none; width: 22px; }
QComboBox::down-arrow { image: url("$chevron"); width: 12px; height: 12px; }
QComboBox QAbstractItemView { background: $raised; color: $t1; border: 1px solid $bs; }

QMenuBar { background: $chrome; color: $t1; }
QMenuBar::item { background: transparent; padding: 6px 10px; border-radius: 6px; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: $sel; }
QMenu { background: $raised; color: $t1; border: 1px solid $bs; padding: 6px; }
QMenu::item { padding: 5px 28px 5px 12px; border-radius: 4px; }
QMenu::item:selected { background: $sel; }
QMenu::item:disabled { color: $t3; }
QMenu::separator { height: 1px; background: $b; margin: 5px 6px; }
QToolTip { background: $raised; color: $t1; border: 1px solid $bs; padding: 4px 6px; }

QListView, QTreeView, QTableView {
    outline: none;
    background: $panel; color: $t1; border: none;
    selection-background-color: $sel; selection-color: $t1; alternate-background-color: $panel;
}
QListView::item, QTreeView::item { min-height: 28px; }
QListView::item:hover, QTreeView::item:hover { background: $hover; }
QListView::item:selected, QTreeView::item:selected { background: $sel; color: $t1; }
QTableView { gridline-color: $b; }
QHeaderView::section {
    background: $panel; color: $t2; border: none; border-bottom: 1px solid $b; padding: 4px 8px;
}
QStatusBar { background: $chrome; color: $t2; border-top: 1px solid $b; }
QStatusBar::item { border: none; }
QProgressBar { background: $well; border: none; border-radius: 2px; max-height: 4px; }
QProgressBar::chunk { background: $accent; border-radius: 2px; }
QTabBar::tab { background: transparent; color: $t2; padding: 6px 12px; border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: $t1; border-bottom-color: $accent; }
QTabWidget::pane { border: none; border-top: 1px solid $b; }
QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; border: none; }
QSplitter::handle { background: $b; }
""")

# Apart, since a style sheet on scroll bars turns the native ones of macOS off.
SCROLL_BARS = Template("""
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $scroll; border-radius: 3px; margin: 3px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover { background: $t3; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
""")

# The parts that only this window has; put behind the general rules.
FRAME = Template("""
#header { background: $chrome; border: none; border-bottom: 1px solid $b; }
#header QMenuBar { background: $chrome; }
#segments { background: $well; border-radius: 7px; }
#segment {
    border: 1px solid transparent; border-radius: 5px; background: transparent;
    color: $t2; padding: 0 12px; min-height: 22px;
}
#segment:hover { color: $t1; }
#segment:checked { background: $raised; color: $t1; border-color: $b; font-weight: 600; }
#labelBar { background: $panel; border: none; border-top: 1px solid $b; }
#card { background: $panel; border: none; border-top: 1px solid $b; }
#foot { color: $t2; border-top: 1px solid $b; }
#quiet { color: $t2; }
#bar { background: $warnbg; color: $warn; border: none; border-bottom: 1px solid $b; padding: 8px 16px; }
#hairline { background: $b; border: none; }
#sheetBody { background: $raised; border: none; }
#sheetHead { background: $raised; border: none; border-bottom: 1px solid $b; }
#sheetFoot { background: $panel; border: none; border-top: 1px solid $b; }
#welcome, #nothing { background: $paper; }
#nothing { color: $t2; }
QDockWidget > QWidget { background: $panel; border: none; }
#left, #right { border: none; background: $panel; }
""")
