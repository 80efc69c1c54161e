"""What several hands make of one world, and on average of others: levels that can be compared."""

from collections.abc import Sequence
from typing import NamedTuple

from simulator.figures.drawing import INK, SOFT, Drawing, Scale, Sketch, letters
from simulator.figures.look import BLUE, GREY, short

WIDTH, ROW, SMALL = 940.0, 34.0, 13.0
BOLD = 1.15
"""How much wider bold letters are."""


class Level(NamedTuple):
    """What one hand makes of it, in k€."""

    name: str
    here: float
    mean: float
    low: float
    high: float
    """On average elsewhere, with the interval of that mean."""
    mine: bool = False
    bound: bool = False
    """Nobody can reach it but by knowing what will happen."""


def levels(rows: Sequence[Level], sentence: str) -> Sketch:
    """A bar a hand for this world, and a diamond with its interval for others."""
    called = [short(it.name) for it in rows]
    said = [f"{it.here:,.0f} here, {it.mean:,.0f} elsewhere".replace("-", "−") for it in rows]
    left = 14 + BOLD * max(letters(it, SMALL) for it in called)
    right = WIDTH - 14 - BOLD * max(letters(it, SMALL) for it in said)
    ends = [0.0, *(end for it in rows for end in (it.here, it.low, it.high))]
    low, high = min(ends), max(ends)
    scale = Scale(low, high if high > low else low + 1, left, right)
    bottom = ROW * len(rows) + 6
    drawing = Drawing(WIDTH, bottom + 40)
    label = "net value, k€; bar: this world; diamond: mean of other worlds, with its 95 % interval"
    drawing.days(scale, 4, bottom, label)
    for place, (row, name, words) in enumerate(zip(rows, called, said, strict=True)):
        middle = ROW * (place + 0.5) + 3
        width = scale(row.here) - scale(0)
        drawing.box(scale(0), middle - 11, width, 22, BLUE if row.mine else GREY,
                    hatched=row.bound)  # fmt: skip
        drawing.line([(scale(row.low), middle), (scale(row.high), middle)], INK, 2)
        drawing.diamond(scale(row.mean), middle, 6, "var(--figure-paper, #fff)")
        drawing.text(left - 8, middle, name, SMALL, "end", bold=row.mine)
        drawing.text(right + 8, middle, words, SMALL, bold=row.mine)
    drawing.line([(scale(0), 4), (scale(0), bottom)], SOFT, 1.4)
    return drawing.sketch(sentence)
