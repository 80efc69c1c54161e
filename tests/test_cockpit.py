"""The cockpit without a browser: a message comes in, another state goes out, nothing is lost."""

import time

import pytest
from waiting import until

from simulator import BuyMitigation, Policy, Session, load
from simulator.instruments import Instruments
from simulator.logbook import Logbook
from simulator.widgets import Cockpit, Reveal

OFFICE = load("three_projects")
FLIGHT = Session(OFFICE, seed=1)


@pytest.fixture
def book(tmp_path):
    return Logbook(tmp_path / "flights")


@pytest.fixture
def cockpit(book):
    return Cockpit(FLIGHT, "Mine", book=book)


def test_a_week_is_shown_at_once_and_the_forecast_follows(cockpit):
    cockpit.answer({"do": "week"})
    assert cockpit.screen["today"] == 5.0 and not cockpit.screen["refused"]
    until(lambda: cockpit.ahead.get("day") == 5.0 and cockpit.ahead["futures"] == 50)
    assert {it["id"] for it in cockpit.ahead["projects"]} == {it.id for it in OFFICE.projects}


def test_a_decision_makes_the_forecast_of_the_same_day_an_old_one(cockpit):
    until(lambda: cockpit.ahead.get("futures") == 50)
    assert cockpit.ahead["forecast"] == cockpit.screen["forecast"]
    cockpit.answer({"do": "buy", "offer": OFFICE.mitigations[0].id})
    assert cockpit.ahead["forecast"] != cockpit.screen["forecast"]
    until(lambda: cockpit.ahead["forecast"] == cockpit.screen["forecast"])


def test_a_look_at_the_past_does_not_end_the_forecast_of_today(cockpit):
    cockpit.answer({"do": "week"})
    cockpit.answer({"do": "look", "day": 0})
    cockpit.answer({"do": "present"})
    until(lambda: cockpit.ahead.get("day") == 5.0 and cockpit.ahead["futures"] == 50)


def test_a_forecast_can_be_switched_off(book):
    cockpit = Cockpit(FLIGHT, "Mine", forecast=False, book=book)
    cockpit.answer({"do": "week"})
    time.sleep(0.5)
    assert cockpit.ahead == {}


def test_what_is_refused_is_said_and_changes_nothing(cockpit):
    cockpit.answer({"do": "project", "verb": "pause", "project": "reports"})
    assert cockpit.screen["refused"] and "arrives on day 5" in cockpit.screen["said"]
    assert cockpit.session == FLIGHT


def test_every_answer_differs_from_the_last_one(cockpit):
    cockpit.answer({"do": "undo"})
    first = cockpit.screen
    cockpit.answer({"do": "undo"})
    assert cockpit.screen != first, "or the page would wait for an answer in vain"


def test_a_fault_of_ours_is_a_sentence_too(cockpit, monkeypatch):
    monkeypatch.setattr("simulator.widgets.cockpit.act", lambda seat, message: 1 / 0)
    cockpit.answer({"do": "week"})
    assert "Something went wrong in the simulator (ZeroDivisionError" in cockpit.screen["said"]


@pytest.mark.parametrize("message", [None, "week", 5, [], {"do": ["week"]}])
def test_a_message_that_is_none_is_answered(cockpit, message):
    cockpit._heard(cockpit, message, [])
    assert cockpit.screen["refused"]


def test_what_a_notebook_stores_of_it_is_a_fixed_sentence(cockpit):
    assert repr(cockpit) == "Cockpit: Three projects in a small office"
    cockpit.answer({"do": "week"})
    assert repr(cockpit) == "Cockpit: Three projects in a small office"


def test_one_that_comes_up_beneath_something_that_is_read_stays_where_it_is(book):
    assert Cockpit(FLIGHT, "Mine", book=book).born > 0
    assert Cockpit(FLIGHT, "Mine", book=book, to_the_fore=False).born == 0


def test_whenever_a_cell_shows_it_it_may_scroll_into_view_again(cockpit):
    for shown in (cockpit, Reveal(lambda: [cockpit])):
        cockpit.born = 0.0
        assert "application/vnd.jupyter.widget-view+json" in str(shown._repr_mimebundle_())
        assert time.time() * 1000 - cockpit.born < 5000


# The coach


