"""The people strip: week by week, how busy each role is and how many were wanted and not there."""

from msgspec import Struct

from simulator import events as facts
from simulator.cockpit.days import WEEK, whole
from simulator.cockpit.scene import Scene
from simulator.metrics.log import of
from simulator.metrics.steps import steps
from simulator.narration import called


class Cell(Struct):
    """Some weeks of one role: from, until, how busy (0 to 1), people wanted and not there."""

    since: float
    until: float
    busy: float
    short: float


class Strip(Struct, kw_only=True):
    """One role: how many there are today, and how its weeks have been."""

    id: str
    name: str
    people: float
    members: tuple[str, ...]
    hire: str
    """What hiring one takes, as a sentence."""
    release: str
    coming: str
    """Who is on the way, as words; empty if nobody is."""
    busy: float
    """In the last week."""
    short: float
    """People wanted and not there at the end of today."""
    cells: tuple[Cell, ...]


MOST_CELLS = 75
"""So many cells fit beside each other; in a longer run each has several weeks."""


def people(scene: Scene, horizon: float) -> tuple[Strip, ...]:
    """A strip for each role; `horizon` is the last day on the axis."""
    width = WEEK * -(-horizon // (MOST_CELLS * WEEK))
    cells = _cells(scene, width)
    waiting = _waiting(scene)
    return tuple(
        Strip(
            id=role.id,
            name=called(role),
            people=scene.seen.people[role.id],
            members=role.members,
            hire=_hire(scene, role.id),
            release=f"Release one {scene.role(role.id)}: {_wages(scene, role.id)} less",
            coming=_coming(scene, role.id),
            busy=cells[role.id][-1].busy if cells[role.id] else 0.0,
            short=waiting[role.id],
            cells=cells[role.id],
        )
        for role in scene.scenario.roles
    )


def _hire(scene: Scene, role: str) -> str:
    there = scene.roles[role].hire_days
    when = f"here after {whole(there)} days" if there else "here at once"
    return f"Hire one {scene.role(role)}: {when}, {_wages(scene, role)} more"


def _wages(scene: Scene, role: str) -> str:
    return f"{scene.roles[role].rate * WEEK:,.1f} k€ a week".replace(".0 ", " ")


def _coming(scene: Scene, role: str) -> str:
    """People who have been promised and are not there yet."""
    hired = [
        it
        for it in of(scene.events, facts.HiringStarted)
        if it.role == role and it.from_day > scene.today
    ]
    return ", ".join(f"+{it.people:g} on day {whole(it.from_day)}" for it in hired)


def _cells(scene: Scene, width: float) -> dict[str, tuple[Cell, ...]]:
    """By role: what the steps of the run add up to in each stretch of so many days."""
    roles = list(scene.roles)
    count = int(-(-scene.today // width))
    worked, there, short = ({role: [0.0] * count for role in roles} for _ in range(3))
    for step in steps(scene.events, scene.scenario, scene.today):
        for place in range(int(step.day // width), count):
            length = min(step.until, width * (place + 1)) - max(step.day, width * place)
            if length <= 0:
                break
            for role in roles:
                worked[role][place] += min(step.working[role], step.people[role]) * length
                there[role][place] += step.people[role] * length
                short[role][place] += step.waiting[role] * length
    return {
        role: tuple(
            Cell(
                width * place,
                min(width * (place + 1), scene.today),
                worked[role][place] / there[role][place] if there[role][place] else 0.0,
                short[role][place] / (min(width * (place + 1), scene.today) - width * place),
            )
            for place in range(count)
        )
        for role in roles
    }


def _waiting(scene: Scene) -> dict[str, float]:
    """By role: people whom activities wait for today."""
    waiting = dict.fromkeys(scene.roles, 0.0)
    for key, way in scene.ways.items():
        if way.waits and scene.state[key[0]] not in ("finished", "cancelled", "paused"):
            for need in scene.activities[key].people:
                waiting[need.role] += need.people
    return waiting
