"""Finished worlds on disk: found again, never believed when damaged, bounded, shared."""

import sqlite3
import subprocess
import sys
from contextlib import closing

import msgspec
import pandas as pd
import pytest

from simulator import OrderProjects, Policy, experiment, load
from simulator.experiment import Captain, keys, store
from simulator.experiment.captain import Flight
from simulator.experiment.keys import prefix
from simulator.experiment.shelf import Shelf

OFFICE = load("three_projects")
CREW = {"first come": Policy(), "cost of delay": Policy(order="cost_of_delay")}
FLIGHT = Flight(OFFICE, Captain())


@pytest.fixture(autouse=True)
def place(tmp_path, monkeypatch):
    monkeypatch.setenv("PMO_CACHE", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    (tmp_path / "mine.txt").write_text("somebody's own")
    return tmp_path / "worlds"


def table(captains=CREW, seeds=range(6), scenario=OFFICE, **more):
    return experiment.run(scenario, captains, seeds, progress=False, workers=1, **more)


def test_what_is_kept_is_not_played_again(played):
    first = table()
    assert len(played) == 12
    pd.testing.assert_frame_equal(table(), first)
    assert len(played) == 12


def test_only_what_is_new_is_played(played):
    table()
    del played[:]
    table({**CREW, "new": Policy(order="due_first")}, range(8))
    assert sorted(played) == [0, 1, 2, 3, 4, 5, 6, 6, 6, 7, 7, 7]


def test_kept_and_played_worlds_make_one_table():
    table(seeds=[1, 3])
    pd.testing.assert_frame_equal(table(), table(keep=False))


def test_nothing_is_kept_unless_wanted(place, played, monkeypatch):
    table(keep=False)
    monkeypatch.setenv("PMO_CACHE", "off")
    table()
    assert not place.exists() and len(played) == 24


def test_paths_are_kept_too(played):
    first = experiment.paths(OFFICE, seeds=range(4), progress=False, workers=1)
    again = experiment.paths(OFFICE, seeds=range(4), progress=False, workers=1)
    pd.testing.assert_frame_equal(first, again)
    assert len(played) == 4


def test_whatever_changes_a_run_changes_its_key(monkeypatch):
    hazard = msgspec.structs.replace(OFFICE.mechanisms, attention=None)
    flights = [
        FLIGHT,
        Flight(msgspec.structs.replace(OFFICE, mechanisms=hazard), Captain()),
        Flight(msgspec.structs.replace(OFFICE, start="2028-01-03"), Captain()),
        Flight(OFFICE, Captain(Policy(wip_limit=2))),
        Flight(OFFICE, Captain(decisions=(OrderProjects(("reports",), day=5),))),
        Flight(OFFICE, Captain(decisions=(OrderProjects(("reports",), day=6),))),
    ]
    found = [prefix(flight, "summary") for flight in flights] + [prefix(FLIGHT, "deliveries")]
    monkeypatch.setattr(keys, "RULES", keys.RULES + 1)
    found.append(prefix(FLIGHT, "summary"))
    monkeypatch.setattr(keys, "program", lambda: "changed")
    found.append(prefix(FLIGHT, "summary"))
    assert len(set(found)) == len(found) == 9 and None not in found


def test_what_nobody_can_name_is_not_kept(played):
    own = Captain(Policy(order=lambda activity, office: 0.0))
    assert prefix(Flight(OFFICE, own), "summary") is None
    assert prefix(FLIGHT, "") is None
    table({"mine": own})
    table({"mine": own})
    assert len(played) == 12


@pytest.fixture
def inside(place):
    """What is in the file, to be changed by hand."""
    place.mkdir(mode=0o700)
    Shelf(place).close()
    with closing(sqlite3.connect(place / "worlds.sqlite", isolation_level=None)) as connection:
        yield connection


def content(inside, key):
    (found,) = inside.execute("SELECT content FROM kept WHERE name = ?", (key,)).fetchone()
    return found


def put(inside, key, changed):
    inside.execute("UPDATE kept SET content = ? WHERE name = ?", (changed, key))


@pytest.mark.parametrize("place_in_row", [0, 31, 32, -1])
def test_a_damaged_entry_is_played_again(inside, played, place_in_row):
    first, key = table(), f"{prefix(Flight(OFFICE, Captain()), 'summary')}:3"
    changed = bytearray(content(inside, key))
    changed[place_in_row] ^= 1
    put(inside, key, bytes(changed))
    del played[:]
    pd.testing.assert_frame_equal(table(), first)
    assert played == [3]


def test_an_entry_under_another_key_is_not_believed(inside, played):
    first, start = table(), prefix(FLIGHT, "summary")
    put(inside, f"{start}:3", content(inside, f"{start}:2"))
    del played[:]
    pd.testing.assert_frame_equal(table(), first)
    assert played == [3]


def test_a_place_that_cannot_be_written_stops_nothing(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("PMO_CACHE", str(tmp_path / "file"))
    pd.testing.assert_frame_equal(table(), table(keep=False))


def test_what_is_of_another_kind_than_was_asked_is_not_believed(place):
    with closing(Shelf(place)) as kept:
        kept.keep([("a", {"net": 1.0}), ("b", "text"), ("c", {"net": "much"})])
        assert kept.find(["a", "b", "c"], dict[str, float]) == [{"net": 1.0}, None, None]


def test_the_shelf_is_bounded(monkeypatch, place):
    monkeypatch.setattr(store, "LIMIT", 2**16)
    monkeypatch.setattr(store, "OLDEST", 10)
    with closing(Shelf(place)) as kept:
        for number in range(400):
            kept.keep([(f"{number}", "x" * 1000)])
        count, size = kept.count()
        assert size <= 2 * 2**16 and 5 < count < 200
        assert kept.find(["399", "0"], str) == ["x" * 1000, None]


def test_what_is_larger_than_anything_we_keep_is_left_out(place):
    with closing(Shelf(place)) as kept:
        kept.keep([("large", "x" * store.LARGEST), ("small", "x")])
        assert kept.find(["large", "small"], str) == [None, "x"] and kept.works


def test_what_is_thrown_away_frees_the_disk(place):
    with closing(Shelf(place)) as kept:
        kept.keep((f"{number}", "x" * 1000) for number in range(400))
        kept.clear()
        count, size = kept.count()
        assert count == 0 and size < 20_000 and kept.works


def test_two_processes_use_one_shelf(place):
    text = (
        "from simulator import Policy, experiment, load\n"
        "crew = {'first come': Policy(), 'cost of delay': Policy(order='cost_of_delay')}\n"
        "table = experiment.run(load('three_projects'), crew, range(60), False, workers=1)\n"
        "print(table.to_csv())\n"
    )
    both = [
        subprocess.Popen([sys.executable, "-c", text], stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    found = [process.communicate(timeout=120)[0] for process in both]
    assert [process.returncode for process in both] == [0, 0]
    expected = experiment.run(OFFICE, CREW, range(60), progress=False, keep=False).to_csv()
    assert [text.strip() for text in found] == [expected.strip()] * 2
    with closing(Shelf(place)) as kept:
        assert kept.count()[0] == 120


def test_an_experiment_says_why_nothing_is_kept(tmp_path, monkeypatch, capsys):
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("PMO_CACHE", str(tmp_path / "file"))
    experiment.run(OFFICE, CREW, range(2), workers=1)
    said = capsys.readouterr()
    assert "finished worlds are not kept: " in said.out + said.err
