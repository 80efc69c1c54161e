"""The mentor's doors: make a workshop, lead it, look at it, take it home, delete it."""

from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Response
from fastapi.responses import StreamingResponse

from simulator.cockpit.days import whole
from simulator.instruments import Instruments
from simulator.mentor.levels import LEVELS
from simulator.readers import load, shipped
from simulator.session import Session
from simulator.workshop.record import Allowed, Workshop
from simulator.workshop.service import leading, looking, taking_home
from simulator.workshop.service.asked import NewWorkshop, RoundDo, Show, Switches, ThrownIn
from simulator.workshop.service.streams import streamed
from simulator.workshop.service.who import Hosted, Mentor

router = APIRouter(prefix="/api", tags=["mentor"])
View = dict[str, Any]


@router.get("/offices")
def offices(who: Mentor) -> View:
    """The organisations that can be played, and at which levels."""
    found = [load(name) for name in shipped()]
    return {
        "offices": [
            {
                "name": it.name,
                "title": it.title,
                "story": it.story,
                "last_day": whole(Session(it).plan[-1].day),
            }
            for it in found
        ],
        "levels": [{"name": level} for level in LEVELS],
    }


@router.get("/workshops")
async def every(who: Mentor, host: Hosted) -> list[View]:
    """All workshops of this service, the newest first."""
    return await looking.all_workshops(host)


@router.post("/workshops", status_code=201)
async def create(asked: NewWorkshop, who: Mentor, host: Hosted) -> View:
    """A new workshop, under a storm that is drawn now and stays here."""
    rounds = asked.rounds if isinstance(asked.rounds, int) else tuple(asked.rounds)
    workshop = Workshop.of(
        asked.office, asked.level, rounds, asked.title,
        instruments=Instruments(**asked.instruments.model_dump()),
        allowed=Allowed(**asked.allowed.model_dump()),
    )  # fmt: skip
    code = await leading.create(host, who, workshop)
    return await looking.mentor_view(host, code)


@router.get("/workshops/{code}")
async def look(code: str, who: Mentor, host: Hosted) -> View:
    """Everything of a workshop."""
    return await looking.mentor_view(host, code)


@router.delete("/workshops/{code}", status_code=204)
async def delete(code: str, who: Mentor, host: Hosted) -> Response:
    """A workshop with everything in it, for good."""
    await leading.delete(host, who, code)
    return Response(status_code=204)


@router.post("/workshops/{code}/round")
async def turn(code: str, asked: RoundDo, who: Mentor, host: Hosted) -> View:
    """Open the next round, or close this one."""
    if asked.do == "open":
        await leading.open_round(host, who, code, asked.minutes)
    else:
        await leading.close_round(host, who, code)
    return await looking.mentor_view(host, code)


@router.post("/workshops/{code}/injects")
async def throw_in(code: str, asked: ThrownIn, who: Mentor, host: Hosted) -> View:
    """Something comes from outside, for all teams alike, on the first day nobody has flown."""
    await leading.throw_in(host, who, code, asked.inject)
    return await looking.mentor_view(host, code)


@router.put("/workshops/{code}/switches")
async def switch(code: str, asked: Switches, who: Mentor, host: Hosted) -> View:
    """What is on the screens of the whole room."""
    tools, allowed = asked.instruments.model_dump(), asked.allowed.model_dump()
    await leading.switch(host, who, code, Instruments(**tools), Allowed(**allowed))
    return await looking.mentor_view(host, code)


@router.post("/workshops/{code}/standing")
async def show(code: str, asked: Show, who: Mentor, host: Hosted) -> View:
    """Whether the room sees how teams stand."""
    await leading.show_standing(host, who, code, asked.show)
    return await looking.mentor_view(host, code)


@router.post("/workshops/{code}/reveal")
async def reveal(code: str, who: Mentor, host: Hosted) -> View:
    """Show the storm, hand out the flights, and play the scoring worlds."""
    await leading.reveal(host, who, code)
    return await looking.mentor_view(host, code)


@router.post("/workshops/{code}/teams/{name}/token")
async def new_token(code: str, name: str, who: Mentor, host: Hosted) -> View:
    """Another token for a team that has lost its own, which holds no longer."""
    return {"token": await leading.new_token(host, who, code, name)}


@router.get("/workshops/{code}/export/{name}", response_class=Response)
async def export(code: str, name: str, who: Mentor, host: Hosted) -> Response:
    """What is taken home: a page, or a table for a spreadsheet."""
    kind = "text/html" if name.endswith(".html") else "text/csv"
    return Response(
        await taking_home.file(host, code, name),
        media_type=f"{kind}; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{quote(name)}"'},
    )


@router.get("/workshops/{code}/live", response_class=StreamingResponse)
async def live(code: str, who: Mentor, host: Hosted) -> Response:
    """The same as the workshop itself, told again after every change (server-sent events)."""
    return await streamed(host, code, lambda: looking.mentor_view(host, code))
