"""Come into a workshop, or back into it after a restart."""

from simulator.errors import RefusedError
from simulator.workshop.client.outbox import Kept, Outbox, found, outbox
from simulator.workshop.client.team import Team
from simulator.workshop.client.wire import TRIES, AwayError, Wire, base_of


def join(url: str, code: str, team: str, tries: int = TRIES) -> Team:
    """The team of this name in the workshop of this code.

    Who has joined on this computer before comes back in with the token of then. Raises RefusedError
    if nobody answers there, the code is none, or another team has the name.
    """
    base = base_of(url)
    path = outbox(base, code, team)
    kept = found(path, base)
    if kept is None or not _still_known(kept):
        kept = _new(base, code, team, tries)
    box = Outbox(path, kept)
    box.write()
    return Team(Wire(base, kept.token), box)


def _still_known(kept: Kept) -> bool:
    """Whether the workshop is still there; if nobody answers, it may be."""
    wire = Wire(kept.url, kept.token)
    try:
        wire.ask("GET", "/api/team", tries=2)
    except AwayError:
        return True
    except RefusedError:
        return False
    finally:
        wire.close()
    return True


def _new(url: str, code: str, team: str, tries: int) -> Kept:
    wire = Wire(url)
    try:
        answer = wire.ask("POST", f"/api/rooms/{_in_path(code)}/teams", {"team": team}, tries)
    finally:
        wire.close()
    return Kept(url=url, code=code, team=answer["team"], token=answer["token"])


def _in_path(code: str) -> str:
    """A join code as a part of an address. Raises RefusedError for what can be none."""
    plain = code.strip()
    if not plain.isalnum():
        raise RefusedError(f"'{plain[:40]}' is no join code; it has six letters and digits")
    return plain
