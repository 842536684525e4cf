"""The style sheet of the window, a template that the colour tokens fill."""

from string import Template

# Edges are one pixel, radii and heights those of the tokens; a choice that is on has an ink edge.
STYLE_SHEET = Template("""
QMainWindow, QDialog { background: $panel; color: $t1; }
QMenuBar, QMenu, QPushButton, QToolButton, QLineEdit, QComboBox, QSpinBox, QToolTip, QProgressDialog, QMessageBox {
    font-family: $sans; font-size: 13px;
}
QMainWindow::separator { width: 5px; height: 5px; }
QMainWindow::separator:vertical { background: qlineargradient(x1: 0, y1: 0, x2: 1, y2: 0,
    stop: 0 $panel, stop: 0.399 $panel, stop: 0.4 $b, stop: 0.6 $b, stop: 0.601 $panel, stop: 1 $panel); }
QMainWindow::separator:horizontal { background: qlineargradient(x1: 0, y1: 0, x2: 0, y2: 1,
    stop: 0 $panel, stop: 0.399 $panel, stop: 0.4 $b, stop: 0.6 $b, stop: 0.601 $panel, stop: 1 $panel); }
QMainWindow::separator:hover { background: $t2; }
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
QToolButton[choice="true"] { min-height: 24px; border-radius: 6px; padding: 0 9px; font-size: 12px; font-weight: 400; }
QToolButton[choice="true"]:checked { font-weight: 500; }
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
QComboBox QAbstractItemView {
    background: $raised; color: $t1; border: 1px solid $bs; selection-background-color: $sel; selection-color: $t1;
}

QMenuBar { background: $chrome; color: $t2; spacing: 0; }
QMenuBar::item { background: transparent; padding: 6px 8px; border-radius: 6px; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: $sel; color: $t1; }
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
#lowerTabs::tab { padding: 7px 5px 6px 5px; font-size: 12px; }
#lowerTabs::tab:first { margin-left: 7px; }
QTabWidget::pane { border: none; border-top: 1px solid $b; }
QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; border: none; }
QSplitter::handle { background: $b; }
""")

