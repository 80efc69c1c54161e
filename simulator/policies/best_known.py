"""The best policy that anybody has found for each organisation: kept, with how it was found."""

from functools import cache
from pathlib import Path

import msgspec

from simulator.policies.policy import Policy
from simulator.scenario import Scenario

FILE = Path(__file__).with_suffix(".json")


class Known(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a search has found for one organisation; its numbers are of worlds new to it."""

    policy: Policy
    net: float
    """Mean net value, in k€."""
    low: float
    high: float
    """The 95 % interval of that mean."""
    searched: float
    """Its mean in the search itself: the winner of many is partly lucky there."""
    move: str
    """The best single move; "nothing" where none beats an office in which nobody decides."""
    move_net: float
    """Mean net value of that move."""
    ahead: tuple[float, float, float]
    """What the policy brings beyond the move, in the same worlds: mean, low, high."""
    tried: int
    """Policies that were tried."""
    worlds: int
    fate: str
    """Of the search and of the worlds in which it is told."""
    rules: str
    """Version of the model."""
    scenario: str
    """Fingerprint of the scenario."""


def best_known(scenario: Scenario) -> Known | None:
    """The best policy found for an organisation of this name; None if nobody has looked.

    A scenario that has been changed since has another fingerprint than `Known.scenario`.
    """
    return all_known().get(scenario.name)


@cache
def all_known() -> dict[str, Known]:
    """What was found, by the scenario's name. Written by `python tools/best_known.py`."""
    return msgspec.json.decode(FILE.read_bytes(), type=dict[str, Known])


def keep(found: dict[str, Known]) -> None:
    """Write what was found."""
    FILE.write_bytes(msgspec.json.format(msgspec.json.encode(found), indent=1) + b"\n")
    all_known.cache_clear()
