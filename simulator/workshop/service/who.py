"""Who asks: the mentor, a team, or somebody in the room; each may do what is theirs."""

from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from simulator.workshop.refusals import StrangerError
from simulator.workshop.service.guards import Rates, TooOftenError
from simulator.workshop.service.host import Host
from simulator.workshop.service.keys import Keys

bearer = HTTPBearer(auto_error=False, description="The mentor's secret, or a team's token.")
Token = Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)]


class Gate:
    """The one who lets in, and remembers how often somebody has tried in vain."""

    def __init__(self, keys: Keys) -> None:
        self.keys = keys
        self.strangers = Rates(burst=30, a_second=0.5)
        """By address: wrong tokens and wrong join codes."""
        self.teams = Rates(burst=60, a_second=20)
        """By team: whatever it asks."""
        self.rooms = Rates(burst=300, a_second=100)
        """By address: a whole room may sit behind one."""

    def in_vain(self, request: Request) -> None:
        """Somebody has tried in vain. Raises TooOftenError if their address does so on and on.

        Who has a token is let in all the same: a whole room may share the address of one who tries.
        """
        if wait := self.strangers.spend(address(request)):
            raise TooOftenError(wait)


def address(request: Request) -> str:
    """Where a request comes from."""
    return request.client.host if request.client else ""


def host_of(request: Request) -> Host:
    """The host of the service."""
    host: Host = request.app.state.host
    return host


def gate_of(request: Request) -> Gate:
    """The gate of the service."""
    gate: Gate = request.app.state.gate
    return gate


async def mentor(request: Request, token: Token) -> str:
    """Who leads, as the audit log names them.

    Raises StrangerError for anybody else, TooOftenError for who tries on and on.
    """
    gate = gate_of(request)
    who = await gate.keys.mentor(token.credentials) if token else None
    if who is None:
        gate.in_vain(request)
        raise StrangerError(
            "only the mentor may do that; open the mentor's address as the service printed it"
        )
    return who


async def team(request: Request, token: Token) -> int:
    """The number of the team that asks.

    Raises StrangerError for anybody else, TooOftenError for a team that asks more than it can read.
    """
    gate = gate_of(request)
    if token is None:
        raise StrangerError("join the workshop first, with its code and a name for your team")
    number = await gate.keys.team(token.credentials)
    if number is None:
        gate.in_vain(request)
        raise StrangerError("nobody has this token; join again, or ask your mentor for a new one")
    if wait := gate.teams.spend(number):
        raise TooOftenError(wait)
    return number


async def in_the_room(request: Request) -> None:
    """Anybody, as often as a room full of people may ask. Raises TooOftenError beyond that."""
    if wait := gate_of(request).rooms.spend(address(request)):
        raise TooOftenError(wait)


Hosted = Annotated[Host, Depends(host_of)]
Mentor = Annotated[str, Depends(mentor)]
TeamNumber = Annotated[int, Depends(team)]
InTheRoom = Annotated[None, Depends(in_the_room)]
