"""How far the estimates of a project are off (mechanism M02)."""

from simulator.chance import Chance
from simulator.mechanisms import bias
from simulator.scenario import Activity


class Estimates:
    """Estimates of every project, as far as they are too good."""

    def __init__(self, chance: Chance, how: bias.Bias) -> None:
        self.chance, self.how = chance, how
        self._factors: dict[str, float] = {}

    def effort(self, project: str, activity: Activity) -> float:
        """By what the work of a project is more than was planned, all of it alike."""
        if project not in self._factors:
            self._factors[project] = bias.factor(
                self.chance.normal("bias", project),
                self.chance.uniform("bias tail", project),
                self.chance.uniform("bias size", project),
                self.how,
            )
        return self._factors[project]
