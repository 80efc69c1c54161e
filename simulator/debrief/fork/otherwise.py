"""The same session with something decided otherwise on one day; whatever can stay, stays."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from msgspec.structs import replace

from simulator.decisions import AnyDecision, Decision, DecisionError
from simulator.errors import RefusedError
from simulator.session import Session
from simulator.values import plain, shown

ALL = "all"
"""Instead of numbers: every decision of the day."""

Chosen = int | str | Decision | Iterable[int | Decision]
"""Which decisions of a day: a number in the session, counted from 0, the decision itself, several
of them, or "all" of that day."""
Decisions = tuple[AnyDecision, ...]


class Otherwise(NamedTuple):
    """What is decided otherwise, and the session in which it is."""

    session: Session
    removed: Decisions
    added: Decisions
    left_out: tuple[tuple[AnyDecision, str], ...]
    """Other decisions that cannot be carried out any more, each with the reason."""


def otherwise(
    session: Session,
    day: float,
    remove: Chosen | None = None,
    add: Decision | Iterable[Decision] = (),
    change: Decision | Mapping[int, Decision] | None = None,
) -> Otherwise:
    """The session with decisions of this day removed, added or changed.

    What is added comes after the other decisions of the day; what is changed keeps its place. Other
    decisions that the new past does not allow are left out. Raises RefusedError for decisions that
    were not taken that day, or if nothing is asked for; DecisionError if a new decision cannot be
    carried out.
    """
    changed = _changed(session, day, change)
    gone = [] if remove is None else _numbers(session, day, remove)
    new = tuple(_on(day, decision) for decision in _several(add))
    if not (changed or gone or new):
        raise RefusedError(
            "fork: nothing is decided otherwise; write remove=…, add=… or change=…, such as "
            'remove="all"'
        )
    if twice := set(changed) & set(gone):
        raise RefusedError(f"fork: decision {min(twice)} is both removed and changed; write one")
    kept = [
        changed.get(number, decision)
        for number, decision in enumerate(session.decisions)
        if number not in gone
    ]
    log = sorted([*kept, *new], key=_day)  # of one day, in the order in which they were written
    wanted = (*changed.values(), *new)
    played, left_out = _played(session, log, wanted)
    removed = tuple(session.decisions[number] for number in sorted({*gone, *changed}))
    return Otherwise(replace(session, decisions=played), removed, wanted, left_out)


def _played(
    session: Session, log: list[AnyDecision], wanted: Decisions
) -> tuple[Decisions, tuple[tuple[AnyDecision, str], ...]]:
    """The decisions that can be carried out, and those that cannot.

    Raises DecisionError if one that is wanted cannot.
    """
    left_out = []
    while (refusal := _refusal(session, log, len(log))) is not None:
        # a run is refused from its first impossible decision on
        place = bisect_left(
            range(len(log)), True, key=lambda last: _refusal(session, log, last + 1) is not None
        )
        first = _refusal(session, log, place + 1) or refusal
        if any(log[place] is decision for decision in wanted):
            raise first
        left_out.append((log.pop(place), str(first)))
    return tuple(log), tuple(left_out)


def _refusal(session: Session, log: list[AnyDecision], count: int) -> DecisionError | None:
    """Why the first so many decisions cannot all be carried out; None if they can."""
    first = tuple(log[:count])
    try:
        played = replace(session, decisions=first, today=max(map(_day, first), default=0.0))
        played.events  # noqa: B018 - a decision the model refuses is refused here
    except DecisionError as error:
        return error
    return None


def _changed(
    session: Session, day: float, change: Decision | Mapping[int, Decision] | None
) -> dict[int, AnyDecision]:
    """New decisions by the number of the one whose place they take.

    Raises RefusedError if it is not clear which one that is.
    """
    if change is None:
        return {}
    if isinstance(change, Mapping):
        numbers = [_number(session, day, number) for number in change]
        new = [_on(day, decision) for decision in change.values()]
        return dict(zip(numbers, new, strict=True))
    decision = _on(day, change)
    taken = _taken(session, day)
    alike = [number for number in taken if type(session.decisions[number]) is type(decision)]
    if len(taken) == 1 or len(alike) == 1:
        return {(taken if len(taken) == 1 else alike)[0]: decision}
    if not taken:
        raise RefusedError(
            f"fork: on day {day:g} nothing was decided that could be changed; write add=…, or take "
            f"{_days(session)}"
        )
    raise RefusedError(
        f"fork: {len(taken)} things were decided on day {day:g}; say which one changes, such as "
        f"change={{{taken[0]}: …}}"
    )


def _numbers(session: Session, day: float, remove: Chosen) -> list[int]:
    """The numbers of the decisions meant. Raises RefusedError if there is one that is none."""
    if isinstance(remove, str):
        if remove != ALL:
            raise RefusedError(f'fork: remove is {shown(remove)}; write a number, or "{ALL}"')
        taken = _taken(session, day)
        if not taken:
            raise RefusedError(_nothing(session, day))
        return taken
    if isinstance(remove, Iterable):
        return list(dict.fromkeys(_number(session, day, one) for one in remove))
    return [_number(session, day, remove)]


def _number(session: Session, day: float, meant: object) -> int:
    """The number of one decision of the day. Raises RefusedError if it was not taken then."""
    taken = _taken(session, day)
    if isinstance(meant, Decision):
        wanted = replace(meant, day=day)
        alike = [n for n in taken if session.decisions[n] == wanted] or [
            n for n in taken if replace(session.decisions[n], reason="") == wanted
        ]
        if not alike:
            raise RefusedError(
                f"fork: {shown(meant)} was not decided on day {day:g}; {_instead(session, taken)}"
            )
        return alike[0]
    number = plain(meant)
    if type(number) is not int or not 0 <= number < len(session.decisions):
        raise RefusedError(
            f"fork: there is no decision number {shown(meant)}; {_instead(session, taken)}"
        )
    if number not in taken:
        when = _day(session.decisions[number])
        raise RefusedError(
            f"fork: decision {number} was taken on day {when:g}, not on day {day:g}; "
            f"write day {when:g}, or: {_instead(session, taken)}"
        )
    return number


def _taken(session: Session, day: float) -> list[int]:
    """The numbers of the decisions of a day."""
    return [n for n, decision in enumerate(session.decisions) if _day(decision) == day]


def _instead(session: Session, taken: list[int]) -> str:
    """Which numbers can be written."""
    if not taken:
        return f"nothing was decided that day; there are decisions on {_days(session)}"
    return f"that day's decisions have the numbers {', '.join(map(str, taken))}"


def _nothing(session: Session, day: float) -> str:
    return f"fork: on day {day:g} nothing was decided; there are decisions on {_days(session)}"


def _days(session: Session) -> str:
    """The days on which something was decided, in words."""
    days = sorted({_day(decision) for decision in session.decisions})
    return "day " + ", ".join(f"{day:g}" for day in days) if days else "no day; write add=…"


def _several(add: Decision | Iterable[Decision]) -> tuple[Decision, ...]:
    """One or more decisions. Raises RefusedError for what is neither."""
    if isinstance(add, Decision):
        return (add,)
    if isinstance(add, Iterable) and not isinstance(add, str):
        return tuple(add)
    raise RefusedError(f"fork: {shown(add)} is no decision; write one such as StartProject(…)")


def _on(day: float, decision: object) -> AnyDecision:
    """The decision, taken on that day. Raises RefusedError if it is none."""
    if not isinstance(decision, AnyDecision):
        raise RefusedError(
            f"fork: {shown(decision)} is no decision; write one such as StartProject(…)"
        )
    return replace(decision, day=day)


def _day(decision: Decision) -> float:
    return decision.day or 0.0
