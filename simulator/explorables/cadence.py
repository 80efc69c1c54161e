"""How often somebody looks: looking costs money, and what nobody has seen grows."""

from collections.abc import Mapping
from math import fsum

from msgspec import Struct, ValidationError, convert

from simulator.errors import RefusedError
from simulator.explorables.picture import Message, Picture, Work, number
from simulator.explorables.season import season
from simulator.scenario import Scenario

FUTURES = 100
MOST_WEEKS = 13
SLICE = 10
"""Futures between two looks of the page."""


class Point(Struct, frozen=True, kw_only=True):
    """One cadence that was tried; k€ a season, on average."""

    weeks: int
    mishaps: float
    looks: float
    futures: int
    """How many were played so far."""


class Curve(Struct, frozen=True, kw_only=True):
    """Everything on the page."""

    weeks: int
    """The cadence on the dial."""
    most: int
    points: tuple[Point, ...]
    """What was tried, by weeks."""
    futures: int
    end: float
    """Where the line of costs ends, in k€."""


class Cadence(Picture):
    """Turn the dial, play a hundred futures at that cadence, and let the curve build up."""

    def __init__(self, scenario: Scenario, start: int = 1, first: int = 1) -> None:
        self.scenario, self.weeks = scenario, start
        self.seeds = range(first, first + FUTURES)
        self.points: dict[int, Point] = {}

    def shown(self) -> Curve:
        """What was tried so far."""
        points = tuple(self.points[it] for it in sorted(self.points)) if self.open else ()
        highest = max((it.mishaps + it.looks for it in points), default=0.0)
        return Curve(
            weeks=self.weeks, most=MOST_WEEKS, points=points, futures=FUTURES,
            end=float(max(600, 50 * -(-highest // 50))),
        )  # fmt: skip

    def words(self) -> str:
        """What each cadence that was tried costs."""
        points = self.shown().points
        if not points:
            return "No cadence was tried yet."
        each = ", ".join(f"{_every(it.weeks)} {it.mishaps + it.looks:,.0f}" for it in points)
        return f"A season costs on average, mishaps and visits together, in k€: {each}."

    def act(self, message: Message) -> Work | None:
        """Turn the dial, play it, or play all. Raises RefusedError before that may be seen."""
        match message.get("do"):
            case "weeks":
                self.weeks = round(number(message, "weeks", 1, MOST_WEEKS))
                return None
            case "play":
                self._opened()
                return self.play([self.weeks])
            case "all":
                self._opened()
                return self.play([it for it in range(1, MOST_WEEKS + 1) if not self._done(it)])
        return super().act(message)

    def play(self, cadences: list[int]) -> Work:
        """Play futures at these cadences, slice by slice."""
        for weeks in cadences:
            for done in range(SLICE, FUTURES + 1, SLICE):
                yield
                self.points[weeks] = self.point(weeks, done)

    def point(self, weeks: int, futures: int = FUTURES) -> Point:
        """What a cadence costs on average over the first futures."""
        played = [season(self.scenario, it, (), weeks) for it in self.seeds[:futures]]
        return Point(
            weeks=weeks, futures=futures, mishaps=fsum(it.mishaps for it in played) / futures,
            looks=fsum(it.looks for it in played) / futures,
        )  # fmt: skip

    def kept(self) -> dict[str, object] | None:
        """The dial, and which cadences were tried to the end."""
        tried = [it for it in self.points if self._done(it)]
        return {"weeks": self.weeks, "tried": sorted(tried)} if tried else None

    def take_up(self, state: Mapping[str, object]) -> None:
        """The dial and the curve as they were left."""
        try:
            left = convert(state, _State)
        except ValidationError:
            return  # of another edition of the lesson
        if all(1 <= it <= MOST_WEEKS for it in (left.weeks, *left.tried)):
            self.weeks = left.weeks
            self.points = {it: self.point(it) for it in left.tried}

    def _done(self, weeks: int) -> bool:
        return weeks in self.points and self.points[weeks].futures == FUTURES

    def _opened(self) -> None:
        if not self.open:
            raise RefusedError("first lock your predictions above")


class _State(Struct):
    """What is kept of the curve."""

    weeks: int = 1
    tried: list[int] = []  # noqa: RUF012 - msgspec copies it


def _every(weeks: int) -> str:
    return "every week" if weeks == 1 else f"every {weeks} weeks"
