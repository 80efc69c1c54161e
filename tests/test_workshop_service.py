"""A served workshop, spoken to as pages and notebooks do: rounds, steps, tokens, restarts."""

import json
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from served import Mentor, Served

from simulator import ChangePeople, Session, StartProject, load
from simulator.debrief.teams import standings
from simulator.errors import RefusedError
from simulator.workshop import Seal, Workshop
from simulator.workshop.scoring import WORLDS

HIRE = {"type": "ChangePeople", "role": "developer", "change": 1}


@pytest.fixture
def mentor(service: Served) -> Mentor:
    return service.mentor().prepare()


@pytest.fixture(autouse=True)
def own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PMO_FLIGHTS", str(tmp_path / "flights"))


# Rounds


def test_a_workshop_goes_through_its_rounds_under_the_mentors_hand(mentor):
    team = mentor.join("Otters")
    assert mentor.view["phase"] == "gathering"
    assert "wait for the next" in team.act(do="week").json()["refused"]
    assert team.hand_in([], 5.0).status_code == 409
    view = mentor.open(minutes=10)
    assert (view["phase"], view["round"]) == ("open", 1)
    assert 590 < view["closes_at"] - view["now"] <= 600
    assert mentor.http.post(f"/api/workshops/{mentor.code}/round", json={"do": "open"}).is_error
    answer = team.act(do="week").json()
    assert (answer["refused"], answer["screen"]["today"]) == ("", 5.0)
    view = mentor.close()
    assert (view["phase"], view["teams"][0]["day"]) == ("closed", 10.0)
    for number in (2, 3, 4):
        assert mentor.open()["round"] == number
        mentor.close()
    refused = mentor.http.post(f"/api/workshops/{mentor.code}/round", json={"do": "open"})
    assert "reveal" in refused.json()["refused"]


def test_time_passes_no_further_than_the_round(mentor):
    team = mentor.join("Otters")
    mentor.open()
    assert team.act(do="end").json()["screen"]["today"] == 10.0
    assert "your round is flown" in team.act(do="week").json()["refused"]
    assert team.view["round_done"]
    mentor.close()
    mentor.open()
    assert team.act(do="event").json()["screen"]["today"] <= 20.0


def test_who_comes_late_stands_where_all_stand(mentor):
    mentor.open()
    mentor.close()
    late = mentor.join("Late")
    assert late.view["day"] == 10.0


def test_what_comes_from_outside_reaches_all_alike_and_is_in_the_log(mentor):
    teams = [mentor.join(name) for name in ("Otters", "Bears")]
    mentor.open()
    teams[0].act(do="week")
    news = {"type": "people", "headline": "A flu goes round", "role": "developer", "change": -1}
    view = mentor.ask("POST", "/injects", {"inject": news})
    assert [it["day"] for it in view["injects"]] == [6.0]
    for team in teams:
        team.act(do="end")
        log = team.http.get("/api/team/events").json()
        assert [it["day"] for it in log if it["type"] == "InjectCame"] == [6.0]
        assert any("flu" in str(it) for it in team.http.get("/api/team/screen").json().values())


@pytest.mark.parametrize(
    ("inject", "says"),
    [
        ({"type": "people", "headline": "x", "role": "wizard", "change": 1}, "wizard"),
        ({"type": "nothing", "headline": "x"}, "nothing"),
        ({"type": "news"}, "headline"),
        (
            {"type": "issue", "headline": "x", "project": "nope", "amount": 1, "hits": "cost"},
            "nope",
        ),
        ({"type": "issue", "headline": "x", "project": "billing", "amount": "1e999"}, "amount"),
    ],
)
def test_an_inject_that_cannot_be_is_refused_in_a_sentence(mentor, inject, says):
    answer = mentor.http.post(f"/api/workshops/{mentor.code}/injects", json={"inject": inject})
    assert answer.status_code == 422
    assert says in answer.json()["refused"]
    assert mentor.view["injects"] == []


# Steps


def test_what_is_sent_twice_counts_once_and_gives_the_same_answer(mentor):
    team = mentor.join("Otters")
    mentor.open()
    first = team.act("one", 0, do="week").json()
    again = team.act("one", 0, do="week").json()
    assert first["steps"] == again["steps"] == 1
    assert first["screen"]["today"] == again["screen"]["today"] == 5.0
    sent = [team.hand_in([{**HIRE, "day": 6.0}], 8.0, "two", 1).json() for _ in range(3)]
    assert sent[0] == sent[1] == sent[2]
    view = team.settled()
    assert (view["steps"], view["day"], len(view["decisions"])) == (2, 8.0, 1)


