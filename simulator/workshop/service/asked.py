"""What may be asked of the service: the shape of every request, checked at the door."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from simulator.limits import LAST_DAY, LONGEST_NAME, MOST, MOST_DECISIONS
from simulator.workshop.record import MOST_ROUNDS
from simulator.workshop.store.steps import MOST_STEPS
from simulator.workshop.store.tables import LONGEST_ID, LONGEST_TEAM

Id = Annotated[str, Field(min_length=1, max_length=LONGEST_ID, pattern=r"^[\w.:-]+$")]
Day = Annotated[float, Field(ge=0, le=LAST_DAY)]
Money = Annotated[float, Field(ge=-MOST, le=MOST)]
Steps = Annotated[int, Field(ge=0, le=MOST_STEPS)]


class Asked(BaseModel):
    """A request; what nobody knows is refused."""

    model_config = ConfigDict(extra="forbid", strict=True)


class AskedInstruments(Asked):
    """What the cockpit shows beyond facts."""

    forecasts: bool = True
    cards: bool = True
    hints: bool = True
    coach: Literal["off", "offered", "on"] = "off"


class AskedAllowed(Asked):
    """What people in an office cannot do."""

    undo: bool = False
    replay: bool = False


class NewWorkshop(Asked):
    """A workshop to be made."""

    office: Annotated[str, Field(max_length=LONGEST_NAME)]
    level: Literal["calm", "as written", "rough"] = "as written"
    title: Annotated[str, Field(max_length=120)] = ""
    rounds: (
        Annotated[int, Field(ge=1, le=MOST_ROUNDS)]
        | Annotated[list[Day], Field(min_length=1, max_length=MOST_ROUNDS)]
    ) = 8
    instruments: AskedInstruments = AskedInstruments()
    allowed: AskedAllowed = AskedAllowed()


class RoundDo(Asked):
    """Open the next round, or close this one."""

    do: Literal["open", "close"]
    minutes: Annotated[float, Field(gt=0, le=600)] | None = None
    """For the clock on the wall; the mentor closes the round."""


class Switches(Asked):
    """What is on the screens of the whole room."""

    instruments: AskedInstruments
    allowed: AskedAllowed


class ThrownIn(Asked):
    """What comes from outside, for all teams alike."""

    inject: dict[str, Any]


class Show(Asked):
    """Whether the room sees how teams stand."""

    show: bool


class Joining(Asked):
    """A team that comes in."""

    team: Annotated[str, Field(min_length=1, max_length=4 * LONGEST_TEAM)]


class Act(Asked):
    """An act in a team's cockpit."""

    id: Id
    after: Steps
    message: dict[str, Any]


class HandedIn(Asked):
    """Decisions of a team, each with its day."""

    id: Id
    after: Steps
    decisions: Annotated[list[dict[str, Any]], Field(max_length=MOST_DECISIONS)]
    today: Day
    """The day to which the team flies with them, in this round."""


class Foretold(Asked):
    """Between which two the portfolio's net result will lie in 8 of 10 cases, in k€."""

    id: Id
    low: Money
    high: Money
