"""A prediction, locked before the run: how sure are you?"""

from collections.abc import Callable

import ipywidgets as w

from simulator.debrief.told import Locked, append, read
from simulator.errors import RefusedError
from simulator.plain_text import for_page
from simulator.widgets.dispatch import Dispatcher
from simulator.widgets.page import note
from simulator.widgets.speaking import Speaking

MOST = 1e9


class Forecast(Speaking):
    """What do you expect? Lowest and highest in 8 of 10 cases, locked before you look.

    With a `notebook` to name, the range is kept in a file of the person's own as soon as it is
    locked, and stays locked when the notebook is opened again; a debrief says from that file how
    often such ranges held.
    """

    def __init__(
        self, question: str, unit: str, low: float, high: float, notebook: str = ""
    ) -> None:
        self.question, self.unit, self.notebook = question, unit, notebook
        self.low = w.FloatText(value=low, description="lowest", layout=w.Layout(width="200px"))
        self.high = w.FloatText(value=high, description="highest", layout=w.Layout(width="200px"))
        self.button = w.Button(description="Lock my prediction", layout=w.Layout(width="180px"))
        self.said = f"Your range, in {unit}: 8 times of 10 it should hold."
        self.result = w.HTML(value=note(self.said))
        self.locked: tuple[float, float] | None = None
        self._waiting: list[Callable[[], None]] = []
        self.dispatch = Dispatcher(self.say)
        self.button.on_click(self.dispatch(self.lock))
        super().__init__(
            [
                w.HTML(value=f"<b>{for_page(question)}</b>"),
                w.HBox([self.low, self.high, self.button], layout=w.Layout(flex_flow="row wrap")),
                self.result,
            ]
        )
        self._remember()

    def say(self, text: str) -> None:
        """Show a sentence."""
        self.said = text
        self.result.value = note(text)

    def words(self) -> str:
        """The question and what became of it."""
        return f"{self.question} {self.said}"

    @property
    def opens(self) -> bool:
        """Whether what stands behind this prediction may be seen."""
        return self.locked is not None

    @property
    def first(self) -> str:
        """What has to be done before, in a sentence."""
        return f"First lock your prediction above, “{self.question}”"

    def when_open(self, call: Callable[[], None]) -> None:
        """Have something called as soon as the range is locked."""
        self._waiting.append(call)

    def lock(self) -> None:
        """Fix the range; it cannot be changed after the run. Raises RefusedError if it is none."""
        low, high = self.low.value, self.high.value
        if not (abs(low) < MOST and abs(high) < MOST):
            raise RefusedError("both must be numbers; write two such as 40 and 60")
        if low > high:
            raise RefusedError(f"lowest {low:g} is above highest {high:g}; swap them")
        if self._remember():  # in another window, or by an earlier kernel
            return
        trouble = self._keep(self._range(low, high))
        self._close(low, high)
        if trouble:
            self.say(f"{self.said} {trouble}")

    def judge(self, happened: float) -> str:
        """What became of the prediction, in a sentence; a locked one is kept."""
        came = f"It was {happened:,g} {self.unit}"
        if self.locked is None:
            return f"{came}. You have not locked a prediction yet."
        low, high = self.locked
        trouble = self._keep(self._range(low, high).told(happened)) if self.notebook else ""
        if trouble:
            self.say(trouble)
        asked = f"your range of {low:,g} to {high:,g}"
        if low <= happened <= high:
            return f"{came}: inside {asked}."
        return f"{came}: {'above' if happened > high else 'below'} {asked}."

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
        self.low.value, self.high.value = before.low, before.high
        self._close(before.low, before.high)
        return True

    def _close(self, low: float, high: float) -> None:
        self.locked = (low, high)
        for control in (self.low, self.high, self.button):
            control.disabled = True
        self.say(f"Locked: between {low:,g} and {high:,g} {self.unit}.")
        for call in self._waiting:
            call()

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
