"""A result split into strokes: own rules, every day's decisions, and the luck in between.

V is what is to be expected on a day if only one's own standing rules go on, Q the same once the
day's decisions are taken, both in the same fates. A decision brought Q − V; luck moved Q to the
next day's V. So the strokes add up to the result.
"""

from collections.abc import Callable, Sequence
from math import fsum
from statistics import fmean
from typing import TYPE_CHECKING, NamedTuple

from simulator.chance import Fate
from simulator.debrief.basis import Basis, other_worlds
from simulator.debrief.fates import fates, key
from simulator.debrief.stroke import Stroke, half, luck, named, net, paired
from simulator.decisions import AnyDecision, ChangePolicy, DecisionError, describe
from simulator.errors import RefusedError
from simulator.events import Event, visible
from simulator.experiment.spread import OwnWorkers, cores, spread
from simulator.model import simulate
from simulator.model.situation import Situation
from simulator.narration import names_by_id, rounded
from simulator.policies import FIELDS, Policy
from simulator.policies.reference import REFERENCE
from simulator.scenario import Scenario
from simulator.session import Session

if TYPE_CHECKING:
    import pandas as pd

SALT = 1
"""Which fates are drawn: the same for every day, so that days share what is still to come."""
FOR_PAR = 4
"""Times as many worlds for the rules alone, in which nothing has to agree with anything."""


CONTINUATIONS = ("own", "reference")
"""Who goes on after a day when its worth is judged: one's own rules, or the reference's."""


class Turn(NamedTuple):
    """A day of decisions, or the first, and the net results of its futures in each fate."""

    day: float
    before: tuple[float, ...]
    """Without the day's decisions, if one's own rules go on."""
    after: tuple[float, ...]
    """With them."""
    handed: tuple[float, ...]
    """Without them, if the reference goes on."""
    handed_after: tuple[float, ...]
    """With them."""
    kept: tuple[float, ...]
    """With them and one's own rules until the next such day, and only then the reference."""


class Job(NamedTuple):
    """What is asked of one day."""

    session: Session
    day: float
    until: float | None
    """The next such day; None if there is none."""
    fates: int


def strokes(
    session: Session,
    worlds: int = 50,
    workers: int | None = None,
    *,
    continuation: str = "own",
    progress: Callable[[int], bool | None] | None = None,
) -> "pd.DataFrame":
    """What made the net result differ from par's expectation, in k€.

    One row a stroke: day, kind, what, value, low, high. Kinds: rules (one's own against the
    published reference), decision (all of one day), luck (of the days until this one, with the
    event that stands out in it), sampling (what estimating leaves over). The values add up to the
    net result, at the end of the run, minus what the reference is to expect. `worlds` is how many
    fates are drawn a day.

    How a result is split depends on who is thought to go on after a day. With continuation "own"
    it is one's own rules, which are judged once, on the first day; with "reference" it is the
    reference policy, and one's own rules are judged for each stretch of days in which they held.

    `progress` is told how many days are done, and stops the rest by returning False: then what is
    not judged is left over. `attrs` hold "start" (what the reference is to expect), "result", what
    it rests on ("basis"), and "days_left", how many days were not judged. Raises RefusedError for
    fewer than two worlds and for another continuation.
    """
    import pandas as pd

    if continuation not in CONTINUATIONS:
        raise RefusedError(f"continuation is {continuation!r}; write own or reference")
    count, scenario = len(other_worlds(worlds)), session.scenario
    par = [_fresh(scenario, REFERENCE, number) for number in range(FOR_PAR * count)]
    jobs = _jobs(session, count)
    turns = _turns(jobs, workers, progress)
    days_left = len(jobs) - len(turns)
    log = simulate(scenario, session.policy, session.seed, session.decisions)
    rows: list[Stroke] = []
    last = par
    if continuation == "own":
        last = [_fresh(scenario, session.policy, number) for number in range(FOR_PAR * count)]
        rows.append(paired(0.0, "rules", "your rules against the reference", par, last))
        turns = [it for it in turns if _decided(session, it.day)]
    rows += _along(session, turns, last, log, continuation == "reference")
    left = net(log, scenario) - fmean(par) - fsum(row.value for row in rows)
    wide = half(par) + half(last)
    rows.append(Stroke(0.0, "sampling", "what estimating leaves over", left, -wide, wide))
    table = pd.DataFrame(rows, columns=list(Stroke._fields))
    table.attrs = {
        "start": fmean(par),
        "result": net(log, scenario),
        "basis": Basis.of(session, count),
        "days_left": days_left,
    }
    return table


