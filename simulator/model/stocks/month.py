"""What the month that ends has brought, counted once for all that moves slowly."""

from collections.abc import Callable, Iterable, Mapping
from statistics import fmean

from simulator import events as facts
from simulator.model.flow.people import People, Workload
from simulator.model.flow.projects import Projects
from simulator.model.world import World
from simulator.policies import Policy

BY_THE_PMO = ("review", "audit")
SURPRISES = ("crisis", "delivery")


class Month:
    """Counts of one month, and lists where it matters who."""

    def __init__(
        self,
        roles: list[Workload],
        overtime: float,
        improve: float,
        due: Mapping[str, float | None],
    ) -> None:
        self.roles = roles
        """How busy the people of each role were."""
        self.overtime = overtime
        """Hours a week of overtime, on average."""
        self.improve = improve
        """Share of the time for improvement, on average."""
        self.due = due
        self.finished: list[facts.ActivityFinished] = []
        self.wins = 0
        """Projects delivered in time, or with no time to keep."""
        self.promised = self.kept = 0
        """Projects delivered that had a due day, and those of them in time."""
        self.rescues = 0
        """Issues the PMO has found before they came out by themselves."""
        self.prevented = 0
        """Risks kept away by what was bought."""
        self.asks = 0
        """Decisions that sponsors were asked for."""
        self.surprises: list[tuple[str, str]] = []
        """Projects in which something came out that nobody had seen, and the colour of the last
        report before it in this month, empty if there was none."""
        self.reported: dict[str, str] = {}
        """By project: the colour of its last report of the month."""

    @property
    def busy(self) -> float:
        """Share of people's time in which they had work, on average over roles."""
        return fmean([role.busy for role in self.roles] or [0.0])

    def count(self, events: Iterable[facts.Event]) -> None:
        """Take in what has happened."""
        for event in events:
            if count := COUNT.get(type(event)):
                count(self, event)

    def _activity(self, event: facts.ActivityFinished) -> None:
        self.finished.append(event)

    def _project(self, event: facts.ProjectFinished) -> None:
        due = self.due[event.project]
        if due is None:
            self.wins += 1
        else:
            self.promised += 1
            self.kept += event.day <= due
            self.wins += event.day <= due

    def _issue(self, event: facts.IssueDetected | facts.ReworkFound) -> None:
        if event.by in BY_THE_PMO:
            self.rescues += 1
        elif event.by in SURPRISES:
            self.surprises.append((event.project, self.reported.get(event.project, "")))

    def _report(self, event: facts.StatusReported) -> None:
        self.reported[event.project] = event.colour

    def _avoided(self, event: facts.RiskAvoided) -> None:
        self.prevented += 1

    def _asked(self, event: facts.DecisionAwaited) -> None:
        self.asks += 1


COUNT: dict[type[facts.Event], Callable[..., None]] = {
    facts.ActivityFinished: Month._activity,
    facts.ProjectFinished: Month._project,
    facts.IssueDetected: Month._issue,
    facts.ReworkFound: Month._issue,
    facts.RiskAvoided: Month._avoided,
    facts.StatusReported: Month._report,
    facts.DecisionAwaited: Month._asked,
}
"""By kind of event: a function of the month and the event, which must be of that kind."""


class Average:
    """What a field of the policy has been since the last time: it may change any day."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.now = self.area = self.since = self.began = 0.0

    def becomes(self, value: float) -> None:
        """It is so much from today on."""
        today = self.world.today
        self.area += self.now * (today - self.since)
        self.now, self.since = value, today

    @property
    def days(self) -> float:
        """Working days since the last time."""
        return self.world.today - self.began

    def end(self) -> float:
        """Its average since the last time."""
        self.becomes(self.now)
        days, area = self.days, self.area
        self.began, self.area = self.since, 0.0
        return area / days if days else self.now


class Months:
    """Where months come from: the log, the people's work and what policies have asked for."""

    def __init__(self, world: World, projects: Projects, people: People) -> None:
        self.world, self.people = world, people
        self.projects = projects
        self.overtime, self.improve = Average(world), Average(world)
        self.long_hours = Average(world)
        """Overtime of the week: people tire and rest by the week."""
        self._read_up_to = 0

    def adopt(self, policy: Policy) -> None:
        """This policy is in force from today on."""
        self.overtime.becomes(policy.overtime)
        self.long_hours.becomes(policy.overtime)
        self.improve.becomes(policy.improve)

    def end(self) -> Month:
        """What the month that ends today was like; a new one begins."""
        due = {project.id: project.due for project in self.projects.records}
        month = Month(self.people.end_month(), self.overtime.end(), self.improve.end(), due)
        month.count(self.world.log[self._read_up_to :])
        self._read_up_to = len(self.world.log)
        return month
