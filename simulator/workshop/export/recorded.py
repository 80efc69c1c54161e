"""A workshop as it is taken home: plain records, filled from a folder or from a service."""

from functools import cached_property
from math import fsum

from msgspec import Struct

from simulator.debrief.forecasts import holds, interval_score
from simulator.debrief.teams import Flights, at_home
from simulator.instruments import Instruments
from simulator.metrics import money_spent, value_delivered
from simulator.scenario import Scenario
from simulator.session import Session
from simulator.workshop.flight import LeftOut
from simulator.workshop.judging import Judged
from simulator.workshop.record import FULL, NOTHING, Allowed, Seal
from simulator.workshop.scoring import Place, Standing

SHARE = 0.8
"""How often a team's ranges should hold."""


class Given(Struct, frozen=True, kw_only=True):
    """The range in which a team's net result will lie at the end, in 8 of 10. Money in k€."""

    round: int
    low: float
    high: float

    def held(self, came: float) -> bool:
        """Whether what came lay within."""
        return holds(self.low, self.high, came)

    def score(self, came: float) -> float:
        """The interval score: 0 is best."""
        return interval_score(self.low, self.high, SHARE, came)


class Noted(Struct, frozen=True, kw_only=True):
    """Who did what, and when: seconds since 1970."""

    at: float
    who: str
    what: str


class NotCounted(Struct, frozen=True, kw_only=True):
    """A flight that is not on the board, and why."""

    name: str
    why: str


class RecordedTeam(Struct, frozen=True, kw_only=True):
    """A team and its flight."""

    name: str
    session: Session
    forecasts: tuple[Given, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    """Decisions that were handed in and could not be carried out."""


class Recorded(Struct, frozen=True, kw_only=True, dict=True):
    """Everything that is taken home. What is hidden until the reveal is not in it before."""

    title: str
    scenario: Scenario
    """The office with everything that came from outside."""
    rounds: tuple[float, ...]
    round: int
    """How many of them have been opened."""
    is_open: bool = False
    commitment: str
    seal: Seal | None = None
    """Once it is revealed."""
    instruments: Instruments = FULL
    allowed: Allowed = NOTHING
    teams: tuple[RecordedTeam, ...]
    standing: Standing | None = None
    judged: tuple[Judged, ...] = ()
    refused: tuple[NotCounted, ...] = ()
    audit: tuple[Noted, ...] = ()
    rests_on: str = ""
    """What is to be said of it as a whole, such as that a storm rested on trust."""

    @property
    def office(self) -> str:
        """What the organisation is called."""
        return self.scenario.title or self.scenario.name

    @property
    def flights(self) -> Flights:
        """All flights, by team."""
        return tuple((it.name, it.session) for it in self.teams)

    @property
    def flown(self) -> tuple[float, ...]:
        """The last days of the rounds that have been opened."""
        return self.rounds[: self.round]

    @property
    def is_over(self) -> bool:
        """Whether no round is to come, so that ranges can be held against results."""
        return self.seal is not None or (self.round == len(self.rounds) and not self.is_open)

    @cached_property
    def results(self) -> dict[str, float]:
        """By team: k€ net in the storm, to its end with what was decided so far."""
        return {name: it["net"] for name, it in at_home(self.flights).items()}

    @cached_property
    def places(self) -> dict[str, Place]:
        """By team, the best tier first and by name within it: a list is read as ranks.

        None before the teams were compared.
        """
        rows = self.standing.rows if self.standing else ()
        ordered = sorted(rows, key=lambda it: (it.tier, it.name.casefold()))
        return {it.name: it for it in ordered}

    @cached_property
    def parts(self) -> dict[str, Judged]:
        """By team: decisions and luck; none before the flights were judged."""
        return {it.name: it for it in self.judged}


def net_at(session: Session, day: float) -> float | None:
    """k€ net of a flight on a day; None if it has not come to it, and goes on."""
    if session.today < day and not session.over:
        return None
    events = tuple(it for it in session.events if it.day <= day)
    spent = money_spent(events, session.scenario, min(day, session.today))
    return value_delivered(events) - fsum(spent.values())
