"""What is wrong and nobody has noticed."""

from collections.abc import Callable
from typing import NamedTuple

from simulator.model.risks.burdens import Burdens
from simulator.scenario import Mitigation, Risk


class Issue(NamedTuple):
    """A risk that has happened, or work that is wrong, and that nobody has noticed."""

    risk: Risk
    since: float
    size: float
    come_to_light: Callable[["Issue", int, str], float]
    """Called with the issue, its project, and what has brought it to light; how much has to be
    done about it, in the unit of the risk."""
    used: tuple[Mitigation, ...] = ()
    """What makes it smaller and costs more when it is used."""
    place: int = -1
    """The position in the network of the activity whose work is wrong."""
    generation: int = 0
    """How often this activity's work has been done again."""


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
        amount = issue.come_to_light(issue, project, by)
        if issue.risk.hits != "cost":
            self.burdens.give(project, issue.risk, amount)
