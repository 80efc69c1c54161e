"""Who means ill: guesses, forged steps, oversized and deep bodies, paths, races, peeping."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from served import Mentor, Player, Served

from simulator import Session, load
from simulator.events import Event
from simulator.workshop.service.guards import DEEPEST_JSON, MOST_REQUEST_BYTES, Rates, too_deep

OFFICE = "tarnholt_town"
HIDDEN = sorted(it.__name__ for it in Event.__subclasses__() if it.hidden)


@pytest.fixture(scope="module")
def mentor(service: Served) -> Mentor:
    found = service.mentor().prepare(OFFICE, [60, 120, 180])
    found.join("Otters")
    found.open()
    return found


@pytest.fixture(scope="module")
def team(mentor: Mentor) -> Player:
    return mentor.join("Bears")


def refused(answer: httpx.Response) -> str:
    """The sentence of a refusal; an answer that is none fails here."""
    assert 400 <= answer.status_code < 500, (answer.status_code, answer.text[:300])
    said = answer.json()["refused"]
    assert "Traceback" not in said and len(said) < 2000
    return said


# Guesses


@pytest.mark.parametrize("token", ["x", "é" * 20, "0" * 10_000, "a b", "null"])
def test_a_guessed_token_opens_nothing(service, mentor, token):
    with httpx.Client(base_url=service.url) as client:
        for path in (f"/api/workshops/{mentor.code}", "/api/workshops", "/api/team"):
            headers = {b"Authorization": b"Bearer " + token.encode()}
            answer = client.get(path, headers=headers)
            assert answer.status_code in (401, 429, 431, 400), path
    service.wait()


def test_who_guesses_on_and_on_is_made_to_wait():
    rates = Rates(burst=3, a_second=0.5)
    assert [rates.spend("there") > 0 for _ in range(5)] == [False] * 3 + [True] * 2
    assert 0 < rates.spend("there") <= 2
    assert rates.exhausted("there") and not rates.exhausted("here")
    assert [rates.spend("here") > 0 for _ in range(4)] == [False] * 3 + [True]


def test_a_teams_token_is_not_the_mentors_nor_another_teams(mentor, team):
    assert "only the mentor" in refused(team.http.get("/api/workshops"))
    assert team.view["team"] == "Bears"


# What is sent


def test_what_is_too_large_is_refused_before_it_is_read(team):
    large = {"id": "x", "after": 0, "message": {"do": "x" * (MOST_REQUEST_BYTES + 1)}}
    answer = team.http.post("/api/team/acts", json=large)
    assert answer.status_code == 413 and "MB" in answer.json()["refused"]

    def endless() -> Iterator[bytes]:
        yield b'{"id": "'
        for _ in range(MOST_REQUEST_BYTES // 2**16 + 2):
            yield b"x" * 2**16

    assert team.http.post("/api/team/acts", content=endless()).status_code == 413


@pytest.mark.parametrize("sign", ["[", '{"a":'])
def test_what_is_nested_too_deep_is_refused(team, sign):
    body = sign * 100_000
    answer = team.http.post(
        "/api/team/acts", content=body, headers={"Content-Type": "application/json"}
    )
    assert answer.status_code == 400 and str(DEEPEST_JSON) in answer.json()["refused"]


def test_brackets_within_a_text_are_not_deep():
    assert not too_deep(json.dumps({"reason": "[" * 500}).encode())
    assert not too_deep(b'{"a": "\\"[[[[[[[[[[[[[[[[[[[[[[["}')
    assert not too_deep(b"[]" * 500)
    assert too_deep(b"[" * 500)


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"\xff\xfe", b"null", b"[]", b"NaN", b'{"id": 1}',
        b'{"id": "x", "after": 0, "message": []}',
        b'{"id": "x", "after": -1, "message": {}}',
        b'{"id": "x", "after": 1e400, "message": {}}',
        b'{"id": "x", "after": 0, "message": {}, "score": 1000}',
        b'{"id": "../../x", "after": 0, "message": {}}',
        b'{"id": "x y", "after": 0, "message": {}}',
    ],
)  # fmt: skip
def test_what_is_no_act_is_refused_in_a_sentence(team, body):
    headers = {"Content-Type": "application/json"}
    assert refused(team.http.post("/api/team/acts", content=body, headers=headers))


@pytest.mark.parametrize(
    "message",
    [
        {}, {"do": None}, {"do": ["week"]}, {"do": "__class__"}, {"do": "order", "projects": 7},
        {"do": "people", "role": "x", "change": 1e308},
        {"do": "people", "role": None, "change": 10**30}, {"do": "rules", "changes": [["order"]]},
        {"do": "rules", "changes": [["order", {"$code": "import os"}]]},
        {"do": "explain", "reason": "no decision yet"}, {"do": "buy", "offer": {"a": 1}},
        {"do": "sort_once", "rule": "nonsense"}, {"do": "leave_out", "number": 10**9},
    ],
)  # fmt: skip
def test_an_act_that_cannot_be_changes_nothing_and_says_so(team, message):
    before = team.view
    answer = team.http.post(
        "/api/team/acts",
        json={"id": f"bad-{json.dumps(message)[:20].__hash__()}", "after": before["steps"],
              "message": message},
    )  # fmt: skip
    said = refused(answer) if answer.is_error else answer.json()["refused"]
    assert said
    after = team.view
    assert (after["steps"], after["day"], after["decisions"]) == (
        before["steps"], before["day"], before["decisions"],
    )  # fmt: skip


@pytest.mark.parametrize(
    "decision",
    [
        {"type": "Exec", "day": 1.0}, {"type": "StartProject", "day": 1.0},
        {"type": "ChangePeople", "role": "x", "change": 10**400, "day": 1.0},
        {"type": "StartProject", "project": "x"}, {"day": 1.0}, "StartProject", None, 7,
        {"type": "StartProject", "project": "x", "day": -1.0},
        {"type": "StartProject", "project": "x", "day": 1.0, "reason": "x" * 200_000},
        {"type": "ChangePolicy", "changes": [["order", "os.system"]], "day": 1.0},
    ],
)  # fmt: skip
def test_a_forged_decision_is_refused_in_a_sentence(team, decision):
    before = team.view["steps"]
    assert refused(team.hand_in([decision], 5.0, after=before))
    assert team.view["steps"] == before


def test_scores_and_storms_cannot_be_handed_in(team):
    body = {"id": "s", "after": 0, "decisions": [], "today": 1.0, "result": 1e6}
    assert "result" in refused(team.http.post("/api/team/decisions", json=body))


@pytest.mark.parametrize(
    "path",
    [
        "/pages/../service/keys.py", "/pages/%2e%2e/service/keys.py", "/front/..%2f..%2fcli.py",
        "/pages/....//....//etc/passwd", "/projector/../../etc/passwd", "/pages/%00",
        "/api/rooms/%2e%2e", "/api/rooms/" + "x" * 5000, "/api/workshops/%00/export/%00",
    ],
)  # fmt: skip
def test_no_path_leads_out_of_the_pages(service, mentor, path):
    answer = mentor.http.get(path)
    assert answer.status_code in (200, 400, 401, 404, 422)
    assert "class OwnKeys" not in answer.text and "root:" not in answer.text


def test_a_team_may_call_itself_anything_that_people_can_read(mentor):
    for name in ("<script>alert(1)</script>", "=cmd|' /C calc'!A0", "Möwen ☂"):
        mentor.join(name)
    for name in ("", "   ", "x" * 41):
        answer = mentor.http.post(f"/api/rooms/{mentor.code}/teams", json={"team": name})
        assert refused(answer)
    table = mentor.http.get(f"/api/workshops/{mentor.code}/export/teams.csv").text
    assert not re.search(r"(^|,)\"?=cmd", table, re.MULTILINE)


def test_every_answer_says_what_a_browser_may_do_with_it(service, mentor):
    for answer in (
        mentor.http.get("/health"), httpx.get(f"{service.url}/api/team"),
        mentor.http.get("/mentor"), mentor.http.get("/nowhere"),
    ):  # fmt: skip
        assert "default-src 'self'" in answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"
    cross = mentor.http.options("/api/team", headers={
        "Origin": "http://elsewhere.example", "Access-Control-Request-Method": "POST"})  # fmt: skip
    assert "access-control-allow-origin" not in cross.headers


# Peeping


def test_all_that_a_team_receives_tells_nothing_that_is_hidden(service, mentor):
    """Two storms that look alike to a manager would have to send the same bytes.

    The other storm is the same office under another seed as long as nobody sees a difference; so
    whatever is compared here is compared on the first day, and what is hidden later is looked for
    by name and by number.
    """
    team = mentor.join("Peepers")
    received = [json.dumps(team.view)]
    for message in ({"do": "week"}, {"do": "event"}, {"do": "week"}, {"do": "end"}):
        received.append(team.act(**message).text)
    received.append(team.http.get("/api/team/events").text)
    received.append(team.http.get("/api/team/results").text)
    received.append(team.http.get("/api/team/office").text)
    with team.http.stream("GET", "/api/team/live") as stream:
        received.append(next(stream.iter_text()))
    room = mentor.http.get(f"/api/rooms/{mentor.code}").text
    mentor.close()
    record = _record(service, mentor)
    secrets = (str(record["seal"]["seed"]), record["seal"]["fate"], record["seal"]["salt"])
    everything = "\n".join([*received, room])
    for secret in secrets:
        assert secret not in everything
    for kind in HIDDEN:
        assert f'"{kind}"' not in everything

    # What a session of the true storm hides on that day is in nothing that was sent.
    session = Session(load(OFFICE), seed=record["seal"]["seed"]).advance(60.0)
    sent = json.loads(received[5])
    assert len(sent) == len(session.visible) < len(session.events)
    assert [it["day"] for it in sent] == [it.day for it in session.visible]


def test_what_is_sent_depends_on_nothing_but_what_can_be_seen(service):
    """The same visible past gives the same bytes, whatever else the storm holds."""
    mentors = [service.mentor().prepare(OFFICE, [60, 120]) for _ in range(2)]
    teams = []
    for leader in mentors:
        teams.append(leader.join("Otters"))
        leader.open()
    answers = [team.http.get("/api/team/screen").json()["screen"] for team in teams]
    logs = [team.http.get("/api/team/events").json() for team in teams]
    assert logs[0] == logs[1]  # on day 0 all storms look alike
    assert answers[0] == answers[1]
    for team in teams:
        view = team.view
        for changing in ("code", "commitment", "now", "closes_at"):
            view.pop(changing)
        answers.append(view)
    assert answers[2] == answers[3]


# Last, for after it this address is made to wait


def test_who_has_a_token_is_let_in_while_somebody_beside_them_guesses(mentor, team):
    stranger = mentor.served.client("guess")
    codes = [stranger.get("/api/team").status_code for _ in range(60)]
    # Every two seconds one more guess is allowed, so that any single one may be.
    assert codes[0] == 401 and codes.count(429) > 15
    rooms = [stranger.get("/api/rooms/XXXXXX").status_code for _ in range(10)]
    assert rooms.count(429) > 3
    assert mentor.view and team.view["team"] == "Bears"


def _record(service: Served, mentor: Mentor) -> dict[str, object]:
    import sqlite3

    path = Path(service.database.removeprefix("sqlite:///"))
    with sqlite3.connect(path) as connection:
        row = connection.execute("SELECT record FROM workshops WHERE code = ?", [mentor.code])
        found = json.loads(row.fetchone()[0])
    connection.close()
    return found
