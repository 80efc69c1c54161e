"""Scenario files of our own (*.toml): ids are keys, units are in the shipped files' comments."""

import re
from pathlib import Path
from typing import Any

import msgspec

from simulator.limits import DEEPEST, LONGEST_NUMBER, MOST_PIECES
from simulator.readers.door import text
from simulator.readers.errors import ReadError
from simulator.readers.sentences import in_words
from simulator.scenario import Scenario
from simulator.values import shown

TABLES = ("roles", "projects", "risks", "mitigations", "objectives")


PIECES = ("\n", ",", "=", "[", ".", "\\")
"""What stands between the pieces of a file; the parser takes its time for each."""
NUMBER = re.compile(rf"(?<![\w.])[0-9][0-9A-Fa-fxob_]{{{LONGEST_NUMBER},}}", re.ASCII)
KEY = r"""(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+"""
DEEP_KEY = re.compile(rf"""(?<![\w."'-])(?:{KEY}){{{DEEPEST}}}""", re.ASCII)
"""A key such as a.b.c, but deeper than any of ours; the parser keeps every beginning of it."""
OURS = "expected TOML as in the scenarios that come with the simulator"


def read(path: Path) -> Scenario:
    """The scenario in a file. Raises ReadError that names the place, the value and the rule."""
    plain = _plain(_parsed(path), path)
    _let_whole_numbers_be_whole(plain)
    try:
        return msgspec.convert(plain, Scenario)
    except msgspec.ValidationError as error:
        raise ReadError(path, None, in_words(str(error), plain)) from None


def _parsed(path: Path) -> dict[str, Any]:
    """What the file says, as TOML has it. Raises ReadError if it is none, or beyond measure."""
    import tomllib  # whoever reads no such file need not wait for it

    found = text(path, "TOML in UTF-8")
    if sum(map(found.count, PIECES)) > MOST_PIECES:
        raise ReadError(path, None, f"has more than {MOST_PIECES} values; {OURS}")
    if long := NUMBER.search(found):
        problem = f"has a number of more than {LONGEST_NUMBER} digits; expected a shorter one"
        raise ReadError(path, _line_of(found, long), problem)
    if deep := DEEP_KEY.search(found):
        raise ReadError(path, _line_of(found, deep), f"is nested more than {DEEPEST} deep; {OURS}")
    try:
        return tomllib.loads(found)
    except RecursionError:
        raise ReadError(path, None, f"is nested more than {DEEPEST} deep; {OURS}") from None
    except ValueError as error:
        line = re.search(r"line (\d+)", str(error))
        raise ReadError(path, int(line[1]) if line else None, f"is not TOML: {error}") from None


def _line_of(found: str, match: re.Match[str]) -> int:
    return found.count("\n", 0, match.start()) + 1


def _plain(raw: dict[str, Any], path: Path) -> dict[str, Any]:
    """The file's tables as the lists of records that a Scenario holds."""
    plain = {"name": path.stem, **raw}
    for table in TABLES:
        if table in raw:
            plain[table] = _listed(raw[table], f"[{table}]", path)
    for project in plain.get("projects", ()):
        if isinstance(project.get("activities"), dict):
            place = f"project {shown(project['id'])}, activities"
            project["activities"] = _listed(project["activities"], place, path)
        if isinstance(project.get("serves"), dict):
            project["serves"] = [
                {"objective": name, "share": share} for name, share in project["serves"].items()
            ]
        listed = project.get("activities", ())
        for activity in listed if isinstance(listed, list) else ():
            if isinstance(activity, dict):
                _plain_activity(activity)
    return plain


def _let_whole_numbers_be_whole(table: dict[str, Any]) -> None:
    """2.0 is a whole number, in a file as anywhere; the fields for such are in few tables."""
    for field, value in table.items():
        if isinstance(value, float) and value.is_integer():
            table[field] = int(value)
        elif isinstance(value, dict):
            _let_whole_numbers_be_whole(value)


def _plain_activity(activity: dict[str, Any]) -> None:
    """people = {tester = 2} and predecessors = ["scope"], written out."""
    people = activity.get("people")
    if isinstance(people, dict):
        activity["people"] = [{"role": role, "people": n} for role, n in people.items()]
    before = activity.get("predecessors")
    if isinstance(before, list):
        activity["predecessors"] = [
            {"activity": it} if isinstance(it, str) else it for it in before
        ]


def _listed(table: object, place: str, path: Path) -> list[dict[str, Any]]:
    """A table of tables as a list of records, each with its key as id."""
    if not isinstance(table, dict) or not all(isinstance(row, dict) for row in table.values()):
        raise ReadError(
            path, None, f"{place}: expected a table for each id, such as [roles.tester]"
        )
    return [{"id": key, **row} for key, row in table.items()]
