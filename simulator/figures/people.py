"""How busy people are, week by week, and how many are waited for."""

from simulator.figures.drawing import SOFT, Drawing, Sketch, letters
from simulator.figures.look import BLACK, short
from simulator.metrics.flow import queue, utilisation
from simulator.metrics.log import Events
from simulator.metrics.steps import last_day, steps
from simulator.scenario import Scenario

WIDTH, ROW, SIZE, WEEK = 940.0, 28.0, 12.5, 5
DARK = 0.6
"""From so busy on white is read better than black."""


def people(events: Events, scenario: Scenario, today: float | None = None) -> Sketch:
    """Roles × weeks: the darker the busier; +n are the people waited for on average that week."""
    until = last_day(events) if today is None else today
    weeks = max(1, int(-(-until // WEEK)))
    busy, waited = _weekly(events, scenario, until, weeks)
    names = [f"{short(role.name or role.id)} ({role.people:g})" for role in scenario.roles]
    left = 14 + max(letters(it, SIZE) for it in names)
    wide = (WIDTH - 14 - left) / weeks
    bottom = ROW * len(names) + 4
    drawing = Drawing(WIDTH, bottom + 44)
    for row, name in enumerate(names):
        drawing.text(left - 8, ROW * (row + 0.5), name, SIZE, "end")
        for week in range(weeks):
            _cell(drawing, left + wide * week, ROW * row, wide, busy[row][week], waited[row][week])
    every = max(1, -(-weeks // 16))
    for week in range(0, weeks, every):
        x = left + wide * week
        drawing.text(x, bottom + 12, f"{WEEK * week}", 12, "middle", colour=SOFT)
    drawing.text(
        (left + WIDTH) / 2, bottom + 32, "working day on which the week begins; the darker the "
        "busier", 12, "middle", colour=SOFT,
    )  # fmt: skip
    return drawing.sketch(_sentence(events, scenario, today))


def _cell(drawing: Drawing, x: float, y: float, wide: float, busy: float, waited: float) -> None:
    grey = round(244 - 200 * min(busy, 1.0))
    drawing.box(x, y + 1, wide - 0.8, ROW - 2, f"#{grey:02X}{min(grey + 8, 255):02X}F4")
    if waited >= 0.5 and wide >= 12:
        ink = "#ffffff" if busy >= DARK else BLACK
        drawing.text(x + wide / 2, y + ROW / 2, f"+{waited:.0f}", 10.5, "middle", colour=ink)


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
