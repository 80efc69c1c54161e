"""Which team a token belongs to, remembered: the database is asked once, not with every request."""

import threading
from collections.abc import Callable


class Remembered:
    """Teams by what is kept of their tokens. Whoever changes a token forgets them all."""

    def __init__(self) -> None:
        self._teams: dict[str, int] = {}
        self._changes = 0
        self._lock = threading.Lock()

    def team(self, token_hash: str) -> int | None:
        """The team, if it is remembered."""
        return self._teams.get(token_hash)

    def looked_up(self, token_hash: str, look: Callable[[], int | None]) -> int | None:
        """The team as the database says, remembered unless somebody changes a token meanwhile."""
        changes, found = self._changes, look()
        with self._lock:
            if found is not None and changes == self._changes:
                self._teams[token_hash] = found
        return found

    def forget(self) -> None:
        """Ask anew from now on. To be called once a token holds no longer."""
        with self._lock:
            self._changes += 1
            self._teams.clear()
