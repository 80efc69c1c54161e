"""A question with a place for the answer, and an answer to every answer."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Protocol

import ipywidgets as w

from simulator.errors import RefusedError
from simulator.plain_text import for_page
from simulator.widgets.dispatch import Dispatcher
from simulator.widgets.page import note
from simulator.widgets.speaking import Speaking

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


TRIES = 3
"""So many answers are given before what stands behind the question is shown anyway."""


class Question(Speaking):
    """Which is it, or how much? Answer, check, read why.

    `check` takes the answer, or None, and returns something with `solved` and `message`. Without
    `answers` to choose from, the answer is a number.
    """

    def __init__(
        self, text: str, check: Callable[[object], Verdict], answers: Answers = None
    ) -> None:
        self.text, self.check = text, check
        self.solved, self.tries, self.said = False, 0, "Not answered yet."
        self._waiting: list[Callable[[], None]] = []
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
        self.result = w.HTML(value=note(self.said))
        self.dispatch = Dispatcher(self.say)
        self.button.on_click(self.dispatch(self.redraw))
        heading = w.HTML(value=f"<b>{for_page(text)}</b>")
        asked = w.HBox([self.answer, self.button], layout=w.Layout(flex_flow="row wrap"))
        super().__init__([heading, asked, self.result])

    def words(self) -> str:
        """The question and what became of it."""
        return f"{self.text} {self.said}"

    @property
    def opens(self) -> bool:
        """Whether what stands behind the question may be seen."""
        return self.solved or self.tries >= TRIES

    @property
    def first(self) -> str:
        """What has to be done before, in a sentence."""
        return f"First answer above, “{self.text}”"

    def when_open(self, call: Callable[[], None]) -> None:
        """Have something called as soon as it is answered, or was tried often enough."""
        self._waiting.append(call)

    def say(self, text: str) -> None:
        """Show a sentence."""
        self.said = text
        self.result.value = note(text)

    def redraw(self) -> None:
        """Show what the check says to the answer. Raises RefusedError if that is no number."""
        feedback = self.check(self._given())
        given = self._given() is not None
        verdict = "Yes. " if feedback.solved else "Not yet. " if given else ""
        self.say(verdict + feedback.message)
        self.solved = self.solved or feedback.solved
        self.tries += given
        for call in self._waiting if self.opens else ():
            call()

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
