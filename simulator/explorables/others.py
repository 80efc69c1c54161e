"""Flights that somebody else has flown in the same world, found in one's own folder."""

from collections.abc import Container

from simulator.errors import RefusedError
from simulator.logbook import Logbook
from simulator.session import Session

MOST = 6
"""So many have room beside each other in a lesson."""


def flights_of(
    session: Session, but: tuple[str, ...] = (), taken: Container[str] = (),
    book: Logbook | None = None, most: int = MOST,
) -> tuple[tuple[str, Session], ...]:  # fmt: skip
    """Flights that are over, of the same office and world, by the name of their file.

    Left out are those whose names begin with one of `but`, those called like one of `taken`, and
    what cannot be read or played again: it is no reason to show nobody.
    """
    book = Logbook() if book is None else book
    try:
        entries = book.entries()
    except RefusedError:
        return ()
    found = []
    for entry in entries:
        fits = (entry.scenario, entry.seed) == (session.scenario.name, session.seed)
        if not fits or not entry.over or entry.problem or entry.name.startswith(but):
            continue
        flown = _opened(book, entry.name)
        if flown is not None and flown.scenario == session.scenario and entry.name not in taken:
            found.append((entry.name, flown))
    return tuple(sorted(found, key=lambda it: it[0])[:most])


def _opened(book: Logbook, name: str) -> Session | None:
    try:
        return book.open(name).session
    except RefusedError:
        return None
