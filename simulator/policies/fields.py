"""Every field of a policy by its name, and policies in the words of this table."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from msgspec.structs import replace

from simulator.policies.field import Field, fields_of
from simulator.policies.policy import Policy, PolicyError
from simulator.values import shown

FIELDS: Mapping[str, Field] = fields_of(Policy)
"""By name. A new field of a policy is written once in `Policy`, and once where the model acts."""


def named(name: str) -> Field:
    """The field of this name. Raises PolicyError with the nearest one, or all, if there is none."""
    if name not in FIELDS:
        near = get_close_matches(name[:LONGEST_FIELD], list(FIELDS), n=1)
        hint = f"did you mean '{near[0]}'?" if near else f"known: {', '.join(FIELDS)}"
        raise PolicyError(f"policy field {shown(name)} does not exist ({hint})")
    return FIELDS[name]


def with_rules(policy: Policy, typed: Iterable[str]) -> Policy:
    """The policy with some rules as people type them: review_weeks=4.

    Raises PolicyError for what is no rule, for a field that does not exist, and for a value that
    its field does not allow.
    """
    for text in typed:
        name, sign, value = text.partition("=")
        if not sign:
            raise PolicyError(f"rule {shown(text)} has no value; write one such as review_weeks=4")
        field = named(name.strip())
        policy = replace(policy, **{field.name: field.typed(value.strip())})
    return policy


LONGEST_FIELD = 60
"""Of a longer name only the beginning is compared."""


def rules_in_words(changes: Iterable[tuple[str, object]]) -> str:
    """Fields of a policy with their values, as people say them."""
    return ", ".join(f"{_called(field)} {_said(value)}" for field, value in changes)


def _called(field: str) -> str:
    return FIELDS[field].words if field in FIELDS else field


def _said(value: object) -> str:
    """A value, or the text of one as the log has it."""
    text = str(getattr(value, "__name__", value))
    return "none" if text == "None" else text.replace("_", " ")


def describe(policy: Policy) -> str:
    """The rules that differ from an office without a PMO, in one line."""
    different = [
        (field.name, getattr(policy, field.name))
        for field in FIELDS.values()
        if getattr(policy, field.name) != field.default
    ]
    return rules_in_words(different) or "no PMO: first come, first served"
