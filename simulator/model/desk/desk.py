"""What a policy does by itself on Mondays: select, stop, buy, hold money back.

It asks `Seen` only: what is known from visible events. So no hidden fact can move it.
"""

from collections.abc import Sequence
from math import fsum

from simulator.calendar import DAYS_A_WEEK
from simulator.mechanisms.commitment import worth_stopping
from simulator.mechanisms.value import value
from simulator.model.desk.owners import Owners
from simulator.model.flow.line import Line
from simulator.model.flow.projects import Projects
from simulator.model.pmo import Pmo
from simulator.model.risks.mitigations import Mitigations
from simulator.model.risks.reserve import OPEN, Reserve
from simulator.model.world import World
from simulator.network import network
from simulator.policies.buying import Offer, bought, offers_of
from simulator.policies.seen import Seen
from simulator.policies.selecting import HORIZON, Request, aligned, chosen
from simulator.scenario import Project, Scenario


class Desk:
    """The PMO's desk, with the policy in force on it (mechanisms M17, M21, M22)."""

    def __init__(
        self,
        world: World,
        scenario: Scenario,
        pmo: Pmo,
        seen: Seen,
        projects: Projects,
        line: Line,
        owners: Owners,
        mitigations: Mitigations,
        reserve: Reserve | None,
    ) -> None:
        self.world, self.scenario, self.pmo, self.seen = world, scenario, pmo, seen
        self.projects, self.line, self.owners = projects, line, owners
        self.mitigations, self.reserve = mitigations, reserve
        self.network = network(scenario)
        self.rates = {role.id: role.rate for role in scenario.roles}
        self.offers: Sequence[Offer] = offers_of(scenario)
        """What may still be bought, today or on another day."""
        self.cost_of_all = fsum(offer.cost for offer in self.offers)
        self.judged: dict[str, float] = {}
        """By project: the day of the report it was last judged by."""

    def needed(self) -> bool:
        """Whether the policy in force has anything that a desk must do."""
        policy = self.pmo.policy
        return (
            policy.select != "all"
            or policy.stop != "never"
            or policy.risk != "none"
            or policy.reserve > 0
        )

    def step(self, week: int) -> None:
        """Do what the policy in force says, on what can be seen today."""
        holds_back = self.reserve is not None and self.reserve.fund is not None
        if not self.needed() and not holds_back:
            return
        policy = self.pmo.policy
        self.seen.read(self.world.log)
        if policy.select != "all":
            self._select()
        if policy.stop != "never":
            self._stop()
        if policy.risk != "none":
            self._buy()
        if self.reserve is not None:
            self.reserve.hold_back(week, policy.reserve)

    def _select(self) -> None:
        """Take on what there is capacity for; decline what has come to cost more than it brings."""
        seen, how = self.seen, self.scenario.mechanisms.selection
        days = DAYS_A_WEEK * HORIZON
        capacity = {
            role: people * days * (1 - self.pmo.policy.slack)
            for role, people in seen.people.items()
        }
        requests = []
        for place, project in enumerate(self.projects.records):
            state = seen.state[project.id]
            if state == "waiting" and project.id not in seen.selected:
                worth = self._worth_if_begun(place)
                if self._too_late(place, worth):
                    self.owners.cancel(place, alternative=True)
                else:
                    requests.append(self._request(project, worth))
            elif state in OPEN:
                for role, left in seen.left[project.id].items():
                    capacity[role] -= left
        if requests:
            spread, noise = (how.spread, how.noise) if how else (1.0, 0.0)
            for name in chosen(self.pmo.policy.select, requests, capacity, spread, noise):
                self.projects.select(name)
                self.line.ask()

    def _worth_if_begun(self, place: int) -> float:
        """k€ that a request promises, if work on it began today and went as planned."""
        project = self.projects.records[place]
        return self._value(project, self.world.today + self.network.critical_days[place])

    def _too_late(self, place: int, worth: float) -> bool:
        """Whether a request, by waiting, has come to bring less than its wages, and no other
        project waits for it."""
        project = self.projects.records[place]
        lost = worth < project.value and worth < self._wages(project)
        return lost and not self.network.dependents[place]

    def _request(self, project: Project, worth: float) -> Request:
        serves = {aim.objective: aim.share for aim in project.serves}
        fits = aligned(self.seen.strategy, serves)
        return Request(project.id, worth, self.seen.left[project.id], fits)

    def _stop(self) -> None:
        """Cancel what is worth less than it will still cost and what its people could do instead.

        Only a project that has reported since the last time is looked at.
        """
        seen, instead = self.seen, self._best_waiting()
        for place, project in enumerate(self.projects.records):
            said = seen.reported_on.get(project.id)
            if seen.state[project.id] != "in progress" or said is None:
                continue
            if said == self.judged.get(project.id):
                continue
            self.judged[project.id] = said
            freed = seen.effort_left(project.id) * instead
            if worth_stopping(self._benefit(project), self._wages(project), freed):
                self.owners.cancel(place, alternative=instead > 0)
                self.line.ask()

    def _benefit(self, project: Project) -> float:
        """k€ that a project is worth, if it is as late as it says."""
        late = self.seen.reported[project.id][1]
        finish = (self.world.today if project.due is None else project.due) + late
        return self._value(project, finish)

    def _value(self, project: Project, finish: float) -> float:
        """k€ that a project promises if it is finished on this day."""
        return value(
            project.value, project.due, project.cost_of_delay, project.deadline, finish,
            project.decay, project.fine,
        )  # fmt: skip

    def _wages(self, project: Project) -> float:
        """k€ that the planned work left in a project costs."""
        return fsum(days * self.rates[role] for role, days in self.seen.left[project.id].items())

    def _best_waiting(self) -> float:
        """k€ a person-day would bring in the best project that waits, after its wages."""
        best = 0.0
        for project in self.projects.records:
            if self.seen.state[project.id] == "waiting" and project.effort:
                best = max(best, (project.value - self._wages(project)) / project.effort)
        return best

    def _buy(self) -> None:
        """Buy offers against risks, as the rule and its budget say."""
        seen, policy, projects = self.seen, self.pmo.policy, self.projects
        # What was declined or stopped a moment ago is over, though `seen` has not read of it.
        self.offers = [
            offer
            for offer in self.offers
            if offer.mitigation not in seen.bought
            and offer.risk not in seen.detected
            and not projects.is_over(projects.place[offer.project])
        ]
        open_offers = [offer for offer in self.offers if seen.state[offer.project] in OPEN]
        budget = policy.risk_budget * self.cost_of_all - seen.spent
        for mitigation in bought(policy.risk, open_offers, budget, self.line.draw):
            self.mitigations.buy(mitigation)
