"""Checks of notebook and exercise 06: each has a right answer and answers to the tempting ones."""

import pytest

from exercises import pay_now
from exercises.feedback import NOT_ANSWERED
from exercises.pay_now import BY_ITSELF, CHEAP, HALF, LETTERS, MEAN, SHARED, SIX, STILL
from simulator.experiment.played import quantile

CHOICES = {
    pay_now.driver: pay_now.DRIVERS,
    pay_now.purse: pay_now.PURSES,
    pay_now.first: pay_now.FOUR,
    pay_now.weekly: pay_now.WEEKLY,
}
NUMBERS = pay_now.cadence, pay_now.nine_of_ten


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
        (pay_now.driver, "bad weather", "what breaks on the way", "It strikes at one place"),
        (pay_now.driver, "bad weather", "masons who work too slowly", "keep their plan"),
        (pay_now.purse, SHARED, BY_ITSELF, "surprised by one bad winter"),
        (pay_now.purse, SHARED, MEAN, "a middling one never sees"),
        (pay_now.purse, SHARED, SIX, "money that lies idle"),
        (pay_now.first, "crate", "ring", "Its field is the reddest"),
        (pay_now.first, "crate", "tank", "the largest loss, but a rare one"),
        (pay_now.first, "crate", "wash", "It is the cheapest"),
        (pay_now.weekly, CHEAP, LETTERS, "hears more by post"),
        (pay_now.weekly, CHEAP, STILL, "there is no hurry at all"),
        (pay_now.weekly, CHEAP, HALF, "looking is worth less"),
    ],
)
def test_tempting_answers_are_answered(check, right, tempting, said):
    assert check(right).solved
    assert not check(tempting).solved and said in check(tempting).message


def test_twice_the_time_is_right_where_visits_cost_four_times_as_much():
    best = pay_now.best(pay_now.with_visits(pay_now.DEARER))
    assert pay_now.cadence(float(best)).solved and pay_now.cadence(7.0).solved
    for weeks, said in (
        (1.0, "so wait longer"), (float(pay_now.best()), "so wait longer"),
        (16.0, "In so many weeks mishaps grow a lot"), (52.0, "mishaps grow a lot"),
    ):  # fmt: skip
        assert not pay_now.cadence(weeks).solved and said in pay_now.cadence(weeks).message
    for odd in (0.0, 2.5, -3.0, 1e9, float("nan")):
        assert pay_now.cadence(odd).message == "Give whole weeks, from 1 to 52."


def test_the_purse_for_nine_of_ten_pays_season_eighteen():
    seasons = pay_now.twenty()
    assert len(seasons) == 20 and list(seasons) == sorted(seasons)
    right = quantile(pay_now.totals(), 0.9)
    assert pay_now.nine_of_ten(seasons[17]).solved and pay_now.nine_of_ten(right).solved
    mean = sum(seasons) / len(seasons)
    for amount, said in (
        (mean, "That is the average"), (quantile(pay_now.totals(), 0.8), "Count on until 18"),
        (seasons[19], "more than is needed"), (0.0, "Count on until 18"),
        (1e9, "more than is needed"), (-5.0, "Count on until 18"),
    ):  # fmt: skip
        assert not pay_now.nine_of_ten(amount).solved
        assert said in pay_now.nine_of_ten(amount).message


def test_the_names_of_the_four_are_those_of_their_offers():
    assert set(pay_now.FOUR_NAMES.values()) == set(pay_now.FOUR)
    assert all(pay_now.first(it).solved == (it == "crate") for it in pay_now.FOUR_NAMES.values())
