"""What a team has decided and the service has not confirmed yet: kept on disk, sent in order, once.

Each letter has an id, so that one that was sent twice, because no answer came, counts once.
"""

import os
import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from simulator.errors import RefusedError
from simulator.limits import MOST_BYTES
from simulator.logbook.place import place
from simulator.logbook.writing import write_over


class Letter(Struct, frozen=True):
    """One thing to be handed in."""

    id: str
    decisions: list[dict[str, Any]]
    today: float


class Draft(Struct, frozen=True, kw_only=True):
    """One act in the cockpit that the service has not answered yet."""

    id: str
    message: dict[str, Any]
    words: str
    day: int
    after: int | None = None
    """After how many steps it comes; None behind another draft."""
    waits: bool = False
    """Whether nobody has answered when it was sent."""
    held: str = ""
    """Why it cannot be handed in as it is; then somebody has to say what becomes of it."""


class Kept(Struct, kw_only=True):
    """What is kept of a workshop that was joined."""

    url: str
    code: str
    team: str
    token: str
    letters: list[Letter] = []
    known: list[dict[str, Any]] = []
    """Decisions that were confirmed, for the time when nobody answers."""
    drafts: list[Draft] = []
    """Acts in the cockpit, the oldest first."""
    commitment: str = ""
    """The storm's fingerprint as it was shown first."""
    home: str = ""
    """Under which name the flight is kept among one's own, once it is."""


class Outbox:
    """The letters of one team, in one file of the trainee's own folder."""

    def __init__(self, path: Path, kept: Kept) -> None:
        self.path, self.kept = path, kept

    @property
    def letters(self) -> list[Letter]:
        """What waits to be sent, the oldest first."""
        return self.kept.letters

    def put(self, decisions: list[dict[str, Any]], today: float) -> Letter:
        """Keep what is to be handed in, before anything is sent."""
        letter = Letter(uuid.uuid4().hex, decisions, today)
        self.kept.letters.append(letter)
        self.write()
        return letter

    def promised(self, commitment: str) -> None:
        """Keep the storm's fingerprint, the first time that it is shown."""
        if not self.kept.commitment:
            self.kept.commitment = commitment
            self.write()

    def drop(self, letter: Letter) -> None:
        """It was confirmed, or can never be."""
        self.kept.letters = [it for it in self.kept.letters if it.id != letter.id]
        self.write()

    def redraft(self, drafts: Sequence[Draft]) -> None:
        """Keep these acts in the place of all others. Raises RefusedError if that cannot be."""
        before, self.kept.drafts = self.kept.drafts, list(drafts)
        try:
            self.write()
        except RefusedError:
            self.kept.drafts = before
            raise

    def write(self) -> None:
        """Keep it on disk. Raises RefusedError if that cannot be."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            write_over(self.path, msgspec.json.encode(self.kept))
            os.chmod(self.path, 0o600)  # noqa: PTH101 - it holds the team's token
        except OSError as error:
            raise RefusedError(f"cannot keep '{self.path}': {error.strerror}") from None


def outbox(url: str, code: str, team: str) -> Path:
    """Where it is kept."""
    name = "".join(it if it.isalnum() else "-" for it in f"{code} {team}")[:60]
    return place() / "workshops" / f"{name}.json"


def found(path: Path, url: str) -> Kept | None:
    """What was kept of a workshop at this address; None if nothing was, or it cannot be read."""
    try:
        if path.stat().st_size > MOST_BYTES:
            return None
        kept = msgspec.json.decode(path.read_bytes(), type=Kept)
    except (OSError, msgspec.DecodeError):
        return None
    return kept if kept.url == url else None
