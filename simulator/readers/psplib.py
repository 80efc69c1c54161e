"""PSPLIB single-mode files (*.sm): one project and its renewable resources.

After Kolisch & Sprecher (1996). One period is one working day; job numbers become activity ids.
Multi-mode files (*.mm) are refused.
"""

import re
from pathlib import Path

from simulator.readers.errors import ReadError
from simulator.readers.lines import Lines
from simulator.readers.numbered import Work, activities
from simulator.scenario import Project, Role, Scenario

ONE_MODE = "only files with one mode a job can be read, for here an activity is done in one way"


def refuse_modes(path: Path) -> Scenario:
    """Raise ReadError: a multi-mode file (*.mm) offers several ways to do each job."""
    raise ReadError(path, None, f"has several modes a job; {ONE_MODE}")


def read(path: Path) -> Scenario:
    """One project and its roles. Raises ReadError where the file is not as it should be."""
    lines = Lines(path, "PSPLIB .sm")
    jobs = lines.count("jobs (incl. supersource/sink )")
    renewable = lines.count("- renewable")
    for other in ("- nonrenewable", "- doubly constrained"):
        if lines.count(other):
            raise lines.error("has resources that are used up; only renewable ones can be read")
    arrival, due, tardcost = _project_line(lines)
    successors = _precedence(lines, jobs)
    work = _requests(lines, jobs, renewable, successors)
    lines.find("RESOURCEAVAILABILITIES")
    names = [name.replace(" ", "") for name in re.findall(r"R\s*\d+", lines.take("resource names"))]
    if len(set(names)) != renewable:
        raise lines.unexpected(f"the names of {renewable} resources")
    people = lines.numbers(renewable, f"the availability of {renewable} resources")
    if len(people) != renewable:
        raise lines.error(f"expected {renewable} resources, found {len(people)}")
    roles = tuple(Role(id=name, people=n) for name, n in zip(names, people, strict=True))
    for job, one in enumerate(work, 1):
        for role, need in zip(roles, one.demands, strict=True):
            if need > role.people:
                raise lines.error(f"job {job} needs {need} {role.id}, only {role.people:g} exist")
    project = Project(
        id=path.stem,
        activities=activities(work, roles),
        arrival=arrival,
        due=due,
        cost_of_delay=tardcost,
    )
    return Scenario(name=path.stem, roles=roles, projects=(project,))


def _project_line(lines: Lines) -> tuple[int, int, int]:
    """Release day, due day and cost of a day's delay."""
    lines.find("pronr.")
    wanted = "project number, jobs, release day, due day, tardiness cost, MPM time"
    _, _, arrival, due, tardcost, *_ = lines.numbers(6, wanted)
    if due < arrival:
        raise lines.error(f"due day {due} is before release day {arrival}; expected a later one")
    return arrival, due, tardcost


def _precedence(lines: Lines, jobs: int) -> list[list[int]]:
    """The successors of every job."""
    lines.find("PRECEDENCE RELATIONS")
    lines.find("jobnr.")
    successors = []
    for job in range(1, jobs + 1):
        numbers = lines.numbers(3, f"job {job} with its modes and successors")
        number, modes, count, *after = numbers
        if number == job and modes > 1:
            raise lines.error(f"job {job} has {modes} modes; {ONE_MODE}")
        if number != job or modes != 1 or len(after) != count:
            raise lines.error(
                f"expected job {job}, 1 mode and as many successors as announced, "
                f"found {' '.join(map(str, numbers))[:60]}"
            )
        if len(set(after)) < len(after):
            raise lines.error(f"job {job} has a successor twice; expected each once")
        for successor in after:
            if not 1 <= successor <= jobs:
                raise lines.error(
                    f"job {job} has successor {successor}; there are jobs 1 to {jobs}"
                )
        successors.append(after)
    return successors


def _requests(
    lines: Lines, jobs: int, renewable: int, successors: list[list[int]]
) -> tuple[Work, ...]:
    """Duration and demands of every job, with its successors."""
    lines.find("REQUESTS/DURATIONS")
    lines.find("-----")
    work = []
    for job in range(1, jobs + 1):
        expected = f"job {job}, mode 1, its duration and {renewable} demands"
        numbers = lines.numbers(3 + renewable, expected)
        if numbers[0] != job or numbers[1] != 1 or len(numbers) != 3 + renewable:
            raise lines.error(f"expected {expected}, found {' '.join(map(str, numbers))[:60]}")
        work.append(Work(lines.number, numbers[2], numbers[3:], successors[job - 1]))
    return tuple(work)
