"""The projects of two futures of one world as bars, one above the other."""

from math import inf
from typing import TYPE_CHECKING

from simulator.events import ProjectCancelled, ProjectStarted
from simulator.figures.picture import (
    BLACK,
    BLUE,
    GREY,
    PALE,
    VERMILLION,
    Picture,
    canvas,
    day_axis,
    number,
    short,
)
from simulator.metrics.flow import finish_days
from simulator.metrics.log import Events, of
from simulator.metrics.money import value_delivered
from simulator.metrics.steps import last_day
from simulator.narration import called, rounded
from simulator.scenario import Scenario

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Span = tuple[float, float]


def bars(
    was: Events, would: Events, scenario: Scenario, day: float, first: float | None = None
) -> Picture:
    """Every project in what would have been (solid) above what was (a hatched ghost).

    `day` is the day of the decision in which they differ, `first` that of the first difference.
    Beside each project stands by how many working days its finish moves.
    """
    until = max(last_day(was), last_day(would), day, 1.0)
    figure, (axes,) = canvas(9.5, 1.3 + 0.46 * len(scenario.projects))
    spans = _spans(was), _spans(would)
    for row, project in enumerate(scenario.projects):
        _bar(axes, row + 0.17, spans[0].get(project.id), until, ghost=True)
        _bar(axes, row - 0.17, spans[1].get(project.id), until, ghost=False)
        if project.due is not None:
            axes.plot(project.due, row, marker="D", color=BLACK, markersize=5,
                      markerfacecolor="white", zorder=4)  # fmt: skip
        ends = [finish_days(log).get(project.id, inf) for log in (was, would)]
        axes.text(until * 1.02, row, _moved(*ends), va="center", fontsize=9, color=BLACK)
    axes.text(until * 1.02, -0.6, "days", va="bottom", fontsize=9, color=BLACK)
    axes.set_yticks(range(len(scenario.projects)))
    axes.set_yticklabels([short(called(project)) for project in scenario.projects], fontsize=9)
    axes.set_ylim(len(scenario.projects) - 0.4, -0.6)
    axes.grid(axis="x", color=PALE, linewidth=0.8)
    axes.set_axisbelow(True)
    _line(axes, day, "solid")
    if first is not None:
        _line(axes, first, "dotted")
    day_axis(axes, scenario.start, until * 1.1)
    _legend(axes)
    return Picture(figure, _sentence(was, would, scenario, day, first))


def _spans(events: Events) -> dict[str, Span]:
    """First start of each project that has started, and the day it was over, or infinity."""
    over = finish_days(events) | {it.project: it.day for it in of(events, ProjectCancelled)}
    return {it.project: (it.day, over.get(it.project, inf)) for it in of(events, ProjectStarted)}


def _bar(axes: "Axes", height: float, span: Span | None, until: float, ghost: bool) -> None:
    """One project in one future; what is never over goes on to the end."""
    if span is None:
        return
    length = max(min(span[1], until) - span[0], 0.15)
    axes.barh(
        height, length, left=span[0], height=0.3, linewidth=0.8, color="white" if ghost else BLUE,
        edgecolor=GREY if ghost else BLUE, hatch="////" if ghost else None,
    )  # fmt: skip


def _moved(was: float, would: float) -> str:
    """By how many working days a finish moves, as it stands beside the bars."""
    if was == would:
        return "="
    if inf in (was, would):
        return "never" if would == inf else "at last"
    return f"{would - was:+.1f}".replace("-", "−")


def _line(axes: "Axes", day: float, style: str) -> None:
    colour = VERMILLION if style == "solid" else BLACK
    axes.axvline(day, color=colour, linewidth=1.4, linestyle=style, zorder=3)


def _legend(axes: "Axes") -> None:
    """What the marks mean, above the bars."""
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    marks = [
        Patch(facecolor=BLUE, label="other future"),
        Patch(facecolor="white", edgecolor=GREY, hatch="////", label="what was"),
        Line2D([], [], color=VERMILLION, linewidth=1.4, label="decision"),
        Line2D([], [], color=BLACK, linewidth=1.4, linestyle="dotted", label="first difference"),
        Line2D([], [], color=BLACK, marker="D", markerfacecolor="white", linewidth=0, label="due"),
    ]
    axes.figure.legend(
        handles=marks, loc="outside upper left", ncols=len(marks), frameon=False, fontsize=9
    )


def _sentence(
    was: Events, would: Events, scenario: Scenario, day: float, first: float | None
) -> str:
    before, now = finish_days(was), finish_days(would)
    gaps = {it: _gap(before.get(it.id, inf), now.get(it.id, inf)) for it in scenario.projects}
    sooner, later = (sum(sign * gap > 0 for gap in gaps.values()) for sign in (-1, 1))
    decided = f"Decided otherwise on day {rounded(day)}, "
    if first is None:
        return f"{decided}nothing differs."
    if not sooner and not later:
        return f"{decided}no project finishes on another day."
    most = max(gaps, key=lambda it: abs(gaps[it]))
    ends = [_ends(days.get(most.id, inf)) for days in (now, before)]
    gain = value_delivered(would) - value_delivered(was)
    more = f"{number(abs(gain))} k€ {'more' if gain >= 0 else 'less'}"
    return (
        f"{decided}{sooner} of {len(gaps)} projects finish earlier and {later} later, with the "
        f"same luck; {called(most)} moves most, to {ends[0]} from {ends[1]}. "
        f"The first difference shows on day {rounded(first)}; {more} is delivered."
    )


def _gap(was: float, would: float) -> float:
    """How many days later; nothing if both are never."""
    return 0.0 if was == would else would - was


def _ends(day: float) -> str:
    return "never" if day == inf else f"day {rounded(day)}"
