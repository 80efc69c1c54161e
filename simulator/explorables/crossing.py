"""People cross from the old way to the new one: how much time they get, and for what."""

from collections.abc import Mapping
from statistics import fmean

from msgspec import Struct, ValidationError, convert

from simulator.explorables.picture import Message, Picture, Work, number
from simulator.explorables.uptake import (
    BRICKS,
    MONTH,
    Bricks,
    Course,
    Taken,
    course,
    taken_up,
)
from simulator.mechanisms import adoption, governance
from simulator.policies import Policy
from simulator.scenario import Scenario

STEPS = 8
"""Steps of the dial from no time at all to as much as there is."""
MONTHS = 28
"""Months of four weeks that are shown."""
CROWD = 40
"""People who stand for everybody in a group."""
FIRST = 1001
WORLDS = 100
SLICE = 5
"""Worlds between two looks of the page."""
MOST_TRIED = 5
"""Plans that stand below each other; a new one drives out the oldest."""


class Way(Struct, frozen=True):
    """How much time people get for the change, in steps, and for what."""

    step: int
    people: int
    process: int
    tools: int

    @property
    def bricks(self) -> Bricks:
        """How the time is split."""
        return self.people, self.process, self.tools


class Bank(Struct, frozen=True, kw_only=True):
    """One go-live, and the people who are to change."""

    name: str
    group: str
    live: float | None
    """The month in which it went live; None until the year was played."""
    across: tuple[int, ...]
    """How many of the crowd work in the new way, at the end of each month; empty until then."""


class Plan(Struct, frozen=True, kw_only=True):
    """What one way came to in many worlds."""

    way: Way
    values: tuple[float, ...]
    """k€ in each world that was played."""
    mean: float
    live: float
    """The mean working day on which something goes live."""
    cost: float
    """k€ of people's time, on average."""


class River(Struct, frozen=True, kw_only=True):
    """Everything on the page; money in k€."""

    way: Way
    most: int
    percent: float
    """Everybody's time that a step takes, in per cent."""
    all_bricks: int
    ready: tuple[float, ...]
    """How ready people, process and tools are, and all together; empty until it may be seen."""
    months: int
    promise: float
    """The month in which all were promised."""
    crowd: int
    rows: tuple[Bank, ...]
    promised: float
    value: float | None
    """What the played year brought."""
    take: int
    """Counts how often somebody has pressed Play."""
    plans: tuple[Plan, ...]
    worlds: int
    done: int
    """How many worlds of the last plan are played."""


