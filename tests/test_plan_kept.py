"""An imported plan is kept as a file of our own, from a terminal too, and reads back the same."""

import pytest
from elsewhere import link, mspdi, task, written

from simulator import Policy, Session, load, simulate
from simulator.cli import main
from simulator.cockpit.screen import screen
from simulator.cockpit.seat import Seat
from simulator.events import ProjectFinished
from simulator.plans import translated
from simulator.policies.ready import READY
from simulator.readers import shipped
from simulator.readers.own_file import as_file
from simulator.readers.tables.example import EXAMPLE


@pytest.mark.parametrize("name", shipped())
def test_a_scenario_that_is_written_reads_back_the_same(name, tmp_path):
    scenario = load(name)
    assert load(written(tmp_path, "own.toml", as_file(scenario))) == scenario


def test_an_imported_plan_opens_in_the_cockpit_and_flies_with_and_without_a_pmo():
    scenario = translated(EXAMPLE).scenario
    shown = screen(Seat(Session(scenario, Policy(), 3)))
    assert len(shown["rows"]) == len(scenario.projects)
    for policy in READY.values():
        log = simulate(scenario, policy, 3)
        delivered = {it.project for it in log if isinstance(it, ProjectFinished)}
        assert delivered == {"Customer portal", "Office move"}


def test_what_is_ours_stands_as_a_remark_behind_its_field(tmp_path, capsys):
    plan = written(tmp_path, "plan.xml", mspdi(task(1), task(2, inner=link(1, 3, 2400))))
    out = tmp_path / "own.toml"
    assert main(["plan", str(plan), "--out", str(out), "--pools", "file"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("'plan': your plan names no finish; without luck we get 2027-01-05.")
    assert "    1 assumed: work without people" in said
    text = out.read_text(encoding="utf-8")
    assert "# ours: 1.5 times the wages, usual in small ones" in text
    assert load(out).projects[0].activities[1].predecessors[0].lag == 0.5
    assert load(out).roles[0].id == "plan.xml"
    assert main(["plan", str(plan), "--out", str(out)]) == 2


def test_findings_are_listed_with_their_places_and_a_status_date_is_a_date(tmp_path, capsys):
    plan = written(tmp_path, "list.csv", "Task,Start,Finish\na,2027-01-04,2027-01-15\n")
    assert main(["plan", str(plan), "--findings", "--status", "2027-01-11"]) == 0
    said = capsys.readouterr().out
    assert "list.csv, line 2: progress as planned '2027-01-11'" in said
    assert "5 of 10 days are left" in said
    with pytest.raises(SystemExit):
        main(["plan", str(plan), "--status", "soon"])


def test_the_template_is_written_once(tmp_path, capsys):
    pytest.importorskip("openpyxl", reason="Excel workbooks need openpyxl")
    path = tmp_path / "office.xlsx"
    assert main(["template", str(path)]) == 0
    assert main(["template", str(path)]) == 2
    assert "office.xlsx is there already" in capsys.readouterr().err
    assert [it.id for it in load(path).projects] == ["Customer portal", "Office move"]
