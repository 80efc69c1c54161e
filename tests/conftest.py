"""What the tests share: JupyterLab, a browser on it, data beside the project."""

import gc
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import chromium
import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

# What an earlier version of the program has kept must not answer for this one.
os.environ.setdefault("PMO_CACHE", "off")
# And what tests forecast and fly is nobody's own, and no other run's.
OWN = Path(tempfile.gettempdir()) / f"pmo-tests-{os.getpid()}"
os.environ.setdefault("PMO_FORECASTS", str(OWN / "forecasts.jsonl"))
os.environ.setdefault("PMO_FLIGHTS", str(OWN / "flights"))
ROOT = Path(__file__).resolve().parents[1]
IN_CI = os.environ.get("CI", "").lower() in ("1", "true")
SECONDS = 1000  # Playwright counts in milliseconds
# JupyterLab asks a kernel for its debugger's state, and when somebody restarts the kernel just then
# Lab itself calls the question off and complains of that: nothing is lost, nothing of ours spoke.
CALLED_OFF = re.compile(r"Could not restore the debugger state: Canceled future for debug_request")
# "start.py quick" leaves these out; a new file is quick until it stands here.
SLOW = (
    "test_*shelf.py",
    "test_brackenlund.py",
    "test_bridges.py",
    "test_chance.py",
    "test_claims.py",
    "test_claims_effects.py",
    "test_coach.py",
    "test_compare.py",
    "test_curves.py",
    "test_debrief_numbers.py",
    "test_debrief_pmo.py",
    "test_digest.py",
    "test_fates.py",
    "test_fates_given.py",
    "test_figures.py",
    "test_fork_organisations.py",
    "test_grading*.py",
    "test_gymnasium.py",
    "test_hidden.py",
    "test_honesty.py",
    "test_hostile_*.py",
    "test_larkmoor.py",
    "test_learning.py",
    "test_lessons*.py",
    "test_light.py",
    "test_mentor_*.py",
    "test_metamorphic.py",
    "test_notebook_style.py",
    "test_odd_values.py",
    "test_optimum.py",
    "test_oracle.py",
    "test_organisations.py",
    "test_pay*.py",
    "test_properties.py",
    "test_published.py",
    "test_pythons.py",
    "test_readers_*.py",
    "test_scenarios.py",
    "test_sensitivity.py",
    "test_situation.py",
    "test_spread.py",
    "test_stochastic.py",
    "test_strokes.py",
    "test_switches.py",
    "test_theory_*.py",
    "test_thornmere.py",
    "test_types.py",
    "test_underway.py",
    "test_widgets.py",
    "test_workshop_*.py",
)
EFFECTS = (
    "test_bound*.py",
    "test_brackenlund.py",
    "test_calibration.py",
    "test_claims_effects.py",
    "test_compare.py",
    "test_debrief_numbers.py",
    "test_honesty.py",
    "test_larkmoor.py",
    "test_learning.py",
    "test_lessons*.py",
    "test_mentor_finding.py",
    "test_mentor_levels.py",
    "test_organisations.py",
    "test_pay*.py",
    "test_scenarios.py",
    "test_stochastic.py",
    "test_theory_*.py",
    "test_thornmere.py",
)
"""What happens in many worlds; "start.py fate" runs these under luck that nobody has seen."""


LONG = ("test_types.py", "test_voila.py", "test_workshop_*.py")
"""Begun last, as by their names, they would leave one process at work when all others are done."""


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Tests run in one process more than there are cores: some tests wait a third of their time."""
    return (os.cpu_count() or 1) + 1


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--fate",
        help="any text: all tests under other luck, but for those that belong to stored luck",
    )


def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave nothing behind."""
    if not hasattr(config, "workerinput"):
        shutil.rmtree(OWN, ignore_errors=True)


