"""The handful of numbers by which runs are compared."""

from collections.abc import Callable, Mapping
from math import fsum
from statistics import fmean
from typing import NamedTuple, TypeVar

from simulator.events import IssueDetected
from simulator.metrics.aims import meeting_goal_share
from simulator.metrics.flow import finish_days, utilisation, waited
from simulator.metrics.log import Events, of
from simulator.metrics.money import money_spent, on_time_share, value_delivered
from simulator.metrics.office import people_lost, pmo_share
from simulator.metrics.steps import areas, last_day
from simulator.metrics.truth import rework_share
from simulator.scenario import Scenario

Key = TypeVar("Key", str, tuple[str, str])


class Headline(NamedTuple):
    """A number about one run: what it is called, its unit and how to get it."""

    name: str
    label: str
    unit: str
    of: Callable[[Events, Scenario], float]


def _mean(numbers: Mapping[Key, float]) -> float:
    return fmean(numbers.values()) if numbers else 0.0


def _cost(events: Events, scenario: Scenario) -> float:
    return fsum(money_spent(events, scenario).values())


def _last_finish(events: Events, scenario: Scenario) -> float:
    return max(finish_days(events).values(), default=last_day(events))


def _in_demand(events: Events, scenario: Scenario) -> float:
    """All roles together, each for as long as work waited for it; 0 if none ever did."""
    found = areas(events, scenario)
    there = fsum(found.paid_in_demand.values())
    return fsum(found.worked_in_demand.values()) / there if there else 0.0


def _issues(events: Events, scenario: Scenario) -> int:
    return len(of(events, IssueDetected))


HEADLINES = (
    Headline("value", "value delivered", "k€", lambda log, _: value_delivered(log)),
    Headline("cost", "money spent", "k€", _cost),
    Headline("on_time", "on-time share", "share", on_time_share),
    Headline("goal", "share that met date and value", "share", meeting_goal_share),
    Headline("finished", "projects finished", "count", lambda log, _: len(finish_days(log))),
    Headline("last_finish", "last finish", "working day", _last_finish),
    Headline("mean_finish", "mean finish", "working day", lambda log, _: _mean(finish_days(log))),
    Headline("waited", "mean wait", "working days", lambda log, _: _mean(waited(log))),
    Headline("utilisation", "mean utilisation", "share", lambda *run: _mean(utilisation(*run))),
    Headline("in_demand", "utilisation while work waits", "share", _in_demand),
    Headline("issues", "issues detected", "count", _issues),
    Headline("rework", "wrong work found", "share", rework_share),
    Headline("people_lost", "people who left", "count", lambda log, _: people_lost(log)),
    Headline("pmo_share", "capacity the PMO took", "share", lambda log, _: pmo_share(log)),
)


def summary(events: Events, scenario: Scenario) -> dict[str, float]:
    """The headline numbers of one run, by name; `HEADLINES` has their meaning and units.

    net is value minus cost, in k€.
    """
    numbers = {headline.name: float(headline.of(events, scenario)) for headline in HEADLINES}
    numbers["net"] = numbers["value"] - numbers["cost"]
    return numbers
