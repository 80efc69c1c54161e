"""What the organisation wants, and when it comes to want other things (mechanism M24)."""

from simulator.events import StrategyChanged
from simulator.mechanisms.strategy import Strategy, shifted
from simulator.model.conditions import Conditions
from simulator.model.flow.line import Line
from simulator.model.world import World


class Aims:
    """The organisation's objectives, each as heavy as it is today."""

    def __init__(self, world: World, line: Line, conditions: Conditions, how: Strategy) -> None:
        self.world, self.chance, self.line = world, world.chance, line
        self.conditions, self.how = conditions, how
        self.shifts = 0
        self.next_shift = self._clock() * how.weeks

    def step(self, week: int) -> None:
        """Let aims shift that are due to by this week, and everybody know."""
        before = self.conditions.aims
        while week >= self.next_shift:
            self._shift()
            self.shifts += 1
            self.next_shift += self._clock() * self.how.weeks
        if self.conditions.aims != before:
            weights = tuple(self.conditions.aims.items())
            self.world.note(StrategyChanged(self.world.today, weights))
            self.line.strategy_moved()

    def _shift(self) -> None:
        aims, normal = self.conditions.aims, self.chance.normal
        draws = [normal("aims", self.shifts, aim) for aim in aims]
        weights = shifted(tuple(aims.values()), draws, self.how)
        self.conditions.aims = dict(zip(aims, weights, strict=True))

    def _clock(self) -> float:
        return self.chance.exponential("climate", "shift", self.shifts)
