"""How complete preparation is where people have no time for it (mechanism M11)."""

from statistics import fmean

from simulator.calendar import WEEKS_A_MONTH
from simulator.mechanisms import firefighting
from simulator.model.stocks.month import Month
from simulator.scenario import Activity


class Firefighting:
    """How busy everybody is, and what is left out for it."""

    def __init__(self, how: firefighting.Firefighting) -> None:
        self.how = how
        self.complete = 1.0
        self.loads: list[float] = []
        """How busy the office was, month by month, since it last looked."""

    def step(self, week: int, month: Month) -> None:
        """Look back over some months, and prepare as there was time for."""
        busy = [role.busy if role.there else 1.0 for role in month.roles]
        self.loads.append(fmean(busy or [0.0]))
        if len(self.loads) * WEEKS_A_MONTH >= self.how.weeks:
            self.complete = firefighting.completeness(fmean(self.loads), self.how)
            self.loads = []

    def effort(self, project: str, activity: Activity) -> float:
        """By what an activity that is badly prepared takes longer."""
        return firefighting.effort_factor(self.complete, self.how)

    def level(self) -> float:
        """How complete preparation is."""
        return self.complete
