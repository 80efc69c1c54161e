"""What could sound an alarm about a project: its report, earned value, earned schedule, its log.

Each is a number week by week that is larger when things look worse. Who gives an alarm at a number
has to live with the good projects that reach it, too.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from math import fsum
from statistics import fmean
from types import MappingProxyType

from msgspec import Struct

from simulator.calendar import DAYS_A_WEEK
from simulator.events import (
    ActivityFinished,
    ActivityStarted,
    Event,
    ProjectFinished,
    ReworkFound,
    StatusReported,
)
from simulator.explorables.looking import BEGUN, NOBODY, colour, length
from simulator.mechanisms.earned_value import earned_schedule, ratio
from simulator.model import simulate
from simulator.scenario import Scenario, without_chance

REPORT, BACK, MONEY, COST, TIME, LOG = "report", "back", "spi", "cpi", "spi_t", "log"
NAMES: Mapping[str, str] = MappingProxyType(
    {
        REPORT: "Its own report",
        BACK: "Rework that came back",
        MONEY: "Schedule in money",
        COST: "Cost index",
        TIME: "Earned schedule",
        LOG: "Forecast from the log",
    }
)
MEANINGS: Mapping[str, str] = MappingProxyType(
    {
        REPORT: "how late it says it will be, last three reports",
        BACK: "share of its work that had to be done again",
        MONEY: "planned value / earned value",
        COST: "actual cost / earned value",
        TIME: "days gone / earned schedule",
        LOG: "its pace, and what must still be wrong",
    }
)
FIRST_WEEK = 12
"""Nobody gives an alarm before; hardly anything is done by then."""
REPORTS = 3
"""So many reports speak together: one by itself is often wrong."""
PAST = range(9001, 9101)
"""Worlds from which an office knows how much work usually comes back."""


class Watched(Struct, frozen=True, kw_only=True):
    """A project as it was watched, Monday by Monday."""

    numbers: dict[str, tuple[float, ...]]
    """By indicator, from the first week on until it is finished or due."""
    finish: float
    colour: str
    """What it truly was."""

    def week_of(self, indicator: str, most: float) -> int | None:
        """The first week in which an indicator is above a number; None if it never is."""
        found = (week for week, it in enumerate(self.numbers[indicator]) if it > most)
        first = next(found, None)
        return None if first is None else FIRST_WEEK + first

    def worst(self, indicator: str) -> float:
        """The largest number that an indicator shows."""
        return max(self.numbers[indicator])


@lru_cache(maxsize=4096)
def watched(scenario: Scenario, seed: int) -> Watched:
    """How a lone project looks in each week until its due day."""
    due = scenario.projects[0].due
    assert due is not None
    watch = Watch(scenario, simulate(scenario, NOBODY, seed))
    last = min(due, watch.finish - DAYS_A_WEEK)
    weeks = range(FIRST_WEEK, max(FIRST_WEEK, int(last // DAYS_A_WEEK)) + 1)
    found = [watch.on(float(week * DAYS_A_WEEK)) for week in weeks]
    numbers = {name: tuple(it[name] for it in found) for name in NAMES}
    return Watched(numbers=numbers, finish=watch.finish, colour=colour(scenario, watch.finish))


class Watch:
    """A lone project's log, asked for its indicators on any day."""

    def __init__(self, scenario: Scenario, events: tuple[Event, ...]) -> None:
        project = scenario.projects[0]
        self.budget = {it.id: it.planned_effort for it in project.activities}
        self.team = {it.id: it.team for it in project.activities}
        self.crew = scenario.roles[0].people
        self.length = length(scenario)
        self.plan, self.usual = planned(scenario), usual(scenario)
        self.start = {it.activity: it.day for it in events if isinstance(it, ActivityStarted)}
        self.end = {it.activity: it.day for it in events if isinstance(it, ActivityFinished)}
        self.finish = next(it.day for it in events if isinstance(it, ProjectFinished))
        self.found = [it for it in events if isinstance(it, ReworkFound)]
        self.reports = [it for it in events if isinstance(it, StatusReported)]

    def on(self, day: float) -> dict[str, float]:
        """All indicators on a day."""
        earned, spent, back = self.earned(day), self.spent(day), self.back(day)
        reached = earned_schedule(earned, self.plan)
        return {
            REPORT: self.said(day),
            BACK: back / fsum(self.budget.values()),
            MONEY: ratio(self.plan[min(int(day), len(self.plan) - 1)], earned) or 1.0,
            COST: ratio(spent, earned) or 1.0,
            TIME: ratio(day, reached) or 1.0,
            LOG: self.forecast(day, earned, spent, back, reached),
        }

    def said(self, day: float) -> float:
        """Days by which it will be late, on average over its last reports."""
        last = [it.late for it in self.reports if it.day <= day][-REPORTS:]
        return fmean(last) if last else -self.length

    def earned(self, day: float) -> float:
        """Person-days of the plan that count as done: all of what is finished, half of the rest."""
        return fsum(
            self.budget[it] * (1 if self.end[it] <= day else BEGUN)
            for it, since in self.start.items()
            if since <= day
        )

    def spent(self, day: float) -> float:
        """Person-days worked."""
        return fsum(
            self.team[it] * (min(day, self.end[it]) - since)
            for it, since in self.start.items()
            if since <= day
        )

    def back(self, day: float) -> float:
        """Person-days of wrong work that came back to be mended."""
        return fsum(it.effort for it in self.found if it.day <= day)

    def forecast(
        self, day: float, earned: float, spent: float, back: float, reached: float
    ) -> float:
        """The day on which it will be finished: what is left at the pace so far, without what was
        mended, and what must still be wrong, if as much comes back as usually does."""
        pace = (spent - back) / earned if earned else 1.0
        still = max(0.0, self.usual * fsum(self.budget.values()) - back)
        return day + (self.length - reached) * pace + still / self.crew