def pytest_configure(config: pytest.Config) -> None:
    """Let all chance be another before anybody imports the simulator, in child processes too."""
    gc.set_threshold(20_000)  # or a third of gathering the tests is to look for cycles
    if hasattr(config, "workerinput"):
        # One of several that keep all cores busy: more processes in each would only get in the way.
        os.environ.setdefault("LOKY_MAX_CPU_COUNT", "1")
    fate = config.getoption("--fate")
    if fate is not None:
        if "simulator.chance" in sys.modules:
            raise pytest.UsageError("the simulator has been imported before its fate was known")
        os.environ["PMO_FATE"] = fate


def pytest_collection_finish() -> None:
    """What all tests are made of stays to the end: nobody need look for cycles in it again."""
    gc.freeze()


def pytest_report_header() -> str:
    fate = os.environ.get("PMO_FATE", "")
    return f"fate: {fate!r} (repeat with --fate)" if fate else "fate: the stored one"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that use a browser, that are slow, or that another fate has to skip.

    Files that take long begin.
    """
    items.sort(key=lambda item: not any(item.path.match(it) for it in LONG))
    for item in items:
        if {"page", "bare_page"} & set(getattr(item, "fixturenames", ())):
            item.add_marker("browser")
        if any(item.path.match(pattern) for pattern in SLOW):
            item.add_marker("slow")
        if any(item.path.match(pattern) for pattern in EFFECTS):
            item.add_marker("effect")
        for mark in item.iter_markers("stored_luck") if os.environ.get("PMO_FATE") else ():
            item.add_marker(pytest.mark.skip(reason=f"belongs to the stored luck: {mark.args[0]}"))


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Folder of the benchmark instances and real records, which are not ours to ship."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("needs the folder shared/data beside the project")
    return folder


ALONE = """async (path) => {
  const { commands, shell } = window.jupyterapp;
  [...shell.widgets("main")].forEach((it) => it.dispose());
  const opened = await commands.execute("docmanager:open", { path });
  await opened.context.ready;
  await opened.sessionContext.ready;
}"""
"""In JupyterLab: close all, without a question about what is not saved, and open a notebook."""


KEPT = ("lab.log", "jupyter_config_dir", "jupyter_data_dir", "jupyter_runtime_dir", "ipythondir")
"""What a running server needs of the places that are its own."""


@dataclass(frozen=True)
class Lab:
    """A running JupyterLab and the copy of the notebooks that it serves."""

    url: str
    token: str
    root: Path
    places: Path
    """Where the server keeps what is its own and what people do."""

    def address(self, notebook: str) -> str:
        """Where a browser finds this notebook, alone on the page and as first opened."""
        return f"{self.url}/doc/tree/{notebook}?token={self.token}&reset"

    def open(self, page: Page, notebook: str) -> None:
        """Open a notebook, such as "notebooks/00_lobby.ipynb", and wait for its kernel.

        A page that shows JupyterLab already closes what is open there, as one does by its menu,
        and opens this: to load JupyterLab takes longer than most tests in it.
        """
        if page.url.startswith(f"{self.url}/"):
            page.evaluate(ALONE, notebook)
            self._wait_for_kernel(page)
        else:
            self.visit(page, notebook)

    def visit(self, page: Page, notebook: str) -> None:
        """Load JupyterLab with this notebook, whatever the page shows, and wait for its kernel."""
        page.goto(self.address(notebook))
        self._wait_for_kernel(page)

    def _wait_for_kernel(self, page: Page) -> None:
        # Running a cell before the kernel is there would only open a dialog.
        idle = page.get_by_role("button", name=re.compile(r"\| Idle"))
        expect(idle).to_be_visible(timeout=60 * SECONDS)

    def run_all(self, page: Page) -> None:
        """Run all cells of the open notebook as its Run menu does, and wait for them."""
        run = "() => window.jupyterapp.commands.execute('notebook:run-all-cells')"
        assert page.evaluate(run), "a cell failed"

    def answers(self) -> bool:
        """Whether the server is up."""
        try:
            with self.request("/api/status", timeout=1):
                return True
        except OSError:
            return False

    def stop(self) -> None:
        """Ask the server to end all kernels and itself."""
        with self.request("/api/shutdown", method="POST", timeout=10):
            pass

    def end_kernels(self) -> None:
        """End all that people have left running."""
        with self.request("/api/kernels") as answer:
            kernels = [kernel["id"] for kernel in json.load(answer)]
        for kernel in kernels:
            self.request(f"/api/kernels/{kernel}", method="DELETE", timeout=60).close()

    def request(self, path: str, method: str = "GET", timeout: float = 10):
        """Open an address of the server's own interface."""
        headers = {"Authorization": f"token {self.token}"}
        request = urllib.request.Request(self.url + path, method=method, headers=headers)
        return urllib.request.urlopen(request, timeout=timeout)


