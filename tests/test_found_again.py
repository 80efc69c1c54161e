"""Lessons after a restart: what was played is found again by any cell."""

import re
import sys
from importlib import import_module
from time import sleep
from types import ModuleType

import pytest

from simulator.explorables import designer


@pytest.fixture
def fresh(monkeypatch, tmp_path):
    """Import a lesson as a kernel does that has just begun."""
    monkeypatch.setenv("PMO_FORECASTS", str(tmp_path / "forecasts.jsonl"))

    def imported(name: str) -> ModuleType:
        for module in [it for it in sys.modules if it.startswith("lessons")]:
            del sys.modules[module]
        return import_module(f"lessons.{name}")

    yield imported
    for module in [it for it in sys.modules if it.startswith("lessons")]:
        del sys.modules[module]


def lock(lesson: ModuleType) -> None:
    for name in [it for it in vars(lesson) if it.startswith("forecast_")]:
        getattr(lesson, name)().lock(1, 2)


def test_an_order_that_was_given_is_judged_after_a_restart(fresh):
    lesson = fresh("what_goes_first")
    lock(lesson)
    assert lesson.result().words() == "Give an order in the picture above."
    lesson.ranking().answer({"do": "give"})
    assert fresh("what_goes_first").result().words().startswith("There is a knock at the door")
    lesson.ranking().answer({"do": "listen"})
    assert "The order. It was 547 k€" in fresh("what_goes_first").result().words()


def test_a_line_that_was_watched_has_its_curve_after_a_restart(fresh):
    lesson = fresh("everything_first")
    lock(lesson)
    for busy in (60, 80, 95):
        assert lesson.line_result().words().startswith("Play a year with three different weeks")
        lesson.line().answer({"do": "dial", "busy": busy})
        lesson.line().answer({"do": "play"})
    assert "The line. It was 19 days" in fresh("everything_first").line_result().words()


def test_a_signed_basket_and_a_sealed_box_are_found_again_after_a_restart(fresh):
    lesson = fresh("pay_now")
    lock(lesson)
    lesson.premortem().answer({"do": "add", "text": "One long gale", "about": "bad weather"})
    lesson.premortem().answer({"do": "seal"})
    lesson.offers().answer({"do": "toggle", "offer": "crate"})
    lesson.offers().answer({"do": "sign"})
    words = fresh("pay_now").result().words()
    assert "yours           1       4 k€" in words and "You named bad weather" in words


def test_calendars_that_were_played_are_found_again_after_a_restart(fresh):
    lesson = fresh("adopted")
    lock(lesson)
    assert lesson.spaced().words() == "Play at least 3 different calendars above."
    for month in (7, 11, 15):
        lesson.calendar().answer({"do": "move", "project": "beds", "month": month})
        lesson.calendar().answer({"do": "play"})
        for _ in range(600):
            if not lesson.calendar().busy:
                break
            sleep(0.05)
    assert "A single month is worse than none" in fresh("adopted").spaced().words()


def test_an_office_that_was_signed_is_found_again_by_the_cells_after_it(fresh, monkeypatch):
    monkeypatch.setattr(designer, "OFFICES", 4)
    lesson = fresh("its_keep")
    lock(lesson)
    assert lesson.result().words() == "Put your office together above, play it, and sign it."
    lesson.ledger().answer({"do": "keep"})
    assert lesson.ledger().said == (
        "Not possible: you have not signed an office yet; do so under the price tags."
    )
    lesson.designer().answer({"do": "set", "part": "change", "setting": "off"})
    lesson.designer().answer({"do": "play"})
    for _ in range(600):
        if not lesson.designer().busy:
            break
        sleep(0.05)
    lesson.designer().answer({"do": "sign"})
    lesson.designer().answer({"do": "stop"})
    again = fresh("its_keep")
    signed = again.ledger().picture.office()
    assert signed.visibility == 1.0 and signed.review_depth == "audit"
    assert again._ruled({"office": again.MINE, "house": "borne", "times": "rough"}).tried == signed


def test_two_years_and_a_sealed_strategy_are_found_again_after_a_restart(fresh):
    lesson = fresh("in_the_chair")
    lock(lesson)
    for sentence in lesson.SENTENCES:
        chosen = {"sentence": sentence.name, "value": sentence.choices[-1]}
        lesson.strategy().answer({"do": "choose"} | chosen)
    lesson.strategy().answer({"do": "seal"})
    lesson.chair().answer({"do": "take", "offer": "at once 1"})
    for _ in range(7):
        lesson.chair().answer({"do": "pass"})
    lesson = fresh("in_the_chair")
    assert lesson.result().words() == "Let all eight quarters pass in the picture above."
    lesson.chair().answer({"do": "pass"})
    words = fresh("in_the_chair").result().words()
    assert "Two years. It was" in words and "I stop a project when never" in words


def test_ordered_audits_a_bet_and_four_decisions_are_found_again_after_a_restart(fresh):
    lesson = fresh("dashboard")
    lock(lesson)
    for card in ("quay", "siding", "market"):
        lesson.screen().answer({"do": "place", "card": card})
    lesson.screen().answer({"do": "sign"})
    lesson.alarms().answer({"do": "bet", "lane": "cpi"})
    for case in ("tower", "cranes", "radio", "siding"):
        lesson.decisions().answer({"do": "decide", "case": case, "go_on": case == "tower"})
    lesson.decisions().answer({"do": "sign"})
    assert "Red that is not told. It was" in fresh("dashboard").behind().words()
    assert "Their own reports. It was" in fresh("dashboard").raced().words()
    assert re.search("Rail siding +stop", fresh("dashboard").decided().words())
