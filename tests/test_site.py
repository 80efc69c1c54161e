"""The course as pages, in a real browser that reaches nothing but their folder.

Not part of "make test": it needs build/site, and minutes. "python start.py site" makes the one,
"python start.py site --test" gives the other.
"""

import hashlib
import os
import re
import socket
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import chromium
import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import IN_CI, ROOT
from played_site import LONG, START, cut_off, errors, log_of, opened, put, python, served
from playwright.sync_api import Browser, BrowserContext, FrameLocator, Page, expect, sync_playwright
from trainee import LOCKED
from trainees_lab import free_port
from troubles import error_of
from waiting import until

from simulator import OrderProjects, Session
from simulator.logbook import Logbook

SITE = Path(os.environ.get("PMO_SITE", "nowhere"))
if not (SITE / "play" / "index.html").is_file():
    pytest.skip("needs the site, as in: python start.py site --test", allow_module_level=True)

NOTEBOOKS = sorted(ROOT.glob("notebooks/*.ipynb"))
EXERCISES = sorted(ROOT.glob("exercises/*.ipynb"))
WORKED = sorted(ROOT.glob("exercises/solutions/*.ipynb"))
ALL = sorted(path.name for path in (SITE / "play").glob("*.html"))
PAGES = [name for name in ALL if not name.startswith("worked_")]
FIRST = "01_first_flight.html"
FLIGHT = "First flight"
PROMISED = 12
"""Seconds from opening a page to playing, on two cores that do nothing else."""
IDLE = 0.7
"""The load under which two cores count as idle; the browser is none of it yet."""
SERIOUS = ("serious", "critical")


class Table(NamedTuple):
    """A browser without a network, and where the site is."""

    browser: Browser
    address: str
    asked: list[str]
    """What was asked of anybody else."""

    def page(self, name: str) -> str:
        """The address of a page of the course."""
        return f"{self.address}/play/{name}"


@pytest.fixture(scope="module")
def table() -> Iterator[Table]:
    path = os.environ.get("PMO_BROWSER") or chromium.find()
    if not path:
        give_up = pytest.fail if IN_CI else pytest.skip
        give_up("needs Chromium or Chrome, and none starts here")
    asked: list[str] = []
    with (
        served(SITE) as address,
        sync_playwright() as playwright,
        cut_off(playwright, path, asked) as browser,
    ):
        yield Table(browser, address, asked)


@pytest.fixture
def problems(table) -> Iterator[list[str]]:
    """What went wrong, on whichever page; nobody else was asked for anything either."""
    found: list[str] = []
    yield found
    assert found == []
    assert table.asked == []


@pytest.fixture
def visitor(table, problems) -> Iterator[BrowserContext]:
    """Somebody who has never been here."""
    context = table.browser.new_context(viewport={"width": 1280, "height": 720})
    context.on("weberror", lambda it: problems.append(str(error_of(it.error))))
    context.on("response", lambda it: problems.append(it.url) if missed(it) else None)
    yield context
    context.close()


def missed(response) -> bool:
    """Whether something was not there; files of one's own are looked for on the site first."""
    return response.status >= 400 and "/api/contents/" not in response.url


@pytest.fixture(scope="module")
def trainee(table) -> Iterator[Page]:
    """Somebody who has locked every prediction, so that all that stands behind one is made."""
    context = table.browser.new_context(viewport={"width": 1280, "height": 720})
    page = context.new_page()
    opened(page, table.page("12_before_and_after.html"))
    put(page, "forecasts.jsonl", LOCKED.read_text(encoding="utf-8"))
    yield page
    context.close()


def test_every_notebook_has_a_page_that_stands_in_the_zip_too():
    assert len(PAGES) == len(NOTEBOOKS) + len(EXERCISES)
    assert len(ALL) == len(PAGES) + len(WORKED)
    with zipfile.ZipFile(SITE.parent / "pmo-flight-simulator-site.zip") as archive:
        packed = set(archive.namelist())
    assert {f"pmo-flight-simulator/play/{name}" for name in ALL} <= packed


