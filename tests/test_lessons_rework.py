"""Lessons on wrong work that counts as done, in many worlds.

Every office here has only the mechanisms that its lesson is about.
"""

from functools import cache
from itertools import pairwise
from typing import NamedTuple

import pytest
from many_worlds import OWN_LUCK, high, low, more
from office import finishes, office, project, run

from simulator import events as facts
from simulator.mechanisms import Mechanisms, Rework
from simulator.scenario import Activity, Demand, Scenario

# What the dashboard hides (M09)


class Course(NamedTuple):
    """How a project with wrong work went, as its log says."""

    reported: float
    """Week in which 90 % of the work is reported as done."""
    hidden: float
    """Share of all work that is wrong in that week, and not known to be."""
    finish: float
    """Week in which the project is finished."""


def course(plan: Scenario, events) -> Course:
    """How the one project of a plan went."""
    work = {it.id: it.planned_effort for it in plan.projects[0].activities}
    done, wrong = 0.0, dict.fromkeys(work, 0.0)
    for event in events:
        if isinstance(event, facts.WorkFlawed):
            wrong[event.activity] += event.effort
        elif isinstance(event, facts.ReworkFound):
            wrong[event.activity] = 0.0
        elif isinstance(event, facts.ActivityFinished):
            done += work[event.activity]
            if done >= 0.9 * sum(work.values()):
                break
    hidden = sum(wrong.values()) / sum(work.values())
    return Course(event.day / 5, hidden, finishes(events)["p"] / 5)


@cache
def courses(quality: float, discovery: float, team: int = 5, growth: float = 0.05) -> list[Course]:
    """Forty weeks of work for five people, who always work on it together; 20 worlds."""
    how = Rework(quality=quality, discovery=discovery, growth=growth, least=0.125)
    people = (Demand(role="developer", people=team),)
    work = [Activity(id=f"a{n}", effort=15.0, people=people) for n in range(70)]
    mechanisms = Mechanisms(duration=OWN_LUCK, rework=how)
    plan = office(project("p", work), developers=team, mechanisms=mechanisms)
    return [course(plan, run(plan, seed=seed)) for seed in range(20)]


def finish_weeks(*about, **more_about) -> list[float]:
    """The week in which each of these projects is finished."""
    return [it.finish for it in courses(*about, **more_about)]


def hidden(*about) -> list[float]:
    """Share of all work that is wrong, and not known to be, when 90 % is reported as done."""
    return [it.hidden for it in courses(*about)]


def test_dashboard_ninety_percent_done_hides_wrong_work():
    assert low(hidden(0.7, 16)) > 0.09 and high(hidden(0.7, 16)) < 0.13
    assert low(hidden(0.9, 8)) > 0.01 and high(hidden(0.9, 8)) < 0.03
    assert high(hidden(1.0, 8)) == 0


def test_dashboard_hides_more_the_later_wrong_work_is_found():
    by_weeks = [hidden(0.7, weeks) for weeks in (4, 8, 16)]
    assert all(low(more(late, soon)) > 0.005 for soon, late in pairwise(by_weeks))


def test_dashboard_the_last_tenth_takes_a_third_of_the_time():
    rest = [1 - it.reported / it.finish for it in courses(0.7, 16)]
    assert low(rest) > 0.25
    assert high(1 - it.reported / it.finish for it in courses(1.0, 16)) < 0.15


def test_dashboard_worse_work_and_later_finding_make_projects_later():
    weeks = [finish_weeks(*it) for it in ((1.0, 8), (0.9, 8), (0.8, 8), (0.7, 8), (0.7, 16))]
    assert all(low(more(later, sooner)) > 3 for sooner, later in pairwise(weeks))


def test_dashboard_finding_sooner_beats_working_faster():
    slow, faster, sooner = finish_weeks(0.7, 16), finish_weeks(0.7, 16, 6), finish_weeks(0.7, 4)
    assert low(more(slow, faster)) > 10 and low(more(faster, sooner)) > 3


def test_dashboard_finding_sooner_does_not_matter_if_late_corrections_cost_no_more():
    # the design expected a gain without any growth; whoever is never idle only works it off later
    slow, faster = finish_weeks(0.7, 16, growth=0.0), finish_weeks(0.7, 16, 6, growth=0.0)
    sooner = finish_weeks(0.7, 4, growth=0.0)
    assert sooner == pytest.approx(slow, abs=0.3) and low(more(sooner, faster)) > 5


# Mistakes in the last activity of a project come out when it is handed in (M09)


def handed_in(quality: float, days: float = 40.0, seed: int = 0):
    """What happens in a project of one activity, of which so much is right the first time."""
    how = Mechanisms(rework=Rework(quality=quality))
    return run(office(project("p", [days]), mechanisms=how), seed=seed)


def test_what_is_wrong_in_the_last_activity_is_found_on_the_day_it_is_handed_in():
    found = [event for event in handed_in(0.7) if isinstance(event, facts.ReworkFound)]
    assert found[0].day == 40 and found[0].effort == 12 and found[0].by == "delivery"
    assert len(found) > 1  # what mends it may be wrong again


def test_a_project_is_delivered_only_when_its_last_activity_is_right():
    # 40 days, then 30 % of them again, then 30 % of that, until it is mended in passing
    again, day = 40.0, 40.0
    while again * 0.3 >= Rework().least:
        again = round(again * 0.3 * 8) / 8
        day += again
    assert finishes(handed_in(0.7))["p"] == pytest.approx(day, abs=0.5)


def test_perfect_work_is_handed_in_once():
    log = handed_in(1.0)
    assert finishes(log)["p"] == 40
    assert not any(isinstance(event, facts.WorkFlawed | facts.ReworkFound) for event in log)
