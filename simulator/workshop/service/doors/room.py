"""The room's doors: what the wall shows to everybody, and how a team comes in."""

from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import StreamingResponse

from simulator.workshop.refusals import UnknownError
from simulator.workshop.service import joining, looking
from simulator.workshop.service.asked import Joining
from simulator.workshop.service.streams import streamed
from simulator.workshop.service.who import Hosted, InTheRoom, gate_of

router = APIRouter(prefix="/api/rooms", tags=["room"])
View = dict[str, Any]


@router.get("/{code}")
async def look(code: str, request: Request, _: InTheRoom, host: Hosted) -> View:
    """What everybody in the room may see."""
    try:
        return await looking.room_view(host, code)
    except UnknownError:
        gate_of(request).in_vain(request)
        raise


@router.get("/{code}/live", response_class=StreamingResponse)
async def live(code: str, request: Request, _: InTheRoom, host: Hosted) -> Response:
    """The same, told again after every change (server-sent events)."""
    await look(code, request, _, host)
    return await streamed(host, code, lambda: looking.room_view(host, code))


@router.post("/{code}/teams", status_code=201)
async def join(code: str, asked: Joining, request: Request, _: InTheRoom, host: Hosted) -> View:
    """Come in as a team; the token is told this once."""
    try:
        name, token = await joining.join(host, code, asked.team)
    except UnknownError:
        gate_of(request).in_vain(request)
        raise
    return {"team": name, "token": token}
