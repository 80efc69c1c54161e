"""A question with a place for the answer, and an answer to every answer."""

from collections.abc import Callable, Iterable

import ipywidgets as w

from simulator.errors import RefusedError
from simulator.widgets.dispatch import Dispatcher
from simulator.widgets.page import note


class Question(w.VBox):
    """Which is it, or how much? Answer, check, read why.

    `check` takes the answer, or None, and returns something with `solved` and `message`. Without
    `answers` to choose from, the answer is a number.
    """

    def __init__(
        self, text: str, check: Callable[[object], object], answers: Iterable[str] | None = None
    ) -> None:
        self.check = check
        wide = w.Layout(width="420px")
        if answers is None:
            self.answer = w.Text(placeholder="a number", description="answer", layout=wide)
        else:
            options = [("choose …", None), *((answer, answer) for answer in answers)]
            self.answer = w.Dropdown(options=options, description="answer", layout=wide)
        self.button = w.Button(description="Check my answer", layout=w.Layout(width="170px"))
        self.result = w.HTML(value=note("Not answered yet."))
        self.dispatch = Dispatcher(self.say)
        self.button.on_click(self.dispatch(self.redraw))
        heading = w.HTML(value=f"<b>{text}</b>")
        super().__init__([heading, w.HBox([self.answer, self.button]), self.result])

    def say(self, text: str) -> None:
        """Show a sentence."""
        self.result.value = note(text)

    def redraw(self) -> None:
        """Show what the check says to the answer."""
        feedback = self.check(self._given())
        self.say(("Yes. " if feedback.solved else "") + feedback.message)

    def _given(self) -> object:
        """The answer chosen or typed; None if there is none."""
        if isinstance(self.answer, w.Dropdown):
            return self.answer.value
        text = self.answer.value.strip().replace(",", ".")
        if not text:
            return None
        try:
            return float(text)
        except ValueError:
            raise RefusedError(f"'{text}' is not a number; write one such as 120 or 0.5") from None
