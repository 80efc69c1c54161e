"""Two trainees who do exercise 06 on a page that is handed in: one knows it, one does not."""

import ast
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from exercises import pay_now
from simulator.experiment.played import quantile

PAGE = "06_pay_now"


@contextmanager
def at_work_in(folder: Path) -> Iterator[None]:
    """Be somebody whose kernel has just begun in this folder."""
    before, kept = Path.cwd(), os.environ.get("PMO_FORECASTS")
    os.chdir(folder)
    forget()
    try:
        yield
    finally:
        os.chdir(before)
        os.environ.pop("PMO_FORECASTS", None)
        os.environ.update({"PMO_FORECASTS": kept} if kept else {})
        forget()


def forget() -> None:
    """As when a kernel is started again."""
    for name in [it for it in sys.modules if it.split(".")[0] == "lessons"]:
        del sys.modules[name]


def run(source: str) -> object:
    """What a cell shows."""
    *before, last = ast.parse(source).body
    names: dict = {}
    exec(compile(ast.Module(before, []), "cell", "exec"), names)
    return eval(compile(ast.Expression(last.value), "cell", "eval"), names)


def cell(name: str) -> object:
    """A question or prediction of the page, as its cell shows it."""
    return run(f"from lessons import handed_in, pay_now_exercise as it; handed_in.here(it.{name})")


def right(check, choices) -> str:
    """What is right among what can be chosen."""
    return next(it for it, meant in choices if check(meant).solved)


def wrong(check, choices) -> str:
    return next(it for it, meant in choices if not check(meant).solved)


OFFERS = pay_now.FOUR_NAMES.items()
CHANGES = [(it, it) for it in pay_now.WEEKLY]


def know_it(folder: Path) -> None:
    """Three right answers, and a narrow range that holds."""
    came = round(100 * pay_now.cheaper_by_month())
    with at_work_in(folder):
        cell("first").give(right(pay_now.first, OFFERS))
        cell("nine_of_ten").give(f"{quantile(pay_now.totals(), 0.9):.0f}")
        cell("weekly").give(right(pay_now.weekly, CHANGES))
        cell("forecast_flip").lock(came - 5, came + 5)


def do_not(folder: Path) -> None:
    """One right answer at the second try, one wrong, one missing, and a range far off."""
    with at_work_in(folder):
        cell("first").give(wrong(pay_now.first, OFFERS))
        cell("first").give(right(pay_now.first, OFFERS))
        cell("weekly").give(wrong(pay_now.weekly, CHANGES))
        cell("forecast_flip").lock(0, 10)


EARNED = {"know_it": [3, 3, 3, 2.7], "do_not": [2, 0, 0, 0]}
"""Points for the two, cell by cell: ten of a line of a hundred are a tenth of three points."""
