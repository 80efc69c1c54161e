"""M06: what a project is worth depends on the day it finishes."""

from simulator.mechanisms.card import Card


def value(
    full: float, due: float | None, cost_of_delay: float, deadline: float | None, finish: float
) -> float:
    """k€ that a project finished on this day is worth.

    Full value until the due day, then less by the cost of delay for each working day, never below
    zero; nothing after the deadline.
    """
    if deadline is not None and finish > deadline:
        return 0.0
    late = max(0.0, finish - due) if due is not None else 0.0
    return max(0.0, full - cost_of_delay * late)


CARD = Card(
    number="M06",
    name="",
    meaning="A late project is worth less for every day, and nothing after its deadline.",
    formula="worth = max(0, value − cost of delay · max(0, finish − due)); 0 after the deadline",
    source="linear cost of delay, after Reinertsen (2009)",
    leaves_out="Value that decays, fines that grow, and what one project's delay costs another.",
    lesson="notebook 01",
)
