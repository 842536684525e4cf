"""Texts that break programs, as examples and as Hypothesis strategies."""

from hypothesis import strategies as st

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
FLAGS = "\U0001f1f0\U0001f1f5\U0001f1fa\U0001f1f8"
THUMB = "\U0001f44d\U0001f3fd"

# Each of these has shifted or changed a text in some program.
NASTY = (
    "\r\n", "\r", "\n", "\n\n", "\t", " ", "  ", "\u00a0", "\u2028", "\u2029", "\u0085", "\ufeff", "\ufffe", "\v", "\f",
    "\x1c", "\x1d", "\x1e", "\x1f", "\x01", "\x7f", "\u200b", "\u200e", "\u202e", "\u00ad",
    "e\u0301", "o\u0308\u0323", FAMILY, FLAGS, THUMB, "\u2764\ufe0f", "1\ufe0f\u20e3", "\U0010ffff", "\U00010000",
    "\u0627\u0644\u0642\u0645\u0629", "\u05e9\u05dc\u05d5\u05dd",
    "\u0939\u093f\u0928\u094d\u0926\u0940", "北京。", "한국어",
    "U.S.-led", "Don\u2019t", "3,000", "\u201cyes\u201d", '"', "\\", "\\u0041", "<b>&amp;", "%s", "?", "{}", "'; --",
)  # fmt: skip

pieces = st.one_of(st.sampled_from(NASTY), st.text(max_size=6), st.text("ab .,-’'", max_size=8))
texts = st.lists(pieces, max_size=14).map("".join)
# All of them at once; a good example for every property.
ALL = " ".join(NASTY)
# No article is empty of everything here, so that a span finds room.
full_texts = texts.map(lambda text: text or "a")


@st.composite
def extents(draw: st.DrawFn, length: int) -> tuple[int, int]:
    """One non-empty extent inside a text of that length."""
    start = draw(st.integers(0, length - 1))
    return start, draw(st.integers(start + 1, length))
