"""A flight opened by those for whom it was written: pm4py, pyarrow and pandas.

It stands in no environment of ours but the one of `python start.py bridges`.
"""

import json
import os
import re
from collections import Counter
from pathlib import Path

import pytest
from flights import flight

from simulator import Session, experiment, load
from simulator.bridges import write_ocel, write_parquet, write_xes
from simulator.bridges.rows import COLUMNS, tables
from simulator.cli import main
from simulator.policies import Policy

PAGE = Path(__file__).resolve().parents[1] / "docs" / "bridges.md"
os.environ.setdefault("PM4PY_SUPPRESS_WELCOME_MESSAGE", "1")
pm4py = pytest.importorskip("pm4py", reason="needs pm4py, as in: python start.py bridges")
parquet = pytest.importorskip("pyarrow.parquet", reason="needs pyarrow")

import pandas as pd  # noqa: E402
import pyarrow as arrow  # noqa: E402

pytestmark = pytest.mark.filterwarnings("default")
"""What other programs are warned of is theirs."""


@pytest.fixture(scope="module", params=[False, True], ids=["seen", "all"])
def hidden(request):
    """Whether what nobody could see is told too."""
    return request.param


@pytest.fixture(scope="module")
def events(hidden):
    """The events that have been told."""
    return flight().events if hidden else flight().visible


@pytest.fixture(scope="module")
def folder(tmp_path_factory, hidden):
    """The flight in every form."""
    folder = tmp_path_factory.mktemp("read")
    for ending in ("json", "sqlite"):
        write_ocel(flight(), folder / f"log.{ending}", hidden)
    write_xes(flight(), folder / "log.xes", hidden)
    write_parquet(flight(), folder / "tables", hidden)
    return folder


@pytest.fixture(scope="module", params=["json", "sqlite"])
def objects(request, folder):
    """The object-centric log, as pm4py has it."""
    return pm4py.read_ocel2(f"{folder}/log.{request.param}")


@pytest.fixture(scope="module")
def cases(folder):
    """The log of cases, as pm4py has it."""
    return pm4py.read_xes(f"{folder}/log.xes")


def kinds(events):
    return Counter(type(it).__name__ for it in events)


def test_no_event_is_lost_on_the_way(objects, cases, events):
    assert Counter(objects.events["ocel:activity"]) == kinds(events)
    assert Counter(cases["concept:name"]) == kinds(events)


def test_tables_of_an_object_centric_log_are_as_the_standard_wants_them(folder):
    from pm4py.objects.ocel.validation import ocel20_rel_validation

    satisfied, unsatisfied = ocel20_rel_validation.apply(f"{folder}/log.sqlite")
    assert (len(satisfied), unsatisfied) == (24, [])


def test_moments_are_moments(objects, cases):
    for times in (objects.events["ocel:timestamp"], cases["time:timestamp"]):
        assert isinstance(times.dtype, pd.DatetimeTZDtype)
        assert times.min() == pd.Timestamp("2027-01-04 08:00", tz="UTC")
        assert set(times.dt.day_of_week) <= {0, 1, 2, 3, 4}


def test_relations_are_those_that_were_written(objects, folder):
    written = json.loads((folder / "log.json").read_text(encoding="utf-8"))
    links = Counter(link["qualifier"] for it in written["events"] for link in it["relationships"])
    assert Counter(objects.relations["ocel:qualifier"]) == links
    # pm4py keeps what some event is about, and relations between such things.
    about = {link["objectId"] for it in written["events"] for link in it["relationships"]}
    assert set(objects.objects["ocel:oid"]) == about
    pairs = [(it["id"], to["objectId"]) for it in written["objects"] for to in it["relationships"]]
    read = zip(objects.o2o["ocel:oid"], objects.o2o["ocel:oid_2"], strict=True)
    assert Counter(read) == Counter(pair for pair in pairs if set(pair) <= about)


def test_decisions_are_things_with_what_came_of_them(objects):
    mine = objects.relations[objects.relations["ocel:type"] == "decision"]
    assert mine["ocel:oid"].nunique() == len(flight().decisions)
    assert "PolicyChanged" in set(mine["ocel:activity"])


def test_what_changes_of_a_thing_is_a_change(objects):
    changes = objects.object_changes
    moved = changes[changes["ocel:field"] == "due"]
    assert list(moved["ocel:oid"]) == [f"project:{flight().scenario.projects[2].id}"]


