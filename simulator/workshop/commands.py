"""The workshop from a terminal: `python -m simulator workshop …`."""

import argparse
import sys
from pathlib import Path
from typing import Any

from simulator.plain_text import visible
from simulator.workshop.scoring import WORLDS

PORT = 8765
DATABASE = "sqlite:///pmo-workshop.sqlite"


def add_commands(commands: Any) -> None:
    """Let the command line know them."""
    workshop = commands.add_parser("workshop", help="lead a room of teams under one storm")
    kinds = workshop.add_subparsers(required=True, metavar="WHAT")
    serve = kinds.add_parser("serve", help="start the service that the room's laptops reach")
    serve.add_argument("--port", type=int, default=PORT, help=f"default {PORT}; 0 takes a free one")
    serve.add_argument(
        "--host", default="127.0.0.1",
        help="who reaches it: 127.0.0.1 this computer alone (default), 0.0.0.0 the whole network",
    )  # fmt: skip
    serve.add_argument(
        "--database", default=DATABASE, metavar="URL",
        help=f"where everything is kept (default {DATABASE}; or postgresql://…)",
    )  # fmt: skip
    serve.set_defaults(command=_serve)
    report = kinds.add_parser("report", help="write what a workshop in a folder came to")
    report.add_argument("folder", type=Path, help="the shared folder with the workshop's file")
    report.add_argument(
        "--out", type=Path, default=Path("report.html"), metavar="FILE",
        help="the page; tables are written beside it (default report.html)",
    )  # fmt: skip
    report.add_argument(
        "--worlds", type=int, default=WORLDS, help=f"in which teams are compared (default {WORLDS})"
    )
    report.set_defaults(command=_report)


def _serve(chosen: argparse.Namespace) -> int:
    from simulator.workshop.service.serve import serve  # takes half a second, and others need none

    serve(chosen.host, chosen.port, chosen.database)
    return 0


def _report(chosen: argparse.Namespace) -> int:
    from simulator.workshop.export import saved
    from simulator.workshop.folder import Shared
    from simulator.workshop.folder.recording import in_full

    found = in_full(Shared(chosen.folder), chosen.worlds, progress=True)
    for left in found.refused:
        print(visible(f"not counted: {left.name}: {left.why}"), file=sys.stderr)
    page, *tables = saved(found, chosen.out)
    print(visible(f"written {page}: open it in a browser, print it, or send it"))
    print(visible(f"beside it for a spreadsheet: {', '.join(it.name for it in tables)}"))
    return 0
