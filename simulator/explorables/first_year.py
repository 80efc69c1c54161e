"""An office that starts from nothing: it takes time from the first day, and helps later."""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from statistics import fmean

from msgspec import Struct, ValidationError, convert

from simulator.errors import RefusedError
from simulator.explorables.picture import Message, Picture, Work
from simulator.explorables.tenure import WEEKS, Play, Start, Unseen, as_if_nobody_asked, tenure
from simulator.policies import Policy
from simulator.scenario import Scenario
from simulator.values import shown

OFFICES = 50
SLICE = 2
"""Worlds between two looks of the page."""

Founding = tuple[Policy, Start]
"""The rules of the first day, and those that are set later."""


class Curve(Struct, frozen=True, kw_only=True):
    """One way to begin."""

    name: str
    mean: tuple[float, ...]
    """Person-days of work done, more than without an office, on average, by `weeks`."""
    ahead: tuple[tuple[bool, ...], ...]
    """Week by week, which worlds have as much done as without, or more."""
    offices: int
    """How many were played so far."""
    even: float | None
    """The week from which there is as much done on average, if it was less before."""
    lowest: float
    lowest_week: int


class Years(Struct, frozen=True, kw_only=True):
    """Everything on the page."""

    ways: tuple[str, ...]
    way: str
    weeks: tuple[int, ...]
    curves: tuple[Curve, ...]
    offices: int
    unseen: tuple[int, int]
    """Of the worlds that are played besides: how many are done, of how many."""
    end: float
    """How far the line of work reaches up and down, in person-days."""


class FirstYear(Picture):
    """Choose how the office begins, play fifty worlds, and follow the weeks."""

    def __init__(
        self,
        scenario: Scenario,
        ways: Mapping[str, Founding],
        first: int = 1,
        unseen: Callable[[], Sequence[Play]] = tuple,
    ) -> None:
        self.scenario, self.ways = as_if_nobody_asked(scenario), dict(ways)
        self.way = next(iter(self.ways))
        self.seeds = range(first, first + OFFICES)
        self.unseen = Unseen(unseen)
        self.done: dict[str, int] = {}
        """How many worlds were played, by the way to begin."""

    def shown(self) -> Years:
        """What was played so far."""
        curves = tuple(self._curve(it) for it in self.done) if self.open else ()
        reach = max((abs(value) for it in curves for value in it.mean), default=0.0)
        return Years(
            ways=tuple(self.ways), way=self.way, weeks=WEEKS, curves=curves, offices=OFFICES,
            unseen=(self.unseen.done, self.unseen.most),
            end=float(max(60, 20 * -(-reach // 20))),
        )  # fmt: skip

    def words(self) -> str:
        """How low each way to begin goes, and when it is even."""
        curves = self.shown().curves
        if not curves:
            return "No way to begin was played yet."
        return "Against no office at all: " + "; ".join(map(_said, curves)) + "."

    def act(self, message: Message) -> Work | None:
        """Choose how the office begins, or play it. Raises RefusedError for what cannot be."""
        match message.get("do"):
            case "way":
                self._choose(message.get("way"))
                return None
            case "play":
                self.check_open()
                return self._with_unseen(self.way)
        return super().act(message)

    def play(self, way: str) -> Work:
        """Play the worlds, slice by slice."""
        for done in range(SLICE, OFFICES + 1, SLICE):
            yield
            for seed in self.seeds[done - SLICE : done]:
                more_work(self.scenario, self.ways[way], seed)
            self.done[way] = max(done, self.done.get(way, 0))

    def _with_unseen(self, way: str) -> Work:
        yield from self.play(way)
        yield from self.unseen.play()

    def kept(self) -> dict[str, object] | None:
        """Which ways were played to the end."""
        full = [it for it, done in self.done.items() if done == OFFICES]
        return {"way": self.way, "played": full} if full else None

    def take_up(self, state: Mapping[str, object]) -> None:
        """As it was left; what was played is played again."""
        try:
            left = convert(state, _State)
        except ValidationError:
            return  # of another edition of the lesson
        if left.way in self.ways and set(left.played) <= set(self.ways):
            self.way = left.way
            for way in left.played:
                for _ in self.play(way):
                    pass

    def _choose(self, way: object) -> None:
        if way not in self.ways:
            raise RefusedError(f"{shown(way)} cannot be chosen here; choose of the list")
        self.way = str(way)

    def _curve(self, way: str) -> Curve:
        done = self.done[way]
        worlds = [more_work(self.scenario, self.ways[way], it) for it in self.seeds[:done]]
        mean = mean_of(worlds)
        low = min(range(len(mean)), key=lambda it: mean[it])
        return Curve(
            name=way, mean=mean, offices=done, even=even(mean), lowest=mean[low],
            lowest_week=WEEKS[low],
            ahead=tuple(tuple(it >= 0 for it in week) for week in zip(*worlds, strict=True)),
        )  # fmt: skip


class _State(Struct):
    """What is kept of the picture."""

    way: str = ""
    played: list[str] = []  # noqa: RUF012 - msgspec copies it


def more_work(scenario: Scenario, way: Founding, seed: int) -> tuple[float, ...]:
    """Person-days of work done, more than without an office, by the weeks of `WEEKS`."""
    policy, later = way
    mine, none = tenure(scenario, policy, seed, later), tenure(scenario, Policy(), seed)
    return tuple(a - b for a, b in zip(mine.work, none.work, strict=True))


def mean_of(worlds: Sequence[Sequence[float]]) -> tuple[float, ...]:
    """The mean of each week."""
    return tuple(fmean(week) for week in zip(*worlds, strict=True))


def even(mean: Sequence[float]) -> float | None:
    """The week in which a curve that has been below nothing comes back to it for the first time
    after its lowest.

    None if it never was below by more than a person-day, or never comes back.
    """
    low = min(range(len(mean)), key=lambda it: mean[it])
    if mean[low] > -1:
        return None
    for (week, before), (later, after) in pairwise(list(zip(WEEKS, mean, strict=True))[low:]):
        if before < 0 <= after:
            return week + (later - week) * -before / (after - before)
    return None


def _said(curve: Curve) -> str:
    if curve.lowest > -1:
        return f"“{curve.name}” is never behind"
    until = "is never even" if curve.even is None else f"is even in week {curve.even:.0f}"
    return (
        f"“{curve.name}” is {-curve.lowest:.0f} person-days behind in week "
        f"{curve.lowest_week}, and {until}"
    )
