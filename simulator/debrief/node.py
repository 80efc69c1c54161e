"""Each decision judged where it was taken: with it and without it, in worlds that look the same
until then."""

from collections.abc import Generator, Iterator
from concurrent.futures import Executor
from contextlib import closing
from statistics import fmean
from typing import TYPE_CHECKING, NamedTuple

from simulator import metrics
from simulator.chance import Fate
from simulator.debrief.fates import fates
from simulator.decisions import Decision, describe
from simulator.experiment import Progress, interval
from simulator.experiment.blind import blind
from simulator.experiment.measures import LEFT_OUT, Numbers
from simulator.experiment.spread import OwnWorkers, spread
from simulator.experiment.watch import Watch
from simulator.experiment.where import Where
from simulator.limits import MOST_EVENTS
from simulator.narration import names_of
from simulator.policies import Policy
from simulator.scenario import Scenario
from simulator.session import Session

if TYPE_CHECKING:
    import pandas as pd

Rows = list[dict[str, object]]
PORTION = 10
"""Worlds in a job."""


class Node(NamedTuple):
    """What was decided on one day."""

    day: float
    what: str
    before: tuple[Decision, ...]
    """All decisions of earlier days."""
    after: tuple[Decision, ...]
    """The same with those of the day."""


class Portion(NamedTuple):
    """A job: one node in some worlds."""

    scenario: Scenario
    policy: Policy
    node: Node
    first: int
    """The number of the first of these worlds."""
    fates: tuple[Fate, ...]


def nodes(session: Session) -> tuple[Node, ...]:
    """The days on which something was decided, in their order."""
    names = {key: name for key, name in names_of(session.scenario).items() if isinstance(key, str)}
    days = sorted({it.day or 0.0 for it in session.decisions})
    return tuple(
        Node(
            day,
            "; ".join(describe(it, names) for it in session.decisions if it.day == day),
            tuple(it for it in session.decisions if (it.day or 0.0) < day),
            tuple(it for it in session.decisions if (it.day or 0.0) <= day),
        )
        for day in days
    )


def node_table(
    session: Session,
    worlds: int,
    progress: Progress = False,
    *,
    workers: int | None = None,
    executor: Executor | None = None,
) -> "pd.DataFrame":
    """Every day of decisions in so many worlds that look the same until then.

    One row a day and world. Columns: day, what (was decided), world, without (k€ net if nothing
    is decided on that day or later), worth (k€ that the decisions of the day added), left_out,
    then the numbers of `metrics.summary` with them. The rules that were in force go on.
    """
    import pandas as pd

    where = Where.asked(workers, executor, keep=False)
    jobs = list(_portions(session, worlds))
    rows: dict[int, Rows] = {}
    with (
        Watch(len(nodes(session)) * worlds, progress, "worlds") as watching,
        closing(_played(jobs, where)) as coming,
    ):
        for place, found in coming:
            rows[place] = found
            if not watching.goes_on(len(found)):
                break
    return pd.DataFrame([row for place in sorted(rows) for row in rows[place]])


def _portions(session: Session, worlds: int) -> Iterator[Portion]:
    for node in nodes(session):
        alike = fates(session.back_to(node.day), worlds)
        for first in range(0, worlds, PORTION):
            some = alike[first : first + PORTION]
            yield Portion(session.scenario, session.policy, node, first, some)


def _played(jobs: list[Portion], where: Where) -> Generator[tuple[int, Rows], None, None]:
    """(place, rows) of each job as it is done."""
    if where.executor is None and where.many == 1:
        yield from ((place, play_portion(job)) for place, job in enumerate(jobs))
        return
    workers = where.executor or OwnWorkers(where.many)
    places = {id(job): place for place, job in enumerate(jobs)}
    for job, found in spread(jobs, play_portion, workers, lambda error: None):
        yield places[id(job)], found


def play_portion(job: Portion) -> Rows:
    """The rows of one node in some worlds."""
    return [_row(job, job.first + number, fate) for number, fate in enumerate(job.fates)]


def _row(job: Portion, world: int, fate: Fate) -> dict[str, object]:
    given, left_out = _summary(job, fate, job.node.after)
    bare, _ = _summary(job, fate, job.node.before)
    about = {"day": job.node.day, "what": job.node.what, "world": world}
    worth = {"without": bare["net"], "worth": given["net"] - bare["net"], LEFT_OUT: left_out}
    return about | worth | given


def _summary(job: Portion, fate: Fate, decisions: tuple[Decision, ...]) -> tuple[Numbers, int]:
    log, left_out = blind(job.scenario, job.policy, fate, decisions, MOST_EVENTS)
    return metrics.summary(log, job.scenario), left_out


def node_words(table: "pd.DataFrame") -> Iterator[str]:
    """What each day's decisions were worth, a sentence each."""
    for day, some in table.groupby("day"):
        mean, low, high = interval(some["worth"].tolist())
        lost = fmean(it < 0 for it in some["worth"])
        yield (
            f"On day {day:g}: {some['what'].iloc[0]}: {mean:+,.0f} k€ ({low:+,.0f} to "
            f"{high:+,.0f}), and a loss in {lost:.0%} of {len(some)} worlds that look the same "
            "until then."
        )
