"""A workshop among a hub's services: who comes in, as what, and who does not.

The hub is played here by a few lines in the place of JupyterHub's own, so that all of it is tried
wherever tests run; tests/test_hub.py has the real one.
"""

import asyncio
import re
import sys
from base64 import b64encode
from hashlib import sha256
from types import ModuleType
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from tornado.web import HTTPError

from simulator.errors import RefusedError
from simulator.workshop.client import hub as in_a_notebook
from simulator.workshop.service import hub
from simulator.workshop.service.app import application
from simulator.workshop.service.host import Host
from simulator.workshop.service.hub import people
from simulator.workshop.store import Database

PREFIX = "/services/workshop/"
ACCESS = "access:services!service=workshop"
PEOPLE = {
    "m-token": {"kind": "user", "name": "mira", "admin": True, "groups": [], "scopes": [ACCESS]},
    "g-token": {"kind": "user", "name": "gil", "admin": False, "groups": ["mentors"],
                "scopes": [ACCESS]},
    "o-token": {"kind": "user", "name": "otters", "admin": False, "groups": [], "scopes": [ACCESS]},
    "b-token": {"kind": "user", "name": "badgers", "groups": [], "scopes": [ACCESS]},
    "narrow": {"kind": "user", "name": "foxes", "admin": True, "groups": [], "scopes": []},
    "culler": {"kind": "service", "name": "culler", "admin": True, "scopes": [ACCESS]},
}  # fmt: skip


class PlayedHub:
    """What JupyterHub's HubOAuth does, for the people above."""

    cookie_name, state_cookie_name = "service-workshop", "service-workshop-oauth-state"
    oauth_client_id, oauth_redirect_uri = "service-workshop", f"{PREFIX}oauth_callback"
    oauth_authorization_url, hub_prefix = "/hub/api/oauth2/authorize", "/hub/"
    access_scopes = frozenset({ACCESS})

    def __init__(self):
        self.people, self.silent, self.asked, self.begun = dict(PEOPLE), False, 0, {}

    async def user_for_token(self, token, use_cache, sync):
        self.asked += 1
        if self.silent:
            raise HTTPError(500, "Failed to connect to Hub API")
        return self.people.get(token)

    def check_scopes(self, required, user):
        return set(required) & set(user["scopes"])

    def generate_pkce_code_challenge(self):
        return "verifier", "challenge", "S256"

    def generate_state(self, wanted, **more):
        self.begun[state := f"state-{len(self.begun)}"] = (wanted, more)
        return state

    def get_next_url(self, state):
        return self.begun.get(state, ("", {}))[0]

    def get_code_verifier(self, state):
        return self.begun.get(state, ("", {}))[1].get("code_verifier")

    def clear_oauth_state(self, state):
        self.begun.pop(state, None)

    async def token_for_code(self, code, sync, code_verifier):
        assert code_verifier == "verifier"
        if code not in self.people:
            raise HTTPError(500, "no such code")
        return code


@pytest.fixture
def played(monkeypatch):
    """A hub that has started this program as its service."""
    module = ModuleType("jupyterhub.services.auth")
    module.HubOAuth = PlayedHub
    for name in ("jupyterhub", "jupyterhub.services"):
        monkeypatch.setitem(sys.modules, name, ModuleType(name))
    monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.setenv(hub.NAME, "workshop")
    monkeypatch.setenv(hub.PREFIX, PREFIX)
    monkeypatch.setenv(hub.ADDRESS, "http://127.0.0.1:10110")
    for name in (hub.MENTORS, "JUPYTERHUB_PUBLIC_URL"):
        monkeypatch.delenv(name, raising=False)


