"""Status reports: what is true, how old and blurred it is when seen, and how it is told."""

from functools import lru_cache
from math import ceil, fsum
from statistics import fmean
from typing import TYPE_CHECKING

from simulator import chance, events
from simulator.mechanisms import distortion, visibility
from simulator.mechanisms.distortion import COLOURS, Distortion
from simulator.network import network
from simulator.scenario import Scenario, nearest_hour

if TYPE_CHECKING:
    from simulator.model.replication import Replication

HONEST = Distortion(better=0, worse=0)
EVERY = 4
"""Weeks between reports where nobody has said how often teams report."""


class Reports:
    """What projects say about themselves (mechanisms M20, M25)."""

    def __init__(self, office: "Replication") -> None:
        self.office, how = office, office.scenario.mechanisms
        self.distortion, self.visibility = how.distortion, how.visibility
        self.active = self.distortion is not None or self.visibility is not None
        self.every = how.detection.report_weeks if how.detection else EVERY
        self.truth: dict[int, list[float]] = {}
        """By project: how late it was going to be at each report, as a share of its length."""
        self.shown: dict[str, str] = {}
        self.tails = _tails(office.scenario) if self.active else ()
        self.teams = [
            max(1.0, fmean(activity.team for activity in project.activities))
            for project in office.scenario.projects
        ]
        """People on an activity of each project, on average."""

    def step(self, week: int) -> None:
        """Have every project in progress report, where this week has reports."""
        if week % self.every:
            return
        for place, project in enumerate(self.office.scenario.projects):
            if self.office.state[place] == "in progress" and project.due is not None:
                self.truth.setdefault(place, []).append(self.lateness(place, project.due))
                self.report(place, week)

    def lateness(self, place: int, due: float) -> float:
        """How late a project would be if all its work went on at once from now, as a share of its
        planned length: what its people know.

        To draw out the pace so far errs more: where people wait for each other, it overshoots.
        """
        length = max(self.office.network.critical_days[place], 1.0)
        return (self.office.clock.today + self.left(place) - due) / length

    def left(self, place: int) -> float:
        """Working days of a project's longest chain that are left, with what is known to have to
        be mended; what nobody has noticed no report can say."""
        office, left = self.office, 0.0
        today, running, started = office.clock.today, office.running, office.started
        for member, (of_start, after_end) in self.tails[place].items():
            if member in running:
                left = max(left, max(0.0, office.ends[member] - today) + after_end)
            elif of_start > left and member not in started:
                left = of_start
        team = self.teams[place]
        return left + fsum(
            amount / team if risk.hits == "effort" else amount
            for risk, amount in office.issues.to_do[place]
        )

    def report(self, place: int, week: int) -> None:
        """One project's report, as old, as blurred and as bright as reports are here."""
        office, project = self.office, self.office.scenario.projects[place]
        seed, history = office.seed, self.truth[place]
        late, clear = history[-1], self.clearness()
        if self.visibility:
            age = ceil(visibility.delay(clear, self.visibility) / self.every - 0.5)
            late = history[max(0, len(history) - 1 - age)]
            draw = chance.normal(seed, "blur", project.id, week)
            late = visibility.seen(late, draw, clear, self.visibility)
        how = self.distortion or HONEST
        true = told = distortion.colour(late, how)
        if self.distortion:
            told = self.told(project.id, week, true)
        if told != true:  # the number is made to fit the colour
            late = (0.0, (how.yellow + how.red) / 2, how.red * 1.5)[told]
        days = nearest_hour(late * office.network.critical_days[place])
        self.shown[project.id] = COLOURS[told]
        office.events.append(
            events.StatusReported(office.clock.today, project.id, COLOURS[told], days)
        )

    def told(self, project: str, week: int, true: int) -> int:
        """The colour that is told, when this one is true."""
        how, seed, better = self.distortion, self.office.seed, self.optimism()
        lot = chance.uniform(seed, "told", project, week)
        if better <= lot <= 1 - how.worse:
            return true
        far = chance.uniform(seed, "told far", project, week)
        return distortion.reported(true, lot, far, better, how)

    def clearness(self) -> float:
        """How well the office sees: what it spends on visibility, if people give true numbers."""
        mondays = self.office.mondays
        return mondays.pmo.level("visibility") * mondays.support.data_quality()

    def optimism(self) -> float:
        """Chance that a report is better than the truth."""
        mondays, policy = self.office.mondays, self.office.policy
        fear = 1 - mondays.team.safe
        audited = float(bool(policy.review_weeks) and policy.review_depth == "audit")
        return distortion.optimism(mondays.support.trust, fear, audited, self.distortion)


@lru_cache(maxsize=64)
def _tails(scenario: Scenario) -> tuple[dict[int, tuple[float, float]], ...]:
    """By project and activity: planned working days from its start, and from its end, to the end
    of the project."""
    plan, found = network(scenario), []
    for members in plan.members:
        last = max(plan.activities[member].latest_finish for member in members)
        found.append(
            {
                member: (
                    last - plan.activities[member].latest_start,
                    last - plan.activities[member].latest_finish,
                )
                for member in members
            }
        )
    return tuple(found)
