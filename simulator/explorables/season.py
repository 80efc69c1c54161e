"""What a season costs: what goes wrong, what was bought against it, and who went to look."""

from collections import defaultdict
from functools import lru_cache
from math import fsum

from msgspec import Struct
from msgspec.structs import replace

from simulator.decisions import BuyMitigation
from simulator.events import IssueDetected, RiskOccurred
from simulator.metrics.money import money_spent
from simulator.model import simulate
from simulator.policies import Policy
from simulator.scenario import Scenario


class Season(Struct, frozen=True, kw_only=True):
    """One future, in k€."""

    mishaps: float
    offers: float
    """What was paid for offers."""
    looks: float
    """What was paid for looking."""
    by_risk: dict[str, float]
    """What each risk that happened has cost."""
    by_project: dict[str, float]

    @property
    def all(self) -> float:
        """Mishaps and all that was done about them."""
        return self.mishaps + self.offers + self.looks


@lru_cache(maxsize=32768)
def season(
    scenario: Scenario, seed: int, bought: tuple[str, ...] = (), weeks: int | None = None,
    day: float = 0,
) -> Season:  # fmt: skip
    """A future in which these offers are bought on a day, and somebody looks every so many weeks.

    What has already happened on that day is not bought against: it is too late.
    """
    late = _happened(scenario, seed, day) if day else frozenset()
    against = {it.id: it.risk for it in scenario.mitigations}
    buying = tuple(
        BuyMitigation(day=day, mitigation=it) for it in bought if against[it] not in late
    )
    events = simulate(scenario, Policy(review_weeks=weeks), seed, buying)
    spent = money_spent(events, scenario)
    by_risk: dict[str, float] = defaultdict(float)
    by_project = dict.fromkeys((it.id for it in scenario.projects), 0.0)
    for it in events:
        if isinstance(it, IssueDetected) and it.hits == "cost":
            by_risk[it.risk] += it.size
            by_project[it.project] += it.size
    return Season(
        mishaps=spent["issues"], offers=spent["mitigations"], looks=spent["reviews"],
        by_risk=dict(by_risk), by_project=by_project,
    )  # fmt: skip


def as_if_by_itself(scenario: Scenario) -> Scenario:
    """The same office whose risks have nothing in common."""
    return replace(scenario, mechanisms=replace(scenario.mechanisms, common_cause=None))


def as_if_nothing_grew(scenario: Scenario) -> Scenario:
    """The same office in which a mishap that nobody has noticed stays as it is."""
    return replace(scenario, mechanisms=replace(scenario.mechanisms, escalation=None))


def mean_cost(scenario: Scenario, seeds: range, weeks: int | None) -> float:
    """What a season costs on average with a look every so many weeks, nothing bought: k€."""
    return fsum(season(scenario, seed, (), weeks).all for seed in seeds) / len(seeds)


@lru_cache(maxsize=4096)
def _happened(scenario: Scenario, seed: int, day: float) -> frozenset[str]:
    events = simulate(scenario, Policy(), seed, until=day)
    return frozenset(it.risk for it in events if isinstance(it, RiskOccurred))
