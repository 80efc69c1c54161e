"""Pictures of lessons without a browser: an act goes in, plain data comes out."""

import time
from types import SimpleNamespace

import pytest
from msgspec import Struct, to_builtins
from waiting import until

from exercises.feedback import Feedback
from simulator import load, progress
from simulator.debrief.told import read
from simulator.errors import RefusedError
from simulator.explorables.asked import TRIES, Asked, amount
from simulator.explorables.estimates import Estimates, Thing
from simulator.explorables.picture import Picture, finish, number
from simulator.explorables.rules import rules
from simulator.explorables.trial import Pair, Trial
from simulator.policies import Policy
from simulator.policies.ready import READY
from simulator.widgets import Explorable, Forecast, Question

OFFICE = load("three_projects")
BANK = load("holmwick_bank")
LESSON = "02 One plan"


@pytest.fixture(autouse=True)
def own_file(monkeypatch, tmp_path):
    monkeypatch.setenv("PMO_FORECASTS", str(tmp_path / "mine.jsonl"))


# Questions


def asked(notebook: str = "", worked: str = "Because.") -> Asked:
    return Asked(
        "Which?", lambda it: Feedback(it == "b", f"You said {it}."), ("a", "b"), notebook,
        lambda: worked,
    )  # fmt: skip


def test_three_wrong_answers_show_how_it_comes_about_and_no_answer_counts_as_none():
    question = asked()
    question.give("")
    for tries in range(TRIES):
        assert (question.shown().worked, question.tries) == ("", tries)
        question.give("a")
    assert question.shown().worked == "Because." and not question.solved


def test_answers_are_found_again_in_the_next_kernel():
    first = asked(LESSON)
    first.give("a")
    again = asked(LESSON)
    assert (again.tries, again.answer, again.said) == (1, "a", "Answered once so far.")
    first.give("b")
    last = asked(LESSON)
    assert last.solved and last.ended and last.said == "You have solved this."
    assert not asked("another").ended


def test_what_is_not_on_the_list_is_no_answer():
    question = asked()
    with pytest.raises(RefusedError, match="'c' is not among the answers; choose one of them"):
        question.give("c")
    assert question.tries == 0


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("1,5", 1.5), ("1,200", 1200.0), ("−201 k€", -201.0), ("80 %", 80.0), ("0.5", 0.5)],
)
def test_a_number_may_be_typed_as_people_write_it(typed, meant):
    assert amount(typed) == meant


@pytest.mark.parametrize("typed", ["inf", "many", "1e99", "5 or 6", "nan"])
def test_what_is_no_number_is_named(typed):
    with pytest.raises(RefusedError, match="is not a number; write one such as 120 or 0.5"):
        amount(typed)


# Trials


def test_a_rule_is_tried_against_no_rule_with_what_was_expected():
    trial = rules(OFFICE, worlds=60)
    trial.act({"do": "choose", "knob": "order", "value": "cost of delay"})
    finish(trial, {"do": "try", "expected": "less"})
    assert trial.words().startswith(
        "On average over 60 worlds my rule brings more than no rule (you expected less): +"
    )
    (found,) = trial.shown().tried
    assert found.worlds == len(trial.shown().differences) == 60 and found.low > 0


def test_the_same_knobs_find_the_same_and_their_sign_is_read_the_other_way_where_less_is_better():
    def build(chosen):
        return Pair(OFFICE, Policy(), Policy(order="cost_of_delay"))

    trial = Trial("x", [], build, metric="last_finish", what="days", better=-1, worlds=20)
    for _ in range(2):
        finish(trial, {"do": "try", "expected": "no clear difference"})
    one, other = trial.shown().tried
    assert one == other and trial.shown().better == -1


def test_a_trial_that_is_stopped_keeps_the_worlds_that_are_done():
    trial = rules(OFFICE, worlds=200)
    trial.choose("order", "cost of delay")
    work = trial.act({"do": "try", "expected": "more"})
    for _ in range(4):
        next(work)
    work.close()
    assert len(trial.shown().differences) == trial.shown().tried[0].worlds == 30


def test_a_trial_that_is_stopped_at_once_says_that_there_is_nothing_to_tell():
    trial = rules(OFFICE)
    trial.choose("order", "cost of delay")
    work = trial.act({"do": "try", "expected": "more"})
    next(work)
    work.close()
    assert trial.words() == "Stopped before there was anything to tell." and not trial.tried


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ({"do": "try", "expected": "more"}, "this is the office without a rule"),
        ({"do": "try"}, "first say what you expect"),
        ({"do": "choose", "knob": "order", "value": "nonsense"}, "'nonsense' cannot be chosen"),
        ({"do": "choose", "knob": "luck", "value": "good"}, "'good' cannot be chosen"),
        ({"do": "preset", "value": "nonsense"}, "there is no 'nonsense' to choose"),
        ({"do": "fly"}, "'fly' is nothing that can be done here"),
        ({}, "None is nothing that can be done here"),
    ],
)
def test_what_cannot_be_done_is_a_sentence(message, said):
    with pytest.raises(RefusedError, match=said):
        rules(OFFICE).act(message)


