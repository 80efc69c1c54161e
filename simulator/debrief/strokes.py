"""A result split into strokes: own rules, every day's decisions, and the luck in between.

V is what is to be expected on a day if only one's own standing rules go on, Q the same once the
day's decisions are taken, both in the same fates. A decision brought Q − V; luck moved Q to the
next day's V. So the strokes add up to the result.
"""

from collections.abc import Iterator, Sequence
from math import fsum
from statistics import fmean
from typing import TYPE_CHECKING, NamedTuple

from simulator.debrief.basis import Basis, other_worlds
from simulator.debrief.expected import Control, interval
from simulator.debrief.moved import Stretch, named
from simulator.debrief.said import sentences
from simulator.debrief.stroke import Stroke, luck, stroke
from simulator.debrief.turns import Job, Turn, alone, decided, net, turns
from simulator.decisions import describe
from simulator.errors import RefusedError
from simulator.experiment import Progress
from simulator.experiment.watch import Watch
from simulator.model import simulate
from simulator.narration import names_by_id, rounded
from simulator.policies.reference import REFERENCE
from simulator.session import Session

if TYPE_CHECKING:
    import pandas as pd

FOR_PAR = 4
"""Times as many worlds for the rules alone, in which nothing has to agree with anything."""
CONTINUATIONS = ("own", "reference")
"""Who goes on after a day when its worth is judged: one's own rules, or the reference's."""


class Flight(NamedTuple):
    """What a split is made from."""

    session: Session
    net: float
    """How it ended, in k€."""
    end: float
    """The day on which it did."""
    reference: bool
    """Whether the reference is thought to go on."""
    control: Control
    """What the rules that go on make of worlds of which nothing is known."""


def strokes(
    session: Session,
    worlds: int = 50,
    workers: int | None = None,
    *,
    continuation: str = "own",
    progress: Progress | None = None,
) -> "pd.DataFrame":
    """What made the net result differ from par's expectation, in k€.

    One row a stroke: day, kind, what, value, low, high (a 95 % interval). Kinds: rules (one's own
    against the published reference), decision (all of one day), luck (of the days until this one,
    with the event that stands out in it), sampling (what estimating leaves over). The values add up
    to the net result, at the end of the run, minus what the reference is to expect. `worlds` is how
    many fates are drawn a day.

    How a result is split depends on who is thought to go on after a day. With continuation "own"
    it is one's own rules, which are judged once, on the first day; with "reference" it is the
    reference policy, and one's own rules are judged for each stretch of days in which they held.

    `progress` is True for a bar, or a function that is told how many days are done, and stops the
    rest by returning False: then what is not judged is left over, and the last row and the words
    say so. `attrs` hold "start" (what the reference is to expect), "result", what it rests on
    ("basis"), sentences ("words"), and "days_left", how many days were not judged. Raises
    RefusedError for fewer than two worlds and for another continuation.
    """
    import pandas as pd

    found = split(session, worlds, workers, continuation=continuation, progress=progress)
    table = pd.DataFrame(found.rows, columns=list(Stroke._fields))
    table.attrs = {
        "start": found.start,
        "result": found.result,
        "basis": found.basis,
        "days_left": found.days_left,
        "words": found.words,
    }
    return table


class Split(NamedTuple):
    """The same without a table."""

    rows: tuple[Stroke, ...]
    start: float
    """What the reference is to expect, in k€."""
    result: float
    basis: Basis
    days_left: int
    """How many days were not judged."""
    words: tuple[str, ...]

    def worth(self, *kinds: str) -> float:
        """What all strokes of these kinds add up to, in k€."""
        return fsum(row.value for row in self.rows if row.kind in kinds)


def split(
    session: Session,
    worlds: int = 50,
    workers: int | None = None,
    *,
    continuation: str = "own",
    progress: Progress | None = None,
    luck_named: bool = True,
) -> Split:
    """What `strokes` tells, as plain rows. Raises RefusedError as it does.

    Without `luck_named` no event is looked for that stands out in luck, which takes much of the
    time.
    """
    begun = Begun.of(session, worlds, workers, continuation=continuation)
    found = []
    with Watch(len(begun.jobs), progress or False, "days") as watch:
        for turn in turns(begun.jobs, workers):
            found.append(turn)
            if not watch.goes_on():
                break
    return begun.ended(found, workers, luck_named=luck_named)


