"""Exercise 01: what goes first, what is worth buying, and what is luck."""

from functools import cache

from exercises import first_flight
from simulator import tables
from simulator.explorables import rules as trial
from simulator.widgets import Explorable, Forecast, Question, Reveal, Worlds

NOTEBOOK = "Exercise 01"
OFFICE = first_flight.OFFICE


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
def _rule() -> Explorable:
    return Explorable(trial.rules(OFFICE), "trial", notebook=NOTEBOOK)


def _gain() -> list[Question]:
    return [
        Question(
            "How many k€ more value, on average?", first_flight.gain, None, NOTEBOOK,
            lambda: "Both orders play the same 200 worlds; the mean of the differences is asked.",
        )
    ]  # fmt: skip


def own(name: str) -> Reveal:
    """An office of one's own in many worlds, or the sentence that says what its file lacks."""
    return Reveal(lambda: [Worlds(first_flight.own(name))])
