"""Many worlds as dots that can be counted, and where one run lies among them."""

from collections.abc import Sequence

from simulator.figures.drawing import INK, SOFT, Anchor, Drawing, Scale, Sketch
from simulator.figures.look import SKY, VERMILION, number

WIDTH, SIDE, DOT = 940.0, 20.0, 4.6
COLUMNS = 92
"""So many heaps of dots beside each other."""


def dots(values: Sequence[float], mine: float, label: str = "net value, k€") -> Sketch:
    """A dot a world, heaped where they are alike; a line where this run lies.

    `values` is the same number in other worlds, `mine` that of this run.
    """
    ordered = sorted(values)
    middle = ordered[len(ordered) // 2]
    low, high = min(*ordered, mine), max(*ordered, mine)
    scale = Scale(low, high if high > low else low + 1, SIDE, WIDTH - SIDE)
    heaps: dict[int, int] = {}
    places = []
    for value in ordered:
        column = round((scale(value) - SIDE) / (WIDTH - 2 * SIDE) * COLUMNS)
        heaps[column] = heaps.get(column, 0) + 1
        places.append((SIDE + column * (WIDTH - 2 * SIDE) / COLUMNS, heaps[column]))
    bottom = 62 + 2 * DOT * max(heaps.values())
    drawing = Drawing(WIDTH, bottom + 40)
    drawing.days(scale, 46, bottom, f"{label}; a dot is a world")
    for x, level in places:
        drawing.dot(x, bottom - DOT * (2 * level - 1), DOT - 0.2, SKY)
    left: Anchor = "end" if mine >= middle else "start"
    right: Anchor = "start" if mine >= middle else "end"
    gap = {"start": 5.0, "end": -5.0}
    drawing.line([(scale(middle), 38), (scale(middle), bottom)], SOFT, 1.5, "4 4")
    drawing.text(scale(middle) + gap[left], 34, "half of the worlds", 13, left, colour=SOFT)
    x = scale(mine)
    drawing.line([(x, 16), (x, bottom)], VERMILION, 3)
    side = "end" if x > WIDTH - 90 else "start" if x < 90 else right
    drawing.text(x + gap[side], 12, "your run", 15, side, bold=True, colour=INK)
    better = sum(it < mine for it in ordered) / len(ordered)
    sentence = (
        f"The same rules and decisions in {len(ordered)} other worlds: yours came out better than "
        f"{better:.0%} of them. Half of them end at {number(middle)} or less, yours at "
        f"{number(mine)}."
    )
    return drawing.sketch(sentence.replace("-", "−"))
