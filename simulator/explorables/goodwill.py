"""Hours for a sponsor, for the one who may follow her, and for those who have to change."""

from collections.abc import Mapping
from functools import lru_cache
from statistics import fmean

from msgspec import Struct, ValidationError, convert

from simulator.calendar import WEEKS_A_MONTH
from simulator.chance import uniform
from simulator.errors import RefusedError
from simulator.explorables.picture import Message, Picture, Work, number
from simulator.mechanisms import adoption, resistance, sponsor, survival
from simulator.scenario import Scenario

MONTHS = 20
HOURS = 16
"""Hours a month, for all together."""
PREPARED = 2
"""Hours that it takes to put a decision so that it can be taken."""
TOLD = 1
"""Hours that it takes to go through such a decision with her deputy as well."""
VISIT = 4
"""Hours of a visit to those who have to change."""
MOST_ASKED = 10
"""Decisions a month that could be put before the sponsor."""
LIVE = 7
"""The month in which it all goes live."""
STAYS = 14
"""Months that a sponsor stays, on average."""
STRANGER = 0.1
"""Engagement of somebody who was never asked for anything."""
READY = 0.3
"""How far people, process and tools are prepared here."""
LAYER = 0.15
"""Load that people feel from three signatures for each change."""
JUDGED = (6, 13, 20)
"""Months in which leadership asks what the people who do all this are for."""
FIRST, WORLDS, SLICE = 3001, 100, 10


