"""Checks for notebook and exercise 04: what goes first, and what a jump costs."""

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from math import exp, fsum, log
from pathlib import Path
from statistics import fmean

from msgspec.structs import replace

from exercises.feedback import NOT_ANSWERED, Feedback
from simulator import Policy, chance, load, metrics, simulate
from simulator.decisions import OrderProjects
from simulator.explorables.requests import Order, Truth, future, planned
from simulator.mechanisms.priority import urgency
from simulator.scenario import Activity, Demand, Project, Relation, Role, Scenario

FOLDER = Path(__file__).parents[1] / "lessons" / "scenarios"
OFFICE = load(FOLDER / "what_goes_first.toml")
PLAN = planned(OFFICE)
CAME: Order = tuple(it.id for it in OFFICE.projects)
VIP = "history"
REQUESTS = {it.name: it.id for it in OFFICE.projects}
PICTURE = "the notebook 04_what_goes_first, part “Play”"
WORLDS = range(100)
DAYS_A_WEEK = 5
ON_BOARD = {
    "cabins": 5.0, "fuel": 26.0, "rota": 8.0, "freight": 6.0, "card": 13.0, "jackets": 46.0,
    "history": 16.0, "parts": 8.0, "storms": 31.0, "fees": 52.0,
}  # fmt: skip
"""Working days for which Ingrid tries each change on board."""
WHOSE = {
    "Kwabena's: he does the work": "kwabena",
    "Ingrid's: everything waits for her": "ingrid",
    "Nobody's: only what a week costs counts": "nobody",
    "The sponsor's: who is loudest": "loudest",
}
BREAKS = {
    "Costs that are guessed wrong by a factor of two": (2.0, 1.0),
    "Work that is guessed wrong by a factor of two": (1.0, 2.0),
    "Both of them wrong by a factor of two": (2.0, 2.0),
    "None of these": (1.0, 1.0),
}
OFTEN = 0.75
"""Where a rule wins in fewer futures than that, it is called broken."""
WORKSHOP = (
    ("crane", "Repair the crane", 14.0, 14.0), ("pump", "Change a bilge pump", 6.0, 2.0),
    ("paint", "Paint the Saint Elmo", 2.0, 12.0), ("engine", "Overhaul an engine", 16.0, 20.0),
    ("ramp", "Straighten the ramp", 9.0, 4.0), ("galley", "A new galley", 3.0, 9.0),
)  # fmt: skip
"""What waits for Agnieszka: id, name, k€ a week, days of work."""
JOBS = {name: job for job, name, *_ in WORKSHOP}


# The office, and others like it


def on_board(days: Mapping[str, float] = ON_BOARD) -> Scenario:
    """The office in which every change is tried on board by one more person, for so many days."""
    ingrid = Role(id="trier", name="Trier", people=1, rate=0.6, members=("Ingrid Halvorsund",))
    projects = []
    for project in OFFICE.projects:
        work = project.activities[0]
        trial = Activity(
            id="trial", name="Try it on board", effort=days[project.id],
            people=(Demand(role=ingrid.id),), predecessors=(Relation(activity=work.id),),
        )  # fmt: skip
        projects.append(replace(project, activities=(work, trial)))
    return replace(OFFICE, roles=(*OFFICE.roles, ingrid), projects=tuple(projects))


def by_days_of(days: Mapping[str, float]) -> Order:
    """Most lost a day for each of these days of work goes first."""
    return tuple(sorted(PLAN.costs, key=lambda it: -urgency(PLAN.costs[it], days[it])))


@lru_cache(maxsize=4096)
def cost_on_board(order: Order, seed: int, share: float = 1.0) -> float:
    """k€ that waiting costs in a world if every change is tried on board, too.

    Trials take a `share` of what they take in the notebook.
    """
    days = {it: share * all_of_it for it, all_of_it in ON_BOARD.items()}
    events = simulate(on_board(days), Policy(), seed, [OrderProjects(order, day=0.0)])
    finished = metrics.finish_days(events)
    return fsum(PLAN.costs[it] * finished[it] for it in order)


def workshop() -> Scenario:
    """Six jobs for one workshop."""
    projects = tuple(
        Project(
            id=job, name=name, sponsor="the harbour office", due=0.0, value=52 * weekly,
            cost_of_delay=weekly / DAYS_A_WEEK,
            activities=(Activity(id="job", effort=days, people=(Demand(role="mechanic"),)),),
        )
        for job, name, weekly, days in WORKSHOP
    )  # fmt: skip
    mechanic = Role(id="mechanic", people=1, members=("Agnieszka Thorne",))
    return replace(OFFICE, name="workshop", roles=(mechanic,), projects=projects)


def guessed(seed: int, costs: float, work: float) -> Truth:
    """What comes in a future if costs and work were guessed wrong by such factors."""
    truth = future(OFFICE, seed, log(costs))
    wrong = {it: exp(log(work) * chance.normal(seed, "work", it)) for it in truth.days}
    return Truth(costs=truth.costs, days={it: wrong[it] * days for it, days in truth.days.items()})


def saved(seeds: Sequence[int], costs: float, work: float) -> list[float]:
    """k€ that the rule saves against first come in each future, by guesses that wrong."""
    truths = (guessed(it, costs, work) for it in seeds)
    return [it.cost(CAME) - it.cost(PLAN.best()) for it in truths]


@cache
def wins(costs: float, work: float) -> float:
    """In which share of futures the rule beats first come."""
    found = saved(range(4001, 4201), costs, work)
    return fmean(it > 0 for it in found)


