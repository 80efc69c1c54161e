"""One person whom everything passes: how long is the line if the week is so full?"""

from collections.abc import Mapping
from functools import lru_cache
from itertools import count, pairwise
from math import log
from statistics import fmean

from msgspec import Struct, ValidationError, convert

from simulator import chance, metrics
from simulator.events import ActivityReady, ActivityStarted
from simulator.explorables.picture import Message, Picture, Work, number
from simulator.mechanisms.queueing import wait
from simulator.metrics.log import of
from simulator.model import simulate
from simulator.scenario import Activity, Demand, Project, Role, Scenario

DAYS = 250
"""Working days of a year that is played."""
FIRST = 2001
"""The first of the other years."""
SLICE = 5
"""Years between two looks of the page."""
LOW, HIGH = 50, 97
"""Between these percentages the week can be filled."""
ENOUGH = 3
"""So many different weeks are tried before the curve is drawn."""
CURVE = tuple(range(LOW, HIGH + 1))


class Year(Struct, frozen=True):
    """A year of requests to one person."""

    line: tuple[int, ...]
    """How many stand in line, evening by evening."""
    wait: float
    """Days that a request of this year waits on average."""
    served: int
    """How many came."""


class Dot(Struct, frozen=True, kw_only=True):
    """A year that was played."""

    busy: int
    wait: float
    own: bool
    """Whether somebody has watched it."""


class Spot(Struct, frozen=True, kw_only=True):
    """A point of the curve: how full the week is in per cent, and the days that work waits."""

    busy: int
    wait: float


class Counter(Struct, frozen=True, kw_only=True):
    """The picture on the page."""

    busy: int
    """How full the week is, in per cent."""
    low: int
    high: int
    who: str
    take: int
    """Counts how often somebody has pressed Play."""
    line: tuple[int, ...]
    """The shown year, evening by evening; empty until it is played."""
    wait: float | None
    """Days a request waits on average in the shown year."""
    served: int
    dots: tuple[Dot, ...]
    mean: float | None
    """Days a request waits on average of the other years with a week as full as this."""
    curve: tuple[Spot, ...]
    """What the formula says; empty until enough different weeks were tried."""
    enough: int
    """So many different weeks are still to be tried before the curve is drawn."""
    done: int
    """How many other years are played with a week as full as this."""
    most: int
    """How many there can be."""


class Waiting(Picture):
    """A dial that fills one person's week; the line before the door, and the curve of waiting.

    The shown year is the world `seed`; the same requests come, only closer together.
    """

    def __init__(self, who: str, seed: int = 1, years: int = 40) -> None:
        self.who, self.seed, self.busy, self.take = who, seed, 80, 0
        self.seeds = range(FIRST, FIRST + years)
        self.played: list[int] = []
        self.years: dict[int, list[float]] = {}

    def shown(self) -> Counter:
        """The dial, the line, and as much of the years as was played."""
        seen = self.open and self.busy in self.played and self.take > 0
        own = year(self.busy / 100, self.seed) if seen else None
        years = self.years.get(self.busy, []) if self.open else []
        missing = max(0, ENOUGH - len(set(self.played)))
        return Counter(
            busy=self.busy, low=LOW, high=HIGH, who=self.who, take=self.take,
            line=own.line if own else (), wait=own.wait if own else None,
            served=own.served if own else 0, dots=self._dots() if self.open else (),
            mean=fmean(years) if years else None,
            curve=() if missing or not self.open else curve(), enough=missing,
            done=len(years), most=len(self.seeds),
        )  # fmt: skip

    def words(self) -> str:
        """What the played years came to."""
        found = sorted({it.busy: it.wait for it in self._dots() if it.own}.items())
        if not found or not self.open:
            return f"{self.who}, a dial that fills the week, and a line of requests."
        return "; ".join(f"{busy} % busy: {days:.1f} days of waiting" for busy, days in found) + "."

    def act(self, message: Message) -> Work | None:
        """Turn the dial, play the year, or play many. Raises RefusedError for what cannot be."""
        match message.get("do"):
            case "dial":
                self.busy = round(number(message, "busy", LOW, HIGH))
                return None
            case "play":
                self.check_open()
                self.take += 1
                self.played += [self.busy]
                return None
            case "many":
                self.check_open()
                return self.play(self.busy)
        return super().act(message)

    def play(self, busy: int) -> Work:
        """Play the other years with a week as full as this, slice by slice."""
        found = self.years.setdefault(busy, [])
        while len(found) < len(self.seeds):
            some = self.seeds[len(found) : len(found) + SLICE]
            found += [year(busy / 100, it).wait for it in some]
            yield

    def kept(self) -> dict[str, object] | None:
        """How full the week is, and how full it was when somebody played it."""
        if not self.played:
            return None
        return {"busy": self.busy, "played": sorted(set(self.played))}

    def take_up(self, state: Mapping[str, object]) -> None:
        """Be as somebody left it."""
        try:
            before = convert(state, _State)
        except ValidationError:
            return  # of another edition of the lesson
        if LOW <= before.busy <= HIGH:
            self.busy = before.busy
        self.played = [it for it in before.played if LOW <= it <= HIGH][: HIGH - LOW]

    def _dots(self) -> tuple[Dot, ...]:
        others = [
            Dot(busy=busy, wait=it, own=False) for busy, many in self.years.items() for it in many
        ]
        own = [
            Dot(busy=it, wait=year(it / 100, self.seed).wait, own=True)
            for it in sorted(set(self.played))
        ]
        return (*others, *own)


