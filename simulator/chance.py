"""All randomness, drawn by name: a number depends on the seed and its name, on nothing else.

There is no generator and no order of drawing, so a decision about one project cannot change
the luck of another. Names are the ids a scenario's author wrote.
"""

import os
from collections.abc import Mapping
from functools import partial
from hashlib import blake2b
from math import log
from statistics import NormalDist

from msgspec import Struct, field

from simulator.errors import RefusedError

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


Name = tuple[object, ...]
"""What a number is asked for by: its purpose, then ids."""


class Fate(Struct, frozen=True):
    """Luck of which some is known: numbers by name, and a key for all that is not among them.

    It stands wherever a seed may stand; without numbers it is the world of the seed `key`. Raises
    RefusedError for a number that does not lie strictly between 0 and 1.
    """

    key: int
    numbers: Mapping[Name, float] = {}

    def __post_init__(self) -> None:
        for name, number in self.numbers.items():
            if not 0 < number < 1:
                raise RefusedError(
                    f"fate: {name!r} is {number!r}; write a number between 0 and 1, without the two"
                )

    def uniform(self, *name: object) -> float:
        """A number strictly between 0 and 1."""
        number = self.numbers.get(name)
        return uniform(self.key, *name) if number is None else number


class NotedFate(Fate, frozen=True):
    """A fate that notes what it was asked for, with the numbers it gave.

    What is drawn around a middle may be held: it then comes out as it is held, whatever its middle,
    and `likely` has the logarithm of how likely that is.
    """

    held: Mapping[Name, float] = {}
    drawn: dict[Name, float] = field(default_factory=dict)
    came_out: dict[Name, float] = field(default_factory=dict)
    likely: list[float] = field(default_factory=list)

    def uniform(self, *name: object) -> float:
        """A number strictly between 0 and 1."""
        number = self.numbers.get(name)
        if number is None:
            number = uniform(self.key, *name)
        self.drawn[name] = number
        return number

    def around(self, middle: float, spread: float, *name: object) -> float:
        """A number from a normal distribution, or what is held of this name."""
        if spread and name in self.held:
            outcome = self.held[name]
            normal = (outcome - middle) / spread
            self.drawn[name] = min(max(NormalDist().cdf(normal), 1e-15), 1 - 1e-15)
            self.likely.append(-normal * normal / 2 - log(spread))
        else:
            outcome = middle + spread * _normal(self.uniform(*name))
        self.came_out[name] = outcome
        return outcome


class Chance:
    """All numbers of one world, asked for by name."""

    def __init__(self, seed: float | Fate) -> None:
        self.uniform = seed.uniform if isinstance(seed, Fate) else partial(uniform, seed)
        """A number strictly between 0 and 1."""
        self._noted = seed if isinstance(seed, NotedFate) else None

    def exponential(self, *name: object) -> float:
        """A number from the exponential distribution with mean 1."""
        return -log(self.uniform(*name))

    def normal(self, *name: object) -> float:
        """A number from the standard normal distribution."""
        return _normal(self.uniform(*name))

    def around(self, middle: float, spread: float, *name: object) -> float:
        """A number from the normal distribution around a middle that other luck has moved.

        Ask for it where such a sum is what people see: what is known of its parts is then found.
        """
        if self._noted is not None:
            return self._noted.around(middle, spread, *name)
        return middle + spread * _normal(self.uniform(*name))
