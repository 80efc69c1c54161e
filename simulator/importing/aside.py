"""Long work in small slices, so that a page can follow it and somebody can stop it."""

import sys
from collections.abc import Callable, Generator
from threading import Thread
from typing import TypeVar

Result = TypeVar("Result")
Slices = Generator[float, None, Result]
"""Work that rests for so many seconds after each slice, and returns what came of it."""
GoesOn = Callable[[], bool]
"""Asked by whoever works: False once nobody wants the result any more."""
IN_BROWSER = sys.platform == "emscripten"
SOON, LATER = 0.002, 0.05
"""Seconds between two looks at work that goes on elsewhere: while it may end soon, and after."""
QUICK = 50


def aside(work: Callable[[GoesOn], Result]) -> Slices[Result]:
    """Do work in a thread beside; what it raises is raised here. Where there is one thread only, as
    in a browser, it is done at once."""
    wanted, found, wrong = [True], list[Result](), list[BaseException]()

    def run() -> None:
        try:
            found.append(work(lambda: wanted[0]))
        except BaseException as error:  # noqa: BLE001 - it is raised again where it belongs
            wrong.append(error)

    yield 0.0
    if IN_BROWSER:
        return work(lambda: True)
    thread = Thread(target=run, daemon=True)
    thread.start()
    looks = 0
    try:
        while thread.is_alive():
            thread.join(SOON)
            looks += 1
            if thread.is_alive():
                yield SOON if looks < QUICK else LATER
    finally:
        wanted[0] = False
    if wrong:
        raise wrong[0]
    return found[0]


def finished(work: Slices[Result]) -> Result:
    """What comes of work, for whoever has no page that follows."""
    while True:
        try:
            next(work)
        except StopIteration as end:
            return end.value  # type: ignore[no-any-return]  # what a generator returns
