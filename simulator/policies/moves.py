"""Single moves: one thing that a manager might introduce, set as somebody careful would set it."""

from typing import Any, NamedTuple

from msgspec.structs import replace

from simulator.policies.functions import PLAIN
from simulator.policies.policy import Policy


class Move(NamedTuple):
    """One thing to introduce, or to do without."""

    name: str
    serves: str
    """The function of a PMO it belongs to, or the standing rule that it is."""
    rules: dict[str, Any]
    """The fields of a policy that it sets."""

    def added(self, policy: Policy) -> Policy:
        """The policy with this move."""
        return replace(policy, **self.rules)

    def taken(self, policy: Policy) -> Policy:
        """The policy without what the move sets, as in an office where nobody decides."""
        return replace(policy, **{field: getattr(PLAIN, field) for field in self.rules})


MOVES: dict[str, Move] = {
    name: Move(name, serves, rules)
    for name, serves, rules in (
        ("one thing at a time", "focus", {"projects_per_person": 1}),
        ("at most two things at once", "focus", {"projects_per_person": 2}),
        ("2 projects at once", "intake", {"wip_limit": 2}),
        ("4 projects at once", "intake", {"wip_limit": 4}),
        ("6 projects at once", "intake", {"wip_limit": 6}),
        ("8 projects at once", "intake", {"wip_limit": 8}),
        ("10 projects at once", "intake", {"wip_limit": 10}),
        ("order by due day", "prioritise", {"order": "due_first"}),
        ("order by cost of delay", "prioritise", {"order": "cost_of_delay"}),
        ("order by strategy", "prioritise", {"order": "aligned_cost_of_delay"}),
        ("select by value for effort", "select", {"select": "by_ratio"}),
        ("select and leave air", "select", {"select": "by_ratio", "slack": 0.4}),
        ("stop what is not worth it", "select", {"stop": "forward_value"}),
        ("clear reports", "visibility", {"visibility": 0.5}),
        ("liaison people", "visibility", {"liaison": True}),
        ("review each month", "review", {"review_weeks": 4}),
        ("review each week", "review", {"review_weeks": 1}),
        ("buy by leverage", "risk", {"risk": "leverage", "risk_budget": 0.5}),
        ("a reserve", "risk", {"reserve": 0.6}),
        ("a tailored method", "method", {"method": 0.5, "tailored": True}),
        ("the whole method", "method", {"method": 1.0}),
        ("exchange of knowledge", "knowledge", {"knowledge": 0.4}),
        ("mentors", "people", {"people": 0.4, "people_by": "mentoring"}),
        ("a way up", "people", {"people": 0.4, "people_by": "career"}),
        ("help with change", "change", {"change": 0.5}),
        ("visits to sponsors", "stakeholder", {"stakeholder": 0.5, "evidence": "ledger"}),
        ("some improvement", "improve", {"improve": 0.04}),
        ("much improvement", "improve", {"improve": 0.1}),
        ("five hours of overtime", "overtime", {"overtime": 5.0}),
        ("ten hours of overtime", "overtime", {"overtime": 10.0}),
    )
}
"""By name. The twelve functions of a PMO come first to last, and what every office decides anyway:
how many things one does at once, and overtime."""
