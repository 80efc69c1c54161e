"""Screens without a browser: a choice goes in, a picture or a sentence comes out."""

import re
import threading

import pytest
from office import office, project

from simulator import (
    BuyMitigation,
    ChangePeople,
    OrderProjects,
    Policy,
    Session,
    change_policy,
    load,
    metrics,
)
from simulator.debrief.calibration import calibration
from simulator.figures.picture import number
from simulator.policies.functions import FUNCTIONS
from simulator.policies.ready import READY
from simulator.widgets import Cockpit, Debrief, Forecast, Question, RuleTrial, Worlds
from simulator.widgets.dispatch import Dispatcher
from simulator.widgets.ranking import Ranking
from simulator.widgets.replay import parted

OFFICE = load("three_projects")
REPLAY = 4
"""The place of the tab for it."""


def text(widget):
    """What a person reads in an HTML widget."""
    return re.sub(r"<[^>]+>", " ", widget.value).replace("&#x27;", "'").strip()


def click(panel, name):
    """Press the button with this text, wherever it stands."""
    buttons = [panel]
    while buttons:
        it = buttons.pop()
        if getattr(it, "description", None) == name and hasattr(it, "click"):
            return it.click()
        buttons += getattr(it, "children", ())
    raise AssertionError(f"no button '{name}'")


@pytest.fixture
def cockpit():
    return Cockpit(Session(OFFICE, seed=1))


def test_next_week_is_five_working_days(cockpit):
    click(cockpit, "Next week")
    assert cockpit.session.today == 5
    assert text(cockpit.message) == "Today is day 5."
    assert "working day 5 " in re.sub(r"\s+", " ", text(cockpit.headline))


def test_the_cockpit_shows_the_same_as_the_session(cockpit):
    click(cockpit, "To the end")
    run = Session(OFFICE, seed=1).to_end()
    assert cockpit.session.events == run.events
    assert f"{metrics.value_delivered(run.events):,.0f} k€" in text(cockpit.headline)


def test_what_happened_is_told_in_plain_words(cockpit):
    click(cockpit, "Next week")
    assert "Reports for the grid has arrived" in text(cockpit.news)
    assert "Occurred" not in text(cockpit.news)


def test_projects_are_put_in_the_order_of_the_list(cockpit):
    click(cockpit, "Next week")
    ranking = cockpit.panels[0].ranking
    ranking.list.value = "reports"
    click(cockpit, "To the top")
    click(cockpit, "Put in this order")
    expected = OrderProjects(("reports", "billing", "portal"), day=5.0)
    assert cockpit.session.decisions == (expected,)


def test_a_mitigation_is_bought_once(cockpit):
    offer = OFFICE.mitigations[0]
    button = cockpit.panels[1].offers[offer.id]
    cockpit.tabs.selected_index = 1
    button.click()
    assert cockpit.session.decisions == (BuyMitigation(offer.id, day=0.0),)
    assert button.disabled and "bought" in text(cockpit.panels[1].notes[offer.id])


def test_people_are_hired_and_released(cockpit):
    cockpit.panels[2].role.value = "developer"
    click(cockpit, "Hire one")
    click(cockpit, "Release one")
    assert cockpit.session.decisions == (
        ChangePeople("developer", 1, day=0.0), ChangePeople("developer", -1, day=0.0),
    )  # fmt: skip


def test_rules_are_changed_from_today_on(cockpit):
    cockpit.panels[0].rules.controls.fields["order"].value = "cost of delay"
    click(cockpit, "Change the rules")
    assert cockpit.session.rules == Policy(order="cost_of_delay")
    click(cockpit, "Change the rules")
    assert text(cockpit.message).startswith("Not possible: these are the rules already")


def test_rules_taken_back_show_as_they_were(cockpit):
    fields = cockpit.panels[0].rules.controls.fields
    fields["wip_limit"].value = "2"
    click(cockpit, "Change the rules")
    click(cockpit, "Undo")
    assert [control.value for control in fields.values()] == [
        "first come", "no limit", "as people are used to", "never",
    ]  # fmt: skip


def test_what_is_not_possible_is_said_and_changes_nothing(cockpit):
    cockpit.panels[0].project.value = "reports"
    click(cockpit, "Cancel")
    assert text(cockpit.message) == (
        "Not possible: decision on day 0: project 'reports' arrives on day 5; decide then."
    )
    assert cockpit.session == Session(OFFICE, seed=1)


def test_undo_takes_back_step_by_step(cockpit):
    click(cockpit, "Next week")
    day_5 = cockpit.session
    cockpit.panels[1].offers[OFFICE.mitigations[0].id].click()
    decided = cockpit.session
    click(cockpit, "Next 4 weeks")
    click(cockpit, "Undo")
    assert cockpit.session == decided
    click(cockpit, "Undo")
    assert cockpit.session == day_5
    click(cockpit, "Undo")
    assert cockpit.session == Session(OFFICE, seed=1)
    assert cockpit.buttons["Undo"].disabled


