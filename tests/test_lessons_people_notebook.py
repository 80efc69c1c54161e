"""Notebook 08, in many worlds: late people, long hours, better ways, mentors, a rough summer, and
what one crew learns from another. Then its checks and those of its exercise, which reckon with the
same worlds: each has a right answer and answers to the tempting ones."""

from functools import cache

import pytest
from many_worlds import high, low, more

from exercises import people
from exercises.feedback import NOT_ANSWERED
from exercises.people import (
    A_WAY_UP,
    A_WEEK,
    ALL_FROM_AGDA,
    ATLAS,
    BURST,
    COURSES,
    DAY,
    DESKS,
    FIFTH,
    FIVE,
    FIVE_MORE,
    FROM_WHO_HAS_TIME,
    LAST,
    MORE,
    NOT_NEW,
    ONE_THING,
    PAID_WELL,
    QUARTERS,
    ROOM,
    RUSH,
    SPLIT,
    TEN,
    TEN_MORE,
    TENTH,
    TENTH_FREE,
    TOLD,
    TWELVE,
    WAYS,
    WITH_MENTORS,
    WORLDS,
)
from lessons import people as lesson
from lessons import people_exercise
from simulator.explorables import fires, newcomers, told
from simulator.explorables.capacity import Dials, as_ever, finished, lived
from simulator.explorables.teaching import asked, maps, skills

FEW = WORLDS[:24]


# Late people


@cache
def gained(more_people: int, day: int) -> tuple[list[float], list[float]]:
    """(days sooner, k€ dearer) world by world."""
    pairs = [
        [newcomers.ended(ATLAS, *who, it) for who in ((0, 0), (more_people, day))] for it in WORLDS
    ]
    return [a.day - b.day for a, b in pairs], [b.cost - a.cost for a, b in pairs]


def test_eight_more_people_half_way_move_the_date_hardly_and_the_bill_by_a_third():
    days, money = gained(MORE, DAY)
    assert low(days) > -14 and high(days) < 4
    assert low(money) > 320 and high(money) < 620
    assert low(money) > 0.25 * people.usual_cost()


def test_the_same_eight_help_on_day_twenty_and_cost_more():
    days, money = gained(MORE, 20)
    assert low(days) > 5 and low(more(days, gained(MORE, DAY)[0])) > 9
    assert low(more(money, gained(MORE, DAY)[1])) > 40


def test_people_who_come_late_help_only_if_they_are_not_new():
    assert people.changed(NOT_NEW) > people.CLEARLY + 2
    for how in (TWELVE, SPLIT):
        assert people.changed(how) < 0
    assert people.changed(A_WEEK) < people.CLEARLY - 2


def test_a_burst_of_long_hours_pays_for_the_atlas_and_a_habit_does_not():
    always, burst = people.overtime(0.0), people.overtime(lesson.LAST_WEEKS)
    assert always.sooner < 0 and always.dearer > 700
    assert burst.sooner > 4 and burst.dearer < 200


# Two years


def ends(plan: tuple[Dials, ...], weeks: int = 104) -> list[float]:
    return [float(finished(ROOM, plan, it, LAST)[weeks - 1]) for it in WORLDS]


def lead(plan: tuple[Dials, ...], weeks: int = 104) -> list[float]:
    return more(ends(plan, weeks), ends(as_ever(QUARTERS), weeks))


def test_the_small_room_draws_about_ninety_six_maps():
    assert 88 < people.usual() < 104


def test_a_fifth_for_improvement_loses_for_half_a_year_and_has_paid_within_the_second():
    assert high(lead(FIFTH, 13)) < -1 and high(lead(FIFTH, 26)) < -1.5
    assert low(lead(FIFTH, 78)) > 3 and low(lead(FIFTH, 104)) > 13
    assert 45 <= people.crossing(people.ahead(FIFTH)) <= 70


def test_a_tenth_has_paid_sooner_than_a_fifth():
    tenth, fifth = (people.crossing(people.ahead(it)) for it in (TENTH, FIFTH))
    assert 30 <= tenth <= 50 and tenth + people.NEAR <= fifth


def test_ten_hours_of_overtime_pay_for_a_month_and_cost_a_sixth_of_the_maps_in_two_years():
    assert low(lead(TEN, 4)) > 0.2 and high(lead(TEN, 26)) < 0
    assert low(lead(TEN)) > -21 and high(lead(TEN)) < -9


def test_five_hours_pay_in_both_years_and_less_in_the_end_than_improvement():
    assert low(lead(FIVE, 26)) > 1.5 and low(lead(FIVE)) > 9
    assert (
        low(more(lead(TENTH), lead(FIVE))) > 3 and high(more(lead(TENTH, 52), lead(FIVE, 52))) < 0
    )
    assert 62 <= people.crossing(people.ahead(TENTH), people.ahead(FIVE)) <= 92


