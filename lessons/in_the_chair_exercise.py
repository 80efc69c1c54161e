"""Exercise 11: tiers, how many worlds tell two apart, and a post that needs nobody in between."""

from collections.abc import Iterator
from functools import cache
from statistics import fmean

from exercises import in_the_chair
from exercises.in_the_chair import (
    FEW,
    MARLON,
    OFFICE,
    OONA,
    RUBEN,
    flight,
    hurried,
    of_three,
    with_hand_offs,
)  # fmt: skip
from simulator import tables
from simulator.debrief.captains import flown
from simulator.experiment import interval
from simulator.explorables.trial import Chosen, Knob, Pair, Trial
from simulator.widgets import Explorable, Forecast, Question, Reveal
from simulator.widgets.reveal import Piece

NOTEBOOK = "Exercise 11"
RIVALS = {"as here": 1.0, "asleep": 0.0, "twice as quick": 2.0}
HAND_OFFS = {"six weeks, as here": 6.0, "a day": 0.2, "three months": 13.0}
LEADERS = {"what is safe": MARLON, "the one who looks, counts and stops": RUBEN}


@cache
def three() -> tables.Table:
    """Three colleagues after a few worlds."""
    nets = of_three(FEW)
    first, *_ = nets
    rows = []
    for name, found in nets.items():
        behind = [a - b for a, b in zip(nets[first], found, strict=True)]
        mean, low, high = interval(behind)
        rows.append(
            {
                "colleague": name,
                "on average": f"{fmean(found):,.0f} k€",
                "the first one has more": "–" if name == first else f"{mean:+,.0f} k€",
                "known to within": "–" if name == first else f"{low:+,.0f} to {high:+,.0f} k€",
            }
        )
    return tables.tabulate(f"Three colleagues in {FEW} worlds", rows)


@cache
def sharing() -> Question:
    """Question 1."""
    return Question(
        f"Who stands in the first tier after these {FEW} worlds?",
        in_the_chair.sharing, in_the_chair.TIERS, NOTEBOOK,
        lambda: (
            "Look at the last column. Whose difference from the best begins below nothing and ends "
            "above it cannot be told from the best, and shares the tier."
        ),
    )  # fmt: skip


@cache
def two() -> tables.Table:
    """How far two colleagues lie apart, and how much that changes from world to world."""
    gap, spread = in_the_chair.difference()
    return tables.tabulate(
        f"{OONA} against {MARLON}, world by world",
        [
            {"what": "she has more, on average", "k€": f"{gap:,.0f}"},
            {"what": "standard deviation of that from world to world", "k€": f"{spread:,.0f}"},
        ],
    )


@cache
def how_many() -> Question:
    """Question 2."""
    return Question(
        "A mean of n worlds is known to about twice the standard deviation, divided by the square "
        "root of n. From how many worlds on can these two be told apart?",
        in_the_chair.how_many, None, NOTEBOOK,
        lambda: (
            "Twice the spread, divided by the difference, and that squared: "
            f"{in_the_chair.enough_worlds():.0f} or so. For half the difference it takes four "
            "times as many."
        ),
    )  # fmt: skip


@cache
def liaison() -> Question:
    """Question 3."""
    return Question(
        "With which one change do liaison people bring less than they cost?",
        in_the_chair.liaison, in_the_chair.LIAISON, NOTEBOOK,
        lambda: (
            "They halve what lies between projects. Where next to nothing lies there, half of it "
            "is less than their time."
        ),
    )  # fmt: skip


@cache
def forecast_flip() -> Forecast:
    """With what one can know before: how sure is it?"""
    question = (
        f"The post as it is: in how many of 100 worlds does {OONA}, who puts first what grows or "
        f"is new, bring more than {MARLON}, who puts first what is safe?"
    )
    return Forecast(question, "worlds", 50, 80, NOTEBOOK, ends=(0, 100))


@cache
def own_office() -> Reveal:
    """Question 4: change the post until another colleague is right."""
    return Reveal(_flip, [forecast_flip()])


def _flip() -> Iterator[Piece]:
    nets = in_the_chair.results().net
    pairs = zip(nets[OONA], nets[MARLON], strict=True)
    found = round(100 * fmean(float(a > b) for a, b in pairs))
    yield f"**The post as it is.** {forecast_flip().judge(found)}"
    yield _own_office()


@cache
def _own_office() -> Explorable:
    knobs = (
        Knob(name="rival", words="Kestrel is", choices=tuple(RIVALS), start="as here"),
        Knob(name="hand_off", words="a hand-off takes", choices=tuple(HAND_OFFS),
             start="six weeks, as here"),
        Knob(name="leader", words="and the other one goes by", choices=tuple(LEADERS),
             start="what is safe"),
    )  # fmt: skip
    trial = Trial(
        "In a post in which", knobs, against, names=("the other one", OONA), first=7001,
    )  # fmt: skip
    return Explorable(trial, "trial", notebook=NOTEBOOK, key="own office")


def against(chosen: Chosen) -> Pair:
    """Oona against somebody else in such a post."""
    quick = RIVALS[chosen["rival"]]
    office = OFFICE if quick == 1 else hurried(OFFICE, quick)
    weeks = HAND_OFFS[chosen["hand_off"]]
    office = with_hand_offs(office, weeks)
    other = LEADERS[chosen["leader"]]
    return Pair(office, *(flown(flight(it, office=office)) for it in (other, OONA)))
