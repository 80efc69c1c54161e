"""From a hub's notebook: who one is and where the workshop is stand in its environment."""

import os

from simulator.errors import RefusedError
from simulator.workshop.at_hub import ADDRESS, TOKEN
from simulator.workshop.client.outbox import Kept, Outbox, found, outbox
from simulator.workshop.client.team import Team
from simulator.workshop.client.wire import Wire, base_of


def join(code: str = "") -> Team:
    """Take part as the hub's user; without a code in the one workshop that there is.

    Who takes part already comes back in. Raises RefusedError if this is no hub's notebook, nobody
    answers, or it is not clear which workshop is meant.
    """
    url, token = os.environ.get(ADDRESS, ""), os.environ.get(TOKEN, "")
    if not url or not token:
        raise RefusedError(
            "nobody knows from here where the workshop is; write Workshop.join(address, code, "
            'team="…") with the address and the join code that your mentor shows'
        )
    base, wire = base_of(url), Wire(url, token)
    try:
        place = wire.ask("POST", "/api/hub/team", {"code": code or None})
    finally:
        wire.close()
    path = outbox(base, place["code"], place["team"])
    kept = found(path, base) or Kept(url=base, **place)
    kept.token = place["token"]  # with every start of the notebook's server it is another
    box = Outbox(path, kept)
    box.write()
    return Team(Wire(base, kept.token), box)
