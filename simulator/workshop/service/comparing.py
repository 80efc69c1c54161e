"""How all teams stand: the scoring worlds, played a few at a time beside everything else."""

from functools import partial

import msgspec
from sqlalchemy.orm import Session as Transaction
from starlette.concurrency import run_in_threadpool

from simulator.debrief.teams import Flights, Results
from simulator.errors import RefusedError
from simulator.workshop import playing
from simulator.workshop.flight import Flight, session_of
from simulator.workshop.judging import Judged
from simulator.workshop.record import Seal, Workshop
from simulator.workshop.refusals import UnknownError
from simulator.workshop.scoring import SLICE, WORLDS, Standing, told
from simulator.workshop.service.host import Host, Scoring
from simulator.workshop.store import teams, workshops


def compare(host: Host, code: str) -> None:
    """Begin to play the scoring worlds; a comparison that is going on gives way to this one."""
    code = workshops.typed(code)
    host.scoring[code] = Scoring("running", WORLDS)
    host.beside(_compare(host, code, host.scoring[code]))


async def _compare(host: Host, code: str, state: Scoring) -> None:
    try:
        await _played(host, code, state)
    except RefusedError as error:
        state.state, state.words = "trouble", str(error)
    host.live.changed(code)


async def _played(host: Host, code: str, state: Scoring) -> None:
    def read(tx: Transaction) -> tuple[Workshop, list[tuple[int, str, Flight]], bool]:
        row = workshops.find(tx, code)
        row.standing = None
        found = [(it.id, it.name, teams.flight(it)) for it in teams.of(tx, row)]
        return workshops.record(row), found, row.phase == "revealed"

    workshop, found, revealed = await host.do_patiently(read)
    flights = [(name, session_of(workshop, flight)) for _, name, flight in found]
    if len(flights) > 1:
        await _compared(host, code, state, flights, workshop.seal)
        state.state = "done"
    else:
        state.state, state.words = "idle", "one team has nobody to be compared with"
    if revealed and host.scoring.get(code) is state:
        state.words = "what was decided and what was luck is told apart, team by team"
        for (number, _, _), (name, session) in zip(found, flights, strict=True):
            judged = await host.workers.beside(playing.judge, name, session)
            await host.do_patiently(partial(_keep_judged, number=number, judged=judged))
        state.words = ""


async def _compared(host: Host, code: str, state: Scoring, flights: Flights, seal: Seal) -> None:
    results = Results.none(name for name, _ in flights)
    for begin in range(0, WORLDS, SLICE):
        part = await host.workers.beside(
            playing.score, flights, WORLDS, begin, begin + SLICE, seal.fate
        )
        if host.scoring.get(code) is not state:
            return
        results.add(part)
        standing = await run_in_threadpool(told, flights, results, seal, WORLDS)
        state.done = results.worlds
        await host.do_patiently(partial(_keep, code=code, standing=standing))
        host.live.changed(code)


def _keep_judged(tx: Transaction, *, number: int, judged: Judged) -> None:
    try:
        teams.by_id(tx, number, change=True).judged = msgspec.json.encode(judged)
    except UnknownError:
        return


def _keep(tx: Transaction, *, code: str, standing: Standing) -> None:
    try:
        workshops.find(tx, code, change=True).standing = msgspec.json.encode(standing)
    except UnknownError:
        return
