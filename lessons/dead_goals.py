"""Money on what nobody wants any more: what an office spends less of it, where aims move."""

from collections.abc import Sequence
from functools import cache
from statistics import fmean

from msgspec.structs import replace

from exercises.its_keep import UNASKED
from simulator.explorables.trial import Chosen, Play
from simulator.metrics.aims import orphan_spend
from simulator.model import simulate
from simulator.policies import Policy
from simulator.scenario import Scenario

YEAR_END = 260.0
"""Working day after which the year's money is gone, in the office with a backlog."""
AIMS = {"hardly ever": 1000.0, "every 40 weeks": 40.0, "every 15 weeks": 15.0}
AIMS_ENDS = {"still": "hardly ever", "moving": "every 15 weeks"}
CHOOSES = {
    "puts what serves the aims first": {"order": "aligned_cost_of_delay"},
    "begins only what serves them and can be finished": {"select": "aligned", "slack": 0.2},
    "stops what is worth too little": {"stop": "forward_value"},
}


def more_spent(chosen: Chosen) -> Play:
    """Money that such an office spends more than none on what serves no aim."""
    scenario = backlog(AIMS[chosen["aims"]])
    policy = Policy(**CHOOSES[chosen["does"]])  # type: ignore[arg-type]  # checked by Policy itself

    def play(seeds: Sequence[int]) -> list[float]:
        return [orphans(scenario, policy, it) - orphans(scenario, Policy(), it) for it in seeds]

    return play


@cache
def backlog(weeks: float) -> Scenario:
    """The waterworks with all requests on the first day, money for a year, and aims that move."""
    projects = tuple(
        replace(it, arrival=0.0, due=YEAR_END, deadline=YEAR_END) for it in UNASKED.projects
    )
    strategy = UNASKED.mechanisms.strategy
    assert strategy is not None
    how = replace(UNASKED.mechanisms, strategy=replace(strategy, weeks=weeks))
    return replace(UNASKED, projects=projects, mechanisms=how, projects_per_person=1)


@cache
def orphans(scenario: Scenario, policy: Policy, seed: int) -> float:
    """k€ spent in a world on what serves nothing that is wanted."""
    return orphan_spend(simulate(scenario, policy, seed), scenario)


def orphans_saved(aims: str, does: str, seeds: Sequence[int]) -> float:
    """k€ that an office spends less on it, on average."""
    play = more_spent({"aims": aims, "does": does})
    return -fmean(play(seeds))
