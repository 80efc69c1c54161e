"""All stocks that a scenario has switched on, in the order in which they move."""

from collections.abc import Callable
from typing import Protocol

from simulator.mechanisms import Mechanisms
from simulator.model.conditions import Conditions
from simulator.model.flow.durations import Factor
from simulator.model.flow.people import People
from simulator.model.flow.projects import Projects
from simulator.model.flow.staffing import Staffing
from simulator.model.pmo import Pmo
from simulator.model.stocks.adoption import Benefits
from simulator.model.stocks.capability import Capability
from simulator.model.stocks.fatigue import Fatigue
from simulator.model.stocks.firefighting import Firefighting
from simulator.model.stocks.knowledge import Knowledge
from simulator.model.stocks.learning import Learning
from simulator.model.stocks.maturity import Maturity
from simulator.model.stocks.month import Average, Month
from simulator.model.stocks.newcomers import Newcomers
from simulator.model.stocks.quality import Care
from simulator.model.stocks.resistance import Resistance
from simulator.model.stocks.safety import Safety
from simulator.model.stocks.seats import Seats
from simulator.model.stocks.skills import Skills
from simulator.model.stocks.sponsors import Sponsors
from simulator.model.stocks.trust import Trust
from simulator.model.world import World
from simulator.network import families
from simulator.scenario import Activity, Scenario

StockStep = Callable[[int, Month], None]
"""What happens on a fourth Monday, called with the week and what the month has brought."""


class Moving(Protocol):
    """What takes a step each month."""

    def step(self, week: int, month: Month) -> None:
        """Let a month pass."""


class Stock(Protocol):
    """What stands somewhere."""

    def level(self) -> float:
        """Where it stands."""


class Working(Protocol):
    """What makes work more or less than its plan."""

    def effort(self, project: str, activity: Activity) -> float:
        """By what an activity of a project takes more or less, that starts today."""


class Paced(Protocol):
    """What makes people faster or slower."""

    def pace(self, role: int) -> float:
        """How much a role gets done."""


class Careful(Protocol):
    """What makes people more or less careful."""

    def care(self, role: int) -> tuple[float, ...]:
        """What it does to the quality of a role's work."""


class Learned(Protocol):
    """What people take along when they leave."""

    def lose(self, role: int) -> None:
        """Somebody leaves a role."""


class Stocks:
    """What moves slowly; None is what is off."""

    def __init__(
        self,
        world: World,
        scenario: Scenario,
        pmo: Pmo,
        conditions: Conditions,
        projects: Projects,
        people: People,
        staffing: Staffing,
        long_hours: Average,
    ) -> None:
        self.scenario, how = scenario, scenario.mechanisms
        self._set_up_people(how, world, pmo, conditions, projects, people, staffing, long_hours)
        self._set_up_practice(how, pmo, people)
        self._set_up_good_will(how, world, pmo, conditions, projects)
        if self.newcomers:
            staffing.joined.append(self.newcomers.join)
        if self.seats:
            self.seats.lost = self.lost()

    def _set_up_people(
        self,
        how: Mechanisms,
        world: World,
        pmo: Pmo,
        conditions: Conditions,
        projects: Projects,
        people: People,
        staffing: Staffing,
        long_hours: Average,
    ) -> None:
        self.newcomers = Newcomers(people, conditions, how.ramp_up) if how.ramp_up else None
        self.fatigue = (
            Fatigue(world, projects, people, pmo, conditions, long_hours, how.fatigue)
            if how.fatigue
            else None
        )
        self.skills = Skills(people, pmo, how.skill) if how.skill else None
        self.safety = Safety(people, conditions, how.security) if how.security else None
        self.seats = (
            Seats(world, people, staffing, pmo, conditions, how.turnover) if how.turnover else None
        )

    def _set_up_practice(self, how: Mechanisms, pmo: Pmo, people: People) -> None:
        self.knowledge = Knowledge(people, pmo, how.knowledge) if how.knowledge else None
        self.learning = (
            Learning(families(self.scenario), how.learning, self.knowledge)
            if how.learning
            else None
        )
        self.capability = Capability(pmo, how.capability) if how.capability else None
        self.maturity = Maturity(people, pmo, how.maturity) if how.maturity else None
        self.firefighting = Firefighting(how.firefighting) if how.firefighting else None

    def _set_up_good_will(
        self, how: Mechanisms, world: World, pmo: Pmo, conditions: Conditions, projects: Projects
    ) -> None:
        self.resistance = (
            Resistance(world, projects, pmo, conditions, how.resistance) if how.resistance else None
        )
        self.sponsors = (
            Sponsors(world, projects, pmo, conditions, how.sponsor) if how.sponsor else None
        )
        self.trust = Trust(conditions, how.early_warning) if how.early_warning else None
        self.benefits = (
            Benefits(world, projects, pmo, conditions, how.adoption, how.saturation)
            if how.adoption
            else None
        )

    def weekly(self) -> list[Callable[[int], None]]:
        """What moves each week while there is work."""
        return [self.fatigue.tire] if self.fatigue else []

    def good_will(self) -> list[StockStep]:
        """What moves each month, also when all work is done."""
        return _steps(self.resistance, self.sponsors, self.trust)

    def people(self) -> list[StockStep]:
        """What moves while there is work."""
        return _steps(self.newcomers, self.fatigue, self.skills, self.safety, self.seats)

    def practice(self) -> list[StockStep]:
        """What moves while there is work."""
        return _steps(
            self.learning, self.knowledge, self.capability, self.maturity, self.firefighting
        )

    def taking_up(self) -> list[StockStep]:
        """What moves each month, also when all work is done."""
        return _steps(self.benefits)

    def levels(self) -> list[tuple[str, Callable[[], float]]]:
        """By name: where each stock stands."""
        found: tuple[tuple[str, Stock | None], ...] = (
            ("skill", self.skills),
            ("fatigue", self.fatigue),
            ("newcomers", self.newcomers),
            ("security", self.safety),
            ("capability", self.capability),
            ("completeness", self.firefighting),
            ("maturity", self.maturity),
            ("knowledge", self.knowledge),
            ("resistance", self.resistance),
            ("engagement", self.sponsors),
            ("trust", self.trust),
        )
        return [(name, stock.level) for name, stock in found if stock]

    def efforts(self) -> list[Factor]:
        """By what stocks make work more or less than its plan."""
        working: tuple[Working | None, ...] = (self.firefighting, self.learning, self.knowledge)
        method = [self.knowledge.method_effort] if self.knowledge else []
        return [*(stock.effort for stock in working if stock), *method]

    def spreads(self) -> list[Factor]:
        """By what stocks make durations spread less."""
        maturity = [self.maturity.spread] if self.maturity else []
        method = [self.knowledge.method_spread] if self.knowledge else []
        return [*maturity, *method]

    def paces(self) -> list[Callable[[int], float]]:
        """How much stocks let a role get done."""
        paced: tuple[Paced | None, ...] = (self.newcomers, self.skills, self.fatigue)
        return [stock.pace for stock in paced if stock]

    def care(self) -> list[Care]:
        """How careful stocks make a role."""
        careful: tuple[Careful | None, ...] = (self.skills, self.fatigue, self.maturity)
        return [stock.care for stock in careful if stock]

    def lost(self) -> list[Callable[[int], None]]:
        """What a person takes along who leaves a role."""
        learned: tuple[Learned | None, ...] = (self.skills, self.maturity, self.knowledge)
        return [stock.lose for stock in learned if stock]


def _steps(*stocks: Moving | None) -> list[StockStep]:
    return [stock.step for stock in stocks if stock]
