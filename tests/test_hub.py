"""A workshop on the real JupyterHub with its real proxy; two teams and a mentor, each in a browser.

It stands in no environment of ours but the one of `python start.py hub`. The hub is the rehearsal
of deploy/hub, as it is documented, so nobody's password is checked: on this computer, in this test.
"""

import json
import os
import secrets
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from conftest import ROOT
from playwright.sync_api import Browser, Page, expect
from trainees_lab import SECONDS, free_port

pytest.importorskip("jupyterhub", reason="needs JupyterHub, as in: python start.py hub")

PROXY = Path(sys.prefix) / "proxy" / "node_modules"
SERVICE = "/services/workshop/"
TEAMS = ("otters", "badgers")
IDLE_SECONDS = 30
A_MINUTE = 60 * SECONDS
LOBBY = "pmo/notebooks/00_lobby.ipynb"
JOIN = """
from simulator import OrderProjects, Session
from simulator.workshop import Workshop
team = Workshop.join()
wishes = OrderProjects(("reports", "billing", "portal"), day=0)
print("I am", team.name, "·", team.submit(Session(team.scenario).decide(wishes)))
"""


class TheHub(NamedTuple):
    """A running hub, and the folder in which it was started."""

    url: str
    folder: Path
    log: Path

    def home(self, who: str) -> Path:
        """Somebody's own folder."""
        return self.folder / "rehearsal" / "homes" / who

    def wait_for(self, path: str, *programs: subprocess.Popen) -> None:
        """Wait until somebody answers there; fail with the end of the log if nobody does."""
        until = time.monotonic() + 120
        while True:
            try:
                urllib.request.urlopen(f"{self.url}{path}", timeout=10).close()
            except OSError:
                ended = any(it.poll() is not None for it in programs)
                if ended or time.monotonic() > until:
                    pytest.fail(
                        f"nobody at {path}:\n{self.log.read_text('utf-8', 'replace')[-3000:]}"
                    )
                time.sleep(0.2)
            else:
                return

    def answer(self, path: str, token: str = "", **sent: Any) -> tuple[int, Any]:
        """What is answered to somebody who comes without a browser."""
        body = json.dumps(sent).encode() if sent else None
        request = urllib.request.Request(f"{self.url}{SERVICE}{path}", data=body)
        request.add_header("Content-Type", "application/json")
        if token:
            request.add_header("Authorization", f"Bearer {token}")
        try:
            with urllib.request.urlopen(request, timeout=30) as found:
                return found.status, json.load(found)
        except urllib.error.HTTPError as refused:
            return refused.code, json.load(refused)


PORTS = ("PMO_HUB_PORT", "PMO_HUB_API_PORT", "PMO_HUB_PROXY_PORT", "PMO_PORT")
REHEARSAL = ROOT / "deploy" / "hub" / "rehearsal.py"


def free_ports() -> dict[str, str]:
    """Ports that nobody listens on just now, for a hub and all its parts."""
    return {name: str(free_port()) for name in PORTS}


@contextmanager
def serving(folder: Path, config: Path, ports: dict[str, str], **more: str) -> Iterator[TheHub]:
    """A hub with this configuration, started in a folder as docs/hub.md says."""
    if not PROXY.is_dir():
        pytest.skip("needs the hub's proxy, as in: python start.py hub")
    kept = {it: os.environ[it] for it in ("PATH", "LANG", "HOME", "TMPDIR") if it in os.environ}
    environment = {**kept, **ports, "PYTHONPATH": str(ROOT), **more}
    served = TheHub(f"http://127.0.0.1:{ports['PMO_HUB_PORT']}", folder, folder / "hub.log")
    with served.log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "jupyterhub", "-f", config], cwd=folder, env=environment,
            stdout=output, stderr=output, start_new_session=True,
        )  # fmt: skip
    try:
        served.wait_for("/hub/health", process)
        yield served
    finally:
        process.send_signal(signal.SIGTERM)  # it ends the servers, the service and the proxy
        with ExitStack() as last:
            last.callback(end, folder / "rehearsal" / "proxy.pid")
            last.callback(process.kill)
            process.wait(30)


