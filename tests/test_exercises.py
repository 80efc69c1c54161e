"""Exercises: every answer has its answer, and page, checks and worked answer belong together."""

import json
from pathlib import Path

import pytest

from exercises import choosing, first_flight, lobby, one_plan
from exercises.feedback import NOT_ANSWERED, Feedback
from simulator.scenario import ScenarioError

FOLDER = Path(__file__).parents[1] / "exercises"


def code(path):
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]


def test_every_page_has_a_worked_answer_and_the_other_way_round():
    pages = {path.name for path in FOLDER.glob("*.ipynb")}
    assert pages == {path.name for path in FOLDER.glob("solutions/*.ipynb")} != set()


def test_pages_are_blank_and_worked_answers_are_not():
    for path in FOLDER.rglob("*.ipynb"):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        outputs = [cell["outputs"] for cell in cells if cell["cell_type"] == "code"]
        assert any(outputs) == (path.parent.name == "solutions"), path


@pytest.mark.stored_luck("it reads the answers of a stored notebook")
def test_every_answer_in_the_worked_exercise_is_right_unless_it_is_called_tempting():
    lines = "\n".join(code(FOLDER / "solutions/01_first_flight.ipynb")).splitlines()
    calls = [it for it in lines if it.startswith("first_flight.") and "losing" not in it]
    said = {call: eval(call, {"first_flight": first_flight}) for call in calls}
    wrong = {call for call, feedback in said.items() if not feedback.solved}
    assert wrong == {
        'first_flight.first_project("metering")', 'first_flight.first_project("outage")',
    }  # fmt: skip
    assert len(calls) == 5


@pytest.mark.parametrize(
    "check", [first_flight.first_project, first_flight.best_offer, first_flight.gain,
              first_flight.unlucky_world, lobby.broken_promises, lobby.what_differs],
)  # fmt: skip
def test_no_answer_is_not_answered_yet(check):
    assert check(None) == NOT_ANSWERED


@pytest.mark.parametrize("answer", ["", "nonsense"])
def test_a_foreign_answer_is_named_and_not_solved(answer):
    for check in (first_flight.first_project, first_flight.best_offer, lobby.what_differs):
        assert not check(answer).solved and f"'{answer}'" in check(answer).message


def test_exactly_one_project_goes_first_and_one_offer_is_best():
    assert sum(first_flight.first_project(it).solved for it in first_flight.PROJECTS.values()) == 1
    assert sum(first_flight.best_offer(it).solved for it in first_flight.OFFERS.values()) == 1


def test_the_most_valuable_project_is_a_mistake_with_its_own_answer():
    assert "Ask what a day of delay costs" in first_flight.first_project("metering").message


def test_the_dearest_day_is_a_mistake_with_its_own_answer():
    assert first_flight.first_project("outage").message.startswith("It loses most a day.")


def test_every_other_project_is_told_its_own_numbers():
    assert first_flight.first_project("archive").message.startswith("A day of delay costs ")


def test_every_offer_gets_an_answer():
    said = {it: first_flight.best_offer(it).message for it in first_flight.OFFERS.values()}
    assert all(said.values())
    assert sum("It is the cheapest." in message for message in said.values()) <= 1


def test_the_gain_is_right_within_its_interval_only():
    right = first_flight._gain()
    assert first_flight.gain(right.mean).solved and first_flight.gain(right.low).solved
    assert first_flight.gain(right.high + 1).message.startswith("It is less.")
    assert first_flight.gain(0.0).message.startswith("It is more.")
    assert first_flight.gain(-right.mean).message.startswith("The size is right.")


def test_one_world_is_not_the_mean():
    one = first_flight._difference_in_world(0)
    right = first_flight._gain()
    assert not right.low <= one <= right.high, "choose another world for the typical mistake"
    assert "world 0 alone" in first_flight.gain(one).message


def test_there_is_a_world_in_which_the_better_rule_loses():
    unlucky = [seed for seed in range(60) if first_flight.unlucky_world(seed).solved]
    assert 1 <= len(unlucky) <= 30
    assert "delivers" in first_flight.unlucky_world(unlucky[0]).message


def test_a_world_is_a_whole_number():
    assert first_flight.unlucky_world(1.5).message == (
        "1.5 is not the number of a world; write 0, 1, 2 …"
    )


@pytest.mark.parametrize("seed", [float("inf"), float("nan"), -1, 1e300])
def test_no_number_of_a_world_breaks_the_check(seed):
    assert "is not the number of a world" in first_flight.unlucky_world(seed).message


def test_the_lobby_knows_each_wrong_answer():
    answers = [lobby.broken_promises(it) for it in lobby.SHARES]
    assert [it.solved for it in answers] == [False, True, False, False]
    assert len({it.message for it in answers}) == 4
    assert [lobby.what_differs(it).solved for it in lobby.REASONS] == [False, True, False]


