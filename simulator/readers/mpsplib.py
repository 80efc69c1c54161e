"""MPSPLIB multi-project files (*.rcmp): projects that share resource types, and their own types.

After Homberger (2007), in the layout that MPLIB (Van Eynde & Vanhoucke 2020) has as well. First
come the numbers of projects and of resource types, and the capacity of each type. A project says
how many activities it has, the day it arrives, in some files its due day, and which types it uses:
1 or 0 for each, or how many of a type it has for itself alone. Its activities follow: duration,
demands, number of successors, and these as project:activity. Any line may be blank. One period is
one working day.

A type that several projects use becomes one role for all of them. One that a single project uses,
or of which a project has people of its own, becomes a role of that project. One that nobody uses
is left out.

The package psplib (0.4.0) reads such files, but names no line when one is damaged.
"""

from pathlib import Path
from typing import NamedTuple

from simulator.readers.lines import NUMBER, Lines
from simulator.readers.numbered import Work, activities, check_people, check_successors
from simulator.scenario import Project, Role, Scenario


class Plan(NamedTuple):
    """A project as it stands in the file."""

    id: str
    arrival: int
    due: int | None
    uses: list[int]
    """By resource type: 1 or 0, or how many people of it are the project's own."""
    work: list[Work]

    def touches(self, kind: int) -> bool:
        """Whether the project has anything to do with a resource type."""
        return self.uses[kind] > 0 or any(activity.demands[kind] for activity in self.work)


def read(path: Path) -> Scenario:
    """All projects and their roles. Raises ReadError where the file is not as it should be."""
    lines = Lines(path, "MPSPLIB .rcmp")
    (count,) = lines.exactly(1, "the number of projects")
    (kinds,) = lines.exactly(1, "the number of resource types")
    wanted = f"the capacity of {kinds} resource types"
    capacities = lines.exactly(kinds, wanted) if kinds else []
    plans = [_plan(lines, number, kinds) for number in range(1, count + 1)]
    lines.end(f"project {count}")
    pools = [_pools(kind, capacity, plans) for kind, capacity in enumerate(capacities)]
    roles: dict[str, Role] = {}
    projects = []
    for place, plan in enumerate(plans):
        own = [roles_of_kind[place] for roles_of_kind in pools]
        check_people(lines, plan.work, own)
        roles |= {role.id: role for kind, role in enumerate(own) if plan.touches(kind)}
        work = activities(plan.work, own)
        projects.append(Project(id=plan.id, activities=work, arrival=plan.arrival, due=plan.due))
    return Scenario(name=path.stem, roles=tuple(roles.values()), projects=tuple(projects))


def _pools(kind: int, capacity: int, plans: list[Plan]) -> list[Role]:
    """By project: the role that does its work of a resource type."""
    name, users = f"R{kind + 1}", [plan.id for plan in plans if plan.touches(kind)]
    have_own = capacity == 0 or any(plan.uses[kind] > 1 for plan in plans)
    shared = Role(id=f"{users[0]}: {name}" if len(users) == 1 else name, people=capacity)
    return [
        Role(id=f"{plan.id}: {name}", people=plan.uses[kind])
        if have_own and plan.uses[kind]
        else shared
        for plan in plans
    ]


def _plan(lines: Lines, number: int, kinds: int) -> Plan:
    """The next project of the file."""
    wanted = f"project {number}: how many activities, its arrival and perhaps its due day"
    words = lines.words(wanted)
    if len(words) not in (2, 3):
        raise lines.unexpected(wanted)
    count, arrival, *due = lines.whole(words, wanted)
    if not count:
        raise lines.error(f"project {number} has no activities; expected at least one")
    if due and due[0] < arrival:
        raise lines.error(
            f"project {number} is due on day {due[0]}, before it arrives on {arrival}"
        )
    wanted = f"project {number}: which of {kinds} resource types it uses"
    uses = lines.exactly(kinds, wanted) if kinds else []
    work = [_work(lines, number, place, count, kinds) for place in range(1, count + 1)]
    return Plan(f"{lines.path.stem}_p{number}", arrival, due[0] if due else None, uses, work)


def _work(lines: Lines, project: int, number: int, last: int, kinds: int) -> Work:
    """The next activity of a project, whose last one has this number."""
    name = f"activity {project}:{number}"
    wanted = f"{name}: its duration, {kinds} demands, and its successors after their number"
    words = lines.words(wanted)
    days, *demands = lines.whole(words[: kinds + 2], wanted)
    after = words[kinds + 2 :]
    if len(demands) != kinds + 1 or demands[-1] != len(after):
        raise lines.unexpected(wanted)
    successors = [_successor(lines, name, word, project) for word in after]
    check_successors(lines, name, successors, last)
    return Work(lines.number, days, demands[:-1], successors)


def _successor(lines: Lines, name: str, word: str, project: int) -> int:
    """The number of a successor, which must be of the same project."""
    own, colon, number = word.partition(":")
    if not colon or not NUMBER.fullmatch(own) or not NUMBER.fullmatch(number):
        raise lines.error(f"{name} has successor '{word[:20]}'; expected such as {project}:2")
    if int(own) != project:
        raise lines.error(f"{name} has successor {word}; expected one of project {project}")
    return int(number)
