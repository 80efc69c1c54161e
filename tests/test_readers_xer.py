"""Primavera P6 (XER): what a small file says, in whatever order and letters."""

import pytest
from elsewhere import about, starts, written, xer

from simulator.plans import translated
from simulator.readers import ReadError, plan_of
from simulator.readers.xer_calendars import calendar_of

DAY = "(0||{}()((0||0(s|08:00|f|12:00)())(0||1(f|17:00|s|13:00)())))"
OFF = "(0||{}()())"
WEEK = "".join([OFF.format(1), *(DAY.format(day) for day in range(2, 7)), OFF.format(7)])
CALENDAR = f"(0||CalendarData()((0||DaysOfWeek()({WEEK}))(0||Exceptions()((0||0(d|46393)())))))"
PROJECT = {"proj_id": "7", "proj_short_name": "DAM", "clndr_id": "1",
           "plan_start_date": "2027-01-04 08:00"}  # fmt: skip


def task(key, hours=16, status="TK_NotStart", **more):
    return {"task_id": key, "proj_id": "7", "clndr_id": "1", "task_code": f"A{key}",
            "task_name": f"T{key}", "task_type": "TT_Task", "status_code": status,
            "target_drtn_hr_cnt": hours, "remain_drtn_hr_cnt": hours} | more  # fmt: skip


def pred(before, after, kind="PR_FS", lag=0):
    return {"pred_task_id": before, "task_id": after, "pred_type": kind, "lag_hr_cnt": lag}


def tables(*tasks, **more):
    calendar = {"clndr_id": "1", "clndr_name": "Ours", "clndr_data": CALENDAR}
    return {"PROJECT": [PROJECT], "CALENDAR": [calendar], "TASK": tasks} | more


@pytest.fixture
def imported(tmp_path):
    """The office that comes of a file."""
    return lambda *tasks, **more: translated(
        plan_of(written(tmp_path, "dam.xer", xer(**tables(*tasks, **more))))
    )


def test_the_successor_comes_after_its_predecessor_with_its_lag(imported):
    links = [pred("1", "2", lag=8), pred("1", "3", "PR_SS", 8), pred("9", "3")]
    office = imported(task("1"), task("2"), task("3"), TASKPRED=links)
    assert starts(office) == {"T1": 0, "T2": 3, "T3": 1}
    assert "a link to what is not there" in about(office)


def test_levels_of_effort_are_no_work_and_a_milestone_takes_no_time(imported):
    office = imported(task("1", task_type="TT_LOE"), task("2", task_type="TT_FinMile"), task("3"))
    assert [(it.name, it.days) for it in office.scenario.projects[0].activities] == [
        ("T2", 0), ("T3", 2),
    ]  # fmt: skip
    assert "a level of effort" in about(office)


def test_work_in_progress_goes_on_from_the_data_date_with_what_remains(imported):
    project = PROJECT | {"last_recalc_date": "2027-01-05 08:00"}
    done = task("1", status="TK_Complete", act_end_date="2027-01-04 17:00")
    active = task("2", 40, "TK_Active", remain_drtn_hr_cnt=24, act_start_date="2027-01-04 08:00")
    office = imported(done, active, PROJECT=[project])
    assert office.scenario.projects[0].arrival == 1
    assert [it.days for it in office.scenario.projects[0].activities] == [3]


def test_completed_work_is_history(tmp_path):
    done = task("1", 16, "TK_Complete", act_start_date="2027-01-04 08:00",
                act_end_date="2027-01-07 17:00")  # fmt: skip
    past = plan_of(written(tmp_path, "dam.xer", xer(**tables(done)))).history
    assert [(it.project, it.activity, it.planned, it.actual) for it in past] == [
        ("DAM", "T1", 2, 3),
    ]  # fmt: skip


def test_people_come_from_assignments_and_phases_from_the_breakdown(imported):
    office = imported(
        task("1", wbs_id="5"),
        PROJWBS=[{"wbs_id": "4", "proj_id": "7", "proj_node_flag": "Y"},
                 {"wbs_id": "5", "proj_id": "7", "wbs_name": "Walls", "parent_wbs_id": "4"}],
        RSRC=[{"rsrc_id": "3", "rsrc_name": "Mason", "rsrc_type": "RT_Labor"},
              {"rsrc_id": "4", "rsrc_name": "Bricks", "rsrc_type": "RT_Mat"}],
        RSRCRATE=[{"rsrc_id": "3", "max_qty_per_hr": 2, "cost_per_qty": 50}],
        TASKRSRC=[{"task_id": "1", "rsrc_id": "3", "target_qty_per_hr": 1.5},
                  {"task_id": "1", "rsrc_id": "4", "target_qty_per_hr": 9}],
    )  # fmt: skip
    assert [(it.id, it.people, it.rate) for it in office.scenario.roles] == [("Mason", 2, 0.4)]
    assert "material" in about(office)
    assert office.plan.activities[0].name == "Walls"


