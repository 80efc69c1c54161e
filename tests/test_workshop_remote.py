"""A team's seat in a cockpit that a service plays: what is sent, drafted, handed in, known."""

import json

import pytest
from msgspec import to_builtins

from simulator import load
from simulator.errors import RefusedError
from simulator.explorables.picture import finish
from simulator.explorables.taking_part import Attending
from simulator.instruments import ALL
from simulator.logbook import Logbook
from simulator.widgets import RemoteCockpit
from simulator.workshop import Seal, Workshop
from simulator.workshop.client.following import Following
from simulator.workshop.client.outbox import Kept, Outbox, found
from simulator.workshop.client.seat import RemoteSeat
from simulator.workshop.client.team import Team
from simulator.workshop.client.wire import AwayError, ForgottenError, OutrunError
from simulator.workshop.flight import Flight, acted, coach_of, gone_on, shown

URL, UNTIL = "http://room", 10.0
SEED, FATE, SALT = 461_168_601_842_738_787, "a fate nobody may know", "a salt nobody may know"
HIRE = {"do": "people", "role": "developer", "change": 1}


class Service:
    """A workshop of one team, as far as a wire tells of it."""

    url = URL

    def __init__(self):
        self.workshop = Workshop(
            title="Friday", scenario=load("three_projects"), rounds=(UNTIL, 2 * UNTIL),
            seal=Seal(seed=SEED, fate=FATE, salt=SALT), instruments=ALL,
        )  # fmt: skip
        self.flight, self.until, self.open = Flight(), UNTIL, True
        self.seen, self.asked, self.forecast = [], [], None
        self.away = self.lose_answer = self.forgotten = False

    def ask(self, method, path, sent=None, tries=1):
        self.asked.append(path)
        if self.away:
            raise AwayError("nobody answers")
        if self.forgotten:
            raise ForgottenError("your team is not known here")
        return {
            "/api/team": self.view, "/api/team/screen": self.screen,
            "/api/team/ahead": self.ahead, "/api/team/forecasts": lambda: self.foretell(sent),
            "/api/team/acts": lambda: self.act(sent),
        }[path]()  # fmt: skip

    def view(self):
        return {
            "phase": "open" if self.open else "closed", "round": 1, "injects": [],
            "until": self.until, "steps": len(self.seen), "day": self.flight.today,
            "decisions": to_builtins(self.flight.decisions), "waiting": 0,
            "title": "Friday", "code": "ABC", "team": "Otters", "closes_at": None,
            "rounds": [
                {"number": 1, "until": UNTIL, "date": "1 May", "state": "now"},
                {"number": 2, "until": 2 * UNTIL, "date": "15 May", "state": "to come"},
            ],
            "forecast": self.forecast, "left_out": [], "teams": [{"name": "Otters", "colour": 0}],
            "standing": None, "storm": None, "commitment": self.workshop.seal.commitment,
            "instruments": to_builtins(ALL), "allowed": to_builtins(self.workshop.allowed),
        }  # fmt: skip

    def screen(self, refused=""):
        screen = shown(self.workshop, self.until, self.flight, self.open)
        coach = coach_of(self.workshop, self.flight)
        steps = len(self.seen)
        return {"screen": screen, "coach": coach, "steps": steps, "refused": refused, "answer": 0}

    def ahead(self):
        return {"futures": 8, "of": 8, "horizon": 100.0, "day": self.flight.today}

    def foretell(self, sent):
        self.forecast = {"low": sent["low"], "high": sent["high"], "round": 1}

    def act(self, sent):
        if sent["id"] not in self.seen:
            if sent["after"] != len(self.seen):
                raise OutrunError("another laptop of your team was quicker")
            limit = self.until if self.open else self.flight.today
            try:
                self.flight = acted(self.workshop, limit, self.flight, sent["message"])
            except RefusedError as error:
                return self.screen(f"Not possible: {error}.")
            self.seen.append(sent["id"])
        if self.lose_answer:
            self.lose_answer, self.away = False, True
            raise AwayError("the answer was lost")
        return self.screen()

    def listen(self, path):
        yield self.view()
        raise AwayError("it has stopped")

    def close(self):
        pass