class Room:
    """The service behind the hub's door, and who asks there."""

    def __init__(self, door, front, runner):
        self.door, self.hub, self.runner = door, front._hub, runner
        self.played = self.hub.auth

    def send(self, method, path, **more):
        """A request as the proxy hands it on."""

        async def asked():
            transport = httpx.ASGITransport(self.door)
            async with httpx.AsyncClient(transport=transport, base_url="http://hub.example") as it:
                return await it.request(method, path, **more)

        return self.runner.run(asked())

    def ask(self, method, path, token="", **more):
        """What a program gets, or a page that is open."""
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        return self.send(method, f"{PREFIX}{path}", headers=headers, **more)

    def look(self, path, token="", **headers):
        """What a browser gets in which somebody has logged in."""
        if token:
            headers["Cookie"] = f"service-workshop={token}"
        return self.send("GET", f"{PREFIX}{path}", headers=headers)

    def workshop(self):
        """A new workshop's join code."""
        made = self.ask("POST", "api/workshops", "m-token", json={"office": "three_projects"})
        return made.json()["code"]

    def join(self, token, code=None):
        return self.ask("POST", "api/hub/team", token, json={"code": code})


@pytest.fixture
def room(played, tmp_path):
    database = Database(f"sqlite:///{tmp_path / 'workshop.sqlite'}")
    front, host = hub.AtTheHub(database), Host(database)
    door = front.door(application(host, front.keys), host)
    with asyncio.Runner() as runner:
        yield Room(door, front, runner)
        runner.run(host.end())


# Tokens: notebooks, and pages that are open


def test_administrators_of_the_hub_and_its_mentors_lead(room):
    for token in ("m-token", "g-token"):
        assert room.ask("GET", "api/workshops", token).status_code == 200


@pytest.mark.parametrize("token", ["", "o-token", "b-token", "narrow", "culler", "guessed"])
def test_nobody_else_does(room, token):
    assert room.ask("GET", "api/workshops", token).status_code == 401


def test_who_leads_stands_in_the_audit_log_by_name(room):
    code = room.workshop()
    audit = room.ask("GET", f"api/workshops/{code}", "m-token").json()["audit"]
    assert {it["who"] for it in audit} == {"mira"}


def test_a_notebook_joins_as_the_hubs_user_and_again_as_the_same_team(room):
    code = room.workshop()
    first, again = room.join("o-token").json(), room.join("o-token", code.lower()).json()
    assert first == again == {"code": code, "team": "otters", "token": f"{code}.o-token"}
    view = room.ask("GET", "api/team", first["token"]).json()
    assert (view["team"], view["code"]) == ("otters", code)
    teams = room.ask("GET", f"api/workshops/{code}", "m-token").json()["teams"]
    assert [it["name"] for it in teams] == ["otters"]


def test_nobody_plays_for_another_team(room):
    code = room.workshop()
    room.join("o-token")
    assert room.ask("GET", "api/team", f"{code}.b-token").status_code == 401
    assert room.ask("GET", "api/team", "o-token").status_code == 401
    assert room.ask("GET", "api/team", "NOCODE.o-token").status_code == 401


def test_nobody_joins_under_another_name_than_the_hubs(room):
    code = room.workshop()
    refused = room.ask("POST", f"api/rooms/{code}/teams", "o-token", json={"team": "badgers"})
    assert refused.status_code == 403
    assert refused.json()["refused"] == (
        "on a hub everybody takes part under the name that they have there; open the workshop "
        "from the hub's own page"
    )


def test_a_room_is_seen_by_who_is_logged_in_only(room):
    code = room.workshop()
    assert room.ask("GET", f"api/rooms/{code}").status_code == 401
    assert room.ask("GET", f"api/rooms/{code}", "b-token").json()["code"] == code
    assert room.look(f"api/rooms/{code}", "b-token").json()["code"] == code


def test_a_cookie_alone_changes_nothing(room):
    cookie = {"Cookie": "service-workshop=m-token"}
    made = room.send(
        "POST", f"{PREFIX}api/workshops", json={"office": "three_projects"}, headers=cookie
    )
    assert made.status_code == 401


def test_without_a_workshop_somebody_is_asked_to_wait(room):
    refused = room.join("o-token")
    assert (refused.status_code, refused.json()["refused"]) == (
        409,
        "no workshop is open yet; wait until your mentor has opened one",
    )


