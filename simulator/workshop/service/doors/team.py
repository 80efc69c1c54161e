"""A team's doors: look, act, hand in, foretell, and take the flight home after the reveal."""

import time
from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Query, Response
from fastapi.responses import StreamingResponse
from msgspec import to_builtins

from simulator.decisions import AnyDecision
from simulator.errors import RefusedError
from simulator.values import cut
from simulator.workshop.service import flying, looking
from simulator.workshop.service.asked import Act, Foretold, HandedIn
from simulator.workshop.service.streams import streamed
from simulator.workshop.service.who import Hosted, TeamNumber

router = APIRouter(prefix="/api/team", tags=["team"])
View = dict[str, Any]


@router.get("")
async def look(number: TeamNumber, host: Hosted) -> View:
    """Where the team and its workshop stand."""
    host.seen[number] = time.time()
    return await looking.team_view(host, number)


@router.get("/live", response_class=StreamingResponse)
async def live(number: TeamNumber, host: Hosted) -> Response:
    """The same, told again after every change (server-sent events)."""
    code = (await looking.team_view(host, number))["code"]

    def heard() -> None:
        host.seen[number] = time.time()

    return await streamed(host, code, lambda: looking.team_view(host, number), heard)


@router.get("/screen")
async def screen(number: TeamNumber, host: Hosted) -> View:
    """The team's cockpit."""
    return await flying.screen(host, number)


@router.post("/acts")
async def act(asked: Act, number: TeamNumber, host: Hosted) -> View:
    """One act in the cockpit; the same id again does nothing again."""
    return await flying.act(host, number, asked.id, asked.after, asked.message)


@router.get("/ahead", responses={204: {"description": "No forecasts are handed out."}})
async def ahead(number: TeamNumber, host: Hosted) -> Any:
    """The forecast of the day, empty until it is drawn."""
    found = await flying.ahead(host, number)
    return Response(status_code=204) if found is None else found


@router.get("/events")
async def events(
    number: TeamNumber, host: Hosted, since: Annotated[int, Query(ge=0, le=10**9)] = 0
) -> list[Any]:
    """What can be seen of the flight so far, from the event of this number on."""
    return await flying.events(host, number, since)


@router.get("/office")
async def office(number: TeamNumber, host: Hosted) -> View:
    """The office, with what has come from outside so far."""
    found: View = to_builtins(await flying.office(host, number))
    return found


@router.post("/decisions", status_code=202)
async def hand_in(asked: HandedIn, number: TeamNumber, host: Hosted) -> View:
    """Decisions with their days: kept when this is answered, carried out beside."""
    return await flying.hand_in(
        host, number, asked.id, asked.after, decisions_of(asked.decisions), asked.today
    )


@router.post("/forecasts", status_code=204)
async def foretell(asked: Foretold, number: TeamNumber, host: Hosted) -> Response:
    """The range in which the net result will lie in 8 of 10 cases."""
    await flying.foretell(host, number, asked.id, asked.low, asked.high)
    return Response(status_code=204)


@router.get("/results")
async def results(number: TeamNumber, host: Hosted) -> View:
    """The team's own numbers; after the reveal those of all teams."""
    return await looking.results(host, number)


@router.get("/flight", response_class=Response)
async def flight(number: TeamNumber, host: Hosted) -> Response:
    """The whole flight as an ordinary file, after the reveal."""
    return Response(
        await flying.file(host, number),
        media_type="application/json",
        headers={"Content-Disposition": 'attachment; filename="our.flight.json"'},
    )


def decisions_of(sent: list[dict[str, Any]]) -> tuple[AnyDecision, ...]:
    """The decisions as records. Raises RefusedError for what is none, or has no day."""
    try:
        found = msgspec.convert(sent, type=tuple[AnyDecision, ...], strict=False)
    except msgspec.ValidationError as error:
        raise RefusedError(f"these are no decisions: {cut(str(error))}") from None
    except (OverflowError, RecursionError):
        raise RefusedError("these are no decisions: a number is too large") from None
    for number, decision in enumerate(found):
        if decision.day is None:
            raise RefusedError(f"decision {number} has no day; write day=…")
    return found
