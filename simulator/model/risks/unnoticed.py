"""What is wrong and nobody has noticed."""

from collections.abc import Callable
from typing import NamedTuple

from simulator.model.risks.burdens import Burdens, Cause


class Issue(NamedTuple):
    """A risk that has happened, or work that is wrong, and that nobody has noticed."""

    cause: Cause
    size: float
    """When it came about, in the unit of its cause."""
    come_to_light: Callable[[str], float]
    """Called with what has brought it to light; how much has to be done about it by now."""


class Unnoticed:
    """By project: its issues, as long as they are hidden."""

    def __init__(self, projects: int, burdens: Burdens) -> None:
        self.of_project: list[list[Issue]] = [[] for _ in range(projects)]
        self.burdens = burdens

    def hide(self, project: int, issue: Issue) -> None:
        """Nobody knows of this one yet."""
        self.of_project[project].append(issue)

    def hides(self, project: int, issue: Issue) -> bool:
        """Whether nobody knows of this one."""
        return issue in self.of_project[project]

    def take_all(self, project: int) -> list[Issue]:
        """Everything that is hidden in a project, which then hides nothing any more."""
        found, self.of_project[project] = self.of_project[project], []
        return found

    def forget(self, project: int) -> None:
        """The project is over: what is wrong in it does not matter any more."""
        self.of_project[project] = []

    def find(self, project: int, issue: Issue, by: str) -> None:
        """Somebody notices what was hidden."""
        self.of_project[project].remove(issue)
        self.notice(project, issue, by)

    def notice(self, project: int, issue: Issue, by: str) -> None:
        """An issue is known: pay its bill, or give its work to the team."""
        amount = issue.come_to_light(by)
        if issue.cause.hits != "cost":
            self.burdens.give(project, issue.cause, amount)
