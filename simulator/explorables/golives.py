"""A calendar of go-lives: when does each group of people have to change, and how often at once?"""

from collections.abc import Mapping
from math import fsum
from statistics import fmean

from msgspec import Struct, ValidationError, convert

from simulator.calendar import WEEKS_A_MONTH
from simulator.errors import RefusedError
from simulator.explorables.picture import Message, Picture, Work, number
from simulator.explorables.uptake import EVEN, MONTH, Bricks, apart, course, taken_up
from simulator.mechanisms.saturation import Saturation
from simulator.policies import Policy
from simulator.policies.functions import PLAIN
from simulator.scenario import Scenario
from simulator.values import shown

MONTHS = 24
"""Months of four weeks in the calendar."""
FIRST, WORLDS, SLICE = 2001, 100, 5
MOST_TRIED = 5

Dates = tuple[int, ...]
"""The month of each go-live, in the order of the projects."""


class Lane(Struct, frozen=True, kw_only=True):
    """One go-live in the calendar."""

    id: str
    name: str
    group: str
    month: int
    worth: float
    """k€ promised for a year in which everybody uses it."""
    a_month: float
    """k€ that each month of waiting takes away."""


class Load(Struct, frozen=True, kw_only=True):
    """What a group has to learn at once, month by month, if all goes as planned."""

    group: str
    changes: tuple[int, ...]


class Tried(Struct, frozen=True, kw_only=True):
    """What one calendar came to in many worlds; k€."""

    dates: Dates
    values: tuple[float, ...]
    mean: float


class Sheet(Struct, frozen=True, kw_only=True):
    """Everything on the page."""

    lanes: tuple[Lane, ...]
    loads: tuple[Load, ...]
    free: float
    """Changes that a group can take at once without being slower."""
    asks: int
    """Months in which a go-live asks something of people."""
    earliest: int
    latest: int
    months: int
    tried: tuple[Tried, ...]
    worlds: int
    done: int


class Golives(Picture):
    """Put five go-lives into the calendar, and see in many worlds what they bring."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario, self.seeds = scenario, range(FIRST, FIRST + WORLDS)
        self.how = scenario.mechanisms.saturation or Saturation()
        self.asks = -(-self.how.weeks // WEEKS_A_MONTH)
        self.earliest = round((scenario.projects[0].due or 0.0) / MONTH)
        self.latest = MONTHS - 5
        self.dates: Dates = (self.earliest,) * len(scenario.projects)
        self.tried: dict[Dates, list[float]] = {}

    def shown(self) -> Sheet:
        """The calendar, what it asks of each group, and what was tried."""
        return Sheet(
            lanes=self._lanes(), loads=self._loads(), free=self.how.free, asks=self.asks,
            earliest=self.earliest, latest=self.latest, months=MONTHS,
            tried=self._found() if self.open else (), worlds=WORLDS,
            done=len(self.tried.get(self.dates, ())),
        )  # fmt: skip

    def words(self) -> str:
        """What each calendar that was tried brings."""
        found = self._found() if self.open else ()
        if not found:
            return "No calendar was tried yet."
        each = "; ".join(f"months {', '.join(map(str, it.dates))}: {it.mean:,.0f}" for it in found)
        return f"On average over {WORLDS} worlds, in k€. {each}."

    def act(self, message: Message) -> Work | None:
        """Move a go-live, or play the calendar. Raises RefusedError for what cannot be."""
        match message.get("do"):
            case "move":
                self.move(message)
            case "together":
                self.dates = (self.earliest,) * len(self.dates)
            case "play":
                self.check_open()
                return self.play(self.dates)
            case _:
                return super().act(message)
        return None

    def move(self, message: Message) -> None:
        """Put a go-live into another month. Raises RefusedError if there is no such thing."""
        ids = [it.id for it in self.scenario.projects]
        wanted = message.get("project")
        if wanted not in ids:
            raise RefusedError(f"there is no go-live {shown(wanted)}; move one of the calendar")
        month = round(number(message, "month", self.earliest, self.latest))
        place = ids.index(str(wanted))
        self.dates = (*self.dates[:place], month, *self.dates[place + 1 :])

    def play(self, dates: Dates) -> Work:
        """Play a calendar in many worlds, slice by slice."""
        found = self.tried.setdefault(dates, [])
        for known in list(self.tried)[:-MOST_TRIED]:
            if known != dates:
                del self.tried[known]
        while len(found) < WORLDS:
            some = self.seeds[len(found) : len(found) + SLICE]
            found += [brought(self.scenario, dates, it) for it in some]
            yield

    def kept(self) -> dict[str, object] | None:
        """The calendar, and which ones were tried to the end."""
        full = [list(it) for it, found in self.tried.items() if len(found) == WORLDS]
        return {"dates": list(self.dates), "tried": full} if full else None

    def take_up(self, state: Mapping[str, object]) -> None:
        """The calendar as it was left."""
        try:
            left = convert(state, _State)
        except ValidationError:
            return  # of another edition of the lesson
        if all(map(self._sound, (left.dates, *left.tried))):
            self.dates = tuple(left.dates)
            for dates in left.tried[:MOST_TRIED]:
                for _ in self.play(tuple(dates)):
                    pass

    def _sound(self, dates: list[int]) -> bool:
        inside = all(self.earliest <= it <= self.latest for it in dates)
        return inside and len(dates) == len(self.dates)

    def _lanes(self) -> tuple[Lane, ...]:
        return tuple(
            Lane(
                id=it.id, name=it.name, group=it.group, month=month, worth=it.value,
                a_month=it.cost_of_delay * MONTH,
            )
            for it, month in zip(self.scenario.projects, self.dates, strict=True)
        )  # fmt: skip

    def _loads(self) -> tuple[Load, ...]:
        groups = list(dict.fromkeys(it.group for it in self.scenario.projects))
        return tuple(Load(group=it, changes=self._changes(it)) for it in groups)

    def _changes(self, group: str) -> tuple[int, ...]:
        pairs = zip(self.scenario.projects, self.dates, strict=True)
        mine = [month for it, month in pairs if it.group == group]
        return tuple(sum(month <= it < month + self.asks for month in mine) for it in range(MONTHS))

    def _found(self) -> tuple[Tried, ...]:
        return tuple(
            Tried(dates=dates, values=tuple(values), mean=fmean(values))
            for dates, values in self.tried.items()
            if values
        )


def dated(scenario: Scenario, dates: Dates) -> Scenario:
    """The same scenario with each go-live in its month at the earliest."""
    ids = (it.id for it in scenario.projects)
    return apart(scenario, tuple((it, MONTH * m) for it, m in zip(ids, dates, strict=True)))


def brought(
    scenario: Scenario,
    dates: Dates | None,
    seed: int,
    policy: Policy = PLAIN,
    bricks: Bricks = EVEN,
) -> float:
    """What the go-lives bring in a world with such a calendar, in k€; None is none at all."""
    later = dated(scenario, dates) if dates else scenario
    found = taken_up(later, course(later, policy, seed), bricks)
    return fsum(it.brought for it in found)


class _State(Struct):
    """What is kept of the calendar."""

    dates: list[int] = []  # noqa: RUF012 - msgspec copies it
    tried: list[list[int]] = []  # noqa: RUF012 - msgspec copies it
