"""How sure somebody may be of being sure: all forecasts of all notebooks so far."""

from collections.abc import Iterable
from math import fsum, nan
from pathlib import Path
from typing import NamedTuple

from simulator.debrief.estimate import Estimate, part
from simulator.debrief.told import Told, read


class Calibration(NamedTuple):
    """How often ranges held, how good they were, and what could not be read."""

    coverage: Estimate
    """In how many % of the ranges what came lay within; a sentence says what to do about it."""
    should: float
    """In how many % it should have."""
    skill: Estimate
    """How much better the ranges were than naive ones: 1 is perfect, 0 is no better."""
    counted: tuple[Told, ...]
    """The first forecast of each thing in each notebook; later ones knew what had come."""
    repeated: int
    """Forecasts that were given again, and not counted."""
    refused: tuple[str, ...]
    """What is wrong with lines that could not be read."""


def calibration(path: Path | None = None) -> Calibration:
    """What a file of forecasts says about whoever gave them.

    Without a path it is one's own (`told.place()`). Raises ReadError if there is something that is
    no such file.
    """
    notes = read(path)
    counted = first_of_each(notes.told)
    should = 100 * fsum(it.share for it in counted) / len(counted) if counted else nan
    return Calibration(
        coverage(counted, should), should, skill(counted), counted,
        len(notes.told) - len(counted), notes.refused,
    )  # fmt: skip


def first_of_each(told: Iterable[Told]) -> tuple[Told, ...]:
    """The first forecast of each thing in each notebook, in their order."""
    firsts: dict[tuple[str, str], Told] = {}
    for it in told:
        firsts.setdefault((it.notebook, it.what), it)
    return tuple(firsts.values())


def coverage(told: tuple[Told, ...], should: float) -> Estimate:
    """In how many % of the ranges what came lay within, with a sentence."""
    hits = sum(it.held for it in told)
    found = part(hits, len(told))
    if not told:
        found.words = "No forecasts were given."
        return found
    advice = "as far as can be told they are as wide as they should be"
    if found.high < should:
        advice = "they are too narrow: you know less than you think"
    if found.low > should:
        advice = "they are too wide: you know more than you think"
    found.words = (
        f"{hits} of your {len(told)} ranges held ({found:.0f} %, {found.low:.0f} to "
        f"{found.high:.0f}), and {should:.0f} % should have; {advice}."
    )
    return found


def skill(told: Iterable[Told]) -> Estimate:
    """How much better ranges were than naive ones, each measured in widths of the naive one."""
    pairs = [
        (it.score / width, naive / width)
        for it in told
        if it.naive and (naive := it.naive_score) and (width := it.naive[1] - it.naive[0])
    ]
    if not pairs:
        return Estimate(nan, words="No forecast has a naive one to be held against.")
    own, naive = (fsum(side) for side in zip(*pairs, strict=True))
    better = 1 - own / naive
    words = (
        f"Your ranges were {abs(better):.0%} {'better' if better >= 0 else 'worse'} than those of "
        "a naive forecaster."
    )
    return Estimate(better, words=words)
