"""Keys in sentences: they are asked for, since everybody can change them; what has no key is not spoken of."""

from typing import TYPE_CHECKING

from workbench.window.action import ACTIONS

if TYPE_CHECKING:
    from workbench.window.frame import Frame


def then(key: str, does: str) -> str:
    """A sentence that follows another one, such as " Ctrl+Z undoes it."; nothing without a key."""
    return f" {key} {does}." if key else ""


def behind(text: str, key: str) -> str:
    """A text with its key in brackets, as tool tips have it."""
    return f"{text} ({key})" if key else text


def usual_key(id: str) -> str:
    """The first key that the table gives an action, for who has no window to ask."""
    import workbench.window.actions  # noqa: F401  fills the table

    return next(iter(ACTIONS[id].keys), "")


def show_keys(frame: "Frame") -> None:
    """Let every lasting part of the window show the keys that hold now."""
    keymap = frame.keymap
    shown, caps = keymap.shown, keymap.caps
    frame.header.place.show_keys(shown("article.previous"), shown("article.next"))
    frame.articles.show_keys(shown("article.filter"), shown("file.import"), shown("article.flag"))
    frame.nothing.setText(no_articles(shown("file.import")))
    frame.labels.set_keys(caps)
    frame.spans.show_keys(bool(keymap.keys_of("label.tag")))
    frame.inspector.show_keys(caps("label.link"), caps("label.comment"))
    key = shown("label.next") or "the list below"
    frame.inspector.say_how(f"Nothing selected. Click a span, or {key} goes to the next one.")


def no_articles(key: str = "") -> str:
    """What an empty project says; ``key`` is that of the import."""
    return f"No articles yet. {behind('Drop files here, or import a folder', key)}."
