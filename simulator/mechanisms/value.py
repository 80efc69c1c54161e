"""M06: what a project is worth depends on the day it finishes."""

from math import exp

from simulator.calendar import DAYS_A_WEEK
from simulator.mechanisms.card import Card


def value(
    full: float,
    due: float | None,
    cost_of_delay: float,
    deadline: float | None,
    finish: float,
    decay: float = 0.0,
    fine: float = 0.0,
) -> float:
    """k€ that a project finished on this day is worth.

    Full value until the due day; then less by a share `decay` a week and by the cost of delay for
    each working day, never below zero; nothing after the deadline. A fine for being late is paid
    once and comes on top, so that the worth may be negative.
    """
    late = max(0.0, finish - due) if due is not None else 0.0
    worth = max(0.0, full * exp(-decay * late / DAYS_A_WEEK) - cost_of_delay * late)
    if deadline is not None and finish > deadline:
        worth = 0.0
    return worth - fine if late > 0 else worth


CARD = Card(
    module=__name__,
    number="M06",
    meaning="A late project is worth less for every day, nothing after its deadline, and a fine "
    "may be due besides.",
    formula="worth = max(0, value · e^(−decay · weeks late) − cost of delay · days late), 0 after "
    "the deadline; − fine if late",
    source="linear cost of delay, after Reinertsen (2009); decay and fine are design defaults",
    checked="nothing to check: it is arithmetic, and what a day costs is the scenario's",
    leaves_out="A fine that grows with every day late, value that starts to decay before the due "
    "day, and what one project's delay costs another.",
    lesson="notebook 01",
    no_switch="a project loses nothing by being late whose cost_of_delay, "
    "decay and fine are 0 and that has no deadline",
)
