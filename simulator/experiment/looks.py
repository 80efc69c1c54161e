"""What is read off a run in an experiment: numbers instead of a thousand events."""

from collections.abc import Callable
from typing import NamedTuple

from simulator import metrics
from simulator.experiment.captain import Captain, Flight
from simulator.model import simulate
from simulator.scenario import Scenario


class Look(NamedTuple):
    """What somebody wants to know about a run."""

    name: str
    """Under which it is kept on disk; empty if it is not."""
    at: Callable[[metrics.Events, Scenario], object]
    """Gives plain numbers, lists and dictionaries: they travel between processes."""


def _deliveries(events: metrics.Events, scenario: Scenario) -> list[tuple[float, float]]:
    """(day, k€) of everything that was delivered."""
    return [(day, worth) for day, _, worth in metrics.deliveries(events)]


HEADLINES = Look("headlines", metrics.summary)
DELIVERIES = Look("deliveries", _deliveries)


def watch(flight: Flight, seed: int, look: Look) -> object:
    """Play a flight in one world to its end, and look at it."""
    scenario, captain = flight
    events = simulate(scenario, captain.policy, seed, captain.decisions)
    return look.at(events, scenario)


def play(scenario: Scenario, captain: Captain, seed: int) -> dict[str, float]:
    """The headline numbers of one run to its end."""
    return watch(Flight(scenario, captain), seed, HEADLINES)
