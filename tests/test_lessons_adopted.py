"""Notebook 09, in many worlds: what is used against what is on time, how many changes people can
take at once, and what good will is made of."""

from functools import cache
from statistics import fmean

import pytest
from many_worlds import high, low, more, times

from exercises import adopted
from exercises.adopted import FOR_TOOLS, HALF, LATER, OFFICE, ON_TIME, VISITED
from lessons import adopted as lesson
from lessons import adopted_exercise
from simulator import Policy
from simulator.explorables.crossing import Way
from simulator.explorables.golives import brought
from simulator.explorables.goodwill import LIVE, Hours, life
from simulator.explorables.uptake import course, course_of, taken_up, taken_up_by
from simulator.metrics.money import benefits_realised
from simulator.model import simulate
from simulator.model.stocks.adoption import CHANGE_BY

FUTURE = range(2401, 2481)


@cache
def values(way: Way, visits: float = 0.0) -> list[float]:
    return [adopted.value(way, seed, OFFICE, visits) for seed in FUTURE]


@cache
def left(way: Way) -> list[float]:
    return [adopted.net(way, seed) for seed in FUTURE]


@cache
def lives(hours: Hours):
    return [life(OFFICE, hours, seed) for seed in FUTURE]


def across(hours: Hours) -> list[float]:
    return [100 * fmean(it.across[LIVE:]) for it in lives(hours)]


# Who works in the new way is the model's own count


@pytest.mark.parametrize("by", CHANGE_BY)
def test_people_who_crossed_bring_what_the_log_says(by):
    for change in (0.0, 0.5, 1.0):
        policy = Policy(change=change, change_by=by, stakeholder=0.3)
        events = simulate(OFFICE, policy, 7)
        taken = taken_up_by(OFFICE, course_of(OFFICE, policy, events), CHANGE_BY[by])
        brought_in = {it.project: it.brought for it in taken}
        for project, value in benefits_realised(events).items():
            assert brought_in[project] == pytest.approx(value, rel=1e-6)
        assert len(taken) == 5


def test_the_split_changes_who_is_ready_and_nothing_else():
    found = course(OFFICE, Policy(change=0.5), 7)
    even, tools = taken_up(OFFICE, found), taken_up(OFFICE, found, (1, 1, 10))
    assert [it.day for it in even] == [it.day for it in tools]
    assert all(one.brought > other.brought for one, other in zip(even, tools, strict=True))


# Delivered is not adopted


def test_the_portfolio_that_is_a_quarter_later_brings_far_more_than_the_one_on_time():
    assert low(more(values(LATER), values(ON_TIME))) > 450
    assert low(times(values(LATER), values(ON_TIME))) > 1.9
    days = [fmean(it.day for it in adopted.taken(way, seed)) for way in (LATER, ON_TIME)
            for seed in FUTURE]  # fmt: skip
    later = more(days[: len(FUTURE)], days[len(FUTURE) :])
    assert low(later) > 50 and high(later) < 75
    assert adopted.kept(ON_TIME) > 0.7 and adopted.kept(LATER) < 0.35


def test_it_leaves_more_after_everybodys_time_too_and_half_of_it_leaves_most():
    assert low(more(left(LATER), left(ON_TIME))) > 200
    assert low(more(left(HALF), left(LATER))) > 60
    half, whole = (more(values(it), values(ON_TIME)) for it in (HALF, LATER))
    assert low(more(half, [0.75 * it for it in whole])) > 0
    assert low(more(left(HALF), left(Way(2, 4, 4, 4)))) > 20


def test_last_year_brought_what_such_a_year_brings():
    assert "half a million" in OFFICE.story and "2.4 million" in OFFICE.story
    assert sum(it.value for it in OFFICE.projects) == pytest.approx(2440)
    assert low(values(ON_TIME)) > 430 and high(values(ON_TIME)) < 570


def test_fewer_than_half_cross_without_help_and_two_of_three_with_it():
    def crossed(way: Way) -> list[float]:
        return [100 * fmean(it.shares[-1] for it in adopted.taken(way, seed)) for seed in FUTURE]

    assert low(crossed(ON_TIME)) > 38 and high(crossed(ON_TIME)) < 50
    assert low(crossed(HALF)) > 60 and high(crossed(LATER)) < 76


def test_balanced_help_beats_the_same_time_spent_on_one_side():
    for bricks in ((1, 1, 10), (2, 2, 8), (8, 2, 2), (2, 8, 2), (0, 6, 6)):
        worse = values(Way(LATER.step, *bricks))
        assert low(more(values(LATER), worse)) > 60
    share = [1 - it for it in times(values(FOR_TOOLS), values(LATER))]
    assert low(share) > 0.25 and high(share) < 0.4


def test_where_all_are_ready_help_costs_more_than_it_brings():
    office = adopted.changed(adopted.CONTENT)
    early, late = ([adopted.net(way, it, office) for it in FUTURE] for way in (ON_TIME, HALF))
    assert low(more(early, late)) > 100


