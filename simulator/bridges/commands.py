"""Flights for other programs from a terminal: `python -m simulator export FLIGHT --as ocel`."""

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from simulator.bridges.ocel import write_ocel
from simulator.bridges.parquet import write_parquet
from simulator.bridges.xes import write_xes
from simulator.plain_text import visible
from simulator.readers import load
from simulator.session import Session


class Bridge(NamedTuple):
    """One way to write a flight for others."""

    write: Callable[[Session, str | Path, bool], Path]
    ending: str
    """Of what is written if nobody names it."""
    words: str


BRIDGES: Mapping[str, Bridge] = {
    "ocel": Bridge(write_ocel, ".ocel.json", "an object-centric event log (OCEL 2.0)"),
    "xes": Bridge(write_xes, ".xes", "an event log with a case for each project (XES)"),
    "parquet": Bridge(write_parquet, "-parquet", "a folder of tables (Parquet)"),
}


def add_commands(commands: Any) -> None:
    """Let the command line know them."""
    export = commands.add_parser("export", help="write a saved flight for other programs")
    export.add_argument("file", type=Path, help="a saved flight, a JSON file")
    export.add_argument(
        "--as", dest="bridge", choices=BRIDGES, required=True,
        help="; ".join(f"{name}: {it.words}" for name, it in BRIDGES.items()),
    )  # fmt: skip
    export.add_argument(
        "--out", type=Path, metavar="PATH",
        help="what to write (default: beside the flight); for ocel, .json or .sqlite",
    )  # fmt: skip
    export.add_argument(
        "--hidden", action="store_true", help="also what nobody in the office could see"
    )
    export.add_argument(
        "--scenario", nargs="+", help="scenario file, if it does not come with the simulator"
    )
    export.set_defaults(command=_export)


def _export(chosen: argparse.Namespace) -> int:
    scenario = load(*chosen.scenario) if chosen.scenario else None
    session = Session.load(chosen.file, scenario)
    bridge = BRIDGES[chosen.bridge]
    out = chosen.out or chosen.file.with_name(chosen.file.stem + bridge.ending)
    path = bridge.write(session, out, chosen.hidden)
    print(visible(f"written {path}: {bridge.words}"))
    return 0