class _State(Struct):
    """What is kept of the picture."""

    busy: int = 0
    played: list[int] = []  # noqa: RUF012 - msgspec copies it


@lru_cache(maxsize=1)
def curve() -> tuple[Spot, ...]:
    """What the formula of the card M04 says of a request of one day on average."""
    return tuple(Spot(busy=it, wait=wait(it / 100, 1.0, 1.0, 1.0)) for it in CURVE)


@lru_cache(maxsize=4096)
def year(busy: float, seed: int) -> Year:
    """A year of requests to one person whose time they fill so far."""
    scenario, before = requests(busy, seed)
    events = simulate(scenario, seed=seed)
    waits = metrics.waited(events)
    fresh = [days for (request, _), days in waits.items() if int(request) >= before]
    return Year(line=_evenings(events), wait=fmean(fresh or [0.0]), served=len(fresh))


def requests(busy: float, seed: int) -> tuple[Scenario, int]:
    """An office of one person and a year of requests; and how many stand there on day 0.

    A request takes a day on average, some an hour, some a week. As many stand in line on the first
    morning as would if it had always been so: otherwise a year would be too short to see it. The
    same seed has the same requests; a fuller week has them closer together.
    """
    before = int(log(chance.uniform(seed, "standing in line")) / log(busy)) if busy < 1 else 0
    days = [0.0] * before
    day = 0.0
    for place in count():
        day += chance.exponential(seed, "gap", place) / busy
        if day > DAYS:
            break
        days.append(day)
    one = (Demand(role="one"),)
    projects = [
        Project(
            id=str(place), arrival=day,
            activities=(Activity(id="request", days=_size(seed, place - before), people=one),),
        )
        for place, day in enumerate(days)
    ]  # fmt: skip
    return Scenario(name="one", roles=(Role(id="one", people=1),), projects=tuple(projects)), before


def _size(seed: int, place: int) -> float:
    return chance.exponential(seed, "size", place)


def _evenings(events: metrics.Events) -> tuple[int, ...]:
    """How many wait, evening by evening."""
    moves = of(events, ActivityReady, ActivityStarted)
    changes = sorted((it.day, 1 if isinstance(it, ActivityReady) else -1) for it in moves)
    line, place, found = 0, 0, []
    for _, evening in pairwise(range(DAYS + 1)):
        while place < len(changes) and changes[place][0] <= evening:
            line += changes[place][1]
            place += 1
        found.append(line)
    return tuple(found)
