"""For `tools/fates.py`: writes down each number that a test has compared, and with which bound."""

import json
import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

NUMBER = r"(?:np\.float64\()?(-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)\)?"
COMPARED = re.compile(rf"(?<![-/*+] )(?<![\w.]){NUMBER} (<=?|>=?) {NUMBER}(?![\w.])(?! [-/*+])")


def compared(explanation: str) -> Iterator[tuple[float, str, float]]:
    """The comparisons in the first line of what pytest says of an assertion."""
    line = explanation.removeprefix("assert ").split("\n", 1)[0]
    for left, sign, right in COMPARED.findall(line):
        yield float(left), sign, float(right)


def write(test: str, line: int, said: str, explanation: str) -> None:
    path = os.environ.get("PMO_EFFECTS")
    numbers = list(compared(explanation)) if path else []
    if path and numbers:
        with Path(path).open("a", encoding="utf-8") as file:
            print(json.dumps([test, line, said, numbers]), file=file)


@cache
def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def pytest_assertion_pass(item: pytest.Item, lineno: int, orig: str, expl: str) -> None:
    if orig in text_of(item.path):  # libraries assert things too
        write(item.nodeid, lineno, orig, expl)


def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo) -> None:
    if call.when == "call" and call.excinfo and call.excinfo.errisinstance(AssertionError):
        place = call.excinfo.traceback[-1]
        said = str(place.statement).strip().removeprefix("assert ")
        write(item.nodeid, place.lineno + 1, said, str(call.excinfo.value))
