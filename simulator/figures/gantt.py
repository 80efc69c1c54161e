"""Who is when on what: the portfolio as bars over working days."""

from typing import TYPE_CHECKING

from simulator import events as facts
from simulator.figures.picture import (
    BLACK,
    BLUE,
    GREY,
    ORANGE,
    PALE,
    VERMILLION,
    Picture,
    canvas,
    day_axis,
    short,
    today_line,
)
from simulator.metrics.flow import finish_days
from simulator.metrics.log import Events
from simulator.metrics.overview import states
from simulator.metrics.steps import last_day
from simulator.narration import rounded
from simulator.scenario import Project, Scenario

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Span = tuple[float, float]
"""The days on which something starts and finishes."""
Bar = tuple[float, float, str]
"""The days between which an activity is drawn, and its colour."""


def gantt(
    events: Events, scenario: Scenario, plan: Events = (), today: float | None = None
) -> Picture:
    """Every project with its activities, its plan, its due day and its issues.

    `plan` is the log of the same scenario without chance.
    """
    until = last_day(events) if today is None else today
    projects = scenario.projects
    figure, (axes,) = canvas(9.5, 1.1 + 0.52 * len(projects))
    planned = _spans(plan)
    bars = _bars(events, until)
    horizon = max([until, last_day(plan), 5.0] + [p.due for p in projects if p.due is not None])
    for row, project in enumerate(projects):
        _row(axes, row, project, planned, bars.get(project.id, []))
    for event in events:
        if isinstance(event, facts.IssueDetected):
            row = [project.id for project in projects].index(event.project)
            axes.plot(event.day, row - 0.33, marker="v", color=VERMILLION, markersize=7, zorder=5)
    state = states(events, scenario)
    axes.set_yticks(range(len(projects)))
    axes.set_yticklabels([f"{short(p.name or p.id)}\n{state[p.id]}" for p in projects], fontsize=9)
    axes.set_ylim(len(projects) - 0.4, -0.6)
    axes.grid(axis="x", color=PALE, linewidth=0.8)
    axes.set_axisbelow(True)
    day_axis(axes, scenario.start, horizon * 1.03)
    if today is not None:
        today_line(axes, until)
    _legend(axes)
    return Picture(figure, _sentence(events, scenario, until, today))


def _spans(events: Events) -> dict[str, Span]:
    """First start and finish of each project."""
    start = {it.project: it.day for it in events if isinstance(it, facts.ProjectStarted)}
    return {name: (start[name], day) for name, day in finish_days(events).items()}


def _bars(events: Events, until: float) -> dict[str, list[Bar]]:
    """By project: start, end and look of each activity that has started."""
    began: dict[tuple[str, str], float] = {}
    bars: dict[str, list[Bar]] = {}
    for event in events:
        if isinstance(event, facts.ActivityStarted):
            began[event.project, event.activity] = event.day
        elif isinstance(event, facts.ActivityFinished | facts.ActivityStopped):
            done = isinstance(event, facts.ActivityFinished)
            first = began.pop((event.project, event.activity))
            bars.setdefault(event.project, []).append((first, event.day, BLUE if done else GREY))
    for (project, _), first in began.items():
        bars.setdefault(project, []).append((first, until, ORANGE))
    return bars


def _row(
    axes: "Axes", row: int, project: Project, planned: dict[str, Span], bars: list[Bar]
) -> None:
    """One project: its plan as a thin line, its activities side by side, its due day."""
    if project.id in planned:
        first, last = planned[project.id]
        axes.plot([first, last], [row + 0.38] * 2, color=GREY, linewidth=3, solid_capstyle="butt")
    lanes: list[float] = []
    placed = []
    for first, last, colour in sorted(bars):
        lane = next((i for i, end in enumerate(lanes) if end <= first), len(lanes))
        lanes[lane : lane + 1] = [last]
        placed.append((lane, first, last, colour))
    height = 0.6 / max(len(lanes), 2)
    for lane, first, last, colour in placed:
        axes.barh(
            row - 0.3 + (lane + 0.5) * height, max(last - first, 0.15), left=first,
            height=height * 0.86, color=colour, hatch="///" if colour == ORANGE else None,
            edgecolor="white", linewidth=0.6,
        )  # fmt: skip
    if project.due is not None:
        axes.plot(project.due, row, marker="D", color=BLACK, markersize=6, markerfacecolor="white")
    if project.deadline is not None:
        axes.plot([project.deadline] * 2, [row - 0.34, row + 0.34], color=VERMILLION, linewidth=2)


def _legend(axes: "Axes") -> None:
    """What the marks mean, above the bars."""
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    marks = [
        Patch(facecolor=BLUE, label="finished"),
        Patch(facecolor=ORANGE, hatch="///", edgecolor="white", label="in progress"),
        Line2D([], [], color=GREY, linewidth=3, label="plan"),
        Line2D([], [], color=BLACK, marker="D", markerfacecolor="white", linewidth=0, label="due"),
        Line2D([], [], color=VERMILLION, linewidth=2, label="deadline"),
        Line2D([], [], color=VERMILLION, marker="v", linewidth=0, label="issue detected"),
    ]
    # Of the whole picture: beside long names the axes alone are too narrow for it.
    axes.figure.legend(
        handles=marks, loc="outside upper left", ncols=len(marks), frameon=False, fontsize=9
    )


def _sentence(events: Events, scenario: Scenario, until: float, today: float | None) -> str:
    finished = finish_days(events)
    late = [
        project.name or project.id
        for project in scenario.projects
        if project.due is not None and finished.get(project.id, until) > project.due
    ]
    when = f"On day {rounded(until)}" if today is not None else "In the end"
    some = f" Past their due day: {', '.join(late)}." if late else " None is past its due day."
    verb = "is" if len(finished) == 1 else "are"
    return f"{when}, {len(finished)} of {len(scenario.projects)} projects {verb} finished.{some}"
