"""Exercise 01: what goes first, what is worth buying, and what is luck."""

from collections.abc import Callable
from functools import cache

from msgspec.structs import replace

from exercises import first_flight
from simulator import Policy, tables
from simulator.explorables import rules as trial
from simulator.explorables.trial import Chosen, Knob, Pair, Trial
from simulator.scenario import Project
from simulator.widgets import Explorable, Forecast, Question, Reveal, Worlds
from simulator.widgets.reveal import Piece

NOTEBOOK = "Exercise 01"
OFFICE = first_flight.OFFICE
AS_HERE = "two things at once, as here"
HABITS = {"one thing at once": 1, AS_HERE: 2, "three things at once": 3, "four things at once": 4}
ALIKE = 0.04
"""k€ that a day of delay costs for each person-day of work, where that is alike for all."""
DELAYS: dict[str, Callable[[Project], float]] = {
    "as here": lambda it: it.cost_of_delay,
    "the same for each person-day": lambda it: round(ALIKE * it.effort, 2),
    "nothing": lambda it: 0.0,
}
"""What a day of delay costs a project, in k€."""


@cache
def portfolio() -> tables.Table:
    """What has been promised."""
    return tables.portfolio((), OFFICE)


@cache
def work() -> tables.Table:
    """What to divide by."""
    return first_flight.work()


@cache
def first_project() -> Question:
    """Question 1."""
    return Question(
        "Which project loses most for each person-day?",
        first_flight.first_project,
        first_flight.PROJECTS,
        NOTEBOOK,
        lambda: "Divide cost of delay by work for each of the eight; the largest goes first.",
    )


@cache
def register() -> tables.Table:
    """What could go wrong, and what is on offer."""
    return tables.register((), OFFICE)


@cache
def best_offer() -> Question:
    """Question 2."""
    return Question(
        "Which offer takes away most exposure for each k€?",
        first_flight.best_offer,
        first_flight.OFFERS,
        NOTEBOOK,
        lambda: "Exposure taken away, divided by the price: the last column of the register.",
    )


@cache
def forecast_gain() -> Forecast:
    """What is an order worth, before anybody has looked?"""
    question = "How much more value by cost of delay than by first come, on average?"
    return Forecast(question, "k€", 0, 500, NOTEBOOK)


@cache
def rules() -> Reveal:
    """Rules in many worlds."""
    return Reveal(lambda: [_rule()], [forecast_gain()])


@cache
def gain() -> Reveal:
    """Question 3, whose answers tell where it lies."""
    return Reveal(_gain, [forecast_gain()])


@cache
def unlucky_world() -> Question:
    """Question 4."""
    return Question(
        "In which world does the better rule lose?", first_flight.unlucky_world, None, NOTEBOOK,
        lambda: "Try one number after another: it loses in some of the first twenty.",
    )  # fmt: skip


@cache
def own_office() -> Reveal:
    """Part 5: change the office until the order does not matter."""
    return Reveal(lambda: [_own_office()], [forecast_gain()])


@cache
def _own_office() -> Explorable:
    knobs = (
        Knob(name="habit", words="people are used to", choices=tuple(HABITS), start=AS_HERE),
        Knob(name="delay", words="and a day of delay costs", choices=tuple(DELAYS),
             start="as here"),
    )  # fmt: skip
    made = Trial(
        "In an office in which", knobs, ordered, names=("first come", "cost of delay"),
        metric="value", what="more value (k€)", worlds=100, first=2001,
    )  # fmt: skip
    return Explorable(made, "trial", notebook=NOTEBOOK, key="own office")


def ordered(chosen: Chosen) -> Pair:
    """Both orders in such an office."""
    delay = DELAYS[chosen["delay"]]
    projects = tuple(replace(it, cost_of_delay=delay(it)) for it in OFFICE.projects)
    office = replace(OFFICE, projects=projects, projects_per_person=HABITS[chosen["habit"]])
    return Pair(office, Policy(), Policy(order="cost_of_delay"))


@cache
def _rule() -> Explorable:
    return Explorable(trial.rules(OFFICE), "trial", notebook=NOTEBOOK)


def _gain() -> list[Piece]:
    asked = Question(
        "How many k€ more value, on average?", first_flight.gain, None, NOTEBOOK,
        lambda: "Both orders play the same 200 worlds; the mean of the differences is asked.",
    )  # fmt: skip
    return [asked, Reveal(_judged, [asked])]


def _judged() -> list[Piece]:
    """What became of the prediction, once it may be known."""
    return [forecast_gain().judge(round(first_flight.mean_gain()))]


def own(name: str) -> Reveal:
    """An office of one's own in many worlds, or the sentence that says what its file lacks."""
    return Reveal(lambda: [Worlds(first_flight.own(name))])
