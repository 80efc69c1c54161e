"""Eight quarters in the chair: on the first morning of each three decisions, then it passes."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from msgspec import Struct, ValidationError, convert

from simulator.errors import RefusedError
from simulator.events import IssueDetected, ShockStruck
from simulator.explorables.desk import ALONE, GROUPS, QUARTER, Desk, Offer, Queue, Report
from simulator.explorables.path import Landed, Point, landed, path
from simulator.explorables.picture import Message, Picture, Work
from simulator.logbook import Logbook, Page
from simulator.metrics import on_time_share
from simulator.metrics.log import of
from simulator.scenario import Scenario
from simulator.session import Session
from simulator.values import shown

QUARTERS, MOST = 8, 3
"""How many quarters there are, and decisions in each."""


class Card(Struct, frozen=True, kw_only=True):
    """One offer on the page."""

    key: str
    words: str
    more: str
    taken: bool


class Group(Struct, frozen=True, kw_only=True):
    """Offers of one kind."""

    name: str
    cards: tuple[Card, ...]


class Past(Struct, frozen=True, kw_only=True):
    """A quarter that has passed."""

    decided: tuple[str, ...]
    landed: tuple[Landed, ...]
    trouble: int
    """How many issues were found, and how often something from outside made work."""


class Chair(Struct, frozen=True, kw_only=True):
    """Everything on the page; money in k€."""

    quarter: int
    """Counted from 1; one more than there are once all have passed."""
    quarters: int
    most: int
    """Decisions a quarter."""
    length: float
    """Working days of a quarter."""
    past: tuple[Past, ...]
    path: tuple[Point, ...]
    net: float
    """Delivered less spent, so far."""
    delivered: int
    on_time: int
    of: int
    """Projects there will be."""
    reports: tuple[Report, ...]
    queues: tuple[Queue, ...]
    groups: tuple[Group, ...]
    taken: int
    ready: str
    """What has to come first; "" if nothing."""
    kept: str
    """Where the flight is kept."""


class Quarter(NamedTuple):
    """A quarter that was decided: the session on its first morning, and what was taken."""

    before: Session
    taken: tuple[Offer, ...]


class InTheChair(Picture):
    """Decide, let the quarter pass, and do it again: eight times.

    `ready` says what has to come first, or nothing. The flight is kept under `name` in the
    trainee's own folder, after every quarter.
    """

    def __init__(
        self, scenario: Scenario, seed: int, name: str, ready: Callable[[], str] = lambda: "",
        book: Logbook | None = None,
    ) -> None:  # fmt: skip
        self.scenario, self.seed, self.name, self.ready = scenario, seed, name, ready
        self.book = Logbook() if book is None else book
        self.session = Session(scenario, seed=seed)
        self.quarters: list[Quarter] = []
        self.taken: list[str] = []
        self.page: Page | None = None
        self.trouble = ""

    @property
    def over(self) -> bool:
        """Whether all quarters have passed."""
        return len(self.quarters) == QUARTERS

    @property
    def desk(self) -> Desk:
        """What lies on the desk this morning."""
        return _desk(self.session)

    def shown(self) -> Chair:
        """The quarters that have passed, and the desk of this one."""
        desk, line = self.desk, path(self.session)
        done = landed(self.session)
        return Chair(
            quarter=len(self.quarters) + 1, quarters=QUARTERS, most=MOST, length=QUARTER,
            past=tuple(self._past(place) for place in range(len(self.quarters))),
            path=line, net=line[-1].net,
            delivered=len(done), on_time=sum(it.late <= 0 for it in done),
            of=len(self.scenario.projects), reports=() if self.over else desk.reports,
            queues=() if self.over else desk.queues, groups=() if self.over else self._groups(),
            taken=len(self.taken), ready=self.ready(), kept=self._where(),
        )  # fmt: skip

    def words(self) -> str:
        """Where the flight stands."""
        page = self.shown()
        stands = "All eight quarters have passed" if self.over else f"Quarter {page.quarter} of 8"
        return (
            f"{stands}. {page.delivered} of {page.of} projects are delivered, {page.on_time} on "
            f"time; delivered less spent is {page.net:,.0f} k€."
        )

    def act(self, message: Message) -> Work | None:
        """Take an offer or put it back, or let the quarter pass. Raises RefusedError."""
        match message.get("do"):
            case "take":
                self.take(message.get("offer"))
            case "pass":
                self.let_pass()
            case _:
                return super().act(message)
        return None

    def take(self, key: object) -> None:
        """Take an offer, or put it back. Raises RefusedError if there is no time for it."""
        self._going_on()
        offer = self.desk.offer(key) if isinstance(key, str) else None
        if offer is None:
            raise RefusedError(f"there is no offer {shown(key)} on the desk; choose one of them")
        if offer.key in self.taken:
            self.taken.remove(offer.key)
            return
        kept = [it for it in self.taken if not self._excludes(offer, it)]
        if len(kept) >= MOST:
            raise RefusedError(
                f"you have time for {MOST} decisions a quarter; put one back to take this one"
            )
        self.taken = [*kept, offer.key]

    def let_pass(self) -> None:
        """Decide what was taken, and go to the next quarter's first morning; the last one goes on
        until every project has ended. Raises RefusedError if something has to come first."""
        self.check_open()
        self._going_on()
        if first := self.ready():
            raise RefusedError(first)
        self._decide(self.taken)
        self.taken = []
        self._keep()

    def kept(self) -> dict[str, object] | None:
        """What was taken in each quarter, and what lies ready in this one."""
        if not self.quarters and not self.taken:
            return None
        return {
            "quarters": [[it.key for it in quarter.taken] for quarter in self.quarters],
            "taken": list(self.taken),
            "flight": self.page.name if self.page else "",
        }

    def take_up(self, state: Mapping[str, object]) -> None:
        """The flight as it was left; what another edition of the lesson has kept is left out."""
        try:
            left = convert(state, _State)
        except ValidationError:
            return
        try:
            for keys in left.quarters[:QUARTERS]:
                self._decide(keys)
        except RefusedError:
            self.session, self.quarters = Session(self.scenario, seed=self.seed), []
            return
        if not self.over:
            self.taken = [it for it in left.taken if self.desk.offer(it) is not None][:MOST]
        if left.flight:
            self._find(left.flight)

    def _decide(self, keys: Sequence[str]) -> None:
        desk = self.desk
        offers = [desk.offer(key) for key in keys]
        taken = tuple(it for it in offers if it is not None)
        if len(taken) < len(keys):
            raise RefusedError("an offer that was taken is on the desk no more")
        session = self.session.decide(*(one for it in taken for one in it.decisions))
        self.quarters.append(Quarter(self.session, taken))
        if self.over:
            self.session = session.to_end()
        else:
            self.session = session.advance(QUARTER * len(self.quarters))

    def _excludes(self, offer: Offer, key: str) -> bool:
        """Whether an offer takes the place of one that was taken."""
        other = self.desk.offer(key)
        if other is None:
            return False
        return (offer.group == other.group and offer.group in ALONE) or (
            offer.key.split()[0] == other.key.split()[0] and offer.key.split()[0] in ONE_OF
        )

    def _groups(self) -> tuple[Group, ...]:
        return tuple(
            Group(
                name=name,
                cards=tuple(
                    Card(key=it.key, words=it.words, more=it.more, taken=it.key in self.taken)
                    for it in self.desk.offers
                    if it.group == name
                ),
            )
            for name in GROUPS
        )

    def _past(self, place: int) -> Past:
        since = QUARTER * place
        until = self.session.today + 1 if place == QUARTERS - 1 else QUARTER * (place + 1)
        return Past(
            decided=tuple(it.words for it in self.quarters[place].taken),
            landed=tuple(it for it in landed(self.session) if since < it.day <= until),
            trouble=sum(
                since < it.day <= until
                for it in of(self.session.visible, IssueDetected, ShockStruck)
            ),
        )

    def _going_on(self) -> None:
        if self.over:
            raise RefusedError("your eight quarters have passed; look back below")

    def _keep(self) -> None:
        """Write the flight to its file; if that fails, it goes on and says so."""
        try:
            self.page = self.page or self.book.begin(self.name, self.session)
            self.page.keep(self.session)
            self.trouble = ""
        except RefusedError as error:
            self.trouble = str(error)

    def _find(self, name: str) -> None:
        """Go on with the file of this flight, if it is as it was left."""
        try:
            found = self.book.open(name)
        except RefusedError as error:
            self.trouble = str(error)
            return
        if found.session == self.session:
            self.page = found

    def _where(self) -> str:
        if self.trouble:
            return f"Your flight is not in your folder: {self.trouble}."
        return f"Kept as “{self.page.path.name}” in your folder." if self.page else ""


ONE_OF = ("overtime", "look", "liaison", "ends")
"""Offers whose first word is one of these take each other's place."""


def in_time(session: Session) -> float:
    """The share of projects that were delivered on their promised day."""
    return on_time_share(session.events, session.scenario)


@lru_cache(maxsize=64)
def _desk(session: Session) -> Desk:
    return Desk(session)


class _State(Struct):
    """What is kept of the chair."""

    quarters: list[list[str]] = []  # noqa: RUF012 - msgspec copies it
    taken: list[str] = []  # noqa: RUF012 - msgspec copies it
    flight: str = ""
