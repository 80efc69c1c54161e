"""What a team does: act, hand in, look, foretell; each step counts once, and none is lost."""

from functools import partial

import msgspec
from sqlalchemy.orm import Session as Transaction

from simulator.cockpit.timeline import in_words
from simulator.decisions import AnyDecision
from simulator.errors import RefusedError
from simulator.injects import come_by
from simulator.narration import names_by_id
from simulator.scenario import Scenario
from simulator.session.session import taken_on
from simulator.workshop import playing
from simulator.workshop.flight import Flight, LeftOut, gone_on
from simulator.workshop.playing import Answer, Round
from simulator.workshop.record import Workshop
from simulator.workshop.refusals import ClosedError, UnknownError
from simulator.workshop.service.host import Host, both, round_of
from simulator.workshop.service.overtaking import OvertakenError
from simulator.workshop.store import steps, teams, workshops
from simulator.workshop.store.tables import TeamRow, WorkshopRow


async def begin(host: Host) -> None:
    """Take up what an earlier service had confirmed and not yet carried out."""
    for number in await host.do(steps.waiting):
        host.beside(carry_out(host, number))


async def hand_in(
    host: Host, number: int, uid: str, after: int, decisions: tuple[AnyDecision, ...], today: float
) -> dict[str, object]:
    """Keep decisions of a team; they are carried out beside. The same sent again counts once.

    Raises ClosedError between rounds, QuickerError if the team has taken another step,
    RefusedError for days that are not of this round.
    """

    def work(tx: Transaction) -> tuple[str, dict[str, object]]:
        team, row = both(tx, number, change=True)
        step = steps.sent_before(tx, team, uid)
        if step is None:
            workshop = workshops.record(row)
            _must_be_open(row)
            steps.must_follow(team, after)
            _must_be_of_this_round(workshop, row.round, teams.flight(team), decisions)
            asked = msgspec.json.encode({"decisions": decisions, "today": today})
            step = steps.add(tx, team, uid, steps.HANDED_IN, row.round, asked, after)
        return row.code, {
            "id": uid,
            "handed_in": len(decisions),
            "round": step.round,
            "steps": step.number,
        }

    code, receipt = await host.do(work)
    host.heard(code, number)
    host.beside(carry_out(host, number))
    return receipt


async def carry_out(host: Host, number: int) -> None:
    """Carry out what a team has handed in, step by step in its order."""
    async with host.turn(number):
        while (found := await host.do_patiently(lambda tx: _waiting(tx, number))) is not None:
            code, workshop, when, flight, asked = found
            try:
                answer = await host.workers.soon(
                    playing.carry_out, workshop, when, flight, asked.decisions, asked.today
                )
            except RefusedError as error:
                # Not one decision but all of them together: a step that waits would hold up all.
                names = names_by_id(workshop.scenario)
                given_up = partial(_given_up, number=number, why=str(error), names=names)
                await host.do_patiently(given_up)
            else:
                await host.do_patiently(partial(_done, number=number, answer=answer))
                host.workers.overtake(number)
            host.live.changed(code)


async def act(
    host: Host, number: int, uid: str, after: int, message: dict[str, object]
) -> dict[str, object]:
    """One act in a team's cockpit, and the screen after it. The same sent again counts once.

    What cannot be done is said in the answer. Raises ClosedError if the round has just been closed.
    """
    await carry_out(host, number)

    def read(tx: Transaction) -> tuple[str, Workshop, Round, TeamRow, Flight | None, bool]:
        team, row = both(tx, number)
        workshop, when = workshops.record(row), round_of(row)
        sent = steps.sent_before(tx, team, uid) is not None
        before, can = steps.taken_back(tx, team, row.round)
        start = gone_on(before or Flight(), when.since)
        return row.code, workshop, when, team, start if can else None, sent

    code, workshop, when, team, before, sent = await host.do(read)
    if sent:
        return await screen(host, number)
    try:
        answer = await host.workers.soon(
            playing.act, workshop, when, teams.flight(team), message, before
        )
    except RefusedError as error:
        shown = await screen(host, number)
        return {**shown, "refused": f"Not possible: {error}."}

    def write(tx: Transaction) -> int:
        now, row = both(tx, number, change=True)
        if when.is_open and (row.phase != "open" or round_of(row) != when):
            raise ClosedError("the round has just been closed; this came too late")
        asked = msgspec.json.encode(message)
        kind = steps.TAKEN_BACK if message.get("do") == "undo" else steps.ACT
        steps.add(tx, now, uid, kind, row.round, asked, after, answer.flight)
        now.summary = msgspec.json.encode(answer.summary)
        return now.steps

    count = await host.do(write)
    host.workers.overtake(number)
    host.heard(code, number)
    return _shown(answer, count)


async def screen(host: Host, number: int) -> dict[str, object]:
    """A team's cockpit as it stands."""
    workshop, when, team = await host.do(lambda tx: standing_of(tx, number))
    answer = await host.workers.soon(
        playing.look, workshop, when, teams.flight(team), team.steps > 0
    )
    return _shown(answer, team.steps)


