"""PSPLIB single-mode files (*.sm): one project and its renewable resources.

After Kolisch & Sprecher (1996). One period is one working day; job numbers become activity ids.
"""

import re
from pathlib import Path

from simulator.readers.errors import ReadError
from simulator.scenario import Activity, Demand, Project, Relation, Role, Scenario


class _Lines:
    """The lines of a file, taken one after another, with errors that name the line."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self.lines = path.read_text(encoding="ascii").splitlines()
        except UnicodeDecodeError:
            raise ReadError(path, 1, "is not a text file; expected a PSPLIB .sm file") from None
        self.number = 0

    def error(self, problem: str) -> ReadError:
        """The error to raise about the line taken last."""
        return ReadError(self.path, self.number, problem)

    def take(self, expected: str) -> str:
        """The next line. Raises ReadError if the file ends here."""
        if self.number >= len(self.lines):
            self.number += 1
            raise self.error(f"the file ends here; expected {expected}")
        self.number += 1
        return self.lines[self.number - 1]

    def find(self, start: str) -> str:
        """The next line that starts so."""
        while True:
            line = self.take(f"a line that starts with '{start}'")
            if line.lstrip().startswith(start):
                return line

    def numbers(self, at_least: int, expected: str) -> list[int]:
        """The next line as whole numbers, none below zero."""
        line = self.take(expected)
        words = line.split()
        if len(words) < at_least or not all(word.isascii() and word.isdigit() for word in words):
            raise self.error(f"expected {expected}, found '{line.strip()[:60]}'")
        return [int(word) for word in words]

    def count(self, label: str) -> int:
        """The number behind the colon of the next line with this label."""
        line = self.find(label)
        match = re.search(r":\s*(\d+)", line)
        if not match:
            raise self.error(f"expected '{label.strip()} : a number', found '{line.strip()[:60]}'")
        return int(match[1])


def read(path: Path) -> Scenario:
    """One project and its roles. Raises ReadError where the file is not as it should be."""
    lines = _Lines(path)
    jobs = lines.count("jobs (incl. supersource/sink )")
    renewable = lines.count("- renewable")
    for other in ("- nonrenewable", "- doubly constrained"):
        if lines.count(other):
            raise lines.error("has resources that are used up; only renewable ones can be read")
    arrival, due, tardcost = _project_line(lines)
    successors = _precedence(lines, jobs)
    work = _requests(lines, jobs, renewable)
    lines.find("RESOURCEAVAILABILITIES")
    names = [name.replace(" ", "") for name in re.findall(r"R\s*\d+", lines.take("resource names"))]
    people = lines.numbers(renewable, f"the availability of {renewable} resources")
    if len(names) != renewable or len(people) != renewable:
        raise lines.error(f"expected {renewable} resources, found {len(people)}")
    roles = tuple(Role(id=name, people=n) for name, n in zip(names, people, strict=True))
    activities = tuple(
        Activity(
            id=str(job),
            days=work[job][0],
            people=tuple(
                Demand(role=role.id, people=n)
                for role, n in zip(roles, work[job][1:], strict=True)
                if n
            ),
            predecessors=tuple(
                Relation(activity=str(before)) for before in successors if job in successors[before]
            ),
        )
        for job in range(1, jobs + 1)
    )
    for role in roles:
        for activity in activities:
            need = sum(demand.people for demand in activity.people if demand.role == role.id)
            if need > role.people:
                raise lines.error(
                    f"job {activity.id} needs {need:g} {role.id}, only {role.people:g} exist"
                )
    project = Project(
        id=path.stem, activities=activities, arrival=arrival, due=due, cost_of_delay=tardcost
    )
    return Scenario(name=path.stem, roles=roles, projects=(project,))


def _project_line(lines: _Lines) -> tuple[int, int, int]:
    """Release day, due day and cost of a day's delay."""
    lines.find("pronr.")
    wanted = "project number, jobs, release day, due day, tardiness cost, MPM time"
    numbers = lines.numbers(6, wanted)
    return numbers[2], numbers[3], numbers[4]


def _precedence(lines: _Lines, jobs: int) -> dict[int, list[int]]:
    """The successors of every job."""
    lines.find("PRECEDENCE RELATIONS")
    lines.find("jobnr.")
    successors: dict[int, list[int]] = {}
    for job in range(1, jobs + 1):
        numbers = lines.numbers(3, f"job {job} with its modes and successors")
        number, modes, count, *after = numbers
        if number != job or modes != 1 or len(after) != count:
            raise lines.error(
                f"expected job {job}, 1 mode and as many successors as announced, "
                f"found {' '.join(map(str, numbers))}"
            )
        if len(set(after)) < len(after):
            raise lines.error(f"job {job} has a successor twice; expected each once")
        for successor in after:
            if not 1 <= successor <= jobs:
                raise lines.error(
                    f"job {job} has successor {successor}; there are jobs 1 to {jobs}"
                )
        successors[job] = after
    return successors


def _requests(lines: _Lines, jobs: int, renewable: int) -> dict[int, list[int]]:
    """Duration and demands of every job."""
    lines.find("REQUESTS/DURATIONS")
    lines.find("-----")
    work: dict[int, list[int]] = {}
    for job in range(1, jobs + 1):
        expected = f"job {job}, mode 1, its duration and {renewable} demands"
        numbers = lines.numbers(3 + renewable, expected)
        if numbers[0] != job or numbers[1] != 1 or len(numbers) != 3 + renewable:
            raise lines.error(f"expected {expected}, found {' '.join(map(str, numbers))}")
        work[job] = numbers[2:]
    return work