def test_a_ready_made_policy_turns_all_its_knobs():
    trial = rules(BANK, worlds=2)
    for name, policy in READY.items():
        trial.act({"do": "preset", "value": name.replace("_", " ")})
        if policy != Policy():
            made = trial.build(trial.chosen).tried
            assert [getattr(made, it) for it in trial.chosen] == [
                getattr(policy, it) for it in trial.chosen
            ]


def test_a_first_flight_has_the_four_rules_it_always_had():
    assert {it.name for it in rules(OFFICE).knobs} == {
        "order", "wip_limit", "projects_per_person", "review_weeks",
    }  # fmt: skip


def test_what_was_tried_is_found_again_and_another_edition_is_left_out():
    trial = rules(OFFICE, worlds=10)
    trial.choose("order", "cost of delay")
    finish(trial, {"do": "try", "expected": "more"})
    again = rules(OFFICE, worlds=10)
    again.take_up(trial.kept())
    assert again.shown().tried == trial.shown().tried and again.words() == trial.words()
    assert again.chosen == trial.chosen
    for strange in ({"chosen": {"order": "nonsense", "luck": "x"}}, {"tried": "much"}, {"z": 1}):
        fresh = rules(OFFICE)
        fresh.take_up(strange)
        assert fresh.chosen == rules(OFFICE).chosen and not fresh.tried


# On a page


class Count(Struct):
    """How often."""

    times: int


class Counter(Picture):
    """Counts, or counts slowly."""

    def __init__(self):
        self.times = 0

    def shown(self):
        return Count(self.times if self.open else -1)

    def words(self):
        return f"{self.times} times"

    def act(self, message):
        match message.get("do"):
            case "count":
                self.times += 1
                return None
            case "slowly":
                return self.slowly(number(message, "to", 0, 1000))
            case "fail":
                return 1 / 0
            case "fail_slowly":
                return (1 / 0 for _ in range(3))
        return super().act(message)

    def slowly(self, to):
        while self.times < to:
            yield
            self.times += 1
            time.sleep(0.002)

    def kept(self):
        return {"times": self.times} if self.times else None

    def take_up(self, state):
        self.times = state.get("times", 0)


@pytest.fixture
def shown(monkeypatch):
    """A widget of the counter, which no module draws."""
    blank = lambda: SimpleNamespace(on_msg=lambda call: None, page={}, state={})  # noqa: E731
    monkeypatch.setattr("simulator.widgets.explorable.stage", lambda name: blank)
    monkeypatch.setattr(Explorable, "show", lambda self, *widgets: None)
    return lambda *locks, **more: Explorable(Counter(), "counter", locks, **more)


def test_before_its_locks_are_open_a_picture_is_there_and_tells_nothing(shown):
    guess = Forecast("How long?", "days", 1, 2)
    widget = shown(guess)
    assert widget.stage.page == {"times": -1} and not widget.stage.state["open"]
    assert widget.stage.state["first"] == "First lock your prediction above, “How long?”"
    guess.lock(1, 2)
    assert widget.stage.page == {"times": 0} and widget.stage.state["open"]


def test_an_act_is_done_and_answered(shown):
    widget = shown()
    widget.answer({"do": "count"})
    assert widget.stage.page == {"times": 1} and widget.words() == "1 times"
    assert not widget.stage.state["refused"]


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ({"do": "nonsense"}, "Not possible: 'nonsense' is nothing that can be done here."),
        ({"do": "slowly", "to": True}, "Not possible: to is True; give a number from 0 to 1000."),
        ({"do": "slowly"}, "Not possible: to is None; give a number from 0 to 1000."),
        ({"do": "fail"}, "Something went wrong in the simulator (ZeroDivisionError"),
    ],
)
def test_what_goes_wrong_is_a_sentence_and_the_next_act_takes_it_away(shown, message, said):
    widget = shown()
    widget.answer(message)
    assert widget.stage.state["said"].startswith(said) and widget.stage.state["refused"]
    widget.answer({"do": "count"})
    assert widget.stage.state["said"] == "" and not widget.stage.state["refused"]


def test_long_work_goes_on_beside_and_is_followed(shown):
    widget = shown()
    widget.answer({"do": "slowly", "to": 200})
    assert widget.stage.state["busy"]
    until(lambda: 0 < widget.stage.page["times"] < 200)
    until(lambda: not widget.stage.state["busy"])
    assert widget.stage.page == {"times": 200}


