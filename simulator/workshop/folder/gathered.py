"""Flights that lie in a workshop's folder: each played again, and so verified; or refused, and why.

Nothing is left out in silence: whatever looks like a flight is a team's, or is named with what is
wrong with it.
"""

import re
import time
from functools import lru_cache
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from simulator.cockpit.days import whole
from simulator.debrief import told
from simulator.debrief.told import Locked
from simulator.errors import RefusedError
from simulator.limits import MOST_SESSION_BYTES
from simulator.logbook import Logbook
from simulator.logbook.files import flights, name_of
from simulator.mentor.handed_over import named_again
from simulator.plain_text import visible
from simulator.scenario import Scenario, fingerprint
from simulator.session import Session
from simulator.session.file import ReplayError, Saved, read
from simulator.session.session import taken_on
from simulator.values import shown
from simulator.workshop.export.recorded import NotCounted
from simulator.workshop.folder.handout import Handout
from simulator.workshop.rounds import round_of
from simulator.workshop.summary import PATIENCE

MOST_FLIGHTS = 100
"""No room has more teams."""
OTHER_FUTURE = " other future"
"""What the cockpit adds to the name of a flight that was left for another one."""
CODE = re.compile(r" [0-9A-Z]{4}-[0-9A-Z]{4}$")
"""What the lobby adds to a team's name."""
FORECASTS = ".forecasts.jsonl"


class TeamFlight(Struct, frozen=True, kw_only=True):
    """A team's flight, played again."""

    name: str
    session: Session
    """In the office as it is now, with everything that the mentor has sent."""
    over: bool
    when: float
    """Seconds since 1970 at which its file last changed."""
    forecasts: tuple[Locked, ...] = ()
    """What the team has given for the end, round by round."""

    def stands(self, handout: Handout) -> str:
        """How far it is, in words."""
        day, rounds = self.session.today, handout.rounds
        if self.over:
            return f"at its end, on day {whole(day)}"
        if day <= 0:
            return "on day 0, not begun"
        number = round_of(day, rounds)
        if day in rounds or day > rounds[-1]:
            return f"on day {whole(day)}, round {number} of {len(rounds)} flown"
        return f"on day {whole(day)}, round {number} of {len(rounds)}"

    def done(self, handout: Handout) -> bool:
        """Whether it has flown the round that is open, or was last."""
        return self.over or self.session.today >= handout.until

    def quiet(self, handout: Handout, now: float) -> float:
        """For how many minutes nothing new has come, while there is something to do; else 0."""
        waiting = handout.is_open and not self.done(handout)
        minutes = max(0.0, now - self.when) / 60
        return minutes if waiting and 60 * minutes >= PATIENCE else 0.0


class Gathered(Struct, frozen=True, kw_only=True):
    """Everything that lies in the folder."""

    teams: tuple[TeamFlight, ...] = ()
    refused: tuple[NotCounted, ...] = ()

    @property
    def flown_to(self) -> float:
        """The last day that anybody has flown to."""
        return max((it.session.today for it in self.teams), default=0.0)

    def quiet(self, handout: Handout, now: float | None = None) -> dict[str, int]:
        """Who may be stuck, by name, and for how many minutes nothing new has come."""
        then = time.time() if now is None else now
        minutes = {it.name: int(it.quiet(handout, then)) for it in self.teams}
        return {name: it for name, it in minutes.items() if it}


def gathered(folder: Path, handout: Handout) -> Gathered:
    """What teams have handed in. Raises RefusedError if the folder cannot be read."""
    named_again(Logbook(folder))
    found = sorted(flights(folder), key=name_of)
    wanted = _Wanted(handout)
    teams: dict[str, TeamFlight] = {}
    refused: list[NotCounted] = []
    for path in found:
        name = team_of(path)
        try:
            if len(teams) >= MOST_FLIGHTS:
                raise RefusedError(f"there are {MOST_FLIGHTS} teams already, and no room has more")
            if name in teams:
                raise RefusedError("there is another flight of a team of this name; rename one")
            teams[name] = _flight(path, name, wanted)
        except RefusedError as error:
            why = visible(str(error).removeprefix(f"{path.name}: "))
            refused.append(NotCounted(name=visible(name_of(path)), why=why))
    return Gathered(teams=tuple(teams.values()), refused=tuple(refused))


def team_of(path: Path) -> str:
    """Who has flown: the file's name, without the code that the lobby adds."""
    return visible(CODE.sub("", name_of(path)) or name_of(path))


