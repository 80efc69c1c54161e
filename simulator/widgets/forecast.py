"""A prediction, locked before the run: how sure are you?"""

import ipywidgets as w

from simulator.debrief.told import Told, append
from simulator.errors import RefusedError
from simulator.plain_text import for_page
from simulator.widgets.dispatch import Dispatcher
from simulator.widgets.page import note


class Forecast(w.VBox):
    """What do you expect? Lowest and highest in 8 of 10 cases, locked before you look.

    With a `notebook` to name, a range that was judged is kept in a file of the person's own, from
    which a debrief says how often such ranges held.
    """

    def __init__(
        self, question: str, unit: str, low: float, high: float, notebook: str = ""
    ) -> None:
        self.question, self.unit, self.notebook = question, unit, notebook
        self.low = w.FloatText(value=low, description="lowest", layout=w.Layout(width="200px"))
        self.high = w.FloatText(value=high, description="highest", layout=w.Layout(width="200px"))
        self.button = w.Button(description="Lock my prediction", layout=w.Layout(width="180px"))
        self.result = w.HTML(value=note(f"Your range, in {unit}: 8 times of 10 it should hold."))
        self.locked: tuple[float, float] | None = None
        self.dispatch = Dispatcher(self.say)
        self.button.on_click(self.dispatch(self.lock))
        super().__init__(
            [
                w.HTML(value=f"<b>{for_page(question)}</b>"),
                w.HBox([self.low, self.high, self.button]),
                self.result,
            ]
        )

    def say(self, text: str) -> None:
        """Show a sentence."""
        self.result.value = note(text)

    def lock(self) -> None:
        """Fix the range; it cannot be changed after the run. Raises RefusedError if it is none."""
        low, high = self.low.value, self.high.value
        if not (abs(low) < 1e9 and abs(high) < 1e9):
            raise RefusedError("both must be numbers; write two such as 40 and 60")
        if low > high:
            raise RefusedError(f"lowest {low:g} is above highest {high:g}; swap them")
        self.locked = (low, high)
        for control in (self.low, self.high, self.button):
            control.disabled = True
        self.say(f"Locked: between {low:g} and {high:g} {self.unit}.")

    def judge(self, happened: float) -> str:
        """What became of the prediction, in a sentence; a locked one is kept."""
        if self.locked is None:
            return f"It was {happened:g} {self.unit}. You have not locked a prediction yet."
        low, high = self.locked
        self._keep(low, high, happened)
        if low <= happened <= high:
            return f"It was {happened:g} {self.unit}: inside your range of {low:g} to {high:g}."
        side = "above" if happened > high else "below"
        return f"It was {happened:g} {self.unit}: {side} your range of {low:g} to {high:g}."

    def _keep(self, low: float, high: float, happened: float) -> None:
        if not self.notebook:
            return
        about = f"{self.question} ({self.unit})"
        try:
            append(Told(notebook=self.notebook, what=about, low=low, high=high, came=happened))
        except (RefusedError, OSError) as error:
            self.say(f"Your prediction could not be kept: {error}.")
