"""Decisions replayed blindly: what a world does not allow is left out there, the rest is done."""

from bisect import bisect_left
from collections.abc import Sequence

from simulator.chance import Fate
from simulator.decisions import Decision, DecisionError
from simulator.events import Event
from simulator.model import simulate
from simulator.policies import Policy
from simulator.scenario import Scenario, nearest_hour


def blind(
    scenario: Scenario,
    policy: Policy,
    seed: int | Fate,
    decisions: Sequence[Decision],
    most_events: int,
) -> tuple[tuple[Event, ...], int]:
    """(what happens, how many decisions were left out because the world did not allow them).

    Raises what `simulate` raises, but for decisions that cannot be carried out on their day.
    """
    left, allowed = in_order(decisions), 0
    while True:
        try:
            events = simulate(scenario, policy, seed, left, most_events=most_events)
        except DecisionError:
            allowed = _first_refused(scenario, policy, seed, left, allowed, most_events)
            del left[allowed]
        else:
            return events, len(decisions) - len(left)


def in_order(decisions: Sequence[Decision]) -> list[Decision]:
    """Decisions as a run carries them out: by day, those of a day as they stand.

    Raises DecisionError for a decision without a day.
    """
    if any(decision.day is None for decision in decisions):
        raise DecisionError("a decision to be replayed has no day; write day=…")
    return sorted(decisions, key=lambda decision: decision.day or 0.0)


def _first_refused(
    scenario: Scenario,
    policy: Policy,
    seed: int | Fate,
    decisions: list[Decision],
    allowed: int,
    most_events: int,
) -> int:
    """The place of the first decision that the world refuses; so many are known to be allowed.

    Who is refused later has been refused all along, so the place is found by halving.
    """

    def refuses(place: int) -> bool:
        day = nearest_hour(decisions[place].day or 0.0)
        try:
            simulate(scenario, policy, seed, decisions[: place + 1], day, most_events)
        except DecisionError:
            return True
        return False

    return bisect_left(range(len(decisions) - 1), True, allowed, key=refuses)
