"""What a manager knows on a day, as numbers: made from what can be seen and from nothing else."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from math import fsum

from simulator import events as facts
from simulator.decisions import Decision, OrderProjects, rules_after
from simulator.events import Event
from simulator.metrics.log import of
from simulator.metrics.money import money_spent, value_delivered
from simulator.metrics.promises import as_promised
from simulator.policies import Policy
from simulator.policies.seen import Seen
from simulator.scenario import Scenario

ISSUES = (facts.IssueDetected, facts.IssueCame, facts.ReworkFound)
"""What went wrong and was noticed."""


class Known:
    """An office on a day: what has happened that can be seen, and what was decided."""

    def __init__(
        self,
        scenario: Scenario,
        policy: Policy,
        events: Iterable[Event],
        decisions: tuple[Decision, ...],
        today: float,
    ) -> None:
        self.events = facts.visible(tuple(events))
        self.scenario, self.today = as_promised(self.events, scenario), today
        self.seen = Seen(self.scenario).read(list(self.events))
        self.rules = rules_after(policy, decisions)
        orders = [it.projects for it in decisions if isinstance(it, OrderProjects)]
        self.by_hand = orders[-1] if orders else ()
        """The projects that were put first by hand; empty if the rule decides."""

    @property
    def closed(self) -> bool:
        """Whether leadership has closed the PMO."""
        return any(not it.kept for it in of(self.events, facts.FundingReviewed))

    @cached_property
    def value(self) -> float:
        """k€ that finished projects have brought so far."""
        return value_delivered(self.events)

    @cached_property
    def spent(self) -> float:
        """k€ spent so far, on people and on everything else."""
        return fsum(money_spent(self.events, self.scenario, self.today).values())

    @property
    def net(self) -> float:
        """Value minus cost so far, in k€."""
        return self.value - self.spent

    @cached_property
    def at_work(self) -> Mapping[str, float]:
        """By role: people on activities."""
        going_on: set[tuple[str, str]] = set()
        for event in of(
            self.events, facts.ActivityStarted, facts.ActivityFinished, facts.ActivityStopped
        ):
            key = (event.project, event.activity)
            if isinstance(event, facts.ActivityStarted):
                going_on.add(key)
            else:
                going_on.discard(key)
        return self._people_of(going_on)

    @cached_property
    def wanted(self) -> Mapping[str, float]:
        """By role: people for whom activities wait."""
        waiting: set[tuple[str, str]] = set()
        for event in of(self.events, facts.ActivityReady, facts.ActivityStarted):
            key = (event.project, event.activity)
            if isinstance(event, facts.ActivityReady):
                waiting.add(key)
            else:
                waiting.discard(key)
        open_ = {it for it, state in self.seen.state.items() if state in ("waiting", "in progress")}
        return self._people_of(key for key in waiting if key[0] in open_)

    def _people_of(self, activities: Iterable[tuple[str, str]]) -> dict[str, float]:
        chosen = set(activities)
        found = dict.fromkeys((role.id for role in self.scenario.roles), 0.0)
        for project in self.scenario.projects:
            for it in project.activities:
                for need in it.people if (project.id, it.id) in chosen else ():
                    found[need.role] += need.people
        return found

    @cached_property
    def coming(self) -> Mapping[str, float]:
        """By role: people who have been promised and are not there yet."""
        found = dict.fromkeys((role.id for role in self.scenario.roles), 0.0)
        for event in of(self.events, facts.HiringStarted):
            if event.from_day > self.today:
                found[event.role] += event.people
        return found

    @cached_property
    def issues(self) -> Mapping[str, int]:
        """By project: how much went wrong that was noticed."""
        found = dict.fromkeys((it.id for it in self.scenario.projects), 0)
        for event in of(self.events, *ISSUES):
            found[getattr(event, "project")] += 1  # noqa: B009 - all of these have one
        return found
