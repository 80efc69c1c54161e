"""A rule stated by drop-downs, tried against an office without rules."""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from simulator.errors import RefusedError
from simulator.explorables.trial import Chosen, Knob, Pair, Trial
from simulator.policies import FIELDS, Policy
from simulator.policies.field import Field
from simulator.policies.ready import READY
from simulator.scenario import Scenario


def rules(
    scenario: Scenario, fields: Sequence[str] = (), worlds: int = 200, first: int = 1001
) -> Trial:
    """Is my rule better than no rule, not today but in general?

    `fields` names what can be chosen; without it all basic fields, or all that have something to
    offer where a PMO has its price (mechanism M30), together with ready-made policies. A trial of
    no rule raises RefusedError.
    """
    priced = scenario.mechanisms.governance is not None
    names = fields or [name for name, it in FIELDS.items() if it.offered and (it.basic or priced)]
    values = {name: _values(FIELDS[name]) for name in names}

    def build(chosen: Chosen) -> Pair:
        wanted = {name: values[name][word] for name, word in chosen.items()}
        policy = replace(Policy(), **wanted)
        if policy == Policy():
            raise RefusedError("this is the office without a rule; choose one first")
        return Pair(scenario, Policy(), policy)

    knobs = [_knob(FIELDS[name], values[name]) for name in names]
    ready = {name.replace("_", " "): _said(it, names) for name, it in READY.items()}
    return Trial(
        "My rule:", knobs, build, worlds=worlds, first=first,
        presets=ready if priced and not fields else {},
    )  # fmt: skip


def _values(field: Field) -> dict[str, object]:
    """What a field offers, and what ready-made policies say in it, by what it is called."""
    offered: dict[str, object] = {field.say(it): it for it in field.offered}
    ready = {field.say(value): value for it in READY.values() if (value := getattr(it, field.name))}
    return offered | {name: it for name, it in ready.items() if name not in offered}


def _said(policy: Policy, names: Sequence[str]) -> dict[str, str]:
    return {name: FIELDS[name].say(getattr(policy, name)) for name in names}


def _knob(field: Field, values: Mapping[str, object]) -> Knob:
    return Knob(
        name=field.name,
        words=field.label or field.words,
        choices=tuple(values),
        start=field.say(field.default),
    )
