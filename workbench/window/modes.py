"""Annotate, Review and the pages of figures: what is shown in each, and going from one to the other."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.window.frame import Frame


class Modes:
    """Dresses the window for a mode, and shows its article anew."""

    def __init__(self, frame: "Frame") -> None:
        self.frame = frame

    def choose(self, mode: str) -> None:
        """Annotate one's own layer, or review everybody's."""
        if not self.frame.typed.may_leave():
            self.frame.header.set_mode(self.frame.mode)
            return
        self.dress(mode)
        if mode == "progress":
            self.frame.progress.refresh()
            self.frame.progress.setFocus()
        else:
            self.show_anew()
            self.frame.view.setFocus()

    def show_anew(self) -> None:
        """Read the article that is shown once more."""
        frame, session = self.frame, self.frame.session
        if session is not None and session.article is not None and frame.mode == "annotate":
            key = session.article.key
            frame.attempt(lambda: session.open(key))
        else:
            frame.show_article()

    def dress(self, mode: str) -> None:
        """Show the panels of a mode."""
        frame = self.frame
        frame.mode = mode
        frame.header.set_mode(mode)
        reviewing = mode == "review"
        if mode == "progress":
            frame.pages.setCurrentWidget(frame.progress)
            frame.docks.show_for(None)
            frame.leave_review()
            frame.show_facts()
            frame.update_actions()
            return
        frame.pages.setCurrentIndex(0)
        if not frame.finds_in_project:
            frame.left_stack.setCurrentWidget(frame.review.queue if reviewing else frame.articles)
        frame.labels.setVisible(not reviewing)
        frame.docks.show_for(mode)
        if not reviewing:
            frame.leave_review()
            frame.view.set_lanes_only([])
            frame.view.set_band(None)

    def leave_scheme(self) -> None:
        """The project has another scheme: what is about labels of the old one ends."""
        frame = self.frame
        if frame.finds or frame.finds_in_project:
            frame.finding.let_go()
        frame.tagging.leave_scheme()

    def follow_scheme(self) -> None:
        """Everything that shows labels follows; article, caret and selection stay."""
        frame, session = self.frame, self.frame.session
        if session is None:
            return
        frame.menus.set_scheme(session.scheme)
        if frame.mode == "review":
            frame.review.show()
        frame.passes.show()
        frame.panels.refresh()
        frame.show_facts()
        frame.update_actions()

    def land(self, span: str) -> None:
        """Select the span that an undo brought back or changed."""
        if self.frame.mode == "annotate":
            self.frame.view.select_span(span)

    def undo(self) -> None:
        """Take one's newest action back, and show where that was."""
        if self.frame.session is not None and self.frame.typed.may_leave():
            self.frame.session.undo(follow=self.frame.mode == "annotate")
            self._after_undo()

    def redo(self) -> None:
        """Do again what was undone last, and show where that is."""
        if self.frame.session is not None and self.frame.typed.may_leave():
            self.frame.session.redo(follow=self.frame.mode == "annotate")
            self._after_undo()

    def _after_undo(self) -> None:
        from workbench.window.sheets.people import after_undo

        after_undo(self.frame)
        if self.frame.mode == "review":
            self.frame.review.after_undo()
        elif self.frame.mode == "progress":
            self.frame.progress.refresh()
