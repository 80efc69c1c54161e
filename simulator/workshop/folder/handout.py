"""The file of a workshop that teams are given: the office, its storm, its rounds, and a promise."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta, Struct
from msgspec.structs import replace

from simulator.check import check
from simulator.errors import RefusedError
from simulator.instruments import Instruments
from simulator.limits import LONGEST_NAME, MOST_BYTES
from simulator.model import RULES
from simulator.policies import Policy
from simulator.readers import ReadError
from simulator.scenario import AnyInject, Scenario, fingerprint
from simulator.session import Session
from simulator.session.parsing import DamageError, parsed
from simulator.values import cut, settle, shown
from simulator.workshop.record import FULL, NOTHING, Allowed, Seal, Workshop

FORMAT = "pmo-workshop 1"
NAME = "workshop.json"
"""What the file is called, so that a folder is enough to find it: a folder holds one workshop."""
KIND = "a workshop's file"
TRUST = (
    "The storm is in the workshop's file, and whoever can program can read it out of there and try "
    "it beforehand. Without a server, that nobody does rests on trust."
)
LONGEST_PROBLEM = 600


class Done(Struct, frozen=True, kw_only=True):
    """Something that was done, and when: seconds since 1970."""

    at: float
    what: Annotated[str, Meta(max_length=2 * LONGEST_NAME)]


class Handout(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What teams get of a workshop: everything but how their decisions will be scored.

    Its fingerprint finds slips, careless edits and files of other versions. It is no signature.
    Raises RefusedError for what cannot be played.
    """

    format: str = FORMAT
    rules: int = RULES
    notice: str = TRUST
    title: Annotated[str, Meta(max_length=LONGEST_NAME)]
    code: Annotated[str, Meta(max_length=LONGEST_NAME)] = ""
    """What stands for office and storm in the lobby, where eight signs can; "" where not."""
    scenario: Scenario
    """The office, with everything that the mentor has sent so far."""
    begun_with: int = 0
    """How many injects it has had from the beginning."""
    policy: Policy = Policy()
    seed: int
    rounds: tuple[float, ...]
    round: int = 0
    """The one that is open, or was last; 0 before the first."""
    is_open: bool = False
    instruments: Instruments = FULL
    allowed: Allowed = NOTHING
    done: tuple[Done, ...] = ()
    """What the mentor has done, in order."""
    commitment: Annotated[str, Meta(max_length=LONGEST_NAME)]
    """Fits one storm with its scoring worlds, and no other."""
    seal: Seal | None = None
    """What was promised, once it is revealed."""
    fingerprint: str = ""
    """Of everything above."""

    def __post_init__(self) -> None:
        settle(self, RefusedError, "workshop")
        self.known  # noqa: B018 - the workshop's rules for rounds hold here too
        if not 0 <= self.round <= len(self.rounds):
            raise RefusedError(
                f"workshop: round is {self.round}; there are {len(self.rounds)}, from 1"
            )
        if self.seal is not None and (
            not self.seal.fits(self.commitment) or self.seal.seed != self.seed
        ):
            raise RefusedError(
                "workshop: what is revealed is not what was promised: the seal does not fit the "
                "commitment"
            )

    @classmethod
    def of(cls, workshop: Workshop, code: str = "") -> "Handout":
        """What is handed out of a workshop, before its first round."""
        return cls(
            title=workshop.title,
            code=code,
            scenario=workshop.scenario,
            begun_with=len(workshop.scenario.injects),
            policy=workshop.policy,
            seed=workshop.seal.seed,
            rounds=workshop.rounds,
            instruments=workshop.instruments,
            allowed=workshop.allowed,
            commitment=workshop.seal.commitment,
        )

    def with_seal(self, seal: Seal) -> Workshop:
        """The whole workshop, for who knows its seal."""
        return Workshop(
            title=self.title,
            scenario=self.scenario,
            policy=self.policy,
            seal=seal,
            rounds=self.rounds,
            instruments=self.instruments,
            allowed=self.allowed,
        )

    @property
    def known(self) -> Workshop:
        """The workshop as far as the room knows it: how it is scored is not in it."""
        return self.with_seal(Seal(seed=self.seed, fate="", salt=""))

    @property
    def start(self) -> Session:
        """Every team's flight on its first day."""
        return Session(self.scenario, self.policy, self.seed)

    @property
    def until(self) -> float:
        """The day on which the round ends that is open, or was last; 0 before the first."""
        return self.rounds[self.round - 1] if self.round else 0.0

    @property
    def is_last(self) -> bool:
        """Whether no round comes after this one."""
        return self.round == len(self.rounds)

    def versions(self) -> Iterator[Scenario]:
        """The office as it is now, and as it was before each thing that the mentor has sent."""
        injects = self.scenario.injects
        for count in range(len(injects), self.begun_with - 1, -1):
            yield replace(self.scenario, injects=injects[:count])

    def missed(self, scenario: Scenario, day: float) -> tuple[AnyInject, ...]:
        """What of the things that were sent should have come by a day, and has not."""
        later = self.scenario.injects[len(scenario.injects) :]
        return tuple(it for it in later if it.day <= day)

    def sealed(self) -> "Handout":
        """The same with its fingerprint."""
        return replace(self, fingerprint=fingerprint(replace(self, fingerprint="")))

    def encoded(self) -> bytes:
        """What the file says."""
        return msgspec.json.format(msgspec.json.encode(self.sealed()), indent=2) + b"\n"


def read(path: Path) -> Handout:
    """The workshop in a file. Raises RefusedError with a sentence about what is wrong with it."""
    name = cut(path.name)
    plain = _plain(path, name)
    if not isinstance(plain, dict) or plain.get("format") != FORMAT:
        found = plain.get("format") if isinstance(plain, dict) else None
        raise RefusedError(f"{name}: is no workshop (format {shown(found)}, not '{FORMAT}')")
    if plain.get("rules") != RULES:
        raise RefusedError(
            f"{name}: was made under rules {shown(plain.get('rules'))}, this simulator has rules "
            f"{RULES}; the same storm would be another one, so use one version in the whole room"
        )
    try:
        found = msgspec.convert(plain, Handout)
        check(found.scenario)
    except (msgspec.MsgspecError, RefusedError) as error:
        raise RefusedError(f"{name}: is damaged: {cut(str(error), LONGEST_PROBLEM)}") from None
    if found != found.sealed():
        raise RefusedError(
            f"{name}: was changed since the mentor wrote it: its fingerprint does not fit what "
            "stands in it; ask your mentor for the file as it was"
        )
    return found


def _plain(path: Path, name: str) -> object:
    """What the file says, whatever that is."""
    try:
        return parsed(path, KIND, MOST_BYTES)
    except ReadError as error:
        raise RefusedError(str(error)) from None
    except DamageError as error:
        place = name if error.line is None else f"{name}, line {error.line}"
        raise RefusedError(f"{place}: {error}") from None
