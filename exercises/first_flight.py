"""Checks for exercise 01: what goes first, what is worth buying, and what is luck."""

from functools import lru_cache

from exercises.feedback import NOT_ANSWERED, Feedback
from simulator import Policy, experiment, load, metrics, simulate
from simulator.metrics.risks import rows
from simulator.readers import shipped
from simulator.scenario import Scenario
from simulator.tables import Table, tabulate

OFFICE = load("eight_projects")
PROJECTS = {project.name: project.id for project in OFFICE.projects}
OFFERS = {offer.name: offer.id for offer in OFFICE.mitigations}
"""What can be answered, by the names on the screen."""
WORLDS = range(200)
FLIGHT = "the notebook 01_first_flight, part “Why”"


def first_project(answer: str | None) -> Feedback:
    """Which project loses most for each person-day of work it still needs?"""
    if answer is None:
        return NOT_ANSWERED
    if answer not in PROJECTS.values():
        return Feedback(False, f"'{answer}' is not a project here; choose one of the eight.")
    by_id = {project.id: project for project in OFFICE.projects}
    asked = by_id[answer]
    urgency = asked.cost_of_delay / asked.effort
    if urgency == max(p.cost_of_delay / p.effort for p in OFFICE.projects):
        return Feedback(
            True,
            f"It loses {asked.cost_of_delay:g} k€ a day and needs only {asked.effort:g} "
            "person-days: nothing else saves so much money for so little work.",
        )
    if asked.value == max(project.value for project in OFFICE.projects):
        return Feedback(
            False,
            "It is the most valuable project, but most of its value is still there if it comes "
            "later. Ask what a day of delay costs, not what the whole is worth.",
            FLIGHT,
        )
    if asked.cost_of_delay == max(project.cost_of_delay for project in OFFICE.projects):
        return Feedback(
            False,
            "It loses most a day. How many person-days must all others wait until it is done? "
            "Divide the one by the other.",
            FLIGHT,
        )
    return Feedback(
        False,
        f"A day of delay costs {asked.cost_of_delay:g} k€ and the work is {asked.effort:g} "
        "person-days. Another project loses more for each person-day.",
        FLIGHT,
    )


def best_offer(answer: str | None) -> Feedback:
    """Which mitigation takes away most exposure for each k€ it costs?"""
    if answer is None:
        return NOT_ANSWERED
    if answer not in OFFERS.values():
        return Feedback(False, f"'{answer}' is not a mitigation here; choose one of the list.")
    offers = {row.offer: row for row in rows((), OFFICE) if row.offer is not None}
    if answer not in offers:
        return Feedback(False, "Its risk has a better offer already.", FLIGHT)
    asked, gain = offers[answer], offers[answer].leverage or 0.0
    if gain == max(row.leverage or 0.0 for row in offers.values()):
        return Feedback(True, f"Each k€ spent on it takes away {gain:.1f} k€ of expected loss.")
    if asked.exposure == max(row.exposure for row in offers.values()):
        return Feedback(
            False,
            "It is for the risk with the largest exposure. How much of that does it take away, "
            "and what does it cost?",
            FLIGHT,
        )
    if asked.cost == min(row.cost or 0.0 for row in offers.values()):
        return Feedback(False, "It is the cheapest. What do you get for it?", FLIGHT)
    return Feedback(
        False,
        f"Each k€ spent on it takes away {gain:.1f} k€ of expected loss. One of the others takes "
        "away more.",
        FLIGHT,
    )


@lru_cache(maxsize=1)
def _gain() -> experiment.Difference:
    captains = {
        "first come": Policy(order="first_come"),
        "cost of delay": Policy(order="cost_of_delay"),
    }
    runs = experiment.played(OFFICE, captains, WORLDS, progress=False)
    return experiment.difference(runs, "first come", "cost of delay", "value")


def mean_gain() -> float:
    """How many k€ more value cost of delay delivers than first come, on average."""
    return _gain().mean


def gain(answer: float | None) -> Feedback:
    """How many k€ more value does cost of delay deliver than first come, on average?"""
    if answer is None:
        return NOT_ANSWERED
    right = _gain()
    if right.low <= answer <= right.high:
        return Feedback(
            True,
            f"Over {right.worlds} worlds it is {right.mean:.0f} k€, and the mean is known to "
            f"within {right.low:.0f} to {right.high:.0f}.",
        )
    if right.low <= -answer <= right.high:
        return Feedback(False, "The size is right. Which of the two orders delivers more?")
    one = _difference_in_world(0)
    if abs(answer - one) <= 1:
        return Feedback(
            False, "That is the difference in world 0 alone. Ask all 200 worlds for the mean."
        )
    side = "less" if answer > right.high else "more"
    return Feedback(
        False, f"It is {side}. Try the order below the question and read the column “value”."
    )


def _difference_in_world(seed: int) -> float:
    delivered = [
        metrics.value_delivered(simulate(OFFICE, Policy(order=order), seed))
        for order in ("first_come", "cost_of_delay")
    ]
    return delivered[1] - delivered[0]


def unlucky_world(seed: float | None) -> Feedback:
    """In which world does the better rule deliver less than the worse one?"""
    if seed is None:
        return NOT_ANSWERED
    if not 0 <= seed < 1e9 or seed != int(seed):
        return Feedback(False, f"{seed:g} is not the number of a world; write 0, 1, 2 …")
    difference = _difference_in_world(int(seed))
    if difference < 0:
        return Feedback(
            True,
            f"In world {seed:g} cost of delay delivers {-difference:.0f} k€ less than first come, "
            "although it is the better rule. A good decision can have a bad result.",
        )
    return Feedback(
        False,
        f"In world {seed:g} cost of delay delivers {difference:.0f} k€ more. Try another world.",
    )


def work() -> Table:
    """The work content of every project, for dividing by hand."""
    work = [{"project": p.name, "work (person-days)": f"{p.effort:g}"} for p in OFFICE.projects]
    return tabulate("How much work each project is", work)


def own(name: str) -> Scenario:
    """A scenario of one's own, in a file beside the notebook, or one of the simulator's."""
    path = name if name in shipped() or name.endswith(".toml") else f"{name}.toml"
    return load(path)
