"""A prediction, locked before the run: a range on a number line."""

from msgspec import Struct

from simulator.debrief.told import Locked, append, read
from simulator.errors import RefusedError
from simulator.explorables.picture import MOST, Message, Picture, Work
from simulator.plain_text import visible
from simulator.values import shown

MARGIN = 0.75
"""So much of the first range's width is room on both sides of it."""


class Line(Struct, frozen=True, kw_only=True):
    """The prediction on the page."""

    question: str
    unit: str
    start: float
    """Where the number line begins."""
    end: float
    low: float
    high: float
    locked: bool
    came: float | None
    """What came, once that is known."""
    said: str


class Prediction(Picture):
    """What do you expect? Lowest and highest in 8 of 10 cases.

    With a `notebook` to name, the range is kept in a file of the person's own as soon as it is
    locked, and stays locked when the notebook is opened again. `ends` are those of the number
    line; a range beyond them can be typed.
    """

    def __init__(
        self,
        question: str,
        unit: str,
        low: float,
        high: float,
        notebook: str = "",
        ends: tuple[float, float] | None = None,
    ) -> None:
        self.question, self.unit, self.notebook = visible(question), visible(unit), notebook
        self.low, self.high = float(low), float(high)
        self.ends = self.start, self.end = ends or self._room()
        self.locked: tuple[float, float] | None = None
        self.came: float | None = None
        self.said = f"Your range, in {unit}: 8 times of 10 it should hold."
        self._remember()

    def shown(self) -> Line:
        """The number line with its range."""
        return Line(
            question=self.question, unit=self.unit, start=self.start, end=self.end, low=self.low,
            high=self.high, locked=self.locked is not None, came=self.came, said=self.said,
        )  # fmt: skip

    def words(self) -> str:
        """The question and what became of it."""
        return f"{self.question} {self.said}"

    def act(self, message: Message) -> Work | None:
        """Lock a range. Raises RefusedError if it is none."""
        if message.get("do") != "lock":
            return super().act(message)
        self.lock(message.get("low"), message.get("high"))
        return None

    def lock(self, low: object, high: object) -> None:
        """Fix the range; it cannot be changed after the run. Raises RefusedError if it is none."""
        low, high = _number("lowest", low), _number("highest", high)
        if low > high:
            raise RefusedError(f"lowest {low:g} is above highest {high:g}; swap them")
        if self.locked or self._remember():  # in another window, or by an earlier kernel
            return
        trouble = self._keep(self._range(low, high))
        self._close(low, high)
        if trouble:
            self.said = f"{self.said} {trouble}"

    def judge(self, happened: float) -> str:
        """What became of the prediction, in a sentence; a locked one is kept."""
        came = f"It was {happened:,g} {self.unit}"
        if self.locked is None:
            return f"{came}. You have not locked a prediction yet."
        low, high = self.locked
        trouble = self._keep(self._range(low, high).told(happened)) if self.notebook else ""
        self.came = happened
        if trouble:
            self.said = trouble
        asked = f"your range of {low:,g} to {high:,g}"
        if low <= happened <= high:
            return f"{came}: inside {asked}."
        return f"{came}: {'above' if happened > high else 'below'} {asked}."

    def _room(self) -> tuple[float, float]:
        room = MARGIN * max(self.high - self.low, 1)
        start = self.low - room
        return (max(0.0, start) if self.low >= 0 else start), self.high + room

    @property
    def _about(self) -> str:
        return f"{self.question} ({self.unit})"

    def _range(self, low: float, high: float) -> Locked:
        return Locked(notebook=self.notebook or "none", what=self._about, low=low, high=high)

    def _remember(self) -> bool:
        """Take up what was locked earlier; whether there was something."""
        try:
            before = read().first(self.notebook, self._about) if self.notebook else None
        except (RefusedError, OSError):
            return False  # whoever locks is told that it cannot be kept
        if before is None:
            return False
        self._close(before.low, before.high)
        return True

    def _close(self, low: float, high: float) -> None:
        self.locked = self.low, self.high = low, high
        self.start, self.end = min(self.start, low), max(self.end, high)
        self.said = f"Locked: between {low:,g} and {high:,g} {self.unit}."

    def _keep(self, forecast: Locked) -> str:
        """Add a line to the file, once; "" or why that could not be done."""
        try:
            if self.notebook and not self._kept(forecast):
                append(forecast)
        except (RefusedError, OSError) as error:
            return f"Your prediction could not be kept: {error}."
        return ""

    def _kept(self, forecast: Locked) -> bool:
        """Whether such a line is there: what came first is what counts."""
        return any(
            type(it) is type(forecast) and (it.notebook, it.what) == (self.notebook, self._about)
            for it in read().locked
        )


def _number(end: str, value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < MOST:
        said = "empty" if value is None or value == "" else shown(value)
        raise RefusedError(f"{end} is {said}; both must be numbers, such as 40 and 60")
    return float(value)
