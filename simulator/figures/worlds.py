"""Many worlds in one picture: the fan of what could happen, and where one run lies in it."""

from typing import TYPE_CHECKING

from simulator.figures.picture import (
    BLUE,
    ORANGE,
    PALE,
    SKY,
    VERMILLION,
    Picture,
    canvas,
    day_axis,
    number,
    short,
)
from simulator.scenario import Scenario

if TYPE_CHECKING:
    import pandas as pd


def fan(paths: "pd.DataFrame", scenario: Scenario, mine: int | None = None) -> Picture:
    """Value delivered over time in many worlds: the middle, the middle half, the middle 80 %.

    `paths` comes from `experiment.paths`; `mine` is the seed of a world to draw on top.
    """
    settled = (paths >= 0.995 * paths.iloc[-1]).mean(axis=1)
    paths = paths.loc[: settled[settled >= 0.95].index[0] + 5]  # a few very late worlds are cut off
    shares = paths.quantile([0.1, 0.25, 0.5, 0.75, 0.9], axis=1)
    figure, (axes,) = canvas(9.5, 4.0)
    days = paths.index
    axes.fill_between(
        days,
        shares.loc[0.1],
        shares.loc[0.9],
        step="post",
        color=SKY,
        alpha=0.35,
        linewidth=0,
        label="8 of 10 worlds (P10 to P90)",
    )
    axes.fill_between(
        days,
        shares.loc[0.25],
        shares.loc[0.75],
        step="post",
        color=SKY,
        alpha=0.75,
        linewidth=0,
        label="half of the worlds (P25 to P75)",
    )
    axes.step(
        days,
        shares.loc[0.5],
        where="post",
        color=BLUE,
        linewidth=2.2,
        label="middle (P50)",
    )
    if mine is not None:
        axes.step(
            days,
            paths[mine],
            where="post",
            color=VERMILLION,
            linewidth=2,
            linestyle="--",
            label=f"world {mine}",
        )
    axes.set_ylabel("value delivered, k€")
    axes.set_ylim(bottom=0)
    axes.grid(color=PALE, linewidth=0.8)
    axes.legend(frameon=False, loc="upper left")
    day_axis(axes, scenario.start, float(days[-1]))
    lowest, highest = shares.loc[0.1].to_numpy(), shares.loc[0.9].to_numpy()
    place = int((highest - lowest).argmax())
    half, low, high = int(days[place]), float(lowest[place]), float(highest[place])
    sentence = (
        f"In {paths.shape[1]} worlds with the same decisions, value delivered by day {half} lies "
        f"between {number(low)} and {number(high)} k€ in 8 of 10 worlds."
    )
    return Picture(figure, sentence)  # fmt: skip


def cloud(numbers: "pd.Series", label: str, unit: str, mine: float | None = None) -> Picture:
    """How one number comes out in many worlds, with P50 and P80, and where a run of yours lies."""
    middle, high = float(numbers.quantile(0.5)), float(numbers.quantile(0.8))
    figure, (axes,) = canvas(9.5, 3.2)
    axes.hist(numbers, bins=24, color=SKY, edgecolor="white")
    for value, name, colour in ((middle, "P50", BLUE), (high, "P80", ORANGE)):
        axes.axvline(value, color=colour, linewidth=2)
        axes.annotate(
            f"{name} {number(value)}",
            (value, 1.01),
            xycoords=("data", "axes fraction"),
            ha="center",
            va="bottom",
            fontsize=9,
            color=colour,
        )
    sentence = (
        f"{label[0].upper()}{label[1:]} in {len(numbers)} worlds, in {unit}: half are at "
        f"{number(middle)} or less (P50), 8 of 10 at {number(high)} or less (P80)."
    )
    if mine is not None:
        axes.axvline(mine, color=VERMILLION, linewidth=2, linestyle="--")
        axes.annotate(
            "this run",
            (mine, 0.9),
            xycoords=("data", "axes fraction"),
            xytext=(4, 0),
            textcoords="offset points",
            color=VERMILLION,
        )
        below = (numbers <= mine).mean()
        sentence += f" This run, {number(mine)}, is higher than {below:.0%} of them."
    axes.set_xlabel(f"{short(label)}, {short(unit)}")
    axes.set_ylabel("worlds")
    return Picture(figure, sentence)  # fmt: skip
