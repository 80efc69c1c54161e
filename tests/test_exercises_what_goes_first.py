"""Exercise 04 and the questions of notebook 04: what is right, what is tempting, and nonsense."""

import json
from pathlib import Path

import pytest

from exercises import what_goes_first as checks
from exercises.feedback import NOT_ANSWERED
from lessons import what_goes_first_exercise as page
from simulator.explorables.picture import finish
from simulator.explorables.requests import planned

CHOICES = (checks.goes_first, checks.first_job, checks.whose_days, checks.breaks)
JUMPS = ((checks.price, 104.4, 522.0, 87.0), (checks.price_of_four, 24.0, 120.0, 30.0))


@pytest.mark.parametrize("check", [*CHOICES, checks.price, checks.price_of_four])
def test_no_answer_is_not_answered_yet(check):
    assert check(None) == NOT_ANSWERED


@pytest.mark.parametrize("check", CHOICES)
def test_a_word_that_is_no_answer_is_named(check):
    assert not check("nonsense").solved and "'nonsense'" in check("nonsense").message


@pytest.mark.parametrize(("check", "right"), [
    (checks.goes_first, "fees"), (checks.first_job, "pump"), (checks.whose_days, "ingrid"),
    (checks.breaks, "None of these"),
])  # fmt: skip
def test_one_answer_is_right(check, right):
    answers = {
        checks.goes_first: checks.REQUESTS.values(), checks.first_job: checks.JOBS.values(),
        checks.whose_days: checks.WHOSE.values(), checks.breaks: checks.BREAKS,
    }[check]  # fmt: skip
    assert {it for it in answers if check(it).solved} == {right}


def test_the_dearest_and_the_shortest_are_mistakes_with_their_own_answers():
    assert checks.goes_first("freight").message.startswith("It loses most a week: 20 k€ a week,")
    assert checks.goes_first("jackets").message.startswith("It is done soonest: 8 k€ a week,")
    assert checks.goes_first("card").message.startswith("3 k€ a week, 10 days of work. Divide")
    assert checks.first_job("engine").message.startswith("It loses most a week: 16 k€")


@pytest.mark.parametrize(("check", "right", "mixed", "week"), JUMPS)
def test_a_jump_costs_what_the_others_lose_meanwhile(check, right, mixed, week):
    assert check(right).solved and check(round(right)).solved
    assert check(mixed).message.startswith("Days and weeks are mixed up")
    assert check(week).message.startswith("That is what a whole week of waiting costs.")
    for answer in (0.0, -right, 1e300, float("inf"), float("nan")):
        assert not check(answer).solved


def test_who_divides_by_kwabena_s_days_is_told_that_no_rule_is_better():
    said = checks.whose_days("kwabena").message
    by_his, came = (float(it.split(" ")[0].replace(",", "")) for it in
                    (said.split("costs ")[1], said.split("and ")[1]))  # fmt: skip
    assert by_his > came


@pytest.mark.parametrize(("costs", "work", "least"), [(2, 1, 0.9), (1, 2, 0.9), (2, 2, 0.8)])
def test_the_rule_wins_clearly_more_often_than_would_break_it(costs, work, least):
    assert checks.wins(costs, work) > least > checks.OFTEN


def test_without_wrong_guesses_futures_are_those_of_the_picture():
    truth = checks.guessed(5, 1.0, 1.0)
    assert truth.costs == checks.PLAN.costs


def test_the_workshop_s_best_order_is_to_divide():
    plan = planned(checks.workshop())
    assert plan.best() == ("pump", "ramp", "crane", "engine", "galley", "paint")
    assert plan.dearest()[0] == "engine" and plan.shortest()[0] == "pump"


@pytest.mark.parametrize(("share", "divided", "direction"), [
    ("all of the days", "Kwabena's days", -1), ("all of the days", "Ingrid's days", 1),
    ("a quarter of the days", "Kwabena's days", 1),
])  # fmt: skip
def test_an_office_of_one_s_own_flips_with_its_bottleneck(share, divided, direction):
    trial = page.own_office().picture
    finish(trial, {"do": "choose", "knob": "share", "value": share})
    finish(trial, {"do": "choose", "knob": "divided", "value": divided})
    finish(trial, {"do": "try", "expected": "more"})
    assert trial.direction == direction


def test_guesses_are_tried():
    trial = page.guesses().picture
    finish(trial, {"do": "choose", "knob": "costs", "value": "by a factor of five"})
    finish(trial, {"do": "try", "expected": "more"})
    assert trial.direction == 1


def test_every_answer_in_the_worked_exercise_is_right_unless_it_is_called_tempting():
    path = Path(checks.__file__).parent / "solutions" / "04_what_goes_first.ipynb"
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    code = ["".join(it["source"]) for it in cells if it["cell_type"] == "code"]
    calls = [it for it in code if it.startswith("what_goes_first.")]
    said = {call: eval(call, {"what_goes_first": checks}) for call in calls}
    wrong = {call.partition(".")[2] for call, feedback in said.items() if not feedback.solved}
    assert wrong == {
        'first_job("engine")', "price_of_four(120)", 'whose_days("kwabena")',
        'breaks("Both of them wrong by a factor of two")',
    }  # fmt: skip
    assert len(calls) == 8


def test_after_three_tries_every_question_is_shown_worked_out():
    questions = page.first_job(), page.price_of_four(), page.breaks(), page.whose_days()
    said = [it.asked.worked() for it in questions]
    assert all(said) and len(set(said)) == 4
    assert said[1].endswith("is 24 k€.")