# How many at once


@cache
def apart(months: int) -> list[float]:
    return [brought(OFFICE, adopted.spaced(months), seed) for seed in FUTURE]


def test_go_lives_that_are_learnt_one_after_the_other_bring_more():
    assert low(more(apart(4), apart(0))) > 120
    assert low(more(apart(5), apart(0))) > 130
    assert low(more(apart(4), apart(2))) > 100


def test_a_single_month_between_is_worse_than_none():
    assert low(more(apart(0), apart(1))) > 10


def test_who_goes_first_matters_far_less_than_how_far_apart():
    assert adopted.spaced(4) == (7, 15, 11, 7, 11)
    reverse = [brought(OFFICE, (15, 7, 11, 11, 7), seed) for seed in FUTURE]
    order, room = more(apart(4), reverse), more(apart(4), apart(0))
    assert fmean(order) > -50
    assert low(more(room, [2 * it for it in order])) > 0
    assert adopted.best_apart() in (4, 5, 6)


# Good will


def test_visits_from_the_first_day_bring_more_than_visits_from_the_go_live_on():
    early, late, never = ([adopted.visited_from(day, seed) for seed in FUTURE]
                          for day in (0.0, adopted.VISITS_FROM, None))  # fmt: skip
    money = [[it[0] for it in one] for one in (early, late, never)]
    assert low(more(money[0], money[1])) > 120
    assert low(more(money[1], money[2])) > 80
    assert low(more([it[1] for it in early], [it[1] for it in late])) > 0.1


def test_visits_help_on_top_of_time_for_change():
    assert low(more(values(HALF, VISITED), values(HALF))) > 250


def test_an_extra_layer_leaves_people_in_the_old_way_unless_somebody_visits_them():
    policies = Policy(), Policy(stakeholder=VISITED)
    layer, visited = (
        [brought(OFFICE, None, seed, adopted.with_layer(it, True)) for seed in FUTURE]
        for it in policies
    )
    assert low(more(values(ON_TIME), layer)) > 130
    assert low(more(visited, layer)) > 150


def test_a_sponsor_who_is_asked_few_answerable_questions_helps_most():
    few = across(Hours(3, 6, 0))
    for other in (Hours(8, 6, 0), Hours(8, 0, 0), Hours(0, 0, 0)):
        assert low(more(few, across(other))) > 5
    assert low(more(across(lesson.CALM), across(lesson.FLOOD))) > 10
    assert low(more(across(lesson.CALM), across(lesson.SIGNED))) > 12
    lost = [1 - it for it in times(across(lesson.SIGNED), across(lesson.CALM))]
    assert low(lost) > 0.25 and high(lost) < 0.42  # "a third"


def test_leadership_ends_what_a_flooded_sponsor_does_not_defend():
    def ended(hours: Hours) -> float:
        return fmean(life(OFFICE, hours, seed).closed is not None for seed in range(2401, 2801))

    assert ended(lesson.FLOOD) > ended(lesson.CALM) + 0.08
    assert ended(lesson.SIGNED) > ended(lesson.CALM) + 0.08


def test_a_deputy_who_was_told_shortens_what_comes_after_a_sponsor_has_left():
    def waits(hours: Hours) -> list[float]:
        return [it.engagement[it.left] for it in lives(hours) if it.left is not None]

    assert len(waits(lesson.CALM)) > 40
    assert low(more(waits(lesson.CALM), waits(Hours(4, 8, 0)))) > 0.1
    assert abs(fmean(more(across(lesson.CALM), across(Hours(4, 8, 0))))) < 3


def test_engagement_is_slow_to_build_and_fast_to_lose():
    up = adopted.months_to(adopted.GONE, adopted.STRONG, adopted.GOOD, 0)
    down = adopted.months_to(adopted.STRONG, adopted.GONE, 0, adopted.NOISE)
    assert up == 16 and down == 2


# What the texts say


def test_the_numbers_in_the_notebook_are_those_of_the_scenario():
    how = OFFICE.mechanisms
    assert how.sponsor.noise == 2 * how.sponsor.ask  # "loses twice as much"
    assert how.saturation.weeks == 16 and how.saturation.free == 1
    assert 100 * how.governance.change.hours == pytest.approx(32)
    rates = {it.rate * it.people for it in OFFICE.roles}
    assert rates == {0.8} and len(OFFICE.roles) == 5  # ten people cost 4 k€ a day


# The exercise


def test_change_work_leaves_more_here_and_less_where_people_are_ready():
    def gained(**office: str) -> list[float]:
        usual = {"ready": "as here", "price": "as here", "hours": "as here"}
        return list(adopted_exercise.later(usual | office)(range(3201, 3261)))

    assert low(gained()) > 350 and min(gained()) > -50
    assert high(gained(ready="wholly")) < -100
    assert high(gained(ready="half", hours="twice")) < -50
    assert low(gained(price="ten times")) > 100
    assert adopted.later_leaves_more() > 0.9
