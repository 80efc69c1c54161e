"""The people of every role: how many there are and how many have work."""

from math import ceil, fsum

from simulator.mechanisms.attention import pace
from simulator.model.world import World
from simulator.scenario import Scenario

ROUNDING = 1e-9
"""Parts of a person that add up to a whole, such as 0.6 + 0.4, must not fail by a last digit."""

Needs = tuple[tuple[int, float], ...]
"""(role, people) for everything an activity holds at once."""


class Workload:
    """Person-days of a role since the last step of the stocks."""

    def __init__(self, since: float = 0.0) -> None:
        self.since = since
        self.there = self.worked = self.wanted = 0.0

    @property
    def busy(self) -> float:
        """Share of their time in which people had work; 0 if nobody was there."""
        return self.worked / self.there if self.there else 0.0

    @property
    def overload(self) -> float:
        """How much more work there was than people, as a share of them, 1 at most."""
        if not self.there:
            return 1.0
        return min(1.0, max(0.0, self.wanted / self.there - 1))


class People:
    """Who is there and who is taken."""

    def __init__(self, world: World, scenario: Scenario) -> None:
        self.world, self.roles = world, scenario.roles
        self.place = {role.id: place for place, role in enumerate(scenario.roles)}
        self.employed = [role.people for role in scenario.roles]
        self.present = list(self.employed)
        """Who is told to leave stays until the others can hold the work in hand."""
        self.taken = [0.0] * len(scenario.roles)
        """Seats: people times the activities each of them is on."""
        self.working_on: list[dict[int, None]] = [{} for _ in scenario.roles]
        """What the people of a role have in progress, in the order in which it was started."""
        self.sharing = False
        """Whether anybody has ever had to share attention, so that paces must be looked at."""
        self.output = [1.0] * len(scenario.roles)
        """How much of what was planned the people of a role get done in this week's hours."""
        self.queued = [0.0] * len(scenario.roles)
        """People that activities wait for."""
        self.workloads = [Workload() for _ in scenario.roles]
        self.counting = False
        """Whether anybody asks at the end of a month how it was."""
        self.paces = [1.0] * len(scenario.roles)
        """The speed of work in each role, its people's attention as divided as it is."""
        self.at_once = 1
        attention = scenario.mechanisms.attention
        self.curve = attention.curve if attention else "none"

    def work_on(self, at_once: int) -> None:
        """Let each of them be on so many activities at once."""
        self.at_once = at_once
        self.sharing = self.sharing or at_once > 1

    def set_output(self, output: list[float]) -> bool:
        """How much the people of each role get done from now on; True if that is new."""
        changed, self.output = output != self.output, output
        return changed

    def count(self) -> float:
        """How many people there are, over all roles."""
        return fsum(self.employed)

    def fit(self, needs: Needs) -> bool:
        """Whether enough of them are free."""
        for role, people in needs:
            seats = self.employed[role] * self.at_once
            if self.taken[role] + people > seats + ROUNDING or people > self.employed[role]:
                return False
        return True

    def want(self, needs: Needs) -> None:
        """Work waits for them from now on."""
        if self.counting:
            for role, people in needs:
                self._count(role)
                self.queued[role] += people

    def want_no_more(self, needs: Needs) -> None:
        """That work waits no longer."""
        if self.counting:
            for role, people in needs:
                self._count(role)
                self.queued[role] -= people

    def take(self, needs: Needs, activity: int) -> None:
        """Give them work."""
        for role, people in needs:
            if self.counting:
                self._count(role)
            self.taken[role] += people
            self.working_on[role][activity] = None

    def free(self, needs: Needs, activity: int) -> None:
        """They have finished it."""
        for role, people in needs:
            if self.counting:
                self._count(role)
            self.taken[role] -= people
            del self.working_on[role][activity]

    def change(self, role: int, number: float) -> None:
        """People of a role come, or are told to leave."""
        self._count(role)
        self.employed[role] += number
        self.present[role] = max(self.present[role], self.employed[role])

    def _count(self, role: int) -> None:
        """Add up the days since something last changed for a role."""
        month, today = self.workloads[role], self.world.today
        days, month.since = today - month.since, today
        if days:
            there, taken = self.employed[role], self.taken[role]
            month.there += there * days
            month.worked += min(taken, there) * days
            month.wanted += (taken + self.queued[role]) * days

    def end_month(self) -> list[Workload]:
        """How busy each role was in the month that ends; a new one begins."""
        for role in range(len(self.workloads)):
            self._count(role)
        ended, self.workloads = self.workloads, [Workload(self.world.today) for _ in self.workloads]
        return ended

    def without_work(self) -> dict[str, float]:
        """Seats that are free, by role."""
        return {
            role.id: max(0.0, self.employed[place] * self.at_once - self.taken[place])
            for place, role in enumerate(self.roles)
        }

    def divide_attention(self) -> list[int]:
        """Set the paces anew; the roles whose pace is another than before."""
        for role, there in enumerate(self.present):
            if there > self.employed[role]:
                needed = ceil(self.taken[role] / self.at_once)
                self.present[role] = max(self.employed[role], min(there, needed))
        before = self.paces
        self.paces = [
            pace(taken / there, self.curve) * output if taken > there else output
            for taken, there, output in zip(self.taken, self.present, self.output, strict=True)
        ]
        return [role for role, speed in enumerate(self.paces) if speed != before[role]]
