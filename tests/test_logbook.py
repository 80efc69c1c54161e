"""The logbook: whatever ends a program, no flight is lost, and none is written over."""

import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from msgspec.structs import replace
from office import office, project

from simulator.decisions import PauseProject
from simulator.errors import RefusedError
from simulator.injects import with_injects
from simulator.logbook import Logbook, writing
from simulator.logbook.place import CALLED, PROJECT
from simulator.policies import Policy
from simulator.readers import load, shipped
from simulator.scenario import NewsInject, fingerprint
from simulator.session import Session
from simulator.session.file import read, write

THREE = Session(load("three_projects"), seed=4)
OWN = Session(office(project("b", [2, 3], arrival=3), a=[4, 2], name="mine"), seed=7)


@pytest.fixture
def book(tmp_path):
    return Logbook(tmp_path / "flights")


def refusal(act, *given) -> str:
    with pytest.raises(RefusedError) as refused:
        act(*given)
    return str(refused.value)


def kept(book, name="First flight", session=THREE):
    page = book.begin(name, session)
    assert page.keep(session) == ""
    return page


def names(book):
    return sorted(entry.name for entry in book.entries())


# A flight and its name


def test_a_flight_is_found_again_under_its_name_as_it_was(book):
    kept(book).keep(THREE.advance(12).decide(PauseProject("billing")))
    again = Logbook(book.folder).open("First flight")
    assert again.session == THREE.advance(12).decide(PauseProject("billing"))
    assert again.path == book.folder / "First flight.flight.json"
    assert Session.load(again.path) == again.session


def test_nothing_is_written_before_the_first_step(book):
    page = book.begin("First flight", THREE)
    assert page.session == THREE and page.name == "First flight"
    assert not book.folder.exists() and book.entries() == ()


def test_a_flight_begun_under_a_name_that_is_taken_has_a_number(book):
    assert [kept(book).name for _ in range(3)] == [
        "First flight", "First flight 2", "First flight 3",
    ]  # fmt: skip
    assert book.begin("FIRST FLIGHT", THREE).name == "FIRST FLIGHT 4"


def test_a_long_name_leaves_room_for_the_number(book):
    long = "a" * 60
    assert kept(book, long).name == long
    assert kept(book, long).name == "a" * 58 + " 2"


def test_the_newest_flight_stands_first_and_is_known_without_being_played(book, monkeypatch):
    old, new = kept(book, "old"), kept(book, "new", THREE.to_end())
    os.utime(old.path, (1e9, 1e9))
    monkeypatch.setattr(Session, "events", property(lambda self: pytest.fail("was played")))
    first, second = book.entries()
    assert (first.name, first.over, first.day) == ("new", True, new.session.today)
    assert (second.name, second.over, second.day) == ("old", False, 0)
    assert (first.title, first.scenario, first.seed) == (
        "Three projects in a small office", "three_projects", 4,
    )  # fmt: skip
    assert (first.problem, first.path) == ("", new.path)
    assert second.when.timestamp() == 1e9


def test_what_was_read_once_is_read_again_only_when_it_has_changed(book):
    page = kept(book)
    assert [entry.day for entry in book.entries()] == [0]
    page.keep(THREE.advance(5))
    assert [entry.day for entry in book.entries()] == [5]


# Names


@pytest.mark.parametrize(
    "name", ["First flight", "Übung 2", "आपदा", "飛行", "a-b_c", "x", "Rennes-É", "flight json"]
)
def test_a_name_may_be_of_any_language(book, name):
    kept(book, name)
    assert names(book) == [name] and book.open(name).session == THREE


def test_the_longest_name_of_the_longest_letters_fits_where_files_are_kept(book):
    kept(book, "𠀀" * 60)
    assert names(book) == ["𠀀" * 60]


def test_one_name_written_in_two_ways_is_one_name(book):
    kept(book, "e\u0301te\u0301")
    assert names(book) == ["été"]
    assert book.begin("été", THREE).name == "été 2"
    assert book.open("  e\u0301te\u0301 ").name == "été"


