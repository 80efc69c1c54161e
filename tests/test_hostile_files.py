"""Files that mean harm, or mean nothing: each is refused with a sentence, and costs little."""

import os
import socket
from pathlib import Path

import pytest
from measured import said_by

LOAD = """
import sys
from simulator import ScenarioError, load
try:
    load(sys.argv[1])
    said = "loaded"
except ScenarioError as error:
    said = str(error)
"""


def said_of(path: Path) -> str:
    """What the simulator says about a file, as long as that costs little."""
    return said_by(LOAD, path)


# Texts by the name of their file, and what is said of each

MB = 2**20
NO_TYPES = "has a document type declaration (<!DOCTYPE>); expected a ProTrack file without one"
NO_AGENDA = "line 1: column 1: has no <Agenda>; expected the working hours"
A_DAY = "<Agenda><StartDate>040120270800</StartDate></Agenda>"


def laughs() -> str:
    """Entities of ten entities each: a billion times two letters."""
    each = "".join(f"<!ENTITY a{n + 1} '{f'&a{n};' * 10}'>" for n in range(9))
    return f"<?xml version='1.0'?>\n<!DOCTYPE x [<!ENTITY a0 'ha'>{each}]>\n{named('&a9;')}"


def named(name: str) -> str:
    """A plan of this name, and nothing else."""
    return f"<Project><NAME>{name}</NAME></Project>"


def planned(days: str) -> str:
    """A plan of one activity."""
    activity = f"<UniqueID>1</UniqueID><BaseLineDuration>{days}</BaseLineDuration>"
    rows = f"<Activities><Activity>{activity}</Activity></Activities>"
    return f"<Project>{A_DAY}{rows}</Project>"


PLANS = {
    "laughs.p2x": (laughs, f"line 2: column 13: {NO_TYPES}"),
    "entity.p2x": (
        lambda: f"<!DOCTYPE x [<!ENTITY a '{'a' * 100_000}'>]>" + named("&a;" * 100_000),
        f"line 1: column 13: {NO_TYPES}",
    ),
    "outside.p2x": (
        lambda: "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/hostname'>]>" + named("&a;"),
        f"line 1: column 13: {NO_TYPES}",
    ),
    "pieces.p2x": (lambda: named("&#65;" * 2_000_000), NO_AGENDA),
    "lines.p2x": (lambda: named("a\n" * 2_000_000), NO_AGENDA),
    "deep.p2x": (
        lambda: "<Project>" + "<NAME>" * 200_000,
        "line 1: column 304: is nested more than 50 deep; expected a ProTrack file",
    ),
    "aside.p2x": (
        lambda: "<Project>" + "<x>" * 200_000,
        "line 1: column 157: is nested more than 50 deep; expected a ProTrack file",
    ),
    "rows.p2x": (
        lambda: f"<Project>{'<Activities><Activity/></Activities>' * 300_000}</Project>",
        "has more than 300000 elements or attributes; expected a ProTrack file",
    ),
    "short_rows.p2x": (
        lambda: f"<Project><Activities>{'<x/>' * 500_000}</Activities></Project>",
        "line 1: column 1200014: has more than 300000 elements; expected a ProTrack file",
    ),
    "attributes.p2x": (
        lambda: "<Project " + " ".join(f"a{n}=''" for n in range(1_000_000)) + "/>",
        "has more than 300000 elements or attributes; expected a ProTrack file",
    ),
    "names.p2x": (
        lambda: f"<{'x' * 5_000_000}/>",
        f"line 1: column 1: expected <Project> as outermost, found <{'x' * 60}…>",
    ),
    "number.p2x": (
        lambda: planned("9" * 200_000),
        f"line 1: column 74: <BaseLineDuration> is '{'9' * 60}'…; expected a number of at least 0",
    ),
    "zeros.p2x": (
        lambda: "\0" * MB,
        "line 1: column 1: is not XML (not well-formed (invalid token)); expected a ProTrack file",
    ),
}

OURS = "expected TOML as in the scenarios that come with the simulator"
TOO_MANY = f"has more than 500000 values; {OURS}"
TOO_DEEP = f"is nested more than 50 deep; {OURS}"
TOO_LONG = "has a number of more than 400 digits; expected a shorter one"
EMPTY = "\n[roles]\n[projects]\n"

SCENARIOS = {
    "arrays.toml": (lambda: "a = " + "[" * 200_000, TOO_DEEP),
    "tables.toml": (lambda: "a = " + "{a = " * 80_000, TOO_DEEP),
    "keys.toml": (lambda: ".".join("a" * 50_000) + " = 1", f"line 1: {TOO_DEEP}"),
    "quoted.toml": (lambda: "\n" + " . ".join(["'a'"] * 9_000) + " = 1", f"line 2: {TOO_DEEP}"),
    "heads.toml": (lambda: "\n[" + ".".join("a" * 50_000) + "]", f"line 2: {TOO_DEEP}"),
    "number.toml": (lambda: "\na = " + "9" * 200_000, f"line 2: {TOO_LONG}"),
    "hex.toml": (lambda: "a = 0x" + "9" * 200_000, f"line 1: {TOO_LONG}"),
    "power.toml": (
        lambda: "projects_per_person = 1" + "0" * 300 + EMPTY,
        "scenario 'power': projects_per_person is a number of 301 digits; "
        "write a number from 0 to 1000",
    ),
    "fraction.toml": (
        lambda: "projects_per_person = 1." + "3" * 200_000 + EMPTY,
        "projects_per_person: Expected `int`, got `float`, found 1.3333333333333333",
    ),
    "rows.toml": (lambda: "\n".join(f"a{n} = 1" for n in range(600_000)), TOO_MANY),
    "values.toml": (lambda: f"a = [{'1,' * 600_000}]", TOO_MANY),
    "records.toml": (lambda: "[[a]]\n" * 600_000, TOO_MANY),
    "name.toml": (
        lambda: f"{'a' * 5_000_000} = 1{EMPTY}",
        f"Object contains unknown field `{'a' * 60}…` (known: name, roles, projects, title, story, "
        "start, projects_per_person, risks, mitigations, objectives, mechanisms, injects)",
    ),
    "text.toml": (
        lambda: f"start = '{'a' * 5_000_000}'{EMPTY}",
        "scenario 'text': start has 5000000 characters; write 1000 at most",
    ),
    "zeros.toml": (lambda: "\0" * MB, "line 1: is not a text file; expected TOML in UTF-8"),
}