def test_two_laptops_of_a_team_cannot_overtake_each_other(mentor):
    team = mentor.join("Otters")
    mentor.open()

    def send(number: int) -> httpx.Response:
        return team.hand_in([{**HIRE, "day": 3.0}], 5.0, f"race-{number}", 0)

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(send, range(8)))
    assert sorted(it.status_code for it in answers) == [202] + [409] * 7
    assert all("quicker" in it.json()["refused"] for it in answers if it.is_error)
    assert len(team.settled()["decisions"]) == 1


def test_what_cannot_be_carried_out_is_told_with_its_reason_and_the_rest_counts(mentor):
    team = mentor.join("Otters")
    mentor.open()
    wrong = {"type": "StartProject", "project": "nowhere", "day": 4.0}
    assert team.hand_in([wrong, {**HIRE, "day": 5.0}], 9.0).status_code == 202
    view = team.settled()
    assert [it["day"] for it in view["decisions"]] == [5.0]
    assert [it["day"] for it in view["left_out"]] == [4.0]
    assert "nowhere" in view["left_out"][0]["why"]


@pytest.mark.parametrize("day", [11.0, 400.0])
def test_decisions_of_another_round_are_refused(mentor, day):
    team = mentor.join("Otters")
    mentor.open()
    answer = team.hand_in([{**HIRE, "day": day}], 9.0)
    assert answer.status_code == 422 and "round 1" in answer.json()["refused"]
    assert team.view["steps"] == 0


def test_nothing_is_taken_back_unless_the_mentor_allows_it(mentor):
    team = mentor.join("Otters")
    mentor.open()
    team.act(do="week")
    assert "nothing is taken back" in team.act(do="undo").json()["refused"]
    assert "the past stays" in team.act(do="look", day=1).json()["refused"]
    tools = {"forecasts": False, "cards": False, "hints": False, "coach": "off"}
    mentor.ask(
        "PUT", "/switches", {"instruments": tools, "allowed": {"undo": True, "replay": True}}
    )
    team.act(do="week")
    assert team.act(do="undo").json()["screen"]["today"] == 5.0
    assert team.act(do="undo").json()["screen"]["today"] == 0.0
    assert "nothing to take back" in team.act(do="undo").json()["refused"]
    assert team.http.get("/api/team/ahead").status_code == 204


def test_a_step_back_does_not_go_behind_the_round(mentor):
    team = mentor.join("Otters")
    tools = mentor.view["instruments"]
    mentor.ask(
        "PUT", "/switches", {"instruments": tools, "allowed": {"undo": True, "replay": False}}
    )
    mentor.open()
    team.act(do="people", role="developer", change=1)
    mentor.close()
    mentor.open()
    team.act(do="week")
    assert team.act(do="undo").json()["screen"]["today"] == 10.0
    assert "nothing to take back" in team.act(do="undo").json()["refused"]
    assert len(team.view["decisions"]) == 1


def test_a_forecast_of_the_day_comes_where_it_is_handed_out(mentor):
    team = mentor.join("Otters")
    mentor.open()
    while not (found := team.http.get("/api/team/ahead").json()):
        time.sleep(0.1)  # who asks more often is told to wait
    assert found["futures"] == 20 and found["day"] == 0.0


def test_a_coach_speaks_where_the_mentor_wants_one(mentor):
    team = mentor.join("Otters")
    mentor.open()
    assert team.act(do="week").json()["coach"] == {"offered": False, "on": False, "text": ""}
    assert "no coach" in team.act(do="coach", on=True).json()["refused"]
    tools = {**mentor.view["instruments"], "coach": "on"}
    allowed = {"undo": False, "replay": False}
    mentor.ask("PUT", "/switches", {"instruments": tools, "allowed": allowed})
    said = [team.act(do="people", role="developer", change=1).json()["coach"]]
    said += [team.act(do="week").json()["coach"]]
    assert all(it["on"] for it in said) and any(it["text"] for it in said)
    assert team.http.get("/api/team/screen").json()["coach"] == said[-1]
    assert team.act(do="not_now").json()["coach"] == {"offered": True, "on": True, "text": ""}
    assert not team.act(do="coach", on=False).json()["coach"]["on"]


# Who may do what


def test_teams_lead_nothing_and_see_nothing_of_others(mentor):
    team, other = mentor.join("Otters"), mentor.join("Bears")
    mentor.open()
    other.act(do="people", role="developer", change=1)
    for method, path in (
        ("GET", ""), ("DELETE", ""), ("POST", "/reveal"), ("GET", "/live"),
        ("POST", "/teams/Bears/token"), ("GET", "/export/decisions.csv"),
    ):  # fmt: skip
        answer = team.http.request(method, f"/api/workshops/{mentor.code}{path}")
        assert answer.status_code == 401, path
        assert answer.json()["refused"]
    assert "ChangePeople" not in json.dumps(team.view)


