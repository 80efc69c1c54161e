"""Priority orders: each says which waiting activity goes first, as a key; smaller is earlier.

An order is a function (activity as planned, office) → key. Ties go by the scenario's file.
"""

from collections.abc import Callable, Sequence

from simulator.mechanisms.priority import urgency
from simulator.network import Planned
from simulator.policies.office import Office
from simulator.policies.selecting import aligned

Order = Callable[[Planned, Office], object]


def first_come(activity: Planned, office: Office) -> float:
    """The project that arrived first."""
    return activity.arrival


def due_first(activity: Planned, office: Office) -> float:
    """The project with the earliest due day."""
    return activity.due


def shortest_first(activity: Planned, office: Office) -> float:
    """The shortest activity."""
    return activity.days


def longest_first(activity: Planned, office: Office) -> float:
    """The longest activity."""
    return -activity.days


def highest_value(activity: Planned, office: Office) -> float:
    """The most valuable project."""
    return -activity.value


def cost_of_delay(activity: Planned, office: Office) -> float:
    """The project that loses most per day of delay for each person-day it needs.

    After Smith (1956); cost of delay divided by duration in Reinertsen (2009).
    """
    return -urgency(activity.cost_of_delay, activity.project_effort)


def aligned_cost_of_delay(activity: Planned, office: Office) -> float:
    """The same, as far as the project serves the strategy of the day (mechanism M23)."""
    return cost_of_delay(activity, office) * aligned(office.strategy, dict(activity.serves))


def minimum_slack(activity: Planned, office: Office) -> float:
    """The activity that can slip least without moving its project's end."""
    return activity.slack


def latest_finish_time(activity: Planned, office: Office) -> float:
    """The activity that must be finished first."""
    return activity.latest_finish


def latest_start_time(activity: Planned, office: Office) -> float:
    """The activity that must be started first."""
    return activity.latest_start


def earliest_start_time(activity: Planned, office: Office) -> float:
    """The activity that could start first, with any number of people."""
    return activity.earliest_start


def earliest_finish_time(activity: Planned, office: Office) -> float:
    """The activity that could be finished first, with any number of people."""
    return activity.earliest_finish


def greatest_resource_demand(activity: Planned, office: Office) -> float:
    """The activity with the most person-days of work."""
    return -activity.effort


def most_immediate_successors(activity: Planned, office: Office) -> int:
    """The activity that the most others wait for directly."""
    return -activity.immediate_successors


def most_total_successors(activity: Planned, office: Office) -> int:
    """The activity that the most others wait for, directly or not."""
    return -activity.total_successors


def greatest_rank_positional_weight(activity: Planned, office: Office) -> float:
    """The activity with the most working days in itself and its immediate successors."""
    return -activity.positional_weight


def greatest_total_positional_weight(activity: Planned, office: Office) -> float:
    """The activity with the most working days in itself and all its successors.

    GRPW* in Kolisch (1996).
    """
    return -activity.total_positional_weight


def random(activity: Planned, office: Office) -> float:
    """By lot, the same lot in every branch of one world."""
    return office.draw(activity.project, activity.activity)


ORDERS: dict[str, Order] = {
    order.__name__: order
    for order in (
        first_come,
        due_first,
        shortest_first,
        longest_first,
        highest_value,
        cost_of_delay,
        aligned_cost_of_delay,
        minimum_slack,
        latest_finish_time,
        latest_start_time,
        earliest_start_time,
        earliest_finish_time,
        greatest_resource_demand,
        most_immediate_successors,
        most_total_successors,
        greatest_rank_positional_weight,
        greatest_total_positional_weight,
        random,
    )
}


DEPENDS_ON_STRATEGY = frozenset({"aligned_cost_of_delay"})
"""Orders that change when the organisation wants other things."""


def ranking(order: Order, activities: Sequence[Planned], office: Office) -> list[int]:
    """The rank of each activity in this order, ties by position in the file."""
    keys = sorted((order(activity, office), activity.place) for activity in activities)
    ranks = [0] * len(keys)
    for rank, (_, place) in enumerate(keys):
        ranks[place] = rank
    return ranks