@pytest.fixture
def service():
    return Service()


@pytest.fixture
def path(tmp_path):
    return tmp_path / "box.json"


def seated(service, path):
    """A seat that has caught up, on what lies on this disk."""
    kept = found(path, URL) or Kept(url=URL, code="ABC", team="Otters", token="key")
    seat = RemoteSeat(Team(service, Outbox(path, kept)))
    if not service.away:
        settle(seat)
    return seat


def settle(seat):
    seat.catch_up()
    seat.follow(seat.team.wire.view())
    seat.catch_up()


@pytest.fixture
def seat(service, path):
    return seated(service, path)


def decided(service):
    return [type(it).__name__ for it in service.flight.decisions]


def test_an_act_is_carried_out_there_once_and_its_screen_comes_back(seat, service):
    seat.send({"do": "week"})
    seat.catch_up()
    assert (seat.screen["today"], seat.screen["refused"]) == (5.0, False)
    assert (len(service.seen), seat.drafts, seat.team.box.kept.drafts) == (1, (), [])


def test_several_acts_go_in_their_order(seat, service):
    for message in (HIRE, {"do": "week"}, HIRE):
        seat.send(message)
    seat.catch_up()
    assert [it.day for it in service.flight.decisions] == [0.0, 5.0]
    assert len(service.seen) == 3


def test_a_lost_answer_is_asked_for_again_and_nothing_is_done_twice(seat, service):
    service.lose_answer = True
    seat.send(HIRE)
    seat.catch_up()
    assert seat.waiting.startswith("1 decision drafted") and decided(service) == ["ChangePeople"]
    service.away = False
    seat.catch_up()
    assert (decided(service), seat.drafts, len(service.seen)) == (["ChangePeople"], (), 1)
    assert seat.left_out == []


def test_while_nobody_answers_decisions_are_drafted_and_handed_in_later(seat, service, path):
    service.away = True
    seat.lost("nobody answers")
    for _ in range(2):
        seat.send(HIRE)
    assert seat.waiting == "2 decisions drafted, handed in when the workshop answers again"
    assert seat.waiting in seat.screen["said"] and not seat.screen["refused"]
    assert [it.words for it in seat.drafts] == ["hire 1 for Developer"] * 2
    assert decided(service) == []
    service.away = False
    again = seated(service, path)  # the kernel was restarted meanwhile
    assert decided(service) == ["ChangePeople"] * 2 and again.drafts == ()
    assert found(path, URL).drafts == []


@pytest.mark.parametrize("does", ["week", "event", "end", "undo", "look", "coach"])
def test_what_makes_no_sense_later_is_not_drafted_and_says_so(seat, does):
    seat.lost("nobody answers")
    seat.send({"do": does})
    assert seat.drafts == () and seat.screen["refused"]
    assert "the workshop answers" in seat.screen["said"]


def test_a_draft_that_cannot_be_carried_out_is_named_with_its_reason(seat, service):
    seat.lost("nobody answers")
    seat.send(HIRE)
    service.open = False
    seat.catch_up()
    assert seat.drafts == () and decided(service) == []
    (lost,) = seat.left_out
    assert lost["words"] == "hire 1 for Developer" and "your round is flown" in lost["why"]
    seat.read()
    assert seat.left_out == []


def outrun(seat, service):
    """A draft, and another laptop of the team that was quicker."""
    seat.lost("nobody answers")
    seat.send(HIRE)
    service.act({"id": "other", "after": 0, "message": {"do": "week"}})
    seat.catch_up()


def test_a_draft_that_was_outrun_is_held_until_somebody_says_what_becomes_of_it(seat, service):
    outrun(seat, service)
    assert "quicker" in seat.held and decided(service) == []
    assert seat.screen["today"] == 5.0  # what the other laptop has done is seen meanwhile
    seat.send(HIRE)
    assert "say what becomes of your drafts" in seat.screen["said"] and len(seat.drafts) == 1
    seat.all_the_same()
    seat.catch_up()
    assert [it.day for it in service.flight.decisions] == [5.0] and not seat.held


