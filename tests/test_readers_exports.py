"""Tables as tools export them and offices lay them out: one small example of each habit."""

from datetime import date

import pytest
from elsewhere import about, starts, written

from simulator.plan_check import check_plan
from simulator.plans import translated
from simulator.readers import ReadError, load, plan_of


@pytest.fixture
def imported(tmp_path):
    """The office that comes of a file."""
    return lambda text: translated(plan_of(written(tmp_path, "plan.csv", text)))


def groups(office):
    """By activity of the plan: the group around it."""
    names = {row.key: row.name for row in office.plan.activities}
    return {row.name: names.get(row.parent, "") for row in office.plan.activities}


def test_asana_blocks_by_name_and_parts_belong_to_their_parent_s_project(imported):
    office = imported(
        "Task ID,Name,Assignee,Start Date,Due Date,Projects,Parent task,"
        "Blocked By (Dependencies),Blocking (Dependencies)\n"
        "1,Draw,Ada,2027-01-04,2027-01-08,Roof,,,Dig\n"
        "2,Ask,Cid,2027-01-04,2027-01-08,Hall,,,\n"
        "3,Dig,Bex,2027-01-11,2027-01-22,Roof,,Draw,\n"
        "4,Deeper,Bex,2027-01-11,2027-01-15,,Dig,,\n"
    )
    assert {it.id: len(it.activities) for it in office.scenario.projects} == {"Roof": 2, "Hall": 1}
    assert groups(office)["Deeper"] == "Dig"
    assert [it.kind for it in office.plan.relations] == ["FS"]


def test_azure_devops_has_a_column_of_titles_for_each_level(imported):
    office = imported(
        "ID,Work Item Type,Title 1,Title 2,Assigned To,State,Start Date,Target Date\n"
        "1,Epic,Design,,,New,1/4/2027 12:00:00 AM,1/15/2027 12:00:00 AM\n"
        "2,Story,,Draw,Ada Bay <ada@example.org>,New,1/4/2027 12:00:00 AM,1/8/2027 12:00:00 AM\n"
        "3,Epic,Old,,,Removed,,\n"
    )
    assert groups(office) == {"Design": "", "Draw": "Design"}
    assert [it.id for it in office.scenario.roles] == ["Ada Bay"]
    assert "cancelled work" in about(office)


def test_levels_may_stand_beside_each_other_in_each_row(imported):
    office = imported(
        "Level 1,Level 2,Start,End\nDesign,Draw,2027-01-04,2027-01-08\n"
        "Design,Check,2027-01-11,2027-01-12\nBuild,Dig,2027-01-13,2027-01-14\n"
    )
    assert groups(office) == {
        "Draw": "Design", "Check": "Design", "Dig": "Build", "Design": "", "Build": "",
    }  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        'Task Name,Dates\nDraw,"January 4, 2027 → January 8, 2027"\n',
        "Task,Timeline\nDraw,2027-01-04 - 2027-01-08\n",
        "Task Name,Start Date,Due Date\nDraw,1799020800000,1799366400000\n",
        "Task Name,Start,Finish\nDraw,Mon 1/4/27,Fri 1/8/27\n",
        "Activity / Tâche,Start / Début,Finish / Fin\nDraw,04.01.2027,08.01.2027\n",
    ],
    ids=["an arrow", "a dash", "milliseconds", "week days", "two languages"],
)
def test_dates_in_one_cell_as_seconds_beside_week_days_and_under_two_languages(text, imported):
    office = imported(text)
    assert (office.starts[("plan", ":2")], office.finishes) == (0, {"plan": 5})
    assert "a date that can be read in two ways" not in about(office)


def test_durations_tell_whether_days_or_months_come_first(imported):
    rows = ["A,5,1/4/2027,1/8/2027", "B,2,1/11/2027,1/12/2027", "C,3,2/1/2027,2/3/2027"]
    office = imported("\n".join(["Task,Duration,Start,Finish", *rows, ""]))
    assert starts(office) == {"A": 0, "B": 5, "C": 20}
    assert "a date that can be read in two ways" not in about(office)


