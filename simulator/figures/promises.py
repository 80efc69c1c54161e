"""What forecasts promised and kept, and where what happened lay among what was forecast."""

from collections.abc import Sequence

from simulator.figures.drawing import FAINT, INK, SOFT, Drawing, Scale, Sketch
from simulator.figures.look import SKY, VERMILION

WIDTH, HEIGHT, TOP, BOTTOM = 940.0, 300.0, 50.0, 240.0
COLUMNS, FEW_COLUMNS = 10, 5
MANY = 50
"""So many ranks fill all columns."""
Kept = tuple[float, float, float, float]
"""(expected, kept, low, high), each a share."""


def promises(found: Sequence[Kept], ranks: Sequence[tuple[float, float]], about: str) -> Sketch:
    """Left: each promise with what was kept and its interval; right: ranks as bars.

    `ranks` are (rank from 0 to 1, weight); all columns are level where forecasts are right. `about`
    says of what, such as `activities of 16 projects`.
    """
    drawing = Drawing(WIDTH, HEIGHT)
    _promises(drawing, found)
    _ranks(drawing, ranks)
    said = "; ".join(
        f"{expected:.0%} expected, {share:.0%} kept (between {low:.0%} and {high:.0%})"
        for expected, share, low, high in found
    )
    within = sum(low <= expected <= high for expected, _, low, high in found)
    fits = "all" if within == len(found) else f"{within} of {len(found)}"
    few = " With so few, most of their unevenness is chance." if len(ranks) < MANY else ""
    return drawing.sketch(
        f"Forecasts of {about}: {said}. The intervals hold {fits} of the promises. The columns on "
        "the right are level where forecasts are right; high ones at the right end are late work "
        f"that nobody forecast.{few}"
    )


def _promises(drawing: Drawing, kept: Sequence[Kept]) -> None:
    across = Scale(0, 1, 80, 420)
    up = Scale(0, 1, BOTTOM, TOP)
    drawing.text(80, 20, "kept", 14, bold=True)
    for tick in (0.0, 0.25, 0.5, 0.75, 1.0):
        drawing.line([(80, up(tick)), (420, up(tick))], FAINT, 1)
        drawing.text(72, up(tick), f"{tick:.0%}", 12, "end", colour=SOFT)
        drawing.text(across(tick), BOTTOM + 15, f"{tick:.0%}", 12, "middle", colour=SOFT)
    drawing.line([(across(0), up(0)), (across(1), up(1))], SOFT, 1.5, "4 4")
    drawing.text(250, BOTTOM + 36, "expected; on the broken line as promised", 12, "middle",
                 colour=SOFT)  # fmt: skip
    for expected, share, low, high in kept:
        x = across(expected)
        drawing.line([(x, up(low)), (x, up(high))], INK, 2)
        drawing.dot(x, up(share), 6, VERMILION)


def _ranks(drawing: Drawing, ranks: Sequence[tuple[float, float]]) -> None:
    columns = COLUMNS if len(ranks) >= MANY else FEW_COLUMNS
    heights = [0.0] * columns
    for rank, weight in ranks:
        heights[min(columns - 1, int(rank * columns))] += weight
    level = sum(heights) / columns
    up = Scale(0, max(*heights, level * 1.5), BOTTOM, TOP)
    wide = 400 / columns
    drawing.text(500, 20, "where what happened lay among what was forecast", 14, bold=True)
    for place, share in enumerate(heights):
        drawing.box(500 + place * wide + 2, up(share), wide - 4, BOTTOM - up(share), SKY)
    drawing.line([(500, up(level)), (900, up(level))], SOFT, 1.5, "4 4")
    for x, words in ((500.0, "early"), (700.0, "middle"), (900.0, "late")):
        drawing.text(x, BOTTOM + 15, words, 12, "middle", colour=SOFT)
    drawing.text(700, BOTTOM + 36, "level with the broken line where forecasts are right", 12,
                 "middle", colour=SOFT)  # fmt: skip
