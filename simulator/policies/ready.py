"""Ready-made policies with names, from no PMO to a heavy one."""

from simulator.policies import Policy

READY: dict[str, Policy] = {
    "no_pmo": Policy(),
    "light": Policy(
        order="cost_of_delay",
        wip_limit=6,
        review_weeks=6,
        risk="leverage",
        stakeholder=0.2,
    ),
    "heavy": Policy(
        order="cost_of_delay",
        intake="open",
        wip_limit=3,
        projects_per_person=1,
        select="by_value",
        slack=0.1,
        visibility=1.0,
        liaison=True,
        review_weeks=1,
        review_depth="audit",
        risk="heat_map",
        risk_budget=1.0,
        reserve=0.9,
        method=1.0,
        knowledge=0.6,
        people=0.6,
        change=0.6,
        change_by="tools",
        stakeholder=0.4,
        evidence="claims",
        improve=0.08,
    ),
    "tailored": Policy(
        order="aligned_cost_of_delay",
        wip_limit=6,
        projects_per_person=1,
        visibility=0.4,
        liaison=True,
        review_weeks=4,
        risk="leverage",
        risk_budget=0.5,
        reserve=0.6,
        method=0.5,
        tailored=True,
        knowledge=0.3,
        people=0.3,
        people_by="mentoring",
        change=0.5,
        stakeholder=0.5,
        evidence="ledger",
        improve=0.03,
    ),
}
"""By name: no PMO at all; a light one that orders, looks and listens; a heavy one that does
everything to everybody; one that is tailored to the work and spends where it counts."""
