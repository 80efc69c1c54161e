"""Whether a notebook runs under a hub that serves a workshop; asked without any network."""

import os

ADDRESS = "PMO_WORKSHOP_URL"
TOKEN = "JUPYTERHUB_API_TOKEN"  # noqa: S105 - the name of where it stands


def is_here() -> bool:
    """Whether the hub has said where its workshop is, and who somebody is."""
    return bool(os.environ.get(ADDRESS) and os.environ.get(TOKEN))
