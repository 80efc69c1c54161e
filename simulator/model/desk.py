"""What a policy does by itself on Mondays: select, stop, buy, hold money back.

It asks `Seen` only: what is known from visible events. So no hidden fact can move it.
"""

from math import fsum
from typing import TYPE_CHECKING

from simulator import chance, events
from simulator.mechanisms.commitment import resistance, worth_stopping
from simulator.mechanisms.reserve import contingency, moments, quiet, unknowns
from simulator.mechanisms.value import value
from simulator.policies.buying import bought, offers_of
from simulator.policies.office import Seen
from simulator.policies.selecting import HORIZON, Request, aligned, chosen
from simulator.scenario import unit_price

if TYPE_CHECKING:
    from simulator.model.replication import Replication


class Desk:
    """The PMO's desk, with the policy in force on it (mechanisms M17, M18, M21, M22)."""

    def __init__(self, office: "Replication") -> None:
        self.office = office
        self.seen = Seen(office.scenario)
        self.attempts: dict[str, int] = {}
        self.judged: dict[str, float] = {}
        """By project: the day of the report it was last judged by."""
        self.fund: float | None = None
        self.renew_at = 0

    def needed(self) -> bool:
        """Whether the policy in force has anything that a desk must do."""
        policy = self.office.policy
        return (
            policy.select != "all"
            or policy.stop != "never"
            or policy.risk != "none"
            or policy.reserve > 0
        )

    def step(self, week: int) -> None:
        """Do what the policy in force says, on what can be seen today."""
        policy, seen = self.office.policy, self.seen.read(self.office.events)
        if policy.select != "all":
            self.select(seen)
        if policy.stop != "never":
            self.stop(seen)
        if policy.risk != "none":
            self.buy(seen)
        if self.office.scenario.mechanisms.reserve:
            self.hold_back(seen, week)

    def select(self, seen: Seen) -> None:
        """Take on what there is capacity for."""
        policy, scenario = self.office.policy, self.office.scenario
        how = scenario.mechanisms.selection
        capacity = {
            role: people * 5 * HORIZON * (1 - policy.slack) for role, people in seen.people.items()
        }
        waiting = []
        for project in scenario.projects:
            state = seen.state[project.id]
            if state == "waiting" and project.id not in seen.selected:
                serves = {aim.objective: aim.share for aim in project.serves}
                fits = aligned(seen.strategy, serves)
                waiting.append(Request(project.id, project.value, seen.left[project.id], fits))
            elif state in ("waiting", "in progress", "paused"):
                for role, days in seen.left[project.id].items():
                    capacity[role] -= days
        if not waiting:
            return
        spread, noise = (how.spread, how.noise) if how else (1.0, 0.0)
        taken = chosen(policy.select, waiting, capacity, spread, noise)
        for project in taken:
            self.office.select(project)

    def stop(self, seen: Seen) -> None:
        """Cancel what is worth less than it will still cost and what its people could do instead.

        Only a project that has reported since the last time is looked at.
        """
        office = self.office
        rates = {role.id: role.rate for role in office.scenario.roles}
        instead = self._best_waiting(seen, rates)
        for project in office.scenario.projects:
            said = seen.reported_on.get(project.id)
            if seen.state[project.id] != "in progress" or said == self.judged.get(project.id):
                continue
            self.judged[project.id] = said
            late = seen.reported[project.id][1]
            finish = (office.clock.today if project.due is None else project.due) + late
            benefit = value(
                project.value, project.due, project.cost_of_delay, project.deadline, finish,
                project.decay, project.fine,
            )  # fmt: skip
            cost = fsum(days * rates[role] for role, days in seen.left[project.id].items())
            freed = seen.effort_left(project.id) * instead
            if worth_stopping(benefit, cost, freed):
                office.cancel(project.id, alternative=instead > 0)

    def _best_waiting(self, seen: Seen, rates: dict[str, float]) -> float:
        """k€ a person-day would bring in the best project that waits, after its wages."""
        best = 0.0
        for project in self.office.scenario.projects:
            if seen.state[project.id] == "waiting" and project.effort:
                wages = fsum(days * rates[role] for role, days in seen.left[project.id].items())
                best = max(best, (project.value - wages) / project.effort)
        return best

    def resisted(self, project: int, alternative: bool) -> bool:
        """Whether a project's owners prevent that it is cancelled (mechanism M21)."""
        office, record = self.office, self.office.scenario.projects[project]
        how = office.scenario.mechanisms.commitment
        if how is None or office.state[project] == "waiting":
            return False
        number = self.attempts[record.id] = self.attempts.get(record.id, 0) + 1
        done = 1 - fsum(office.effort_left[project].values()) / max(record.effort, 1e-9)
        seen = self.seen.read(office.events)
        theirs = float(record.id not in seen.selected)  # nobody else has chosen it
        chance_of = resistance(done, done, theirs, float(alternative), how)
        return chance.uniform(office.seed, "resists", record.id, number) < chance_of

    def buy(self, seen: Seen) -> None:
        """Buy offers against risks, as the rule and its budget say."""
        office, policy = self.office, self.office.policy
        offers = offers_of(office.scenario)
        budget = policy.risk_budget * fsum(offer.cost for offer in offers) - seen.spent
        known = ("waiting", "in progress", "paused")
        open_offers = [
            offer
            for offer in offers
            if offer.mitigation not in seen.bought
            and offer.risk not in seen.detected
            and seen.state[offer.project] in known
        ]
        for mitigation in bought(policy.risk, open_offers, budget, office.draw):
            office.buy(mitigation)

    def hold_back(self, seen: Seen, week: int) -> None:
        """Hold as much money back as the policy's confidence asks; each quarter, anew."""
        office, confidence = self.office, self.office.policy.reserve
        if not confidence:
            self.fund = None
        elif self.fund is None or week >= self.renew_at:
            self.renew_at = week + office.scenario.mechanisms.reserve.weeks
            risks = self._open_risks(seen)
            known = contingency(*moments(risks), confidence, quiet(risks))
            how = office.scenario.mechanisms.reserve
            self.fund = known + unknowns(self._budget(seen), how)
            office.events.append(events.ReserveSet(office.clock.today, self.fund))

    def _budget(self, seen: Seen) -> float:
        """k€ of wages for the planned work that is left in what has been requested."""
        rates = {role.id: role.rate for role in self.office.scenario.roles}
        return fsum(
            days * rates[role]
            for project, work in seen.left.items()
            if seen.state[project] in ("waiting", "in progress", "paused")
            for role, days in work.items()
        )

    def _open_risks(self, seen: Seen) -> list[tuple[float, float, float]]:
        """(probability, median k€, spread) of what may still go wrong, at the price of help."""
        scenario, premium = self.office.scenario, self.office.scenario.mechanisms.reserve.premium
        projects = {project.id: project for project in scenario.projects}
        found = []
        for risk in scenario.risks:
            is_open = seen.state[risk.project] in ("waiting", "in progress", "paused")
            if is_open and risk.id not in seen.detected:
                price = unit_price(risk, projects[risk.project], scenario)
                price *= premium if risk.hits == "effort" else 1.0
                found.append((risk.probability, risk.impact * price, risk.spread))
        return found

    def pay(self, project: str, risk: str, effort: float, rate: float) -> float:
        """Person-days that outside help takes off a team, paid from the reserve while it lasts."""
        how = self.office.scenario.mechanisms.reserve
        if not how or not self.fund:
            return 0.0
        price = rate * how.premium
        taken = min(effort * how.absorbs, self.fund / price if price else effort)
        if taken < 0.125:
            return 0.0
        cost = taken * price
        self.fund = max(0.0, self.fund - cost)
        self.office.events.append(
            events.ReservePaid(self.office.clock.today, project, risk, cost, taken)
        )
        return taken
