"""Exercise 06: what to buy first, how much to hold back, and where looking every week pays."""

from collections.abc import Iterator, Sequence
from functools import cache

from msgspec.structs import replace

from exercises import pay_now
from exercises.pay_now import FOUR, MONTHLY, OFFERS, OFFICE
from simulator import tables
from simulator.explorables.season import as_if_nothing_grew, season
from simulator.explorables.trial import Chosen, Knob, Play, Trial
from simulator.scenario import Scenario
from simulator.widgets import Explorable, Forecast, Question, Reveal
from simulator.widgets.reveal import Piece

NOTEBOOK = "Exercise 06"
PRICES = {"as here": 1.0, "a tenth": 0.1, "three times": 3.0}
GROWTH = {"as here": 1.0, "not at all": 0.0, "twice as fast": 2.0}
LETTERS = {"as here": 0.2, "nearly always": 0.9, "never": 0.0}


@cache
def offers() -> tables.Table:
    """Four offers, and what the register says about their risks."""
    risks = {it.id: it for it in OFFICE.risks}
    effects = {it.id: it for it in OFFICE.mitigations}
    rows = [
        {
            "offer": effects[it].name,
            "against": risks[OFFERS[it].risk].name,
            "chance": f"{OFFERS[it].probability:.0%}",
            "loss": f"{OFFERS[it].impact:,.0f} k€",
            "takes away": f"{effects[it].effect:.0%} of the "
            + ("chance" if effects[it].kind == "avoid" else "loss"),
            "price": f"{OFFERS[it].cost:g} k€",
        }
        for it in FOUR
    ]
    return tables.tabulate("Four offers", rows)


@cache
def first() -> Question:
    """Question 1."""
    return Question(
        "Which of these four takes away the most expected loss for each euro?",
        pay_now.first, pay_now.FOUR_NAMES, NOTEBOOK,
        lambda: (
            "Chance times loss times what is taken away, divided by the price. For the crate: "
            "18 % of 146 k€ is 26 k€; three quarters of it are 20 k€, for 4 k€."
        ),
    )  # fmt: skip


@cache
def seasons() -> tables.Table:
    """Twenty seasons, in order."""
    rows = [
        {"season": f"{n + 1}", "damage": f"{amount:,.0f} k€"}
        for n, amount in enumerate(pay_now.twenty())
    ]
    return tables.tabulate("Twenty equally likely seasons, with a visit a month", rows)


@cache
def nine_of_ten() -> Question:
    """Question 2."""
    return Question(
        "How many k€ must one purse hold to suffice in 9 of 10 seasons?",
        pay_now.nine_of_ten, None, NOTEBOOK,
        lambda: (
            "Nine of ten are 18 of 20. Season 18 has to be paid, so hold at least "
            f"{pay_now.twenty()[17]:,.0f} k€."
        ),
    )  # fmt: skip


@cache
def weekly() -> Question:
    """Question 3."""
    return Question(
        "With which one change is a visit every week better than one a month?",
        pay_now.weekly, pay_now.WEEKLY, NOTEBOOK,
        lambda: (
            "The best time between two visits grows with their price, and shrinks with what goes "
            "wrong and with how fast it grows. Only one of the four changes makes it shorter."
        ),
    )  # fmt: skip


@cache
def forecast_flip() -> Forecast:
    """With what one can know before: how sure is it?"""
    question = (
        "The Trust as it is: in how many of 100 seasons is a visit a month cheaper than one a week?"
    )
    return Forecast(question, "seasons", 40, 80, NOTEBOOK, ends=(0, 100))


@cache
def own_office() -> Reveal:
    """Question 4: change the Trust until the advice is wrong."""
    return Reveal(_flip, [forecast_flip()])


def _flip() -> Iterator[Piece]:
    found = round(100 * pay_now.cheaper_by_month())
    yield f"**The Trust as it is.** {forecast_flip().judge(found)}"
    yield _own_office()


@cache
def _own_office() -> Explorable:
    knobs = (
        Knob(name="price", words="a visit costs", choices=tuple(PRICES), start="as here"),
        Knob(name="growth", words="what nobody sees grows", choices=tuple(GROWTH),
             start="as here"),
        Knob(name="letters", words="and masons notice it themselves", choices=tuple(LETTERS),
             start="as here"),
    )  # fmt: skip
    trial = Trial(
        "In a Trust in which", knobs, monthly, what="money saved (k€)",
        names=("a visit a week", "a visit a month"), first=3201,
    )  # fmt: skip
    return Explorable(trial, "trial", notebook=NOTEBOOK, key="own office")


def monthly(chosen: Chosen) -> Play:
    """What a visit a month saves against one a week in such a Trust, in k€."""
    office = _trust(PRICES[chosen["price"]], GROWTH[chosen["growth"]], LETTERS[chosen["letters"]])

    def play(seeds: Sequence[int]) -> list[float]:
        return [season(office, it, (), 1).all - season(office, it, (), MONTHLY).all for it in seeds]

    return play


@cache
def _trust(price: float, growth: float, letters: float) -> Scenario:
    office = pay_now.with_visits(price)
    office = office if growth else as_if_nothing_grew(office)
    looks = office.mechanisms.detection
    assert looks is not None
    risks = tuple(replace(it, growth=it.growth * growth) for it in office.risks)
    how = replace(office.mechanisms, detection=replace(looks, report=letters))
    return replace(office, risks=risks, mechanisms=how)
