"""A flight whose storm stays with the mentor: it looks like a session, step by step."""

import time
from functools import cache
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import msgspec
from msgspec import Struct, to_builtins
from msgspec.structs import replace

from simulator import events as facts
from simulator.decisions import AnyDecision, ChangePolicy, Decision, DecisionError
from simulator.errors import RefusedError
from simulator.events import Event
from simulator.policies import Policy
from simulator.scenario import Scenario
from simulator.session import Session

if TYPE_CHECKING:
    from simulator.workshop.client.team import Team

OFTEN = 0.05
"""Seconds between two looks whether a step is carried out."""
PATIENCE = 60.0


class RemoteFlight(Struct, frozen=True, kw_only=True):
    """Where a team's flight stands: what a session says, as far as a manager can know it.

    Every step is handed in at once and cannot be taken back; each gives another value, as with a
    session.
    """

    team: "Team"
    scenario: Scenario
    policy: Policy
    decisions: tuple[AnyDecision, ...]
    today: float
    until: float
    """The last day of the round."""
    over: bool
    visible: tuple[Event, ...]
    """What a manager can know today."""

    @classmethod
    def of(cls, team: "Team") -> "RemoteFlight":
        """The flight as it stands now."""
        view = team.view
        sent = team.wire.ask("GET", "/api/team/events")
        visible = tuple(msgspec.convert(it, type=_kinds()[it["type"]]) for it in sent)
        scenario = team.scenario
        ends = (facts.ProjectFinished, facts.ProjectCancelled)
        return cls(
            team=team,
            scenario=scenario,
            policy=msgspec.convert(view["policy"], type=Policy),
            decisions=msgspec.convert(view["decisions"], type=tuple[AnyDecision, ...]),
            today=view["day"],
            until=view["until"],
            over=sum(isinstance(it, ends) for it in visible) == len(scenario.projects),
            visible=visible,
        )

    @property
    def plan(self) -> tuple[Event, ...]:
        """The run as planned, which has no luck in it."""
        return Session(self.scenario, self.policy).plan

    @property
    def rules(self) -> Policy:
        """The policy as it stands today."""
        policy = self.policy
        for decision in self.decisions:
            if isinstance(decision, ChangePolicy):
                policy = replace(policy, **dict(decision.changes))
        return policy

    def decide(self, *decisions: Decision) -> "RemoteFlight":
        """Take these decisions today. Raises DecisionError if one cannot be carried out."""
        today = [replace(it, day=self.today) for it in decisions]
        return self._step(to_builtins(today), self.today)

    def advance(self, day: float | None = None) -> "RemoteFlight":
        """Fly to a later day of this round; without one, to its end.

        Raises RefusedError if the day is before today.
        """
        day = self.until if day is None else float(day)
        if day < self.today:
            raise RefusedError(
                f"cannot advance to day {day:g}: today is day {self.today:g}, and nothing is "
                "taken back in a workshop"
            )
        return self._step([], day)

    def _step(self, decisions: list[Any], day: float) -> "RemoteFlight":
        view = self.team.view
        lost = len(view["left_out"])
        body = {"id": uuid4().hex, "after": view["steps"], "decisions": decisions, "today": day}
        self.team.wire.ask("POST", "/api/team/decisions", body)
        until = time.monotonic() + PATIENCE
        while (view := self.team.view)["waiting"] and time.monotonic() < until:
            time.sleep(OFTEN)
        if len(view["left_out"]) > lost:
            raise DecisionError(view["left_out"][-1]["why"])
        return RemoteFlight.of(self.team)


@cache
def _kinds() -> dict[str, type[Event]]:
    """Every kind of event by its name."""
    return {it.__name__: it for it in Event.__subclasses__()}
