"""One replication: which parts of an office there are, what each is made from, and who tells whom.

Read from top to bottom: time and chance, people and projects, what moves slowly, work and who goes
first, risks, the world outside, the PMO's desk, Mondays. What a scenario has switched off is not
built. A part knows those it is made from, and nothing of those below it here; where one of them
has to be told, it has a list of whom to call, filled here.
"""

from collections.abc import Iterable
from functools import partial

from simulator import decisions as kinds
from simulator.chance import Fate
from simulator.decisions import Decision
from simulator.model import decide
from simulator.model.changeover import Changeover
from simulator.model.conditions import Conditions
from simulator.model.desk.desk import Desk
from simulator.model.desk.funding import Funding
from simulator.model.desk.owners import Owners
from simulator.model.desk.reports import Reports, Sight, Telling
from simulator.model.flow.durations import Durations, Luck
from simulator.model.flow.estimates import Estimates
from simulator.model.flow.hand_over import HandOver
from simulator.model.flow.line import Line
from simulator.model.flow.people import People
from simulator.model.flow.projects import Projects
from simulator.model.flow.relations import Relations
from simulator.model.flow.staffing import Staffing
from simulator.model.flow.work import Hooks, Work
from simulator.model.flow.worth import Worth
from simulator.model.mondays import Mondays, Steps
from simulator.model.outside.aims import Aims
from simulator.model.outside.injects import Injects
from simulator.model.outside.turbulence import Turbulence
from simulator.model.pace import Pace
from simulator.model.pmo import Pmo
from simulator.model.risks.acceptance import Acceptance
from simulator.model.risks.burdens import Burdens
from simulator.model.risks.crises import Crises
from simulator.model.risks.exposures import Exposures
from simulator.model.risks.flaws import Flaws
from simulator.model.risks.hazards import Hazards
from simulator.model.risks.issues import Issues
from simulator.model.risks.looks import Looks
from simulator.model.risks.mitigations import Mitigations
from simulator.model.risks.reserve import Reserve
from simulator.model.risks.unnoticed import Unnoticed
from simulator.model.stocks.month import Months
from simulator.model.stocks.quality import Quality
from simulator.model.stocks.stocks import Stocks
from simulator.model.world import FACT, World
from simulator.network import network
from simulator.policies import Policy
from simulator.policies.seen import Seen
from simulator.scenario import Scenario, nearest_hour

REPORTS_EVERY = 4
"""Weeks between reports where nobody has said how often teams report."""


