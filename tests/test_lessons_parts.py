"""Lessons on which part of a PMO brought what: the mission's three sums, as Shapley shares.

One office, in which half of what is asked for serves nobody: with as much work as half a year
holds, with twice as much, and with people who always did one thing at a time. Sizes in comments are
means over the worlds of the test, in k€.
"""

from functools import cache
from typing import NamedTuple

import pytest
from office import chain, office, project

from simulator import Policy, Session, debrief
from simulator.mechanisms import (
    Alignment,
    Attention,
    Capability,
    Duration,
    Governance,
    Mechanisms,
)
from simulator.scenario import Objective, Role, Scenario, Serves

PMO = Policy(select="aligned", order="cost_of_delay", projects_per_person=1, improve=0.05)
HALF_A_YEAR, A_YEAR = 16, 30
"""Projects, of which one comes each week."""


def company(projects: int, habit: int) -> Scenario:
    """Two people, asked for twice what they can do; some of it is urgent, half of it wanted."""
    plan = [
        project(
            f"p{n:02}", chain(f"p{n:02}_", 8.0, 8.0, 8.0), value=60.0, arrival=5.0 * n,
            due=5.0 * n + 40, cost_of_delay=0.3 if n % 3 else 2.0,
            serves=() if n % 2 else (Serves(objective="aim"),),
        )
        for n in range(projects)
    ]  # fmt: skip
    how = Mechanisms(
        duration=Duration(), attention=Attention(), alignment=Alignment(base=0.1),
        capability=Capability(), governance=Governance(),
    )  # fmt: skip
    people = [Role(id="developer", people=2.0, rate=0.6)]
    aims = (Objective(id="aim"),)
    return office(*plan, roles=people, objectives=aims, mechanisms=how, projects_per_person=habit)


class Part(NamedTuple):
    """What a part of the PMO brought: the interval of its mean, and how often it lost."""

    low: float
    high: float
    lost: float


@cache
def parts(projects: int = HALF_A_YEAR, habit: int = 3) -> dict[str, Part]:
    """What each part of the PMO brought, in 20 worlds."""
    table = debrief.pmo(Session(company(projects, habit), PMO), 20)
    return {
        row.what: Part(row.low, row.high, row.lost)
        for row in table.itertuples()
        if row.kind == "group"
    }


def test_in_sum_choosing_by_the_aims_pays_where_more_is_asked_than_a_year_can_hold():
    assert parts(A_YEAR)["alignment"].low > 30 and parts(A_YEAR)["alignment"].lost < 0.3  # 71
    # what could be done in any case is only chosen more slowly, by people who have to be paid
    assert parts()["alignment"].high < 0 and parts()["alignment"].lost > 0.7  # -8


def test_in_sum_people_are_where_they_count_and_most_where_they_did_three_things_at_once():
    assert parts()["allocation"].low > 100  # 191
    assert parts(habit=1)["allocation"].high < 100  # 51
    assert parts()["allocation"].low > max(parts()[it].high for it in parts() if it != "allocation")


def test_in_sum_getting_better_costs_in_half_a_year_and_pays_within_a_whole_one():
    assert parts()["improvement"].high < 0 and parts()["improvement"].lost > 0.7  # -12
    assert parts(A_YEAR)["improvement"].low > 15  # 41


@pytest.mark.parametrize("part", ["sight", "risk", "good will"])
def test_in_sum_a_part_that_nobody_has_brings_nothing(part):
    assert parts()[part] == (0, 0, 0)
