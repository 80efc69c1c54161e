"""Nothing is given away: a result appears only once a number was said, and said is said."""

import re

import ipywidgets as w
import pytest

from exercises.feedback import Feedback
from simulator.debrief.told import place, read
from simulator.errors import RefusedError
from simulator.explorables.asked import TRIES
from simulator.tables import tabulate
from simulator.widgets import Forecast, Question, Reveal
from simulator.widgets.page import prose

LESSON = "00 The lobby"


@pytest.fixture(autouse=True)
def own_file(monkeypatch, tmp_path):
    monkeypatch.setenv("PMO_FORECASTS", str(tmp_path / "mine.jsonl"))


def forecast(low=40, high=60, question="How long?") -> Forecast:
    return Forecast(question, "days", low, high, LESSON)


def lock(guess: Forecast) -> Forecast:
    guess.lock(guess.prediction.low, guess.prediction.high)
    return guess


# Predictions


def test_what_was_locked_is_kept_at_once_and_locked_again_when_the_cell_runs_again():
    lock(forecast(40, 60))
    again = forecast(1, 2)
    assert again.locked == (40, 60) and again.opens
    page = again.stage.page
    assert (page["low"], page["high"], page["locked"]) == (40, 60, True)
    assert again.prediction.said == "Locked: between 40 and 60 days."
    assert len(read().locked) == 1


def test_who_locked_in_another_window_first_is_kept_to():
    here, there = forecast(40, 60), forecast(40, 60)
    lock(here)
    there.lock(59, 60)
    assert there.locked == (40, 60) and len(read().locked) == 1


def test_another_question_and_another_lesson_are_not_locked():
    lock(forecast())
    assert not forecast(question="How much?").opens
    assert not Forecast("How long?", "days", 40, 60, "01 First flight").opens
    assert not Forecast("How long?", "weeks", 40, 60, LESSON).opens


def test_a_prediction_of_no_lesson_is_locked_and_kept_nowhere():
    guess = lock(Forecast("How long?", "days", 40, 60))
    assert guess.judge(50) == "It was 50 days: inside your range of 40 to 60."
    assert not place().exists()


def test_what_came_is_kept_once_for_what_comes_first_counts():
    guess = lock(forecast())
    assert guess.judge(70) == "It was 70 days: above your range of 40 to 60."
    assert (
        guess.judge(50) == forecast().judge(50) == "It was 50 days: inside your range of 40 to 60."
    )
    assert [it.came for it in read().told] == [70]


def test_a_prediction_that_cannot_be_kept_is_locked_for_now(monkeypatch, tmp_path):
    monkeypatch.setenv("PMO_FORECASTS", str(tmp_path))
    guess = lock(forecast())
    assert guess.opens and guess.prediction.said.startswith(
        "Locked: between 40 and 60 days. Your prediction could not be kept: "
    )


@pytest.mark.parametrize("low", [float("nan"), float("inf"), 1e10])
def test_what_is_no_number_is_not_locked(low):
    guess = lock(forecast(low=low))
    assert not guess.opens and not place().exists()
    assert re.fullmatch(
        r"Not possible: lowest is .+; both must be numbers, such as 40 and 60\.", guess.said
    )


# What stands behind


def reveal(*locks, **more) -> Reveal:
    return Reveal(lambda: ["It was **50** days."], locks, **more)


def test_a_result_appears_by_itself_when_the_last_prediction_is_locked():
    one, two = forecast(), forecast(question="How much?")
    result = reveal(one, two)
    assert result.words() == (
        "First lock your prediction above, “How long?”; then it appears here by itself."
    )
    lock(one)
    assert result.words() == (
        "First lock your prediction above, “How much?”; then it appears here by itself."
    )
    assert "50" not in str([getattr(it, "value", "") for it in result.children])
    lock(two)
    assert result.words() == "It was 50 days."
    assert [it.value for it in result.children[:-1]] == [prose("It was **50** days.")]


