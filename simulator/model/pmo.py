"""The PMO itself: the rules that are wanted, the part of them in force, and what they cost."""

from collections.abc import Callable
from math import fsum

from simulator.calendar import DAYS_A_WEEK
from simulator.decisions import DecisionError
from simulator.events import FunctionInForce, PmoWorked
from simulator.mechanisms.governance import Governance, effect, hours, level
from simulator.model.world import World
from simulator.policies import Policy
from simulator.policies.functions import FUNCTIONS, PLAIN, levels, without
from simulator.scenario import Scenario


class Pmo:
    """A policy that is wanted, and the part of it that is in force (mechanism M30).

    Without M30 every function is free and immediate.
    """

    def __init__(self, world: World, scenario: Scenario) -> None:
        self.world, self.scenario = world, scenario
        self.how: Governance | None = scenario.mechanisms.governance
        self.wanted = self.policy = PLAIN
        """`policy` is the one in force."""
        self.governance = 0.0
        """How much of a PMO people feel, 0 to 1."""
        self.share = 0.0
        """Share of everybody's capacity that it takes."""
        self.closed = False
        self._works_from: dict[str, float] = {}
        """By function that is being set up: the day from which it works."""
        self._achieved: dict[str, float] = {}
        """By field, once it has been asked for: what it achieves under the policy in force."""
        self.changed: Callable[[Policy], None] = _nobody
        """Called with every policy that comes into force."""

    def want(self, policy: Policy) -> None:
        """Set this policy up. What is given up, all or a part, ends at once; what is new works
        after its lag. Raises DecisionError once the PMO has been closed."""
        if self.closed and any(levels(policy).values()):
            raise DecisionError("the PMO has been closed; its rules cannot be set any more")
        before, self.wanted = self.wanted, policy
        if self.how is None:
            self._adopt(policy)
            return
        in_force = policy  # with what belongs to no function, such as overtime
        for name, function in FUNCTIONS.items():
            new, old = function.settings(policy), function.settings(self.policy)
            less = function.level(policy) < function.level(self.policy)
            if new == old or less or not function.level(policy):
                self._works_from.pop(name, None)
                continue
            lag = DAYS_A_WEEK * float(getattr(self.how, name).lag)
            if name not in self._works_from or new != function.settings(before):
                self._works_from[name] = self.world.today + lag  # what was wanted already goes on
            if lag:
                in_force = function.moved(in_force, self.policy)
            else:
                del self._works_from[name]
        wanted = levels(policy)
        self.share = min(self.how.most, hours(wanted, self.how) + self._liaison(policy))
        self.governance = level(wanted)
        self._adopt(in_force)

    def _adopt(self, policy: Policy) -> None:
        self.policy, self._achieved = policy, {}
        self.changed(policy)

    def _liaison(self, policy: Policy) -> float:
        """Share of everybody's capacity that liaison people take: one for each hand-off (M35)."""
        how = self.scenario.mechanisms.dependencies
        people = fsum(role.people for role in self.scenario.roles)
        if not (how and policy.liaison and people):
            return 0.0
        hand_offs = sum(len(project.after) for project in self.scenario.projects)
        return how.liaison_people * max(1, hand_offs) / people

    def level(self, field: str) -> float:
        """What a field of the policy, from 0 to 1, achieves by now (M30: the first steps most)."""
        if field not in self._achieved:
            self._achieved[field] = self.achieves(float(getattr(self.policy, field)))
        return self._achieved[field]

    def achieves(self, wanted: float) -> float:
        """What so much of a function achieves, 0 to 1."""
        return effect(wanted, self.how) if self.how and wanted else wanted

    def step(self, week: int) -> None:
        """Put in force what has been set up by today."""
        today = self.world.today
        due = [name for name, day in self._works_from.items() if day <= today]
        if due:
            policy = self.policy
            for name in due:
                policy = FUNCTIONS[name].moved(policy, self.wanted)
                del self._works_from[name]
                self.world.note(FunctionInForce(today, name))
            self._adopt(policy)

    def take_hours(self) -> None:
        """Take the hours of the month to come."""
        if self.share:
            self.world.note(PmoWorked(self.world.today, self.share))

    def close(self) -> None:
        """End all functions, for good."""
        self.closed = True
        self.want(without(self.wanted, *FUNCTIONS))


def _nobody(policy: Policy) -> None:
    """Nobody has to know yet."""
