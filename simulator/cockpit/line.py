"""Who goes first, and which of the two is in force: an order by hand, or a standing rule."""

from collections.abc import Iterator
from math import inf

from simulator.chance import Chance, uniform
from simulator.cockpit.scene import OVER, Scene
from simulator.metrics import last_reports
from simulator.network import Planned, network
from simulator.policies import ORDERS
from simulator.policies.office import Office


def line(scene: Scene, rule: str | None = None) -> tuple[str, ...]:
    """All projects, who goes first at the top; those that are over stand last.

    With a rule it is the order that this rule would give today, whatever was put first by hand.
    """
    first = scene.by_hand if rule is None else ()
    ranks = _ranks(scene, rule or str(scene.rules.order))
    place = {project: number for number, project in enumerate(first)}
    going_on = [it for it in scene.projects if scene.state[it] not in OVER]
    over = [it for it in scene.projects if scene.state[it] in OVER]
    going_on.sort(key=lambda it: (place.get(it, inf), ranks[it]))
    return (*going_on, *over)


def _ranks(scene: Scene, rule: str) -> dict[str, tuple[object, int]]:
    """By project: the best key that the rule gives to any of its activities still to start."""
    order, office = ORDERS[rule], _office(scene)
    return {
        project: min((order(it, office), it.place) for it in activities)
        for project, activities in _still_to_start(scene)
    }


def _still_to_start(scene: Scene) -> Iterator[tuple[str, list[Planned]]]:
    """By project: its activities that have not started; all, if none is left."""
    planned = network(scene.scenario)
    for project, places in zip(scene.projects, planned.members, strict=True):
        mine = [planned.activities[place] for place in places]
        left = [it for it in mine if not _started(scene, it)]
        yield project, left or mine


def _started(scene: Scene, it: Planned) -> bool:
    way = scene.ways.get((it.project, it.activity))
    return way is not None and way.started < inf


def _office(scene: Scene) -> Office:
    """The office as the rule is shown it."""
    reports = last_reports(scene.events)
    return Office(
        today=scene.today,
        free={},
        in_progress=tuple(it for it, state in scene.state.items() if state == "in progress"),
        draw=Chance(uniform(scene.session.seed, "policy")).uniform,
        reported={it: (report.colour, report.late) for it, report in reports.items()},
        strategy=scene.seen.strategy,
    )
