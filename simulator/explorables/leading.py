"""A workshop in a shared folder, as its mentor leads it: made, opened, watched, revealed."""

import time
from collections.abc import Callable, Mapping
from typing import Any

from msgspec import Struct

from simulator.cockpit.days import date_of, whole
from simulator.errors import RefusedError
from simulator.explorables.picture import Message, Picture, Work, number
from simulator.logbook import Logbook
from simulator.logbook.place import whole as whole_path
from simulator.mentor.code import World
from simulator.plain_text import visible
from simulator.readers.door import there
from simulator.values import shown
from simulator.workshop.flight import Flight
from simulator.workshop.folder import TRUST, Gathered, Handout, Shared, TeamFlight, gathered
from simulator.workshop.folder.shared import workshop_of
from simulator.workshop.kinds import kinds, thrown_in
from simulator.workshop.record import MOST_ROUNDS, Allowed, Workshop
from simulator.workshop.summary import flags, summed_up

FOLDER = "Workshop"
"""Beside the mentor's own flights, if no other folder is named."""
ROUNDS = 6


class Row(Struct, frozen=True, kw_only=True):
    """A team on the board. Money in k€."""

    name: str
    stands: str
    share: float
    """How far of all rounds, from 0 to 1."""
    done: bool
    quiet: int
    """Minutes without anything new while there is something to do; 0 if that is no matter."""
    decisions: int
    last: str
    """The latest decision, in words."""
    net: float
    forecast: str
    """The latest range; empty if there is none."""
    flags: tuple[str, ...]


class Left(Struct, frozen=True, kw_only=True):
    """A file that does not count, and why."""

    name: str
    why: str


class Round(Struct, frozen=True, kw_only=True):
    """A round on the line of rounds."""

    number: int
    until: int
    state: str
    """done, now, or to come."""


class Led(Struct, frozen=True, kw_only=True):
    """Everything on the page."""

    folder: str
    there: bool
    """Whether a workshop lies in the folder."""
    trouble: str
    """Why it cannot be read, if it cannot."""
    trust: str
    would: str
    """Of which world a workshop would be made."""
    most_rounds: int
    title: str = ""
    code: str = ""
    phase: str = ""
    """gathering, open, closed or revealed."""
    rounds: tuple[Round, ...] = ()
    until: int = 0
    date: str = ""
    commitment: str = ""
    sent: tuple[str, ...] = ()
    kinds: tuple[dict[str, Any], ...] = ()
    """What can come from outside, as forms."""
    teams: tuple[Row, ...] = ()
    refused: tuple[Left, ...] = ()
    done: int = 0
    """How many teams have flown the round."""
    looked: str = ""
    """When the folder was looked at."""


