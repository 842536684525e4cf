"""Which line of an article is its headline: the one that says its title, where the importer knew one."""

from workbench.window.article.document import LONGEST_BLOCK, Display

_FIRST_LINES = 12


def block_of_title(display: Display, title: str | None) -> int | None:
    """The number of the block that is the title and nothing else, near the start; runs of blanks count as one."""
    wanted = " ".join(title.split()) if title else ""
    if not wanted or len(wanted) > LONGEST_BLOCK:
        return None
    for block, (start, end) in enumerate(zip(display.starts[:_FIRST_LINES], display.ends)):
        whole = block not in display.joined and block + 1 not in display.joined
        if whole and " ".join(display.text[start:end].split()) == wanted:
            return block
    return None