class Hours(Struct, frozen=True):
    """How the hours of a month are spent, and what the sponsor is asked for."""

    asked: int
    """Decisions a month that are put before the sponsor."""
    sponsor: int
    deputy: int
    layer: bool = False
    """Whether each change needs three signatures."""

    @property
    def people(self) -> int:
        """Hours for those who have to change."""
        return HOURS - self.sponsor - self.deputy

    @property
    def answerable(self) -> int:
        """Decisions a month that are put so that they can be taken."""
        return min(self.asked, self.sponsor // PREPARED)


class Life(Struct, frozen=True, kw_only=True):
    """One future of two years."""

    engagement: tuple[float, ...]
    """Of whoever is sponsor at the end of each month."""
    resistance: tuple[float, ...]
    left: int | None
    """The month in which the sponsor has left."""
    closed: int | None
    """The month in which leadership has ended it."""
    across: tuple[float, ...]
    """Who works in the new way at the end of each month, as a share."""
    waits: float
    """Days for a decision in the last month."""


class Mood(Struct, frozen=True, kw_only=True):
    """Everything on the page."""

    hours: Hours
    all: int
    prepared: int
    most_asked: int
    people: int
    answerable: int
    months: int
    live: int
    judged: tuple[int, ...]
    lives: tuple[Life, ...]
    """The futures that were played; empty until they may be seen."""
    across: float | None
    """Of 100 people, how many have crossed on average."""
    left: int
    closed: int
    tried: tuple[tuple[Hours, float], ...]
    """What was played so far, with people who crossed of 100."""
    worlds: int
    done: int
    """How many worlds of the last split are played."""


class Goodwill(Picture):
    """Split sixteen hours a month, say how much a sponsor is asked for, and play two years."""

    def __init__(self, scenario: Scenario, start: Hours) -> None:
        self.scenario, self.hours = scenario, start
        self.seeds = range(FIRST, FIRST + WORLDS)
        self.tried: list[Hours] = []
        self.done = 0

    def shown(self) -> Mood:
        """The hours, and the futures that were played with them."""
        told = self.open and self.hours in self.tried
        lives = self.lives(self.hours) if told else ()
        return Mood(
            hours=self.hours, all=HOURS, prepared=PREPARED, most_asked=MOST_ASKED,
            people=self.hours.people, answerable=self.hours.answerable, months=MONTHS, live=LIVE,
            judged=JUDGED, lives=lives, across=self.across(self.hours) if told else None,
            left=sum(it.left is not None for it in lives),
            closed=sum(it.closed is not None for it in lives),
            tried=tuple((it, self.across(it)) for it in self.tried) if self.open else (),
            worlds=WORLDS, done=WORLDS if told else self.done,
        )  # fmt: skip

    def words(self) -> str:
        """What each split that was tried brings."""
        if not (self.tried and self.open):
            return f"{_said(self.hours)}. What comes of it is not yet said."
        each = "; ".join(f"{_said(it)}: {self.across(it):.0f}" for it in self.tried)
        return f"Of 100 people so many work in the new way after two years. {each}."

    def act(self, message: Message) -> Work | None:
        """Turn a dial, or play two years. Raises RefusedError for what cannot be."""
        now = self.hours
        match message.get("do"):
            case "asked":
                asked = round(number(message, "asked", 0, MOST_ASKED))
                self.hours = Hours(asked, now.sponsor, now.deputy, now.layer)
            case "split":
                first = round(number(message, "first", 0, HOURS))
                second = round(number(message, "second", first, HOURS))
                self.hours = Hours(now.asked, first, second - first, now.layer)
            case "layer":
                if not isinstance(layer := message.get("layer"), bool):
                    raise RefusedError("say whether each change needs three signatures: yes or no")
                self.hours = Hours(now.asked, now.sponsor, now.deputy, layer)
            case "play":
                self.check_open()
                return self.play(now)
            case _:
                return super().act(message)
        return None

    def play(self, hours: Hours) -> Work:
        """Play two years in many worlds, slice by slice."""
        for self.done in range(0, WORLDS, SLICE):
            yield
            for seed in self.seeds[self.done : self.done + SLICE]:
                life(self.scenario, hours, seed)
        self.done = WORLDS
        self.tried = [*(it for it in self.tried if it != hours), hours][-6:]

    def lives(self, hours: Hours) -> tuple[Life, ...]:
        """All futures with such a split."""
        return tuple(life(self.scenario, hours, it) for it in self.seeds)

    def across(self, hours: Hours) -> float:
        """Of 100 people, how many work in the new way, on average of the year after go-live."""
        return 100 * fmean(fmean(it.across[LIVE:]) for it in self.lives(hours))

    def kept(self) -> dict[str, object] | None:
        """The split, and what was tried."""
        if not self.tried:
            return None
        return {"hours": _listed(self.hours), "tried": [*map(_listed, self.tried)]}

    def take_up(self, state: Mapping[str, object]) -> None:
        """The picture as it was left."""
        try:
            left = convert(state, _State)
        except ValidationError:
            return  # of another edition of the lesson
        if left.hours and all(map(_sound, (left.hours, *left.tried))):
            self.hours, self.tried = _hours(left.hours), [*map(_hours, left.tried)]


@lru_cache(maxsize=8192)
def life(scenario: Scenario, hours: Hours, seed: int) -> Life:
    """Two years, month by month: the formulas of the mechanisms, and the luck of who leaves."""
    return _Years(scenario, hours, seed).all()


class _Years:
    """What moves from month to month."""

    def __init__(self, scenario: Scenario, hours: Hours, seed: int) -> None:
        how = scenario.mechanisms
        self.adoption = how.adoption or adoption.Adoption()
        self.sponsor = how.sponsor or sponsor.Sponsor()
        self.resistance = how.resistance or resistance.Resistance()
        self.hours, self.seed = hours, seed
        self.engagement, self.second, self.minds = (
            self.sponsor.start,
            STRANGER,
            self.resistance.start,
        )
        self.across = 0.0
        self.left: int | None = None
        self.closed: int | None = None

    def all(self) -> Life:
        """Both years."""
        moods = [(self.engagement, self.minds, self.across)]
        for month in range(1, MONTHS + 1):
            self._month(month)
            moods.append((self.engagement, self.minds, self.across))
        return Life(
            engagement=tuple(it for it, _, _ in moods), resistance=tuple(it for _, it, _ in moods),
            across=tuple(it for _, _, it in moods), left=self.left, closed=self.closed,
            waits=5 * sponsor.latency(self.engagement, self.sponsor),
        )  # fmt: skip

    def _month(self, month: int) -> None:
        if self.left is None and uniform(self.seed, "sponsor leaves", month) < 1 / STAYS:
            self.left, self.engagement, self.second = month, self.second, STRANGER
        self._ask()
        self._visit()
        if month >= LIVE:
            self._cross()
        if month in JUDGED and self.closed is None:
            cut = survival.cut(0.0, self.engagement, self.minds, survival.Survival())
            if uniform(self.seed, "funding", month) < cut:
                self.closed = month

    def _ask(self) -> None:
        """Decisions that can be taken raise engagement, others drain it."""
        good, asked = (0, 0) if self.closed else (self.hours.answerable, self.hours.asked)
        second = min(good, self.hours.deputy // TOLD)
        self.engagement = _step(self.engagement, good, asked - good, self.sponsor)
        self.second = _step(self.second, second, 0, self.sponsor)

    def _visit(self) -> None:
        """Visits talk resistance away; signatures without help feed it."""
        visits = 0.0 if self.closed else self.hours.people / VISIT / WEEKS_A_MONTH
        load = LAYER if self.hours.layer and not self.closed else 0.0
        self.minds = resistance.step(
            self.minds, load, 0.0, visits, 0.0, WEEKS_A_MONTH, self.resistance
        )

    def _cross(self) -> None:
        ready = adoption.readiness(READY, READY, READY, self.adoption)
        help = adoption.helped(ready, self.engagement, self.adoption)
        most = adoption.ceiling(self.minds, self.adoption)
        self.across = adoption.step(self.across, most, help, WEEKS_A_MONTH, self.adoption)


def _step(engagement: float, good: float, noise: float, how: sponsor.Sponsor) -> float:
    weeks = WEEKS_A_MONTH
    return sponsor.step(engagement, good / weeks, noise / weeks, 0.0, 0.0, weeks, how)


_Listed = tuple[int, int, int, int]


class _State(Struct):
    """What is kept of the picture."""

    hours: _Listed | None = None
    tried: list[_Listed] = []  # noqa: RUF012 - msgspec copies it


def _listed(it: Hours) -> list[int]:
    return [it.asked, it.sponsor, it.deputy, int(it.layer)]


def _hours(it: _Listed) -> Hours:
    return Hours(it[0], it[1], it[2], bool(it[3]))


def _sound(it: _Listed) -> bool:
    return (
        0 <= it[0] <= MOST_ASKED and min(it) >= 0 and it[1] + it[2] <= HOURS
        and it[3] <= 1
    )  # fmt: skip


def _said(it: Hours) -> str:
    layer = ", three signatures for each change" if it.layer else ""
    return (
        f"{it.asked} decisions a month, {it.sponsor} hours for the sponsor, {it.deputy} for her "
        f"deputy, {it.people} for those who change{layer}"
    )
