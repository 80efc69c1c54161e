"""A workshop without a server: what lies in its folder is played again, or named with a reason."""

import json
import os
from functools import cache

import msgspec
import pytest

from simulator import OrderProjects, Policy, Session, load
from simulator.debrief.told import Locked, append
from simulator.errors import RefusedError
from simulator.events import InjectCame
from simulator.injects import with_injects
from simulator.instruments import Instruments
from simulator.logbook import Logbook
from simulator.mentor.code import World, written
from simulator.mentor.levels import at
from simulator.policies import ORDERS
from simulator.scenario import NewsInject, PeopleInject
from simulator.session.file import read as saved
from simulator.workshop import Allowed, Seal, Workshop
from simulator.workshop.folder import NAME, TRUST, Shared, gathered
from simulator.workshop.folder.gathered import forecast_of, forecasts_path
from simulator.workshop.folder.handout import Handout, read
from simulator.workshop.folder.sealed import place, seal_of
from simulator.workshop.folder.shared import workshop_of
from simulator.workshop.rounds import round_of

OFFICE = "three_projects"
WORLD = World(organisation=OFFICE, seed=4, instruments=Instruments(forecasts=False))
ROUNDS = (20.0, 40.0, 60.0)


@pytest.fixture(autouse=True)
def mentors_own(tmp_path, monkeypatch):
    """The mentor's data lie apart from the shared folder."""
    monkeypatch.setenv("PMO_FORECASTS", str(tmp_path / "mentor" / "forecasts.jsonl"))


@cache
def begun() -> tuple[Workshop, str]:
    return workshop_of(WORLD, ROUNDS, "Friday")


@pytest.fixture
def shared(tmp_path):
    it = Shared(tmp_path / "room")
    it.begin(*begun())
    return it


def fly(shared, name, session):
    Logbook(shared.folder).begin(name, session).keep(session)


def decided(session, day):
    """A flight in which something is decided on that day."""
    first = session.scenario.projects[0].id
    return session.advance(day).decide(OrderProjects((first,)))


def why(shared):
    found = gathered(shared.folder, shared.handout)
    return {it.name: it.why for it in found.refused}


# The file


def test_what_is_handed_out_comes_back_as_it_was(shared):
    workshop, code = begun()
    handout = shared.handout
    assert handout == Handout.of(workshop, code).sealed() and handout.code == written(WORLD)
    assert (handout.title, handout.rounds, handout.until) == ("Friday", ROUNDS, 0.0)
    assert shared.workshop == workshop
    assert TRUST in shared.path.read_text(encoding="utf-8")


def test_how_decisions_are_scored_is_in_no_file_of_the_room_until_it_is_revealed(shared):
    seal = begun()[0].seal
    room = b"".join(it.read_bytes() for it in shared.folder.rglob("*") if it.is_file())
    assert seal.fate.encode() not in room and seal.salt.encode() not in room
    assert seal_of(shared.handout.commitment) == seal
    assert shared.folder not in place().parents
    revealed = shared.reveal()
    assert revealed.seal == seal and seal.fits(revealed.commitment)
    assert shared.handout == revealed


def test_on_another_computer_a_workshop_cannot_be_scored_before_the_reveal(shared, monkeypatch):
    monkeypatch.setenv("PMO_FORECASTS", str(shared.folder.parent / "elsewhere" / "it.jsonl"))
    with pytest.raises(RefusedError, match="kept on the computer on which it was made"):
        shared.workshop  # noqa: B018 - asking is what is refused
    monkeypatch.undo()


def test_a_folder_holds_one_workshop(shared):
    before = shared.path.read_bytes()
    with pytest.raises(RefusedError, match="there is a workshop in '.*' already; take another"):
        shared.begin(*begun())
    assert shared.path.read_bytes() == before


