"""What waiting costs while one person does one request after another, in any order."""

from collections.abc import Sequence
from functools import lru_cache
from math import exp, fsum

from msgspec import Struct

from simulator import chance, metrics
from simulator.mechanisms.priority import delay_cost, shared_delay_cost, urgency
from simulator.model import simulate
from simulator.scenario import Scenario

Order = tuple[str, ...]
"""Requests by id, the first one first."""


class Truth(Struct, frozen=True):
    """What the requests turn out to be: k€ a day, and days of work, by id."""

    costs: dict[str, float]
    days: dict[str, float]

    def cost(self, order: Sequence[str]) -> float:
        """k€ that waiting costs if one request after the other is done, in this order."""
        return delay_cost([self.costs[it] for it in order], [self.days[it] for it in order])

    def shared(self, pace: float = 1.0) -> float:
        """The same if every request gets an equal part of each day."""
        return shared_delay_cost(list(self.costs.values()), list(self.days.values()), pace)

    def best(self) -> Order:
        """What costs least: the most lost a day for a day of work goes first."""
        return tuple(sorted(self.costs, key=lambda it: -urgency(self.costs[it], self.days[it])))

    def dearest(self) -> Order:
        """What loses most a day goes first, whatever its work."""
        return tuple(sorted(self.costs, key=lambda it: -self.costs[it]))

    def shortest(self) -> Order:
        """What is least work goes first, whatever it loses."""
        return tuple(sorted(self.days, key=lambda it: self.days[it]))


@lru_cache(maxsize=16)
def planned(scenario: Scenario) -> Truth:
    """What the table says."""
    return Truth(
        costs={it.id: it.cost_of_delay for it in scenario.projects},
        days={it.id: it.effort for it in scenario.projects},
    )


@lru_cache(maxsize=2048)
def future(scenario: Scenario, seed: int, wrong: float) -> Truth:
    """What comes: work as it took, and costs that were guessed wrong by a factor of e^±wrong."""
    took: dict[str, float] = dict.fromkeys(planned(scenario).days, 0.0)
    for (request, _), days in metrics.took(simulate(scenario, seed=seed)).items():
        took[request] = fsum((took[request], days))
    costs = {
        it: cost * exp(wrong * chance.normal(seed, "cost of delay", it))
        for it, cost in planned(scenario).costs.items()
    }
    return Truth(costs=costs, days=took)
