"""Portfolios that others wrote: all of them load and run, and damaged copies are refused."""

import csv
from datetime import date

import pytest
from msgspec.structs import replace
from numpy import busday_count
from office import finishes, of

from simulator.events import ActivityFinished, ActivityStarted
from simulator.model import simulate
from simulator.policies import Policy
from simulator.readers import ReadError, load, shipped
from simulator.readers.merge import working_days
from simulator.scenario import ScenarioError

# PSPLIB


@pytest.fixture(scope="module")
def j30(shared_data):
    """All 480 projects, by name."""
    folder = shared_data / "psplib" / "j30"
    return {path.stem: load(path) for path in sorted(folder.glob("*.sm"))}


@pytest.fixture(scope="module")
def optimum(shared_data):
    """The shortest makespan there is, by name."""
    with (shared_data / "psplib" / "j30" / "optimum.csv").open() as file:
        return {row["problem"].removesuffix(".sm"): int(row["optimum"]) for row in csv.DictReader(file)}


def test_all_480_projects_have_30_activities_a_source_a_sink_and_4_roles(j30):
    assert len(j30) == 480
    assert {len(it.projects[0].activities) for it in j30.values()} == {32}
    assert {len(it.roles) for it in j30.values()} == {4}


def test_no_project_is_finished_before_its_proven_optimum(j30, optimum):
    assert j30.keys() == optimum.keys()
    for order in ("latest_finish_time", "shortest_first"):
        ends = {name: makespan(it, order) for name, it in j30.items()}
        assert not [name for name in ends if ends[name] < optimum[name]]
    assert sum(optimum.values()) == 28_316


def makespan(scenario, order):
    return sum(finishes(simulate(scenario, Policy(order=order))).values())


def test_all_projects_respect_their_people_and_their_predecessors(j30):
    for name, scenario in j30.items():
        log = simulate(scenario, Policy(order="longest_first"))
        assert not overloads(scenario, log), name
        assert not overtakes(scenario, log), name


def test_some_numbers_of_the_first_project_are_those_in_its_file(j30):
    first = j30["j301_1"]
    assert [(role.id, role.people) for role in first.roles] == [
        ("R1", 12),
        ("R2", 13),
        ("R3", 4),
        ("R4", 12),
    ]
    job = first.projects[0].activities[16]
    assert (job.id, job.days) == ("17", 6)
    assert [(need.role, need.people) for need in job.people] == [("R4", 8)]
    assert [relation.activity for relation in job.predecessors] == ["13", "14"]


def overloads(scenario, log):
    """The instants at which a role has more to do than people."""
    people, found = {role.id: role.people for role in scenario.roles}, []
    activities = {(p.id, a.id): a for p in scenario.projects for a in p.activities}
    for event in of(log, ActivityStarted, ActivityFinished):
        sign = -1 if isinstance(event, ActivityStarted) else 1
        for need in activities[event.project, event.activity].people:
            people[need.role] += sign * need.people
        found += [event for left in people.values() if left < -1e-9]
    return found


def overtakes(scenario, log):
    """Relations that a run has broken."""
    start = {(it.project, it.activity): it.day for it in of(log, ActivityStarted)}
    end = {(it.project, it.activity): it.day for it in of(log, ActivityFinished)}
    return [
        (project.id, activity.id, relation)
        for project in scenario.projects
        for activity in project.activities
        for relation in activity.predecessors
        if not obeyed(relation, (project.id, relation.activity), (project.id, activity.id), start, end)
    ]


def obeyed(relation, before, key, start, end):
    origin = start if relation.kind in ("SS", "SF") else end
    bound = start if relation.kind in ("FS", "SS") else end
    return origin[before] + relation.lag <= bound[key] and start[before] <= start[key]


# ProTrack


@pytest.fixture(scope="module")
def real(shared_data):
    """Eighteen real projects, by path."""
    return {path: load(path) for path in sorted((shared_data / "dslib").glob("*.p2x"))}


def test_every_real_project_loads_and_runs_to_its_end(real):
    assert len(real) == 18
    for path, scenario in real.items():
        log = simulate(scenario, Policy(order="latest_start_time"))
        assert finishes(log).keys() == {path.stem}
        assert not overloads(scenario, log) + overtakes(scenario, log), path.name


def test_no_activity_and_no_relation_of_a_real_project_is_lost(real):
    for path, scenario in real.items():
        text, activities = path.read_text(encoding="utf-8"), scenario.projects[0].activities
        assert len(activities) == text.count("<BaseLineDuration>"), path.name
        relations = sum(len(activity.predecessors) for activity in activities)
        assert relations == text.count("<FromTask>"), path.name