def test_a_result_whose_prediction_is_locked_is_there_at_once():
    lock(forecast())
    assert reveal(forecast()).words() == "It was 50 days."


def test_what_else_has_to_come_first_is_said_and_looked_at_again():
    wanting = ["Fly on first."]
    result = reveal(wanting=lambda: wanting[0])
    assert result.words() == "Fly on first." and result.again in result.children
    result.again.click()
    assert result.words() == "Fly on first."
    wanting[0] = ""
    result.again.click()
    assert result.words() == "It was 50 days." and result.again not in result.children


def test_a_result_is_made_once():
    made = []
    guess = forecast()
    result = Reveal(lambda: made.append(1) or ["x"], [guess])
    lock(guess)
    result.look()
    assert made == [1]


def test_what_cannot_be_made_is_a_sentence():
    def refuse():
        raise RefusedError("there is no such office")

    assert Reveal(refuse).words() == "Not possible: there is no such office."
    assert Reveal(lambda: 1 / 0).words().startswith("Something went wrong in the simulator (Zero")


def test_texts_tables_and_controls_stand_below_each_other_and_are_told_in_words():
    inner, plain = reveal(), w.HTML(value="x")
    table = tabulate("A table", [{"a": "1"}])
    whole = Reveal(lambda: ["One.\n\n*Two.*", table, inner, plain])
    assert whole.words() == "One.\n\nTwo.\n\nA table\na\n1\n\nIt was 50 days.\n\nHTML."
    assert whole.children[1].value == table.html() and whole.children[2:] == (
        inner,
        plain,
        whole.guard,
    )
    assert repr(whole) == whole._repr_mimebundle_()["text/plain"] == whole.words()


def test_a_text_stands_out_where_it_should_and_does_nothing_else():
    assert prose("a **b** *c* <i>") == (
        '<p style="line-height:1.5;margin:0.5em 0;max-width:52em">a <b>b</b> <i>c</i> &lt;i&gt;</p>'
    )


def test_a_guard_answers_whoever_asks_whether_somebody_is_there(monkeypatch):
    guard, sent = forecast().guard, []
    monkeypatch.setattr(type(guard), "send", lambda self, content: sent.append(content))
    guard._handle_custom_msg({}, [])
    assert sent == [{"here": True}] and forecast().children[-1] is not guard


# Questions


def question(right="b") -> Question:
    return Question("Which?", lambda it: Feedback(it == right, f"You said {it}."), ("a", "b"))


def answer(asked: Question, said: str | None) -> None:
    asked.give(said or "")


def test_the_answer_is_shown_to_who_has_found_it():
    asked = question()
    result = reveal(asked)
    assert result.words() == "First answer above, “Which?”; then it appears here by itself."
    answer(asked, None)
    answer(asked, "a")
    assert not result.pieces
    answer(asked, "b")
    assert result.words() == "It was 50 days."


def test_the_answer_is_shown_to_who_has_tried_often_enough():
    asked = question()
    result = reveal(asked)
    for number in range(TRIES):
        assert not result.pieces, number
        answer(asked, "a")
    assert result.words() == "It was 50 days."


def test_what_was_solved_stays_open():
    asked = question()
    answer(asked, "b")
    answer(asked, "a")
    assert asked.opens and re.fullmatch(r"Which\? Not yet\. You said a\.", asked.words())


# What is acted on


class Acted:
    """Something that somebody acts on."""

    def __init__(self):
        self.calls = []

    def when_done(self, call):
        self.calls.append(call)

    def act(self):
        for call in self.calls:
            call()


def test_what_else_has_to_come_first_is_asked_again_after_each_act():
    acted, wanting = Acted(), ["Sign first."]
    result = reveal(wanting=lambda: wanting[0], watched=[acted])
    acted.act()
    assert result.words() == "Sign first."
    wanting[0] = ""
    acted.act()
    assert result.words() == "It was 50 days."
