"""The workshop among the services of a JupyterHub: its users are teams, who leads it are mentors.

The service itself hardly knows of it. The hub is asked whose token a request carries, and a door in
front lets people log in at the hub and leads them to their page with the token that the hub gives
for this service alone. So whoever the hub shuts out is out here too, and nothing secret is kept.
"""

import os
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.types import ASGIApp

from simulator.errors import RefusedError
from simulator.values import shown
from simulator.workshop.service.keys import Keys
from simulator.workshop.store import Database

if TYPE_CHECKING:
    from simulator.workshop.service.host import Host

NAME = "JUPYTERHUB_SERVICE_NAME"
PREFIX = "JUPYTERHUB_SERVICE_PREFIX"
ADDRESS = "JUPYTERHUB_SERVICE_URL"
MENTORS = "PMO_MENTORS"
"""Names the hub's group whose members lead workshops, beside the hub's administrators."""


def is_here() -> bool:
    """Whether this program is a service of a JupyterHub; a trainee's own server is none."""
    return NAME in os.environ and PREFIX in os.environ


def listens() -> tuple[str, int]:
    """Host and port at which the hub looks for this service.

    Raises RefusedError for an address that names no port.
    """
    said = os.environ.get(ADDRESS, "")
    address = urlsplit(said)
    if address.scheme != "http" or not address.hostname or not address.port:
        raise RefusedError(
            f"{ADDRESS} is {shown(said)}; in the hub's configuration give the service a url such "
            "as http://127.0.0.1:10110"
        )
    return address.hostname, address.port


class AtTheHub:
    """A service as the hub's users reach it.

    Raises RefusedError where JupyterHub itself is not installed.
    """

    def __init__(self, database: Database) -> None:
        from simulator.workshop.service.hub.keys import HubKeys
        from simulator.workshop.service.hub.people import Hub

        self._hub = Hub(os.environ.get(MENTORS) or "mentors")
        self.keys: Keys = HubKeys(self._hub, database)

    def door(self, app: ASGIApp, host: "Host") -> ASGIApp:
        """What stands in front of the service."""
        from simulator.workshop.service.hub.door import Door
        from simulator.workshop.service.hub.rooms import Rooms

        prefix = f"/{os.environ[PREFIX].strip('/')}/"
        return Door(app, self._hub, Rooms(host), prefix)
