"""M06: what a project is worth depends on the day it finishes."""


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