# Apart, since a style sheet on scroll bars turns the native ones of macOS off.
SCROLL_BARS = Template("""
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: $scroll; border-radius: 3px; margin: 2px; }
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
    color: $t2; padding: 0 11px; min-height: 20px; font-size: 12px; font-weight: 500;
}
#segment:hover { color: $t1; }
#segment:checked { background: $raised; color: $t1; border-color: $b; font-weight: 600; }
#labelBar { background: $panel; border: none; border-top: 1px solid $b; }
#findBar { background: $panel; border: none; border-top: 1px solid $b; }
#card { background: $panel; border: none; border-top: 1px solid $b; }
#foot { color: $t2; border-top: 1px solid $b; }
#quiet { color: $t2; }
#bar { background: $warnbg; border: none; border-bottom: 1px solid $b; }
#bar QLabel { color: $warn; }
#bar[kind="error"] { background: $errbg; }
#bar[kind="error"] QLabel { color: $err; }
#bar QToolButton { background: transparent; border-color: transparent; min-height: 22px; padding: 0 3px; }
#bar QToolButton:hover { background: $raised; }
#bar QPushButton { min-height: 22px; }
#overlay { background: $panel; border: 1px solid $bs; border-right: none; }
#hairline { background: $b; border: none; }
#sheetBody { background: $raised; border: none; }
#sheetHead { background: $raised; border: none; border-bottom: 1px solid $b; }
#sheetFoot { background: $panel; border: none; border-top: 1px solid $b; }
#welcome, #nothing { background: $paper; }
#nothing { color: $t2; }
QDockWidget > QWidget { background: $panel; border: none; }
#left, #right { border: none; background: $panel; }
#inspectorPanel, #inspectorBody { background: $panel; border: none; }
#rightSplit::handle { background: $panel; border-bottom: 1px solid $b; }
#trouble { color: $err; }
#people { background: $raised; border: 1px solid $bs; border-radius: 6px; padding: 3px; }
#people:focus { border-color: $accent; }
#people::item { padding: 0 8px; border-radius: 4px; }
#target QAbstractItemView { selection-background-color: $sel; selection-color: $t1; padding: 3px; }
#remark { padding: 5px 6px 5px 7px; min-height: 18px; }
#order {
    border-color: transparent; background: transparent; color: $t2;
    padding: 0 4px; font-weight: 400; font-size: 12px;
}
#order:hover { background: $hover; }
QPushButton#order { padding-right: 18px; }
QToolButton#order { padding-right: 22px; }
#order::menu-indicator {
    image: url("$chevron"); width: 12px; height: 12px; subcontrol-origin: padding; subcontrol-position: right center;
}
#progress, #progressBody { background: $paper; }
#progressCard { background: $raised; border: 1px solid $b; border-radius: 8px; }
#peopleTable { background: $raised; }
#peopleTable QHeaderView::section { background: $raised; padding: 4px 0; font-size: 12px; }
#welcomeHead { color: $ink; }
#wayLink, #wayLink:hover, #wayLink:pressed {
    background: transparent; border: none; border-radius: 3px; color: $t2; font-size: 12px; font-weight: 400;
    min-height: 18px; padding: 0; text-align: left; text-decoration: underline;
}
#wayLink:hover { color: $t1; }
#recentList { background: $paper; border: none; }
#note { color: $t2; }
#note[wrong="true"] { color: $err; }
#details { font-family: "JetBrains Mono", "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", monospace; font-size: 12px; }
#doubts { background: $raised; border: 1px solid $b; border-radius: 6px; padding: 4px; }
#chip { font-size: 12px; font-weight: 400; padding: 0 5px; min-height: 20px; color: $t2; }
#chip:checked { color: $t1; font-weight: 500; }
#condition {
    font-size: 12px; font-weight: 400; padding: 0 18px 0 6px; min-height: 22px; text-align: left;
    background: $sel; border-color: $b;
}
#condition:hover { background: $hover; border-color: $bs; }
QLineEdit > QToolButton { min-height: 0; padding: 0; border: none; background: transparent; }
#small { padding: 0 3px; min-height: 22px; border-radius: 6px; }
#listFoot QLabel { color: $t2; }
#exportFormats { background: $panel; border: none; border-right: 1px solid $b; padding: 8px 0; }
#exportPreview { background: $paper; border-left: 1px solid $b; }
#exportText { background: $paper; color: $t1; border: none; padding: 0; selection-background-color: $txsel; }
#exportTrouble { background: $errbg; color: $err; border-top: 1px solid $b; padding: 9px 22px; }
#exportPlace QToolButton { background: transparent; border: none; padding: 0; min-height: 0; }
#lossTable { background: $raised; }
#lossTable::item { padding: 0 5px; border: none; }
#lossTable::item:focus { background: $sel; }
#lossTable::corner, #exportText::corner { background: transparent; border: none; }
#lostCount { color: $warn; }
#keptCount { color: $t2; }
#markdown { background: $raised; color: $t1; border: 1px solid $bs; border-radius: 6px; padding: 3px 2px 3px 5px; }
#markdown:focus { border-color: $accent; }
#link {
    background: transparent; border: none; border-bottom: 1px solid $bs; border-radius: 0; color: $t2;
    padding: 0; min-height: 17px; font-size: 12px; font-weight: 400;
}
#link:hover, #link:focus { color: $t1; border-bottom-color: $accent; background: transparent; }
#listFoot { border: none; border-top: 1px solid $b; background: $panel; }
#palette { background: $raised; border: 1px solid $bs; border-radius: 10px; }
#paletteLine, #paletteLine:focus {
    background: transparent; border: none; padding: 0; font-size: 17px; min-height: 51px;
}
#paletteList { background: $raised; border: none; }
#reading { background: $raised; color: $t1; border: none; font-family: $sans; font-size: 14px; }
#guide #reading { background: $panel; font-size: 13px; }
#importFiles { background: $panel; border: none; border-right: 1px solid $b; padding: 6px 0; }
#importDrop { background: transparent; border: 1px dashed $bs; border-radius: 8px; }
#importDetails { background: $raised; border: none; }
#importPreview { background: $paper; color: $ink; border: 1px solid $b; border-radius: 6px; }
#importFaults { background: $warnbg; border: none; border-radius: 6px; }
#importFaults QLabel { background: transparent; color: $t1; }
#importSum { background: $raised; border: none; border-top: 1px solid $b; }
#importReport { background: $raised; border: none; }
#importReport QHeaderView::section { background: $raised; padding: 6px 11px; }
#importReport::item { padding: 6px 8px; border-bottom: 1px solid $b; }
QLabel#leftOut { color: $t2; border: 1px dashed $t3; border-radius: 3px; padding: 0 5px; }
#showGold {
    color: $t1; font-weight: 600; font-size: 12px; padding: 0; min-height: 18px; text-align: left;
    background: transparent; border: none; border-bottom: 1px solid transparent; border-radius: 0;
}
#showGold:hover, #showGold:focus { border-bottom-color: $accent; background: transparent; }
#keyList { background: $raised; border: 1px solid $b; border-radius: 6px; }
""")

# High contrast only: what is chosen carries a tick, and every choice keeps room for it, so that none moves.
TICKED = Template("""
QToolButton[choice="true"] { padding-left: 17px; padding-right: 1px; }
#segment { padding-left: 20px; padding-right: 2px; }
QToolButton[choice="true"]:checked, #segment:checked {
    background-image: url("$tick"); background-repeat: no-repeat;
    background-position: left center; background-origin: border;
}
""")