def test_rounds_open_and_close_one_after_the_other(shared):
    with pytest.raises(RefusedError, match="no round is open"):
        shared.close_round()
    for number, day in enumerate(ROUNDS, 1):
        opened = shared.open_round()
        assert (opened.round, opened.is_open, opened.until) == (number, True, day)
        with pytest.raises(RefusedError, match=f"round {number} is open; close it first"):
            shared.open_round()
        assert not shared.close_round().is_open
    with pytest.raises(RefusedError, match="all 3 rounds have been flown"):
        shared.open_round()
    shared.reveal()
    with pytest.raises(RefusedError, match="the storm is revealed, so this workshop is over"):
        shared.open_round()


def test_what_the_mentor_did_is_noted_in_order(shared):
    shared.open_round()
    shared.close_round()
    shared.reveal()
    done = shared.handout.done
    assert [it.what for it in done] == ["opened round 1", "closed round 1", "revealed the storm"]
    assert [it.at for it in done] == sorted(it.at for it in done)


def test_the_mentor_hands_out_other_instruments_between_two_rounds(shared):
    tools, allowed = Instruments(cards=False), Allowed(undo=True)
    assert shared.switch(tools, allowed) == shared.handout
    assert (shared.workshop.instruments, shared.workshop.allowed) == (tools, allowed)


def changed(path, **new):
    plain = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(plain | new), encoding="utf-8")


@pytest.mark.parametrize(
    ("new", "said"),
    [
        ({"round": 3}, f"{NAME}: was changed since the mentor wrote it"),
        ({"round": 4}, f"{NAME}: is damaged: workshop: round is 4; there are 3, from 1"),
        ({"rounds": [40, 20]}, f"{NAME}: is damaged: workshop: a round ends on day 20"),
        ({"format": "pmo-workshop 0"}, f"{NAME}: is no workshop (format 'pmo-workshop 0', not"),
        ({"rules": 1}, f"{NAME}: was made under rules 1, this simulator has rules"),
        ({"seed": "four"}, f"{NAME}: is damaged: Expected `int`"),
        ({"spell": 1}, f"{NAME}: is damaged: Object contains unknown field `spell`"),
        ({"seal": {"seed": 4, "fate": "a", "salt": "b"}},
         f"{NAME}: is damaged: workshop: what is revealed is not what was promised"),
    ],
)  # fmt: skip
def test_an_old_or_edited_file_is_refused_with_its_reason(shared, new, said):
    changed(shared.path, **new)
    with pytest.raises(RefusedError) as refused:
        read(shared.path)
    assert str(refused.value).startswith(said)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", f"{NAME}, line 1: is damaged or not a workshop's file (Expecting value)"),
        ("[" * 5000, f"{NAME}: is nested more than 50 deep; no workshop's file is"),
        ('{"a": 1, "a": 2}', f"{NAME}: says 'a' twice; keep one of them"),
        ("[]", f"{NAME}: is no workshop (format None, not 'pmo-workshop 1')"),
        ("\0", f"{NAME}, line 1: is not a text file; expected a workshop's file"),
    ],
)
def test_a_hostile_file_is_refused_with_its_reason(shared, text, said):
    shared.path.write_text(text, encoding="utf-8")
    with pytest.raises(RefusedError) as refused:
        read(shared.path)
    assert str(refused.value).startswith(said)


def test_a_folder_without_a_workshop_says_so(tmp_path):
    with pytest.raises(RefusedError, match=f"{NAME}: cannot be opened: No such file"):
        read(tmp_path / NAME)


# Flights


def test_flights_of_the_workshop_are_on_the_board_and_say_how_far_they_are(shared):
    start = shared.handout.start
    fly(shared, "Otters", start)
    shared.open_round()
    fly(shared, "Newts", start.advance(7))
    fly(shared, f"Voles {shared.handout.code}", decided(start, 20.0))
    found = gathered(shared.folder, shared.handout)
    assert found.refused == () and found.flown_to == 20
    stands = {it.name: it.stands(shared.handout) for it in found.teams}
    assert stands == {
        "Newts": "on day 7, round 1 of 3",
        "Otters": "on day 0, not begun",
        "Voles": "on day 20, round 1 of 3 flown",
    }
    assert {it.name for it in found.teams if it.done(shared.handout)} == {"Voles"}