@pytest.fixture
def own_file(monkeypatch, tmp_path):
    monkeypatch.setenv("PMO_FORECASTS", str(tmp_path / "mine.jsonl"))


TIRED = Session(load("odwell_bridges"), Policy(overtime=5.0), seed=4)
"""Of which there is something to be said after six weeks, whatever the luck."""


def coached(book, wish="offered", flight=TIRED):
    tools = Instruments(forecasts=False, coach=wish)
    return Cockpit(flight, "Coached", book=book, instruments=tools)


def heard(cockpit, weeks=8):
    """What the coach has said after each week."""
    said = []
    for _ in range(weeks):
        cockpit.answer({"do": "week"})
        said.append(cockpit.coach["text"])
    return said


def test_the_coach_is_off_unless_somebody_wants_it(book, own_file):
    cockpit = coached(book)
    assert cockpit.coach == {"offered": True, "on": False, "text": ""}
    assert not any(heard(cockpit))


def test_the_coach_is_on_where_the_mentor_or_the_trainee_wants_it(book, own_file):
    assert any(heard(coached(book, "on")))
    cockpit = coached(book)
    cockpit.answer({"do": "anew"})
    cockpit.answer({"do": "coach", "on": True})
    assert "The coach is on" in cockpit.screen["said"]
    said = heard(cockpit)
    assert said[0] == "" and any(said)
    cockpit.answer({"do": "coach", "on": False})
    assert cockpit.coach == {"offered": True, "on": False, "text": ""}


def test_how_the_trainee_left_the_coach_is_remembered_beside_what_the_mentor_wants(book, own_file):
    coached(book).answer({"do": "coach", "on": True})
    assert coached(book).coach["on"]
    coached(book, "on").answer({"do": "coach", "on": False})
    assert not coached(book, "on").coach["on"] and coached(book).coach["on"]
    assert coached(book, "off").coach == {"offered": False, "on": False, "text": ""}


def test_where_the_mentor_wants_no_coach_there_is_none(book, own_file):
    cockpit = coached(book, "off")
    cockpit.answer({"do": "coach", "on": True})
    assert cockpit.screen["refused"] and not cockpit.coach["on"]
    assert "there is no coach in this flight" in cockpit.screen["said"]


def test_not_now_is_heard_and_the_flight_goes_on(book, own_file):
    cockpit = coached(book, "on")
    while not cockpit.coach["text"]:
        cockpit.answer({"do": "week"})
    cockpit.answer({"do": "not_now"})
    assert cockpit.coach["text"] == "" and not any(heard(cockpit, 3))


def test_nothing_is_said_of_a_day_of_the_past_or_after_the_end(book, own_file):
    cockpit = coached(book, "on")
    while not cockpit.coach["text"]:
        cockpit.answer({"do": "week"})
    cockpit.answer({"do": "look", "day": 0})
    assert cockpit.coach["text"] == ""
    ended = coached(book, "on", FLIGHT)
    ended.answer({"do": "end"})
    assert ended.session.over and ended.coach["text"] == ""


# Nothing is lost


def test_a_flight_is_kept_after_every_step_and_offered_again(cockpit, book):
    cockpit.answer({"do": "week"})
    cockpit.answer({"do": "buy", "offer": OFFICE.mitigations[0].id})
    again = Cockpit(FLIGHT, "Mine", book=book)
    assert "on day 5" in again.kept["text"]
    again.answer({"do": "continue"})
    assert again.session == cockpit.session and again.kept == {}


def test_nothing_is_written_before_the_first_step(cockpit, book):
    assert book.entries() == () and cockpit.page is not None


def test_nothing_is_flown_before_the_question_is_answered(cockpit, book):
    cockpit.answer({"do": "week"})
    again = Cockpit(FLIGHT, "Mine", book=book)
    again.answer({"do": "week"})
    assert again.screen["refused"] and again.session == FLIGHT


def test_starting_anew_keeps_the_earlier_flight(cockpit, book):
    cockpit.answer({"do": "week"})
    again = Cockpit(FLIGHT, "Mine", book=book)
    again.answer({"do": "anew"})
    again.answer({"do": "end"})
    assert {it.name for it in book.entries()} == {"Mine", "Mine 2"}
    assert book.open("Mine").session == FLIGHT.advance(5)


