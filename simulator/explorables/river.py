"""Two years as a river of capacity: eight decisions, what they bring, and what they take away."""

from collections.abc import Mapping, Sequence
from statistics import fmean

from msgspec import Struct, ValidationError, convert
from msgspec.structs import replace

from simulator.errors import RefusedError
from simulator.explorables.capacity import (
    Dials,
    Flow,
    Lived,
    as_ever,
    finished,
    lived,
    throughout,
)
from simulator.explorables.picture import Message, Picture, Work, number
from simulator.scenario import Scenario
from simulator.values import shown

QUARTERS = 8
FUTURES = 50
FIRST = 1001
"""The first of the other futures; nobody is shown them one by one."""
PLACES: Mapping[str, tuple[float, ...]] = {
    "overtime": (0.0, 5.0, 10.0, 20.0),
    "improve": (0.0, 0.1, 0.2, 0.3),
    "mentors": (0.0, 0.5, 1.0),
}
"""Where each dial can stand."""
MINE = "Yours"
ALWAYS = {
    "A fifth to improve, always": throughout(QUARTERS, improve=0.2),
    "Ten hours more, always": throughout(QUARTERS, overtime=10.0),
}
"""Others to compare with."""


class Row(Struct, frozen=True, kw_only=True):
    """One way of doing it, in other futures: maps more or fewer than with all dials at nought."""

    name: str
    more: tuple[int, ...]
    mean: float | None


class Two(Struct, frozen=True, kw_only=True):
    """Everything on the page."""

    quarter: int
    """How many are played."""
    quarters: int
    people: float
    dials: Dials
    places: dict[str, tuple[float, ...]]
    plan: tuple[Dials, ...]
    """What was decided for the quarters that are played."""
    flow: tuple[Flow, ...]
    done: tuple[int, ...]
    usual: tuple[int, ...]
    """The same in the same world with all dials at nought."""
    before: tuple[int, ...]
    """Maps ahead in the two years played before these, week by week."""
    overtime: float
    rows: tuple[Row, ...]
    futures: int
    played: int
    most: int


