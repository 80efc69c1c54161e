"""Finished worlds on disk: found again, never believed when damaged, bounded, shared."""

import subprocess
import sys

import msgspec
import pandas as pd
import pytest

from simulator import OrderProjects, Policy, experiment, load
from simulator.experiment import Captain, fly, shelf
from simulator.experiment.captain import Flight
from simulator.experiment.looks import DELIVERIES, HEADLINES, Look
from simulator.experiment.shelf import Shelf, prefix

OFFICE = load("three_projects")
CREW = {"first come": Policy(), "cost of delay": Policy(order="cost_of_delay")}
FLIGHT = Flight(OFFICE, Captain())


@pytest.fixture(autouse=True)
def place(tmp_path, monkeypatch):
    monkeypatch.setenv("PMO_CACHE", str(tmp_path))
    (tmp_path / "mine.txt").write_text("somebody's own")
    return tmp_path / "worlds"


@pytest.fixture
def played(monkeypatch):
    """Seeds of all runs that are really played."""
    seeds, real = [], fly.watch

    def noted(flight, seed, look):
        seeds.append(seed)
        return real(flight, seed, look)

    monkeypatch.setattr(fly, "watch", noted)
    return seeds


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
    keys = [prefix(flight, HEADLINES) for flight in flights] + [prefix(FLIGHT, DELIVERIES)]
    monkeypatch.setattr(shelf, "RULES", shelf.RULES + 1)
    keys.append(prefix(FLIGHT, HEADLINES))
    monkeypatch.setattr(shelf, "program", lambda: "changed")
    keys.append(prefix(FLIGHT, HEADLINES))
    assert len(set(keys)) == len(keys) == 9 and None not in keys


def test_what_nobody_can_name_is_not_kept(played):
    own = Captain(Policy(order=lambda activity, office: 0.0))
    assert prefix(Flight(OFFICE, own), HEADLINES) is None
    assert prefix(FLIGHT, Look("", len)) is None
    table({"mine": own})
    table({"mine": own})
    assert len(played) == 12


def test_a_damaged_entry_is_played_again(played):
    first, kept = table(), Shelf(shelf.folder())
    key = f"{prefix(Flight(OFFICE, Captain()), HEADLINES)}:3"
    text = kept.cache[key]
    kept.cache[key] = text[:-1] + bytes([text[-1] ^ 1])
    kept.cache[f"{key[:-1]}4"] = "no bytes at all"
    kept.close()
    del played[:]
    pd.testing.assert_frame_equal(table(), first)
    assert sorted(played) == [3, 4]


def test_an_entry_under_another_key_is_not_believed(played):
    first, kept = table(), Shelf(shelf.folder())
    start = prefix(Flight(OFFICE, Captain()), HEADLINES)
    kept.cache[f"{start}:3"] = kept.cache[f"{start}:2"]
    kept.close()
    pd.testing.assert_frame_equal(table(), first)


def test_a_damaged_file_is_thrown_away(place, played):
    first = table()
    for path in place.glob("cache.db*"):
        path.write_bytes(b"this is no database" * 500)
    pd.testing.assert_frame_equal(table(), first)
    assert (place.parent / "mine.txt").exists()
    table()  # makes it anew
    del played[:]
    pd.testing.assert_frame_equal(table(), first)
    assert played == []


def test_a_place_that_cannot_be_written_stops_nothing(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("PMO_CACHE", str(tmp_path / "file"))
    pd.testing.assert_frame_equal(table(), table(keep=False))


def test_the_shelf_is_bounded(monkeypatch, place):
    monkeypatch.setattr(shelf, "LIMIT", 2**16)
    kept = Shelf(place)
    for number in range(400):
        kept.keep([(f"{number}", "x" * 1000)])
    count, size = kept.count()
    assert size <= 2 * 2**16 and 5 < count < 200
    assert kept.find(["399", "0"]) == ["x" * 1000, None]


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
    assert Shelf(place).count()[0] == 120
