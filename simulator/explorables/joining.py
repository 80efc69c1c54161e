"""A team comes into a workshop that lies in a folder, looks for news, and says what it expects."""

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from simulator.cockpit.days import date_of, whole
from simulator.errors import RefusedError
from simulator.explorables.leading import FOLDER, Round, phase, rounds
from simulator.explorables.picture import Message, Picture, Work, number
from simulator.logbook import Logbook
from simulator.plain_text import visible
from simulator.workshop.export.storm import preimage
from simulator.workshop.folder import TRUST, Shared
from simulator.workshop.folder.team import Come, come_in


class Joined(Struct, frozen=True, kw_only=True):
    """Everything on the page."""

    folder: str
    team: str
    come: bool
    """Whether the team has come in."""
    trust: str
    title: str = ""
    office: str = ""
    phase: str = ""
    rounds: tuple[Round, ...] = ()
    until: int = 0
    date: str = ""
    note: str = ""
    """What came of looking for news, if that was nothing."""
    low: float | None = None
    high: float | None = None
    """The range of this round, once it is given."""
    commitment: str = ""
    revealed: str = ""
    """The line that fits the commitment, once it is revealed."""


class Joining(Picture):
    """Come in, look for news, expect. `come` is the team, once it has come in."""

    def __init__(self, book: Logbook | None = None) -> None:
        self.folder = str((book or Logbook()).folder / FOLDER)
        self.team = ""
        self.come: Come | None = None
        self.note = ""

    def shown(self) -> Joined:
        """The workshop as it was when the team last looked."""
        it = self.come
        if it is None:
            return Joined(folder=self.folder, team=self.team, come=False, trust=TRUST)
        handout, given = it.handout, it.given
        scenario = handout.scenario
        return Joined(
            folder=self.folder, team=it.name, come=True, trust=TRUST,
            title=visible(handout.title), office=visible(scenario.title or scenario.name),
            phase=phase(handout), rounds=rounds(handout), until=whole(handout.until),
            date=date_of(scenario.start, handout.until),
            low=given.low if given else None, high=given.high if given else None,
            commitment=handout.commitment, note=self.note,
            revealed=preimage(handout.seal) if handout.seal else "",
        )  # fmt: skip

    def words(self) -> str:
        """Where the workshop stands."""
        page = self.shown()
        if not page.come:
            return "Name the folder of the workshop and your team, and come in."
        return f"{page.team} in {page.title}: {page.phase}, to day {page.until}."

    def act(self, message: Message) -> Work | None:
        """Come in, look for news, or expect. Raises RefusedError for what cannot be done."""
        self.note = ""
        match message.get("do"):
            case "join":
                folder, team = message.get("folder"), message.get("team")
                if not isinstance(folder, str) or not isinstance(team, str) or "\0" in folder:
                    raise RefusedError("name the folder of the workshop and your team")
                self._join(folder.strip(), team)
            case "news":
                self._look(self._there())
            case "expect":
                self._there().expect(number(message, "low"), number(message, "high"))
            case _:
                return super().act(message)
        return None

    def _look(self, come: Come) -> None:
        """Come in anew if the mentor has done anything; otherwise the seat stays as it is."""
        if Shared(come.folder).handout == come.handout:
            self.note = "Nothing new since you last looked."
        else:
            self._join(str(come.folder), come.name)

    def _join(self, folder: str, team: str) -> None:
        self.come = come_in(Path(folder or self.folder), team)
        self.folder, self.team, self.note = str(self.come.folder), self.come.name, ""

    def _there(self) -> Come:
        if self.come is None:
            raise RefusedError("come in first")
        return self.come

    def kept(self) -> dict[str, object] | None:
        """Where the team was, so that the next time both fields are filled in."""
        return {"folder": self.folder, "team": self.team} if self.team else None

    def take_up(self, state: Mapping[str, object]) -> None:
        """Both fields of the last time; nobody comes in unasked."""
        folder, team = state.get("folder"), state.get("team")
        if isinstance(folder, str) and isinstance(team, str):
            self.folder, self.team = folder, team
