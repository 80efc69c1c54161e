"""All teams under the same storm: what each came to in one world, then who is best in many."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import TypeAlias

from msgspec import Struct, ValidationError, convert, to_builtins

from simulator.debrief.teams import Flights, Results, at_home, judged, played
from simulator.errors import RefusedError
from simulator.explorables.path import Hit, Landed, Point, landed, path, shocks, storms
from simulator.explorables.picture import Message, Picture, Work
from simulator.scenario import fingerprint
from simulator.session import Session

SLICE = 10
"""Worlds between two looks of the page."""
FEW, MANY = 200, 1000


class Team(Struct, frozen=True, kw_only=True):
    """One team in the world that all flew; money in k€."""

    name: str
    who: str
    """What kind of team: yours, a rule, or somebody's flight."""
    path: tuple[Point, ...]
    landed: tuple[Landed, ...]
    storms: tuple[Hit, ...]
    result: float
    on_time: float


class Tiered(Struct, frozen=True, kw_only=True):
    """One team after many worlds."""

    name: str
    tier: int
    mean: float
    low: float
    high: float
    tenth: float
    """k€ that nine worlds of ten exceed."""
    on_time: float
    value: float
    """Delivered, before what it cost."""
    wins: float


class Board(Struct, frozen=True, kw_only=True):
    """Everything on the page."""

    teams: tuple[Team, ...]
    shocks: tuple[float, ...]
    """Days on which something from outside made work in the first team's flight."""
    end: float
    """The last day on the axis."""
    wanting: str
    """What has to come first; "" if nothing."""
    worlds: int
    """So many were played."""
    few: int
    many: int
    tiers: tuple[Tiered, ...]
    best: str
    """Who is best on average."""
    best_wins: float | None
    """In how many worlds that one also won."""


Crew: TypeAlias = Sequence[tuple[str, str, Session]]
"""Who flew, what kind of team that is, and the flight."""


class Teams(Picture):
    """Compare flights of one world, then play all of them in as many worlds as wanted.

    `flights` gives them with what kind of team each is, once there is something to compare;
    `wanting` says what has to come first. Worlds are those of `fate`, which nobody has flown.
    """

    def __init__(
        self, flights: Callable[[], Crew],
        wanting: Callable[[], str] = lambda: "", fate: str = "teams",
    ) -> None:  # fmt: skip
        self.make, self.wanting, self.fate = flights, wanting, fate
        self.flights: Flights = ()
        self.who: dict[str, str] = {}
        self.results = Results.none(())
        self.told: _State | None = None
        """What was found the last time, as long as nothing is played anew."""

    def gather(self) -> None:
        """Look who is there. If others are there than before, all worlds are played anew."""
        found = () if self.wanting() or not self.open else tuple(self.make())
        flights: Flights = tuple((name, session) for name, _, session in found)
        if flights != self.flights:
            self.flights = flights
            self.who = {name: who for name, who, _ in found}
            self.results = Results.none(self.who)

    def shown(self) -> Board:
        """The teams in their one world, and what is known of them from many."""
        if not self.flights:
            self.gather()
        teams = self._teams()
        told = self._told()
        return Board(
            teams=teams, shocks=shocks(self.flights[0][1]) if teams else (),
            end=max((it.path[-1].day for it in teams), default=1.0), wanting=self.wanting(),
            worlds=told.worlds, few=FEW, many=MANY,
            tiers=tuple(told.tiers), best=told.best, best_wins=told.best_wins,
        )  # fmt: skip

    def words(self) -> str:
        """Who won the day, and what is known from many worlds."""
        page = self.shown()
        if not page.teams:
            return page.wanting or "Nobody can be compared yet."
        first = max(page.teams, key=lambda it: it.result)
        day = f"In the world that all flew, {first.name} brought most: {first.result:,.0f} k€."
        if page.best_wins is None:
            return f"{day} Who decides best is not yet said."
        rows = ", ".join(f"{it.name} {it.mean:,.0f} (tier {it.tier})" for it in page.tiers)
        return (
            f"{day} Over {page.worlds} other worlds, k€ on average: {rows}. {page.best} is best on "
            f"average, and won {round(page.best_wins, 1):g} of them."
        )

    def act(self, message: Message) -> Work | None:
        """Play some or many worlds, or look for flights again. Raises RefusedError."""
        match message.get("do"):
            case "few":
                return self.play(FEW)
            case "many":
                return self.play(MANY)
            case "again":
                self.gather()
                return None
        return super().act(message)

    def play(self, most: int) -> Work:
        """Play all teams in so many worlds, slice by slice. Raises RefusedError if none can."""
        self.check_open()
        self.gather()
        if not self.flights:
            raise RefusedError(self.wanting() or "nobody can be compared yet")
        return self._play(most)

    def _play(self, most: int) -> Work:
        for place in range(self.results.worlds, most, SLICE):
            yield
            seeds = range(place, place + SLICE)
            self.results.add(played(self.flights, seeds, self.fate))

    def kept(self) -> dict[str, object] | None:
        """What many worlds said; they themselves are kept where experiments keep them."""
        told = self._told()
        found: dict[str, object] = to_builtins(told)
        return found if told.worlds else None

    def take_up(self, state: Mapping[str, object]) -> None:
        """What was found before, unless others are here now."""
        try:
            self.told = convert(state, _State)
        except ValidationError:
            return  # of another edition of the lesson

    def _teams(self) -> tuple[Team, ...]:
        if not self.flights:
            return ()
        here = at_home(self.flights)
        ended = {name: _ended(session) for name, session in self.flights}
        return tuple(
            Team(
                name=name, who=self.who[name], path=path(it), landed=landed(it), storms=storms(it),
                result=here[name]["net"], on_time=here[name]["on_time"],
            )
            for name, it in ended.items()
        )  # fmt: skip

    def _told(self) -> "_State":
        """What is known from many worlds; from this time or the last."""
        mark = self._mark()
        if self.results.worlds < 2:
            same = self.told is not None and self.told.mark == mark and self.flights
            return self.told if same and self.told else _State()
        rows = judged(self.flights, self.results, self.fate)
        best = max(rows, key=lambda it: it.value)
        return _State(
            mark=mark, worlds=self.results.worlds,
            tiers=[
                Tiered(
                    name=it.name, tier=it.tier, mean=float(it.value), low=it.value.low,
                    high=it.value.high, tenth=it.low, on_time=it.often_on_time,
                    value=it.delivered, wins=it.wins,
                )
                for it in rows
            ],
            best=best.name, best_wins=best.wins,
        )  # fmt: skip

    def _mark(self) -> str:
        """By which these very flights are known."""
        return "|".join(
            f"{name}:{fingerprint(session.decisions)}{fingerprint(session.policy)}"
            for name, session in self.flights
        )


@lru_cache(maxsize=64)
def _ended(session: Session) -> Session:
    return session.to_end()


class _State(Struct):
    """What is kept of many worlds."""

    mark: str = ""
    worlds: int = 0
    tiers: list[Tiered] = []  # noqa: RUF012 - msgspec copies it
    best: str = ""
    best_wins: float | None = None
