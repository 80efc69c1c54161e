"""A flight for other programs: what is written, what is left out, what is refused."""

import json
import sqlite3
import sys
from collections import Counter
from contextlib import closing
from datetime import date, timedelta
from xml.etree import ElementTree as Xml

import hostile
import pytest
from flights import flight
from msgspec.structs import replace

from simulator import Session, load
from simulator.bridges import write_ocel, write_parquet, write_xes
from simulator.bridges.decided import outcomes
from simulator.bridges.moments import moment, moments
from simulator.bridges.ocel import object_log
from simulator.bridges.rows import COLUMNS, tables
from simulator.cli import main
from simulator.cockpit.days import date_of
from simulator.decisions import PauseProject
from simulator.errors import RefusedError


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The flight in every form that needs no package, with and without hidden facts."""
    folder = tmp_path_factory.mktemp("bridges")
    for name, hidden in (("seen", False), ("all", True)):
        write_ocel(flight(), folder / f"{name}.json", hidden)
        write_ocel(flight(), folder / f"{name}.sqlite", hidden)
        write_xes(flight(), folder / f"{name}.xes", hidden)
    return folder


def as_json(folder, name="seen"):
    return json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))


def kinds(events):
    return Counter(type(it).__name__ for it in events)


def test_a_week_has_five_days_of_eight_hours():
    assert moment("2027-01-04", 0).isoformat() == "2027-01-04T08:00:00+00:00"
    assert moment("2027-01-04", 4.875).isoformat() == "2027-01-08T15:00:00+00:00"
    assert moment("2027-01-04", 5).isoformat() == "2027-01-11T08:00:00+00:00"
    days = [moment("2027-01-04", eighth / 8) for eighth in range(2000)]
    assert days == sorted(set(days)) and {it.weekday() for it in days} == {0, 1, 2, 3, 4}


def test_what_happens_at_one_instant_keeps_its_order():
    times = [it.isoformat(timespec="milliseconds") for it in moments("2027-01-04", (0, 0, 0, 1))]
    assert times == [
        "2027-01-04T08:00:00.000+00:00", "2027-01-04T08:00:00.001+00:00",
        "2027-01-04T08:00:00.002+00:00", "2027-01-05T08:00:00.000+00:00",
    ]  # fmt: skip


@pytest.mark.parametrize("weekday", range(7))
def test_the_cockpit_shows_the_same_dates(weekday):
    start = (date(2027, 1, 4) + timedelta(days=weekday)).isoformat()
    for day in range(60):
        when = moment(start, day)
        assert f"{when.day} {when:%b}" == date_of(start, day)


def test_only_what_could_be_seen_is_told_unless_hidden_facts_are_asked_for(folder):
    session = flight()
    assert len(session.visible) < len(session.events)
    for name, events in (("seen", session.visible), ("all", session.events)):
        told = Counter(it["type"] for it in as_json(folder, name)["events"])
        traces = Xml.parse(folder / f"{name}.xes").getroot().iter("event")
        cases = Counter(it.find("string[@key='concept:name']").get("value") for it in traces)
        assert told == cases == kinds(events)


def look_alike():
    """Two flights of which everybody sees the same, and in which other things have happened."""
    first = {}
    for seed in range(3000):
        session = Session(load("eight_projects"), seed=seed).advance(8)
        session = session.decide(PauseProject(session.scenario.projects[0].id))
        other = first.setdefault(session.visible, session)
        if other.events != session.events:
            return other, session
    raise AssertionError("no two worlds look alike, so this shows nothing")


def test_flights_that_look_alike_are_written_alike(tmp_path):
    one, other = look_alike()
    for ending, write in (("json", write_ocel), ("xes", write_xes)):
        paths = [write(it, tmp_path / f"{it.seed}.{ending}") for it in (one, other)]
        assert paths[0].read_bytes() == paths[1].read_bytes()
    assert tables(one) == tables(other)
    assert tables(one, True) != tables(other, True)


def test_no_number_of_an_event_says_how_much_was_hidden(folder):
    told = as_json(folder)["events"]
    assert [it["id"] for it in told] == [f"event:{n}" for n in range(1, len(told) + 1)]


def test_an_object_centric_log_names_only_what_it_has(folder):
    log = as_json(folder, "all")
    there = {it["id"] for it in log["objects"]}
    assert len(there) == len(log["objects"])
    named = [link["objectId"] for it in log["events"] + log["objects"]
             for link in it["relationships"]]  # fmt: skip
    assert set(named) <= there
    assert all(it["relationships"] for it in log["events"])
    declared = {it["name"]: {at["name"] for at in it["attributes"]} for it in log["eventTypes"]}
    for it in log["events"]:
        assert {at["name"] for at in it["attributes"]} <= declared[it["type"]]


def test_things_of_every_kind_are_there(folder):
    session, scenario = flight(), flight().scenario
    found = Counter(it["type"] for it in as_json(folder)["objects"])
    assert found["office"] == 1
    assert found["project"] == len(scenario.projects)
    assert found["activity"] == sum(len(it.activities) for it in scenario.projects)
    assert found["role"] == len(scenario.roles)
    assert found["risk"] == len(scenario.risks)
    assert found["mitigation"] == len(scenario.mitigations)
    assert found["decision"] == len(session.decisions)


def test_each_decision_is_told_with_what_came_of_it():
    session = flight()
    came_of = outcomes(session)
    happened = {number: type(session.events[place]).__name__ for place, number in came_of.items()}
    assert [happened[number] for number in range(len(session.decisions))] == [
        "HiringStarted", "MitigationBought", "ProjectsOrdered", "PolicyChanged", "ProjectPaused",
        "ProjectResumed", "ProjectCancelled",
    ]  # fmt: skip
    days = {number: session.events[place].day for place, number in came_of.items()}
    assert days == {number: it.day for number, it in enumerate(session.decisions)}


def test_a_decision_for_an_earlier_day_that_was_taken_later_is_not_mixed_up():
    session = flight()
    late = [it for it in session.decisions if it.day == 40]
    turned = replace(session, decisions=(*late, *session.decisions[: -len(late)]))
    assert turned.events == session.events
    count = len(session.decisions)
    expected = {it: (number + len(late)) % count for it, number in outcomes(session).items()}
    assert outcomes(turned) == expected


def test_what_changes_of_a_thing_has_its_moment():
    log = object_log(flight())
    said = {thing.name: thing.said for thing in log.things}
    moved = [it for it in said[f"project:{flight().scenario.projects[2].id}"] if it.name == "due"]
    assert [it.day for it in moved] == [0, 30]
    assert moved[1].value == moment(log.start, 260)
    people = [it for it in said[f"role:{flight().scenario.roles[0].id}"] if it.name == "people"]
    assert [it.value for it in people][:2] == [people[0].value, people[0].value + 1]


@pytest.mark.parametrize("name", ["seen", "all"])
def test_both_forms_of_an_object_centric_log_say_the_same(folder, name):
    log = as_json(folder, name)
    with closing(sqlite3.connect(folder / f"{name}.sqlite")) as database:

        def rows(query):
            return sorted(database.execute(query).fetchall())

        for table, key in (("event", "events"), ("object", "objects")):
            assert rows(f"SELECT * FROM {table}") == sorted(
                (it["id"], it["type"]) for it in log[key]
            )
            links = [(it["id"], link["objectId"], link["qualifier"])
                     for it in log[key] for link in it["relationships"]]  # fmt: skip
            assert rows(f"SELECT * FROM {table}_object") == sorted(links)
        for kind in log["eventTypes"]:
            mine = [it for it in log["events"] if it["type"] == kind["name"]]
            table = f"event_{kind['name']}"
            times = rows(f"SELECT ocel_id, ocel_time FROM {table}")
            assert times == sorted((it["id"], it["time"]) for it in mine)
            for attribute in kind["attributes"]:
                said = [(it["id"], at["value"]) for it in mine for at in it["attributes"]
                        if at["name"] == attribute["name"]]  # fmt: skip
                column = f'"{attribute["name"]}"'
                query = f"SELECT ocel_id, {column} FROM {table} WHERE {column} IS NOT NULL"
                assert rows(query) == sorted(said)
        assert rows("PRAGMA foreign_key_check") == []
        changes = rows("SELECT ocel_id FROM object_project WHERE ocel_changed_field = 'due'")
        assert changes == [(f"project:{flight().scenario.projects[2].id}",)]


def test_a_case_is_a_project_and_the_office_has_its_own(folder):
    log = Xml.parse(folder / "seen.xes").getroot()
    cases = [it.find("string[@key='concept:name']").get("value") for it in log.iter("trace")]
    assert set(cases) == {it.id for it in flight().scenario.projects} | {"the office"}
    for trace in log.iter("trace"):
        times = [it.find("date[@key='time:timestamp']").get("value") for it in trace.iter("event")]
        assert times == sorted(set(times))


def test_an_activity_has_steps_in_its_life(folder):
    log = Xml.parse(folder / "seen.xes").getroot()
    steps = Counter(
        it.find("string[@key='lifecycle:transition']").get("value")
        for it in log.iter("event")
        if it.find("string[@key='concept:instance']") is not None
        and it.find("string[@key='concept:name']").get("value") != "ActivityExtended"
    )
    done = kinds(flight().visible)
    assert steps == {
        "schedule": done["ActivityReady"], "start": done["ActivityStarted"],
        "complete": done["ActivityFinished"], "ate_abort": done["ActivityStopped"],
    }  # fmt: skip


def test_names_that_would_act_are_written_out(tmp_path):
    for number, name in enumerate(hostile.NAMES):
        session = Session(hostile.named(load("three_projects"), name), seed=3).advance(30)
        write_ocel(session, tmp_path / f"{number}.json")
        write_ocel(session, tmp_path / f"{number}.sqlite")
        path = write_xes(session, tmp_path / f"{number}.xes")
        assert len(list(Xml.parse(path).getroot().iter("event"))) == len(session.visible)
        assert not hostile.ACTING.search(path.read_text(encoding="utf-8"))


def test_nothing_is_written_over(folder):
    with pytest.raises(RefusedError, match=r"^seen\.json is there already; name a file that is "):
        write_ocel(flight(), folder / "seen.json")
    with pytest.raises(RefusedError, match=r"^seen\.xes is there already; name a file that is not"):
        write_xes(flight(), folder / "seen.xes")


def test_another_ending_is_refused(tmp_path):
    with pytest.raises(RefusedError) as refused:
        write_ocel(flight(), tmp_path / "log.csv")
    assert str(refused.value) == (
        "an object-centric log cannot be written as 'log.csv'; "
        "write a name that ends in one of .json, .jsonocel, .sqlite"
    )


def test_a_package_that_is_missing_is_named_with_the_line_that_installs_it(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(RefusedError) as refused:
        write_parquet(flight(), tmp_path / "tables")
    assert str(refused.value) == (
        "Parquet needs pyarrow, which is not installed; "
        "install it with: pip install 'pmo-flight-simulator[bridges]'"
    )
    assert not (tmp_path / "tables").exists()


def test_every_table_has_its_columns_in_every_flight():
    for session in (flight(), Session(load("tarnholt_town"), seed=1).advance(40)):
        for hidden in (False, True):
            found = tables(session, hidden)
            assert list(found) == list(COLUMNS)
            for name, rows in found.items():
                assert all(list(row) == list(COLUMNS[name]) for row in rows)


def test_tables_hold_the_whole_log_and_every_decision():
    session = flight()
    found = tables(session)
    assert [(it["day"], it["event"]) for it in found["log"]] == [
        (it.day, type(it).__name__) for it in session.visible
    ]
    assert [it["decision"] for it in found["decisions"]] == [
        type(it).__name__ for it in session.decisions
    ]
    assert len(found["projects"]) == len(session.scenario.projects)
    net = {it["name"]: it["value"] for it in found["headlines"]}
    assert net["net"] == pytest.approx(net["value"] - net["cost"])
    assert all(it["hidden"] for it in tables(session, True)["log"] if it["event"] == "RiskOccurred")


OF_THE_LOG = """number day time event hidden project value activity days risk size mitigation hits
by depth projects cost effort to ready_on colour late amount works_from role people from_day
projects_in_order changes weights turbulent function share kept perceived headline due levels
sentence"""


def test_the_columns_of_the_log_are_those_that_notebooks_know():
    """Add a new one here; whoever takes one away raises VERSION in bridges/parquet.py."""
    assert list(COLUMNS["log"]) == OF_THE_LOG.split()


def test_a_flight_is_exported_from_a_terminal(tmp_path, capsys):
    path = flight().save(tmp_path / "mine.json")
    assert main(["export", str(path), "--as", "ocel"]) == 0
    assert main(["export", str(path), "--as", "xes", "--out", str(tmp_path / "x.xes")]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0].endswith("mine.ocel.json: an object-centric event log (OCEL 2.0)")
    assert (tmp_path / "mine.ocel.json").exists() and (tmp_path / "x.xes").exists()
    assert main(["export", str(path), "--as", "ocel"]) == 2
    assert capsys.readouterr().err == (
        "simulator: mine.ocel.json is there already; name a file that is not\n"
    )
    nowhere = tmp_path / "nowhere" / "x.json"
    assert main(["export", str(path), "--as", "ocel", "--out", str(nowhere)]) == 2
    assert capsys.readouterr().err.startswith(f"simulator: '{nowhere}' cannot be used: ")
