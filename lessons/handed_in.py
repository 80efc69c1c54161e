"""A page that is handed in: answers are kept beside it, and the last cells say what they are worth.

`tools/grading.py` makes such pages from the exercises.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from textwrap import fill

from simulator.debrief.forecasts import interval_score
from simulator.debrief.told import PLACE
from simulator.errors import RefusedError
from simulator.explorables.asked import TRIES, Asked
from simulator.explorables.prediction import Prediction
from simulator.progress import answers
from simulator.widgets import Forecast, Question, Reveal

ANSWERS = "answers.jsonl"
"""Beside the page, so that whoever takes its folder takes what was answered with it."""
MOST = TRIES
"""Points that a question or a prediction is worth."""
WIDTH = 90
"""Characters of a line that says what was earned."""
SHARE = 0.8
"""How often the range of a prediction should hold."""


def here(cell: Callable[..., object], *given: object) -> object:
    """What a cell shows to somebody whose answers are kept beside the page."""
    os.environ[PLACE] = str(Path.cwd() / ANSWERS)
    return cell(*given)


def points(cell: Callable[[], object], *told_by: Callable[[], object]) -> float:
    """What was earned in a cell, and why, in a sentence for each thing it asks.

    Cells that tell what came of a prediction are named after its own.
    """
    earned = 0.0
    things = list(asked(here(cell)))
    for each in told_by:
        here(each)
    for it in things:
        question, worth, why = judged(it)
        print(fill(question, WIDTH), fill(f"{worth:g} of {MOST} points: {why}", WIDTH), sep="\n")
        earned += worth
    if not things:
        print("0 points: this is still closed. What stands before it was not locked or answered.")
    return round(earned, 2)


def asked(shown: object) -> Iterator[Question | Forecast]:
    """The questions and predictions in what a cell shows, as far as it is open."""
    if isinstance(shown, Question | Forecast):
        yield shown
    if isinstance(shown, Reveal):
        for piece in shown.pieces:
            yield from asked(piece)


def judged(it: Question | Forecast) -> tuple[str, float, str]:
    """What was asked, its points, and why so many."""
    if isinstance(it, Question):
        return it.asked.text, *of_question(it.asked)
    return it.prediction.question, *of(it.prediction)


def of_question(it: Asked) -> tuple[float, str]:
    """The earlier it was solved, the more: all at the first try, one point after the last."""
    tries = [str(each.answer) for each in answers(it.notebook, it.text)]
    solved = next((n for n, said in enumerate(tries) if solves(it, said)), None)
    if solved is None:
        return 0, f"tried {_times(len(tries))}, not solved." if tries else "not answered."
    return max(MOST - solved, 1), f"solved at try {solved + 1}."


def solves(it: Asked, said: str) -> bool:
    """Whether an answer is right, asked anew: a file can say what it likes."""
    try:
        return it.check(it.meant(said)).solved
    except RefusedError:
        return False


def of(it: Prediction) -> tuple[float, str]:
    """By the interval score, between a point that was right and the whole number line."""
    if it.locked is None:
        return 0, "not locked."
    if it.came is None:
        return 0, "what came is not known yet; do first what comes after it."
    (low, high), came = it.locked, it.came
    own, line = interval_score(low, high, SHARE, came), interval_score(*it.ends, SHARE, came)
    worth = round(MOST * max(0.0, 1 - own / line), 2)
    return worth, (
        f"you said {low:,g} to {high:,g}, it was {came:,g} {it.unit}. Your range scores {own:,g}, "
        f"the whole line {line:,g}; less is better."
    )


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"
