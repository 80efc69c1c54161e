"""Exercise 08: what pays soon and what pays late, who stays, and when late people do help."""

from collections.abc import Iterator, Sequence
from functools import cache

from msgspec.structs import replace

from exercises import people
from exercises.people import FIFTH, LAST, ROOM, WAYS
from simulator import Policy, tables
from simulator.explorables.capacity import drawn
from simulator.explorables.trial import Chosen, Knob, Play, Trial
from simulator.scenario import Scenario
from simulator.widgets import Explorable, Forecast, Question, Reveal
from simulator.widgets.reveal import Piece

NOTEBOOK = "Exercise 08"
UNASKED = {"as here": 1.0, "hardly": 0.25, "so well that nothing is lost": 1.25}
"""How much people keep up of their own accord, against the office as it is."""
FRUIT = {"as here": 1.0, "half as much": 0.5, "twice as much": 2.0}
"""What a day of improvement builds, against the office as it is."""
LOOK = {"half a year": 26, "a year": 52, "two years": 104}
"""Weeks."""
WEEKS = 52, 104


@cache
def ways() -> tables.Table:
    """Four ways to treat six people, and what each has brought by when."""
    rows = [
        {
            "for two years": name,
            **{
                f"week {it}": f"{people.ahead(plan)[it - 1]:+.1f}".replace("-", "−") for it in WEEKS
            },
        }
        for name, plan in WAYS.items()
    ]
    return tables.tabulate("Maps more or fewer than as ever, all in all, on average", rows)


@cache
def soon() -> Question:
    """Question 1."""
    return Question(
        "The board meets in half a year. Which of the four has got most maps done by then?",
        people.soon, tuple(WAYS), NOTEBOOK,
        lambda: (
            "Ask of each what it takes at once and when it gives. Five hours more are so few that "
            "hardly anybody tires; all others take time first, or wear people out."
        ),
    )  # fmt: skip


@cache
def overtakes() -> Question:
    """Question 2."""
    return Question(
        "In which week does a tenth for better ways of working overtake five hours of overtime?",
        people.overtakes, None, NOTEBOOK,
        lambda: (
            "After a year overtime is ahead, after two years improvement is. They meet in week "
            f"{people.crossing(people.ahead(people.TENTH), people.ahead(people.FIVE))}."
        ),
    )  # fmt: skip


@cache
def stays() -> Question:
    """Question 3."""
    return Question(
        "Forty people, five years. Which of these keeps most of them?",
        people.stays, people.STAYING, NOTEBOOK,
        lambda: (
            "What drives people out here is overload and fatigue; what holds them is that somebody "
            "can stand in, a mentor, and most of all a way up."
        ),
    )  # fmt: skip


@cache
def helps() -> Question:
    """Question 4."""
    return Question(
        "Eight people come to the atlas on day 100. With which one change is it clearly sooner?",
        people.helps, people.HELPS, NOTEBOOK,
        lambda: (
            "Who is new does less, asks much, and needs months. Only one of the four changes takes "
            "that away; the others leave it or make more of it."
        ),
    )  # fmt: skip


@cache
def forecast_flip() -> Forecast:
    """With what one can know before: how much is it worth?"""
    question = (
        "The small room as it is, a fifth of the time for better ways of working: how many maps "
        "more after two years, of about 96?"
    )
    return Forecast(question, "maps", 5, 30, NOTEBOOK, ends=(-40, 80))


@cache
def own_office() -> Reveal:
    """Question 5: change the room until the advice is wrong."""
    return Reveal(_flip, [forecast_flip()])


def _flip() -> Iterator[Piece]:
    found = round(people.ahead(FIFTH)[-1])
    yield f"**The small room as it is.** {forecast_flip().judge(found)}"
    yield _own_office()


@cache
def _own_office() -> Explorable:
    knobs = (
        Knob(name="unasked", words="people mend old ways unasked", choices=tuple(UNASKED),
             start="as here"),
        Knob(name="fruit", words="a day of improvement builds", choices=tuple(FRUIT),
             start="as here"),
        Knob(name="look", words="and somebody looks after", choices=tuple(LOOK),
             start="two years"),
    )  # fmt: skip
    trial = Trial(
        "In a room in which", knobs, improving, what="maps", worlds=60, first=3201,
        names=("as ever", "a fifth for improvement"),
    )  # fmt: skip
    return Explorable(trial, "trial", notebook=NOTEBOOK, key="own office")


def improving(chosen: Chosen) -> Play:
    """Maps more with a fifth for improvement in such a room."""
    office = _room(UNASKED[chosen["unasked"]], FRUIT[chosen["fruit"]])
    weeks = LOOK[chosen["look"]]

    def play(seeds: Sequence[int]) -> list[float]:
        fifth = Policy(improve=0.2)
        return [
            float(drawn(office, fifth, it, weeks, LAST) - drawn(office, Policy(), it, weeks, LAST))
            for it in seeds
        ]

    return play


@cache
def _room(unasked: float, fruit: float) -> Scenario:
    how = ROOM.mechanisms.capability
    assert how is not None
    other = replace(how, upkeep=how.upkeep * unasked, gain=how.gain * fruit)
    return replace(ROOM, mechanisms=replace(ROOM.mechanisms, capability=other))