def test_of_several_workshops_one_has_to_be_named(room):
    codes = [room.workshop(), room.workshop()]
    said = room.join("o-token").json()["refused"]
    assert said.startswith("there are several workshops: ")
    assert all(f"{code} (Three projects in a small office)" in said for code in codes)
    assert room.join("o-token", codes[0]).json()["code"] == codes[0]
    # From then on it is clear.
    assert room.join("o-token").json()["code"] == codes[0]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"[", 'Expected `object`, got `array`; write {"code": "…"}, or nothing'),
        (b'{"code": 7}', "code: expected a text, such as the join code on the wall"),
        (b'{"code": "' + b"9" * 2000 + b'"}', "at most 1000 letters are asked for here"),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(room, body, said):
    refused = room.ask("POST", "api/hub/team", "o-token", content=body)
    assert refused.status_code == 422
    assert said in refused.json()["refused"]


def test_a_code_that_is_none_is_named(room):
    refused = room.join("o-token", "ZZZZZZ")
    assert refused.status_code == 404
    assert "there is no workshop 'ZZZZZZ'" in refused.json()["refused"]


def test_somebody_may_ask_who_they_are_and_what_there_is(room):
    code = room.workshop()
    found = room.ask("GET", "api/hub", "b-token").json()
    title = "Three projects in a small office"
    assert found == {
        "user": "badgers",
        "mentor": False,
        "workshops": [{"code": code, "title": title, "joined": False}],
    }


def test_whom_the_hub_shuts_out_is_out_a_minute_later(room, monkeypatch):
    assert room.ask("GET", "api/workshops", "m-token").status_code == 200
    del room.played.people["m-token"]
    assert room.ask("GET", "api/workshops", "m-token").status_code == 200
    later(monkeypatch, people.LASTS + 1)
    refused = room.ask("GET", "api/workshops", "m-token")
    assert refused.status_code == 401
    assert refused.json() == {
        "refused": "the hub does not know you any more; log in again",
        "login": PREFIX,
    }


def test_who_logs_out_in_a_browser_is_out_at_once(room):
    here = {"Cookie": "service-workshop=o-token; jupyterhub-session-id=a"}
    assert "You are otters" in room.look("", **here).text
    assert room.ask("GET", "api/hub", "o-token").status_code == 200
    del room.played.people["o-token"]
    assert "You are otters" in room.look("", **here).text
    gone = room.look("", "o-token")
    assert "/hub/api/oauth2/authorize" in gone.headers["Location"]


def later(monkeypatch, seconds):
    now = people.time.monotonic()
    monkeypatch.setattr(people.time, "monotonic", lambda: now + seconds)


def test_a_workshop_goes_on_while_the_hub_starts_again(room, monkeypatch):
    code = room.workshop()
    room.join("o-token")
    room.played.silent = True
    later(monkeypatch, people.LASTS + 1)
    assert room.ask("GET", "api/team", f"{code}.o-token").status_code == 200
    refused = room.ask("GET", "api/team", f"{code}.b-token")
    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "1")
    assert refused.json()["refused"] == (
        "the hub does not answer just now, so nobody can be let in; wait a moment and try again"
    )


def test_the_hub_is_asked_once_a_minute_for_each_token(room):
    for _ in range(5):
        room.ask("GET", "api/workshops", "m-token")
    assert room.played.asked == 1


def test_who_guesses_tokens_has_to_wait(room):
    codes = [room.ask("GET", "api/workshops", f"guess {it}").status_code for it in range(40)]
    assert codes[0] == 401
    assert codes.count(429) > 3  # every two seconds one more guess is allowed


def test_who_is_in_already_is_not_kept_out_by_a_neighbour_who_guesses(room):
    assert room.ask("GET", "api/workshops", "m-token").status_code == 200
    for it in range(40):
        room.ask("GET", "api/workshops", f"guess {it}")
    assert room.ask("GET", "api/workshops", "m-token").status_code == 200
    assert room.ask("GET", "api/workshops", "g-token").status_code == 429


