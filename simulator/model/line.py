"""Who goes first: the activities that wait, in the order of the policy in force."""

from functools import lru_cache
from typing import TYPE_CHECKING

from simulator.network import network
from simulator.policies import ORDERS, PolicyError, ranking
from simulator.policies.orders import DEPENDS_ON_STRATEGY
from simulator.scenario import Scenario

if TYPE_CHECKING:
    from simulator.model.replication import Replication


class Line:
    """Everybody's place in the line, as far as it does not depend on the day."""

    def __init__(self, office: "Replication") -> None:
        self.office = office
        self.first_projects: dict[str, int] = {}
        """Projects that somebody has put first, and their places."""

    def rank_anew(self) -> None:
        """Fix the places, after the policy, the strategy or somebody's order has changed."""
        office, order = self.office, self.office.policy.order
        self.order = ORDERS.get(order, order)
        self.fixed = isinstance(order, str)
        if self.fixed:
            self.ranks = self._fixed_ranks(order)
        if self.first_projects:
            last, plan = len(self.first_projects), office.network.activities
            own_order = self.ranks if self.fixed else range(len(plan))
            self.ranks = [
                (self.first_projects.get(activity.project, last), rank)
                for activity, rank in zip(plan, own_order, strict=True)
            ]
        office.ask()

    def strategy_moved(self) -> None:
        """The organisation wants other things: some orders are others now."""
        if self.office.policy.order in DEPENDS_ON_STRATEGY:
            self.rank_anew()

    def _fixed_ranks(self, order: str) -> list[int]:
        if order == "random" or order in DEPENDS_ON_STRATEGY:
            return ranking(self.order, self.office.network.activities, self.office.view())
        return _ranks(self.office.scenario, order)

    def in_order(self, waiting: list[int]) -> list[int]:
        """The activities that wait, first to last. Raises PolicyError if the policy's own order
        fails."""
        if self.fixed:
            return sorted(waiting, key=self.ranks.__getitem__)
        view, plan = self.office.view(), self.office.network.activities
        last = len(self.first_projects)

        def key(place: int) -> tuple:
            first = self.first_projects.get(plan[place].project, last)
            return first, self.order(plan[place], view), place

        try:
            return sorted(waiting, key=key)
        except Exception as error:
            name = getattr(self.order, "__name__", repr(self.order))
            raise PolicyError(
                f"policy: your order '{name}' failed on day {view.today:g} "
                f"({type(error).__name__}: {error}); it takes an activity and the office, and "
                "returns a number"
            ) from error


@lru_cache(maxsize=256)
def _ranks(scenario: Scenario, order: str) -> list[int]:
    """The ranks of an order that looks at the plan only, the same in every world."""
    return ranking(ORDERS[order], network(scenario).activities, None)
