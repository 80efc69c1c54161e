"""A question with a place for the answer, and an answer to every answer."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Protocol

import ipywidgets as w

from simulator.errors import RefusedError
from simulator.plain_text import for_page
from simulator.widgets.dispatch import Dispatcher
from simulator.widgets.page import note

Answers = Mapping[str, str] | Iterable[str] | None
"""What can be chosen, or a mapping from what is shown to what the check gets; None is a number."""


class Verdict(Protocol):
    """What a check says of an answer."""

    @property
    def solved(self) -> bool:
        """Whether that is it."""

    @property
    def message(self) -> str:
        """Why, in a sentence."""


class Question(w.VBox):
    """Which is it, or how much? Answer, check, read why.

    `check` takes the answer, or None, and returns something with `solved` and `message`. Without
    `answers` to choose from, the answer is a number.
    """

    def __init__(
        self, text: str, check: Callable[[object], Verdict], answers: Answers = None
    ) -> None:
        self.check = check
        wide = w.Layout(width="420px")
        if answers is None:
            self.answer = w.Text(placeholder="a number", description="answer", layout=wide)
        else:
            named = (
                answers.items() if isinstance(answers, Mapping) else ((it, it) for it in answers)
            )
            options = [("choose …", None), *named]
            self.answer = w.Dropdown(options=options, description="answer", layout=wide)
        self.button = w.Button(description="Check my answer", layout=w.Layout(width="170px"))
        self.result = w.HTML(value=note("Not answered yet."))
        self.dispatch = Dispatcher(self.say)
        self.button.on_click(self.dispatch(self.redraw))
        heading = w.HTML(value=f"<b>{for_page(text)}</b>")
        super().__init__([heading, w.HBox([self.answer, self.button]), self.result])

    def say(self, text: str) -> None:
        """Show a sentence."""
        self.result.value = note(text)

    def redraw(self) -> None:
        """Show what the check says to the answer. Raises RefusedError if that is no number."""
        feedback = self.check(self._given())
        given = self._given() is not None
        verdict = "Yes. " if feedback.solved else "Not yet. " if given else ""
        self.say(verdict + feedback.message)

    def _given(self) -> object:
        """The answer chosen or typed; None if there is none."""
        if isinstance(self.answer, w.Dropdown):
            return self.answer.value
        text = self.answer.value.strip().removesuffix("k€").strip().replace("−", "-")
        if not text:
            return None
        thousands = re.fullmatch(r"[+-]?\d{1,3}(,\d{3})+", text)
        try:
            number = float(text.replace(",", "" if thousands else "."))
        except ValueError:
            number = float("nan")
        if not abs(number) < 1e9:
            raise RefusedError(f"'{text}' is not a number; write one such as 120 or 0.5")
        return number
