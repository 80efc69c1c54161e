"""Finished worlds, kept on disk: a notebook that is run again plays nothing twice.

What was kept is believed only if this person has sealed it, and found only by the same scenario,
policy, decisions, seed and program. Several processes may use one shelf.
"""

import hmac
import os
from collections.abc import Callable, Iterable
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec

from simulator.errors import RefusedError

if TYPE_CHECKING:
    from simulator.experiment.store import Store

Result = TypeVar("Result")

SEAL = 32
"""Bytes of the checksum before what is kept."""
OURS = "worlds"
"""A folder of our own inside the one that is named: nobody else may write in it."""
PLACE = "PMO_CACHE"
"""Environment variable: another folder for the shelf, or "off" for none."""


def folder() -> Path | None:
    """Where finished worlds are kept; None if nobody wants that."""
    asked = os.environ.get(PLACE, "")
    if asked.lower() in ("off", "no", "0"):
        return None
    if asked:
        return Path(asked) / OURS
    try:
        from platformdirs import user_cache_path
    except ImportError:  # as in a browser, where nothing would stay
        return None
    return user_cache_path("pmo-flight-simulator", appauthor=False) / OURS


class Shelf:
    """Results by key. Where the disk fails it is empty and keeps nothing: it never stops a run."""

    def __init__(self, place: Path | None, say: Callable[[str], None] = lambda text: None) -> None:
        self.place, self.say = place, say
        self.secret, self.trouble = b"", ""
        self.store: Store | None = None
        self._open()

    def _open(self) -> None:
        if self.place is None:
            return
        try:
            from simulator.experiment.secret import secret
            from simulator.experiment.store import Store

            self.secret, self.store = secret(), Store(self.place)
        except (RefusedError, OSError, ImportError) as error:  # some Pythons come without SQLite
            self._give_up(error)

    @property
    def works(self) -> bool:
        """Whether anything can be kept."""
        return self.store is not None

    def find(self, keys: Iterable[str | None], kind: type[Result]) -> list[Result | None]:
        """What of this kind is kept under each key; None for what is not, or not to be believed."""
        keys = list(keys)
        named = [key for key in keys if key is not None]
        sealed = dict(zip(named, self._sealed(named), strict=True))
        return [None if key is None else self._believed(key, sealed[key], kind) for key in keys]

    def _sealed(self, keys: list[str]) -> list[bytes | None]:
        """The bytes that are there, whoever wrote them."""
        if store := self.store:
            try:
                return store.find(keys)
            except (RefusedError, OSError) as error:
                self._give_up(error)
        return [None] * len(keys)

    def _believed(self, key: str, sealed: bytes | None, kind: type[Result]) -> Result | None:
        """What was kept, if it was this person who kept it under this key."""
        if sealed is None:
            return None
        seal, text = sealed[:SEAL], sealed[SEAL:]
        if not hmac.compare_digest(self._seal(key, text), seal):
            return None
        try:
            return msgspec.msgpack.decode(text, type=kind)
        except msgspec.DecodeError:
            return None

    def _seal(self, key: str, text: bytes) -> bytes:
        """A checksum that only this person can make."""
        return blake2b(key.encode() + b"\0" + text, key=self.secret, digest_size=SEAL).digest()

    def keep(self, found: Iterable[tuple[str | None, object]]) -> None:
        """Keep these results, all at once."""
        if not (store := self.store):
            return
        texts = {key: msgspec.msgpack.encode(it) for key, it in found if key is not None}
        try:
            store.keep({key: self._seal(key, text) + text for key, text in texts.items()})
        except (RefusedError, OSError) as error:
            self._give_up(error)

    def count(self) -> tuple[int, int]:
        """(results kept, bytes on disk)."""
        if store := self.store:
            try:
                return store.count()
            except (RefusedError, OSError) as error:
                self._give_up(error)
        return 0, 0

    def clear(self) -> None:
        """Throw everything away that is ours."""
        if not (store := self.store):
            return
        try:
            store.throw_away()
            self._open()
        except (RefusedError, OSError) as error:
            self._give_up(error)

    def close(self) -> None:
        """Let go of the file."""
        store, self.store = self.store, None
        if store:
            store.close()

    def _give_up(self, error: RefusedError | OSError | ImportError) -> None:
        """Go on without a shelf, and say why."""
        self.close()
        self.trouble = str(error)
        if isinstance(error, OSError) and error.filename:
            self.trouble = f"'{error.filename}': {error.strerror}"
        self.say(f"finished worlds are not kept: {self.trouble}")
