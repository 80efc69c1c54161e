"""A log, sorted by kind once: most metrics ask for one or two kinds of its events."""

from collections import deque
from collections.abc import Callable, Hashable
from operator import itemgetter
from typing import TypeVar

from simulator.events import Event

Events = tuple[Event, ...]
Found = TypeVar("Found")

_logs: deque[tuple[Events, dict[Hashable, object]]] = deque(maxlen=4)
"""The last few logs that somebody asked about, with what was found."""


def of(events: Events, *kinds: type[Event]) -> list[Event]:
    """The events of these kinds, in the order of the log."""
    index = once(events, "index", lambda: _by_kind(events))
    found = [entry for kind in kinds for entry in index.get(kind, ())]
    if len(kinds) > 1:
        found.sort(key=itemgetter(0))
    return [event for _, event in found]


def once(events: Events, what: Hashable, find: Callable[[], Found]) -> Found:
    """What `find` finds in a log: a dozen metrics of one log look for it once."""
    known = _known(events)
    if what not in known:
        known[what] = find()
    return known[what]


def _known(events: Events) -> dict[Hashable, object]:
    for log, known in tuple(_logs):
        if log is events:
            return known
    known: dict[Hashable, object] = {}
    if isinstance(events, tuple):  # anything else may grow
        _logs.append((events, known))
    return known


def _by_kind(events: Events) -> dict[type[Event], list[tuple[int, Event]]]:
    """Place and event, by kind."""
    index: dict[type[Event], list[tuple[int, Event]]] = {}
    for place, event in enumerate(events):
        index.setdefault(type(event), []).append((place, event))
    return index
