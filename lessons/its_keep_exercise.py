"""Exercise 10: what nineteen of twenty auditors find, what no bill says, where no office pays."""

from collections.abc import Iterator
from functools import cache

from msgspec.structs import replace

from exercises import its_keep
from exercises.its_keep import BORNE, CALM, GOOD, OFFICE, RESENTED, UNASKED, in_times
from simulator import tables
from simulator.explorables.designer import in_house
from simulator.explorables.parts import BY_NAME, lag, policy_of, price
from simulator.explorables.trial import Chosen, Knob, Pair, Trial
from simulator.policies import Policy
from simulator.widgets import Explorable, Forecast, Question, Reveal
from simulator.widgets.reveal import Piece

NOTEBOOK = "Exercise 10"
HOUSES = {"welcome": "rules are welcome", "borne": BORNE, "resented": RESENTED}
TIMES = {"little": CALM, "as much as here": 1.0, "much": 2.0}
HABITS = {"one thing": 1, "two things": 2, "three things": 3}
READY = {"hardly": 0.3, "as here": 0.5, "by themselves": 1.0}


@cache
def audits() -> tables.Table:
    """What twenty auditors found."""
    rows = [
        {"audit": f"{n + 1}", "with the office, less without": f"{amount:,.0f} k€"}
        for n, amount in enumerate(its_keep.twenty())
    ]
    return tables.tabulate("Twenty audits of an office that watches risks, in order", rows)


@cache
def at_least() -> Question:
    """Question 1."""
    return Question(
        "What is the most you may write, if 19 of these 20 audits shall find no less?",
        its_keep.at_least, None, NOTEBOOK,
        lambda: (
            "Nineteen of twenty may not lie below it, so one may: write what the second lowest "
            f"has found, {its_keep.twenty()[1]:,.0f} k€."
        ),
    )  # fmt: skip


@cache
def price_list() -> tables.Table:
    """What the seven functions take, and when they help."""
    how = OFFICE.mechanisms.governance
    assert how is not None
    rows = [
        {
            "function": BY_NAME[name].label,
            "set": setting,
            "hours of every 100": f"{100 * price(name, setting, how):.2f}",
            "helps after": f"{lag(name, how):.0f} weeks",
        }
        for name, setting in GOOD.items()
    ]
    office = {"function": "The office itself", "set": "–",
              "hours of every 100": f"{100 * how.base:.2f}", "helps after": "–"}  # fmt: skip
    return tables.tabulate("What an office takes", [office, *rows])


@cache
def costs() -> Question:
    """Question 2."""
    return Question(
        f"Eight people are paid {its_keep.wages():,.0f} k€ a year. How many k€ of it does this "
        "office take in a year?",
        its_keep.costs, None, NOTEBOOK,
        lambda: (
            f"Add up the hours: {100 * its_keep.yearly() / its_keep.wages():.2f} of every 100. "
            f"That share of {its_keep.wages():,.0f} k€ is {its_keep.yearly():,.1f} k€."
        ),
    )  # fmt: skip


@cache
def none_pays() -> Question:
    """Question 3."""
    return Question(
        "In which of these places does none of the offices of this lesson pay?",
        its_keep.none_pays, its_keep.PLACES, NOTEBOOK,
        lambda: (
            "An office pays by what it keeps away and by what people do with it. Where little goes "
            "wrong and people go round it, both are gone at once. One of the two is not enough."
        ),
    )  # fmt: skip


@cache
def forecast_resented() -> Forecast:
    """With what one can know before: how much does the house matter?"""
    question = (
        "Seven functions that fit, in a house where rules are resented: in how many of 100 worlds "
        "is the waterworks better off with them?"
    )
    return Forecast(question, "worlds", 40, 90, NOTEBOOK, ends=(0, 100))


@cache
def own_office() -> Reveal:
    """Question 4: a house of one's own."""
    return Reveal(_house, [forecast_resented()])


def _house() -> Iterator[Piece]:
    found = round(its_keep.better(GOOD, in_house(UNASKED, RESENTED)))
    yield f"**Another house.** {forecast_resented().judge(found)}"
    yield _own_house()


@cache
def _own_house() -> Explorable:
    knobs = (
        Knob(name="house", words="rules are", choices=tuple(HOUSES), start="borne"),
        Knob(name="times", words="what goes wrong is", choices=tuple(TIMES),
             start="as much as here"),
        Knob(name="habit", words="people do", choices=tuple(HABITS), start="two things"),
        Knob(name="ready", words="at a time and take up what is new", choices=tuple(READY),
             start="as here"),
    )  # fmt: skip
    trial = Trial(
        "In a house in which", knobs, housed, names=("no office", "the seven functions"),
        worlds=100, first=3201, verbs=("bring", "bring"),
    )  # fmt: skip
    return Explorable(trial, "trial", notebook=NOTEBOOK, key="own house")


def housed(chosen: Chosen) -> Pair:
    """No office, and the seven functions, in such a house."""
    there = in_times(in_house(UNASKED, HOUSES[chosen["house"]]), TIMES[chosen["times"]])
    ready = there.mechanisms.adoption
    assert ready is not None
    how = replace(there.mechanisms, adoption=replace(ready, ready=READY[chosen["ready"]]))
    there = replace(there, mechanisms=how, projects_per_person=HABITS[chosen["habit"]])
    return Pair(there, Policy(), policy_of(GOOD))
