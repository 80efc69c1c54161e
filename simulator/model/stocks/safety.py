"""How safe people feel (mechanism M38)."""

from collections import deque

from simulator.mechanisms import security
from simulator.model.conditions import Conditions
from simulator.model.flow.people import People
from simulator.model.stocks.month import Month


class Safety:
    """Security: enough people behind each, a steady load, promises kept."""

    def __init__(
        self,
        people: People,
        conditions: Conditions,
        how: security.Security,
    ) -> None:
        self.people, self.conditions, self.how = people, conditions, how
        self.loads: deque[float] = deque(maxlen=how.months)
        """How busy people were on average, month by month."""
        self.promised = self.kept = 0

    def step(self, week: int, month: Month) -> None:
        """Look at bench, load and promises."""
        self.loads.append(month.busy)
        self.promised += month.promised
        self.kept += month.kept
        roles = zip(self.people.roles, self.people.employed, self.conditions.new, strict=True)
        settled = {role.id: there - new for role, there, new in roles}
        kept = self.kept / self.promised if self.promised else 1.0
        steady = security.stability(self.loads)
        self.conditions.safe = self.conditions.safe_to_stay = security.security(
            security.bench(settled), steady, kept, self.how
        )

    def level(self) -> float:
        """How safe people feel, 0 to 1."""
        return self.conditions.safe
