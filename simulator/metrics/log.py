"""A log, sorted by kind once: most metrics ask for one or two kinds of its events."""

from collections import deque
from collections.abc import Callable, Hashable
from operator import itemgetter
from typing import Generic, TypeVar, overload

from simulator.events import Event

Events = tuple[Event, ...]
Found = TypeVar("Found")
Kind = TypeVar("Kind", bound=Event)
Other = TypeVar("Other", bound=Event)
Third = TypeVar("Third", bound=Event)

ByKind = dict[type[Event], list[tuple[int, Event]]]
"""Place in the log and event, by kind."""


class Once(Generic[Found]):
    """What was found in the last few logs: a dozen metrics of one log look for it once."""

    def __init__(self) -> None:
        self.logs: deque[tuple[Events, dict[Hashable, Found]]] = deque(maxlen=4)

    def found(self, events: Events, what: Hashable, find: Callable[[], Found]) -> Found:
        """What `find` finds in a log, by the name of `what` is looked for."""
        known = self._known(events)
        if what not in known:
            known[what] = find()
        return known[what]

    def _known(self, events: Events) -> dict[Hashable, Found]:
        for log, known in tuple(self.logs):
            if log is events:
                return known
        fresh: dict[Hashable, Found] = {}
        if isinstance(events, tuple):  # anything else may grow
            self.logs.append((events, fresh))
        return fresh


_sorted: Once[ByKind] = Once()


@overload
def of(events: Events, kind: type[Kind], /) -> list[Kind]: ...
@overload
def of(events: Events, kind: type[Kind], other: type[Other], /) -> list[Kind | Other]: ...
@overload
def of(
    events: Events, kind: type[Kind], other: type[Other], third: type[Third], /
) -> list[Kind | Other | Third]: ...
@overload
def of(events: Events, /, *kinds: type[Kind]) -> list[Kind]: ...
def of(events: Events, /, *kinds: type[Kind]) -> list[Kind]:
    """The events of these kinds, in the order of the log."""
    index = _sorted.found(events, "", lambda: _by_kind(events))
    found = [entry for kind in kinds for entry in index.get(kind, ())]
    if len(kinds) > 1:
        found.sort(key=itemgetter(0))
    return [event for _, event in found if isinstance(event, kinds)]


def _by_kind(events: Events) -> ByKind:
    index: ByKind = {}
    for place, event in enumerate(events):
        index.setdefault(type(event), []).append((place, event))
    return index
