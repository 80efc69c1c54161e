"""A plan of somebody's own with ranges: its own ids, true numbers, and a page that says them."""

import csv
import io
from datetime import date
from functools import cache
from math import inf

import openpyxl
import pytest
from msgspec.structs import replace

from simulator.cli import main
from simulator.errors import RefusedError
from simulator.history import NO_HISTORY, fitted, paired
from simulator.plan_forecast import forecast, most_important, write_page, write_table
from simulator.plan_forecast.axis import axis
from simulator.plan_forecast.lines import Line, by_need
from simulator.plan_forecast.page import as_pdf, as_png
from simulator.plan_forecast.ranges import finish_days, name
from simulator.plan_forecast.sheets import COLUMNS, NEVER, as_csv, rows
from simulator.plan_forecast.words import in_a_line, made_how, shown, together
from simulator.plans import Plan, PlanActivity, PlanPast, PlanProject, PlanRelation, translated
from simulator.scenario import Activity, Project, Scenario

WORLDS = 24


def row(key, project, start, finish, **more):
    return PlanActivity(key=f"inner {key}", id=key, project=project, name=f"Work {key}",
                        start=start, finish=finish, **more)  # fmt: skip


TIGHT, LOOSE = "=1+1", "Warehouse"
PLAN = Plan(
    file="ours.csv",
    source="a table",
    projects=(
        PlanProject(key="a", name=TIGHT, due=date(2027, 1, 20)),
        PlanProject(key="b", name=LOOSE, due=date(2027, 12, 1)),
    ),
    activities=(
        row("A-0", "a", date(2027, 1, 4), date(2027, 1, 29)),
        row("A-1", "a", date(2027, 1, 4), date(2027, 1, 15), days=10.0, parent="inner A-0"),
        row("-2", "a", date(2027, 1, 18), date(2027, 1, 29), days=10.0, parent="inner A-0"),
        row("B-1", "b", date(2027, 1, 4), date(2027, 2, 12), days=30.0),
        row("B-0", "b", date(2026, 12, 1), date(2026, 12, 11), days=9.0, done=1.0),
    ),
    relations=(PlanRelation("inner A-1", "inner -2"),),
)


@cache
def found():
    return forecast(translated(PLAN), worlds=WORLDS, progress=False, workers=1)


def line(key):
    return next(it for it in found().lines if it.key == key)


def test_every_row_of_the_original_comes_back_under_its_own_id():
    activities = [it for it in found().lines if it.kind != "project"]
    assert [it.id for it in activities] == [it.id for it in PLAN.activities]
    assert [it.key for it in found().lines if it.kind == "project"] == ["a", "b"]
    assert [it.kind for it in found().lines[:4]] == ["project", "group", "activity", "activity"]
    assert line("inner B-0").state == "finished" and line("inner B-0").range == ()
    assert [line(it).state for it in ("a", "b", "inner A-0")] == ["to do", "under way", "to do"]
    assert line("inner A-1").planned_finish == date(2027, 1, 15)


def test_ranges_are_in_order_and_a_group_ends_with_the_last_of_its_work():
    for it in found().lines:
        assert list(it.range) == sorted(it.range)
    assert line("inner A-0").range == line("inner -2").range == line("a").range
    assert line("inner A-0").without_luck == date(2027, 1, 29)


def test_chances_are_the_share_of_worlds_that_end_by_the_date():
    imported = translated(PLAN)
    from simulator.model import simulate
    from simulator.policies import Policy

    kept = [
        imported.clock.date_of(finish_days(simulate(imported.scenario, Policy(), seed),
                                           imported.scenario)[name(ours)]) <= line("a").promised
        for seed in range(WORLDS)
        for ours, key in imported.projects.items()
        if key == "a"
    ]  # fmt: skip
    assert line("a").chance == sum(kept) / WORLDS
    assert found().all_kept <= min(line("a").chance, line("b").chance)


