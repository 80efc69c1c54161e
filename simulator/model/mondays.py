"""Everything that moves slowly moves on Mondays, in one order.

1. The world outside: calm or turbulent, shocks, what the organisation wants.
2. Functions of the PMO that have been set up come into force; long hours tire, others are rest.
3. Every fourth Monday stocks take one step from what the month has brought: good will, people
   (who may leave), practice, benefits; the PMO's hours of the month to come are taken.
4. The pace of each role and the hazard of risks are set, if anything of the above has changed.
5. Projects report; reviews and reports find issues.
6. The policy acts on what can be seen: it selects, stops, buys and holds back.
7. Every half-year leadership asks what the PMO is worth.

Then come the decisions of the day, and the work is handed out. What is off is not asked. Once
every project is over, only good will and benefits move.
"""

from collections.abc import Callable
from typing import NamedTuple

from simulator.calendar import DAYS_A_WEEK, WEEKS_A_MONTH, WEEKS_A_YEAR
from simulator.events import MonthBegan, NothingMoves
from simulator.model.conditions import Conditions
from simulator.model.flow.work import Work
from simulator.model.pmo import Pmo
from simulator.model.stocks.month import Month, Months
from simulator.model.stocks.stocks import StockStep
from simulator.model.world import World

PATIENCE = 40 * WEEKS_A_YEAR * DAYS_A_WEEK
"""Days without any arrival, start or finish after which nobody waits any longer: more may go wrong
each week than people can mend, and such an office would never come to an end."""

Step = Callable[[int], None]
"""What happens on a Monday, called with the number of its week."""


class Steps(NamedTuple):
    """What happens on Mondays, in this order; what is off is not in it."""

    weekly: list[Step]
    """While a project is open: the world outside, functions that come into force, fatigue."""
    good_will: list[StockStep]
    busy: list[StockStep]
    """While a project is open: people and practice, and what leadership counts."""
    taking_up: list[StockStep]
    pace: list[Callable[[], None]]
    policy: list[Step]
    """Reports, looks, and what the policy does."""
    funding: list[Step]
    """While a project is open."""


class Mondays:
    """The slow part of the office: it calls each part in turn."""

    def __init__(
        self,
        world: World,
        work: Work,
        pmo: Pmo,
        conditions: Conditions,
        months: Months | None,
        steps: Steps,
        levels: list[tuple[str, Callable[[], float]]] | None,
    ) -> None:
        self.world, self.work, self.pmo, self.conditions = world, work, pmo, conditions
        self.projects, self.months, self.steps = work.projects, months, steps
        self.levels = levels
        """Names of stocks, and where each stands; None where nothing moves."""

    def begin_week(self, week: int) -> None:
        """A Monday, unless nothing will ever be finished any more."""
        if self.world.today > self.work.moved + PATIENCE:
            self.world.note(NothingMoves(self.world.today))
            self.world.over = True
            return
        busy, steps = self.projects.open > 0, self.steps
        if busy:
            _take(steps.weekly, week)
        if self.months is not None and week % WEEKS_A_MONTH == 0:
            self._begin_month(week, self.months.end(), busy)
        for set_pace in steps.pace:
            set_pace()
        _take(steps.policy, week)
        if busy:
            _take(steps.funding, week)

    def _begin_month(self, week: int, month: Month, busy: bool) -> None:
        """One step of every stock."""
        _move(self.steps.good_will, week, month)
        if busy:
            _move(self.steps.busy, week, month)
            self.pmo.take_hours()
            self.conditions.changed = True
        _move(self.steps.taking_up, week, month)
        if self.levels is not None:
            levels = tuple((name, level()) for name, level in self.levels)
            self.world.note(MonthBegan(self.world.today, levels))


def _take(steps: list[Step], week: int) -> None:
    for step in steps:
        step(week)


def _move(steps: list[StockStep], week: int, month: Month) -> None:
    for step in steps:
        step(week, month)
