"""The workshop from a terminal: `python -m simulator workshop …`."""

import argparse
from typing import Any

from simulator.workshop.store.database import DEFAULT

PORT = 8765


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
        "--database", default=DEFAULT, metavar="URL",
        help=f"where everything is kept (default {DEFAULT}; or postgresql://…)",
    )  # fmt: skip
    serve.set_defaults(command=_serve)


def _serve(chosen: argparse.Namespace) -> int:
    from simulator.workshop.service.serve import serve  # takes half a second, and others need none

    serve(chosen.host, chosen.port, chosen.database)
    return 0