# Checks


def goes_first(answer: str | None) -> Feedback:
    """Which request goes first?"""
    return _first(answer, PLAN, "request")


def first_job(answer: str | None) -> Feedback:
    """Which job of the workshop goes first?"""
    return _first(answer, planned(workshop()), "job")


def price(answer: float | None) -> Feedback:
    """What does a jump of six days cost the others, who lose 87 k€ a week together?"""
    return _jump(answer, weekly=87.0, days=6.0)


def price_of_four(answer: float | None) -> Feedback:
    """What does a jump of four days cost the others, who lose 30 k€ a week together?"""
    return _jump(answer, weekly=30.0, days=4.0)


def whose_days(answer: str | None) -> Feedback:
    """Whose days to divide by, if everything is tried on board, too?"""
    if answer is None:
        return NOT_ANSWERED
    by_kwabena, by_ingrid, came = (
        fmean(cost_on_board(order, it) for it in WORLDS)
        for order in (PLAN.best(), by_days_of(ON_BOARD), CAME)
    )
    if answer == "ingrid":
        return Feedback(
            True,
            f"By her days waiting costs {by_ingrid:,.0f} k€, by Kwabena's {by_kwabena:,.0f}. "
            "An hour counts where everything waits.",
        )
    if answer == "kwabena":
        return Feedback(
            False,
            f"By his days waiting costs {by_kwabena:,.0f} k€, and {came:,.0f} as the requests "
            "came. He is done early, and then all of it waits for somebody else.",
        )
    if answer == "nobody":
        return Feedback(
            False,
            "Then a request of fifty days goes before ten small ones that lose nearly as much.",
        )
    if answer == "loudest":
        return Feedback(False, "You have seen what a jump costs.", PICTURE)
    return Feedback(False, f"'{answer}' is not among the answers; choose one of them.")


def breaks(answer: str | None) -> Feedback:
    """Which mistake makes the rule lose in more than one future of four?"""
    if answer is None:
        return NOT_ANSWERED
    if answer not in BREAKS:
        return Feedback(False, f"'{answer}' is not among the answers; choose one of them.")
    costs, work = BREAKS[answer]
    share = wins(costs, work)
    if costs == work == 1:
        return Feedback(
            True,
            f"Even with both wrong by a factor of two it wins in {wins(2.0, 2.0):.0%} of the "
            "futures. A rough number said today is worth more than an exact one next month.",
        )
    return Feedback(False, f"Try it above: the rule still wins in {share:.0%} of the futures.")


def why_goes_first() -> str:
    """The worked answer."""
    return (
        "Divide what a week costs by the days of work: 15 by 5 is 3.0 for the port fees, 8 by 3 is "
        "2.7 for the life jackets, 20 by 20 is 1.0 for the freight."
    )


def why_price() -> str:
    """The worked answer."""
    return "Six working days are 1.2 weeks. 1.2 weeks times 87 k€ a week is 104 k€."


def why_first_job() -> str:
    """The worked answer."""
    return (
        "Divide what a week costs by the days of work: 6 by 2 is 3.0 for the bilge pump, 9 by 4 is "
        "2.3 for the ramp, 14 by 14 is 1.0 for the crane, 16 by 20 is 0.8 for the engine."
    )


def why_price_of_four() -> str:
    """The worked answer."""
    return "Four working days are 0.8 weeks. 0.8 weeks times 30 k€ a week is 24 k€."


def why_breaks() -> str:
    """The worked answer."""
    return "None of these. " + breaks("None of these").message


def why_whose_days() -> str:
    """The worked answer."""
    return whose_days("ingrid").message


def _first(answer: str | None, plan: Truth, what: str) -> Feedback:
    if answer is None:
        return NOT_ANSWERED
    if answer not in plan.costs:
        return Feedback(False, f"'{answer}' is no {what} here; choose one of the list.")
    weekly, days = DAYS_A_WEEK * plan.costs[answer], plan.days[answer]
    numbers = f"{weekly:g} k€ a week, {days:g} days of work"
    if answer == plan.best()[0]:
        return Feedback(
            True, f"{numbers}: nothing else stops so much loss with so few days of work."
        )
    if answer == plan.dearest()[0]:
        return Feedback(
            False,
            f"It loses most a week: {numbers}. For how many days do all others wait?",
            PICTURE,
        )
    if answer == plan.shortest()[0]:
        return Feedback(
            False, f"It is done soonest: {numbers}. How much loss does that stop?", PICTURE
        )
    return Feedback(
        False, f"{numbers}. Divide the one by the other; another one has more.", PICTURE
    )


def _jump(answer: float | None, weekly: float, days: float) -> Feedback:
    if answer is None:
        return NOT_ANSWERED
    right = weekly * days / DAYS_A_WEEK
    if abs(answer - right) <= 0.02 * right:
        return Feedback(
            True,
            f"All others wait {days:g} days longer and lose {weekly / DAYS_A_WEEK:g} k€ on each of "
            "them. It does not matter who has jumped, or why.",
        )
    if abs(answer - weekly * days) <= 1:
        return Feedback(False, "Days and weeks are mixed up: a week has five working days.")
    if abs(answer - weekly) <= 1:
        return Feedback(False, "That is what a whole week of waiting costs. How long is the jump?")
    return Feedback(
        False, f"For how many days longer do the others wait, and what do they lose on each of "
        f"them? {weekly:g} k€ is what a week costs."
    )  # fmt: skip
