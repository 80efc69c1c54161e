"""The twelve functions of a PMO as parts to put together: how each may be set, and its price."""

from collections.abc import Mapping
from typing import NamedTuple

from msgspec.structs import replace

from simulator.mechanisms.governance import Governance, hours
from simulator.policies import Policy
from simulator.policies.functions import FUNCTIONS, PLAIN, levels

OFF = "off"


class Part(NamedTuple):
    """One function, and the ways in which it may be set."""

    name: str
    """Of the function."""
    label: str
    settings: Mapping[str, Mapping[str, object]]
    """Fields of a policy by what the setting is called; `OFF` is always there beside them."""


PARTS = (
    Part("intake", "One door for projects", {
        "one thing at a time": {"projects_per_person": 1},
        "four projects at most": {"projects_per_person": 1, "wip_limit": 4},
        "two projects at most": {"projects_per_person": 1, "wip_limit": 2},
        "three things at a time": {"projects_per_person": 3},
    }),
    Part("prioritise", "One order for work", {
        "by cost of delay": {"order": "cost_of_delay"},
        "by due day": {"order": "due_first"},
        "by what serves the aims": {"order": "aligned_cost_of_delay"},
    }),
    Part("select", "Choosing projects", {
        "most for each day": {"select": "by_ratio", "slack": 0.2},
        "and stopping the worst": {
            "select": "by_ratio", "slack": 0.2, "stop": "forward_value",
        },
    }),
    Part("visibility", "A clear view", {
        "some": {"visibility": 0.4},
        "all of it": {"visibility": 1.0},
    }),
    Part("review", "Reviews", {
        "every 13 weeks": {"review_weeks": 13},
        "every 4 weeks": {"review_weeks": 4},
        "an audit every week": {"review_weeks": 1, "review_depth": "audit"},
    }),
    Part("risk", "Care for risks", {
        "the best for each euro": {"risk": "leverage", "risk_budget": 0.6},
        "everything on offer": {"risk": "heat_map", "risk_budget": 1.0},
    }),
    Part("method", "A common method", {
        "fitted to the work": {"method": 0.5, "tailored": True},
        "one standard for all": {"method": 1.0},
    }),
    Part("knowledge", "Shared knowledge", {
        "some": {"knowledge": 0.3},
        "much": {"knowledge": 0.8},
    }),
    Part("people", "Growing people", {
        "mentors": {"people": 0.3, "people_by": "mentoring"},
        "courses": {"people": 0.8, "people_by": "training"},
    }),
    Part("change", "Help with change", {
        "people, process, tools": {"change": 0.5},
        "tools only": {"change": 1.0, "change_by": "tools"},
    }),
    Part("stakeholder", "Visits to sponsors", {
        "now and then": {"stakeholder": 0.3},
        "all the time": {"stakeholder": 1.0},
    }),
    Part("improve", "Time to improve", {
        "3 hours of 100": {"improve": 0.03},
        "10 hours of 100": {"improve": 0.1},
    }),
)  # fmt: skip
BY_NAME = {it.name: it for it in PARTS}
Choice = Mapping[str, str]
"""A setting by function; what is not named is off."""


def policy_of(choice: Choice) -> Policy:
    """The rules of an office that is put together so."""
    fields: dict[str, object] = {}
    for name, setting in choice.items():
        if setting != OFF:
            fields |= BY_NAME[name].settings[setting]
    return replace(PLAIN, **fields)


def takes(choice: Choice, how: Governance) -> float:
    """Share of everybody's time that the office takes."""
    return hours(levels(policy_of(choice)), how)


def price(name: str, setting: str, how: Governance) -> float:
    """Share of everybody's time that one function takes so set, beside the office itself."""
    if setting == OFF:
        return 0.0
    level = FUNCTIONS[name].level(policy_of({name: setting}))
    return float(getattr(how, name).hours) * level


def lag(name: str, how: Governance) -> float:
    """Weeks until it begins to help."""
    return float(getattr(how, name).lag)
