"""Where a solver can prove the best plan, no order of ours may beat it, and some must reach it.

The solver (CP-SAT of OR-tools) knows the rules of ARCHITECTURE.md as constraints and nothing of the
model: days in eighths, people as capacities, no start before a predecessor's start.
"""

import csv
from functools import cache
from statistics import fmean
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from msgspec.structs import replace
from office import finishes, of
from portfolios import ALL_RELATIONS, CLASSICAL_ORDERS, PLAIN, portfolios

from simulator import events as facts
from simulator.model import simulate
from simulator.policies import Policy
from simulator.readers import load
from simulator.scenario import Scenario

cp_model = pytest.importorskip("ortools.sat.python.cp_model", reason="needs ortools")

HOURS = 8
OFFICES, LOTS = 40, range(15)
FILES = ("j301_1", "j305_3", "j306_4", "j309_5", "j3010_8", "j3017_6", "j3021_7", "j3026_9",
         "j3030_6", "j3037_10")  # fmt: skip
"""Projects of which the solver proves the optimum within a second."""
SECONDS = 60
"""What a proof may take on a computer that is busy with other things."""


class Best(NamedTuple):
    """A proven optimum."""

    days: float
    starts: dict[tuple[str, str], float]


def best(scenario, aim) -> Best:
    """The smallest number that any plan can reach: `aim(model, far, ends)` says of what."""
    model, far = cp_model.CpModel(), _far(scenario)
    work = {(p.id, it.id): (p, it) for p in scenario.projects for it in p.activities}
    start = {
        key: model.new_int_var(_hours(project.arrival) + _hours(it.earliest), far, "")
        for key, (project, it) in work.items()
    }
    end = {key: start[key] + _hours(it.planned_days) for key, (_, it) in work.items()}
    for key, (_, it) in work.items():
        for before in it.predecessors:
            _relate(
                model, before.kind, _hours(before.lag), start, end, (key[0], before.activity), key
            )
    for role in scenario.roles:
        bars, people = _bars(model, role, work, start)
        model.add_cumulative(bars, people, int(role.people))
    ends = {project.id: model.new_int_var(0, far, "") for project in scenario.projects}
    for name, last in ends.items():
        model.add_max_equality(last, [end[key] for key in work if key[0] == name])
    model.minimize(aim(model, far, ends))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds, solver.parameters.num_workers = SECONDS, 1
    assert solver.solve(model) == cp_model.OPTIMAL
    found = {key: solver.value(var) / HOURS for key, var in start.items()}
    return Best(round(solver.objective_value) / HOURS, found)


def _far(scenario) -> int:
    """A day by which everything can be done one after the other."""
    work = [it for project in scenario.projects for it in project.activities]
    waits = [it.earliest + sum(abs(before.lag) for before in it.predecessors) for it in work]
    days = sum(it.planned_days for it in work) + sum(waits)
    return _hours(days + max(project.arrival for project in scenario.projects))


def _bars(model, role, work, start) -> tuple[list, list[int]]:
    """The time for which each activity holds people of a role, and how many of them."""
    needs = [
        (start[key], _hours(it.planned_days), int(need.people))
        for key, (_, it) in work.items()
        for need in it.people
        if need.role == role.id and it.planned_days
    ]
    bars = [model.new_fixed_size_interval_var(first, days, "") for first, days, _ in needs]
    return bars, [people for _, _, people in needs]


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
    orders = [
        Policy(order=it, skipping=skips) for it in CLASSICAL_ORDERS for skips in (True, False)
    ]
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
        found.append(replace(scenario, projects=tuple(map(_milestones, scenario.projects))))

    keep()
    return found


def _milestones(project):
    """The project with nobody on work of no days: a solver does not see that it holds people."""
    work = [it if it.planned_days else replace(it, people=()) for it in project.activities]
    return replace(project, activities=tuple(work))


def is_crowded(scenario) -> bool:
    """Whether there are several projects, and people who are wanted by more than one activity."""
    work = [it for project in scenario.projects for it in project.activities if it.planned_days]
    return len(scenario.projects) > 1 and sum(bool(it.people) for it in work) > 4


