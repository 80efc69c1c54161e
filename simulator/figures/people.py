"""How busy people are, week by week, and how many are waited for."""

import matplotlib

from simulator.figures.picture import Picture, canvas, day_name, short
from simulator.metrics.flow import queue, utilisation
from simulator.metrics.log import Events
from simulator.metrics.steps import last_day, steps
from simulator.scenario import Scenario


def people(events: Events, scenario: Scenario, today: float | None = None) -> Picture:
    """Roles × weeks: colour is utilisation, +n the people waited for on average that week."""
    until = last_day(events) if today is None else today
    weeks = max(1, int(-(-until // 5)))
    busy, waited = _weekly(events, scenario, until, weeks)
    figure, (axes,) = canvas(9.5, 1.5 + 0.42 * len(scenario.roles))
    image = axes.imshow(busy, aspect="auto", cmap="cividis", vmin=0, vmax=1)
    for row, numbers in enumerate(waited):
        for week, number in enumerate(numbers):
            if number >= 0.5 and weeks <= 60:
                colour = "white" if busy[row][week] < 0.6 else "black"
                text = f"+{number:.0f}"
                axes.text(week, row, text, ha="center", va="center", fontsize=8, color=colour)
    axes.set_yticks(range(len(scenario.roles)))
    axes.set_yticklabels(
        [f"{short(r.name or r.id)} ({r.people:g})" for r in scenario.roles], fontsize=9
    )
    step = max(1, weeks // 12)
    axes.set_xticks(range(0, weeks, step))
    axes.set_xticklabels([day_name(scenario.start, 5 * week) for week in range(0, weeks, step)])
    axes.set_xlabel("week beginning")
    bar = figure.colorbar(image, ax=axes, fraction=0.03, pad=0.01)
    bar.set_label("utilisation")
    bar.ax.yaxis.set_major_formatter(matplotlib.ticker.PercentFormatter(1.0))
    return Picture(figure, _sentence(events, scenario, today))


def _weekly(events: Events, scenario: Scenario, until: float, weeks: int) -> tuple[list, list]:
    """By role and week: utilisation, and people waited for."""
    roles = [role.id for role in scenario.roles]
    worked, there, waiting = ([[0.0] * weeks for _ in roles] for _ in range(3))
    for step in steps(events, scenario, until):
        for week in range(int(step.day // 5), weeks):
            days = min(step.until, 5.0 * (week + 1)) - max(step.day, 5.0 * week)
            if days <= 0:
                break
            for row, role in enumerate(roles):
                worked[row][week] += min(step.working[role], step.people[role]) * days
                there[row][week] += step.people[role] * days
                waiting[row][week] += step.waiting[role] * days
    busy = [
        [w / t if t else 0.0 for w, t in zip(ws, ts, strict=True)]
        for ws, ts in zip(worked, there, strict=True)
    ]
    length = [min(until, 5.0 * (week + 1)) - 5.0 * week for week in range(weeks)]
    waited = [[w / max(d, 1e-9) for w, d in zip(ws, length, strict=True)] for ws in waiting]
    return busy, waited


def _sentence(events: Events, scenario: Scenario, today: float | None) -> str:
    names = {role.id: role.name or role.id for role in scenario.roles}
    share, line = utilisation(events, scenario, today), queue(events, scenario, today)
    if not any(share.values()):
        return "Nobody has worked yet."
    busiest = max(share, key=lambda role: (line[role], share[role]))
    return (
        f"Most waited for: {names[busiest]}, at work {share[busiest]:.0%} of the time so far, "
        f"while work for {line[busiest]:.1f} more people waited on average."
    )
