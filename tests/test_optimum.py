"""Where a solver can prove the best plan, no order of ours may beat it, and some must reach it.

The solver (CP-SAT of OR-tools) knows the rules of ARCHITECTURE.md as constraints and nothing of the
model: days in eighths, people as cumulative capacities, no start before a predecessor's start.
"""

import csv
from functools import cache
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from office import activity, finishes, office, project, relation, run, starts
from portfolios import ALL_RELATIONS, CLASSICAL_ORDERS, portfolios

from simulator.model import simulate
from simulator.policies import Policy
from simulator.readers import load

cp_model = pytest.importorskip("ortools.sat.python.cp_model", reason="needs ortools")

HOURS = 8
OFFICES, LOTS = 40, range(20)
FILES = tuple(
    f"j30{group}_{number}"
    for group, number in ((1, 1), (5, 3), (9, 5), (14, 2), (21, 7), (25, 4), (30, 6), (37, 10),
                          (41, 8), (48, 8))
)  # fmt: skip
SECONDS = 20
"""What a proof may take; here it takes a tenth of one on average."""


class Best(NamedTuple):
    """A proven optimum."""

    days: float
    starts: dict[tuple[str, str], float]


def best(scenario, aim) -> Best:
    """The smallest number that any plan can reach: `aim(model, ends by project)` says of what."""
    model = cp_model.CpModel()
    far = sum(_hours(it.planned_days) for project in scenario.projects for it in project.activities)
    far += sum(
        _hours(it.earliest) + sum(_hours(abs(before.lag)) for before in it.predecessors)
        for project in scenario.projects
        for it in project.activities
    )
    far += max(_hours(project.arrival) for project in scenario.projects)
    start, end, used = {}, {}, {role.id: [] for role in scenario.roles}
    for project in scenario.projects:
        for it in project.activities:
            key, days = (project.id, it.id), _hours(it.planned_days)
            first = _hours(project.arrival) + _hours(it.earliest)
            start[key] = model.new_int_var(first, far, "")
            end[key] = start[key] + days
            if days:
                bar = model.new_fixed_size_interval_var(start[key], days, "")
                for need in it.people:
                    used[need.role].append((bar, int(need.people)))
    for project in scenario.projects:
        for it in project.activities:
            for before in it.predecessors:
                keys = (project.id, before.activity), (project.id, it.id)
                _relate(model, before.kind, _hours(before.lag), start, end, *keys)
    for role in scenario.roles:
        bars = used[role.id]
        model.add_cumulative([bar for bar, _ in bars], [n for _, n in bars], int(role.people))
    ends = {}
    for project in scenario.projects:
        ends[project.id] = model.new_int_var(0, far, "")
        mine = [end[project.id, it.id] for it in project.activities]
        model.add_max_equality(ends[project.id], mine)
    model.minimize(aim(model, far, ends))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds, solver.parameters.num_workers = SECONDS, 1
    assert solver.solve(model) == cp_model.OPTIMAL
    found = {key: solver.value(var) / HOURS for key, var in start.items()}
    return Best(round(solver.objective_value) / HOURS, found)


def _hours(days: float) -> int:
    assert float(days * HOURS).is_integer()
    return int(days * HOURS)


def _relate(model, kind, lag, start, end, before, after) -> None:
    first, last = end if kind in ("FS", "FF") else start, end if kind in ("FF", "SF") else start
    model.add(last[after] >= first[before] + lag)
    model.add(start[after] >= start[before])


def last_finish(model, far, ends):
    """The day on which everything is finished."""
    last = model.new_int_var(0, far, "")
    model.add_max_equality(last, list(ends.values()))
    return last


def all_finishes(model, far, ends):
    """The finish days of all projects, added up."""
    return sum(ends.values())


AIMS = {last_finish: max, all_finishes: sum}
"""What is to be small, and how it is read off a log's finish days."""


def told_by(plan: Best):
    """An order that has seen the best plan: who starts first there goes first here."""
    return lambda activity, office: plan.starts[activity.project, activity.activity]


def reached(scenario, plan: Best, read) -> dict[object, float]:
    """What each order makes of the same office, by its name."""
    orders = [Policy(order=it, skipping=skips) for it in CLASSICAL_ORDERS for skips in (True, False)]
    runs = [((it.order, it.skipping), simulate(scenario, it)) for it in orders]
    runs += [(("random", lot), simulate(scenario, Policy(order="random"), lot)) for lot in LOTS]
    runs += [(("told", True), simulate(scenario, Policy(order=told_by(plan))))]
    return {name: read(finishes(log).values()) for name, log in runs}


@cache
def offices(relations) -> list:
    """Random offices with several projects, work that waits for people, and later arrivals."""
    found = []

    @settings(max_examples=OFFICES)
    @given(portfolios(relations).filter(is_crowded))
    def keep(scenario):
        found.append(scenario)

    keep()
    return found


def is_crowded(scenario) -> bool:
    """Whether there are several projects, and people who are wanted by more than one activity."""
    work = [it for project in scenario.projects for it in project.activities if it.planned_days]
    return len(scenario.projects) > 1 and sum(bool(it.people) for it in work) > 4


@cache
def compared(relations, aim) -> list[tuple[float, dict]]:
    """(the optimum, what each order reaches) of all random offices."""
    found = []
    for scenario in offices(relations):
        plan = best(scenario, aim)
        found.append((plan.days, reached(scenario, plan, AIMS[aim])))
    return found


KINDS = pytest.mark.parametrize("relations", [("FS",), ALL_RELATIONS], ids=["plain", "all"])
GOALS = pytest.mark.parametrize("aim", AIMS, ids=lambda aim: aim.__name__)


@KINDS
@GOALS
def test_no_order_beats_the_proven_best_plan(relations, aim):
    for optimum, found in compared(relations, aim):
        assert min(found.values()) >= optimum


@KINDS
@GOALS
def test_some_order_reaches_the_best_plan_in_most_offices(relations, aim):
    shares = [min(found.values()) == optimum for optimum, found in compared(relations, aim)]
    assert len(shares) >= OFFICES and sum(shares) / len(shares) >= 0.8


@KINDS
@GOALS
def test_the_offices_are_hard_enough_that_orders_differ(relations, aim):
    found = [set(orders.values()) for _, orders in compared(relations, aim)]
    assert sum(len(it) > 1 for it in found) > len(found) / 3
