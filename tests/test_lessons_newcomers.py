"""Lessons on people who are new, and on work that repeats, in many worlds.

Every office here has only the mechanisms that its lesson is about.
"""

from functools import cache
from itertools import pairwise

import pytest
from many_worlds import OWN_LUCK, high, low, more, side_by_side, times
from office import activity, finishes, office, on, project, run

from simulator import metrics
from simulator.decisions import ChangePeople
from simulator.mechanisms import Learning, Mechanisms, RampUp
from simulator.mechanisms.ramp_up import MADACHY

# People are not slots (M07)

LATENESS = (20, 100, 150, 180)


@cache
def hired(how: RampUp | None, day: float | None) -> list[tuple[float, float]]:
    """(finish, person-days paid) of a team of twelve that gets eight more on a day."""
    plan = project("p", side_by_side(860, 3.0, at_most=60))
    mechanisms = Mechanisms(duration=OWN_LUCK, ramp_up=how)
    team = office(plan, developers=12, mechanisms=mechanisms)
    more_people = () if day is None else (on(day, ChangePeople("developer", 8)),)
    runs = [run(team, *more_people, seed=seed) for seed in range(5)]
    return [(finishes(it)["p"], sum(metrics.flow.paid(it, team).values())) for it in runs]


def sooner(how: RampUp | None, day: float) -> list[float]:
    """Days by which hiring brings the finish forward."""
    return more((it for it, _ in hired(how, None)), (it for it, _ in hired(how, day)))


def dearer(how: RampUp | None, day: float) -> list[float]:
    """Person-days that hiring adds to the bill."""
    return more((it for _, it in hired(how, day)), (it for _, it in hired(how, None)))


def test_people_hired_early_bring_the_finish_forward():
    assert low(sooner(MADACHY, 20)) > 30 and low(sooner(RampUp(), 20)) > 15
    assert low(more(sooner(MADACHY, 20), sooner(RampUp(), 20))) > 5


def test_people_hired_later_help_less():
    gains = [sooner(RampUp(), day) for day in LATENESS]
    assert all(low(more(early, late)) > 0 for early, late in pairwise(gains))


def test_people_hired_at_the_very_end_make_a_project_later_if_newcomers_are_slow():
    assert high(sooner(RampUp(), 180)) < 0
    # with the published numbers it is hardly later and hardly sooner
    assert low(sooner(MADACHY, 180)) > -12 and high(sooner(MADACHY, 180)) < 6


@pytest.mark.parametrize("how", [RampUp(), MADACHY])
def test_people_hired_on_any_day_make_a_project_dearer(how):
    assert all(low(dearer(how, day)) > 100 for day in LATENESS)


def test_people_hired_who_are_never_new_would_help_on_any_day_for_nearly_nothing():
    assert all(low(sooner(None, day)) > 0 for day in LATENESS)
    assert all(high(dearer(None, day)) < 300 for day in LATENESS)


# Repetition (M08)

A_YEAR = 260.0


LEARNING = Learning()


@cache
def repeated(how: Learning | None, family: str, pause: float) -> list[list[float]]:
    """Days of each of forty activities of one family, and of one a pause later; 100 worlds."""
    again = project("q", [activity("again", 5.0, family=family)], arrival=200 + pause)
    work = side_by_side(40, 5.0, at_most=1, family=family)
    plan = office(project("p", work), again, mechanisms=Mechanisms(duration=OWN_LUCK, learning=how))
    worlds = []
    for seed in range(100):
        took = metrics.took(run(plan, seed=seed))
        worlds.append([*(took["p", it.id] for it in work), took["q", "again"]])
    return worlds


def last_ten(how: Learning | None, family: str = "report") -> list[float]:
    """Days that the last ten of forty activities take."""
    return [sum(days[30:40]) for days in repeated(how, family, A_YEAR)]


def after(pause: float, how: Learning | None = LEARNING) -> list[float]:
    """Days that one more takes after a pause."""
    return [days[-1] for days in repeated(how, "report", pause)]


def test_repetition_makes_the_last_of_forty_take_half_as_long():
    part = times(last_ten(Learning()), last_ten(None))
    assert low(part) > 0.4 and high(part) < 0.6


def test_repetition_helps_only_work_of_one_family():
    assert last_ten(Learning(), family="") == last_ten(None, family="")


def test_repetition_helps_less_those_who_forget():
    forgets, remembers = last_ten(Learning(memory=0.47)), last_ten(Learning(memory=1.0))
    assert low(more(forgets, remembers)) > 3


def test_repetition_is_forgotten_in_a_pause():
    assert low(more(after(A_YEAR), after(20))) > 0.5
    assert after(A_YEAR, Learning(memory=1.0)) == after(20, Learning(memory=1.0))
    assert high(more(after(2 * A_YEAR, None), after(2 * A_YEAR))) < 0.1
