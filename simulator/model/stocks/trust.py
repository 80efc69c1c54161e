"""Whether bad news is welcome (mechanism M36)."""

from simulator.calendar import WEEKS_A_MONTH
from simulator.mechanisms import early_warning
from simulator.model.conditions import Conditions
from simulator.model.stocks.month import Month

WARNED = ("yellow", "red")


class Trust:
    """Trust of leadership in what it is told."""

    def __init__(self, conditions: Conditions, how: early_warning.EarlyWarning) -> None:
        self.conditions, self.how = conditions, how
        self.reported: dict[str, str] = {}
        """By project: the colour of its last report of the months before."""
        conditions.trust = how.start

    def step(self, week: int, month: Month) -> None:
        """Each surprise costs trust, half as much where a report had warned of trouble."""
        trust = early_warning.recovered(self.conditions.trust, WEEKS_A_MONTH, self.how)
        for project, colour in month.surprises:
            warned = (colour or self.reported.get(project)) in WARNED
            trust = early_warning.landed(trust, warned, self.how)
        self.conditions.trust = trust
        self.reported |= month.reported

    def level(self) -> float:
        """How far bad news is welcome."""
        return self.conditions.trust
