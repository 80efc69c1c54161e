"""GanttProject, Planner, ProjectLibre and Primavera XML: what small files of theirs say."""

import pytest
from elsewhere import about, link, mspdi, starts, task, written

from simulator.plans import translated
from simulator.readers import ReadError, plan_of


@pytest.fixture
def imported(tmp_path):
    """The office that comes of a file."""
    return lambda name, text: translated(plan_of(written(tmp_path, name, text)))


GAN = """<?xml version="1.0" encoding="UTF-8"?>
<project name="Dam" version="3.1">
 <calendars><day-types>
  <default-week id="1" name="default" sun="1" mon="0" tue="0" wed="0" thu="0" fri="0" sat="1"/>
 </day-types><date year="2027" month="1" date="6" type="HOLIDAY"/>
 <date year="" month="1" date="7" type="HOLIDAY"/></calendars>
 <tasks empty-milestones="true">
  <taskproperties><taskproperty id="tpd0" name="type"/></taskproperties>
  <task id="1" name="Walls" meeting="false" start="2027-01-04" duration="5">
   <depend id="4" type="2" difference="1" hardness="Strong"/>
   <task id="2" name="Dig" meeting="false" start="2027-01-04" duration="2" complete="0">
    <depend id="3" type="2" difference="0" hardness="Strong"/></task>
   <task id="3" name="Pour" meeting="false" start="2027-01-08" duration="1" complete="0"/>
  </task>
  <task id="4" name="Open" meeting="true" start="2027-01-12" duration="1" complete="0"/>
 </tasks>
 <resources><resource id="0" name="Mason"/></resources>
 <allocations><allocation task-id="2" resource-id="0" load="50.0"/></allocations>
 <vacations><vacation start="2027-01-04" end="2027-01-04" resourceid="0"/></vacations>
</project>"""


def test_ganttproject_tasks_within_tasks_name_their_successors(imported):
    office = imported("dam.gan", GAN)
    assert starts(office) == {"Dig": 0, "Pour": 2, "Open": 4}
    days = {it.name: it.days for it in office.scenario.projects[0].activities}
    assert days == {"Dig": 2, "Pour": 1, "Open": 0}
    assert office.finishes == {"dam": 4}
    assert {"a link on a group", "a vacation"} <= about(office)
    assert office.scenario.projects[0].activities[0].people[0].people == 0.5


def test_ganttproject_works_on_weekends_that_are_only_shown(imported):
    seven = GAN.replace("</day-types>", '<only-show-weekends value="true"/></day-types>')
    office = imported("dam.gan", seven)
    assert office.clock.calendar.days_a_week == 7
    assert office.clock.date_of(office.finishes["dam"]).isoformat() == "2027-01-11"


def test_milestones_of_old_ganttproject_files_take_a_day(imported):
    office = imported("dam.gan", GAN.replace(' empty-milestones="true"', ""))
    assert {it.name: it.days for it in office.scenario.projects[0].activities}["Open"] == 1
    week = '<calendar id="1" name="default">{}</calendar>'
    plain = GAN.partition("<default-week")[2].partition("/>")[0].replace('sat="1"', 'sat="0"')
    old = GAN.replace(f"<default-week{GAN.partition('<default-week')[2].partition('/>')[0]}/>",
                      week.format(f"<default-week{plain}/>"))  # fmt: skip
    assert imported("dam.gan", old).clock.calendar.days_a_week == 6


PLANNER = """<?xml version="1.0"?>
<project name="Dam" project-start="20270104T000000Z" calendar="1">
 <calendars><calendar id="1" name="Default">
  <default-week mon="0" tue="0" wed="0" thu="0" fri="0" sat="1" sun="1"/>
  <overridden-day-types><overridden-day-type id="0"><interval start="0800" end="1200"/>
   </overridden-day-type></overridden-day-types>
  <days><day date="20270106" type="day-type" id="1"/></days></calendar></calendars>
 <tasks><task id="1" name="Walls" start="20270104T000000Z" end="20270107T120000Z">
  <task id="2" name="Dig" duration="28800" work-start="20270104T080000Z" end="20270105T120000Z"
   percent-complete="0" type="normal"/>
  <task id="3" name="Pour" duration="14400" work-start="20270107T080000Z" end="20270107T120000Z"
   type="normal"><predecessors><predecessor id="1" predecessor-id="2" type="FS" lag="0"/>
   </predecessors></task>
  <task id="4" name="Open" duration="0" type="milestone"><constraint type="must-start-on"
   time="20270111T080000Z"/></task></task></tasks>
 <resources><resource id="1" name="Mason" type="1" units="200" std-rate="50"/>
  <resource id="2" name="Bricks" type="2"/></resources>
 <allocations><allocation task-id="2" resource-id="1" units="100"/></allocations>
</project>"""


def test_planner_counts_seconds_of_working_time(imported):
    office = imported("dam.planner", PLANNER)
    assert starts(office) == {"Dig": 0, "Pour": 2, "Open": 4}
    assert [it.days for it in office.scenario.projects[0].activities] == [2, 1, 0]
    masons = office.scenario.roles[0]
    assert (masons.id, masons.people, masons.rate) == ("Mason", 2, 0.4)
    assert "material" in about(office)


