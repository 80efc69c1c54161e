"""What was played in many worlds, as plain numbers; the table for analysis is made from it."""

from array import array
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from simulator.errors import RefusedError

if TYPE_CHECKING:
    import pandas as pd


class Played(NamedTuple):
    """Every captain in every scenario in every world, world by world."""

    named: bool
    """Whether the scenarios were given by name."""
    who: tuple[tuple[str, str], ...]
    """(scenario, captain) of each run of a world."""
    seeds: tuple[int, ...]
    """Of the worlds that were played."""
    numbers: tuple[str, ...]
    """What was measured."""
    values: "array[float]"
    """By world, run and number."""

    def of(self, captain: str, number: str) -> list[float]:
        """One number of one captain, world by world; scenarios one after the other in each world.

        Raises RefusedError if nobody of that name played, or there is no such number.
        """
        places = [place for place, (_, name) in enumerate(self.who) if name == captain]
        if not places:
            raise RefusedError(f"nobody called '{captain}' played; write a policy of the table")
        if number not in self.numbers:
            raise RefusedError(f"there is no number '{number}'; write a column of the table")
        column = self.numbers.index(number)
        return [self._value(world, it, column) for world in range(len(self.seeds)) for it in places]

    def rows(self) -> list[dict[str, float]]:
        """A record a run: seed, then what was measured; who flew is not said."""
        return [
            {"seed": seed}
            | {it: self._value(world, place, column) for column, it in enumerate(self.numbers)}
            for world, seed in enumerate(self.seeds)
            for place in range(len(self.who))
        ]

    def frame(self) -> "pd.DataFrame":
        """The same as a table: columns scenario (if named), policy, seed, and what was measured."""
        import numpy as np
        import pandas as pd

        many, runs = len(self.seeds), len(self.who)
        columns: dict[str, object] = {}
        if self.named:
            columns["scenario"] = [office for office, _ in self.who] * many
        columns["policy"] = [name for _, name in self.who] * many
        columns["seed"] = np.repeat(np.array(self.seeds, dtype=np.int64), runs)
        found = np.array(self.values).reshape(many * runs, len(self.numbers))
        for place, number in enumerate(self.numbers):
            columns[number] = found[:, place]
        return pd.DataFrame(columns)

    def _value(self, world: int, run: int, column: int) -> float:
        return self.values[(world * len(self.who) + run) * len(self.numbers) + column]


def quantile(numbers: Sequence[float], share: float) -> float:
    """The number below which a share of these lies, with straight lines between neighbours."""
    ordered = sorted(numbers)
    place = share * (len(ordered) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)
