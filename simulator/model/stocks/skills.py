"""What people can do, and how they grow (mechanism M34)."""

from math import fsum

from simulator.calendar import WEEKS_A_MONTH
from simulator.mechanisms import skill
from simulator.model.flow.people import People
from simulator.model.pmo import Pmo
from simulator.model.stocks.growth import GROW_BY, growth
from simulator.model.stocks.month import Month


class Skills:
    """Skill of every role."""

    def __init__(self, people: People, pmo: Pmo, how: skill.Skill) -> None:
        self.people, self.pmo, self.how = people, pmo, how
        self.skilled = [how.start] * len(people.roles)
        self.taught = [0.0] * len(people.roles)
        """What courses have added, and is forgotten again."""

    def step(self, week: int, month: Month) -> None:
        """People grow with their work, by mentoring, and for a while by courses."""
        how, work = self.how, growth(self.pmo)
        kept = 0.5 ** (WEEKS_A_MONTH / how.half_life)
        due = week // how.courses > (week - WEEKS_A_MONTH) // how.courses
        course = how.course * work.training if due else 0.0
        for role, load in enumerate(month.roles):
            busy = load.busy
            self.skilled[role] = skill.step(
                self.skilled[role], busy, busy, work.mentoring, WEEKS_A_MONTH, how
            )
            self.taught[role] = self.taught[role] * kept + course

    def lose(self, role: int) -> None:
        """Who leaves takes along what only they could do."""
        share = 1 / max(self.people.employed[role], 1)
        self.skilled[role] -= share * max(0.0, self.skilled[role] - self.how.start)

    def pace(self, role: int) -> float:
        """How much a role gets done with its skill, in the time that mentoring leaves."""
        policy = self.pmo.policy
        mentoring = policy.people * GROW_BY[policy.people_by].mentoring
        left = 1 - skill.mentoring_cost(mentoring, self.how)
        return left * skill.productivity(self.skilled[role] + self.taught[role], self.how)

    def care(self, role: int) -> tuple[float]:
        """What experience does to the quality of a role's work."""
        return (skill.quality(self.skilled[role], self.how),)

    def level(self) -> float:
        """Skill, on average over roles."""
        return fsum(self.skilled) / (len(self.skilled) or 1)
