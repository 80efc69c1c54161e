"""How careful people are: how much work is right the first time (mechanism M09)."""

from collections.abc import Callable, Sequence

from simulator.mechanisms import rework
from simulator.network import Network

Care = Callable[[int], tuple[float, ...]]
"""By what the people of a role are more or less careful."""


class Quality:
    """Share of work that is right the first time, by role."""

    def __init__(
        self, network: Network, roles: int, how: rework.Rework, care: Sequence[Care]
    ) -> None:
        self.network, self.how, self.care = network, how, care
        self.of_role: list[float | None] = [how.quality] * roles
        """None until somebody asks: what it depends on only changes before `set`."""

    def set(self) -> None:
        """How careful each role is from now on."""
        self.of_role = [None] * len(self.of_role)

    def of(self, place: int) -> float:
        """Share of an activity's work that is right, as the people who lead it are now."""
        demands = self.network.demands[place]
        if not demands:
            return self.how.quality
        role = demands[0][0]
        quality = self.of_role[role]
        if quality is None:
            factors = [factor for care in self.care for factor in care(role)]
            quality = self.of_role[role] = rework.first_pass(self.how, *factors)
        return quality
