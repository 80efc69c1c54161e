"""Everything that the service does, whoever asks: what is kept, what is played, who is told.

What was confirmed stands in the database, so that a service that is killed begins again where it
was. Two things follow beside an answer: decisions that were handed in are carried out, and teams
are compared; both are begun again after a start.
"""

import asyncio
import logging
import time
from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any, TypeVar

import msgspec
from msgspec.structs import replace
from sqlalchemy.orm import Session as Transaction
from starlette.concurrency import run_in_threadpool

from simulator.debrief.teams import Results
from simulator.decisions import AnyDecision
from simulator.errors import RefusedError
from simulator.instruments import Instruments
from simulator.session.session import taken_on
from simulator.workshop import playing
from simulator.workshop.flight import Flight, gone_on, session_of
from simulator.workshop.playing import Answer, Round
from simulator.workshop.record import Allowed, Workshop
from simulator.workshop.refusals import ClosedError, UnknownError
from simulator.workshop.scoring import SLICE, WORLDS, Standing, told
from simulator.workshop.service.live import Live
from simulator.workshop.service.workers import Workers
from simulator.workshop.store import Database, UnreachableError, steps, teams, workshops
from simulator.workshop.store.tables import TeamRow, WorkshopRow

T = TypeVar("T")
log = logging.getLogger("simulator.workshop")
AGAIN = 1.0
"""Seconds until what could not be done beside is tried again."""