RULE = "use letters, digits, spaces, - and _, 60 at most"


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("", f"a flight needs a name; {RULE}"),
        (" \n\t", f"a flight needs a name; {RULE}"),
        ("../mine", f"a flight cannot have '.' in its name; {RULE}"),
        ("a/b", f"a flight cannot have '/' in its name; {RULE}"),
        ("a\\b", f"a flight cannot have '\\\\' in its name; {RULE}"),
        ("C:", f"a flight cannot have ':' in its name; {RULE}"),
        ("a\0b", f"a flight cannot have '\\x00' in its name; {RULE}"),
        ("a\u202eb", f"a flight cannot have '\\u202e' in its name; {RULE}"),
        ("<b>", f"a flight cannot have '<' in its name; {RULE}"),
        ("🛫", f"a flight cannot have '🛫' in its name; {RULE}"),
        ("CON", "'CON' means a device to some computers; take another name"),
        ("lpt1", "'lpt1' means a device to some computers; take another name"),
        (7, f"7 is no name of a flight; {RULE}"),
        (None, f"None is no name of a flight; {RULE}"),
    ],
)
def test_a_name_that_leads_elsewhere_is_refused(book, name, why):
    assert refusal(book.begin, name, THREE) == why
    assert refusal(book.open, name) == why
    assert refusal(book.begin("good", THREE).rename, name) == why


def test_a_name_that_is_too_long_is_refused(book):
    assert refusal(book.begin, "a" * 61, THREE).endswith(f" has 61 characters; {RULE}")


def test_a_flight_that_is_not_there_is_not_opened(book):
    assert refusal(book.open, "mine") == f"there is no flight 'mine' in '{book.folder}'"


# Two windows


def test_two_windows_on_one_flight_become_two_flights(book):
    kept(book)
    here, there = book.open("First flight"), book.open("First flight")
    assert here.keep(THREE.advance(5)) == ""
    assert there.keep(THREE.advance(10)) == (
        "'First flight' was flown on somewhere else, perhaps in another window. That flight stays "
        "as it is; this one goes on as 'First flight 2'."
    )
    assert here.keep(THREE.advance(15)) == there.keep(THREE.advance(20)) == ""
    assert book.open("First flight").session.today == 15
    assert book.open("First flight 2").session.today == 20


def test_two_windows_that_take_the_same_step_are_one_flight(book):
    kept(book)
    here, there = book.open("First flight"), book.open("First flight")
    assert here.keep(THREE.advance(5)) == there.keep(THREE.advance(5)) == ""
    assert here.keep(THREE.advance(10)) == ""
    assert names(book) == ["First flight"]


def test_two_windows_that_begin_under_one_name_end_under_two(book):
    here, there = book.begin("First flight", THREE), book.begin("First flight", THREE)
    assert here.keep(THREE.advance(5)) == ""
    assert there.keep(THREE.advance(10)) == (
        "There is another flight 'First flight', so this one is kept as 'First flight 2'."
    )
    assert names(book) == ["First flight", "First flight 2"]


def test_what_somebody_else_has_put_there_stays(book):
    page = kept(book)
    page.path.write_text("my shopping list", encoding="utf-8")
    assert page.keep(THREE.advance(5)).endswith("this one goes on as 'First flight 2'.")
    assert (book.folder / "First flight.flight.json").read_text(encoding="utf-8") == (
        "my shopping list"
    )


def test_a_flight_whose_file_was_taken_away_is_written_again(book):
    page = kept(book)
    page.path.unlink()
    assert page.keep(THREE.advance(5)) == ""
    assert book.open("First flight").session.today == 5


RACE = """
import sys
from simulator.logbook import Logbook
from simulator.readers import load
from simulator.session import Session
folder, seed = sys.argv[1], int(sys.argv[2])
session = Session(load("three_projects"), seed=seed)
page = Logbook(folder).begin("race", session)
print("ready", flush=True)
sys.stdin.readline()
for day in range(1, 21):
    page.keep(session.advance(day))
"""


def test_programs_that_write_at_once_never_mix_their_flights(book):
    command = [sys.executable, "-c", RACE, str(book.folder)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "cwd": PROJECT}
    programs = [subprocess.Popen([*command, str(seed)], **pipes) for seed in (1, 2)]
    for program in programs:
        assert program.stdout.readline().strip() == b"ready"
    for program in programs:
        program.stdin.write(b"go\n")
        program.stdin.flush()
    for program in programs:
        program.communicate()
        assert program.returncode == 0
    assert names(book) == ["race", "race 2"]
    flown = [book.open(name).session for name in names(book)]
    assert {session.seed for session in flown} == {1, 2}
    assert [session.today for session in flown] == [20, 20]