def test_guessing_elsewhere_stops_nobody_here(room):
    for it in range(40):
        room.send(
            "GET",
            f"{PREFIX}api/workshops",
            headers={"Authorization": f"Bearer {it}", "X-Forwarded-For": "192.0.2.9"},
        )
    forged = {"Authorization": "Bearer m-token", "X-Forwarded-For": "192.0.2.9, 192.0.2.7"}
    assert room.send("GET", f"{PREFIX}api/workshops", headers=forged).status_code == 200


def test_with_and_without_the_prefix_it_is_the_same_service(room):
    assert room.send("GET", "/health").json() == room.send("GET", f"{PREFIX}health").json()
    assert room.send("GET", PREFIX.rstrip("/")).status_code == 303


# A browser


def logged_in(room, wanted, code):
    """The way through the hub's login, and where it ends."""
    sent = room.look(wanted)
    asked = parse_qs(urlsplit(sent.headers["Location"]).query)
    assert sent.status_code == 303
    assert asked["code_challenge"] == ["challenge"]
    state = asked["state"][0]
    return room.look(
        f"oauth_callback?code={code}&state={state}", Cookie=f"{PlayedHub.state_cookie_name}={state}"
    )


def test_a_login_leads_back_to_where_somebody_wanted_to_go(room):
    back = logged_in(room, "projector/ABCDEF?big=1", "o-token")
    assert back.headers["Location"] == f"{PREFIX}projector/ABCDEF?big=1"
    cookie = back.headers.get_list("Set-Cookie")[-1]
    assert cookie.startswith("service-workshop=o-token; HttpOnly; Path=/services/workshop/")
    assert "SameSite=lax" in cookie


def test_where_browsers_come_by_https_a_cookie_goes_no_other_way(room, monkeypatch):
    sent = room.look("", **{"X-Forwarded-Proto": "https,http"})
    assert "Secure" in sent.headers["Set-Cookie"]
    monkeypatch.setenv("JUPYTERHUB_PUBLIC_URL", "http://hub.example")
    assert "Secure" not in room.look("").headers["Set-Cookie"]


def test_a_login_that_was_begun_elsewhere_ends_nowhere(room):
    state = room.hub.begin(PREFIX)[0]
    for cookie in ("", f"{PlayedHub.state_cookie_name}=other"):
        page = room.look(f"oauth_callback?code=o-token&state={state}", Cookie=cookie)
        assert page.status_code == 403
        assert "That login was begun elsewhere, or long ago." in page.text
        assert "Set-Cookie" not in page.headers


def test_a_login_leads_to_no_other_host(room):
    for wanted in ("https://elsewhere.example/", "//elsewhere.example/", "/hub/logout"):
        state = room.hub.begin(wanted)[0]
        cookie = {"Cookie": f"{PlayedHub.state_cookie_name}={state}"}
        back = room.look(f"oauth_callback?code=o-token&state={state}", **cookie)
        assert back.headers["Location"] == PREFIX


def test_a_hub_that_does_not_answer_says_so_on_a_page(room):
    room.played.silent = True
    page = room.look("", "o-token")
    assert page.status_code == 503
    assert "The hub does not answer just now" in page.text


def test_a_mentor_comes_to_the_mentors_page_with_a_token_that_no_server_sees(room):
    for path in ("", "mentor"):
        sent = room.look(path, "m-token")
        assert sent.headers["Location"] == f"{PREFIX}mentor?hub#m-token"


def test_a_trainee_comes_to_no_mentors_page(room):
    assert room.look("mentor", "o-token").headers["Location"] == PREFIX
    assert room.look("team", "o-token").headers["Location"] == PREFIX


def test_a_team_joins_by_one_button_and_goes_on_by_another(room):
    assert "No workshop is open yet." in room.look("", "o-token").text
    code = room.workshop()
    page = room.look("", "o-token").text
    assert ">Join</button>" in page
    assert "You are otters" in page
    assert 'href="/hub/home"' in page
    assert room.look("team", "o-token").headers["Location"] == PREFIX
    cookie = {"Cookie": "service-workshop=o-token"}
    joined = room.send("POST", f"{PREFIX}join", data={"code": code}, headers=cookie)
    assert joined.headers["Location"] == f"{PREFIX}team?hub#{code}.o-token"
    assert ">Go on</button>" in room.look("", "o-token").text
    assert room.look("team", "o-token").headers["Location"] == joined.headers["Location"]