class Host:
    """The workshops of one database, and the processes that play for them."""

    def __init__(self, database: Database) -> None:
        self.database, self.workers, self.live = database, Workers(), Live()
        self.seen: dict[int, float] = {}
        """When each team was last heard of."""
        self.foreseen: dict[int, tuple[bytes, dict[str, object]]] = {}
        """The latest forecast of each team, and of which flight it is."""
        self.scoring: dict[str, Scoring] = {}
        self._teams: dict[int, asyncio.Lock] = {}
        self._beside: dict[object, asyncio.Task[None]] = {}

    # Beginning and end

    async def begin(self) -> None:
        """Take up what an earlier service had confirmed and not yet carried out."""
        for number in await self.do(steps.waiting):
            self.beside(("carry", number), self.carry_out(number))

    async def end(self) -> None:
        """Stop; what is not finished is begun again at the next start."""
        self.live.close()
        for task in self._beside.values():
            task.cancel()
        self.workers.close()
        self.database.close()

    async def do(self, work: Callable[[Transaction], T]) -> T:
        """Something in one transaction."""

        def in_transaction() -> T:
            with self.database.begin() as tx:
                return work(tx)

        return await run_in_threadpool(in_transaction)

    def beside(self, what: object, work: Coroutine[Any, Any, None]) -> None:
        """Do something that nobody waits for, unless it is being done already."""
        running = self._beside.get(what)
        if running is not None and not running.done():
            work.close()
            return
        self._beside[what] = asyncio.create_task(self._until_it_goes(what, work))

    async def _until_it_goes(self, what: object, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except RefusedError as error:
            log.warning("%s: %s", what, error)
        except Exception:
            log.exception("trouble with %s", what)

    # The mentor's hand

    async def create(self, who: str, workshop: Workshop) -> str:
        """A new workshop; returns its join code."""

        def work(tx: Transaction) -> str:
            row = workshops.add(tx, workshop)
            workshops.note(tx, row, who, f"prepared the workshop “{workshop.title}”")
            return row.code

        return await self.do(work)

    async def open_round(self, who: str, code: str, minutes: float | None = None) -> None:
        """Open the next round. Raises ClosedError if one is open, or none is left."""
        await self._settled(code)

        def work(tx: Transaction) -> None:
            row = workshops.find(tx, code, change=True)
            rounds = len(workshops.record(row).rounds)
            if row.phase == "revealed":
                raise ClosedError("the storm is revealed, so no more rounds are flown in it")
            if row.phase == "open":
                raise ClosedError(f"round {row.round} is open already; close it first")
            if row.round >= rounds:
                raise ClosedError(f"all {rounds} rounds are flown; reveal the storm")
            row.phase, row.round = "open", row.round + 1
            row.closes_at = None if minutes is None else time.time() + 60 * minutes
            workshops.note(tx, row, who, f"opened round {row.round}")

        await self._tell(code, work)

    async def close_round(self, who: str, code: str) -> None:
        """Close the round: all teams stand on its last day. Raises ClosedError if none is open."""

        def work(tx: Transaction) -> None:
            row = workshops.find(tx, code, change=True)
            if row.phase != "open":
                raise ClosedError("no round is open")
            row.phase, row.closes_at = "closed", None
            workshops.note(tx, row, who, f"closed round {row.round}")

        await self._tell(code, work)
        await self._settled(code)

    async def _settled(self, code: str) -> None:
        """What was handed in before the round was closed counts; then all stand on its last day."""
        for number in await self.do(lambda tx: _numbers(tx, code)):
            await self.carry_out(number)

        def work(tx: Transaction) -> list[int]:
            row = workshops.find(tx, code, hold=True)
            if row.phase not in ("closed", "revealed"):
                return []
            until, moved = workshops.record(row).until(row.round), []
            for team in teams.of(tx, row):
                flight = teams.flight(team)
                if flight.today < until:
                    team.flight = msgspec.json.encode(gone_on(flight, until))
                    moved.append(team.id)
            return moved

        for number in await self.do(work):
            self.beside(("look", number), self.look(number))
        self.live.changed(code)

    async def switch(self, who: str, code: str, instruments: Instruments, allowed: Allowed) -> None:
        """What is on the screens of the whole room, and what teams may do."""

        def work(tx: Transaction) -> None:
            row = workshops.find(tx, code, change=True)
            workshop = replace(workshops.record(row), instruments=instruments, allowed=allowed)
            workshops.write(row, workshop)
            workshops.note(tx, row, who, f"switched: {_switched(instruments, allowed)}")

        await self._tell(code, work)

    async def reveal(self, who: str, code: str) -> None:
        """Show the storm and hand out the flights. Raises ClosedError while a round is open."""

        def work(tx: Transaction) -> None:
            row = workshops.find(tx, code, change=True)
            if row.phase == "open":
                raise ClosedError(f"round {row.round} is open; close it first")
            row.phase, row.standing_shown = "revealed", True
            workshops.note(tx, row, who, "revealed the storm")

        await self._settled(code)
        await self._tell(code, work)
        self.compare(code)

    async def show_standing(self, who: str, code: str, show: bool) -> None:
        """Whether the room sees how teams stand."""

        def work(tx: Transaction) -> None:
            row = workshops.find(tx, code, change=True)
            row.standing_shown = show
            workshops.note(tx, row, who, "showed the standing" if show else "hid the standing")

        await self._tell(code, work)
        if show:
            self.compare(code)

    async def delete(self, who: str, code: str) -> None:
        """A workshop with everything in it."""

        def work(tx: Transaction) -> None:
            row = workshops.find(tx, code, change=True)
            workshops.remove(tx, row)
            workshops.note(tx, None, who, f"deleted workshop {row.code}")

        await self._tell(code, work)

    async def new_token(self, who: str, code: str, name: str) -> str:
        """Another token for a team that has lost its own."""

        def work(tx: Transaction) -> str:
            row = workshops.find(tx, code)
            team = teams.by_name(tx, row, name)
            workshops.note(tx, row, who, f"let {team.name} back in with a new token")
            return teams.new_token(team)

        return await self.do(work)

    # Teams

    async def join(self, code: str, name: str, *, known: bool = False) -> tuple[str, str]:
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

        return await self._tell(code, work)

    async def hand_in(
        self, number: int, uid: str, after: int, decisions: tuple[AnyDecision, ...], today: float
    ) -> dict[str, object]:
        """Keep decisions of a team; they are carried out beside. The same sent again counts once.

        Raises ClosedError between rounds, QuickerError if the team has taken another step,
        RefusedError for days that are not of this round.
        """

        def work(tx: Transaction) -> tuple[str, dict[str, object]]:
            team, row = _both(tx, number, change=True)
            step = steps.sent_before(tx, team, uid)
            if step is None:
                workshop = workshops.record(row)
                _must_be_open(row)
                _must_be_of_this_round(workshop, row.round, teams.flight(team), decisions)
                asked = msgspec.json.encode({"decisions": decisions, "today": today})
                step = steps.add(tx, team, uid, steps.HANDED_IN, row.round, asked, after)
            return row.code, {
                "id": uid,
                "handed_in": len(decisions),
                "round": step.round,
                "steps": step.number,
            }

        code, receipt = await self.do(work)
        self._heard(code, number)
        self.beside(("carry", number), self.carry_out(number))
        return receipt

    async def carry_out(self, number: int) -> None:
        """Carry out what a team has handed in, step by step in its order."""
        async with self._teams.setdefault(number, asyncio.Lock()):
            while (found := await self._patiently(lambda tx: _waiting(tx, number))) is not None:
                code, workshop, when, flight, asked = found
                answer = await self.workers.soon(
                    playing.carry_out, workshop, when, flight, asked.decisions, asked.today
                )
                await self._patiently(partial(_done, number=number, answer=answer))
                self.live.changed(code)

    async def _patiently(self, work: Callable[[Transaction], T]) -> T:
        """What nobody waits for may wait until the database answers again."""
        while True:
            try:
                return await self.do(work)
            except UnreachableError:
                await asyncio.sleep(AGAIN)

    async def act(
        self, number: int, uid: str, after: int, message: dict[str, object]
    ) -> dict[str, object]:
        """One act in a team's cockpit, and the screen after it. The same sent again counts once."""
        await self.carry_out(number)

        def read(tx: Transaction) -> tuple[str, Workshop, Round, TeamRow, Flight | None, bool]:
            team, row = _both(tx, number)
            workshop, when = workshops.record(row), round_of(row)
            sent = steps.sent_before(tx, team, uid) is not None
            before, can = steps.taken_back(tx, team, row.round)
            start = gone_on(before or Flight(), when.since)
            return row.code, workshop, when, team, start if can else None, sent

        code, workshop, when, team, before, sent = await self.do(read)
        if sent:
            return await self.screen(number)
        try:
            answer = await self.workers.soon(
                playing.act, workshop, when, teams.flight(team), message, before
            )
        except RefusedError as error:
            shown = await self.screen(number)
            return {**shown, "refused": f"Not possible: {error}."}

        def write(tx: Transaction) -> int:
            now, row = _both(tx, number, change=True)
            if when.is_open and row.phase != "open":
                raise ClosedError("the round has just been closed; this came too late")
            asked = msgspec.json.encode(message)
            kind = steps.TAKEN_BACK if message.get("do") == "undo" else steps.ACT
            steps.add(tx, now, uid, kind, row.round, asked, after, answer.flight)
            now.summary = msgspec.json.encode(answer.summary)
            return now.steps

        count = await self.do(write)
        self._heard(code, number)
        return {"screen": answer.screen, "answer": count, "steps": count, "refused": ""}

    async def screen(self, number: int) -> dict[str, object]:
        """A team's cockpit as it stands."""
        workshop, when, team = await self.do(lambda tx: _standing_of(tx, number))
        answer = await self.workers.soon(
            playing.look, workshop, when, teams.flight(team), team.steps > 0
        )
        return {
            "screen": answer.screen, "answer": team.steps, "steps": team.steps, "refused": "",
        }  # fmt: skip

    async def look(self, number: int) -> None:
        """Reckon anew what the mentor sees of a team."""
        workshop, when, team = await self.do(lambda tx: _standing_of(tx, number))
        flight = team.flight
        answer = await self.workers.beside(
            playing.look, workshop, when, teams.decoded(flight), True
        )

        def write(tx: Transaction) -> str:
            now, row = _both(tx, number, change=True)
            if now.flight == flight:
                now.summary = msgspec.json.encode(answer.summary)
            return row.code

        self.live.changed(await self.do(write))

    async def ahead(self, number: int) -> dict[str, object] | None:
        """The forecast of a team's day, as far as it is there; None where none is handed out."""
        workshop, _, team = await self.do(lambda tx: _standing_of(tx, number))
        if not workshop.instruments.forecasts:
            return None
        known = self.foreseen.get(number)
        if known is not None and known[0] == team.flight:
            return known[1]
        self.beside(("ahead", number), self._foresee(number, workshop, team.flight))
        return {}

    async def _foresee(self, number: int, workshop: Workshop, flight: bytes) -> None:
        found = await self.workers.beside(playing.foresee, workshop, teams.decoded(flight))
        self.foreseen[number] = (flight, found)

    async def events(self, number: int, since: int) -> list[object]:
        """What a team can see of its flight, from the event of this number on."""
        workshop, _, team = await self.do(lambda tx: _standing_of(tx, number))
        found = await self.workers.soon(playing.seen, workshop, teams.flight(team))
        return found[since:]

    async def file(self, number: int) -> bytes:
        """A team's whole flight. Raises ClosedError before the storm is revealed."""

        def work(tx: Transaction) -> tuple[Workshop, Flight]:
            team, row = _both(tx, number)
            if row.phase != "revealed":
                raise ClosedError("the storm is not revealed yet; your flight is yours after that")
            return workshops.record(row), teams.flight(team)

        workshop, flight = await self.do(work)
        return await self.workers.soon(playing.file_of, workshop, flight)

    async def foretell(self, number: int, uid: str, low: float, high: float) -> None:
        """Keep a team's range. Raises RefusedError for one upside down, ClosedError at the end."""
        if low > high:
            raise RefusedError(f"the range begins at {low:g} and ends at {high:g}; turn it round")

        def work(tx: Transaction) -> str:
            team, row = _both(tx, number, change=True)
            if row.phase == "revealed":
                raise ClosedError("the storm is revealed; nothing is left to foretell")
            teams.forecast(tx, team, uid, row.round, low, high)
            return row.code

        self._heard(await self.do(work), number)

    # How teams stand

    def compare(self, code: str) -> None:
        """Begin to play the scoring worlds, unless that is going on."""
        self.beside(("compare", code), self._compare(code))

    async def _compare(self, code: str) -> None:
        def read(tx: Transaction) -> tuple[Workshop, list[tuple[str, Flight]]]:
            row = workshops.find(tx, code)
            return workshops.record(row), [(it.name, teams.flight(it)) for it in teams.of(tx, row)]

        workshop, found = await self.do(read)
        flights = [(name, session_of(workshop, flight)) for name, flight in found]
        state = self.scoring[code] = Scoring("running", 0, WORLDS, "")
        if len(flights) < 2:
            state.state, state.words = "idle", "one team has nobody to be compared with"
            self.live.changed(code)
            return
        results = Results.none(name for name, _ in flights)
        try:
            for begin in range(0, WORLDS, SLICE):
                part = await self.workers.beside(
                    playing.score, flights, WORLDS, begin, begin + SLICE, workshop.seal.fate
                )
                results.add(part)
                standing = await run_in_threadpool(told, flights, results, workshop.seal, WORLDS)
                state.done = results.worlds
                await self.do(partial(_keep_standing, code=code, standing=standing))
                self.live.changed(code)
        except RefusedError as error:
            state.state, state.words = "trouble", str(error)
            raise
        state.state = "done"
        self.live.changed(code)

    # Who is told

    async def _tell(self, code: str, work: Callable[[Transaction], T]) -> T:
        """Change a workshop, and let all that look at it know."""
        found = await self.do(work)
        self.live.changed(workshops.typed(code))
        return found

    def _heard(self, code: str, number: int) -> None:
        self.seen[number] = time.time()
        self.live.changed(code)


class Scoring:
    """How far the comparison of a workshop's teams has come."""

    def __init__(self, state: str, done: int, of: int, words: str) -> None:
        self.state, self.done, self.of, self.words = state, done, of, words


class Asked(msgspec.Struct, frozen=True):
    """What a step that was handed in asks for."""

    decisions: tuple[AnyDecision, ...]
    today: float


def round_of(row: WorkshopRow) -> Round:
    """Between which days teams fly just now."""
    workshop = workshops.record(row)
    return Round(
        since=workshop.until(row.round - 1),
        until=workshop.until(row.round),
        is_open=row.phase == "open",
    )


def _both(tx: Transaction, number: int, *, change: bool = False) -> tuple[TeamRow, WorkshopRow]:
    """A team and its workshop; to change the team, the workshop is held as it is."""
    team = teams.by_id(tx, number, change=change)
    row = tx.get(WorkshopRow, team.workshop_id, with_for_update={"read": True} if change else None)
    if row is None:
        raise UnknownError("this workshop has been deleted")
    return team, row


def _standing_of(tx: Transaction, number: int) -> tuple[Workshop, Round, TeamRow]:
    team, row = _both(tx, number)
    return workshops.record(row), round_of(row), team


def _numbers(tx: Transaction, code: str) -> list[int]:
    return [it.id for it in teams.of(tx, workshops.find(tx, code))]


def _waiting(tx: Transaction, number: int) -> tuple[str, Workshop, Round, Flight, Asked] | None:
    """The next step to carry out, and in which round it was handed in."""
    try:
        team, row = _both(tx, number)
    except UnknownError:
        return None
    step = steps.next_waiting(tx, number)
    if step is None:
        return None
    workshop = workshops.record(row)
    when = Round(
        since=workshop.until(step.round - 1), until=workshop.until(step.round), is_open=True
    )
    asked = msgspec.json.decode(step.asked, type=Asked)
    return row.code, workshop, when, teams.flight(team), asked


def _done(tx: Transaction, *, number: int, answer: Answer) -> None:
    try:
        team, _ = _both(tx, number, change=True)
    except UnknownError:
        return
    step = steps.next_waiting(tx, number)
    if step is not None:
        steps.done(step, team, answer.flight, answer.left_out)
        team.summary = msgspec.json.encode(answer.summary)


def _must_be_open(row: WorkshopRow) -> None:
    if row.phase == "open":
        return
    when = {
        "gathering": "the first round is not open yet",
        "closed": f"round {row.round} is closed",
        "revealed": "the storm is revealed",
    }[row.phase]
    raise ClosedError(f"{when}, so nothing can be handed in; keep your draft for the next round")


def _must_be_of_this_round(
    workshop: Workshop, number: int, flight: Flight, decisions: tuple[AnyDecision, ...]
) -> None:
    """Raises RefusedError for decisions of other days."""
    last, until = flight.today, workshop.until(number)
    for decision in decisions:
        day = taken_on(decision)
        if not last <= day <= until:
            raise RefusedError(
                f"a decision is of day {day:g}; in round {number} your flight goes on from day "
                f"{flight.today:g} to day {until:g}, and decisions come in the order of their days"
            )
        last = day


def _keep_standing(tx: Transaction, *, code: str, standing: Standing) -> None:
    try:
        workshops.find(tx, code, change=True).standing = msgspec.json.encode(standing)
    except UnknownError:
        return


def _switched(instruments: Instruments, allowed: Allowed) -> str:
    on = [
        *(it for it in ("forecasts", "cards", "hints") if getattr(instruments, it)),
        f"coach {instruments.coach}",
        *(it for it in ("undo", "replay") if getattr(allowed, it)),
    ]
    return ", ".join(on)
