"""From what a reference makes of an average world to what somebody made of this one."""

from collections.abc import Iterator
from textwrap import wrap
from typing import TYPE_CHECKING, NamedTuple

from simulator.figures.picture import BLACK, BLUE, GREY, ORANGE, Picture, canvas, short

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

YOURS = ("rules", "decision")
ROW, WIDTH = 0.46, 48
"""Inches for a row, and letters on a line of its words."""
FACE, HATCH = {True: BLUE, False: ORANGE}, {True: "", False: "////"}
"""By whether it was somebody's own doing; luck is hatched, so that it is told apart in grey too."""


class Step(NamedTuple):
    """One bar of the picture."""

    words: str
    kind: str
    begin: float
    value: float
    half: float
    """Half of its 95 % interval."""


def strokes(table: "pd.DataFrame", start: float, result: float) -> Picture:
    """A bar a stroke, from the reference's expectation at the top to the result at the bottom.

    `table` comes from `debrief.strokes`; `start` is what the reference makes of an average world,
    `result` the net result, both in k€.
    """
    steps = list(_steps(table, start))
    figure, (axes,) = canvas(10.5, 1.1 + ROW * (len(steps) + 2))
    _whole(axes, 0, start, GREY)
    for row, step in enumerate(steps, 1):
        own = step.kind in YOURS
        axes.barh(row, step.value, left=step.begin, height=0.62, color=FACE[own],
                  hatch=HATCH[own], edgecolor="white", linewidth=0.5)  # fmt: skip
        end = step.begin + step.value
        if step.half:
            axes.plot([end - step.half, end + step.half], [row, row], color=BLACK, linewidth=1.2)
        axes.plot([step.begin, step.begin], [row - 0.69, row - 0.31], color=GREY, linewidth=0.8)
    _whole(axes, len(steps) + 1, result, BLACK)
    _label(axes, steps, start, result)
    return Picture(figure, _sentence(table, start, result))


def _steps(table: "pd.DataFrame", start: float) -> Iterator[Step]:
    rows = (table[it].tolist() for it in ("what", "kind", "day", "value", "low", "high"))
    for what, kind, day, value, low, high in zip(*rows, strict=True):
        when = f"Day {day:g}: " if kind == "decision" else ""
        half = (high - low) / 2 if high == high else 0.0
        yield Step(
            f"{when}{what}" if when else what[0].upper() + what[1:], kind, start, value, half
        )
        start += value


def _whole(axes: "Axes", row: int, value: float, colour: str) -> None:
    axes.barh(row, value, height=0.62, color=colour)


def _label(axes: "Axes", steps: list[Step], start: float, result: float) -> None:
    """What each bar is on the left, what it comes to on the right."""
    names = ["Reference rules, average world", *(it.words for it in steps), "Your result"]
    amounts = [f"{start:,.0f}", *map(_amount, steps), f"{result:,.0f}"]
    axes.set_yticks(range(len(names)), [_on_few_lines(it) for it in names], fontsize=8.5)
    for label, step in zip(axes.get_yticklabels()[1:], steps, strict=False):
        label.set_fontweight("bold" if step.kind in YOURS else "normal")
    axes.set_ylim(len(names) - 0.4, -0.6)
    for row, amount in enumerate(amounts):
        axes.annotate(amount.replace("-", "−"), (1.01, row), va="center", fontsize=10,
                      xycoords=("axes fraction", "data"), annotation_clip=False)  # fmt: skip
    axes.axvline(0, color=GREY, linewidth=0.8)
    axes.tick_params(left=False)
    axes.spines["left"].set_visible(False)
    axes.set_xlabel("net value, k€; solid: your doing, hatched: luck, line: 95 % interval")


def _on_few_lines(words: str) -> str:
    lines = wrap(words, WIDTH)
    return "\n".join([*lines[:2], short(" ".join(lines[2:]))] if len(lines) > 2 else lines)


def _amount(step: Step) -> str:
    half = f" ± {step.half:,.0f}" if step.half >= 0.5 else ""
    return f"{step.value:+,.0f}{half}"


def _sentence(table: "pd.DataFrame", start: float, result: float) -> str:
    own = float(table.loc[table["kind"].isin(YOURS), "value"].sum())
    luck, left = (
        float(table.loc[table["kind"] == it, "value"].sum()) for it in ("luck", "sampling")
    )
    return (
        f"The reference rules make {start:,.0f} k€ of an average world. Your rules and decisions "
        f"{_brought(own)} {abs(own):,.0f} k€, luck {_brought(luck)} {abs(luck):,.0f} k€; "
        f"{left:+,.0f} k€ are left over by estimating. Together: {result:,.0f} k€."
    )


def _brought(value: float) -> str:
    return "brought" if value >= 0 else "cost"
