"""How high and how wide marks are drawn, in units."""

from workbench.window.article.layout import Lines

# In units, from the baseline: what is above it is negative.
TAG_TOP, TAG_HEIGHT = -27.0, 13.0
FILL_TOP, FILL_HEIGHT, FILL_WIDER = -14.4, 19.8, 1.5
# The ring of a handle, and how far from the fill its centre is: above, it is clear of the highest letters.
RING, RING_ABOVE, RING_BELOW = 9.0, 3.5, 4.0
LANE_TOP, LANE_STEP = 4.0, 4.0


def tag_top(lines: Lines) -> float:
    """Where tags begin, clear of the letters of these lines."""
    return TAG_TOP if lines.grow == 1 else TAG_TOP - 7
