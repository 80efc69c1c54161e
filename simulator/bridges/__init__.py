"""Flights for other programs: process mining, tables for notebooks, learning by trying.

What a program is given is what a manager could see, unless somebody asks for the hidden facts too.
"""

from simulator.bridges.ocel import write_ocel
from simulator.bridges.parquet import write_parquet
from simulator.bridges.xes import write_xes

__all__ = ["write_ocel", "write_parquet", "write_xes"]