def test_a_team_that_lost_its_token_gets_another_and_the_old_one_holds_no_longer(mentor):
    team = mentor.join("Otters")
    token = mentor.ask("POST", "/teams/otters/token")["token"]
    assert team.http.get("/api/team").status_code == 401
    assert mentor.served.client(token).get("/api/team").json()["team"] == "Otters"


def test_a_name_is_taken_once_and_the_code_may_be_typed_as_it_is_read(mentor):
    mentor.join("Otters")
    again = mentor.http.post(f"/api/rooms/{mentor.code.lower()}/teams", json={"team": " OTTERS "})
    assert again.status_code == 409 and "another name" in again.json()["refused"]


def test_a_deleted_workshop_leaves_nothing_but_a_line(mentor, service):
    team = mentor.join("Vanishing Otters")
    mentor.open()
    team.act(do="people", role="developer", change=1, reason="secretreason")
    mentor.ask("DELETE")
    assert team.http.get("/api/team").status_code == 401
    assert mentor.http.get(f"/api/workshops/{mentor.code}").status_code == 404
    from sqlalchemy import create_engine, text

    with create_engine(service.database).connect() as connection:
        for table in ("workshops", "teams", "steps", "forecasts", "injects", "audit"):
            for row in connection.execute(text(f"SELECT * FROM {table}")):  # noqa: S608
                assert "Vanishing" not in str(row)
        said = connection.execute(text("SELECT what FROM audit WHERE workshop_id IS NULL"))
        assert f"deleted workshop {mentor.code}" in [row[0] for row in said]


# The storm


def test_the_seal_fits_what_was_promised_and_all_flights_are_handed_out(mentor):
    teams = {name: mentor.join(name) for name in ("Otters", "Bears", "Idle")}
    promised = mentor.view["commitment"]
    for number in range(1, 5):
        mentor.open()
        day = 10.0 * number - 5
        teams["Otters"].hand_in([{**HIRE, "day": day}], day + 5)
        teams["Bears"].act(do="people", role="developer", change=-1)
        assert teams["Bears"].http.get("/api/team/flight").status_code == 409
        mentor.close()
    mentor.reveal()
    view = mentor.scored()
    seal = Seal(seed=int(view["storm"]["seed"]), fate=view["storm"]["fate"],
                salt=view["storm"]["salt"])  # fmt: skip
    assert seal.fits(promised) and not Seal(seed=1, fate="", salt="").fits(promised)
    assert view["storm"]["preimage"] == json.dumps(
        {"seed": seal.seed, "fate": seal.fate, "salt": seal.salt}, separators=(",", ":")
    )

    flights = []
    for name, team in teams.items():
        sent = team.http.get("/api/team/flight").content
        path = Path(mentor.served.database.removeprefix("sqlite:///")).parent / f"{name}.json"
        path.write_bytes(sent)
        flights.append((name, Session.load(path)))
    assert {session.seed for _, session in flights} == {seal.seed}
    assert len(dict(flights)["Otters"].decisions) == 4

    # The scoreboard is what anybody reckons from the files.
    here = standings(flights, WORLDS, seal.fate, keep=False)
    assert [(it.name, it.tier, it.wins) for it in here] == [
        (it["name"], it["tier"], it["wins"]) for it in view["standing"]["rows"]
    ]
    for mine, told in zip(here, view["standing"]["rows"], strict=True):
        assert float(mine.value) == pytest.approx(told["value"])
        assert mine.result == pytest.approx(told["result"])
        assert (mine.value.low, mine.value.high) == pytest.approx((told["low"], told["high"]))


def test_a_standing_before_the_reveal_says_nothing_of_what_the_storm_will_bring(mentor):
    teams = [mentor.join(name) for name in ("Otters", "Bears")]
    mentor.open()
    teams[0].act(do="people", role="developer", change=1)
    mentor.close()
    mentor.ask("POST", "/standing", {"show": True})
    assert all(it["result"] is not None for it in mentor.scored()["standing"]["rows"])
    room = mentor.http.get(f"/api/rooms/{mentor.code}").json()["standing"]
    results = teams[1].http.get("/api/team/results").json()["standing"]
    for told in (room, teams[0].view["standing"], results):
        assert {it["name"] for it in told["rows"]} == {"Otters", "Bears"}
        assert all(it["result"] is it["on_time"] is None for it in told["rows"])
        assert told["low_axis"] == min(it["low"] for it in told["rows"])
    mentor.reveal()
    mentor.scored()
    shown = mentor.http.get(f"/api/rooms/{mentor.code}").json()["standing"]["rows"]
    assert all(it["result"] is not None for it in shown)


