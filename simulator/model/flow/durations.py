"""How long an activity takes in this world: its plan, its luck, and how the office works."""

from collections.abc import Callable, Sequence
from functools import partial

from simulator.chance import Chance
from simulator.mechanisms.duration import NORMAL, Duration, factor, parkinson
from simulator.network import Network
from simulator.scenario import Activity, Scenario, on_grid

Factor = Callable[[str, Activity], float]
"""By what something multiplies an activity of a project that starts today."""


class Luck:
    """Actual durations against planned ones, with luck that is shared (mechanism M01)."""

    def __init__(self, chance: Chance, how: Duration, spreads: Sequence[Factor]) -> None:
        self.chance, self.how, self.spreads = chance, how, spreads
        self.listens = chance.listens
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

    def given(self, project: str, activity: Activity) -> Callable[[float], float]:
        """The same ratio by the activity's own number, what it shares being as it is."""
        spread = float(getattr(self.how, activity.work))
        for less in self.spreads:
            spread *= less(project, activity)
        lead = activity.people[0].role if activity.people else ""
        common = self._shared(project), self._shared("", lead)
        lot = self.chance.uniform("parkinson", project, activity.id) if self.how.parkinson else 1.0

        def ratio(number: float) -> float:
            own = NORMAL.inv_cdf(number)
            return parkinson(factor(spread, *common, own, self.how), lot, self.how.parkinson)

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
        self.of: dict[int, Callable[[float], float]] = {}
        """By activity: its days by its own number, for who listens."""

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
            if self.luck.listens:
                self.of[place] = partial(_days, days, self.luck.given(plan.project, activity))
            days *= self.luck.ratio(plan.project, activity)
        return on_grid(days)

    def tell(self, place: int, low: float, high: float) -> None:
        """Say by how many days more an activity could take than it does, and show the same."""
        listens = self.luck and self.luck.listens
        if listens and place in self.of:
            plan = self.network.activities[place]
            listens.hear(("duration", plan.project, plan.activity), self.of[place], low, high)

    def activity(self, place: int) -> Activity:
        """The record of an activity."""
        project = self.network.project_of[place]
        first = self.network.members[project].start
        return self.scenario.projects[project].activities[place - first]


def _days(planned: float, ratio: Callable[[float], float], number: float) -> float:
    return on_grid(planned * ratio(number))
