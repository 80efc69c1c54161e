"""All randomness, drawn by name: a number depends on the seed and its name, on nothing else.

There is no generator and no order of drawing, so a decision about one project cannot change
the luck of another. Names are the ids a scenario's author wrote.
"""

import os
from functools import partial
from hashlib import blake2b
from math import log
from statistics import NormalDist

FATE = os.environ.get("PMO_FATE", "")
"""Any text here is other luck: the same seeds are then other worlds, in this whole process.

Empty for the luck of all stored logs. Whether an effect hangs on that luck is tried with others.
"""
_begin = f"{FATE}\x1f" if FATE else ""
_normal = NormalDist().inv_cdf


def uniform(seed: float, *name: object) -> float:
    """A number strictly between 0 and 1."""
    text = "\x1f".join([f"{_begin}{seed}", *map(str, name)])
    digest = blake2b(text.encode(), digest_size=8).digest()
    return ((int.from_bytes(digest) >> 12) + 0.5) * 2.0**-52


def seed_under(fate: str, number: int) -> int:
    """The seed of world `number` under another fate; under none, the number itself."""
    if not fate:
        return number
    digest = blake2b(f"{fate}\x1f{number}".encode(), digest_size=8).digest()
    return int.from_bytes(digest) >> 11  # a whole number that JavaScript knows, too


def exponential(seed: int, *name: object) -> float:
    """A number from the exponential distribution with mean 1."""
    return -log(uniform(seed, *name))


def normal(seed: int, *name: object) -> float:
    """A number from the standard normal distribution."""
    return _normal(uniform(seed, *name))


class Chance:
    """All numbers of one world, asked for by name."""

    def __init__(self, seed: float) -> None:
        self.uniform = partial(uniform, seed)
        """A number strictly between 0 and 1."""

    def exponential(self, *name: object) -> float:
        """A number from the exponential distribution with mean 1."""
        return -log(self.uniform(*name))

    def normal(self, *name: object) -> float:
        """A number from the standard normal distribution."""
        return _normal(self.uniform(*name))
