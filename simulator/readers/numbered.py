"""Activities by number: what the benchmark formats have in common."""

from collections.abc import Sequence
from typing import NamedTuple

from simulator.readers.lines import Lines
from simulator.scenario import Activity, Demand, Relation, Role


class Work(NamedTuple):
    """An activity as it stands in a file; the first has number 1."""

    line: int
    days: int
    demands: Sequence[int]
    """People of each role, in the order of the roles."""
    successors: Sequence[int]


def activities(work: Sequence[Work], roles: Sequence[Role]) -> tuple[Activity, ...]:
    """Activities whose ids are their numbers; who is needed for none of a role is left out."""
    before: dict[int, list[Relation]] = {}
    for number, one in enumerate(work, 1):
        for after in one.successors:
            before.setdefault(after, []).append(Relation(activity=str(number)))
    return tuple(
        Activity(
            id=str(number),
            days=one.days,
            people=tuple(
                Demand(role=role.id, people=people)
                for role, people in zip(roles, one.demands, strict=True)
                if people
            ),
            predecessors=tuple(before.get(number, ())),
        )
        for number, one in enumerate(work, 1)
    )


def check_people(lines: Lines, work: Sequence[Work], roles: Sequence[Role]) -> None:
    """Raise ReadError about the first activity that needs more people than there are."""
    for number, one in enumerate(work, 1):
        for role, people in zip(roles, one.demands, strict=True):
            if people > role.people:
                lines.number = one.line
                raise lines.error(
                    f"activity {number} needs {people} {role.id}, only {role.people:g} exist"
                )


def check_successors(lines: Lines, name: str, successors: Sequence[int], last: int) -> None:
    """Raise ReadError about the line taken last if a successor is none, or stands twice."""
    for successor in successors:
        if not 1 <= successor <= last:
            raise lines.error(f"{name} has successor {successor}; there are 1 to {last}")
    if len(set(successors)) < len(successors):
        raise lines.error(f"{name} has a successor twice; expected each once")
