"""How long an activity takes in this world: its plan, its luck, and how the office works."""

from collections.abc import Callable, Sequence

from simulator.chance import Chance
from simulator.mechanisms.duration import Duration, factor, parkinson
from simulator.network import Network
from simulator.scenario import Activity, Scenario, on_grid

Factor = Callable[[str, Activity], float]
"""By what something multiplies an activity of a project that starts today."""


class Luck:
    """Actual durations against planned ones, with luck that is shared (mechanism M01)."""

    def __init__(self, chance: Chance, how: Duration, spreads: Sequence[Factor]) -> None:
        self.chance, self.how, self.spreads = chance, how, spreads
        self._common: dict[tuple[str, ...], float] = {}

    def ratio(self, project: str, activity: Activity) -> float:
        """Actual / planned duration of an activity, by its own luck and what it shares."""
        narrower = 1.0
        for less in self.spreads:
            narrower *= less(project, activity)
        spread = float(getattr(self.how, activity.work)) * narrower
        lead = activity.people[0].role if activity.people else ""
        own = self.chance.normal("duration", project, activity.id)
        ratio = factor(spread, self._shared(project), self._shared("", lead), own, self.how)
        if self.how.parkinson and ratio < 1:
            lot = self.chance.uniform("parkinson", project, activity.id)
            return parkinson(ratio, lot, self.how.parkinson)
        return ratio

    def _shared(self, *name: str) -> float:
        """What the activities of a project, or those led by a role, have in common."""
        if name not in self._common:
            self._common[name] = self.chance.normal("duration", *name)
        return self._common[name]


class Durations:
    """Working days with people's full attention."""

    def __init__(
        self, scenario: Scenario, network: Network, luck: Luck | None, efforts: Sequence[Factor]
    ) -> None:
        self.scenario, self.network = scenario, network
        self.luck, self.efforts = luck, efforts

    def days(self, place: int) -> float:
        """Working days of an activity that starts today."""
        plan = self.network.activities[place]
        days = plan.days
        if days == 0 or (self.luck is None and not self.efforts):
            return days
        activity = self.activity(place)
        effort = 1.0
        for longer in self.efforts:
            effort *= longer(plan.project, activity)
        days *= effort
        if self.luck is not None:
            days *= self.luck.ratio(plan.project, activity)
        return on_grid(days)

    def activity(self, place: int) -> Activity:
        """The record of an activity."""
        project = self.network.project_of[place]
        first = self.network.members[project].start
        return self.scenario.projects[project].activities[place - first]
