"""The workshop on a JupyterHub: a part of its configuration, on whatever machine the hub runs.

Teams are the hub's users, mentors its administrators and whoever is in its group "mentors". The
workshop's service is started by the hub and stands behind its login at /services/workshop/, every
trainee has a copy of the course, and nobody's server takes more than its share.

Take it up at the end of your own jupyterhub_config.py:

    load_subconfig("/srv/pmo/deploy/hub/workshop.py")

What can be set from outside are the variables below. docs/hub.md explains each.
"""

import os
import sys
from pathlib import Path

c = get_config()  # noqa: F821 - JupyterHub provides it


def setting(name, default):
    """What the environment says, or else what fits most hubs."""
    return os.environ.get(f"PMO_{name}") or str(default)


# The folder of the simulator. Nobody but its owner needs to be able to write there.
COURSE = Path(setting("COURSE", Path(__file__).resolve().parents[2]))
# A Python that has the simulator and JupyterHub; trainees' servers and the service run on it.
PYTHON = setting("PYTHON", sys.executable)
# The folder for the workshops' data, unless they go to a database of your own.
STATE = Path(setting("STATE", Path.cwd() / "workshop")).resolve()
DATABASE = setting("DATABASE", f"sqlite:///{STATE / 'workshop.sqlite'}")
# Where the service listens: on this machine only, for the hub's proxy and for trainees' servers.
SERVICE = f"http://127.0.0.1:{setting('PORT', 10110)}"
MENTORS = setting("MENTORS", "mentors")
# What one trainee's server may take. A server with one notebook needs 200 MB, with three 400 MB.
MEMORY = setting("MEMORY", "1G")
PROCESSORS = float(setting("PROCESSORS", 1))
# A notebook at rest for so long ends, and then, after twice as long, the server that had it.
IDLE_SECONDS = int(setting("IDLE_SECONDS", 3600))

STATE.mkdir(parents=True, exist_ok=True, mode=0o700)

c.JupyterHub.services.append(
    {
        "name": "workshop",
        "url": SERVICE,
        "command": [PYTHON, "-m", "simulator", "workshop", "serve", "--database", DATABASE],
        "environment": {
            "PMO_MENTORS": MENTORS,
            **{name: os.environ[name] for name in ("PYTHONPATH",) if name in os.environ},
        },
        "cwd": str(STATE),
        "oauth_no_confirm": True,
    }
)

# Whoever may log in may take part, in a browser and from a notebook; nobody may do more by it.
ACCESS = "access:services!service=workshop"
c.JupyterHub.load_roles.extend(
    [
        {"name": "user", "scopes": ["self", ACCESS]},
        {"name": "server", "scopes": ["users:activity!user", "access:servers!server", ACCESS]},
    ]
)

# A copy of the course at every start, made by the trainee's own account: it survives every culling.
HANDOUT = str(Path(__file__).resolve().with_name("handout.py"))
c.Spawner.cmd = [PYTHON, HANDOUT, str(COURSE), "pmo", PYTHON, "-m", "jupyterhub.singleuser"]
c.Spawner.default_url = "/lab/tree/pmo/notebooks/00_lobby.ipynb"

c.Spawner.environment.update(
    {
        "PMO_WORKSHOP_URL": SERVICE,
        # The pages come from the copy, the code that they import from the course.
        "PYTHONPATH": os.pathsep.join([str(COURSE), *filter(None, [os.environ.get("PYTHONPATH")])]),
        # On a shared machine an experiment takes its turn, or forty of them would take all cores.
        "LOKY_MAX_CPU_COUNT": str(max(1, int(PROCESSORS))),
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
    }
)

# Spawners that can (systemd, Docker, Kubernetes) hold a server to this; others only tell it.
c.Spawner.mem_limit = MEMORY
c.Spawner.cpu_limit = PROCESSORS
# A whole room presses "Log in" within a minute.
c.JupyterHub.concurrent_spawn_limit = 10
c.Spawner.start_timeout = 120
c.Spawner.http_timeout = 120
# A server that is alone ends by itself; no culling service is needed.
c.Spawner.args.extend(
    [
        f"--MappingKernelManager.cull_idle_timeout={IDLE_SECONDS}",
        f"--MappingKernelManager.cull_interval={max(1, IDLE_SECONDS // 10)}",
        f"--ServerApp.shutdown_no_activity_timeout={2 * IDLE_SECONDS}",
    ]
)