@pytest.mark.parametrize("name", PAGES)
def test_every_page_runs_from_top_to_bottom(table, trainee, problems, name):
    def note(error):
        problems.append(str(error_of(error)))

    trainee.on("pageerror", note)
    live = opened(trainee, table.page(name))
    assert errors(trainee) == []
    text = live.locator("body").inner_text()
    for words in ("Something went wrong", "Traceback", "Shift + Enter", "from lessons import"):
        assert words not in text
    trainee.remove_listener("pageerror", note)


def test_the_story_and_the_board_are_there_before_python_runs(table, visitor):
    page = visitor.new_page()
    page.route("**/pyodide.mjs", lambda route: None)  # it never comes
    page.goto(table.page(FIRST))
    expect(
        page.get_by_text("You are the new head of the project management office")
    ).to_be_visible()
    expect(page.locator("#picture .cockpit [data-row]")).not_to_have_count(0)
    expect(page.locator("#picture")).to_contain_text("Day 0")
    expect(page.get_by_role("status").first).to_have_text(re.compile("^Starting the simulator"))
    page.goto(table.page("index.html"))
    expect(page.get_by_role("link", name="First flight", exact=True)).to_be_visible()


def test_a_page_can_be_played_in_the_time_that_is_promised(table, visitor):
    if os.getloadavg()[0] > IDLE:
        pytest.skip(f"needs idle cores; the load is {os.getloadavg()[0]:.1f}")
    page, begin = visitor.new_page(), time.monotonic()
    opened(page, table.page(FIRST), done=False)
    assert time.monotonic() - begin < PROMISED


def test_a_first_flight_is_debriefed_kept_and_taken_to_a_desktop(table, visitor, tmp_path):
    page = visitor.new_page()
    live = opened(page, table.page(FIRST))
    fly(live)
    digest = log_of(page, f"{COCKPIT}.session")
    begin_debrief(live)
    expect(live.get_by_role("heading", name="The result").first).to_be_visible(timeout=START)
    live.get_by_role("button", name="Stop", exact=True).click()
    expect(live.get_by_text(re.compile("^Stopped; "))).to_be_visible(timeout=LONG)

    page.reload()
    live = again(page)
    live.get_by_role("button", name=re.compile("^Continue")).first.click()
    end = live.locator(".cockpit").get_by_text("The end", exact=True)
    expect(end).to_be_visible(timeout=START)
    assert log_of(page, f"{COCKPIT}.session") == digest, "after a reload"
    python(page, f"setattr({COCKPIT}, 'debrief_size', (12, 4))")
    begin_debrief(live)
    expect(live.get_by_text("The debrief is complete.")).to_be_visible(timeout=LONG)
    for title in ("Was it luck?", "Stroke by stroke", "Three things to try next"):
        expect(live.get_by_role("heading", name=title).first).to_be_visible()

    path = taken_along(page, tmp_path)
    desktop = Logbook(tmp_path).open(FLIGHT).session
    assert path.name == f"{FLIGHT}.flight.json"
    assert desktop.over and len(desktop.decisions) == 1
    assert hashlib.sha256(repr(desktop.events).encode()).hexdigest() == digest


def test_a_flight_from_a_desktop_goes_on_in_the_browser(table, visitor, tmp_path):
    session = from_a_desktop(tmp_path)
    page = visitor.new_page()
    opened(page, table.page("index.html"))
    bring(page, tmp_path / "From the office.flight.json")
    page.get_by_role("button", name="Close").click()
    live = opened(page, table.page("index.html"))
    live.get_by_role("button", name=re.compile("Continue")).first.click()
    expect(
        live.locator(".cockpit").get_by_text(re.compile("Welcome back. It is day 20"))
    ).to_be_visible(timeout=START)
    lobby = "__import__('lessons.lobby').lobby.start().cockpit.session"
    assert log_of(page, lobby) == hashlib.sha256(repr(session.events).encode()).hexdigest()


