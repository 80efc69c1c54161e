"""M04: people who are nearly always busy let work wait, and ever longer."""

from math import inf

from simulator.mechanisms.card import Card


def in_system(throughput: float, time: float) -> float:
    """Activities in an office on average: what is finished a week times weeks each stays.

    After Little (1961). Any unit of time will do, if both use the same.
    """
    return throughput * time


def wait(
    utilisation: float, arrival_variation: float, service_variation: float, service: float
) -> float:
    """Average wait before one person or pool starts, in the unit of the time of `service`.

    A variation is the variance divided by the squared mean: 0 is clockwork, 1 is pure chance.
    Endless from 100 % utilisation on. After Kingman (1961).
    """
    if utilisation <= 0 or service <= 0:
        return 0.0
    if utilisation >= 1:
        return inf
    variation = (arrival_variation + service_variation) / 2
    return utilisation / (1 - utilisation) * variation * service


CARD = Card(
    module=__name__,
    number="M04",
    meaning="The busier people are, the longer work waits: from 80 to 90 to 95 % busy, the wait "
    "doubles each time.",
    formula="L = λ · W; wait ≈ ρ / (1 − ρ) · (c_a² + c_s²) / 2 · τ",
    source="Little (1961) and Kingman (1961), as quoted in notes on Reinertsen (2009)",
    checked="exact results for one and several servers, inside the intervals of "
    "tests/test_theory_queues.py",
    leaves_out="Offices that are not in balance, pools of several people, and priorities: it is "
    "the long-run average of one queue, near the truth only when people are busy.",
    lesson="notebook 03",
    no_switch="queues come from people and work alone, and the formula only explains them",
)
