"""A world in eight signs: organisation, storm, level and instruments, to be typed in by a room.

Digits and capital letters without I, L, O and U, which look like others or make words. The last
seven bits are a check: of a hundred slips of the tongue, ninety-nine are noticed. It hides nothing:
whoever can program can read the storm out of it, as out of a file.
"""

import hashlib
from collections.abc import Iterator, Sequence
from functools import cache
from typing import get_args

from msgspec import Struct

from simulator.errors import RefusedError
from simulator.instruments import ALL, Coach, Instruments
from simulator.mentor.levels import LEVELS, Level, at
from simulator.readers import load, shipped
from simulator.scenario import Scenario
from simulator.values import shown

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
MISREAD = str.maketrans("ILO", "110", " -\u2010\u2011\u2012\u2013")
"""What people write for another sign, and what they put between them."""
LENGTH = 8
OFFICE_BITS, SEED_BITS, LEVEL_BITS, COACH_BITS, CHECK_BITS = 9, 17, 2, 2, 7
SEEDS = range(2**SEED_BITS)
COACHES: tuple[Coach, ...] = get_args(Coach)
EXAMPLE = "K7QM-2F9D"


class World(Struct, frozen=True, kw_only=True):
    """Everything that a room flies alike."""

    organisation: str
    """A shipped scenario."""
    seed: int
    level: Level = "as written"
    instruments: Instruments = ALL

    @property
    def scenario(self) -> Scenario:
        """The organisation at its level."""
        return at(load(self.organisation), self.level)


def written(world: World) -> str:
    """The code of a world. Raises RefusedError for a seed or an organisation that has none.

    >>> written(World(organisation="three_projects", seed=7))
    'K600-3QPJ'
    """
    if world.seed not in SEEDS:
        raise RefusedError(
            f"world {shown(world.seed)} has no code; give a number from 0 to {SEEDS.stop - 1}"
        )
    if world.organisation not in shipped():
        raise RefusedError(
            f"{shown(world.organisation)} does not come with the simulator, so no other computer "
            "knows it; choose one of the list"
        )
    number = _office(world.organisation)
    for bits, value in _fields(world):
        number = number << bits | value
    number = number << CHECK_BITS | _check(number)
    signs = "".join(SIGNS[number >> 5 * place & 31] for place in reversed(range(LENGTH)))
    return f"{signs[:4]}-{signs[4:]}"


def read(code: str) -> World:
    """The world of a code, however it is typed. Raises RefusedError for what is none.

    >>> read("K600-3QPJ").seed
    7
    """
    signs = code.strip().upper().translate(MISREAD)
    if len(signs) != LENGTH or not set(signs) <= set(SIGNS):
        raise RefusedError(
            f"{shown(code)} is not a mentor's code; it has eight signs, such as {EXAMPLE}"
        )
    number = 0
    for sign in signs:
        number = number << 5 | SIGNS.index(sign)
    parts = number >> CHECK_BITS
    found = _world(parts) if _check(parts) == number & (2**CHECK_BITS - 1) else None
    if found is None:
        raise RefusedError(
            f"{shown(code)} is nobody's code; look at it again, sign by sign, or ask your mentor"
        )
    return found


def _fields(world: World) -> Iterator[tuple[int, int]]:
    """Bits and value of each part after the organisation."""
    tools = world.instruments
    yield SEED_BITS, world.seed
    yield LEVEL_BITS, LEVELS.index(world.level)
    for switch in (tools.forecasts, tools.cards, tools.hints):
        yield 1, int(switch)
    yield COACH_BITS, COACHES.index(tools.coach)


def _world(number: int) -> World | None:
    """What the bits say; None if they say nothing."""

    def take(bits: int) -> int:
        nonlocal number
        value: int = number & (2**bits - 1)
        number >>= bits
        return value

    coach, hints, cards, forecasts = take(COACH_BITS), take(1), take(1), take(1)
    level, seed = take(LEVEL_BITS), take(SEED_BITS)
    office = _offices().get(number)
    if office is None or level >= len(LEVELS) or coach >= len(COACHES):
        return None
    tools = Instruments(
        forecasts=bool(forecasts), cards=bool(cards), hints=bool(hints), coach=COACHES[coach]
    )
    return World(organisation=office, seed=seed, level=LEVELS[level], instruments=tools)


@cache
def _offices() -> dict[int, str]:
    """By what stands for them in a code; it stays when others are added."""
    return offices(shipped())


def offices(names: Sequence[str]) -> dict[int, str]:
    """By what stands for them in a code. Raises RefusedError if two would have the same."""
    found: dict[int, str] = {}
    for name in names:
        if (other := found.setdefault(_office(name), name)) != name:
            raise RefusedError(
                f"scenarios {shown(other)} and {shown(name)} have the same sign in codes; "
                "give one of them another name"
            )
    return found


def _office(name: str) -> int:
    return _hashed(name, OFFICE_BITS)


def _check(number: int) -> int:
    return _hashed(f"check {number}", CHECK_BITS)


def _hashed(text: str, bits: int) -> int:
    digest = hashlib.blake2b(text.encode(), digest_size=4).digest()
    return int.from_bytes(digest) >> (32 - bits)
