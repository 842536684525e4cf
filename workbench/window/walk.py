"""Going through the articles: the next one, the one before, done and on to what is still open."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from workbench.model.rules import Problem
from workbench.window.key_words import then

if TYPE_CHECKING:
    from workbench.window.frame import Frame

_WRITTEN_AFTER = 200  # milliseconds


class Walk:
    """Moves the window's session from article to article."""

    def __init__(self, frame: "Frame") -> None:
        self.frame = frame
        self._writing = QTimer(frame)
        self._writing.setSingleShot(True)
        self._writing.setInterval(_WRITTEN_AFTER)
        self._writing.timeout.connect(frame.settings.save)

    def remember(self, project: str, key: str) -> None:
        """Remember which article of a project is shown, on the disk a moment after it is."""
        last = {**self.frame.settings.get("last_article", {}), project: key}
        self.frame.settings.set("last_article", last, at_once=False)
        self._writing.start()

    def start(self) -> None:
        """Show the article that was shown last, else the first open one."""
        session = self.frame.session
        assert session is not None
        last = self.frame.settings.get("last_article", {}).get(session.project.address)
        listing = session.listing
        if last is None or listing.place(last) is None:
            first = listing.row(0) if len(listing) else None
            last = listing.following(None, open_only=True) or (first.key if first else None)
        if last is not None:
            session.open(last)
        else:
            self.frame.show_article()
        self.frame.view.setFocus()

    def go_to(self, key: str, take_focus: bool = True) -> None:
        """Show an article."""
        session = self.frame.session
        if session is not None:
            if not self.frame.typed.may_leave():
                self.frame.articles.set_current(session.article.key if session.article else None)
                return
            if self.frame.mode == "progress":
                self.frame.modes.dress("annotate")
            self.frame.attempt(lambda: session.open(key))
            if take_focus:
                self.frame.view.setFocus()

    def step(self, by: int) -> None:
        """The next article in the list, or the one before; in a filtered list of what it shows."""
        session = self.frame.session
        if session is None:
            return
        key = session.listing.step(session.article.key if session.article else None, by)
        if key is not None:
            self.go_to(key)
        elif len(session.listing):
            end, count = "last" if by > 0 else "first", len(session.listing)
            which = f"{end} of the {count:,} articles" if count > 1 else "only article"
            self.frame.say(f"This is the {which} in the list.")

    def finish(self, go_on: bool) -> None:
        """Say that the article is done (or take it up again), and go on to the next open one."""
        session = self.frame.session
        if session is None or session.article is None:
            return
        if self.frame.mode == "review":
            self.frame.review.next_disputed()
            return
        if (label := self.frame.passes.label) is not None:
            self.frame.passes.finish(label, go_on)
            return
        if not self.frame.typed.may_leave():
            return
        done, before = go_on or session.layer.state != "done", session.layer.state
        problems = session.labelling.problems(session.article.key) if done else []
        if problems and not self.done_all_the_same(problems):
            return
        if session.set_done(done) is None:
            return
        undoes = then(self.frame.keymap.shown("edit.undo"), "undoes it") if session.layer.state != before else ""
        self.frame.heard(f"The article is {'done' if done else 'open again'}.{undoes}")
        if go_on:
            following = session.next_open()
            if following is None:
                self.frame.say(self._all_done())
            else:
                self.go_to(following)

    def _all_done(self) -> str:
        """What is next when nothing in the list is open."""
        session, shown = self.frame.session, self.frame.keymap.shown
        assert session is not None
        left = session.listing.counts().open
        if left:
            others = "one other is" if left == 1 else f"{left:,} others are"
            return f"Every article that the filter shows is done; {others} open. “All” above the list shows them."
        keys = (("export", shown("file.export")), ("review", shown("view.review")))
        ways = ", or ".join(f"{does} with {key}" for does, key in keys if key)
        return f"Every article is done. {ways[:1].upper()}{ways[1:]}." if ways else "Every article is done."

    def done_all_the_same(self, problems: list[Problem]) -> bool:
        """Ask whether the article is finished with these problems; else go to the one that is chosen."""
        from workbench.window.sheets import doubts

        problems = sorted(problems, key=lambda problem: problem.level != "error")
        session = self.frame.session
        assert session is not None and session.article is not None
        text = session.article.text
        spans = [session.span(problem.span or "") for problem in problems]
        quotes = [span.shown(text) if span is not None else "" for span in spans]
        chosen = doubts.ask(self.frame, [problem.sentence for problem in problems], quotes)
        if chosen is None:
            return True
        if chosen >= 0 and (found := problems[chosen].span):
            self.frame.view.select_span(found)
            self.frame.view.setFocus()
        return False
