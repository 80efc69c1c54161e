"""Microsoft Project XML: what a small file says, and what is left out of it."""

import pytest
from elsewhere import about, link, mspdi, starts, tagged, task, written

from simulator import load
from simulator.plan_check import check_plan
from simulator.plans import translated
from simulator.readers import ReadError, plan_of


@pytest.fixture
def imported(tmp_path):
    """The office that comes of a file."""
    return lambda *tasks, **more: translated(
        plan_of(written(tmp_path, "plan.xml", mspdi(*tasks, **more)))
    )


def test_all_four_kinds_of_links_and_their_lags_come_in(imported):
    office = imported(
        task(1, hours=24),
        task(2, inner=link(1, 1, 4800)),
        task(3, inner=link(1, 3, 4800)),
        task(4, inner=link(1, 0)),
        task(5, inner=link(1, 2, 9600)),
        task(6, inner=link(1, 1, 50, 19)),
        task(7, inner=link(1, 1, 10 * 60 * 24 * 7, 8)),
    )
    assert starts(office) == {"T1": 0, "T2": 4, "T3": 1, "T4": 2, "T5": 1, "T6": 4.5, "T7": 8}


def test_tasks_without_a_name_space_blank_rows_and_the_project_s_own_row(imported, tmp_path):
    text = mspdi(task(0, "whole", 0), "<Task><UID>1</UID><IsNull>1</IsNull></Task>", task(2))
    plain = text.replace(' xmlns="http://schemas.microsoft.com/project"', "")
    for content in (text, plain):
        plan = plan_of(written(tmp_path, "plan.xml", content))
        assert [row.key for row in plan.activities] == ["2"]


def test_a_finish_counts_only_with_a_hundred_percent(imported):
    office = imported(
        task(1, ActualFinish="2000-01-01T08:00:00", PercentComplete=0),
        task(2, ActualFinish="2027-01-04T17:00:00", PercentComplete=100),
    )
    assert [it.name for it in office.scenario.projects[0].activities] == ["T1"]
    found = next(it for it in office.findings if it.about == "an actual finish without 100 %")
    assert found.words() == (
        "plan.xml, line 1, no. 1, ActualFinish: an actual finish without 100 % "
        "'2000-01-01T08:00:00': It is 0% done, so it counts as not finished. Set it to 100 % if it "
        "is."
    )


def test_people_units_and_rates_come_in_and_material_does_not(imported):
    people = "".join(
        f"<Resource>{tagged(**it)}</Resource>"
        for it in (
            {"UID": 1, "Name": "Arun", "Type": 1, "MaxUnits": 1, "StandardRate": 100},
            {"UID": 2, "Name": "Crew", "Type": 1, "MaxUnits": 3},
            {"UID": 3, "Name": "Concrete", "Type": 0},
        )
    )
    jobs = "".join(
        f"<Assignment>{tagged(TaskUID=1, ResourceUID=who, Units=units)}</Assignment>"
        for who, units in ((1, 0.5), (2, 5), (3, 1), (-65535, 1))
    )
    office = imported(task(1), people=people, jobs=jobs)
    roles = {it.id: (it.people, it.rate) for it in office.scenario.roles}
    assert roles == {"Arun": (1, 0.8), "Crew": (5, 0.6)}
    needs = {it.role: it.people for it in office.scenario.projects[0].activities[0].people}
    assert needs == {"Arun": 0.5, "Crew": 5}
    assert {"material or cost", "an assignment over the maximum"} <= about(office)


def test_tasks_of_other_files_inactive_ones_and_dates_that_bind_are_said(imported):
    office = imported(
        task(1, ExternalTask=1),
        task(2, Active=0),
        task(3, ConstraintType=7, ConstraintDate="2027-01-05T17:00:00", inner=link(1)),
        task(4, ConstraintType=4, ConstraintDate="2027-01-11T08:00:00"),
    )
    assert starts(office) == {"T3": 0, "T4": 5}
    assert {
        "a task of another file", "an inactive task", "a date that must not be passed",
    } <= about(office)  # fmt: skip
    assert "a link to what is not there" not in about(office)
    assert "a link to what is not there" in about(imported(task(1, inner=link(9))))


def test_time_by_the_clock_is_no_working_time(imported):
    office = imported(task(1, hours=24 * 7, DurationFormat=8))
    assert office.scenario.projects[0].activities[0].days == 5


def test_a_calendar_takes_from_its_base_what_it_does_not_say(imported):
    times = "<WorkingTime><FromTime>08:00:00</FromTime><ToTime>12:00:00</ToTime></WorkingTime>"
    friday = (
        f"<WeekDay>{tagged(DayType=6, DayWorking=1)}<WorkingTimes>{times}</WorkingTimes></WeekDay>"
    )
    off = tagged(FromDate="2027-01-06T00:00:00", ToDate="2027-01-06T23:59:00")
    holiday = f"<Exception><TimePeriod>{off}</TimePeriod>{tagged(DayWorking=0)}</Exception>"
    week = f"<WeekDays>{friday}</WeekDays><Exceptions>{holiday}</Exceptions>"
    calendar = f"{tagged(UID=1, Name='Ours')}{week}"
    office = imported(
        task(1, hours=36), CalendarUID=1, Calendars=f"<Calendar>{calendar}</Calendar>"
    )
    assert office.clock.calendar.minutes_a_week == 36 * 60
    assert office.clock.days_a_minute == 5 / (36 * 60)
    assert office.clock.calendar.exceptions[0][1] == ()


