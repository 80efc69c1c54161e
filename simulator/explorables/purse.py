"""Money held back: a purse for each, or one for all, over countable futures."""

from collections.abc import Mapping

from msgspec import Struct, ValidationError, convert

from simulator.errors import RefusedError
from simulator.experiment.played import quantile
from simulator.explorables.picture import Message, Picture, Work, number
from simulator.explorables.season import as_if_by_itself, season
from simulator.scenario import Scenario
from simulator.values import shown

FUTURES = 100
SURE = 0.8
"""How often a purse shall suffice."""
TOGETHER, ALONE = "as it is", "its own"
"""What bad luck has in common."""


class Owner(Struct, frozen=True, kw_only=True):
    """Who would hold a purse of their own."""

    name: str
    losses: tuple[float, ...]
    """k€, future by future; while the picture is closed, in order."""
    purse: float
    """What suffices in 8 of 10 futures."""


class Purses(Struct, frozen=True, kw_only=True):
    """Everything on the page; money in k€."""

    owners: tuple[Owner, ...]
    six: float
    """All purses of their own together."""
    all: tuple[float, ...]
    """What all lose together, future by future; nothing while the picture is closed."""
    one: float | None
    """What suffices for all in 8 of 10 futures."""
    held: float
    """What is held back for all."""
    signed: float | None
    luck: str
    lucks: tuple[str, ...]
    end: float


class Purse(Picture):
    """See what each loses and all together, turn the dial, sign how much is held back."""

    def __init__(self, scenario: Scenario, weeks: int | None, first: int = 1) -> None:
        self.offices = {TOGETHER: scenario, ALONE: as_if_by_itself(scenario)}
        self.weeks, self.seeds = weeks, range(first, first + FUTURES)
        self.luck = TOGETHER
        self.held = float(round(sum(self._totals(TOGETHER)) / FUTURES))
        self.signed: float | None = None

    def shown(self) -> Purses:
        """The purses; what they come to together once that may be seen."""
        losses = self._losses()
        together = self.all() if self.open else ()
        return Purses(
            owners=tuple(
                Owner(
                    name=name, losses=tuple(each if self.open else sorted(each)),
                    purse=_enough(each),
                )
                for name, each in losses.items()
            ),
            six=self.six(), all=tuple(together), one=self.one() if self.open else None,
            held=self.held, signed=self.signed, luck=self.luck,
            lucks=(TOGETHER, ALONE) if self.open else (self.luck,), end=self._end,
        )  # fmt: skip

    def words(self) -> str:
        """What six purses need, and what one needs."""
        six = f"Six purses that each suffice in 8 of 10 futures hold {self.six():,.0f} k€"
        if not self.open:
            return f"{six}; what one purse for all needs is not yet said."
        return f"{six}; one purse for all needs {self.one():,.0f} k€ ({self.luck})."

    def act(self, message: Message) -> Work | None:
        """Turn the dial, sign it, or part what luck has in common. Raises RefusedError."""
        match message.get("do"):
            case "hold":
                self._unsigned()
                self.held = number(message, "amount", 0, self._end)
            case "sign":
                self._unsigned()
                self.signed = self.held
            case "luck":
                self.share(message.get("luck"))
            case _:
                return super().act(message)
        return None

    def share(self, luck: object) -> None:
        """Choose what luck has in common. Raises RefusedError before that may be seen."""
        if not self.open or luck not in self.offices:
            raise RefusedError(f"{shown(luck)} cannot be chosen here; choose of the list")
        self.luck = str(luck)

    def six(self) -> float:
        """k€ in six purses that each suffice in 8 of 10 futures."""
        return sum(map(_enough, self._losses().values()))

    def one(self) -> float:
        """k€ in one purse for all that suffices in 8 of 10 futures."""
        return _enough(self.all())

    def all(self) -> tuple[float, ...]:
        """What all lose together, future by future."""
        return tuple(map(sum, zip(*self._losses().values(), strict=True)))

    def kept(self) -> dict[str, object] | None:
        """What is held back."""
        return {"held": self.held, "signed": self.signed}

    def take_up(self, state: Mapping[str, object]) -> None:
        """Hold again what was held."""
        try:
            left = convert(state, _State)
        except ValidationError:
            return  # of another edition of the lesson
        if 0 <= left.held <= self._end:
            self.held, self.signed = left.held, left.signed

    @property
    def _end(self) -> float:
        return float(200 * -(-max(max(self._totals(it)) for it in self.offices) // 200))

    def _unsigned(self) -> None:
        if self.signed is not None:
            raise RefusedError(f"{self.signed:,.0f} k€ are signed; a signature stays")

    def _losses(self) -> dict[str, tuple[float, ...]]:
        """What each loses, future by future."""
        office = self.offices[self.luck]
        futures = [season(office, seed, (), self.weeks).by_project for seed in self.seeds]
        return {it.name: tuple(one[it.id] for one in futures) for it in office.projects}

    def _totals(self, luck: str) -> list[float]:
        office = self.offices[luck]
        return [season(office, seed, (), self.weeks).mishaps for seed in self.seeds]


class _State(Struct):
    """What is kept of the purse."""

    held: float
    signed: float | None = None


def _enough(losses: tuple[float, ...]) -> float:
    return quantile(losses, SURE)
