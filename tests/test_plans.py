"""What becomes of a plan that somebody else made, and what is said about it."""

from datetime import date, datetime, timedelta

import pytest
from elsewhere import about, starts

from simulator.check import check
from simulator.errors import RefusedError
from simulator.limits import MOST_FINDINGS
from simulator.plan_check import check_plan
from simulator.plans import (
    Answers,
    Calendar,
    Clock,
    Findings,
    NoPlanError,
    Place,
    Plan,
    PlanActivity,
    PlanDemand,
    PlanProject,
    PlanRelation,
    PlanRisk,
    PlanRole,
    Said,
    gathered,
    translated,
)
from simulator.plans.calendars import of_days_a_week

MONDAY = date(2027, 1, 4)
OFFICE = PlanProject(key="p", name="Move", start=MONDAY, place=Place("move.x", row=1))


def row(key, days=2.0, parent="", **more):
    return PlanActivity(key=key, project="p", name=key.upper(), days=days, parent=parent, **more)


def link(before, after, kind="FS", lag=0.0):
    return PlanRelation(before, after, kind, lag)


def plan(*rows, links=(), **more):
    return Plan("move.x", "a plan", more.pop("projects", (OFFICE,)), rows, tuple(links), **more)


def office(*rows, links=(), answers=None, **more):
    imported = translated(plan(*rows, links=links, **more), answers)
    check(imported.scenario)
    return imported


def test_links_on_a_group_hold_for_its_ends_and_its_starts():
    rows = row("g", None), row("a", parent="g"), row("b", 3, "g"), row("h", None), row("c", 1, "h")
    imported = office(*rows, row("d", 1, "h"), links=[link("g", "h"), link("c", "d")])
    assert starts(imported) == {"A": 0, "B": 0, "C": 3, "D": 4}
    assert "a link on a group" in about(imported)


def test_between_large_groups_all_waits_for_all_through_a_milestone():
    rows = [row("g", None), *(row(f"a{n}", n + 1.0, "g") for n in range(9))]
    rows += [row("h", None), *(row(f"b{n}", 1.0, "h") for n in range(9))]
    imported = office(*rows, links=[link("g", "h", lag=2.0)])
    days = starts(imported)
    assert [days[f"B{n}"] for n in range(9)] == [11] * 9
    assert days["End of G"] == 9


def test_a_link_between_a_group_and_a_part_of_it_is_left_out():
    imported = office(row("g", None), row("a", parent="g"), links=[link("g", "a")])
    assert "a link between a group and a part of it" in about(imported)


def test_of_a_circle_one_link_is_left_out_and_named():
    circle = [link("a", "b"), link("b", "c"), link("c", "a")]
    imported = office(row("a"), row("b"), row("c"), links=circle)
    found = [it for it in imported.findings if it.about == "a circle of links"]
    assert len(found) == 1
    assert found[0].kind == "suspicious"
    assert max(starts(imported).values()) == 4


def test_an_assignment_over_the_maximum_raises_the_pool_and_says_so():
    rows = row("a", demands=(PlanDemand("r", 3.0),)), row("b", demands=(PlanDemand("r", 0.5),))
    imported = office(*rows, roles=(PlanRole("r", "Arun", 1.0),))
    assert [role.people for role in imported.scenario.roles] == [3]
    assert "an assignment over the maximum" in about(imported)


def test_work_without_people_gets_a_pool_for_each_phase_as_large_as_the_plan_needs():
    rows = row("g", None), row("a", parent="g"), row("b", parent="g"), row("h", None)
    imported = office(*rows, row("c", parent="h"), row("d", parent="h"), links=[link("c", "d")])
    assert {it.id: it.people for it in imported.scenario.roles} == {"G": 2, "H": 1}
    assert check_plan(imported).projects[0].simulated == 4


@pytest.mark.parametrize(
    ("pools", "names"),
    [("file", {"move.x"}), ("project", {"Move"}), ("prefix", {"ELEC", "PIPE"}), ("nobody", set())],
)
def test_pools_are_offered_by_file_project_or_prefix_of_ids(pools, names):
    rows = row("a", id="ELEC-1"), row("b", id="ELEC-2"), row("c", id="PIPE-1")
    imported = office(*rows, answers=Answers(pools=pools))
    assert {role.id for role in imported.scenario.roles} == names


def test_whoever_answers_says_how_many_people_a_pool_has():
    answers = Answers(pools="file", people=(("move.x", 2.0),))
    imported = office(*(row(key) for key in "abcd"), answers=answers)
    assert imported.scenario.roles[0].people == 2
    assert check_plan(imported).projects[0].simulated == 4


