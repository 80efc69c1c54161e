"""A prediction, locked before the run: how sure are you?"""

from collections.abc import Callable

from simulator.explorables.prediction import Prediction
from simulator.widgets.explorable import Explorable


class Forecast(Explorable):
    """What do you expect? A lock that opens once a range is locked; all else as in `Prediction`."""

    def __init__(
        self,
        question: str,
        unit: str,
        low: float,
        high: float,
        notebook: str = "",
        ends: tuple[float, float] | None = None,
    ) -> None:
        self.prediction = Prediction(question, unit, low, high, notebook, ends)
        self._opening: list[Callable[[], None]] = []
        super().__init__(self.prediction, "forecast", notebook=notebook)
        self.when_done(self._locked)

    @property
    def locked(self) -> tuple[float, float] | None:
        """The range that cannot be changed any more."""
        return self.prediction.locked

    @property
    def opens(self) -> bool:
        """Whether what stands behind this prediction may be seen."""
        return self.locked is not None

    @property
    def first(self) -> str:
        """What has to be done before, in a sentence."""
        return f"First lock your prediction above, “{self.prediction.question}”"

    def when_open(self, call: Callable[[], None]) -> None:
        """Have something called as soon as the range is locked."""
        self._opening.append(call)

    def lock(self, low: float, high: float) -> None:
        """Lock a range, as the button does."""
        self.answer({"do": "lock", "low": low, "high": high})

    def judge(self, happened: float) -> str:
        """What became of the prediction, in a sentence; a locked one is kept."""
        said = self.prediction.judge(happened)
        self.look()
        return said

    def _locked(self) -> None:
        opening, self._opening = (self._opening, []) if self.opens else ([], self._opening)
        for call in opening:
            call()
