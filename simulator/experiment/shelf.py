"""Finished worlds, kept on disk: a notebook that is run again plays nothing twice.

What was kept is believed only if its checksum is right, and found only by the same scenario,
policy, decisions, seed and program. Two processes may use one shelf.
"""

import hashlib
import os
import sqlite3
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING

import msgspec

from simulator.experiment.captain import Flight
from simulator.experiment.looks import Look
from simulator.model import RULES
from simulator.scenario import fingerprint

if TYPE_CHECKING:
    import diskcache

LIMIT = 200 * 2**20
"""Bytes on disk; what was kept first goes first."""
CHECKSUM = 16
OURS = "worlds"
"""A folder of our own inside the one that is named: a damaged shelf is thrown away whole."""
PLACE = "PMO_CACHE"
"""Environment variable: another folder for the shelf, or "off" for none."""


def folder() -> Path | None:
    """Where finished worlds are kept; None if nobody wants that."""
    asked = os.environ.get(PLACE, "")
    if asked.lower() in ("off", "no", "0"):
        return None
    if asked:
        return Path(asked) / OURS
    from platformdirs import user_cache_path

    return user_cache_path("pmo-flight-simulator", appauthor=False) / OURS


class Shelf:
    """Results by key. Where the disk fails it is empty and keeps nothing: it never stops a run."""

    def __init__(self, place: Path | None) -> None:
        self.place = place
        self.cache = self._open() if place else None

    def _open(self) -> "diskcache.Cache | None":
        import diskcache

        try:
            return diskcache.Cache(
                str(self.place), size_limit=LIMIT, eviction_policy="least-recently-stored"
            )
        except (OSError, sqlite3.Error) as error:
            self._give_up(error)
            return None

    @property
    def works(self) -> bool:
        """Whether anything can be kept."""
        return self.cache is not None

    def find(self, keys: Iterable[str | None]) -> list[object | None]:
        """What is kept under each key; None for what is not, or cannot be believed."""
        return [None if key is None else self._one(key) for key in keys]

    def _one(self, key: str) -> object | None:
        if self.cache is None:
            return None
        try:
            kept = self.cache.get(key)
        except Exception as error:  # a damaged file can raise nearly anything
            self._give_up(error)
            return None
        if not isinstance(kept, bytes) or _checksum(key, kept[CHECKSUM:]) != kept[:CHECKSUM]:
            return None
        return msgspec.msgpack.decode(kept[CHECKSUM:])

    def keep(self, found: Iterable[tuple[str | None, object]]) -> None:
        """Keep these results, all at once."""
        if self.cache is None:
            return
        try:
            with self.cache.transact():
                for key, result in found:
                    if key is not None:
                        text = msgspec.msgpack.encode(result)
                        self.cache.set(key, _checksum(key, text) + text)
        except Exception as error:
            self._give_up(error)

    def count(self) -> tuple[int, int]:
        """(results kept, bytes on disk)."""
        return (0, 0) if self.cache is None else (len(self.cache), self.cache.volume())

    def clear(self) -> None:
        """Throw everything away."""
        if self.cache is not None:
            self.cache.clear()

    def close(self) -> None:
        """Let go of the file."""
        if self.cache is not None:
            self.cache.close()

    def _give_up(self, error: Exception) -> None:
        """Go on without a shelf; one that is damaged is thrown away, and made anew next time."""
        self.cache = None
        if isinstance(error, sqlite3.DatabaseError) and not isinstance(
            error, sqlite3.OperationalError
        ):
            rmtree(self.place, ignore_errors=True)


def prefix(flight: Flight, look: Look) -> str | None:
    """What the keys of a flight begin with, its seed being the rest; None if it cannot be kept.

    An order of somebody's own is a function, and nobody can tell whether it is still the same.
    """
    policy, decisions = flight.captain
    if not look.name or callable(policy.order):
        return None
    parts = (look.name, str(RULES), program(), fingerprint(flight.scenario),
             fingerprint(policy), fingerprint(decisions))  # fmt: skip
    return hashlib.blake2b("\n".join(parts).encode(), digest_size=16).hexdigest()


@lru_cache(maxsize=1)
def program() -> str:
    """A fingerprint of this package: whoever changes the model gets new results."""
    import simulator

    digest, root = hashlib.blake2b(digest_size=16), Path(simulator.__file__).parent
    for path in sorted(root.rglob("*.py")):
        digest.update(path.relative_to(root).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()


def _checksum(key: str, text: bytes) -> bytes:
    return hashlib.blake2b(text, key=key.encode()[:64], digest_size=CHECKSUM).digest()