def end(pid: Path) -> None:
    """End a proxy that its hub has left behind."""
    if pid.exists():
        with suppress(ProcessLookupError):
            os.kill(int(pid.read_text()), signal.SIGKILL)


@pytest.fixture(scope="module")
def hub(tmp_path_factory) -> Iterator[TheHub]:
    """The rehearsal, with a course that can be changed."""
    folder = tmp_path_factory.mktemp("hub")
    course = folder / "course"
    for name in ("notebooks", "exercises", "lessons"):
        shutil.copytree(ROOT / name, course / name)
    settings = {"PMO_COURSE": str(course), "PMO_IDLE_SECONDS": str(IDLE_SECONDS)}
    with serving(folder, REHEARSAL, free_ports(), **settings) as served:
        served.wait_for(f"{SERVICE}health")
        yield served


class Somebody(NamedTuple):
    """Somebody's browser, logged in at the hub."""

    page: Page
    name: str
    url: str

    def open(self, path: str) -> None:
        """Go to an address of the hub; log in where it asks."""
        self.page.goto(f"{self.url}{path}")
        if "/hub/login" in self.page.url:
            self.page.get_by_label("Username").fill(self.name)
            self.page.get_by_label("Password").fill("any")
            self.page.get_by_role("button", name="Sign in").click()

    def service(self, path: str = "") -> None:
        """Go to a page of the workshop."""
        self.open(SERVICE + path)

    def token(self, page: str) -> str:
        """What the door gives a page of the workshop that somebody opens."""
        sent = self.page.request.get(f"{self.url}{SERVICE}{page}", max_redirects=0)
        return sent.headers["location"].partition("#")[2]

    def notebook(self) -> None:
        """Start one's own server, which opens the lobby, and wait for its kernel."""
        self.open("/hub/spawn")
        self.page.wait_for_url(f"**/user/{self.name}/lab/tree/{LOBBY}*", timeout=2 * A_MINUTE)
        expect(self.page.get_by_text("| Idle")).to_be_visible(timeout=2 * A_MINUTE)

    def run(self, code: str) -> None:
        """Write a cell below the one that is chosen, and run it."""
        self.page.keyboard.press("Escape")
        self.page.keyboard.press("b")
        self.page.keyboard.press("Enter")
        self.page.keyboard.insert_text(code.strip())
        self.page.keyboard.press("Shift+Enter")


class Room(NamedTuple):
    """A mentor, two teams, and the code of their workshop."""

    mentor: Somebody
    teams: tuple[Somebody, Somebody]
    code: str


@pytest.fixture(scope="module")
def room(hub: TheHub, browser: Browser) -> Iterator[Room]:
    """Everybody logged in, a workshop in its first round, and both teams in their notebooks."""
    with ExitStack() as contexts:
        people = []
        for name in ("mentor", *TEAMS):
            context = browser.new_context(viewport={"width": 1400, "height": 1000})
            contexts.callback(context.close)
            people.append(Somebody(context.new_page(), name, hub.url))
        mentor, *teams = people
        mentor.service()
        secret = mentor.token("mentor")
        made = hub.answer("api/workshops", secret, office="three_projects", rounds=3)[1]
        hub.answer(f"api/workshops/{made['code']}/round", secret, do="open")
        for team in teams:
            team.notebook()
        yield Room(mentor, tuple(teams), made["code"])


def test_each_trainee_has_a_copy_of_the_whole_course(hub, room):
    for team in TEAMS:
        for folder in ("notebooks", "exercises"):
            given = {it.name for it in (ROOT / folder).glob("*.ipynb")}
            copies = list((hub.home(team) / "pmo" / folder).glob("*.ipynb"))
            assert {it.name for it in copies} == given
            assert all(os.access(it, os.W_OK) for it in copies)


