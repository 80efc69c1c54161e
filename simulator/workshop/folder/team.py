"""A team's end of a workshop in a folder: it comes in, goes on, and loads what was sent."""

from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from simulator.cockpit.days import whole
from simulator.debrief.told import Locked, append
from simulator.debrief.told import read as read_ranges
from simulator.errors import RefusedError
from simulator.instruments import Instruments
from simulator.logbook.files import mark, path_of
from simulator.logbook.names import checked
from simulator.logbook.page import Page
from simulator.readers.door import there
from simulator.scenario import AnyInject
from simulator.session import Session
from simulator.session.file import read
from simulator.session.session import taken_on
from simulator.workshop.folder.gathered import flown_in, forecast_of, forecasts_path, too_far
from simulator.workshop.folder.handout import Handout
from simulator.workshop.folder.shared import Shared
from simulator.workshop.under import Under


class Come(Struct, frozen=True, kw_only=True):
    """A team that has come in, and the workshop as it was then."""

    folder: Path
    name: str
    handout: Handout
    session: Session
    """Its flight, with all that has been sent."""
    said: str

    @property
    def under(self) -> Under | None:
        """The mentor's hand; None once the storm is revealed."""
        it = self.handout
        if it.seal is not None:
            return None
        return Under(until=it.until, open=it.is_open, allowed=it.allowed)

    @property
    def instruments(self) -> Instruments:
        """What is on the screen."""
        return self.handout.instruments

    @property
    def given(self) -> Locked | None:
        """The range of this round, if the team has given one."""
        path = forecasts_path(self.folder, self.name)
        if not there(path):
            return None
        notes = read_ranges(path)
        return notes.first(self.handout.commitment, forecast_of(self.handout.round))

    def expect(self, low: float, high: float) -> None:
        """Say between which two the net result will lie at the end in 8 of 10 cases, in k€.

        Raises RefusedError before the first round, for a second range of a round, and for a range
        upside down.
        """
        number = self.handout.round
        if not self.handout.is_open:
            raise RefusedError("no round is open; say what you expect once one is")
        if self.given is not None:
            raise RefusedError(f"your range of round {number} is given; it stays as it is")
        what = Locked(
            notebook=self.handout.commitment, what=forecast_of(number), low=low, high=high
        )
        append(what, forecasts_path(self.folder, self.name))


def come_in(folder: str | Path, name: str) -> Come:
    """The team of this name, from the beginning or from where it was; its flight is kept at once.

    Raises RefusedError if there is no workshop, the name is none, or a flight of this name cannot
    be gone on with.
    """
    shared, name = Shared(folder), checked(name)
    handout = shared.handout
    path = path_of(shared.folder, name)
    if not there(path):
        session, said = handout.start, f"Welcome, {name}."
    else:
        session, said = _gone_on(path, name, handout)
    Page(shared.folder, name, session, mark(path)).keep(session)
    return Come(folder=shared.folder, name=name, handout=handout, session=session, said=said)


def _gone_on(path: Path, name: str, handout: Handout) -> tuple[Session, str]:
    """A flight that lies there already, with all that has been sent since.

    Raises RefusedError if it is none of this workshop.
    """
    scenario = flown_in(read(path), handout)
    session = Session.load(path, scenario)
    missed = handout.missed(scenario, session.today)
    if missed:
        session, said = _without_what_was_missed(session, missed)
    elif too_far(session, handout):
        was, until = session.today, handout.until
        taken = tuple(it for it in session.decisions if taken_on(it) <= until)
        session = replace(session, today=until, decisions=taken)
        said = (
            f"You had flown to day {whole(was)}, and the round ends on day {whole(until)}. So it "
            f"is day {whole(until)} again."
        )
    else:
        said = (
            f"Welcome back, {name}. It is day {whole(session.today)}. If that is not your flight, "
            "come in under another name."
        )
    return replace(session, scenario=handout.scenario), said


def _without_what_was_missed(
    session: Session, missed: tuple[AnyInject, ...]
) -> tuple[Session, str]:
    """The flight on the day before something came to all, which it has flown past."""
    first = min(missed, key=lambda it: it.day)
    before = max(0.0, first.day - 1)
    said = (
        f"“{first.headline}” has come to all on day {whole(first.day)}, and you had flown to day "
        f"{whole(session.today)} without it. So it is day {whole(before)} again; what you decided "
        "after that is gone."
    )
    return session.back_to(before), said