def test_the_sentence_says_the_numbers_of_the_table():
    worst = found().projects[0]
    assert worst.name == TIGHT and worst.verdict == "Needs a decision"
    assert most_important(found()) == (
        "1 of 2 promises will more likely be broken than kept: =1+1, promised for 20 Jan 2027, "
        f"is kept in {worst.chance:.0%} of the futures; it is finished by {shown(worst.range[2])} "
        "in 8 of 10."
    )
    assert f"{found().all_kept:.0%}" in together(found())
    assert f"chance {worst.chance:.0%}" in in_a_line(worst)


PROJECT = Line(kind="project", project="X", key="x", name="X", range=(date(2027, 3, 1),) * 4)


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ((), "Every project of this plan is finished."),
        ((PROJECT,), "promises no date; the last to end is X, finished by 1 Mar 2027 in 8 of 10."),
        ((replace(PROJECT, chance=0.9),), "Every promise is kept in at least 8 of 10 futures"),
        ((replace(PROJECT, chance=0.6),), "but 1 of 1 is not safe: X"),
        ((replace(PROJECT, chance=0.1),), "The promise will more likely be broken than kept"),
        ((replace(PROJECT, chance=0.1),) * 3, "All 3 promises will more likely be broken"),
        (
            (replace(PROJECT, chance=0.1, range=(None,) * 4),),
            "it is never finished in more than 2 of 10.",
        ),
    ],
)
def test_the_sentence_fits_what_is_there(lines, words):
    assert words in most_important(replace(found(), lines=lines))
    assert as_pdf(replace(found(), lines=lines)).startswith(b"%PDF")


def test_what_needs_a_decision_stands_on_top():
    some = [replace(PROJECT, key=str(n), chance=it) for n, it in enumerate([None, 0.9, 0.2, 0.2])]
    some[3] = replace(some[3], days_late=9.0)
    assert [it.key for it in by_need(some)] == ["3", "2", "1", "0"]


def test_a_name_that_acts_is_harmless_in_both_tables(tmp_path):
    text = as_csv(found()).decode("utf-8-sig")
    read = list(csv.reader(io.StringIO(text)))
    assert read[0] == [it.name for it in COLUMNS]
    assert read[1][1] == "'=1+1" and read[4][2] == "-2"
    assert not [cell for line in read for cell in line if cell.startswith(("=", "+", "@"))]
    book = openpyxl.load_workbook(write_table(found(), tmp_path / "x.xlsx"))
    assert book.sheetnames == ["Projects", "Everything", "About"]
    cells = [list(it) for it in book["Everything"].iter_rows(min_row=2, values_only=True)]
    assert [it[2] for it in cells] == [it or None for it in [line[2] for line in read[1:]]]
    assert cells[0][1] == "=1+1" and cells[0][12].date() == line("a").range[0]
    assert not [it for sheet in book for line in sheet for it in line if it.data_type == "f"]
    cell = book["Projects"]["B2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=1+1", "s", True)
    assert book["About"]["A1"].value == most_important(found())


def test_what_is_never_finished_is_said_so():
    scenario = Scenario(
        name="x", title="x", roles=(), projects=(Project("p", (Activity("a", days=1.0),)),)
    )
    assert finish_days((), scenario) == {name("p"): inf, name("p", "a"): inf}
    never = replace(PROJECT, range=(date(2027, 1, 4), None, None, None))
    (cells,) = rows(replace(found(), lines=(never,)))
    assert cells[12:16] == (date(2027, 1, 4), NEVER, NEVER, NEVER)


@pytest.mark.parametrize("many", [3, 20, 60, 400])
def test_the_picture_is_one_page_however_many_projects(many):
    some = tuple(
        replace(PROJECT, key=str(n), name=f"Project {n} ⚙ 日本", chance=n / many,
                promised=date(2027, 3, 1))
        for n in range(many)
    )  # fmt: skip
    assert as_pdf(replace(found(), lines=some)).count(b"/Type /Page\n") == 1


def test_the_same_page_is_a_picture_too(tmp_path):
    pixels = as_png(found())
    assert pixels[:8] == b"\x89PNG\r\n\x1a\n"
    wide, high = (int.from_bytes(pixels[at : at + 4], "big") for at in (16, 20))
    assert (wide, high) == (2338, 1653), "A4 on its side, 200 dots an inch"
    assert len(set(pixels)) > 200 and len(pixels) > 50_000, "it is not empty"
    with pytest.raises(RefusedError, match=r"x.gif: is no page; name a file that ends in .pdf or"):
        write_page(found(), tmp_path / "x.gif")


