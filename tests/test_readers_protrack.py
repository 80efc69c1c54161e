"""ProTrack: eighteen real projects load and run, and damaged copies are refused."""

import plans
import pytest
from msgspec.structs import replace
from numpy import busday_count
from office import finishes
from plans import REAL, overloads, overtakes, told

from simulator.model import simulate
from simulator.policies import Policy
from simulator.readers import ReadError, load
from simulator.scenario import Demand, Relation


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


# Damaged copies


@pytest.fixture
def refusal(shared_data, tmp_path):
    """The message about a changed copy of a file."""
    return lambda *changes, lines=None: plans.refusal(
        shared_data / REAL, tmp_path, *changes, lines=lines
    )


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
    assert refusal((old, new)) == f"copy.p2x, line 1: {message}"


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
        "<?xml version='1.0' encoding='iso2022_kr'?><Project/>",
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
