"""One rough summer: which offices come back from it, by how full they were before."""

from collections.abc import Mapping
from functools import lru_cache
from statistics import fmean

from msgspec import Struct, ValidationError, convert
from msgspec.structs import replace

from simulator import metrics
from simulator.explorables.picture import Message, Picture, Work, number
from simulator.explorables.repeated import ordered
from simulator.model import simulate
from simulator.policies import Policy
from simulator.scenario import Scenario

OFFICES = 50
LOADS = 45, 65
"""Per cent of people's time that maps take, at least and at most."""
STEP = 5
SUMMER = 130.0
"""The working day on which it begins."""
WEEKS = 16
UNTIL = 650.0
"""Working days in which the office is watched: two years after the summer."""
WELL = 0.5
"""Who prepares less than this share of the work at the end has not come back."""
WAITED = 80.0
"""Working days after which an order that waits is late."""
MONTHS = 6
"""The last months are the end."""
SLICE = 2
"""Offices between two looks of the page."""


class Year(Struct, frozen=True, kw_only=True):
    """One office in one future."""

    prepared: float
    """The share of the work that is well prepared at the end."""
    late: int
    """Orders that have waited for four months at the end."""


class Row(Struct, frozen=True, kw_only=True):
    """All offices that were so full, in the order of their numbers."""

    load: int
    back: tuple[bool, ...]
    """Whether each has come back."""
    late: float
    """Late orders at the end, on average."""


class Summer(Struct, frozen=True, kw_only=True):
    """Everything on the page."""

    load: int
    loads: tuple[int, ...]
    preparing: int
    """Per cent of people's time that preparing takes on top."""
    burst: int
    """Per cent of orders more, in the summer."""
    weeks: int
    rows: tuple[Row, ...]
    """What was played, by load."""
    offices: int


class Fires(Picture):
    """Turn the dial to how full an office is, and let the summer come over fifty of them."""

    def __init__(self, scenario: Scenario, burst: float, load: int, first: int = 1) -> None:
        self.scenario, self.burst, self.load = scenario, burst, load
        self.seeds = range(first, first + OFFICES)
        self.years: dict[int, list[Year]] = {}

    def shown(self) -> Summer:
        """The dial, and the offices that have met the summer."""
        how = self.scenario.mechanisms.firefighting
        rows = sorted(self.years.items()) if self.open else []
        return Summer(
            load=self.load, loads=tuple(range(LOADS[0], LOADS[1] + 1, STEP)),
            preparing=round(100 * how.upstream) if how else 0, burst=round(100 * self.burst),
            weeks=WEEKS, rows=tuple(_row(load, years) for load, years in rows if years),
            offices=OFFICES,
        )  # fmt: skip

    def words(self) -> str:
        """How many of those that were tried have come back."""
        rows = self.shown().rows
        if not rows:
            return "No office has met the summer yet."
        found = (f"{it.load} %: {sum(it.back)} of {len(it.back)}" for it in rows)
        return f"Offices that have come back, by how full they were with maps. {'; '.join(found)}."

    def act(self, message: Message) -> Work | None:
        """Turn the dial, or let the summer come. Raises RefusedError for what cannot be."""
        match message.get("do"):
            case "load":
                self.load = STEP * round(number(message, "load", *LOADS) / STEP)
                return None
            case "play":
                self.check_open()
                return self.play(self.load)
        return super().act(message)

    def play(self, load: int) -> Work:
        """Let the summer come over offices that are so full, slice by slice."""
        mine = self.years.setdefault(load, [])
        while len(mine) < OFFICES:
            some = self.seeds[len(mine) : len(mine) + SLICE]
            mine += [year(self.scenario, load / 100, self.burst, it) for it in some]
            yield

    def kept(self) -> dict[str, object] | None:
        """The dial, and what each office came to."""
        full = {str(it): years for it, years in self.years.items() if len(years) == OFFICES}
        if not full:
            return None
        found = {it: [[one.prepared, one.late] for one in years] for it, years in full.items()}
        return {"load": self.load, "years": found}

    def take_up(self, state: Mapping[str, object]) -> None:
        """The dial and the offices as they were left."""
        try:
            left = convert(state, _State)
        except ValidationError:
            return  # of another edition of the lesson
        loads = self.shown().loads
        known = {int(it) for it in left.years if it.isdigit()} | {left.load} <= {*loads}
        if known and all(len(it) == OFFICES for it in left.years.values()):
            self.load = left.load
            for load, years in left.years.items():
                self.years[int(load)] = [Year(prepared=a, late=b) for a, b in years]


class _State(Struct):
    """What is kept of the picture."""

    load: int = 0
    years: dict[str, list[tuple[float, int]]] = {}  # noqa: RUF012 - msgspec copies it


@lru_cache(maxsize=4096)
def year(scenario: Scenario, load: float, burst: float, seed: int) -> Year:
    """What becomes of an office whose maps take such a share of the time, after a summer with so
    many more orders than usual."""
    plan = with_orders(scenario, load, burst)
    events = simulate(plan, Policy(), seed, until=UNTIL)
    levels = [level for _, level in metrics.level(events, "completeness")]
    done = metrics.finish_days(events)
    late = (it.id not in done for it in plan.projects if it.arrival < UNTIL - WAITED)
    return Year(prepared=fmean(levels[-MONTHS:] or [1.0]), late=sum(late))


@lru_cache(maxsize=64)
def with_orders(scenario: Scenario, load: float, burst: float) -> Scenario:
    """The office with its orders: as many as take such a share of everybody's time, more of them
    for one summer."""
    (order,) = scenario.projects
    gap = order.effort / (scenario.roles[0].people * load)
    days = [gap * n for n in range(int(UNTIL / gap))]
    more = round(burst * WEEKS * 5 / gap)
    extra = [SUMMER + n * gap / burst for n in range(more)]
    orders = ordered(order, days) + ordered(order, extra, "summer")
    return replace(scenario, projects=orders)


def _row(load: int, years: list[Year]) -> Row:
    return Row(
        load=load, back=tuple(it.prepared >= WELL for it in years),
        late=fmean(it.late for it in years),
    )  # fmt: skip
