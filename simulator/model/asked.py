"""What a run is asked for: what the records cannot check about themselves."""

import operator

from simulator.chance import Fate
from simulator.errors import RefusedError
from simulator.limits import LAST_DAY
from simulator.policies import Policy, PolicyError
from simulator.scenario import Scenario, ScenarioError


def check(scenario: Scenario, policy: Policy) -> None:
    """Whether these are the right records. Raises ScenarioError or PolicyError if not."""
    if not isinstance(scenario, Scenario):
        raise ScenarioError(f"{scenario!r} is not a scenario; write load({scenario!r})")
    if not isinstance(policy, Policy):
        raise PolicyError(f"{policy!r} is not a policy; write one such as Policy(order=…)")


def whole(name: str, number: int) -> int:
    """The number, if it is a whole one of any kind. Raises RefusedError if not."""
    try:
        if not isinstance(number, bool):
            return operator.index(number)
    except TypeError:
        pass
    raise RefusedError(f"{name} {number!r} is not a whole number; write one such as 7")


def luck(seed: int | Fate) -> int | Fate:
    """The seed of a world, or the fate that stands in its place. Raises RefusedError if neither."""
    return seed if isinstance(seed, Fate) else whole("seed", seed)


def check_day(name: str, day: float, first: float = 0) -> None:
    """Whether a run can rest on this day. Raises RefusedError if not."""
    if not (isinstance(day, int | float) and first <= day <= LAST_DAY):
        raise RefusedError(
            f"{name} is {day!r}; write a working day from {first:g} to {LAST_DAY}"
            f"{', or None' if name == 'until' else ''}"
        )
