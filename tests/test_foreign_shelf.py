"""What somebody else has put where finished worlds are kept: never run, believed, or destroyed."""

import os
import pickle
import random
import sqlite3
import struct
import subprocess
import sys
import threading
from contextlib import closing

import pandas as pd
import pytest

from simulator import Policy, experiment, load
from simulator.errors import RefusedError
from simulator.experiment import Captain, Shelf, database, owned, secret, store
from simulator.experiment.captain import Flight
from simulator.experiment.database import MARK, TABLE, VERSION, opened
from simulator.experiment.keys import prefix
from simulator.experiment.measures import Numbers

OFFICE = load("three_projects")
SEEDS = range(3)
START = prefix(Flight(OFFICE, Captain()), "summary")
KEYS = [f"{START}:{seed}" for seed in SEEDS]
POSIX = pytest.mark.skipif(not hasattr(os, "getuid"), reason="Windows has no such files")


@pytest.fixture(autouse=True)
def place(tmp_path, monkeypatch):
    monkeypatch.setenv("PMO_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return tmp_path / "cache" / "worlds"


@pytest.fixture(scope="module")
def expected():
    return experiment.run(OFFICE, {"ours": Policy()}, SEEDS, False, workers=1, keep=False)


def table():
    return experiment.run(OFFICE, {"ours": Policy()}, SEEDS, False, workers=1)


def write(path, *texts, mark=MARK, version=VERSION):
    """A database in which somebody has done what these texts say."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for text in (f"PRAGMA application_id={mark}", f"PRAGMA user_version={version}", *texts):
            connection.execute(text).close()


def contents(folder):
    """All that is in a folder, and what it is; nothing is opened that could block."""
    return {
        path.relative_to(folder): (path.lstat().st_mode, path.is_file() and beginning(path))
        for path in sorted(folder.rglob("*"))
    }


def beginning(path):
    with path.open("rb") as file:
        return path.stat().st_size, file.read(2**20)


# Code

POOL = """
CREATE TABLE Settings (key TEXT NOT NULL UNIQUE, value);
CREATE TABLE Cache (
 rowid INTEGER PRIMARY KEY, key BLOB, raw INTEGER, store_time REAL, expire_time REAL,
 access_time REAL, access_count INTEGER DEFAULT 0, tag BLOB, size INTEGER DEFAULT 0,
 mode INTEGER DEFAULT 0, filename TEXT, value BLOB);
CREATE UNIQUE INDEX Cache_key_raw ON Cache(key, raw);
INSERT INTO Settings VALUES ('count', 3), ('size', 0);
"""
"""A store that keeps what it is given as pickles, if it is nothing simpler."""
PICKLED = 4


class Trap:
    """Whoever reads it as a pickle makes a folder."""

    def __init__(self, sprung):
        self.sprung = str(sprung)

    def __reduce__(self):
        return os.mkdir, (self.sprung,)


@pytest.mark.parametrize("name", ["cache.db", "worlds.sqlite"])
def test_no_kept_world_is_run_as_code(place, tmp_path, expected, name):
    place.mkdir(parents=True)
    trap = pickle.dumps(Trap(tmp_path / "sprung"))
    with closing(sqlite3.connect(place / name)) as pool, pool:
        pool.executescript(POOL)
        pool.executemany(
            "INSERT INTO Cache (key, raw, mode, value) VALUES (?, 1, ?, ?)",
            [(key, PICKLED, trap) for key in KEYS],
        )
    before = contents(place)
    pd.testing.assert_frame_equal(table(), expected)
    assert not (tmp_path / "sprung").exists()
    assert before.items() <= contents(place).items()


def test_a_pickle_among_our_own_worlds_is_not_run(place, tmp_path, expected):
    table()
    trap = pickle.dumps(Trap(tmp_path / "sprung"))
    with closing(sqlite3.connect(place / "worlds.sqlite")) as connection, connection:
        connection.execute("UPDATE kept SET content = ?", (trap,))
    pd.testing.assert_frame_equal(table(), expected)
    assert not (tmp_path / "sprung").exists()


# Files that are not ours


def text_file(path):
    path.write_text("my notes " * 900)


def empty_file(path):
    path.touch()


def folder(path):
    path.mkdir()
    (path / "mine.txt").write_text("mine")


def pipe(path):
    os.mkfifo(path)


def link(path):
    write(path.parent / "elsewhere" / "real.sqlite", TABLE)
    path.symlink_to(path.parent / "elsewhere" / "real.sqlite")


def link_to_nothing(path):
    path.symlink_to(path.parent / "nowhere")


def other_program(path):
    write(path, TABLE, mark=0)


def other_version(path):
    write(path, TABLE, version=VERSION + 1)


def other_table(path):
    write(path, TABLE.replace("BLOB", "TEXT"))


def second_table(path):
    write(path, TABLE, "CREATE TABLE more (x)")


def trigger(path):
    write(path, TABLE, "CREATE TRIGGER t AFTER INSERT ON kept BEGIN DELETE FROM kept; END")


def view(path):
    write(path, "CREATE VIEW kept AS SELECT 'x' AS name, randomblob(99) AS content")


def log_of_writes(path):
    write(path, TABLE, "PRAGMA journal_mode = WAL")


def journal_beside(path):
    write(path, TABLE)
    path.with_name(f"{path.name}-journal").write_bytes(b"\xd9\xd5\x05\xf9 \xa1c\xd7" + b"\0" * 900)


def log_beside(path):
    write(path, TABLE)
    path.with_name(f"{path.name}-wal").write_bytes(b"7\x7f\x06\x82" + b"\0" * 900)


def noise(path):
    path.write_bytes(b"SQLite format 3\0" + bytes(range(256)) * 64)


def cut_off(path):
    write(path, TABLE, "INSERT INTO kept VALUES ('x', zeroblob(100000))")
    os.truncate(path, 5000)


def gigantic(path):
    write(path, TABLE)
    os.truncate(path, database.MOST_PAGES * database.PAGE + 1)


def gigantic_schema(path):
    write(path, TABLE, f"CREATE TABLE more (x DEFAULT '{'x' * (database.LARGEST + 9999)}')")


def no_text(path):
    write(path, TABLE)
    path.write_bytes(path.read_bytes().replace(b"tablekeptkept", b"tablekep\xf4kept"))


STRANGERS = [
    text_file, empty_file, folder, other_program, other_version, other_table, second_table,
    trigger, view, log_of_writes, journal_beside, log_beside, noise, cut_off, gigantic,
    gigantic_schema, no_text,
    *(pytest.param(it, marks=POSIX) for it in (pipe, link, link_to_nothing)),
]  # fmt: skip


@pytest.mark.parametrize("stranger", STRANGERS)
def test_what_is_not_ours_stays_as_it_is_and_another_name_is_taken(
    stranger, place, expected, played
):
    place.mkdir(mode=0o700, parents=True)
    stranger(place / "worlds.sqlite")
    before = contents(place)
    pd.testing.assert_frame_equal(table(), expected)
    pd.testing.assert_frame_equal(table(), expected)
    assert played == list(SEEDS)
    after = contents(place)
    assert {path: after[path] for path in before} == before
    assert [str(path) for path in after if path not in before] == ["worlds-2.sqlite"]


JOURNAL = b"\xd9\xd5\x05\xf9 \xa1c\xd7"
"""How a journal begins that SQLite would obey, and how it ends if it belongs to another one."""
LOCKED_PAGE = 2**30 // database.PAGE + 1
"""No page of a database; in a journal it stands before the name of the other one."""


def deadly_journal(path, victim):
    """Put beside a database what makes SQLite delete a file, whatever that is."""
    page, name = path.read_bytes()[: database.PAGE], str(victim).encode()
    numbers = 1, 0, path.stat().st_size // database.PAGE, 512, database.PAGE
    checksum = sum(page[place] for place in range(database.PAGE - 200, 0, -200))
    path.with_name(f"{path.name}-journal").write_bytes(
        (JOURNAL + struct.pack(">5I", *numbers)).ljust(512, b"\0")
        + struct.pack(">I", 1) + page + struct.pack(">I", checksum)
        + struct.pack(">I", LOCKED_PAGE) + name + struct.pack(">2I", len(name), sum(name)) + JOURNAL
    )  # fmt: skip


def test_a_journal_beside_our_file_deletes_nothing(place, tmp_path, expected):
    victim = tmp_path / "mine.txt"
    victim.write_text("mine")
    table()
    deadly_journal(place / "worlds.sqlite", victim)
    pd.testing.assert_frame_equal(table(), expected)
    assert victim.read_text() == "mine"
    with closing(sqlite3.connect(place / "worlds.sqlite")) as careless:
        careless.execute("SELECT * FROM kept").fetchall()
    assert not victim.exists()  # so it was in danger


def test_throwing_everything_away_leaves_what_is_not_ours(place):
    place.mkdir(mode=0o700, parents=True)
    (place / "worlds.sqlite").write_text("my notes")
    table()
    with closing(Shelf(place)) as shelf:
        shelf.clear()
        assert shelf.count()[0] == 0
    assert (place / "worlds.sqlite").read_text() == "my notes"


def test_if_every_name_is_taken_nothing_is_kept(place, expected):
    place.mkdir(mode=0o700, parents=True)
    for name in store.NAMES:
        (place / name).write_text("my notes")
    pd.testing.assert_frame_equal(table(), expected)
    shelf = Shelf(place)
    assert (
        shelf.trouble
        == f"all names in '{place}' are taken by files that are not ours; move them away"
    )
    assert shelf.find(KEYS, Numbers) == [None] * 3 and shelf.count() == (0, 0)


def test_a_file_that_is_not_ours_is_refused_in_words(place):
    place.mkdir(mode=0o700, parents=True)
    (place / "worlds.sqlite").write_text("my notes")
    with pytest.raises(RefusedError) as refused:
        opened(place / "worlds.sqlite")
    assert str(refused.value) == (
        f"'{place / 'worlds.sqlite'}' is not a file of ours; move it away"
    )


@POSIX
def test_a_file_of_somebody_else_is_refused_in_words(tmp_path, monkeypatch):
    (tmp_path / "file").touch()
    monkeypatch.setattr(owned.os, "getuid", lambda: (tmp_path / "file").stat().st_uid + 1)
    with pytest.raises(RefusedError) as refused:
        owned.size_of_ours(tmp_path / "file")
    assert str(refused.value) == f"'{tmp_path / 'file'}' is not a file of yours; move it away"


@POSIX
def test_nothing_is_kept_where_others_may_write(place, expected):
    place.mkdir(parents=True)
    place.chmod(0o777)
    pd.testing.assert_frame_equal(table(), expected)
    assert Shelf(place).trouble == (
        f"others may write in '{place}'; make it yours alone (chmod go-w)"
    )
    assert list(place.iterdir()) == []


@POSIX
def test_where_others_may_write_worlds_go_into_a_folder_of_our_own(place, played):
    place.parent.mkdir()
    place.parent.chmod(0o777)
    table()
    table()
    assert played == list(SEEDS)
    assert place.stat().st_mode & 0o777 == 0o700


@POSIX
def test_a_folder_that_leads_elsewhere_is_refused_in_words(place, tmp_path):
    (tmp_path / "real").mkdir(mode=0o700)
    place.parent.mkdir()
    place.symlink_to(tmp_path / "real")
    assert Shelf(place).trouble == f"'{place}' is not a folder of yours; move it away"
    assert list((tmp_path / "real").iterdir()) == []


# Rows that are not ours

ROWS = {
    "nothing": b"",
    "a short one": b"x" * 31,
    "no seal": b"\0" * 32 + b"\x81\xa3net\x01",
    "a text": "x" * 99,
    "a number": 3,
    "a fraction": 0.5,
    "a gigantic one": b"\0" * (database.LARGEST + 10**6),
}


@pytest.mark.parametrize("content", ROWS.values(), ids=ROWS)
def test_a_row_that_we_have_not_sealed_is_played_again(content, place, expected, played):
    write(place / "worlds.sqlite", TABLE)
    with closing(sqlite3.connect(place / "worlds.sqlite")) as connection, connection:
        rows = [(key, content) for key in KEYS]
        connection.executemany("INSERT INTO kept VALUES (?, ?)", rows)
    pd.testing.assert_frame_equal(table(), expected)
    assert played == list(SEEDS)
    pd.testing.assert_frame_equal(table(), expected)
    assert played == list(SEEDS)


def test_what_somebody_else_has_sealed_is_not_believed(place, tmp_path, monkeypatch, played):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "stranger"))
    monkeypatch.setattr(secret, "place", lambda: tmp_path / "stranger" / "secret")
    with closing(Shelf(place)) as shelf:
        shelf.keep((key, {"net": 1e9}) for key in KEYS)
        assert shelf.find(KEYS, Numbers) == [{"net": 1e9}] * 3
    monkeypatch.setattr(secret, "place", lambda: tmp_path / "ours" / "secret")
    assert list(table()["net"]) != [1e9] * 3 and played == list(SEEDS)


# Disks


def test_a_shelf_that_somebody_holds_stops_nothing(place, expected, monkeypatch):
    monkeypatch.setattr(database, "PATIENCE", 0.01)
    table()
    with closing(sqlite3.connect(place / "worlds.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        pd.testing.assert_frame_equal(table(), expected)
        assert Shelf(place).trouble == f"'{place / 'worlds.sqlite'}': database is locked"
        other.execute("ROLLBACK")
    with closing(Shelf(place)) as shelf:
        assert shelf.count()[0] == 3


def test_a_shelf_that_may_not_be_written_is_read(place, expected, played, monkeypatch):
    table()
    monkeypatch.setattr(database, "SWIFT", (*database.SWIFT, "query_only = ON"))
    pd.testing.assert_frame_equal(table(), expected)
    assert played == list(SEEDS)
    said = []
    with closing(Shelf(place, said.append)) as shelf:
        shelf.keep([("new", 1)])
        assert not shelf.works
    assert said == [
        f"finished worlds are not kept: '{place / 'worlds.sqlite'}': "
        "attempt to write a readonly database"
    ]


def test_a_folder_in_which_nothing_can_be_made_stops_nothing(place, expected, monkeypatch):
    def refuse(suffix, prefix, folder):
        raise PermissionError(13, "Permission denied", str(folder))

    secret.secret()
    monkeypatch.setattr(owned.tempfile, "mkstemp", refuse)
    pd.testing.assert_frame_equal(table(), expected)
    assert Shelf(place).trouble == f"'{place}': Permission denied"


FULL = """
import resource
from simulator import Policy, experiment, load
from simulator.experiment import Shelf, folder

shelf = Shelf(folder())
shelf.keep([("small", 1)])
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
shelf.keep([("large", "x" * 500_000)])
print(shelf.works, shelf.trouble)
again = Shelf(folder())
print(again.find(["small", "large"], int))
again.close()
table = experiment.run(load("three_projects"), {"ours": Policy()}, range(3), False, workers=1)
print(table.net.sum())
"""


@POSIX
def test_a_full_disk_stops_nothing(place, expected):
    done = subprocess.run([sys.executable, "-c", FULL], capture_output=True, text=True)
    works, kept, net = done.stdout.splitlines()
    assert works.startswith(f"False '{place / 'worlds.sqlite'}': "), done.stderr
    assert kept == "[1, None]"
    assert float(net) == expected["net"].sum()


def test_a_file_of_ours_that_proves_damaged_is_made_anew(place, expected, played):
    with closing(Shelf(place)) as shelf:
        shelf.keep((f"{number}", "x" * 900) for number in range(200))
    with (place / "worlds.sqlite").open("r+b") as file:
        file.seek(database.PAGE)
        file.write(b"\xff" * (60 * database.PAGE))
    pd.testing.assert_frame_equal(table(), expected)
    table()
    del played[:]
    pd.testing.assert_frame_equal(table(), expected)
    assert played == [] and [path.name for path in place.iterdir()] == ["worlds.sqlite"]


def spoil(content, luck):
    """Some bits turned over, the end cut off, a piece lost, or two pages exchanged."""
    begin, other = (luck.randrange(len(content)) for _ in range(2))
    match luck.randrange(5):
        case 0:
            for place in luck.choices(range(len(content)), k=20):
                content[place] ^= 1 << luck.randrange(8)
        case 1:
            content[luck.randrange(200)] = luck.randrange(256)
        case 2:
            del content[begin:]
        case 3:
            content[begin : begin + 5_000] = bytes(len(content[begin : begin + 5_000]))
        case 4:
            first, second = (
                slice(page * database.PAGE, (page + 1) * database.PAGE)
                for page in (begin // database.PAGE, other // database.PAGE)
            )
            content[first], content[second] = content[second], content[first]


@pytest.mark.parametrize("seed", range(4))
def test_however_a_file_is_spoilt_only_what_was_kept_comes_back(place, seed):
    kept = {f"key {number}": {"net": float(number)} for number in range(400)}
    with closing(Shelf(place)) as shelf:
        shelf.keep(kept.items())
    whole, luck = (place / "worlds.sqlite").read_bytes(), random.Random(seed)
    for _ in range(50):
        spoilt = bytearray(whole)
        spoil(spoilt, luck)
        for path in place.iterdir():
            path.unlink()
        (place / "worlds.sqlite").write_bytes(spoilt)
        with closing(Shelf(place)) as shelf:
            found = dict(zip(kept, shelf.find(kept, Numbers), strict=True))
            shelf.keep(kept.items())
            shelf.count()
        assert {key: it for key, it in found.items() if it is not None}.items() <= kept.items()


def test_a_file_that_has_become_another_meanwhile_is_not_deleted(place):
    shelf = Shelf(place)
    (place / "worlds.sqlite").write_text("my notes " * 900)
    assert shelf.find(["x"], str) == [None] and not shelf.works
    assert (place / "worlds.sqlite").read_text() == "my notes " * 900


def test_work_on_a_damaged_file_has_an_end(place, monkeypatch):
    place.mkdir(mode=0o700, parents=True)
    with closing(opened(place / "worlds.sqlite")) as connection:
        monkeypatch.setattr(database, "LONGEST", 0.0)
        database.break_off_in_time(connection)
        endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT 1 FROM n) SELECT max(x) FROM n"
        with pytest.raises(sqlite3.OperationalError, match="interrupted"):
            connection.execute(endless).fetchone()


# The secret


@POSIX
def test_nobody_else_can_read_the_secret():
    secret.secret()
    assert secret.place().stat().st_mode & 0o777 == 0o600
    assert secret.place().parent.stat().st_mode & 0o777 == 0o700


def test_the_secret_stays_the_same():
    assert secret.secret() == secret.secret() and len(secret.secret()) == secret.SIZE


def test_processes_that_start_together_find_one_secret():
    code = "from simulator.experiment.secret import secret; print(secret().hex())"
    together = [
        subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    found = {process.communicate(timeout=120)[0] for process in together}
    assert found == {f"{secret.secret().hex()}\n"}


def test_what_lies_in_place_of_the_secret_stays_as_it_is(place, expected):
    secret.place().parent.mkdir(mode=0o700, parents=True)
    secret.place().write_text("my notes")
    secret.place().chmod(0o600)
    pd.testing.assert_frame_equal(table(), expected)
    assert Shelf(place).trouble == f"'{secret.place()}' is no secret of ours; move it away"
    assert secret.place().read_text() == "my notes" and not place.exists()


@POSIX
def test_a_secret_that_others_may_read_is_none(place):
    secret.secret()
    secret.place().chmod(0o644)
    assert Shelf(place).trouble == (
        f"others may read '{secret.place()}'; make it yours alone (chmod go-rw)"
    )


def test_without_a_home_there_is_no_secret(place, monkeypatch):
    monkeypatch.setattr(secret, "place", lambda: owned.Path("~/data/secret"))
    assert Shelf(place).trouble == "this person has no home folder"


# Several at once


BUSY = """
import sys
from simulator.experiment import Shelf, folder
for turn in range(60):
    shelf = Shelf(folder())
    shelf.keep((f"{sys.argv[1]}:{turn}:{number}", "x" * 2_000) for number in range(20))
    shelf.close()
"""


def test_processes_that_open_and_write_all_the_time_share_one_file(place):
    together = [subprocess.Popen([sys.executable, "-c", BUSY, str(it)]) for it in range(3)]
    assert [process.wait(120) for process in together] == [0] * 3
    assert [path.name for path in place.iterdir()] == ["worlds.sqlite"]
    with closing(Shelf(place)) as shelf:
        assert shelf.count()[0] == 3 * 60 * 20


def test_threads_share_a_shelf_and_a_file(place):
    shared, wrong = Shelf(place), []

    def work(number):
        own = Shelf(place)
        for shelf in (own, shared):
            for turn in range(25):
                shelf.keep([(f"{number}:{turn}", [number, turn])])
                if shelf.find([f"{number}:{turn}"], list[int]) != [[number, turn]]:
                    wrong.append((number, turn, shelf.trouble))
        own.close()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == [] and shared.count()[0] == 6 * 25
    shared.close()