def carried_out(scenario, plan: Best):
    """All that happens if nothing may start before its day in the plan."""
    projects = tuple(
        replace(
            project,
            activities=tuple(
                replace(it, earliest=plan.starts[project.id, it.id] - project.arrival)
                for it in project.activities
            ),
        )
        for project in scenario.projects
    )
    return simulate(replace(scenario, projects=projects))


class Compared(NamedTuple):
    """What the solver and the orders make of one office."""

    scenario: Scenario
    plan: Best
    orders: dict[object, float]


@cache
def compared(relations, aim) -> list[Compared]:
    """All random offices, with their best plans and what each order makes of them."""
    plans = [(scenario, best(scenario, aim)) for scenario in offices(relations)]
    return [Compared(*it, reached(*it, AIMS[aim])) for it in plans]


KINDS = pytest.mark.parametrize("relations", [PLAIN, ALL_RELATIONS], ids=["plain", "all_relations"])
GOALS = pytest.mark.parametrize("aim", AIMS, ids=lambda aim: aim.__name__)


@KINDS
@GOALS
def test_no_order_beats_the_proven_best_plan(relations, aim):
    for scenario, plan, orders in compared(relations, aim):
        assert min(orders.values()) >= plan.days, scenario


@KINDS
@GOALS
def test_an_office_that_is_told_the_days_carries_out_the_best_plan(relations, aim):
    for scenario, plan, _ in compared(relations, aim):
        log = carried_out(scenario, plan)
        begun = {(it.project, it.activity): it.day for it in of(log, facts.ActivityStarted)}
        assert begun == plan.starts
        assert AIMS[aim](finishes(log).values()) == plan.days


@KINDS
@GOALS
def test_some_order_reaches_the_best_plan_in_most_offices(relations, aim):
    """Not in all: at times the best plan has somebody wait who could work."""
    found = [(plan.days, min(orders.values())) for _, plan, orders in compared(relations, aim)]
    assert len(found) >= OFFICES
    assert sum(optimum == reached for optimum, reached in found) > 0.55 * len(found)
    assert fmean(reached / optimum for optimum, reached in found if optimum) < 1.05


@KINDS
@GOALS
def test_the_offices_are_hard_enough_for_orders_to_differ(relations, aim):
    found = [set(orders.values()) for _, _, orders in compared(relations, aim)]
    assert sum(len(it) > 1 for it in found) > len(found) / 2


@KINDS
def test_with_people_for_everything_every_order_is_the_best_plan(relations):
    for scenario in offices(relations)[:20]:
        many = replace(scenario, roles=tuple(replace(it, people=50.0) for it in scenario.roles))
        plan = best(many, all_finishes)
        assert set(reached(many, plan, sum).values()) == {plan.days}


@pytest.fixture(scope="module")
def j30(shared_data):
    """(published optimum, what solver and orders make of it) of some benchmark projects."""
    folder = shared_data / "psplib" / "j30"
    if not (folder / "optimum.csv").is_file():
        pytest.skip("needs psplib/j30 with optimum.csv in the folder shared/data")
    with (folder / "optimum.csv").open(encoding="utf-8") as file:
        published = {row["problem"]: float(row["optimum"]) for row in csv.DictReader(file)}
    found = []
    for name in FILES:
        scenario = load(folder / f"{name}.sm")
        plan = best(scenario, last_finish)
        found.append(
            (published[f"{name}.sm"], Compared(scenario, plan, reached(scenario, plan, max)))
        )
    return found


def test_the_solver_proves_the_published_optimum(j30):
    assert [it.plan.days for _, it in j30] == [published for published, _ in j30]


def test_no_order_beats_a_published_optimum_and_the_best_comes_near(j30):
    ratios = [min(it.orders.values()) / published for published, it in j30]
    assert min(ratios) == 1 and fmean(ratios) < 1.05


def test_an_office_that_is_told_the_days_reaches_the_published_optimum(j30):
    for published, it in j30:
        assert set(finishes(carried_out(it.scenario, it.plan)).values()) == {published}
