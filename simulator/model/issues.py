"""Risks that happen, issues that grow unseen, and the looks that find them."""

from typing import TYPE_CHECKING, NamedTuple

from simulator import chance, events
from simulator.mechanisms.escalation import grown
from simulator.mechanisms.hazard import rate, size
from simulator.model.clock import FACT, Moment, hour_after
from simulator.scenario import Mitigation, Risk, on_grid

if TYPE_CHECKING:
    from simulator.model.replication import Replication


class Issue(NamedTuple):
    """A risk that has happened and that nobody has noticed."""

    risk: Risk
    since: float
    size: float


class Exposure:
    """The clock of one risk: how many days in progress until it happens."""

    def __init__(self, risk: Risk, days: float) -> None:
        self.risk = risk
        self.left = days
        self.since = 0.0
        self.moment: Moment | None = None


class Issues:
    """The risks of all projects and what has become of them."""

    def __init__(self, replication: "Replication") -> None:
        self.office = replication
        scenario = replication.scenario
        self.works_from: dict[str, float] = {}
        self.detected: set[str] = set()
        projects = len(scenario.projects)
        self.exposures: list[list[Exposure]] = [[] for _ in range(projects)]
        self.unnoticed: list[list[Issue]] = [[] for _ in range(projects)]
        self.to_do: list[list[tuple[Risk, float]]] = [[] for _ in range(projects)]
        self.mitigations: dict[str, list[Mitigation]] = {}
        if scenario.mechanisms.hazard is None:
            return
        for mitigation in scenario.mitigations:
            self.mitigations.setdefault(mitigation.risk, []).append(mitigation)
        for risk in scenario.risks:
            place = replication.project_place[risk.project]
            hazard = rate(risk.probability, replication.network.critical_days[place])
            if hazard > 0:
                threshold = chance.exponential(replication.seed, "risk", risk.project, risk.id)
                self.exposures[place].append(Exposure(risk, threshold / hazard))

    def expose(self, project: int) -> None:
        """Let the clocks of a project's risks run."""
        today = self.office.clock.today
        for exposure in self.exposures[project]:
            exposure.since = today
            day = hour_after(today + exposure.left)
            # aside: a risk that may strike in ten years does not keep an idle office going
            exposure.moment = self.office.clock.aside(day, FACT, self.happen, (project, exposure))

    def shelter(self, project: int) -> None:
        """Stop the clocks of a project's risks."""
        for exposure in self.exposures[project]:
            if exposure.moment is not None:
                exposure.moment.call_off()
                exposure.moment = None
                exposure.left -= self.office.clock.today - exposure.since

    def forget(self, project: int) -> None:
        """The project is over: none of its risks matters any more."""
        self.shelter(project)
        self.exposures[project] = []
        self.unnoticed[project] = []

    def happen(self, about: tuple[int, Exposure]) -> None:
        """A risk's clock has run out: it is avoided, or becomes an issue nobody knows of."""
        project, exposure = about
        self.exposures[project].remove(exposure)
        risk, office = exposure.risk, self.office
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
                office.events.append(
                    events.RiskAvoided(today, risk.project, risk.id, mitigation.id)
                )
                return
        draw = chance.normal(seed, "size", risk.project, risk.id)
        issue = Issue(risk, today, size(median, risk.spread, draw))
        if not issue.size:
            return
        office.events.append(events.RiskOccurred(today, risk.project, risk.id, on_grid(issue.size)))
        if office.scenario.mechanisms.detection is None:
            self.notice(project, issue, "at once")
        else:
            self.unnoticed[project].append(issue)

    def look_on_mondays(self) -> None:
        """Have teams report and the PMO review on the Mondays when it is due."""
        if self.office.scenario.mechanisms.detection is not None:
            self.office.clock.every_monday(self.monday)

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
        for issue in self.unnoticed[project]:
            self.notice(project, issue, "delivery")
        self.unnoticed[project] = []
        return self.office.ends[place] > end

    def notice(self, project: int, issue: Issue, by: str) -> None:
        """An issue is known: pay its bill, or give its work to the team."""
        office, risk = self.office, issue.risk
        today, escalation = office.clock.today, office.scenario.mechanisms.escalation
        factor = grown(risk.growth, today - issue.since, escalation.limit) if escalation else 1.0
        now = on_grid(issue.size * factor)
        self.detected.add(risk.id)
        office.events.append(events.IssueDetected(today, risk.project, risk.id, now, risk.hits, by))
        if risk.hits != "cost":
            in_progress = [
                place for place in office.network.members[project] if place in office.running
            ]
            if in_progress:
                lot = chance.uniform(office.seed, "hits", risk.project, risk.id)
                self.burden(in_progress[int(lot * len(in_progress))], risk, now)
            else:
                self.to_do[project].append((risk, now))

    def burden(self, place: int, risk: Risk, amount: float) -> None:
        """Give an issue to an activity in progress: effort is shared by its team, delay is not."""
        team = sum(people for _, people in self.office.network.demands[place])
        shared = risk.hits == "effort" and team > 0
        self.office.extend(place, on_grid(amount / team) if shared else amount, risk.id)

    def catch_up(self, project: int, place: int) -> None:
        """Give issues that came while the project had nothing in progress to this activity."""
        waiting, self.to_do[project] = self.to_do[project], []
        for risk, amount in waiting:
            self.burden(place, risk, amount)