def test_a_step_on_which_nothing_happens_is_no_step_to_undo(cockpit):
    click(cockpit, "To the end")
    click(cockpit, "To the end")
    assert text(cockpit.message) == "Nothing happens any more unless you decide something."
    assert len(cockpit.seat.history) == 1


def test_the_list_shows_the_order_that_was_decided(cockpit):
    ranking = cockpit.panels[0].ranking
    ranking.list.value = "portal"
    click(cockpit, "To the top")
    click(cockpit, "Put in this order")
    click(cockpit, "Put in this order")
    assert "in this order already" in text(cockpit.message)
    assert text(cockpit.panels[0].said) == text(cockpit.message)
    click(cockpit, "Undo")
    assert ranking.order == ("billing", "portal", "reports")


def test_undo_ends_the_replacing_of_a_decision(cockpit):
    replay = decided_and_played(cockpit)
    click(replay, "Replace it by my next decision")
    click(cockpit, "Undo")
    assert cockpit.seat.replacing is None


def test_a_refused_replacement_can_be_tried_again(cockpit):
    replay = decided_and_played(cockpit)
    click(replay, "Replace it by my next decision")
    cockpit.panels[0].project.value = "reports"
    click(cockpit, "Start or resume")
    assert text(cockpit.message).startswith("Not possible: ") or cockpit.seat.replacing is None
    assert len(cockpit.session.decisions) == 1


