"""A question with a place for the answer, and an answer to every answer."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Protocol, TypeAlias

from msgspec import Struct

from simulator.errors import RefusedError
from simulator.explorables.picture import MOST, Message, Picture, Work
from simulator.plain_text import visible
from simulator.progress import Answered, answers, note, now
from simulator.values import shown

Choices: TypeAlias = Mapping[str, str] | Iterable[str] | None
"""What can be chosen, or a mapping from what is shown to what the check gets; None is a number."""
TRIES = 3
"""So many answers are given before what stands behind the question is shown anyway."""


class Verdict(Protocol):
    """What a check says of an answer."""

    @property
    def solved(self) -> bool:
        """Whether that is it."""

    @property
    def message(self) -> str:
        """Why, in a sentence."""


class Sheet(Struct, frozen=True, kw_only=True):
    """The question on the page."""

    text: str
    choices: tuple[str, ...] | None
    """What can be chosen, as it is shown; None asks for a number."""
    answer: str
    """What was chosen or typed last, as it is shown."""
    solved: bool
    tries: int
    most: int
    said: str
    worked: str
    """What would have been right, and why; once it is solved or was tried often enough."""


class Asked(Picture):
    """Which is it, or how much? Answer, check, read why.

    `check` takes the answer, or None, and returns something with `solved` and `message`; it is
    asked for the right answer by `worked`, whose text is shown after the last try. With a
    `notebook` to name, answers are kept.
    """

    def __init__(
        self,
        text: str,
        check: Callable[[object], Verdict],
        choices: Choices = None,
        notebook: str = "",
        worked: Callable[[], str] = lambda: "",
    ) -> None:
        self.text, self.check, self.notebook, self.worked = visible(text), check, notebook, worked
        self.choices = None if choices is None else _by_what_is_shown(choices)
        self.answer, self.solved, self.tries = "", False, 0
        self.said = "Not answered yet."
        self._remember()

    def shown(self) -> Sheet:
        """The question, the answer, and the answer to it."""
        return Sheet(
            text=self.text, choices=None if self.choices is None else tuple(self.choices),
            answer=self.answer, solved=self.solved, tries=self.tries, most=TRIES, said=self.said,
            worked=self.worked() if self.ended else "",
        )  # fmt: skip

    def words(self) -> str:
        """The question and what became of it."""
        return f"{self.text} {self.said}"

    @property
    def ended(self) -> bool:
        """Whether what stands behind the question may be seen."""
        return self.solved or self.tries >= TRIES

    def act(self, message: Message) -> Work | None:
        """Check an answer. Raises RefusedError if it is no number where one is asked for."""
        if message.get("do") != "check":
            return super().act(message)
        said = message.get("answer")
        self.give(said if isinstance(said, str) else "")
        return None

    def give(self, said: str) -> None:
        """Answer, as it stands on the page.

        Raises RefusedError for what is no number where one is asked for, or is not to be chosen.
        """
        meant = self.meant(said.strip())
        feedback = self.check(meant)
        self.answer = said.strip()
        self._hear(meant, feedback)
        if meant is not None and self.notebook:
            trouble = note(
                Answered(
                    notebook=self.notebook,
                    question=self.text,
                    answer=self.answer,
                    solved=feedback.solved,
                    when=now(),
                )  # fmt: skip
            )
            self.said = f"{self.said} {trouble}".strip()

    def _hear(self, meant: object, feedback: Verdict) -> None:
        given = meant is not None
        verdict = "Yes. " if feedback.solved else "Not yet. " if given else ""
        self.said = verdict + feedback.message
        self.solved = self.solved or feedback.solved
        self.tries += given

    def meant(self, said: str) -> str | float | None:
        """What the check gets; None if nothing was said.

        Raises RefusedError for what is no number where one is asked for, or is not to be chosen.
        """
        if not said:
            return None
        if self.choices is None:
            return amount(said)
        if said not in self.choices:
            raise RefusedError(f"{shown(said)} is not among the answers; choose one of them")
        return self.choices[said]

    def _remember(self) -> None:
        """Take up what was answered earlier."""
        before = answers(self.notebook, self.text) if self.notebook else []
        for it in before:
            self.tries += 1
            self.solved = self.solved or it.solved
        if before:
            self.answer = str(before[-1].answer)
            times = "once" if self.tries == 1 else f"{self.tries} times"
            self.said = "You have solved this." if self.solved else f"Answered {times} so far."


def _by_what_is_shown(choices: Mapping[str, str] | Iterable[str]) -> dict[str, str]:
    named = choices if isinstance(choices, Mapping) else {it: it for it in choices}
    return {visible(name): meant for name, meant in named.items()}


def amount(said: str) -> float:
    """A number as a person types it. Raises RefusedError if it is none."""
    text = said.removesuffix("k€").removesuffix("%").strip().replace("−", "-")
    thousands = re.fullmatch(r"[+-]?\d{1,3}(,\d{3})+", text)
    try:
        number = float(text.replace(",", "" if thousands else "."))
    except ValueError:
        number = float("nan")
    if not abs(number) < MOST:
        raise RefusedError(f"{shown(said)} is not a number; write one such as 120 or 0.5")
    return number
