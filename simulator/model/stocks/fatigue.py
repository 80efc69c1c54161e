"""How tired people are, and under how much pressure (mechanism M10)."""

from math import fsum

from simulator.calendar import DAYS_A_WEEK, WEEKS_A_MONTH
from simulator.events import OvertimePaid
from simulator.mechanisms import fatigue
from simulator.model.conditions import Conditions
from simulator.model.flow.people import People
from simulator.model.flow.projects import Projects
from simulator.model.pmo import Pmo
from simulator.model.stocks.month import Average, Month
from simulator.model.world import World

SHORTEST = 5.0
"""Working days: nothing that is due sooner presses more."""
RESTED = 0.001
"""Fatigue that nobody notices any more."""


class Fatigue:
    """Fatigue and pressure of every role; overtime is paid."""

    def __init__(
        self,
        world: World,
        projects: Projects,
        people: People,
        pmo: Pmo,
        conditions: Conditions,
        long_hours: Average,
        how: fatigue.Fatigue,
    ) -> None:
        self.world, self.projects, self.people, self.pmo = world, projects, people, pmo
        self.conditions, self.long_hours, self.how = conditions, long_hours, how
        self.pressure = [1.0] * len(people.roles)

    def tire(self, week: int) -> None:
        """A week of overtime tires, one without it is rest."""
        days = self.long_hours.days
        overtime = self.long_hours.end()
        if overtime or any(self.conditions.tired):
            hours, weeks = self.how.normal_hours + overtime, days / DAYS_A_WEEK
            after = [fatigue.fatigued(it, hours, weeks, self.how) for it in self.conditions.tired]
            self.conditions.tired = [it if overtime or it > RESTED else 0.0 for it in after]
            self.conditions.changed = True

    def step(self, week: int, month: Month) -> None:
        """How much there is to do until the due days; overtime is paid."""
        self._feel_pressure()
        if month.overtime:
            self._pay(month)

    def _feel_pressure(self) -> None:
        """Work left against capacity left until the due days of what is open, by role."""
        projects, employed = self.projects, self.people.employed
        work, time = [0.0] * len(employed), [0.0] * len(employed)
        for place, project in enumerate(projects.records):
            if project.due is not None and projects.state[place] == "in progress":
                left = max(SHORTEST, project.due - self.world.today)
                for role, effort in projects.effort_left[place].items():
                    work[role] += effort
                    time[role] += effort * left
        self.pressure = [
            fatigue.pressure(work[role], there * time[role] / work[role]) if work[role] else 0.0
            for role, there in enumerate(employed)
        ]

    def _pay(self, month: Month) -> None:
        """Overtime is paid at its premium, for those who have work."""
        people = self.people
        busy = zip(people.roles, people.employed, month.roles, strict=True)
        day = fsum(role.rate * there * load.busy for role, there, load in busy)
        cost = (
            day
            * DAYS_A_WEEK
            * WEEKS_A_MONTH
            * self.how.premium
            * month.overtime
            / self.how.normal_hours
        )
        if cost:
            self.world.note(OvertimePaid(self.world.today, cost))

    def pace(self, role: int) -> float:
        """How much a role gets done in its hours, tired and pressed as it is."""
        hours = self.how.normal_hours + self.pmo.policy.overtime
        tired = fatigue.output(hours, self.conditions.tired[role], self.how)
        return tired * fatigue.pressure_output(self.pressure[role], self.how)

    def care(self, role: int) -> tuple[float, float]:
        """What fatigue and pressure do to the quality of a role's work."""
        tired = fatigue.quality(self.conditions.tired[role], self.how)
        return tired, fatigue.pressure_quality(self.pressure[role], self.how)

    def level(self) -> float:
        """Fatigue, on average over roles."""
        return fsum(self.conditions.tired) / (len(self.conditions.tired) or 1)
