"""The foot of the list of articles: how many are finished, in numbers and as a bar."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from workbench.window.look.small import plain_label


class ListFoot(QFrame):
    """Counts the articles that are done, or complete for the label of a pass."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("listFoot")
        self.done, self.share = plain_label(px=12), plain_label(px=12)
        self.progress = QProgressBar(self)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName("articles done")
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 10, 14, 12)
        box.setSpacing(6)
        words = QHBoxLayout()
        words.addWidget(self.done)
        words.addStretch(1)
        words.addWidget(self.share)
        box.addLayout(words)
        box.addWidget(self.progress)

    def show_share(self, finished: int, total: int, label: str | None) -> None:
        """Show how many of all are finished; complete for ``label`` where there is one, else done."""
        as_what = "done" if label is None else f"complete for {label}"
        self.done.setText(f"{finished:,} of {total:,} {as_what}")
        share = 100 * finished // total if total else 0  # 100 % is said when nothing is left
        self.share.setText(f"{share} %")
        self.progress.setMaximum(max(1, total))
        self.progress.setValue(finished)
        self.progress.setAccessibleName(f"articles {as_what}")
