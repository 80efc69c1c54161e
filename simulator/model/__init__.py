"""The office as a SimPy simulation: the one place where state changes."""

from collections.abc import Iterable

from simulator.decisions import Decision
from simulator.events import Event
from simulator.model.replication import Replication
from simulator.policies import Policy
from simulator.scenario import Scenario

__all__ = ["RULES", "simulate"]

RULES = 1
"""Changes whenever the same inputs give another log."""


def simulate(
    scenario: Scenario,
    policy: Policy = Policy(),
    seed: int = 0,
    decisions: Iterable[Decision] = (),
    until: float | None = None,
) -> tuple[Event, ...]:
    """Everything that happens, in order, in the world of this seed.

    A pure function. `until` is a working day: the run stops when that day's facts are settled and
    its decisions taken, before its work is handed out. None runs until nothing can change any more.

    Raises ScenarioError or DecisionError when an input breaks a rule.
    """
    replication = Replication(scenario, policy, seed, decisions)
    replication.clock.run(until)
    return tuple(replication.events)
