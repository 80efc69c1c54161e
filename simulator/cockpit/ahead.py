"""The forecast: fates that agree with all that can be seen, and how every project ends in them.

It knows only what a manager can know. It is drawn one fate after the other, so that whoever waits
for it can show the first ones, and stop when the question has changed.
"""

from collections.abc import Callable, Iterator
from math import inf

from msgspec import Struct
from msgspec.structs import replace

from simulator import events as facts
from simulator.cockpit.days import rounded_up, ticks
from simulator.cockpit.ways import NOT_YET, Way, ways
from simulator.debrief.fates import each_fate
from simulator.debrief.futures import future
from simulator.injects import come_by
from simulator.metrics.log import of
from simulator.metrics.promises import as_promised
from simulator.scenario import Project
from simulator.session import Session

FEW, MANY = 20, 50
"""So many futures stand on the board, and beside the chosen project."""
LONGER = 1.7
"""The axis is so many times as long as the plan at most; what is later stands at its end."""
SALT = 7
"""Other fates than those by which decisions are judged in the debrief."""


class Outlook(Struct, kw_only=True):
    """One project in the futures drawn so far."""

    id: str
    finish: tuple[float | None, ...]
    """The days in order, earliest first; None at the end is never."""
    chance: float | None
    """Share of them on time; None if nothing was promised."""
    tone: str
    """good, fair or bad: how likely it is on time."""
    next: tuple["Coming", ...]
    """Activities still to start, where they lie in the middle of these futures."""


class Coming(Struct):
    """An activity still to start, with its median days."""

    id: str
    since: float
    until: float
    lane: int = 0
    """So that none lies on another."""


class Ahead(Struct, kw_only=True):
    """The forecast of a day."""

    futures: int
    """How many have been drawn."""
    of: int
    """How many will be."""
    on_time: tuple[int, int]
    """Projects on time at the end: in 8 of 10 futures between these two."""
    projects: tuple[Outlook, ...]
    horizon: float
    """The last day on the axis, so that nearly all of it has room."""
    ticks: list[dict[str, object]]


def ahead(
    session: Session,
    goes_on: Callable[[], None],
    least: float = 0.0,
    steps: tuple[int, ...] = (FEW, MANY),
) -> Iterator[Ahead]:
    """The forecast, told anew whenever so many futures have been drawn.

    Of what a mentor still lets come from outside it knows nothing.
    `goes_on` is called before each of the many replays that this takes; what it raises ends it.
    The axis has `least` days, or more if the forecast needs them.
    """
    session = replace(session, scenario=come_by(session.scenario, session.today))
    logs: list[tuple[facts.Event, ...]] = []
    for fate in each_fate(session, SALT, goes_on=goes_on):
        logs.append(facts.visible(future(session, fate)))
        if len(logs) in steps:
            yield summed_up(session, logs, steps[-1], least)
        if len(logs) == steps[-1]:
            return


def summed_up(
    session: Session, logs: list[tuple[facts.Event, ...]], most: int, least: float = 0.0
) -> Ahead:
    """What these futures say of every project that is still open."""
    ends = [{it.project: it.day for it in of(log, facts.ProjectFinished)} for log in logs]
    paths = [ways(log) for log in logs]
    seen = session.visible
    projects = as_promised(seen, session.scenario).projects
    over = {it.project for it in of(seen, facts.ProjectFinished, facts.ProjectCancelled)}
    begun = {(it.project, it.activity) for it in of(seen, facts.ActivityStarted)}
    outlooks = []
    for project in projects:
        if project.id in over:
            continue
        to_start = [it.id for it in project.activities if (project.id, it.id) not in begun]
        outlooks.append(
            _outlook(
                project,
                sorted(end.get(project.id, inf) for end in ends),
                {it: [path.get((project.id, it), NOT_YET) for path in paths] for it in to_start},
            )
        )
    due = {it.id: it.due for it in projects if it.due is not None}
    kept = sorted(sum(end.get(it, inf) <= day for it, day in due.items()) for end in ends)
    few = len(kept) // 10
    last = rounded_up(min(max([least, *_late_ends(outlooks)]), LONGER * max(least, 5.0)))
    return Ahead(
        futures=len(logs),
        of=most,
        on_time=(kept[few], kept[-1 - few]),
        projects=tuple(outlooks),
        horizon=last,
        ticks=ticks(session.scenario.start, last),
    )


def _late_ends(outlooks: list[Outlook]) -> Iterator[float]:
    """By project: a day before which it ends in nine futures of ten, if it ends at all."""
    for it in outlooks:
        known = [day for day in it.finish if day is not None]
        if known:
            yield known[9 * len(known) // 10] * 1.02


def _outlook(project: Project, finish: list[float], to_start: dict[str, list[Way]]) -> Outlook:
    """One project: its finish days in order, and its activities still to start."""
    due = project.due
    chance = None if due is None else sum(day <= due for day in finish) / len(finish)
    return Outlook(
        id=project.id,
        finish=tuple(None if day == inf else day for day in finish),
        chance=chance,
        tone=tone(chance),
        next=_side_by_side([it for key, found in to_start.items() if (it := _coming(key, found))]),
    )


def _coming(activity: str, found: list[Way]) -> Coming | None:
    """Where an activity lies in the middle of the futures; None if in most it never comes."""
    middle = len(found) // 2
    since = sorted(way.started for way in found)[middle]
    until = sorted(way.finished for way in found)[middle]
    return Coming(activity, since, until) if until < inf else None


def _side_by_side(coming: list[Coming]) -> tuple[Coming, ...]:
    ends: list[float] = []
    for it in sorted(coming, key=lambda it: it.since):
        it.lane = next((n for n, end in enumerate(ends) if end <= it.since), len(ends))
        ends[it.lane : it.lane + 1] = [it.until]
    return tuple(coming)


def tone(chance: float | None) -> str:
    """How likely it is on time, in one word."""
    if chance is None:
        return "good"
    return "good" if chance >= LIKELY else "fair" if chance >= UNLIKELY else "bad"


LIKELY, UNLIKELY = 0.7, 0.35
"""From 7 of 10 on a promise is likely kept; below 35 of 100 it is likely broken."""
