"""The next group finds a clean room, and nothing of the last one is lost."""

import re
from datetime import datetime
from pathlib import Path

import pytest

from simulator import Session, load
from simulator.debrief.told import place
from simulator.errors import RefusedError
from simulator.logbook import Logbook
from simulator.mentor.group import flights_kept, put_away
from simulator.mentor.handed_over import named_again
from simulator.mentor.levels import at
from simulator.progress import Seen, facts, note

THEN = datetime(2027, 3, 1, 17, 30).astimezone()


@pytest.fixture
def book(tmp_path, monkeypatch):
    monkeypatch.setenv("PMO_FORECASTS", str(tmp_path / "data" / "forecasts.jsonl"))
    return Logbook(tmp_path / "flights")


def flown(book, name, scenario=None):
    session = Session(scenario or load("three_projects"), seed=4).advance(10)
    book.begin(name, session).keep(session)
    return session


def test_flights_scenarios_and_answers_are_put_away_and_can_still_be_opened(book):
    rough = at(load("three_projects"), "rough")
    kept = {"Red": flown(book, "Red"), "Blue": flown(book, "Blue", rough)}
    note(Seen(notebook="00 The lobby", when=1.0))
    shelf = put_away(book, THEN)
    assert shelf == book.folder / "Earlier groups" / "2027-03-01 17.30"
    assert flights_kept(book) == 0 and facts() == () and not place().exists()
    assert (shelf / place().name).is_file()
    for name, session in kept.items():
        assert Logbook(shelf).open(name).session == session


def test_two_groups_in_one_minute_have_two_folders(book):
    flown(book, "Red")
    first = put_away(book, THEN)
    flown(book, "Red")
    assert put_away(book, THEN).name == f"{first.name} 2"


def test_where_nobody_has_done_anything_that_is_said(book):
    with pytest.raises(RefusedError, match="nobody has done anything here yet"):
        put_away(book)
    assert not book.folder.exists()


def test_if_something_cannot_be_moved_all_is_as_it_was(book, monkeypatch):
    flown(book, "Blue")
    flown(book, "Red")
    from simulator.mentor import group

    move, moved = group.shutil.move, []

    def fails_at_the_second(source, target):
        moved.append(source)
        if len(moved) == 2:
            raise PermissionError(13, "Permission denied")
        return move(source, target)

    monkeypatch.setattr(group.shutil, "move", fails_at_the_second)
    said = re.escape("Red.flight.json' away: Permission denied; all is as it was")
    with pytest.raises(RefusedError, match=said):
        put_away(book, THEN)
    assert {it.name for it in book.entries()} == {"Blue", "Red"}
    assert not list(Path(book.folder / "Earlier groups").rglob("*.json"))


# What teams hand over


@pytest.mark.parametrize(
    ("called", "name"),
    [
        ("Otters.flight (1).json", "Otters 2"),
        ("Otters.flight - Copy.json", "Otters 2"),
        ("Newts.flight copy.json", "Newts"),
    ],
)
def test_a_file_that_was_renamed_on_its_way_is_a_flight_again(tmp_path, called, name):
    book = Logbook(tmp_path)
    flown(book, "Otters")
    kept = (tmp_path / "Otters.flight.json").read_bytes()
    (tmp_path / called).write_bytes(kept)
    (tmp_path / "notes.json").write_text("mine")
    assert named_again(book) == (name,) and named_again(book) == ()
    assert {it.name for it in book.entries()} == {"Otters", name}
    assert (tmp_path / f"{name}.flight.json").read_bytes() == kept
    assert (tmp_path / "notes.json").read_text() == "mine"


def test_without_a_folder_nothing_is_renamed(tmp_path):
    assert named_again(Logbook(tmp_path / "none")) == ()
