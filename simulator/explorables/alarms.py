"""Which indicator warns first? A hundred projects that end red, and a hundred that do not."""

from collections.abc import Mapping

from msgspec import Struct, ValidationError, convert

from simulator.calendar import DAYS_A_WEEK
from simulator.errors import RefusedError
from simulator.explorables.indicators import (
    FIRST_WEEK,
    MEANINGS,
    NAMES,
    Watched,
    both,
    ends,
    line,
)
from simulator.explorables.picture import Message, Picture, Work, number
from simulator.scenario import Scenario
from simulator.values import shown

PROJECTS = 100
"""So many that end red, and so many that do not."""
SHARES = (5, 10, 15, 20, 25, 30, 35, 40)
"""Of a hundred good projects so many at most may be alarmed about."""
USUAL = 20


class Lane(Struct, frozen=True, kw_only=True):
    """One indicator."""

    id: str
    name: str
    meaning: str
    alarms: tuple[tuple[int | None, ...], ...]
    """By how many false alarms are allowed: the week of its alarm in each project that ends red, or
    None if there is none before the due day. Nothing until it may be seen."""


class Race(Struct, frozen=True, kw_only=True):
    """Everything on the page."""

    project: str
    lanes: tuple[Lane, ...]
    shares: tuple[int, ...]
    share: int
    """So many false alarms of a hundred are allowed."""
    first: int
    """The first week on the line."""
    due: float
    """The week in which it is due."""
    finish: tuple[float, ...]
    """The weeks in which the projects that end red are finished."""
    bet: str
    """The indicator that the trainee has put their money on; empty before."""
    found: int
    """Projects that were watched so far, of those that are needed."""
    needed: int


class Alarms(Picture):
    """Bet on an indicator, and let them all watch the same projects, one by one.

    All are allowed equally many false alarms, or who cries always would be first.
    """

    def __init__(self, scenario: Scenario, first: int = 1) -> None:
        self.scenario, self.first = scenario, first
        self.share, self.bet = USUAL, ""
        self.found = 0

    @property
    def told(self) -> bool:
        """Whether the race may be seen."""
        return self.open and bool(self.bet) and self.found == 2 * PROJECTS

    def shown(self) -> Race:
        """The lanes; their alarms once there is a bet."""
        project = self.scenario.projects[0]
        red, good = both(self.scenario, self.first, PROJECTS) if self.told else ([], [])
        lanes = tuple(
            Lane(id=it, name=name, meaning=MEANINGS[it], alarms=_alarms(it, red, good))
            for it, name in NAMES.items()
        )
        return Race(
            project=project.name, lanes=lanes, shares=SHARES, share=self.share, first=FIRST_WEEK,
            due=(project.due or 0.0) / DAYS_A_WEEK,
            finish=tuple(it.finish / DAYS_A_WEEK for it in red), bet=self.bet, found=self.found,
            needed=2 * PROJECTS,
        )  # fmt: skip

    def words(self) -> str:
        """How many of the projects that end red each indicator warned of."""
        if not self.told:
            return "Which indicator warns first is not yet said."
        page = self.shown()
        at = SHARES.index(self.share)
        each = ", ".join(
            f"{it.name} {sum(week is not None for week in it.alarms[at])}" for it in page.lanes
        )
        return (
            f"Of {PROJECTS} projects that end red, warned of before the due day, with {self.share} "
            f"false alarms in a hundred: {each}."
        )

    def act(self, message: Message) -> Work | None:
        """Bet, or allow more false alarms. Raises RefusedError for what cannot be."""
        match message.get("do"):
            case "bet":
                self.put_on(message.get("lane"))
            case "watch":
                if not self.open or not self.bet:
                    raise RefusedError("first bet on an indicator, and lock your predictions")
                return self.watch()
            case "allow":
                self.share = _nearest(number(message, "share", SHARES[0], SHARES[-1]))
            case _:
                return super().act(message)
        return None

    def put_on(self, lane: object) -> None:
        """Bet on an indicator. Raises RefusedError if there is none such, or a bet stands."""
        if self.bet:
            raise RefusedError(f"you have bet on “{NAMES[self.bet]}”; a bet stands")
        if lane not in NAMES:
            raise RefusedError(f"there is no indicator {shown(lane)}; choose one of the list")
        self.bet = str(lane)

    def watch(self) -> Work:
        """Watch projects, one by one, until there are enough."""
        for found in ends(self.scenario, self.first, PROJECTS):
            self.found = found
            yield

    def kept(self) -> dict[str, object] | None:
        """The bet, and how many false alarms are allowed."""
        return {"bet": self.bet, "share": self.share} if self.bet else None

    def take_up(self, state: Mapping[str, object]) -> None:
        """The bet as it was left."""
        try:
            left = convert(state, _State)
        except ValidationError:
            return  # of another edition of the lesson
        if left.bet in NAMES and left.share in SHARES:
            self.bet, self.share = left.bet, left.share


class _State(Struct):
    """What is kept of the race."""

    bet: str
    share: int = USUAL


def _nearest(share: float) -> int:
    return min(SHARES, key=lambda it: abs(it - share))


def _alarms(
    indicator: str, red: list[Watched], good: list[Watched]
) -> tuple[tuple[int | None, ...], ...]:
    if not red:
        return ()
    lines = [line(good, indicator, share / 100) for share in SHARES]
    return tuple(tuple(it.week_of(indicator, most) for it in red) for most in lines)
