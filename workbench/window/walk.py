"""Going through the articles: the next one, the one before, done and on to what is still open."""

from typing import TYPE_CHECKING

from workbench.model.rules import Problem

if TYPE_CHECKING:
    from workbench.window.frame import Frame


class Walk:
    """Moves the window's session from article to article."""

    def __init__(self, frame: "Frame") -> None:
        self.frame = frame

    def start(self) -> None:
        """Show the article that was shown last, else the first open one."""
        session = self.frame.session
        assert session is not None
        last = self.frame.settings.get("last_article", {}).get(session.project.address)
        keys = [row.key for row in session.rows]
        if keys:
            session.open(
                last if last in keys else next((row.key for row in session.rows if row.state != "done"), keys[0])
            )
        else:
            self.frame.show_article()
        self.frame.view.setFocus()

    def go_to(self, key: str, take_focus: bool = True) -> None:
        """Show an article."""
        session = self.frame.session
        if session is not None:
            self.frame.inspector.commit()
            self.frame.attempt(lambda: session.open(key))
            if take_focus:
                self.frame.view.setFocus()

    def step(self, by: int) -> None:
        """The next article in the list, or the one before."""
        session = self.frame.session
        if session is None or not session.rows:
            return
        at = session.place()
        to = 0 if at is None else at + by
        if 0 <= to < len(session.rows):
            self.go_to(session.rows[to].key)

    def finish(self, go_on: bool) -> None:
        """Say that the article is done (or take it up again), and go on to the next open one."""
        session = self.frame.session
        if session is None or session.article is None:
            return
        if self.frame.mode == "review":
            self.frame.review.next_disputed()
            return
        self.frame.inspector.commit()
        done = go_on or session.layer.state != "done"
        problems = session.labelling.problems(session.article.key) if done else []
        if problems and not self._done_all_the_same(problems):
            return
        if session.set_done(done) is None:
            return
        self.frame.heard("The article is done." if done else "The article is open again.")
        if go_on:
            following = session.next_open()
            if following is None:
                self.frame.say("That was the last one: every article is done.")
            else:
                self.go_to(following)

    def _done_all_the_same(self, problems: list[Problem]) -> bool:
        from workbench.window import dialogs

        if dialogs.ask_done(self.frame, [problem.sentence for problem in problems]):
            return True
        if problems[0].span:
            self.frame.view.select_span(problems[0].span)
        return False
