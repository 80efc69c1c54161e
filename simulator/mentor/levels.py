"""How hard the world is: the same organisation in a calm year, as it is written, or a rough one."""

from typing import Literal, get_args

from msgspec import Struct
from msgspec.structs import replace

from simulator.mechanisms import CommonCause, Duration, Mechanisms
from simulator.scenario import Risk, Scenario

Level = Literal["calm", "as written", "rough"]
LEVELS: tuple[Level, ...] = get_args(Level)
MOST_SPREAD, MOST_WEEKS, LEAST_WEEKS = 3.0, 1000.0, 1.0
"""The ranges of what is changed, as mechanisms have them."""


class Change(Struct, frozen=True, kw_only=True):
    """What is multiplied."""

    hazard: float
    """Of every risk and of shocks: how often they strike."""
    spread: float
    """How far work strays that is late."""


CHANGES: dict[Level, Change] = {
    "calm": Change(hazard=0.6, spread=0.85),
    "rough": Change(hazard=1.6, spread=1.15),
}


def at(scenario: Scenario, level: Level) -> Scenario:
    """The organisation at this level: who works there, what is asked and paid stays the same.

    It has a name of its own, so that nobody takes its flights for those of another level.
    """
    change = CHANGES.get(level)
    if change is None:
        return scenario
    return replace(
        scenario,
        name=f"{scenario.name}_{level}",
        title=f"{scenario.title or scenario.name}, {level}",
        risks=tuple(_risk(it, change) for it in scenario.risks),
        mechanisms=_mechanisms(scenario.mechanisms, change),
    )


def _risk(it: Risk, change: Change) -> Risk:
    """As if its clock ran so many times as fast: a chance stays below 1."""
    return replace(it, probability=1 - (1 - it.probability) ** change.hazard)


def _mechanisms(known: Mechanisms, change: Change) -> Mechanisms:
    return replace(
        known,
        duration=known.duration and _duration(known.duration, change.spread),
        common_cause=known.common_cause and _common_cause(known.common_cause, change.hazard),
    )


def _duration(how: Duration, by: float) -> Duration:
    kinds = ("routine", "standard", "novel", "research")
    return replace(how, **{it: min(getattr(how, it) * by, MOST_SPREAD) for it in kinds})


def _common_cause(how: CommonCause, by: float) -> CommonCause:
    weeks = min(max(how.shock_weeks / by, LEAST_WEEKS), MOST_WEEKS)
    return replace(how, shock_weeks=weeks)
