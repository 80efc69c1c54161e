"""Which visible event of a stretch of luck moved most what was to be expected.

The stretch is halved a few times: what is to be expected on a day in the middle is told from fates
that agree with what was seen by then, and the search goes on in the half that moved most in the
direction of the stretch. Among the events that are left then, the one that was worth most by itself
is named.
"""

from collections.abc import Sequence
from typing import NamedTuple

from simulator.debrief.expected import Control, expected
from simulator.debrief.striking import Striking, strikes
from simulator.debrief.stroke import Stroke
from simulator.debrief.turns import drawn, each, nets
from simulator.narration import rounded
from simulator.session import Session

MOST_NAMED = 2
"""Stretches that are searched, those that moved most, if one's own rules go on. In the others the
price of events decides: each halving takes about two seconds of a large office."""
FATES, HALVINGS = 12, 3


class Stretch(NamedTuple):
    """Days without a decision, and net results in fates at both of their ends."""

    since: float
    until: float
    first: tuple[float, ...]
    last: tuple[float, ...]
    """One number at the end of the run, where there is nothing more to come."""
    reference: bool


class Task(NamedTuple):
    """A stretch to be searched."""

    session: Session
    stretch: Stretch
    strikes: tuple[Striking, ...]
    """What happened in it that a manager saw, in its direction and in order of days."""
    sign: float
    control: Control


class Moved(NamedTuple):
    """The event that stands out, and by how much what is to be expected moved with it."""

    event: Striking | None
    by: float = 0.0
    sure: bool = False
    """Whether this can be told from nothing."""


def named(
    rows: Sequence[tuple[Stroke, Stretch | None]],
    session: Session,
    control: Control,
    workers: int | None = None,
) -> list[Stroke]:
    """The strokes, each stretch of luck with the event that stands out in it."""
    session, tasks = session.to_end(), {}
    all_strikes = sorted(strikes(session.visible, session.scenario))
    for row, stretch in rows:
        if stretch:
            here = tuple(it for it in all_strikes if stretch.since < it.day <= stretch.until
                         and it.money * row.value > 0)  # fmt: skip
            tasks[row] = Task(session, stretch, here, row.value, control)
    most = sorted(tasks, key=lambda row: -abs(row.value))[:MOST_NAMED]
    searched = [tasks[row] for row in most if not tasks[row].stretch.reference]
    found = dict(each(searched, search, workers))
    return [
        _with(row, found.get(tasks[row]) or Moved(outstanding(tasks[row]))) if stretch else row
        for row, stretch in rows
    ]


def search(task: Task) -> Moved:
    """Halve a stretch until one day of events is left, or a few times."""
    low, high = (tuple(it) for it in _ends(task.stretch))
    days, halved = sorted({it.day for it in task.strikes}), 0
    if not days:
        return Moved(None)
    while len(days) > 1 and halved < HALVINGS:
        halved += 1
        first = days[: len(days) // 2]
        middle = _nets_on(task, first[-1])
        before, after = (task.sign * expected(_more(*it), task.control).value
                         for it in ((low, middle), (middle, high)))  # fmt: skip
        if before >= after:
            days, high = first, middle
        else:
            days, low = days[len(first) :], middle
    left = task._replace(strikes=tuple(it for it in task.strikes if it.day in days))
    by = expected(_more(low, high), task.control)
    sure = by.low > 0 or by.high < 0
    return Moved(outstanding(left), by.value, sure and by.value * task.sign > 0)


def outstanding(task: Task) -> Striking | None:
    """Of some events the one that was worth most by itself."""
    return max(task.strikes, key=lambda it: abs(it.money), default=None)


def _ends(stretch: Stretch) -> tuple[Sequence[float], Sequence[float]]:
    """Results at both ends, in as many fates as are drawn in between."""
    count = min(FATES, len(stretch.first))
    last = stretch.last * count if len(stretch.last) == 1 else stretch.last
    return stretch.first[:count], last[:count]


def _more(one: Sequence[float], other: Sequence[float]) -> list[float]:
    return [b - a for a, b in zip(one, other, strict=False)]


def _nets_on(task: Task, day: float) -> tuple[float, ...]:
    """Net results from a day on, if nothing is decided any more."""
    then = task.session.back_to(day)
    count = min(FATES, len(task.stretch.first))
    return tuple(nets(then, fate, [()])[0] for fate in drawn(then, count))


def _with(row: Stroke, moved: Moved) -> Stroke:
    """The stroke with its event in its words."""
    if moved.event is None:
        return row
    when = f"{moved.event.words}, day {rounded(moved.event.day)}"
    if moved.sure:
        when += f" ({moved.by:+,.0f} k€ around that day)"
    return row._replace(what=f"{row.what}, above all {when}")
