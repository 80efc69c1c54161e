"""How the office works this year: what it has learnt, what it neglects, how able it is."""

from collections import deque
from math import fsum
from statistics import fmean
from typing import TYPE_CHECKING

from simulator import chance
from simulator.mechanisms import (
    bias,
    capability,
    firefighting,
    knowledge,
    learning,
    maturity,
    rework,
)
from simulator.model.clock import MONTH

if TYPE_CHECKING:
    from simulator.model.replication import Replication
    from simulator.model.tally import Tally


class Practice:
    """Stocks of the whole office (mechanisms M02, M08, M09, M11, M12, M31, M32)."""

    def __init__(self, office: "Replication") -> None:
        self.office, how = office, office.scenario.mechanisms
        self.bias, self.learning, self.rework = how.bias, how.learning, how.rework
        self.firefighting, self.capability = how.firefighting, how.capability
        self.maturity, self.knowledge = how.maturity, how.knowledge
        self.active = any(
            (how.learning, how.firefighting, how.capability, how.maturity, how.knowledge)
        )
        self.changes_work = self.active or how.bias is not None
        self.known = 0.0
        self.able = 1.0
        self.complete = 1.0
        self.mature = how.maturity.start if how.maturity else 1.0
        delay = round(how.capability.delay / MONTH) if how.capability else 0
        self.invested: deque[float] = deque([0.0] * delay)
        lag = round(how.maturity.lag / MONTH) if how.maturity else 0
        self.returns: deque[float] = deque([self.mature] * (lag + 1))
        self.loads: list[float] = []
        self.qualities = [how.rework.quality if how.rework else 1.0] * len(office.scenario.roles)
        self.done: dict[tuple[str, str], float] = {}
        """Finished activities still remembered, by family and project."""
        self.leavers = 0.0
        self.reorganise_at = how.maturity.reorganisation if how.maturity else 0.0
        self.factors: dict[str, float] = {}
        """By project: how far its estimates are off in this world."""

    def step(self, week: int, brought: "Tally") -> None:
        """Let a month pass."""
        if self.learning or self.knowledge:
            self._learn(brought)
        if self.capability:
            self.invested.append(brought.improve)
            self.able = capability.step(self.able, self.invested.popleft(), MONTH, self.capability)
        if self.maturity:
            self._mature(week, self.office.mondays.pmo.achieves(brought.improve))
        if self.firefighting:
            busy = [month.busy if month.there else 1.0 for month in brought.roles]
            self.loads.append(fmean(busy or [0.0]))
            if len(self.loads) * MONTH >= self.firefighting.weeks:
                self.complete = firefighting.completeness(fmean(self.loads), self.firefighting)
                self.loads = []

    def _learn(self, brought: "Tally") -> None:
        if self.learning:
            for key in self.done:
                self.done[key] = learning.remembered(self.done[key], MONTH, self.learning)
            for event in brought.finished:
                family = self.office.families.get((event.project, event.activity))
                if family:
                    key = (family, event.project)
                    self.done[key] = self.done.get(key, 0.0) + 1
        if self.knowledge:
            reused = knowledge.reuse(self.office.mondays.pmo.level("knowledge"), self.knowledge)
            there = max(fsum(self.office.people.employed), 1.0)
            learned = reused * len(brought.finished) / there
            self.known = knowledge.step(self.known, learned, MONTH, self.knowledge)

    def _mature(self, week: int, invested: float) -> None:
        how = self.maturity
        a_year = self.leavers * 52 / MONTH
        self.mature = maturity.step(self.mature, invested, a_year, MONTH, how)
        self.leavers = 0.0
        if week >= self.reorganise_at:
            self.mature = maturity.reorganised(self.mature, how)
            self.reorganise_at += how.reorganisation
        self.returns.append(self.mature)
        self.returns.popleft()

    def lose(self, share: float) -> None:
        """Somebody has left, and this share of what the office knows with them."""
        self.leavers += share
        self.known *= 1 - share

    @property
    def output(self) -> float:
        """How much gets done for each hour, now that capability is what it is."""
        if not self.capability:
            return 1.0
        how = self.office.scenario.mechanisms.governance
        # with M30 on, the hours for improvement are in the PMO's share already
        share = 0.0 if how else self.office.policy.improve
        return capability.output(self.able, share)

    def effort(self, place: int, activity) -> float:
        """By what an activity that starts today is longer than its plan, but for its own luck."""
        plan, factor = self.office.network.activities[place], 1.0
        if self.bias:
            factor *= self._bias(plan.project)
        if self.firefighting:
            factor *= firefighting.effort_factor(self.complete, self.firefighting)
        if self.learning and activity.family:
            factor *= learning.effort_factor(
                self._done(activity.family, plan.project), self.learning
            )
        if self.knowledge:
            factor *= knowledge.effort(self.known, self.knowledge)
            factor *= knowledge.method_effort(self._method(activity), activity.work, self.knowledge)
        return factor

    def spread(self, activity) -> float:
        """By what durations spread less than they would without method and maturity."""
        factor = 1.0
        if self.maturity:
            factor *= maturity.spread(self.returns[0], self.maturity)
        if self.knowledge:
            factor *= knowledge.method_spread(self._method(activity), activity.work, self.knowledge)
        return factor

    def _method(self, activity) -> float:
        """How far an activity follows the standard: a tailored one spares work that is new."""
        policy = self.office.policy
        if policy.tailored and activity.work in ("novel", "research"):
            return 0.0
        return self.office.mondays.pmo.level("method")

    def _done(self, family: str, project: str) -> float:
        """How often people here have done such work: in this project, and in others as far as
        knowledge travels."""
        own = others = 0.0
        for (other, where), number in self.done.items():
            if other == family:
                own, others = (own + number, others) if where == project else (own, others + number)
        if not self.knowledge:
            return own + others
        return own + others * knowledge.reuse(
            self.office.mondays.pmo.level("knowledge"), self.knowledge
        )

    def _bias(self, project: str) -> float:
        if project not in self.factors:
            seed = self.office.seed
            self.factors[project] = bias.factor(
                chance.normal(seed, "bias", project),
                chance.uniform(seed, "bias tail", project),
                chance.uniform(seed, "bias size", project),
                self.bias,
            )
        return self.factors[project]

    def set_quality(self) -> None:
        """How careful each role is from now on (mechanism M09)."""
        mature = maturity.quality(self.returns[0], self.maturity) if self.maturity else 1.0
        team = self.office.mondays.team
        self.qualities = [
            rework.first_pass(self.rework, *team.care(role), mature)
            for role in range(len(team.new))
        ]

    def quality(self, place: int) -> float:
        """Share of an activity's work that is right the first time, as people are now."""
        demands = self.office.network.demands[place]
        return self.qualities[demands[0][0]] if demands else self.rework.quality
