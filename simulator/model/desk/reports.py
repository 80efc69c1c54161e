"""Status reports: what is true, how old and blurred it is when seen, and how it is told."""

from functools import lru_cache
from math import ceil, fsum
from statistics import fmean

from simulator.events import StatusReported
from simulator.mechanisms import visibility
from simulator.mechanisms.distortion import COLOURS, Distortion, colour, optimism, reported
from simulator.model.conditions import Conditions
from simulator.model.flow.work import Work
from simulator.model.pmo import Pmo
from simulator.model.risks.burdens import Burdens
from simulator.model.stocks.resistance import Resistance
from simulator.model.world import World
from simulator.network import network
from simulator.scenario import Scenario, nearest_hour

HONEST = Distortion(better=0, worse=0)


class Telling:
    """Whether people say what they know (mechanism M20)."""

    def __init__(self, world: World, pmo: Pmo, conditions: Conditions, how: Distortion) -> None:
        self.chance, self.pmo, self.conditions, self.how = world.chance, pmo, conditions, how

    def tell(self, project: str, week: int, true: int) -> int:
        """The colour that is told, when this one is true."""
        better = self._optimism()
        lot = self.chance.uniform("told", project, week)
        if better <= lot <= 1 - self.how.worse:
            return true
        return reported(true, lot, self.chance.uniform("told far", project, week), better, self.how)

    def _optimism(self) -> float:
        """Chance that a report is better than the truth."""
        policy, fear = self.pmo.policy, 1 - self.conditions.safe
        audited = float(bool(policy.review_weeks) and policy.review_depth == "audit")
        return optimism(self.conditions.trust, fear, audited, self.how)


class Sight:
    """How old and how blurred the truth is when it is seen (mechanism M25)."""

    def __init__(
        self,
        world: World,
        pmo: Pmo,
        resistance: Resistance | None,
        how: visibility.Visibility,
        every: int,
    ) -> None:
        self.chance, self.pmo, self.resistance = world.chance, pmo, resistance
        self.how, self.every = how, every

    def see(self, project: str, week: int, history: list[float]) -> float:
        """How late a project seems, when at its reports it was so late."""
        clear = self._clearness()
        age = ceil(visibility.delay(clear, self.how) / self.every - 0.5)
        late = history[max(0, len(history) - 1 - age)]
        blur = visibility.noise(clear, self.how)
        return self.chance.around(late, blur, "blur", project, week)

    def _clearness(self) -> float:
        """How well the office sees: what it spends on visibility, if people give true numbers."""
        data = self.resistance.data_quality() if self.resistance else 1.0
        return self.pmo.level("visibility") * data


class Reports:
    """What projects say about themselves."""

    def __init__(
        self,
        world: World,
        scenario: Scenario,
        work: Work,
        burdens: Burdens,
        sight: Sight | None,
        telling: Telling | None,
        every: int,
    ) -> None:
        self.world, self.work, self.burdens = world, work, burdens
        self.projects, self.network = work.projects, work.network
        self.sight, self.telling, self.every = sight, telling, every
        self.truth: dict[int, list[float]] = {}
        """By project: how late it was going to be at each report, as a share of its length."""
        self.tails = _tails(scenario)
        self.teams = _teams(scenario)

    def step(self, week: int) -> None:
        """Have every project in progress report, where this week has reports."""
        if week % self.every:
            return
        for place, project in enumerate(self.projects.records):
            if self.projects.state[place] == "in progress" and project.due is not None:
                self.truth.setdefault(place, []).append(self._lateness(place, project.due))
                self._report(place, week)

    def _lateness(self, place: int, due: float) -> float:
        """How late a project would be if all its work went on at once from now, as a share of its
        planned length: what its people know.

        To draw out the pace so far errs more: where people wait for each other, it overshoots.
        """
        length = max(self.network.critical_days[place], 1.0)
        return (self.world.today + self._left(place) - due) / length

    def _left(self, place: int) -> float:
        """Working days of a project's longest chain that are left, with what is known to have to
        be mended; what nobody has noticed no report can say."""
        work, today, left = self.work, self.world.today, 0.0
        for member, (of_start, after_end) in self.tails[place].items():
            if member in work.running:
                left = max(left, max(0.0, work.ends[member] - today) + after_end)
            elif of_start > left and member not in work.started:
                left = of_start
        team = self.teams[place]
        return left + fsum(
            amount / team if risk.hits == "effort" else amount
            for risk, amount in self.burdens.to_do[place]
        )

    def _report(self, place: int, week: int) -> None:
        """One project's report, as old, as blurred and as bright as reports are here."""
        name, history = self.projects.name(place), self.truth[place]
        late = self.sight.see(name, week, history) if self.sight else history[-1]
        how = self.telling.how if self.telling else HONEST
        true = told = colour(late, how)
        if self.telling:
            told = self.telling.tell(name, week, true)
        if told != true:  # the number is made to fit the colour
            late = (0.0, (how.yellow + how.red) / 2, how.red * 1.5)[told]
        days = nearest_hour(late * self.network.critical_days[place])
        self.world.note(StatusReported(self.world.today, name, COLOURS[told], days))


@lru_cache(maxsize=64)
def _teams(scenario: Scenario) -> tuple[float, ...]:
    """People on an activity of each project, on average."""
    return tuple(
        max(1.0, fmean(activity.team for activity in project.activities))
        for project in scenario.projects
    )


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