def _along(
    session: Session,
    turns: Sequence[Turn],
    first: Sequence[float],
    log: tuple[Event, ...],
    reference: bool,
) -> list[Stroke]:
    """Luck, decisions and rules in turn, from the first day to the last."""
    names, rows, last, since = names_by_id(session.scenario), [], first, 0.0
    seen, scenario = visible(log), session.scenario
    ends = [f"day {rounded(turn.day)}" for turn in turns[1:]] + ["the end"]
    for turn, end in zip(turns, ends, strict=False):
        pair = (turn.handed, turn.handed_after) if reference else (turn.before, turn.after)
        if turn.day > 0:  # nothing can have happened before the first day
            rows.append(named(luck(since, turn.day, last, pair[0]), seen, scenario, since))
        if taken := _decided(session, turn.day):
            what = "; ".join(describe(it, names) for it in taken)
            rows.append(paired(turn.day, "decision", what, *pair))
        if reference:
            words = f"your rules instead of the reference, until {end}"
            rows.append(paired(turn.day, "rules", words, turn.handed_after, turn.kept))
        last, since = turn.kept if reference else turn.after, turn.day
    day = log[-1].day if log else 0.0
    rows.append(named(luck(since, day, last, [net(log, scenario)]), seen, scenario, since))
    return rows


def _decided(session: Session, day: float) -> tuple[AnyDecision, ...]:
    return tuple(it for it in session.decisions if it.day == day)


def _jobs(session: Session, count: int) -> list[Job]:
    """What is asked of the first day and of each day of a decision."""
    days = sorted({0.0, *(it.day for it in session.decisions if it.day is not None)})
    nexts: list[float | None] = [*days[1:], None]
    return [Job(session, day, until, count) for day, until in zip(days, nexts, strict=True)]


def _turns(
    jobs: list[Job], workers: int | None, progress: Callable[[int], bool | None] | None
) -> list[Turn]:
    """The days that were looked at, by whoever is free, until somebody stops it.

    They are kept for whoever asks again, such as for the other continuation.
    """
    if tuple(jobs) in KEPT:
        return KEPT[tuple(jobs)]
    many, found = min(workers or cores(), len(jobs)), []
    some = map(_turn, jobs) if many < 2 else (
        turn for _, turn in spread(jobs, _turn, OwnWorkers(many), _never_mind)
    )  # fmt: skip
    for turn in some:
        found.append(turn)
        if progress is not None and progress(len(found)) is False:
            break
    turns = sorted(found, key=lambda turn: turn.day)
    if len(turns) == len(jobs):
        KEPT.clear()
        KEPT[tuple(jobs)] = turns
    return turns


KEPT: dict[tuple[Job, ...], list[Turn]] = {}
"""The days of the flight that was asked about last."""


def _never_mind(error: BaseException) -> None:
    """A worker that was lost costs no more than time."""


def _turn(job: Job) -> Turn:
    """The futures of a day in the same fates."""
    then, taken = job.session.back_to(job.day), _decided(job.session, job.day)
    now = _hand_over(job.day)
    later = () if job.until is None else _hand_over(job.until)
    choices = ((), taken, now, (*taken, *now), (*taken, *later))
    futures = [_nets(then, fate, choices) for fate in fates(then, job.fates, SALT)]
    return Turn(job.day, *(tuple(it) for it in zip(*futures, strict=True)))


def _nets(then: Session, fate: Fate, choices: Sequence[tuple[AnyDecision, ...]]) -> list[float]:
    """What comes of each of several choices in one fate."""
    at = Situation(then.scenario, then.policy, fate, then.decisions, then.today)
    return [net(_future(at, it), then.scenario) for it in choices]


def _hand_over(day: float) -> tuple[AnyDecision, ...]:
    """The reference's rules from a day on."""
    changes = tuple((field, getattr(REFERENCE, field)) for field in FIELDS)
    return (ChangePolicy(changes, day=day),)


def _future(at: Situation, decisions: tuple[AnyDecision, ...]) -> tuple[Event, ...]:
    """What comes of decisions; without the new rules where leadership has closed the PMO."""
    try:
        return at.future(decisions)
    except DecisionError:
        return at.future(decisions[:-1])


def _fresh(scenario: Scenario, policy: Policy, number: int) -> float:
    """The net result of rules alone in a world of which nothing is known."""
    return net(simulate(scenario, policy, Fate(key(SALT, number))), scenario)