def test_rows_with_no_more_than_a_name_are_headings(imported):
    office = imported(
        "Task,Owner,Start,End\nPhase one,,,\nDraw,Ada,2027-01-04,2027-01-08\n"
        "Check,Bex,2027-01-11,2027-01-12\nPhase two,,,\nDig,Cid,2027-01-13,2027-01-14\nNotes,,,\n"
    )
    assert groups(office) == {
        "Phase one": "", "Draw": "Phase one", "Check": "Phase one", "Phase two": "",
        "Dig": "Phase two",
    }  # fmt: skip
    found = [(it.kind, it.value) for it in office.findings
             if it.about == "a row that only has a name"]  # fmt: skip
    assert found == [("assumed", "Phase one"), ("assumed", "Phase two"), ("left out", "Notes")]


def test_ganttproject_exports_two_tables_and_links_of_its_own(imported):
    office = imported(
        "ID,Name,Begin date,End date,Duration,Predecessors\n"
        "0,Draw,1/4/27,1/8/27,5,\n1,Check,1/13/27,1/15/27,3,0-FS=P2D\n\n"
        "ID,Name,Default role,e-mail,Phone,Standard rate\n0,Ada,,,,\n"
    )
    assert starts(office) == {"Draw": 0, "Check": 7}
    assert "a second table" in about(office)


def test_a_parent_summary_that_nothing_stands_in_is_no_work(imported):
    office = imported(
        "Summary,Issue key,Issue id,Status,Start date,Due date,Parent,Parent summary\n"
        "Design,P-1,100,To Do,2027-01-04,2027-01-15,,\n"
        "Draw,P-2,101,To Do,2027-01-04,2027-01-08,100,Design\n"
    )
    assert [it.name for it in office.scenario.projects[0].activities] == ["Draw"]


def test_what_is_said_of_a_cell_is_said_once(imported):
    office = imported("Task,Start,End,Status\nDraw,soon,2027-01-08,Done\nDig,,2027-01-08,New\n")
    assert len([it for it in office.findings if it.about == "not a date"]) == 1


def test_a_past_of_dates_with_and_without_a_time_is_read(imported):
    office = imported(
        "Task,Start,End,Actual start,Actual finish,Status\n"
        "Draw,2027-01-04,2027-01-08 17:00,2027-01-04 08:00,2027-01-11,Done\nDig,,2027-02-05,,,New\n"
    )
    assert [(it.planned, it.actual) for it in office.plan.history] == [(5, 6)]


def test_work_packages_are_activities_if_nothing_stands_below_them(imported):
    office = imported(
        "WBS_ID,Parent_WBS,Work_Package,WBS_Level,Planned_Start,Planned_Finish\n"
        "1,,Office,1,2027-01-04,2027-01-15\n1.1,1,Piles,2,2027-01-04,2027-01-08\n"
    )
    assert groups(office) == {"Office": "", "Piles": "Office"}


def test_a_register_alone_is_no_plan(tmp_path):
    text = "Risk,Probability,Impact\nRain,High,Low\nFlood,Low,High\n"
    with pytest.raises(ReadError) as refused:
        plan_of(written(tmp_path, "plan.csv", text))
    assert str(refused.value) == (
        "plan.csv: holds only a table of risks; expected one of activities or projects beside it, "
        "in the same workbook"
    )


def test_inactive_tasks_are_left_out(imported):
    office = imported("Nr.;Aktiv;Vorgangsname;Dauer\n1;Ja;Planen;3 Tage\n2;Nein;Warten;2 Tage\n")
    assert [it.name for it in office.plan.activities] == ["Planen"]
    assert "an inactive task" in about(office)


def test_columns_that_mean_nothing_here_are_named(imported):
    office = imported("Task,Start,End,Mood\nDraw,2027-01-04,2027-01-08,fine\n")
    found = next(it for it in office.findings if it.about == "columns")
    assert found.words() == (
        "plan.csv: columns 'Mood': They were not read; columns that mean nothing here: 1. "
        "Map them by hand, if they belong to the plan."
    )


