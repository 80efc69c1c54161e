"""M05: the order of work decides what waiting costs."""

from collections.abc import Sequence

from simulator.mechanisms.card import Card


def urgency(cost_of_delay: float, effort: float) -> float:
    """Cost of delay for each person-day of work; 0 for what needs no work.

    The most urgent first is cheapest for one person. After Smith (1956).
    """
    return cost_of_delay / effort if effort > 0 else 0.0


def generalised(marginal_cost: float, effort: float) -> float:
    """Urgency when delay grows dearer with age: what one more day would cost now.

    After van Mieghem (1995).
    """
    return urgency(marginal_cost, effort)


def delay_cost(costs: Sequence[float], durations: Sequence[float]) -> float:
    """What waiting costs in all if one person finishes one after another, in this order."""
    day = total = 0.0
    for cost, duration in zip(costs, durations, strict=True):
        day += duration
        total += cost * day
    return total


def shared_delay_cost(
    costs: Sequence[float], durations: Sequence[float], pace: float = 1.0
) -> float:
    """The same if one person gives all that is unfinished an equal part of every day.

    `pace` is what a day is worth that way, above 0: 0.83 if 17 % is lost by switching.
    """
    day = total = shortest = 0.0
    unfinished = len(durations)
    for duration, cost in sorted(zip(durations, costs, strict=True)):
        day += (duration - shortest) * unfinished / pace
        total += cost * day
        shortest = duration
        unfinished -= 1
    return total


CARD = Card(
    module=__name__,
    number="M05",
    meaning="Doing first what loses most by waiting, for the work it needs, costs least; giving "
    "everything an equal part of the day costs most.",
    formula="urgency = cost of delay / effort; total = Σ cost of delay · day finished",
    source="Smith (1956), Cox & Smith (1961) and van Mieghem (1995), from memory, unchecked; "
    "cost of delay divided by duration: Reinertsen (2009), as quoted by others",
    checked="exact results for one machine, and proven optima of published instances "
    "(tests/test_optimum.py)",
    leaves_out="Work that needs several roles: there no simple rule is best, and this one is a "
    "heuristic, for the role that is short. Switching loss in equal shares also slows the last "
    "project, which nothing interrupts.",
    lesson="notebooks 01 and 04",
    no_switch="an order is a rule of the policy, and first_come looks at neither value nor work",
)