def test_another_sites_form_joins_nothing(room):
    code = room.workshop()
    headers = {"Cookie": "service-workshop=o-token", "Sec-Fetch-Site": "cross-site"}
    sent = room.send("POST", f"{PREFIX}join", data={"code": code}, headers=headers)
    assert sent.headers["Location"] == PREFIX
    assert ">Join</button>" in room.look("", "o-token").text


def test_a_form_of_somebody_who_is_not_logged_in_leads_to_the_login(room):
    sent = room.send("POST", f"{PREFIX}join", data={"code": "ABCDEF"})
    assert "/hub/api/oauth2/authorize" in sent.headers["Location"]


@pytest.mark.parametrize("asker", ["iframe", "empty", "script"])
def test_a_token_is_given_to_a_person_who_opens_a_page_and_to_no_script(room, asker):
    sent = room.look("mentor", "m-token", **{"Sec-Fetch-Dest": asker})
    assert "m-token" not in str(sent.headers)


@pytest.mark.parametrize("path", ["", "mentor", "team", "projector/ABCDEF", "nowhere"])
def test_who_is_not_logged_in_sees_no_page(room, path):
    assert "/hub/api/oauth2/authorize" in room.look(path).headers["Location"]


def test_names_are_text_on_the_page(room):
    room.played.people["x"] = {**PEOPLE["o-token"], "name": "<b>x"}
    assert "You are &lt;b&gt;x" in room.look("", "x").text


def test_a_name_that_is_too_long_for_a_team_is_refused_on_a_page(room):
    room.played.people["x"] = {**PEOPLE["o-token"], "name": "x" * 41}
    page = room.look("", "x")
    assert page.status_code == 422
    assert "is no name for a team; write 1 to 40 letters" in page.text


def test_the_page_allows_its_own_style_and_script_and_nothing_else(room):
    page = room.look("", "o-token")
    policy = page.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    allowed = re.findall(r"'sha256-([^']+)'", policy)
    written = re.findall(r"<(?:style|script)>(.*?)</(?:style|script)>", page.text, re.DOTALL)
    hashes = [b64encode(sha256(it.encode()).digest()).decode() for it in written]
    assert hashes == [*reversed(allowed)]


# Beginning


def test_a_program_is_the_hubs_service_only_where_the_hub_says_so(played, monkeypatch):
    assert hub.is_here()
    assert hub.listens() == ("127.0.0.1", 10110)
    monkeypatch.delenv(hub.NAME)
    assert not hub.is_here()


def test_an_address_without_a_port_is_refused(played, monkeypatch):
    monkeypatch.setenv(hub.ADDRESS, "unix+http://somewhere")
    with pytest.raises(RefusedError) as told:
        hub.listens()
    assert str(told.value) == (
        "JUPYTERHUB_SERVICE_URL is 'unix+http://somewhere'; in the hub's configuration give the "
        "service a url such as http://127.0.0.1:10110"
    )


def test_where_jupyterhub_is_missing_it_is_named(played, monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "jupyterhub.services.auth", None)
    with pytest.raises(RefusedError) as told:
        hub.AtTheHub(Database(f"sqlite:///{tmp_path / 'x.sqlite'}"))
    assert str(told.value) == (
        "a workshop on a hub needs JupyterHub beside the simulator; install "
        "pmo-flight-simulator[hub] where the service runs"
    )


def test_a_notebook_without_a_hub_needs_an_address(monkeypatch):
    monkeypatch.delenv("PMO_WORKSHOP_URL", raising=False)
    with pytest.raises(RefusedError) as told:
        in_a_notebook.join()
    assert str(told.value) == (
        "nobody knows from here where the workshop is; write Workshop.join(address, code, "
        'team="…") with the address and the join code that your mentor shows'
    )
