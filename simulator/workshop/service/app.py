"""The service as a web application: doors, guards, pages."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI
from fastapi.responses import FileResponse
from fastapi.staticfiles import StaticFiles

import simulator
from simulator.workshop.service import flying
from simulator.workshop.service.doors import mentor, room, team
from simulator.workshop.service.guards import guarded
from simulator.workshop.service.host import Host
from simulator.workshop.service.keys import Keys
from simulator.workshop.service.who import Gate

PAGES = Path(__file__).parents[1] / "pages"
FRONT = Path(simulator.__file__).parent / "widgets" / "front"
ABOUT = (
    "One mentor, some teams, one storm. Teams hand in decisions, never scores; the storm stays "
    "here until the mentor reveals it."
)


def application(host: Host, keys: Keys) -> FastAPI:
    """The service of one database."""

    @asynccontextmanager
    async def living(_: FastAPI) -> AsyncIterator[None]:
        await flying.begin(host)
        yield
        await host.end()

    app = FastAPI(
        title="PMO Flight Simulator: workshop", version=simulator.__version__, description=ABOUT,
        lifespan=living, docs_url=None, redoc_url=None,
        # Whatever is refused is refused in one shape.
        responses=dict.fromkeys((400, 401, 404, 409, 413, 422, 429, 503), REFUSED),
    )  # fmt: skip
    app.state.host, app.state.gate = host, Gate(keys)
    guarded(app)

    @app.get("/health", tags=["service"])
    async def health() -> dict[str, str]:
        """Whether the service and its database answer."""
        await host.do(lambda tx: tx.connection())
        return {"status": "ok", "version": simulator.__version__}

    for doors in (mentor, room, team):
        app.include_router(doors.router)
    _show_pages(app)
    return app


REFUSED = {
    "description": "Refused, in a sentence.",
    "content": {
        "application/json": {
            "schema": {
                "type": "object",
                "required": ["refused"],
                "properties": {"refused": {"type": "string"}},
            }
        }
    },
}


def _show_pages(app: FastAPI) -> None:
    """The pages hold no data: what they show they ask for, with a token."""
    pages = {"/": "start", "/team": "team", "/mentor": "mentor", "/projector/{code}": "projector"}
    for path, page in pages.items():
        app.get(path, include_in_schema=False, name=page)(_shown(PAGES / f"{page}.html"))
    app.mount("/pages", StaticFiles(directory=PAGES), name="pages")
    app.mount("/front", StaticFiles(directory=FRONT), name="front")


def _shown(page: Path) -> Callable[[], Awaitable[FileResponse]]:
    async def show() -> FileResponse:
        return FileResponse(page)

    return show
