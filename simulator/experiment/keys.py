"""Under what a finished world is kept: whatever can change it is part of its name."""

import hashlib
from functools import lru_cache
from pathlib import Path

from simulator.chance import FATE
from simulator.experiment.captain import Flight
from simulator.model import RULES
from simulator.scenario import fingerprint


def prefix(flight: Flight, measure: str) -> str | None:
    """What the keys of a flight and a measure's name begin with, its seed being the rest.

    None if nothing can be kept: an order of somebody's own is a function, as is a measure without a
    name, and nobody can tell whether it is still the same.
    """
    policy, decisions, blindly = flight.captain
    if not measure or callable(policy.order):
        return None
    parts = (measure, str(RULES), FATE, program(), fingerprint(flight.scenario),
             fingerprint(policy), fingerprint(decisions), str(blindly))  # fmt: skip
    return hashlib.blake2b("\n".join(parts).encode(), digest_size=16).hexdigest()


@lru_cache(maxsize=1)
def program() -> str:
    """A fingerprint of this package: whoever changes the model gets new results."""
    import simulator

    digest, root = hashlib.blake2b(digest_size=16), Path(simulator.__file__).parent
    for path in sorted(root.rglob("*.py")):
        digest.update(path.relative_to(root).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()