class Replication:
    """All parts of one run with one seed, connected and ready to begin. No part knows it."""

    def __init__(
        self,
        scenario: Scenario,
        policy: Policy,
        seed: int | Fate,
        decisions: Iterable[Decision],
        most_events: int,
    ) -> None:
        self.scenario, self.how = scenario, scenario.mechanisms
        self.network = network(scenario)
        self.world = world = World(seed, most_events)
        self.pmo = pmo = Pmo(world, scenario)
        self.conditions, self.seen = Conditions(scenario), Seen(scenario)
        self.projects = Projects(world, scenario, self.network)
        self.people = people = People(world, scenario)
        self.staffing, self.months = Staffing(world, people), Months(world, self.projects, people)
        self.stocks = Stocks(
            world,
            scenario,
            pmo,
            self.conditions,
            self.projects,
            people,
            self.staffing,
            self.months.long_hours,
        )
        self._set_up_work()
        self._set_up_risks()
        self._set_up_outside()
        self._set_up_desk()
        self._set_up_mondays()
        self._connect()
        self._begin(policy, decisions)

    def _set_up_work(self) -> None:
        """Activities, the people they need, and who goes first."""
        world, how, stocks = self.world, self.how, self.stocks
        estimates = [Estimates(world.chance, how.bias).effort] if how.bias else []
        luck = Luck(world.chance, how.duration, stocks.spreads()) if how.duration else None
        self.durations = Durations(
            self.scenario, self.network, luck, [*estimates, *stocks.efforts()]
        )
        self.work = Work(world, self.network, self.projects, self.people, self.durations)
        self.line = Line(world, self.scenario, self.work, self.pmo, self.seen)
        self.relations = Relations(world, self.work)
        self.hand_over = HandOver(world, self.work, self.pmo, how.dependencies)
        self.worth = Worth(world, self.scenario, self.projects, self.conditions)
        self.quality = (
            Quality(self.network, len(self.scenario.roles), how.rework, stocks.care())
            if how.rework
            else None
        )

    def _set_up_risks(self) -> None:
        """Risks, what was bought against them, and issues until somebody notices."""
        world, how, work, projects = self.world, self.how, self.work, self.projects
        self.reserve = (
            Reserve(world, self.scenario, self.seen, how.reserve) if how.reserve else None
        )
        self.burdens = burdens = Burdens(world, work, self.reserve, self.stocks.sponsors)
        self.mitigations = Mitigations(world, self.scenario, projects)
        self.unnoticed = unnoticed = Unnoticed(len(projects.records), burdens)
        crises = (
            Crises(world, projects, burdens, unnoticed, how.escalation) if how.escalation else None
        )
        hidden = how.detection is not None
        issues = Issues(world, self.mitigations, unnoticed, crises, hidden)
        self.exposures = Exposures(world, self.scenario, self.network, projects, issues.happen)
        self.flaws = (
            Flaws(world, self.network, projects, unnoticed, self.quality) if self.quality else None
        )
        self.acceptance = Acceptance(world, work, self.pmo, burdens, unnoticed, how.dependencies)

    def _set_up_outside(self) -> None:
        """What nobody here can choose."""
        world, how = self.world, self.how
        self.turbulence = (
            Turbulence(world, self.projects, self.burdens, self.conditions, how.common_cause)
            if how.common_cause
            else None
        )
        self.aims = (
            Aims(world, self.line, self.conditions, how.strategy)
            if how.strategy and self.scenario.objectives
            else None
        )
        self.injects = (
            Injects(world, self.scenario, self.staffing, self.work, self.line, self.burdens)
            if self.scenario.injects
            else None
        )

    def _set_up_desk(self) -> None:
        """What the PMO is told, what it does by itself, and whether it is kept."""
        world, how, scenario = self.world, self.how, self.scenario
        self.reports = self._reports() if how.distortion or how.visibility else None
        self.looks = (
            Looks(world, self.projects, self.pmo, self.unnoticed, how.detection)
            if how.detection
            else None
        )
        self.owners = Owners(world, self.work, self.seen, how.commitment)
        self.desk = Desk(
            world, scenario, self.pmo, self.seen, self.projects, self.line, self.owners,
            self.mitigations, self.reserve,
        )  # fmt: skip
        self.funding = (
            Funding(world, self.projects, self.pmo, self.conditions, how.survival)
            if how.survival
            else None
        )

    def _reports(self) -> Reports:
        """Status reports, as clear and as honest as they are here."""
        world, how, pmo = self.world, self.how, self.pmo
        every = how.detection.report_weeks if how.detection else REPORTS_EVERY
        sight = telling = None
        if how.visibility:
            sight = Sight(world, pmo, self.stocks.resistance, how.visibility, every)
        if how.distortion:
            telling = Telling(world, pmo, self.conditions, how.distortion)
        return Reports(world, self.scenario, self.work, self.burdens, sight, telling, every)

    def _set_up_mondays(self) -> None:
        """What happens on Mondays, and how fast people work from then on."""
        stocks, pmo = self.stocks, self.pmo
        people, practice = stocks.people(), stocks.practice()
        moving = [*stocks.good_will(), *people, *practice, *stocks.taking_up()]
        costs = self.how.governance is not None or self.how.survival is not None
        outside = self.turbulence is not None or self.aims is not None
        self.people.counting = bool(moving) or costs
        changing = [*people, *practice, *stocks.paces()]
        self.people.sharing = sets_pace = bool(changing or costs or outside)
        # A method acts on the hazard of risks also where nothing acts on people.
        self.pace = self._pace() if sets_pace or self.how.hazard else None
        self.mondays = Mondays(
            self.world,
            self.work,
            pmo,
            self.conditions,
            self.months if self.people.counting else None,
            self._steps(costs),
            stocks.levels() if moving else None,
        )
        self.changeover = Changeover(
            self.world, self.scenario, self.people, self.line, self.months, self.conditions,
            self.desk, self.mondays, self.pace,
            always=bool(self.looks or sets_pace or moving or self.reports),
        )  # fmt: skip

    def _pace(self) -> Pace:
        """The pace of everybody's work."""
        able = self.stocks.capability
        also = [self.quality.set] if self.quality else []
        if self.how.hazard:
            hazards = Hazards(
                self.people, self.pmo, self.conditions, self.exposures, self.how.hazard
            )
            also.append(hazards.set)
        return Pace(
            self.people,
            self.work,
            self.pmo,
            self.conditions,
            [able.output] if able else [],
            self.stocks.paces(),
            also,
        )

    def _steps(self, costs: bool) -> Steps:
        """What happens on Mondays, in its order."""
        stocks, funding = self.stocks, self.funding
        outside = [part.step for part in (self.turbulence, self.aims) if part]
        tells = [part.step for part in (self.reports, self.looks) if part]
        return Steps(
            weekly=[*outside, *([self.pmo.step] if costs else ()), *stocks.weekly()],
            good_will=stocks.good_will(),
            busy=[*stocks.people(), *stocks.practice(), *([funding.count] if funding else ())],
            taking_up=stocks.taking_up(),
            pace=[self.pace.set_if_changed] if self.pace else [],
            policy=[*tells, self.desk.step],
            funding=[funding.step] if funding else [],
        )

    def _connect(self) -> None:
        """Who is told of what."""
        stocks, work, line = self.stocks, self.work, self.line
        self.pmo.changed = self.changeover.to
        self.staffing.resized += [stocks.seats.resize] if stocks.seats else []
        if self.looks and self.world.listens:
            self.looks.told = [self.exposures.looked]
        self.staffing.told += [self.pace.set] if self.pace else []
        self.staffing.told.append(line.ask)
        work.hooks = Hooks(
            project_arrived=[stocks.resistance.meet] if stocks.resistance else [],
            project_started=[self.exposures.expose],
            project_over=[self.exposures.forget, self.unnoticed.forget],
            worth=self.worth.of,
            project_delivered=[stocks.benefits.go_live] if stocks.benefits else [],
            project_left=[self.hand_over.begin],
            activity_started=[self.burdens.catch_up],
            end_moved=[self.relations.announce],
            keeps_open=[
                self.relations.hold,
                *([self.flaws.hand_in] if self.flaws else []),
                self.acceptance.keeps_open,
            ],
            activity_finished=[self.flaws.finished] if self.flaws else [],
            ask=line.ask,
        )

    def tell(self) -> None:
        """Say what is known of numbers whose time has not come, to who listens."""
        self.work.tell()
        self.exposures.tell()
        if (seats := self.stocks.seats) is not None:
            seats.tell()

    def _begin(self, policy: Policy, decisions: Iterable[Decision]) -> None:
        """Set up the policy, and plan everything that comes from outside."""
        world, projects = self.world, self.projects
        self.pmo.want(policy)
        for number, project in enumerate(projects.records):
            world.at(nearest_hour(project.arrival), FACT, self.work.arrive, number)
        if self.injects is not None:
            self.injects.plan()
        self.decisions = self._decisions()
        self.decisions.plan(decisions)
        self.changeover.begin()

    def _decisions(self) -> decide.Decisions:
        """How each kind of decision is carried out, and by which parts."""
        world, work, projects = self.world, self.work, self.projects
        hiring = decide.Hiring(world, self.staffing)
        return decide.Decisions(
            world,
            self.line,
            {
                kinds.OrderProjects: partial(decide.order_projects, self.line, projects),
                kinds.StartProject: partial(decide.start_project, work, self.exposures, self.flaws),
                kinds.PauseProject: partial(decide.pause_project, projects, self.exposures),
                kinds.CancelProject: partial(decide.cancel_project, self.owners, projects),
                kinds.ChangePeople: hiring.change,
                kinds.BuyMitigation: partial(decide.buy_mitigation, self.mitigations),
                kinds.ChangePolicy: partial(decide.change_policy, world, self.pmo),
            },
        )
