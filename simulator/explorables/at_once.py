"""How many projects at once? A dial, the people's hands week by week, and many other years."""

from collections.abc import Mapping
from functools import lru_cache
from math import ceil
from statistics import fmean

from msgspec import Struct, ValidationError, convert

from simulator import metrics
from simulator.calendar import DAYS_A_WEEK
from simulator.explorables.film import Frame, filmed
from simulator.explorables.picture import Message, Picture, Work, number
from simulator.model import simulate
from simulator.policies import Policy
from simulator.scenario import Scenario

SLICE = 5
"""Worlds between two looks of the page."""
FIRST = 1001
"""The first of the other years; nobody is shown them one by one."""


class Year(Struct, frozen=True):
    """What one world came to."""

    value: float
    """k€ that the projects bring in until the end of the year."""
    first: float
    """Week in which the first one is finished."""
    kept: int
    """Projects that are finished in the promised week."""


class Row(Struct, frozen=True, kw_only=True):
    """What was found for one place of the dial, in many other years."""

    limit: int
    years: tuple[Year, ...]
    value: float
    """The mean, in k€."""
    first: float
    """The mean week in which the first one is finished."""
    kept: float
    """How many are finished in the promised week, on average."""


class Floor(Struct, frozen=True, kw_only=True):
    """The picture on the page."""

    limit: int
    """Where the dial stands: projects at once."""
    limits: tuple[int, ...]
    people: tuple[str, ...]
    projects: tuple[str, ...]
    promise: int
    """The week in which all were promised."""
    take: int
    """Counts how often somebody has pressed Play."""
    film: tuple[Frame, ...]
    """The shown year week by week, for where the dial stands; empty until it is played."""
    value: float | None
    """What the played year came to, in k€."""
    rows: tuple[Row, ...]
    """What is known of other years, by place of the dial."""
    years: int
    """Other years that are played for a row."""
    done: int
    """How many of those asked for last are played."""
    most: int
    """How many were asked for last."""


class AtOnce(Picture):
    """One dial: how many of an office's projects are begun before one is finished.

    `promise` is the working day on which all of them were promised. The year that is played week
    by week is the world `seed`; the others come from `FIRST` on.
    """

    def __init__(self, scenario: Scenario, promise: float, seed: int = 1, years: int = 50) -> None:
        self.scenario, self.promise, self.seed = scenario, promise, seed
        self.limits = tuple(range(1, len(scenario.projects) + 1))
        self.limit, self.take, self.filmed = self.limits[-1], 0, False
        self.seeds = range(FIRST, FIRST + years)
        self.years: dict[int, list[Year]] = {}
        self.asked: tuple[int, ...] = ()

    def shown(self) -> Floor:
        """The dial, the people, and as much of the years as was played."""
        film = film_of(self.scenario, self.limit, self.seed) if self.open and self.filmed else ()
        value = year(self.scenario, self.limit, self.seed, self.promise).value if film else None
        return Floor(
            limit=self.limit, limits=self.limits, people=self.scenario.roles[0].members,
            projects=tuple(it.name for it in self.scenario.projects),
            promise=round(self.promise / DAYS_A_WEEK), take=self.take, film=film, value=value,
            rows=self._rows() if self.open else (), years=len(self.seeds),
            done=sum(len(self.years.get(it, [])) for it in self.asked),
            most=len(self.seeds) * len(self.asked),
        )  # fmt: skip

    def words(self) -> str:
        """What is known of every place of the dial that was tried."""
        rows = self._rows() if self.open else ()
        if not rows:
            return f"{len(self.limits)} projects, and a dial that says how many go at once."
        found = (
            f"{it.limit} at once: {it.value:,.0f} k€ in the year, the first finished in week "
            f"{it.first:.0f}, {it.kept:.1f} finished in week {self.promise / DAYS_A_WEEK:.0f}"
            for it in rows
        )
        return f"On average of {len(self.seeds)} years. {'; '.join(found)}."

    def act(self, message: Message) -> Work | None:
        """Turn the dial, play the year, or play many. Raises RefusedError for what cannot be."""
        match message.get("do"):
            case "dial":
                self.turn(message)
                return None
            case "play":
                self.check_open()
                self.filmed, self.take = True, self.take + 1
                return None
            case "many" | "all" as which:
                self.check_open()
                return self.play((self.limit,) if which == "many" else self.limits)
        return super().act(message)

    def turn(self, message: Message) -> None:
        """Turn the dial. Raises RefusedError for no place on it."""
        wanted = round(number(message, "limit", self.limits[0], self.limits[-1]))
        self.filmed = self.filmed and wanted == self.limit
        self.limit = wanted

    def play(self, limits: tuple[int, ...]) -> Work:
        """Play the other years with so many at once, slice by slice."""
        self.asked = limits
        for limit in limits:
            years = self.years.setdefault(limit, [])
            while len(years) < len(self.seeds):
                some = self.seeds[len(years) : len(years) + SLICE]
                years += [year(self.scenario, limit, it, self.promise) for it in some]
                yield

    def kept(self) -> dict[str, object] | None:
        """Where the dial stands, and for which places many years were played."""
        full = [it for it, years in self.years.items() if len(years) == len(self.seeds)]
        return {"limit": self.limit, "played": sorted(full)} if full else None

    def take_up(self, state: Mapping[str, object]) -> None:
        """Be as somebody left it."""
        try:
            before = convert(state, _State)
        except ValidationError:
            return  # of another edition of the lesson
        if before.limit in self.limits:
            self.limit = before.limit
        for _ in self.play(tuple(it for it in before.played if it in self.limits)):
            pass

    def _rows(self) -> tuple[Row, ...]:
        return tuple(_row(limit, years) for limit, years in sorted(self.years.items()) if years)


class _State(Struct):
    """What is kept of the picture."""

    limit: int = 0
    played: list[int] = []  # noqa: RUF012 - msgspec copies it


def year(scenario: Scenario, limit: int, seed: int, promise: float) -> Year:
    """What a year comes to with so many projects at once."""
    events = simulate(scenario, Policy(wip_limit=limit), seed)
    days = metrics.finish_days(events).values()
    return Year(
        value=metrics.value_delivered(events),
        first=ceil(min(days) / DAYS_A_WEEK),
        kept=sum(day <= promise for day in days),
    )


@lru_cache(maxsize=16)
def film_of(scenario: Scenario, limit: int, seed: int) -> tuple[Frame, ...]:
    """A year week by week with so many projects at once."""
    return filmed(simulate(scenario, Policy(wip_limit=limit), seed), scenario)


def _row(limit: int, years: list[Year]) -> Row:
    return Row(
        limit=limit, years=tuple(years), value=fmean(it.value for it in years),
        first=fmean(it.first for it in years), kept=fmean(it.kept for it in years),
    )  # fmt: skip
