"""Portfolios that others wrote: all of them load and run, and damaged copies are refused."""

import csv
from datetime import date

import portfolios  # noqa: F401 - its settings make random examples the same every time
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from numpy import busday_count
from office import finishes, of, office, project

from simulator.events import ActivityFinished, ActivityStarted
from simulator.model import simulate
from simulator.policies import Policy
from simulator.readers import ReadError, load, shipped
from simulator.readers.merge import merge, working_days
from simulator.scenario import Demand, Relation, ScenarioError

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
        return {
            row["problem"].removesuffix(".sm"): int(row["optimum"]) for row in csv.DictReader(file)
        }


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
        if not obeyed(
            relation, (project.id, relation.activity), (project.id, activity.id), start, end
        )
    ]


def obeyed(relation, before, key, start, end):
    origin = start if relation.kind in ("SS", "SF") else end
    bound = start if relation.kind in ("FS", "SS") else end
    return origin[before] + relation.lag <= bound[key] and start[before] <= start[key]


# MPSPLIB


@pytest.fixture(scope="module")
def portfolios_of_two_to_twenty(shared_data):
    """Thirty portfolios, by name."""
    return {path.stem: load(path) for path in sorted((shared_data / "mpsplib").glob("*.rcmp"))}


def test_every_portfolio_of_a_benchmark_loads_and_runs_to_its_end(portfolios_of_two_to_twenty):
    assert len(portfolios_of_two_to_twenty) == 30
    for name, scenario in portfolios_of_two_to_twenty.items():
        log = simulate(scenario, Policy(order="latest_start_time"))
        assert len(finishes(log)) == len(scenario.projects), name
        assert not overloads(scenario, log) + overtakes(scenario, log), name


def test_some_numbers_of_the_first_portfolio_are_those_in_its_file(portfolios_of_two_to_twenty):
    scenario = portfolios_of_two_to_twenty["mp_j30_a2_nr2"]
    first, second = scenario.projects
    assert (first.id, first.arrival, first.due) == ("mp_j30_a2_nr2_p1", 0, None)
    assert (second.id, second.arrival) == ("mp_j30_a2_nr2_p2", 5)
    assert [(role.id, role.people) for role in scenario.roles] == [
        ("R1", 21),
        ("mp_j30_a2_nr2_p1: R2", 15),
        ("mp_j30_a2_nr2_p1: R3", 15),
        ("mp_j30_a2_nr2_p1: R4", 16),
        ("mp_j30_a2_nr2_p2: R5", 11),
        ("mp_j30_a2_nr2_p2: R6", 9),
        ("mp_j30_a2_nr2_p2: R7", 7),
    ]


SHOP = """ 2

  3
 4 0 6

 3 0
 1 0 0
 0 0 0 0 2 1:2 1:3
	2 3 0 1 1 1:3

 0 0 0 0 0
 2 5 30
 1 2 0

 3 4 1 0 1 2:2
 1 0 2 0 0

"""


