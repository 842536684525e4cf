"""Which labels are shown, dimmed or hidden: each by itself, remembered by project, or one alone for a while."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from workbench.errors import capitalised
from workbench.settings import LABEL_LOOKS
from workbench.window.key_words import then

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint

    from workbench.window.frame import Frame

_SAYS = {
    "shown": "{} is shown.",
    "dimmed": "{} is dimmed: grey lines only.",
    "hidden": "{} is hidden. Its spans stay in the list, and one that is selected shows.",
}


class LabelLooks:
    """What the view draws of each label; the label bar and the list of spans say so as long as it holds."""

    def __init__(self, frame: "Frame") -> None:
        self.frame = frame
        self.only: str | None = None  # the label that is shown alone
        frame.labels.menu_asked.connect(self._offer)
        frame.labels.all_asked.connect(self.show_all)

    # What holds

    @property
    def chosen(self) -> Mapping[str, str]:
        """The labels that are dimmed or hidden by themselves, and which of both."""
        session = self.frame.session
        if session is None:
            return {}
        held = self.frame.settings.get("label_looks", {}).get(session.project.address, {})
        return {label.name: held[label.name] for label in session.scheme.labels if label.name in held}

    def look(self, label: str) -> str:
        """How a label is shown now."""
        look = self.chosen.get(label, "shown")
        if self.only is None:
            return look
        return "shown" if label == self.only else "hidden" if look == "hidden" else "dimmed"

    @property
    def are_all_shown(self) -> bool:
        """Whether no label is dimmed or hidden."""
        return self.only is None and not self.chosen

    # What is asked

    def choose(self, label: str, look: str) -> None:
        """Show, dim or hide a label by itself; that ends one shown alone where it can't hold any longer."""
        session = self.frame.session
        if session is None:
            return
        if self.only is not None and (look == "shown") != (label == self.only):
            self.only = None
        self._remember({**self.chosen, label: look})
        self.frame.say(_SAYS[look].format(capitalised(label)))

    def toggle(self, label: str, look: str) -> None:
        """Dim or hide a label; again: show it."""
        self.choose(label, "shown" if self.look(label) == look else look)

    def show_all(self) -> None:
        """Bring back every label."""
        self.only = None
        self._remember({})
        self.frame.say("All labels are shown.")

    def show_only(self, label: str | None) -> None:
        """Dim all labels but one; None ends that, and what was chosen label by label holds again."""
        if self.frame.session is None:
            return
        self.only = label
        self.show()
        if label is None:
            left = counted(list(self.chosen.values()))
            self.frame.say(f"As before, with {left}." if left else "All labels are shown.")
        else:
            key = self.frame.keymap.shown("edit.back")
            self.frame.say(f"Only {label} is shown.{then(key, 'shows all labels' if not self.chosen else 'ends that')}")

    def _remember(self, looks: Mapping[str, str]) -> None:
        session, settings = self.frame.session, self.frame.settings
        if session is None:
            return
        own = {label: look for label, look in looks.items() if look != "shown"}
        held = {**settings.get("label_looks", {}), session.project.address: own}
        settings.set("label_looks", {address: looks for address, looks in held.items() if looks})
        self.show()

    # What is shown

    def leave(self) -> None:
        """The scheme goes, and with it the label shown alone; what is remembered comes back with the next one."""
        self.only = None
        self.frame.view.set_dimmed_labels(())

    def show(self) -> None:
        """Let the window show what holds."""
        session, frame = self.frame.session, self.frame
        if session is None:
            return
        looks = {label.name: look for label in session.scheme.labels if (look := self.look(label.name)) != "shown"}
        hidden = frozenset(label for label, look in looks.items() if look == "hidden")
        frame.view.set_dimmed_labels(looks.keys() - hidden, hidden)
        frame.spans.set_hidden(hidden)
        frame.labels.show_looks(looks, f"Only {self.only}" if self.only is not None else counted(list(looks.values())))

    def tagged(self, label: str) -> None:
        """A span of this label was made: where nothing is drawn of it, say so, since it goes with the selection."""
        if self.look(label) == "hidden":
            self.frame.say(f"Tagged as {label}, which is hidden: the span shows while it is selected.")

    def _offer(self, label: str, at: "QPoint") -> None:
        """The menu of a label's button."""
        from PySide6.QtCore import Qt
        from PySide6.QtGui import QActionGroup
        from PySide6.QtWidgets import QMenu

        menu = QMenu(self.frame)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        group = QActionGroup(menu)
        for look, words in LABEL_LOOKS.items():
            entry = menu.addAction(words)
            entry.setCheckable(True)
            entry.setChecked(self.look(label) == look)
            group.addAction(entry)
            entry.triggered.connect(lambda _=False, look=look: self.choose(label, look))
        menu.addSeparator()
        alone = menu.addAction("Only this label")
        alone.setCheckable(True)
        alone.setChecked(self.only == label)
        alone.triggered.connect(lambda: self.show_only(None if self.only == label else label))
        every = menu.addAction("Show all labels", self.show_all)
        every.setEnabled(not self.are_all_shown)
        menu.popup(at)


def counted(looks: list[str]) -> str:
    """How many labels are dimmed and how many hidden, in words; nothing where all are shown."""
    counts = ((looks.count(look), look) for look in ("dimmed", "hidden"))
    return ", ".join(f"{count} {look}" for count, look in counts if count)
