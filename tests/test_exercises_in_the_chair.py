"""Checks of notebook and exercise 11: each has a right answer and answers to the tempting ones."""

import pytest

from exercises import in_the_chair
from exercises.feedback import NOT_ANSWERED
from exercises.in_the_chair import (
    ALL,
    ALONE,
    ALWAYS,
    BOTH,
    FEW,
    HALF,
    HARDLY,
    LITTLE,
    MARLON,
    MOST,
    NEXT_DOOR,
    OONA,
    PETRA,
    RUBEN,
    SIGNE,
    SIXTH,
    TWICE,
)  # fmt: skip

CHOICES = {
    in_the_chair.of_the_day: tuple(in_the_chair.SHARES),
    in_the_chair.prize: tuple(in_the_chair.WHO),
    in_the_chair.rival: tuple(in_the_chair.RIVAL),
    in_the_chair.sharing: in_the_chair.TIERS,
}


@pytest.mark.parametrize("check", [*CHOICES, in_the_chair.liaison, in_the_chair.how_many])
def test_no_answer_is_not_answered_yet(check):
    assert check(None) == NOT_ANSWERED


@pytest.mark.parametrize("check", CHOICES)
def test_one_answer_is_right_and_a_foreign_one_is_named(check):
    assert sum(check(it).solved for it in CHOICES[check]) == 1
    assert not check("nonsense").solved and "'nonsense' is not one of" in check("nonsense").message


@pytest.mark.parametrize(
    ("check", "right", "tempting", "said"),
    [
        (in_the_chair.of_the_day, HALF, ALWAYS, "not their luck with them"),
        (in_the_chair.of_the_day, HALF, HARDLY, "They need more than a day"),
        (in_the_chair.prize, MARLON, OONA, "Nobody delivers more, but another one is greener"),
        (in_the_chair.prize, MARLON, RUBEN, "What is stopped is never on time"),
        (in_the_chair.prize, MARLON, SIGNE, "everything is late"),
        (in_the_chair.prize, MARLON, PETRA, "take the time that the projects need"),
        (in_the_chair.rival, SIXTH, LITTLE, "Many are late"),
        (in_the_chair.rival, SIXTH, MOST, "Kestrel is after what grows or is new only"),
        (in_the_chair.liaison, NEXT_DOOR, TWICE, "the more there is to halve"),
    ],
)
def test_tempting_answers_are_answered(check, right, tempting, said):
    assert check(right).solved
    assert not check(tempting).solved and said in check(tempting).message


def test_a_foreign_change_is_named_and_each_wrong_one_has_its_reason():
    assert "'nonsense' is not one of" in in_the_chair.liaison("nonsense").message
    assert set(in_the_chair.WHY) == set(in_the_chair.LIAISON) - {NEXT_DOOR}


def test_who_shares_the_first_tier_is_what_the_worlds_say():
    right = in_the_chair.first_tier(FEW)
    assert in_the_chair.sharing(right).solved
    assert right in (ALONE, BOTH, ALL)
    order = in_the_chair.TIERS.index(right)
    for place, answer in enumerate(in_the_chair.TIERS):
        message = in_the_chair.sharing(answer).message
        assert ("both sides of nothing" in message) == (place < order)
        assert ("above nothing as a whole" in message) == (place > order)


def test_so_many_worlds_as_the_spread_and_the_difference_ask_for():
    right = in_the_chair.enough_worlds()
    assert in_the_chair.how_many(round(right)).solved
    for answer, said in (
        (1.0, "One day says next to nothing"), (right / 3, "it could be luck"),
        (4 * right, "finer than needed"), (0.0, "from 1 on"), (float("nan"), "from 1 on"),
    ):  # fmt: skip
        assert not in_the_chair.how_many(answer).solved
        assert said in in_the_chair.how_many(answer).message