def test_phases_beside_each_other_are_activities(imported):
    office = imported(
        "Project,Owner,Design start,Design end,Build start,Build end\n"
        "Roof,Ada,2027-01-04,2027-01-15,2027-01-18,2027-02-26\n"
        "Hall,Bex,2027-02-01,2027-02-12,,\n"
    )
    assert [[it.name for it in one.activities] for one in office.scenario.projects] == [
        ["design", "build"], ["design"],
    ]  # fmt: skip
    assert check_plan(office).agrees
    assert "columns" not in about(office)


@pytest.mark.parametrize("ending", ["xls", "ods", "pdf", "zip"])
def test_what_is_not_read_is_said_with_what_to_do(ending, tmp_path):
    path = written(tmp_path, f"plan.{ending}", "")
    for read in (plan_of, load):
        with pytest.raises(ReadError, match=r"^plan\.\w+: is .+; (open|export|unpack)"):
            read(path)


def test_project_s_own_text_files_are_tables(tmp_path):
    text = (
        "ID\tTask_Name\tDuration\tStart_Date\tFinish_Date\tPredecessors\n"
        "1\tDraw\t5 days\t1/4/27\t1/8/27\t\n2\tDig\t5 days\t1/11/27\t1/15/27\t1\n"
    )
    office = translated(plan_of(written(tmp_path, "plan.txt", text)))
    assert starts(office) == {"Draw": 0, "Dig": 5}


def book(path, change=lambda book: None, **sheets):
    """A workbook with these rows."""
    openpyxl = pytest.importorskip("openpyxl", reason="Excel workbooks need openpyxl")
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    change(made)
    made.save(path)
    return translated(plan_of(path))


HEAD = ["ID", "Task", "Start", "End", "Pred"]


def sheet_of(month, *names):
    """Rows of a project, one task after another."""
    rows = [[at, name, date(2027, month, 4 + 7 * (at - 1)), date(2027, month, 8 + 7 * (at - 1)),
             at - 1 or None] for at, name in enumerate(names, 1)]  # fmt: skip
    return [HEAD, *rows]


def test_a_sheet_for_each_project_is_a_portfolio(tmp_path):
    def hide(made):
        made["Old"].sheet_state = "hidden"

    office = book(
        tmp_path / "office.xlsx", hide,
        Overview=[["Our projects"], ["by", "the office"]],
        Roof=sheet_of(1, "Draw", "Check", "Build"),
        Hall=[["Hall"], [], *sheet_of(2, "Draw", "Check")],
        Copy=sheet_of(1, "Draw", "Check", "Build"),
        Old=sheet_of(3, "Look", "See"),
    )  # fmt: skip
    assert {it.id: len(it.activities) for it in office.scenario.projects} == {"Roof": 3, "Hall": 2}
    assert sum(len(a.predecessors) for it in office.scenario.projects for a in it.activities) == 3
    assert check_plan(office).agrees


def test_merged_names_count_for_their_rows_and_hidden_rows_are_said(tmp_path):
    def merge(made):
        made["Plan"].merge_cells("A4:A5")
        made["Plan"].row_dimensions[5].hidden = True

    day = date(2027, 1, 4)
    office = book(
        tmp_path / "office.xlsx", merge,
        Plan=[["Roadmap"], ["Project", "Task", "Plan", None], [None, None, "Start", "End"],
              ["Roof", "Draw", day, day], [None, "Check", day, day], ["Hall", "Dig", day, day],
              [None, "Fill", day, day], ["Total"]],
    )  # fmt: skip
    assert {it.id: len(it.activities) for it in office.scenario.projects} == {"Roof": 2, "Hall": 2}
    assert {"hidden rows", "a project that stands only once"} <= about(office)


