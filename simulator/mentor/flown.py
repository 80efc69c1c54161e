"""A world as several captains fly it, played when somebody asks."""

from collections.abc import Callable
from functools import cached_property
from math import fsum

from simulator.metrics import Events, money_spent, value_delivered
from simulator.model import simulate
from simulator.policies import Policy
from simulator.policies.ready import READY
from simulator.scenario import Scenario

CAPTAINS = tuple(READY.values())
"""From no PMO to a heavy one: what all of them meet, a room will meet."""
MOST = 3
"""So many of the four have to meet what may depend on who flies."""


class Flown:
    """One world of an organisation."""

    def __init__(self, scenario: Scenario, seed: int) -> None:
        self.scenario, self.seed = scenario, seed
        self._logs: dict[Policy, Events] = {}

    def log(self, policy: Policy) -> Events:
        """What happens to this captain."""
        if policy not in self._logs:
            self._logs[policy] = simulate(self.scenario, policy, self.seed)
        return self._logs[policy]

    def net(self, policy: Policy) -> float:
        """Value minus cost, in k€."""
        log = self.log(policy)
        return value_delivered(log) - fsum(money_spent(log, self.scenario).values())

    @property
    def plain(self) -> Events:
        """What happens if nobody decides."""
        return self.log(CAPTAINS[0])

    @cached_property
    def nets(self) -> tuple[float, ...]:
        """What each captain ends with, in k€."""
        return tuple(self.net(it) for it in CAPTAINS)

    @property
    def spread(self) -> float:
        """Between the best and the worst captain, in k€."""
        return max(self.nets) - min(self.nets)

    def most_meet(self, met: Callable[[Events], bool]) -> bool:
        """Whether nearly everybody who flies this world meets it."""
        return sum(met(self.log(it)) for it in CAPTAINS) >= MOST