class Leading(Picture):
    """The mentor's board. `world` gives the world that a new workshop would be made of."""

    def __init__(
        self, world: Callable[[], World], book: Logbook | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:  # fmt: skip
        self.world, self.clock = world, clock
        self.first = (book or Logbook()).folder / FOLDER
        self.shared = Shared(self.first)
        self.found = Gathered()
        self.trouble = ""
        self.handout: Handout | None = None
        self.looked = 0.0
        self.look()

    def look(self) -> None:
        """Look into the folder; what is wrong there is kept as a sentence."""
        self.handout, self.found, self.trouble = None, Gathered(), ""
        self.looked = self.clock()
        if not there(self.shared.path):
            return
        try:
            self.handout = self.shared.handout
            self.found = gathered(self.shared.folder, self.handout)
        except RefusedError as error:
            self.trouble = str(error)

    @property
    def room(self) -> tuple[Handout, Gathered] | None:
        """The workshop and what lies in its folder; None before there is one."""
        return None if self.handout is None else (self.handout, self.found)

    # What is seen

    def shown(self) -> Led:
        """The board as it was when the folder was last looked at."""
        world, handout = self.world(), self.handout
        title = world.scenario.title or world.scenario.name
        plain = Led(
            folder=str(self.shared.folder), there=handout is not None, trouble=self.trouble,
            trust=TRUST, most_rounds=MOST_ROUNDS, would=f"{title}, world {world.seed}",
        )  # fmt: skip
        return plain if handout is None else self._led(plain, handout)

    def _led(self, plain: Led, handout: Handout) -> Led:
        known = handout.known
        rows = tuple(self._row(it, handout, known) for it in self.found.teams)
        looked = time.strftime("%H:%M:%S", time.localtime(self.looked))
        return Led(
            folder=plain.folder, there=True, trouble=self.trouble, trust=TRUST, would=plain.would,
            most_rounds=MOST_ROUNDS, title=visible(handout.title), code=handout.code,
            phase=phase(handout), rounds=rounds(handout), until=whole(handout.until),
            date=date_of(handout.scenario.start, handout.until), commitment=handout.commitment,
            sent=tuple(
                f"day {whole(it.day)}: {visible(it.headline)}"
                for it in handout.scenario.injects[handout.begun_with :]
            ),
            kinds=tuple(kinds(handout.scenario)), teams=rows,
            refused=tuple(Left(name=it.name, why=it.why) for it in self.found.refused),
            done=sum(it.done for it in rows), looked=looked,
        )  # fmt: skip

    def _row(self, it: TeamFlight, handout: Handout, known: Workshop) -> Row:
        session, minutes = it.session, int(it.quiet(handout, self.looked))
        since = handout.rounds[handout.round - 2] if handout.round > 1 else 0.0
        summary = summed_up(known, since, _flight(it))
        flagged = flags(summary, handout.is_open, it.done(handout), 0.0)
        given = it.forecasts[-1] if it.forecasts else None
        last = summary.last
        return Row(
            name=it.name, stands=it.stands(handout), done=it.done(handout), quiet=minutes,
            share=min(1.0, session.today / handout.rounds[-1]), decisions=summary.decisions,
            last="" if last is None else f"day {whole(last.day)}: {last.words}",
            net=summary.net,
            forecast="" if given is None else f"{given.low:,.0f} to {given.high:,.0f}",
            flags=tuple(one.words for one in flagged),
        )  # fmt: skip

    def words(self) -> str:
        """Where the workshop and its teams stand."""
        page = self.shown()
        if not page.there:
            return page.trouble or "There is no workshop in this folder yet."
        stuck = [it.name for it in page.teams if it.quiet]
        rows = "; ".join(f"{it.name} {it.stands}" for it in page.teams) or "no team yet"
        more = f" Nothing new for long from {', '.join(stuck)}." if stuck else ""
        left = f" {len(page.refused)} flights do not count." if page.refused else ""
        return f"{page.title}: {rows}.{more}{left}"

    # What is done

    def act(self, message: Message) -> Work | None:
        """Lead the workshop. Raises RefusedError for what cannot be done."""
        does = self.ACTS.get(str(message.get("do")))
        if does is None:
            return super().act(message)
        does(self, message)
        self.look()
        return None

    def _folder(self, message: Message) -> None:
        named = message.get("value")
        if not isinstance(named, str) or "\0" in named:
            raise RefusedError(f"{shown(named)} is no folder; write where it is")
        self.shared = Shared(whole_path(named.strip()) if named.strip() else self.first)

    def _make(self, message: Message) -> None:
        if there(self.shared.path):
            raise RefusedError("there is a workshop in this folder already; name another folder")
        count = int(number(message, "rounds", 1, MOST_ROUNDS))
        allowed = Allowed(undo=bool(message.get("undo")), replay=bool(message.get("replay")))
        title = message.get("title")
        named = " ".join(title.split()) if isinstance(title, str) else ""
        workshop, code = workshop_of(self.world(), count, named, allowed)
        self.shared.begin(workshop, code)

    def _send(self, message: Message) -> None:
        asked = message.get("inject")
        if not isinstance(asked, Mapping):
            raise RefusedError("choose what shall come from outside")
        handout = self.shared.handout
        flown = gathered(self.shared.folder, handout).flown_to
        self.shared.send(thrown_in(handout.scenario, asked, flown))

    def kept(self) -> dict[str, object] | None:
        """Which folder it was."""
        return None if self.shared.folder == self.first else {"folder": str(self.shared.folder)}

    def take_up(self, state: Mapping[str, object]) -> None:
        """The folder of the last time."""
        folder = state.get("folder")
        if isinstance(folder, str):
            self.shared = Shared(folder)
            self.look()

    ACTS: "Mapping[str, Callable[[Leading, Message], object]]" = {  # noqa: RUF012 - never changed
        "look": lambda _, __: None,
        "folder": _folder,
        "make": _make,
        "open": lambda self, _: self.shared.open_round(),
        "close": lambda self, _: self.shared.close_round(),
        "send": _send,
        "reveal": lambda self, _: self.shared.reveal(),
    }
    """By the word that a message is sent with."""


def phase(handout: Handout) -> str:
    """Where a workshop stands, in one word."""
    if handout.seal is not None:
        return "revealed"
    if handout.is_open:
        return "open"
    return "closed" if handout.round else "gathering"


def rounds(handout: Handout) -> tuple[Round, ...]:
    """All rounds: those that are over, the one that is open, those to come."""

    def state(place: int) -> str:
        if place < handout.round or (place == handout.round and not handout.is_open):
            return "done"
        return "now" if place == handout.round else "to come"

    return tuple(
        Round(number=place, until=whole(until), state=state(place))
        for place, until in enumerate(handout.rounds, 1)
    )


def _flight(it: TeamFlight) -> Flight:
    return Flight(decisions=it.session.decisions, today=it.session.today)
