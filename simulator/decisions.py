"""What people chose: one record per kind of decision. `simulate` carries them out on their day.

A session fills in the day and keeps the reason; both are optional only until then.
"""

from collections.abc import Iterable, Mapping
from typing import Annotated

from msgspec import Meta, Struct
from msgspec.structs import force_setattr, replace

from simulator.errors import RefusedError
from simulator.limits import LAST_DAY, LONGEST_STORY
from simulator.policies import Policy, PolicyError, named, rules_in_words
from simulator.policies.field import Value
from simulator.values import settle

DECISION = {"frozen": True, "forbid_unknown_fields": True, "cache_hash": True}


class DecisionError(RefusedError):
    """A decision that cannot be carried out; the message names day, value and rule."""


class Decision(Struct, kw_only=True, tag=True, **DECISION):
    """Somebody's choice on one day. Raises DecisionError for a value that is not what a field says.

    Whether it can be carried out in an office on its day only a run can tell.
    """

    day: Annotated[float, Meta(ge=0, le=LAST_DAY)] | None = None
    """Working day on which it takes effect, before that day's work is handed out."""
    reason: str = ""
    """Why, in the words of that day; never changed by what came of it."""

    def __post_init__(self) -> None:
        settle(self, DecisionError, type(self).__name__)
        if len(self.reason) > LONGEST_STORY:
            raise DecisionError(
                f"{type(self).__name__}: reason has {len(self.reason)} characters; "
                f"write {LONGEST_STORY} at most"
            )


class OrderProjects(Decision, **DECISION):
    """Put these projects first, in this order; the policy orders the rest."""

    projects: tuple[str, ...]

    def __post_init__(self) -> None:
        if isinstance(self.projects, str):
            force_setattr(self, "projects", (self.projects,))
        super().__post_init__()


class StartProject(Decision, **DECISION):
    """Let a project start that intake holds back, or resume a paused one."""

    project: str


class PauseProject(Decision, **DECISION):
    """Start nothing more of a project; what is in progress is finished first."""

    project: str


class CancelProject(Decision, **DECISION):
    """End a project now, for good; its people are free at once.

    Owners may prevent it (mechanism M21); naming what the people would do instead helps.
    """

    project: str
    alternative: str = ""
    """An open project that would get the people."""


class ChangePeople(Decision, **DECISION):
    """Hire (above zero, after the role's hiring time) or release people of a role."""

    role: str
    change: int


class BuyMitigation(Decision, **DECISION):
    """Pay for a mitigation; it works after its lag."""

    mitigation: str


class ChangePolicy(Decision, **DECISION):
    """Replace fields of the policy from this day on; see `change_policy`.

    Raises DecisionError if there is no such field, or if it does not allow the value.
    """

    changes: tuple[tuple[str, Value], ...]

    def __post_init__(self) -> None:
        changes = _as_the_policy_has_them(self.changes)
        force_setattr(self, "changes", changes)
        super().__post_init__()
        force_setattr(self, "changes", changes)  # 1.0 or 1: the policy knows which, nobody else


def _as_the_policy_has_them(changes: object) -> object:
    """The changes with every value as its field has it; what is no list of pairs stays as it is."""
    pairs = list(changes.items()) if isinstance(changes, Mapping) else changes
    if not (isinstance(pairs, list | tuple) and all(map(_is_pair, pairs))):
        return pairs
    wanted: dict[str, Value] = {}
    for name, value in pairs:
        if name in wanted:
            raise DecisionError(f"policy field '{name}' stands twice; write it once")
        if name == "order" and callable(value):
            raise DecisionError(
                "order is a function of your own; a decision can only name an order"
            )
        try:
            field = named(name).name
            wanted[field] = getattr(Policy(**{field: value}), field)
        except PolicyError as error:
            raise DecisionError(str(error)) from None
    return tuple(wanted.items())


def _is_pair(it: object) -> bool:
    return isinstance(it, list | tuple) and len(it) == 2 and isinstance(it[0], str)


AnyDecision = (
    OrderProjects
    | StartProject
    | PauseProject
    | CancelProject
    | ChangePeople
    | BuyMitigation
    | ChangePolicy
)


def change_policy(reason: str = "", **changes: Value) -> ChangePolicy:
    """The decision to replace these fields of the policy: change_policy(order="due_first").

    >>> change_policy(wip_limit=2).changes
    (('wip_limit', 2),)
    """
    return ChangePolicy(changes=tuple(changes.items()), reason=reason)


def rules_after(policy: Policy, decisions: Iterable[Decision]) -> Policy:
    """The policy as it stands after these decisions."""
    for decision in decisions:
        if isinstance(decision, ChangePolicy):
            policy = replace(policy, **dict(decision.changes))
    return policy


def describe(decision: Decision, names: Mapping[str, str] | None = None) -> str:
    """The decision in plain words, without its day; `names` says what ids are called."""

    def name(key: str) -> str:
        return (names or {}).get(key, key)

    match decision:
        case OrderProjects(projects=projects):
            return "put first: " + ", ".join(map(name, projects))
        case StartProject() | PauseProject() | CancelProject():
            verb = type(decision).__name__.removesuffix("Project").lower()
            return f"{verb} {name(decision.project)}"
        case ChangePeople(role=role, change=change):
            return f"{'hire' if change > 0 else 'release'} {abs(change)} {name(role)}"
        case BuyMitigation(mitigation=mitigation):
            return f"buy {name(mitigation)}"
        case ChangePolicy(changes=changes):
            return "from now on " + rules_in_words(changes)
    return type(decision).__name__
