"""People who are new: slow, and a burden on those who teach them (mechanism M07)."""

from math import fsum

from simulator.calendar import WEEKS_A_MONTH
from simulator.mechanisms import ramp_up
from simulator.model.conditions import Conditions
from simulator.model.flow.people import People
from simulator.model.stocks.month import Month


class Newcomers:
    """By role: who has come and has not found their feet yet."""

    def __init__(self, people: People, conditions: Conditions, how: ramp_up.RampUp) -> None:
        self.people, self.conditions, self.how = people, conditions, how
        self.planned = list(people.employed)

    def join(self, role: int, number: float) -> None:
        """People who have come are new; who is told to leave may be one of them."""
        new = self.conditions.new
        if number < 0:
            new[role] = min(new[role], self.people.employed[role])
        else:
            new[role] += number

    def step(self, week: int, month: Month) -> None:
        """Newcomers find their feet."""
        new = self.conditions.new
        if any(new):
            for role, number in enumerate(new):
                new[role] -= ramp_up.assimilated(number, WEEKS_A_MONTH, self.how)

    def pace(self, role: int) -> float:
        """How much a role gets done with so many of its people new."""
        employed, new = self.people.employed[role], self.conditions.new[role]
        if not employed or not (new or employed != self.planned[role]):
            return 1.0
        new = min(new, employed)
        return ramp_up.pace(new, employed - new, self.planned[role], self.how)

    def level(self) -> float:
        """How many people are new."""
        return fsum(self.conditions.new)
