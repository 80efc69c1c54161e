"""How able the office is, with the time it has kept free to improve (mechanism M12)."""

from collections import deque

from simulator.calendar import WEEKS_A_MONTH
from simulator.mechanisms import capability
from simulator.model.pmo import Pmo
from simulator.model.stocks.month import Month


class Capability:
    """Capability of the whole office."""

    def __init__(self, pmo: Pmo, how: capability.Capability) -> None:
        self.pmo, self.how = pmo, how
        self.able = 1.0
        self.invested = deque([0.0] * round(how.delay / WEEKS_A_MONTH))
        """Time for improvement that has not yet worked, month by month."""

    def step(self, week: int, month: Month) -> None:
        """What was invested a delay ago works; what nobody keeps up decays."""
        self.invested.append(month.improve)
        works = self.invested.popleft()
        self.able = capability.step(self.able, works, WEEKS_A_MONTH, self.how)

    def output(self) -> float:
        """How much gets done for each hour."""
        # with M30 on, the hours for improvement are in the PMO's share already
        share = 0.0 if self.pmo.how else self.pmo.policy.improve
        return capability.output(self.able, share)

    def level(self) -> float:
        """How able the office is."""
        return self.able