class Crossing(Picture):
    """Set the time for change and what it is for; then people cross, one by one.

    The year that is shown is the world `seed`; the others come from `FIRST` on.
    """

    def __init__(self, scenario: Scenario, seed: int, start: Way) -> None:
        self.scenario, self.seed, self.way = scenario, seed, start
        self.seeds = range(FIRST, FIRST + WORLDS)
        self.played, self.take = False, 0
        self.tried: dict[Way, list[tuple[float, float, float]]] = {}

    def shown(self) -> River:
        """The dial, the split, and who has crossed."""
        told = self.open and self.played
        taken = self.taken() if told else ()
        return River(
            way=self.way, most=STEPS, percent=self._percent(), all_bricks=BRICKS,
            ready=self._ready() if self.open else (), months=MONTHS,
            promise=(self.scenario.projects[0].due or 0.0) / MONTH, crowd=CROWD,
            rows=self._rows(taken), promised=sum(it.value for it in self.scenario.projects),
            value=sum(it.brought for it in taken) if told else None, take=self.take,
            plans=self._plans() if self.open else (), worlds=WORLDS,
            done=len(self.tried.get(self.way, ())),
        )  # fmt: skip

    def words(self) -> str:
        """What each plan that was tried brings."""
        plans = self._plans() if self.open else ()
        if not plans:
            return f"{self._said(self.way)}. What it brings is not yet said."
        each = "; ".join(f"{self._said(it.way)}: {it.mean:,.0f} k€" for it in plans)
        return f"On average over {WORLDS} worlds. {each}."

    def act(self, message: Message) -> Work | None:
        """Turn the dial, split the time, play. Raises RefusedError for what cannot be."""
        match message.get("do"):
            case "step":
                step = round(number(message, "step", 0, STEPS))
                self._go(Way(step, *self.way.bricks))
            case "split":
                first = round(number(message, "first", 0, BRICKS))
                second = round(number(message, "second", first, BRICKS))
                self._go(Way(self.way.step, first, second - first, BRICKS - second))
            case "play":
                self.check_open()
                self.played, self.take = True, self.take + 1
            case "many":
                self.check_open()
                return self.many(self.way)
            case _:
                return super().act(message)
        return None

    def many(self, way: Way) -> Work:
        """Play the same way in many worlds, slice by slice."""
        found = self.tried.setdefault(way, [])
        for known in list(self.tried)[:-MOST_TRIED]:
            if known != way:
                del self.tried[known]
        while len(found) < WORLDS:
            for seed in self.seeds[len(found) : len(found) + SLICE]:
                found.append(self._world(way, seed))
            yield

    def taken(self) -> tuple[Taken, ...]:
        """What becomes of the shown year."""
        return taken_up(self.scenario, self._course(self.way, self.seed), self.way.bricks)

    def kept(self) -> dict[str, object] | None:
        """The plan, whether its year was played, and which plans were tried in many worlds."""
        full = [it for it, found in self.tried.items() if len(found) == WORLDS]
        if not self.played and not full:
            return None
        return {"way": _listed(self.way), "played": self.played, "tried": [*map(_listed, full)]}

    def take_up(self, state: Mapping[str, object]) -> None:
        """The picture as it was left."""
        try:
            left = convert(state, _State)
        except ValidationError:
            return  # of another edition of the lesson
        ways = [Way(*it) for it in (left.way, *left.tried)] if left.way else []
        if not ways or not all(map(_sound, ways)):
            return
        self.way, self.played = ways[0], left.played
        for way in ways[1 : MOST_TRIED + 1]:
            for _ in self.many(way):
                pass

    def _go(self, way: Way) -> None:
        self.played = self.played and way == self.way
        self.way = way

    def _world(self, way: Way, seed: int) -> tuple[float, float, float]:
        """(k€ brought, mean day of a go-live, k€ of people's time) of one world."""
        found = self._course(way, seed)
        taken = taken_up(self.scenario, found, way.bricks)
        return sum(it.brought for it in taken), fmean(it.day for it in taken), found.cost

    def _course(self, way: Way, seed: int) -> Course:
        return course(self.scenario, Policy(change=way.step / STEPS), seed)

    def _percent(self) -> float:
        how = self.scenario.mechanisms.governance
        return 100 * how.change.hours / STEPS if how else 0.0

    def _ready(self) -> tuple[float, ...]:
        how = self.scenario.mechanisms.adoption or adoption.Adoption()
        prices = self.scenario.mechanisms.governance or governance.Governance()
        achieved = governance.effect(self.way.step / STEPS, prices)
        levels = [min(1.0, achieved * 3 * it / BRICKS) for it in self.way.bricks]
        each = [how.ready + (1 - how.ready) * it for it in levels]
        people, process, tools = levels
        return (*each, adoption.readiness(people, process, tools, how))

    def _rows(self, taken: tuple[Taken, ...]) -> tuple[Bank, ...]:
        found = {it.project: it for it in taken}
        return tuple(
            Bank(
                name=it.name, group=it.group,
                live=found[it.id].day / MONTH if it.id in found else None,
                across=_across(found[it.id].shares) if it.id in found else (),
            )
            for it in self.scenario.projects
        )  # fmt: skip

    def _plans(self) -> tuple[Plan, ...]:
        return tuple(
            Plan(
                way=way, values=tuple(it[0] for it in found), mean=fmean(it[0] for it in found),
                live=fmean(it[1] for it in found), cost=fmean(it[2] for it in found),
            )
            for way, found in self.tried.items() if found
        )  # fmt: skip

    def _said(self, way: Way) -> str:
        if not way.step:
            return "No time for the change"
        split = f"{way.people} : {way.process} : {way.tools}"
        return f"{way.step * self._percent():.0f} % of everybody’s time, split {split}"


_Listed = tuple[int, int, int, int]


class _State(Struct):
    """What is kept of the picture."""

    way: _Listed | None = None
    played: bool = False
    tried: list[_Listed] = []  # noqa: RUF012 - msgspec copies it


def _listed(way: Way) -> list[int]:
    return [way.step, *way.bricks]


def _sound(way: Way) -> bool:
    return 0 <= way.step <= STEPS and min(way.bricks) >= 0 and sum(way.bricks) == BRICKS


def _across(shares: tuple[float, ...]) -> tuple[int, ...]:
    """How many of the crowd, at the end of each month; in the end all stay where they are."""
    long = [*shares, *[shares[-1] if shares else 0.0] * MONTHS][:MONTHS]
    return tuple(round(CROWD * it) for it in long)
