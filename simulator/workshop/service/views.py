"""What pages and clients are told: of the room, of the mentor's part in it, of one team."""

import hashlib
import time
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from msgspec import to_builtins
from sqlalchemy.orm import Session as Transaction

from simulator.cockpit.days import date_of, whole
from simulator.workshop.flight import Flight
from simulator.workshop.kinds import kinds
from simulator.workshop.record import Seal, Workshop
from simulator.workshop.scoring import WORLDS, Standing
from simulator.workshop.store import steps, teams, workshops
from simulator.workshop.store.steps import Pulse, asked
from simulator.workshop.store.tables import ForecastRow, StepRow, TeamRow, WorkshopRow
from simulator.workshop.summary import Summary, flags

View = dict[str, Any]
LIVELY = 25.0
"""Seconds without a word after which a team is thought away: two heartbeats, and some."""
QUIET = Pulse(0.0, 0)
"""Of a team that has taken no step yet."""
LATEST = 20
"""Lines of the audit log on the mentor's page."""


def in_brief(row: WorkshopRow, count: int) -> View:
    """A workshop in a list."""
    workshop = workshops.record(row)
    return {
        "code": row.code,
        "title": workshop.title,
        "office": workshop.scenario.title or workshop.scenario.name,
        "phase": row.phase,
        "round": row.round,
        "teams": count,
        "created": row.created,
    }


def room(tx: Transaction, row: WorkshopRow) -> View:
    """What everybody in the room may see: nothing of the storm before it is revealed."""
    workshop, found = workshops.record(row), teams.of(tx, row)
    scenario = workshop.scenario
    until = workshop.until(row.round)
    return {
        "code": row.code,
        "title": workshop.title,
        "office": scenario.title or scenario.name,
        "story": scenario.story,
        "phase": row.phase,
        "round": row.round,
        "rounds": _rounds(row, workshop),
        "closes_at": row.closes_at,
        "now": time.time(),
        "commitment": workshop.seal.commitment,
        "teams": [
            {"name": it.name, "colour": place, "done": teams.flight(it).today >= until > 0}
            for place, it in enumerate(found)
        ],
        "injects": [_inject(it.inject, it.round) for it in workshops.injects(tx, row)],
        "standing": _for_the_room(row),
        "storm": _storm(workshop.seal) if row.phase == "revealed" else None,
    }


def mentor(
    tx: Transaction, row: WorkshopRow, seen: Mapping[int, float], scoring: View | None
) -> View:
    """The same and what only the mentor sees."""
    workshop, found = workshops.record(row), teams.of(tx, row)
    numbers = [it.id for it in found]
    pulses = steps.pulses(tx, numbers)
    foretold = {it.team_id: it for it in teams.forecasts(tx, numbers)}
    opened = _opened(tx, row)
    return {
        **room(tx, row),
        "instruments": to_builtins(workshop.instruments),
        "allowed": to_builtins(workshop.allowed),
        "kinds": kinds(workshop.scenario),
        "shown": row.standing_shown,
        "standing": _standing(row),
        "scoring": scoring or _scored(row),
        "audit": [
            {"at": it.at, "who": it.who, "what": it.what} for it in workshops.audit(tx, row, LATEST)
        ],
        "teams": [
            {
                **_team(row, workshop, it, pulses.get(it.id, QUIET), opened, seen.get(it.id, 0.0)),
                "colour": place,
                "forecast": _forecast(foretold.get(it.id)),
                "waiting": pulses.get(it.id, QUIET).waiting,
            }
            for place, it in enumerate(found)
        ],
    }


def team(tx: Transaction, team_row: TeamRow, row: WorkshopRow) -> View:
    """What a team is told of itself, and of the room."""
    workshop, flight = workshops.record(row), teams.flight(team_row)
    mine = steps.unfinished(tx, team_row.id)
    foretold = teams.forecasts(tx, [team_row.id])
    until = workshop.until(row.round)
    return {
        **room(tx, row),
        "team": team_row.name,
        "day": flight.today,
        "until": until,
        "round_done": flight.today >= until > 0,
        "steps": team_row.steps,
        "waiting": sum(it.flight is None for it in mine),
        "decisions": to_builtins(flight.decisions),
        "asked": _asked(flight, mine),
        "left_out": _left_out(mine),
        "instruments": to_builtins(workshop.instruments),
        "allowed": to_builtins(workshop.allowed),
        "forecast": _forecast(foretold[-1] if foretold else None),
        "scenario": workshop.scenario.name,
        "policy": to_builtins(workshop.policy),
    }


def results(tx: Transaction, team_row: TeamRow, row: WorkshopRow) -> View:
    """A team's numbers of today, and the standing where the room sees it."""
    known = None
    if team_row.summary is not None:
        known = to_builtins(msgspec.json.decode(team_row.summary, type=Summary))
    return {
        "team": team_row.name,
        "round": row.round,
        "phase": row.phase,
        "day": teams.flight(team_row).today,
        "own": known
        and {name: known[name] for name in ("day", "decisions", "net", "cost", "on_time")},
        "standing": _for_the_room(row),
        "storm": _storm(workshops.record(row).seal) if row.phase == "revealed" else None,
        "left_out": _left_out(steps.unfinished(tx, team_row.id)),
    }


