"""What a person does in the cockpit, as messages: each becomes one act of the seat."""

from collections.abc import Callable, Mapping

from simulator.cockpit.days import whole
from simulator.cockpit.priority import kept_sorted, sorted_once
from simulator.cockpit.scene import Scene
from simulator.cockpit.seat import Seat
from simulator.decisions import (
    BuyMitigation,
    CancelProject,
    ChangePeople,
    ChangePolicy,
    OrderProjects,
    PauseProject,
    StartProject,
)
from simulator.errors import RefusedError
from simulator.policies.fields import FIELDS
from simulator.values import shown

Message = Mapping[str, object]
VERBS = {"start": StartProject, "pause": PauseProject, "cancel": CancelProject}


def act(seat: Seat, message: Message) -> None:
    """Carry out what a message asks for. Raises RefusedError if that cannot be done."""
    does = ACTS.get(str(message.get("do")))
    if does is None:
        raise RefusedError(f"the cockpit cannot do {shown(message.get('do'))}")
    does(seat, message)


def _order(seat: Seat, message: Message) -> None:
    """All projects in the order of the list; what has moved is named."""
    projects = tuple(str(it) for it in _list(message, "projects"))
    moved = str(message.get("moved"))
    going_on = [it for it in projects if it in Scene(seat.view).projects]
    seat.decide(OrderProjects(tuple(going_on)))
    if moved in going_on and seat.past is None:
        name = seat.names.get(moved, moved)
        seat.said = f"Decided: {name} goes {_nth(going_on.index(moved) + 1)} from now on."


def _nth(place: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(place if place < 20 else place % 10, "th")
    return "first" if place == 1 else f"{place}{ending}"


def _project(seat: Seat, message: Message) -> None:
    verb = str(message.get("verb"))
    if verb not in VERBS:
        raise RefusedError(f"a project cannot be asked to {shown(verb)}")
    seat.decide(VERBS[verb](str(message.get("project"))))


def _people(seat: Seat, message: Message) -> None:
    change = message.get("change")
    if not isinstance(change, int) or not change:
        raise RefusedError(
            f"people can be hired and released by whole numbers, not {shown(change)}"
        )
    seat.decide(ChangePeople(str(message.get("role")), change))


def _rules(seat: Seat, message: Message) -> None:
    """Fields of the policy with their new values."""
    changes = []
    for pair in _list(message, "changes"):
        if not (isinstance(pair, list | tuple) and len(pair) == 2 and pair[0] in FIELDS):
            raise RefusedError(f"{shown(pair)} is no rule with its value")
        name, value = pair
        number = FIELDS[name].kind == "number" and isinstance(value, int)
        changes.append((name, float(value) if number else value))
    if not changes:
        raise RefusedError("these are the rules already; choose another one first")
    seat.decide(ChangePolicy(changes=tuple(changes)))


def _look(seat: Seat, message: Message) -> None:
    number, day = message.get("number"), message.get("day", 0)
    if isinstance(number, int):
        seat.look(0, number)
    elif isinstance(day, int | float):
        seat.look(float(whole(day)))
    else:
        raise RefusedError(f"{shown(day)} is no day; write a whole number")


def _list(message: Message, name: str) -> list[object] | tuple[object, ...]:
    found = message.get(name)
    if not isinstance(found, list | tuple):
        raise RefusedError(f"the cockpit has sent no list of {name}")
    return found


def _number(message: Message) -> int:
    number = message.get("number")
    if not isinstance(number, int):
        raise RefusedError("choose a decision in the timeline first")
    return number


ACTS: dict[str, Callable[[Seat, Message], None]] = {
    "week": lambda seat, _: seat.wait(),
    "event": lambda seat, _: seat.wait_for_event(),
    "end": lambda seat, _: seat.fly_to_end(),
    "undo": lambda seat, _: seat.undo(),
    "order": _order,
    "sort_once": lambda seat, it: seat.decide(*sorted_once(Scene(seat.view), str(it.get("rule")))),
    "keep_sorted": lambda seat, it: seat.decide(
        *kept_sorted(Scene(seat.view), str(it.get("rule")))
    ),
    "project": _project,
    "people": _people,
    "buy": lambda seat, it: seat.decide(BuyMitigation(str(it.get("offer")))),
    "rules": _rules,
    "explain": lambda seat, it: seat.explain(str(it.get("reason", ""))),
    "look": _look,
    "present": lambda seat, _: seat.present(),
    "leave_out": lambda seat, it: seat.leave_out(_number(it)),
    "go_back": lambda seat, it: seat.go_back(_number(it)),
    "swap": lambda seat, _: seat.swap(),
}
"""By the word that a message is sent with."""