# What ends a program


KILLED = """
import sys
from simulator.logbook import Logbook
from simulator.readers import load
from simulator.session import Session
session = Session(load("three_projects"), seed=4)
page = Logbook(sys.argv[1]).open("First flight")
print("ready", flush=True)
while True:
    for day in (5, 6, 7, 8):
        page.keep(session.advance(day))
"""


def test_a_flight_is_whole_whenever_its_program_is_killed(book):
    kept(book)
    for number in range(3):
        command = [sys.executable, "-c", KILLED, str(book.folder)]
        program = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=PROJECT)
        assert program.stdout.readline().strip() == b"ready"
        time.sleep(0.05 + 0.013 * number)
        program.send_signal(signal.SIGTERM if os.name == "nt" else signal.SIGKILL)
        program.communicate()
        assert book.open("First flight").session.today in (0, 5, 6, 7, 8)
        assert [entry.problem for entry in book.entries()] == [""]
    began = time.monotonic()
    assert book.open("First flight").keep(THREE.advance(9)) == ""
    assert time.monotonic() - began < writing.PATIENCE  # the lock went with who held it


def test_what_was_half_written_is_swept_away_when_it_is_old(book):
    kept(book)
    old, young = book.folder / ".part-old", book.folder / ".part-young"
    for part in (old, young):
        part.write_text("{", encoding="utf-8")
    os.utime(old, (1e9, 1e9))
    book.begin("another", THREE)
    assert (old.exists(), young.exists()) == (False, True)
    assert names(book) == ["First flight"]


def test_a_full_disk_is_told_and_the_flight_goes_on(book, monkeypatch):
    page = kept(book)
    before = page.path.read_bytes()

    def full(number):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(writing.os, "fsync", full)
        assert refusal(page.keep, THREE.advance(5)) == (
            f"'First flight' could not be kept in '{book.folder}': No space left on device. "
            "You can fly on; the next step tries again"
        )
        assert page.session == THREE.advance(5)
    assert page.path.read_bytes() == before
    assert not list(book.folder.glob(".part-*"))
    assert page.keep(THREE.advance(10)) == ""
    assert book.open("First flight").session.today == 10


def test_a_folder_that_cannot_be_made_is_told_when_a_flight_is_kept(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    page = Logbook(tmp_path / "file" / "flights").begin("First flight", THREE)
    assert refusal(page.keep, THREE).startswith(
        f"'First flight' could not be kept in '{tmp_path / 'file' / 'flights'}': "
    )


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="nothing is closed to them")
def test_a_folder_that_is_only_to_be_read_is_told(book):
    page = kept(book)
    book.folder.chmod(0o500)
    try:
        assert "Permission denied" in refusal(page.keep, THREE.advance(5))
        assert names(book) == ["First flight"]
    finally:
        book.folder.chmod(0o700)


def test_a_stick_without_links_keeps_flights_too(book, monkeypatch):
    def none(*_):
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(writing.os, "link", none)
    page = kept(book)
    assert page.keep(THREE.advance(5)) == ""
    assert kept(book).name == "First flight 2"
    assert book.open("First flight").session.today == 5
    assert writing.write_new(page.path, b"") is False
    assert not list(book.folder.glob(".part-*"))


def test_a_lock_that_somebody_holds_too_long_stops_nobody(book, monkeypatch):
    monkeypatch.setattr(writing, "PATIENCE", 0.02)
    monkeypatch.setattr(writing, "_taken", lambda lock: False)
    kept(book)
    monkeypatch.setattr(writing, "_opened", lambda path: None)
    assert book.open("First flight").keep(THREE.advance(5)) == ""


# What cannot be opened


@pytest.mark.parametrize("content", ["", "{", "[]", '{"format": "another"}', "\0", "shopping"])
def test_a_damaged_file_is_listed_with_the_reason_and_left_as_it_is(book, content):
    page = kept(book)
    page.path.write_text(content, encoding="utf-8")
    [entry] = book.entries()
    assert (entry.name, entry.title) == ("First flight", "")
    assert entry.problem.startswith("First flight.flight.json")
    assert refusal(book.open, "First flight") == entry.problem
    assert page.path.read_text(encoding="utf-8") == content
    assert book.begin("First flight", THREE).name == "First flight 2"