def _asked(flight: Flight, mine: Sequence[StepRow]) -> list[View]:
    """All decisions that the team has taken or handed in, whatever has become of them."""
    lost = [lost.decision for it in mine for lost in steps.left_out(it)]
    waiting = [decision for it in mine if it.flight is None for decision in asked(it).decisions]
    found: list[View] = to_builtins([*flight.decisions, *lost, *waiting])
    return found


def _left_out(mine: Sequence[StepRow]) -> list[View]:
    """What could not be carried out, and why."""
    return [
        {"words": it.words, "day": it.day, "why": it.why}
        for step in mine
        for it in steps.left_out(step)
    ]


def _rounds(row: WorkshopRow, workshop: Workshop) -> list[View]:
    start = workshop.scenario.start
    found = []
    for number, until in enumerate(workshop.rounds, 1):
        done = number < row.round or (number == row.round and row.phase != "open")
        state = "done" if done else "now" if number == row.round else "to come"
        found.append(
            {"number": number, "until": until, "date": date_of(start, until), "state": state}
        )
    return found


def _team(
    row: WorkshopRow,
    workshop: Workshop,
    it: TeamRow,
    pulse: Pulse,
    opened: float,
    seen: float,
) -> View:
    flight, now = teams.flight(it), time.time()
    done = flight.today >= workshop.until(row.round) > 0
    known = None if it.summary is None else msgspec.json.decode(it.summary, type=Summary)
    view: View = {
        "name": it.name,
        "online": now - seen < LIVELY,
        "seen": seen or None,
        "day": flight.today,
        "round_done": done,
        "done": done,
        "decisions": len(flight.decisions),
        "last": None,
        "cash": None,
        "cost": None,
        "on_time": None,
        "sponsor": None,
        "flags": [],
    }
    if known is None:
        return view
    silent = now - max(opened, pulse.at)
    if known.last is not None:
        view["last"] = {"words": known.last.words, "day": whole(known.last.day), "at": pulse.at}
    return {
        **view,
        "cash": known.net,
        "cost": known.cost,
        "on_time": known.on_time,
        "sponsor": known.sponsor,
        "flags": to_builtins(flags(known, row.phase == "open", done, silent)),
    }


def _opened(tx: Transaction, row: WorkshopRow) -> float:
    """When the round was opened."""
    word = f"opened round {row.round}"
    return next((it.at for it in workshops.audit(tx, row) if it.what == word), row.created)


def _inject(text: bytes, number: int) -> View:
    inject = msgspec.json.decode(text)
    return {"day": inject.get("day"), "round": number, "headline": inject.get("headline", "")}


def _forecast(row: ForecastRow | None) -> View | None:
    return None if row is None else {"low": row.low, "high": row.high, "round": row.round}


def standing_of(row: WorkshopRow) -> Standing | None:
    """What all teams' decisions have come to, as far as it is reckoned."""
    if row.standing is None:
        return None
    return msgspec.json.decode(row.standing, type=Standing)


def _for_the_room(row: WorkshopRow) -> View | None:
    """The standing where the room sees it: before the reveal without what the storm will bring."""
    found = _standing(row) if row.standing_shown else None
    if found is None or row.phase == "revealed":
        return found
    rows = [{**it, "result": None, "on_time": None} for it in found["rows"]]
    ends = [end for it in rows for end in (it["low"], it["high"])]
    return {**found, "rows": rows, "low_axis": min(ends), "high_axis": max(ends)}


def _standing(row: WorkshopRow) -> View | None:
    known = standing_of(row)
    if known is None or not known.rows:
        return None
    ends = [end for it in known.rows for end in (it.low, it.high, it.result)]
    view: View = to_builtins(known)
    return {**view, "low_axis": min(ends), "high_axis": max(ends)}


def _scored(row: WorkshopRow) -> View:
    """How far the comparison had come when the service was last stopped."""
    known = standing_of(row)
    if known is None:
        return {"state": "idle", "done": 0, "of": WORLDS, "words": ""}
    state = "done" if known.worlds >= known.of else "idle"
    return {"state": state, "done": known.worlds, "of": known.of, "words": ""}


def _storm(seal: Seal) -> View:
    text = msgspec.json.encode(seal)
    return {
        "seed": str(seal.seed),
        "fate": seal.fate,
        "salt": seal.salt,
        "preimage": text.decode(),
        "words": (
            "This text was sealed before the first round: its SHA-256 is the number that stood on "
            "this page from the beginning."
        ),
        "fits": hashlib.sha256(text).hexdigest() == seal.commitment,
    }
