"""A team as its notebook sees it."""

import time
from collections import Counter
from pathlib import Path
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import msgspec
from msgspec import Struct, to_builtins

from simulator.decisions import AnyDecision
from simulator.errors import RefusedError
from simulator.logbook import Logbook, Page
from simulator.narration import names_by_id
from simulator.scenario import Scenario
from simulator.session import Session
from simulator.session.session import taken_on
from simulator.values import shown
from simulator.workshop.client.outbox import Letter, Outbox
from simulator.workshop.client.remote import RemoteFlight, office_of, view_of
from simulator.workshop.client.wire import AwayError, OutrunError, Wire

if TYPE_CHECKING:
    import pandas as pd

View = dict[str, Any]
AGAIN = 3.0
"""Seconds between two tries to send what waits."""
OFTEN = 0.5
"""Seconds between two looks whether something has come."""


class Receipt(Struct, frozen=True, kw_only=True):
    """What has become of what was handed in."""

    handed_in: int
    """How many decisions were new."""
    confirmed: bool
    """Whether the service has them; if not, they are kept here and sent as soon as it answers."""
    words: str

    def __str__(self) -> str:
        return self.words


class Team:
    """One team of a workshop that a mentor serves.

    It hands in decisions, never scores; the service replays them in a storm that stays there.
    """

    def __init__(self, wire: Wire, box: Outbox) -> None:
        self.wire, self.box = wire, box
        self.refused: list[str] = []
        """Why something that was kept here could not be handed in."""
        self._sending = Lock()
        self._trying: Thread | None = None
        if box.letters:
            self._try_again_later()

    @property
    def name(self) -> str:
        """As it stands on the wall."""
        return self.box.kept.team

    def __repr__(self) -> str:
        return f"Team {self.name} in workshop {self.box.kept.code} at {self.wire.url}"

    @property
    def view(self) -> View:
        """Where the team and its workshop stand, as plain data."""
        return view_of(self.wire)

    @property
    def scenario(self) -> Scenario:
        """The office, with what has come from outside so far."""
        return office_of(self.wire)

    @property
    def flight(self) -> RemoteFlight:
        """The team's flight, which looks like a session and holds nothing of the storm."""
        return RemoteFlight.of(self.wire)

    # Handing in

    def submit(self, session: Session) -> Receipt:
        """Hand in what is new in a session: its decisions, and the day to which it has flown.

        The session may be of any world: only its decisions count. What was handed in before must be
        in it. Raises RefusedError if it is of another office, if the round is closed, or if a
        decision is of another round; if the service does not answer, all is kept and sent later.
        """
        if not isinstance(session, Session):
            raise RefusedError(f"{shown(session)} is no session; hand in one such as Session(…)")
        try:
            new = self._new(session, self.view)
        except AwayError:
            new = self._not_kept(session)
        letter = self.box.put(to_builtins(new), session.today)
        return self._sent(letter)

    def _new(self, session: Session, view: View) -> list[AnyDecision]:
        """The decisions that the service has not got yet."""
        if session.scenario.name != view["scenario"]:
            raise RefusedError(
                f"this session is of {shown(session.scenario.name)}, and the workshop plays "
                f"{shown(view['scenario'])}; take team.scenario"
            )
        asked = msgspec.convert(view["asked"], type=list[AnyDecision])
        asked += msgspec.convert(
            [it for letter in self.box.letters for it in letter.decisions], type=list[AnyDecision]
        )
        return _without(list(session.decisions), asked, names_by_id(session.scenario))

    def _not_kept(self, session: Session) -> list[AnyDecision]:
        """The same, as far as it is known here."""
        letters = [it for letter in self.box.letters for it in letter.decisions]
        waiting = Counter(msgspec.convert(letters, type=list[AnyDecision]))
        known = Counter(msgspec.convert(self.box.kept.known, type=list[AnyDecision]))
        return _rest(list(session.decisions), waiting + known)

    def _sent(self, letter: Letter) -> Receipt:
        count = len(letter.decisions)
        before = len(self.refused)
        try:
            self.flush()
        except AwayError as error:
            self._try_again_later()
            words = f"Kept here: {error}. It is handed in as soon as the service answers again."
            return Receipt(handed_in=count, confirmed=False, words=words)
        if len(self.refused) > before:
            raise RefusedError(self.refused[-1])
        many = f"{count} new decisions" if count != 1 else "One new decision"
        many = "Nothing new to decide" if not count else many
        return Receipt(handed_in=count, confirmed=True, words=f"{many}: handed in.")

    def flush(self) -> None:
        """Send what waits, in order; what can never be handed in is put into `refused`.

        Raises AwayError if the service does not answer.
        """
        with self._sending:
            while self.box.letters:
                letter = self.box.letters[0]
                try:
                    self._send(letter)
                except AwayError:
                    raise
                except RefusedError as error:
                    self.refused.append(str(error))
                self.box.drop(letter)

    def _send(self, letter: Letter) -> None:
        steps = int(self.view["steps"])
        body = {
            "id": letter.id,
            "after": steps,
            "decisions": letter.decisions,
            "today": letter.today,
        }
        try:
            self.wire.ask("POST", "/api/team/decisions", body)
        except OutrunError:
            # Another laptop of the team has taken a step between the two requests.
            body["after"] = int(self.view["steps"])
            self.wire.ask("POST", "/api/team/decisions", body)
        self.box.kept.known += letter.decisions

    def _try_again_later(self) -> None:
        if self._trying is None or not self._trying.is_alive():
            self._trying = Thread(target=self._try_again, daemon=True)
            self._trying.start()

    def _try_again(self) -> None:
        while self.box.letters:
            time.sleep(AGAIN)
            try:
                self.flush()
            except AwayError:
                continue

    # Looking

    def wait(self, phase: str = "open", number: int = 0, seconds: float = 600.0) -> View:
        """Wait until the workshop is in this phase, in round `number` or later.

        Raises RefusedError if that takes longer than so many seconds.
        """
        until = time.monotonic() + seconds
        while True:
            view = self.view
            if view["phase"] == phase and view["round"] >= number and not view["waiting"]:
                return view
            if time.monotonic() > until:
                raise RefusedError(
                    f"the workshop is in phase '{view['phase']}', round {view['round']}; after "
                    f"{seconds:g} seconds it has not come to '{phase}'"
                )
            time.sleep(OFTEN)

    def forecast(self, low: float, high: float) -> None:
        """Say between which two the portfolio's net result will lie in 8 of 10 cases, in k€.

        Raises RefusedError for a range upside down.
        """
        body = {"id": uuid4().hex, "low": float(low), "high": float(high)}
        self.wire.ask("POST", "/api/team/forecasts", body)

    def results(self) -> "pd.DataFrame":
        """How teams stand: a row a team, the best tier first; until the mentor shows it, one's own.

        Columns: team, tier, value (k€ net that its decisions bring on average in the scoring
        worlds) with low and high, result (k€ net in the storm that was flown), on_time (share),
        wins; before that what is not known is missing, and result is the net of today.
        """
        import pandas as pd

        found = self.wire.ask("GET", "/api/team/results")
        columns = ["tier", "value", "low", "high", "result", "on_time", "wins"]
        if found["standing"]:
            rows = [{"team": it["name"], **it} for it in found["standing"]["rows"]]
        else:
            own = found["own"] or {}
            rows = [{"team": self.name, "result": own.get("net"), "on_time": own.get("on_time")}]
        return pd.DataFrame(rows, columns=["team", *columns]).set_index("team")

    def take_home(self, book: Logbook | None = None) -> Session:
        """The whole flight as an ordinary session, kept among one's own flights.

        Raises RefusedError before the mentor has revealed the storm.
        """
        return self.bring_home(Logbook() if book is None else book).session

    def bring_home(self, book: Logbook) -> Page:
        """The same, as the page of the logbook on which it is kept.

        Raises RefusedError before the mentor has revealed the storm.
        """
        content = self.wire.fetch("GET", "/api/team/flight")
        if content.is_error:
            raise RefusedError(str(content.json().get("refused", "the flight is not to be had")))
        path = _written(content.content)
        try:
            session = Session.load(path)
        finally:
            path.unlink(missing_ok=True)
        page = book.begin(f"{self.name} workshop"[:LONGEST], session)
        page.keep(session)
        self.box.kept.home = page.name
        self.box.write()
        return page

    def close(self) -> None:
        """Hang up."""
        self.wire.close()


LONGEST = 40
"""Letters of a flight's name."""


def _written(content: bytes) -> Path:
    import tempfile

    with tempfile.NamedTemporaryFile(suffix=".json", delete=False) as file:
        file.write(content)
    return Path(file.name)


def _without(
    decisions: list[AnyDecision], asked: list[AnyDecision], names: dict[str, str]
) -> list[AnyDecision]:
    """The decisions beyond those that were handed in. Raises RefusedError if one of those lacks."""
    from simulator.cockpit.timeline import in_words

    missing = Counter(asked) - Counter(decisions)
    if missing:
        first = next(iter(missing))
        raise RefusedError(
            f"your team has already handed in, for day {taken_on(first):g}: "
            f"{in_words(first, names)}; what was handed in stays, so it must stand in this session"
        )
    return _rest(decisions, Counter(asked))


def _rest(decisions: list[AnyDecision], known: Counter[AnyDecision]) -> list[AnyDecision]:
    found = []
    for decision in decisions:
        if known[decision]:
            known[decision] -= 1
        else:
            found.append(decision)
    return found
