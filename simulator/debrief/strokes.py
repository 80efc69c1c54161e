"""A result split into strokes: own rules, every day's decisions, and the luck in between.

V is what is to be expected on a day if only one's own standing rules go on, Q the same once the
day's decisions are taken, both in the same fates. A decision brought Q − V; luck moved Q to the
next day's V. So the strokes add up to the result.
"""

from collections.abc import Sequence
from math import fsum, sqrt
from statistics import fmean, variance
from typing import TYPE_CHECKING, NamedTuple

from simulator import experiment, metrics
from simulator.chance import Fate
from simulator.debrief.basis import SURE, other_worlds
from simulator.debrief.fates import fates, key
from simulator.decisions import AnyDecision, describe
from simulator.events import Event
from simulator.experiment.spread import OwnWorkers, cores, spread
from simulator.model import simulate
from simulator.model.situation import Situation
from simulator.narration import names_by_id
from simulator.policies import Policy
from simulator.policies.reference import REFERENCE
from simulator.scenario import Scenario
from simulator.session import Session

if TYPE_CHECKING:
    import pandas as pd

SALT = 1
"""Which fates are drawn: the same for every day, so that days share what is still to come."""
FOR_PAR = 4
"""Times as many worlds for the rules alone, in which nothing has to agree with anything."""


class Stroke(NamedTuple):
    """One row: what it was about, and what it brought in k€ with a 95 % interval."""

    day: float
    kind: str
    what: str
    value: float
    low: float
    high: float


class Turn(NamedTuple):
    """A day on which something was decided, and the net results of both futures in each fate."""

    day: float
    before: tuple[float, ...]
    after: tuple[float, ...]


def strokes(session: Session, worlds: int = 50, workers: int | None = None) -> "pd.DataFrame":
    """What made the net result differ from par's expectation, in k€.

    One row a stroke: day, kind, what, value, low, high. Kinds: rules (one's own against the
    published reference, on day 0), decision (all of one day), luck (of the days until this one),
    sampling (what estimating leaves over). The values add up to the net result, at the end of the
    run, minus what the reference is to expect. `worlds` is how many fates are drawn a day.

    Raises RefusedError for fewer than two worlds.
    """
    import pandas as pd

    count = len(other_worlds(worlds))
    scenario, seeds = session.scenario, range(FOR_PAR * count)
    par = [_fresh(scenario, REFERENCE, number) for number in seeds]
    own = [_fresh(scenario, session.policy, number) for number in seeds]
    rules = _paired(0.0, "rules", "your rules against the reference", par, own)
    turns = _turns(session, count, workers)
    log = simulate(scenario, session.policy, session.seed, session.decisions)
    rows = [rules, *_along(session, turns, own, _net(log, scenario), log[-1].day if log else 0.0)]
    left = _net(log, scenario) - fmean(par) - fsum(row.value for row in rows)
    wide = _half(par) + _half(own)
    rows.append(Stroke(0.0, "sampling", "what estimating leaves over", left, -wide, wide))
    return pd.DataFrame(rows, columns=list(Stroke._fields))


def _along(
    session: Session, turns: Sequence[Turn], own: Sequence[float], result: float, end: float
) -> list[Stroke]:
    """Luck and decisions in turn, from the first day to the last."""
    names, rows, last, since = names_by_id(session.scenario), [], own, 0.0
    for turn in turns:
        if turn.day > 0:  # nothing can have happened before the first day
            rows.append(_luck(since, turn.day, last, turn.before))
        what = "; ".join(describe(it, names) for it in session.decisions if it.day == turn.day)
        rows.append(_paired(turn.day, "decision", what, turn.before, turn.after))
        last, since = turn.after, turn.day
    rows.append(_luck(since, end, last, [result]))
    return rows


def _paired(
    day: float, kind: str, what: str, before: Sequence[float], after: Sequence[float]
) -> Stroke:
    """What one of two has more, fate by fate."""
    more = [b - a for a, b in zip(before, after, strict=True)]
    return Stroke(day, kind, what, *experiment.interval(more, SURE))


def _luck(since: float, day: float, last: Sequence[float], now: Sequence[float]) -> Stroke:
    """By how much what is to be expected has moved without anybody's decision."""
    moved, wide = fmean(now) - fmean(last), sqrt(_half(last) ** 2 + _half(now) ** 2)
    what = f"luck from day {since:g} to day {day:g}"
    return Stroke(day, "luck", what, moved, moved - wide, moved + wide)


def _half(numbers: Sequence[float]) -> float:
    """Half of the width of an interval of a mean; nothing where one number says it all."""
    count = len(numbers)
    if count < 2:
        return 0.0
    return float(experiment.student(SURE, count - 1)) * sqrt(variance(numbers) / count)


def _turns(session: Session, count: int, workers: int | None) -> list[Turn]:
    """All days of decisions, each looked at by whoever is free."""
    days = sorted({it.day for it in session.decisions if it.day is not None})
    jobs = [(session, day, count) for day in days]
    many = min(workers or cores(), len(jobs))
    if many < 2:
        return [_turn(job) for job in jobs]
    found = spread(jobs, _turn, OwnWorkers(many), _never_mind)
    return sorted((turn for _, turn in found), key=lambda turn: turn.day)


def _never_mind(error: BaseException) -> None:
    """A worker that was lost costs no more than time."""


def _turn(job: tuple[Session, float, int]) -> Turn:
    """Both futures of a day, with its decisions and without any, in the same fates."""
    session, day, count = job
    then = session.back_to(day)
    taken = tuple(it for it in session.decisions if it.day == day)
    pairs = [_both(then, fate, taken) for fate in fates(then, count, SALT)]
    return Turn(day, tuple(it for it, _ in pairs), tuple(it for _, it in pairs))


def _both(then: Session, fate: Fate, taken: Sequence[AnyDecision]) -> tuple[float, float]:
    scenario = then.scenario
    situation = Situation(scenario, then.policy, fate, then.decisions, then.today)
    return _net(situation.future(), scenario), _net(situation.future(taken), scenario)


def _fresh(scenario: Scenario, policy: Policy, number: int) -> float:
    """The net result of rules alone in a world of which nothing is known."""
    return _net(simulate(scenario, policy, Fate(key(SALT, number))), scenario)


def _net(log: tuple[Event, ...], scenario: Scenario) -> float:
    return metrics.summary(log, scenario)["net"]
