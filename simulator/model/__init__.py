"""The office as a SimPy simulation: the one place where state changes."""

from collections.abc import Iterable

from simulator.chance import Fate
from simulator.decisions import Decision
from simulator.events import Event
from simulator.limits import MOST_EVENTS
from simulator.model.asked import check, check_day, luck, whole
from simulator.model.replication import Replication
from simulator.policies import Policy
from simulator.scenario import Scenario

__all__ = ["RULES", "simulate"]

RULES = 7
"""Changes whenever the same inputs give another log."""


def simulate(
    scenario: Scenario,
    policy: Policy = Policy(),
    seed: int | Fate = 0,
    decisions: Iterable[Decision] = (),
    until: float | None = None,
    most_events: int = MOST_EVENTS,
) -> tuple[Event, ...]:
    """Everything that happens, in order, in the world of this seed, or of this fate.

    A pure function. `until` is a working day: the run stops when that day's facts are settled and
    its decisions taken, before its work is handed out. None runs until nothing can change any more.

    Raises ScenarioError, PolicyError or DecisionError when an input breaks a rule, and EndlessError
    when more than `most_events` events happen.

    >>> from simulator import load
    >>> simulate(load("three_projects"), seed=7)[0]
    ProjectArrived(day=0.0, project='billing')
    """
    check(scenario, policy)
    if until is not None:
        check_day("until", until)
    most, seed = whole("most_events", most_events), luck(seed)
    replication = Replication(scenario, policy, seed, decisions, most)
    replication.world.run(until)
    return tuple(replication.world.log)
