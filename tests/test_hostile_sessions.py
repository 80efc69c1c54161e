"""Session files that mean harm: each is refused with a sentence, and costs little."""

import os

import pytest
from measured import said_by
from msgspec.structs import replace

from simulator.limits import DEEPEST, LONGEST_NUMBER, MOST_PIECES
from simulator.readers import load
from simulator.scenario import Activity, NewsInject, Project, Relation, Scenario, fingerprint
from simulator.session import Session
from simulator.session.file import read, write

LOAD = """
import sys
from simulator import ReplayError, Session
try:
    said = str(Session.load(sys.argv[1]).today)
except ReplayError as error:
    said = str(error)
"""


def said_of(path):
    """What is said of a session file, as long as that costs little."""
    return said_by(LOAD, path)


@pytest.fixture(scope="module")
def genuine(tmp_path_factory):
    """The text of a session that was played."""
    path = tmp_path_factory.mktemp("genuine") / "mine.json"
    return Session(load("three_projects")).advance(5).save(path).read_text(encoding="utf-8")


def with_decisions(text, decisions):
    """The session with this in place of its decisions."""
    return text.replace('"decisions": []', f'"decisions": {decisions}')


PAUSE = '{"type": "PauseProject", "project": "a", "day": 0}'
MUCH = f"has more than {MOST_PIECES} values; no saved session has"
DEEP = f"is nested more than {DEEPEST} deep; no saved session is"
DIGITS = f"has a number of more than {LONGEST_NUMBER} digits"
LARGE = "has more than 4 MB; expected a saved session"
NOT_JSON = "is damaged or not a saved session"

TEXTS = {
    "many decisions": (
        lambda text: with_decisions(text, f"[{', '.join([PAUSE] * 1_000_000)}]"),
        LARGE,
    ),
    "a few less": (
        lambda text: with_decisions(text, f"[{', '.join([PAUSE] * 50_000)}]"),
        "is damaged: Expected `array` of length <= 10000 - at `$.decisions`",
    ),
    "empty decisions": (lambda text: with_decisions(text, f"[{'{},' * 600_000}]"), MUCH),
    "deep": (lambda text: with_decisions(text, "[" * 200_000), DEEP),
    "deep and closed": (lambda text: with_decisions(text, "[" * 51 + "]" * 51), DEEP),
    "deep objects": (lambda text: '{"a":' * 200_000, DEEP),
    "a long number": (lambda text: text.replace('"seed": 0', f'"seed": {"9" * 200_000}'), DIGITS),
    "a long fraction": (
        lambda text: text.replace('"today": 5.0', f'"today": 5.{"0" * 200_000}'),
        DIGITS,
    ),
    "a huge seed": (
        lambda text: text.replace('"seed": 0', f'"seed": 1{"0" * 99}'),
        "is damaged: session: seed is a number of 100 digits; "
        "write a whole number of at most 18 digits",
    ),
    "an endless day": (
        lambda text: text.replace('"today": 5.0', '"today": 1e999'),
        "is damaged: session: today is inf; write a number of at least 0",
    ),
    "no number": (
        lambda text: text.replace('"today": 5.0', '"today": NaN'),
        "has NaN where a number is expected",
    ),
    "infinity": (
        lambda text: text.replace('"today": 5.0', '"today": -Infinity'),
        "has -Infinity where a number is expected",
    ),
    "one thing twice": (
        lambda text: text.replace('"seed": 0', '"seed": 0, "seed": 0'),
        "says 'seed' twice; keep one of them",
    ),
    "marks that are not closed": (lambda text: '\\"' * 1_000_000, f", line 1: {NOT_JSON}"),
    "a text that is not ended": (lambda text: '{"format": "' + "\\" * 3_000_001, ", line 1: "),
    "a long word": (
        lambda text: text.replace('"seed"', f'"{"x" * 3_000_000}"'),
        f"is damaged: Object contains unknown field `{'x' * 100}",
    ),
    "nothing but zeros": (
        lambda text: "\0" * 1_000_000,
        ", line 1: is not a text file; expected a saved session",
    ),
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_file_that_means_harm_is_refused_and_costs_little(name, genuine, tmp_path):
    make, words = TEXTS[name]
    text = make(genuine)
    assert text != genuine
    path = tmp_path / "mine.json"
    path.write_text(text, encoding="utf-8")
    said = said_of(path)
    begin = f"mine.json{words}" if words.startswith(",") else f"mine.json: {words}"
    assert said.startswith(begin)
    assert len(said) < 700


def test_a_file_of_two_gigabytes_is_refused(tmp_path):
    path = tmp_path / "mine.json"
    with path.open("wb") as file:
        file.truncate(2 * 2**30)
    assert said_of(path) == f"mine.json: {LARGE}"


def test_a_session_that_was_played_is_loaded_within_the_same_bounds(genuine, tmp_path):
    path = tmp_path / "mine.json"
    path.write_text(genuine, encoding="utf-8")
    assert said_of(path) == "5.0"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes by name")
def test_a_pipe_is_refused_without_waiting_for_it(tmp_path):
    path = tmp_path / "mine.json"
    os.mkfifo(path)
    assert said_of(path) == "mine.json: is a pipe; expected a file"


def test_a_folder_is_refused(tmp_path):
    (tmp_path / "mine.json").mkdir()
    assert said_of(tmp_path / "mine.json") == "mine.json: is a folder; expected a file"


def test_a_scenario_in_a_file_that_means_harm_is_refused_and_costs_little(tmp_path):
    """The file's check was computed anew; the scenario waits for itself in a large circle."""
    count = 9_000
    circle = tuple(
        Activity(id=f"a{n}", days=1, predecessors=(Relation(activity=f"a{(n + 1) % count}"),))
        for n in range(count)
    )
    told = (NewsInject(day=4, headline="x"),)
    good = Scenario(name="own", roles=(), projects=(one_day("a"),), injects=told)
    path = Session(good).save(tmp_path / "mine.json")
    bad = replace(good, projects=(Project(id="a", activities=circle),))
    write(replace(read(path), carried=bad, scenario_fingerprint=fingerprint(bad)), path)
    begin = "mine.json: the scenario in it cannot be flown: project 'a': activities wait for each"
    assert said_of(path).startswith(begin)


def one_day(name):
    return Project(id=name, activities=(Activity(id="a1", days=1),))