@lru_cache(maxsize=64)
def planned(scenario: Scenario) -> tuple[float, ...]:
    """Person-days that should be done by the end of each day, from day 0 to the plan's last."""
    events = simulate(without_chance(scenario), NOBODY, 0)
    start = {it.activity: it.day for it in events if isinstance(it, ActivityStarted)}
    end = {it.activity: it.day for it in events if isinstance(it, ActivityFinished)}

    def share(activity: str, day: float) -> float:
        first, last = start[activity], end[activity]
        return min(1.0, max(0.0, (day - first) / (last - first)))

    efforts = {it.id: it.planned_effort for it in scenario.projects[0].activities}
    days = range(-int(-max(end.values()) // 1) + 1)
    return tuple(fsum(it * share(name, day) for name, it in efforts.items()) for day in days)


@lru_cache(maxsize=64)
def usual(scenario: Scenario) -> float:
    """Person-days that come back in such a project, on average over the past, for each planned."""
    found = [
        fsum(it.effort for it in simulate(scenario, NOBODY, seed) if isinstance(it, ReworkFound))
        for seed in PAST
    ]
    return fmean(found) / scenario.projects[0].effort


def both(scenario: Scenario, first: int, count: int) -> tuple[list[Watched], list[Watched]]:
    """The first worlds in which it ends red, and the first in which it does not, so many each."""
    red: list[Watched] = []
    good: list[Watched] = []
    seed = first
    while min(len(red), len(good)) < count:
        it = watched(scenario, seed)
        side = red if it.colour == "red" else good
        if len(side) < count:
            side.append(it)
        seed += 1
    return red, good


def ends(scenario: Scenario, first: int, count: int) -> Iterator[int]:
    """Watch as many worlds as `both` asks for; tells after each how many of these are found."""
    red = good = 0
    seed = first
    while red + good < 2 * count:
        ended = watched(scenario, seed).colour == "red"
        red, good = min(count, red + ended), min(count, good + (not ended))
        seed += 1
        yield red + good


def line(good: Sequence[Watched], indicator: str, share: float) -> float:
    """The number that no more than a share of good projects ever exceeds."""
    worst = sorted(it.worst(indicator) for it in good)
    return worst[max(0, min(len(worst) - 1, len(worst) - 1 - int(share * len(worst))))]
