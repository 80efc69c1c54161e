"""What is read off a run in an experiment: numbers instead of a thousand events."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Generic, NamedTuple, TypeVar

from simulator import metrics
from simulator.decisions import Decision
from simulator.errors import EndlessError, RefusedError
from simulator.experiment.blind import blind
from simulator.experiment.captain import Captain, Flight
from simulator.model import simulate
from simulator.policies import Policy
from simulator.scenario import Scenario

Result = TypeVar("Result")
Numbers = dict[str, float]
"""Numbers about a run, by name."""


class Measure(NamedTuple, Generic[Result]):
    """What somebody wants to know about a run."""

    name: str
    """Under which results are kept on disk; empty if they are not."""
    kind: type[Result]
    """Of plain numbers, lists and dictionaries: results travel between processes."""
    of: Callable[[metrics.Events, Scenario], Result]
    told: Callable[[Result, int], Result] = lambda found, left_out: found
    """What was found, with how many decisions were left out, where that is to be known."""


def _deliveries(events: metrics.Events, scenario: Scenario) -> list[tuple[float, float]]:
    """(day, k€) of everything that was delivered."""
    return [(day, worth) for day, _, worth in metrics.deliveries(events)]


def _with_left_out(found: Numbers, left_out: int) -> Numbers:
    return found | {LEFT_OUT: float(left_out)}


LEFT_OUT = "left_out"
"""Decisions that a world did not allow."""
SUMMARY = Measure("summary", Numbers, metrics.summary)
BLIND_SUMMARY = Measure("blind summary", Numbers, metrics.summary, _with_left_out)
DELIVERIES = Measure("deliveries", list[tuple[float, float]], _deliveries)

METRICS = ("net", *(headline.name for headline in metrics.HEADLINES))
"""Names of the numbers in a summary."""


def check_metric(metric: str) -> None:
    """Raise RefusedError if no summary has such a number."""
    if metric not in METRICS:
        raise RefusedError(f"there is no number '{metric}'; write one of {', '.join(METRICS)}")


def own_measure(
    numbers: Callable[[metrics.Events, Scenario], Mapping[str, float]],
) -> Measure[Numbers]:
    """A measure of somebody's own, which nobody can keep: it may be another tomorrow."""
    return Measure("", Numbers, partial(_plain, numbers))


def _plain(
    numbers: Callable[[metrics.Events, Scenario], Mapping[str, float]],
    events: metrics.Events,
    scenario: Scenario,
) -> Numbers:
    return dict(numbers(events, scenario))


def measured(flight: Flight, seed: int, measure: Measure[Result]) -> Result:
    """Play a flight in one world to its end, and measure it.

    Raises EndlessError, with seed and captain, if more happens than the flight allows, and
    DecisionError for a decision that the world does not allow, unless it is flown blindly.
    """
    policy, decisions, blindly = flight.captain
    most = flight.most_events
    fly = blind if blindly else _strictly
    try:
        events, left_out = fly(flight.scenario, policy, seed, decisions, most)
    except EndlessError as error:
        who = f", captain '{flight.called}'" if flight.called else ""
        raise EndlessError(f"seed {seed}{who}: {error}") from None
    return measure.told(measure.of(events, flight.scenario), left_out)


def _strictly(
    scenario: Scenario, policy: Policy, seed: int, decisions: tuple[Decision, ...], most: int
) -> tuple[metrics.Events, int]:
    """What happens if every decision is carried out, none of which is left out."""
    return simulate(scenario, policy, seed, decisions, most_events=most), 0


def play(scenario: Scenario, captain: Captain, seed: int) -> Numbers:
    """The headline numbers of one run to its end."""
    return measured(Flight(scenario, captain), seed, SUMMARY)
