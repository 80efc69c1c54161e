"""Screens without a browser: a choice goes in, a picture or a sentence comes out."""

import re
import threading
import time

from waiting import until

from simulator import (
    BuyMitigation,
    Session,
    load,
)
from simulator.debrief.calibration import calibration
from simulator.report import Case
from simulator.report.section import Part
from simulator.widgets import Debrief, Forecast, Question, Worlds
from simulator.widgets.dispatch import Dispatcher
from simulator.widgets.parts import Parts

OFFICE = load("three_projects")


def text(widget):
    """What a person reads in an HTML widget."""
    return re.sub(r"<[^>]+>", " ", widget.value).replace("&#x27;", "'").strip()


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


def test_a_locked_prediction_is_judged():
    guess = Forecast("How long?", "days", 10, 20)
    assert guess.judge(15) == "It was 15 days. You have not locked a prediction yet."
    guess.lock(10, 20)
    assert guess.prediction.said == "Locked: between 10 and 20 days."
    assert guess.judge(15) == "It was 15 days: inside your range of 10 to 20."
    assert guess.judge(25) == "It was 25 days: above your range of 10 to 20."
    assert guess.judge(5) == "It was 5 days: below your range of 10 to 20."


def test_a_range_upside_down_is_not_locked():
    guess = Forecast("How long?", "days", 30, 20)
    guess.lock(30, 20)
    assert guess.locked is None
    assert guess.said == "Not possible: lowest 30 is above highest 20; swap them."


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


class Answer:
    def __init__(self, solved, message):
        self.solved, self.message = solved, message


def test_a_question_says_what_the_check_says():
    question = Question("Which?", lambda it: Answer(it == "b", f"You said {it}."), ("a", "b"))
    question.give("")
    assert question.asked.said == "You said None."
    question.give("b")
    assert question.asked.said == "Yes. You said b."


# The debrief


def test_every_part_of_a_debrief_appears_in_its_place_rough_ones_first(tmp_path, monkeypatch):
    monkeypatch.setenv("PMO_FLIGHTS", str(tmp_path))
    over = Session(OFFICE, seed=1).decide(BuyMitigation(OFFICE.mitigations[0].id)).to_end()
    shown = []
    monkeypatch.setattr(
        Debrief, "_show", lambda self, it: (shown.append(it), setattr(self, "parts", it))
    )
    debrief = Debrief(over, worlds=6, fates=3)
    until(lambda: not debrief.parts["busy"])
    assert debrief.parts["said"] == "The debrief is complete."
    assert all(it["html"] is not None for it in debrief.parts["sections"])
    looks = [it["html"] for state in shown for it in state["sections"] if it["html"]]
    assert sum("A first look, from few worlds" in it for it in looks) >= 2
    assert not any("A first look" in it["html"] for it in debrief.parts["sections"])
    debrief.answer({"do": "save_debrief"})
    (page,) = tmp_path.glob("*.html")
    assert page.read_text(encoding="utf-8").count("<section") >= 6


def test_a_debrief_that_is_stopped_keeps_what_is_there():
    debrief = Debrief(Session(OFFICE, seed=1).to_end(), worlds=400, fates=3)
    debrief.answer({"do": "stop_debrief"})
    assert "Stopped" in debrief.parts["said"] and not debrief.parts["busy"]
    assert any(it["html"] is None for it in debrief.parts["sections"])


def test_who_stops_a_debrief_in_the_middle_of_a_part_is_told_so_for_good(monkeypatch):
    begun, stopped = threading.Event(), threading.Event()

    def make(case):
        begun.set()
        stopped.wait(20)

    both = Part("one", "One", make), Part("two", "Two", make, glance=make)
    monkeypatch.setattr("simulator.widgets.parts.PARTS", both)
    parts = Parts(Case(Session(OFFICE, seed=1).to_end(), worlds=4, fates=2), lambda shown: None)
    parts.begin()
    assert begun.wait(20)
    parts.stop()
    stopped.set()  # the part is made to its end all the same
    time.sleep(0.3)
    assert parts.said == "Stopped; 2 parts were not made." and not parts.busy


def test_a_debrief_without_anywhere_to_fly_has_no_buttons_to_fly_on():
    debrief = Debrief(Session(OFFICE, seed=1).to_end(), worlds=6, fates=3)
    until(lambda: not debrief.parts["busy"])
    assert debrief.made.branches and debrief.parts["branches"] == []
    debrief.answer({"do": "branch", "place": 0})
    assert debrief.parts["said"].startswith("Not possible")


# Predictions are kept


def test_a_prediction_that_was_judged_is_kept_for_the_debrief(tmp_path, monkeypatch):
    monkeypatch.setenv("PMO_FORECASTS", str(tmp_path / "mine.jsonl"))
    guess = Forecast("How long?", "days", 40, 60, "00 The lobby")
    guess.judge(50)
    assert not (tmp_path / "mine.jsonl").exists()  # nobody had locked anything
    guess.lock(40, 60)
    guess.judge(70)
    found = calibration()
    assert [it.held for it in found.counted] == [False]
    assert found.counted[0].what == "How long? (days)"


def test_a_prediction_that_cannot_be_kept_is_judged_all_the_same(tmp_path, monkeypatch):
    monkeypatch.setenv("PMO_FORECASTS", str(tmp_path))
    guess = Forecast("How long?", "days", 40, 60, "00 The lobby")
    guess.lock(40, 60)
    assert "inside your range" in guess.judge(50)
    assert "could not be kept" in guess.prediction.said