def past(count: int, times: float) -> list[PlanPast]:
    return [
        PlanPast(f"P{it % 6}", f"A{it}", 10.0, 10.0 * times * (0.9 + it % 5 / 20))
        for it in range(count)
    ]


def test_a_forecast_uses_what_was_learned_and_says_so():
    learned = fitted(paired(past(48, 1.6)))
    later = forecast(translated(PLAN), worlds=8, progress=False, workers=1, learned=learned)
    assert later.projects[0].range[1] > found().projects[0].range[1]
    assert (later.usual_risks, later.risks_left_out) == (0, found().usual_risks)
    assert "is calibrated from your 48 activities in 6 projects." in made_how(later)
    assert "risks are left out: what such did is in your history." in made_how(later)
    both = forecast(translated(PLAN), worlds=2, progress=False, learned=learned, keep_risks=True)
    assert both.usual_risks == found().usual_risks and both.risks_left_out == 0
    told = replace(PLAN, history=tuple(past(48, 1.6)))
    by_itself = forecast(translated(told), worlds=2, progress=False)
    assert by_itself.learned == later.learned, "what is over in the plan itself is used too"
    usual = forecast(translated(told), worlds=2, progress=False, learned=NO_HISTORY)
    assert usual.learned == "" and usual.usual_risks == found().usual_risks
    few = forecast(translated(PLAN), worlds=2, progress=False, learned=fitted(paired(past(4, 2))))
    assert few.learned == "" and "not your own history" in made_how(few)


def test_dates_written_below_the_picture_are_few_and_in_it():
    for years in (0, 1, 4, 30):
        last = replace(PROJECT, range=(date(2027 + years, 3, 1),) * 4)
        along = axis([PROJECT, last], date(2027, 1, 4), 0.0, 100.0)
        ticks = list(along.ticks())
        assert 1 <= len(ticks) <= 10 and all(along.shows(it) for it in ticks)


def test_nothing_is_written_over_and_endings_are_checked_before_worlds_are_played(tmp_path):
    there = tmp_path / "there.csv"
    there.write_text("mine")
    with pytest.raises(RefusedError, match=r"there.csv is there already; name a file that is not"):
        write_table(found(), there)
    with pytest.raises(RefusedError, match=r"x.ods: is no table; name a file that ends in .xlsx"):
        write_table(found(), tmp_path / "x.ods")
    with pytest.raises(RefusedError, match=r"cannot write 'x.pdf': No such file or directory"):
        write_page(found(), tmp_path / "no" / "x.pdf")
    assert there.read_text() == "mine"


def test_a_forecast_from_a_terminal(tmp_path, capsys):
    plan = tmp_path / "plan.csv"
    plan.write_text("Project,Id,Activity,Duration,Finish\nP,7,Build,5,2027-01-08\n")
    out, page = tmp_path / "f.csv", tmp_path / "f.pdf"
    asked = ["forecast", str(plan), "--worlds", "2", "--out", str(out), "--page", str(page)]
    assert main(asked) == 0
    assert "promised 8 Jan 2027" in capsys.readouterr().out
    assert out.read_text("utf-8-sig").splitlines()[2].startswith("activity,P,7,Build")
    assert page.read_bytes().startswith(b"%PDF")
    history = tmp_path / "past.csv"
    lines = [f"{it.project};{it.activity};{it.planned};{it.actual:.2f}" for it in past(40, 1.5)]
    history.write_text("\n".join(["Project;Activity;Planned days;Actual days", *lines]))
    assert main(["forecast", str(plan), "--worlds", "2", "--history", str(history)]) == 0
    assert "calibrated from your 40 activities in 6 projects" in capsys.readouterr().out
    history.write_text("\n".join(["Project;Activity;Planned days;Actual days", *lines[:3]]))
    assert main(["forecast", str(plan), "--worlds", "2", "--history", str(history)]) == 0
    assert "3 activities are too few to learn from" in capsys.readouterr().out
    assert main(asked) == 2
    assert "f.csv is there already" in capsys.readouterr().err
