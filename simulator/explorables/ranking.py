"""What goes first? A list to rank, what waiting costs as an area, and somebody who shouts."""

from collections.abc import Callable, Mapping
from statistics import fmean

from msgspec import Struct, ValidationError, convert

from simulator.errors import RefusedError
from simulator.explorables.picture import Message, Picture, Work, number
from simulator.explorables.requests import Order, Truth, future, planned
from simulator.scenario import Scenario
from simulator.values import shown

FIRST = 3001
"""The first of the futures."""
SLICE = 10
"""Futures between two looks of the page."""
PACE = 0.83
"""What a day is worth to somebody who changes between things, as Tregubov et al. measured."""
MINE = "my order"


class Row(Struct, frozen=True, kw_only=True):
    """A request in its place."""

    id: str
    name: str
    sponsor: str
    weekly: float
    """k€ that each week without it costs."""
    days: float
    """Days of work, as planned."""
    finish: float | None
    """Day on which it is done; None until an order was given."""
    cost: float | None
    """k€ that waiting for it costs until then."""


class Outcome(Struct, frozen=True, kw_only=True):
    """What a way to rank came to in many futures."""

    name: str
    times: tuple[float, ...]
    """Its cost as a multiple of what the best order would have cost, future by future."""
    mean: float


class Desk(Struct, frozen=True, kw_only=True):
    """The picture on the page."""

    rows: tuple[Row, ...]
    """From the first to the last; row by row, what waiting costs is an area of weeks and k€."""
    given: bool
    """Whether an order was given."""
    total: float | None
    """k€ that waiting costs in this order; None until it was given."""
    least: float | None
    """The least that any order costs."""
    moved: bool
    """Whether the list is another one than was given last."""
    vip: str
    """The request that is shouted for; empty while nobody does."""
    words: str
    """What is shouted."""
    quiet: float | None
    """k€ of the order that was given before somebody shouted."""
    sorts: tuple[str, ...]
    """Ways to sort the list at once, once an order was given."""
    outcomes: tuple[Outcome, ...]
    years: int
    """Futures that are played."""
    done: int