def test_mentors_for_everybody_and_for_ever_do_not_pay_in_two_years_and_for_half_a_year_do():
    taught = (Dials(mentors=1.0),) * 2 + as_ever(QUARTERS - 2)
    assert high(lead(WAYS[WITH_MENTORS])) < 0.5
    assert low(lead(taught)) > 0.5 and low(more(lead(taught), lead(WAYS[WITH_MENTORS]))) > 1.5


def test_tired_people_mend_more_and_get_nothing_done_in_many_hours():
    usual, tired = (lived(ROOM, plan, 5, LAST) for plan in (as_ever(QUARTERS), TEN))
    second = slice(52, 104)
    repair = [sum(it.repair for it in one.flow[second]) for one in (usual, tired)]
    assert repair[1] > repair[0] and sum(it.tired for it in tired.flow[second]) > 52
    assert usual.overtime == 0 < tired.overtime


def test_the_ways_of_working_mature_where_there_is_time_for_it():
    usual, fifth = (lived(ROOM, plan, 5, LAST).levels for plan in (as_ever(QUARTERS), FIFTH))
    assert fifth["maturity"] > usual["maturity"] + 0.5
    assert fifth["capability"] > 1.3 > 0.95 > usual["capability"]


# Mentors


def extra(pairs, place: int = 1) -> list[float]:
    return [float(maps(DESKS, pairs, it)[place] - maps(DESKS, (), it)[place]) for it in WORLDS]


def test_three_who_learn_from_the_best_cost_a_fifth_of_all_maps():
    assert high(extra(ALL_FROM_AGDA)) < -9 and low(extra(ALL_FROM_AGDA)) > -26
    assert high(extra(ALL_FROM_AGDA, 0)) < -5


def test_three_who_learn_from_those_who_have_time_bring_a_little():
    assert low(extra(FROM_WHO_HAS_TIME)) > 1.2 and high(extra(FROM_WHO_HAS_TIME)) < 5


def test_the_best_mentor_is_the_busiest_and_teaches_most():
    by_load = sorted(DESKS.old, key=lambda it: asked(DESKS, it))
    by_skill = sorted(DESKS.old, key=DESKS.known)
    assert by_load == by_skill == ["cato", "bertil", "agda"]
    grown = [skills(DESKS, "disa", it)[4] for it in (None, *by_skill)]
    assert grown == sorted(grown) and grown[-1] > grown[0] + 0.15


def test_six_desks_deliver_about_eighty_maps():
    usual = [float(maps(DESKS, (), it)[1]) for it in WORLDS]
    assert low(usual) > 75 and high(usual) < 85


# The rough summer


def back(load: int, burst: float = BURST) -> list[float]:
    years = (fires.year(RUSH, load / 100, burst, it) for it in FEW)
    return [float(it.prepared >= fires.WELL) for it in years]


def test_offices_with_air_come_back_from_the_summer_and_full_ones_do_not():
    assert sum(back(50)) >= 0.9 * len(FEW) and sum(back(60)) <= 0.35 * len(FEW)


def test_a_full_office_is_well_as_long_as_there_is_no_such_summer():
    assert sum(back(60, 1e-6)) >= 0.9 * len(FEW)


# Knowledge that travels


def saved(surveys: str, price: str) -> list[float]:
    office = told.office(TOLD, surveys, price)
    return [told.took(office, it, 0.0) - told.took(office, it, 1.0) for it in WORLDS]


def test_telling_each_other_saves_days_where_surveys_are_alike_and_costs_where_they_are_not():
    assert low(saved("much alike", "its time")) > 0.6
    assert high(saved("each of its own kind", "its time")) < 0
    assert low(saved("each of its own kind", "no time at all")) > 1


def test_the_binder_fills_and_saves_hardly_more_for_it():
    rows = told.binder(TOLD, FEW)
    assert rows[-1].written > 4 * rows[0].written
    assert rows[-1].binder < rows[0].binder + 0.05
    assert rows[-1].told > 2 * rows[-1].binder and rows[0].told == pytest.approx(
        rows[0].binder, abs=0.005
    )


# Who stays, and the exercise


def test_a_way_up_keeps_people_and_courses_do_not():
    assert people.left(A_WAY_UP) < people.left() - 1.5
    assert abs(people.left(COURSES) - people.left()) < 0.5
    for how in (PAID_WELL, ONE_THING):
        assert people.left(how) > people.left() + 1


def test_a_fifth_for_improvement_is_a_mistake_where_a_day_of_it_builds_half_as_much():
    usual = {"unasked": "as here", "fruit": "as here", "look": "two years"}
    here, half, soon = (
        list(people_exercise.improving(usual | it)(FEW))
        for it in ({}, {"fruit": "half as much"}, {"look": "half a year"})
    )
    assert low(here) > 10 and high(half) < 2.5 and high(soon) < -1