class Begun(NamedTuple):
    """A split of which no day is judged yet, for who judges them a few at a time (`turns`)."""

    flight: Flight
    par: Sequence[float]
    """What the reference makes of worlds of which nothing is known."""
    jobs: list[Job]
    """The days to judge."""
    basis: Basis

    @classmethod
    def of(
        cls, session: Session, worlds: int = 50, workers: int | None = None,
        *, continuation: str = "own",
    ) -> "Begun":  # fmt: skip
        """What has to be known before any day. Raises RefusedError as `strokes` does."""
        if continuation not in CONTINUATIONS:
            raise RefusedError(f"continuation is {continuation!r}; write own or reference")
        session = session.to_end()
        count, scenario = len(other_worlds(worlds)), session.scenario
        par = alone(scenario, REFERENCE, FOR_PAR * count, workers)
        own = par
        if continuation == "own":
            own = alone(scenario, session.policy, FOR_PAR * count, workers)
        log = simulate(scenario, session.policy, session.seed, session.decisions)
        end = log[-1].day if log else 0.0
        reference = continuation == "reference"
        flight = Flight(session, net(log, scenario), end, reference, Control(tuple(own)))
        return cls(flight, par, _jobs(flight, count), Basis.of(session, count))

    def ended(
        self, found: Sequence[Turn], workers: int | None = None, *, luck_named: bool = True
    ) -> Split:
        """The split, from the days that were judged, in any order."""
        # where one is missing nothing can be said of what came after it
        pairs = zip(sorted(found), self.jobs, strict=False)
        done = [turn for turn, job in pairs if turn.day == job.day]
        rows, days_left = self._rows(done, workers, luck_named)
        return _table(self.flight, self.par, rows, self.basis, days_left)

    def _rows(
        self, done: list[Turn], workers: int | None, luck_named: bool
    ) -> tuple[list[Stroke], int]:
        """All strokes but what is left over, and how many days were not judged."""
        left, rows, flight = len(self.jobs) - len(done), [], self.flight
        if not flight.reference:
            more = [b - a for a, b in zip(self.par, flight.control.results, strict=True)]
            rows.append(Stroke(0.0, "rules", "your rules against the reference", *interval(more)))
            done = [it for it in done if decided(flight.session, it.day)]
        along = list(_along(flight, done, whole=not left))
        if left or not luck_named:
            return rows + [row for row, _ in along], left
        return rows + named(along, flight.session, flight.control, workers), 0


def _along(
    flight: Flight, turns: Sequence[Turn], whole: bool
) -> Iterator[tuple[Stroke, Stretch | None]]:
    """Luck, decisions and rules in turn, from the first day to the last; luck with its stretch."""
    session, control = flight.session, flight.control
    names = names_by_id(session.scenario)
    last, since = control.results, 0.0
    ends = [f"day {rounded(turn.day)}" for turn in turns[1:]] + ["the end"]
    for turn, end in zip(turns, ends, strict=False):
        if turn.day > 0:  # nothing can have happened before the first day
            yield luck(turn.day, last, turn.before, control), _stretch(flight, since, turn, last)
        if taken := decided(session, turn.day):
            what = "; ".join(describe(it, names) for it in taken)
            yield stroke(turn.day, "decision", what, turn.before, turn.after, control), None
        if flight.reference:
            what = f"your rules instead of the reference, until {end}"
            yield stroke(turn.day, "rules", what, turn.after, turn.kept, control), None
        last, since = turn.kept if flight.reference else turn.after, turn.day
    if whole:
        over = Turn(flight.end, (flight.net,), ())
        yield luck(flight.end, last, over.before, control), _stretch(flight, since, over, last)


def _stretch(flight: Flight, since: float, turn: Turn, last: Sequence[float]) -> Stretch:
    return Stretch(since, turn.day, tuple(last), turn.before, flight.reference)


def _jobs(flight: Flight, count: int) -> list[Job]:
    """What is asked of the first day and of each day of a decision."""
    session = flight.session
    days = sorted({0.0, *(it.day for it in session.decisions if it.day is not None)})
    nexts: list[float | None] = [*days[1:], None]
    return [
        Job(session, day, until if flight.reference else None, count, flight.reference)
        for day, until in zip(days, nexts, strict=True)
    ]


def _table(
    flight: Flight, par: Sequence[float], rows: list[Stroke], basis: Basis, days_left: int
) -> Split:
    start = fmean(par)
    left = flight.net - start - fsum(row.value for row in rows)
    what = "what estimating leaves over"
    if days_left:
        what = f"stopped: what the last {days_left} days of decisions, and luck, brought"
    wide = interval(par)
    rows = [*rows, Stroke(0.0, "sampling", what, left, left + start - wide.high,
                          left + start - wide.low)]  # fmt: skip
    words = tuple(sentences(rows, start, flight.net, days_left, flight.reference))
    return Split(tuple(rows), start, flight.net, basis, days_left, words)