def test_many_worlds_are_told_as_they_come_and_can_be_stopped(table, visitor):
    page = visitor.new_page()
    live = opened(page, table.page("index.html"))
    lock_two(live)
    many = live.get_by_role("button", name="Run in 200 worlds")
    bar = live.get_by_role("progressbar").or_(live.locator(".widget-hprogress .progress-bar")).first
    expect(many).to_be_enabled(timeout=START)
    many_are(page, 20_000)
    page.evaluate(COUNT_FRAMES)
    many.click()
    live.get_by_role("button", name="Stop").click(timeout=START)
    expect(many).to_be_enabled(timeout=START)
    assert worlds_done(page) < 20_000, "stopped on the way"
    assert page.evaluate("window.frames_seen") > 5, "the page went on drawing"
    many_are(page, 200)
    many.click()
    until(lambda: worlds_done(page) == 200, LONG / 1000)
    expect(bar).to_be_attached()


def test_the_same_notebook_runs_in_jupyterlab(table, visitor):
    page = visitor.new_page()
    page.goto(table.page("lab/index.html?path=notebooks/12_before_and_after.ipynb"))
    cell = page.locator(".jp-CodeCell").first
    expect(cell).to_be_visible(timeout=START)
    page.wait_for_function("window.jupyterapp.shell.currentWidget?.sessionContext?.isReady")
    ran = "() => window.jupyterapp.commands.execute('notebook:run-all-cells')"
    assert page.evaluate(ran)
    expect(page.locator(".jp-OutputArea-output .pmo").first).to_be_visible(timeout=START)
    assert page.locator("[data-mime-type='application/vnd.jupyter.error']").count() == 0


def test_a_page_that_was_open_once_opens_without_the_server(table, problems):
    context = table.browser.new_context(viewport={"width": 1280, "height": 720})
    page = context.new_page()
    with served(SITE) as address:
        opened(page, f"{address}/play/12_before_and_after.html")
        expect(page.locator("body")).to_have_attribute("data-kept", "yes", timeout=LONG)
    assert gone_at(urlsplit(address).port), "nobody is there any more"
    opened(page, f"{address}/play/12_before_and_after.html")
    assert errors(page) == []
    opened(page, f"{address}/play/{FIRST}")
    assert errors(page) == []
    context.close()


def test_the_zip_opens_from_a_stick(table, visitor, tmp_path):
    with zipfile.ZipFile(SITE.parent / "pmo-flight-simulator-site.zip") as archive:
        archive.extractall(tmp_path)
    folder, port = tmp_path / "pmo-flight-simulator", free_port()
    assert "python -m http.server" in (folder / "read me.txt").read_text(encoding="utf-8")
    command = [sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1"]
    server = subprocess.Popen(command, cwd=folder, stderr=subprocess.DEVNULL)
    try:
        page = visitor.new_page()
        until = time.monotonic() + 30
        while gone_at(port) and time.monotonic() < until:
            time.sleep(0.1)
        opened(page, f"http://127.0.0.1:{port}/play/12_before_and_after.html")
        assert errors(page) == []
    finally:
        server.terminate()
        server.wait(30)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["index.html", FIRST])
def test_names_roles_and_contrast(table, visitor, name, scheme):
    page = visitor.new_page()
    page.emulate_media(color_scheme=scheme)
    page.goto(table.page(name))
    expect(page.locator("#picture > *").first).to_be_visible()
    assert complaints(page) == []
    expect(page.locator("body")).to_have_attribute("data-done", "yes", timeout=LONG)
    assert complaints(page) == []
    page.get_by_role("button", name="My flights").click()
    assert complaints(page) == []