def test_each_opens_the_lobby_and_joins_from_there_as_the_hubs_user(hub, room):
    for team in room.teams:
        page = team.page
        page.get_by_role("heading", name="The lobby").click()
        page.keyboard.press("Shift+Enter")
        page.keyboard.press("Shift+Enter")
        expect(page.get_by_text("Fly anywhere")).to_be_visible(timeout=A_MINUTE)
        team.run(JOIN)
        said = page.get_by_text(f"I am {team.name} · One new decision: handed in.")
        expect(said).to_be_visible(timeout=A_MINUTE)


def test_in_a_browser_everybody_is_the_same_team(hub, room):
    for team in room.teams:
        page = team.page.context.new_page()
        page.goto(f"{hub.url}{SERVICE}")
        expect(page.get_by_role("heading", name=f"You are {team.name}")).to_be_visible()
        page.get_by_role("button", name="Go on").click()
        page.wait_for_url("**/team?hub*")
        expect(page.get_by_text(team.name, exact=True).first).to_be_visible(timeout=A_MINUTE)
        expect(page.get_by_role("button", name="Next week")).to_be_visible(timeout=A_MINUTE)
        page.close()


def test_the_mentor_sees_both_and_what_they_have_handed_in(hub, room):
    secret = room.mentor.token("mentor")
    until = time.monotonic() + 60
    while True:
        teams = hub.answer(f"api/workshops/{room.code}", secret)[1]["teams"]
        if all(it["decisions"] and not it["waiting"] for it in teams) or time.monotonic() > until:
            break
        time.sleep(0.5)
    assert {it["name"]: it["decisions"] for it in teams} == dict.fromkeys(TEAMS, 1)
    room.mentor.service()
    room.mentor.page.get_by_role("button", name=f"{room.code}").click()
    for team in TEAMS:
        seen = room.mentor.page.get_by_text(team, exact=True).first
        expect(seen).to_be_visible(timeout=A_MINUTE)


def test_on_the_projector_everybody_of_the_hub_sees_the_room(hub, room):
    page = room.teams[0].page.context.new_page()
    page.goto(f"{hub.url}{SERVICE}projector/{room.code}")
    for team in TEAMS:
        expect(page.get_by_text(team, exact=True).first).to_be_visible(timeout=A_MINUTE)
    page.close()


def test_a_trainee_leads_nothing_and_plays_for_nobody_else(hub, room):
    mine, theirs = (team.token("team") for team in room.teams)
    hubs_own = mine.partition(".")[2]
    for token in ("", "guessed", mine, hubs_own):
        assert hub.answer("api/workshops", token)[0] == 401
        assert hub.answer(f"api/workshops/{room.code}/reveal", token, please=1)[0] == 401
    assert hub.answer("api/team", theirs)[1]["team"] == TEAMS[1]
    assert hub.answer(f"api/rooms/{room.code}/teams", hubs_own, team="badgers")[0] == 403
    assert hub.answer(f"api/rooms/{room.code}")[0] == 401


def test_nobody_comes_in_without_the_hub(hub, browser):
    page = browser.new_context().new_page()
    for path in ("", "mentor", "team", "projector/ABCDEF"):
        page.goto(f"{hub.url}{SERVICE}{path}")
        assert "/hub/login" in page.url
    page.context.close()


def test_whoever_leaves_the_hub_has_left_the_workshop(hub, room, browser):
    context = browser.new_context()
    guest = Somebody(context.new_page(), "foxes", hub.url)
    guest.service()
    guest.page.get_by_role("button", name="Join").click()
    guest.page.wait_for_url("**/team?hub*")
    guest.page.goto(f"{hub.url}/hub/logout")
    guest.page.goto(f"{hub.url}{SERVICE}")
    assert "/hub/login" in guest.page.url
    context.close()


