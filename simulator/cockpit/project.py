"""The chosen project: promise, worth, sponsor, what is under way, and what a decision would do."""

from math import fsum

from msgspec import Struct

from simulator.cockpit.board import days, holders, workers
from simulator.cockpit.days import date_of, whole
from simulator.cockpit.scene import OVER, Scene
from simulator.metrics import actual_cost, worth_delivered
from simulator.metrics.log import Events
from simulator.scenario import Project


class Work(Struct):
    """An activity under way or waiting, and a line about it."""

    name: str
    waits: bool
    line: str


class Choice(Struct, kw_only=True):
    """Something that can be decided about a project."""

    verb: str
    """start, pause or cancel: what the act is called."""
    label: str
    does: str
    """What it would do, as a sentence; empty where nobody says."""


class Details(Struct, kw_only=True):
    """All there is to say of one project, beyond its row on the board."""

    id: str
    sponsor: str
    story: str
    worth: str
    """What it brings, and what lateness takes away, as a sentence."""
    promise: str
    spent: float
    """k€."""
    done: str
    """How much of its activities is finished, as words."""
    after: tuple[str, ...]
    """Projects that must be delivered before it."""
    work: tuple[Work, ...]
    choices: tuple[Choice, ...]


def details(scene: Scene) -> tuple[Details, ...]:
    """Of every project, in the scenario's order."""
    spent = actual_cost(scene.events, scene.scenario, scene.today)
    return tuple(
        Details(
            id=project.id,
            sponsor=project.sponsor,
            story=project.story,
            worth=_worth(scene.events, project),
            promise=_promise(scene, project),
            spent=spent[project.id],
            done=_done(scene, project),
            after=tuple(scene.project(it) for it in project.after if scene.state[it] not in OVER),
            work=_work(scene, project),
            choices=_choices(scene, project),
        )
        for project in scene.scenario.projects
    )


def _worth(events: Events, project: Project) -> str:
    brought = worth_delivered(events).get(project.id)
    if brought is not None:
        return f"Brought {brought:,.0f} of {project.value:,.0f} k€."
    parts = [f"Worth {project.value:,.0f} k€"]
    if project.due is not None and project.cost_of_delay:
        parts.append(f"{project.cost_of_delay:g} k€ less for each day after day {project.due:.0f}")
    if project.fine:
        parts.append(f"a fine of {project.fine:,.0f} k€ if late")
    if project.deadline is not None:
        parts.append(f"nothing after day {project.deadline:.0f}")
    return ", ".join(parts) + "."


def _promise(scene: Scene, project: Project) -> str:
    if project.due is None:
        return "Nothing was promised."
    return f"Promised for day {whole(project.due)}, {date_of(scene.scenario.start, project.due)}."


def _done(scene: Scene, project: Project) -> str:
    finished = sum(
        (project.id, it.id) in scene.ways and scene.ways[project.id, it.id].finished <= scene.today
        for it in project.activities
    )
    return f"{finished} of {len(project.activities)} activities done"


def _work(scene: Scene, project: Project) -> tuple[Work, ...]:
    found = []
    for activity in project.activities:
        key = (project.id, activity.id)
        way = scene.ways.get(key)
        if way is None or scene.state[project.id] in OVER:
            continue
        if way.goes_on:
            since = f"since day {whole(way.started)}"
            found.append(Work(scene.activity(key), False, _line(workers(scene, key), since)))
        elif way.waits:
            since = f"for {days(scene.today - way.ready)}"
            held = "; ".join(holders(scene, key))
            found.append(Work(scene.activity(key), True, _line(workers(scene, key), since, held)))
    return tuple(found)


def _line(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _choices(scene: Scene, project: Project) -> tuple[Choice, ...]:
    """What can be decided today; nothing about what has not come yet or is over."""
    state = scene.state[project.id]
    if state in ("expected", *OVER):
        return ()
    choices = []
    if state == "paused":
        choices.append(Choice(verb="start", label="Resume", does="Work goes on as people allow."))
    elif state == "waiting":
        choices.append(Choice(verb="start", label="Start", does=_starts(scene)))
    if state != "paused":
        choices.append(Choice(verb="pause", label="Pause", does=_pauses(scene, project)))
    choices.append(Choice(verb="cancel", label="Cancel", does=_cancels(scene, project)))
    return tuple(choices)


def _starts(scene: Scene) -> str:
    limit = scene.rules.wip_limit
    past = f", past the limit of {limit} projects in progress" if limit else ""
    return f"Let it in{past}: work begins as people allow."


def _pauses(scene: Scene, project: Project) -> str:
    on = [it for it in _work(scene, project) if not it.waits]
    first = f"What is under way ({len(on)}) is finished first" if on else "Nothing is under way"
    lost = (
        f"; each day of delay costs {project.cost_of_delay:g} k€ after the due day"
        if project.cost_of_delay
        else ""
    )
    return f"{first}; then nothing of it starts{lost}."


def _cancels(scene: Scene, project: Project) -> str:
    """Whom it frees and what it gives up; the money that is spent is gone either way."""
    freed: dict[str, list[float]] = {}
    for activity in project.activities:
        way = scene.ways.get((project.id, activity.id))
        if way is not None and way.goes_on:
            for need in activity.people:
                freed.setdefault(need.role, []).append(need.people)
    who = ", ".join(scene.so_many(fsum(it), role) for role, it in freed.items())
    waits = [scene.project(it.id) for it in scene.scenario.projects if project.id in it.after]
    also = f" {', '.join(waits)} waits for it in vain." if waits else ""
    frees = f"Frees {who} at once" if who else "Frees nobody today"
    return f"{frees}, gives up {project.value:,.0f} k€, for good.{also}"
