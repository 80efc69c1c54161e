"""Who flies in the other worlds: what somebody decided, and those it is held against."""

from msgspec.structs import replace

from simulator.decisions import ChangePolicy, Decision
from simulator.errors import RefusedError
from simulator.experiment import Captain
from simulator.policies import Policy
from simulator.policies.best_known import best_known
from simulator.policies.functions import FUNCTIONS, without
from simulator.policies.reference import REFERENCE
from simulator.scenario import Scenario
from simulator.session import Session

MODES = {
    "rule": "your standing rules alone, each from the day you set it; nothing decided by hand",
    "node": "each of your decisions where you took it, in worlds that look the same until then",
    "open_loop": "everything you decided, as if you had written the plan in advance",
}
"""Ways to take one's decisions to another world, and what each means."""


def flown(session: Session, mode: str = "open_loop") -> Captain:
    """Who decides in other worlds as a session did. Raises RefusedError for no such mode.

    In node mode it is who decided in the session's own world.
    """
    if mode not in MODES:
        raise RefusedError(f"mode is {mode!r}; write one of {', '.join(MODES)}")
    decisions: tuple[Decision, ...] = session.decisions
    if mode == "rule":
        decisions = tuple(it for it in decisions if isinstance(it, ChangePolicy))
    return Captain(session.policy, decisions, blindly=True)


def without_functions(captain: Captain, *names: str) -> Captain:
    """The captain with these functions of the PMO off all the time: no rule of theirs is ever set.

    Their price is not paid, so the people they took work on projects. What was decided by hand
    stays. Raises RefusedError for a name that is no function.
    """
    policy = without(captain.policy, *names)
    off = {field for name in names for field in FUNCTIONS[name].fields}
    kept = (_less(it, off) for it in captain.decisions)
    decisions = tuple(it for it in kept if it is not None)
    return Captain(policy, decisions, captain.blindly)


def _less(decision: Decision, off: set[str]) -> Decision | None:
    """A decision without what it says of these fields of the policy; None if nothing is left."""
    if not isinstance(decision, ChangePolicy):
        return decision
    changes = tuple((field, value) for field, value in decision.changes if field not in off)
    return replace(decision, changes=changes) if changes else None


def yardsticks(scenario: Scenario, best: Policy | None = None) -> dict[str, Policy]:
    """Nobody decides, the published reference, and the best policy that is known, by name.

    Unless somebody says which that is, it is what was found for the scenario; where nobody has
    looked there is no "best".
    """
    if best is None and (found := best_known(scenario)) is not None:
        best = found.policy
    sticks = {"nothing": Policy(), "reference": REFERENCE}
    return sticks if best is None else sticks | {"best": best}
