"""The same logs on every Python that the project promises and that is installed here."""

import os
import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest

from tools import pythons

ROOT = Path(__file__).resolve().parents[1]
HERE = f"{sys.version_info.major}.{sys.version_info.minor}"
QUICK = ("three_projects",)
"""Every Python of the matrix digests all scenarios; here it is enough to meet the others."""

found = cache(pythons.installed)


@pytest.mark.stored_luck("the logs were stored under the usual fate")
@pytest.mark.parametrize("version", [it for it in pythons.PROMISED if it != HERE])
def test_another_python_on_this_machine_tells_the_same_story(version, tmp_path):
    others = [python for python in found() if python.promised == version]
    if not others:
        pytest.skip(f"no Python {version} is installed here")
    try:
        pythons.furnish(tmp_path, version)
    except pythons.SilentError as problem:
        pytest.skip(f"what the model needs cannot be had for Python {version}: {problem}")
    assert pythons.compare(others[-1], tmp_path, QUICK) == "the same logs"


def test_the_python_of_the_tests_is_among_those_that_are_found():
    assert HERE in {python.promised for python in found()}


def test_the_promise_begins_with_the_oldest_python_that_may_install():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["requires-python"] == f">={pythons.PROMISED[0]}"


def test_pythons_are_looked_for_on_the_path_in_pyenv_and_with_uv(tmp_path):
    kept = ["path/python3.12", "pyenv/versions/3.13.0/bin/python", "uv/cpython-3.14/bin/python3"]
    for name in (*kept, "path/python3.9", "pyenv/versions/readme"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    variables = {
        "PATH": os.pathsep.join([str(tmp_path / "path"), str(tmp_path / "nowhere")]),
        "PYENV_ROOT": str(tmp_path / "pyenv"),
        "UV_PYTHON_INSTALL_DIR": str(tmp_path / "uv"),
    }
    assert list(pythons.places(variables, tmp_path)) == [tmp_path / name for name in kept]


MINE = pythons.Python(HERE, Path(sys.executable))


def test_other_logs_are_named_and_no_failure(tmp_path, monkeypatch):
    script = "print('other logs: three_projects, ready'); raise SystemExit(1)"
    monkeypatch.setattr(pythons, "COMPARE", script)
    assert pythons.compare(MINE, tmp_path) == "other logs: three_projects, ready"


def test_a_python_that_fails_says_why(tmp_path, monkeypatch):
    monkeypatch.setattr(pythons, "COMPARE", "raise ImportError('no room left')")
    with pytest.raises(pythons.SilentError, match="^ImportError: no room left$"):
        pythons.compare(MINE, tmp_path)


def test_a_python_gets_nothing_but_what_the_model_needs(tmp_path):
    with pytest.raises(pythons.SilentError, match="No module named '(msgspec|simpy)'"):
        pythons.compare(MINE, tmp_path, QUICK)
