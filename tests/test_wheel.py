"""What others get who install the simulator into their own Python.

`python tools/wheel.py` installs it, too, and does with it what a stranger would.
"""

import tarfile
import zipfile
from email import message_from_bytes
from pathlib import Path

import pytest

import simulator
from tools.wheel import built

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """A wheel made from this folder by way of its sdist, and the sdist."""
    return built(tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def wheel(files):
    """Names of all files in the wheel."""
    with zipfile.ZipFile(files[0]) as packed:
        return packed.namelist()


def test_a_wheel_takes_no_name_but_the_simulators(wheel):
    tops = {name.split("/")[0] for name in wheel}
    own = {top for top in tops if not top.startswith("pmo_flight_simulator-")}
    assert own == {"simulator"}


def test_a_wheel_brings_every_file_of_the_simulator(wheel):
    """Organisations, pages, modules and styles as well; and that its types are to be read."""
    stored = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "simulator").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert {name for name in wheel if name.startswith("simulator/")} == stored
    assert {".toml", ".html", ".js", ".css", ".typed"} <= {Path(it).suffix for it in stored}


def test_a_wheel_says_its_version_its_licence_and_what_it_is(files):
    with zipfile.ZipFile(files[0]) as packed:
        [name] = [it for it in packed.namelist() if it.endswith(".dist-info/METADATA")]
        told = message_from_bytes(packed.read(name))
    assert told["Metadata-Version"] == "2.4"
    assert told["Version"] == simulator.__version__
    assert told["License-Expression"] == "MIT"
    assert told["Requires-Python"] == ">=3.11"
    assert told.get_payload().startswith("# PMO Flight Simulator\n")


def test_a_wheel_brings_the_settings_of_jupyterlab(wheel):
    stored = {path.name for path in (ROOT / "simulator" / "lab_settings").glob("*.json")}
    brought = {Path(name).name for name in wheel if "/share/jupyter/lab/settings/" in name}
    assert brought == stored


def test_a_wheel_leaves_out_the_debugger_of_jupyterlab(wheel):
    place = "/etc/jupyter/labconfig/page_config.d/pmo_flight_simulator.json"
    assert [name for name in wheel if name.endswith(place)]


def test_a_wheel_brings_the_page_of_the_app(wheel):
    stored = {path.name for path in (ROOT / "app" / "voila").rglob("*") if path.is_file()}
    brought = {Path(name).name for name in wheel if "/share/jupyter/voila/templates/pmo/" in name}
    assert brought == stored and any(name.endswith("etc/jupyter/voila.json") for name in wheel)


def test_an_sdist_brings_the_course_and_the_tests_and_nothing_that_was_made_here(files):
    with tarfile.open(files[1]) as packed:
        tops = {Path(name).parts[1] for name in packed.getnames()}
    assert {"simulator", "notebooks", "lessons", "exercises", "tests", "LICENSE"} <= tops
    assert not tops & {".venv", ".git", "dist", "build"}
