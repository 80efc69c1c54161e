"""The projects of two futures of one world as bars, one above the other."""

from math import inf

from simulator.events import ProjectCancelled, ProjectStarted
from simulator.figures.drawing import INK, SOFT, Drawing, Scale, Sketch, letters
from simulator.figures.look import BLUE, GREY, VERMILION, number, short
from simulator.metrics.flow import finish_days
from simulator.metrics.log import Events, of
from simulator.metrics.money import value_delivered
from simulator.metrics.promises import as_promised
from simulator.metrics.steps import last_day
from simulator.narration import called, rounded
from simulator.scenario import Scenario

Span = tuple[float, float]
WIDTH, TOP, ROW, SIZE = 940.0, 34.0, 34.0, 12.5
DOTTED = "2 4"


def bars(
    was: Events, would: Events, scenario: Scenario, day: float, first: float | None = None
) -> Sketch:
    """Every project in what would have been (solid) above what was (a hatched ghost).

    `day` is the day of the decision in which they differ, `first` that of the first difference.
    Beside each project stands by how many working days its finish moves.
    """
    until = max(last_day(was), last_day(would), day, 1.0)
    names = [short(called(project)) for project in scenario.projects]
    left = 14 + max((letters(it, SIZE) for it in names), default=60.0)
    scale = Scale(0.0, until, left, WIDTH - 78)
    bottom = TOP + ROW * len(names) + 4
    drawing = Drawing(WIDTH, bottom + 40)
    drawing.days(scale, TOP, bottom)
    _legend(drawing)
    spans = _spans(was), _spans(would)
    finished = finish_days(was), finish_days(would)
    for row, project in enumerate(as_promised(would, scenario).projects):
        middle = TOP + ROW * (row + 0.5)
        _bar(drawing, scale, middle + 1, spans[0].get(project.id), until, ghost=True)
        _bar(drawing, scale, middle - 12, spans[1].get(project.id), until, ghost=False)
        if project.due is not None:
            drawing.diamond(scale(min(project.due, until)), middle, 5, "var(--figure-paper, #fff)")
        drawing.text(left - 8, middle, names[row], SIZE, "end")
        moved = _moved(*(it.get(project.id, inf) for it in finished))
        drawing.text(WIDTH - 70, middle, moved, SIZE)
    drawing.text(WIDTH - 70, TOP - 10, "days", SIZE, colour=SOFT)
    drawing.line([(scale(day), TOP), (scale(day), bottom)], VERMILION, 2)
    if first is not None:
        drawing.line([(scale(first), TOP), (scale(first), bottom)], INK, 1.8, DOTTED)
    return drawing.sketch(_sentence(was, would, scenario, day, first))


def _spans(events: Events) -> dict[str, Span]:
    """First start of each project that has started, and the day it was over, or infinity."""
    over = finish_days(events) | {it.project: it.day for it in of(events, ProjectCancelled)}
    return {it.project: (it.day, over.get(it.project, inf)) for it in of(events, ProjectStarted)}


def _bar(
    drawing: Drawing, scale: Scale, top: float, span: Span | None, until: float, ghost: bool
) -> None:
    """One project in one future; what is never over goes on to the end."""
    if span is not None:
        wide = scale(min(span[1], until)) - scale(span[0])
        drawing.box(scale(span[0]), top, wide, 10, GREY if ghost else BLUE, hatched=ghost)


def _moved(was: float, would: float) -> str:
    """By how many working days a finish moves, as it stands beside the bars."""
    if was == would:
        return "="
    if inf in (was, would):
        return "never" if would == inf else "at last"
    return f"{would - was:+.1f}".replace("-", "−")


def _legend(drawing: Drawing) -> None:
    """What the marks mean, above the bars."""
    drawing.box(14, 6, 18, 10, BLUE)
    drawing.text(38, 11, "other future", 12)
    drawing.box(128, 6, 18, 10, GREY, hatched=True)
    drawing.text(152, 11, "what was", 12)
    drawing.line([(228, 11), (246, 11)], VERMILION, 2)
    drawing.text(252, 11, "decision", 12)
    drawing.line([(322, 11), (340, 11)], INK, 1.8, DOTTED)
    drawing.text(346, 11, "first difference", 12)
    drawing.diamond(460, 11, 5, "var(--figure-paper, #fff)")
    drawing.text(470, 11, "due", 12)


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
