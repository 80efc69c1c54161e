"""start.py: what it runs, and that no failure is lost on the way."""

import json
import os
import sys
from pathlib import Path

import pytest
from conftest import SLOW

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
    monkeypatch.setattr(start, "set_up", lambda extra, newest: None)
    monkeypatch.setattr(start, "provide_browser", str)
    changed = ("MPLBACKEND", "PMO_BROWSER", "PMO_CACHE", "PYTHONDONTWRITEBYTECODE")
    for name in changed:  # and put back afterwards
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


def test_what_one_process_has_compiled_serves_all_others(prepared):
    prepared.setenv("PYTHONDONTWRITEBYTECODE", "1")
    shows = [sys.executable, "-c", "import sys; sys.exit(sys.dont_write_bytecode)"]
    prepared.setattr(start, "test_steps", lambda: [("tests", shows)])
    assert start.main(["test"]) == 0


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
        "tests/executed/notebooks, compared with their stored outputs",
        "tests/executed/exercises, compared with their stored outputs",
        "exercises/solutions, compared with their stored outputs",
    }
    assert all(command[-1] == "-x" for _, command in calls)


@pytest.mark.parametrize(
    ("options", "wanted"),
    [
        (["app"], [str(start.ROOT)]),
        (["app", "--port=1"], [str(start.ROOT), "--port=1"]),
        (["app", "notebooks/01_first_flight.ipynb"], ["notebooks/01_first_flight.ipynb"]),
    ],
)
def test_the_app_serves_our_page_of_all_notebooks_or_of_the_one_that_is_named(
    prepared, options, wanted
):
    calls = []
    prepared.setattr(start, "serve", lambda command: calls.append(command) or 0)
    prepared.setenv("JUPYTER_PATH", "mine")
    prepared.setenv("JUPYTER_CONFIG_PATH", "")
    assert start.main(options) == 0
    assert calls == [[start.PYTHON, "-m", "voila", *wanted]]
    assert os.environ["JUPYTER_PATH"] == os.pathsep.join([str(start.APP), "mine"])
    assert os.environ["JUPYTER_CONFIG_PATH"] == str(start.APP)


@pytest.fixture
def installed(prepared):
    """What is asked to be set up, and whether its newest versions."""
    asked = []
    prepared.setattr(start, "set_up", lambda extra, newest: asked.append((extra, newest)))
    for verb in start.VERBS:
        prepared.setitem(start.VERBS, verb, lambda options: len(options))
    return asked


def test_trainees_get_less_than_who_runs_the_tests(installed):
    assert start.main([]) == 0
    assert start.main(["lab", "--port", "8899"]) == 2
    assert start.main(["quick"]) == 0
    assert installed == [("", False), ("", False), ("test", False)]


@pytest.mark.parametrize(
    ("verb", "extra"),
    [(it, it) for it in ("grading", "hub", "bridges", "mpp", "site")]
    + [(it, "site") for it in ("docs", "links")],
)
def test_what_trainees_do_not_use_is_set_up_apart(installed, monkeypatch, verb, extra):
    used = []
    monkeypatch.setattr(start, "use", lambda folder: used.append(folder.name))
    assert start.main([verb]) == start.main(["test"]) == 0
    assert installed == [(extra, False), ("test", False)]
    assert used == [f".venv-{extra}"]


def test_an_environment_of_another_folder_is_left_alone(tmp_path):
    theirs, here = tmp_path / "theirs", start.VENV
    theirs.mkdir()
    (theirs / "pmo-installed.json").write_text("{}", encoding="utf-8")
    (tmp_path / ".venv").symlink_to(theirs)
    start.use(tmp_path / ".venv")
    try:
        with pytest.raises(start.SetupError, match="is a link to .*theirs"):
            start.set_up()
    finally:
        start.use(here)
    assert (theirs / "pmo-installed.json").exists()


@pytest.fixture
def proxies(prepared, tmp_path):
    """What npm is asked to install for the proxy; it manages while it holds 0."""
    calls, code = [], [0]
    here = start.VENV
    start.use(tmp_path)
    prepared.setattr(start, "ROOT", tmp_path)
    prepared.setattr(start, "run", lambda command: calls.append(command) or (code[0], "reason"))
    yield calls, code
    start.use(here)


def test_the_proxy_is_installed_once_and_again_when_its_list_changes(proxies, tmp_path):
    calls, _ = proxies
    start.provide_proxy()
    start.provide_proxy()
    assert [command[3:5] for command in calls] == [["ci", "--ignore-scripts"]]
    (tmp_path / "proxy" / "package-lock.json").write_text("of another version")
    start.provide_proxy()
    assert len(calls) == 2


def test_a_proxy_that_could_not_be_installed_is_told_and_tried_again(proxies):
    calls, code = proxies
    code[0] = 1
    for _ in range(2):
        with pytest.raises(start.SetupError) as told:
            start.provide_proxy()
    assert len(calls) == 2
    assert str(told.value) == (
        "The proxy could not be installed; check the network and start again "
        "(details are in pmo-install.log)."
    )


