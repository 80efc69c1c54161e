"""A question with a place for the answer, and an answer to every answer."""

from collections.abc import Callable

from simulator.explorables.asked import Asked, Choices, Verdict
from simulator.widgets.explorable import Explorable


class Question(Explorable):
    """Which is it, or how much? Answer, check, read why.

    `check`, `choices` and `worked` are as in `Asked`. With a `notebook` to name, answers are kept.
    """

    def __init__(
        self,
        text: str,
        check: Callable[[object], Verdict],
        choices: Choices = None,
        notebook: str = "",
        worked: Callable[[], str] = lambda: "",
    ) -> None:
        self.asked = Asked(text, check, choices, notebook, worked)
        self._opening: list[Callable[[], None]] = []
        super().__init__(self.asked, "question", notebook=notebook)
        self.when_done(self._ended)

    @property
    def solved(self) -> bool:
        """Whether it was answered rightly once."""
        return self.asked.solved

    @property
    def opens(self) -> bool:
        """Whether what stands behind the question may be seen."""
        return self.asked.ended

    @property
    def first(self) -> str:
        """What has to be done before, in a sentence."""
        return f"First answer above, “{self.asked.text}”"

    def when_open(self, call: Callable[[], None]) -> None:
        """Have something called as soon as it is answered, or was tried often enough."""
        self._opening.append(call)

    def give(self, answer: str) -> None:
        """Answer as it stands on the page, as the button does."""
        self.answer({"do": "check", "answer": answer})

    def _ended(self) -> None:
        opening, self._opening = (self._opening, []) if self.opens else ([], self._opening)
        for call in opening:
            call()
