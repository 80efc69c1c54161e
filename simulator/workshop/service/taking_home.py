"""What the mentor takes home: tables and a page, from what the database holds."""

import msgspec
from sqlalchemy.orm import Session as Transaction

from simulator.errors import RefusedError
from simulator.workshop import playing
from simulator.workshop.export import FILES, Given, Noted, Recorded, RecordedTeam
from simulator.workshop.flight import session_of
from simulator.workshop.judging import Judged
from simulator.workshop.record import Workshop
from simulator.workshop.refusals import UnknownError
from simulator.workshop.service.host import Host
from simulator.workshop.service.views import standing_of
from simulator.workshop.store import steps, teams, workshops
from simulator.workshop.store.tables import TeamRow, WorkshopRow


async def file(host: Host, code: str, name: str) -> bytes:
    """One file of what is taken home. Raises UnknownError for a name that there is not."""
    if name not in FILES:
        raise UnknownError(f"there is no file of that name; take one of {', '.join(FILES)}")
    found = await host.do(lambda tx: recorded(tx, workshops.find(tx, code)))
    try:
        return await host.workers.beside(playing.taken_home, name, found)
    except RefusedError as error:
        raise UnknownError(str(error)) from None


def recorded(tx: Transaction, row: WorkshopRow) -> Recorded:
    """A workshop as plain records; its seal only once it is revealed."""
    workshop, found = workshops.record(row), teams.of(tx, row)
    return Recorded(
        title=workshop.title,
        scenario=workshop.scenario,
        rounds=workshop.rounds,
        round=row.round,
        is_open=row.phase == "open",
        commitment=workshop.seal.commitment,
        seal=workshop.seal if row.phase == "revealed" else None,
        instruments=workshop.instruments,
        allowed=workshop.allowed,
        teams=tuple(_team(tx, it, workshop) for it in found),
        standing=standing_of(row),
        judged=tuple(judged for it in found if (judged := judged_of(it)) is not None),
        audit=tuple(
            Noted(at=it.at, who=it.who, what=it.what) for it in reversed(workshops.audit(tx, row))
        ),
    )


def _team(tx: Transaction, row: TeamRow, workshop: Workshop) -> RecordedTeam:
    given = teams.forecasts(tx, [row.id])
    return RecordedTeam(
        name=row.name,
        session=session_of(workshop, teams.flight(row)),
        forecasts=tuple(Given(round=it.round, low=it.low, high=it.high) for it in given),
        left_out=tuple(
            lost for step in steps.unfinished(tx, row.id) for lost in steps.left_out(step)
        ),
    )


def judged_of(row: TeamRow) -> Judged | None:
    """A team's result in parts, once it has been judged."""
    return None if row.judged is None else msgspec.json.decode(row.judged, type=Judged)
