"""Whether leadership keeps the PMO (mechanism M37)."""

from simulator.events import FundingReviewed
from simulator.mechanisms.survival import Survival, cut, perceived
from simulator.model.conditions import Conditions
from simulator.model.flow.projects import Projects
from simulator.model.pmo import Pmo
from simulator.model.stocks.month import Month
from simulator.model.world import World
from simulator.policies.functions import levels


class Funding:
    """What leadership could give the PMO credit for, and what it makes of it."""

    def __init__(
        self, world: World, projects: Projects, pmo: Pmo, conditions: Conditions, how: Survival
    ) -> None:
        self.world, self.chance = world, world.chance
        self.projects, self.pmo = projects, pmo
        self.conditions, self.how = conditions, how
        self.rescues = self.prevented = 0

    def count(self, week: int, month: Month) -> None:
        """Add what the month has brought."""
        self.rescues += month.rescues
        self.prevented += month.prevented

    def step(self, week: int) -> None:
        """Every half-year: is it worth its money? If leadership says no, all of it ends."""
        how, pmo = self.how, self.pmo
        if pmo.closed or week % int(how.weeks) or not any(levels(pmo.wanted).values()):
            return
        evidence, number = pmo.policy.evidence, week // int(how.weeks)
        chance = self.chance
        exposed = evidence == "claims" and chance.uniform("claim exposed", number) < how.exposed
        each = max(1, self.projects.in_progress())
        worth = perceived(self.rescues / each, self.prevented / each, evidence, exposed, how)
        risk = cut(worth, self.conditions.engagement, self.conditions.resistance, how)
        self.rescues = self.prevented = 0
        kept = chance.uniform("funding", number) >= risk
        self.world.note(FundingReviewed(self.world.today, kept, worth))
        if not kept:
            pmo.close()