def test_processes_are_discovered(objects, cases):
    graph = pm4py.discover_ocdfg(objects)
    started = graph["edges"]["event_couples"]["activity"]["ActivityReady", "ActivityStarted"]
    done = kinds(flight().events)
    assert len(started) == done["ActivityStarted"]
    net = pm4py.discover_oc_petri_net(objects)
    assert {"project", "activity", "decision"} <= set(net["petri_nets"])
    work = cases[
        cases["concept:name"].isin(["ProjectArrived", "ProjectStarted", "ProjectFinished"])
    ]
    found = pm4py.discover_petri_net_inductive(work)
    fitness = pm4py.fitness_token_based_replay(work, *found)
    assert fitness["log_fitness"] > 0.9


def test_a_case_is_a_project_with_its_own_facts(cases):
    first = flight().scenario.projects[0]
    mine = cases[cases["case:concept:name"] == first.id]
    assert set(mine["case:value"]) == {first.value}
    assert cases["case:concept:name"].nunique() == len(flight().scenario.projects) + 1


@pytest.mark.parametrize("name", COLUMNS)
def test_pandas_and_pyarrow_read_the_same_tables(folder, hidden, name):
    path = folder / "tables" / f"{name}.parquet"
    rows = tables(flight(), hidden)[name]
    read = parquet.read_table(path)
    assert read.column_names == list(COLUMNS[name]) and read.num_rows == len(rows)
    pd.testing.assert_frame_equal(pd.read_parquet(path), read.to_pandas())
    as_rows = [{key: _plain(value) for key, value in row.items()} for row in read.to_pylist()]
    assert as_rows == [{key: _plain(value) for key, value in row.items()} for row in rows]


def _plain(value):
    """Pairs as pyarrow has them: a list of records."""
    if isinstance(value, tuple):
        pairs = value and isinstance(value[0], tuple)
        return [{"name": it[0], "value": it[1]} if pairs else it for it in value]
    return value


def test_every_table_says_of_which_flight_it_is(folder, hidden):
    for path in (folder / "tables").iterdir():
        about = json.loads(parquet.read_schema(path).metadata[b"pmo"])
        assert about["scenario"] == "eight_projects" and about["today"] == flight().today
        assert ("seed" in about) == hidden, "who has the seed knows the storm"


TYPES = {
    "number": arrow.int64(), "day": arrow.float64(), "time": arrow.timestamp("ms", tz="UTC"),
    "event": arrow.string(), "hidden": arrow.bool_(), "project": arrow.string(),
    "size": arrow.float64(), "projects": arrow.int64(), "kept": arrow.bool_(),
    "projects_in_order": arrow.list_(arrow.string()), "sentence": arrow.string(),
}  # fmt: skip


def test_columns_keep_their_types_in_a_flight_in_which_nothing_stands_in_them(tmp_path):
    empty = write_parquet(flight().back_to(0), tmp_path / "first")
    schema = parquet.read_schema(empty / "log.parquet")
    assert {name: schema.field(name).type for name in TYPES} == TYPES
    assert schema.equals(parquet.read_schema(empty / "log.parquet"))
    assert parquet.read_table(empty / "decisions.parquet").num_rows == 0


def test_every_line_of_the_page_works(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    flight().save("mine.json")
    blocks = re.findall(r"^```(\w*)\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.M | re.S)
    for line in "".join(text for kind, text in blocks if not kind).splitlines():
        if line.startswith("python -m simulator "):
            words = line.split("#")[0].removeprefix("python -m simulator ")
            assert main(words.split()) == 0
    names = {}
    for text in (text for kind, text in blocks if kind == "python"):
        exec(text, names)
    assert len(names["graph"]["activities"]) > 10 and len(names["net"]) == 3
    assert Session.load("tried.json") == names["info"]["session"]


def test_a_table_of_many_worlds_goes_the_same_way(tmp_path):
    found = experiment.run(load("three_projects"), {"plain": Policy()}, range(3), progress=False)
    found.to_parquet(tmp_path / "worlds.parquet")
    read = pd.read_parquet(tmp_path / "worlds.parquet")
    pd.testing.assert_frame_equal(read, found, check_dtype=False)