def test_who_has_nothing_new_for_long_may_be_stuck_unless_there_is_nothing_to_do(shared):
    start = shared.handout.start
    shared.open_round()
    fly(shared, "Newts", start.advance(7))
    fly(shared, "Voles", start.advance(20))
    now = (shared.folder / "Newts.flight.json").stat().st_mtime
    os.utime(shared.folder / "Voles.flight.json", (now, now))
    found = gathered(shared.folder, shared.handout)
    assert found.quiet(shared.handout, now + 2 * 60) == {}
    assert found.quiet(shared.handout, now + 12 * 60) == {"Newts": 12}
    assert found.quiet(shared.close_round(), now + 12 * 60) == {}


def test_a_flight_at_its_end_says_so_and_may_be_beyond_the_last_round(shared):
    over = shared.handout.start.to_end()
    for _ in ROUNDS:
        shared.open_round()
        shared.close_round()
    fly(shared, "Otters", over)
    assert over.today > ROUNDS[-1]
    (team,) = gathered(shared.folder, shared.handout).teams
    assert team.stands(shared.handout) == f"at its end, on day {over.today:.0f}"


def test_what_does_not_count_is_named_with_its_reason(shared):
    start = shared.handout.start
    shared.open_round()
    fly(shared, "Ahead", start.advance(33))
    fly(shared, "Decided", decided(start, 25.0))
    fly(shared, "Elsewhere", Session(load("eight_projects"), seed=4))
    fly(shared, "Rough", Session(at(load(OFFICE), "rough"), seed=4))
    fly(shared, "Storm", Session(start.scenario, seed=5))
    order = next(it for it in ORDERS if it != Policy().order)
    fly(shared, "Rules", Session(start.scenario, Policy(order=order), 4))
    fly(shared, "Edited", start.advance(5))
    path = shared.folder / "Edited.flight.json"
    path.write_text(path.read_text("utf-8").replace('"today": 5.0', '"today": 9.0'), "utf-8")
    fly(shared, "Forged", start.advance(5))
    forged = shared.folder / "Forged.flight.json"
    forged.write_bytes(_with_other_past(forged))
    (shared.folder / "Broken.flight.json").write_text("{", encoding="utf-8")
    fly(shared, "Otters", start.advance(20))
    fly(shared, "Otters other future", start.advance(20))
    assert [it.name for it in gathered(shared.folder, shared.handout).teams] == ["Otters"]
    said = why(shared)
    ends = "round 1 ends on day 20; look for news, and it stands on that day again"
    assert said.pop("Ahead") == f"has flown to day 33, and {ends}"
    assert said.pop("Decided") == f"has decided on day 25, and {ends}"
    assert said.pop("Elsewhere").startswith("is a flight of 'Eight projects")
    assert said.pop("Rough").startswith("is a flight of 'Three projects")
    assert said.pop("Storm") == "was flown in another storm than that of this workshop"
    assert said.pop("Rules") == "began with other rules than this workshop"
    assert said.pop("Edited").startswith("was changed since it was saved")
    assert said.pop("Forged").startswith("played again, other things happen")
    assert said.pop("Broken").startswith("Broken.flight.json, line 1: is damaged")
    assert said.pop("Otters other future").startswith("is a future that the team has left")
    assert said == {}


def _with_other_past(path) -> bytes:
    """A file whose own fingerprint is right, though nothing of it happened."""
    forged = msgspec.structs.replace(saved(path), happened="0" * 16)
    return msgspec.json.encode(forged.sealed())


def test_no_flight_counts_that_has_begun_before_the_first_round(shared):
    fly(shared, "Early", shared.handout.start.advance(5))
    assert why(shared)["Early"].startswith("has flown to day 5, and no round is open yet; ")


