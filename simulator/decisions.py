"""What people chose: one record per kind of decision. `simulate` carries them out on their day.

A session fills in the day and keeps the reason; both are optional only until then.
"""

from collections.abc import Mapping

import msgspec
from msgspec import Struct

from simulator.errors import RefusedError
from simulator.policies import rules_in_words as rules_in_words

DECISION = {"frozen": True, "forbid_unknown_fields": True, "cache_hash": True}


class DecisionError(RefusedError):
    """A decision that cannot be carried out; the message names day, value and rule."""


class Decision(Struct, kw_only=True, tag=True, **DECISION):
    """Somebody's choice on one day."""

    day: float | None = None
    """Working day on which it takes effect, before that day's work is handed out."""
    reason: str = ""
    """Why, in the words of that day; never changed by what came of it."""


class OrderProjects(Decision, **DECISION):
    """Put these projects first, in this order; the policy orders the rest."""

    projects: tuple[str, ...]

    def __post_init__(self) -> None:
        listed = (self.projects,) if isinstance(self.projects, str) else tuple(self.projects)
        msgspec.structs.force_setattr(self, "projects", listed)


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
    """Replace fields of the policy from this day on; see `change_policy`."""

    changes: tuple[tuple[str, str | int | float | bool | None], ...]


AnyDecision = (
    OrderProjects
    | StartProject
    | PauseProject
    | CancelProject
    | ChangePeople
    | BuyMitigation
    | ChangePolicy
)


def change_policy(reason: str = "", **changes: str | int | float | bool | None) -> ChangePolicy:
    """The decision to replace these fields of the policy: change_policy(order="due_first")."""
    return ChangePolicy(changes=tuple(changes.items()), reason=reason)


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
