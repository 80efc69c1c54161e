"""The test before and after a course, and what a mentor sees of a whole class."""

from pathlib import Path

from simulator.explorables.learned import Learned
from simulator.explorables.sitting import Sitting
from simulator.learning.sheet import Moment
from simulator.widgets.explorable import Explorable


class LearningTest(Explorable):
    """What do you know, and how sure are you? Twelve questions, without a name.

    The test after a course gets the one `before` it, so that both can be told in the end. It goes
    on where it was left.
    """

    def __init__(
        self, moment: Moment, notebook: str = "", before: "LearningTest | None" = None
    ) -> None:
        self.sitting: Sitting = Sitting(moment, before.sitting if before else None)
        super().__init__(self.sitting, "learning", notebook=notebook, key=moment)
        if before is not None:
            before.when_done(self.dispatch(self.look))


class LearningEffect(Explorable):
    """Did they learn anything? Choose the files of a class, or name their folder."""

    def __init__(self, folder: Path | None = None) -> None:
        self.learned = Learned(folder)
        super().__init__(self.learned, "learning_effect")