class River(Picture):
    """Set three dials, play a quarter, and again, eight times; then the same in forty futures."""

    def __init__(self, scenario: Scenario, last: str, seed: int) -> None:
        self.scenario, self.last, self.seed = scenario, last, seed
        self.dials, self.plan = Dials(), list[Dials]()
        self.before: tuple[Dials, ...] = ()
        self.others: dict[str, list[int]] = {}
        self.seeds = range(FIRST, FIRST + FUTURES)

    @property
    def over(self) -> bool:
        """Whether two years are played."""
        return len(self.plan) == QUARTERS

    @property
    def compared(self) -> bool:
        """Whether other futures have been played for these two years."""
        return self.over and all(len(self.others.get(it, [])) == FUTURES for it in self._ways())

    def shown(self) -> Two:
        """The river so far, and the other futures once they are played; dry while it is closed."""
        plan = self.plan if self.open else []
        mine, usual = self._lived(plan), self._lived(as_ever(len(plan)))
        rows = tuple(self._row(it) for it in self._ways()) if self.over and self.others else ()
        return Two(
            quarter=len(plan), quarters=QUARTERS, people=self.scenario.roles[0].people,
            dials=self.dials, places=dict(PLACES), plan=tuple(plan),
            flow=mine.flow if mine else (), done=mine.done if mine else (),
            usual=usual.done if usual else (), before=self._ahead_before() if self.open else (),
            overtime=mine.overtime if mine else 0.0, rows=rows if self.open else (),
            futures=FUTURES, played=sum(map(len, self.others.values())),
            most=FUTURES * len(self._ways()),
        )  # fmt: skip

    def words(self) -> str:
        """How far it is, and how far ahead."""
        if not self.open or not self.plan:
            return "Eight quarters lie ahead."
        now = self.shown()
        ahead = now.done[-1] - now.usual[-1]
        said = f"{now.quarter} of {QUARTERS} quarters: {now.done[-1]} maps, {ahead:+d}"
        more = "; ".join(f"{it.name} {it.mean:+.0f}" for it in now.rows if it.mean is not None)
        return f"{said}. {f'In {FUTURES} futures: {more}.' if more else ''}".strip().replace(
            "-", "−"
        )

    def act(self, message: Message) -> Work | None:
        """Turn a dial, play on, begin again, or play other futures. Raises RefusedError."""
        match message.get("do"):
            case "dial":
                self.turn(message)
            case "play":
                self._go_on(1)
            case "rest":
                self._go_on(QUARTERS)
            case "again":
                self.begin_again()
            case "futures":
                if not self.over:
                    raise RefusedError("first play all eight quarters")
                return self.play()
            case _:
                return super().act(message)
        return None

    def turn(self, message: Message) -> None:
        """Turn a dial. Raises RefusedError where it cannot stand."""
        name = message.get("name")
        if name not in PLACES:
            raise RefusedError(f"there is no dial {shown(name)}; turn one of {', '.join(PLACES)}")
        value = number(message, "value")
        if value not in PLACES[str(name)]:
            places = ", ".join(f"{it:g}" for it in PLACES[str(name)])
            raise RefusedError(f"{name} {value:g} is not on the dial; choose one of {places}")
        self.dials = replace(self.dials, **{str(name): value})

    def begin_again(self) -> None:
        """Go back to the first day; what was played stays as a thin line."""
        if self.over:
            self.before = tuple(self.plan)
        self.plan, self.dials = [], Dials()
        self.others.pop(MINE, None)

    def play(self) -> Work:
        """Play the other futures, slice by slice."""
        for name, plan in self._ways().items():
            mine = self.others.setdefault(name, [])
            while len(mine) < FUTURES:
                seed = self.seeds[len(mine)]
                mine.append(more(self.scenario, plan, seed, self.last))
                yield

    def kept(self) -> dict[str, object] | None:
        """The plan as far as it was played, the one before, and whether futures were played."""
        if not self.plan and not self.before:
            return None
        told = [list(map(_three, plan)) for plan in (self.plan, self.before)]
        return {"plan": told[0], "before": told[1], "others": dict(self.others)}

    def take_up(self, state: Mapping[str, object]) -> None:
        """Be as somebody left it."""
        try:
            left = convert(state, _State)
        except ValidationError:
            return  # of another edition of the lesson
        plans = [[Dials(overtime=a, improve=b, mentors=c) for a, b, c in it]
                 for it in (left.plan, left.before)]  # fmt: skip
        if not all(map(_possible, plans)) or len(plans[1]) not in (0, QUARTERS):
            return
        self.plan, self.before = plans[0], tuple(plans[1])
        self.dials = self.plan[-1] if self.plan else Dials()
        self.others = {it: left.others[it] for it in self._ways() if it in left.others}

    def _go_on(self, quarters: int) -> None:
        self.check_open()
        if self.over:
            raise RefusedError("two years are over; begin again")
        self.plan += [self.dials] * min(quarters, QUARTERS - len(self.plan))
        self.others.pop(MINE, None)

    def _ways(self) -> dict[str, tuple[Dials, ...]]:
        return {MINE: tuple(self.plan), **ALWAYS}

    def _row(self, name: str) -> Row:
        found = self.others.get(name, [])
        full = len(found) == FUTURES
        return Row(name=name, more=tuple(found), mean=fmean(found) if full else None)

    def _lived(self, plan: Sequence[Dials]) -> Lived | None:
        return lived(self.scenario, tuple(plan), self.seed, self.last) if plan else None

    def _ahead_before(self) -> tuple[int, ...]:
        if not self.before:
            return ()
        mine, usual = (
            finished(self.scenario, it, self.seed, self.last)
            for it in (self.before, as_ever(QUARTERS))
        )
        return tuple(a - b for a, b in zip(mine, usual, strict=True))


class _State(Struct):
    """What is kept of the picture."""

    plan: list[tuple[float, float, float]] = []  # noqa: RUF012 - msgspec copies it
    before: list[tuple[float, float, float]] = []  # noqa: RUF012 - msgspec copies it
    others: dict[str, list[int]] = {}  # noqa: RUF012 - msgspec copies it


def more(scenario: Scenario, plan: tuple[Dials, ...], seed: int, last: str) -> int:
    """Maps more in such quarters than with all dials at nought, in the same world."""
    usual = finished(scenario, as_ever(len(plan)), seed, last)[-1]
    return finished(scenario, plan, seed, last)[-1] - usual


def _three(dials: Dials) -> tuple[float, float, float]:
    return dials.overtime, dials.improve, dials.mentors


def _possible(plan: Sequence[Dials]) -> bool:
    return len(plan) <= QUARTERS and all(
        value in places
        for it in plan
        for value, places in zip(_three(it), PLACES.values(), strict=True)
    )
