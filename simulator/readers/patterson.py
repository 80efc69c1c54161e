"""Patterson files (*.rcp): one project and its resources, in numbers only.

After Patterson (1984); the generators RanGen write it, too. First come the numbers of activities
and of resource types, then the capacity of each type, then every activity: duration, demands,
number of successors, and these. Any line may be blank, and an activity may go on over several
lines, but each begins on a line of its own. One period is one working day.

The package psplib (0.4.0) reads such files, but names no line when one is damaged.
"""

from pathlib import Path

from simulator.readers.lines import Lines
from simulator.readers.numbered import Work, activities, check_people, check_successors
from simulator.scenario import Project, Role, Scenario


class _Stream:
    """The numbers of a file, one after another, whatever lines they stand on."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self.left: list[int] = []
        """What the line taken last still holds."""

    def take(self, count: int, expected: str) -> list[int]:
        """The next numbers. Raises ReadError if the file ends before them."""
        taken: list[int] = []
        while len(taken) < count:
            if not self.left:
                self.left = self.lines.whole(self.lines.words(expected), expected)
            missing = count - len(taken)
            taken += self.left[:missing]
            self.left = self.left[missing:]
        return taken

    def line_ends(self, last: str) -> None:
        """Raise ReadError if more stands on the line after what was read last."""
        if self.left:
            left = " ".join(map(str, self.left))[:60]
            raise self.lines.error(f"expected a new line after {last}, found '{left}'")


def read(path: Path) -> Scenario:
    """One project and its roles. Raises ReadError where the file is not as it should be."""
    lines = Lines(path, "Patterson .rcp")
    count, kinds = lines.exactly(2, "the number of activities and that of resource types")
    if not count:
        raise lines.error("has no activities; expected at least one")
    stream = _Stream(lines)
    capacities = stream.take(kinds, f"the capacity of {kinds} resource types")
    stream.line_ends(f"the capacity of {kinds} resource types")
    roles = [Role(id=f"R{kind}", people=people) for kind, people in enumerate(capacities, 1)]
    work = [_work(stream, number, count, kinds) for number in range(1, count + 1)]
    lines.end(f"activity {count}")
    check_people(lines, work, roles)
    project = Project(id=path.stem, activities=activities(work, roles))
    return Scenario(name=path.stem, roles=tuple(roles), projects=(project,))


def _work(stream: _Stream, number: int, last: int, kinds: int) -> Work:
    """The next activity; the last one has this number."""
    name = f"activity {number}"
    days, *demands = stream.take(kinds + 1, f"{name}: its duration and {kinds} demands")
    line = stream.lines.number
    (count,) = stream.take(1, f"{name}: how many successors it has")
    if count > last:
        raise stream.lines.error(f"{name} has {count} successors; there are {last} activities")
    successors = stream.take(count, f"{name}: its {count} successors")
    stream.line_ends(f"{name} and its {count} successors")
    check_successors(stream.lines, name, successors, last)
    return Work(line, days, demands, successors)