LARGE = "9" * 200_000
SEEN = "9" * 60
JOBS = "jobs (incl. supersource/sink ):  "

NUMBERED = {
    "digits.sm": (
        lambda: f"{JOBS}{LARGE}",
        f"line 1: expected '{JOBS[:-3]} : a number', found '{(JOBS + SEEN)[:60]}'",
    ),
    "digits.rcp": (
        lambda: f"{LARGE} 1",
        f"line 1: expected the number of activities and that of resource types, found '{SEEN}'",
    ),
    "digits.rcmp": (lambda: LARGE, f"line 1: expected the number of projects, found '{SEEN}'"),
    "counts.rcmp": (
        lambda: "999999999999\n0\n1 0\n0 0\n",
        "line 5: the file ends here; expected project 2: how many activities, its arrival and "
        "perhaps its due day",
    ),
    "types.rcp": (
        lambda: "1 999999999999\n",
        "line 2: the file ends here; expected the capacity of 999999999999 resource types",
    ),
    "lines.rcp": (
        lambda: "\n" * 600_000,
        "has more than 500000 lines; expected a Patterson .rcp file",
    ),
    "line.rcp": (
        lambda: "1 " * 600_000,
        "line 1: has more than 1000000 characters; expected the number of activities and that of "
        "resource types",
    ),
    "numbers.rcp": (
        lambda: "1 600000\n" + ("1 " * 1000 + "\n") * 600,
        "line 501: holds number 500001 of the file; expected fewer",
    ),
    "zeros.rcmp": (lambda: "\0" * MB, "line 1: is not a text file; expected a MPSPLIB .rcmp file"),
}

TEXTS = PLANS | SCENARIOS | NUMBERED


@pytest.mark.parametrize("name", TEXTS)
def test_a_file_that_means_harm_is_refused_with_a_sentence_and_costs_little(name, tmp_path):
    write, problem = TEXTS[name]
    (tmp_path / name).write_text(write(), encoding="utf-8", newline="\n")
    comma = ", " if problem.startswith("line ") else ": "
    assert said_of(tmp_path / name) == f"{name}{comma}{problem}"


KINDS = (".toml", ".sm", ".rcp", ".rcmp", ".p2x")
TOO_LARGE = "has more than 16 MB; expected the file of one portfolio"


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_of_two_gigabytes_is_not_even_read(kind, tmp_path):
    path = tmp_path / f"large{kind}"
    with path.open("wb") as file:
        file.truncate(2 * 1024 * MB)
    assert said_of(path) == f"large{kind}: {TOO_LARGE}"


@pytest.mark.parametrize("kind", KINDS)
def test_bytes_that_are_no_text_are_refused(kind, tmp_path):
    path = tmp_path / f"bytes{kind}"
    path.write_bytes(b"\xc3\x28\xff" * 1000)
    assert said_of(path).startswith(f"bytes{kind}, line 1: ")


on_posix = pytest.mark.skipif(os.name != "posix", reason="Windows has no such files")


@on_posix
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("device", ["/dev/zero", "/dev/random"])
def test_a_device_is_no_file(device, kind, tmp_path):
    path = tmp_path / f"endless{kind}"
    path.symlink_to(device)
    assert said_of(path) == f"endless{kind}: is a device; expected a file"


@on_posix
@pytest.mark.parametrize("kind", KINDS)
def test_nobody_waits_for_whoever_might_write_into_a_pipe(kind, tmp_path):
    path = tmp_path / f"pipe{kind}"
    os.mkfifo(path)
    assert said_of(path) == f"pipe{kind}: is a pipe; expected a file"


@on_posix
def test_a_socket_is_no_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # a socket's name must be short
    with socket.socket(socket.AF_UNIX) as plug:
        plug.bind("plug.toml")
        assert said_of(Path("plug.toml").resolve()) == "plug.toml: is a socket; expected a file"


def test_a_folder_is_no_file(tmp_path):
    (tmp_path / "folder.p2x").mkdir()
    assert said_of(tmp_path / "folder.p2x") == "folder.p2x: is a folder; expected a file"


@on_posix
def test_a_file_that_says_it_is_empty_and_is_not_is_read_no_further_than_others(tmp_path):
    path = tmp_path / "kernel.toml"
    path.symlink_to("/proc/self/status")
    if not path.exists():
        pytest.skip("only Linux has such files")
    assert said_of(path).startswith("kernel.toml, line 1: is not TOML: ")


def test_a_name_that_no_file_can_have_is_no_file():
    for name in ("a\0b.toml", "x" * 5000 + ".toml"):
        said = said_of_here(name)
        assert said.startswith(f"'{name[:1]}") and "is no file and no scenario; " in said
        assert "\0" not in said and len(said) < 500


def said_of_here(name: str) -> str:
    from simulator import ScenarioError, load

    with pytest.raises(ScenarioError) as error:
        load(name)
    return str(error.value)