def test_finished_tasks_with_a_baseline_are_history(tmp_path):
    baseline = f"<Baseline>{tagged(Number=0, Duration='PT16H0M0S')}</Baseline>"
    done = {"PercentComplete": 100, "ActualDuration": "PT24H0M0S",
            "ActualFinish": "2027-01-06T17:00:00"}  # fmt: skip
    path = written(tmp_path, "plan.xml", mspdi(task(1, inner=baseline, **done), task(2, **done)))
    past = plan_of(path).history
    assert [(it.activity, it.planned, it.actual) for it in past] == [("T1", 2, 3)]


def test_two_plans_that_are_called_the_same_become_one_portfolio(tmp_path):
    text = mspdi(task(1), Title="Project1")
    paths = [written(tmp_path, name, text) for name in ("roof.xml", "hall.xml")]
    scenario = load(*paths)
    assert [(it.id, it.name) for it in scenario.projects] == [
        ("roof", "Project1"), ("hall", "Project1"),
    ]  # fmt: skip


def test_load_reads_it_as_it_reads_our_own(tmp_path):
    scenario = load(written(tmp_path, "plan.xml", mspdi(task(1), task(2, inner=link(1)))))
    assert [it.id for it in scenario.projects[0].activities] == ["1", "2"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<Plan/>", "plan.xml, line 1: expected a Microsoft Project XML file, found <Plan>"),
        (mspdi(), "plan.xml, line 1: has no <Task>; expected at least one"),
    ],
)
def test_only_what_is_no_plan_is_refused(text, said, tmp_path):
    with pytest.raises(ReadError) as refused:
        load(written(tmp_path, "plan.xml", text))
    assert str(refused.value) == said


def exception(first, last, inner="", **fields):
    span = tagged(FromDate=f"{first}T00:00:00", ToDate=f"{last}T23:59:00")
    off = tagged(DayWorking=0, **fields)
    return f"<Exception><TimePeriod>{span}</TimePeriod>{inner}{off}</Exception>"


def calendar(inner, uid=1):
    return f"<Calendar>{tagged(UID=uid, Name=f'C{uid}')}{inner}</Calendar>"


@pytest.mark.parametrize(
    ("fields", "days"),
    [
        ({"Type": 1, "Occurrences": 1}, "01-04 01-05 01-06"),
        ({"Type": 6, "Occurrences": 9, "DaysOfWeek": 32, "Period": 1}, "01-08 01-15 01-22"),
        ({"Type": 6, "Occurrences": 9, "DaysOfWeek": 34, "Period": 2}, "01-04 01-08 01-18"),
        ({"Type": 1, "Occurrences": 9, "Period": 3}, "01-04 01-07 01-10"),
        ({"Type": 4, "Occurrences": 9, "MonthDay": 31, "Period": 1}, "01-31 03-31 05-31"),
        ({"Type": 5, "Occurrences": 9, "MonthItem": 4, "MonthPosition": 4, "Period": 1},
         "01-25 02-22 03-29"),
        ({"Type": 3, "Occurrences": 2, "Month": 4, "MonthItem": 4, "MonthPosition": 0}, "05-03"),
        ({"Type": 2, "Occurrences": 2, "Month": 4, "MonthDay": 1}, "05-01"),
        ({"Type": 5, "Occurrences": 9, "MonthItem": 1, "MonthPosition": 0}, "01-01 02-01 03-01"),
    ],
)  # fmt: skip
def test_exceptions_that_come_again_are_the_days_they_name(fields, days, imported):
    last = "2027-01-06" if fields.get("Occurrences") == 1 else "2027-06-30"
    first = "2027-01-01" if days.startswith("01-01") else "2027-01-04"
    inner = f"<Exceptions>{exception(first, last, **fields)}</Exceptions>"
    office = imported(task(1), CalendarUID=1, Calendars=calendar(inner))
    off = [day.isoformat() for day, _ in office.clock.calendar.exceptions]
    assert off[: len(days.split())] == [f"2027-{day}" for day in days.split()]


