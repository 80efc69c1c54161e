"""What has happened in a run, worked out once."""

from functools import lru_cache

from simulator.decisions import AnyDecision
from simulator.events import Event
from simulator.model import simulate
from simulator.policies import Policy
from simulator.scenario import Scenario


@lru_cache(maxsize=256)
def log(
    scenario: Scenario,
    policy: Policy,
    seed: int,
    decisions: tuple[AnyDecision, ...],
    until: float | None,
) -> tuple[Event, ...]:
    """Everything that happens until a day. Equal inputs share one log: records see to it that
    what is equal is written alike."""
    return simulate(scenario, policy, seed, decisions, until)
