"""The notebooks in their order: what was done in each, and what comes next."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TypeGuard

from msgspec import Struct
from msgspec.structs import replace

from simulator.debrief.calibration import calibration
from simulator.debrief.told import place, read
from simulator.errors import RefusedError
from simulator.explorables.asked import TRIES
from simulator.progress import Answered, Known, Left, facts, minutes

NONE = "You have locked no prediction yet."


class Lesson(Struct, frozen=True, kw_only=True):
    """A notebook on the list of what to do."""

    title: str
    file: str
    """Where it is, as seen from the lobby's own."""
    minutes: int
    learn: str
    """What one is able to do afterwards."""
    notebook: str
    """By which name its predictions and answers are kept."""
    predictions: int = 0
    """How many there are to lock, estimates among them."""
    checks: int = 0
    """How many questions there are to answer."""
    tests: int = 0
    """How many tests there are to hand in, before the course and after it."""
    exercise: "Lesson | None" = None


class Step(Struct, frozen=True, kw_only=True):
    """A notebook on the way, with what was done in it."""

    title: str
    file: str
    minutes: int
    learn: str
    done: str
    """In a sentence; nothing if nothing was done."""
    share: float
    """How far it is done, from 0 to 1."""
    state: str
    """done, begun, next, or nothing: it lies ahead."""
    exercise: "Step | None" = None


class Path(Struct, frozen=True, kw_only=True):
    """The way through the course, and what is known of who walks it."""

    steps: tuple[Step, ...]
    forecasts: str
    """What was predicted so far, and how often it held, in sentences."""
    kept: str
    """Where all of it is kept; nothing if there is nothing."""
    trouble: str
    """Why that cannot be read, if it cannot."""


class Done(Struct):
    """What was done in one notebook."""

    locked: int = 0
    solved: int = 0
    ended: int = 0
    """Questions that are solved, or were tried often enough."""
    handed: int = 0
    """Tests that were handed in."""
    minutes: float = 0.0
    here: bool = False
    """Whether somebody was ever at work in it."""


def path(lessons: Sequence[Lesson]) -> Path:
    """The way as it stands now."""
    try:
        locked = {(it.notebook, it.what) for it in read().locked}
        ever, known = calibration(), facts()
    except (RefusedError, OSError) as error:
        trouble = f"{str(error)[:1].upper()}{str(error)[1:].rstrip('.')}."
        return Path(steps=tuple(_way(lessons, {})), forecasts="", kept="", trouble=trouble)
    words = f"You have locked {_count(len(locked), 'prediction')}." if locked else NONE
    if ever.counted:
        words += f" {ever.coverage.words}"
    done = _done([notebook for notebook, _ in locked], known)
    return Path(
        steps=tuple(_way(lessons, done)),
        forecasts=words,
        kept=str(place()) if locked or known else "",
        trouble="",
    )


def _done(locked: Sequence[str], known: Sequence[Known]) -> dict[str, Done]:
    """What was done, by notebook."""
    done: dict[str, Done] = defaultdict(Done)
    times: dict[str, list[float]] = defaultdict(list)
    tries: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for notebook in locked:
        done[notebook].locked += 1
    for fact in known:
        times[fact.notebook].append(fact.when)
        if isinstance(fact, Answered):
            tries[fact.notebook, fact.question].append(fact.solved)
    for notebook, _ in {(it.notebook, it.picture) for it in known if _handed(it)}:
        done[notebook].handed += 1
    for (notebook, _), solved in tries.items():
        done[notebook].solved += any(solved)
        done[notebook].ended += any(solved) or len(solved) >= TRIES
    for notebook, moments in times.items():
        done[notebook].minutes, done[notebook].here = minutes(moments), True
    return done


def _handed(fact: Known) -> TypeGuard[Left]:
    """Whether it is a test that was handed in."""
    return isinstance(fact, Left) and fact.state.get("handed") is True


def _way(lessons: Sequence[Lesson], done: dict[str, Done]) -> Iterator[Step]:
    """The steps in their order; the first that is not done comes next."""
    found = False
    for lesson in lessons:
        step = _step(lesson, done)
        if not found and step.state != "done":
            step, found = replace(step, state="next"), True
        yield step


def _step(lesson: Lesson, done: dict[str, Done]) -> Step:
    mine = done.get(lesson.notebook, Done())
    things = lesson.predictions + lesson.checks + lesson.tests
    did = min(mine.locked, lesson.predictions) + min(mine.ended, lesson.checks)
    did += min(mine.handed, lesson.tests)
    return Step(
        title=lesson.title, file=lesson.file, minutes=lesson.minutes, learn=lesson.learn,
        done=_words(mine, lesson), share=did / things if things else 0.0,
        state="done" if things and did == things else "begun" if mine.here or did else "",
        exercise=_step(lesson.exercise, done) if lesson.exercise else None,
    )  # fmt: skip


def _words(did: Done, lesson: Lesson) -> str:
    words = []
    if did.locked:
        words.append(f"{_count(did.locked, 'prediction')} locked")
    if lesson.checks and did.ended:
        words.append(f"{did.solved} of {_count(lesson.checks, 'check')} solved")
    if lesson.tests and did.handed:
        words.append(f"{did.handed} of {_count(lesson.tests, 'test')} handed in")
    if round(did.minutes):
        words.append(_count(round(did.minutes), "minute"))
    return ", ".join(words)


def _count(number: int, of: str) -> str:
    return f"{number} {of}{'' if number == 1 else 's'}"