def test_a_telecom_project_with_people_enough_ends_on_the_day_planned_in_its_file(real):
    scenario = next(it for path, it in real.items() if path.name.startswith("C2011-05"))
    many = replace(scenario, roles=tuple(replace(it, people=99.0) for it in scenario.roles))
    assert [*finishes(simulate(many)).values()] == [scenario.projects[0].due] == [43]


@pytest.fixture(scope="module")
def insurer(real):
    """The sixteen projects of one insurer."""
    return {path: it for path, it in real.items() if path.name.startswith("C2015")}


@pytest.fixture(scope="module")
def pooled(insurer):
    """The insurer's portfolio."""
    return load(*insurer)


def test_sixteen_real_projects_become_one_portfolio_with_pooled_people(insurer, pooled):
    assert [project.id for project in pooled.projects] == [path.stem for path in insurer]
    roles = [role for scenario in insurer.values() for role in scenario.roles]
    most = {it.id: max(role.people for role in roles if role.id == it.id) for it in roles}
    assert {role.id: role.people for role in pooled.roles} == most
    assert len(pooled.roles) == len(most) < len(roles)


def test_a_pooled_portfolio_runs_to_its_end_and_respects_people_and_relations(pooled):
    log = simulate(pooled, Policy(order="due_first"))
    assert len(finishes(log)) == 16
    assert not overloads(pooled, log) + overtakes(pooled, log)


def test_projects_with_people_of_their_own_run_as_if_they_were_alone(insurer):
    apart = load(*insurer, pool=False)
    together = finishes(simulate(apart))
    assert len(apart.roles) == sum(len(scenario.roles) for scenario in insurer.values())
    for project, scenario in zip(apart.projects, insurer.values(), strict=True):
        alone = finishes(simulate(scenario))
        assert {project.id: together[project.id] - project.arrival} == alone


def test_projects_of_several_files_arrive_on_one_calendar(insurer, pooled):
    starts = [scenario.start for scenario in insurer.values()]
    assert pooled.start == min(starts) == "2013-04-19"
    days = [int(busday_count(pooled.start, start)) for start in starts]
    assert [project.arrival for project in pooled.projects] == days


def test_working_days_leave_weekends_out():
    friday, monday = date(2027, 1, 8), date(2027, 1, 11)
    assert working_days(friday, monday) == 1
    assert working_days(friday, friday) == 0
    assert working_days(date(2027, 1, 4), date(2028, 1, 3)) == 260


# Our own


@pytest.mark.parametrize("name", shipped())
def test_every_shipped_scenario_loads_by_its_name_and_runs_to_its_end(name):
    scenario = load(name)
    assert scenario.name == name
    assert len(finishes(simulate(scenario))) == len(scenario.projects)


TOML = """
[roles.developer]
people = 2
[projects.billing]
due = 20
[projects.billing.activities]
scope = { effort = 4, people = { developer = 1 } }
build = { days = 8, people = { developer = 2 }, predecessors = ["scope"] }
train = { days = 3, predecessors = [{ activity = "build", kind = "SS", lag = 1 }] }
"""


def test_a_file_of_our_own_says_the_same_in_fewer_words(tmp_path):
    path = tmp_path / "small.toml"
    path.write_text(TOML)
    scenario = load(path)
    assert scenario.name == "small"
    assert [role.id for role in scenario.roles] == ["developer"]
    scope, build, train = scenario.projects[0].activities
    assert (scope.planned_days, build.planned_days, train.team) == (4, 8, 0)
    assert [(it.activity, it.kind, it.lag) for it in train.predecessors] == [("build", "SS", 1)]
    assert finishes(simulate(scenario)) == {"billing": 12}


# Damaged copies


@pytest.fixture
def refusal(shared_data, tmp_path):
    """The message about a copy of a file in which some text is another, or the end is missing."""

    def message(source, *changes, lines=None):
        text = (shared_data / source).read_text(encoding="utf-8")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new, 1)
        copy = tmp_path / f"copy{(shared_data / source).suffix}"
        copy.write_text("".join(text.splitlines(keepends=True)[:lines]), encoding="utf-8")
        with pytest.raises(ScenarioError) as error:
            load(copy)
        return str(error.value)

    return message


J30 = "psplib/j30/j301_1.sm"
JOB_2 = "   2        1          3           6  11  15"
WORK_2 = "  2      1     8       4    0    0    0"
PEOPLE = "   12   13    4   12"