def test_a_shared_machine_is_shared(hub, room):
    team = room.teams[0]
    team.run("from simulator.experiment.spread import cores; print('cores:', cores())")
    expect(team.page.get_by_text("cores: 1", exact=True)).to_be_visible(timeout=A_MINUTE)


def test_an_idle_server_ends_by_itself_and_nothing_is_lost_by_it(hub, room):
    """Pages that a trainee has changed stay; what the course has got meanwhile comes in."""
    team = room.teams[0]
    mine = hub.home(team.name) / LOBBY
    mine.write_text(mine.read_text().replace("The lobby", "My lobby"))
    for page in team.page.context.pages[1:]:
        page.close()
    (hub.folder / "course" / "notebooks" / "99_new.ipynb").write_text(mine.read_text())
    until = time.monotonic() + 300
    rests = team.page.get_by_role("button", name="Start My Server")
    team.open("/hub/home")
    while not rests.is_visible() and time.monotonic() < until:
        team.page.wait_for_timeout(3 * SECONDS)
        team.page.reload()
    expect(rests).to_be_visible()
    team.notebook()
    expect(team.page.get_by_role("heading", name="My lobby")).to_be_visible(timeout=A_MINUTE)
    assert (mine.parent / "99_new.ipynb").exists()


def told_in_a_cluster(ports: dict[str, str], token: str) -> dict[str, str]:
    """What deploy/kubernetes/workshop.yaml tells the service, with addresses of our own."""
    text = (ROOT / "deploy" / "kubernetes" / "workshop.yaml").read_text(encoding="utf-8")
    deployment = next(it for it in yaml.safe_load_all(text) if it["kind"] == "Deployment")
    workshop = deployment["spec"]["template"]["spec"]["containers"][0]
    told = {it["name"]: it.get("value", token) for it in workshop["env"]}
    told["JUPYTERHUB_SERVICE_URL"] = f"http://127.0.0.1:{ports['PMO_PORT']}"
    told["JUPYTERHUB_API_URL"] = f"http://127.0.0.1:{ports['PMO_HUB_API_PORT']}/hub/api"
    return told


def test_a_service_that_stands_beside_the_hub_is_one_of_its_own(tmp_path, browser):
    """As in a cluster, where the hub starts it not, and knows it by a token of both."""
    token = secrets.token_hex(32)
    config = tmp_path / "beside.py"
    config.write_text(
        f"load_subconfig({str(REHEARSAL)!r})\nimport os\nc = get_config()\n"
        "c.JupyterHub.services = [{'name': 'workshop', 'oauth_no_confirm': True, "
        f"'api_token': {token!r}, 'url': 'http://127.0.0.1:' + os.environ['PMO_PORT']}}]\n"
    )
    with ExitStack() as last:
        ports = free_ports()
        kept = {it: os.environ[it] for it in ("PATH", "LANG") if it in os.environ}
        told = {**kept, "PYTHONPATH": str(ROOT), **told_in_a_cluster(ports, token)}
        database = f"sqlite:///{tmp_path / 'beside.sqlite'}"
        command = [sys.executable, "-m", "simulator", "workshop", "serve", "--database", database]
        # It comes first: some hubs do not start without those whom they know.
        service = subprocess.Popen(command, env=told)
        last.callback(service.wait, 30)
        last.callback(service.terminate)
        hub = last.enter_context(serving(tmp_path, config, ports))
        hub.wait_for(f"{SERVICE}health", service)
        context = browser.new_context()
        last.callback(context.close)
        mentor = Somebody(context.new_page(), "mentor", hub.url)
        mentor.service()
        mentor.page.wait_for_url("**/mentor?hub*")
        found = hub.answer("api/hub", mentor.token("mentor"))[1]
        assert found == {"user": "mentor", "mentor": True, "workshops": []}
