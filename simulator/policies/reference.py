"""The published reference policy: what results are held against, in every organisation."""

from simulator.policies.policy import Policy

REFERENCE = Policy(
    order="cost_of_delay",
    projects_per_person=1,
    review_weeks=4,
    risk="leverage",
    risk_budget=1.0,
)
"""Par: what delay costs most comes first, nobody does two things at once, all projects are reviewed
each month, and every offer is bought that takes away more than it costs.

It is fixed before anybody has seen a result, and the same everywhere: par, not the best. One thing
at a time keeps as much in progress as there are people, whatever the size of the office. The design
wanted offers only where they take away twice what they cost; a policy can say once."""

IN_WORDS = (
    "what delay costs most goes first, nobody does two things at once, every project is reviewed "
    "once a month, and an offer against a risk is bought where it takes away more than it costs"
)
"""The same for who has never seen it."""
