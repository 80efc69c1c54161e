"""What nobody wants any more is broken off, also in the process where it goes on.

Each kind of work for one team has a place in a memory that all processes share, and a stamp there:
whoever finds another stamp than his own has been overtaken.
"""

import threading
from collections.abc import Callable
from ctypes import c_longlong
from multiprocessing.context import BaseContext
from typing import Any, TypeVar

T = TypeVar("T")
PLACES = 4096
"""So many teams at once can be overtaken; what more there are goes on to its end."""

_shared: Any = None
"""In a process that plays: the stamps of all."""


class OvertakenError(Exception):
    """Somebody wants something newer instead."""


class Stamps:
    """The latest stamp of each team."""

    def __init__(self, context: BaseContext) -> None:
        self.shared: Any = context.Array(c_longlong, PLACES, lock=False)
        self._places: dict[int, int] = {}
        self._last = 0
        self._lock = threading.Lock()

    def overtake(self, team: int) -> tuple[int, int]:
        """A place and a new stamp there; whoever had one before has been overtaken."""
        with self._lock:
            place = self._places.setdefault(team, len(self._places))
            self._last += 1
            if place < PLACES:
                self.shared[place] = self._last
            return place, self._last


def share(stamps: Any) -> None:
    """In a new process: know the stamps of all."""
    global _shared
    _shared = stamps


def unless_overtaken(place: int, stamp: int, work: Callable[..., T], *args: Any) -> T:
    """What `work` gives; it is called with what it is to call now and then.

    Raises OvertakenError once somebody wants something newer.
    """

    def goes_on() -> None:
        if place < PLACES and _shared is not None and _shared[place] != stamp:
            raise OvertakenError

    goes_on()  # it may have waited long
    return work(*args, goes_on)
