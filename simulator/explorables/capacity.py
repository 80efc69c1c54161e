"""Where a team's hours go, week by week: to work, to mending, to learning, and to nothing."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from simulator.calendar import DAYS_A_WEEK
from simulator.decisions import ChangePolicy
from simulator.events import (
    ActivityFinished,
    Event,
    MonthBegan,
    OvertimePaid,
    PeopleChanged,
    ReworkFound,
)
from simulator.metrics.log import of
from simulator.model import simulate
from simulator.policies import Policy
from simulator.scenario import Scenario

QUARTER = 65.0
"""Working days."""
WEEKS = 13
"""Of a quarter."""
LOOK = 8
"""Weeks over which mending is evened out: what is found in one of them comes in lumps."""
NORMAL = 40.0
"""Hours of a week without overtime."""


class Dials(Struct, frozen=True, kw_only=True):
    """What is decided for a quarter."""

    overtime: float = 0.0
    """Hours a week."""
    improve: float = 0.0
    """Share of everybody's time for better ways of working."""
    mentors: float = 0.0
    """The share of people who have a mentor."""

    def policy(self) -> Policy:
        """The rules of that quarter."""
        return Policy(
            overtime=self.overtime, improve=self.improve, people=self.mentors,
            people_by="mentoring",
        )  # fmt: skip


class Flow(Struct, frozen=True, kw_only=True):
    """Where the hours of one week went, in people who work forty hours."""

    work: float
    repair: float
    learning: float
    tired: float
    """Hours in which tired people get nothing done."""


class Lived(Struct, frozen=True, kw_only=True):
    """What quarters with such dials came to."""

    flow: tuple[Flow, ...]
    """Week by week."""
    done: tuple[int, ...]
    """How many maps are finished by the end of each week."""
    overtime: float
    """What overtime has cost, in k€."""
    levels: dict[str, float]
    """Where everything that moves slowly stands at the end."""


def rules(plan: Sequence[Dials]) -> tuple[Policy, tuple[ChangePolicy, ...]]:
    """The policy of the first quarter, and a change at the beginning of each other one."""
    first = plan[0].policy()
    changes = tuple(
        ChangePolicy(_changes(now), day=QUARTER * place)
        for place, (before, now) in enumerate(zip(plan, plan[1:], strict=False), 1)
        if before != now
    )
    return first, changes


@lru_cache(maxsize=4096)
def lived(scenario: Scenario, plan: tuple[Dials, ...], seed: int, last: str) -> Lived:
    """So many quarters in one world; a map is finished with the activity that `last` begins."""
    policy, changes = rules(plan)
    events = simulate(scenario, policy, seed, changes, QUARTER * len(plan))
    weeks = WEEKS * len(plan)
    months = list(of(events, MonthBegan))
    return Lived(
        flow=tuple(_flows(scenario, events, plan)),
        done=tuple(_finished(events, last, weeks)),
        overtime=sum(event.cost for event in of(events, OvertimePaid)),
        levels=dict(months[-1].levels) if months else {},
    )  # fmt: skip


@lru_cache(maxsize=16384)
def finished(
    scenario: Scenario, plan: tuple[Dials, ...], seed: int, last: str
) -> tuple[int, ...]:  # fmt: skip
    """How many maps are finished by the end of each week of these quarters."""
    policy, changes = rules(plan)
    events = simulate(scenario, policy, seed, changes, QUARTER * len(plan))
    return tuple(_finished(events, last, WEEKS * len(plan)))


@lru_cache(maxsize=4096)
def drawn(scenario: Scenario, policy: Policy, seed: int, weeks: int, last: str) -> int:
    """Maps that are finished within so many weeks under one policy."""
    events = simulate(scenario, policy, seed, until=DAYS_A_WEEK * weeks)
    return _finished(events, last, weeks)[-1]


def _changes(dials: Dials) -> tuple[tuple[str, float], ...]:
    return (
        ("overtime", dials.overtime),
        ("improve", dials.improve),
        ("people", dials.mentors),
    )


def _finished(events: Sequence[Event], last: str, weeks: int) -> list[int]:
    ends = of(tuple(events), ActivityFinished)
    days = sorted(it.day for it in ends if it.activity.startswith(last))
    return [bisect_right(days, DAYS_A_WEEK * week) for week in range(1, weeks + 1)]


def _flows(scenario: Scenario, events: tuple[Event, ...], plan: Sequence[Dials]) -> Iterator[Flow]:
    mending = _mending(scenario, events, WEEKS * len(plan))
    teaches = scenario.mechanisms.skill.seniors if scenario.mechanisms.skill else 0.0
    for week, share in enumerate(mending):
        dials, day = plan[week // WEEKS], DAYS_A_WEEK * week
        hours = _there(scenario, events, day) * (1 + dials.overtime / NORMAL)
        learning = hours * (1 - (1 - dials.improve) * (1 - teaches * dials.mentors))
        tired = (hours - learning) * _level(events, "fatigue", day)
        repair = (hours - learning - tired) * share
        yield Flow(
            work=hours - learning - tired - repair, repair=repair, learning=learning, tired=tired
        )


def _there(scenario: Scenario, events: tuple[Event, ...], day: float) -> float:
    """How many people there are on a day."""
    people = {role.id: role.people for role in scenario.roles}
    people |= {it.role: it.people for it in of(events, PeopleChanged) if it.day <= day}
    return sum(people.values())


def _level(events: tuple[Event, ...], name: str, day: float) -> float:
    """Where something that moves slowly stood at the month's beginning after a day."""
    months = of(events, MonthBegan)
    later = [it for it in months if it.day > day] or months[-1:]
    return dict(later[0].levels).get(name, 0.0) if later else 0.0


def _mending(scenario: Scenario, events: tuple[Event, ...], weeks: int) -> list[float]:
    """Which share of all that is done in a week is wrong work done again."""
    effort = {(p.id, a.id): a.planned_effort for p in scenario.projects for a in p.activities}
    fresh, again = [0.0] * weeks, [0.0] * weeks
    for it in of(events, ActivityFinished):
        fresh[_week(it.day, weeks)] += effort[it.project, it.activity]
    for found in of(events, ReworkFound):
        again[_week(found.day, weeks)] += found.effort
    shares = []
    for week in range(weeks):
        since = max(0, week - LOOK + 1)
        wrong, right = sum(again[since : week + 1]), sum(fresh[since : week + 1])
        shares.append(wrong / (wrong + right) if wrong + right else 0.0)
    return shares


def _week(day: float, weeks: int) -> int:
    return min(weeks - 1, max(0, -int(-day // DAYS_A_WEEK) - 1))


def as_ever(quarters: int) -> tuple[Dials, ...]:
    """Everything as it is, for so many quarters."""
    return (Dials(),) * quarters


def throughout(quarters: int, **dials: float) -> tuple[Dials, ...]:
    """The same dials for so many quarters."""
    return (replace(Dials(), **dials),) * quarters