def test_a_scenario_of_one_s_own_is_read_from_beside_the_page(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    original = Path(first_flight.__file__).parents[1] / "simulator/scenarios/three_projects.toml"
    (tmp_path / "mine.toml").write_text(original.read_text(encoding="utf-8"), encoding="utf-8")
    assert len(first_flight.own("mine").projects) == 3
    with pytest.raises(ScenarioError, match=r"^'mein\.toml' is no file and no scenario;"):
        first_flight.own("mein")


def test_feedback_reads_as_a_sentence():
    assert repr(Feedback(True, "Right.")) == "Yes. Right."
    assert repr(Feedback(False, "Look.", "page 1")) == "Not yet. Look. See: page 1."


# Exercise 02


@pytest.mark.parametrize(
    ("check", "right", "tempting", "said"),
    [
        (one_plan.sure_enough, "96 of 100", "8 of 10", "five pieces of good luck at once"),
        (one_plan.sure_enough, "96 of 100", "9 of 10", "still far from 8 of 10"),
        (one_plan.eight, "17 of 100", "33 of 100", "what five of them come to"),
        (one_plan.eight, "17 of 100", "80 of 100", "each of them alone"),
        (one_plan.eight, "17 of 100", "64 of 100", "what two of them come to"),
        (one_plan.signs, one_plan.SIGNED[2], one_plan.SIGNED[0], "How often will this day be kept"),
        (one_plan.signs, one_plan.SIGNED[2], one_plan.SIGNED[1], "How often will this day be kept"),
    ],
)
def test_one_plan_knows_the_tempting_answers(check, right, tempting, said):
    assert check(right).solved
    assert not check(tempting).solved and said in check(tempting).message
    assert check(None) == NOT_ANSWERED and "'no' is not one" in check("no").message


def test_one_plan_numbers_are_right_near_what_many_worlds_say_and_each_mistake_has_its_answer():
    day = one_plan.quantile(one_plan.opens(), 0.8)
    assert one_plan.reference(day).solved and one_plan.reference(1.05 * day).solved
    assert "That is the plan." in one_plan.reference(60.0).message
    middle = one_plan.quantile(one_plan.opens(), 0.5)
    assert "half of them kept" in one_plan.reference(middle).message
    assert "It is earlier." in one_plan.reference(3 * day).message
    need = day - one_plan.latest_promise()
    assert one_plan.buffer(need).solved and one_plan.buffer(need + 4).solved
    assert "Without a buffer" in one_plan.buffer(0.0).message
    assert "Count from the latest" in one_plan.buffer(day - one_plan.PLAN).message
    assert "8 of 10 need less" in one_plan.buffer(3 * day).message
    own, opening = one_plan.engineer()
    assert one_plan.gained(opening).solved
    assert "is that team ready" in one_plan.gained(own).message
    assert "It helps a little" in one_plan.gained(0.0).message
    assert "It is less." in one_plan.gained(50.0).message
    for check in (one_plan.reference, one_plan.buffer, one_plan.gained):
        assert check(None) == NOT_ANSWERED


def test_one_plan_helping_pays_most_in_one_of_the_worlds_and_the_others_say_why_not():
    said = {it: one_plan.helps(it) for it in one_plan.NUMBERS.values()}
    assert 1 <= sum(it.solved for it in said.values()) < len(said)
    wrong = {it.message.split(" there")[0] for it in said.values() if not it.solved}
    assert any("Another team is later" in it for it in wrong)
    assert one_plan.helps(None) == NOT_ANSWERED and "'99' is not" in one_plan.helps("99").message


# Exercise 05


@pytest.mark.parametrize(
    ("check", "right", "tempting", "said"),
    [
        (
            choosing.shrinks,
            choosing.SHRINKS[0],
            choosing.SHRINKS[1],
            "have most probably been lucky",
        ),
        (choosing.shrinks, choosing.SHRINKS[0], choosing.SHRINKS[2], "drawn up, not down"),
        (choosing.filled, [*choosing.FILLED][1], [*choosing.FILLED][0], "it comes late"),
        (choosing.filled, [*choosing.FILLED][1], [*choosing.FILLED][2], "there is too little"),
        (choosing.studies, [*choosing.STUDIED][1], [*choosing.STUDIED][0], "decide the same"),
        (choosing.studies, [*choosing.STUDIED][1], [*choosing.STUDIED][2], "decide the same"),
        (choosing.better_numbers, choosing.BETTER[1], choosing.BETTER[0], "disappoint less"),
        (choosing.better_numbers, choosing.BETTER[1], choosing.BETTER[2], "a little"),
    ],
)
def test_choosing_knows_the_tempting_answers(check, right, tempting, said):
    assert check(right).solved
    assert not check(tempting).solved and said in check(tempting).message
    assert check(None) == NOT_ANSWERED and "'no' is not one" in check("no").message


def test_choosing_a_promise_is_drawn_back_and_each_mistake_has_its_answer():
    right = choosing.believed(choosing.DEAREST)
    promise = choosing.CASES[choosing.DEAREST].value
    assert choosing.believe(right).solved and choosing.believe(1.04 * right).solved
    assert "That is the promise." in choosing.believe(promise).message
    assert "mean of all" in choosing.believe(choosing.MEAN).message
    assert "not to nothing" in choosing.believe(choosing.TRUST * promise).message
    assert "It is less." in choosing.believe(1000.0).message
    assert "It is more." in choosing.believe(0.0).message
    assert choosing.believe(None) == NOT_ANSWERED


def test_what_became_of_the_prediction_is_told_once_its_question_is_answered(tmp_path, monkeypatch):
    monkeypatch.setenv("PMO_FORECASTS", str(tmp_path / "forecasts.jsonl"))
    from lessons import first_flight_exercise as page

    page.forecast_gain.cache_clear()
    page.forecast_gain().lock(-1e6, 1e6)
    [question, told] = page._gain()
    assert told.words().startswith("First answer above, “How many k€ more value, on average?”")
    question.give(str(round(first_flight.mean_gain())))
    assert told.words().startswith(f"It was {first_flight.mean_gain():,.0f} k€: inside your range")
    page.forecast_gain.cache_clear()
