"""A team takes part in a served workshop: it joins, follows the rounds, expects, looks back.

The cockpit is not in this picture; it lies below, and its seat tells where the workshop stands.
"""

from collections.abc import Iterator, Mapping
from types import ModuleType
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from simulator.cockpit.days import whole
from simulator.errors import RefusedError
from simulator.explorables.picture import Message, Picture, Work, number
from simulator.logbook import Logbook
from simulator.plain_text import visible
from simulator.workshop.at_hub import is_here

if TYPE_CHECKING:
    from simulator.logbook import Page
    from simulator.workshop.client import Team
    from simulator.workshop.client.seat import RemoteSeat

View = dict[str, Any]
TRIES = 2
"""Of somebody who waits for the answer; it is asked for again by pressing again."""


class Pair(Struct, frozen=True, kw_only=True):
    """A draft with its day, or what was left out with its reason."""

    words: str
    more: str


class TakingPart(Struct, frozen=True, kw_only=True):
    """Everything on the page."""

    url: str
    code: str
    team: str
    hub: bool
    """Whether a hub knows who somebody is and where the workshop is."""
    which: bool
    """Whether the hub has asked which workshop is meant."""
    come: bool
    away: bool = False
    gone: str = ""
    title: str = ""
    story: str = ""
    phase: str = ""
    rounds: tuple[View, ...] = ()
    closes: float | None = None
    """When the round closes by this computer's clock, in milliseconds; None if by hand."""
    handed: str = ""
    """What waits, or that everything is handed in."""
    sent: tuple[str, ...] = ()
    """What has come from outside."""
    drafts: tuple[Pair, ...] = ()
    held: str = ""
    left_out: tuple[Pair, ...] = ()
    low: float | None = None
    high: float | None = None
    """The range of this round, once it is given."""
    view: View = {}
    """For the standing and the storm: what the room sees of both."""
    home: str = ""
    """Under which name the flight is kept, once it is."""


class Attending(Picture):
    """Join, expect, say what becomes of drafts, keep the flight.

    `joined` is the team, once it has joined; `seat` is its cockpit's. `page` is the flight's own
    page, once it is kept.
    """

    def __init__(self, book: Logbook | None = None) -> None:
        self.book = book or Logbook()
        self.url = self.code = self.team = ""
        self.comes_back = self.which = False
        self.joined: Team | None = None
        self.seat: RemoteSeat | None = None
        self.page: Page | None = None

    def shown(self) -> TakingPart:
        """The workshop as it stands now."""
        door = TakingPart(
            url=self.url, code=self.code, team=self.team,
            hub=is_here(), which=self.which, come=self.joined is not None,
        )  # fmt: skip
        if self.joined is None or self.seat is None:
            return door
        view = self.seat.view
        if not view:
            return _with(door, story=_none_yet(self.seat), away=bool(self.seat.away))
        given = view["forecast"] or {}
        now = given.get("round") == view["round"] and bool(given)
        return _with(
            door,
            away=bool(self.seat.away), gone=visible(self.seat.gone), title=visible(view["title"]),
            story=story(view), phase=view["phase"],
            rounds=tuple({**it, "until": whole(it["until"])} for it in view["rounds"]),
            closes=1000 * (view["closes_at"] - self.seat.by) if view["closes_at"] else None,
            handed=self.seat.waiting or _carried_out(view),
            sent=tuple(
                f"day {whole(it['day'])}: {visible(it['headline'])}" for it in view["injects"]
            ),
            drafts=tuple(Pair(words=it.words, more=f"day {it.day}") for it in self.seat.drafts),
            held=self.seat.held,
            left_out=tuple(
                Pair(words=it["words"], more=it["why"])
                for it in (*self.seat.left_out, *view["left_out"])
            ),
            low=given["low"] if now else None, high=given["high"] if now else None,
            view=self._looked_back(view),
            home=self.joined.box.kept.home,
        )  # fmt: skip

    def _looked_back(self, view: View) -> View:
        """What there is to look back on, with the fingerprint as it was shown first."""
        if not view["standing"] and not view["storm"]:
            return {}
        promised = self.joined.box.kept.commitment if self.joined else ""
        found = {name: view[name] for name in ("standing", "storm", "teams", "team")}
        return {**found, "commitment": promised or view["commitment"]}

    def words(self) -> str:
        """Where the workshop stands."""
        page = self.shown()
        if not page.come:
            return "Join a workshop that is served: by its address, its join code and your team."
        return f"{page.team} in {page.title or 'a workshop'}: {page.story}"

    def act(self, message: Message) -> Work | None:
        """Do what somebody asks for. Raises RefusedError for what cannot be done."""
        match message.get("do"):
            case "join":
                return self._join(*(_text(message, it) for it in ("url", "code", "team")))
            case "leave":
                self._leave()
            case "expect":
                return self._expect(number(message, "low"), number(message, "high"))
            case "all the same":
                self._there().all_the_same()
            case "drop":
                self._there().drop()
            case "read":
                self._there().read()
            case "keep":
                return self._keep()
            case _:
                return super().act(message)
        return None

    def _join(self, url: str, code: str, team: str) -> Iterator[None]:
        self.url, self.code, self.team = url, code, team
        yield
        if is_here():
            self.joined = self._at_hub(code)
        else:
            _must_be_given(url, code, team)
            self.joined = _client().join(url, code, team, TRIES)
        kept = self.joined.box.kept
        self.url, self.code, self.team = kept.url, kept.code, kept.team
        self.page = self._kept_before(kept.home)

    def _at_hub(self, code: str) -> "Team":
        """The hub's user as a team; which workshop is meant is asked only if there are several."""
        client = _client()
        try:
            team: Team = client.hub.join(code)
        except client.wire.AwayError:
            raise
        except RefusedError:
            self.which = True
            raise
        return team

    def _kept_before(self, name: str) -> "Page | None":
        """The flight, if it was taken home before and is still there."""
        if not name:
            return None
        try:
            return self.book.open(name)
        except RefusedError:
            return None

    def _leave(self) -> None:
        if self.seat is not None:
            self.seat.end("Your team has left this workshop here.")
        if self.joined is not None:
            self.joined.close()
        self.joined = self.seat = self.page = None

    def _expect(self, low: float, high: float) -> Iterator[None]:
        if low > high:
            raise RefusedError(f"the range begins at {low:g} and ends at {high:g}; turn it round")
        team = self._team()
        yield
        team.forecast(low, high)

    def _keep(self) -> Iterator[None]:
        team = self._team()
        yield
        self.page = team.bring_home(self.book)

    def _team(self) -> "Team":
        if self.joined is None:
            raise RefusedError("join first")
        return self.joined

    def _there(self) -> "RemoteSeat":
        if self.seat is None:
            raise RefusedError("join first")
        return self.seat

    def kept(self) -> dict[str, object] | None:
        """Where the team was, so that it comes back by itself."""
        if not self.team:
            return None
        return {
            "url": self.url, "code": self.code, "team": self.team,
            "in": self.joined is not None,
        }  # fmt: skip

    def take_up(self, state: Mapping[str, object]) -> None:
        """The fields of the last time; whoever had not left comes back."""
        self.url, self.code, self.team = (_text(state, it) for it in ("url", "code", "team"))
        self.comes_back = state.get("in") is True


