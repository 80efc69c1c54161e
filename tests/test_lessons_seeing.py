"""Lessons on reports, on seeing, on earned value and on warnings, in many worlds.

Every assertion is on a bound of a 95 % interval. Where the design expected something else than
what is true here, a comment says so. Sizes in comments are means over the worlds of the test.
"""

from functools import cache

import pytest
from many_worlds import gain, part, resampled
from office import activity, chain, finishes, of, office, project, run

from simulator import Policy, load, metrics
from simulator.events import (
    ActivityFinished,
    ActivityStarted,
    ReworkFound,
    StatusReported,
    WorkFlawed,
)
from simulator.experiment import interval
from simulator.mechanisms import (
    Detection,
    Distortion,
    Duration,
    EarlyWarning,
    Hazard,
    Mechanisms,
    Rework,
    Security,
    Visibility,
)
from simulator.model import simulate
from simulator.scenario import Risk, Role, Scenario, without_chance

# N06, M20: what reports say


def truly_red(single: bool = False, **how) -> Scenario:
    """Four projects that will be late by half their length, each with its own kind of people."""
    people = 1.0 if single else 2.0
    roles = [Role(id=f"role{n}", people=people) for n in range(4)]
    plan = [project(f"p{n}", [activity(f"a{n}", 100, **{f"role{n}": 1})], due=50) for n in range(4)]
    return office(*plan, roles=roles, mechanisms=Mechanisms(distortion=Distortion(), **how))


@cache
def hidden(scenario: Scenario, **rules) -> list[float]:
    """Share of its reports that do not call a red project red, in 150 worlds."""
    found = []
    for seed in range(150):
        reports = of(run(scenario, seed=seed, **rules), StatusReported)
        found.append(sum(it.colour != "red" for it in reports) / len(reports))
    return found


TRUST = {"early_warning": EarlyWarning(start=1, ceiling=1)}
SAFETY = {"security": Security(bench=1, load=0, promises=0)}
AUDITS = {"review_weeks": 4, "review_depth": "audit"}


def test_red_projects_are_not_called_red_in_two_reports_of_five():
    _, low, high = interval(hidden(truly_red()))
    assert low > 0.34 and high < 0.46


def test_red_projects_hide_less_when_auditors_come():
    assert gain(hidden(truly_red()), hidden(truly_red(), **AUDITS))[0] > 0.17


def test_red_projects_hide_no_less_for_reviews_that_are_no_audits():
    low, high = gain(hidden(truly_red()), hidden(truly_red(), review_weeks=4))
    assert low > -0.02 and high < 0.02


def test_red_projects_hide_less_in_an_office_that_trusts():
    assert gain(hidden(truly_red()), hidden(truly_red(**TRUST)))[0] > 0.15


def test_red_projects_hide_more_where_nobody_could_step_in():
    afraid = hidden(truly_red(single=True, **SAFETY))
    assert gain(afraid, hidden(truly_red(**SAFETY)))[0] > 0.15
    assert gain(afraid, hidden(truly_red(single=True, **SAFETY, **TRUST)))[0] > 0.2


# N06, M25: how well the office sees


@cache
def misjudged(effort: float, **how) -> list[float]:
    """Working days between what reports say of a delay and what it turns out to be, in 60 worlds
    with so much work on visibility."""
    plan = [project(f"p{n}", chain(f"p{n}_", *[10] * 8), due=80) for n in range(4)]
    luck = Duration(on_plan=0, late=0.5, standard=0.6)
    scenario = office(
        *plan, developers=4, mechanisms=Mechanisms(duration=luck, visibility=Visibility(**how))
    )
    found = []
    for seed in range(60):
        events = run(scenario, seed=seed, visibility=effort)
        end = finishes(events)
        errors = [abs(it.late - (end[it.project] - 80)) for it in of(events, StatusReported)]
        found.append(sum(errors) / len(errors))
    return found


def test_visibility_brings_reports_nearer_to_what_happens():
    assert gain(misjudged(0.0), misjudged(0.5))[0] > 3
    assert gain(misjudged(0.5), misjudged(1.0))[0] > 1


def test_visibility_makes_reports_fresh():
    assert gain(misjudged(0.0, noise=0), misjudged(1.0, noise=0))[0] > 2


def test_visibility_makes_reports_sharp():
    assert gain(misjudged(0.0, delay=0), misjudged(1.0, delay=0))[0] > 3


