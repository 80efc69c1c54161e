"""What can be known on a day as rows of numbers around 1, for who learns by trying.

Days are divided by the days of the flight, money by what all projects are worth, work by what was
planned, people by those on the first day. What is beyond `MOST` counts as `MOST`.
"""

from collections.abc import Iterator
from math import fsum
from typing import NamedTuple

from simulator.bridges.known import Known
from simulator.bridges.levers import can_be_bought, dials
from simulator.scenario import Project, Scenario

MOST = 10.0
MANY_ISSUES = 10
STATES = ("expected", "waiting", "in progress", "paused", "finished", "cancelled")
COLOURS = {"green": 1.0, "yellow": 2.0, "red": 3.0}

OFFICE = ("today", "value so far", "spent so far", "PMO closed")
PROJECT = (
    *STATES,
    "work left",
    "days until it comes",
    "has a due day",
    "days until it is due",
    "value",
    "cost of a day's delay",
    "place put first by hand",
    "colour of its report",
    "days late by its report",
    "went wrong and was noticed",
)
ROLE = ("people", "at work", "wanted by waiting work", "on their way", "price of a day")
OFFER = ("bought", "to be had", "price", "probability of its risk", "impact of its risk")
RULE = ("place among what is offered",)
COLUMNS = {"office": OFFICE, "projects": PROJECT, "roles": ROLE, "offers": OFFER, "rules": RULE}
"""By table of an observation: what its columns are."""

Rows = list[list[float]]


class Scale(NamedTuple):
    """What numbers of an office are divided by."""

    days: float
    money: float
    """k€"""

    @classmethod
    def of(cls, scenario: Scenario, days: float) -> "Scale":
        """The scale of an office for a flight of so many days."""
        return cls(days, fsum(it.value for it in scenario.projects) or 1.0)


def size(scenario: Scenario) -> dict[str, tuple[int, int]]:
    """Rows and columns of each table."""
    rows = {
        "office": 1,
        "projects": len(scenario.projects),
        "roles": len(scenario.roles),
        "offers": len(scenario.mitigations),
        "rules": len(dials(scenario)),
    }
    return {table: (count, len(COLUMNS[table])) for table, count in rows.items()}


def observed(known: Known, scale: Scale) -> dict[str, Rows]:
    """Every table of an observation, by name."""
    rows = {
        "office": [_office(known, scale)],
        "projects": [_project(known, scale, it) for it in known.scenario.projects],
        "roles": list(_roles(known, scale)),
        "offers": list(_offers(known, scale)),
        "rules": list(_rules(known)),
    }
    return {name: [[_bounded(it) for it in row] for row in found] for name, found in rows.items()}


def _bounded(number: float) -> float:
    return max(-MOST, min(MOST, number))


def _office(known: Known, scale: Scale) -> list[float]:
    return [
        known.today / scale.days,
        known.value / scale.money,
        known.spent / scale.money,
        float(known.closed),
    ]


def _project(known: Known, scale: Scale, project: Project) -> list[float]:
    seen = known.seen
    state = seen.state[project.id]
    colour, late = seen.reported.get(project.id, ("", 0.0))
    by_hand = known.by_hand
    place = 1 - by_hand.index(project.id) / len(by_hand) if project.id in by_hand else 0.0
    left = seen.effort_left(project.id) if state not in ("finished", "cancelled") else 0.0
    return [
        *(float(state == it) for it in STATES),
        left / (project.effort or 1.0),
        max(0.0, project.arrival - known.today) / scale.days,
        float(project.due is not None),
        0.0 if project.due is None else (project.due - known.today) / scale.days,
        project.value / scale.money,
        project.cost_of_delay * scale.days / scale.money,
        place,
        COLOURS.get(colour, 0.0),
        late / scale.days,
        known.issues[project.id] / MANY_ISSUES,
    ]


def _roles(known: Known, scale: Scale) -> Iterator[list[float]]:
    for role in known.scenario.roles:
        whole = role.people or 1.0
        there = known.seen.people, known.at_work, known.wanted, known.coming
        price = role.rate * role.people * scale.days / scale.money
        yield [*(people[role.id] / whole for people in there), price]


def _offers(known: Known, scale: Scale) -> Iterator[list[float]]:
    risks = {it.id: it for it in known.scenario.risks}
    for offer in known.scenario.mitigations:
        risk = risks[offer.risk]
        yield [
            float(offer.id in known.seen.bought),
            float(can_be_bought(offer, risk.project, known)),
            offer.cost / scale.money,
            risk.probability,
            risk.impact / (risk.impact + 1),
        ]


def _rules(known: Known) -> Iterator[list[float]]:
    for field in dials(known.scenario):
        offered = [*field.offered]
        value = getattr(known.rules, field.name)
        place = offered.index(value) if value in offered else 0
        yield [place / max(1, len(offered) - 1)]
