"""What a room plays, and a team's flight in it: pure, without a service."""

import json

import msgspec
import pytest
from msgspec.structs import replace

from simulator.decisions import BuyMitigation, ChangePeople, PauseProject, change_policy
from simulator.errors import RefusedError
from simulator.events import visible
from simulator.injects import with_injects
from simulator.scenario import NewsInject
from simulator.session import session as played
from simulator.workshop import Allowed, Seal, Workshop
from simulator.workshop.flight import Flight, acted, carried_out, gone_on, session_of, shown
from simulator.workshop.kinds import kinds, thrown_in
from simulator.workshop.playing import Round, file_of, look, seen
from simulator.workshop.record import SEEDS, drawn, even
from simulator.workshop.scoring import sliced, standing
from simulator.workshop.summary import all_in, flags, summed_up

SEAL = Seal(seed=123_456_789_012, fate="a fate", salt="a salt")
ROOM = Workshop.of("tarnholt_town", rounds=(60.0, 120.0, 180.0), seal=SEAL)


def flown(*messages: dict, until: float = 60.0, room: Workshop = ROOM) -> Flight:
    flight = Flight()
    for message in messages:
        flight = acted(room, until, flight, message)
    return flight


# What a room plays


@pytest.mark.parametrize(
    ("rounds", "says"),
    [((), "0 rounds"), ((30.0, 30.0), "grow"), ((-5.0,), "grow"),
     (tuple(map(float, range(1, 50))), "49 rounds")],
)  # fmt: skip
def test_rounds_that_cannot_be_flown_are_refused(rounds, says):
    with pytest.raises(RefusedError, match=says):
        Workshop.of("three_projects", rounds=rounds)


def test_rounds_of_equal_length_go_somewhat_beyond_the_plan():
    ends = even(ROOM.scenario, 6)
    steps = {round(b - a) for a, b in zip((0.0, *ends), ends, strict=False)}
    assert len(ends) == 6 and len(steps) == 1 and steps.pop() % 5 == 0
    planned = played.Session(ROOM.scenario).plan[-1].day
    assert planned < ends[-1] < 1.8 * planned
    for wrong in (0, 41, True, "8"):
        with pytest.raises(RefusedError, match="rounds cannot be played"):
            even(ROOM.scenario, wrong)


def test_a_seal_fits_its_own_promise_alone():
    assert SEAL.fits(SEAL.commitment) and SEAL.fits(SEAL.commitment.upper())
    for other in (replace(SEAL, seed=1), replace(SEAL, fate=""), replace(SEAL, salt="")):
        assert not other.fits(SEAL.commitment)
    seals = [drawn() for _ in range(200)]
    assert len({it.seed for it in seals}) == len({it.fate for it in seals}) == 200
    # Nobody tries them all: of two hundred, most are beyond what a day of trying reaches.
    assert sum(it.seed > SEEDS / 100 for it in seals) > 180


# A flight


def test_a_flight_comes_back_from_its_json_as_it_was():
    flight = flown({"do": "week"}, {"do": "people", "role": ROOM.scenario.roles[0].id, "change": 1})
    again = msgspec.json.decode(msgspec.json.encode(flight), type=Flight)
    assert again == flight and session_of(ROOM, again).events == session_of(ROOM, flight).events


def test_acts_are_those_of_a_session_of_the_same_storm():
    role = ROOM.scenario.roles[0].id
    flight = flown({"do": "week"}, {"do": "people", "role": role, "change": 1}, {"do": "end"})
    session = ROOM.start.advance(5.0).decide(ChangePeople(role, 1)).advance(60.0)
    assert session_of(ROOM, flight) == session


def test_what_is_handed_in_is_what_acts_would_have_done():
    role = ROOM.scenario.roles[0].id
    hired = ChangePeople(role, 1, day=5.0)
    flight, lost = carried_out(ROOM, 60.0, Flight(), [hired], 90.0)
    assert lost == () and flight.today == 60.0
    acts = flown({"do": "week"}, {"do": "people", "role": role, "change": 1}, {"do": "end"})
    assert flight.decisions == acts.decisions


def test_a_closed_round_moves_everybody_to_its_end_and_nobody_back():
    assert gone_on(Flight(today=20.0), 60.0).today == 60.0
    assert gone_on(Flight(today=80.0), 60.0).today == 80.0


def test_a_past_may_be_changed_where_the_mentor_allows_it():
    role = ROOM.scenario.roles[0].id
    room = replace(ROOM, allowed=Allowed(replay=True))
    flight = flown({"do": "people", "role": role, "change": 1}, {"do": "end"}, room=room)
    without = acted(room, 60.0, flight, {"do": "leave_out", "number": 0})
    assert without.decisions == () and without.today == 60.0
    with pytest.raises(RefusedError, match="the past stays"):
        acted(ROOM, 60.0, flight, {"do": "leave_out", "number": 0})


