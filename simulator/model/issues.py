"""Risks that happen, issues that grow unseen, and the looks that find them."""

from math import fsum
from typing import TYPE_CHECKING

from simulator import chance, events
from simulator.mechanisms import dependencies
from simulator.mechanisms.escalation import crisis_weeks, grown
from simulator.mechanisms.hazard import size
from simulator.model.clock import FACT
from simulator.model.exposures import Exposures
from simulator.model.flaws import Flaws, Issue
from simulator.scenario import Mitigation, Risk, on_grid, unit_price

if TYPE_CHECKING:
    from simulator.model.replication import Replication


class Issues:
    """The risks of all projects, what has become of them, and who has noticed."""

    def __init__(self, replication: "Replication") -> None:
        self.office = replication
        scenario = replication.scenario
        self.works_from: dict[str, float] = {}
        self.detected: set[str] = set()
        projects = len(scenario.projects)
        self.exposures = Exposures(replication, self.happen)
        self.unnoticed: list[list[Issue]] = [[] for _ in range(projects)]
        self.to_do: list[list[tuple[Risk, float]]] = [[] for _ in range(projects)]
        self.integrated: set[int] = set()
        self.flaws = Flaws(self)
        self.mitigations: dict[str, list[Mitigation]] = {}
        for mitigation in scenario.mitigations:
            self.mitigations.setdefault(mitigation.risk, []).append(mitigation)

    def forget(self, project: int) -> None:
        """The project is over: none of its risks matters any more."""
        self.exposures.forget(project)
        self.unnoticed[project] = []

    def happen(self, project: int, risk: Risk) -> None:
        """A risk's clock has run out: it is avoided, or becomes an issue nobody knows of."""
        office = self.office
        today, seed = office.clock.today, office.seed
        working = [
            mitigation
            for mitigation in self.mitigations.get(risk.id, ())
            if self.works_from.get(mitigation.id, today + 1) <= today
        ]
        median = risk.impact
        for mitigation in working:
            if mitigation.kind == "reduce":
                median *= 1 - mitigation.effect
            elif chance.uniform(seed, "avoid", risk.id, mitigation.id) < mitigation.effect:
                self.use(mitigation)
                office.events.append(
                    events.RiskAvoided(today, risk.project, risk.id, mitigation.id)
                )
                return
        draw = chance.normal(seed, "size", risk.project, risk.id)
        used = tuple(it for it in working if it.kind == "reduce" and it.if_used)
        issue = Issue(risk, today, size(median, risk.spread, draw), used=used)
        if not issue.size:
            for mitigation in used:
                self.use(mitigation)
            name = next(it.id for it in working if it.kind == "reduce")
            office.events.append(events.RiskAvoided(today, risk.project, risk.id, name))
            return
        office.events.append(events.RiskOccurred(today, risk.project, risk.id, on_grid(issue.size)))
        if office.scenario.mechanisms.detection is None:
            self.notice(project, issue, "at once")
        else:
            self.unnoticed[project].append(issue)
            self.expect_crisis(project, issue)

    def use(self, mitigation: Mitigation) -> None:
        """Pay what an offer costs when it is used."""
        if mitigation.if_used:
            today = self.office.clock.today
            self.office.events.append(
                events.MitigationUsed(today, mitigation.id, mitigation.risk, mitigation.if_used)
            )

    def expect_crisis(self, project: int, issue: Issue) -> None:
        """An issue that nobody finds comes out by itself once it cannot grow any more (M16)."""
        how, clock = self.office.scenario.mechanisms.escalation, self.office.clock
        if how is not None and issue.risk.growth:
            day = clock.today + on_grid(5 * crisis_weeks(issue.risk.growth, how.limit))
            clock.aside(day, FACT, self.come_out, (project, issue))

    def come_out(self, about: tuple[int, Issue]) -> None:
        """A crisis: everybody knows, and other projects may be drawn in."""
        project, issue = about
        if issue not in self.unnoticed[project]:
            return
        self.unnoticed[project].remove(issue)
        self.notice(project, issue, "crisis")
        if issue.risk.hits == "effort":  # a bill or a wait makes no work elsewhere
            self.spread(project, issue)

    def spread(self, project: int, issue: Issue) -> None:
        """A crisis draws other projects in, each time with the chance of branching."""
        office, risk = self.office, issue.risk
        branching, number = office.scenario.mechanisms.escalation.branching, 0
        while chance.uniform(office.seed, "spreads", risk.id, number) < branching:
            others = [
                place
                for place, state in enumerate(office.state)
                if state == "in progress" and place != project
            ]
            if not others:
                return
            lot = chance.uniform(office.seed, "spreads to", risk.id, number)
            other, number = others[int(lot * len(others))], number + 1
            name, effort = office.scenario.projects[other].id, on_grid(issue.size)
            office.events.append(events.IssueSpread(office.clock.today, name, risk.id, effort))
            self.load(other, risk.id, effort, "effort", number)

    def monday(self, week: int) -> None:
        """Report and review, where this week has one."""
        office, how = self.office, self.office.scenario.mechanisms.detection
        policy = office.policy
        if policy.review_weeks and week % policy.review_weeks == 0:
            self.review(week)
        if week % how.report_weeks == 0:
            self.look(week, how.report, "report")

    def review(self, week: int) -> None:
        """The PMO looks into every project in progress, for a price."""
        office, how = self.office, self.office.scenario.mechanisms.detection
        projects = office.state.count("in progress")
        if projects:
            depth = office.policy.review_depth
            price = how.audit_price if depth == "audit" else how.review_price
            today = office.clock.today
            office.events.append(events.ReviewHeld(today, depth, projects, price * projects))
            self.look(week, how.audit if depth == "audit" else how.review, depth)

    def look(self, week: int, sees: float, by: str) -> None:
        """Notice each unnoticed issue of a project in progress with this chance.

        The draw belongs to issue and week, so a sharper look never sees less.
        """
        for project, issues in enumerate(self.unnoticed):
            if self.office.state[project] != "in progress":
                continue
            for issue in list(issues):
                draw = chance.uniform(
                    self.office.seed, "look", issue.risk.project, issue.risk.id, week
                )
                if draw < sees:
                    issues.remove(issue)
                    self.notice(project, issue, by)

    def surface(self, project: int, place: int) -> bool:
        """Before a project is delivered all its issues come out; True if that adds work."""
        end = self.office.ends[place]
        found, self.unnoticed[project] = self.unnoticed[project], []
        for issue in found:
            self.notice(project, issue, "delivery")
        if self.office.scenario.mechanisms.dependencies and project not in self.integrated:
            self.integrated.add(project)
            self.integrate(project)
        return self.office.ends[place] > end

    def integrate(self, project: int) -> None:
        """Put the parts of a project together: the more kinds of people made them, the less they
        may fit (mechanism M35)."""
        office, how = self.office, self.office.scenario.mechanisms.dependencies
        record = office.scenario.projects[project]
        kinds = len(office.effort_left[project])
        fails = dependencies.failure(kinds, office.policy.liaison, how)
        if chance.uniform(office.seed, "integration", record.id) < fails:
            effort = on_grid(how.rework * record.effort)
            office.events.append(events.IntegrationFailed(office.clock.today, record.id, effort))
            self.load(project, "integration", effort, "effort", 0)

    def notice(self, project: int, issue: Issue, by: str) -> None:
        """An issue is known: pay its bill, or give its work to the team."""
        office, risk = self.office, issue.risk
        today, how = office.clock.today, office.scenario.mechanisms
        if issue.activity:
            now = self.flaws.find(project, issue, by)
        else:
            age = today - issue.since
            limit = how.escalation.limit if how.escalation else 1.0
            now = on_grid(issue.size * (grown(risk.growth, age, limit) if how.escalation else 1.0))
            self.detected.add(risk.id)
            office.events.append(
                events.IssueDetected(today, risk.project, risk.id, now, risk.hits, by)
            )
            for mitigation in issue.used:
                self.use(mitigation)
        if risk.hits != "cost":
            self.give(project, risk, now, ())

    def load(self, project: int, cause: str, amount: float, hits: str, number: int) -> None:
        """Give a project work that comes from no risk of its own."""
        name = self.office.scenario.projects[project].id
        risk = Risk(id=cause, project=name, probability=0.0, impact=1.0, hits=hits)
        self.give(project, risk, amount, (number,))

    def give(self, project: int, risk: Risk, amount: float, number: tuple[int, ...]) -> None:
        """Give an issue's work to an activity in progress, by lot, or to the next one."""
        office = self.office
        in_progress = [
            place for place in office.network.members[project] if place in office.running
        ]
        if in_progress:
            lot = chance.uniform(office.seed, "hits", risk.project, risk.id, *number)
            self.burden(in_progress[int(lot * len(in_progress))], risk, amount)
        else:
            self.to_do[project].append((risk, amount))

    def burden(self, place: int, risk: Risk, amount: float) -> None:
        """Give an issue to an activity in progress: effort is shared by its team, delay is not.

        Some issues wait for their sponsor first (M29); the reserve may pay for help (M18).
        """
        office = self.office
        team = fsum(people for _, people in office.network.demands[place])
        wait = 0.0
        if risk.probability and office.mondays.support.how_sponsor:
            wait = on_grid(office.mondays.support.decision_days(risk.project, risk.id))
            if wait:
                today = office.clock.today
                office.events.append(events.DecisionAwaited(today, risk.project, risk.id, wait))
        if risk.probability and risk.hits == "effort" and office.mondays.desk.fund:
            project = office.scenario.projects[office.project_place[risk.project]]
            rate = unit_price(risk, project, office.scenario)
            amount -= office.mondays.desk.pay(risk.project, risk.id, amount, rate)
        shared = risk.hits == "effort" and team > 0
        days = (on_grid(amount / team) if shared else amount) + wait
        if days > 0:
            office.extend(place, days, risk.id)

    def catch_up(self, project: int, place: int) -> None:
        """Give issues that came while the project had nothing in progress to this activity."""
        waiting, self.to_do[project] = self.to_do[project], []
        for risk, amount in waiting:
            self.burden(place, risk, amount)
