"""What a number rests on: how many worlds, how sure, which model, which office, which luck."""

from typing import NamedTuple

from simulator.errors import RefusedError
from simulator.model import RULES
from simulator.scenario import fingerprint
from simulator.session import Session

SURE = 0.95
"""How sure an interval is."""
HIDDEN = "debrief"
"""The fate of the worlds in which decisions are judged: none of them has a seed that was flown."""


class Basis(NamedTuple):
    """What stands, small, under every number of a debrief."""

    worlds: int
    scenario: str
    fingerprint: str
    """Of the scenario: sixteen hexadecimal digits."""
    seed: int
    """The world that was flown."""
    rules: int = RULES
    """Version of the model."""
    fate: str = HIDDEN
    """Names the other worlds: the same text, the same worlds."""
    sure: float = SURE

    @classmethod
    def of(cls, session: Session, worlds: int, fate: str = HIDDEN) -> "Basis":
        """What numbers about a session rest on if so many other worlds are played."""
        scenario = session.scenario
        return cls(worlds, scenario.name, fingerprint(scenario), session.seed, fate=fate)

    @property
    def words(self) -> str:
        """The same in a line."""
        rests = "this world alone"
        if self.worlds:
            rests = f"{self.worlds} worlds ({self.fate}); {self.sure:.0%} intervals"
        office = f"scenario {self.scenario} {self.fingerprint}"
        return f"{rests}; model rules {self.rules}; {office}; seed {self.seed}"


def other_worlds(count: object) -> range:
    """The numbers of so many worlds. Raises RefusedError unless it is a whole number from 2."""
    if isinstance(count, int) and not isinstance(count, bool) and count >= 2:
        return range(count)
    raise RefusedError(f"worlds is {count!r}; write a whole number from 2, such as 200")
