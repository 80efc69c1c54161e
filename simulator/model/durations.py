"""How long an activity takes in this world: its plan, its luck, and how the office works."""

from typing import TYPE_CHECKING

from simulator import chance
from simulator.mechanisms.duration import factor, parkinson
from simulator.scenario import Activity, on_grid

if TYPE_CHECKING:
    from simulator.model.replication import Replication


class Durations:
    """Working days with people's full attention (mechanism M01, and all that practice does)."""

    def __init__(self, office: "Replication") -> None:
        self.office = office
        self.chances = office.scenario.mechanisms.duration
        self.luck: dict[tuple[str, ...], float] = {}

    def days(self, place: int) -> float:
        """Working days of an activity that starts today."""
        plan, practice = self.office.network.activities[place], self.office.mondays.practice
        if plan.days == 0 or (self.chances is None and not practice.changes_work):
            return plan.days
        activity, days = self.activity(place), plan.days
        if practice.changes_work:
            days *= practice.effort(place, activity)
        if self.chances is not None:
            spread = getattr(self.chances, activity.work)
            if practice.active:
                spread *= practice.spread(activity)
            days *= self._ratio(plan.project, activity, spread)
        return on_grid(days)

    def _ratio(self, project: str, activity: Activity, spread: float) -> float:
        """Actual / planned duration of an activity, by its own luck and what it shares."""
        seed, chances = self.office.seed, self.chances
        lead = activity.people[0].role if activity.people else ""
        own = chance.normal(seed, "duration", project, activity.id)
        ratio = factor(spread, self._shared(project), self._shared("", lead), own, chances)
        if chances.parkinson and ratio < 1:
            lot = chance.uniform(seed, "parkinson", project, activity.id)
            return parkinson(ratio, lot, chances.parkinson)
        return ratio

    def _shared(self, *name: str) -> float:
        """What the activities of a project, or those led by a role, have in common."""
        if name not in self.luck:
            self.luck[name] = chance.normal(self.office.seed, "duration", *name)
        return self.luck[name]

    def activity(self, place: int) -> Activity:
        """The record of an activity."""
        project = self.office.network.project_of[place]
        first = self.office.network.members[project].start
        return self.office.scenario.projects[project].activities[place - first]
