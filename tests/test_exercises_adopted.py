"""Checks of notebook and exercise 09: each has a right answer and answers to the tempting ones."""

import pytest

from exercises import adopted
from exercises.adopted import (
    ALL,
    APART,
    CONTENT,
    FOLLOW,
    NONE,
    PEOPLE,
    PROCESS,
    SOME,
    SPREAD,
    TOOLS,
    URGENT,
    VISITS,
)
from exercises.feedback import NOT_ANSWERED

CHOICES = {
    adopted.next_hour: adopted.WHERE,
    adopted.asking: adopted.ASKS,
    adopted.on_time_wins: adopted.FLIPS,
    adopted.share_of_time: tuple(adopted.PERCENT),
}
NUMBERS = adopted.months_apart, adopted.rebuild


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
        (adopted.next_hour, PROCESS, TOOLS, "the best prepared of the three"),
        (adopted.next_hour, PROCESS, PEOPLE, "all forms are the old ones"),
        (adopted.next_hour, PROCESS, SPREAD, "Here one lags behind"),
        (adopted.asking, SOME, ALL, "cost more good will than the three bring"),
        (adopted.asking, SOME, NONE, "soon has other things in mind"),
        (adopted.asking, SOME, VISITS, "she stops opening the letters"),
        (adopted.share_of_time, "16", "32", "comes later and dearer"),
        (adopted.share_of_time, "16", "0", "hardly anybody crosses"),
        (adopted.share_of_time, "16", "8", "still brings more than it costs"),
        (adopted.on_time_wins, CONTENT, URGENT, "still cheaper than what nobody uses"),
        (adopted.on_time_wins, CONTENT, FOLLOW, "help is worth more, not less"),
        (adopted.on_time_wins, CONTENT, APART, "both with help and without"),
    ],
)
def test_tempting_answers_are_answered(check, right, tempting, said):
    assert check(right).solved
    assert not check(tempting).solved and said in check(tempting).message


def test_go_lives_for_the_same_people_want_about_four_months_between_them():
    assert adopted.months_apart(float(adopted.best_apart())).solved
    assert adopted.months_apart(5.0).solved
    for months, said in (
        (0.0, "learnt by nobody"), (1.0, "they still overlap"), (2.0, "they still overlap"),
    ):  # fmt: skip
        assert not adopted.months_apart(months).solved
        assert said in adopted.months_apart(months).message
    for odd in (-1.0, 2.5, 7.0, 1e9, float("nan")):
        assert adopted.months_apart(odd).message == "Give whole months, from 0 to 6."


def test_a_lost_sponsor_is_back_after_sixteen_months():
    for months in (15.0, 16.0, 17.0):
        assert adopted.rebuild(months).solved
    for months, said in (
        (2.0, "It does not come back as fast"), (8.0, "What is gained also fades"),
        (5.0, "It is longer"), (60.0, "It is sooner"),
    ):  # fmt: skip
        assert not adopted.rebuild(months).solved and said in adopted.rebuild(months).message
    for odd in (-1.0, 201.0, float("nan")):
        assert adopted.rebuild(odd).message == "Give months, from 0 to 200."


def test_the_months_that_are_shown_lead_to_the_months_that_are_asked_for():
    levels = adopted.levels(adopted.GONE, adopted.GOOD, 0, 16)
    assert levels[15] < adopted.STRONG <= levels[16]
    assert adopted.months_to(adopted.GONE, adopted.STRONG, 2, 0) == adopted.ODD