def test_a_calendar_is_a_text_and_its_holidays_are_numbers_of_days():
    read = calendar_of("Ours", CALENDAR, None, None)
    assert not read.guessed
    assert (read.calendar.days_a_week, read.calendar.minutes_a_week) == (5, 2400)
    assert read.calendar.exceptions[0][0].isoformat() == "2027-01-06"


@pytest.mark.parametrize(("day", "week", "days"), [(8, 40, 5), (10, 60, 6), (None, None, 5)])
def test_a_calendar_that_cannot_be_read_has_its_hours_at_least(day, week, days):
    read = calendar_of("Ours", "(0||CalendarData()(", day, week)
    assert read.guessed
    assert read.calendar.days_a_week == days


def test_cyrillic_letters_are_told_from_western_ones(tmp_path):
    for name, encoding in (("Фундамент и стены", "cp1251"), ("Küche für Gäste", "cp1252")):
        text = xer(**tables(task("1") | {"task_name": name}))
        plan = plan_of(written(tmp_path, "dam.xer", text.encode(encoding)))
        assert plan.activities[0].name == name


def test_what_does_not_begin_like_one_is_refused(tmp_path):
    with pytest.raises(ReadError) as refused:
        plan_of(written(tmp_path, "dam.xer", "hello"))
    assert str(refused.value) == (
        "dam.xer, line 1: expected a Primavera P6 file (XER), which begins with ERMHDR"
    )


ALL_DAY = "".join(f"(0||{day}()((0||0(s|00:00|f|00:00)())))" for day in range(1, 8))
ALL_DAYS = {"clndr_id": "2", "clndr_name": "Day and night",
            "clndr_data": f"(0||CalendarData()((0||DaysOfWeek()({ALL_DAY}))))"}  # fmt: skip
OURS = {"clndr_id": "1", "clndr_name": "Ours", "clndr_data": CALENDAR}


@pytest.mark.parametrize(
    ("how", "lag"),
    [("", 5), ("rcal_Predecessor", 5), ("rcal_Successor", 21), ("rcal_24Hour", 5),
     ("rcal_ProjDefault", 21)],
)  # fmt: skip
def test_a_lag_is_counted_by_the_calendar_that_the_options_name(how, lag, tmp_path):
    options = [{"proj_id": "7", "sched_calendar_on_relationship_lag": how}]
    text = xer(**tables(
        task("1", clndr_id="2"), task("2"), CALENDAR=[OURS, ALL_DAYS], SCHEDOPTIONS=options,
        TASKPRED=[pred("1", "2", lag=168)],
    ))  # fmt: skip
    assert plan_of(written(tmp_path, "dam.xer", text)).relations[0].lag == lag


def test_the_clock_is_the_calendar_of_most_activities(imported):
    many = [task(key, clndr_id="2") for key in "12"]
    office = imported(*many, task("3"), CALENDAR=[OURS, ALL_DAYS])
    assert office.clock.calendar.name == "Day and night"
    unnamed = [task(key, clndr_id="") for key in "345"]
    office = imported(*many, *unnamed, CALENDAR=[OURS, ALL_DAYS])
    assert office.clock.calendar.name == "Ours"


def test_links_to_what_is_no_work_go_with_it(imported):
    office = imported(task("1", task_type="TT_LOE"), task("2"), TASKPRED=[pred("1", "2")])
    assert "a level of effort" in about(office)
    assert "a link to what is not there" not in about(office)


def test_roles_do_the_work_where_nobody_is_named_yet(imported):
    office = imported(
        task("1"),
        ROLES=[{"role_id": "9", "role_name": "Welder"}],
        TASKRSRC=[{"task_id": "1", "role_id": "9", "target_qty_per_hr": 2}],
    )
    assert [(it.id, it.people) for it in office.scenario.roles] == [("Welder", 2)]


def test_decimals_may_have_a_comma(imported):
    office = imported(task("1", "20,0"), task("2", "1.000,0"))
    assert [it.days for it in office.scenario.projects[0].activities] == [2.5, 125]


def test_a_second_constraint_counts_as_well(imported):
    office = imported(
        task("1", cstr_type2="CS_MSOA", cstr_date2="2027-01-11 08:00"),
        task("2", cstr_type="CS_MSOA", cstr_date="2027-01-05 08:00", cstr_type2="CS_MEOB",
             cstr_date2="2027-01-20 17:00"),
    )  # fmt: skip
    assert starts(office) == {"T1": 4, "T2": 1}
    assert "a date that must not be passed" in about(office)
