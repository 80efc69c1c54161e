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
        self.of_role = [how.quality] * roles

    def set(self) -> None:
        """How careful each role is from now on."""
        self.of_role = [
            rework.first_pass(self.how, *(factor for care in self.care for factor in care(role)))
            for role in range(len(self.of_role))
        ]

    def of(self, place: int) -> float:
        """Share of an activity's work that is right, as the people who lead it are now."""
        demands = self.network.demands[place]
        return self.of_role[demands[0][0]] if demands else self.how.quality
