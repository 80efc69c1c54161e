"""Several teams that one day waits for: each keeps its promise in most futures, all together in
few."""

from collections.abc import Mapping
from functools import lru_cache

from msgspec import Struct, ValidationError, convert
from msgspec.structs import replace

from simulator.errors import RefusedError
from simulator.events import ActivityFinished
from simulator.explorables.picture import Message, Picture, Work, number
from simulator.model import simulate
from simulator.scenario import Scenario, without_chance
from simulator.values import shown

FUTURES = 100
SURE = 80
"""In so many futures of a hundred each team's first promise holds."""
SHARES = {"little": None, "half": 0.5, "nearly all": 0.9}
"""How much of their luck the teams share, and the share of variance that stands for it (M01)."""
OFF = "off"
"""No chance at all: every activity takes as long as planned."""


class Stream(Struct, frozen=True, kw_only=True):
    """One team."""

    name: str
    who: str
    days: tuple[float, ...]
    """On which it is ready, future by future; while the picture is closed, in the order of days,
    which says nothing of what happens together."""
    promise: float


class Streams(Struct, frozen=True, kw_only=True):
    """All teams, and the day that waits for them."""

    streams: tuple[Stream, ...]
    plan: float
    """The day on which every plan ends."""
    end: float
    """Where the line of days ends."""
    launch: float
    """The day that is promised for all of them."""
    signed: float | None
    """The promise that was signed and cannot be changed."""
    luck: str
    lucks: tuple[str, ...]


class FiveStreams(Picture):
    """Promise for each team, promise for all of them, see in how many futures it holds.

    `last` names the last activity of each team by the team's name.
    """

    def __init__(
        self, scenario: Scenario, last: Mapping[str, str], who: Mapping[str, str], first: int = 1
    ) -> None:
        self.scenario, self.last, self.who = scenario, dict(last), dict(who)
        self.seeds = range(first, first + FUTURES)
        self.luck = next(iter(SHARES))
        self.plan = max(_finishes(without_chance(scenario), 0, tuple(last.values())))
        self.promises = self._as_sure_as_first()
        self.launch = max(self.promises.values())
        self.signed: float | None = None

    def shown(self) -> Streams:
        """Every team's futures; which of them belong together only once it is open."""
        futures = self._futures()
        return Streams(
            streams=tuple(
                Stream(
                    name=name,
                    who=self.who[name],
                    days=tuple(days if self.open else sorted(days)),
                    promise=self.promises[name],
                )
                for name, days in futures.items()
            ),
            plan=self.plan,
            end=self._end,
            launch=self.launch,
            signed=self.signed,
            luck=self.luck,
            lucks=(*SHARES, OFF) if self.open else (self.luck,),
        )

    def words(self) -> str:
        """In how many futures each team keeps its promise, and all of them."""
        kept = {name: self._kept(name, day) for name, day in self.promises.items()}
        each = ", ".join(f"{name} {count}" for name, count in kept.items())
        together = f"all together {self.together()}" if self.open else "all together: not yet said"
        return f"Of {FUTURES} futures each team keeps its day in so many: {each}; {together}."

    def act(self, message: Message) -> Work | None:
        """Promise, sign, or let teams share their luck. Raises RefusedError for what is none."""
        match message.get("do"):
            case "promise":
                self.promise(message.get("team"), number(message, "day", 0, self._end))
            case "launch":
                self._unsigned()
                self.launch = number(message, "day", 0, self._end)
            case "sign":
                self._unsigned()
                self.signed = self.launch
            case "luck":
                self.share(message.get("luck"))
            case "again":
                self.promises = self._as_sure_as_first()
            case _:
                return super().act(message)
        return None

    def promise(self, team: object, day: float) -> None:
        """Let a team promise another day. Raises RefusedError if there is no such team."""
        if team not in self.promises:
            raise RefusedError(f"there is no team {shown(team)}; move the promise of another")
        self.promises[str(team)] = day

    def share(self, luck: object) -> None:
        """Let teams share their luck, or have none. Raises RefusedError before it is open."""
        if not self.open or luck not in (*SHARES, OFF):
            raise RefusedError(f"{shown(luck)} cannot be chosen here; choose of the list")
        self.luck = str(luck)
        self.promises = self._as_sure_as_first()

    def together(self) -> int:
        """In how many futures every team keeps its promise."""
        futures = self._futures()
        days = (futures[name] for name in self.promises)
        promised = tuple(self.promises.values())
        return sum(
            all(day <= it for day, it in zip(each, promised, strict=True))
            for each in zip(*days, strict=True)
        )

    def ready(self) -> list[float]:
        """The day on which the last team is ready, future by future."""
        return [max(each) for each in zip(*self._futures().values(), strict=True)]

    def kept(self) -> dict[str, object] | None:
        """The promises."""
        return {"promises": dict(self.promises), "launch": self.launch, "signed": self.signed}

    def take_up(self, state: Mapping[str, object]) -> None:
        """Promise again what was promised."""
        try:
            left = convert(state, _State)
        except ValidationError:
            return  # of another edition of the lesson
        if left.promises.keys() == self.promises.keys():
            self.promises, self.launch, self.signed = dict(left.promises), left.launch, left.signed

    def _unsigned(self) -> None:
        if self.signed is not None:
            raise RefusedError(f"day {self.signed:g} is signed; a signature stays")

    @property
    def _end(self) -> float:
        """Far enough for all that can happen with any luck of the list."""
        latest = max(max(days) for luck in SHARES for days in self._futures(luck).values())
        return float(10 * -(-latest // 10))

    def _kept(self, name: str, day: float) -> int:
        return sum(it <= day for it in self._futures()[name])

    def _as_sure_as_first(self) -> dict[str, float]:
        return {
            name: float(-(-sorted(days)[SURE - 1] // 1)) for name, days in self._futures().items()
        }

    def _futures(self, luck: str = "") -> dict[str, tuple[float, ...]]:
        luck = luck or self.luck
        office = _with(self.scenario, luck)
        worlds = [_finishes(office, seed, tuple(self.last.values())) for seed in self.seeds]
        return dict(zip(self.last, zip(*worlds, strict=True), strict=True))


class _State(Struct):
    """What is kept of the promises."""

    promises: dict[str, float]
    launch: float
    signed: float | None = None


@lru_cache(maxsize=16)
def _with(scenario: Scenario, luck: str) -> Scenario:
    """The same office whose teams share so much of their luck, or have none."""
    if luck == OFF:
        return without_chance(scenario)
    share, duration = SHARES[luck], scenario.mechanisms.duration
    if share is None or duration is None:
        return scenario
    shared = replace(duration, project_share=share)
    return replace(scenario, mechanisms=replace(scenario.mechanisms, duration=shared))


@lru_cache(maxsize=4096)
def _finishes(scenario: Scenario, seed: int, last: tuple[str, ...]) -> tuple[float, ...]:
    """The days on which these activities are finished."""
    ends = {
        it.activity: it.day for it in simulate(scenario, seed=seed)
        if isinstance(it, ActivityFinished)
    }  # fmt: skip
    return tuple(ends[name] for name in last)
