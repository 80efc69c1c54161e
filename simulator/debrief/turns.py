"""The futures of a day in fates that agree with what was seen until then.

Days are looked at by whoever is free. What was drawn for a day, and what came of it, is kept for
whoever asks about the same flight again.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from math import fsum
from typing import NamedTuple, TypeVar

from simulator import metrics
from simulator.chance import Fate
from simulator.debrief.fates import fates, key
from simulator.decisions import AnyDecision, ChangePolicy, DecisionError
from simulator.events import Event
from simulator.experiment.spread import OwnWorkers, cores, spread
from simulator.model import simulate
from simulator.model.situation import Situation
from simulator.policies import FIELDS, Policy
from simulator.policies.reference import REFERENCE
from simulator.scenario import Scenario
from simulator.session import Session

Task = TypeVar("Task")
Done = TypeVar("Done")
Choice = tuple[AnyDecision, ...]

SALT = 1
"""Which fates are drawn: the same for every day, so that days share what is still to come."""
MOST_KEPT = 40
"""Days of which fates are kept."""
AT_ONCE = 25
"""Worlds of rules alone that one worker plays in a row."""


class Turn(NamedTuple):
    """A day of decisions, or the first, and the net results of its futures in each fate."""

    day: float
    before: tuple[float, ...]
    """Without the day's decisions."""
    after: tuple[float, ...]
    """With them."""
    kept: tuple[float, ...] = ()
    """If the reference goes on: with them and one's own rules until the next such day."""


class Job(NamedTuple):
    """What is asked of one day."""

    session: Session
    day: float
    until: float | None
    """The next such day; None if there is none."""
    fates: int
    reference: bool = False
    """Whether the reference goes on, instead of one's own rules."""
    drawn: tuple[Fate, ...] = ()
    """Fates that were drawn for it already."""


def turns(jobs: Sequence[Job], workers: int | None) -> Iterator[Turn]:
    """The days, in the order in which they are done."""
    yield from (TURNS[job] for job in jobs if job in TURNS)
    asked = [it._replace(drawn=_known(_then(it), it.fates)) for it in jobs if it not in TURNS]
    for task, (turn, found) in each(asked, _turn, workers):
        job = task._replace(drawn=())
        _keep(FATES, _then(job), found)
        _keep(TURNS, job, turn)
        yield turn


def drawn(then: Session, count: int) -> tuple[Fate, ...]:
    """The fates in which a day is judged: the same ones whoever asks."""
    known = _known(then, count)
    if not known:
        _keep(FATES, then, known := fates(then, count, SALT))
    return known


@lru_cache(maxsize=8)
def alone(scenario: Scenario, policy: Policy, count: int, workers: int | None) -> tuple[float, ...]:
    """Net results of rules alone in so many worlds of which nothing is known.

    All teams of a room have them in common, so what was found last is kept.
    """
    some = [(scenario, policy, range(start, min(start + AT_ONCE, count)))
            for start in range(0, count, AT_ONCE)]  # fmt: skip
    found = dict(each(some, _alone, workers))
    return tuple(net for task in some for net in found[task])


def each(
    tasks: Iterable[Task], work: Callable[[Task], Done], workers: int | None
) -> Iterable[tuple[Task, Done]]:
    """(task, what came of it), by whoever is free."""
    tasks = list(tasks)
    many = min(workers or cores(), len(tasks))
    if many < 2:
        return ((task, work(task)) for task in tasks)
    return spread(tasks, work, OwnWorkers(many), _never_mind)


def net(log: tuple[Event, ...], scenario: Scenario) -> float:
    """The net value of a run, in k€."""
    return metrics.value_delivered(log) - fsum(metrics.money_spent(log, scenario).values())


def decided(session: Session, day: float) -> Choice:
    """What was decided on a day."""
    return tuple(it for it in session.decisions if it.day == day)


TURNS: dict[Job, Turn] = {}
FATES: dict[Session, tuple[Fate, ...]] = {}
"""What was found and drawn lately, by what was asked."""


def _keep(kept: dict, asked: object, found: object) -> None:
    kept[asked] = found
    while len(kept) > MOST_KEPT:
        del kept[next(iter(kept))]


def _known(then: Session, count: int) -> tuple[Fate, ...]:
    """So many of the fates that were drawn already; none if there are fewer."""
    known = FATES.get(then, ())
    return known[:count] if len(known) >= count else ()


def _then(job: Job) -> Session:
    return job.session.back_to(job.day)


def _turn(job: Job) -> tuple[Turn, tuple[Fate, ...]]:
    """The futures of a day in the same fates, and these."""
    then, taken = _then(job), decided(job.session, job.day)
    drawn = job.drawn or fates(then, job.fates, SALT)
    choices: tuple[Choice, ...] = ((), taken)
    if job.reference:
        now = _hand_over(job.day)
        later = () if job.until is None else _hand_over(job.until)
        choices = (now, (*taken, *now), (*taken, *later))
    futures = [nets(then, fate, choices) for fate in drawn]
    return Turn(job.day, *(tuple(it) for it in zip(*futures, strict=True))), drawn


def nets(then: Session, fate: Fate, choices: Sequence[Choice]) -> list[float]:
    """What comes of each of several choices in one fate."""
    at = Situation(then.scenario, then.policy, fate, then.decisions, then.today)
    found: dict[Choice, float] = {}
    for it in choices:
        if it not in found:
            found[it] = net(_future(at, it), then.scenario)
    return [found[it] for it in choices]


def _hand_over(day: float) -> Choice:
    """The reference's rules from a day on."""
    changes = tuple((field, getattr(REFERENCE, field)) for field in FIELDS)
    return (ChangePolicy(changes, day=day),)


def _future(at: Situation, decisions: Choice) -> tuple[Event, ...]:
    """What comes of decisions; without the new rules where leadership has closed the PMO."""
    try:
        return at.future(decisions)
    except DecisionError:
        return at.future(decisions[:-1])


def _alone(task: tuple[Scenario, Policy, range]) -> list[float]:
    scenario, policy, numbers = task
    return [net(simulate(scenario, policy, Fate(key(SALT, it))), scenario) for it in numbers]


def _never_mind(error: BaseException) -> None:
    """A worker that was lost costs no more than time."""
