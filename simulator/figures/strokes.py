"""From what a reference makes of an average world to what somebody made of this one."""

import re
from collections.abc import Iterable, Iterator, Sequence
from math import fsum
from textwrap import wrap
from typing import TYPE_CHECKING, Any, NamedTuple

from simulator.figures.drawing import INK, SOFT, Drawing, Scale, Sketch, letters
from simulator.figures.look import BLUE, GREY, ORANGE, short

if TYPE_CHECKING:
    import pandas as pd

YOURS = ("rules", "decision")
WIDTH, ROW, LETTERS, SIZE, LINE = 940.0, 36.0, 52, 12.0, 14.0
"""Of the sheet and of a row; letters on a line of a row's words, their size and distance."""
BOLD = 1.15
"""How much wider bold letters are."""
AROUND = re.compile(r" \([^()]* around that day\)$")
"""An amount that has no room beside a bar."""


Stroke = tuple[float, str, str, float, float, float]
"""A row of `debrief.strokes`: day, kind, what, value, low, high."""


class Step(NamedTuple):
    """One bar of the picture."""

    words: str
    kind: str
    begin: float
    value: float
    half: float
    """Half of its 95 % interval."""


def strokes(rows: "Iterable[Stroke] | pd.DataFrame", start: float, result: float) -> Sketch:
    """A bar a stroke, from the reference's expectation at the top to the result at the bottom.

    `rows` come from `debrief.strokes`; `start` is what the reference makes of an average world,
    `result` the net result, both in k€.
    """
    table = list(_plain(rows))
    steps = list(_steps(table, start))
    names = ["Reference rules, average world", *(it.words for it in steps), "Your result"]
    amounts = [f"{start:,.0f}", *map(_amount, steps), f"{result:,.0f}"]
    lines = [_on_few_lines(it) for it in names]
    left = 16 + BOLD * max(letters(line, SIZE) for it in lines for line in it)
    right = WIDTH - 16 - max(letters(it, 13) for it in amounts)
    ends = [0.0, start, result, *(it.begin + it.value for it in steps)]
    ends += [it.begin + it.value + side * it.half for it in steps for side in (-1, 1)]
    scale = Scale(min(ends), max(ends) + (max(ends) == min(ends)), left, right)
    bottom = ROW * len(names) + 4
    drawing = Drawing(WIDTH, bottom + 40)
    drawing.days(scale, 4, bottom, "net value, k€; solid: your doing, hatched: luck, "
                 "line: 95 % interval")  # fmt: skip
    drawing.line([(scale(0), 4), (scale(0), bottom)], SOFT, 1.2)
    _whole(drawing, scale, 0, start, GREY)
    for row, step in enumerate(steps, 1):
        _bar(drawing, scale, row, step)
    _whole(drawing, scale, len(names) - 1, result, INK)
    for row, (words, amount) in enumerate(zip(lines, amounts, strict=True)):
        own = 0 < row <= len(steps) and steps[row - 1].kind in YOURS
        _words(drawing, left - 8, row, words, own or row == len(names) - 1)
        drawing.text(right + 8, _middle(row), amount.replace("-", "−"), 13)
    return drawing.sketch(_sentence(table, start, result))


def _plain(rows: "Iterable[Stroke] | pd.DataFrame") -> Iterator[Stroke]:
    found: Any = rows
    yield from found.itertuples(index=False, name=None) if hasattr(rows, "itertuples") else found


def _middle(row: int) -> float:
    return ROW * (row + 0.5) + 2


def _bar(drawing: Drawing, scale: Scale, row: int, step: Step) -> None:
    own, end, middle = step.kind in YOURS, step.begin + step.value, _middle(row)
    drawing.box(scale(step.begin), middle - 11, scale(end) - scale(step.begin), 22,
                BLUE if own else ORANGE, hatched=not own)  # fmt: skip
    if step.half:
        drawing.line([(scale(end - step.half), middle), (scale(end + step.half), middle)], INK, 1.6)
    drawing.line(
        [(scale(step.begin), middle - ROW + 11), (scale(step.begin), middle + 11)], SOFT, 1
    )


def _whole(drawing: Drawing, scale: Scale, row: int, value: float, colour: str) -> None:
    drawing.box(scale(0), _middle(row) - 11, scale(value) - scale(0), 22, colour)


def _words(drawing: Drawing, x: float, row: int, lines: Sequence[str], bold: bool) -> None:
    first = _middle(row) - LINE * (len(lines) - 1) / 2
    for place, line in enumerate(lines):
        drawing.text(x, first + LINE * place, line, SIZE, "end", bold=bold)


def _steps(rows: Iterable[Stroke], start: float) -> Iterator[Step]:
    for day, kind, what, value, low, high in rows:
        when = f"Day {day:g}: " if kind == "decision" else ""
        half = (high - low) / 2 if high == high else 0.0
        what = AROUND.sub("", what)
        words = f"{when}{what}" if when else what[0].upper() + what[1:]
        yield Step(words, kind, start, value, half)
        start += value


def _on_few_lines(words: str) -> list[str]:
    lines = wrap(words, LETTERS)
    return lines if len(lines) <= 2 else [lines[0], short(" ".join(lines[1:]), LETTERS)]


def _amount(step: Step) -> str:
    half = f" ± {step.half:,.0f}" if step.half >= 0.5 else ""
    return f"{step.value:+,.0f}{half}"


def _sentence(rows: Sequence[Stroke], start: float, result: float) -> str:
    own, luck, left = (
        fsum(value for _, kind, _, value, *_ in rows if kind in kinds)
        for kinds in (YOURS, ("luck",), ("sampling",))
    )
    return (
        f"The reference rules make {start:,.0f} k€ of an average world. Your rules and decisions "
        f"{_brought(own)} {abs(own):,.0f} k€, luck {_brought(luck)} {abs(luck):,.0f} k€; "
        f"{left:+,.0f} k€ are left over by estimating. Together: {result:,.0f} k€."
    )


def _brought(value: float) -> str:
    return "brought" if value >= 0 else "cost"
