"""Checks of notebook and exercise 07: each has a right answer and answers to the tempting ones."""

import pytest

from exercises import dashboard
from exercises.dashboard import (
    AS_IT_IS,
    BENEFIT,
    BETTER,
    BLURRED,
    FREED,
    HIDDEN,
    LATER,
    LITTLE,
    MUCH,
    NEAREST,
    REDDEST,
    SPENT,
    SPENT_SO_FAR,
    TO_GO,
    TOLD,
    UNREAD,
)
from exercises.feedback import NOT_ANSWERED

CHOICES = {
    dashboard.alarm: tuple(dashboard.NAMES),
    dashboard.stop: dashboard.CHANGES,
    dashboard.look: dashboard.PLACES,
    dashboard.rosy: dashboard.WHERE,
}
NUMBERS = dashboard.green, dashboard.forward


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
        (dashboard.alarm, "log", "report", "only say what its crew knows"),
        (dashboard.alarm, "log", "back", "little is left hidden"),
        (dashboard.alarm, "log", "spi_t", "takes what counts as done for done"),
        (dashboard.stop, LATER, SPENT, "It is spent on both ways"),
        (dashboard.stop, LATER, TOLD, "A colour changes nothing that lies ahead"),
        (dashboard.stop, LATER, BETTER, "even more to keep the crew from it"),
        (dashboard.look, LITTLE, REDDEST, "tells what is known already"),
        (dashboard.look, LITTLE, NEAREST, "saves few days"),
        (dashboard.look, LITTLE, MUCH, "is hidden no more"),
        (dashboard.rosy, BLURRED, AS_IT_IS, "making it better helps little"),
        (dashboard.rosy, BLURRED, HIDDEN, "too bright already"),
        (dashboard.rosy, BLURRED, UNREAD, "neither good nor harm"),
    ],
)
def test_tempting_answers_are_answered(check, right, tempting, said):
    assert check(right).solved
    assert not check(tempting).solved and said in check(tempting).message


def test_a_green_card_is_no_promise():
    right = dashboard.ends_late("green")
    assert dashboard.green(right).solved and dashboard.green(right - 10).solved
    for answer, said in (
        (0.0, "So the card would be right"), (26.0, "What does a crew not know itself?"),
        (right - 20, "More than that"), (100.0, "Fewer than that"), (150.0, "from 0 to 100"),
        (float("nan"), "from 0 to 100"),
    ):  # fmt: skip
        assert not dashboard.green(answer).solved and said in dashboard.green(answer).message


def test_what_is_spent_turns_no_decision():
    assert dashboard.gain(SPENT) == pytest.approx(dashboard.gain())
    assert dashboard.gain() < 0 < dashboard.gain(LATER)


def test_a_forward_value_leaves_out_what_is_spent_and_not_the_people():
    right = BENEFIT - TO_GO - FREED
    assert right > 0 > right - SPENT_SO_FAR and dashboard.forward(right).solved
    for answer, said in (
        (right - SPENT_SO_FAR, "Leave it out"), (BENEFIT - TO_GO - SPENT_SO_FAR, "else to do"),
        (BENEFIT - TO_GO, "And the people"), (BENEFIT - FREED, "still to be paid"),
        (BENEFIT, "That is what still comes"), (7.0, "less what else"),
        (float("nan"), "less what else"), (1e300, "less what else"),
    ):  # fmt: skip
        assert not dashboard.forward(answer).solved
        assert said in dashboard.forward(answer).message


def test_names_are_those_of_the_indicators():
    assert set(dashboard.ALARMS.values()) == set(dashboard.NAMES)