def test_finished_work_leaves_and_work_under_way_goes_on_with_what_remains():
    wednesday = date(2027, 1, 6)
    begun = {"began": MONDAY, "start": MONDAY}
    rows = (
        row("a", 2, done=1.0, ended=date(2027, 1, 5), **begun),
        row("b", 4, done=0.5, **begun),
        row("c", 1, start=date(2027, 1, 8)),
    )
    links = [link("a", "b"), link("b", "c"), link("a", "c", lag=5.0)]
    project = PlanProject(key="p", start=MONDAY, status=wednesday)
    imported = office(*rows, links=links, projects=(project,))
    assert imported.scenario.projects[0].arrival == 2
    assert starts(imported) == {"B": 2, "C": 7}
    assert {"finished work", "work in progress"} <= about(imported)


def test_without_a_status_date_work_goes_on_after_the_last_that_is_done():
    rows = row("a", 2, done=1.0, start=MONDAY, finish=date(2027, 1, 5)), row("b", 1)
    imported = office(*rows, links=[link("a", "b")])
    assert imported.scenario.projects[0].arrival == 2
    assert "no status date" in about(imported)


def test_what_should_have_begun_before_the_status_date_starts_now_and_is_named():
    project = PlanProject(key="p", start=MONDAY, status=date(2027, 1, 18))
    imported = office(row("a", 3, start=MONDAY, finish=date(2027, 1, 6)), projects=(project,))
    assert imported.scenario.start == "2027-01-18"
    reasons = check_plan(imported).reasons
    assert reasons == ("'A' should have started 10.0 days before the status date; it starts now.",)


def test_a_plan_of_finished_work_only_is_refused():
    with pytest.raises(NoPlanError, match="holds nothing that is still to be done"):
        translated(plan(row("a", done=1.0)))


def test_a_list_of_projects_becomes_one_activity_each():
    listed = (
        PlanProject(key="p", name="Move", start=MONDAY, finish=date(2027, 1, 15)),
        PlanProject(key="q", name="Paint", after=("Move",), sponsor="Head of Works"),
    )
    imported = office(projects=listed)
    assert [it.activities[0].days for it in imported.scenario.projects] == [10, 60]
    assert [it.after for it in imported.scenario.projects] == [(), ("Move",)]
    assert "a project without activities" in about(imported)


def test_projects_that_would_wait_for_each_other_do_not():
    listed = (
        PlanProject(key="p", name="Move", after=("q",)),
        PlanProject(key="q", name="Paint", after=("p", "gone")),
    )
    imported = office(projects=listed)
    assert [it.after for it in imported.scenario.projects] == [(), ("Move",)] or [
        it.after for it in imported.scenario.projects
    ] == [("Paint",), ()]
    assert gathered(imported.findings)["left out", "a project to wait for"] == 2


def test_a_date_later_than_its_links_ask_for_is_kept_or_let_go():
    rows = row("a", start=MONDAY), row("b", start=date(2027, 1, 18))
    kept = office(*rows, links=[link("a", "b")])
    assert starts(kept)["B"] == 10
    assert "starts later than its links ask for" in about(kept)
    free = office(*rows, links=[link("a", "b")], answers=Answers(dates="none"))
    assert starts(free)["B"] == 2


def test_what_a_plan_does_not_say_is_usual_and_marked_as_ours():
    imported = office(row("a", 10))
    project = imported.scenario.projects[0]
    assert (project.value, project.cost_of_delay) == (9.0, 0.045)
    assert {(it.kind, it.field) for it in imported.ours} == {
        ("project", "value"), ("project", "cost_of_delay"), ("project", "sponsor"),
        ("role", "rate"), ("role", "hire_days"), ("role", "people"), ("risk", "impact"),
    }  # fmt: skip
    said = PlanProject(key="p", name="Move", value=50.0, cost_of_delay=1.0, sponsor="Head of IT")
    risk = PlanRisk(project="Move", name="Rain", probability=0.2, impact=3.0)
    own = office(row("a", 10), projects=(said,), risks=(risk,))
    assert own.scenario.projects[0].value == 50
    assert [it.id for it in own.scenario.risks] == ["Rain"]
    assert {it.kind for it in own.ours} == {"role"}