def test_what_is_no_flight_at_all_is_listed_or_left_alone(book):
    kept(book)
    (book.folder / "notes.txt").write_text("", encoding="utf-8")
    (book.folder / "folder.flight.json").mkdir()
    (book.folder / "a.b.flight.json").write_text("", encoding="utf-8")
    said = {entry.name: entry.problem for entry in book.entries()}
    assert said["folder"] == "folder.flight.json: is a folder; expected a file"
    assert said["a.b"] == f"a flight cannot have '.' in its name; {RULE}"
    assert set(said) == {"First flight", "folder", "a.b"}


def test_a_folder_that_is_none_is_told(tmp_path):
    (tmp_path / "flights").write_text("", encoding="utf-8")
    said = refusal(Logbook(tmp_path / "flights").entries)
    assert said.startswith(f"your flights in '{tmp_path / 'flights'}' cannot be listed: ")


# Scenarios


def test_a_flight_with_a_scenario_of_one_s_own_is_opened_again(book):
    kept(book, "own", OWN)
    [entry] = book.entries()
    assert (entry.scenario, entry.problem) == ("mine", "")
    assert book.open("own").session == OWN
    assert [path.name for path in (book.folder / "scenarios").iterdir()] == [
        f"{fingerprint(OWN.scenario)}.json"
    ]


@pytest.mark.parametrize("name", shipped())
def test_a_copy_of_a_scenario_is_the_scenario(book, name):
    scenario = replace(load(name), name="copy")
    kept(book, "own", Session(scenario))
    assert book.open("own").session.scenario == scenario


def test_a_flight_with_an_edited_shipped_scenario_is_opened_again(book):
    edited = replace(THREE.scenario, title="Edited")
    kept(book, "edited", replace(THREE, scenario=edited))
    assert book.open("edited").session.scenario.title == "Edited"


def test_a_shipped_scenario_needs_no_copy(book):
    kept(book)
    assert not (book.folder / "scenarios").exists()


def copy_of(book):
    [path] = (book.folder / "scenarios").iterdir()
    return path


def test_a_flight_whose_scenario_is_gone_is_listed_with_the_reason(book):
    kept(book, "own", OWN)
    copy_of(book).unlink()
    [entry] = book.entries()
    assert entry.problem == (
        "it was flown with scenario 'mine', of which there is no copy beside the flights"
    )
    assert refusal(book.open, "own") == f"the flight 'own' cannot be opened: {entry.problem}"


def test_a_flight_of_another_version_without_a_copy_says_so(book):
    kept(book, "edited", replace(THREE, scenario=replace(THREE.scenario, title="Edited")))
    copy_of(book).unlink()
    [entry] = book.entries()
    assert entry.problem == (
        "it was flown with another version of scenario 'three_projects', of which there is no copy"
    )


@pytest.mark.parametrize("content", ["", "{}", "[" * 100_000, "\0", '{"name": "mine"}'])
def test_a_damaged_copy_of_a_scenario_is_refused(book, content):
    kept(book, "own", OWN)
    copy_of(book).write_text(content, encoding="utf-8")
    said = refusal(book.open, "own")
    assert said.startswith("the flight 'own' cannot be opened: the copy of its scenario")


def test_a_copy_of_another_scenario_is_refused(book):
    kept(book, "own", OWN)
    path = copy_of(book)
    path.write_text(path.read_text(encoding="utf-8").replace('"mine"', '"yours"'), encoding="utf-8")
    assert refusal(book.open, "own").endswith("was changed since it was kept")


def test_a_file_that_names_another_place_for_its_scenario_is_refused(book):
    page = kept(book, "own", OWN)
    write(replace(read(page.path), scenario_fingerprint="../../secret"), page.path)
    [entry] = book.entries()
    assert entry.problem == "'../../secret' is no fingerprint of a scenario"
    assert entry.problem in refusal(book.open, "own")


def test_a_flight_with_injects_is_one_file_that_can_be_taken_up_elsewhere(book, tmp_path):
    scenario = with_injects(THREE.scenario, NewsInject(day=4, headline="A strike"))
    page = kept(book, "team a", replace(THREE, scenario=scenario).advance(6))
    assert [it.name for it in book.folder.iterdir() if it.name != ".lock"] == [page.path.name]
    elsewhere = Logbook(tmp_path / "elsewhere")
    elsewhere.folder.mkdir()
    (elsewhere.folder / page.path.name).write_bytes(page.path.read_bytes())
    [entry] = elsewhere.entries()
    assert (entry.problem, entry.day) == ("", 6)
    assert elsewhere.open("team a").session == page.session


