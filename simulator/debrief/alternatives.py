"""What else could have been decided on a day, tried in the same draws as what was decided."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from simulator.debrief.basis import Basis, other_worlds
from simulator.debrief.expected import interval
from simulator.debrief.turns import Choice, drawn, nets
from simulator.decisions import (
    AnyDecision,
    BuyMitigation,
    CancelProject,
    ChangePeople,
    ChangePolicy,
    OrderProjects,
    PauseProject,
    StartProject,
    describe,
)
from simulator.errors import RefusedError
from simulator.metrics.promises import as_promised
from simulator.metrics.risks import rows
from simulator.narration import names_by_id, rounded
from simulator.policies import FIELDS
from simulator.scenario import Project
from simulator.session import Session

if TYPE_CHECKING:
    import pandas as pd

MOST_OFFERS = 4
"""Of all offers against risks that are open, those with the most leverage."""
NOTHING = "decide nothing"


def alternatives(session: Session, day: float, worlds: int = 20) -> "pd.DataFrame":
    """What else could have been decided on this day, and what it is worth beyond what was.

    One row an alternative of the same kind, the best first. Columns: what, value (k€ of net value
    beyond what was decided, on average over what could still happen), low, high (its 95 %
    interval). All are tried in the same fates, which agree with all that could be seen that day;
    later decisions are left out on both sides. `attrs` hold what it rests on ("basis") and a
    sentence ("words"). Raises RefusedError for a day on which nothing was decided, or fewer than
    two worlds.
    """
    import pandas as pd

    found = tried(session, day, worlds)
    table = pd.DataFrame(found.rows, columns=["what", "value", "low", "high"])
    table.attrs = {"basis": found.basis, "words": found.words}
    return table


class Tried(NamedTuple):
    """The same without a table."""

    rows: tuple[tuple[str, float, float, float], ...]
    """What, value, low and high of each, the best first."""
    basis: Basis
    words: str


def tried(session: Session, day: float, worlds: int = 20) -> Tried:
    """What `alternatives` tells, as plain rows. Raises RefusedError as it does."""
    then = session.back_to(day)
    taken = tuple(it for it in session.decisions if it.day == then.today)
    if not taken:
        days = sorted({rounded(it.day or 0.0) for it in session.decisions})
        raise RefusedError(
            f"nothing was decided on day {rounded(then.today)}; write one of {', '.join(days)}"
        )
    choices = dict(_choices(then, taken))
    all_of_them = (taken, *choices.values())
    found = [nets(then, fate, all_of_them) for fate in drawn(then, len(other_worlds(worlds)))]
    more = ([here[place] - here[0] for here in found] for place in range(1, len(all_of_them)))
    rows = [(what, *interval(it)) for what, it in zip(choices, more, strict=True)]
    rows.sort(key=lambda row: -row[1])
    return Tried(tuple(rows), Basis.of(session, worlds), _words(rows, then.today))


def _words(rows: Sequence[tuple], day: float) -> str:
    """The best of them, in a sentence."""
    what, value, low, high = rows[0]
    when = f"On day {rounded(day)}"
    if value <= 0:
        return f"{when} nothing of the kind that was tried would have been better."
    sure = "" if low > 0 else "; whether it is better cannot be told from so few fates"
    return (
        f"{when} the best of {len(rows)} other choices was: {what} ({value:+,.0f} k€, "
        f"{low:+,.0f} to {high:+,.0f}{sure})."
    )


def _choices(then: Session, taken: Choice) -> Iterator[tuple[str, Choice]]:
    """Other choices by what they are called: nothing, and one decision of the day otherwise."""
    names = names_by_id(then.scenario)
    yield NOTHING, ()
    for place, decision in enumerate(taken):
        others = taken[:place], taken[place + 1 :]
        for other in KINDS.get(type(decision), _none)(then, decision):
            choice = (*others[0], replace(other, day=then.today), *others[1])
            if choice != taken and _possible(then, choice):
                yield describe(other, names), choice
        if len(taken) > 1:
            yield f"the same without: {describe(decision, names)}", (*others[0], *others[1])


def _possible(then: Session, choice: Choice) -> bool:
    try:
        then.decide(*choice)
    except RefusedError:
        return False
    return True


def _none(then: Session, decision: AnyDecision) -> Iterator[AnyDecision]:
    return iter(())


def _orders(then: Session, decision: AnyDecision) -> Iterator[AnyDecision]:
    """The same projects by due day, by cost of delay for the effort, by value for the effort."""
    assert isinstance(decision, OrderProjects)
    first = {it.id: it for it in as_promised(then.visible, then.scenario).projects}
    named = [first[it] for it in decision.projects]
    rules: tuple[Callable[[Project], float], ...] = (
        lambda it: it.due if it.due is not None else float("inf"),
        lambda it: -it.cost_of_delay / (it.effort or 1.0),
        lambda it: -it.value / (it.effort or 1.0),
    )
    for rule in rules:
        yield OrderProjects(tuple(it.id for it in sorted(named, key=rule)))


def _offers(then: Session, decision: AnyDecision) -> Iterator[AnyDecision]:
    """The offers against open risks that take away most for their price."""
    open_ones = [it for it in rows(then.visible, then.scenario) if it.status == "open"]
    found = sorted(open_ones, key=lambda it: -it.exposure)
    offers = [(it.leverage or 0.0, it.offer) for it in found if it.offer is not None]
    for _, offer in sorted(offers, key=lambda it: -it[0])[:MOST_OFFERS]:
        yield BuyMitigation(offer)


def _people(then: Session, decision: AnyDecision) -> Iterator[AnyDecision]:
    """One more, one fewer, and as many of another kind."""
    assert isinstance(decision, ChangePeople)
    for change in (decision.change + 1, decision.change - 1):
        if change:
            yield ChangePeople(decision.role, change)
    for role in then.scenario.roles:
        if role.id != decision.role:
            yield ChangePeople(role.id, decision.change)


def _policies(then: Session, decision: AnyDecision) -> Iterator[AnyDecision]:
    """Each rule that was changed at the other values that a control offers."""
    assert isinstance(decision, ChangePolicy)
    for field, value in decision.changes:
        for other in FIELDS[field].offered:
            if other not in (value, "random"):
                changes = tuple((it, other if it == field else was) for it, was in decision.changes)
                yield ChangePolicy(changes)


def _projects(then: Session, decision: AnyDecision) -> Iterator[AnyDecision]:
    """The same with another project, those whose delay costs most first."""
    assert isinstance(decision, StartProject | PauseProject | CancelProject)
    others = [it for it in then.scenario.projects if it.id != decision.project]
    for other in sorted(others, key=lambda it: -it.cost_of_delay):
        yield type(decision)(other.id)


KINDS: dict[type, Callable[[Session, AnyDecision], Iterator[AnyDecision]]] = {
    OrderProjects: _orders,
    BuyMitigation: _offers,
    ChangePeople: _people,
    ChangePolicy: _policies,
    StartProject: _projects,
    PauseProject: _projects,
    CancelProject: _projects,
}
"""By kind of decision: others of its kind. Where there is none, nothing is the alternative."""
