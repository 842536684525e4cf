"""A pass: all articles for one label, from article to article; what is finished is that label alone."""

from typing import TYPE_CHECKING

from workbench.window.key_words import then

if TYPE_CHECKING:
    from workbench.window.frame import Frame


class Passes:
    """Which label the window goes through the articles for, by project remembered; None: all labels at once."""

    def __init__(self, frame: "Frame") -> None:
        self.frame = frame

    @property
    def label(self) -> str | None:
        """The label of the pass; None where articles are finished as a whole, or the scheme has it no more."""
        session = self.frame.session
        if session is None:
            return None
        name = self.frame.settings.get("pass", {}).get(session.project.address)
        return name if name in [label.name for label in session.scheme.offered] else None

    @property
    def dims(self) -> bool:
        """Whether a pass dims all other labels."""
        return bool(self.frame.settings.get("pass_dims", False))

    @property
    def is_complete(self) -> bool:
        """Whether the shown article is complete for the label of the pass."""
        session, label = self.frame.session, self.label
        return session is not None and label is not None and label in session.layer.complete

    def choose(self, label: str | None) -> None:
        """Begin a pass for a label; None: every article is finished as a whole."""
        session = self.frame.session
        if session is None:
            return
        held = {**self.frame.settings.get("pass", {}), session.project.address: label}
        self.frame.settings.set("pass", {address: name for address, name in held.items() if name is not None})
        self.show(ends=True)
        if label is None:
            self.frame.say("No pass: an article is done for all labels at once.")
        else:
            key = self.frame.keymap.shown("article.done_next")
            self.frame.say(f"A pass for {label}.{then(key, 'says that an article is complete for it')}")

    def set_dims(self, dims: bool) -> None:
        """Let a pass dim all other labels, or not; remembered."""
        self.frame.settings.set("pass_dims", dims)
        self.show(ends=True)

    def show(self, ends: bool = False) -> None:
        """Let the window show the pass that holds: a project was opened, or has another scheme."""
        label = self.label
        self.frame.articles.set_pass(label)
        self.frame.labels.set_pass(label)
        if label is not None and self.dims:
            self.frame.tagging.show_only(label)
        elif ends and self.frame.tagging.only is not None:
            self.frame.tagging.show_only(None)
        self.frame.update_actions()

    def toggle(self, label: str) -> None:
        """Say that the shown article is complete for a label, or that it is not."""
        session = self.frame.session
        if session is not None and session.article is not None and self.frame.typed.may_leave():
            session.set_complete(label, label not in session.layer.complete)
            self.frame.update_actions()

    def finish(self, label: str, go_on: bool) -> None:
        """Say that the shown article is complete for the label of the pass (or no longer), and go on to the next."""
        session = self.frame.session
        if session is None or session.article is None or not self.frame.typed.may_leave():
            return
        complete = go_on or label not in session.layer.complete
        problems = session.labelling.problems(session.article.key) if complete else []
        problems = [item for item in problems if (span := session.span(item.span or "")) and span.label == label]
        if problems and not self.frame.walk.done_all_the_same(problems):
            return
        if not session.set_complete(label, complete):
            return
        self.frame.update_actions()
        if go_on:
            following = session.listing.next_incomplete(session.place(), label)
            if following is None:
                self.frame.say(self._all_complete(label))
            else:
                self.frame.walk.go_to(following, keep=True)

    def _all_complete(self, label: str) -> str:
        session = self.frame.session
        assert session is not None
        left = session.listing.total - session.listing.count_complete(label)
        if left:
            others = "one other is" if left == 1 else f"{left:,} others are"
            return f"Every article that the filter shows is complete for {label}; {others} not."
        return f"Every article is complete for {label}. Another pass is chosen in the menu Article."
