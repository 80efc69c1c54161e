"""Exercise 03 and the questions of notebook 03: what is right, what is tempting, and nonsense."""

import json
from pathlib import Path

import pytest
from office import run

from exercises import everything_first as checks
from exercises.feedback import NOT_ANSWERED
from lessons import everything_first_exercise as page
from simulator import metrics
from simulator.errors import RefusedError
from simulator.explorables.picture import finish
from simulator.explorables.waiting import year

NUMBERS = (checks.best_dial, checks.teams_of_six, checks.break_the_rule, checks.in_line,
           checks.fullest_week)  # fmt: skip
CHOICES = ((checks.fuller_week, checks.WAITS), (checks.rule_of_teams, checks.RULES))


@pytest.mark.parametrize("check", [*NUMBERS, *(check for check, _ in CHOICES)])
def test_no_answer_is_not_answered_yet(check):
    assert check(None) == NOT_ANSWERED


@pytest.mark.parametrize("check", NUMBERS)
@pytest.mark.parametrize("answer", [0.0, -3.0, 2.5, 9.0, 1e300, float("inf"), float("nan")])
def test_no_number_breaks_a_check(check, answer):
    solved = check(answer).solved
    assert not solved or (check, answer) == (checks.in_line, 9.0)


def test_a_word_that_is_no_answer_is_named():
    for check, _ in CHOICES:
        assert "'nonsense' is not among the answers" in check("nonsense").message


@pytest.mark.parametrize(("check", "right"), [
    (checks.best_dial, {3}), (checks.teams_of_six, {2}), (checks.break_the_rule, {1}),
])  # fmt: skip
def test_one_place_of_the_dial_is_right(check, right):
    assert {place for place in range(1, 9) if check(float(place)).solved} == right


def test_to_keep_everybody_busy_is_a_mistake_with_its_own_answer():
    for check in (checks.best_dial, checks.teams_of_six):
        assert "Look at what is finished, not at who is busy." in check(8.0).message
    assert checks.break_the_rule(8.0).message.startswith("Eight at once is no limit at all")


def test_too_small_a_limit_is_told_how_many_have_nothing_to_do():
    assert "But 4 of 12 people have nothing to do." in checks.best_dial(2.0).message
    assert "But 6 of 12 people have nothing to do." in checks.teams_of_six(1.0).message


def test_the_answer_for_teams_of_four_is_tempting_for_teams_of_six():
    assert checks.teams_of_six(3.0).message.startswith("Three was right for teams of four.")


def test_what_brings_in_more_than_no_limit_does_not_break_the_rule():
    assert "Look for a place where people have nothing to do." in checks.break_the_rule(3.0).message


def test_the_wait_doubles_and_nothing_else():
    assert [checks.fuller_week(it).solved for it in checks.WAITS.values()] == [
        False, False, True, False,
    ]  # fmt: skip
    assert checks.fuller_week("five").message.startswith("That is how much more work there is.")


def test_little_s_law_is_a_division():
    assert checks.in_line(9.0).solved and checks.in_line(9.02).solved
    assert checks.in_line(7.29).message.startswith("You have multiplied.")
    assert checks.in_line(8.1).message.startswith("That many go before.")
    assert not checks.in_line(10.0).solved


def test_a_promise_of_five_days_leaves_a_sixth_of_the_week_free():
    assert [it for it in range(60, 101) if checks.fullest_week(float(it)).solved] == [
        81, 82, 83, 84,
    ]  # fmt: skip
    assert checks.fullest_week(90.0).message.endswith("9.0 days on average: too long.")
    assert checks.fullest_week(100.0).message.startswith("More comes than she can do")
    assert checks.fullest_week(70.0).message.endswith("but she could take more.")


def test_the_line_keeps_the_promise_at_82_and_breaks_it_at_92():
    easy, full = ([year(busy, seed).wait for seed in range(60)] for busy in (0.82, 0.92))
    assert sum(easy) / 60 < 6.5 < sum(full) / 60


def test_only_full_teams_are_a_rule():
    assert [checks.rule_of_teams(it).solved for it in checks.RULES.values()] == [
        False, False, True, False,
    ]  # fmt: skip
    assert checks.rule_of_teams("three").message.startswith("With 24 people three at once")


def test_with_24_people_a_limit_of_three_hurts():
    assert checks.brought_in(3, 4, 24) < checks.brought_in(8, 4, 24) < checks.brought_in(6, 4, 24)


def test_an_office_with_other_people_has_nobody_s_name():
    assert checks.clinics(6).roles[0].members and not checks.clinics(4, 24).roles[0].members
    assert metrics.finish_days(run(checks.clinics(2, 32)))


def test_an_office_of_one_s_own_is_tried_and_a_team_larger_than_it_is_refused():
    trial = page.own_office().picture
    finish(trial, {"do": "choose", "knob": "people", "value": "8"})
    finish(trial, {"do": "choose", "knob": "team", "value": "6"})
    assert trial.build(trial.chosen).tried.wip_limit == 3
    with pytest.raises(RefusedError, match=r"^4 people are no team of 6; choose more people$"):
        trial.build({"people": "4", "team": "6", "limit": "3"})


def test_every_answer_in_the_worked_exercise_is_right_unless_it_is_called_tempting():
    path = Path(checks.__file__).parent / "solutions" / "03_everything_first.ipynb"
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    code = ["".join(it["source"]) for it in cells if it["cell_type"] == "code"]
    calls = [it for it in code if it.startswith("everything_first.") and "brought_in" not in it]
    said = {call: eval(call, {"everything_first": checks}) for call in calls}
    wrong = {call.partition(".")[2] for call, feedback in said.items() if not feedback.solved}
    assert wrong == {
        "teams_of_six(3)", "teams_of_six(8)", "fullest_week(90)", "break_the_rule(3)",
    }  # fmt: skip
    assert len(calls) == 8


def test_after_three_tries_every_question_is_shown_worked_out():
    questions = (page.teams_of_six(), page.fullest_week(), page.break_the_rule(),
                 page.rule_of_teams())  # fmt: skip
    said = [it.asked.worked() for it in questions]
    assert all(said) and len(set(said)) == 4
    assert "twelve people are two teams of six" in said[0]