def _client() -> ModuleType:
    """A team's end of the wire. Raises RefusedError where there is none, as in a browser."""
    try:
        from simulator.workshop import client  # only who joins needs the network
        from simulator.workshop.client import hub as _  # noqa: F401 - reached through the client
    except ModuleNotFoundError:
        raise RefusedError(
            "no workshop can be reached from this notebook; open its address in your browser"
        ) from None
    return client


def story(view: View) -> str:
    """What there is to do now."""
    last, rounds = view["round"], len(view["rounds"])
    match view["phase"]:
        case "gathering":
            return "You are in. Your mentor opens round 1; look around meanwhile."
        case "open":
            left = max(0, whole(view["until"]) - whole(view["day"]))
            still = f"{left} days left to fly" if left != 1 else "one day left to fly"
            done = still if left else "you have flown to its end"
            return f"Round {last} of {rounds} is open, to day {whole(view['until'])}: {done}."
        case "closed" if last < rounds:
            return f"Round {last} is closed. Your mentor opens round {last + 1}."
        case "closed":
            return "The last round is over. Your mentor reveals the storm next."
    return "The storm is revealed, and your flight is yours. Keep it, then look back at it below."


def _carried_out(view: View) -> str:
    if view["waiting"]:
        return f"{view['waiting']} handed in, being carried out"
    return "everything is handed in" if view["phase"] in ("open", "closed") else ""


def _none_yet(seat: "RemoteSeat") -> str:
    if seat.gone:
        return seat.gone
    if seat.away:
        return "The workshop does not answer. You come in by yourself as soon as it does."
    return "One moment: the workshop is asked where it stands."


def _with(page: TakingPart, **changes: Any) -> TakingPart:
    return replace(page, **changes)


def _text(message: Mapping[str, object], name: str) -> str:
    found = message.get(name, "")
    return found.strip() if isinstance(found, str) else ""


def _must_be_given(url: str, code: str, team: str) -> None:
    """Raises RefusedError while a field is empty."""
    fields = {"the address": url, "the join code": code, "your team's name": team}
    missing = [name for name, it in fields.items() if not it]
    if missing:
        raise RefusedError(f"{' and '.join(missing)} still to be filled in")