def test_the_first_pages_are_used_by_keyboard_alone(table, visitor):
    page = visitor.new_page()
    page.goto(table.page("index.html"))
    expect(page.locator("body")).to_have_attribute("data-done", "yes", timeout=LONG)
    home = page.get_by_role("link", name="PMO Flight Simulator")
    home.focus()  # the notebook has the focus when it appears; this is the page's beginning
    expect(home).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="My flights")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    live = page.frame_locator("#live")
    link = live.get_by_role("link", name="First flight", exact=True)
    for _ in range(30):
        page.keyboard.press("Tab")
        if link.evaluate("it => it === it.ownerDocument.activeElement"):
            break
    with visitor.expect_page() as found:
        page.keyboard.press("Enter")
    expect(found.value).to_have_url(re.compile(FIRST))


# What people do

COCKPIT = "__import__('lessons.first_flight').first_flight._cockpit()"
COUNT_FRAMES = """() => {
  window.frames_seen = 0;
  const count = () => { window.frames_seen += 1; requestAnimationFrame(count); };
  count();
}"""


def again(page: Page) -> FrameLocator:
    expect(page.locator("body")).to_have_attribute("data-done", "yes", timeout=LONG)
    return page.frame_locator("#live")


def lock_two(live: FrameLocator) -> None:
    """Lock the first two predictions as they stand."""
    for done in (1, 2):
        live.get_by_role("button", name="Lock my prediction").first.click()
        locked = live.get_by_role("button", name="Locked", exact=True)
        expect(locked).to_have_count(done, timeout=START)


def fly(live: FrameLocator) -> None:
    """Lock what is expected, decide once, fly to the end."""
    lock_two(live)
    cockpit = live.locator(".cockpit")
    cockpit.get_by_role("button", name="Next week", exact=True).click(timeout=START)
    expect(cockpit.get_by_text("Day 5", exact=True)).to_be_visible(timeout=START)
    cockpit.get_by_role("button", name=re.compile("^Buy “")).first.click()
    expect(cockpit.get_by_role("status").filter(has_text="Decided: buy")).to_be_visible(
        timeout=START
    )
    cockpit.get_by_role("button", name="To the end", exact=True).click()
    expect(cockpit.get_by_text("The end", exact=True)).to_be_visible(timeout=START)


def begin_debrief(live: FrameLocator) -> None:
    cockpit = live.locator(".cockpit")
    cockpit.get_by_role("button", name="Debrief", exact=True).click()
    cockpit.get_by_role("button", name="Begin the debrief", exact=True).click()


def taken_along(page: Page, folder: Path) -> Path:
    """Download the flight, as a person does."""
    page.get_by_role("button", name="My flights").click()
    with page.expect_download() as download:
        page.get_by_role("button", name=f"Take along {FLIGHT}", exact=True).click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def from_a_desktop(folder: Path) -> Session:
    """A flight to day 20 with a decision, kept by a desktop's logbook."""
    from exercises.first_flight import OFFICE

    first = Session(OFFICE, seed=11)
    session = first.advance(5).decide(OrderProjects(("outage", "tariff"))).advance(20)
    Logbook(folder).begin("From the office", first).keep(session)
    return session


def bring(page: Page, path: Path) -> None:
    page.get_by_role("button", name="My flights").click()
    page.get_by_label("Bring a flight").set_input_files(path)
    expect(page.get_by_text("is here now. The lobby lists it.")).to_be_visible()


MANY = "__import__('lessons.lobby').lobby.worlds().pieces[0]"


def worlds_done(page: Page) -> int:
    return int(python(page, f"{MANY}.bar.value"))


def many_are(page: Page, number: int) -> None:
    """So many worlds are played from now on: two hundred take less time than a hand needs."""
    python(page, f"[setattr({MANY}, 'worlds', {number}), setattr({MANY}.bar, 'max', {number})]")


def gone_at(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


def complaints(page: Page) -> list[str]:
    """What axe finds serious on the page and in its frame."""
    found = Axe().run(page).response["violations"]
    return [
        f"{it['id']}: {it['nodes'][0]['html'][:200]}" for it in found if it["impact"] in SERIOUS
    ]
