"""Kinds of projects, by the aim that each serves most."""

from collections.abc import Iterable
from functools import lru_cache

from simulator.scenario import Project, Scenario


def kind_of(project: Project) -> str:
    """The aim that it serves most, by id; "" if it serves none."""
    return max(project.serves, key=lambda it: it.share).objective if project.serves else ""


@lru_cache(maxsize=256)
def in_order(scenario: Scenario, kinds: tuple[str, ...]) -> tuple[str, ...]:
    """All projects of these kinds, the first kind first; within one as they arrive."""
    places = {kind: place for place, kind in enumerate(kinds)}
    chosen: Iterable[Project] = (it for it in scenario.projects if kind_of(it) in places)
    return tuple(it.id for it in sorted(chosen, key=lambda it: places[kind_of(it)]))


def with_first(scenario: Scenario, kind: str) -> tuple[str, ...]:
    """All projects with one kind first; of the others the aims that count more."""
    weights = sorted(scenario.objectives, key=lambda it: (it.id != kind, -it.weight))
    return in_order(scenario, tuple(it.id for it in weights))
