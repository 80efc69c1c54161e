"""Metrics as tables to read: names instead of ids, units in the headings, rounded numbers."""

from simulator.tables.assumptions import assumptions
from simulator.tables.cards import mechanism, mechanisms
from simulator.tables.mechanism_card import card
from simulator.tables.moves import moves
from simulator.tables.offices import functions, levels
from simulator.tables.portfolios import (
    earned_value,
    futures,
    people,
    portfolio,
    register,
    urgency,
)
from simulator.tables.table import Table, ratio, share, tabulate, whole

__all__ = [
    "Table",
    "assumptions",
    "card",
    "earned_value",
    "functions",
    "futures",
    "levels",
    "mechanism",
    "mechanisms",
    "moves",
    "people",
    "portfolio",
    "ratio",
    "register",
    "share",
    "tabulate",
    "urgency",
    "whole",
]