def test_primavera_s_own_columns_mark_what_has_happened(imported):
    office = imported(
        "Activity ID,Activity Name,Original Duration,Start,Finish,Predecessors\n"
        "DAM,The dam,20,07-Dec-26 A,22-Jan-27,\n"
        "  A90,Survey,10,07-Dec-26 A,18-Dec-26 A,\n"
        "  A100,Draw,5,04-Jan-27,08-Jan-27,A90: FS\n"
        "  A110,Dig,10,06-Jan-27,19-Jan-27,A100: SS 2\n"
    )
    assert groups(office)["Draw"] == "The dam"
    assert [(it.kind, it.lag) for it in office.plan.relations] == [("FS", 0), ("SS", 2)]
    assert [it.name for it in office.scenario.projects[0].activities] == ["Draw", "Dig"]
    assert "finished work" in about(office)


def test_jira_counts_seconds_in_german_too_and_has_fields_of_one_s_own(imported):
    office = imported(
        "Zusammenfassung;Vorgangsschlüssel;Status;Fälligkeitsdatum;Ursprüngliche Schätzung;"
        "Benutzerdefiniertes Feld (Start date)\n"
        "Zeichnen;P-1;Zu erledigen;08.01.2027 00:00;144000;04.01.2027 00:00\n"
        "Graben;P-2;Fertig;15.01.2027 00:00;144000;11.01.2027 00:00\n"
    )
    assert office.plan.activities[0].effort == 5
    assert office.plan.activities[0].start == date(2027, 1, 4)
    assert [it.name for it in office.scenario.projects[0].activities] == ["Zeichnen"]


@pytest.mark.parametrize(
    ("header", "rate", "k"),
    [("Day rate (€)", 650, 0.65), ("Day rate", 650, 0.65), ("Rate (€/h)", 80, 0.64),
     ("Day rate (k€)", 0.7, 0.7)],
)  # fmt: skip
def test_a_rate_is_for_a_day_and_in_thousands(header, rate, k, tmp_path):
    office = book(
        tmp_path / "office.xlsx",
        Plan=[["Task", "Who", "Days"], ["Draw", "Ada", 5]],
        Team=[["Name", "FTE", header], ["Ada", 1, rate]],
    )
    assert office.scenario.roles[0].rate == pytest.approx(k)


def test_scores_and_numbered_words_are_sizes_of_risks(tmp_path):
    office = book(
        tmp_path / "office.xlsx",
        Plan=[["Task", "Who", "Days"], ["Draw", "Ada", 5]],
        Risks=[["Risk", "Likelihood", "Impact"], ["Rain", 2, "4 - High"], ["Frost", 5, "Low (2)"]],
    )
    assert [(it.probability, it.impact) for it in office.plan.risks] == [(0.1, 20), (0.8, 5)]


def test_formulas_that_failed_or_were_never_calculated_are_said_with_their_cell(tmp_path):
    office = book(
        tmp_path / "office.xlsx",
        Notes=[["x"]],
        Plan=[["Task", "Days", "Owner"], ["Draw", 5, "Ada"], ["Dig", "=B2+1", "#REF!"]],
    )
    found = {it.about: it.place.words() for it in office.findings}
    never = found["a formula that was never calculated"]
    assert never == "office.xlsx, sheet 'Plan', row 3, column B"
    failed = found["a formula that failed"]
    assert failed == "office.xlsx, sheet 'Plan', row 3, column C (Owner)"


def test_hours_of_a_workbook_are_hours(tmp_path):
    from datetime import timedelta

    office = book(tmp_path / "office.xlsx", Plan=[["Task", "Effort"], ["Dig", timedelta(hours=40)]])
    assert office.plan.activities[0].effort == 5


def test_lists_of_projects_on_sheets_beside_each_other_are_one(tmp_path):
    head, day = ["Project", "Start", "End"], date(2027, 1, 4)
    office = book(
        tmp_path / "office.xlsx",
        North=[head, ["Roof", day, day], ["Hall", day, day]],
        South=[head, ["Road", day, day], ["Gate", day, day]],
        North_2026=[head, ["Roof", day, None], ["Hall", day, None]],
    )
    assert {it.id for it in office.scenario.projects} == {"Roof", "Hall", "Road", "Gate"}