# A team's notebook


def test_a_notebook_joins_hands_in_and_takes_its_flight_home(mentor):
    team = Workshop.join(mentor.served.url, mentor.code, team="Otters")
    mentor.join("Bears")
    mentor.open()
    session = Session(load("three_projects")).advance(2).decide(ChangePeople("developer", 1))
    assert team.submit(session.advance(6)).confirmed
    assert team.submit(session.advance(6)).handed_in == 0
    assert team.wait("open")["day"] == 6.0
    again = Workshop.join(mentor.served.url, mentor.code, team="Otters")
    with pytest.raises(RefusedError, match="already handed in"):
        again.submit(Session(load("three_projects")))
    with pytest.raises(RefusedError, match="the workshop plays"):
        again.submit(Session(load("eight_projects")))
    again.forecast(10, 90)
    assert again.view["forecast"]["high"] == 90
    mentor.close()
    with pytest.raises(RefusedError, match="closed"):
        team.submit(session.decide(ChangePeople("developer", 1)))
    mentor.reveal()
    mentor.scored()
    assert set(team.results().index) == {"Otters", "Bears"}
    home = team.take_home()
    assert home.decisions == session.decisions and home.today == 10.0


def test_a_remote_flight_looks_like_a_session_and_goes_step_by_step(mentor):
    flight = Workshop.join(mentor.served.url, mentor.code, team="Otters").flight
    mentor.open()
    later = flight.advance(3).decide(ChangePeople("developer", 1))
    assert (later.today, len(later.decisions), later.over) == (3.0, 1, False)
    end = later.advance()
    assert end.today == 10.0
    assert all(not event.hidden and event.day <= 3.0 for event in later.visible)
    with pytest.raises(RefusedError, match="nothing is taken back"):
        end.advance(1)
    with pytest.raises(RefusedError, match="nowhere"):
        end.decide(StartProject("nowhere"))


def test_what_was_decided_without_a_network_is_handed_in_later_in_order_once(mentor, monkeypatch):
    monkeypatch.setattr("simulator.workshop.client.wire.TRIES", 2)
    monkeypatch.setattr("simulator.workshop.client.wire.FIRST_PAUSE", 0.01)
    monkeypatch.setattr("simulator.workshop.client.team.AGAIN", 0.05)
    team = Workshop.join(mentor.served.url, mentor.code, team="Otters")
    mentor.open()
    here = team.wire._client
    team.wire._client = httpx.Client(base_url="http://127.0.0.1:1", timeout=1)
    session = Session(load("three_projects")).advance(2).decide(ChangePeople("developer", 1))
    first = team.submit(session)
    session = session.advance(4).decide(ChangePeople("developer", 1))
    second = team.submit(session.advance(5))
    assert not first.confirmed and not second.confirmed
    assert "as soon as the service answers" in str(second)
    assert [len(it.decisions) for it in team.box.letters] == [1, 1]
    team.wire._client = here
    view = team.wait("open")
    while not view["decisions"] or team.box.letters:
        view = team.wait("open")
    assert [it["day"] for it in view["decisions"]] == [2.0, 4.0]
    assert view["day"] == 5.0 and view["steps"] == 2


# The plug is pulled


def test_a_service_that_is_killed_has_lost_nothing_that_was_confirmed(tmp_path):
    served = Served(f"sqlite:///{tmp_path / 'killed.sqlite'}").start()
    mentor = served.mentor().prepare()
    teams = [mentor.join(f"Team {number}") for number in range(4)]
    mentor.open(minutes=5)
    confirmed = []
    for number, team in enumerate(teams):
        answer = team.hand_in([{**HIRE, "day": 1.0 + number}], 8.0)
        confirmed.append(answer.status_code)
    served.kill()
    secret = served.secret
    served.start()
    try:
        assert served.secret == secret
        assert confirmed == [202] * 4
        view = mentor.view
        assert (view["phase"], view["round"]) == ("open", 1)
        for number, team in enumerate(teams):
            settled = team.settled()
            assert [it["day"] for it in settled["decisions"]] == [1.0 + number]
            assert settled["day"] == 8.0
            # And what was not answered may be sent again.
            assert team.hand_in([{**HIRE, "day": 1.0 + number}], 8.0, "letter-1", 0).is_success
            assert team.view["steps"] == 1
    finally:
        served.stop()