def test_a_flight_of_another_world_is_not_offered(cockpit, book):
    cockpit.answer({"do": "week"})
    other = Cockpit(Session(OFFICE, seed=2), "Mine", book=book)
    assert other.kept == {}
    other.answer({"do": "week"})
    assert len(book.entries()) == 2


def test_a_flight_that_cannot_be_kept_goes_on_and_says_so(tmp_path):
    (tmp_path / "flights").write_text("a file, no folder")
    cockpit = Cockpit(FLIGHT, "Mine", book=Logbook(tmp_path / "flights"))
    cockpit.answer({"do": "week"})
    assert cockpit.session.today == 5.0
    assert "not kept" in cockpit.flight["words"]


def test_a_damaged_flight_is_named_and_left_as_it_is(cockpit, book):
    cockpit.answer({"do": "week"})
    path = book.entries()[0].path
    path.write_text(path.read_text()[:-40])
    again = Cockpit(FLIGHT, "Mine", book=book)
    again.answer({"do": "week"})
    assert again.session.today == 5.0
    assert len(book.entries()) == 2, "the damaged one and the new one"


# Replay


def test_after_the_end_an_offer_is_swapped_and_both_futures_are_compared(cockpit):
    one, other = (it.id for it in OFFICE.mitigations[:2])
    cockpit.answer({"do": "buy", "offer": one})
    cockpit.answer({"do": "end"})
    cockpit.answer({"do": "look", "number": 0})
    assert cockpit.screen["banner"]["day"] == 0
    cockpit.answer({"do": "buy", "offer": other})
    assert cockpit.session.decisions == (BuyMitigation(other, day=0.0),)
    assert cockpit.screen["banner"] is None
    assert [it["name"] for it in cockpit.screen["compared"]["numbers"]][:3] == [
        "value",
        "cost",
        "net",
    ]
    until(lambda: cockpit.why.get("sentences"))


def test_hiring_on_a_past_day_is_offered_after_the_end(cockpit):
    cockpit.answer({"do": "end"})
    cockpit.answer({"do": "people", "role": OFFICE.roles[0].id, "change": 1})
    assert cockpit.screen["refused"] and "timeline" in cockpit.screen["said"]
    cockpit.answer({"do": "look", "day": 5})
    cockpit.answer({"do": "people", "role": OFFICE.roles[0].id, "change": 1})
    assert not cockpit.screen["refused"]
    assert cockpit.session.decisions[0].day == 5.0


def test_a_future_that_is_left_is_kept_as_a_flight_of_its_own(cockpit, book):
    cockpit.answer({"do": "buy", "offer": OFFICE.mitigations[0].id})
    cockpit.answer({"do": "end"})
    left = cockpit.session
    cockpit.answer({"do": "leave_out", "number": 0})
    cockpit.answer({"do": "swap"})
    cockpit.answer({"do": "swap"})
    assert {it.name for it in book.entries()} == {
        "Mine", "Mine other future", "Mine other future 2"
    }  # fmt: skip
    assert book.open("Mine other future").session == left


# The debrief


def test_the_debrief_comes_part_by_part_and_is_saved(cockpit, book):
    cockpit.answer({"do": "debrief"})
    assert cockpit.screen["refused"], "not before the end"
    cockpit.answer({"do": "end"})
    cockpit.debrief_size = (8, 3)
    cockpit.answer({"do": "debrief"})
    until(lambda: cockpit.parts and not cockpit.parts["busy"], 120)
    made = [it["html"] for it in cockpit.parts["sections"]]
    assert all(it is not None for it in made) and "You delivered" in made[0]
    cockpit.answer({"do": "save_debrief"})
    saved = list(book.folder.glob("*.html"))
    assert len(saved) == 1 and "You delivered" in saved[0].read_text()
    assert cockpit.parts["branches"]
    cockpit.answer({"do": "branch", "place": 0})
    assert cockpit.session.today < cockpit.seat.other.today


def test_a_debrief_that_is_stopped_keeps_what_is_there(cockpit):
    cockpit.answer({"do": "end"})
    cockpit.answer({"do": "debrief"})
    cockpit.answer({"do": "stop_debrief"})
    assert not cockpit.parts["busy"] and "Stopped" in cockpit.parts["said"]
