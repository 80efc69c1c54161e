"""The PMO and the people: what it takes, whether it is kept, who leaves, who waits for whom."""

from math import fsum
from statistics import fmean

from simulator.events import (
    DecisionAwaited,
    FundingReviewed,
    MonthBegan,
    PersonLeft,
    PmoWorked,
    StatusReported,
)
from simulator.metrics.log import Events, of
from simulator.metrics.money import money_spent
from simulator.metrics.steps import last_day
from simulator.scenario import Scenario

MONTH = 20.0
"""Working days from one month of the office to the next."""


def pmo_share(events: Events) -> float:
    """Share of everybody's capacity that the PMO took, on average until the last project ended.

    Counted from the first month's beginning, day 20 at the latest; months without a PMO count 0.
    """
    taken = [(event.day, event.share) for event in of(events, PmoWorked)]
    end = last_day(events)
    since = min([MONTH, *(day for day, _ in taken)])
    if end <= since:
        return 0.0
    days = fsum(share * max(0.0, min(MONTH, end - day)) for day, share in taken)
    return days / (end - since)


def pmo_cost(events: Events, scenario: Scenario) -> float:
    """The PMO's share of what people were paid until the last project ended, in k€."""
    return pmo_share(events) * money_spent(events, scenario)["people"]


def pmo_survived(events: Events) -> bool:
    """Whether leadership kept the PMO the last time it asked; True if it never did."""
    reviews = [event.kept for event in of(events, FundingReviewed)]
    return reviews[-1] if reviews else True


def people_lost(events: Events) -> int:
    """How many people have given notice."""
    return len(of(events, PersonLeft))


def decision_latency(events: Events) -> float:
    """Working days that issues waited for a sponsor's decision, on average; 0 if none did."""
    return fmean([event.days for event in of(events, DecisionAwaited)] or [0.0])


def level(events: Events, name: str) -> list[tuple[float, float]]:
    """(day, level) of something that moves slowly, such as trust, month by month.

    Empty if it does not move here. Levels are hidden, so only the whole log has them.
    """
    return [(day, levels[name]) for day, levels in _months(events) if name in levels]


def levels(events: Events) -> dict[str, list[tuple[float, float]]]:
    """The same for everything that moves slowly here, by name."""
    names = dict.fromkeys(name for _, month in _months(events) for name in month)
    return {name: level(events, name) for name in names}


def _months(events: Events) -> list[tuple[float, dict[str, float]]]:
    return [(event.day, dict(event.levels)) for event in of(events, MonthBegan)]


def last_reports(events: Events) -> dict[str, StatusReported]:
    """The last status report of each project that has reported, by project id."""
    return {event.project: event for event in of(events, StatusReported)}
