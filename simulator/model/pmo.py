"""The PMO itself: what of it works by now, what it costs, and whether leadership keeps it."""

from math import fsum
from typing import TYPE_CHECKING

from simulator import chance, events
from simulator.decisions import DecisionError
from simulator.mechanisms.governance import effect, hours, level
from simulator.mechanisms.survival import cut, perceived
from simulator.policies import Policy
from simulator.policies.functions import FUNCTIONS, PLAIN, levels, without

if TYPE_CHECKING:
    from simulator.model.replication import Replication
    from simulator.model.tally import Tally


class Pmo:
    """A policy that is wanted, and the part of it that is in force (mechanisms M30, M37)."""

    def __init__(self, office: "Replication") -> None:
        self.office = office
        self.how = office.scenario.mechanisms.governance
        self.trial = office.scenario.mechanisms.survival
        self.active = self.how is not None or self.trial is not None
        self.wanted = self.in_force = PLAIN
        self.achieved: dict[str, float] = {}
        """By field, once it has been asked for: what it achieves under the policy in force."""
        self.works_from: dict[str, float] = {}
        """By function that is being set up: the day from which it works."""
        self.share = self.governance = 0.0
        self.closed = False
        self.rescues = self.prevented = 0

    def want(self, policy: Policy) -> None:
        """Set this policy up. What is given up, all or a part, ends at once; what is new works
        after its lag. Raises DecisionError once the PMO has been closed."""
        if self.closed and any(levels(policy).values()):
            raise DecisionError("the PMO has been closed; its rules cannot be set any more")
        today, before = self.office.clock.today, self.wanted
        self.wanted = policy
        if self.how is None:
            self._adopt(policy)
            return
        in_force = policy  # with what belongs to no function, such as overtime
        for name, function in FUNCTIONS.items():
            new, old = function.settings(policy), function.settings(self.in_force)
            less = function.level(policy) < function.level(self.in_force)
            if new == old or less or not function.level(policy):
                self.works_from.pop(name, None)
            else:
                lag = 5 * getattr(self.how, name).lag
                if name not in self.works_from or new != function.settings(before):
                    self.works_from[name] = today + lag  # what was wanted already goes on
                if lag:
                    in_force = function.moved(in_force, self.in_force)
                else:
                    del self.works_from[name]
        wanted = levels(policy)
        self.share = min(self.how.most, hours(wanted, self.how) + self._liaison(policy))
        self.governance = level(wanted)
        self._adopt(in_force)

    def _adopt(self, policy: Policy) -> None:
        self.in_force, self.achieved = policy, {}
        self.office.adopt(policy)

    def _liaison(self, policy: Policy) -> float:
        """Share of everybody's capacity that liaison people take: one for each hand-off (M35)."""
        scenario = self.office.scenario
        how, people = scenario.mechanisms.dependencies, fsum(role.people for role in scenario.roles)
        if not (how and policy.liaison and people):
            return 0.0
        hand_offs = sum(len(project.after) for project in scenario.projects)
        return how.liaison_people * max(1, hand_offs) / people

    def level(self, field: str) -> float:
        """What a field of the policy, from 0 to 1, achieves by now (M30: the first steps most)."""
        if field not in self.achieved:
            self.achieved[field] = self.achieves(float(getattr(self.in_force, field)))
        return self.achieved[field]

    def achieves(self, wanted: float) -> float:
        """What so much of a function achieves, 0 to 1."""
        return effect(wanted, self.how) if self.how and wanted else wanted

    def step(self) -> None:
        """Put in force what has been set up by today."""
        today = self.office.clock.today
        due = [name for name, day in self.works_from.items() if day <= today]
        if due:
            policy = self.in_force
            for name in due:
                policy = FUNCTIONS[name].moved(policy, self.wanted)
                del self.works_from[name]
                self.office.events.append(events.FunctionInForce(today, name))
            self._adopt(policy)

    def take_hours(self, month: "Tally") -> None:
        """Take the hours of the month, and count what leadership could give credit for."""
        self.rescues += month.rescues
        self.prevented += month.prevented
        if self.share:
            today = self.office.clock.today
            self.office.events.append(events.PmoWorked(today, self.share))

    def defend(self, week: int) -> None:
        """Every half-year: is it worth its money? If leadership says no, all of it ends."""
        how, office = self.trial, self.office
        if self.closed or week % int(how.weeks) or not any(levels(self.wanted).values()):
            return
        evidence, number = self.in_force.evidence, week // int(how.weeks)
        exposed = (
            evidence == "claims"
            and chance.uniform(office.seed, "claim exposed", number) < how.exposed
        )
        each = max(1, office.state.count("in progress"))
        worth = perceived(self.rescues / each, self.prevented / each, evidence, exposed, how)
        support = office.mondays.support
        risk = cut(worth, support.engagement, support.resistance, how)
        self.rescues = self.prevented = 0
        kept = chance.uniform(office.seed, "funding", number) >= risk
        office.events.append(events.FundingReviewed(office.clock.today, kept, worth))
        if not kept:
            self.closed = True
            self.want(without(self.wanted, *FUNCTIONS))
