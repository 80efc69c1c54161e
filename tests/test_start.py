"""start.py: what it runs, and that no failure is lost on the way."""

import os
import sys

import pytest

import start


def says(text, code=0):
    """Name and command of a step that prints a text and ends with this code."""
    return text, [sys.executable, "-c", f"print('heard', '{text}'); raise SystemExit({code})"]


def test_every_step_is_heard_and_its_end_is_known(capfd):
    results = start.side_by_side([says("tests"), says("lobby", 3), says("flight")])
    assert [code for code, _ in results] == [0, 3, 0]
    assert capfd.readouterr().out.splitlines() == [
        "heard tests",
        "",
        "=== lobby",
        "heard lobby",
        "",
        "",
        "=== flight",
        "heard flight",
        "",
    ]


@pytest.fixture
def prepared(monkeypatch):
    """Start without installing anything and without looking for a browser."""
    monkeypatch.setattr(start, "set_up", lambda extra="": None)
    monkeypatch.setattr(start, "provide_browser", str)
    for name in ("MPLBACKEND", "PMO_BROWSER", "PMO_CACHE"):  # what it changes is put back
        monkeypatch.setenv(name, os.environ.get(name, ""))
    return monkeypatch


@pytest.mark.parametrize("failing", ["tests", "lobby"])
def test_one_step_that_fails_makes_the_whole_command_fail(prepared, capfd, failing):
    steps = [says(name, int(name == failing)) for name in ("tests", "lobby")]
    prepared.setattr(start, "test_steps", lambda: steps)
    assert start.main(["test"]) == 1
    assert f"FAILED  {failing} (" in capfd.readouterr().out


def test_the_command_succeeds_when_all_steps_do(prepared, capfd):
    prepared.setattr(start, "test_steps", lambda: [says("tests"), says("lobby")])
    assert start.main(["test"]) == 0
    assert "FAILED" not in capfd.readouterr().out


def test_what_is_named_runs_alone(prepared):
    prepared.setattr(start, "PYTHON", sys.executable)
    calls = []
    prepared.setattr(start, "start", lambda command: calls.append(command) or 5)
    assert start.main(["test", "tests/test_start.py", "-x"]) == 5
    assert calls == [[sys.executable, "-m", "pytest", "tests/test_start.py", "-x"]]


def test_options_reach_every_call(prepared):
    calls = []
    prepared.setattr(start, "side_by_side", lambda steps: calls.extend(steps) or [(0, 1)] * 4)
    assert start.main(["test", "-x"]) == 0
    assert {name for name, _ in calls} == {
        "tests",
        "notebooks, compared with their stored outputs",
        "exercises/solutions, compared with their stored outputs",
        "exercises, run without comparing",
    }
    assert all(command[-1] == "-x" for _, command in calls)
