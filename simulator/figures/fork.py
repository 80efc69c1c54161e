"""Value delivered in two futures of one world, and where they part."""

from simulator.figures.drawing import FAINT, INK, SOFT, Drawing, Scale, Sketch
from simulator.figures.look import BLUE, ORANGE, VERMILION, number, short
from simulator.metrics.flow import finish_days
from simulator.metrics.log import Events
from simulator.metrics.money import deliveries, value_delivered
from simulator.metrics.steps import last_day
from simulator.narration import rounded
from simulator.scenario import Scenario

WIDTH, HEIGHT, LEFT, RIGHT, TOP = 940.0, 320.0, 62.0, 926.0, 34.0


def fork(
    kept: Events, changed: Events, scenario: Scenario, parted: float, names: tuple[str, str]
) -> Sketch:
    """Value delivered in two futures of one world that part on a day.

    `names` says what the first (dashed) and the second (solid) future are.
    """
    until = max(last_day(kept), last_day(changed), 1.0)
    most = max(value_delivered(kept), value_delivered(changed), 1.0)
    across = Scale(0.0, until * 1.03, LEFT, RIGHT)
    up = Scale(0.0, most * 1.08, HEIGHT - 40, TOP)
    drawing = Drawing(WIDTH, HEIGHT)
    drawing.days(across, TOP, HEIGHT - 40)
    for tick in up.ticks(5):
        drawing.line([(LEFT, up(tick)), (RIGHT, up(tick))], FAINT, 1)
        drawing.text(LEFT - 6, up(tick), number(tick), 12, "end", colour=SOFT)
    drawing.line(_stairs(across, up, kept, until), ORANGE, 2.2, "7 4")
    drawing.line(_stairs(across, up, changed, until), BLUE, 2.8)
    drawing.line([(across(parted), TOP), (across(parted), HEIGHT - 40)], VERMILION, 1.5)
    drawing.text(across(parted) + 5, HEIGHT - 50, "the futures part", 12, colour=INK)
    _legend(drawing, names)
    return drawing.sketch(_sentence(kept, changed, parted, names))


def _stairs(across: Scale, up: Scale, events: Events, until: float) -> list[tuple[float, float]]:
    """The value delivered by each day, as a line that climbs in steps."""
    total, points = 0.0, [(across(0.0), up(0.0))]
    for day, _, value in deliveries(events):
        points.append((across(day), up(total)))
        total += value
        points.append((across(day), up(total)))
    return [*points, (across(until), up(total))]


def _legend(drawing: Drawing, names: tuple[str, str]) -> None:
    drawing.line([(LEFT, 10), (LEFT + 26, 10)], ORANGE, 2.2, "7 4")
    drawing.text(LEFT + 32, 10, short(names[0]), 12)
    drawing.line([(440, 10), (466, 10)], BLUE, 2.8)
    drawing.text(472, 10, short(names[1]), 12)
    drawing.text(RIGHT, 10, "value delivered, k€", 12, "end", colour=SOFT)


def _sentence(kept: Events, changed: Events, parted: float, names: tuple[str, str]) -> str:
    gain = value_delivered(changed) - value_delivered(kept)
    before, now = finish_days(kept), finish_days(changed)
    moved = sum(before.get(project) != day for project, day in now.items())
    more = f"{number(abs(gain))} k€ {'more' if gain >= 0 else 'less'}"
    if not moved and not gain:
        return f"“{names[1]}” and “{names[0]}” deliver the same, on the same days."
    return (
        f"From day {rounded(parted)} on, “{names[1]}” delivers {more} than "
        f"“{names[0]}”, with the same luck; {moved} projects finish on another day."
    )
