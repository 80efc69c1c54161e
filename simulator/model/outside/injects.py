"""What a mentor lets come from outside: the same in every world, and no luck."""

from collections.abc import Callable, Mapping
from typing import Any

from simulator.events import InjectCame, IssueCame
from simulator.limits import MOST_PEOPLE
from simulator.model.flow.line import Line
from simulator.model.flow.staffing import Staffing
from simulator.model.flow.work import Work
from simulator.model.risks.burdens import Burdens, Cause
from simulator.model.world import REVIEW, World
from simulator.scenario import (
    DueInject,
    IssueInject,
    NewsInject,
    PeopleInject,
    Scenario,
    WithdrawalInject,
    nearest_hour,
    on_grid,
    with_due,
)

CAUSE = "inject"
"""What work that an inject makes is put down to."""


class Injects:
    """Each inject of a scenario, on its day.

    It comes after the facts of its day and before a Monday's steps, so that reports and rules of
    that Monday know of it, and those who decide on that day too.
    """

    def __init__(
        self,
        world: World,
        scenario: Scenario,
        staffing: Staffing,
        work: Work,
        line: Line,
        burdens: Burdens,
    ) -> None:
        self.world, self.scenario = world, scenario
        self.people, self.staffing = staffing.people, staffing
        self.work, self.projects = work, work.projects
        self.line, self.burdens = line, burdens
        self.ways: Mapping[type, Callable[[int, Any], None]] = {
            NewsInject: self._tell,
            PeopleInject: self._move_people,
            IssueInject: self._hit,
            DueInject: self._promise,
            WithdrawalInject: self._withdraw,
        }

    def plan(self) -> None:
        """Have each come on its day; an office without work does not go on because of one."""
        for number, inject in enumerate(self.scenario.injects):
            self.world.at(nearest_hour(inject.day), REVIEW, self._come, number, counts=False)

    def _come(self, number: int) -> None:
        """It is told, and what follows from it happens; where all is over nobody hears of it."""
        if not self.projects.open:
            return
        inject = self.scenario.injects[number]
        self.world.note(InjectCame(self.world.today, inject.headline))
        self.ways[type(inject)](number, inject)

    def _tell(self, number: int, inject: NewsInject) -> None:
        """Nothing follows."""

    def _move_people(self, number: int, inject: PeopleInject) -> None:
        role = self.people.place[inject.role]
        there = self.people.employed[role]
        change = max(-int(there), min(inject.change, int(MOST_PEOPLE - there)))
        if change:
            self.staffing.resize(role, change)

    def _hit(self, number: int, inject: IssueInject) -> None:
        place = self._open(inject.project)
        if place is None:
            return
        size = on_grid(inject.amount)
        self.world.note(IssueCame(self.world.today, inject.project, size, inject.hits))
        if inject.hits != "cost":
            cause = Cause(inject.project, CAUSE, inject.hits)
            self.burdens.give(place, cause, size, number)

    def _promise(self, number: int, inject: DueInject) -> None:
        place = self._open(inject.project)
        if place is None:
            return
        self.scenario = with_due(self.scenario, inject.project, nearest_hour(inject.due))
        self.projects.promise(place, self.scenario.projects)
        self.line.promised_anew(self.scenario)

    def _withdraw(self, number: int, inject: WithdrawalInject) -> None:
        place = self._open(inject.project)
        if place is not None:
            self.work.cancel(place)
            self.line.ask()

    def _open(self, project: str) -> int | None:
        """The place of a project; None if it is over, so that nothing can come to it any more."""
        place = self.projects.place[project]
        return None if self.projects.is_over(place) else place
