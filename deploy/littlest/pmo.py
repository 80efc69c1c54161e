"""The workshop on The Littlest JupyterHub: goes to /opt/tljh/config/jupyterhub_config.d/pmo.py."""

import os

# Where the simulator lies. Trainees read it, and only an administrator writes there.
COURSE = os.environ.setdefault("PMO_COURSE", "/srv/pmo")
# The Python of all users, into which the simulator was installed.
os.environ.setdefault("PMO_PYTHON", "/opt/tljh/user/bin/python")
os.environ.setdefault("PMO_STATE", "/opt/tljh/state/pmo")

load_subconfig(f"{COURSE}/deploy/hub/workshop.py")  # noqa: F821 - JupyterHub provides it
