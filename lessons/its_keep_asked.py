"""What notebook 10 asks: four predictions and three questions."""

from functools import cache

from exercises import its_keep
from exercises.its_keep import SETTINGS
from simulator.widgets import Forecast, Question

NOTEBOOK = "10 Its keep"


@cache
def forecast_bad() -> Forecast:
    """What does one wrong setting do?"""
    question = (
        "Seven functions that fit make the waterworks better off in 100 of 100 worlds. One setting "
        "is changed: two projects at most at a time. In how many worlds is it better off now?"
    )
    return Forecast(question, "worlds", 75, 95, NOTEBOOK, ends=(0, 100))


@cache
def forecast_even() -> Forecast:
    """How long does an office only cost?"""
    question = (
        "An office with eleven functions is founded on a Monday. In which week has as much work "
        "been done as without it?"
    )
    return Forecast(question, "weeks", 8, 20, NOTEBOOK, ends=(1, 104))


@cache
def forecast_kept() -> Forecast:
    """Who keeps an office that prevents?"""
    question = (
        "An office keeps losses away and shows nothing for it. Leadership asks three times, every "
        "half-year. Of 100 such offices, how many are there after that?"
    )
    return Forecast(question, "offices", 60, 85, NOTEBOOK, ends=(0, 100))


@cache
def forecast_closing() -> Forecast:
    """What does closing cost?"""
    question = (
        "Where the silent office is closed on the way, how many k€ less does it bring than if "
        "nobody had asked?"
    )
    return Forecast(question, "k€", 0, 200, NOTEBOOK, ends=(-500, 1500))


@cache
def question_sentence() -> Question:
    """What may be written of an office that only watches risks?"""
    return Question(
        "An office does nothing but watch risks. What may be written of it in the annual report?",
        its_keep.sentence, its_keep.SENTENCES, NOTEBOOK,
        lambda: (
            "Take the same worlds with it and without it, and write the average difference with "
            "its interval. It is the only one of the five that another person finds again."
        ),
    )  # fmt: skip


@cache
def question_setting() -> Question:
    """Which setting takes away most?"""
    return Question(
        "Which single setting takes away most of what the seven functions bring?",
        its_keep.setting, tuple(SETTINGS), NOTEBOOK,
        lambda: (
            "A door that lets in two projects at most leaves people without work. All the others "
            "cost some hours; this one costs months."
        ),
    )  # fmt: skip


@cache
def question_survives() -> Question:
    """What helps a silent office through its reviews?"""
    return Question(
        "An office keeps losses away and shows nothing. What helps it most through the next three "
        "reviews?",
        its_keep.survives, tuple(its_keep.HELPS), NOTEBOOK,
        lambda: (
            "Nobody sees what did not happen. An issue that is found in time is seen by everybody, "
            "so looking every month helps more than any paper, and a ledger more than a claim."
        ),
    )  # fmt: skip
