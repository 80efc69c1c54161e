"""Quick estimates of things that somebody can look up: how often do one's ranges hold?"""

from collections.abc import Mapping, Sequence

from msgspec import Struct, ValidationError, convert

from simulator.debrief.told import Locked, append
from simulator.errors import RefusedError
from simulator.explorables.picture import Message, Picture, Work, number
from simulator.values import shown

SHARE = 0.8
"""How often such ranges should hold."""


class Thing(Struct, frozen=True, kw_only=True):
    """Something to estimate."""

    question: str
    unit: str
    truth: float
    start: float
    """Where its number line begins."""
    end: float
    step: float = 1.0


class Guess(Struct, frozen=True, kw_only=True):
    """One estimate on the page."""

    question: str
    unit: str
    start: float
    end: float
    step: float
    low: float
    high: float
    given: bool
    """Whether somebody has moved it."""
    truth: float | None
    """What it is, once all ranges are locked."""


class Guesses(Struct, frozen=True, kw_only=True):
    """All of them."""

    guesses: tuple[Guess, ...]
    locked: bool
    caught: int | None
    """How many ranges hold what is true, once that is known."""
    said: str


class Estimates(Picture):
    """Drag two ends for each, lock all, see how many ranges hold.

    With a `notebook` to name, ranges count for one's calibration.
    """

    def __init__(self, things: Sequence[Thing], notebook: str = "") -> None:
        self.things, self.notebook = tuple(things), notebook
        self.ranges: dict[str, tuple[float, float]] = {}
        self.locked = False
        self.trouble = ""

    def shown(self) -> Guesses:
        """The ranges, and once they are locked what is true."""
        return Guesses(
            guesses=tuple(map(self._guess, self.things)),
            locked=self.locked,
            caught=self.caught() if self.locked else None,
            said=f"{self.words()} {self.trouble}".strip(),
        )

    def words(self) -> str:
        """How many ranges are given, or hold."""
        many = len(self.things)
        if not self.locked:
            return f"{len(self.ranges)} of {many} ranges are given. Each should hold 8 times of 10."
        caught, expected = self.caught(), round(SHARE * many)
        verdict = (
            "That is what you meant to give"
            if abs(caught - expected) <= 1
            else "Most people get fewer than they think: their ranges are too narrow"
            if caught < expected
            else "Your ranges are wider than they need to be"
        )
        return f"Your ranges hold {caught} of {many}; {expected} were meant to. {verdict}."

    def act(self, message: Message) -> Work | None:
        """Give a range, or lock all. Raises RefusedError for what is no range, and once locked."""
        match message.get("do"):
            case "range":
                self.give(message)
            case "lock":
                self.lock()
            case _:
                return super().act(message)
        return None

    def give(self, message: Message) -> None:
        """Take a range for one of them. Raises RefusedError if it is none, or all are locked."""
        if self.locked:
            raise RefusedError("your ranges are locked; a promise stays a promise")
        asked = message.get("question")
        thing = next((it for it in self.things if it.question == asked), None)
        if thing is None:
            raise RefusedError(f"{shown(asked)} is not asked here; give a range for another")
        low, high = (number(message, it, thing.start, thing.end) for it in ("low", "high"))
        if low > high:
            raise RefusedError(f"low {low:g} is above high {high:g}; swap them")
        self.ranges[thing.question] = low, high

    def lock(self) -> None:
        """Lock all ranges. Raises RefusedError while one is missing."""
        missing = len(self.things) - len(self.ranges)
        if missing:
            raise RefusedError(
                f"{missing} {'range is' if missing == 1 else 'ranges are'} still as wide as the "
                "line; move both ends to where you would bet 8 times of 10"
            )
        if not self.locked:
            self.locked = True
            self._tell()

    def caught(self) -> int:
        """How many ranges hold what is true."""
        return sum(
            low <= it.truth <= high
            for it in self.things
            for low, high in [self.ranges[it.question]]
        )

    def kept(self) -> dict[str, object] | None:
        """The ranges."""
        ranges = {name: list(ends) for name, ends in self.ranges.items()}
        return {"ranges": ranges, "locked": self.locked} if ranges else None

    def take_up(self, state: Mapping[str, object]) -> None:
        """The ranges that were given."""
        try:
            left = convert(state, _State)
        except ValidationError:
            return  # of another edition of the lesson
        asked = {it.question for it in self.things}
        self.ranges = {name: ends for name, ends in left.ranges.items() if name in asked}
        self.locked = left.locked and len(self.ranges) == len(asked)

    def _guess(self, thing: Thing) -> Guess:
        low, high = self.ranges.get(thing.question, (thing.start, thing.end))
        return Guess(
            question=thing.question, unit=thing.unit, start=thing.start, end=thing.end,
            step=thing.step, low=low, high=high, given=thing.question in self.ranges,
            truth=thing.truth if self.locked else None,
        )  # fmt: skip

    def _tell(self) -> None:
        """Count them for the person's calibration."""
        for it in self.things if self.notebook else ():
            low, high = self.ranges[it.question]
            locked = Locked(
                notebook=self.notebook, what=f"{it.question} ({it.unit})", low=low, high=high
            )
            try:
                append(locked.told(it.truth))
            except (RefusedError, OSError) as error:
                self.trouble = f"Your ranges could not be kept: {error}."


class _State(Struct):
    """What is kept of the estimates."""

    ranges: dict[str, tuple[float, float]] = {}  # noqa: RUF012 - msgspec copies it
    locked: bool = False
