"""The scenarios that were flown, beside the flights, so that each can be taken up again.

An own scenario may be moved or edited after the flight, and a shipped one may change with the next
version; under the same rules its old self is as good as ever.
"""

from functools import lru_cache
from pathlib import Path

import msgspec

from simulator.check import check
from simulator.errors import RefusedError
from simulator.limits import MOST_BYTES
from simulator.logbook.writing import write_new
from simulator.readers import ReadError, load, shipped
from simulator.readers.door import text, there
from simulator.scenario import Scenario, fingerprint, written
from simulator.session.file import Saved, Whole, goes_along
from simulator.values import cut, shown

FOLDER = "scenarios"
KIND = "a scenario kept with a flight"


def keep(scenario: Scenario, folder: Path) -> None:
    """Write a copy beside the flights, unless it comes with the simulator, stands in the flight
    itself, or is there already.

    Raises OSError if it cannot be written, RefusedError if it is too large.
    """
    if goes_along(scenario):
        return
    if scenario.name in shipped() and _shipped(scenario.name) == scenario:
        return
    path = _path(fingerprint(scenario), folder)
    if there(path):
        return
    content = written(scenario)
    if len(content) > MOST_BYTES:
        raise RefusedError(f"its scenario has more than {MOST_BYTES / 2**20:g} MB")
    path.parent.mkdir(parents=True, exist_ok=True)
    write_new(path, content)


def scenario_of(saved: Saved, folder: Path) -> Scenario:
    """The scenario of a flight that carries none. Raises RefusedError if it is not to be had."""
    if problem := missing(saved, folder):
        raise RefusedError(problem)
    if _is_shipped(saved):
        return _shipped(saved.scenario)
    return _copy(_path(saved.scenario_fingerprint, folder), saved.scenario_fingerprint)


def missing(saved: Saved, folder: Path) -> str:
    """Why the scenario of a flight is not to be had, or ""; quick, for a list.

    Raises RefusedError if what it is known by could be no file's name.
    """
    if isinstance(saved, Whole) or _is_shipped(saved):
        return ""
    if there(_path(saved.scenario_fingerprint, folder)):
        return ""
    called = shown(saved.scenario)
    if saved.scenario in shipped():
        return f"it was flown with another version of scenario {called}, of which there is no copy"
    return f"it was flown with scenario {called}, of which there is no copy beside the flights"


def _is_shipped(saved: Saved) -> bool:
    return (
        saved.scenario in shipped()
        and fingerprint(_shipped(saved.scenario)) == saved.scenario_fingerprint
    )


@lru_cache(maxsize=32)
def _shipped(name: str) -> Scenario:
    return load(name)


def _path(marked: str, folder: Path) -> Path:
    if not (marked.isascii() and marked.isalnum()):
        raise RefusedError(f"{shown(marked)} is no fingerprint of a scenario")
    return folder / FOLDER / f"{marked}.json"


def _copy(path: Path, marked: str) -> Scenario:
    place = f"the copy of its scenario, {FOLDER}/{path.name},"
    try:
        found = text(path, KIND, MOST_BYTES, KIND)
        scenario = check(msgspec.json.decode(found.encode(), type=Scenario))
    except ReadError as error:
        raise RefusedError(f"the copy of its scenario cannot be read: {error}") from None
    except (RefusedError, msgspec.MsgspecError, RecursionError, UnicodeEncodeError) as error:
        raise RefusedError(f"{place} is damaged: {cut(str(error), 300)}") from None
    if fingerprint(scenario) != marked:
        raise RefusedError(f"{place} was changed since it was kept")
    return scenario
