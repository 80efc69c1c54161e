"""The same from a terminal."""

import subprocess
import sys

import pytest

from simulator.cli import main
from simulator.learning.classroom import KINDS, classroom
from simulator.learning.sheet import written
from simulator.readers import shipped


def test_scenarios_are_listed_with_their_size(capsys):
    assert main(["scenarios"]) == 0
    first = capsys.readouterr().out.splitlines()[0]
    assert first.split()[:4] == ["three_projects", "3", "projects,", "12"]


def test_a_run_prints_projects_and_headline_numbers(capsys):
    assert main(["run", "three_projects", "--policy", "cost_of_delay", "--seed", "1"]) == 0
    out = capsys.readouterr().out
    assert "billing" in out and "on_time" in out and "finished" in out


def test_a_run_can_tell_what_happened(capsys):
    main(["run", "three_projects", "--log"])
    assert "day    5.000  Reports for the grid has arrived" in capsys.readouterr().out


def test_a_run_until_a_day_shows_what_is_unfinished(capsys):
    main(["run", "three_projects", "--until", "10"])
    assert "in progress" in capsys.readouterr().out


def test_worlds_compare_two_orders(capsys):
    code = main(["worlds", "three_projects", "--policy", "cost_of_delay", "--worlds", "5"])
    out = capsys.readouterr().out
    assert code == 0 and out.startswith("what cost_of_delay has more than first_come:")
    assert "in" in out and "5 worlds" in out


def test_a_rule_of_the_policy_may_be_set_by_its_name(capsys):
    rules = ["--rule", "review_weeks=2", "--rule", "order=cost_of_delay"]
    main(["run", "eight_projects", "--log", "--wip", "3", *rules])
    by_name = capsys.readouterr().out
    assert by_name.count("review") > 3
    main(["run", "eight_projects", "--log", "--rule", "wip_limit=3", *rules])
    assert capsys.readouterr().out == by_name


def test_a_rule_that_does_not_exist_is_named(capsys):
    assert main(["run", "three_projects", "--rule", "review_week=2"]) == 2
    assert capsys.readouterr().err == (
        "simulator: policy field 'review_week' does not exist (did you mean 'review_weeks'?)\n"
    )


def test_worlds_can_go_on_until_the_interval_is_narrow(capsys):
    asked = ["--policy", "cost_of_delay", "--metric", "value", "--width", "60"]
    assert main(["worlds", "three_projects", *asked]) == 0
    assert "95 % anytime interval" in capsys.readouterr().out


def test_kept_says_what_is_on_disk_and_throws_it_away(capsys, monkeypatch, tmp_path):
    monkeypatch.setenv("PMO_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    main(["worlds", "three_projects", "--policy", "cost_of_delay", "--worlds", "5"])
    capsys.readouterr()
    main(["kept"])
    assert capsys.readouterr().out.startswith("10 runs on ")
    main(["kept", "--clear"])
    assert capsys.readouterr().out.startswith("0 runs on ")
    monkeypatch.setenv("PMO_CACHE", "off")
    main(["kept"])
    assert capsys.readouterr().out == "nothing is kept: PMO_CACHE says so\n"


def test_kept_says_why_nothing_can_be_kept(capsys, monkeypatch, tmp_path):
    monkeypatch.setenv("PMO_CACHE", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    (tmp_path / "worlds").write_text("in the way")
    assert main(["kept"]) == 0
    assert capsys.readouterr().out == (
        f"nothing is kept: '{tmp_path / 'worlds'}' is not a folder of yours; move it away\n"
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["run", "nowhere.toml"], "simulator: 'nowhere.toml' is no file and no scenario; "
         f"scenarios: {', '.join(shipped())}\n"),
        (["worlds", "three_projects"], "simulator: both orders are first_come; "
         "write --policy and --against that differ\n"),
        (["run", "three_projects", "--wip", "0"],
         "simulator: policy: wip_limit is 0; write a whole number of at least 1, or None\n"),
    ],
)  # fmt: skip
def test_a_mistake_is_a_sentence_and_not_a_traceback(arguments, message, capsys):
    assert main(arguments) == 2
    assert capsys.readouterr().err == message


def test_a_mapping_that_is_no_text_is_told_as_such(tmp_path, capsys):
    (tmp_path / "map.toml").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "plan.csv").write_text("Task;Days\nDraw;3\n", encoding="utf-8")
    files = [str(tmp_path / "plan.csv"), "--mapping", str(tmp_path / "map.toml")]
    assert main(["plan", *files]) == 2
    told = capsys.readouterr().err
    assert told.endswith("map.toml, line 1: is not a text file; expected a mapping in TOML\n")


def test_the_module_runs():
    command = [sys.executable, "-m", "simulator", "run", "three_projects"]
    result = subprocess.run(command, capture_output=True, text=True)
    assert result.returncode == 0 and "value" in result.stdout, result.stderr


def test_several_files_are_one_portfolio_and_the_assumption_is_stated(shared_data, capsys):
    files = [str(path) for path in sorted((shared_data / "dslib").glob("C2015-2*.p2x"))[:3]]
    assert main(["run", *files]) == 0
    assert capsys.readouterr().out.startswith("Roles of the same name are one pool of people")


def test_what_a_course_changed_is_told_from_the_files_of_a_class(capsys, tmp_path):
    folder = tmp_path / "class"
    folder.mkdir()
    for number, it in enumerate(classroom(KINDS["learn much"], 12, 1)):
        (folder / f"{number}.csv").write_text(written([it]))
    (folder / "names.csv").write_text("name,age\n")
    page = tmp_path / "effect.html"
    assert main(["learning", str(folder), "--out", str(page)]) == 0
    told = capsys.readouterr()
    assert told.out.startswith("They learned much: 12 trainees gained +")
    assert "all twelve questions" in told.out and "Hedges’ g for pairs" in told.out
    assert told.err.startswith("left out: names.csv, line 1: is 'name,age'; expected code,moment")
    text = page.read_text(encoding="utf-8")
    assert "<svg" in text and "names.csv" in text and "<script" not in text


def test_files_that_hold_no_test_are_an_error_of_one_line_each(capsys, tmp_path):
    (tmp_path / "a.csv").write_text("<b>name</b>\n")
    assert main(["learning", str(tmp_path / "a.csv")]) == 2
    assert capsys.readouterr().err.splitlines()[-1] == (
        "simulator: nothing was read; name files that trainees have saved"
    )
    assert main(["learning", str(tmp_path / "none.csv")]) == 2
    empty = tmp_path / "empty"
    empty.mkdir()
    assert main(["learning", str(empty)]) == 2
    assert "there is no file that ends in .csv in" in capsys.readouterr().err