# N06, M19 and M09: earned value


@cache
def ninety_percent(quality: float, discovery: float) -> tuple[list[float], list[float]]:
    """(how far through its time a project is when earned value says 90 %, share of its work that
    is wrong on that day without anybody knowing) in 15 worlds, for twenty activities in a row."""
    how = Mechanisms(rework=Rework(quality=quality, discovery=discovery))
    scenario = office(project("a", chain("a", *[10] * 20)), mechanisms=how)
    plan, times, wrong = simulate(without_chance(scenario)), [], []
    for seed in range(15):
        events = run(scenario, seed=seed)
        day = next(it for it in steps(events) if earned(events, plan, scenario, it) >= 0.9)
        times.append(day / finishes(events)["a"])
        wrong.append(unknown(events, day) / 200)
    return times, wrong


def unknown(events, day: float) -> float:
    """Person-days of work that is wrong on this day without anybody knowing."""
    left = {}
    for event in of(events, WorkFlawed, ReworkFound):
        if event.day <= day:
            left[event.activity] = event.effort if isinstance(event, WorkFlawed) else 0.0
    return sum(left.values())


def steps(events) -> list[float]:
    """The days on which activities of the last quarter start or end."""
    days = {it.day for it in of(events, ActivityStarted, ActivityFinished)}
    return [day for day in sorted(days) if day > 150]


def earned(events, plan, scenario: Scenario, day: float) -> float:
    """The share of its budget that the project has earned."""
    until = tuple(it for it in events if it.day <= day)
    row = metrics.earned_value(until, plan, scenario, day).loc["a"]
    return row.earned_value / row.budget


def test_earned_value_says_ninety_percent_too_early_when_wrong_work_is_found_late():
    # expected: 90 % in week 45, finished in week 122. Here it is week 58 of 83: wrong work comes
    # back as it is found, and does not wait for the rest of it
    assert interval(ninety_percent(0.7, 16.0)[0])[2] < 0.82
    assert interval(ninety_percent(1.0, 16.0)[0])[1] > 0.89


def test_earned_value_counts_work_that_is_wrong():
    assert interval(ninety_percent(0.7, 16.0)[1])[1] > 0.08
    assert gain(ninety_percent(0.7, 16.0)[1], ninety_percent(0.7, 4.0)[1])[0] > 0.04


def test_schedule_index_in_money_forgets_that_a_project_was_late_and_the_one_in_time_does_not():
    scenario = load("eight_projects")
    plan, late = simulate(without_chance(scenario)), []
    planned = finishes(plan)
    for seed in range(20):
        events = simulate(scenario, Policy(), seed)
        table, end = metrics.earned_value(events, plan, scenario), finishes(events)
        behind = [name for name in end if end[name] > planned[name]]
        assert list(table.loc[behind, "spi"]) == pytest.approx([1] * len(behind))
        late.append(table.loc[behind, "spi_t"].mean())
    assert interval(late)[2] < 0.85


# M36: warnings


@cache
def trust_lost(due: float, brighter: float) -> list[float]:
    """Trust lost in the month in which what was hidden in four projects comes out, in 100 worlds:
    due early, their reports have warned, unless these are brighter than the truth."""
    plan = [project(f"p{n}", [38], due=due) for n in range(4)]
    bill = {"probability": 0.5, "impact": 10.0, "hits": "cost"}
    how = Mechanisms(
        hazard=Hazard(),
        detection=Detection(report=0),
        distortion=Distortion(better=brighter, worse=0),
        early_warning=EarlyWarning(start=0.9),
    )
    risks = [Risk(id=f"r{n}", project=f"p{n}", **bill) for n in range(4)]
    scenario = office(
        *plan, project("long", [100]), developers=5, risks=risks, mechanisms=how
    )  # fmt: skip
    found = []
    for seed in range(100):
        trust = dict(metrics.level(run(scenario, seed=seed), "trust"))
        found.append(trust[20.0] - trust[40.0])
    return found


def test_surprise_costs_half_the_trust_when_a_report_had_warned():
    low, high = resampled(part, trust_lost(10, 0.0), trust_lost(90, 0.0))
    assert interval(trust_lost(90, 0.0))[1] > 0.2
    assert low > 0.49 and high < 0.51


def test_surprise_costs_more_where_reports_are_brighter_than_the_truth():
    assert gain(trust_lost(10, 1.0), trust_lost(10, 0.0))[0] > 0.005