def test_a_rule_that_pays_after_two_years_loses_after_half_a_year():
    rule = {"overtime": "no overtime", "improve": "a fifth of the time", "grow": "nobody"}
    half, two = (
        list(lesson.ruled(rule | {"look": it})(FEW)) for it in ("half a year", "two years")
    )
    assert high(half) < 0 and low(two) > 10


def test_courses_pay_within_two_years_and_not_within_half_a_year():
    rule = {"overtime": "no overtime", "improve": "no time", "grow": "courses"}
    half, two = (
        list(lesson.ruled(rule | {"look": it})(FEW)) for it in ("half a year", "two years")
    )
    assert low(half) > -0.5 and high(half) < 0.9
    assert low(two) > 1.5


# What the checks say

CHOICES = {
    people.safe: people.SAFE,
    people.soon: people.WAYS,
    people.stays: people.STAYING,
    people.helps: people.HELPS,
}
NUMBERS = people.even, people.worn, people.overtakes


@pytest.mark.parametrize("check", [*CHOICES, *NUMBERS])
def test_no_answer_is_not_answered_yet(check):
    assert check(None) == NOT_ANSWERED


@pytest.mark.parametrize("check", CHOICES)
def test_one_answer_is_right_and_a_foreign_one_is_named(check):
    assert sum(check(it).solved for it in CHOICES[check]) == 1
    assert not check("nonsense").solved and "'nonsense' is not one of" in check("nonsense").message


@pytest.mark.parametrize(
    ("check", "right", "tempting", "said"),
    [
        (people.safe, "50 %", "60 %", "Too many have no air"),
        (people.safe, "50 %", "45 %", "so are slightly fuller ones"),
        (people.soon, FIVE_MORE, TENTH_FREE, "hardly begun to work"),
        (people.soon, FIVE_MORE, WITH_MENTORS, "get it back later if at all"),
        (people.soon, FIVE_MORE, TEN_MORE, "then people are tired"),
        (people.stays, A_WAY_UP, COURSES, "nobody stays for it"),
        (people.stays, A_WAY_UP, PAID_WELL, "people are tired"),
        (people.stays, A_WAY_UP, ONE_THING, "nobody feels safe"),
        (people.helps, NOT_NEW, TWELVE, "More newcomers ask more"),
        (people.helps, NOT_NEW, A_WEEK, "A week is little"),
        (people.helps, NOT_NEW, SPLIT, "not spent on sheets"),
    ],
)
def test_tempting_answers_are_answered(check, right, tempting, said):
    assert check(right).solved
    assert not check(tempting).solved and said in check(tempting).message


def test_a_tenth_has_caught_up_sooner_than_a_fifth():
    tenth, fifth = (people.crossing(people.ahead(it)) for it in (TENTH, FIFTH))
    assert people.even(float(tenth)).solved and people.even(tenth + 6.0).solved
    for week, said in (
        (float(fifth + 1), "That is the week for a fifth"), (100.0, "It is earlier"),
        (5.0, "It is later"),
    ):  # fmt: skip
        assert not people.even(week).solved and said in people.even(week).message
    for odd in (0.0, 105.0, -1.0, float("nan")):
        assert people.even(odd).message == "Give a week, from 1 to 104."


def test_improvement_overtakes_overtime_late():
    right = people.crossing(people.ahead(TENTH), people.ahead(FIVE))
    level = people.crossing(people.ahead(TENTH))
    assert people.overtakes(float(right)).solved
    for week, said in (
        (float(level), "caught up with doing nothing"), (104.0, "It is earlier"),
        (10.0, "It is later"),
    ):  # fmt: skip
        assert not people.overtakes(week).solved and said in people.overtakes(week).message
    assert people.overtakes(0.0).message == "Give a week, from 1 to 104."


def test_sixty_hours_are_worth_forty_after_a_quarter():
    assert people.worthless(20.0) == 12 and people.worthless(10.0) == 10
    assert people.worthless(5.0) == 104  # five hours are worth something for ever
    for week, solved, said in (
        (12.0, True, "The overtime is paid"), (10.0, True, "in week 12"),
        (26.0, False, "every week of it is a loss"), (3.0, False, "do bring more"),
        (0.0, False, "Give a week"),
    ):  # fmt: skip
        assert people.worn(week).solved == solved and said in people.worn(week).message


def test_curves_cross_where_one_stays_above_the_other():
    assert people.crossing([1.0, -1.0, 0.0, 2.0, 3.0]) == 4
    assert people.crossing([1.0, 1.0]) == 1 and people.crossing([1.0, 0.0]) is None
    assert people.crossing([1.0, 3.0], [2.0, 2.0]) == 2