@pytest.mark.parametrize(
    ("lists", "package"), [(start.PROXY, "configurable-http-proxy"), (start.PLAY, "pyodide")]
)
def test_what_npm_brings_is_the_very_files_that_were_tried_from_any_registry(lists, package):
    listed = json.loads((lists / "package-lock.json").read_text(encoding="utf-8"))
    packages = [package for name, package in listed["packages"].items() if name]
    assert packages
    assert all("integrity" in package and "resolved" not in package for package in packages)
    version = listed["packages"][f"node_modules/{package}"]["version"]
    wanted = json.loads((lists / "package.json").read_text(encoding="utf-8"))
    assert wanted["dependencies"] == {package: version}


def test_the_browsers_python_and_its_wheels_are_fetched_once(proxies, monkeypatch, tmp_path):
    calls, _ = proxies

    def fetched(command):
        calls.append(command)
        if "download" in command:
            (tmp_path / "play" / "wheels").mkdir()
        return 0, ""

    monkeypatch.setattr(start, "run", fetched)
    start.provide_browsers_python()
    start.provide_browsers_python()
    assert [words for words in ("ci", "download") for it in calls if words in it] == [
        "ci", "download",
    ]  # fmt: skip
    download = next(it for it in calls if "download" in it)
    assert "--require-hashes" in download and "--no-deps" in download


def test_everything_follows_into_another_folder(tmp_path):
    here = start.VENV
    try:
        start.use(tmp_path)
        assert {tmp_path} <= set(start.PYTHON.parents) & set(start.STAMP.parents)
        assert start.LOG.parent == tmp_path
    finally:
        start.use(here)


def test_the_newest_versions_are_a_choice(installed):
    assert start.main(["--newest"]) == 0
    assert start.main(["test", "--newest", "-x"]) == 1
    assert installed == [("", True), ("test", True)]


@pytest.mark.parametrize("extra", ["", "test", "grading", "hub", "bridges", "mpp", "site"])
def test_what_is_pinned_is_installed_by_hash_and_the_project_adds_nothing(extra):
    pinned, project = start.what_to_install(extra, newest=False)
    assert pinned[:2] == ["--no-deps", "--require-hashes"]
    assert pinned[3::2] == start.PINS[extra]
    assert project == ["--no-deps", "--no-build-isolation", "--editable", "."]


def test_the_newest_versions_ignore_the_pins():
    assert start.what_to_install("test", newest=True) == [["--upgrade", "--editable", ".[test]"]]
    assert start.what_to_install("", newest=True) == [["--upgrade", "--editable", "."]]
    grading = [["--upgrade", "--editable", ".[test,grading]"]]
    assert start.what_to_install("grading", newest=True) == grading


@pytest.mark.parametrize(
    ("root", "said"),
    [
        (True, "Started as root: all that runs here may do anything on this computer.\n"),
        (False, ""),
    ],
)
def test_the_administrator_is_told_so_in_one_line(installed, monkeypatch, capsys, root, said):
    monkeypatch.setattr(start, "is_root", lambda: root)
    assert start.main(["quick"]) == 0
    assert capsys.readouterr().out == said


def test_an_unknown_word_is_answered_with_the_known_ones(capsys):
    assert start.main(["tests"]) == 2
    assert capsys.readouterr().out == (
        "'tests' is none of: lab, app, test, quick, fate, cover, grading, hub, bridges, mpp, "
        "docs, links, site, lint, rerun. Try: python start.py --help\n"
    )


def test_what_is_covered_is_the_simulator_and_all_tests_run(prepared):
    calls = []
    prepared.setattr(start, "start", lambda command: calls.append(command) or 0)
    assert start.main(["cover", "-x"]) == 0
    [command] = calls
    assert command[-3:] == ["--cov=simulator", "tests", "-x"]


@pytest.mark.parametrize(("code", "written"), [(0, True), (1, False)])
def test_what_the_readme_says_is_covered_is_written_after_a_whole_run_that_passed(
    prepared, code, written
):
    calls = []
    prepared.setattr(start, "start", lambda command: calls.append(command) or code)
    assert start.main(["cover"]) == code
    assert ([start.PYTHON, "tools/badge.py"] in calls) is written


def test_the_quick_selection_leaves_out_only_files_that_there_are():
    folder = Path(__file__).parent
    assert [pattern for pattern in SLOW if not list(folder.glob(pattern))] == []


def test_the_quick_selection_has_no_browser_and_nothing_slow(prepared):
    calls = []
    prepared.setattr(start, "start", lambda command: calls.append(command) or 0)
    assert start.main(["quick", "-x"]) == 0
    [command] = calls
    assert command[command.index("not slow and not browser") - 1] == "-m"
    assert command[-2:] == ["tests", "-x"]


def test_a_fate_is_drawn_and_said_so_that_it_can_be_repeated(prepared, capsys):
    commands = []
    prepared.setattr(start, "start", lambda command: commands.append(command) or 0)
    assert start.main(["fate"]) == 0 and start.main(["fate", "mine", "-x"]) == 0
    drawn = commands[0][commands[0].index("--fate") + 1]
    out = capsys.readouterr().out
    assert f"Fate: {drawn} (repeat with: python start.py fate {drawn})" in out
    assert len(drawn) == 8 and "effect" in commands[0]
    assert commands[1][-3:] == ["--fate", "mine", "-x"]
