"""What the tests share: JupyterLab, a browser on it, data beside the project."""

import gc
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import chromium
import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from trainees_lab import KEPT, Lab, serving
from troubles import noting

# What an earlier version of the program has kept must not answer for this one.
os.environ.setdefault("PMO_CACHE", "off")
# And what tests forecast and fly is nobody's own, and no other run's.
OWN = Path(tempfile.gettempdir()) / f"pmo-tests-{os.getpid()}"
os.environ.setdefault("PMO_FORECASTS", str(OWN / "forecasts.jsonl"))
os.environ.setdefault("PMO_FLIGHTS", str(OWN / "flights"))
# What the files of SHARING play, in all processes of this run and of no other.
PLAYED = Path(os.environ.setdefault("PMO_TESTS_PLAYED", str(OWN / "played")))
ROOT = Path(__file__).resolve().parents[1]
IN_CI = os.environ.get("CI", "").lower() in ("1", "true")
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


SHARING = (
    "test_brackenlund.py",
    "test_claims_effects.py",
    "test_exercises_*.py",
    "test_grading.py",
    "test_larkmoor.py",
    "test_lessons*.py",
    "test_notebook_style.py",
    "test_organisations.py",
    "test_pay_matrix.py",
    "test_thornmere.py",
)
"""Lessons and organisations: what one of these files has played, no other plays again."""


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


@pytest.fixture(scope="module", autouse=True)
def played_once(request: pytest.FixtureRequest) -> Iterator[None]:
    """Let no world be played again in which another file has seen what comes out.

    Nothing is kept for the next run. Files that ask how a world is played have no such shelf.
    """
    with pytest.MonkeyPatch.context() as patch:
        if any(request.path.match(it) for it in SHARING):
            patch.setenv("PMO_CACHE", str(PLAYED / "cache"))
            patch.setenv("XDG_DATA_HOME", str(PLAYED / "data"))  # what seals it is nobody's own
        yield


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Folder of the benchmark instances and real records, which are not ours to ship."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("needs the folder shared/data beside the project")
    return folder


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
