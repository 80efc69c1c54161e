"""What many worlds come to for each kind of item."""

from collections.abc import Sequence
from math import fsum
from statistics import fmean

from simulator.decisions import ChangePeople
from simulator.experiment.played import quantile
from simulator.learning import offices
from simulator.learning.items import Diagram, Seeds, Worlds
from simulator.metrics import Events, finish_days, money_spent, took, value_delivered
from simulator.model import simulate
from simulator.policies import Policy
from simulator.scenario import Scenario

NOBODY = Policy()
"""Nobody decides anything."""
DESK = 150
"""People who come to a desk in a world."""


def last_finish(events: Events, _: Scenario) -> float:
    """The day on which all is done."""
    return max(finish_days(events).values())


def days_an_activity(events: Events, _: Scenario) -> float:
    """How long an activity takes once it has begun, on average."""
    return fmean(took(events).values())


def work_done(events: Events, _: Scenario) -> float:
    """Days that people were at work, all together; one person an activity."""
    return fsum(took(events).values())


def net(events: Events, scenario: Scenario) -> float:
    """Value minus cost, in k€."""
    return value_delivered(events) - fsum(money_spent(events, scenario).values())


def people(_: Events, scenario: Scenario) -> float:
    """How many people there are."""
    return fsum(role.people for role in scenario.roles)


def promised(_: Events, scenario: Scenario) -> float:
    """Due days, all together."""
    return fsum(project.due or 0.0 for project in scenario.projects)


def requested(_: Events, scenario: Scenario) -> float:
    """How many projects were asked for."""
    return len(scenario.projects)


def planned(_: Events, scenario: Scenario) -> float:
    """Person-days in the plan."""
    return fsum(project.effort for project in scenario.projects)


def finishes(office: Scenario, policy: Policy = NOBODY) -> Worlds:
    """When all is done, world by world."""
    return lambda seeds: [last_finish(simulate(office, policy, it), office) for it in seeds]


def all_kept(office: Scenario, share: float) -> Worlds:
    """100 for a world in which every project keeps the day that it alone keeps in this share."""

    def kept(seeds: Seeds) -> Sequence[float]:
        runs = [finish_days(simulate(office, NOBODY, it)) for it in seeds]
        days = {name: quantile([run[name] for run in runs], share) for name in runs[0]}
        return [100.0 * all(run[name] <= days[name] for name in days) for run in runs]

    return kept


def line_waits(busy: float, count: int, effort: float) -> Worlds:
    """How long a request waits at one person, world by world."""

    def waits(seeds: Seeds) -> Sequence[float]:
        worlds = [offices.line(it, busy, count, effort) for it in seeds]
        runs = [simulate(office, NOBODY, it) for office, it in zip(worlds, seeds, strict=True)]
        return [_wait(run, office) for run, office in zip(runs, worlds, strict=True)]

    return waits


def _wait(events: Events, office: Scenario) -> float:
    """From the day a request comes until it is done, less its own work, on average."""
    done, spent = finish_days(events), took(events)
    return fmean(done[it.id] - it.arrival for it in office.projects) - fmean(spent.values())


def earlier(office: Scenario, more: int, day: float) -> Worlds:
    """By how many days people who come on a day bring the end forward, world by world."""
    coming = (ChangePeople(offices.WORKER, more, day=day),)

    def days(seeds: Seeds) -> Sequence[float]:
        return [
            last_finish(simulate(office, NOBODY, it), office)
            - last_finish(simulate(office, NOBODY, it, coming), office)
            for it in seeds
        ]

    return days


def better(office: Scenario, first: Policy, second: Policy) -> Worlds:
    """What the first policy brings more than the second, in k€, world by world."""

    def gains(seeds: Seeds) -> Sequence[float]:
        return [
            net(simulate(office, first, it), office) - net(simulate(office, second, it), office)
            for it in seeds
        ]

    return gains


def moved(item: Diagram, seeds: Seeds) -> list[tuple[float, ...]]:
    """By how much the cause moves each candidate, world by world."""
    (bare, before), (full, after) = item.without, item.with_it
    rows = []
    for seed in seeds:
        was, is_now = simulate(bare, before, seed), simulate(full, after, seed)
        rows.append([it.number(is_now, full) - it.number(was, bare) for it in item.candidates])
    return list(zip(*rows, strict=True))


def grows_more_than(times: float, quiet: float, busy: float) -> Worlds:
    """By how much more than so many times the wait at a desk grows, world by world."""
    return lambda seeds: [
        offices.desk(it, busy, DESK) - times * offices.desk(it, quiet, DESK) for it in seeds
    ]


def falls_below(share: float, many: int, best: int) -> Worlds:
    """By how much the best of a year fall below this share of their lead, world by world."""

    def fallen(seeds: Seeds) -> Sequence[float]:
        years = [offices.two_years(it, many, best) for it in seeds]
        return [share * then - next_year for then, next_year in years]

    return fallen
