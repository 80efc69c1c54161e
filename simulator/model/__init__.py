"""The office as a SimPy simulation: the one place where state changes."""

import operator
from collections.abc import Iterable

from simulator.decisions import Decision
from simulator.errors import RefusedError
from simulator.events import Event
from simulator.limits import LAST_DAY, MOST_EVENTS
from simulator.model.replication import Replication
from simulator.policies import Policy, PolicyError
from simulator.scenario import Scenario, ScenarioError

__all__ = ["RULES", "simulate"]

RULES = 5
"""Changes whenever the same inputs give another log."""


def simulate(
    scenario: Scenario,
    policy: Policy = Policy(),
    seed: int = 0,
    decisions: Iterable[Decision] = (),
    until: float | None = None,
    most_events: int = MOST_EVENTS,
) -> tuple[Event, ...]:
    """Everything that happens, in order, in the world of this seed.

    A pure function. `until` is a working day: the run stops when that day's facts are settled and
    its decisions taken, before its work is handed out. None runs until nothing can change any more.

    Raises ScenarioError, PolicyError or DecisionError when an input breaks a rule, and EndlessError
    when more than `most_events` events happen.
    """
    _check(scenario, policy, until)
    events = _whole("most_events", most_events)
    replication = Replication(scenario, policy, _whole("seed", seed), decisions, events)
    replication.world.run(until)
    return tuple(replication.world.log)


def _whole(name: str, number: int) -> int:
    """The number, if it is a whole one of any kind."""
    try:
        if not isinstance(number, bool):
            return operator.index(number)
    except TypeError:
        pass
    raise RefusedError(f"{name} {number!r} is not a whole number; write one such as 7")


def _check(scenario: Scenario, policy: Policy, until: float | None) -> None:
    """What the records cannot check about themselves, because they are not the right records."""
    if not isinstance(scenario, Scenario):
        raise ScenarioError(f"{scenario!r} is not a scenario; write load({scenario!r})")
    if not isinstance(policy, Policy):
        raise PolicyError(f"{policy!r} is not a policy; write one such as Policy(order=…)")
    if until is not None and not (isinstance(until, int | float) and 0 <= until <= LAST_DAY):
        raise RefusedError(f"until is {until!r}; write a working day from 0 to {LAST_DAY}, or None")
