"""How fast each role works, until something changes."""

from collections.abc import Callable, Sequence

from simulator.model.conditions import Conditions
from simulator.model.flow.people import People
from simulator.model.flow.work import Work
from simulator.model.grain import grained
from simulator.model.pmo import Pmo

PRICE_GRAIN = 1 / 4096
"""What a PMO takes moves when its rules do, and is small: a coarser grain would make it free."""


class Pace:
    """The pace of work, from everything that makes people faster or slower."""

    def __init__(
        self,
        people: People,
        work: Work,
        pmo: Pmo,
        conditions: Conditions,
        of_office: Sequence[Callable[[], float]],
        of_role: Sequence[Callable[[int], float]],
        also: Sequence[Callable[[], None]],
    ) -> None:
        self.people, self.work, self.pmo, self.conditions = people, work, pmo, conditions
        self.of_office, self.of_role = of_office, of_role
        self.also = also
        """Called to set what depends on the same: the quality of work, the hazard of risks."""

    def set(self) -> None:
        """Let everybody work as fast as they can from now on."""
        self.conditions.changed = False
        common, free = 1.0, 1 - round(self.pmo.share / PRICE_GRAIN) * PRICE_GRAIN
        for of_office in self.of_office:
            common *= of_office()
        output = []
        for role in range(len(self.people.roles)):
            factor = 1.0
            for of_role in self.of_role:
                factor *= of_role(role)
            output.append(grained(common * factor) * free)
        is_new = self.people.set_output(output)
        for set_too in self.also:
            set_too()
        if is_new:
            self.work.share_attention()

    def set_if_changed(self) -> None:
        """The same, unless nothing has changed since the last time."""
        if self.conditions.changed:
            self.set()
