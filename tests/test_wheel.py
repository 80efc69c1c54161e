"""What others get who install the simulator into their own Python."""

import zipfile
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """Names of all files in a wheel made from this folder."""
    folder = str(tmp_path_factory.mktemp("wheel"))
    [path] = WheelBuilder(str(ROOT)).build(directory=folder, versions=["standard"])
    with zipfile.ZipFile(path) as files:
        return files.namelist()


def test_a_wheel_takes_no_name_but_the_simulators(wheel):
    tops = {name.split("/")[0] for name in wheel}
    own = {top for top in tops if not top.startswith("pmo_flight_simulator-")}
    assert own == {"simulator"}
    assert "simulator/scenarios/odwell_bridges.toml" in wheel


def test_a_wheel_says_that_its_types_are_to_be_read(wheel):
    assert "simulator/py.typed" in wheel


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
