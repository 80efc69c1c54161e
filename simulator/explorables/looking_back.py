"""A room looks back: how teams stand, what was decided, what was luck, what to talk about."""

from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from simulator.debrief.estimate import part
from simulator.errors import RefusedError
from simulator.explorables.picture import Message, Picture, Work
from simulator.workshop.export import Recorded, saved
from simulator.workshop.export.talk import questions
from simulator.workshop.export.told import telling
from simulator.workshop.folder import Gathered, Handout
from simulator.workshop.folder.recording import recorded, recording
from simulator.workshop.folder.sealed import seal_of
from simulator.workshop.judging import FATES, jobs
from simulator.workshop.record import Seal
from simulator.workshop.scoring import SLICE, WORLDS

REPORT = "report.html"


class Row(Struct, frozen=True, kw_only=True):
    """A team; money in k€. What is not known yet is missing."""

    name: str
    result: float
    """In the storm, to its end."""
    tier: int | None = None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    wins: int | None = None
    base: float | None = None
    """What the office was to expect with the rules that all begin with."""
    decisions: float | None = None
    luck: float | None = None
    telling: str = ""
    held: int = 0
    given: int = 0
    """Of its ranges, how many held, and how many there are."""


class Back(Struct, frozen=True, kw_only=True):
    """Everything on the page."""

    wanting: str
    """What has to come first; empty if nothing."""
    rows: tuple[Row, ...] = ()
    worlds: int = 0
    of: int = WORLDS
    done: int = 0
    steps: int = 1
    ready: bool = False
    """Whether all of it is worked out."""
    ranges: str = ""
    """How many ranges of the room held, in words."""
    questions: tuple[str, ...] = ()
    saved: tuple[str, ...] = ()
    """Files that were written."""
    over: bool = False
    """Whether no round is to come, so that the report can be the last one."""


class LookingBack(Picture):
    """The figures of a debrief over all teams.

    `room` gives the workshop and what lies in its folder, None before there is one; `folder` says
    where a report is written.
    """

    def __init__(
        self,
        room: Callable[[], tuple[Handout, Gathered] | None],
        folder: Callable[[], Path],
        worlds: int = WORLDS,
        fates: int = FATES,
        workers: int | None = None,
    ) -> None:
        self.room, self.folder = room, folder
        self.worlds, self.fates, self.workers = worlds, fates, workers
        self.plain: Recorded | None = None
        """What lay in the folder when what is shown was begun."""
        self.known: Recorded | None = None
        self.done, self.steps, self.ready = 0, 1, False
        self.files: tuple[str, ...] = ()

    def shown(self) -> Back:
        """What is known of the flights that lie in the folder now."""
        plain = self._now()
        if plain is None or not plain.teams:
            return Back(wanting=self._wanting(plain))
        self._follow(plain)
        it = self.known or plain
        return Back(
            wanting="", rows=rows(it), worlds=it.standing.worlds if it.standing else 0,
            of=self.worlds, done=self.done, steps=self.steps, ready=self.ready,
            ranges=ranges(it), questions=tuple(questions(it)), saved=self.files, over=it.is_over,
        )  # fmt: skip

    def words(self) -> str:
        """How teams stand, and what tells most."""
        page = self.shown()
        if page.wanting:
            return page.wanting
        if not page.worlds:
            return f"{len(page.rows)} teams; they are not compared yet."
        tiers = ", ".join(f"{it.name} (tier {it.tier})" for it in page.rows)
        return " ".join([f"In {page.worlds} other worlds: {tiers}.", *page.questions])

    def act(self, message: Message) -> Work | None:
        """Compare and judge, or write the report. Raises RefusedError if that cannot be done."""
        match message.get("do"):
            case "work":
                return self._work(self._there())
            case "look":
                return None
            case "report":
                it = self._there()
                self._follow(it)
                paths = saved(self.known or it, self.folder() / REPORT)
                self.files = tuple(map(str, paths))
                return None
        return super().act(message)

    def _now(self) -> Recorded | None:
        there = self.room()
        return None if there is None else recorded(*there)

    def _there(self) -> Recorded:
        plain = self._now()
        if plain is None or not plain.teams:
            raise RefusedError(self._wanting(plain).rstrip(".").lower())
        return plain

    def _wanting(self, plain: Recorded | None) -> str:
        if plain is None:
            return "There is no workshop in the folder above yet."
        return "No flight in the folder counts yet."

    def _follow(self, plain: Recorded) -> None:
        """Forget what was worked out for other flights; a reveal changes none."""
        if self.plain is None or self.plain.flights != plain.flights:
            self.known, self.done, self.steps, self.ready, self.files = None, 0, 1, False, ()
        elif self.known is not None:
            self.known = _with(self.known, plain)
        self.plain = plain

    def _work(self, plain: Recorded) -> Iterator[None]:
        self._follow(plain)
        seal = _seal(plain)
        compared = -(-self.worlds // SLICE) if len(plain.teams) > 1 else 0
        self.done, self.steps, self.ready = 0, compared + jobs(plain.flights), False
        yield
        for known in recording(plain, seal, self.worlds, self.fates, self.workers):
            self.known = known
            self.done += 1
            yield
        self.ready = True


def _seal(plain: Recorded) -> Seal:
    """By which worlds teams are compared. Raises RefusedError if it is not on this computer."""
    return plain.seal or seal_of(plain.commitment)


def _with(known: Recorded, plain: Recorded) -> Recorded:
    """What was worked out, of the workshop as it stands now."""
    return replace(plain, standing=known.standing, judged=known.judged)


def rows(it: Recorded) -> tuple[Row, ...]:
    """All teams: the best tier first, or the best result while they are not compared."""
    names = list(it.places) or sorted(it.results, key=lambda name: -it.results[name])
    return tuple(_row(it, name) for name in names)


def _row(it: Recorded, name: str) -> Row:
    team = next(one for one in it.teams if one.name == name)
    came, place, parts = it.results[name], it.places.get(name), it.parts.get(name)
    held = sum(one.held(came) for one in team.forecasts) if it.is_over else 0
    row = Row(name=name, result=came, given=len(team.forecasts), held=held)
    if place is not None:
        row = replace(
            row, tier=place.tier, value=place.value, low=place.low, high=place.high, wins=place.wins
        )
    if parts is None:
        return row
    return replace(
        row, base=parts.base, decisions=parts.decisions, luck=parts.luck, telling=telling(parts)
    )


def ranges(it: Recorded) -> str:
    """How good the room's forecasts were, in a sentence; empty while nobody can know."""
    held = [given.held(it.results[team.name]) for team in it.teams for given in team.forecasts]
    if not held:
        return "Nobody has given a range yet."
    if not it.is_over:
        return f"{len(held)} ranges are given; whether they hold is known after the last round."
    share = part(sum(held), len(held))
    advice = "as wide as they should be, as far as can be told"
    if share.high < 80:
        advice = "too narrow: the room knew less than it thought"
    if share.low > 80:
        advice = "too wide: the room knew more than it thought"
    return (
        f"{sum(held)} of {len(held)} ranges held ({share:.0f} %, {share.low:.0f} to "
        f"{share.high:.0f}), and 80 % should have: {advice}."
    )
