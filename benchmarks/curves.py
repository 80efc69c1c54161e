"""Overtime, focus and work in progress: published curves, and what the ordinary office gives.

    python benchmarks/curves.py

Three tables, in Markdown; `tools/validation.py` puts them and their picture into VALIDATION.md.

Overtime: Business Roundtable, report C-2 (1980), and trade figures built on it, as quoted by
others; Pencavel (2015). Focus: Tregubov et al. (2017), Weinberg (1992), Wheelwright & Clark
(1992). Work in progress: Hopp & Spearman, Factory Physics, chapter 7, the "Penny Fab": four
stations of two hours each; the laws of its best and its practical worst case are theorems.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from random import Random
from statistics import fmean
from typing import TYPE_CHECKING

from measure import head, row
from msgspec.structs import replace

from simulator import Policy, simulate
from simulator.events import ActivityFinished, ActivityStarted, ProjectFinished
from simulator.figures.paper.picture import BLACK, BLUE, GREY, ORANGE, SKY, Picture, canvas
from simulator.mechanisms import Attention, Fatigue, Mechanisms
from simulator.mechanisms.attention import CURVES
from simulator.scenario import Activity, Demand, Project, Relation, Role, Scenario

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Overtime (M10)

WEEK = 5
"""Working days."""
YEAR = 52
"""Weeks."""
BREAK_EVEN = {50: 7, 60: 9}
"""After how many weeks the output is back to that of 40 hours, by hours a week: report C-2."""
PROPORTIONAL = 45
"""Hours a week up to which output grows as they do, here and by Pencavel."""
DISPUTED = 48
"""Hours up to which it does by Pencavel; the report has long lost by then what 50 hours gain."""
TRADE = {50: (0.95, 0.65), 60: (0.90, 0.50)}
"""Output an hour in the first week, and where it levels off: trade figures."""
SETTLES = {50: (0.90, 1.05), 60: (0.75, 0.95)}
"""What a week gets done in the long run, against one of 40 hours: "a little below" it."""


@cache
def overtime(hours: int) -> tuple[float, ...]:
    """What each week of a year gets done, against one of 40 hours."""
    people, piece = 10, 5.0
    many = round(people * WEEK * YEAR / piece * hours / 40) + people
    work = _project("work", [_activity(f"a{n}", piece) for n in range(many)])
    office = _office(people, work, mechanisms=Mechanisms(fatigue=Fatigue()))
    done = [0.0] * YEAR
    since: dict[str, float] = {}
    for event in simulate(office, Policy(overtime=hours - 40.0)):
        if isinstance(event, ActivityStarted):
            since[event.activity] = event.day
        elif isinstance(event, ActivityFinished):
            _spread(done, since[event.activity], event.day, piece)
    return tuple(it / (people * WEEK) for it in done)


def _spread(done: list[float], start: float, end: float, piece: float) -> None:
    """Count a piece of work in the weeks in which it was done, by its days in each."""
    for week in range(int(start // WEEK), min(YEAR, int(end // WEEK) + 1)):
        days = min(end, (week + 1) * WEEK) - max(start, week * WEEK)
        done[week] += piece * days / (end - start)


def break_even(hours: int) -> int:
    """The first week that gets no more done than one of 40 hours."""
    return next(at for at, done in enumerate(overtime(hours), 1) if done <= 1)


def settled(hours: int) -> float:
    """What a week gets done in the last quarter of a year, against one of 40 hours."""
    return fmean(overtime(hours)[-13:])


# Focus (M03)

MOST = 5
"""Things at once."""


@cache
def focus(curve: str, at_once: int) -> float:
    """What one person on so many things gets done in all, against one thing at a time."""
    days = 40.0
    things = [_project(f"p{n}", [_activity("a", days)]) for n in range(at_once)]
    scenario = _office(1, *things, mechanisms=Mechanisms(attention=Attention(curve=curve)))
    done = simulate(scenario, Policy(projects_per_person=at_once))
    last = max(event.day for event in done if isinstance(event, ProjectFinished))
    return at_once * days / last


def measured(curve: str, at_once: int) -> float:
    """The same as it was published."""
    points = CURVES[curve]
    return points[min(at_once, len(points)) - 1] / points[0]


# Work in progress

STATIONS, HOURS = 4, 2.0
"""The line: each request goes through all stations."""
RATE = 1 / HOURS
"""Requests an hour that any station can do."""
LIMITS = (1, 2, 3, 4, 6, 8, 12)
JOBS, WARM, AHEAD = 300, 40, 15
"""Requests, how many of the first are left out, and how many come ahead of their turn."""
UNIT = 16.0
"""Working days that stand for an hour: the office counts in eighths of a day."""


def best(limit: int) -> float:
    """Requests an hour where every piece of work takes its two hours."""
    return min(limit / (STATIONS * HOURS), RATE)


def practical_worst(limit: int) -> float:
    """Requests an hour where the time of every piece is exponential: w / (W0 + w − 1) · rate."""
    return limit / (STATIONS + limit - 1) * RATE


@cache
def line(limit: int, by_chance: bool) -> float:
    """Requests an hour with so many in progress at most, while others always wait."""
    random, law = Random(f"{limit}"), practical_worst if by_chance else best
    jobs = []
    for number in range(JOBS if by_chance else JOBS // 5):
        hours = [HOURS * (random.expovariate(1.0) if by_chance else 1.0) for _ in range(STATIONS)]
        # Who comes long before there is room only makes the office slow to play.
        arrival = UNIT * max(0, number - AHEAD) / law(limit) / 1.05
        jobs.append(_project(f"j{number}", _through(hours), arrival))
    roles = tuple(Role(id=f"station{at}", people=1.0) for at in range(STATIONS))
    office = Scenario(name="penny fab", roles=roles, projects=tuple(jobs))
    done = simulate(office, Policy(wip_limit=limit))
    ends = sorted(event.day / UNIT for event in done if isinstance(event, ProjectFinished))
    ends = ends[WARM : len(ends) - limit]  # the line fills at first, and empties at last
    return (len(ends) - 1) / (ends[-1] - ends[0])


def _through(hours: Sequence[float]) -> list[Activity]:
    """One piece of work after the other, each at its station."""
    pieces = []
    for at, it in enumerate(hours):
        before = (Relation(activity=f"s{at - 1}"),) if at else ()
        piece = _activity(f"s{at}", UNIT * it, f"station{at}")
        pieces.append(replace(piece, predecessors=before))
    return pieces


# What all three need


def _activity(name: str, days: float, role: str = "person") -> Activity:
    return Activity(id=name, days=days, people=(Demand(role=role),))


def _project(name: str, activities: Sequence[Activity], arrival: float = 0.0) -> Project:
    return Project(id=name, activities=tuple(activities), arrival=arrival)


def _office(people: int, *projects: Project, mechanisms: Mechanisms) -> Scenario:
    roles = (Role(id="person", people=float(people)),)
    return Scenario(name="office", roles=roles, projects=projects, mechanisms=mechanisms)


# Shown

NAMES = {
    "tregubov": "Tregubov et al.",
    "weinberg": "Weinberg",
    "wheelwright_clark": "Wheelwright & Clark",
}


def main() -> None:
    """Print the three tables."""
    head("Overtime", "hours a week", "what", "published", "found")
    for cells in _hours():
        row(*cells)
    columns = [f"{name}, {it}" for name in NAMES.values() for it in ("published", "found")]
    head("Focus: what one person gets done in all", "things at once", *columns)
    for at_once in range(1, MOST + 1):
        pairs = ((measured(it, at_once), focus(it, at_once)) for it in NAMES)
        row(at_once, *(f"{it:.2f}" for pair in pairs for it in pair))
    head("Work in progress: requests an hour", "at once", "best case", "found",
         "practical worst case", "found")  # fmt: skip
    for limit in LIMITS:
        rates = (best(limit), line(limit, False), practical_worst(limit), line(limit, True))
        row(limit, *(f"{it:.3f}" for it in rates))


def _hours() -> Iterator[tuple[object, ...]]:
    """The rows about overtime."""
    for hours in (PROPORTIONAL, DISPUTED):
        what = "output of a week in the long run, one of 40 hours is 1"
        yield hours, what, f"{hours / 40:.2f}", f"{settled(hours):.2f}"
    for hours, week in BREAK_EVEN.items():
        (low, high), (first, last), hour = SETTLES[hours], TRADE[hours], 40 / hours
        after, range_of = break_even(hours), f"{low:.2f} to {high:.2f}"
        yield hours, "first week with no more output than 40 hours", f"about {week}", after
        yield hours, "output of a week in the long run", range_of, f"{settled(hours):.2f}"
        begins, ends = overtime(hours)[0] * hour, settled(hours) * hour
        yield hours, "output of an hour in the first week", f"{first:.2f}", f"{begins:.2f}"
        yield hours, "output of an hour in the long run", f"{last:.2f}", f"{ends:.2f}"


def picture() -> Picture:
    """The three curves, published and found."""
    figure, (hours, things, limits) = canvas(8.5, 10.0, rows=3)
    for many, colour in ((45, SKY), (50, BLUE), (60, ORANGE)):
        hours.plot(range(1, YEAR + 1), overtime(many), color=colour, label=f"{many} hours a week")
        if many in BREAK_EVEN:
            _published(hours, [BREAK_EVEN[many]], [1], colour)
    hours.axhline(1, color=GREY, linewidth=0.8)
    _named(hours, "Overtime", "week", "output, a week of 40 hours is 1")
    at_once = range(1, MOST + 1)
    for (curve, name), colour in zip(NAMES.items(), (BLUE, ORANGE, BLACK), strict=True):
        things.plot(at_once, [focus(curve, it) for it in at_once], color=colour, label=name)
        _published(things, at_once, [measured(curve, it) for it in at_once], colour)
    _named(things, "Focus", "things at once", "output of a person, one thing is 1", "lower left")
    for law, by_chance, colour, name in (
        (best, False, BLUE, "best case"),
        (practical_worst, True, ORANGE, "practical worst case"),
    ):
        limits.plot(LIMITS, [line(it, by_chance) for it in LIMITS], color=colour, label=name)
        _published(limits, LIMITS, [law(it) for it in LIMITS], colour)
    _named(limits, "Work in progress", "requests at once, at most", "requests an hour")
    return Picture(figure, _sentence())


def _published(axes: "Axes", at: Sequence[float], values: Sequence[float], colour: str) -> None:
    """Rings: what somebody else has measured or proved."""
    axes.plot(at, values, "o", markerfacecolor="white", markeredgecolor=colour, markersize=8)


def _named(axes: "Axes", title: str, across: str, up: str, legend: str = "lower right") -> None:
    axes.set_title(title)
    axes.set_xlabel(across, color=GREY)
    axes.set_ylabel(up, color=GREY)
    axes.set_ylim(bottom=0)
    axes.xaxis.get_major_locator().set_params(integer=True)
    axes.legend(frameon=False, loc=legend, fontsize=9)


def _sentence() -> str:
    return (
        "Lines are the ordinary office, rings are published. Fifty hours a week get no more done "
        f"than forty from week {break_even(50)} on (about {BREAK_EVEN[50]} published), sixty from "
        f"week {break_even(60)} on (about {BREAK_EVEN[60]}); who does two things at once gets "
        f"{focus('tregubov', 2):.0%} done in all ({measured('tregubov', 2):.0%}); four requests at "
        f"once keep a line of four stations busy {line(4, False) / RATE:.0%} where all take the "
        f"same time (100 %), {line(4, True) / RATE:.0%} where times vary "
        f"({practical_worst(4) / RATE:.0%})."
    )


if __name__ == "__main__":
    main()
