"""Who is when on what: the portfolio as bars over working days."""

from simulator import events as facts
from simulator.figures.drawing import INK, Drawing, Scale, Sketch, letters
from simulator.figures.look import BLUE, GREY, ORANGE, VERMILION, short
from simulator.metrics.flow import finish_days
from simulator.metrics.log import Events
from simulator.metrics.overview import states
from simulator.metrics.promises import as_promised
from simulator.metrics.steps import last_day
from simulator.narration import rounded
from simulator.scenario import Project, Scenario

Span = tuple[float, float]
"""The days on which something starts and finishes."""
Bar = tuple[float, float, str]
"""The days between which an activity is drawn, and its colour."""
WIDTH, TOP, ROW, SIZE = 940.0, 34.0, 44.0, 12.5


def gantt(
    events: Events, scenario: Scenario, plan: Events = (), today: float | None = None
) -> Sketch:
    """Every project with its activities, its plan, its due day and its issues.

    `plan` is the log of the same scenario without chance.

    >>> from simulator import load, simulate
    >>> office = load("three_projects")
    >>> gantt(simulate(office, seed=7), office).sentence[:41]
    'In the end, 3 of 3 projects are finished.'
    """
    until = last_day(events) if today is None else today
    projects = as_promised(events, scenario).projects
    dues = [it.due for it in projects if it.due is not None]
    names = [short(it.name or it.id) for it in projects]
    left = 14 + max((letters(it, SIZE) for it in names), default=60.0)
    scale = Scale(0.0, max([until, last_day(plan), 5.0, *dues]) * 1.03, left, WIDTH - 14)
    bottom = TOP + ROW * len(projects) + 4
    drawing = Drawing(WIDTH, bottom + 40)
    drawing.days(scale, TOP, bottom)
    _legend(drawing)
    planned, found, state = _spans(plan), _bars(events, until), states(events, scenario)
    place = {project.id: row for row, project in enumerate(projects)}
    for row, project in enumerate(projects):
        drawing.text(left - 8, _middle(row) - 7, names[row], SIZE, "end", bold=True)
        drawing.text(left - 8, _middle(row) + 8, state[project.id], 11, "end")
        _row(drawing, scale, row, project, planned, found.get(project.id, []))
    for event in events:
        if isinstance(event, facts.IssueDetected | facts.IssueCame):
            x, y = scale(event.day), _middle(place[event.project]) - 20
            drawing.area([(x - 6, y - 2), (x + 6, y - 2), (x, y + 8)], VERMILION)
    if today is not None:
        drawing.line([(scale(until), TOP), (scale(until), bottom)], INK, 1.2, "4 3")
        drawing.text(scale(until) + 4, TOP + 4, "today", 11)
    return drawing.sketch(_sentence(events, scenario, until, today))


def _middle(row: int) -> float:
    return TOP + ROW * (row + 0.5)


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
    drawing: Drawing,
    scale: Scale,
    row: int,
    project: Project,
    planned: dict[str, Span],
    bars: list[Bar],
) -> None:
    """One project: its plan as a thin line, its activities side by side, its due day."""
    top, bottom = _middle(row) - 16, _middle(row) + 17
    lanes: list[float] = []
    placed = []
    for first, last, colour in sorted(bars):
        lane = next((i for i, end in enumerate(lanes) if end <= first), len(lanes))
        lanes[lane : lane + 1] = [last]
        placed.append((lane, first, last, colour))
    height = 29 / max(len(lanes), 2)
    for lane, first, last, colour in placed:
        drawing.box(
            scale(first), top + lane * height, scale(last) - scale(first) - 0.8, height * 0.86,
            colour, hatched=colour == ORANGE,
        )  # fmt: skip
    if project.id in planned:
        drawing.line([(scale(it), bottom) for it in planned[project.id]], GREY, 3)
    if project.due is not None:
        drawing.diamond(scale(project.due), _middle(row), 5.5, "var(--figure-paper, #fff)")
    if project.deadline is not None:
        x = scale(min(project.deadline, scale.high))
        drawing.line([(x, top), (x, bottom)], VERMILION, 2.5)


def _legend(drawing: Drawing) -> None:
    """What the marks mean, above the bars."""
    drawing.box(14, 6, 18, 10, BLUE)
    drawing.text(38, 11, "finished", 12)
    drawing.box(106, 6, 18, 10, ORANGE, hatched=True)
    drawing.text(130, 11, "in progress", 12)
    drawing.line([(216, 11), (234, 11)], GREY, 3)
    drawing.text(240, 11, "plan", 12)
    drawing.diamond(288, 11, 5, "var(--figure-paper, #fff)")
    drawing.text(298, 11, "due", 12)
    drawing.line([(342, 5), (342, 17)], VERMILION, 2.5)
    drawing.text(350, 11, "deadline", 12)
    drawing.area([(424, 6), (436, 6), (430, 16)], VERMILION)
    drawing.text(442, 11, "issue detected", 12)


def _sentence(events: Events, scenario: Scenario, until: float, today: float | None) -> str:
    finished = finish_days(events)
    late = [
        project.name or project.id
        for project in as_promised(events, scenario).projects
        if project.due is not None and finished.get(project.id, until) > project.due
    ]
    when = f"On day {rounded(until)}" if today is not None else "In the end"
    some = f" Past their due day: {', '.join(late)}." if late else " None is past its due day."
    verb = "is" if len(finished) == 1 else "are"
    return f"{when}, {len(finished)} of {len(scenario.projects)} projects {verb} finished.{some}"
