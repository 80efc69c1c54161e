"""The boundary map as it is kept: its cells, what they rest on, and whether they are of today."""

from functools import cache
from pathlib import Path

import msgspec

from simulator.debrief.boundary.axes import CULTURES, LOADS, TROUBLES
from simulator.debrief.boundary.office import map_office
from simulator.errors import RefusedError
from simulator.model import RULES
from simulator.policies.ready import READY
from simulator.scenario import fingerprint

FILE = Path(__file__).with_name("boundary.json")
COMMAND = "python tools/boundary.py"
WITH, WITHOUT = READY["tailored"], READY["no_pmo"]
"""The policies whose difference the map shows."""


class Cell(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the PMO brought in one place of the map."""

    culture: str
    load: float
    trouble: float
    mean: float
    """Net value with the PMO less without, in k€, on average over the same worlds."""
    low: float
    high: float
    """The 95 % interval of the mean."""
    lost: float
    """Share of worlds in which it brought less than nothing."""

    @property
    def verdict(self) -> str:
        """What its interval says: "pays", "costs" or "nobody can tell"."""
        return "pays" if self.low > 0 else "costs" if self.high < 0 else "nobody can tell"


class Map(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The whole map, and what it rests on."""

    rules: int
    """Version of the model."""
    office: str
    """Fingerprint of the office, the axes and both policies."""
    worlds: int
    """Of each cell."""
    fate: str
    promised: float
    """What all projects of the office are worth if nothing goes wrong, in k€."""
    cells: tuple[Cell, ...]


def keep(found: Map) -> None:
    """Write the map."""
    FILE.write_bytes(msgspec.json.format(msgspec.json.encode(found), indent=1) + b"\n")
    shipped.cache_clear()


@cache
def shipped() -> Map:
    """The map as it was computed. Raises RefusedError if it was made by another model or office."""
    return fresh(msgspec.json.decode(FILE.read_bytes(), type=Map))


def fresh(found: Map) -> Map:
    """The map, if it is of this model. Raises RefusedError, with what to run, if it is not."""
    for what, its, now in (
        ("rules", found.rules, RULES),
        ("office", found.office, made_of()),
    ):
        if its != now:
            raise RefusedError(
                f"the boundary map is of {what} {its}, and here it is {now}; write it anew: "
                f"{COMMAND}"
            )
    return found


def made_of() -> str:
    """Fingerprint of what the map is made of: its office, its axes and both policies."""
    axes = (tuple(LOADS), tuple(TROUBLES), tuple(CULTURES.items()))
    return fingerprint((map_office(), axes, WITH, WITHOUT))
