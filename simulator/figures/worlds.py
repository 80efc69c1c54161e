"""Many worlds in one picture: the fan of what could happen, and where one run lies in it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from simulator.figures.drawing import INK, SOFT, Anchor, Drawing, Scale, Sketch
from simulator.figures.look import BLUE, ORANGE, SKY, VERMILION, number, short
from simulator.scenario import Scenario

if TYPE_CHECKING:
    import pandas as pd

WIDTH, HEIGHT, LEFT, RIGHT, TOP = 940.0, 330.0, 62.0, 926.0, 30.0
SETTLED, ALMOST_ALL, LATER = 0.995, 0.95, 5
"""A world is settled when so much of its value is there; the picture ends so many days after so
many worlds are: a few very late ones are cut off."""
BARS = 24


def fan(
    paths: "Mapping[int, Sequence[float]] | pd.DataFrame",
    scenario: Scenario,
    mine: int | None = None,
) -> Sketch:
    """Value delivered over time in many worlds: the middle, the middle half, the middle 80 %.

    `paths` comes from `experiment.delivered` or `experiment.paths`; `mine` is the seed of a world
    to draw on top.
    """
    columns: Iterable[tuple[Any, Iterable[float]]] = paths.items()
    worlds = {int(seed): [float(it) for it in path] for seed, path in columns}
    days = _until_settled(list(worlds.values()))
    by_day = [sorted(path[day] for path in worlds.values()) for day in range(days)]
    shares = {it: [_at(day, it) for day in by_day] for it in (0.1, 0.25, 0.5, 0.75, 0.9)}
    highest = max(1.0, *shares[0.9], *(worlds[mine][:days] if mine is not None else ()))
    across = Scale(0.0, max(days - 1.0, 1.0), LEFT, RIGHT)
    up = Scale(0.0, highest * 1.05, HEIGHT - 40, TOP)
    drawing = Drawing(WIDTH, HEIGHT)
    drawing.days(across, TOP, HEIGHT - 40)
    for tick in up.ticks(5):
        drawing.line([(LEFT, up(tick)), (RIGHT, up(tick))], "var(--figure-faint, #8888884d)", 1)
        drawing.text(LEFT - 6, up(tick), number(tick), 12, "end", colour=SOFT)
    _band(drawing, across, up, shares[0.1], shares[0.9], 0.3)
    _band(drawing, across, up, shares[0.25], shares[0.75], 0.6)
    drawing.line(_stairs(across, up, shares[0.5]), BLUE, 2.6)
    if mine is not None:
        drawing.line(_stairs(across, up, worlds[mine][:days]), VERMILION, 2.4, "7 4")
    _legend(drawing, mine)
    gaps = [b - a for a, b in zip(shares[0.1], shares[0.9], strict=True)]
    place = gaps.index(max(gaps))
    sentence = (
        f"In {len(worlds)} worlds with the same decisions, value delivered by day {place} lies "
        f"between {number(shares[0.1][place])} and {number(shares[0.9][place])} k€ in 8 of 10 "
        "worlds."
    )
    return drawing.sketch(sentence)


def _until_settled(paths: list[list[float]]) -> int:
    """How many days the picture has."""
    whole = len(paths[0])
    for day in range(whole):
        settled = sum(path[day] >= SETTLED * path[-1] for path in paths)
        if settled >= ALMOST_ALL * len(paths):
            return min(day + LATER + 1, whole)
    return whole


def _at(ordered: Sequence[float], share: float) -> float:
    """The number below which a share of these lies, with straight lines between neighbours."""
    place = share * (len(ordered) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def _stairs(across: Scale, up: Scale, path: Sequence[float]) -> list[tuple[float, float]]:
    """A line that stays where it is until the next day."""
    points: list[tuple[float, float]] = []
    for day, value in enumerate(path):
        if points:
            points.append((across(day), points[-1][1]))
        points.append((across(day), up(value)))
    return points


def _band(
    drawing: Drawing, across: Scale, up: Scale, low: list[float], high: list[float], opacity: float
) -> None:
    below, above = _stairs(across, up, low), _stairs(across, up, high)
    drawing.area([*above, *reversed(below)], SKY, opacity)


def _legend(drawing: Drawing, mine: int | None) -> None:
    drawing.area([(LEFT, 4), (LEFT + 20, 4), (LEFT + 20, 16), (LEFT, 16)], SKY, 0.3)
    drawing.text(LEFT + 26, 10, "8 of 10 worlds (P10 to P90)", 12)
    drawing.area([(262, 4), (282, 4), (282, 16), (262, 16)], SKY, 0.8)
    drawing.text(288, 10, "half of the worlds (P25 to P75)", 12)
    drawing.line([(488, 10), (508, 10)], BLUE, 2.6)
    drawing.text(514, 10, "middle (P50)", 12)
    if mine is not None:
        drawing.line([(610, 10), (634, 10)], VERMILION, 2.4, "7 4")
        drawing.text(640, 10, f"world {mine}", 12)
    drawing.text(RIGHT, 10, "value delivered, k€", 12, "end", colour=SOFT)


def cloud(
    numbers: Iterable[float],
    label: str,
    unit: str,
    mine: float | None = None,
    name: str = "this run",
) -> Sketch:
    """How one number comes out in many worlds, with P50 and P80, and where a run of yours lies,
    or a promise, or whatever has this name."""
    ordered = sorted(float(it) for it in numbers)
    middle, high = _at(ordered, 0.5), _at(ordered, 0.8)
    ends = [*ordered, *([] if mine is None else [mine])]
    low, top = min(ends), max(ends)
    across = Scale(low, top if top > low else low + 1, LEFT, RIGHT)
    counts = [0] * BARS
    for it in ordered:
        counts[min(int((it - low) / ((across.high - low) / BARS)), BARS - 1)] += 1
    up = Scale(0.0, max(counts) * 1.1, HEIGHT - 40, TOP + 14)
    wide = (RIGHT - LEFT) / BARS
    drawing = Drawing(WIDTH, HEIGHT)
    drawing.days(across, TOP + 14, HEIGHT - 40, f"{short(label)}, {short(unit)}")
    for place, count in enumerate(counts):
        if count:
            drawing.box(LEFT + wide * place + 1, up(count), wide - 2, HEIGHT - 40 - up(count), SKY)
    for tick in up.ticks(4):
        drawing.text(LEFT - 6, up(tick), number(tick), 12, "end", colour=SOFT)
    drawing.text(LEFT - 6, 12, "worlds", 12, "end", colour=SOFT)
    for value, share, colour, side in (
        (middle, "P50", BLUE, "end"), (high, "P80", ORANGE, "start"),
    ):  # fmt: skip
        x, anchor = across(value), _anchor(side)
        drawing.line([(x, TOP), (x, HEIGHT - 40)], colour, 2.5)
        shift = 5 if side == "start" else -5
        drawing.text(x + shift, TOP, f"{share} {number(value)}", 13, anchor, bold=True)
    sentence = (
        f"{label[0].upper()}{label[1:]} in {len(ordered)} worlds, in {unit}: half are at "
        f"{number(middle)} or less (P50), 8 of 10 at {number(high)} or less (P80)."
    )
    if mine is not None:
        x = across(mine)
        drawing.line([(x, TOP + 14), (x, HEIGHT - 40)], VERMILION, 2.5, "7 4")
        drawing.text(x + 5, TOP + 24, short(name), 13, colour=INK)
        below = sum(it <= mine for it in ordered) / len(ordered)
        sentence += (
            f" {name[0].upper()}{name[1:]}, {number(mine)}, is higher than {below:.0%} of them."
        )
    return drawing.sketch(sentence)


def _anchor(side: str) -> Anchor:
    return "end" if side == "end" else "start"
