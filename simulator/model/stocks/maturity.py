"""How mature the office's practice is (mechanism M31)."""

from collections import deque

from simulator.calendar import WEEKS_A_MONTH, WEEKS_A_YEAR
from simulator.mechanisms import maturity
from simulator.model.flow.people import People
from simulator.model.pmo import Pmo
from simulator.model.stocks.month import Month
from simulator.scenario import Activity


class Maturity:
    """Maturity, and what of it works by now."""

    def __init__(self, people: People, pmo: Pmo, how: maturity.Maturity) -> None:
        self.people, self.pmo, self.how = people, pmo, how
        self.mature = how.start
        self.returns = deque([how.start] * (round(how.lag / WEEKS_A_MONTH) + 1))
        """Maturity of the last months, the one that works now first."""
        self.reorganise_at = how.reorganisation
        """Week."""
        self.leavers = 0.0
        """Share of all people who have left in this month."""

    def step(self, week: int, month: Month) -> None:
        """Improvement makes practice mature; leavers and reorganisations cost some of it."""
        how = self.how
        a_year = self.leavers * WEEKS_A_YEAR / WEEKS_A_MONTH
        invested = self.pmo.achieves(month.improve)
        self.mature = maturity.step(self.mature, invested, a_year, WEEKS_A_MONTH, how)
        self.leavers = 0.0
        if week >= self.reorganise_at:
            self.mature = maturity.reorganised(self.mature, how)
            self.reorganise_at += how.reorganisation
        self.returns.append(self.mature)
        self.returns.popleft()

    def lose(self, role: int) -> None:
        """Somebody leaves."""
        self.leavers += 1 / max(self.people.count(), 1)

    def spread(self, project: str, activity: Activity) -> float:
        """By what durations spread less."""
        return maturity.spread(self.returns[0], self.how)

    def care(self, role: int) -> tuple[float]:
        """What it does to the quality of everybody's work."""
        return (maturity.quality(self.returns[0], self.how),)

    def level(self) -> float:
        """How mature practice is."""
        return self.mature