def test_projectlibre_carries_xml_behind_a_mark(imported, tmp_path):
    text = mspdi(task(1), task(2, inner=link(1)))
    office = imported("dam.pod", b"\xac\xed\x00\x05junk@@@Separator" + text.encode() + b"\x00x")
    assert starts(office) == {"T1": 0, "T2": 1}
    with pytest.raises(ReadError, match="is a ProjectLibre file without XML in it"):
        plan_of(written(tmp_path, "old.pod", b"\xac\xed\x00\x05junk"))


HOURS = "<WorkTime><Start>08:00:00</Start><Finish>15:59:00</Finish></WorkTime>"
WEEK = "".join(
    f"<StandardWorkHours><DayOfWeek>{day}</DayOfWeek>{HOURS}</StandardWorkHours>"
    for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
)
PMXML = f"""<?xml version="1.0" encoding="utf-8"?>
<APIBusinessObjects xmlns="http://xmlns.oracle.com/P6" xmlns:xsi="http://www.w3.org/x">
 <Calendar><ObjectId>1</ObjectId><Name>Ours</Name><IsDefault>1</IsDefault>
  <StandardWorkWeek>{WEEK}</StandardWorkWeek><HolidayOrExceptions><HolidayOrException>
  <Date>2027-01-06T00:00:00</Date></HolidayOrException></HolidayOrExceptions></Calendar>
 <Resource><ObjectId>3</ObjectId><Name>Mason</Name><ResourceType>Labor</ResourceType></Resource>
 <Project external="true"><ObjectId>8</ObjectId><Id>OTHER</Id></Project>
 <Project><ObjectId>7</ObjectId><Id>DAM</Id><DataDate>2027-01-04T00:00:00</DataDate>
  <PlannedStartDate>2027-01-04T00:00:00</PlannedStartDate>
  <WBS><ObjectId>5</ObjectId><Name>Walls</Name><ParentObjectId xsi:nil="true" /></WBS>
  <Activity><ObjectId>1</ObjectId><Id>A1</Id><Name>Dig</Name><Type>Task Dependent</Type>
   <CalendarObjectId>1</CalendarObjectId><Status>Not Started</Status><WBSObjectId>5</WBSObjectId>
   <PlannedDuration>16</PlannedDuration><RemainingDuration>16</RemainingDuration>
   <ActualFinishDate xsi:nil="true" /></Activity>
  <Activity><ObjectId>2</ObjectId><Id>A2</Id><Name>Pour</Name><Type>Task Dependent</Type>
   <CalendarObjectId>1</CalendarObjectId><Status>Not Started</Status>
   <PlannedDuration>8</PlannedDuration></Activity>
  <Activity><ObjectId>4</ObjectId><Id>A3</Id><Name>Lead</Name><Type>Level of Effort</Type>
   <Status>Not Started</Status></Activity>
  <Relationship><PredecessorActivityObjectId>1</PredecessorActivityObjectId>
   <SuccessorActivityObjectId>2</SuccessorActivityObjectId><Type>Start to Start</Type>
   <Lag>8</Lag></Relationship>
  <ResourceAssignment><ActivityObjectId>1</ActivityObjectId><ResourceObjectId>3</ResourceObjectId>
   <PlannedUnitsPerTime>0.5</PlannedUnitsPerTime></ResourceAssignment>
 </Project>
</APIBusinessObjects>"""


def test_primavera_xml_is_read_as_the_same_tables(imported):
    office = imported("dam.xml", PMXML)
    assert starts(office) == {"Dig": 0, "Pour": 1}
    assert [it.days for it in office.scenario.projects[0].activities] == [2, 1]
    assert office.clock.calendar.exceptions[0][1] == ()
    assert office.clock.calendar.minutes_a_week == 5 * 480
    assert "a level of effort" in about(office)
    assert office.scenario.projects[0].activities[0].people[0].people == 0.5


@pytest.mark.parametrize(
    ("name", "said"),
    [("a.gan", "expected a GanttProject file"), ("a.planner", "expected a Planner file")],
)
def test_what_is_something_else_is_refused(name, said, tmp_path):
    with pytest.raises(ReadError, match=said):
        plan_of(written(tmp_path, name, "<html/>"))
    with pytest.raises(ReadError, match="has no <task>; expected at least one"):
        plan_of(written(tmp_path, name, "<project/>"))


def test_a_planner_calendar_takes_from_its_base_what_it_leaves_to_it(imported):
    inner = """<calendar id="2" name="Ours"><default-week mon="2" tue="2" wed="2" thu="2" fri="1"
      sat="2" sun="2"/></calendar></calendar></calendars>"""
    text = PLANNER.replace("</calendar></calendars>", inner).replace('calendar="1"', 'calendar="2"')
    office = imported("dam.planner", text)
    calendar = office.clock.calendar
    assert (calendar.name, calendar.days_a_week, calendar.minutes_a_week) == ("Ours", 4, 4 * 240)
    assert [day.isoformat() for day, _ in calendar.exceptions] == ["2027-01-06"]
