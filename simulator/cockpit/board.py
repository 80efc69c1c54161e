"""The board: a row a project, with what is done, under way and waiting, promised and gone wrong."""

from collections.abc import Iterable, Iterator
from math import inf
from typing import Literal

from msgspec import Struct

from simulator import events as facts
from simulator.cockpit.days import plainly, rounded_up, whole
from simulator.cockpit.line import line
from simulator.cockpit.scene import OVER, Scene
from simulator.cockpit.ways import NOT_YET, Key
from simulator.metrics.log import of
from simulator.narration import narrate

MARKED = (
    facts.IssueDetected,
    facts.IssueCame,
    facts.ReworkFound,
    facts.IssueSpread,
    facts.ShockStruck,
)
"""What stands as a mark above the bars of its project."""
ROOM = 1.15
"""How much longer than the longest plan or promise the axis is."""


Kind = Literal["done", "now", "waits", "stopped"]


class Bar(Struct, kw_only=True):
    """Days in which an activity was done, goes on, waits for people, or was stopped."""

    id: str
    name: str
    kind: Kind
    since: float
    until: float
    critical: bool
    """Whether the plan's critical chain goes through it."""
    tip: tuple[str, ...]
    """What is said of it when somebody points at it."""
    lane: int = 0
    """So that none lies on another."""


class Stretch(Struct):
    """Planned days without a gap."""

    since: float
    until: float


class Mark(Struct):
    """Something that went wrong, and was noticed."""

    day: float
    text: str


class Row(Struct, kw_only=True):
    """What the board shows of one project."""

    id: str
    name: str
    state: str
    note: str
    """Where it stands, in a few words."""
    due: float | None
    deadline: float | None
    finish: float | None
    bars: tuple[Bar, ...]
    plan: tuple[Stretch, ...]
    marks: tuple[Mark, ...]


def board(scene: Scene) -> tuple[Row, ...]:
    """A row for each project, first in line on top."""
    marks = _marks(scene)
    return tuple(row(scene, project, marks.get(project, ())) for project in line(scene))


def row(scene: Scene, project: str, marks: tuple[Mark, ...]) -> Row:
    """What the board shows of one project."""
    record = scene.projects[project]
    return Row(
        id=project,
        name=scene.project(project),
        state=scene.state[project],
        note=_note(scene, project),
        due=record.due,
        deadline=record.deadline,
        finish=finish(scene, project),
        bars=bars(scene, project),
        plan=_plan(scene, project),
        marks=marks,
    )


def horizon(scene: Scene) -> float:
    """The last day on the axis: room for every plan and promise, and for what takes longer."""
    ends = [way.finished for way in scene.plan.values()]
    ends += [it.due for it in scene.scenario.projects if it.due is not None]
    longest = max(max(ends, default=5.0) * ROOM, scene.today * 1.1 + 5)
    return rounded_up(longest)


def finish(scene: Scene, project: str) -> float | None:
    """The day on which a project was finished, if it is."""
    ended = [it.day for it in of(scene.events, facts.ProjectFinished) if it.project == project]
    return ended[-1] if ended else None


def bars(scene: Scene, project: str) -> tuple[Bar, ...]:
    """A bar for each activity that has begun, and for each that waits for people."""
    return _laid_out(_bars(scene, project))


def _bars(scene: Scene, project: str) -> Iterator[Bar]:
    over = scene.state[project] in OVER
    for activity in scene.projects[project].activities:
        key = (project, activity.id)
        way = scene.ways.get(key, NOT_YET)
        if way.waits and not over:
            yield _bar(scene, key, "waits", way.ready, scene.today)
        if way.started < inf:
            kind: Kind = "now" if way.goes_on else "stopped" if way.finished == inf else "done"
            yield _bar(scene, key, kind, way.started, min(way.ended, scene.today))


def _bar(scene: Scene, key: Key, kind: Kind, since: float, until: float) -> Bar:
    return Bar(
        id=key[1],
        name=scene.activity(key),
        kind=kind,
        since=since,
        until=until,
        critical=key in scene.chains.get(key[0], ()),
        tip=tuple(_tip(scene, key, kind, since, until)),
    )


