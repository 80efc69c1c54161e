"""M28: people work around a PMO that asks for more than it helps."""

from typing import Annotated

from simulator.mechanisms.card import Card, Parameters, parameter


class Resistance(Parameters, frozen=True, kw_only=True):
    """How resistance to the PMO grows and falls, and what it does."""

    start: Annotated[float, parameter(0, 1, "share", "resistance on the first day")] = 0.2
    load: Annotated[
        float, parameter(0, 1, "a week", "growth at full felt load and no felt help")
    ] = 0.10
    visits: Annotated[
        float, parameter(0, 1, "share a visit", "resistance that a visit talks away")
    ] = 0.05
    wins: Annotated[float, parameter(0, 1, "a win", "resistance that a visible win takes away")] = (
        0.03
    )
    bypass: Annotated[
        float, parameter(0, 1, "share of new work", "started past the PMO at full resistance")
    ] = 0.3
    data: Annotated[float, parameter(0, 1, "share", "quality of data lost at full resistance")] = (
        0.4
    )
    fit: Annotated[
        float, parameter(0, 1, "level", "how much governance this culture takes as normal")
    ] = 0.4


def felt_load(level: float, how: Resistance) -> float:
    """The part of the governance level that people feel as a load: (G − fit)⁺."""
    return max(0.0, level - how.fit)


def step(
    resistance: float,
    felt_load: float,
    felt_help: float,
    visits: float,
    wins: float,
    weeks: float,
    how: Resistance,
) -> float:
    """Resistance some weeks later, 0 to 1; visits and wins are counts per week.

    R' = load · (felt load − felt help)⁺ − visits · R · visits − wins · wins.
    """
    growth = how.load * max(0.0, felt_load - felt_help)
    fall = how.visits * resistance * visits + how.wins * wins
    return min(1.0, max(0.0, resistance + (growth - fall) * weeks))


def bypass(resistance: float, how: Resistance) -> float:
    """The share of new work that starts without the PMO."""
    return how.bypass * resistance


def data_quality(resistance: float, how: Resistance) -> float:
    """How good the data are that people hand in, 0 to 1."""
    return 1 - how.data * resistance


CARD = Card(
    module=__name__,
    number="M28",
    meaning="Rules that people feel as a load make them go past the PMO and report carelessly.",
    formula="R' = .10 · (felt load − felt help)⁺ − .05 · R · visits − .03 · wins a week; "
    "felt load = (G − fit)⁺; bypass = .3 · R; quality of data = 1 − .4 · R",
    source="design defaults; whom to visit first: Mitchell, Agle & Wood (1997), from memory, "
    "unchecked",
    checked="nothing: the sizes are invented",
    leaves_out="Single people: resistance is one number for the whole organisation, so it does not "
    "matter who is visited. It does not wear off by itself: without visits and wins it stays. The "
    "step is a plain one and meant for a week or less.",
    lesson="notebook 09",
    record=Resistance,
)
