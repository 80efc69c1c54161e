"""All randomness, drawn by name: a number depends on the seed and its name, on nothing else.

There is no generator and no order of drawing, so a decision about one project cannot change
the luck of another. Names are the ids a scenario's author wrote.
"""

import os
from collections.abc import Callable, Mapping
from functools import partial
from hashlib import blake2b
from math import log
from statistics import NormalDist
from typing import NamedTuple

from msgspec import Struct, field

from simulator.errors import RefusedError

FATE = os.environ.get("PMO_FATE", "")
"""Any text here is other luck: the same seeds are then other worlds, in this whole process.

Empty for the luck of all stored logs. Whether an effect hangs on that luck is tried with others.
"""
ALIKE = 1e-9
"""How far two numbers are apart that show the same."""
_begin = f"{FATE}\x1f" if FATE else ""
_normal = NormalDist().inv_cdf


def uniform(seed: float, *name: object) -> float:
    """A number strictly between 0 and 1.

    >>> uniform(7, "duration", "billing") == uniform(7, "duration", "billing")
    True
    >>> uniform(7, "duration", "billing") == uniform(8, "duration", "billing")
    False
    """
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


class Heard(NamedTuple):
    """What the model says of a number that it has drawn."""

    leads_to: Callable[[float], float]
    """What a number comes to; it only ever falls or only ever rises with the number."""
    low: float
    high: float
    """What comes of it may be more than it came to by more than `low`, and by at most `high`, and
    shows the same."""


class Look(NamedTuple):
    """Somebody has looked for what nobody had noticed."""

    day: float
    project: str
    lived: float
    """The hazard that the project had lived through by then."""
    sees: float
    """The chance that an issue was noticed."""


class HeardFate(NotedFate, frozen=True):
    """A fate that the model tells what it knows of its own numbers.

    These are hints for who looks for other numbers that show the same: whether they do is asked of
    a replay.
    """

    heard: dict[Name, Heard] = field(default_factory=dict)
    looks: list[Look] = field(default_factory=list)

    def hear(self, name: Name, leads_to: Callable[[float], float], low: float, high: float) -> None:
        """Take in what the model says of a number."""
        self.heard[name] = Heard(leads_to, low, high)


class Chance:
    """All numbers of one world, asked for by name."""

    def __init__(self, seed: float | Fate) -> None:
        self.uniform = seed.uniform if isinstance(seed, Fate) else partial(uniform, seed)
        """A number strictly between 0 and 1."""
        self._noted = seed if isinstance(seed, NotedFate) else None
        self.listens = seed if isinstance(seed, HeardFate) else None
        """Who wants to be told what comes of numbers, if anybody does."""

    def exponential(self, *name: object) -> float:
        """A number from the exponential distribution with mean 1."""
        return -log(self.uniform(*name))

    def normal(self, *name: object) -> float:
        """A number from the standard normal distribution."""
        return _normal(self.uniform(*name))

    def shows(self, leads_to: Callable[[float], float], *name: object) -> None:
        """Say that what a number leads to can be seen, and so has to stay as it came."""
        if self.listens is not None:
            self.listens.hear(name, leads_to, -ALIKE, ALIKE)

    def around(self, middle: float, spread: float, *name: object) -> float:
        """A number from the normal distribution around a middle that other luck has moved.

        Ask for it where such a sum is what people see: what is known of its parts is then found.
        """
        if self._noted is not None:
            return self._noted.around(middle, spread, *name)
        return middle + spread * _normal(self.uniform(*name))
