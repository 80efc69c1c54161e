"""What a room plays: an office, its storm, its rounds, and what the mentor hands out."""

import hashlib
import hmac
import secrets
from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING, Annotated

import msgspec
from msgspec import Meta, Struct

from simulator.calendar import DAYS_A_WEEK
from simulator.errors import RefusedError
from simulator.instruments import Instruments
from simulator.limits import LAST_DAY, LONGEST_NAME
from simulator.mentor.levels import Level, at
from simulator.policies import Policy
from simulator.readers import load
from simulator.scenario import Scenario, without_chance
from simulator.session import Session
from simulator.values import settle, shown

if TYPE_CHECKING:
    from simulator.workshop.client import Team

MOST_ROUNDS = 40
"""No room plays more."""
SEEDS = 10**18
"""So many storms to draw from: nobody tries them all to find the one that was seen."""
ROOM_ON_TOP = 1.25
"""The last round ends so many times as late as the plan: late projects are seen to their end."""


class Allowed(Struct, frozen=True, kw_only=True):
    """What a team may do that people in an office cannot: both let it use what it has just seen."""

    undo: bool = False
    """Take back the last step of this round."""
    replay: bool = False
    """Change a decision of the past and play on from there."""


NOTHING = Allowed()
FULL = Instruments()


class Seal(Struct, frozen=True, kw_only=True):
    """The storm and the scoring worlds, in numbers: promised at the beginning, shown at the end."""

    seed: int
    fate: str
    """The luck of the worlds in which all teams' decisions are scored."""
    salt: str
    """Makes sure that nobody finds the others by trying."""

    @property
    def commitment(self) -> str:
        """Sixty-four hexadecimal digits that fit this seal and no other: SHA-256 of its JSON."""
        return hashlib.sha256(msgspec.json.encode(self)).hexdigest()

    def fits(self, commitment: str) -> bool:
        """Whether this is what was promised."""
        return hmac.compare_digest(self.commitment, commitment.strip().lower())


def drawn() -> Seal:
    """A storm that nobody knows, and scoring worlds that nobody knows either."""
    return Seal(
        seed=secrets.randbelow(SEEDS), fate=secrets.token_hex(16), salt=secrets.token_hex(16)
    )


class Workshop(Struct, frozen=True, kw_only=True):
    """What a room plays. Raises RefusedError for what cannot be played.

    Whoever holds this record holds the storm; teams of a served workshop never get it.
    """

    title: Annotated[str, Meta(max_length=LONGEST_NAME)]
    scenario: Scenario
    """The office at its level, with all that has been thrown in so far."""
    policy: Policy = Policy()
    """The rules with which everybody begins."""
    seal: Seal
    rounds: tuple[float, ...]
    """The working day on which each round ends."""
    instruments: Instruments = FULL
    allowed: Allowed = NOTHING

    def __post_init__(self) -> None:
        settle(self, RefusedError, "workshop")
        if not 1 <= len(self.rounds) <= MOST_ROUNDS:
            raise RefusedError(f"workshop: has {len(self.rounds)} rounds; write 1 to {MOST_ROUNDS}")
        for before, day in pairwise((0.0, *self.rounds)):
            if not before < day <= LAST_DAY:
                raise RefusedError(
                    f"workshop: a round ends on day {day:g}, after one that ends on day "
                    f"{before:g}; write days that grow, such as 30, 60, 90"
                )

    @classmethod
    def of(
        cls,
        office: str,
        level: Level = "as written",
        rounds: int | tuple[float, ...] = 8,
        title: str = "",
        seal: Seal | None = None,
        instruments: Instruments = FULL,
        allowed: Allowed = NOTHING,
    ) -> "Workshop":
        """A workshop in an organisation that comes with the simulator, under a storm of its own.

        `rounds` are their last days, or how many of equal length there are. Raises RefusedError
        for an organisation or a level that there is not.
        """
        scenario = at(load(office), level)
        if isinstance(rounds, int):
            rounds = even(scenario, rounds)
        return cls(
            title=title or scenario.title or scenario.name,
            scenario=scenario,
            seal=seal or drawn(),
            rounds=rounds,
            instruments=instruments,
            allowed=allowed,
        )

    @staticmethod
    def join(url: str = "", code: str = "", team: str = "") -> "Team":
        """Join a workshop that a mentor serves; on a JupyterHub without an address, as its user.

        Raises RefusedError if nobody answers there, the code is none, or the name is taken.
        """
        from simulator.workshop.client import hub, join  # only who joins needs the network

        return join(url, code, team) if url else hub.join(code)

    @property
    def start(self) -> Session:
        """Every team's flight on its first day."""
        return Session(self.scenario, self.policy, self.seal.seed)

    def until(self, number: int) -> float:
        """The last day of a round, counted from 1; day 0 before the first."""
        return self.rounds[min(number, len(self.rounds)) - 1] if number > 0 else 0.0


def even(scenario: Scenario, count: int) -> tuple[float, ...]:
    """The last days of so many rounds: whole weeks of equal number, somewhat beyond the plan.

    Raises RefusedError for a number of rounds that nobody plays.
    """
    if type(count) is not int or not 1 <= count <= MOST_ROUNDS:
        raise RefusedError(
            f"workshop: {shown(count)} rounds cannot be played; write 1 to {MOST_ROUNDS}"
        )
    planned = Session(without_chance(scenario)).to_end().today
    weeks = max(1, ceil(planned * ROOM_ON_TOP / DAYS_A_WEEK / count))
    return tuple(float(number * weeks * DAYS_A_WEEK) for number in range(1, count + 1))