CUT = [
    (0, "line 1: the file ends here; expected a line that starts with 'jobs (incl. supersource/sink )'"),
    (10, "line 11: the file ends here; expected a line that starts with '- doubly constrained'"),
    (17, "line 18: the file ends here; expected a line that starts with 'jobnr.'"),
    (30, "line 31: the file ends here; expected job 13 with its modes and successors"),
    (60, "line 61: the file ends here; expected job 7, mode 1, its duration and 4 demands"),
    (88, "line 89: the file ends here; expected resource names"),
    (89, "line 90: the file ends here; expected the availability of 4 resources"),
]


@pytest.mark.parametrize(("lines", "problem"), CUT)
def test_a_benchmark_file_without_its_end_is_refused(lines, problem, refusal):
    assert refusal(J30, lines=lines) == f"copy.sm, {problem}"


FALSE = [
    ("jobs (incl", "jobz (incl", 92, "the file ends here; expected a line that starts with 'jobs (incl. supersource/sink )'"),
    ("):  32", "):  xx", 6, "expected 'jobs (incl. supersource/sink ) : a number', found 'jobs (incl. supersource/sink ):  xx'"),
    ("):  32", "):  31", 47, "job 29 has successor 32; there are jobs 1 to 31"),
    ("):  32", "):  33", 51, "expected job 33 with its modes and successors, found '" + 60 * "*" + "'"),
    (":  4   R", ":  5   R", 55, "expected job 1, mode 1, its duration and 5 demands, found '1      1     0       0    0    0    0'"),
    (":  4   R", ":  3   R", 55, "expected job 1, mode 1, its duration and 3 demands, found 1 1 0 0 0 0 0"),
    (":  0   N", ":  1   N", 10, "has resources that are used up; only renewable ones can be read"),
    ("       38       26       38", "       38       26", 15, "expected project number, jobs, release day, due day, tardiness cost, MPM time, found '1     30      0       38       26'"),
    (JOB_2, JOB_2.replace("11", "55"), 20, "job 2 has successor 55; there are jobs 1 to 32"),
    (JOB_2, JOB_2.replace("11", "-5"), 20, "expected job 2 with its modes and successors, found '2        1          3           6  -5  15'"),
    (JOB_2, JOB_2 + "  16", 20, "expected job 2, 1 mode and as many successors as announced, found 2 1 3 6 11 15 16"),
    (JOB_2 + "\n", "", 20, "expected job 2, 1 mode and as many successors as announced, found 3 1 3 7 8 13"),
    (WORK_2, WORK_2.replace("8", "8.5"), 56, "expected job 2, mode 1, its duration and 4 demands, found '2      1     8.5       4    0    0    0'"),
    (WORK_2, WORK_2 + "    1", 56, "expected job 2, mode 1, its duration and 4 demands, found 2 1 8 4 0 0 0 1"),
    (WORK_2, WORK_2.replace(" 4", "44"), 90, "job 2 needs 44 R1, only 12 exist"),
    (PEOPLE, PEOPLE.replace("13", "  "), 90, "expected the availability of 4 resources, found '12         4   12'"),
    (PEOPLE, PEOPLE + "    7", 90, "expected 4 resources, found 5"),
    (PEOPLE, PEOPLE.replace("13", "many"), 90, "expected the availability of 4 resources, found '12   many    4   12'"),
]


@pytest.mark.parametrize(("old", "new", "line", "problem"), FALSE)
def test_a_benchmark_file_with_something_false_in_it_is_refused(old, new, line, problem, refusal):
    assert refusal(J30, (old, new)) == f"copy.sm, line {line}: {problem}"


def test_a_benchmark_file_whose_jobs_wait_for_each_other_is_refused(refusal):
    circle = JOB_2.replace("11", " 1")
    assert "activities wait for each other in a circle: " in refusal(J30, (JOB_2, circle))


def test_a_benchmark_file_that_is_not_text_is_refused(tmp_path):
    path = tmp_path / "photo.sm"
    path.write_bytes(b"\xff\xd8\xff\xe0")
    with pytest.raises(ReadError) as error:
        load(path)
    assert str(error.value) == "photo.sm, line 1: is not a text file; expected a PSPLIB .sm file"


