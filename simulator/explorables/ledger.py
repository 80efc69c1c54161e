"""What an office writes of its own worth, and a hundred audits that play it again."""

from collections.abc import Callable, Mapping, Sequence
from math import floor
from statistics import fmean

from msgspec import Struct, ValidationError, convert

from simulator import chance
from simulator.errors import RefusedError
from simulator.experiment import interval
from simulator.explorables.picture import Message, Picture, Work, number
from simulator.policies import Policy

OWN = 20
"""Worlds in which the office has kept its ledger."""
POOL = 100
"""Worlds that auditors may draw."""
AUDITS = 100
SLICE = 4
"""Worlds between two looks of the page."""


class Statement(Struct, frozen=True, kw_only=True):
    """Everything on the page; money in k€."""

    own: tuple[float, ...]
    """With the office less without it, as its ledger has it."""
    written: float
    """“At least so much.”"""
    signed: float | None
    findings: tuple[float, ...]
    """What each audit finds; once something is signed."""
    holds: int | None
    """How many audits find no less than was written."""
    believed: float | None
    """What is believed on average: what was written where it holds, else nothing."""
    mean: float | None
    low: float | None
    high: float | None
    """The ledger's mean and its 95 % interval, once something is signed."""
    end: float
    """Where the line of money ends."""
    start: float
    offices: int
    """How many worlds of the ledger are to be played."""


class Ledger(Picture):
    """Read the ledger, write "at least so much", sign; then the audits come.

    `play` says what an office brings in a world in k€, `office` which one it is; it raises
    RefusedError while there is none.
    """

    def __init__(
        self,
        play: Callable[[Policy, int], float],
        office: Callable[[], Policy],
        end: float,
        first: int = 1,
    ) -> None:
        self.play_one, self.office = play, office
        self.seeds = range(first, first + OWN)
        self.pool = range(first + OWN, first + OWN + POOL)
        self.end = end
        self.written = end / 2
        self.signed: float | None = None
        self.own: list[float] = []
        self.found: tuple[float, ...] = ()

    @property
    def told(self) -> bool:
        """Whether the audits may be seen."""
        return self.open and self.signed is not None and bool(self.found)

    def shown(self) -> Statement:
        """The ledger and what is written; once it is signed, what audits find."""
        found = self.found if self.told else ()
        mean, low, high = interval(self.own) if found and self.own else (None, None, None)
        holds = sum(it >= self.written for it in found) if found else None
        lowest = min((*self.own, 0.0))
        return Statement(
            own=tuple(self.own) if self.open else (), written=self.written, signed=self.signed,
            findings=found, holds=holds, mean=mean, low=low, high=high,
            believed=None if holds is None else self.written * holds / AUDITS,
            end=self.end, start=float(500 * floor(lowest / 500) - 300), offices=OWN,
        )  # fmt: skip

    def words(self) -> str:
        """What is written, and how often it holds."""
        text = f"You write: at least {self.written:,.0f} k€"
        page = self.shown()
        if page.holds is None:
            return f"{text}; no audit has come yet."
        return (
            f"{text}. It holds in {page.holds} of {AUDITS} audits. The ledger says "
            f"{page.mean:,.0f} k€, with an interval from {page.low:,.0f} to {page.high:,.0f}."
        )

    def act(self, message: Message) -> Work | None:
        """Keep the ledger, write an amount, sign it. Raises RefusedError for what cannot be."""
        match message.get("do"):
            case "keep":
                self.check_open()
                return self.keep_ledger(self.office())
            case "write":
                self.written = round(number(message, "amount", -self.end, self.end) / 10) * 10.0
                return None
            case "sign":
                self.check_open()
                return self.sign()
        return super().act(message)

    def keep_ledger(self, policy: Policy) -> Work:
        """Play the office in the worlds of its ledger, slice by slice."""
        mine: list[float] = []
        self.own = mine
        for place in range(0, OWN, SLICE):
            yield
            mine += [self.play_one(policy, it) for it in self.seeds[place : place + SLICE]]

    def sign(self) -> Work:
        """Sign what is written; then auditors come. Raises RefusedError if one is signed, or there
        is no ledger to go by."""
        if self.signed is not None:
            raise RefusedError(f"at least {self.signed:,.0f} k€ is signed; a signature stays")
        if len(self.own) < OWN:
            raise RefusedError("first look into the ledger")
        self.signed = self.written
        return self._audited(self.office())

    def kept(self) -> dict[str, object] | None:
        """What is written and signed."""
        if not self.own and self.signed is None:
            return None
        return {"written": self.written, "signed": self.signed, "ledger": len(self.own) == OWN}

    def take_up(self, state: Mapping[str, object]) -> None:
        """As it was left; ledger and audits are played again."""
        try:
            left = convert(state, _State)
        except ValidationError:
            return  # of another edition of the lesson
        amounts = [it for it in (left.written, left.signed) if it is not None]
        if not all(abs(it) <= self.end for it in amounts):
            return
        self.written, self.signed = left.written, left.signed
        try:
            policy = self.office()
        except RefusedError:
            return  # somebody else's file: a ledger without an office
        if left.ledger or left.signed is not None:
            for _ in self.keep_ledger(policy):
                pass
        if left.signed is not None:
            for _ in self._audited(policy):
                pass

    def _audited(self, policy: Policy) -> Work:
        pool: list[float] = []
        for place in range(0, POOL, SLICE):
            yield
            pool += [self.play_one(policy, it) for it in self.pool[place : place + SLICE]]
        self.found = audits(pool)


class _State(Struct):
    """What is kept of the report."""

    written: float
    signed: float | None = None
    ledger: bool = False


def audits(pool: Sequence[float]) -> tuple[float, ...]:
    """What auditors find who each play as many worlds as the ledger has, drawn by lot."""
    return tuple(
        fmean(pool[int(chance.uniform(audit, "audit", it) * len(pool))] for it in range(OWN))
        for audit in range(AUDITS)
    )
