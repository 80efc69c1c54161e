"""A flight whose storm stays with the mentor: it looks like a session, step by step."""

import time
from functools import cache
from typing import Any
from uuid import uuid4

import msgspec
from msgspec import Struct, to_builtins
from msgspec.structs import replace

from simulator import events as facts
from simulator.decisions import AnyDecision, Decision, DecisionError, rules_after
from simulator.errors import RefusedError
from simulator.events import Event
from simulator.policies import Policy
from simulator.scenario import Scenario
from simulator.session import Session
from simulator.workshop.client.wire import Wire

OFTEN = 0.05
"""Seconds between two looks whether a step is carried out."""
PATIENCE = 60.0


def view_of(wire: Wire) -> dict[str, Any]:
    """Where a team and its workshop stand, as plain data."""
    found: dict[str, Any] = wire.ask("GET", "/api/team")
    return found


def office_of(wire: Wire) -> Scenario:
    """The office, with what has come from outside so far."""
    return msgspec.convert(wire.ask("GET", "/api/team/office"), type=Scenario)


class RemoteFlight(Struct, frozen=True, kw_only=True):
    """Where a team's flight stands: what a session says, as far as a manager can know it.

    Every step is handed in at once and cannot be taken back; each gives another value, as with a
    session.
    """

    wire: Wire
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
    def of(cls, wire: Wire) -> "RemoteFlight":
        """The flight as it stands now."""
        view = view_of(wire)
        sent = wire.ask("GET", "/api/team/events")
        visible = tuple(msgspec.convert(it, type=_kinds()[it["type"]]) for it in sent)
        scenario = office_of(wire)
        ends = (facts.ProjectFinished, facts.ProjectCancelled)
        return cls(
            wire=wire,
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
        return rules_after(self.policy, self.decisions)

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
        view = view_of(self.wire)
        lost = len(view["left_out"])
        body = {"id": uuid4().hex, "after": view["steps"], "decisions": decisions, "today": day}
        self.wire.ask("POST", "/api/team/decisions", body)
        until = time.monotonic() + PATIENCE
        while (view := view_of(self.wire))["waiting"] and time.monotonic() < until:
            time.sleep(OFTEN)
        if len(view["left_out"]) > lost:
            raise DecisionError(view["left_out"][-1]["why"])
        return RemoteFlight.of(self.wire)


@cache
def _kinds() -> dict[str, type[Event]]:
    """Every kind of event by its name."""
    return {it.__name__: it for it in Event.__subclasses__()}