def _flight(path: Path, name: str, wanted: "_Wanted") -> TeamFlight:
    """A team's flight. Raises RefusedError with the reason why it does not count."""
    handout = wanted.handout
    try:
        about = path.stat()
    except OSError as error:
        raise RefusedError(f"cannot be read: {error.strerror}") from None
    as_it_is = about.st_mtime_ns, about.st_size, about.st_ino
    session, over = _played(path, wanted, *as_it_is)
    _must_be_within(session, handout)
    if name_of(path).endswith(OTHER_FUTURE):
        raise RefusedError("is a future that the team has left; the one it flies on with counts")
    return TeamFlight(
        name=name,
        session=session,
        over=over,
        when=about.st_mtime,
        forecasts=_forecasts(path, handout),
    )


class _Wanted:
    """The workshop whose flights are looked for; all are alike to a cache that has the mark."""

    def __init__(self, handout: Handout) -> None:
        self.handout = handout
        self.mark = fingerprint(
            (handout.scenario, handout.policy, handout.seed, handout.commitment)
        )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Wanted) and other.mark == self.mark

    def __hash__(self) -> int:
        return hash(self.mark)


@lru_cache(maxsize=4 * MOST_FLIGHTS)
def _played(path: Path, wanted: _Wanted, *_as_it_was: int) -> tuple[Session, bool]:
    """The flight in a file, played again once for as long as it stays as it is.

    Raises ReplayError or RefusedError with the reason why it is none of this workshop.
    """
    handout = wanted.handout
    saved = read(path)
    scenario = flown_in(saved, handout)
    session = Session.load(path, scenario)
    _must_have_met(session, handout)
    return replace(session, scenario=handout.scenario), session.over


def flown_in(saved: Saved, handout: Handout) -> Scenario:
    """The office as it was when a flight was kept. Raises RefusedError if it is another one."""
    wanted = handout.scenario
    if (saved.scenario, saved.title) != (wanted.name, wanted.title):
        raise ReplayError(
            f"is a flight of {shown(saved.title or saved.scenario)}; this workshop plays "
            f"{shown(wanted.title or wanted.name)}"
        )
    if saved.seed != handout.seed:
        raise ReplayError("was flown in another storm than that of this workshop")
    if saved.policy != handout.policy:
        raise ReplayError("began with other rules than this workshop")
    for scenario in handout.versions():
        if fingerprint(scenario) == saved.scenario_fingerprint:
            return scenario
    raise ReplayError(
        "was flown in another version of the office; use one version of the simulator in the "
        "whole room"
    )


def _must_have_met(session: Session, handout: Handout) -> None:
    """Raise RefusedError for a flight that has passed by something that was sent to all."""
    missed = handout.missed(session.scenario, session.today)
    if missed:
        first = min(missed, key=lambda it: it.day)
        raise ReplayError(
            f"has flown to day {whole(session.today)} without {shown(first.headline)} of day "
            f"{whole(first.day)}, which was sent to all; load what the mentor has sent"
        )


def too_far(session: Session, handout: Handout) -> str:
    """What a flight has done after the end of the round; empty if nothing.

    Whoever has decided all that there is to decide may let time pass beyond the last round.
    """
    until, number = handout.until, handout.round
    ended = f"round {number} ends on day {whole(until)}" if number else "no round is open yet"
    late = [it for it in session.decisions if taken_on(it) > until]
    if late:
        return f"has decided on day {whole(taken_on(late[0]))}, and {ended}"
    if session.today > until and not handout.is_last:
        return f"has flown to day {whole(session.today)}, and {ended}"
    return ""


def _must_be_within(session: Session, handout: Handout) -> None:
    """Raise RefusedError for a flight that has gone on after the end of the round."""
    if far := too_far(session, handout):
        raise RefusedError(f"{far}; look for news, and it stands on that day again")


def forecasts_path(folder: Path, name: str) -> Path:
    """Where a team's forecasts are, beside its flight."""
    return folder / f"{name}{FORECASTS}"


def forecast_of(number: int) -> str:
    """How the forecast of a round is called in such a file."""
    return f"round {number}"


def _forecasts(path: Path, handout: Handout) -> tuple[Locked, ...]:
    """The first range that was given in each round; none where the file cannot be read."""
    beside = forecasts_path(path.parent, name_of(path))
    try:
        if not beside.is_file() or beside.stat().st_size > MOST_SESSION_BYTES:
            return ()
        notes = told.read(beside)
    except (RefusedError, OSError):
        return ()
    firsts = (
        notes.first(handout.commitment, forecast_of(it)) for it in range(1, len(handout.rounds) + 1)
    )
    return tuple(it for it in firsts if it is not None)