@pytest.fixture
def written(tmp_path):
    """A scenario from a file with this text."""

    def scenario(text, name="shop.rcmp"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return load(path)

    return scenario


def test_resource_types_are_shared_or_belong_to_one_project(written):
    scenario = written(SHOP)
    people = {role.id: role.people for role in scenario.roles}
    assert people == {"R1": 4, "shop_p1: R3": 6, "shop_p2: R2": 2}
    first, second = scenario.projects
    assert first.activities[1].people == (
        Demand(role="R1", people=3),
        Demand(role="shop_p1: R3"),
    )
    assert second.activities[0].people == (
        Demand(role="R1", people=4),
        Demand(role="shop_p2: R2"),
    )
    assert [[it.activity for it in one.predecessors] for one in first.activities] == [
        [],
        ["1"],
        ["1", "2"],
    ]
    assert (second.arrival, second.due) == (5, 30)
    assert finishes(simulate(scenario)) == {"shop_p1": 2, "shop_p2": 9}


def test_projects_may_each_have_people_of_their_own_beside_the_shared_ones(written):
    text = "3\n1\n5\n" + "".join(
        f"1 0\n{own}\n2 {demand} 0\n" for own, demand in ((2, 2), (3, 3), (0, 5))
    )
    people = {role.id: role.people for role in written(text).roles}
    assert people == {"shop_p1: R1": 2, "shop_p2: R1": 3, "R1": 5}


def test_projects_may_do_without_any_resource_type(written):
    scenario = written("2\n0\n\n2 0\n\n3 1 1:2\n1 0\n1 4\n2 0\n")
    assert scenario.roles == ()
    assert finishes(simulate(scenario)) == {"shop_p1": 4, "shop_p2": 6}


def test_a_portfolio_with_windows_line_ends_and_a_mark_at_its_end_is_the_same(tmp_path):
    path = tmp_path / "shop.rcmp"
    path.write_bytes(b"\xef\xbb\xbf" + SHOP.replace("\n", "\r\n").encode() + b"\x1a")
    assert len(load(path).projects) == 2


# Patterson

SHED = """  5   2

 10   4
 0 0 0 3
 2
 3 4
 4 6 0 1 5
 2 5 1 1 5
 3 0 4
 1
 5
 0 0 0 0
"""


def test_a_patterson_file_has_activities_over_several_lines(written):
    scenario = written(SHED, "shed.rcp")
    (project,) = scenario.projects
    assert {role.id: role.people for role in scenario.roles} == {"R1": 10, "R2": 4}
    assert [it.days for it in project.activities] == [0, 4, 2, 3, 0]
    assert [it.activity for it in project.activities[4].predecessors] == ["2", "3", "4"]
    assert finishes(simulate(scenario)) == {"shed": 6}


def test_a_patterson_file_may_have_no_resources(written):
    scenario = written("3 0\n\n0 1 2\n4 1 3\n0 0\n", "shed.rcp")
    assert scenario.roles == ()
    assert finishes(simulate(scenario)) == {"shed": 4}


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
    assert [it.id for it in pooled.projects] == [path.stem for path in insurer]
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
    for shared, scenario in zip(apart.projects, insurer.values(), strict=True):
        alone = finishes(simulate(scenario))
        assert {shared.id: together[shared.id] - shared.arrival} == alone


def test_projects_of_several_files_arrive_on_one_calendar(insurer, pooled):
    starts = [scenario.start for scenario in insurer.values()]
    assert pooled.start == min(starts) == "2013-04-19"
    days = [int(busday_count(pooled.start, start)) for start in starts]
    assert [it.arrival for it in pooled.projects] == days


PLAN = """
<Project>
  <NAME>Garden</NAME>
  <Agenda><StartDate>040120270800</StartDate><NonWorkingHours>{night}</NonWorkingHours></Agenda>
  <Activities>
    <Activity><UniqueID>1</UniqueID><Name>dig</Name><BaseLineDuration>12</BaseLineDuration>
      <StartCPMUnits>8</StartCPMUnits></Activity>
    <Activity><UniqueID>2</UniqueID><Name>sow</Name><BaseLineDuration>5</BaseLineDuration></Activity>
  </Activities>
  <Relations><Relation><FromTask>1</FromTask><ToTask>2</ToTask><LagType>{kind}</LagType>
    <Lag>-4</Lag></Relation></Relations>
  <Resources/>
  <Resources>
    <Resource><FIELD0>1</FIELD0><FIELD1>spade</FIELD1><FIELD771>50</FIELD771><FIELD780>3</FIELD780>
    </Resource>
    <Resource><FIELD0>2</FIELD0><FIELD1>man</FIELD1><FIELD771>0</FIELD771><FIELD780>1</FIELD780>
    </Resource>
    <Resource><FIELD0>3</FIELD0><FIELD1>man</FIELD1><FIELD771>0</FIELD771><FIELD780>1</FIELD780>
    </Resource>
  </Resources>
  <ResourceAssignments>
    <ResourceAssignment><FIELD1024>1</FIELD1024><FIELD1025>1</FIELD1025><FIELD1026>1</FIELD1026>
    </ResourceAssignment>
    <ResourceAssignment><FIELD1024>1</FIELD1024><FIELD1025>1</FIELD1025><FIELD1026>2</FIELD1026>
    </ResourceAssignment>
    <ResourceAssignment><FIELD1024>2</FIELD1024><FIELD1025>3</FIELD1025><FIELD1026>1</FIELD1026>
    </ResourceAssignment>
  </ResourceAssignments>
</Project>
"""


@pytest.fixture
def garden(tmp_path):
    """A small project plan with one relation of this kind."""

    def plan(kind=2):
        path = tmp_path / "garden.p2x"
        path.write_text(PLAN.format(kind=kind, night=16 * "<Hour>0</Hour>"))
        return load(path)

    return plan


def test_a_project_plan_counts_in_hours_of_its_own_working_day(garden):
    plan = garden().projects[0]
    assert (plan.id, plan.name, plan.due, garden().start) == ("garden", "Garden", 2.5, "2027-01-04")
    assert [(it.id, it.name, it.planned_days) for it in plan.activities] == [
        ("1", "dig", 1.5),
        ("2", "sow", 0.625),
    ]


def test_a_project_plan_says_who_is_there_and_who_does_what(garden):
    roles = [(role.id, role.people, role.rate) for role in garden().roles]
    assert roles == [("spade", 3, 0.4), ("man (2)", 1, 0), ("man (3)", 1, 0)]
    people = [it.people for it in garden().projects[0].activities]
    assert people == [(Demand(role="spade", people=3),), (Demand(role="man (3)"),)]


@pytest.mark.parametrize(("number", "kind"), [(0, "SS"), (1, "SF"), (2, "FS"), (3, "FF")])
def test_a_project_plan_has_relations_of_four_kinds_with_lags(number, kind, garden):
    relations = garden(number).projects[0].activities[1].predecessors
    assert relations == (Relation(activity="1", kind=kind, lag=-0.5),)


def test_material_is_used_up_and_holds_nobody(garden, tmp_path):
    material = "<FIELD0>2</FIELD0><FIELD769>0</FIELD769>"
    tub = "<FIELD1025>3</FIELD1025>", "<FIELD1025>2</FIELD1025>"
    text = PLAN.format(kind=2, night="").replace("<FIELD0>2</FIELD0>", material).replace(*tub)
    path = tmp_path / "garden.p2x"
    path.write_text(text)
    scenario = load(path)
    assert [role.id for role in scenario.roles] == ["spade", "man (3)"]
    assert scenario.projects[0].activities[1].people == ()


OUTLINE = "<OutlineList><List><Child><Type>1</Type><Data>2</Data></Child>{}</List></OutlineList>"
SHOWN = "<Child><Type>2</Type><Data>1</Data></Child>"


@pytest.mark.parametrize(("shown", "left"), [(SHOWN, ["1"]), ("", ["1", "2"])])
def test_an_activity_that_is_no_longer_in_the_outline_is_left_out(shown, left, tmp_path):
    path = tmp_path / "garden.p2x"
    text = PLAN.format(kind=2, night="")
    path.write_text(text.replace("</Project>", OUTLINE.format(shown) + "</Project>"))
    assert [it.id for it in load(path).projects[0].activities] == left


def test_an_agenda_may_stand_twice_the_first_time_empty(tmp_path):
    path = tmp_path / "garden.p2x"
    path.write_text(PLAN.format(kind=2, night="").replace("<Agenda>", "<Agenda/><Agenda>"))
    assert load(path).start == "2027-01-04"


# Several files


def test_roles_of_one_name_are_one_pool_as_large_as_the_largest_of_them():
    small, large = office(developers=2, a=[1]), office(developers=5, testers=1, b=[1])
    for pair in ([small, large], [large, small]):
        people = {role.id: role.people for role in merge(pair, pool=True).roles}
        assert people == {"developer": 5, "tester": 1}


def test_roles_may_be_kept_apart_by_the_name_of_their_scenario():
    north, south = office(name="north", developers=2, a=[1]), office(name="south", b=[1])
    both = merge([north, south], pool=False)
    assert {it.id: it.people for it in both.roles} == {"north: developer": 2, "south: developer": 1}
    assert finishes(simulate(both)) == {"a": 1, "b": 1}


def test_a_later_start_moves_all_days_of_a_project():
    later = project("b", [1], arrival=2, due=9, deadline=12)
    both = merge([office(a=[1]), office(later, start="2027-01-13")], pool=True)
    moved = both.projects[1]
    assert (moved.arrival, moved.due, moved.deadline) == (9, 16, 19)


def test_one_file_alone_stays_as_it_is():
    alone = office(a=[1])
    assert merge([alone], pool=False) == alone


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

CUT = [
    (0, "a line that starts with 'jobs (incl. supersource/sink )'"),
    (10, "a line that starts with '- doubly constrained'"),
    (17, "a line that starts with 'jobnr.'"),
    (30, "job 13 with its modes and successors"),
    (60, "job 7, mode 1, its duration and 4 demands"),
    (88, "resource names"),
    (89, "the availability of 4 resources"),
]


@pytest.mark.parametrize(("lines", "expected"), CUT)
def test_a_benchmark_file_without_its_end_is_refused(lines, expected, refusal):
    found = refusal(J30, lines=lines)
    assert found == f"copy.sm, line {lines + 1}: the file ends here; expected {expected}"


FALSE = """
jobs (incl => jobz (incl
    line 92: the file ends here; expected a line that starts with 'jobs (incl. supersource/sink )'
):  32 => ):  xx
    line 6: expected 'jobs (incl. supersource/sink ) : a number', \
found 'jobs (incl. supersource/sink ):  xx'
):  32 => ):  31
    line 47: job 29 has successor 32; there are jobs 1 to 31
):  32 => ):  33
    line 51: expected job 33 with its modes and successors, \
found '************************************************************'
:  4   R => :  5   R
    line 55: expected job 1, mode 1, its duration and 5 demands, \
found '1      1     0       0    0    0    0'
:  4   R => :  3   R
    line 55: expected job 1, mode 1, its duration and 3 demands, found 1 1 0 0 0 0 0
:  0   N => :  1   N
    line 10: has resources that are used up; only renewable ones can be read
38       26       38 => 38       26
    line 15: expected project number, jobs, release day, due day, tardiness cost, MPM time, \
found '1     30      0       38       26'
30      0       38 => 30     50       38
    line 15: due day 38 is before release day 50; expected a later one
6  11  15 => 6  55  15
    line 20: job 2 has successor 55; there are jobs 1 to 32
6  11  15 => 6  -5  15
    line 20: expected job 2 with its modes and successors, \
found '2        1          3           6  -5  15'
6  11  15 => 6  11  15  16
    line 20: expected job 2, 1 mode and as many successors as announced, found 2 1 3 6 11 15 16
   3        1          3           7 =>    4        1          3           7
    line 21: expected job 3, 1 mode and as many successors as announced, found 4 1 3 7 8 13
8       4    0 => 8.5       4    0
    line 56: expected job 2, mode 1, its duration and 4 demands, \
found '2      1     8.5       4    0    0    0'
8       4    0 => 8       4    0    1
    line 56: expected job 2, mode 1, its duration and 4 demands, found 2 1 8 4 0 1 0 0
8       4    0 => 8      44    0
    line 90: job 2 needs 44 R1, only 12 exist
12   13    4   12 => 12    4   12
    line 90: expected the availability of 4 resources, found '12    4   12'
12   13    4   12 => 12   13    4   12    7
    line 90: expected 4 resources, found 5
12   13    4   12 => 12   many    4   12
    line 90: expected the availability of 4 resources, found '12   many    4   12'
"""


def told(table):
    """(old text, new text, message) from a table with a message under each change."""
    lines = table.strip("\n").splitlines()
    changes = [line.split(" => ") for line in lines[::2]]
    return [(*change, line.strip()) for change, line in zip(changes, lines[1::2], strict=True)]


@pytest.mark.parametrize(("old", "new", "message"), told(FALSE))
def test_a_benchmark_file_with_something_false_in_it_is_refused(old, new, message, refusal):
    assert refusal(J30, (old, new)) == f"copy.sm, {message}"


MPSPLIB = """
 2\\n\\n => \\n\\n
    line 4: expected the number of resource types, found '4 0 6'
 2\\n => many\\n
    line 1: expected the number of projects, found 'many'
4 0 6 => 4 0
    line 4: expected the capacity of 3 resource types, found '4 0'
 3 0\\n => 3\\n
    line 6: expected project 1: how many activities, its arrival and perhaps its due day, found '3'
 3 0\\n => 0 0\\n
    line 6: project 1 has no activities; expected at least one
 1 0 0\\n => 1 0\\n
    line 7: expected project 1: which of 3 resource types it uses, found '1 0'
0 2 1:2 1:3 => 0 2 1:2
    line 8: expected activity 1:1: its duration, 3 demands, and its successors after their number, \
found '0 0 0 0 2 1:2'
0 2 1:2 1:3 => 0 2 1:2 1:2
    line 8: activity 1:1 has a successor twice; expected each once
0 2 1:2 1:3 => 0 2 1:2 1:4
    line 8: activity 1:1 has successor 4; there are 1 to 3
0 2 1:2 1:3 => 0 2 1:2 2:1
    line 8: activity 1:1 has successor 2:1; expected one of project 1
0 2 1:2 1:3 => 0 2 1:2 3
    line 8: activity 1:1 has successor '3'; expected such as 1:2
2 3 0 1 1 => 2 7 0 1 1
    line 9: activity 2 needs 7 R1, only 4 exist
2 3 0 1 1 => 2 3 1 1 1
    line 9: activity 2 needs 1 R2, only 0 exist
2 3 0 1 1 => 2 -3 0 1 1
    line 9: expected activity 1:2: its duration, 3 demands, and its successors after their number, \
found '2 -3 0 1 1 1:3'
 2 5 30 => 2 5 4
    line 12: project 2 is due on day 4, before it arrives on 5
 1 0 2 0 0\\n => \\n
    line 18: the file ends here; expected activity 2:2: its duration, 3 demands, \
and its successors after their number
 1 0 2 0 0\\n => 1 0 2 0 0\\n7 7\\n
    line 17: expected the end of the file after project 2, found '7 7'
"""


@pytest.mark.parametrize(("old", "new", "message"), told(MPSPLIB))
def test_a_portfolio_with_something_false_in_it_is_refused(old, new, message, written):
    assert refused(written, SHOP, old, new, "shop.rcmp") == f"shop.rcmp, {message}"


PATTERSON = """
 5   2 => 5   2   2
    line 1: expected the number of activities and that of resource types, found '5   2   2'
 5   2 => 0   2
    line 1: has no activities; expected at least one
 10   4\\n => 10   4   7\\n
    line 3: expected a new line after the capacity of 2 resource types, found '7'
 10   4\\n => 10   4.5\\n
    line 3: expected the capacity of 2 resource types, found '10   4.5'
 0 0 0 3\\n => 0 0 0 33\\n
    line 4: activity 1 has 33 successors; there are 5 activities
 0 0 0 3\\n => 0 0 0 2\\n
    line 6: expected a new line after activity 1 and its 2 successors, found '4'
 4 6 0 1 5 => 4 6 0 1 6
    line 7: activity 2 has successor 6; there are 1 to 5
 4 6 0 1 5 => 4 16 0 1 5
    line 7: activity 2 needs 16 R1, only 10 exist
 4 6 0 1 5 => 4 6 0 2 5 5
    line 7: activity 2 has a successor twice; expected each once
 4 6 0 1 5 => 4 6 zero 1 5
    line 7: expected activity 2: its duration and 2 demands, found '4 6 zero 1 5'
 0 0 0 0\\n => \\n
    line 13: the file ends here; expected activity 5: its duration and 2 demands
 0 0 0 0\\n => 0 0 0 0\\n\\n1\\n
    line 14: expected the end of the file after activity 5, found '1'
"""


@pytest.mark.parametrize(("old", "new", "message"), told(PATTERSON))
def test_a_patterson_file_with_something_false_in_it_is_refused(old, new, message, written):
    assert refused(written, SHED, old, new, "shed.rcp") == f"shed.rcp, {message}"


def refused(written, text, old, new, name):
    """The message about a text in which some of it is another."""
    old, new = (it.replace("\\n", "\n") for it in (old, new))
    assert text.count(old) >= 1
    with pytest.raises(ReadError) as error:
        written(text.replace(old, new, 1), name)
    return str(error.value)


def test_a_file_with_several_modes_is_refused_with_the_reason(refusal, tmp_path):
    why = "only files with one mode a job can be read, for here an activity is done in one way"
    message = refusal(J30, ("   2        1          3", "   2        3          3"))
    assert message == f"copy.sm, line 20: job 2 has 3 modes; {why}"
    path = tmp_path / "c154_3.MM"
    path.write_text("anything")
    with pytest.raises(ReadError) as error:
        load(path)
    assert str(error.value) == f"c154_3.MM: has several modes a job; {why}"


def test_a_file_that_may_not_be_read_is_refused(tmp_path, monkeypatch):
    def shut(*_, **__):
        raise PermissionError(13, "Permission denied")

    path = tmp_path / "shut.sm"
    path.touch()
    monkeypatch.setattr("os.open", shut)
    with pytest.raises(ReadError, match="^shut.sm: cannot be opened: Permission denied$"):
        load(path)


def test_a_benchmark_file_with_two_resources_of_one_name_is_refused(refusal):
    names = "R 1  R 2  R 3  R 4\n   12"
    message = refusal(J30, (names, names.replace("R 3", "R 2")))
    expected = "the names of 4 resources, found 'R 1  R 2  R 2  R 4'"
    assert message == f"copy.sm, line 89: expected {expected}"


def test_a_benchmark_file_whose_jobs_wait_for_each_other_is_refused(refusal):
    message = refusal(J30, ("6  11  15", "6   1  15"))
    assert "activities wait for each other in a circle: " in message


def test_a_benchmark_file_that_is_not_text_is_refused(tmp_path):
    path = tmp_path / "photo.sm"
    path.write_bytes(b"\xff\xd8\xff\xe0")
    with pytest.raises(ReadError) as error:
        load(path)
    assert str(error.value) == "photo.sm, line 1: is not a text file; expected a PSPLIB .sm file"


REAL = "dslib/C2015-11 Staff Authorization System.p2x"
XML = """
</Relation> => </Relatio>
    column 13460: is not XML (mismatched tag); expected a ProTrack file
<BaseLineDuration> => <BaseLineDuration>x
    column 3486: <BaseLineDuration> is 'x20'; expected a number of at least 0
<BaseLineDuration> => <BaseLineDuration>-
    column 3486: <BaseLineDuration> is '-20'; expected a number of at least 0
<BaseLineDuration>20< => <BaseLineDuration><
    column 3486: <Activity> has no <BaseLineDuration>; expected one
<StartCPMUnits> => <StartCPMUnits>x
    column 3486: <StartCPMUnits> is 'x16'; expected a number of at least 0
<UniqueID>2</UniqueID><UserID>0</UserID></A => <UniqueID>1</UniqueID><UserID>0</UserID></A
    column 4231: activity 1 stands twice; expected one <UniqueID> each
<FromTask>1< => <FromTask>99<
    column 13295: names activity 99; expected one that stands in this file
<ToTask>2< => <ToTask>99<
    column 13295: names activity 99; expected one that stands in this file
<LagType>2< => <LagType>7<
    column 13295: <LagType> is '7'; expected one of 0, 1, 2, 3
<LagKind>0< => <LagKind>1<
    column 13295: <LagKind> is '1'; expected 0, a lag in working hours
<Lag>0< => <Lag>soon<
    column 13295: <Lag> is 'soon'; expected a number
<Lag>0< => <Lag>nan<
    column 13295: <Lag> is 'nan'; expected a number
<FIELD0>2< => <FIELD0>1<
    column 17691: resource 1 stands twice; expected one <FIELD0> each
<FIELD1>Employee A< => <FIELD1><
    column 17234: <Resource> has no <FIELD1>; expected one
<FIELD771>90< => <FIELD771>-90<
    column 17234: <FIELD771> is '-90'; expected a number of at least 0
<FIELD780>1< => <FIELD780>many<
    column 17234: <FIELD780> is 'many'; expected a number of at least 0
<FIELD1024>1< => <FIELD1024>77<
    column 19600: names activity 77; expected one that stands in this file
<FIELD1025>1< => <FIELD1025>77<
    column 19600: names resource 77; expected one that stands in this file
<FIELD1026>1< => <FIELD1026>5<
    column 19600: activity 1 asks for 5 of 'Employee A'; expected at most the 1 there are
<StartDate> => <StartDate>99
    column 2998: <StartDate> is '99240220140000'; \
expected day, month, year, hour as 310120140800
<Hour>0</Hour> => <Hour>0</Hour><Hour>0</Hour><Hour>0</Hour><Hour>0</Hour><Hour>0</Hour>\
<Hour>0</Hour><Hour>0</Hour><Hour>0</Hour><Hour>0</Hour>
    column 2998: leaves 0 working hours a day; expected 1 to 24
"""


@pytest.mark.parametrize(("old", "new", "message"), told(XML))
def test_a_project_plan_with_something_false_in_it_is_refused(old, new, message, refusal):
    assert refusal(REAL, (old, new)) == f"copy.p2x, line 1: {message}"


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
    (
        "<?xml version='1.0' encoding='gbk'?><Project/>",
        "has an unknown encoding (multi-byte encodings are not supported); expected UTF-8",
    ),
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


# Damage of any kind

WORDS = st.sampled_from(
    [
        "",
        "0",
        "-1",
        "1.5",
        "nan",
        "1e9",
        "9" * 30,
        "100001",
        "x",
        "1:2",
        "9:9",
        "\u0661",
        "\0",
        "<",
        "\n",
    ]
)


@st.composite
def damages(draw, text):
    """The text as bytes with a piece missing, another word, other bytes, or a line twice."""
    how = draw(st.sampled_from(["cut", "gap", "word", "bytes", "line"]))
    place = draw(st.integers(0, len(text) - 1))
    whole = text.encode()
    if how == "cut":
        return whole[:place]
    if how == "gap":
        return whole[:place] + whole[place + draw(st.integers(1, 200)) :]
    if how == "bytes":
        some = draw(st.binary(min_size=1, max_size=4))
        return whole[:place] + some + whole[place + len(some) :]
    if how == "line":
        lines = whole.splitlines(keepends=True)
        line = draw(st.sampled_from(lines))
        at = draw(st.integers(0, len(lines)))
        return b"".join([*lines[:at], line, *lines[at:]])
    end = place
    while end < len(text) and text[end] not in " \n<>":
        end += 1
    return (text[:place] + draw(WORDS) + text[end:]).encode()


@pytest.mark.parametrize("name", [J30, "mpsplib/mp_j30_a2_nr2.rcmp", REAL, "shed.rcp", "shop.rcmp"])
def test_a_damaged_file_is_refused_or_loads_and_nothing_else_happens(name, request, tmp_path):
    own = {"shed.rcp": SHED, "shop.rcmp": SHOP}
    text = own.get(name)
    if text is None:
        text = (request.getfixturevalue("shared_data") / name).read_text(encoding="utf-8")
    copy = tmp_path / f"copy.{name.rpartition('.')[2]}"
    outcomes = {"refused": 0, "loaded": 0}

    @settings(max_examples=150)
    @given(data=st.data())
    def harm(data):
        copy.write_bytes(data.draw(damages(text)))
        try:
            load(copy)
        except ScenarioError as error:
            assert str(error).startswith(copy.name)
            outcomes["refused"] += 1
        else:
            outcomes["loaded"] += 1

    harm()
    assert min(outcomes.values()) > 3