def test_a_draft_that_was_outrun_may_be_given_up(seat, service):
    outrun(seat, service)
    seat.drop()
    seat.catch_up()
    assert seat.drafts == () and decided(service) == []


def test_what_others_and_the_mentor_do_comes_by_itself(seat, service):
    service.act({"id": "other", "after": 0, "message": {"do": "week"}})
    seat.follow(service.view())
    seat.catch_up()
    assert seat.screen["today"] == 5.0
    service.open, service.flight = False, gone_on(service.flight, UNTIL)
    seat.follow(service.view())
    seat.catch_up()
    assert seat.screen["today"] == UNTIL and not seat.screen["workshop"]["open"]


def test_the_view_after_ones_own_act_fetches_no_screen_again(seat, service):
    seat.send({"do": "week"})
    seat.catch_up()
    service.asked.clear()
    settle(seat)
    assert "/api/team/screen" not in service.asked


def test_a_forecast_belongs_to_its_screen(seat, service):
    assert seat.ahead["forecast"] == seat.screen["forecast"]
    seat.send({"do": "week"})
    seat.catch_up()
    assert (seat.ahead["day"], seat.ahead["forecast"]) == (5.0, seat.screen["forecast"])


def test_a_decision_of_today_may_be_given_its_reason(seat, service):
    assert not seat.screen["can_explain"]
    seat.send(HIRE)
    seat.catch_up()
    seat.follow(service.view())
    assert seat.screen["can_explain"]
    seat.send({"do": "explain", "reason": "too few"})
    seat.catch_up()
    seat.follow(service.view())
    assert service.flight.decisions[0].reason == "too few" and not seat.screen["can_explain"]


def test_what_the_mentor_does_not_allow_is_refused_with_a_sentence(seat):
    for message in ({"do": "undo"}, {"do": "look", "day": 0}):
        seat.send(message)
        seat.catch_up()
        assert seat.screen["refused"] and seat.screen["said"].startswith("Not possible")


def test_whom_the_workshop_knows_no_longer_is_told(seat, service):
    service.forgotten = True
    seat.send(HIRE)
    seat.catch_up()
    assert seat.gone == "your team is not known here" and seat.screen["said"] == seat.gone


def test_what_cannot_be_kept_is_refused_and_not_sent(seat, service, monkeypatch):
    def full(self):
        raise RefusedError("cannot keep 'box.json': No space left on device")

    monkeypatch.setattr(Outbox, "write", full)
    with pytest.raises(RefusedError, match="No space left"):
        seat.send(HIRE)
    seat.catch_up()
    assert decided(service) == []


# The widget


@pytest.fixture
def cockpit(service, path, monkeypatch):
    """Followed by hand instead of by threads."""
    monkeypatch.setattr(Following, "_work", lambda self: None)
    monkeypatch.setattr(Following, "_listen", lambda self: None)
    kept = Kept(url=URL, code="ABC", team="Otters", token="key")
    cockpit = RemoteCockpit(Team(service, Outbox(path, kept)))
    assert "header" not in cockpit.screen and "One moment" in cockpit.screen["said"]
    settle(cockpit.seat)
    return cockpit


def test_a_remote_cockpit_shows_what_comes_and_sends_what_is_done(cockpit, service):
    assert cockpit.screen["today"] == 0.0 and cockpit.screen["workshop"]["open"]
    answer = cockpit.screen["answer"]
    cockpit.answer({"do": "week"})
    settle(cockpit.seat)
    assert cockpit.screen["today"] == 5.0 and cockpit.screen["answer"] > answer
    assert cockpit.ahead["day"] == 5.0


