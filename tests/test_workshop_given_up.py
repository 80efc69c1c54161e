"""Decisions that cannot be carried out together hold up nobody."""

import asyncio

from simulator.decisions import ChangePeople
from simulator.errors import RefusedError
from simulator.workshop import Workshop
from simulator.workshop.service import flying, joining, leading, looking
from simulator.workshop.service.host import Host
from simulator.workshop.store import Database, teams


class Refusing:
    """Processes in which no run comes to an end."""

    async def soon(self, *_):
        raise RefusedError("more happens than a run may have")

    beside = soon

    def close(self) -> None:
        """Nothing to end."""


async def played(host: Host) -> dict:
    code = await leading.create(host, "mentor", Workshop.of("three_projects", rounds=(10.0, 20.0)))
    await leading.open_round(host, "mentor", code)
    _, token = await joining.join(host, code, "Otters")
    number = await host.do(lambda tx: teams.by_token(tx, token).id)
    hired = ChangePeople("developer", 1, day=2.0)
    await flying.hand_in(host, number, "one", 0, (hired,), 5.0)
    await flying.carry_out(host, number)
    view = await looking.team_view(host, number)
    await host.end()
    return view


def test_they_are_told_as_left_out_and_the_flight_goes_on(tmp_path):
    host = Host(Database(f"sqlite:///{tmp_path / 'room.sqlite'}"))
    host.workers = Refusing()
    view = asyncio.run(played(host))
    assert (view["waiting"], view["day"], view["steps"]) == (0, 0.0, 1)
    assert not view["decisions"]
    assert view["left_out"][0]["why"] == "more happens than a run may have"
