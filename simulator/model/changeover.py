"""What a policy that comes into force changes at once."""

from simulator.model.conditions import Conditions
from simulator.model.desk.desk import Desk
from simulator.model.flow.line import Line
from simulator.model.flow.people import People
from simulator.model.mondays import Mondays
from simulator.model.pace import Pace
from simulator.model.stocks.month import Months
from simulator.model.world import World
from simulator.policies import Policy
from simulator.scenario import Scenario


class Changeover:
    """From one policy to the next."""

    def __init__(
        self,
        world: World,
        scenario: Scenario,
        people: People,
        line: Line,
        months: Months,
        conditions: Conditions,
        desk: Desk,
        mondays: Mondays,
        pace: Pace | None,
        always: bool,
    ) -> None:
        self.world, self.people, self.line, self.months = world, people, line, months
        self.conditions, self.desk, self.mondays, self.pace = conditions, desk, mondays, pace
        self.at_once = scenario.projects_per_person
        self.always = always
        """Whether anything happens on Mondays whatever the policy."""
        self.begun = False

    def to(self, policy: Policy) -> None:
        """Work by this policy from now on."""
        self.people.work_on(policy.projects_per_person or self.at_once)
        self.line.rank_anew()
        self.months.adopt(policy)
        self.conditions.changed = True
        if self.begun:
            self._keep_going()

    def begin(self) -> None:
        """The first day begins."""
        self.begun = True
        self._keep_going()

    def _keep_going(self) -> None:
        """Set the pace, and let Mondays come if anything happens on them."""
        if self.pace is not None:
            self.pace.set()
        if self.always or self.desk.needed():
            self.world.every_monday(self.mondays.begin_week)