def free_port() -> int:
    """Return a port that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """One JupyterLab for all files, blind to this computer's own settings."""
    root, places = tmp_path_factory.mktemp("lab"), tmp_path_factory.mktemp("jupyter")
    with serving(root, places) as served:
        yield served


@pytest.fixture(scope="module")
def lab(server: Lab) -> Lab:
    """A trainee's JupyterLab on copies, in which nobody has done anything so far."""
    server.end_kernels()
    for place in (server.root, server.places):
        for it in place.iterdir():
            if it.name not in KEPT:
                shutil.rmtree(it) if it.is_dir() else it.unlink()
    for name in ("notebooks", "exercises"):
        if (ROOT / name).is_dir():
            ignored = shutil.ignore_patterns(".ipynb_checkpoints")
            shutil.copytree(ROOT / name, server.root / name, ignore=ignored)
    return server


@contextmanager
def serving(root: Path, places: Path) -> Iterator[Lab]:
    """A JupyterLab on a folder; what it keeps of its own goes to `places`."""
    variables = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")
    variables += ("JUPYTERLAB_SETTINGS_DIR", "JUPYTERLAB_WORKSPACES_DIR")
    environment = {**os.environ, **{name: str(places / name.lower()) for name in variables}}
    environment.pop("MPLBACKEND", None)
    environment["PMO_FORECASTS"] = str(places / "forecasts.jsonl")
    environment["PMO_FLIGHTS"] = str(places / "flights")
    served = Lab(f"http://127.0.0.1:{(port := free_port())}", "flight", root, places)
    log = places / "lab.log"
    environment["PYTHONPATH"] = str(ROOT)  # what is tried is this checkout
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", f"--port={port}"]
    command += ["--ServerApp.port_retries=0", f"--IdentityProvider.token={served.token}"]
    command += [f"--ServerApp.root_dir={root}", "--LabApp.expose_app_in_browser=True"]
    if chromium.is_root():
        command.append("--allow-root")
    with log.open("w") as output:
        server = subprocess.Popen(command, env=environment, cwd=root, stdout=output, stderr=output)
    try:
        wait_for(served, server, log)
        yield served
        served.stop()
        server.wait(30)
    finally:
        server.kill()
        server.wait(10)