def test_stop_is_heard_and_keeps_what_is_done(shown):
    widget = shown(notebook=LESSON)
    widget.answer({"do": "slowly", "to": 1000})
    until(lambda: widget.picture.times > 3)
    widget.answer({"do": "stop"})
    until(lambda: progress.left(LESSON, "counter"))
    assert not widget.stage.state["busy"]
    assert 0 < widget.picture.times < 1000
    assert progress.left(LESSON, "counter") == {"times": widget.picture.times}


def test_work_that_fails_ends_with_a_sentence(shown):
    widget = shown()
    widget.answer({"do": "fail_slowly"})
    until(lambda: not widget.stage.state["busy"])
    assert widget.stage.state["said"].startswith("Something went wrong")


def test_a_picture_is_found_as_it_was_left_and_two_of_a_kind_are_two(shown):
    widget = shown(notebook=LESSON)
    widget.answer({"do": "count"})
    assert shown(notebook=LESSON).stage.page == {"times": 1}
    assert shown(notebook=LESSON, key="other").stage.page == {"times": 0}
    assert shown().stage.page == {"times": 0}
    assert [it.notebook for it in progress.of(progress.Seen, LESSON)] == [LESSON]


def test_what_a_question_and_a_prediction_show_is_plain():
    for widget in (Question("Which?", lambda _: None, ("a",)), Forecast("How?", "days", 1, 2)):
        assert to_builtins(widget.picture.shown()) == widget.stage.page
        assert widget.stage._esm.startswith("/**")


# Estimates


THINGS = (
    Thing(question="Legs of a spider", unit="legs", truth=8, start=0, end=100),
    Thing(question="Days of a leap year", unit="days", truth=366, start=100, end=600),
)


def given(*ranges, notebook: str = "") -> Estimates:
    estimates = Estimates(THINGS, notebook)
    for thing, (low, high) in zip(THINGS, ranges, strict=False):
        estimates.act({"do": "range", "question": thing.question, "low": low, "high": high})
    return estimates


def test_estimates_show_what_is_true_only_once_all_ranges_are_locked():
    estimates = given((6, 10), (300, 360))
    assert [it.truth for it in estimates.shown().guesses] == [None, None]
    assert estimates.shown().caught is None and "2 of 2 ranges are given" in estimates.words()
    estimates.act({"do": "lock"})
    assert [it.truth for it in estimates.shown().guesses] == [8, 366]
    assert estimates.words().startswith("Your ranges hold 1 of 2; 2 were meant to.")
    with pytest.raises(RefusedError, match="your ranges are locked"):
        estimates.act({"do": "range", "question": "Legs of a spider", "low": 1, "high": 2})


def test_estimates_that_are_missing_are_counted_and_nothing_is_locked():
    for ranges, said in (((), "2 ranges are still"), (((6, 10),), "1 range is still")):
        estimates = given(*ranges)
        with pytest.raises(RefusedError, match=said):
            estimates.act({"do": "lock"})
        assert not estimates.locked


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"low": 9, "high": 3}, "low 9 is above high 3; swap them"),
        ({"low": -1, "high": 3}, "low is -1; give a number from 0 to 100"),
        ({"low": 1}, "high is None; give a number"),
        ({"question": "Teeth of a hen"}, "'Teeth of a hen' is not asked here"),
    ],
)
def test_what_is_no_estimate_is_a_sentence(more, said):
    with pytest.raises(RefusedError, match=said):
        given().act({"do": "range", "question": "Legs of a spider"} | more)


def test_estimates_count_for_calibration_once_and_are_found_again():
    estimates = given((6, 10), (300, 360), notebook=LESSON)
    estimates.lock()
    estimates.lock()
    assert [it.held for it in read().told] == [True, False]
    again = Estimates(THINGS, LESSON)
    again.take_up(estimates.kept())
    assert again.shown() == estimates.shown()
    again.take_up({"ranges": 7})
    fewer = Estimates(THINGS[:1])
    fewer.take_up(estimates.kept())
    assert fewer.locked and fewer.caught() == 1 and Estimates(THINGS).kept() is None


@pytest.mark.parametrize(
    ("ends", "verdict"), [((0, 8), "That is what you meant"), ((9, 10), "too narrow")]
)
def test_the_verdict_on_estimates_says_what_their_ranges_are(ends, verdict):
    things = [
        Thing(question=f"{n}", unit="x", truth=float(n), start=0, end=10) for n in range(1, 10)
    ]
    estimates = Estimates(things)
    for it in things:
        estimates.give({"question": it.question, "low": ends[0], "high": ends[1]})
    estimates.lock()
    assert verdict in estimates.words()
