"""The plan of a scenario: when each activity would run if nothing went wrong, and what binds it."""

from functools import lru_cache

from simulator.cockpit.ways import Key, Way, ways
from simulator.metrics import Events
from simulator.scenario import Activity, Scenario


@lru_cache(maxsize=16)
def planned(events: Events) -> dict[Key, Way]:
    """The way of each activity in a run of the plan."""
    return ways(events)


@lru_cache(maxsize=16)
def critical_chains(scenario: Scenario, events: Events) -> dict[str, frozenset[Key]]:
    """By project: the activities that set its planned finish, each bound by the one before it or
    by the people whom that one held. After Goldratt's critical chain, read from the plan's run."""
    return {
        project.id: frozenset(_chain(scenario, planned(events), project.id))
        for project in scenario.projects
    }


def _chain(scenario: Scenario, plan: dict[Key, Way], project: str) -> list[Key]:
    """From the last activity back to one that nothing held."""
    last = max(
        (key for key in plan if key[0] == project), key=lambda key: plan[key].finished, default=None
    )
    chain: list[Key] = []
    while last is not None and last not in chain:
        chain.append(last)
        last = _held_by(scenario, plan, last)
    return chain


def _held_by(scenario: Scenario, plan: dict[Key, Way], key: Key) -> Key | None:
    """What an activity had to wait for: its last predecessor, or who had its people till then."""
    started, activities = plan[key].started, _activities(scenario)
    if plan[key].ready == started:
        before = [(key[0], it.activity) for it in activities[key].predecessors]
        return max(before, key=lambda it: plan[it].finished, default=None)
    roles = {need.role for need in activities[key].people}
    freed = [it for it, way in plan.items() if way.finished == started and it != key]
    return next((it for it in freed if roles & {n.role for n in activities[it].people}), None)


@lru_cache(maxsize=16)
def _activities(scenario: Scenario) -> dict[Key, Activity]:
    return {
        (project.id, activity.id): activity
        for project in scenario.projects
        for activity in project.activities
    }
