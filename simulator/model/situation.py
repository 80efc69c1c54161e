"""A run at rest: what has happened until a day, from which many futures can go on.

A future from a situation is the same, byte for byte, as a run from the first day with the same
decisions; the past is just not worked out again.
"""

import io
import pickle
from collections.abc import Iterable
from typing import Any

from msgspec import Struct

from simulator.chance import Fate
from simulator.decisions import Decision, DecisionError
from simulator.events import Event
from simulator.limits import MOST_EVENTS
from simulator.model.asked import check, check_day, luck, whole
from simulator.model.replication import Replication
from simulator.network import Network
from simulator.policies import Policy
from simulator.scenario import Scenario

FOR_ALL = (Struct, Network)
"""What never changes, and so is not copied: records, events, the plan."""


class Situation:
    """The office on a day: that day's facts are settled, its work is not handed out.

    Takes what `simulate` takes, and raises what it raises; `decisions` are those taken by then.
    """

    def __init__(
        self,
        scenario: Scenario,
        policy: Policy,
        seed: int | Fate,
        decisions: Iterable[Decision] = (),
        day: float = 0.0,
        most_events: int = MOST_EVENTS,
    ) -> None:
        check(scenario, policy)
        check_day("day", day)
        most, seed = whole("most_events", most_events), luck(seed)
        replication = Replication(scenario, policy, seed, decisions, most)
        replication.world.run(day)
        self.day, self.events = day, tuple(replication.world.log)
        self._copy, self._for_all = _taken_apart(replication)

    def future(
        self, decisions: Iterable[Decision] = (), until: float | None = None
    ) -> tuple[Event, ...]:
        """Everything that happens, the past included, if these decisions are taken from now on.

        `until` is a working day, as in `simulate`, but none that is over. Raises RefusedError if it
        is, DecisionError for a decision on a day that is over, and for one that cannot be carried
        out.
        """
        if until is not None:
            check_day("until", until, self.day)
        log = tuple(decisions)
        for decision in log:
            if decision.day is not None and decision.day < self.day:
                raise DecisionError(
                    f"decision on day {decision.day:g}: day {self.day:g} has come already; "
                    f"write a day from {self.day:g} on"
                )
        replication = _put_together(self._copy, self._for_all)
        replication.world.log = list(self.events)
        replication.decisions.plan(log)
        replication.world.run(until)
        return tuple(replication.world.log)


class _Apart(pickle.Pickler):
    """Writes a replication down without what is the same in all its futures.

    It never leaves this process: nothing that others could have written is ever read.
    """

    def __init__(self, file: io.BytesIO) -> None:
        super().__init__(file, pickle.HIGHEST_PROTOCOL)
        self.for_all: list[object] = []
        self._places: dict[int, int] = {}

    def persistent_id(self, it: object) -> int | None:
        """The place of what is not copied; None for what is."""
        if not isinstance(it, FOR_ALL):
            return None
        if id(it) not in self._places:
            self._places[id(it)] = len(self.for_all)
            self.for_all.append(it)
        return self._places[id(it)]


class _Together(pickle.Unpickler):
    """Makes a replication of what `_Apart` has written."""

    def __init__(self, file: io.BytesIO, for_all: list[object]) -> None:
        super().__init__(file)
        self.for_all = for_all

    def persistent_load(self, place: int) -> object:
        """What was not copied."""
        return self.for_all[place]


def _taken_apart(replication: Replication) -> tuple[bytes, list[object]]:
    file = io.BytesIO()
    apart = _Apart(file)
    apart.dump(replication)
    return file.getvalue(), apart.for_all


def _put_together(copy: bytes, for_all: list[object]) -> Replication:
    together: Any = _Together(io.BytesIO(copy), for_all).load()
    if not isinstance(together, Replication):
        raise TypeError("a copy of a replication is none")
    return together
