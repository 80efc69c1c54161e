"""Exercise 09: winning a sponsor back, what change work leaves, and where it is a waste."""

from collections.abc import Iterator, Sequence
from functools import cache

from exercises import adopted
from exercises.adopted import GONE, GOOD, HALF, NOISE, ON_TIME, STRONG
from simulator import tables
from simulator.explorables.crossing import Way
from simulator.explorables.trial import Chosen, Knob, Play, Trial
from simulator.widgets import Explorable, Forecast, Question, Reveal
from simulator.widgets.reveal import Piece

NOTEBOOK = "Exercise 09"
READY = {"as here": 0.25, "half": 0.6, "wholly": 1.0}
PRICES = {"as here": 1.0, "four times": 4.0, "ten times": 10.0}
HOURS = {"as here": 1.0, "half": 0.5, "twice": 2.0}


@cache
def fall() -> tables.Table:
    """How a sponsor is lost, month by month."""
    levels = adopted.levels(STRONG, 0, NOISE, 4)
    rows = [
        {"month": f"{month}", f"{NOISE} open questions a month": f"{level:.2f}"}
        for month, level in enumerate(levels)
    ]
    return tables.tabulate("Engagement, 0 to 1", rows)


@cache
def rise() -> tables.Table:
    """The first months of winning her back."""
    levels = adopted.levels(GONE, GOOD, 0, 4)
    rows = [
        {"month": f"{month}", f"{GOOD} good questions a month": f"{level:.2f}"}
        for month, level in enumerate(levels)
    ]
    return tables.tabulate("Engagement, 0 to 1", rows)


@cache
def rebuild() -> Question:
    """Question 1."""
    return Question(
        f"From {GONE:g}, with {GOOD} good questions a month: after how many months is she at "
        f"{STRONG:g} again?",
        adopted.rebuild, None, NOTEBOOK,
        lambda: (
            "Each month brings the same, and takes away a part of what is there: the steps get "
            f"smaller. It takes {adopted.months_to(GONE, STRONG, GOOD, 0)} months."
        ),
    )  # fmt: skip


@cache
def share_of_time() -> Question:
    """Question 2."""
    return Question(
        "Which share of everybody’s time for change, in per cent, leaves the most after that time "
        "is paid?",
        adopted.share_of_time, tuple(adopted.PERCENT), NOTEBOOK,
        lambda: (
            "From none to 8 % helps most, from 8 to 16 % a good deal, from 16 to 32 % hardly. "
            "Everybody’s time costs the same for each."
        ),
    )  # fmt: skip


@cache
def on_time_wins() -> Question:
    """Question 3."""
    return Question(
        "With which one change does going live on the day, with no change work, leave more?",
        adopted.on_time_wins, adopted.FLIPS, NOTEBOOK,
        lambda: (
            "Change work buys readiness with time. Ask of each change: does it leave anything to "
            "buy?"
        ),
    )  # fmt: skip


@cache
def forecast_flip() -> Forecast:
    """With what one can know before: how sure is it?"""
    question = (
        "The hospital as it is: in how many of 100 worlds does a sixth of everybody’s time for "
        "change leave more money than going live on the day?"
    )
    return Forecast(question, "worlds", 40, 80, NOTEBOOK, ends=(0, 100))


@cache
def own_office() -> Reveal:
    """Question 4: change the hospital until the advice is wrong."""
    return Reveal(_flip, [forecast_flip()])


def _flip() -> Iterator[Piece]:
    found = round(100 * adopted.later_leaves_more())
    yield f"**The hospital as it is.** {forecast_flip().judge(found)}"
    yield _own_office()


@cache
def _own_office() -> Explorable:
    knobs = (
        Knob(name="ready", words="people are ready before any help", choices=tuple(READY),
             start="as here"),
        Knob(name="price", words="a day of waiting costs", choices=tuple(PRICES), start="as here"),
        Knob(name="hours", words="and change work takes time", choices=tuple(HOURS),
             start="as here"),
    )  # fmt: skip
    trial = Trial(
        "In a hospital in which", knobs, later, what="money left (k€)",
        names=("on the day", "later, with change work"), verbs=("leave", "leaves"), first=3201,
    )  # fmt: skip
    return Explorable(trial, "trial", notebook=NOTEBOOK, key="own office")


def later(chosen: Chosen) -> Play:
    """What change work leaves more than going live on the day in such a hospital, in k€."""
    office = adopted.hospital(
        READY[chosen["ready"]], PRICES[chosen["price"]], HOURS[chosen["hours"]]
    )

    def play(seeds: Sequence[int]) -> list[float]:
        return [adopted.net(HALF, it, office) - adopted.net(ON_TIME, it, office) for it in seeds]

    return play


@cache
def ways() -> tables.Table:
    """What each share brings, before it is paid."""
    rows = [
        {
            "of everybody’s time": f"{percent} %",
            "goes live on day": f"{adopted.went_live(Way(step, 4, 4, 4)):.0f}",
            "brings": f"{adopted.brings(Way(step, 4, 4, 4)):,.0f} k€",
        }
        for percent, step in adopted.PERCENT.items()
    ]
    return tables.tabulate("Five go-lives, on average; ten people cost 4 k€ a day", rows)