def test_a_flight_that_carries_a_scenario_nobody_can_fly_is_refused(book):
    scenario = with_injects(THREE.scenario, NewsInject(day=4, headline="A strike"))
    page = kept(book, "team a", replace(THREE, scenario=scenario))
    saved = read(page.path)
    write(replace(saved, carried=replace(scenario, projects=())), page.path)
    assert refusal(book.open, "team a") == (
        "team a.flight.json: the scenario in it cannot be flown: "
        "risk 'old_data': project 'billing' is not in this scenario (there are none)"
    )


def test_a_policy_of_one_s_own_cannot_be_kept_and_the_flight_goes_on(book):
    session = Session(THREE.scenario, Policy(order=lambda *_: 0))
    page = book.begin("own order", session)
    assert "a policy with a function of your own cannot be saved" in refusal(page.keep, session)
    assert page.session == session


# Renaming


def test_a_flight_is_renamed_and_goes_on_under_its_new_name(book):
    page = kept(book)
    page.rename("Storm 4")
    assert page.name == "Storm 4" and names(book) == ["Storm 4"]
    assert page.keep(THREE.advance(5)) == ""
    assert book.open("Storm 4").session.today == 5
    page.rename("storm 4")
    page.rename("storm 4")
    assert names(book) == ["storm 4"]


def test_a_name_that_is_taken_is_refused(book):
    kept(book, "Other")
    page = kept(book)
    assert refusal(page.rename, "other") == ("there is a flight 'other' already; take another name")
    assert page.name == "First flight" and names(book) == ["First flight", "Other"]


def test_a_flight_not_kept_yet_is_renamed_on_paper(book):
    page = book.begin("First flight", THREE)
    page.rename("Storm 4")
    assert names(book) == []
    page.keep(THREE)
    assert names(book) == ["Storm 4"]


def test_renaming_takes_nobody_s_flight_away(book):
    kept(book)
    here, there = book.open("First flight"), book.open("First flight")
    here.keep(THREE.advance(5))
    there.rename("Storm 4")
    assert there.keep(THREE.advance(10)) == ""
    assert {entry.name: entry.day for entry in book.entries()} == {"First flight": 5, "Storm 4": 10}


# The folder


def test_flights_are_in_one_s_home_if_nobody_says_otherwise(monkeypatch, tmp_path):
    monkeypatch.delenv("PMO_FLIGHTS")
    for variable in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(variable, str(tmp_path))
    assert Logbook().folder == tmp_path / CALLED
    assert not Logbook().folder.exists()


def test_a_variable_says_where_flights_are(monkeypatch, tmp_path):
    monkeypatch.setenv("PMO_FLIGHTS", str(tmp_path / "mine"))
    assert Logbook().folder == tmp_path / "mine"


def test_where_the_project_is_one_s_home_flights_are_beside_it(monkeypatch):
    monkeypatch.delenv("PMO_FLIGHTS")
    for variable in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(variable, str(PROJECT))
    assert Logbook().folder == PROJECT.parent / CALLED


def test_no_flight_is_kept_among_the_project_s_files(monkeypatch, tmp_path):
    link = tmp_path / "link"
    link.symlink_to(PROJECT / "notebooks")
    for folder in (PROJECT, PROJECT / "notebooks" / "mine", link):
        monkeypatch.setenv("PMO_FLIGHTS", str(folder))
        page = Logbook().begin("First flight", THREE)
        said = (
            f"flights are not kept in '{folder}', among the simulator's own files; "
            "name another folder in PMO_FLIGHTS"
        )
        assert refusal(page.keep, THREE) == refusal(Logbook().entries) == said
        assert refusal(Logbook().open, "First flight") == said
    assert not list(Path(PROJECT).rglob("First flight*"))


def test_a_hundred_flights_are_listed_at_once(book):
    page = kept(book, "flight 1", THREE.advance(20))
    content = page.path.read_bytes()
    for number in range(2, 101):
        (book.folder / f"flight {number}.flight.json").write_bytes(content)
    began = time.perf_counter()
    assert len(book.entries()) == 100
    assert time.perf_counter() - began < 1  # measured: 0.02 s; a replay each would be seconds
