"""What each team's decisions brought and what was luck, and which of its decisions tells most."""

from collections.abc import Iterator

from msgspec import Struct

from simulator.debrief.stroke import Stroke
from simulator.debrief.strokes import Begun, Split
from simulator.debrief.teams import Flights
from simulator.debrief.turns import turns
from simulator.session import Session
from simulator.values import cut

FATES = 12
"""In so many futures each day is judged: a whole room has to be ready in a coffee break."""
LONGEST = 160
"""Letters of what was decided on a day."""


class Telling(Struct, frozen=True, kw_only=True):
    """A day of decisions that says more than others. Money in k€."""

    day: float
    what: str
    value: float
    """What it brought on average, judged by what could be known on that day."""
    low: float
    high: float
    reason: str = ""

    @property
    def sure(self) -> bool:
        """Whether it can be told from nothing."""
        return self.low > 0 or self.high < 0


class Judged(Struct, frozen=True, kw_only=True):
    """A team's result in parts. Money in k€."""

    name: str
    base: float
    """What the office was to expect with the rules that all begin with."""
    decisions: float
    luck: float
    result: float
    """Of base, decisions and luck, and of what estimating leaves over."""
    telling: Telling | None = None
    """None for a team that has decided nothing."""
    fates: int = FATES


def judging(
    flights: Flights, fates: int = FATES, workers: int | None = None
) -> Iterator[Judged | None]:
    """Each team as soon as it is judged; None after each day of decisions on the way there.

    Raises RefusedError for fewer than two fates.
    """
    for name, session in flights:
        begun = Begun.of(session, fates, workers)
        found = []
        for turn in turns(begun.jobs, workers):
            found.append(turn)
            yield None
        yield _judged(name, session, begun.ended(found, workers, luck_named=False), fates)


def days_of(session: Session) -> int:
    """How many days of a flight have to be judged."""
    return len({0.0, *(it.day for it in session.decisions if it.day is not None)})


def jobs(flights: Flights) -> int:
    """How many steps `judging` takes."""
    return sum(days_of(session) + 1 for _, session in flights)


def _judged(name: str, session: Session, split: Split, fates: int) -> Judged:
    return Judged(
        name=name,
        base=split.start + split.worth("rules"),
        decisions=split.worth("decision"),
        luck=split.worth("luck"),
        result=split.result,
        telling=_telling(session, [it for it in split.rows if it.kind == "decision"]),
        fates=fates,
    )


def _telling(session: Session, taken: list[Stroke]) -> Telling | None:
    """The day that brought or cost most, of those that can be told from nothing if there are."""
    found = [
        Telling(
            day=it.day,
            what=cut(it.what, LONGEST),
            value=it.value,
            low=it.low,
            high=it.high,
            reason=_reason(session, it.day),
        )
        for it in taken
    ]
    return max(found, key=lambda it: (it.sure, abs(it.value)), default=None)


def _reason(session: Session, day: float) -> str:
    """Why a day's decisions were taken, each reason once."""
    reasons = (it.reason for it in session.decisions if it.day == day and it.reason)
    return "; ".join(dict.fromkeys(reasons))