def test_a_second_cockpit_of_a_team_takes_the_place_of_the_first(cockpit):
    other = RemoteCockpit(cockpit.team)
    cockpit.answer({"do": "week"})
    assert "opened anew" in cockpit.screen["said"]
    settle(other.seat)
    assert other.screen["today"] == 0.0


def everything(it, known):
    """Whatever can be reached from an object of this program, as text."""
    if id(it) in known or isinstance(it, Service):
        return
    known[id(it)] = it
    yield repr(it)
    inside = it.values() if isinstance(it, dict) else it if isinstance(it, list | tuple) else ()
    mine = type(it).__module__.startswith("simulator")
    for more in (*inside, *(vars(it).values() if mine and hasattr(it, "__dict__") else ())):
        yield from everything(more, known)


def test_nothing_of_the_storm_is_in_the_cockpit_or_above_it(cockpit, path):
    cockpit.answer(HIRE)
    settle(cockpit.seat)
    cockpit.answer({"do": "end"})
    settle(cockpit.seat)
    assert cockpit.screen["today"] == UNTIL
    traits = json.dumps(cockpit.get_state(), default=repr)
    above = Attending()
    above.joined, above.seat = cockpit.team, cockpit.seat
    known = [
        traits,
        repr(above.shown()),
        *everything(above, {}),
        path.read_text("utf-8"),
        *everything(cockpit, {}),
    ]
    assert any("Otters" in it for it in known)  # it has looked where something is
    for hidden in (str(SEED), f"{SEED:x}", FATE, SALT):
        assert not [it for it in known if hidden in it]
    assert cockpit.screen["world"] is None


# The page above


@pytest.fixture
def attending(seat, tmp_path):
    it = Attending(Logbook(tmp_path / "flights"))
    it.joined, it.seat = seat.team, seat
    return it


def test_the_page_says_what_there_is_to_do(attending, service):
    page = attending.shown()
    assert page.story == "Round 1 of 2 is open, to day 10: 10 days left to fly."
    assert page.handed == "everything is handed in" and page.view == {}
    service.open = False
    settle(attending.seat)
    assert attending.shown().story == "Round 1 is closed. Your mentor opens round 2."


def test_a_range_is_given_and_seen(attending):
    with pytest.raises(RefusedError, match="turn it round"):
        finish(attending, {"do": "expect", "low": 9, "high": 2})
    finish(attending, {"do": "expect", "low": -50, "high": 300})
    settle(attending.seat)
    assert (attending.shown().low, attending.shown().high) == (-50, 300)


def test_drafts_are_on_the_page_and_somebody_says_what_becomes_of_them(attending, service):
    outrun(attending.seat, service)
    page = attending.shown()
    assert [(it.words, it.more) for it in page.drafts] == [("hire 1 for Developer", "day 0")]
    assert page.held and page.handed.startswith("1 decision drafted")
    attending.act({"do": "drop"})
    assert attending.shown().drafts == ()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "the address and the join code and your team's name still to be filled in"),
        ({"url": "ftp://x", "code": "ABC", "team": "Otters"}, "is no workshop's address"),
        ({"url": "127.0.0.1:9", "code": "A/C", "team": "Otters"}, "'A/C' is no join code"),
    ],
)
def test_who_cannot_join_is_told_why(tmp_path, monkeypatch, fields, words):
    monkeypatch.setenv("PMO_FLIGHTS", str(tmp_path / "flights"))
    with pytest.raises(RefusedError, match=words):
        finish(Attending(), {"do": "join"} | fields)


def test_what_needs_a_team_waits_for_one():
    for message in ({"do": "keep"}, {"do": "drop"}, {"do": "expect", "low": 1, "high": 2}):
        with pytest.raises(RefusedError, match="join first"):
            finish(Attending(), message)


def test_under_a_hub_one_button_is_enough(monkeypatch):
    assert not Attending().shown().hub
    monkeypatch.setenv("PMO_WORKSHOP_URL", "http://127.0.0.1:9/services/workshop")
    monkeypatch.setenv("JUPYTERHUB_API_TOKEN", "key")
    page = Attending().shown()
    assert page.hub and not page.which
