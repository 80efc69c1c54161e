"""Start the service: on this computer only, unless somebody says otherwise."""

import ipaddress
import os
import socket
import sys
from contextlib import suppress

import uvicorn
from starlette.types import ASGIApp

from simulator.errors import RefusedError
from simulator.workshop.service import hub
from simulator.workshop.service.app import application
from simulator.workshop.service.host import Host
from simulator.workshop.service.keys import OwnKeys
from simulator.workshop.store import Database, workshops

SECRET = "PMO_MENTOR_SECRET"  # noqa: S105 - the name of where it may stand
LOOPBACK = "127.0.0.1"


def serve(host: str, port: int, address: str) -> None:
    """Serve the workshops of a database until somebody stops it.

    Raises RefusedError if the port is taken or the database cannot be used.
    """
    if hub.is_here():
        host, port = hub.listens()
    listening = _listening(host, port)
    database = Database(address)
    port = listening.getsockname()[1]
    app, lines = _behind_a_hub(database) if hub.is_here() else _alone(database, host, port)
    for line in lines:
        print(line, flush=True)  # noqa: T201 - meant for a terminal
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, timeout_graceful_shutdown=3,
        server_header=False, proxy_headers=False,
    )  # fmt: skip
    with suppress(KeyboardInterrupt):  # that is how it is stopped
        uvicorn.Server(config).run(sockets=[listening])


def _alone(database: Database, host: str, port: int) -> tuple[ASGIApp, list[str]]:
    with database.begin() as tx:
        secret = workshops.mentor_secret(tx, os.environ.get(SECRET, ""))
    ground = Host(database, base_of(host, port))
    app = application(ground, OwnKeys(ground, secret))
    return app, said(host, port, secret, database.where)


def _behind_a_hub(database: Database) -> tuple[ASGIApp, list[str]]:
    front, host = hub.AtTheHub(database), Host(database)
    app = front.door(application(host, front.keys), host)
    return app, [
        "The workshop stands among the hub's services; mentors and teams log in at the hub",
        f"Everything is kept in {database.where}",
    ]


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    found = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    if sys.platform != "win32":
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind((host, port))
    except (OSError, OverflowError) as error:
        found.close()
        reason = getattr(error, "strerror", None) or str(error)
        raise RefusedError(
            f"cannot listen on {host}, port {port}: {reason}; take another with --port"
        ) from None
    return found


def said(host: str, port: int, secret: str, where: str) -> list[str]:
    """What whoever has started it reads."""
    base = base_of(host, port)
    found = [
        f"The workshop listens on http://{_in_brackets(host)}:{port}",
        f"Teams open {base}/",
        f"Mentor:    {base}/mentor#{secret}",
        f"Everything is kept in {where}",
    ]
    if _is_loopback(host):
        found.append(
            "Only this computer reaches it. For the room's laptops add: --host 0.0.0.0 "
            "(in a network you trust: what is sent is not encrypted)"
        )
    else:
        found.append(
            "Every computer of this network reaches it, and what is sent is not encrypted; whoever "
            "has the mentor's address leads the workshop"
        )
    return [*found, "Press Ctrl+C to stop; nothing is lost by it."]


def base_of(host: str, port: int) -> str:
    """The address that others open."""
    shown = _in_the_network() if host in ("0.0.0.0", "::") else host  # noqa: S104
    return f"http://{_in_brackets(shown)}:{port}"


def _in_brackets(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _in_the_network() -> str:
    """By which number others reach this computer, as far as it knows; nothing is sent for that."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        try:
            asking.connect(("192.0.2.1", 9))
        except OSError:
            return socket.gethostname()
        return str(asking.getsockname()[0])


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
