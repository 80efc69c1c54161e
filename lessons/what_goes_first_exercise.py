"""Exercise 04: a workshop, a jump, guesses that are wrong, and a second narrow place."""

from collections.abc import Sequence
from functools import cache

from exercises import what_goes_first as checks
from simulator.errors import RefusedError
from simulator.explorables.ranking import Ranking
from simulator.explorables.trial import Chosen, Knob, Play, Trial
from simulator.widgets import Explorable, Question

NOTEBOOK = "Exercise 04"
SHOUT = "The Saint Elmo is a disgrace to the harbour. Paint her now."
WRONG = {"hardly at all": 1.0, "by a factor of two": 2.0, "by a factor of five": 5.0}
SHARES = {"a quarter of the days": 0.25, "half of the days": 0.5, "all of the days": 1.0}
DIVIDED = "Kwabena's days", "Ingrid's days", "both together"


@cache
def ranking() -> Explorable:
    """Six jobs for the workshop."""
    return Explorable(Ranking(checks.workshop(), "paint", SHOUT), "ranking", (), NOTEBOOK)


@cache
def first_job() -> Question:
    """Question 1."""
    return Question(
        "Which job goes first?",
        checks.first_job, checks.JOBS, NOTEBOOK, checks.why_first_job,
    )  # fmt: skip


@cache
def price_of_four() -> Question:
    """Question 2."""
    return Question(
        "A job of four days jumps to the head. The others lose 30 k€ a week together. How many k€ "
        "does that cost them?",
        checks.price_of_four, None, NOTEBOOK, checks.why_price_of_four,
    )  # fmt: skip


@cache
def guesses() -> Explorable:
    """How wrong may guesses be?"""
    knobs = (
        Knob(name="costs", words="costs are guessed wrong", choices=tuple(WRONG),
             start="hardly at all"),
        Knob(name="work", words="and work", choices=tuple(WRONG), start="hardly at all"),
    )  # fmt: skip
    trial = Trial(
        "In futures in which", knobs, _guessing, names=("as they came", "the rule"),
        what="saved (k€)", first=4001,
    )  # fmt: skip
    return Explorable(trial, "trial", (), NOTEBOOK, "guesses")


@cache
def breaks() -> Question:
    """Question 3."""
    choices = {it: it for it in checks.BREAKS}
    return Question(
        "Which of these is enough, by itself, to make the rule lose in more than one future of "
        "four?",
        checks.breaks, choices, NOTEBOOK, checks.why_breaks,
    )  # fmt: skip


@cache
def own_office() -> Explorable:
    """An office of one's own: how long is everything tried on board, and what divides?"""
    knobs = (
        Knob(name="share", words="Ingrid needs", choices=tuple(SHARES), start="all of the days"),
        Knob(name="divided", words="and costs are divided by", choices=DIVIDED,
             start="Kwabena's days"),
    )  # fmt: skip
    trial = Trial(
        "In an office in which", knobs, _dividing, names=("as they came", "this rule"),
        what="saved (k€)", worlds=100, first=5001,
    )  # fmt: skip
    return Explorable(trial, "trial", (), NOTEBOOK, "own office")


@cache
def whose_days() -> Question:
    """Question 4."""
    return Question(
        "She needs all of the days again. Whose days do you divide by?",
        checks.whose_days, checks.WHOSE, NOTEBOOK, checks.why_whose_days,
    )  # fmt: skip


def _guessing(chosen: Chosen) -> Play:
    costs, work = WRONG[chosen["costs"]], WRONG[chosen["work"]]
    return lambda seeds: checks.saved(seeds, costs, work)


def _dividing(chosen: Chosen) -> Play:
    """What a rule saves. Raises RefusedError if it leaves the list as it came."""
    share = SHARES[chosen["share"]]
    hers = {it: share * days for it, days in checks.ON_BOARD.items()}
    his = checks.PLAN.days
    days = {DIVIDED[0]: his, DIVIDED[1]: hers, DIVIDED[2]: {it: his[it] + hers[it] for it in his}}
    order = checks.by_days_of(days[chosen["divided"]])
    if order == checks.CAME:
        raise RefusedError("this leaves the list as it came; divide by something else")

    def play(seeds: Sequence[int]) -> list[float]:
        return [
            checks.cost_on_board(checks.CAME, it, share) - checks.cost_on_board(order, it, share)
            for it in seeds
        ]

    return play
