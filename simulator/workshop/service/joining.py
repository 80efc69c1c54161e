"""How a team comes in, and comes back in."""

import msgspec
from sqlalchemy.orm import Session as Transaction

from simulator.workshop.flight import Flight, gone_on
from simulator.workshop.refusals import ClosedError, UnknownError
from simulator.workshop.service.host import Host
from simulator.workshop.store import teams, workshops


async def join(host: Host, code: str, name: str, *, known: bool = False) -> tuple[str, str]:
    """A new team: its name as it is kept, and its token.

    Raises ClosedError once the storm is revealed, QuickerError if the name is taken; where the
    name is `known` to be theirs, whoever has joined before comes back in.
    """

    def work(tx: Transaction) -> tuple[str, str]:
        row = workshops.find(tx, code, change=True)
        if known:
            try:
                team = teams.by_name(tx, row, name)
                return team.name, teams.new_token(team)
            except UnknownError:
                pass
        if row.phase == "revealed":
            raise ClosedError("the storm is revealed, so nobody joins any more")
        team, token = teams.join(tx, row, name)
        if row.round and row.phase != "open":
            # Who comes late stands where all others stand.
            until = workshops.record(row).until(row.round)
            team.flight = msgspec.json.encode(gone_on(Flight(), until))
        workshops.note(tx, row, team.name, "joined")
        return team.name, token

    found = await (host.change_tokens(work) if known else host.do(work))
    host.live.changed(workshops.typed(code))
    return found