REAL = "dslib/C2015-11 Staff Authorization System.p2x"
XML = [
    ("</Relation>", "</Relatio>", 13460, "is not XML (mismatched tag); expected a ProTrack file"),
    ("<BaseLineDuration>", "<BaseLineDuration>x", 3486, "<BaseLineDuration> is 'x20'; expected a number of at least 0"),
    ("<BaseLineDuration>", "<BaseLineDuration>-", 3486, "<BaseLineDuration> is '-20'; expected a number of at least 0"),
    ("<StartCPMUnits>", "<StartCPMUnits>x", 3486, "<StartCPMUnits> is 'x16'; expected a number of at least 0"),
    ("<BaseLineDuration>20<", "<BaseLineDuration><", 3486, "<Activity> has no <BaseLineDuration>; expected one"),
    ("<UniqueID>2</UniqueID><UserID>0</UserID></A", "<UniqueID>1</UniqueID><UserID>0</UserID></A", 4231, "activity 1 stands twice; expected one <UniqueID> each"),
    ("<FromTask>1<", "<FromTask>99<", 13295, "names activity 99; expected one that stands in this file"),
    ("<ToTask>2<", "<ToTask>99<", 13295, "names activity 99; expected one that stands in this file"),
    ("<LagType>2<", "<LagType>7<", 13295, "<LagType> is '7'; expected one of 0, 1, 2, 3"),
    ("<Lag>0<", "<Lag>soon<", 13295, "<Lag> is 'soon'; expected a number"),
    ("<Lag>0<", "<Lag>nan<", 13295, "<Lag> is 'nan'; expected a number"),
    ("<FIELD0>2<", "<FIELD0>1<", 17691, "resource 1 stands twice; expected one <FIELD0> each"),
    ("<FIELD1>Employee A<", "<FIELD1><", 17234, "<Resource> has no <FIELD1>; expected one"),
    ("<FIELD771>90<", "<FIELD771>-90<", 17234, "<FIELD771> is '-90'; expected a number of at least 0"),
    ("<FIELD780>1<", "<FIELD780>many<", 17234, "<FIELD780> is 'many'; expected a number of at least 0"),
    ("<FIELD1024>1<", "<FIELD1024>77<", 19600, "names activity 77; expected one that stands in this file"),
    ("<FIELD1025>1<", "<FIELD1025>77<", 19600, "names resource 77; expected one that stands in this file"),
    ("<FIELD1026>1<", "<FIELD1026>5<", 19600, "activity 1 asks for 5 of 'Employee A'; expected at most the 1 there are"),
    ("<StartDate>", "<StartDate>99", 2998, "<StartDate> is '99240220140000'; expected day, month, year, hour as 310120140800"),
    ("<NonWorkingHours>", "<NonWorkingHours>" + 8 * "<Hour>1</Hour>", 2998, "leaves 0 working hours a day; expected 1 to 24"),
]


@pytest.mark.parametrize(("old", "new", "column", "problem"), XML)
def test_a_project_plan_with_something_false_in_it_is_refused(old, new, column, problem, refusal):
    assert refusal(REAL, (old, new)) == f"copy.p2x, line 1: column {column}: {problem}"


def test_the_line_is_named_where_a_project_plan_has_lines(shared_data, tmp_path):
    text = (shared_data / REAL).read_text(encoding="utf-8").replace("><", ">\n<")
    copy = tmp_path / "copy.p2x"
    copy.write_text(text.replace("<FromTask>1<", "<FromTask>99<", 1), encoding="utf-8")
    with pytest.raises(ReadError, match="^copy.p2x, line 453: column 1: names activity 99; "):
        load(copy)


@pytest.mark.parametrize("share", [0.1, 0.3, 0.5, 0.7, 0.9, 0.999])
def test_a_project_plan_without_its_end_is_refused(share, shared_data, tmp_path):
    whole, copy = (shared_data / REAL).read_bytes(), tmp_path / "copy.p2x"
    copy.write_bytes(whole[: int(share * len(whole))])
    with pytest.raises(ReadError, match=r"^copy.p2x, line 1: column \d+: is not XML \(.*\); "):
        load(copy)


STRANGE = [
    ("", "column 1: is not XML (no element found); expected a ProTrack file"),
    ("hello", "column 1: is not XML (syntax error); expected a ProTrack file"),
    ("<html></html>", "column 1: expected <Project> as outermost, found <html>"),
    ("<Project></Project>", "column 1: has no <Agenda>; expected the working hours"),
    ("<Project><Agenda/></Project>", "column 1: has no <Activity>; expected at least one"),
]


@pytest.mark.parametrize(("text", "problem"), STRANGE)
def test_what_is_no_project_plan_is_refused(text, problem, tmp_path):
    path = tmp_path / "strange.p2x"
    path.write_text(text)
    with pytest.raises(ReadError) as error:
        load(path)
    assert str(error.value) == f"strange.p2x, line 1: {problem}"
