"""Who steers an office through its worlds."""

from collections.abc import Mapping
from typing import NamedTuple

from simulator.decisions import Decision
from simulator.limits import MOST_EVENTS
from simulator.policies import Policy
from simulator.scenario import Scenario


class Captain(NamedTuple):
    """Who steers: a policy and the decisions taken on top of it."""

    policy: Policy = Policy()
    decisions: tuple[Decision, ...] = ()
    blindly: bool = False
    """Whether decisions that a world does not allow are left out there; else they end the run."""


class Flight(NamedTuple):
    """A captain in an office; with a seed it is one run."""

    scenario: Scenario
    captain: Captain
    called: str = ""
    """What whoever flies is called in a message."""
    most_events: int = MOST_EVENTS
    """More may not happen in one run; changes no result, so it is no part of its name on disk."""


def as_captain(captain: Policy | Captain) -> Captain:
    """A captain; a policy alone is one who decides nothing on top of it."""
    return captain if isinstance(captain, Captain) else Captain(captain)


def crew(
    policies: Mapping[str, Policy], logs: Mapping[str, tuple[Decision, ...]]
) -> dict[str, Captain]:
    """Every policy with every log of decisions on top of it, named "policy, log"."""
    return {
        f"{policy_name}, {log_name}": Captain(policy, tuple(log))
        for policy_name, policy in policies.items()
        for log_name, log in logs.items()
    }