def test_what_is_said_by_hand_counts_and_is_ours_no_more():
    said = (
        Said("projects", "p", "value", 70), Said("projects", "p", "sponsor", "Head of IT"),
        Said("activities", "a", "days", 3), Said("projects", "p", "value", 80.0),
        Said("activities", "a", "start", "2027-01-05"),
    )  # fmt: skip
    imported = office(row("a", 10), answers=Answers(said=said))
    project = imported.scenario.projects[0]
    assert (project.value, project.sponsor, project.activities[0].days) == (80, "Head of IT", 3)
    assert ("project", "value") not in {(it.kind, it.field) for it in imported.ours}
    assert starts(imported) == {"A": 1}


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (Said("projects", "q", "value", 1),
         "projects, 'q': is not in the plan; read the plan again"),
        (Said("roles", "q", "people", 1), "roles, 'q': is not in the plan; read the plan again"),
        (Said("projects", "p", "worth", 1), "projects, 'p': has no field 'worth'; known: name, id, "
         "sponsor, objective, start, finish, due, deadline, value, cost_of_delay, cost, done, "
         "after, status"),
        (Said("projects", "p", "value", "much"), "projects, 'p': value cannot be 'much' (Expected "
         "`float | null`, got `str`); write another value"),
    ],
)  # fmt: skip
def test_what_cannot_be_said_is_refused(said, words):
    with pytest.raises(RefusedError) as refused:
        translated(plan(row("a")), Answers(said=(said,)))
    assert str(refused.value) == words


def test_a_vacation_is_a_share_of_the_people_who_are_there():
    away = ((MONDAY, date(2027, 1, 8)),)
    rows = [row(key, 10, demands=(PlanDemand("r", 1.0),)) for key in "ab"]
    imported = office(*rows, roles=(PlanRole("r", "Crew", 2.0, away=away),))
    assert imported.scenario.roles[0].people == 1.0
    assert "a vacation" in about(imported)


def test_estimates_say_how_sure_the_work_is():
    rows = row("a", 10, low=9, high=11), row("b", 10, low=5, high=30), row("c", None, low=2, high=4)
    activities = office(*rows).scenario.projects[0].activities
    assert [(it.work, it.days) for it in activities] == [
        ("routine", 10), ("novel", 10), ("routine", 3),
    ]  # fmt: skip


def test_five_days_are_a_full_week_of_the_plan_s_own_calendar():
    clock = Clock(of_days_a_week(7), MONDAY)
    assert clock.day(datetime(2027, 1, 11)) == pytest.approx(5)
    assert clock.date_of(5) == date(2027, 1, 10)
    assert of_days_a_week(7).days(7 * 8 * 60) == 5


def test_a_holiday_is_no_day():
    clock = Clock(Calendar(exceptions=((date(2027, 1, 6), ()),)), MONDAY)
    assert clock.day(date(2027, 1, 8), end=True) == 4
    assert clock.date_of(4) == date(2027, 1, 8)


def test_what_ended_before_the_first_day_has_its_own_date():
    clock = Clock(Calendar(), MONDAY)
    for back in range(4, 2000):
        ended = MONDAY - timedelta(days=back)
        if ended.weekday() < 5:
            assert clock.date_of(clock.day(ended, end=True)) == ended
    assert clock.date_of(-1e9).year == MONDAY.year - 100
    assert clock.day(date(2026, 12, 28)) == -5


def test_the_outermost_groups_become_projects_where_that_is_wanted():
    rows = row("g", None), row("a", parent="g"), row("h", None), row("b", parent="h")
    imported = office(*rows, links=[link("a", "b")], answers=Answers(projects="groups"))
    assert [it.name for it in imported.scenario.projects] == ["G", "H"]
    assert {"groups as projects", "a link between projects"} <= about(imported)


def test_of_one_sort_of_findings_only_so_many_are_listed():
    findings = Findings()
    for number in range(MOST_FINDINGS + 7):
        findings.left_out("a thing", Place("a.x", row=number), "x", "It is out.", "Nothing.")
    listed = findings.all()
    assert len(listed) == MOST_FINDINGS + 1
    assert listed[-1].what == "there are 7 more of these."


def test_a_finding_is_one_line_with_its_place():
    findings = Findings()
    place = Place("plan.xlsx", "Activities", 4, "C (Who)")
    findings.assumed("how many they are", place, "Arun", "It is taken for 1.", "Give the number.")
    assert findings.all()[0].words() == (
        "plan.xlsx, sheet 'Activities', row 4, C (Who): how many they are 'Arun': "
        "It is taken for 1. Give the number."
    )
