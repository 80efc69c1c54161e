"""More of the same: an office whose file has one piece of each kind of work, and its work for
years."""

from collections.abc import Iterable

from msgspec.structs import replace

from simulator.scenario import Activity, Project, Relation, Scenario, nearest_hour


def repeated(scenario: Scenario, times: int, abreast: int = 1) -> Scenario:
    """Every project's activities so many times, with so many rounds going on at once."""
    again = tuple(_again(it, times, abreast) for it in scenario.projects)
    return replace(scenario, projects=again)


def ordered(project: Project, days: Iterable[float], name: str = "") -> tuple[Project, ...]:
    """One project for each of these days, on which it is ordered."""
    return tuple(
        replace(project, id=f"{name or project.id}_{number}", arrival=nearest_hour(day))
        for number, day in enumerate(days, 1)
    )


def _again(project: Project, times: int, abreast: int) -> Project:
    last = project.activities[-1].id
    rounds = (
        _numbered(it, number, f"{last}_{number - abreast}" if number > abreast else None)
        for number in range(1, times + 1)
        for it in project.activities
    )
    return replace(project, activities=tuple(rounds))


def _numbered(it: Activity, number: int, last: str | None) -> Activity:
    """The activity of one round; its first ones wait for the last of an earlier round."""
    before = tuple(replace(one, activity=f"{one.activity}_{number}") for one in it.predecessors)
    if not before and last is not None:
        before = (Relation(activity=last),)
    return replace(it, id=f"{it.id}_{number}", name=f"{it.name} {number}", predecessors=before)
