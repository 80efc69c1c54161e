"""Whether other luck tells a manager the same: a run that ends where it first does not."""

from collections.abc import Iterable, Sequence

from simulator.chance import Fate, HeardFate
from simulator.decisions import Decision
from simulator.errors import RefusedError
from simulator.events import Event
from simulator.limits import MOST_EVENTS
from simulator.model.replication import Replication
from simulator.policies import Policy
from simulator.scenario import Scenario


def retold(
    scenario: Scenario,
    policy: Policy,
    fate: Fate,
    decisions: Iterable[Decision],
    until: float,
    seen: Sequence[Event],
) -> bool:
    """Whether under this fate a manager sees exactly these events until a day.

    A run in which a decision cannot be carried out is another story. Ending it at its first
    difference saves half of the work of looking for agreement.
    """
    try:
        replication = Replication(scenario, policy, fate, decisions, MOST_EVENTS)
        told = _Told(seen)
        for event in replication.world.log:
            told.append(event)
        replication.world.log = told
        replication.world.run(until)
    except (_OtherwiseError, RefusedError):
        return False
    return told.place == len(seen)


def heard(
    scenario: Scenario,
    policy: Policy,
    fate: HeardFate,
    decisions: Iterable[Decision],
    until: float,
) -> tuple[Event, ...]:
    """Everything that happens until a day; the fate is told what is known of its numbers then."""
    replication = Replication(scenario, policy, fate, decisions, MOST_EVENTS)
    replication.world.run(until)
    replication.tell()
    return tuple(replication.world.log)


class _OtherwiseError(Exception):
    """Something else has happened than what was seen."""


class _Told(list[Event]):
    """A log that ends the run as soon as it shows something else than what was seen."""

    def __init__(self, seen: Sequence[Event]) -> None:
        super().__init__()
        self.seen, self.place = seen, 0

    def append(self, event: Event) -> None:
        """Add what has happened, if it is hidden or is what was seen here."""
        super().append(event)
        if event.hidden:
            return
        if self.place == len(self.seen) or self.seen[self.place] != event:
            raise _OtherwiseError
        self.place += 1
