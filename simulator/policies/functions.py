"""The twelve functions of a PMO: which fields of a policy carry each, and how far it is on."""

from collections.abc import Callable
from typing import Any, NamedTuple

from msgspec.structs import replace

from simulator.errors import RefusedError
from simulator.mechanisms import Governance
from simulator.policies.fields import FIELDS
from simulator.policies.policy import Policy

PLAIN = Policy()


class Function(NamedTuple):
    """One function of a PMO."""

    name: str
    words: str
    """What people call it."""
    fields: tuple[str, ...]
    """The fields of a policy that belong to it."""
    strength: Callable[[Policy], float]
    """How far it is on under a policy that uses it, 0 to 1; its price goes with that."""

    def settings(self, policy: Policy) -> tuple[Any, ...]:
        """What a policy says about it."""
        return tuple(getattr(policy, field) for field in self.fields)

    def level(self, policy: Policy) -> float:
        """How far it is on, 0 to 1; an office without a PMO has it at 0."""
        return self.strength(policy) if self.settings(policy) != self.settings(PLAIN) else 0.0

    def takes(self, how: Governance) -> str:
        """What it takes of everybody's time, in words."""
        hours = getattr(how, self.name).hours
        if hours >= 1:
            return "takes as much of everybody's time as you give it"
        return f"takes {hours:.1%} of everybody's time at full strength"

    def moved(self, policy: Policy, source: Policy) -> Policy:
        """The policy with what another one says about this function."""
        return replace(policy, **dict(zip(self.fields, self.settings(source), strict=True)))


def _whole(policy: Policy) -> float:
    """A rule is followed or not."""
    return 1.0


def _reviews(policy: Policy) -> float:
    """Weekly is 1, monthly a quarter."""
    return 1 / policy.review_weeks if policy.review_weeks else 0.0


def _field(field: str) -> Callable[[Policy], float]:
    def strength(policy: Policy) -> float:
        return float(getattr(policy, field))

    return strength


def _visibility(policy: Policy) -> float:
    """Liaison people are paid for by themselves (mechanism M35), but have to be led."""
    return max(policy.visibility, 0.1 if policy.liaison else 0.0)


def _risk(policy: Policy) -> float:
    return 1.0 if policy.risk != "none" or policy.reserve else 0.0


def _stakeholder(policy: Policy) -> float:
    """A ledger is kept beside the visits and takes a tenth of their work."""
    return max(policy.stakeholder, 0.0 if policy.evidence == "none" else 0.1)


def _function(name: str, words: str, strength: Callable[[Policy], float]) -> Function:
    fields = tuple(field.name for field in FIELDS.values() if field.function == name)
    return Function(name, words, fields, strength)


FUNCTIONS: dict[str, Function] = {
    function.name: function
    for function in (
        _function("intake", "one door for all new projects", _whole),
        _function("prioritise", "one order for all work", _whole),
        _function("select", "selection of projects", _whole),
        _function("visibility", "a clear view of all projects", _visibility),
        _function("review", "reviews", _reviews),
        _function("risk", "risk management", _risk),
        _function("method", "a standard method", _field("method")),
        _function("knowledge", "exchange of knowledge", _field("knowledge")),
        _function("people", "development of people", _field("people")),
        _function("change", "help with change", _field("change")),
        _function("stakeholder", "work with stakeholders", _stakeholder),
        _function("improve", "improvement of the work itself", _field("improve")),
    )
}
"""By name. A field of a policy says itself to which of them it belongs; overtime belongs to none,
for offices without a PMO work overtime too."""


def levels(policy: Policy) -> dict[str, float]:
    """How far each of the twelve functions is on under a policy, 0 to 1."""
    return {name: function.level(policy) for name, function in FUNCTIONS.items()}


def without(policy: Policy, *names: str) -> Policy:
    """The policy with these functions off. Raises RefusedError for a name that is none of them."""
    for name in names:
        if name not in FUNCTIONS:
            raise RefusedError(
                f"'{name}' is no function of a PMO; write one of {', '.join(FUNCTIONS)}"
            )
        policy = FUNCTIONS[name].moved(policy, PLAIN)
    return policy
