"""A late team and people who are added to it: futures with them and without them."""

from collections.abc import Mapping
from functools import lru_cache
from statistics import fmean

from msgspec import Struct, ValidationError, convert

from simulator import metrics
from simulator.decisions import ChangePeople
from simulator.explorables.picture import Message, Picture, Work, number
from simulator.model import simulate
from simulator.policies import Policy
from simulator.scenario import Scenario

FUTURES = 50
MOST_MORE = 12
DAYS = 10, 170
"""Between which working days people can be added."""
STEP = 10
SLICE = 5
"""Futures between two looks of the page."""


class Ended(Struct, frozen=True, kw_only=True):
    """One future."""

    day: float
    """The working day on which the work was finished."""
    cost: float
    """What people were paid until then, in k€."""


class Row(Struct, frozen=True, kw_only=True):
    """One way of doing it, in the futures that are played."""

    name: str
    days: tuple[float, ...]
    in_time: int


class Tried(Struct, frozen=True, kw_only=True):
    """What adding so many on such a day came to, on average."""

    more: int
    day: int
    sooner: float
    """Working days; below 0 it is later."""
    dearer: float
    """k€."""


class Room(Struct, frozen=True, kw_only=True):
    """Everything on the page."""

    people: int
    more: int
    """How many are added."""
    most: int
    day: int
    """On which working day."""
    first: int
    last: int
    step: int
    due: float
    rows: tuple[Row, ...]
    """As it is, and with those who are added; no days before they are played."""
    now: Tried | None
    """What is known of where the two handles stand."""
    tried: tuple[Tried, ...]
    futures: int
    played: int
    """Futures that are played for where the handles stand."""
    end: float
    """Where the line of days ends."""


class Newcomers(Picture):
    """Say how many come and when, play fifty futures, and compare them with those without them."""

    def __init__(self, scenario: Scenario, more: int, day: int, first: int = 1) -> None:
        self.scenario, self.more, self.day = scenario, more, day
        self.seeds = range(first, first + FUTURES)
        self.done: dict[tuple[int, int], list[Ended]] = {}

    @property
    def due(self) -> float:
        """The promised day."""
        return self.scenario.projects[0].due or 0.0

    def shown(self) -> Room:
        """The two handles, and what was played for them."""
        ends = self.done.get((self.more, self.day), []) if self.open else []
        usual = [ended(self.scenario, 0, 0, it) for it in self.seeds[: len(ends)]]
        come = f"{self.more} more from day {self.day}"
        return Room(
            people=round(self.scenario.roles[0].people), more=self.more, most=MOST_MORE,
            day=self.day, first=DAYS[0], last=DAYS[1], step=STEP, due=self.due,
            rows=(self._row("As they are", usual), self._row(come, ends)),
            now=self._tried(self.more, self.day) if self.open and self._full() else None,
            tried=self._all() if self.open else (), futures=FUTURES, played=len(ends),
            end=320.0,
        )  # fmt: skip

    def words(self) -> str:
        """What each try came to."""
        tried = self._all() if self.open else ()
        if not tried:
            return "Nobody was added yet."
        said = (
            f"{it.more} more from day {it.day}: {it.sooner:+.0f} working days sooner, "
            f"{it.dearer:+,.0f} k€"
            for it in tried
        )
        return f"On average of {FUTURES} futures. {'; '.join(said)}.".replace("-", "−")

    def act(self, message: Message) -> Work | None:
        """Move a handle, or play. Raises RefusedError for what cannot be."""
        match message.get("do"):
            case "more":
                self.more = round(number(message, "value", 1, MOST_MORE))
            case "day":
                wanted = number(message, "value", *DAYS)
                self.day = STEP * round(wanted / STEP)
            case "play":
                self.check_open()
                return self.play(self.more, self.day)
            case _:
                return super().act(message)
        return None

    def play(self, more: int, day: int) -> Work:
        """Play futures with so many more people, slice by slice."""
        mine = self.done.setdefault((more, day), [])
        while len(mine) < FUTURES:
            some = self.seeds[len(mine) : len(mine) + SLICE]
            for seed in some:
                ended(self.scenario, 0, 0, seed)
            mine += [ended(self.scenario, more, day, it) for it in some]
            yield

    def kept(self) -> dict[str, object] | None:
        """The handles, and what was played."""
        full = [list(it) for it in self.done if self._full(it)]
        return {"more": self.more, "day": self.day, "played": full} if full else None

    def take_up(self, state: Mapping[str, object]) -> None:
        """The handles and the tries as they were left."""
        try:
            left = convert(state, _State)
        except ValidationError:
            return  # of another edition of the lesson
        if not all(map(_possible, [(left.more, left.day), *left.played])):
            return
        self.more, self.day = left.more, left.day
        for more, day in left.played:
            for _ in self.play(more, day):
                pass

    def _full(self, which: tuple[int, int] | None = None) -> bool:
        return len(self.done.get(which or (self.more, self.day), [])) == FUTURES

    def _row(self, name: str, ends: list[Ended]) -> Row:
        days = tuple(it.day for it in ends)
        return Row(name=name, days=days, in_time=sum(it <= self.due for it in days))

    def _all(self) -> tuple[Tried, ...]:
        return tuple(self._tried(*it) for it in self.done if self._full(it))

    def _tried(self, more: int, day: int) -> Tried:
        sooner, dearer = difference(self.scenario, more, day, self.seeds)
        return Tried(more=more, day=day, sooner=sooner, dearer=dearer)


class _State(Struct):
    """What is kept of the picture."""

    more: int = 0
    day: int = 0
    played: list[tuple[int, int]] = []  # noqa: RUF012 - msgspec copies it


def _possible(which: tuple[int, int]) -> bool:
    more, day = which
    return 1 <= more <= MOST_MORE and DAYS[0] <= day <= DAYS[1] and day % STEP == 0


@lru_cache(maxsize=8192)
def ended(scenario: Scenario, more: int, day: int, seed: int) -> Ended:
    """A future in which so many more people come on a day; nobody does if it is 0."""
    role = scenario.roles[0].id
    coming = (ChangePeople(role, more, day=float(day)),) if more else ()
    events = simulate(scenario, Policy(), seed, coming)
    days = metrics.finish_days(events)
    return Ended(
        day=max(days.values()), cost=metrics.money_spent(events, scenario)["people"]
    )  # fmt: skip


def difference(scenario: Scenario, more: int, day: int, seeds: range) -> tuple[float, float]:
    """How many working days sooner so many people bring the end, and for how many k€; on average
    over these worlds."""
    pairs = [(ended(scenario, 0, 0, it), ended(scenario, more, day, it)) for it in seeds]
    sooner = fmean(bare.day - mine.day for bare, mine in pairs)
    return sooner, fmean(mine.cost - bare.cost for bare, mine in pairs)