def test_another_working_week_holds_for_its_time(imported):
    times = "<WorkingTime><FromTime>07:00:00</FromTime><ToTime>13:00:00</ToTime></WorkingTime>"
    friday = (
        f"<WeekDay>{tagged(DayType=6, DayWorking=1)}<WorkingTimes>{times}</WorkingTimes></WeekDay>"
    )
    span = tagged(FromDate="2027-07-01T00:00:00", ToDate="2027-07-31T23:59:00")
    summer = f"<WorkWeek><TimePeriod>{span}</TimePeriod><WeekDays>{friday}</WeekDays></WorkWeek>"
    office = imported(
        task(1), CalendarUID=1, Calendars=calendar(f"<WorkWeeks>{summer}</WorkWeeks>")
    )
    shorter = dict(office.clock.calendar.exceptions)
    assert [day.day for day in shorter] == [2, 9, 16, 23, 30]
    assert set(shorter.values()) == {((420, 780),)}


def test_dates_without_times_end_as_their_durations_say(imported):
    def finish(day):
        dates = {"Start": "2027-01-04T00:00:00", "Finish": f"2027-01-{day:02}T00:00:00"}
        return imported(task(1, hours=24, **dates), task(2, hours=24, **dates)).finishes["plan"]

    assert finish(6) == finish(7) == 3


def test_the_dates_tell_a_duration_of_another_calendar(imported):
    night = "".join(
        f"<WeekDay>{tagged(DayType=day, DayWorking=1)}<WorkingTimes><WorkingTime>"
        "<FromTime>00:00:00</FromTime><ToTime>00:00:00</ToTime></WorkingTime></WorkingTimes>"
        "</WeekDay>" for day in range(1, 8)
    )  # fmt: skip
    office = imported(
        task(1, hours=24, CalendarUID=2, Start="2027-01-04T08:00:00", Finish="2027-01-05T08:00:00"),
        task(2), task(3),
        CalendarUID=1, Calendars=calendar("") + calendar(f"<WeekDays>{night}</WeekDays>", 2),
    )  # fmt: skip
    assert office.scenario.projects[0].activities[0].days == 1


def test_deadlines_inserted_projects_and_people_on_groups_are_said(imported):
    person = f"<Resource>{tagged(UID=1, Name='Arun', Type=1)}</Resource>"
    job = f"<Assignment>{tagged(TaskUID=1, ResourceUID=1, Units=1)}</Assignment>"
    office = imported(
        task(1, "Walls"), task(2, level=2, Deadline="2027-01-05T17:00:00"),
        task(3, IsSubproject=1, SubprojectName="roof.mpp"), people=person, jobs=job,
    )  # fmt: skip
    assert {
        "a deadline of an activity", "an inserted project", "people on a group",
    } <= about(office)  # fmt: skip


@pytest.mark.parametrize(
    ("name", "encoding", "said"),
    [("Größe", "utf-16", "utf-16"), ("設計", "cp932", "Shift_JIS"), ("设计", "gb18030", "GB2312"),
     ("Größe", "cp1252", "utf-8"), ("Größe", "cp1252", "windows-1252")],
)  # fmt: skip
def test_xml_is_read_in_whatever_letters_it_is_written(name, encoding, said, tmp_path):
    text = f"\n<?xml version='1.0' encoding='{said}'?>\n{mspdi(task(1, name))}"
    text = text if encoding == "cp932" else text.lstrip()
    plan = plan_of(written(tmp_path, "plan.xml", text.encode(encoding)))
    assert plan.activities[0].name == name


def test_a_workbook_as_xml_is_told_from_a_plan(tmp_path):
    text = "<Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'/>"
    with pytest.raises(ReadError) as refused:
        load(written(tmp_path, "plan.xml", text))
    assert str(refused.value) == "plan.xml: is an Excel table as XML; save it as .xlsx"


def test_a_lag_by_the_clock_is_as_long_as_the_dates_say(imported):
    def start(second, **more):
        dates = {"Start": f"{second}T08:00:00", "Finish": f"{second}T17:00:00"}
        first = {"Start": "2027-01-08T08:00:00", "Finish": "2027-01-08T17:00:00"}
        before = task(1, **first, ConstraintType=4, ConstraintDate=first["Start"])
        office = imported(before, task(2, **dates, inner=link(1, 1, 10 * 60 * 72, 8)))
        return starts(office)["T2"]

    assert start("2027-01-12") == 6  # a weekend is in the three days and nights
    assert start("2027-01-11") == 5
    assert start("2027-01-05") == pytest.approx(7.125)  # the link is broken in the plan itself


@pytest.mark.parametrize("by_hand", [{"Manual": 1}, {"ConstraintType": 2}])
def test_a_date_that_breaks_its_links_is_named_as_such(by_hand, imported):
    first = {"Start": "2027-01-04T08:00:00", "Finish": "2027-01-15T17:00:00"}
    second = {"Start": "2027-01-11T08:00:00", "Finish": "2027-01-22T17:00:00"}
    if "ConstraintType" in by_hand:
        by_hand = by_hand | {"ConstraintDate": second["Start"]}
    office = imported(
        task(1, hours=80, **first), task(2, hours=80, inner=link(1), **second, **by_hand)
    )
    assert check_plan(office).reasons == (
        "'T2' is set to a date before its links allow it; it starts 5.0 days later.",
    )
