"""What no plan says of the whole office: how people are, what comes from outside, what a PMO costs.

Each setting is a choice between few ways, all of them played by mechanisms as they are elsewhere.
"""

from collections.abc import Mapping
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from simulator.debrief.boundary.axes import CULTURES
from simulator.errors import RefusedError
from simulator.mechanisms import (
    Adoption,
    CommonCause,
    Fatigue,
    Governance,
    RampUp,
    Skill,
    Survival,
    Turnover,
)
from simulator.scenario import Scenario
from simulator.values import shown

Fields = Mapping[str, Struct | None]
"""By mechanism: its parameters, or None if it is not played."""
AS_IT_IS = "as the file says"
"""Chosen where a file has something else than all ways here."""
NOT_PLAYED = "not played"


class Setting(NamedTuple):
    """One question about the office, and the ways to answer it."""

    name: str
    label: str
    about: str
    ways: Mapping[str, Fields]


def _people(culture: str) -> Fields:
    how = CULTURES[culture]
    return {
        "resistance": how.resistance,
        "distortion": how.distortion,
        "early_warning": how.trust,
        "sponsor": how.sponsor,
    }


NO_CULTURE: Fields = dict.fromkeys(_people("rules are borne"))

SETTINGS = (
    Setting(
        "culture", "People, rules and sponsors",
        "How people take rules, whether bad news comes up, how ready sponsors are to decide.",
        {NOT_PLAYED: NO_CULTURE, **{name: _people(name) for name in CULTURES}},
    ),
    Setting(
        "together", "Trouble for several at once",
        "Shocks and turbulent times that hit several projects together.",
        {
            NOT_PLAYED: {"common_cause": None},
            "now and then": {"common_cause": CommonCause()},
            "often": {"common_cause": CommonCause(shock_weeks=15.0, calm_weeks=13.0)},
        },
    ),
    Setting(
        "newcomers", "New people",
        "How long somebody new is slower and keeps others from their work.",
        {
            "as good as the others at once": {"ramp_up": None},
            "slow for about a quarter": {"ramp_up": RampUp(communication=0.0)},
            "slow for about half a year": {
                "ramp_up": RampUp(communication=0.0, assimilation=26.0)
            },
        },
    ),
    Setting(
        "leaving", "People who leave",
        "How many leave in a year when nothing drives them out; their places stay empty for weeks.",
        {
            "nobody": {"turnover": None},
            "twelve of a hundred a year": {"turnover": Turnover()},
            "a quarter a year": {"turnover": Turnover(base=0.25)},
        },
    ),
    Setting(
        "growth", "People grow",
        "Whether people get better at what they do, and lose what they do not use.",
        {"skills stay as they are": {"skill": None}, "people grow": {"skill": Skill()}},
    ),
    Setting(
        "tired", "Overtime",
        "Whether long weeks make people tired, slower and less careful.",
        {NOT_PLAYED: {"fatigue": None}, "tires people": {"fatigue": Fatigue()}},
    ),
    Setting(
        "used", "What is delivered",
        "Whether it brings its value at once, or only as far as people take it up.",
        {
            "is used at once": {"adoption": None},
            "has to be taken up": {"adoption": Adoption()},
        },
    ),
    Setting(
        "pmo_price", "What a PMO costs",
        "Whether its functions take people's hours and some weeks until they help.",
        {
            "hours, and weeks until it helps": {"governance": Governance()},
            "nothing, and it helps at once": {"governance": None},
        },
    ),
    Setting(
        "pmo_stays", "Whether a PMO stays",
        "Whether leadership asks every half-year what it has brought, and may close it.",
        {"it stays": {"survival": None}, "leadership asks": {"survival": Survival()}},
    ),
)  # fmt: skip
BY_NAME = {it.name: it for it in SETTINGS}
AT_ONCE = ("1", "2", "3", "5")
"""How many activities a person takes on when nobody limits it."""


def chosen(scenario: Scenario, setting: Setting) -> str:
    """Which way an office has now."""
    for words, fields in setting.ways.items():
        if all(getattr(scenario.mechanisms, it) == value for it, value in fields.items()):
            return words
    return AS_IT_IS


def settled(scenario: Scenario, name: str, words: str) -> Scenario:
    """The office with another way. Raises RefusedError for one that there is not."""
    setting = BY_NAME.get(name)
    if setting is None:
        raise RefusedError(f"there is no setting {shown(name)}; choose one of the list")
    if words not in setting.ways:
        raise RefusedError(
            f"{setting.label}: {shown(words)} cannot be chosen; choose {_listed(setting.ways)}"
        )
    fields = dict(setting.ways[words])
    return replace(scenario, mechanisms=replace(scenario.mechanisms, **fields))


def _listed(ways: Mapping[str, Fields]) -> str:
    return ", ".join(f"'{it}'" for it in ways)
