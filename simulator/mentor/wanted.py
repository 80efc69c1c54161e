"""What a mentor may want a world to have: found or not, and said with its day and its numbers.

Whatever could depend on who flies must be met by nearly all of four very different captains.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from simulator.events import PersonLeft, ShockStruck, StatusReported, StrategyChanged
from simulator.mentor.flown import CAPTAINS, Flown
from simulator.mentor.usual import SURE, Usual
from simulator.metrics import Events, finish_days
from simulator.metrics.log import of
from simulator.metrics.steps import last_day
from simulator.narration.names import called
from simulator.scenario import Scenario

AT_ONCE = 2
"""Projects that a shock must hit."""
CLEARLY_LATE = 20.0
"""Working days after its due day on which a project finishes that nobody calls a near miss."""
STILL = 30.0
"""Working days before the due day within which such a project still says green."""
EARLY, MIDDLE = 0.34, (0.2, 0.65)
"""Shares of the time that everything takes."""


class Wanted(NamedTuple):
    """Something that a world can have."""

    name: str
    words: str
    """What a mentor ticks."""
    why: str
    """What it is good for in a debrief."""
    lacks: Callable[[Scenario], str]
    """Why no world of an organisation can have it, in a sentence; "" if some can."""
    found: Callable[[Flown, Usual], str]
    """What there is of it in a world, in a sentence; "" if nothing."""


def _never(_: Scenario) -> str:
    return ""


# A shock that reaches several projects


def _no_shocks(scenario: Scenario) -> str:
    if scenario.mechanisms.common_cause is None:
        return "Nothing reaches several projects at once here."
    return ""


def _shock(flown: Flown, _: Usual) -> str:
    days = _struck(flown.plain)
    if len(days) != 1:
        return ""
    [(day, hit)] = days.items()
    if not flown.most_meet(lambda log: day in _struck(log)):
        return ""
    return f"On day {day:.0f} one cause makes work for {hit} projects at once."


def _struck(log: Events) -> dict[float, int]:
    """How many projects each shock hits, by day; those that hit few are left out."""
    counted = Counter(it.day for it in of(log, ShockStruck))
    return {day: hit for day, hit in counted.items() if hit >= AT_ONCE}


# A report that misleads


def _no_reports(scenario: Scenario) -> str:
    if scenario.mechanisms.distortion is None and scenario.mechanisms.visibility is None:
        return "Nobody reports here."
    return ""


class Green(NamedTuple):
    """The last green report of a project that then finishes clearly late."""

    day: float
    project: str
    due: float
    finish: float


def _green(flown: Flown, _: Usual) -> str:
    for it in _misled(flown.plain, flown.scenario):
        if flown.most_meet(partial(_misleads, flown.scenario, it.project)):
            name = called(next(p for p in flown.scenario.projects if p.id == it.project))
            return (
                f"On day {it.day:.0f} the report of {name} is green; promised for day "
                f"{it.due:.0f}, it is finished on day {it.finish:.0f}."
            )
    return ""


def _misleads(scenario: Scenario, project: str, log: Events) -> bool:
    return any(it.project == project for it in _misled(log, scenario))


def _misled(log: Events, scenario: Scenario) -> Iterator[Green]:
    finish = finish_days(log)
    green = {it.project: it.day for it in of(log, StatusReported) if it.colour == "green"}
    for project in scenario.projects:
        due, last, end = project.due, green.get(project.id), finish.get(project.id)
        if due is None or last is None or end is None:
            continue
        if end - due >= CLEARLY_LATE and due - last <= STILL:
            yield Green(last, project.id, due, end)


# A bad decision that turns out well


def _lucky(flown: Flown, usual: Usual) -> str:
    plain = flown.net(CAPTAINS[0])
    gains = [(flown.net(it.move.added(CAPTAINS[0])) - plain, it) for it in usual.bad]
    gain, bad = max(gains, default=(0.0, None), key=lambda it: it[0])
    if bad is None or gain < -bad.mean / 2:
        return ""
    return (
        f"“{bad.move.name}” brings {gain:,.0f} k€ here, and loses {-bad.mean:,.0f} k€ on average "
        f"({SURE:.0%} interval {-bad.high:,.0f} to {-bad.low:,.0f})."
    )


# How far captains end apart


def _close(flown: Flown, usual: Usual) -> str:
    return _apart(flown, usual) if flown.spread <= usual.close() else ""


def _wide(flown: Flown, usual: Usual) -> str:
    return _apart(flown, usual) if flown.spread >= usual.wide() else ""


def _apart(flown: Flown, usual: Usual) -> str:
    return (
        f"Four very different captains end {flown.spread:,.0f} k€ apart; in half of all worlds "
        f"they are {usual.close():,.0f} to {usual.wide():,.0f} k€ apart."
    )


# Somebody leaves, and other aims


def _nobody_leaves(scenario: Scenario) -> str:
    return "" if scenario.mechanisms.turnover else "Nobody leaves here."


def _leaves(flown: Flown, _: Usual) -> str:
    gone = _first_gone(flown.plain)
    if gone is None or gone.day > EARLY * last_day(flown.plain):
        return ""
    if not flown.most_meet(lambda log: _left_early(log, gone.role, 2 * gone.day)):
        return ""
    role = called(next(it for it in flown.scenario.roles if it.id == gone.role))
    return f"On day {gone.day:.0f} somebody gives notice: {role}."


def _first_gone(log: Events) -> PersonLeft | None:
    return next(iter(of(log, PersonLeft)), None)


def _left_early(log: Events, role: str, until: float) -> bool:
    return any(it.role == role and it.day <= until for it in of(log, PersonLeft))


def _same_aims(scenario: Scenario) -> str:
    return "" if scenario.mechanisms.strategy else "Aims do not change here."


def _turn(flown: Flown, _: Usual) -> str:
    days = [it.day for it in of(flown.plain, StrategyChanged)]
    last = last_day(flown.plain)
    turns = [day for day in days if MIDDLE[0] * last <= day <= MIDDLE[1] * last]
    if len(turns) != 1:
        return ""
    [day] = turns
    if not flown.most_meet(lambda log: any(it.day == day for it in of(log, StrategyChanged))):
        return ""
    return f"On day {day:.0f} the organisation begins to want other things."


WANTED: dict[str, Wanted] = {
    it.name: it
    for it in (
        Wanted(
            "shock", "one shock that reaches several projects",
            "All teams were hit on the same day: who had air, who had none?",
            _no_shocks, _shock,
        ),
        Wanted(
            "green", "a green report that misleads",
            "Everybody saw green. Who asked, and what would asking have cost?",
            _no_reports, _green,
        ),
        Wanted(
            "lucky", "a bad decision that turns out well",
            "Whoever wins today may have decided badly: judge it in a thousand worlds.",
            _never, _lucky,
        ),
        Wanted(
            "leaves", "somebody who leaves early",
            "Nobody chose it. Whom had the team made ready?",
            _nobody_leaves, _leaves,
        ),
        Wanted(
            "turn", "aims that change in the middle",
            "Who noticed that some work had lost its purpose?",
            _same_aims, _turn,
        ),
        Wanted(
            "close", "a close field",
            "Places say little here: show tiers, not ranks.",
            _never, _close,
        ),
        Wanted(
            "wide", "a wide field",
            "Decisions weigh much here: a good world for a first workshop.",
            _never, _wide,
        ),
    )
}  # fmt: skip
"""By name, in the order of the list."""
APART = frozenset({"close", "wide"})
"""How far captains end apart; no world is both."""
LUCKY = "lucky"
"""The one that takes longest to look for: it comes last."""