# Nothing hidden


def test_a_decision_of_today_may_be_given_its_reason_until_it_has_one():
    bought = {"do": "buy", "offer": ROOM.scenario.mitigations[0].id}
    said = {"do": "explain", "reason": "it is cheap now"}
    steps = ((), (bought,), (bought, said), (bought, {"do": "week"}))
    asks = [shown(ROOM, 60.0, flown(*it), True)["can_explain"] for it in steps]
    assert asks == [False, True, False, False]


def test_all_that_is_shown_is_made_from_what_can_be_seen(monkeypatch):
    """A storm without its hidden facts gives the same screen, events and office, byte for byte."""
    flight = flown({"do": "week"}, {"do": "week"}, {"do": "end"})
    when = Round(since=0.0, until=60.0, is_open=True)
    true = shown(ROOM, 60.0, flight, True), seen(ROOM, flight)
    hidden = [it for it in session_of(ROOM, flight).events if it.hidden]
    assert len(hidden) > 2
    whole = played.log
    monkeypatch.setattr(played, "log", lambda *run: visible(whole(*run)))
    assert (shown(ROOM, 60.0, flight, True), seen(ROOM, flight)) == true
    text = json.dumps(msgspec.to_builtins(look(ROOM, when, flight, True).screen))
    assert str(SEAL.seed) not in text and SEAL.fate not in text and SEAL.salt not in text


def test_a_whole_flight_as_a_file_has_the_storm_and_what_came_from_outside(tmp_path):
    news = NewsInject(day=10.0, headline="Strike")
    room = replace(ROOM, scenario=with_injects(ROOM.scenario, news))
    flight = flown({"do": "end"}, room=room)
    path = tmp_path / "flight.json"
    path.write_bytes(file_of(room, flight))
    session = played.Session.load(path)
    assert (session.seed, session.scenario.injects) == (SEAL.seed, (news,))


# What calls for a visit


def test_a_visit_is_called_for_by_what_a_mentor_would_look_for():
    role = ROOM.scenario.roles[0].id
    silent = summed_up(ROOM, 0.0, flown({"do": "people", "role": role, "change": 1}))
    kinds_of = {it.kind for it in flags(silent, is_open=True, done=False, silent=0.0)}
    assert kinds_of == {"no hypothesis"}
    told = flown(
        {"do": "people", "role": role, "change": 1}, {"do": "explain", "reason": "a queue"}
    )
    summary = summed_up(ROOM, 0.0, told)
    assert flags(summary, is_open=True, done=False, silent=10.0) == ()
    assert [it.kind for it in flags(summary, True, False, 400.0)] == ["frozen"]
    assert flags(summary, True, True, 400.0) == flags(summary, False, False, 400.0) == ()


@pytest.mark.parametrize(
    ("decisions", "says"),
    [
        ([ChangePeople("x", 9)], "hired or released"),
        ([PauseProject(it.id) for it in ROOM.scenario.projects], "stopped in one round"),
        ([BuyMitigation(it.id) for it in ROOM.scenario.mitigations] * 3, "bought in one round"),
        ([change_policy(order="due_first", wip_limit=2, review_weeks=4, review_depth="audit",
                        skipping=False, projects_per_person=1)], "rules changed"),
        ([ChangePeople("x", 1)], ""),
    ],
)  # fmt: skip
def test_all_in_is_said_in_words(decisions, says):
    assert says in all_in(ROOM.scenario, decisions) and bool(
        all_in(ROOM.scenario, decisions)
    ) == bool(says)


# What comes from outside


def test_every_form_of_an_inject_makes_one_that_can_be_played():
    for form in kinds(ROOM.scenario):
        asked = {"type": form["type"], "headline": "Something comes"}
        for it in form["fields"][1:]:
            asked[it["name"]] = it["value"] if it["kind"] == "number" else it["choices"][0]["value"]
        inject = thrown_in(ROOM.scenario, asked, 20.5)
        assert inject.day == 21.0
        room = replace(ROOM, scenario=with_injects(ROOM.scenario, inject, today=20.5))
        kinds_seen = [type(it).__name__ for it in session_of(room, Flight(today=60.0)).visible]
        assert "InjectCame" in kinds_seen


# How teams stand


def test_slices_are_all_worlds_once():
    assert [n for part in sliced(range(25)) for n in part] == list(range(25))


def test_one_team_is_compared_with_nobody():
    with pytest.raises(RefusedError, match="nobody to be compared"):
        next(standing([("Otters", ROOM.start)], SEAL, 10))
