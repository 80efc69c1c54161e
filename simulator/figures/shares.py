"""What each part brings, with its interval: bars beside each other that can be compared."""

from collections.abc import Sequence

from simulator.figures.drawing import INK, SOFT, Drawing, Scale, Sketch, letters
from simulator.figures.look import BLUE, ORANGE, short

WIDTH, ROW, SMALL = 940.0, 32.0, 13.0


def shares(
    names: Sequence[str],
    values: Sequence[float],
    lows: Sequence[float],
    highs: Sequence[float],
    sentence: str,
    label: str = "net value that it brings, k€",
) -> Sketch:
    """A bar a part: what it brings to the right, what it costs to the left and hatched."""
    called = [short(it) for it in names]
    said = [
        f"{value:+,.0f} ({low:+,.0f} to {high:+,.0f})".replace("-", "−")
        for value, low, high in zip(values, lows, highs, strict=True)
    ]
    left = 14 + max(letters(it, SMALL) for it in called)
    right = WIDTH - 14 - max(letters(it, SMALL) for it in said)
    ends = [0.0, *values, *lows, *highs]
    low, high = min(ends), max(ends)
    scale = Scale(low, high if high > low else low + 1, left, right)
    bottom = ROW * len(called) + 6
    drawing = Drawing(WIDTH, bottom + 40)
    drawing.days(scale, 4, bottom, f"{label}; line: 95 % interval")
    for row, (name, words) in enumerate(zip(called, said, strict=True)):
        middle = ROW * (row + 0.5) + 3
        pays = values[row] >= 0
        drawing.box(scale(0), middle - 10, scale(values[row]) - scale(0), 20,
                    BLUE if pays else ORANGE, hatched=not pays)  # fmt: skip
        drawing.line([(scale(lows[row]), middle), (scale(highs[row]), middle)], INK, 1.8)
        drawing.text(left - 8, middle, name, SMALL, "end")
        drawing.text(right + 8, middle, words, SMALL)
    drawing.line([(scale(0), 4), (scale(0), bottom)], SOFT, 1.4)
    return drawing.sketch(sentence)