def test_a_file_renamed_on_its_way_is_a_flight_again(shared):
    fly(shared, "Otters", shared.handout.start)
    content = (shared.folder / "Otters.flight.json").read_bytes()
    (shared.folder / "Otters.flight (1).json").write_bytes(content)
    assert [it.name for it in gathered(shared.folder, shared.handout).teams] == [
        "Otters", "Otters 2",
    ]  # fmt: skip


def test_the_first_forecast_of_each_round_counts(shared):
    start, mark = shared.handout.start, shared.handout.commitment
    fly(shared, "Otters", start)
    beside = forecasts_path(shared.folder, "Otters")
    for number, low in ((1, 5.0), (1, 7.0), (3, 9.0)):
        append(Locked(notebook=mark, what=forecast_of(number), low=low, high=10.0), beside)
    (team,) = gathered(shared.folder, shared.handout).teams
    assert [(it.what, it.low) for it in team.forecasts] == [("round 1", 5.0), ("round 3", 9.0)]
    beside.write_bytes(b"\0")
    assert gathered(shared.folder, shared.handout).teams[0].forecasts == ()


# What is sent while the workshop runs


def news(day, headline="A strike"):
    return NewsInject(day=day, headline=headline)


def test_what_is_sent_comes_to_all_also_to_those_who_have_not_loaded_it_yet(shared):
    start = shared.handout.start
    shared.open_round()
    fly(shared, "Newts", start.advance(7))
    fly(shared, "Voles", decided(start, 5.0).advance(9))
    role = start.scenario.roles[0].id
    sent = shared.send(PeopleInject(day=10.0, headline="Two leave", role=role, change=-1))
    assert sent.scenario.injects[0].headline == "Two leave" and sent == shared.handout
    assert sent.done[-1].what == "sent “Two leave”, for day 10"
    found = gathered(shared.folder, sent)
    assert found.refused == () and len(found.teams) == 2
    for team in found.teams:
        assert team.session.scenario == sent.scenario
        later = team.session.advance(12)
        assert any(isinstance(it, InjectCame) for it in later.events)
        assert later.back_to(team.session.today) == team.session


def test_nobody_can_have_flown_past_what_is_sent(shared):
    shared.open_round()
    fly(shared, "Newts", shared.handout.start.advance(7))
    with pytest.raises(RefusedError, match="inject 'A strike': day 7 has been flown; write a day"):
        shared.send(news(7.0))
    shared.send(news(8.0))
    fly(shared, "Late", shared.handout.start.advance(5))  # a laptop that was not seen until now
    old = Session(begun()[0].scenario, seed=4)
    fly(shared, "Stick", old.advance(7))
    fly(shared, "Past", old.advance(9))
    assert why(shared) == {
        "Past": "has flown to day 9 without 'A strike' of day 8, which was sent to all; "
                "load what the mentor has sent"
    }  # fmt: skip


def test_a_flight_with_something_that_nobody_sent_is_refused(shared):
    shared.open_round()
    fly(shared, "Own", Session(with_injects(begun()[0].scenario, news(9.0)), seed=4).advance(5))
    assert why(shared)["Own"].startswith("was flown in another version of the office")


def test_in_which_round_a_day_lies():
    days = (0.0, 0.5, 20.0, 20.125, 60.0, 99.0)
    assert [round_of(day, ROUNDS) for day in days] == [1, 1, 1, 2, 3, 3]


def test_a_seal_that_was_changed_is_no_longer_one(shared):
    commitment = shared.handout.commitment
    path = place() / f"{commitment}.json"
    seal = seal_of(commitment)
    other = Seal(seed=seal.seed, fate="mine", salt=seal.salt)
    path.write_bytes(msgspec.json.encode(other))
    with pytest.raises(RefusedError, match="is damaged, so this workshop cannot be scored"):
        seal_of(commitment)
    with pytest.raises(RefusedError, match="64 hexadecimal digits"):
        seal_of("../../etc")
