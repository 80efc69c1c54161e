"""A flight that is over, and what several parts of its debrief share."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TypeVar, cast

from simulator import debrief
from simulator.debrief import Estimate, Forecast, Fork, Likely
from simulator.debrief.bounds import Bounds, bounded
from simulator.debrief.stroke import Stroke
from simulator.debrief.strokes import Split, split
from simulator.debrief.worlds import Parallel, worlds
from simulator.experiment import Progress
from simulator.metrics import on_time_share
from simulator.policies.best_known import best_known
from simulator.policies.reference import REFERENCE
from simulator.scenario import without_chance
from simulator.session import Session

Made = TypeVar("Made")
WORLDS, FATES = 200, 36
"""Other worlds in which one's decisions are judged; fates of each day of a decision."""

MOST_SEARCHED, TRIES = 12, 60
"""Worlds in which the most that foresight could do is searched, and tries in each of them."""
FEW_WORLDS, FEW_FATES = 40, 8
"""The same for a first look."""


class Case:
    """What a debrief is about. Whatever takes long is made when it is first asked for, and once."""

    def __init__(
        self,
        session: Session,
        worlds: int = WORLDS,
        fates: int = FATES,
        forecasts: Sequence[Forecast | Likely] = (),
        reasons: Mapping[float, str] | None = None,
        progress: Progress = False,
    ) -> None:
        self.session = session.to_end()
        self.worlds, self.fates, self.progress = worlds, fates, progress
        self.forecasts = tuple(forecasts)
        self.reasons = dict(_written(session) if reasons is None else reasons)
        """Why somebody decided so, by day, as it was written then."""
        self._made: dict[str, object] = {}

    @cached_property
    def rough(self) -> "Case":
        """The same in so few worlds and fates that a first look at it takes seconds."""
        few = min(self.worlds, FEW_WORLDS), min(self.fates, FEW_FATES)
        return Case(self.session, *few, progress=self.progress)

    @cached_property
    def reference(self) -> Session:
        """The same world under the reference policy."""
        return Session(self.session.scenario, REFERENCE, self.session.seed).to_end()

    @cached_property
    def planned(self) -> Session:
        """The same rules in a world in which nothing takes longer and nothing goes wrong."""
        scenario = without_chance(self.session.scenario)
        return Session(scenario, self.session.policy).to_end()

    @cached_property
    def numbers(self) -> dict[str, Estimate]:
        """The five numbers of a flight."""
        known = best_known(self.session.scenario)
        return debrief.numbers(
            self.session, self.worlds, self.forecasts, best=known.policy if known else None,
            progress=self.progress,
        )  # fmt: skip

    @cached_property
    def others(self) -> Parallel:
        """The same decisions in other worlds, a row a world."""
        return worlds(self.session, self.worlds, "open_loop", progress=self.progress)

    @cached_property
    def bounds(self) -> Bounds:
        """Between which bounds the result lies; the upper one is searched, and takes seconds."""
        searched = max(2, min(MOST_SEARCHED, self.worlds // 16))
        return bounded(self.session, self.worlds, searched=searched, tries=TRIES,
                       progress=self.progress)  # fmt: skip

    @cached_property
    def strokes(self) -> Split:
        """Decisions and luck, one after the other."""
        return split(self.session, self.fates, progress=self.progress)

    @cached_property
    def forks(self) -> dict[str, Fork]:
        """The worst and the best day left out, by what they are called."""
        taken = self.taken("decision")
        if not taken:
            return {}
        days = {"The decision that cost most": taken[0], "The best decision": taken[-1]}
        if len(taken) == 1:
            days = {"Your decision": taken[0]}
        return {
            f"{title}, day {row.day:g}: {row.what}": debrief.fork(
                self.session, row.day, remove="all"
            )
            for title, row in days.items()
        }

    def once(self, name: str, make: Callable[[], Made]) -> Made:
        """What is made by this name, made when it is first asked for."""
        if name not in self._made:
            self._made[name] = make()
        return cast(Made, self._made[name])

    def taken(self, *kinds: str) -> list[Stroke]:
        """The strokes of these kinds, the one that cost most first."""
        return sorted((it for it in self.strokes.rows if it.kind in kinds), key=lambda it: it.value)

    def on_time(self, session: Session) -> str:
        """How many projects with a due day were finished by then, in words."""
        promised = sum(project.due is not None for project in session.scenario.projects)
        if not promised:
            return "no due days"
        return f"{on_time_share(session.events, session.scenario) * promised:.0f} of {promised}"


def _written(session: Session) -> dict[float, str]:
    """The reasons in a session's decisions, by day."""
    reasons: dict[float, list[str]] = {}
    for decision in session.decisions:
        if decision.reason:
            reasons.setdefault(decision.day or 0.0, []).append(decision.reason)
    return {day: "; ".join(several) for day, several in reasons.items()}


def rests_on(number: Estimate) -> str:
    """What an estimate rests on, in a line; nothing where it rests on one run alone."""
    return number.basis.words if number.basis else ""