class Ranking(Picture):
    """Ten requests to one person: rank them, give the order, and hear who complains.

    `vip` is the request that somebody shouts for, with these `words`. Every request loses the same
    each day until it is done. In the futures work takes what it takes, and what was said of costs
    is wrong by a factor of e^±`wrong`.
    """

    def __init__(
        self, scenario: Scenario, vip: str, words: str, wrong: float = 0.5, futures: int = 100
    ) -> None:
        self.scenario, self.vip, self.shout, self.wrong = scenario, vip, words, wrong
        self.seeds = range(FIRST, FIRST + futures)
        self.plan = planned(scenario)
        self.order: Order = tuple(it.id for it in scenario.projects)
        self.given: Order | None = None
        self.before: Order | None = None
        self.times: dict[str, list[float]] = {}
        self.sorts: dict[str, Callable[[], Order]] = {
            "as they came": lambda: tuple(it.id for it in scenario.projects),
            "dearest first": self.plan.dearest,
            "shortest first": self.plan.shortest,
            "dearest for its work first": self.plan.best,
        }

    def shown(self) -> Desk:
        """The list, and what waiting costs once an order was given."""
        told = self.open and self.given is not None
        quiet = self.plan.cost(self.before) if told and self.before else None
        return Desk(
            rows=self._rows(told), given=told, total=self.plan.cost(self.order) if told else None,
            least=self.plan.cost(self.plan.best()) if told else None,
            moved=self.order != self.given, vip=self.vip if quiet is not None else "",
            words=self.shout if quiet is not None else "", quiet=quiet,
            sorts=tuple(self.sorts) if told else (), outcomes=self._outcomes() if told else (),
            years=len(self.seeds), done=len(self.times.get(MINE, ())),
        )  # fmt: skip

    def words(self) -> str:
        """The order as it was given, and what it costs."""
        if self.given is None or not self.open:
            return f"{len(self.order)} requests wait, and nobody has said what goes first."
        names = {it.id: it.name for it in self.scenario.projects}
        said = ", ".join(names[it] for it in self.given)
        return f"In this order waiting costs {self.plan.cost(self.given):,.0f} k€: {said}."

    def act(self, message: Message) -> Work | None:
        """Move, sort, give an order, listen, or play futures. Raises RefusedError."""
        match message.get("do"):
            case "move":
                self.move(message.get("request"), round(number(message, "place", 0, 1e6)))
                return None
            case "give":
                self.check_open()
                self.given = self.order
                return None
            case "sort" | "listen" | "many" as what:
                self._check_given()
                return self._after(what, message)
        return super().act(message)

    def move(self, request: object, place: int) -> None:
        """Put a request at another place of the list. Raises RefusedError if there is none."""
        if request not in self.order:
            raise RefusedError(f"{shown(request)} is no request here; move one of the list")
        rest = [it for it in self.order if it != request]
        rest.insert(place, str(request))
        self._rank(tuple(rest))

    def play(self) -> Work:
        """Play futures, slice by slice: the list as it is now, and other ways to rank."""
        mine = self.order
        times = self.times = dict[str, list[float]]()
        for place in range(0, len(self.seeds), SLICE):
            yield
            for seed in self.seeds[place : place + SLICE]:
                truth = future(self.scenario, seed, self.wrong)
                for name, cost in self._ways(truth, mine).items():
                    times.setdefault(name, []).append(cost / truth.cost(truth.best()))

    def kept(self) -> dict[str, object] | None:
        """The list, what was given, and whether somebody has shouted."""
        if self.given is None:
            return None
        return {
            "order": list(self.order),
            "given": list(self.given),
            "before": list(self.before or ()),
        }

    def take_up(self, state: Mapping[str, object]) -> None:
        """Be as somebody left it."""
        try:
            left = convert(state, _State)
        except ValidationError:
            return  # of another edition of the lesson
        lists = [left.order, left.given, *([left.before] if left.before else [])]
        if all(sorted(it) == sorted(self.order) for it in lists):
            self.order, self.given = tuple(left.order), tuple(left.given)
            self.before = tuple(left.before) or None

    def _after(self, what: str, message: Message) -> Work | None:
        if what == "many":
            return self.play()
        if what == "listen":
            self.before = self.before or self.given
            return None
        by = message.get("by")
        if by not in self.sorts:
            raise RefusedError(f"{shown(by)} is no way to sort; choose one of the buttons")
        self._rank(self.sorts[str(by)]())
        return None

    def _rank(self, order: Order) -> None:
        """Have the list in this order; what futures said of another one is forgotten."""
        if order != self.order:
            self.order, self.times = order, {}

    def _check_given(self) -> None:
        self.check_open()
        if self.given is None:
            raise RefusedError("first give an order of your own; it costs nothing to be wrong here")

    def _ways(self, truth: Truth, mine: Order) -> dict[str, float]:
        """What waiting costs by each way to rank, in a future that nobody knew."""
        plan = self.plan
        return {
            MINE: truth.cost(mine),
            "dearest for its work first": truth.cost(plan.best()),
            "dearest first": truth.cost(plan.dearest()),
            "as they came": truth.cost(self.sorts["as they came"]()),
            "a bit of everything": truth.shared(PACE),
        }

    def _outcomes(self) -> tuple[Outcome, ...]:
        return tuple(
            Outcome(name=name, times=tuple(it), mean=fmean(it)) for name, it in self.times.items()
        )

    def _rows(self, told: bool) -> tuple[Row, ...]:
        projects = {it.id: it for it in self.scenario.projects}
        rows, day = [], 0.0
        for request in self.order:
            project, days = projects[request], self.plan.days[request]
            day += days
            rows.append(
                Row(
                    id=request,
                    name=project.name,
                    sponsor=project.sponsor,
                    weekly=5 * project.cost_of_delay,
                    days=days,
                    finish=day if told else None,
                    cost=day * project.cost_of_delay if told else None,
                )  # fmt: skip
            )
        return tuple(rows)


class _State(Struct):
    """What is kept of the picture."""

    order: list[str] = []  # noqa: RUF012 - msgspec copies it
    given: list[str] = []  # noqa: RUF012 - msgspec copies it
    before: list[str] = []  # noqa: RUF012 - msgspec copies it
