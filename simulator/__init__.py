"""A portfolio office to practise in: projects compete for people while risks happen.

`simulate(scenario, policy, seed, decisions, until)` is the whole model; everything else is a way
to write its input or to read its output.
"""

from importlib import import_module

from simulator.decisions import (
    BuyMitigation,
    CancelProject,
    ChangePeople,
    DecisionError,
    OrderProjects,
    PauseProject,
    StartProject,
    change_policy,
)
from simulator.model import simulate
from simulator.policies import Policy
from simulator.readers import load
from simulator.scenario import ScenarioError
from simulator.session import ReplayError, Session

__version__ = "0.1.0"

LATER = ("debrief", "experiment", "figures", "metrics", "tables", "widgets")
"""Rooms that need pandas, matplotlib or ipywidgets: imported when they are first used."""

__all__ = [
    "BuyMitigation",
    "CancelProject",
    "ChangePeople",
    "DecisionError",
    "OrderProjects",
    "PauseProject",
    "Policy",
    "ReplayError",
    "ScenarioError",
    "Session",
    "StartProject",
    "change_policy",
    "load",
    "simulate",
    *LATER,
]


def __getattr__(name: str) -> object:
    if name in LATER:
        return import_module(f"simulator.{name}")
    raise AttributeError(f"module 'simulator' has no attribute '{name}'")
