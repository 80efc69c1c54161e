"""Who mentors whom, person by person: what it takes from one, and what it brings the other."""

from collections.abc import Mapping
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from simulator import metrics
from simulator.explorables.repeated import ordered
from simulator.mechanisms import Skill, skill
from simulator.model import simulate
from simulator.policies import Policy
from simulator.scenario import Activity, Project, Scenario

YEARS = 2
QUARTERS = 4 * YEARS
TAUGHT = 4
"""Quarters in which people mentor."""
WEEKS = 13
"""Of a quarter."""
QUARTER = 65.0
"""Working days."""
UNTIL = QUARTER * QUARTERS

Pairs = tuple[tuple[str, str], ...]
"""Who learns, and from whom."""


class Room(Struct, frozen=True, kw_only=True):
    """The people, and how much each of them knows: 0 nothing, 1 all there is."""

    scenario: Scenario
    knows: tuple[tuple[str, float], ...]
    old: tuple[str, ...]
    """Who can teach."""
    new: tuple[str, ...]
    """Who learns; each draws the maps of one project of the scenario."""
    every: float
    """Working days between two orders for each of them."""
    hours: float
    """The share of their time that mentors give to each who learns from them."""

    @property
    def how(self) -> Skill:
        """How skill grows here."""
        return self.scenario.mechanisms.skill or Skill()

    def known(self, who: str) -> float:
        """How much somebody knows on the first day."""
        return dict(self.knows)[who]


def faster(teacher: float, learner: float) -> float:
    """How much of a mentor's full help somebody gets: what the mentor knows and they do not."""
    return max(0.0, teacher - learner) / (1 - learner) if learner < 1 else 0.0


def skills(room: Room, learner: str, mentor: str | None) -> tuple[float, ...]:
    """How much a learner knows at the beginning of each quarter, and after the last."""
    now, found = room.known(learner), []
    for quarter in range(QUARTERS + 1):
        found.append(now)
        helped = mentor is not None and quarter < TAUGHT
        mentored = faster(room.known(mentor), now) if helped and mentor else 0.0
        now = skill.step(now, 1.0, 1.0, mentored, WEEKS, room.how)
    return tuple(found)


def asked(room: Room, who: str) -> float:
    """The share of somebody's time that the orders ask for, as planned."""
    days = sum(
        it.planned_days
        for project in room.scenario.projects
        for it in project.activities
        for need in it.people
        if need.role == who
    )
    return days / room.every


def taught(room: Room, pairs: Pairs) -> Scenario:
    """Two years of orders, in which mentors take longer at first and learners less and less."""
    mentor_of = dict(pairs)
    orders: list[Project] = []
    for place, project in enumerate(room.scenario.projects):
        offset, days = place * room.every / len(room.scenario.projects), []
        while offset < UNTIL:
            days.append(offset)
            offset += room.every
        grows = skills(room, project.id, mentor_of.get(project.id))
        for order in ordered(project, days):
            quarter = int(order.arrival // QUARTER)
            changed = (_timed(room, it, mentor_of, grows, quarter) for it in order.activities)
            orders.append(replace(order, activities=tuple(changed)))
    still = replace(room.scenario.mechanisms, skill=None)
    return replace(room.scenario, projects=tuple(orders), mechanisms=still)


@lru_cache(maxsize=16384)
def maps(room: Room, pairs: Pairs, seed: int) -> tuple[int, int]:
    """How many maps are delivered within one year, and within two."""
    events = simulate(_taught(room, pairs), Policy(), seed, until=UNTIL)
    days = metrics.finish_days(events).values()
    return sum(day <= UNTIL / 2 for day in days), len(days)


_taught = lru_cache(maxsize=128)(taught)


def _timed(
    room: Room,
    activity: Activity,
    mentor_of: Mapping[str, str],
    grows: tuple[float, ...],
    quarter: int,
) -> Activity:
    """An activity of an order, as long as it takes who does it in that quarter."""
    (need,) = activity.people
    effort = activity.effort or 0.0
    if need.role in room.new:
        # skill acts here, order by order; the scenario of the run has the mechanism off
        return replace(activity, effort=effort / skill.productivity(grows[quarter], room.how))
    learners = sum(mentor == need.role for mentor in mentor_of.values())
    left = 1 - room.hours * learners if quarter < TAUGHT else 1.0
    return replace(activity, effort=effort / left)
