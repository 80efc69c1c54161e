"""What the time of a project office comes to: money, work done, who went past it, who kept it."""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from math import fsum

from msgspec import Struct
from msgspec.structs import replace

from simulator.calendar import DAYS_A_WEEK
from simulator.decisions import ChangePolicy, Decision
from simulator.events import (
    ActivityFinished,
    ActivityStarted,
    FundingReviewed,
    IssueDetected,
    ProjectBypassed,
    RiskAvoided,
)
from simulator.metrics.log import Events, of
from simulator.metrics.money import money_spent, value_delivered
from simulator.model import simulate
from simulator.policies import Policy
from simulator.policies.fields import FIELDS
from simulator.scenario import Scenario

WEEKS = tuple(range(0, 108, 4))
"""The weeks at whose ends it is asked how much work is done."""
FOUND_BY_IT = ("review", "audit")
SLICE = 4
"""Worlds between two looks of the page."""


class Tenure(Struct, frozen=True, kw_only=True):
    """One world."""

    net: float
    """Value less all money spent, in k€."""
    work: tuple[float, ...]
    """Person-days of work done, as planned, at the end of each of `WEEKS`."""
    bypassed: int
    """Projects that went past the office."""
    kept: tuple[bool, ...]
    """What each funding review said; none after one that closed it."""
    seen: tuple[float, ...]
    """What leadership saw of its worth at each."""
    prevented: int
    rescued: int
    """Issues that the office found before they came out by themselves."""


Start = tuple[tuple[float, Policy], ...]
"""Rules that are set later: (day, policy)."""


def tenure(scenario: Scenario, policy: Policy, seed: int, later: Start = ()) -> Tenure:
    """A world with these rules from the first day, and others from the days on that are named."""
    return _played(scenario, policy, seed, later)


@lru_cache(maxsize=65536)
def _played(scenario: Scenario, policy: Policy, seed: int, later: Start) -> Tenure:
    events = simulate(scenario, policy, seed, _set_later(policy, later))
    reviews = of(events, FundingReviewed)
    return Tenure(
        net=value_delivered(events) - fsum(money_spent(events, scenario).values()),
        work=_work_done(events, scenario),
        bypassed=len(of(events, ProjectBypassed)),
        kept=tuple(it.kept for it in reviews),
        seen=tuple(it.perceived for it in reviews),
        prevented=len(of(events, RiskAvoided)),
        rescued=sum(it.by in FOUND_BY_IT for it in of(events, IssueDetected)),
    )


Play = tuple[Scenario, Policy, int, Start]
"""A world that is to be played."""


class Unseen:
    """Worlds that are played once after the shown ones, in small slices, so that what a lesson
    tells of them afterwards is there at once."""

    def __init__(self, plays: Callable[[], Sequence[Play]] = tuple) -> None:
        self.plays = plays
        self.done = self.most = 0

    def play(self) -> Iterator[None]:
        """Play what was not played yet."""
        wanted = self.plays()
        self.done, self.most = 0, len(wanted)
        for place, play in enumerate(wanted):
            if place % SLICE == 0:
                yield
            tenure(*play)
            self.done = place + 1
        self.done = self.most = 0


def as_if_nobody_asked(scenario: Scenario) -> Scenario:
    """The same organisation in which nobody asks what its office is worth."""
    return replace(scenario, mechanisms=replace(scenario.mechanisms, survival=None))


def _set_later(policy: Policy, later: Start) -> tuple[Decision, ...]:
    found: list[Decision] = []
    for day, new in later:
        changes = tuple(
            (field, getattr(new, field))
            for field in FIELDS
            if getattr(new, field) != getattr(policy, field)
        )
        found.append(ChangePolicy(changes, day=day))
        policy = new
    return tuple(found)


def _work_done(events: Events, scenario: Scenario) -> tuple[float, ...]:
    """Of an activity that goes on as much as the part of its time that is over."""
    planned = {
        (project.id, activity.id): activity.planned_effort
        for project in scenario.projects
        for activity in project.activities
    }
    began = {(it.project, it.activity): it.day for it in of(events, ActivityStarted)}
    spells = [
        (began[it.project, it.activity], it.day, planned[it.project, it.activity])
        for it in of(events, ActivityFinished)
    ]
    return tuple(
        fsum(effort * _over(week * DAYS_A_WEEK, start, end) for start, end, effort in spells)
        for week in WEEKS
    )


def _over(day: float, start: float, end: float) -> float:
    """The share of a stretch of days that is over on a day."""
    if day >= end:
        return 1.0
    return max(0.0, (day - start) / (end - start))