def wait_for(lab: Lab, server: subprocess.Popen, log: Path) -> None:
    """Wait until the server answers; fail with the end of its log if it does not."""
    until = time.monotonic() + 90
    while not lab.answers():
        if server.poll() is not None or time.monotonic() > until:
            pytest.fail("JupyterLab did not start:\n" + log.read_text(errors="replace")[-2000:])
        time.sleep(0.1)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The browser named in PMO_BROWSER, or else the first installed one that starts.

    It ends with its module: Playwright keeps an event loop running in which
    another test could not start its own.
    """
    # An empty name says that start.py has looked already and found none.
    path = os.environ.get("PMO_BROWSER")
    path = chromium.find() if path is None else path
    if not path:
        give_up = pytest.fail if IN_CI else pytest.skip
        give_up("needs Chromium or Chrome, and none starts here")
    with sync_playwright() as playwright:
        browser = chromium.launch(playwright, path)
        yield browser
        browser.close()


@pytest.fixture
def problems() -> list[str]:
    """What went wrong in the page: errors, failed requests, requests elsewhere."""
    return []


WINDOW = {"width": 1400, "height": 1000}
"""A window that a test finds, in pixels."""


@pytest.fixture(scope="module")
def one_page(browser: Browser) -> Iterator[Page]:
    """A page for a whole file: to begin one takes longer than most tests on it."""
    context = browser.new_context(viewport=WINDOW)
    yield context.new_page()
    context.close()


@pytest.fixture
def page(one_page: Page, problems: list[str], request: pytest.FixtureRequest) -> Iterator[Page]:
    """The file's page as a person finds it, with all its problems noted.

    JupyterLab may be there from the test before: `Lab.open` closes what that left open.
    """
    one_page.mouse.move(-9, -9)  # or what comes next begins under the pointer
    one_page.set_viewport_size(WINDOW)
    one_page.emulate_media(media="screen", color_scheme="light", reduced_motion="no-preference")
    failed = request.session.testsfailed
    with noting(one_page, problems):
        yield one_page
    for other in one_page.context.pages:
        if other is not one_page:
            other.close()
    if request.session.testsfailed > failed:
        one_page.goto("about:blank")  # what went wrong must not meet the next test


@pytest.fixture
def bare_page(page: Page) -> Page:
    """An empty page, for tests that need no server."""
    page.goto("about:blank")  # scripts, timers and styles of the test before are gone
    return page


@pytest.fixture
def bare(bare_page: Page, problems: list[str]) -> Any:
    """A bare page on which nothing moves, as wide as a notebook on a small screen."""
    from lesson_page import LessonPage

    bare_page.set_viewport_size({"width": 900, "height": 800})
    bare_page.emulate_media(reduced_motion="reduce")
    return LessonPage(bare_page)


@pytest.fixture
def stage(bare_page: Page, problems: list[str]) -> Iterator[Any]:
    """The cockpit's modules on an empty page, with a stand-in for the model."""
    from stage import Stage

    yield Stage(bare_page)
    assert problems == []


@pytest.fixture
def eight(stage: Any) -> Any:
    """The eight projects on day 60, with their forecast."""
    from stage import flight, forecast, seen

    session = flight("eight_projects", 60)
    return stage.show(seen(session), ahead=forecast(session))


@pytest.fixture
def ended(stage: Any) -> Any:
    """The three projects at their end, in two futures that differ by who goes first."""
    from looks import two_futures

    return stage.show(two_futures())


def error_of(error: Any) -> str | None:
    """What a script that failed is told as."""
    return f"page error: {error}"


def request_of(request: Any) -> str | None:
    """Whether a page asks somebody else."""
    host = urlsplit(request.url).hostname
    ours = host in ("127.0.0.1", "localhost", None)
    return None if ours else f"request to another host: {request.url}"


def failure_of(request: Any) -> str | None:
    """What could not be fetched; the page itself calls off what a later request replaces."""
    off = request.failure == "net::ERR_ABORTED"
    return None if off else f"{request.failure}: {request.url}"


def complaint_of(message: Any) -> str | None:
    """An error that stands in the console."""
    ours = message.type == "error" and not CALLED_OFF.match(message.text)
    return f"console: {message.text}" if ours else None


TROUBLES = {
    "pageerror": error_of,
    "console": complaint_of,
    "request": request_of,
    "requestfailed": failure_of,
}


@contextmanager
def noting(page: Page, problems: list[str]) -> Iterator[None]:
    """Add to the problems what goes wrong in a page."""

    def noted(of: Callable[[Any], str | None]) -> Callable[[Any], None]:
        return lambda it: problems.extend(said for said in [of(it)] if said)

    notes = {event: noted(of) for event, of in TROUBLES.items()}
    for event, note in notes.items():
        page.on(event, note)
    yield
    for event, note in notes.items():
        page.remove_listener(event, note)


@pytest.fixture
def played(monkeypatch):
    """Seeds of all runs that are really played."""
    from simulator.experiment import players

    seeds, real = [], players.measured

    def noted(flight, seed, measure):
        seeds.append(seed)
        return real(flight, seed, measure)

    monkeypatch.setattr(players, "measured", noted)
    return seeds


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A workshop's service on a database of its own, which has to end without a fault."""
    from served import Served

    folder = tmp_path_factory.mktemp("workshop")
    served = Served(f"sqlite:///{folder / 'room.sqlite'}").start()
    yield served
    assert served.stop() == 0
