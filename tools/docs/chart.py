"""A formula as lines over an axis."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from simulator.figures.drawing import FAINT, SOFT, Drawing, Scale, Sketch
from simulator.figures.look import BLUE, GREEN, ORANGE, VERMILION

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 440.0, 264.0, 50.0, 12.0, 30.0, 214.0
SIZE, ROW = 13.0, 19.0
LINES = ((BLUE, ""), (VERMILION, "9 4"), (GREEN, "3 3"), (ORANGE, "12 3 3 3"))
"""Colour and dashes of each line, told apart in grey too."""


class Chart(NamedTuple):
    """What is drawn: from where to where, and a line for each case."""

    up: str
    """What is shown, with its unit."""
    across: str
    """What it depends on, with its unit."""
    low: float
    high: float
    lines: Mapping[str, Callable[[float], float]]
    steps: int = 120
    """How many there are, where a line is drawn through any number."""
    whole: bool = False
    """Whether only whole numbers mean anything across."""

    def points(self, line: Callable[[float], float]) -> list[tuple[float, float]]:
        """A line's places, in its own units."""
        if self.whole:
            return [(x, line(x)) for x in range(int(self.low), int(self.high) + 1)]
        step = (self.high - self.low) / self.steps
        return [(x, line(x)) for x in (self.low + step * it for it in range(self.steps + 1))]

    @property
    def sentence(self) -> str:
        """What it shows, in words: where each line begins and ends."""
        said = [
            f"{name}: {_number(line(self.low))} to {_number(line(self.high))}"
            for name, line in self.lines.items()
        ]
        return (
            f"{self.up[0].upper()}{self.up[1:]}, for {self.across} from {self.low:g} to "
            f"{self.high:g}. {'; '.join(said)}."
        )

    def sketch(self) -> Sketch:
        """The lines with their axes."""
        every = {name: self.points(line) for name, line in self.lines.items()}
        heights = [y for points in every.values() for _, y in points]
        low, high = min(0.0, *heights), max(heights)
        across = Scale(self.low, self.high, LEFT, WIDTH - RIGHT)
        up = Scale(low, high + 0.05 * (high - low or 1.0), BOTTOM, TOP)
        more = ROW * len(every)
        drawing = Drawing(WIDTH, HEIGHT + more)
        drawing.text(2, 12, self.up, SIZE, bold=True)
        for tick in up.ticks(5):
            drawing.line([(LEFT, up(tick)), (WIDTH - RIGHT, up(tick))], FAINT, 1)
            drawing.text(LEFT - 8, up(tick), _number(tick), SIZE, "end", colour=SOFT)
        for tick in across.ticks(6):
            drawing.text(across(tick), BOTTOM + 14, _number(tick), SIZE, "middle", colour=SOFT)
        drawing.text((LEFT + WIDTH - RIGHT) / 2, BOTTOM + 33, self.across, SIZE, "middle")
        for row, (name, points) in enumerate(every.items()):
            colour, dashes = LINES[row]
            drawing.line([(across(x), up(y)) for x, y in points], colour, 2.5, dashes)
            y = HEIGHT + 6 + ROW * row
            drawing.line([(LEFT, y), (LEFT + 34, y)], colour, 2.5, dashes)
            drawing.text(LEFT + 42, y, name, SIZE)
        return drawing.sketch(self.sentence)


def _number(value: float) -> str:
    """A number with three digits that count."""
    text = f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
    return text.replace("-", "−")
