"""Checks of notebook and exercise 08: each has a right answer and answers to the tempting ones."""

import pytest

from exercises import people
from exercises.feedback import NOT_ANSWERED
from exercises.people import (
    A_WAY_UP,
    A_WEEK,
    COURSES,
    FIVE_MORE,
    NOT_NEW,
    ONE_THING,
    PAID_WELL,
    SPLIT,
    TEN_MORE,
    TENTH_FREE,
    TWELVE,
    WITH_MENTORS,
)

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
    tenth, fifth = (people.crossing(people.ahead(it)) for it in (people.TENTH, people.FIFTH))
    assert people.even(float(tenth)).solved and people.even(tenth + 6.0).solved
    for week, said in (
        (float(fifth + 1), "That is the week for a fifth"), (100.0, "It is earlier"),
        (5.0, "It is later"),
    ):  # fmt: skip
        assert not people.even(week).solved and said in people.even(week).message
    for odd in (0.0, 105.0, -1.0, float("nan")):
        assert people.even(odd).message == "Give a week, from 1 to 104."


def test_improvement_overtakes_overtime_late():
    right = people.crossing(people.ahead(people.TENTH), people.ahead(people.FIVE))
    level = people.crossing(people.ahead(people.TENTH))
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