@pytest.mark.parametrize("name", ["00_lobby.ipynb", "../mine", "", "a/b"])
def test_a_flight_is_never_saved_over_something_else(cockpit, name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    cockpit.panels[REPLAY].file.value = name
    click(cockpit.panels[REPLAY], "Save")
    assert "is no file name; use letters, digits, - and _" in text(cockpit.message)
    assert not list(tmp_path.iterdir())


def decided_and_played(cockpit):
    """A flight to its end with one decision on day 5."""
    click(cockpit, "Next week")
    cockpit.panels[0].ranking.list.value = "reports"
    click(cockpit, "To the top")
    click(cockpit, "Put in this order")
    click(cockpit, "To the end")
    cockpit.tabs.selected_index = REPLAY
    return cockpit.panels[REPLAY]


def test_replaying_without_a_decision_shows_both_futures(cockpit):
    replay = decided_and_played(cockpit)
    with_it = cockpit.session
    click(replay, "Replay without it")
    assert cockpit.session.decisions == ()
    assert cockpit.seat.other == with_it
    gain = metrics.value_delivered(with_it.events) - metrics.value_delivered(
        cockpit.session.to_end().events
    )
    assert f"{number(abs(gain))} k€ {'more' if gain <= 0 else 'less'}" in text(replay.picture)


def test_a_past_decision_is_replaced_by_the_next_one(cockpit):
    replay = decided_and_played(cockpit)
    flown = cockpit.session
    click(replay, "Replace it by my next decision")
    cockpit.panels[1].offers[OFFICE.mitigations[0].id].click()
    assert cockpit.session.decisions == (BuyMitigation(OFFICE.mitigations[0].id, day=5.0),)
    assert cockpit.session.over and flown.over


def test_going_back_to_a_day_keeps_the_other_future(cockpit):
    replay = decided_and_played(cockpit)
    flown = cockpit.session
    click(replay, "Go back to that day")
    assert (cockpit.session.today, cockpit.session.decisions) == (5.0, ())
    click(replay, "Back to the other future")
    assert cockpit.session == flown


def test_without_a_past_decision_there_is_nothing_to_replay(cockpit):
    cockpit.tabs.selected_index = REPLAY
    click(cockpit.panels[REPLAY], "Replay without it")
    assert text(cockpit.message) == (
        "Not possible: there is no past decision yet; decide something first."
    )


def test_a_flight_is_saved_and_taken_up_again(cockpit, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    replay = decided_and_played(cockpit)
    flown = cockpit.session
    replay.file.value = "mine"
    click(replay, "Save")
    assert [path.name for path in tmp_path.iterdir()] == ["mine.flight.json"]
    other = Cockpit(Session(OFFICE, seed=2))
    other.panels[REPLAY].file.value = replay.file.value
    click(other.panels[REPLAY], "Load")
    assert other.session == flown


def test_a_file_that_is_not_there_is_named(cockpit):
    cockpit.panels[REPLAY].file.value = "nowhere.json"
    click(cockpit.panels[REPLAY], "Load")
    assert text(cockpit.message) == (
        "Not possible: there is no file 'nowhere.flight.json' beside this notebook."
    )


def test_every_tab_draws_on_every_day(cockpit):
    for step in ("Next week", "Next 4 weeks", "Next event", "To the end"):
        click(cockpit, step)
        for place, panel in enumerate(cockpit.panels):
            cockpit.tabs.selected_index = place
            panel.redraw()
        assert "Something went wrong" not in cockpit.message.value


def test_after_the_end_the_cockpit_says_what_is_left_to_do(cockpit):
    click(cockpit, "To the end")
    click(cockpit, "Next week")
    assert "Look back under “Replay”" in text(cockpit.message)


def test_a_fault_of_ours_is_a_sentence_too():
    said = []
    Dispatcher(said.append)(lambda: 1 / 0)()
    assert said == [
        "Something went wrong in the simulator (ZeroDivisionError: division by zero). "
        "Nothing is lost; save your flight and tell your mentor."
    ]


def test_two_callbacks_at_once_take_turns():
    inside, most = [], []

    def intention():
        inside.append(1)
        most.append(len(inside))
        threading.Event().wait(0.01)
        inside.pop()

    callback = Dispatcher(print)(intention)
    threads = [threading.Thread(target=callback) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert max(most) == 1 and len(most) == 8


def test_a_line_moves_as_far_as_the_list_goes():
    ranking = Ranking({"a": "A", "b": "B", "c": "C"})
    ranking.list.value = "b"
    ranking.up.click()
    ranking.up.click()
    assert ranking.order == ("b", "a", "c") and ranking.list.value == "b"
    ranking.down.click()
    assert ranking.order == ("a", "b", "c")


def test_a_locked_prediction_is_judged():
    guess = Forecast("How long?", "days", 10, 20)
    assert guess.judge(15) == "It was 15 days. You have not locked a prediction yet."
    guess.button.click()
    assert guess.low.disabled and text(guess.result) == "Locked: between 10 and 20 days."
    assert guess.judge(15) == "It was 15 days: inside your range of 10 to 20."
    assert guess.judge(25) == "It was 25 days: above your range of 10 to 20."
    assert guess.judge(5) == "It was 5 days: below your range of 10 to 20."


def test_a_range_upside_down_is_not_locked():
    guess = Forecast("How long?", "days", 30, 20)
    guess.button.click()
    assert guess.locked is None
    assert text(guess.result) == "Not possible: lowest 30 is above highest 20; swap them."


def test_world_after_world_is_listed():
    worlds = Worlds(OFFICE, worlds=20)
    worlds.one.click()
    worlds.one.click()
    assert [run["world"] for run in worlds.runs] == ["1", "2"]
    assert text(worlds.result).startswith("World 2: In the end, 3 of 3 projects are finished.")


def test_many_worlds_make_a_fan_and_can_be_stopped():
    worlds = Worlds(OFFICE, worlds=20)
    worlds.run_many()
    assert text(worlds.result).startswith("In 20 worlds with the same decisions")
    assert worlds.bar.value == 20
    worlds.progress = lambda done: done < 7
    worlds.run_many()
    assert text(worlds.result).startswith("In 7 worlds with the same decisions")


def test_a_rule_is_tried_against_no_rule():
    trial = RuleTrial(OFFICE, worlds=60)
    trial.controls.fields["order"].value = "cost of delay"
    trial.try_rule()
    assert re.match(
        r"On average over 60 worlds this rule brings more than no rule", text(trial.result)
    )
    assert trial.tried[0]["rule"] == "first in line cost of delay"


def test_no_rule_is_not_a_rule_to_try():
    trial = RuleTrial(OFFICE, worlds=5)
    trial.dispatch(trial.try_rule)()
    assert text(trial.result) == (
        "Not possible: this is the office without a rule; choose one first."
    )


class Answer:
    def __init__(self, solved, message):
        self.solved, self.message = solved, message


def test_a_question_says_what_the_check_says():
    question = Question("Which?", lambda it: Answer(it == "b", f"You said {it}."), ("a", "b"))
    question.button.click()
    assert text(question.result) == "You said None."
    question.answer.value = "b"
    question.button.click()
    assert text(question.result) == "Yes. You said b."


def test_a_number_may_have_a_comma_but_must_be_a_number():
    question = Question("How much?", lambda it: Answer(False, f"You said {it}."))
    numbers = {"1,5": 1.5, "1,200": 1200.0, "−201 k€": -201.0}
    answers = {typed: f"Not yet. You said {number}." for typed, number in numbers.items()}
    for typed, said in {**answers, "": "You said None."}.items():
        question.answer.value = typed
        question.button.click()
        assert text(question.result) == said
    question.answer.value = "inf"
    question.button.click()
    assert text(question.result).startswith("Not possible: 'inf' is not a number")
    question.answer.value = "many"
    question.button.click()
    assert text(question.result) == (
        "Not possible: 'many' is not a number; write one such as 120 or 0.5."
    )


# Rules of a whole PMO


BANK = load("holmwick_bank")


def test_a_scenario_with_a_pmo_offers_every_function_of_it():
    cockpit = Cockpit(Session(BANK))
    fields = set(cockpit.panels[0].rules.controls.fields)
    carried = {field for function in FUNCTIONS.values() for field in function.fields}
    assert carried - fields == {"intake", "skipping", "slack"}


def test_a_ready_made_policy_fills_in_the_controls():
    trial = RuleTrial(BANK, worlds=2)
    trial.controls.ready.value = "tailored"
    chosen = Policy(**trial.controls.chosen)
    assert chosen == READY["tailored"]
    trial.controls.ready.value = "no pmo"
    assert Policy(**trial.controls.chosen) == Policy()


def test_a_first_flight_has_the_four_rules_it_always_had():
    assert set(RuleTrial(OFFICE, worlds=2).controls.fields) == {
        "order", "wip_limit", "projects_per_person", "review_weeks",
    }  # fmt: skip


def test_two_futures_in_which_nothing_has_happened_yet_can_be_compared():
    later = Cockpit(Session(office(project("late", [2], arrival=20))))
    later.seat.decide(change_policy(wip_limit=1))
    later.tabs.selected_index = REPLAY
    click(later, "Replay without it")
    assert text(later.message) == "Replayed without that decision. Below are both futures."
    assert "late" in text(later.panels[REPLAY].table)


def test_futures_part_on_the_first_day_that_only_one_of_them_has():
    log = Session(OFFICE).advance(20).visible
    half = tuple(event for event in log if event.day < 10)
    assert parted((), ()) == 0
    assert parted(log, log) == log[-1].day
    assert parted(half, log) == parted(log, half) == log[len(half)].day >= 10
    assert parted((), log) == log[0].day


# The debrief


def done(debrief):
    debrief.thread.join(timeout=120)
    assert not debrief.thread.is_alive()
    return debrief


def test_every_part_of_a_debrief_appears_in_its_place(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    over = Session(OFFICE, seed=1).decide(BuyMitigation(OFFICE.mitigations[0].id)).to_end()
    debrief = done(Debrief(over, worlds=6, fates=3))
    assert text(debrief.said) == "The debrief is complete."
    for name in ("result", "luck", "strokes", "fork", "pmo", "map", "next"):
        assert "not yet" not in text(debrief.places[name])
    click(debrief, "Save as one file")
    assert (tmp_path / "debrief.html").read_text(encoding="utf-8").count("<section") >= 6


def test_a_debrief_that_is_stopped_keeps_what_is_there():
    debrief = Debrief(Session(OFFICE, seed=1).to_end(), worlds=400, fates=3)
    debrief.halt()
    done(debrief)
    assert len(debrief.made) < 9 and "Stopped" in text(debrief.said)
    assert any("not yet" in text(place) for place in debrief.places.values())


def test_a_debrief_can_begin_only_when_the_flight_is_over(cockpit):
    panel = cockpit.panels[-1]
    cockpit.tabs.selected_index = len(cockpit.panels) - 1
    assert panel.begin.disabled and "comes at the end" in text(panel.picture)
    click(cockpit, "To the end")
    assert not panel.begin.disabled


def test_a_suggestion_of_the_debrief_is_flown_and_the_flight_is_kept_beside_it(cockpit):
    click(cockpit, "To the end")
    cockpit.tabs.selected_index = len(cockpit.panels) - 1
    flown = cockpit.session
    panel = cockpit.panels[-1]
    monkey = Debrief(flown, worlds=6, fates=3, start=panel.take_up)
    done(monkey)
    branches = monkey.branches.children
    assert branches
    branches[0].click()
    assert cockpit.session != flown and cockpit.session.seed == flown.seed
    assert cockpit.seat.other == flown


# Predictions are kept


def test_a_prediction_that_was_judged_is_kept_for_the_debrief(tmp_path, monkeypatch):
    monkeypatch.setenv("PMO_FORECASTS", str(tmp_path / "mine.jsonl"))
    guess = Forecast("How long?", "days", 40, 60, "00 The lobby")
    guess.judge(50)
    assert not (tmp_path / "mine.jsonl").exists()  # nobody had locked anything
    click(guess, "Lock my prediction")
    guess.judge(70)
    found = calibration()
    assert [it.held for it in found.counted] == [False]
    assert found.counted[0].what == "How long? (days)"


def test_a_prediction_that_cannot_be_kept_is_judged_all_the_same(tmp_path, monkeypatch):
    monkeypatch.setenv("PMO_FORECASTS", str(tmp_path))
    guess = Forecast("How long?", "days", 40, 60, "00 The lobby")
    click(guess, "Lock my prediction")
    assert "inside your range" in guess.judge(50)
    assert "could not be kept" in text(guess.result)