def _tip(scene: Scene, key: Key, kind: Kind, since: float, until: float) -> Iterator[str]:
    """What is said of a bar when somebody points at it."""
    who = workers(scene, key)
    if kind == "waits":
        yield f"waits since day {whole(since)} for {who}"
        yield from holders(scene, key)
        return
    yield f"day {whole(since)} to {whole(until)}" if kind != "now" else f"since day {whole(since)}"
    if who:
        yield f"{'done by' if kind == 'done' else 'on it:'} {who}"
    way = scene.ways.get(key, NOT_YET)
    if way.started - way.ready >= 1:
        yield f"had waited {days(way.started - way.ready)} for people"
    planned = scene.activities[key].planned_days
    if kind == "now":
        yield f"planned {days(planned)}"
    elif abs(until - since - planned) >= 1:
        yield f"took {days(until - since)}; planned {days(planned)}"


def workers(scene: Scene, key: Key) -> str:
    """Who it takes: 1 integrator (Noor, Matteo)."""
    return ", ".join(
        f"{scene.so_many(need.people, need.role)}{_members(scene, need.role)}"
        for need in scene.activities[key].people
    )


def _members(scene: Scene, role: str) -> str:
    members = scene.roles[role].members
    return f" ({', '.join(members)})" if 0 < len(members) <= 4 else ""


def holders(scene: Scene, key: Key) -> Iterator[str]:
    """Whom it waits for: what the people it needs are on, one line a role."""
    for need in scene.activities[key].people:
        busy = [
            scene.project(other[0])
            for other, way in scene.ways.items()
            if way.goes_on and any(it.role == need.role for it in scene.activities[other].people)
        ]
        if busy:
            yield f"{scene.role(need.role)}: now on {', '.join(dict.fromkeys(busy))}"


def days(number: float) -> str:
    """So many working days."""
    count = whole(number)
    return "1 day" if count == 1 else f"{count} days" if count else "less than a day"


def _plan(scene: Scene, project: str) -> tuple[Stretch, ...]:
    """The planned days of a project, as stretches without a gap."""
    stretches: list[Stretch] = []
    mine = [way for key, way in scene.plan.items() if key[0] == project]
    for way in sorted(mine, key=lambda it: it.started):
        if stretches and way.started <= stretches[-1].until:
            stretches[-1].until = max(stretches[-1].until, way.finished)
        else:
            stretches.append(Stretch(way.started, way.finished))
    return tuple(stretches)


def _marks(scene: Scene) -> dict[str, tuple[Mark, ...]]:
    """By project: what has gone wrong, with its day and its sentence."""
    marks: dict[str, tuple[Mark, ...]] = {}
    for event in of(scene.events, *MARKED):
        mark = Mark(event.day, plainly(narrate(event, scene.scenario)))
        project: str = getattr(event, "project")  # noqa: B009 - all of these have one
        marks[project] = (*marks.get(project, ()), mark)
    return marks


def _note(scene: Scene, project: str) -> str:
    """Where it stands, in a few words."""
    record, state = scene.projects[project], scene.state[project]
    due = "" if record.due is None else f" · due {whole(record.due)}"
    if state == "expected":
        return f"comes on day {whole(record.arrival)}{due}"
    if state == "finished":
        on = finish(scene, project) or 0.0
        if record.due is None:
            return f"finished on day {whole(on)}"
        late = on - record.due
        return f"finished, {days(late)} late" if late > 0 else "finished on time"
    return f"{state}{due}"


def _laid_out(found: Iterable[Bar]) -> tuple[Bar, ...]:
    """The bars with a lane each, so that none lies on another."""
    ends: list[float] = []
    ordered = sorted(found, key=lambda bar: (bar.since, bar.until))
    for bar in ordered:
        bar.lane = next((n for n, end in enumerate(ends) if end <= bar.since), len(ends))
        ends[bar.lane : bar.lane + 1] = [bar.until]
    return tuple(ordered)