def _shown(answer: Answer, count: int) -> dict[str, object]:
    """What a team's cockpit is told after so many steps."""
    return {
        "screen": answer.screen, "coach": answer.coach, "answer": count, "steps": count,
        "refused": "",
    }  # fmt: skip


async def look(host: Host, number: int) -> None:
    """Reckon anew what the mentor sees of a team."""
    workshop, when, team = await host.do(lambda tx: standing_of(tx, number))
    flight = team.flight
    answer = await host.workers.beside(playing.look, workshop, when, teams.decoded(flight), True)

    def write(tx: Transaction) -> str:
        now, row = both(tx, number, change=True)
        if now.flight == flight:
            now.summary = msgspec.json.encode(answer.summary)
        return row.code

    host.live.changed(await host.do(write))


async def ahead(host: Host, number: int) -> dict[str, object] | None:
    """The forecast of a team's day, as far as it is there; None where none is handed out."""
    workshop, _, team = await host.do(lambda tx: standing_of(tx, number))
    if not workshop.instruments.forecasts:
        return None
    known = host.foreseen.get(number)
    if known is not None and known[0] == team.flight:
        return known[1]
    if host.foreseeing.get(number) != team.flight:
        host.foreseeing[number] = team.flight
        host.beside(_foresee(host, number, workshop, team.flight))
    return {}


async def _foresee(host: Host, number: int, workshop: Workshop, flight: bytes) -> None:
    try:
        decoded = teams.decoded(flight)
        found = await host.workers.latest(number, playing.foresee, workshop, decoded)
        host.foreseen[number] = (flight, found)
    except OvertakenError:
        pass  # the team has gone on, and asks anew
    finally:
        if host.foreseeing.get(number) == flight:
            del host.foreseeing[number]


async def events(host: Host, number: int, since: int) -> list[object]:
    """What a team can see of its flight, from the event of this number on."""
    workshop, _, team = await host.do(lambda tx: standing_of(tx, number))
    found = await host.workers.soon(playing.seen, workshop, teams.flight(team))
    return found[since:]


async def office(host: Host, number: int) -> Scenario:
    """The office as a team knows it: what has come from outside by its day, and no more."""
    workshop, _, team = await host.do(lambda tx: standing_of(tx, number))
    return come_by(workshop.scenario, teams.flight(team).today)


async def file(host: Host, number: int) -> bytes:
    """A team's whole flight. Raises ClosedError before the storm is revealed."""

    def work(tx: Transaction) -> tuple[Workshop, Flight]:
        team, row = both(tx, number)
        if row.phase != "revealed":
            raise ClosedError("the storm is not revealed yet; your flight is yours after that")
        return workshops.record(row), teams.flight(team)

    workshop, flight = await host.do(work)
    return await host.workers.soon(playing.file_of, workshop, flight)


async def foretell(host: Host, number: int, uid: str, low: float, high: float) -> None:
    """Keep a team's range. Raises RefusedError for one upside down, ClosedError at the end."""
    if low > high:
        raise RefusedError(f"the range begins at {low:g} and ends at {high:g}; turn it round")

    def work(tx: Transaction) -> str:
        team, row = both(tx, number, change=True)
        if row.phase == "revealed":
            raise ClosedError("the storm is revealed; nothing is left to foretell")
        teams.forecast(tx, team, uid, row.round, low, high)
        return row.code

    host.heard(await host.do(work), number)


def standing_of(tx: Transaction, number: int) -> tuple[Workshop, Round, TeamRow]:
    """What a team plays, between which days, and where it is."""
    team, row = both(tx, number)
    return workshops.record(row), round_of(row), team


def _waiting(
    tx: Transaction, number: int
) -> tuple[str, Workshop, Round, Flight, steps.Asked] | None:
    """The next step to carry out, and in which round it was handed in."""
    try:
        team, row = both(tx, number)
    except UnknownError:
        return None
    step = steps.next_waiting(tx, number)
    if step is None:
        return None
    workshop = workshops.record(row)
    when = Round(
        since=workshop.until(step.round - 1), until=workshop.until(step.round), is_open=True
    )
    return row.code, workshop, when, teams.flight(team), steps.asked(step)


def _done(tx: Transaction, *, number: int, answer: Answer) -> None:
    try:
        team, _ = both(tx, number, change=True)
    except UnknownError:
        return
    step = steps.next_waiting(tx, number)
    if step is not None:
        steps.done(step, team, answer.flight, answer.left_out)
        team.summary = msgspec.json.encode(answer.summary)


def _given_up(tx: Transaction, *, number: int, why: str, names: dict[str, str]) -> None:
    """Nothing of the next step can be carried out: the flight stands where it stood."""
    step = steps.next_waiting(tx, number)
    if step is None:
        return
    team = teams.by_id(tx, number, change=True)
    lost = [
        LeftOut(words=in_words(it, names), day=it.day or 0.0, why=why, decision=it)
        for it in steps.asked(step).decisions
    ]
    steps.done(step, team, teams.flight(team), lost)


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
